//! Functions and lambdas: what is local, what parameters own, and what a header evaluates outside.

use super::{check, check_words};

#[test]
fn a_parameter_is_local_to_its_function() {
    check(
        r"
value = 1

def twice(value$0):
          ^^^^^ definition
    return value * 2
           ^^^^^ read

twice(value)
",
    );
}

#[test]
fn a_name_bound_anywhere_in_a_function_is_local_in_all_of_it() {
    check(
        r"
count = 5

def show():
    print(count$0)
          ^^^^^ read
    count = 1
    ^^^^^ write

print(count)
",
    );
}

#[test]
fn an_update_alone_makes_a_name_local() {
    check(
        r"
hits = 0

def hit():
    hits$0 += 1
    ^^^^ update

print(hits)
",
    );
}

#[test]
fn a_delete_alone_makes_a_name_local() {
    check(
        r"
cache = {}

def drop():
    print(cache)
          ^^^^^ read
    del cache$0
        ^^^^^ delete

print(cache)
",
    );
}

#[test]
fn every_kind_of_parameter_binds() {
    check(
        r"
def f(a, /, b, *c, d, **e):
                ^ definition
    return a, b, c$0, d, e
                 ^ read
",
    );
    check(
        r"
def f(a, /, b, *c, d, **e):
                        ^ definition
    return a, b, c, d, e$0
                       ^ read
",
    );
    check(
        r"
def f(a, /, b, *c, d, **e):
      ^ definition
    return a$0, b, c, d, e
           ^ read
",
    );
    check(
        r"
def f(a, /, b, *c, d, **e):
                   ^ definition
    return a, b, c, d$0, e
                    ^ read
",
    );
}

#[test]
fn a_default_belongs_to_the_scope_outside() {
    check(
        r"
size = 3
^^^^ write

def grow(size=size$0, *, by=size):
              ^^^^ read
                            ^^^^ read
    return size + by
",
    );
}

#[test]
fn a_default_does_not_see_the_parameter_before_it() {
    check(
        r"
def pair(left, right=left$0):
                     ^^^^ read
    return left, right

left = 1
^^^^ write
",
    );
}

#[test]
fn a_decorator_belongs_to_the_scope_outside() {
    check(
        r"
def cached(fn):
    ^^^^^^ definition
    return fn

@cached$0
 ^^^^^^ read
def load(cached):
    return cached
",
    );
}

#[test]
fn a_function_may_be_decorated_by_its_own_former_self() {
    check(
        r"
def wrap(fn): return fn
    ^^^^ definition

@wrap$0
 ^^^^ read
def wrap(wrap): return wrap
    ^^^^ definition
",
    );
}

#[test]
fn the_function_name_belongs_to_the_scope_it_stands_in() {
    check(
        r"
def outer():
    def step$0(n):
        ^^^^ definition
        return step(n - 1)
               ^^^^ read
    return step
           ^^^^ read

step = 1
",
    );
}

#[test]
fn a_parameter_may_have_the_name_of_its_function() {
    check(
        r"
def visit(visit$0=None):
          ^^^^^ definition
    return visit
           ^^^^^ read

visit()
",
    );
}

#[test]
fn async_functions_scope_like_others() {
    check(
        r"
async def fetch(url, session):
                ^^^ definition
    async with session.get(url$0) as reply:
                           ^^^ read
        async for url in reply:
                  ^^^ write
            yield await url
                        ^^^ read
",
    );
}

#[test]
fn yield_and_await_read_their_operand() {
    check(
        r"
def numbers(source):
            ^^^^^^ definition
    yield source$0
          ^^^^^^ read
    yield from source
               ^^^^^^ read
    last = yield
",
    );
}

#[test]
fn a_local_of_a_method_is_not_the_attribute() {
    check(
        r"
class Box:
    def fill(self, size$0):
                   ^^^^ definition
        self.size = size
                    ^^^^ read
        return self.size
",
    );
}

#[test]
fn self_is_an_ordinary_parameter() {
    check(
        r"
class Box:
    def fill(self$0):
             ^^^^ definition
        return self.lid, lambda: self
               ^^^^ read
                                 ^^^^ read

    def drop(self):
        return self
",
    );
}

#[test]
fn a_caller_s_keyword_is_the_parameter() {
    check(
        r"
def area(width$0):
         ^^^^^ definition
    return width
           ^^^^^ read

area(width=2)
     ^^^^^ read
",
    );
}

#[test]
fn the_words_for_what_a_function_owns() {
    check_words("def mean(values$0): pass", "parameter of mean()");
    check_words(
        r"
def mean():
    total$0 = 0
",
        "local of mean()",
    );
    check_words(
        r"
def mean():
    def inner$0(): pass
",
        "function in mean()",
    );
    check_words(
        r"
def mean():
    class Inner$0: pass
",
        "class in mean()",
    );
    check_words(
        r"
def mean():
    import math$0
",
        "import in mean()",
    );
    check_words("order = lambda key$0: 1", "parameter of a lambda");
    check_words(
        r"
def mean():
    return lambda key$0: 1
",
        "parameter of a lambda in mean()",
    );
    check_words(
        r"
def mean(total):
    total$0 += 1
",
        "parameter of mean()",
    );
}
