//! What the status bar calls a name.

use super::check_words;

#[test]
fn a_method() {
    check_words(
        r"
class Tide:
    def rise$0(self): pass
",
        "method of Tide",
    );
}

#[test]
fn a_class_variable() {
    check_words(
        r"
class Tide:
    level$0 = 1
",
        "class variable of Tide",
    );
}

#[test]
fn an_attribute() {
    check_words(
        r"
class Tide:
    def rise(self):
        self.level$0 = 1
",
        "attribute of Tide",
    );
}

#[test]
fn an_attribute_that_the_body_declares() {
    check_words(
        r"
class Tide:
    level: int
    def rise(self):
        self.level$0 = 1
",
        "class variable of Tide",
    );
}

#[test]
fn a_class_in_a_class() {
    check_words(
        r"
class Tide:
    class Wave$0: pass
",
        "class in Tide",
    );
}

#[test]
fn a_member_is_of_the_topmost_class() {
    check_words(
        r"
class Base:
    def rise(self): pass

class Tide(Base):
    def rise(self):
        super().rise$0()
",
        "method of Base",
    );
}

#[test]
fn a_parameter_at_a_call() {
    check_words(
        r"
def mean(levels): pass
mean(levels$0=1)
",
        "parameter of mean()",
    );
}

#[test]
fn a_parameter_of_a_lambda() {
    check_words(
        r"
mean = lambda levels: 1
mean(levels$0=1)
",
        "parameter of a lambda",
    );
}

#[test]
fn a_parameter_of_a_method() {
    check_words(
        r"
class Tide:
    def rise(self, by): pass
    def twice(self): self.rise(by$0=2)
",
        "parameter of rise()",
    );
}

#[test]
fn an_attribute_of_an_import() {
    check_words(
        r"
import os
os.path$0
",
        "attribute of os",
    );
}

#[test]
fn the_end_of_a_long_path() {
    check_words(
        r"
import a
a.b.c.d.e.f.g$0
",
        "attribute of a.….c.d.e.f",
    );
}

#[test]
fn an_attribute_of_self_that_is_unknown() {
    check_words(
        r"
class Tide:
    def f(self):
        self.app.state$0
",
        "attribute of app",
    );
}

#[test]
fn an_attribute_of_something_unknown() {
    check_words(
        r"
make().state$0
",
        "attribute of something unknown",
    );
}

#[test]
fn an_argument_of_an_import() {
    check_words(
        r"
import os
os.mkdir(mode$0=1)
",
        "argument of os.mkdir()",
    );
}

#[test]
fn an_argument_of_something_unknown() {
    check_words(
        r"
make()(mode$0=1)
",
        "argument of an unknown call",
    );
}

#[test]
fn an_import_in_a_class() {
    check_words(
        r"
class Tide:
    import os
    os$0
",
        "import in Tide",
    );
}

#[test]
fn a_type_alias_in_a_class() {
    check_words(
        r"
class Tide:
    type Level$0 = int
",
        "type alias in Tide",
    );
}

#[test]
fn a_field_at_a_call() {
    check_words(
        r"
@dataclass
class Point:
    x: int
Point(x$0=1)
",
        "class variable of Point",
    );
}

#[test]
fn a_member_of_a_cycle_is_of_the_class_that_comes_first() {
    for name in ["f$0(self): pass\n\nclass B(A):\n    def f(", "f(self): pass\n\nclass B(A):\n    def f$0("] {
        check_words(&format!("class A(B):\n    def {name}self): pass\n"), "method of A");
    }
}

#[test]
fn a_member_of_two_bases_is_of_the_first_of_them() {
    for name in ["x$0 = 1\n\nclass B:\n    x", "x = 1\n\nclass B:\n    x$0"] {
        let text = format!("class A:\n    {name} = 2\n\nclass C(B, A):\n    x = 3\n");
        check_words(&text, "class variable of A");
    }
}
