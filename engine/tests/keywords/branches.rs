use namelight_engine::occurrences::Class;

use crate::{check, check_dark, check_round, check_words};

#[test]
fn if_elif_else() {
    check_round(
        "
if a:
^^ read
    x = 1 if b else 2
el$0if c:
^^^^^^ read
    if d:
        pass
    else:
        pass
elif e: pass
^^^^ read
else:
^^^^ read
    pass
",
    );
}

#[test]
fn an_if_alone() {
    check_round("\n$0if a:\n  ^^ read: part of this if statement\n    pass\n");
}

#[test]
fn an_if_inside() {
    check_round(
        "
if a:
    pass
else:
    if b:
    ^^ read
        pass
    els$0e:
    ^^^^^^ read
        pass
",
    );
}

#[test]
fn try_with_everything() {
    check_round(
        "
t$0ry:
^^^^^ read
    try: pass
    finally: pass
except A as a:
^^^^^^ read
    pass
except (B, C):
^^^^^^ read
    pass
except:
^^^^^^ read
    pass
else:
^^^^ read
    pass
finally:
^^^^^^^ read
    pass
",
    );
}

#[test]
fn except_groups() {
    check_round(
        "
try:
^^^ read
    pass
except$0* A:
^^^^^^ read
    pass
",
    );
}

#[test]
fn the_as_of_an_except() {
    check(
        "
try:
    pass
except A a$0s a:
^^^^^^ read
         ^^^^ read: part of this except clause
    pass
except B as b:
    pass
",
    );
}

#[test]
fn match_and_its_cases() {
    check_round(
        "
match x:
^^^^^ read
    case 1 if y:
    ^^^^ read
        match z:
            case 2: pass
    cas$0e [a, *b] as c:
    ^^^^^^ read
        pass
    case _:
    ^^^^ read
        pass
",
    );
}

#[test]
fn the_guard_and_the_as_of_a_case() {
    check(
        "
match x:
    case (1 as a, [2 as b]) i$0f a:
    ^^^^ read
            ^^ read
                     ^^ read
                            ^^^^ read: part of this case
        y = 1 if z else 2
    case 3 as c: pass
",
    );
    check(
        "
match x:
    case 3 a$0s c: pass
    ^^^^ read
           ^^^^ read
",
    );
}

#[test]
fn match_and_case_as_names() {
    check(
        "
mat$0ch = case
^^^^^^^ write
match.x
^^^^^ read
case(match)
     ^^^^^ read
",
    );
}

#[test]
fn with_and_its_as() {
    check_round(
        "
with a a$0s b, c(d) as (e, f):
^^^^ read
       ^^^^ read
                    ^^ read
    with x as y: pass
",
    );
}

#[test]
fn with_in_parentheses() {
    check_round(
        "
w$0ith (a as b, c as d):
^^^^^^ read
          ^^ read
                  ^^ read
    pass
",
    );
    check_round(
        "
with (open(a) a$0s b):
^^^^ read
              ^^^^ read
    pass
",
    );
}

#[test]
fn async_with() {
    check_round(
        "
async def f():
    async w$0ith a as b:
    ^^^^^ read
          ^^^^^^ read
                   ^^ read
        pass
",
    );
}

#[test]
fn imports() {
    check_round(
        "
fr$0om a.b import c as d, e
^^^^^^ read
           ^^^^^^ read
                    ^^ read
",
    );
    check_round(
        "
import a.b as c, d a$0s e
^^^^^^ read
           ^^ read
                   ^^^^ read
",
    );
    check_round(
        "
from . impor$0t (a, b as c)
^^^^ read
       ^^^^^^^^ read
                      ^^ read
",
    );
    check_round("\nfrom __future__ i$0mport x\n^^^^ read\n                ^^^^^^^^ read\n");
    check_round("\n$0from a import *\n  ^^^^ read\n         ^^^^^^ read\n");
}

#[test]
fn the_from_of_a_raise() {
    check(
        "
def f():
    raise A fro$0m b
    ^^^^^ read: part of this raise statement
            ^^^^^^ read
",
    );
}

#[test]
fn words_that_stand_alone() {
    for text in [
        "$0pass\n",
        "$0del x\n",
        "$0assert x\n",
        "class$0 A: pass\n",
        "x = n$0ot y\n",
        "x = a an$0d b\n",
        "x = a i$0s b\n",
        "$0global x\n",
        "x = Tr$0ue\n",
        "x = Non$0e\n",
        "f = lambd$0a: 1\n",
    ] {
        check_dark(text);
    }
}

#[test]
fn what_the_status_bar_says() {
    check_words("if a:\n    pass\nels$0e: pass\n", Class::Keyword, "else · parts of this if statement");
    check_words("$0try: pass\nfinally: pass\n", Class::Keyword, "try · parts of this try statement");
    check_words("match x:\n    case$0 1: pass\n", Class::Keyword, "case · parts of this match statement");
    check_words("impor$0t x\n", Class::Keyword, "import · parts of this import");
}
