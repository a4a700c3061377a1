//! `__class__`: a name that every class lends to the functions in it without binding it.

use super::check;

#[test]
fn the_class_cell_of_a_method_is_the_class_round_it() {
    check(
        r#"
class A:
    def kind(self):
        return __class__$0, lambda: __class__
               ^^^^^^^^^ read
                                    ^^^^^^^^^ read

    @staticmethod
    def other():
        return [__class__ for _ in "x"]
                ^^^^^^^^^ read

class B:
    def kind(self):
        return __class__
"#,
    );
}

#[test]
fn the_class_cell_of_a_nested_class_is_its_own() {
    check(
        r"
class A:
    def make(self):
        class B:
            def kind(self):
                return __class__
        return __class__$0
               ^^^^^^^^^ read
",
    );
}

#[test]
fn the_name_of_the_class_cell_outside_a_class_is_nothing_special() {
    check(
        r"
def f():
    return __class__$0
           ^^^^^^^^^ read

print(__class__)
      ^^^^^^^^^ read
",
    );
}

#[test]
fn a_class_cell_that_a_method_binds_is_local() {
    check(
        r"
class A:
    def f(self):
        __class__$0 = 1
        ^^^^^^^^^ write
        return __class__
               ^^^^^^^^^ read
    def g(self):
        return __class__
",
    );
}

#[test]
fn super_is_a_builtin() {
    check(
        r"
class A:
    def f(self):
        return super$0().f()
               ^^^^^ read

super
^^^^^ read
",
    );
}
