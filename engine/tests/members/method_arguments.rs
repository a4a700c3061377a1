//! `self.f(x=1)` means the parameter `x` of the method `f`.

use super::check;

#[test]
fn a_method_through_self() {
    check(
        r"
class Tide:
    def rise(self, by$0):
                   ^^ definition
        return by
               ^^ read

    def twice(self):
        self.rise(by=2)
                  ^^ read
",
    );
}

#[test]
fn a_method_through_an_instance_and_through_the_class() {
    check(
        r"
class Tide:
    def rise(self, by$0):
                   ^^ definition
        return by
               ^^ read

tide = Tide()
tide.rise(by=2)
          ^^ read likely
Tide.rise(tide, by=2)
                ^^ read
Tide().rise(by=2)
            ^^ read likely
",
    );
}

#[test]
fn an_inherited_method() {
    check(
        r"
class Base:
    def rise(self, by$0):
                   ^^ definition
        return by
               ^^ read

class Tide(Base):
    def twice(self):
        self.rise(by=2)
                  ^^ read
        super().rise(by=3)
                     ^^ read
",
    );
}

#[test]
fn an_overridden_methods_parameters_are_two() {
    check(
        r"
class Base:
    def rise(self, by):
        return by

class Tide(Base):
    def rise(self, by$0):
                   ^^ definition
        return by
               ^^ read

    def twice(self):
        self.rise(by=2)
                  ^^ read
        super().rise(by=3)
",
    );
}

#[test]
fn the_order_of_bases_is_pythons() {
    check(
        r"
class Top:
    def rise(self, by):
        return by

class Left(Top):
    pass

class Right(Top):
    def rise(self, by$0):
                   ^^ definition
        return by
               ^^ read

class Bottom(Left, Right):
    def twice(self):
        self.rise(by=2)
                  ^^ read
",
    );
}

#[test]
fn class_methods_and_static_methods() {
    check(
        r"
class Tide:
    @classmethod
    def of(cls, level$0):
                ^^^^^ definition
        return cls()

    @staticmethod
    def mean(values):
        return values

Tide.of(level=1)
        ^^^^^ read
Tide.mean(values=1)
",
    );
}

#[test]
fn a_callable_instance() {
    check(
        r"
class Tide:
    def __call__(self, by$0):
                       ^^ definition
        return by
               ^^ read

tide = Tide()
tide(by=1)
     ^^ read likely
",
    );
}

#[test]
fn a_method_under_another_name() {
    check(
        r"
class Tide:
    def rise(self, by$0):
                   ^^ definition
        return by
               ^^ read

    grow = rise

    def twice(self):
        self.grow(by=1)
                  ^^ read likely
",
    );
}
