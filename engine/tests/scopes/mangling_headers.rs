//! Private names in the headers of classes and functions: the class whose body holds the header counts.

use super::check;

#[test]
fn a_base_is_mangled_by_the_class_outside() {
    check(
        r"
class Outer:
    class __Base$0: pass
          ^^^^^^ definition
    class Inner(__Base): pass
                ^^^^^^ read
",
    );
}

#[test]
fn a_decorator_and_a_default_are_mangled_by_the_class_outside() {
    check(
        r"
class Outer:
    __mark = 1
    ^^^^^^ write
    @__mark$0
     ^^^^^^ read
    class Inner:
        pass
    def f(self, a=__mark): pass
                  ^^^^^^ read
",
    );
}

#[test]
fn annotations_are_mangled() {
    check(
        r"
class A:
    __T = int
    ^^^ write
    size: __T$0 = 1
          ^^^ read
    def f(self, a: __T) -> __T: pass
                   ^^^ read
                           ^^^ read
",
    );
}

#[test]
fn type_parameters_of_a_method_are_mangled() {
    check(
        r"
class A:
    def f[__T$0](self, a: __T) -> __T:
          ^^^ definition
                          ^^^ read
                                  ^^^ read
        return __T, _A__T
               ^^^ read
                    ^^^^^ read
",
    );
}

#[test]
fn type_parameters_of_a_generic_class_are_mangled_by_it() {
    check(
        r"
class Box[__T$0](Base[__T]):
          ^^^ definition
                      ^^^ read
    item: __T
          ^^^ read
    def f(self) -> __T:
                   ^^^ read
        return _Box__T
               ^^^^^^^ read
",
    );
}

#[test]
fn other_names_in_the_header_of_a_generic_class_are_not_mangled() {
    check(
        r"
__meta = type
^^^^^^ write

class Box[T](metaclass=__meta$0):
                       ^^^^^^ read
    def f(self): return __meta
",
    );
}

#[test]
fn the_header_of_a_generic_class_in_a_class_is_not_mangled_by_the_outer_one() {
    check(
        r"
__base = object
^^^^^^ write

class Outer:
    __base = 1
    class Box[T](__base$0): pass
                 ^^^^^^ read
",
    );
}
