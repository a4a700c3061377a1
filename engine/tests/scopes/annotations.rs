//! Annotations: lazily evaluated, looked up where they stand, and with a view of the class round them (PEP 649).

use super::check;

#[test]
fn an_annotation_of_a_parameter_is_read_outside_the_function() {
    check(
        r"
size = int
^^^^ write

def f(size: size$0, other: size = size) -> size:
            ^^^^ read
                           ^^^^ read
                                  ^^^^ read
                                           ^^^^ read
    return size
",
    );
}

#[test]
fn an_annotation_may_name_a_class_further_down() {
    check(
        r"
def f(node: Node$0) -> list[Node]: pass
            ^^^^ read
                            ^^^^ read

class Node: pass
      ^^^^ definition
",
    );
}

#[test]
fn an_annotation_may_name_the_class_it_stands_in() {
    check(
        r"
class Node$0:
      ^^^^ definition
    next: Node | None
          ^^^^ read
    def add(self, other: Node) -> Node: pass
                         ^^^^ read
                                  ^^^^ read
",
    );
}

#[test]
fn every_parameter_may_be_annotated() {
    check(
        r"
def f(a: T$0, /, b: T, *c: T, d: T = 1, **e: T) -> T: pass
         ^ read
                    ^ read
                           ^ read
                                 ^ read
                                             ^ read
                                                   ^ read

T = int
^ write
",
    );
}

#[test]
fn an_annotation_of_a_method_sees_the_class_body() {
    check(
        r"
kind = 0

class Box:
    kind = int
    ^^^^ write
    def f(self, a: kind$0 = kind) -> kind:
                   ^^^^ read
                            ^^^^ read
                                     ^^^^ read
        return kind
",
    );
}

#[test]
fn an_annotation_of_a_class_variable_sees_the_class_body() {
    check(
        r"
kind = 0

class Box:
    kind = int
    ^^^^ write
    size: kind$0 = kind
          ^^^^ read
                   ^^^^ read
    name: kind
          ^^^^ read
",
    );
}

#[test]
fn an_annotation_may_name_a_method_of_the_class() {
    check(
        r"
class Box:
    def list(self) -> list[int]: pass
        ^^^^ definition
                      ^^^^ read
    def f(self) -> list$0: pass
                   ^^^^ read
",
    );
    check(
        r"
class Box:
    def list(self): return list$0()
                           ^^^^ read

list()
^^^^ read
",
    );
}

#[test]
fn a_comprehension_in_an_annotation_does_not_see_the_class_body() {
    check(
        r#"
kind = 0
^^^^ write

class Box:
    kind = int
    size: [kind$0 for _ in "ab"]
           ^^^^ read
    name: lambda: kind
                  ^^^^ read
"#,
    );
}

#[test]
fn an_annotation_of_a_nested_class_does_not_see_the_outer_class() {
    check(
        r"
kind = 0
^^^^ write

class Outer:
    kind = int
    class Inner:
        size: kind$0
              ^^^^ read
        def f(self, a: kind): pass
                       ^^^^ read
",
    );
}

#[test]
fn an_annotation_in_a_function_sees_the_locals() {
    check(
        r"
def f(kind):
      ^^^^ definition
    size: kind$0 = 1
          ^^^^ read
    def g(a: kind): pass
             ^^^^ read
",
    );
}

#[test]
fn an_annotation_in_a_method_does_not_see_the_class_body() {
    check(
        r"
kind = 0
^^^^ write

class Box:
    kind = int
    def f(self):
        size: kind$0 = 1
              ^^^^ read
        def g(a: kind): pass
                 ^^^^ read
",
    );
}

#[test]
fn the_annotated_name_may_stand_in_its_own_annotation() {
    check(
        r"
kind$0: kind = kind
^^^^ write
        ^^^^ read
               ^^^^ read
",
    );
}

#[test]
fn the_name_in_front_of_a_colon_is_not_the_annotation() {
    check(
        r"
def f(kind$0: int):
      ^^^^ definition
    return kind
           ^^^^ read

kind = int
",
    );
}

#[test]
fn a_lambda_in_an_annotation_has_its_scope() {
    check(
        r"
def f(a: (lambda x$0: x), b: (lambda x: x)) -> (lambda x: x): pass
                 ^ definition
                      ^ read
",
    );
}

#[test]
fn text_in_quotes_in_an_annotation_is_text() {
    check(
        r"
class Node$0: pass
      ^^^^ definition

def f(a: Node): pass
         ^^^^ read
",
    );
}

#[test]
fn a_star_annotation_reads() {
    check(
        r"
def f(*args: *Shape$0): pass
              ^^^^^ read

Shape = tuple
^^^^^ write
",
    );
}

#[test]
fn under_the_future_import_the_scopes_are_the_same() {
    check(
        r"
from __future__ import annotations

kind = 0

class Box:
    kind = int
    ^^^^ write
    size: kind$0 = 1
          ^^^^ read
    def f(self, a: kind) -> list[kind]: pass
                   ^^^^ read
                                 ^^^^ read
",
    );
}

#[test]
fn a_declared_global_is_the_module_s_in_annotations_of_the_class() {
    check(
        r"
kind = 0
^^^^ write

class Box:
    global kind
           ^^^^ declaration
    kind = 1
    ^^^^ write
    def f(self, a: kind$0): pass
                   ^^^^ read
",
    );
}
