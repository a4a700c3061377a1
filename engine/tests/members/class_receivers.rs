//! Methods that are given the class, and ways from an instance to its class and back.

use super::check;

#[test]
fn a_class_method_holds_the_class() {
    check(
        r"
class Tide:
    level$0 = 2
    ^^^^^ write

    @classmethod
    def rise(cls):
        cls.level = 3
            ^^^^^ write
        return cls().level
                     ^^^^^ read likely
",
    );
}

#[test]
fn new_and_init_subclass_are_given_the_class() {
    check(
        r"
class Tide:
    count$0 = 0
    ^^^^^ write

    def __new__(cls):
        cls.count += 1
            ^^^^^ update
        return super().__new__(cls)

    def __init_subclass__(kind):
        kind.count = 0
             ^^^^^ write

    def __class_getitem__(kind, item):
        return kind.count
                    ^^^^^ read
",
    );
}

#[test]
fn what_new_makes_is_an_instance() {
    check(
        r"
class Tide:
    level$0 = 0
    ^^^^^ write

    def __new__(cls, level):
        self = super().__new__(cls)
        self.level = level
             ^^^^^ write likely
        return self
",
    );
}

#[test]
fn what_object_new_makes_is_an_instance() {
    check(
        r"
class Tide:
    level$0 = 0
    ^^^^^ write

    @classmethod
    def of(cls, level):
        tide = cls.__new__(cls)
        tide.level = level
             ^^^^^ write likely
        other = object.__new__(Tide)
        other.level = level
              ^^^^^ write likely
        return tide
",
    );
}

#[test]
fn the_class_of_self() {
    check(
        r"
class Tide:
    level$0 = 0
    ^^^^^ write

    def rise(self):
        type(self).level += 1
                   ^^^^^ update
        self.__class__.level += 1
                       ^^^^^ update
        __class__.level += 1
                  ^^^^^ update
",
    );
}

#[test]
fn metaclass_methods_receive_the_class() {
    check(
        r"
class Meta(type):
    def __new__(mcs, name, bases, space):
        mcs.made$0 = name
            ^^^^ write
        return super().__new__(mcs, name, bases, space)

    def __call__(cls):
        return cls.made
                   ^^^^ read
",
    );
}
