//! Keywords of calls whose parameters this file does not tell.

use super::check;

#[test]
fn a_positional_only_parameter_cannot_be_named() {
    check(
        r"
def mean(levels$0, /, **rest):
         ^^^^^^ definition
    return levels
           ^^^^^^ read

mean(levels=[1])
",
    );
}

#[test]
fn stars_are_not_named() {
    check(
        r"
def mean(*levels$0, **rest):
          ^^^^^^ definition
    return levels
           ^^^^^^ read

mean(levels=[1], rest=2)
",
    );
}

#[test]
fn what_goes_into_the_keywords_is_no_parameter() {
    check(
        r#"
def mean(**rest):
    levels = rest["levels"]
    return levels

mean(levels$0=[1])
     ^^^^^^ read likely
mean(levels=[2])
     ^^^^^^ read likely
total(levels=[2])
"#,
    );
}

#[test]
fn a_local_is_no_parameter() {
    check(
        r"
def mean(values):
    levels$0 = values
    ^^^^^^ write
    return levels
           ^^^^^^ read

mean(levels=[1])
",
    );
}

#[test]
fn an_unknown_callee_shares_keywords_with_the_same_path() {
    check(
        r"
import numpy

numpy.mean(axis$0=1)
           ^^^^ read likely
numpy.mean(axis=2)
           ^^^^ read likely
numpy.median(axis=3)
mean(axis=4)
",
    );
}

#[test]
fn calls_of_a_builtin() {
    check(
        r#"
print(1, end$0="")
         ^^^ read likely
print(2, end="")
         ^^^ read likely
other(end="")
"#,
    );
}

#[test]
fn calls_of_the_same_attribute_of_self() {
    check(
        r"
class Tide(Base):
    def rise(self):
        self.log(level$0=1)
                 ^^^^^ read likely

    def fall(self):
        self.log(level=2)
                 ^^^^^ read likely
        self.debug(level=3)
",
    );
}

#[test]
fn a_call_of_a_call_is_unknown() {
    check(
        r"
make()(level$0=1)
       ^^^^^ read
make()(level=2)
       ^^^^^ read possible
",
    );
}
