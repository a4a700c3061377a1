//! Enumerations: their names hold instances of the class.

use super::check;

#[test]
fn an_enumeration() {
    check(
        r#"
from enum import Enum

class Color(Enum):
    RED$0 = 1
    ^^^ write
    ROSE = RED
           ^^^ read

    @classmethod
    def first(cls):
        return cls.RED
                   ^^^ read

Color.RED.value
      ^^^ read
Color["RED"]
"#,
    );
}

#[test]
fn methods_of_the_members_of_an_enumeration() {
    check(
        r"
class Color(enum.Enum):
    RED = 1

    def mix$0(self):
        ^^^ definition
        return self.RED.mix()
                        ^^^ read likely

    @property
    def pale(self):
        return self.mix()
                    ^^^ read

Color.RED.mix()
          ^^^ read likely
Color(1).mix()
         ^^^ read likely
color = Color.RED
color.mix()
      ^^^ read likely
",
    );
}

#[test]
fn a_derived_enumeration() {
    check(
        r"
class Base(enum.IntEnum):
    def mix$0(self):
        ^^^ definition
        return 1

class Color(Base):
    RED = 1

Color.RED.mix()
          ^^^ read likely
",
    );
}
