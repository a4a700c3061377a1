//! The name that an annotation is for: `x: T` declares it, `x: T = v` writes it.

use super::{check, check_words};

#[test]
fn an_annotation_without_a_value_declares() {
    check(
        r"
total$0: int
^^^^^ declaration
total = 1
^^^^^ write
print(total)
      ^^^^^ read
",
    );
}

#[test]
fn an_annotation_with_a_value_writes() {
    check(
        r"
total$0: int = 1
^^^^^ write
print(total)
      ^^^^^ read
",
    );
}

#[test]
fn an_annotation_without_a_value_makes_a_name_local() {
    check(
        r"
total = 1

def f():
    total$0: int
    ^^^^^ declaration
    return total
           ^^^^^ read
",
    );
}

#[test]
fn an_annotation_without_a_value_makes_a_name_the_class_s() {
    check(
        r"
total = 1

class Box:
    total$0: int
    ^^^^^ declaration
    total = 2
    ^^^^^ write
    copy = total
           ^^^^^ read
    def f(self): return total
",
    );
}

#[test]
fn a_name_in_brackets_is_declared_but_not_made_local() {
    check(
        r"
total = 1
^^^^^ write

def f():
    (total$0): int
     ^^^^^ declaration
    return total
           ^^^^^ read
",
    );
}

#[test]
fn a_name_in_brackets_with_a_value_is_made_local() {
    check(
        r"
total = 1

def f():
    (total$0): int = 2
     ^^^^^ write
    return total
           ^^^^^ read
",
    );
}

#[test]
fn an_annotated_attribute_or_subscript_only_reads() {
    check(
        r"
class Box:
    def f(self):
          ^^^^ definition
        self$0.size: int = 1
        ^^^^ read
        self.name: str
        ^^^^ read
        self[0]: int = 1
        ^^^^ read
",
    );
}

#[test]
fn annotated_names_of_a_dataclass_are_class_variables() {
    check(
        r"
@dataclass
class Point:
    x: float
    y$0: float = 0
    ^ write
    z: float = field(default=y)
                             ^ read
",
    );
}

#[test]
fn the_words_for_annotated_names() {
    check_words("total$0: int", "module variable");
    check_words(
        r"
def f():
    total$0: int
",
        "local of f()",
    );
    check_words(
        r"
class Box:
    total$0: int
",
        "class variable of Box",
    );
    check_words(
        r"
class Box:
    total: int
    def f(self, a: total$0): pass
",
        "class variable of Box",
    );
}
