//! Code that does not parse costs only what lies in the broken statement: names elsewhere stay exact.

use super::{check, check_words};

#[test]
fn an_unclosed_bracket_leaves_the_next_definition_alone() {
    check(
        r"
values = print(1, 2

def mean(total$0):
         ^^^^^ definition
    return total / 2
           ^^^^^ read
",
    );
}

#[test]
fn an_unclosed_bracket_leaves_the_definition_before_it_alone() {
    check(
        r"
def mean(total$0):
         ^^^^^ definition
    return total / 2
           ^^^^^ read

values = [1, 2

class Next:
    total = 1
",
    );
}

#[test]
fn a_half_typed_definition_leaves_the_next_one_alone() {
    check(
        r"
limit = 3
^^^^^ write

def half(

def whole(value):
    limit = value
    return limit

def other():
    return limit$0
           ^^^^^ read
",
    );
}

#[test]
fn a_half_typed_definition_without_a_bracket() {
    check(
        r"
def foo

def whole(value$0):
          ^^^^^ definition
    return value
           ^^^^^ read
",
    );
}

#[test]
fn a_half_typed_class() {
    check(
        r"
class Half(

class Whole:
    size$0 = 1
    ^^^^ write
    double = size
             ^^^^ read
",
    );
}

#[test]
fn a_half_typed_import() {
    check(
        r"
import os$0
       ^^ definition
from math import

def f():
    return os.sep
           ^^ read
",
    );
}

#[test]
fn an_unclosed_string_leaves_the_next_definition_alone() {
    check(
        r#"
text = "half

def f(name$0):
      ^^^^ definition
    return name
           ^^^^ read
"#,
    );
}

#[test]
fn an_unclosed_triple_string_leaves_the_definition_before_it_alone() {
    check(
        r#"
def f(name$0):
      ^^^^ definition
    return name
           ^^^^ read

text = """half
"#,
    );
}

#[test]
fn an_unclosed_bracket_inside_a_function_leaves_others_alone() {
    check(
        r"
def broken(a):
    return a[1, (a

def f(a$0):
      ^ definition
    return a
           ^ read
",
    );
}

#[test]
fn a_missing_expression_leaves_others_alone() {
    check(
        r"
total = 1
^^^^^ write
double =

def f():
    return total$0
           ^^^^^ read
",
    );
}

#[test]
fn a_dangling_dot_leaves_others_alone() {
    check(
        r"
total = 1
^^^^^ write
total.
^^^^^ read

def f():
    return total$0
           ^^^^^ read
",
    );
}

#[test]
fn a_missing_colon_leaves_others_alone() {
    check(
        r"
def f()
    pass

def g(x$0):
      ^ definition
    return x
           ^ read
",
    );
}

#[test]
fn a_closing_bracket_too_many_leaves_others_alone() {
    check(
        r"
def f(x):
    return x)

def g(x$0):
      ^ definition
    return x
           ^ read
",
    );
}

#[test]
fn a_lonely_decorator_leaves_others_alone() {
    check(
        r"
def g(x$0):
      ^ definition
    return x
           ^ read

@
",
    );
}

#[test]
fn a_scope_keeps_its_private_names_beside_broken_code() {
    check(
        r"
x = [

class A:
    __limit$0 = 1
    ^^^^^^^ write
    double = __limit
             ^^^^^^^ read

class B:
    __limit = 1
",
    );
}

#[test]
fn a_module_variable_is_found_on_both_sides_of_broken_code() {
    check(
        r"
total = 1
^^^^^ write

def half(a, b=

class C:
    copy = total$0
           ^^^^^ read

def f(total):
    return total
",
    );
}

#[test]
fn several_broken_statements_leave_the_rest_alone() {
    check(
        r"
def f(x$0):
      ^ definition
    return x
           ^ read

y = (

def g(x):
    return x

class C(

def h(x):
    return x
",
    );
}

#[test]
fn words_stay_right_beside_broken_code() {
    check_words(
        r"
y = (

def mean(total$0):
    return total
",
        "parameter of mean()",
    );
}
