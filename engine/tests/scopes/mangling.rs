//! Private names: `__x` in class `A` means `_A__x` (language reference, "Private name mangling").

use super::{check, check_words};

#[test]
fn a_private_name_is_its_class_s() {
    check(
        r"
class A:
    __limit$0 = 1
    ^^^^^^^ write
    double = __limit * 2
             ^^^^^^^ read
",
    );
}

#[test]
fn private_names_of_two_classes_are_different_variables() {
    check(
        r"
class A:
    def f(self):
        global __state$0
               ^^^^^^^ declaration
        __state = 1
        ^^^^^^^ write

class B:
    def f(self):
        global __state
        __state = 1
",
    );
}

#[test]
fn the_mangled_spelling_is_the_same_variable() {
    check(
        r"
class A:
    def f(self):
        return __state$0
               ^^^^^^^ read

_A__state = 1
^^^^^^^^^ write
",
    );
}

#[test]
fn outside_a_class_nothing_is_mangled() {
    check(
        r"
__state$0 = 1
^^^^^^^ write
print(__state)
      ^^^^^^^ read

class A:
    def f(self):
        return __state
",
    );
}

#[test]
fn names_that_end_with_two_underscores_are_not_mangled() {
    check(
        r"
__all__ = []
^^^^^^^ write

class A:
    def f(self):
        return __all__$0
               ^^^^^^^ read
",
    );
}

#[test]
fn one_underscore_is_not_private() {
    check(
        r"
_state = 1
^^^^^^ write

class A:
    def f(self):
        return _state$0
               ^^^^^^ read
",
    );
}

#[test]
fn a_name_that_ends_with_one_underscore_is_mangled() {
    check(
        r"
class A:
    def f(self):
        return __state_$0
               ^^^^^^^^ read

_A__state_ = 1
^^^^^^^^^^ write
",
    );
}

#[test]
fn underscores_before_the_class_name_are_dropped() {
    check(
        r"
class __A:
    def f(self):
        return __state$0
               ^^^^^^^ read

_A__state = 1
^^^^^^^^^ write
",
    );
}

#[test]
fn a_class_named_by_underscores_does_not_mangle() {
    check(
        r"
__state = 1
^^^^^^^ write

class ___:
    def f(self):
        return __state$0
               ^^^^^^^ read
",
    );
}

#[test]
fn private_locals_and_parameters_are_mangled() {
    check(
        r"
class A:
    def f(self, __key):
                ^^^^^ definition
        return __key$0, _A__key, lambda: __key
               ^^^^^ read
                        ^^^^^^^ read
                                         ^^^^^ read
",
    );
    check(
        r"
class A:
    def f(self):
        __key$0 = 1
        ^^^^^ write
        return [__key for _ in _A__key]
                ^^^^^ read
                               ^^^^^^^ read
",
    );
}

#[test]
fn the_class_of_the_nearest_class_body_counts() {
    check(
        r"
class Outer:
    class Inner:
        def f(self):
            return __state$0
                   ^^^^^^^ read

_Inner__state = 1
^^^^^^^^^^^^^ write
_Outer__state = 2
",
    );
}

#[test]
fn after_the_inner_class_the_outer_one_counts_again() {
    check(
        r"
class Outer:
    class Inner: pass
    def f(self):
        return __state$0
               ^^^^^^^ read

_Outer__state = 1
^^^^^^^^^^^^^ write
",
    );
}

#[test]
fn private_functions_and_classes_are_mangled() {
    check(
        r"
class A:
    def __run$0(self): pass
        ^^^^^ definition
    go = __run
         ^^^^^ read
",
    );
    check(
        r"
class A:
    class __Part$0: pass
          ^^^^^^ definition
    part = __Part()
           ^^^^^^ read
",
    );
}

#[test]
fn private_imports_are_mangled() {
    check(
        r"
class A:
    import __tools$0
           ^^^^^^^ definition
    print(__tools)
          ^^^^^^^ read
",
    );
    check(
        r"
class A:
    from tools import __saw$0
                      ^^^^^ definition
    print(_A__saw)
          ^^^^^^^ read
",
    );
}

#[test]
fn private_targets_of_every_kind_are_mangled() {
    check(
        r"
class A:
    def f(self):
        for __n$0 in (): pass
            ^^^ write
        with a as __n: pass
                  ^^^ write
        try: pass
        except E as __n: pass
                    ^^^ write
        match a:
            case [__n]: pass
                  ^^^ write
        del __n
            ^^^ delete
        return _A__n
               ^^^^^ read
",
    );
}

#[test]
fn private_names_in_declarations_are_mangled() {
    check(
        r"
class A:
    def f(self):
        global __count
               ^^^^^^^ declaration
        __count$0 += 1
        ^^^^^^^ update

_A__count = 0
^^^^^^^^^ write
",
    );
    check(
        r"
class A:
    def f(self):
        __count = 0
        ^^^^^^^ write
        def g():
            nonlocal __count$0
                     ^^^^^^^ declaration
            __count += 1
            ^^^^^^^ update
",
    );
}

#[test]
fn private_names_in_replacement_fields_are_mangled() {
    check(
        r#"
class A:
    def f(self, __key$0):
                ^^^^^ definition
        return f"{__key:{_A__key}}"
                  ^^^^^ read
                         ^^^^^^^ read
"#,
    );
}

#[test]
fn a_mangled_name_at_the_module_finds_the_private_one() {
    check(
        r"
_A__state$0 = 1
^^^^^^^^^ write

class A:
    def f(self):
        return __state
               ^^^^^^^ read
",
    );
}

#[test]
fn the_words_of_a_private_name() {
    check_words(
        r"
class A:
    __limit$0 = 1
",
        "class variable of A",
    );
    check_words(
        r"
class A:
    def f(self, __key$0): pass
",
        "parameter of f()",
    );
    check_words(
        r"
class A:
    def f(self):
        return __state$0
",
        "not defined in this file",
    );
}

#[test]
fn a_class_with_underscores_at_its_end_far_from_the_mangled_name() {
    check(
        r"
_A___x$0 = 1
^^^^^^ write

class A_:
    def get(self):
        return __x
               ^^^ read
",
    );
}
