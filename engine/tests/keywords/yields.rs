use namelight_engine::occurrences::Class;

use crate::{check, check_dark, check_round, check_words};

#[test]
fn every_yield_of_the_function() {
    check_round(
        "
def numbers():
    yield 1
    ^^^^^ read
    x = yield$0
        ^^^^^ read
    print((yield 2), [y for y in z])
           ^^^^^ read
    return
",
    );
}

#[test]
fn yield_from_is_a_yield() {
    check(
        "
def numbers():
    yield$0 1
    ^^^^^ read: yields from numbers()
    yield from other()
    ^^^^^ read
",
    );
}

#[test]
fn from_belongs_to_its_own_yield() {
    check(
        "
def numbers():
    yield 1
    yield fr$0om other()
    ^^^^^ read: part of this yield expression
          ^^^^^^ read
",
    );
}

#[test]
fn yields_of_functions_inside_are_theirs() {
    check_round(
        "
def outer():
    $0yield 1
      ^^^^^ read
    def inner():
        yield 2
    both = lambda: (yield 3)
    yield 4
    ^^^^^ read
",
    );
}

#[test]
fn a_default_is_evaluated_outside() {
    check_round(
        "
def outer():
    @wrap((yield 0))
           ^^^^^ read
    def inner(x=(yield 1)):
                 ^^^^^ read
        yield 2
    class C((yield 3)): pass
             ^^^^^ read
    f = lambda x=(yield 4): (yield 5)
                  ^^^^^ read
    $0yield 6
      ^^^^^ read
",
    );
}

#[test]
fn a_lambda_yields_for_itself() {
    check_round(
        "
def outer():
    yield 1
    return lambda: ((yield 2), (yie$0ld 3))
                     ^^^^^ read
                                ^^^^^^^ read
",
    );
}

#[test]
fn a_lambda_that_is_a_yield() {
    check_round(
        "
f = lambda: (yie$0ld)
             ^^^^^^^ read
",
    );
}

#[test]
fn awaits_with_async() {
    check(
        "
async def fetch(urls):
^^^^^ definition
    x = await$0 one()
        ^^^^^ read: fetch() may wait here
    async for y in urls:
    ^^^^^ read
        await y
        ^^^^^ read
    async with z:
    ^^^^^ read
        return [a async for a in b if await c]
                  ^^^^^ read
                                      ^^^^^ read
",
    );
}

#[test]
fn awaits_of_functions_inside_are_theirs() {
    check(
        "
async def outer():
^^^^^ definition
    await$0 a
    ^^^^^ read
    async def inner():
        await b
",
    );
}

#[test]
fn outside_of_a_function_nothing_belongs_together() {
    check_dark("x = awa$0it y\n");
    check_dark("x = (yie$0ld)\n");
}

#[test]
fn what_the_status_bar_says() {
    check_words("def f():\n    x = $0yield\n", Class::Keyword, "yield · yield points of f()");
    check_words("x = lambda: (yield$0)\n", Class::Keyword, "yield · yield points of a lambda");
    let words = "await · await points of f()";
    check_words("async def f():\n    awa$0it x\n", Class::Keyword, words);
}

#[test]
fn in_an_f_string() {
    check_round(
        "
def f():
    x = f'{yield$0 1} yield {(yield)!r}'
           ^^^^^ read
                              ^^^^^ read
",
    );
}
