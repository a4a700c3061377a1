//! The same name on something that nobody can know.

use super::check;

#[test]
fn an_unknown_parameter() {
    check(
        r"
class Tide:
    def rise$0(self):
        ^^^^ definition
        pass

def f(tide):
    tide.rise()
         ^^^^ read possible
",
    );
}

#[test]
fn the_result_of_an_unknown_call() {
    check(
        r#"
class Tide:
    level$0 = 1
    ^^^^^ write

print(make().level, [make()][0].level, (yield).level, "x".level)
             ^^^^^ read possible
                                ^^^^^ read possible
                                               ^^^^^ read possible
                                                          ^^^^^ read possible
"#,
    );
}

#[test]
fn asked_from_the_unknown() {
    check(
        r"
class Tide:
    level = 1
    ^^^^^ write possible

    def f(self):
        return self.level
                    ^^^^^ read possible

print(make().level$0)
             ^^^^^ read
",
    );
}

#[test]
fn another_members_are_not() {
    check(
        r"
class Tide:
    level$0 = 1
    ^^^^^ write

class Moon:
    level = 2

    def f(self):
        return self.level

print(Moon.level)
",
    );
}

#[test]
fn an_import_cannot_have_it() {
    check(
        r"
import json
from sea import tide

class Tide:
    level$0 = 1
    ^^^^^ write

print(json.level, tide.level, tide().level)
                                     ^^^^^ read possible
",
    );
}

#[test]
fn a_keyword_of_an_unknown_call_cannot_be_it() {
    check(
        r"
class Tide:
    level$0 = 1
    ^^^^^ write

make(level=1)
make()(level=1)
",
    );
}

#[test]
fn a_path_and_the_unknown() {
    check(
        r"
def f(tide, moon):
    tide.level$0 = 1
         ^^^^^ write likely
    return moon.level, make().level
                ^^^^^ read possible
                              ^^^^^ read possible
",
    );
}

#[test]
fn variables_are_never_possible() {
    check(
        r"
class Tide:
    level$0 = 1
    ^^^^^ write

level = 2
print(level)
",
    );
}

#[test]
fn from_the_path_to_the_member() {
    check(
        r"
class Tide:
    level = 1
    ^^^^^ write possible

def f(tide):
    return tide.level$0
                ^^^^^ read likely
",
    );
}

#[test]
fn in_the_class_of_a_builtin() {
    check(
        r"
class Tide:
    def append$0(self, x):
        ^^^^^^ definition
        pass

rows = []
rows.append(1)
     ^^^^^^ read possible
",
    );
}
