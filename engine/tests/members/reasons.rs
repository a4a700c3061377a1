//! Why a place is lit.

use super::check;

#[test]
fn why_members() {
    check(
        r"
class Base:
    level$0 = 1
    ^^^^^ write: in the body of Base

class Tide(Base):
    def rise(self):
        self.level = super().level
             ^^^^^ write: on an instance of Tide or the class itself
                             ^^^^^ read: on the bases of Tide

print(Tide.level, Tide().level)
           ^^^^^ read: on Tide
                         ^^^^^ read likely: on an instance of Tide
tide = Tide()
print(tide.level)
           ^^^^^ read likely: tide is bound once, to Tide()
Alias = Tide
print(Alias.level)
            ^^^^^ read likely: Alias is bound once, to Tide

def f(low: Tide, unknown):
    with Tide() as wet:
        print(low.level, wet.level, unknown.level)
                  ^^^^^ read likely: low is annotated as Tide
                             ^^^^^ read likely: wet is what `with Tide()` gives
                                            ^^^^^ read possible: the same name on something unknown
    match low:
        case Tide(level=1):
                  ^^^^^ read: on an instance of Tide
            pass
",
    );
}

#[test]
fn why_arguments() {
    check(
        r"
def mean(levels$0, /, weight):
         ^^^^^^ definition: parameter of mean()
    return levels
           ^^^^^^ read: parameter of mean()

def total(levels):
    return levels
",
    );
}

#[test]
fn why_a_parameter() {
    check(
        r"
def mean(levels$0):
         ^^^^^^ definition: parameter of mean()
    return levels
           ^^^^^^ read: parameter of mean()

mean(levels=1)
     ^^^^^^ read: parameter of mean()
",
    );
}

#[test]
fn why_a_field() {
    check(
        r"
@dataclass
class Point:
    x$0: int
    ^ declaration: in the body of Point

Point(x=1)
      ^ read: field of Point
point: Point = make()
replace(point, x=2)
               ^ read likely: field of Point
",
    );
}

#[test]
fn why_a_path() {
    check(
        r"
import os
os.path$0
   ^^^^ read likely: the same path from the same variable
os.path
   ^^^^ read likely: the same path from the same variable
",
    );
}

#[test]
fn why_the_same_argument() {
    check(
        r"
import os
os.mkdir(mode$0=1)
         ^^^^ read likely: a call of the same name
os.mkdir(mode=2)
         ^^^^ read likely: a call of the same name
",
    );
}

#[test]
fn why_slots() {
    check(
        r#"
class A:
    __slots__ = ("x$0",)
                  ^ declaration: in the body of A

    def f(self):
        return self.x
                    ^ read: on an instance of A or the class itself
"#,
    );
}

#[test]
fn why_an_enumerator() {
    check(
        r"
class Color(Enum):
    RED = 1

    def mix$0(self):
        ^^^ definition: in the body of Color
        return self.RED.mix()
                        ^^^ read likely: on an instance of Color

Color.RED.mix()
          ^^^ read likely: on an instance of Color
",
    );
}
