use namelight_engine::occurrences::Class;

use crate::{check_dark, check_round, check_words};

#[test]
fn a_conditional_expression() {
    check_round(
        "
x = a $0if b else (c if d else e)
        ^^ read
             ^^^^ read
",
    );
}

#[test]
fn conditional_expressions_in_a_row() {
    check_round(
        "
x = a if b else c if d el$0se e
                  ^^ read
                       ^^^^^^ read
",
    );
}

#[test]
fn a_conditional_expression_in_an_if() {
    check_round(
        "
if a if b els$0e c:
     ^^ read
          ^^^^^^ read
    pass
else:
    pass
",
    );
}

#[test]
fn a_comprehension() {
    check_round(
        "
x = [a for a in b if a i$0f c for d in e]
       ^^^ read
             ^^ read
                  ^^ read
                       ^^^^ read
                              ^^^ read
                                    ^^ read
",
    );
}

#[test]
fn comprehensions_of_all_kinds() {
    check_round("\nx = {a fo$0r a in b}\n       ^^^^^ read\n               ^^ read\n");
    check_round("\nx = {a: c fo$0r a in b}\n          ^^^^^ read\n                  ^^ read\n");
    check_round("\nx = f(a fo$0r a in b)\n        ^^^^^ read\n                ^^ read\n");
    check_round("\nx = (a fo$0r a in b)\n       ^^^^^ read\n               ^^ read\n");
}

#[test]
fn a_comprehension_inside() {
    check_round(
        "
x = [[a if a else b for a in c if a in d] $0for c in [e for e in f]]
                                            ^^^ read
                                                  ^^ read
",
    );
}

#[test]
fn an_async_comprehension() {
    check_round(
        "
async def f():
    x = [a asyn$0c for a in b]
           ^^^^^^^ read
                   ^^^ read
                         ^^ read
",
    );
}

#[test]
fn over_several_lines() {
    check_round(
        "
x = [
    a
    for a in b
    ^^^ read
          ^^ read
    i$0f a
    ^^^^ read
]
",
    );
}

#[test]
fn in_as_an_operator_inside() {
    check_dark("x = [a for a in b if a i$0n c]\n");
}

#[test]
fn in_strings_and_comments_there_are_no_keywords() {
    check_dark("x = 'a i$0f b else c'\n");
    check_dark("x = 1  # retur$0n\n");
    check_dark("x = f'{a} if$0 b'\n");
}

#[test]
fn in_a_replacement_field() {
    check_round(
        "
x = f'{a i$0f b else c} if else'
         ^^^^ read
                ^^^^ read
",
    );
}

#[test]
fn what_the_status_bar_says() {
    check_words("x = a i$0f b else c\n", Class::Keyword, "if · parts of this conditional expression");
    check_words("x = [a fo$0r a in b]\n", Class::Keyword, "for · parts of this comprehension");
}
