//! Headers of classes and of what stands in their bodies: bases, decorators and defaults are evaluated outside.

use super::check;

#[test]
fn a_default_of_a_method_is_read_in_the_class_body() {
    check(
        r"
class Job:
    retries = 3
    ^^^^^^^ write

    def run(self, retries=retries$0):
                          ^^^^^^^ read
        return retries
",
    );
}

#[test]
fn a_default_of_a_lambda_is_read_in_the_class_body() {
    check(
        r"
class Job:
    retries = 3
    ^^^^^^^ write
    run = lambda self, n=retries$0: n
                         ^^^^^^^ read
",
    );
}

#[test]
fn a_decorator_of_a_method_is_read_in_the_class_body() {
    check(
        r"
class Job:
    def logged(fn):
        ^^^^^^ definition
        return fn

    @logged$0
     ^^^^^^ read
    def run(self):
        return logged
",
    );
}

#[test]
fn a_property_and_its_setter_are_one_name() {
    check(
        r"
class Job:
    @property
    def state(self): return self._state
        ^^^^^ definition

    @state$0.setter
     ^^^^^ read
    def state(self, value): self._state = value
        ^^^^^ definition
",
    );
}

#[test]
fn bases_and_class_keywords_are_read_outside() {
    check(
        r"
class Base: pass
      ^^^^ definition

class Child(Base$0, metaclass=Base):
            ^^^^ read
                              ^^^^ read
    Base = 1
",
    );
}

#[test]
fn a_decorator_of_a_class_is_read_outside() {
    check(
        r"
register = print
^^^^^^^^ write

@register$0
 ^^^^^^^^ read
class Plugin:
    register = None
",
    );
}

#[test]
fn the_class_name_belongs_to_the_scope_it_stands_in() {
    check(
        r"
class Node$0:
      ^^^^ definition
    def copy(self):
        return Node()
               ^^^^ read

Node()
^^^^ read
",
    );
}

#[test]
fn a_method_may_have_the_name_of_its_class() {
    check(
        r"
class Point:
    def Point$0(self):
        ^^^^^ definition
        return Point()
",
    );
    check(
        r"
class Point$0:
      ^^^^^ definition
    def Point(self):
        return Point()
               ^^^^^ read
",
    );
}

#[test]
fn the_header_of_a_nested_class_is_read_in_the_class_round_it() {
    check(
        r"
class Outer:
    class Base: pass
          ^^^^ definition
    class Inner(Base$0): pass
                ^^^^ read
",
    );
}
