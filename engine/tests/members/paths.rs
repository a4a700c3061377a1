//! Equal dotted paths from the same variable.

use super::check;

#[test]
fn a_module_path() {
    check(
        r#"
import os

os.path$0.join("a")
   ^^^^ read likely
os.path.split("b")
   ^^^^ read likely
other.path
"#,
    );
}

#[test]
fn the_end_of_a_path() {
    check(
        r#"
import os

os.path.join$0("a")
        ^^^^ read likely
os.path.join("b")
        ^^^^ read likely
os.join
"#,
    );
}

#[test]
fn on_a_local() {
    check(
        r"
def f(x):
    x.a.b$0 = 1
        ^ write likely
    return x.a.b, x.b
               ^ read likely
                    ^ read possible
",
    );
}

#[test]
fn on_self() {
    check(
        r"
class Tide(Base):
    def f(self):
        self.app.state$0 = 1
                 ^^^^^ write likely

    def g(self):
        return self.app.state, self.other.state
                        ^^^^^ read likely
                                          ^^^^^ read possible
",
    );
}

#[test]
fn in_two_classes() {
    check(
        r"
class Base:
    def f(self):
        return self.app.state$0
                        ^^^^^ read likely

class Tide(Base):
    def g(self):
        return self.app.state
                        ^^^^^ read likely

class Moon:
    def g(self):
        return self.app.state
                        ^^^^^ read possible
",
    );
}

#[test]
fn two_roots_of_the_same_name() {
    check(
        r"
def f(x):
    return x.a$0
             ^ read likely

def g(x):
    return x.a
             ^ read possible
",
    );
}

#[test]
fn through_a_call_nothing_is_equal() {
    check(
        r#"
import os

os.getenv("A").strip$0()
               ^^^^^ read
os.getenv("A").strip()
               ^^^^^ read possible
"#,
    );
}

#[test]
fn through_a_subscript_nothing_is_equal() {
    check(
        r"
rows[0].name$0
        ^^^^ read
rows[0].name
        ^^^^ read possible
",
    );
}

#[test]
fn from_a_module_variable_in_functions() {
    check(
        r"
config = load()

def f():
    return config.name$0
                  ^^^^ read likely

def g(config):
    return config.name
                  ^^^^ read possible
",
    );
}

#[test]
fn every_kind_of_use() {
    check(
        r#"
def f(x):
    x.a$0 = 1
      ^ write likely
    x.a += 1
      ^ update likely
    del x.a
          ^ delete likely
    for x.a in x.a:
          ^ write likely
                 ^ read likely
        pass
    print(f"{x.a}")
               ^ read likely
"#,
    );
}

#[test]
fn on_several_lines() {
    check(
        r"
def f(x):
    (x
        .a$0  # here
         ^ read likely
        .b)
    x. a
       ^ read likely
    x \
        .a
         ^ read likely
",
    );
}

#[test]
fn a_decorator() {
    check(
        r#"
import app

@app.route$0("/")
     ^^^^^ read likely
def f():
    pass

@app.route("/")
     ^^^^^ read likely
async def g():
    pass
"#,
    );
}

#[test]
fn a_path_in_an_annotation() {
    check(
        r"
import typing

def f(x: typing.Any$0, *y: typing.Any) -> typing.Any:
                ^^^ read likely
                                  ^^^ read likely
                                                 ^^^ read likely
    z: typing.Any = 1
              ^^^ read likely
",
    );
}

#[test]
fn a_path_as_a_default_and_a_base() {
    check(
        r"
import app

class Tide(app.Model$0, key=app.Model):
               ^^^^^ read likely
                                ^^^^^ read likely
    def f(self, x=app.Model):
                      ^^^^^ read likely
        return app.Model
                   ^^^^^ read likely
",
    );
}

#[test]
fn a_function_has_attributes() {
    check(
        r"
def rise():
    rise.calls$0 += 1
         ^^^^^ update likely

rise.calls = 0
     ^^^^^ write likely
",
    );
}

#[test]
fn a_path_from_an_undefined_name() {
    check(
        r"
settings.DEBUG$0
         ^^^^^ read likely
settings.DEBUG
         ^^^^^ read likely
",
    );
}

#[test]
fn nested_paths_in_comprehensions() {
    check(
        r"
def f(x):
    return [x.a$0 for y in x.a if x.a], {x.a: lambda: x.a}
              ^ read likely
                             ^ read likely
                                    ^ read likely
                                           ^ read likely
                                                        ^ read likely
",
    );
}
