//! Statements that give a name an instance, or a value to a member.

use super::check;

#[test]
fn with_as() {
    check(
        r"
class App:
    def run$0(self):
        ^^^ definition
        pass

with App() as app:
    app.run()
        ^^^ read likely

with App() as (a, b):
    a.run()
      ^^^ read possible

async def main():
    async with App() as app, App() as other:
        app.run()
            ^^^ read likely
        other.run()
              ^^^ read likely
",
    );
}

#[test]
fn except_as() {
    check(
        r"
class Trouble(Exception):
    code$0 = 1
    ^^^^ write

try:
    pass
except Trouble as trouble:
    print(trouble.code)
                  ^^^^ read likely
",
    );
}

#[test]
fn except_star_and_several() {
    check(
        r"
class Trouble(Exception):
    code$0 = 1
    ^^^^ write

def f():
    try:
        pass
    except* Trouble as trouble:
        print(trouble.code)
                      ^^^^ read likely

def g():
    try:
        pass
    except (Trouble, ValueError) as trouble:
        print(trouble.code)
                      ^^^^ read possible
",
    );
}

#[test]
fn a_walrus() {
    check(
        r"
class App:
    def run$0(self):
        ^^^ definition
        pass

if app := App():
    app.run()
        ^^^ read likely
",
    );
}

#[test]
fn a_class_pattern_binds_its_instance() {
    check(
        r"
class App:
    def run$0(self):
        ^^^ definition
        pass

match value:
    case App() as app:
        app.run()
            ^^^ read likely
",
    );
}

#[test]
fn a_global_in_a_class_body() {
    check(
        r"
class Tide:
    global level
           ^^^^^ declaration
    level$0 = 1
    ^^^^^ write

print(level, Tide.level)
      ^^^^^ read
",
    );
}

#[test]
fn a_nonlocal_in_a_class_body() {
    check(
        r"
def f():
    level$0 = 1
    ^^^^^ write
    class Tide:
        nonlocal level
                 ^^^^^ declaration
        level = 2
        ^^^^^ write
    return level, Tide.level
           ^^^^^ read
",
    );
}

#[test]
fn a_comprehension_in_the_body() {
    check(
        r"
class Tide:
    levels$0 = [1]
    ^^^^^^ write
    twice = [2 * level for level in levels]
                                    ^^^^^^ read
    none = [levels for level in []]
",
    );
}

#[test]
fn starred_and_subscripted_targets() {
    check(
        r"
class Tide:
    def f(self, values):
        *self.x$0, self.y = values
              ^ write
        self.x[self.y] = self.x.y = 1
             ^ read
                              ^ read
        (self.x, [self.y]) = values
              ^ write
",
    );
}

#[test]
fn a_walrus_does_not_take_attributes() {
    check(
        r"
class Tide:
    def f(self):
        if (x := self.x$0) and self.x:
                      ^ read
                                    ^ read
            return x
",
    );
}

#[test]
fn an_await_and_a_yield() {
    check(
        r"
class Tide:
    async def f(self):
        self.x$0 = await self.x
             ^ write
                              ^ read
        async with self.x as self.y:
                        ^ read
            yield self.x
                       ^ read
        async for self.x in self.x:
                       ^ write
                                 ^ read
            pass
",
    );
}
