//! `class C(Base, key=…)` gives `key` to `__init_subclass__`.

use super::check;

#[test]
fn the_parameter_of_the_base() {
    check(
        r"
class Base:
    def __init_subclass__(cls, key$0=None, **rest):
                               ^^^ definition
        cls.x = key
                ^^^ read

class Tide(Base, key=1):
                 ^^^ read
    pass
",
    );
}

#[test]
fn through_a_class_between() {
    check(
        r"
class Base:
    def __init_subclass__(cls, key$0):
                               ^^^ definition
        cls.x = key
                ^^^ read

class Middle(Base, key=1):
                   ^^^ read
    pass

class Tide(Middle, key=2):
                   ^^^ read
    pass
",
    );
}

#[test]
fn a_classes_own_hook_is_not_for_itself() {
    check(
        r"
class Base:
    def __init_subclass__(cls, key$0):
                               ^^^ definition
        cls.x = key
                ^^^ read

class Tide(Base, key=1):
                 ^^^ read
    def __init_subclass__(cls, key):
        super().__init_subclass__(key=key)
                                  ^^^ read
",
    );
}

#[test]
fn a_base_that_is_not_in_the_file() {
    check(
        r"
from sea import Base

class Tide(Base, key$0=1):
                 ^^^ read likely
    pass

class Ebb(Base, key=1):
                ^^^ read likely
    pass

class Moon(Other, key=1):
    pass
",
    );
}

#[test]
fn metaclass() {
    check(
        r"
class Meta(type):
    pass

class Tide(Base, metaclass$0=Meta):
                 ^^^^^^^^^ read likely
    pass

class Ebb(Base, metaclass=Meta):
                ^^^^^^^^^ read likely
    pass
",
    );
}

#[test]
fn the_value_is_a_variable() {
    check(
        r"
class Meta$0(type):
      ^^^^ definition
    pass

class Tide(metaclass=Meta):
                     ^^^^ read
    pass
",
    );
}
