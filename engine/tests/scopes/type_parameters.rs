//! Type parameters and type aliases (PEP 695): a scope between the definition and what is round it.

use super::{check, check_words};

#[test]
fn a_type_parameter_is_seen_in_the_whole_definition() {
    check(
        r"
T = 1

def first[T$0](items: list[T], default: T) -> T:
          ^ definition
                           ^ read
                                        ^ read
                                              ^ read
    rest: T = items
          ^ read
    return T, [T for _ in items]
           ^ read
               ^ read

print(T)
",
    );
}

#[test]
fn every_kind_of_type_parameter_binds() {
    check(
        r"
def call[T, *Ts$0, **P](*args: *Ts, **kwargs: P.kwargs) -> T: pass
             ^^ definition
                                ^^ read
",
    );
    check(
        r"
def call[T, *Ts, **P$0](*args: P.args, **kwargs: P.kwargs) -> T: pass
                   ^ definition
                               ^ read
                                                 ^ read
",
    );
}

#[test]
fn a_bound_is_read_in_the_type_parameter_scope() {
    check(
        r"
class Base: pass
      ^^^^ definition

def f[T: Base$0, S: (Base, T)](a: S): pass
         ^^^^ read
                     ^^^^ read
",
    );
    check(
        r"
def f[T$0: list[T], S: (int, T)](a: S): pass
      ^ definition
                ^ read
                             ^ read
",
    );
}

#[test]
fn a_bound_may_name_a_later_type_parameter() {
    check(
        r"
def f[T: list[S$0], S](a: T, b: S): pass
              ^ read
                    ^ definition
                                ^ read
",
    );
}

#[test]
fn a_default_of_a_generic_function_does_not_see_the_type_parameter() {
    check(
        r"
T = 1
^ write

def f[T](a=T$0, *, b=T):
           ^ read
                     ^ read
    return T
",
    );
}

#[test]
fn a_decorator_of_a_generic_function_does_not_see_the_type_parameter() {
    check(
        r"
T = print
^ write

@T$0
 ^ read
def f[T](a: T): pass

@T
 ^ read
class C[T]: pass
",
    );
}

#[test]
fn the_name_of_a_generic_function_belongs_to_the_scope_outside() {
    check(
        r"
def f$0[T](a: T):
    ^ definition
    return f
           ^ read

f(1)
^ read
",
    );
}

#[test]
fn a_type_parameter_is_seen_in_the_bases() {
    check(
        r"
T = 1

class Box[T$0](Base[T], metaclass=Meta[T]):
          ^ definition
                    ^ read
                                       ^ read
    item: T
          ^ read
    kind = T
           ^ read

    def get(self) -> T:
                     ^ read
        return T
               ^ read
",
    );
}

#[test]
fn a_class_variable_may_hide_a_type_parameter_in_the_body_only() {
    check(
        r"
class Box[T]:
          ^ definition
    def get(self):
        return T$0
               ^ read
    T = 1
    copy = T
",
    );
}

#[test]
fn a_method_may_have_type_parameters_of_its_own() {
    check(
        r"
class Box[T]:
    def turn[S$0](self, other: S) -> T:
             ^ definition
                               ^ read
        return S
               ^ read
",
    );
    check(
        r"
class Box[T]:
    def turn[T$0](self, other: T):
             ^ definition
                               ^ read
        return T
               ^ read
    def get(self) -> T: pass
",
    );
}

#[test]
fn a_nested_function_sees_the_type_parameter() {
    check(
        r"
def outer[T]():
          ^ definition
    def inner(a: T):
                 ^ read
        return T$0
               ^ read
    return inner
",
    );
}

#[test]
fn a_parameter_may_hide_the_type_parameter() {
    check(
        r"
def f[T](T$0: T):
         ^ definition
    return T
           ^ read
",
    );
}

#[test]
fn a_bound_sees_the_class_body() {
    check(
        r"
limit = 0

class Box:
    limit = int
    ^^^^^ write
    def f[T: limit$0](self, a: limit): return limit
             ^^^^^ read
                               ^^^^^ read
",
    );
}

#[test]
fn the_bases_of_a_generic_class_see_the_class_body() {
    check(
        r"
Base = object

class Outer:
    class Base: pass
          ^^^^ definition
    class Inner[T](Base$0): pass
                   ^^^^ read
",
    );
}

#[test]
fn a_name_of_the_class_body_comes_before_the_type_parameter_in_annotations() {
    check(
        r"
class Outer:
    T = 1
    ^ write
    def f[T](self, a: T$0): return T
                      ^ read
",
    );
    check(
        r"
class Outer:
    T = 1
    def f[T$0](self, a: T): return T
          ^ definition
                                   ^ read
",
    );
}

#[test]
fn async_functions_may_be_generic() {
    check(
        r"
async def f[T$0](a: T) -> T:
            ^ definition
                    ^ read
                          ^ read
    return T
           ^ read
",
    );
}

#[test]
fn a_type_parameter_is_not_seen_outside() {
    check(
        r"
def f[T](a: T): pass

T$0
^ read
",
    );
}

#[test]
fn a_function_in_a_generic_class_reads_the_module_past_the_class() {
    check(
        r"
x = 1
^ write

class Box[T]:
    x = 2
    def f(self, a: T): return x$0
                              ^ read
",
    );
}

#[test]
fn nonlocal_and_global_beside_type_parameters() {
    check(
        r"
def outer():
    x = 1
    ^ write
    def inner[T](a: T):
        nonlocal x$0
                 ^ declaration
        x = T
        ^ write
",
    );
}

#[test]
fn the_words_for_type_parameters() {
    check_words("def f[T$0](): pass", "type parameter of f()");
    check_words("class Box[T$0]: pass", "type parameter of Box");
    check_words("type Pair[T$0] = T", "type parameter of Pair");
    check_words(
        r"
def f():
    type Pair$0 = int
",
        "type alias in f()",
    );
    check_words(
        r"
class Box:
    def f[T$0](self): pass
",
        "type parameter of f()",
    );
    check_words(
        r"
class Box:
    type Pair$0 = int
",
        "type alias in Box",
    );
}
