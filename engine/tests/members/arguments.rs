//! `f(x=1)` means the parameter `x` of `f`.

use super::check;

#[test]
fn a_function() {
    check(
        r"
def mean(levels$0, weight=1):
         ^^^^^^ definition
    return levels
           ^^^^^^ read

mean(levels=[1], weight=2)
     ^^^^^^ read
mean(levels=levels)
     ^^^^^^ read
",
    );
}

#[test]
fn a_call_before_the_definition() {
    check(
        r"
def early():
    return mean(levels$0=[1])
                ^^^^^^ read

def mean(levels):
         ^^^^^^ definition
    return levels
           ^^^^^^ read
",
    );
}

#[test]
fn the_value_is_another_variable() {
    check(
        r"
levels = []
^^^^^^ write

def mean(levels):
    return levels

mean(levels=levels$0)
            ^^^^^^ read
",
    );
}

#[test]
fn a_lambda() {
    check(
        r"
mean = lambda levels$0: sum(levels)
              ^^^^^^ definition
                            ^^^^^^ read
mean(levels=[1])
     ^^^^^^ read
",
    );
}

#[test]
fn a_nested_function() {
    check(
        r"
def outer():
    def mean(levels$0):
             ^^^^^^ definition
        return levels
               ^^^^^^ read
    return mean(levels=[1])
                ^^^^^^ read

def mean(levels):
    return levels
",
    );
}

#[test]
fn the_same_parameter_in_two_functions() {
    check(
        r"
def mean(levels$0):
         ^^^^^^ definition
    return levels
           ^^^^^^ read

def total(levels):
    return mean(levels=levels)
                ^^^^^^ read

total(levels=1)
",
    );
}

#[test]
fn a_keyword_only_parameter() {
    check(
        r"
def mean(*, levels$0):
            ^^^^^^ definition
    return levels
           ^^^^^^ read

mean(levels=[1])
     ^^^^^^ read
",
    );
}

#[test]
fn a_function_under_another_name() {
    check(
        r"
def mean(levels$0):
         ^^^^^^ definition
    return levels
           ^^^^^^ read

average = mean
average(levels=1)
        ^^^^^^ read likely
",
    );
}

#[test]
fn a_decorated_function() {
    check(
        r"
@cached(levels=1)
def mean(levels$0):
         ^^^^^^ definition
    return levels
           ^^^^^^ read

mean(levels=1)
     ^^^^^^ read
",
    );
}

#[test]
fn overloads() {
    check(
        r"
from typing import overload

@overload
def mean(levels: int) -> int: ...
@overload
def mean(levels: str) -> str: ...
def mean(levels$0):
         ^^^^^^ definition
    return levels
           ^^^^^^ read

mean(levels=1)
     ^^^^^^ read likely
",
    );
}

#[test]
fn a_function_that_is_bound_twice_is_only_likely() {
    check(
        r"
if fast:
    def mean(levels):
        return levels
else:
    def mean(levels$0):
             ^^^^^^ definition
        return levels
               ^^^^^^ read

mean(levels=1)
     ^^^^^^ read likely
",
    );
}

#[test]
fn a_function_that_is_replaced() {
    check(
        r"
def mean(levels$0):
         ^^^^^^ definition
    return levels
           ^^^^^^ read

mean = cached(mean)
mean(levels=1)
     ^^^^^^ read likely
",
    );
}

#[test]
fn nested_calls() {
    check(
        r"
def mean(levels$0):
         ^^^^^^ definition
    return levels
           ^^^^^^ read

mean(levels=mean(levels=[mean(levels=1)]))
     ^^^^^^ read
                 ^^^^^^ read
                              ^^^^^^ read
",
    );
}

#[test]
fn in_a_decorator_in_a_default_in_a_class_statement() {
    check(
        r"
def mean(levels$0):
         ^^^^^^ definition
    return lambda levels: levels

@mean(levels=1)
      ^^^^^^ read
def f(x=mean(levels=2)):
             ^^^^^^ read
    pass

class Tide(mean(levels=3)):
                ^^^^^^ read
    pass
",
    );
}

#[test]
fn a_parameter_that_is_written_and_deleted() {
    check(
        r"
def mean(levels$0):
         ^^^^^^ definition
    levels += 1
    ^^^^^^ update
    del levels
        ^^^^^^ delete
    levels = 3
    ^^^^^^ write

mean(levels=1)
     ^^^^^^ read
",
    );
}

#[test]
fn a_parameter_that_is_declared_nonlocal() {
    check(
        r"
def mean(levels$0):
         ^^^^^^ definition
    def inner():
        nonlocal levels
                 ^^^^^^ declaration
        levels = 1
        ^^^^^^ write
    return inner

mean(levels=1)
     ^^^^^^ read
",
    );
}

#[test]
fn a_parameter_in_an_f_string() {
    check(
        r#"
def mean(levels$0):
         ^^^^^^ definition
    return f"{levels!r:>{levels}}"
              ^^^^^^ read
                         ^^^^^^ read

print(f"{mean(levels=1)}")
              ^^^^^^ read
"#,
    );
}

#[test]
fn arguments_on_several_lines() {
    check(
        r"
def mean(levels$0):
         ^^^^^^ definition
    return levels
           ^^^^^^ read

mean(
    levels  # all of them
    ^^^^^^ read
    = [1],
)
mean(levels \
     ^^^^^^ read
     = 2)
",
    );
}

#[test]
fn a_spelling_that_python_takes_for_the_same() {
    check(
        r"
def mean(ﬁeld$0):
         ^^^^ definition
    return field
           ^^^^^ read

mean(field=1)
     ^^^^^ read
",
    );
}

#[test]
fn a_bare_star_in_a_call() {
    check(
        r#"
def mean(levels$0, **rest):
         ^^^^^^ definition
    return levels
           ^^^^^^ read

mean(*[], levels=1, **{"levels": 2})
          ^^^^^^ read
"#,
    );
}

#[test]
fn a_function_of_a_class_as_a_plain_name_in_its_body() {
    check(
        r"
class Tide:
    def rise(by$0):
             ^^ definition
        return by
               ^^ read

    high = rise(by=1)
                ^^ read
",
    );
}
