//! Functions in functions: whose variable a nested function reads.

use super::{check, check_words};

#[test]
fn a_nested_function_reads_the_variable_of_the_function_round_it() {
    check(
        r"
def outer():
    state = []
    ^^^^^ write
    def inner():
        return state$0
               ^^^^^ read
    return inner, state
                  ^^^^^ read
",
    );
}

#[test]
fn a_closure_reaches_over_a_function_that_does_not_bind() {
    check(
        r"
def a(seed):
      ^^^^ definition
    def b():
        def c():
            return seed$0
                   ^^^^ read
        return c
    return b
",
    );
}

#[test]
fn a_nested_function_that_binds_has_its_own_variable() {
    check(
        r"
def outer(item):
          ^^^^ definition
    def inner():
        item = 2
        return item
    return inner, item$0
                  ^^^^ read
",
    );
}

#[test]
fn siblings_do_not_share_locals() {
    check(
        r"
def one():
    part = 1
    return part

def two():
    part$0 = 2
    ^^^^ write
    return part
           ^^^^ read
",
    );
}

#[test]
fn a_later_binding_outside_is_still_what_a_closure_reads() {
    check(
        r"
name = 0

def outer():
    def inner():
        return name$0
               ^^^^ read
    name = 1
    ^^^^ write
    return inner
",
    );
}

#[test]
fn the_words_speak_of_the_owner_and_not_of_the_reader() {
    check_words(
        r"
def outer(seed):
    def inner():
        return seed$0
",
        "parameter of outer()",
    );
}
