//! One name in many spellings, and what only looks like the name.

use super::{check, check_with_line_ends};

#[test]
fn a_member_in_an_f_string() {
    check(
        r#"
class Tide:
    level$0 = 1
    ^^^^^ write

    def show(self):
        return f"{self.level:>{self.level}} {self.level=} {self.level!r}"
                       ^^^^^ read
                                    ^^^^^ read
                                                  ^^^^^ read
                                                                ^^^^^ read
"#,
    );
}

#[test]
fn a_class_in_one_line() {
    check(
        r"
class A: x$0 = 1; y = x
         ^ write
                      ^ read
class B(A): z = lambda self: 1
print(A.x, B.x)
        ^ read
             ^ read
",
    );
}

#[test]
fn spellings_that_python_takes_for_the_same() {
    check(
        r"
class Tide:
    def f(self):
        self.ﬁeld$0 = 1
             ^^^^ write
        return self.field
                    ^^^^^ read

print(Tide.ﬁeld)
           ^^^^ read
",
    );
}

#[test]
fn names_of_other_scripts() {
    check(
        r#"
class Größe:
    def f(self):
        self.höhe$0 = 1
             ^^^^ write
        return self.höhe
                    ^^^^ read

print(Größe().höhe, "ü", Größe.höhe)
              ^^^^ read likely
                               ^^^^ read
"#,
    );
}

#[test]
fn a_string_is_no_member() {
    check(
        r#"
class Tide:
    x$0 = 1
    ^ write
    names = {"x": x, 'x': "x"}
                  ^ read

    def f(self):
        """x, self.x"""
        # self.x
        return "self.x", b"x"
"#,
    );
}

#[test]
fn a_long_statement_between() {
    check(
        r"
class Tide:
    level$0 = 1
    ^^^^^ write

    def f(self): return (
        self
        # the level
        .
        level
        ^^^^^ read
    )
",
    );
}

#[test]
fn windows_and_old_mac_line_ends() {
    let marked = r"
class Base:
    def __init__(self, level$0):
                       ^^^^^ definition
        self.level = level
                     ^^^^^ read

class Tide(Base):
    pass

Tide(
    level
    ^^^^^ read
    =1)
";
    check_with_line_ends("\r\n", marked);
    check_with_line_ends("\r", marked);
}
