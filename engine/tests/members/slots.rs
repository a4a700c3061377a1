//! `__slots__` and `__match_args__`.

use super::check;

#[test]
fn slots() {
    check(
        r#"
class Point:
    __slots__ = ("x$0", "y")
                  ^ declaration

    def __init__(self, x):
        self.x = x
             ^ write
"#,
    );
}

#[test]
fn slots_in_a_list_in_one_string_in_brackets() {
    check(
        r#"
class A:
    __slots__ = ["x$0"]
                  ^ declaration

    def f(self):
        return self.x
                    ^ read
"#,
    );
}

#[test]
fn one_slot() {
    check(
        r#"
class A:
    __slots__ = "x$0"
                 ^ declaration

    def f(self):
        return self.x
                    ^ read
"#,
    );
}

#[test]
fn one_slot_in_brackets() {
    check(
        r#"
class A:
    __slots__ = ("x$0")
                  ^ declaration

    def f(self):
        return self.x
                    ^ read
"#,
    );
}

#[test]
fn slots_with_documentation() {
    check(
        r#"
class A:
    __slots__ = {"x$0": "the x", "y": "x"}
                  ^ declaration

    def f(self):
        return self.x
                    ^ read
"#,
    );
}

#[test]
fn private_slots() {
    check(
        r#"
class A:
    __slots__ = ("__x",)
                  ^^^ declaration

    def f(self):
        return self.__x$0
                    ^^^ read
"#,
    );
}

#[test]
fn slots_of_a_base() {
    check(
        r#"
class A:
    __slots__ = ("x",)
                  ^ declaration

class B(A):
    __slots__ = ("y",)

    def f(self):
        return self.x$0
                    ^ read
"#,
    );
}

#[test]
fn match_arguments() {
    check(
        r#"
class Point:
    __match_args__ = ("x", "y")
                       ^ read

    def __init__(self, x):
        self.x$0 = x
             ^ write
"#,
    );
}

#[test]
fn other_strings_are_no_members() {
    check(
        r#"
class A:
    x$0 = 1
    ^ write
    names = ("x", "y")

    def f(self):
        self.__slots__ = ("x",)
        return getattr(self, "x")
"#,
    );
}
