//! Members through the name of their class.

use super::check;

#[test]
fn the_class_name_reaches_its_members() {
    check(
        r"
class Color:
    RED$0 = 1
    ^^^ write
    dark = RED
           ^^^ read

print(Color.RED)
            ^^^ read

def paint():
    return Color.RED
                 ^^^ read
",
    );
}

#[test]
fn from_before_the_class() {
    check(
        r"
def paint():
    return Color.RED$0
                 ^^^ read

class Color:
    RED = 1
    ^^^ write
",
    );
}

#[test]
fn a_class_bound_twice_is_only_likely() {
    check(
        r"
try:
    from paint import Color
except ImportError:
    class Color:
        RED$0 = 1
        ^^^ write

print(Color.RED)
            ^^^ read likely
",
    );
}

#[test]
fn another_name_for_the_class() {
    check(
        r"
class Color:
    RED$0 = 1
    ^^^ write

Hue = Color
print(Hue.RED)
          ^^^ read likely
",
    );
}

#[test]
fn another_name_for_another_name() {
    check(
        r"
class Color:
    RED$0 = 1
    ^^^ write

Hue = Color
Tint = Hue
print(Tint.RED)
           ^^^ read likely
",
    );
}

#[test]
fn a_local_class_of_the_same_name() {
    check(
        r"
class Color:
    RED$0 = 1
    ^^^ write

def paint():
    class Color:
        RED = 2
    return Color.RED
",
    );
}

#[test]
fn a_parameter_hides_the_class() {
    check(
        r"
class Color:
    RED$0 = 1
    ^^^ write

def paint(Color):
    return Color.RED
                 ^^^ read possible
",
    );
}

#[test]
fn a_generic_class_with_its_argument() {
    check(
        r"
class Box[T]:
    size$0 = 1
    ^^^^ write

print(Box[int].size, Box[int]().size)
               ^^^^ read
                                ^^^^ read likely
",
    );
}

#[test]
fn a_class_that_is_rebound_by_a_decorator_call() {
    check(
        r"
class Color:
    RED$0 = 1
    ^^^ write

Color = register(Color)
print(Color.RED)
            ^^^ read likely
",
    );
}

#[test]
fn a_method_through_the_class() {
    check(
        r"
class Color:
    def mix$0(self, other):
        ^^^ definition
        return Color.mix(other, self)
                     ^^^ read

list(map(Color.mix, [], []))
               ^^^ read
",
    );
}

#[test]
fn names_in_the_body_are_the_member() {
    check(
        r"
class Color:
    base$0 = 1
    ^^^^ write
    light = base + 1
            ^^^^ read
    table = [base]
             ^^^^ read

    @base
     ^^^^ read
    def mix(self, other=base) -> base:
                        ^^^^ read
                                 ^^^^ read
        return base
",
    );
}

#[test]
fn a_name_that_a_loop_of_the_body_binds() {
    check(
        r"
class Color:
    for shade$0 in range(3):
        ^^^^^ write
        print(shade)
              ^^^^^ read
    del shade
        ^^^^^ delete
",
    );
}

#[test]
fn an_import_in_the_body() {
    check(
        r"
class Color:
    from math import pi$0
                     ^^ definition

    def turn(self):
        return self.pi + Color.pi
                    ^^ read
                               ^^ read
",
    );
}

#[test]
fn a_member_set_from_outside() {
    check(
        r"
class Color:
    pass

Color.RED$0 = 1
      ^^^ write
print(Color.RED)
            ^^^ read

def paint(self):
    return Color.RED
                 ^^^ read
",
    );
}

#[test]
fn a_walrus_in_the_body() {
    check(
        r"
class Color:
    if (shade$0 := 1):
        ^^^^^ write
        print(shade)
              ^^^^^ read

print(Color.shade)
            ^^^^^ read
",
    );
}
