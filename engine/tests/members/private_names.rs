//! Private names of classes, as Python mangles them.

use super::{check, check_dark};

#[test]
fn through_self() {
    check(
        r"
class A:
    def __init__(self):
        self.__x$0 = 1
             ^^^ write

    def get(self):
        return self.__x
                    ^^^ read
",
    );
}

#[test]
fn two_classes_have_two() {
    check(
        r"
class A:
    def get(self):
        self.__x$0 = 1
             ^^^ write
        return self.__x
                    ^^^ read

class B(A):
    def get(self):
        return self.__x
",
    );
}

#[test]
fn by_the_mangled_name() {
    check(
        r"
class A:
    __x = 1
    ^^^ write

    def get(self):
        return self._A__x$0
                    ^^^^^ read

class B(A):
    def get(self):
        return self._A__x, self.__x
                    ^^^^^ read

print(A._A__x, A().__x)
        ^^^^^ read
",
    );
}

#[test]
fn private_methods() {
    check(
        r"
class A:
    def __run$0(self):
        ^^^^^ definition
        self.__run()
             ^^^^^ read

    def go(self):
        A.__run(self)
          ^^^^^ read
        self.__run__()
",
    );
}

#[test]
fn leading_underscores_of_the_class_do_not_count() {
    check(
        r"
class __A:
    __x$0 = 1
    ^^^ write

    def get(self):
        return self._A__x
                    ^^^^^ read
",
    );
}

#[test]
fn a_class_whose_name_ends_with_an_underscore() {
    check(
        r"
class A_:
    __x$0 = 1
    ^^^ write

    def get(self):
        return self.__x
                    ^^^ read

def get(a: A_):
    return a._A___x
             ^^^^^^ read likely
",
    );
}

#[test]
fn a_class_of_underscores_mangles_nothing() {
    check(
        r"
class __:
    __x$0 = 1
    ^^^ write

print(__.__x)
         ^^^ read
",
    );
}

#[test]
fn an_inner_class_has_its_own() {
    check(
        r"
class A:
    __x = 1

    class B:
        __x$0 = 2
        ^^^ write

        def get(self):
            return self.__x
                        ^^^ read
",
    );
}

#[test]
fn a_function_in_a_class_mangles_what_belongs_to_another() {
    check(
        r"
class A:
    pass

class B:
    def get(self):
        a = A()
        a.__x$0 = 1
          ^^^ write likely
        return a.__x
                 ^^^ read likely

    def other(self, a: A):
        return a._B__x
                 ^^^^^ read likely
",
    );
}

#[test]
fn keyword_arguments_are_not_mangled() {
    check(
        r"
class A:
    def run(self, __x$0):
                  ^^^ definition
        return __x
               ^^^ read

    def go(self):
        self.run(_A__x=1)
                 ^^^^^ read
        self.run(__x=2)
",
    );
}

#[test]
fn dunder_names_are_not_private() {
    check(
        r"
class A:
    def __len__$0(self):
        ^^^^^^^ definition
        return self.__len__()
                    ^^^^^^^ read

print(A().__len__)
          ^^^^^^^ read likely
",
    );
}

#[test]
fn a_private_path() {
    check(
        r"
class A:
    def get(self, other):
        other.__x$0 = 1
              ^^^ write likely
        return other.__x, other._A__x
                     ^^^ read likely
                                ^^^^^ read likely
",
    );
}

#[test]
fn private_names_outside_of_classes_stay_as_they_are() {
    check(
        r"
def f(a):
    a.__x$0 = 1
      ^^^ write likely
    return a.__x
             ^^^ read likely
",
    );
}

#[test]
fn a_string_that_is_a_private_name_is_dark() {
    check_dark(
        r#"
class A:
    def get(self):
        return getattr(self, "__x$0")
"#,
    );
}
