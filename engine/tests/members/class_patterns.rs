//! `case Class(name=…)`.

use super::check;

#[test]
fn a_field() {
    check(
        r"
@dataclass
class Point:
    x$0: int
    ^ declaration

match value:
    case Point(x=1):
               ^ read
        pass
",
    );
}

#[test]
fn the_captured_name_is_a_variable() {
    check(
        r"
@dataclass
class Point:
    x: int

match value:
    case Point(x=x$0):
                 ^ write
        print(x)
              ^ read
",
    );
}

#[test]
fn the_keyword_beside_the_captured_name() {
    check(
        r"
@dataclass
class Point:
    x: int
    ^ declaration

match value:
    case Point(x$0=x):
               ^ read
        print(x)
",
    );
}

#[test]
fn nested_patterns() {
    check(
        r#"
class Point:
    x$0 = 1
    ^ write

class Line:
    start = 1

def f(value):
    match value:
        case Line(start=Point(x=0) | Point(x=1)), [Point(x=y)], {"k": Point(x=_)}:
                              ^ read
                                           ^ read
                                                         ^ read
                                                                            ^ read
            pass
"#,
    );
}

#[test]
fn a_class_by_its_path() {
    check(
        r"
class Geometry:
    class Point:
        x$0 = 1
        ^ write

match value:
    case Geometry.Point(x=1):
                        ^ read
        pass
",
    );
}

#[test]
fn a_class_of_another_file() {
    check(
        r"
from geometry import Point

match value:
    case Point(x$0=1):
               ^ read
        pass
    case Point(x=2):
               ^ read possible
        pass
",
    );
}

#[test]
fn an_inherited_field() {
    check(
        r"
class Base:
    x$0 = 1
    ^ write

class Point(Base):
    pass

match value:
    case Point(x=1):
               ^ read
        pass
",
    );
}

#[test]
fn a_value_pattern_reads_a_member() {
    check(
        r"
class Color:
    RED$0 = 1
    ^^^ write

match value:
    case Color.RED:
               ^^^ read
        pass
    case [Color.RED | 3, *_]:
                ^^^ read
        pass
",
    );
}

#[test]
fn a_value_pattern_through_self() {
    check(
        r"
class Tide:
    high$0 = 1
    ^^^^ write

    def f(self, value):
        match value:
            case self.high:
                      ^^^^ read
                pass
            case {self.high: 1}:
                       ^^^^ read
                pass
",
    );
}
