//! Functions that pass arguments on.

use super::check;

#[test]
fn partial_of_a_function() {
    check(
        r"
from functools import partial

def mean(levels$0, weight):
         ^^^^^^ definition
    return levels
           ^^^^^^ read

partial(mean, levels=[1])
              ^^^^^^ read
",
    );
}

#[test]
fn partial_by_its_path() {
    check(
        r"
import functools

def mean(levels$0, weight):
         ^^^^^^ definition
    return levels
           ^^^^^^ read

functools.partial(mean, levels=[1])
                        ^^^^^^ read
",
    );
}

#[test]
fn partial_of_a_method_and_of_a_class() {
    check(
        r"
class Tide:
    def __init__(self, level$0):
                       ^^^^^ definition
        self.level = level
                     ^^^^^ read

    def rise(self, by):
        return partial(self.rise, by=1)

partial(Tide, level=1)
              ^^^^^ read
",
    );
}

#[test]
fn partial_of_a_method() {
    check(
        r"
class Tide:
    def rise(self, by$0):
                   ^^ definition
        return partial(self.rise, by=1), partial(Tide.rise, by=1)
                                  ^^ read
                                                            ^^ read
",
    );
}

#[test]
fn partial_of_something_unknown() {
    check(
        r"
partial(mean, levels$0=[1])
              ^^^^^^ read likely
partial(total, levels=[1])
",
    );
}

#[test]
fn a_partial_of_this_file() {
    check(
        r"
def partial(function, levels$0):
                      ^^^^^^ definition
    return function

def mean(levels):
    return levels

partial(mean, levels=1)
              ^^^^^^ read
",
    );
}

#[test]
fn replace_of_an_instance() {
    check(
        r"
import dataclasses

@dataclasses.dataclass
class Point:
    x$0: int
    ^ declaration

point = Point(x=1)
              ^ read
dataclasses.replace(point, x=2)
                           ^ read likely
",
    );
}

#[test]
fn replace_in_a_method() {
    check(
        r"
@dataclass
class Point:
    x$0: int
    ^ declaration

    def moved(self):
        return replace(self, x=self.x + 1)
                             ^ read
                                    ^ read
",
    );
}

#[test]
fn replace_of_an_annotated_parameter() {
    check(
        r"
@dataclass
class Point:
    x$0: int
    ^ declaration

def moved(point: Point):
    return copy.replace(point, x=2)
                               ^ read likely
",
    );
}

#[test]
fn replace_of_a_named_tuple() {
    check(
        r"
class Point(NamedTuple):
    x$0: int
    ^ declaration

    def moved(self):
        return self._replace(x=2)
                             ^ read

def moved(point: Point):
    return point._replace(x=2)
                          ^ read likely
",
    );
}

#[test]
fn replace_of_something_else() {
    check(
        r"
@dataclass
class Point:
    x$0: int
    ^ declaration

date.replace(x=1)
replace(other, x=1)
",
    );
}

#[test]
fn partialmethod() {
    check(
        r"
class Tide:
    def rise(self, by$0):
                   ^^ definition
        return by
               ^^ read

    twice = partialmethod(rise, by=2)
                                ^^ read
",
    );
}
