//! Dataclasses, named tuples, enumerations, slots.

use super::check;

#[test]
fn fields_of_a_dataclass() {
    check(
        r"
from dataclasses import dataclass

@dataclass
class Point:
    x$0: int
    ^ declaration
    y: int = 0

    def length(self):
        return self.x
                    ^ read

point = Point(x=1, y=2)
              ^ read
print(point.x)
            ^ read likely
",
    );
}

#[test]
fn a_dataclass_by_its_path_and_with_arguments() {
    check(
        r"
import dataclasses

@dataclasses.dataclass(frozen=True, slots=True)
class Point:
    x$0: int
    ^ declaration

Point(x=1)
      ^ read
",
    );
}

#[test]
fn a_field_of_a_base_dataclass() {
    check(
        r"
@dataclass
class Base:
    x$0: int
    ^ declaration

@dataclass
class Point(Base):
    y: int

Point(x=1, y=2)
      ^ read
",
    );
}

#[test]
fn a_dataclass_makes_its_own_constructor() {
    check(
        r"
class Base:
    def __init__(self, a):
        pass

@dataclass
class Point(Base):
    x$0: int
    ^ declaration

Point(x=1)
      ^ read
",
    );
}

#[test]
fn a_dataclass_that_writes_its_own_constructor() {
    check(
        r"
@dataclass
class Point:
    x: int

    def __init__(self, x$0):
                       ^ definition
        self.x = x
                 ^ read

Point(x=1)
      ^ read
",
    );
}

#[test]
fn the_parameters_of_post_init_are_their_own() {
    check(
        r"
@dataclass
class Point:
    x$0: InitVar[int]
    ^ declaration

    def __post_init__(self, x):
        self.y = x

Point(x=1)
      ^ read
",
    );
}

#[test]
fn a_name_without_annotation_is_no_field() {
    check(
        r"
@dataclass
class Point:
    x: int
    y$0 = 3
    ^ write

Point(y=1)
",
    );
}

#[test]
fn a_class_variable_is_no_field() {
    check(
        r"
@dataclass
class Point:
    x: int
    y$0: ClassVar[int] = 3
    ^ write

Point(y=1)
",
    );
}

#[test]
fn a_method_is_no_field() {
    check(
        r"
@dataclass
class Point:
    x: int

    def y$0(self):
        ^ definition
        pass

Point(y=1)
",
    );
}

#[test]
fn a_named_tuple() {
    check(
        r"
from typing import NamedTuple

class Point(NamedTuple):
    x$0: int
    ^ declaration
    y: int = 0

    def length(self):
        return self.x
                    ^ read

point = Point(x=1, y=2)
              ^ read
print(point.x, point._replace(x=3).x)
            ^ read likely
                              ^ read likely
                                   ^ read possible
",
    );
}

#[test]
fn a_typed_dictionary() {
    check(
        r#"
class Movie(TypedDict):
    title$0: str
    ^^^^^ declaration

movie = Movie(title="x")
              ^^^^^ read
"#,
    );
}

#[test]
fn a_field_with_a_default_factory() {
    check(
        r"
@dataclass
class Point:
    xs$0: list = field(default_factory=list)
    ^^ write

    def f(self):
        return self.xs
                    ^^ read

Point(xs=[])
      ^^ read
",
    );
}

#[test]
fn attrs_classes() {
    check(
        r"
import attr

@attr.s
class Point:
    x$0 = attr.ib()
    ^ write

Point(x=1)
      ^ read likely

@attrs.define
class Other:
    y = attrs.field()
",
    );
}

#[test]
fn a_field_holds_an_instance() {
    check(
        r"
@dataclass
class App:
    def run$0(self):
        ^^^ definition
        pass

@dataclass
class Holder:
    app: App

    def go(self):
        self.app.run()
                 ^^^ read likely

Holder(app=App()).app.run()
                      ^^^ read likely
",
    );
}
