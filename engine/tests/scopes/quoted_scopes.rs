//! What names in quoted annotations mean: they are looked up where the annotation stands.

use super::check;

#[test]
fn a_name_may_be_bound_only_later() {
    check(
        r#"
def f(node: "Node$0") -> "list[Node]": pass
             ^^^^ read likely
                               ^^^^ read likely

class Node: pass
      ^^^^ definition
"#,
    );
}

#[test]
fn a_name_that_is_bound_nowhere_is_one_group_with_the_code() {
    check(
        r#"
x: "Missing$0"
    ^^^^^^^ read likely
Missing
^^^^^^^ read
"#,
    );
}

#[test]
fn in_a_function_the_local_is_meant() {
    check(
        r#"
class Foo: pass

def f():
    class Foo$0: pass
          ^^^ definition
    x: "Foo" = Foo()
        ^^^ read likely
               ^^^ read
    def g(y: "Foo"): pass
              ^^^ read likely

z: "Foo"
"#,
    );
}

#[test]
fn in_a_class_its_names_are_seen() {
    check(
        r#"
class Foo: pass

class C:
    class Foo$0: pass
          ^^^ definition
    x: "Foo"
        ^^^ read likely
    def f(self, y: "Foo") -> "list['Foo']":
                    ^^^ read likely
                                    ^^^ read likely
        z: "Foo" = Foo()
"#,
    );
}

#[test]
fn a_method_may_name_its_class() {
    check(
        r#"
class Node$0:
      ^^^^ definition
    next: "Node | None"
           ^^^^ read likely
    def add(self, other: "Node") -> "Node": pass
                          ^^^^ read likely
                                     ^^^^ read likely
"#,
    );
}

#[test]
fn type_parameters_are_seen() {
    check(
        r#"
T = 1

def f[T$0](x: "T", y: list["T"]) -> "T":
      ^ definition
               ^ read likely
                            ^ read likely
                                     ^ read likely
    z: "T" = x
        ^ read likely
"#,
    );
}

#[test]
fn type_parameters_of_a_class_are_seen() {
    check(
        r#"
class C[T$0](Base["T"]):
        ^ definition
                   ^ read likely
    x: "T"
        ^ read likely
    def f(self, y: "T") -> "C[T]": pass
                    ^ read likely
                              ^ read likely
"#,
    );
}

#[test]
fn a_future_import_changes_nothing() {
    check(
        r#"
from __future__ import annotations

class C:
    Foo$0 = int
    ^^^ write
    def f(self, x: "Foo", y: Foo): pass
                    ^^^ read likely
                             ^^^ read
"#,
    );
}

#[test]
fn the_root_of_a_path_is_read() {
    check(
        r#"
import models$0.user
       ^^^^^^ definition

x: "models.user.User"
    ^^^^^^ read likely
y: "list[models.user.User]"
         ^^^^^^ read likely
"#,
    );
}

#[test]
fn private_names_are_those_of_the_class() {
    check(
        r#"
class A:
    class __Foo$0: pass
          ^^^^^ definition
    x: "__Foo"
        ^^^^^ read likely
x: "__Foo"
y: "_A__Foo"
"#,
    );
}

#[test]
fn names_of_any_script_are_normalised() {
    check(
        r#"
class fish$0: pass
      ^^^^ definition

x: "ﬁsh"
    ^^^ read likely
y: "größe | ﬁsh"
            ^^^ read likely
"#,
    );
}

#[test]
fn names_that_strings_cannot_bind() {
    check(
        r#"
x$0 = 1
^ write

def f():
    a: "(x := 1)"
    b: "[x for x in y]"
    c: "lambda x: x"
    return x
           ^ read
"#,
    );
}

#[test]
fn a_string_makes_no_difference_for_the_code_round_it() {
    check(
        r#"
Foo$0 = 1
^^^ write

def f():
    x: "Foo"
        ^^^ read likely
    def g():
        nonlocal x
        return Foo
               ^^^ read
"#,
    );
}

#[test]
fn a_path_in_quotes_is_the_path_outside() {
    check(
        r#"
import models.user

x: "models.user.User$0"
                ^^^^ read likely
y: list[models.user.User]
                    ^^^^ read likely
"#,
    );
}

#[test]
fn a_member_in_quotes_is_the_member_outside() {
    check(
        r#"
class Shop:
    class Item$0: pass
          ^^^^ definition
    first: "Item"
            ^^^^ read likely

x: "list[Shop.Item]"
              ^^^^ read likely
y: Shop.Item
        ^^^^ read
"#,
    );
}
