//! Class bodies: names that only the body itself sees, and what a class header evaluates outside.

use super::{check, check_words};

#[test]
fn a_class_variable_is_not_seen_by_its_methods() {
    check(
        r"
rate = 1

class Tax:
    rate$0 = 2
    ^^^^ write
    double = rate * 2
             ^^^^ read

    def of(self, price):
        return price * rate
",
    );
    check(
        r"
rate$0 = 1
^^^^ write

class Tax:
    rate = 2

    def of(self, price):
        return price * rate
                       ^^^^ read
",
    );
}

#[test]
fn a_class_variable_is_not_seen_by_lambdas_in_the_body() {
    check(
        r"
unit = 1
^^^^ write

class Scale:
    unit = 2
    convert = lambda value: value * unit$0
                                    ^^^^ read
",
    );
}

#[test]
fn a_class_variable_is_not_seen_by_comprehensions_in_the_body() {
    check(
        r"
unit = 1
^^^^ write

class Scale:
    unit = 2
    marks = [n * unit$0 for n in range(3)]
                 ^^^^ read
",
    );
}

#[test]
fn the_first_iterable_of_a_comprehension_is_read_in_the_class_body() {
    check(
        r"
class Scale:
    marks = (1, 2)
    ^^^^^ write
    doubled = [m * 2 for m in marks$0]
                              ^^^^^ read
",
    );
}

#[test]
fn a_later_iterable_of_a_comprehension_is_not() {
    check(
        r"
marks = ()
^^^^^ write

class Scale:
    marks = (1, 2)
    pairs = [(a, b) for a in marks for b in marks$0]
                                            ^^^^^ read
",
    );
}

#[test]
fn a_name_not_bound_in_the_body_is_the_module_s() {
    check(
        r"
base = 1
^^^^ write

class Derived:
    copy = base$0
           ^^^^ read
",
    );
}

#[test]
fn a_name_not_bound_in_the_body_is_the_function_s() {
    check(
        r"
base = 0

def make():
    base = 1
    ^^^^ write
    class Derived:
        copy = base$0
               ^^^^ read
    return Derived
",
    );
}

#[test]
fn a_name_bound_in_the_body_belongs_to_the_class_although_it_is_free_outside() {
    check(
        r"
def make(size):
    class Derived:
        size = 1
        ^^^^ write
        if size:
           ^^^^ read
            size$0 += 1
            ^^^^ update
    return size
",
    );
}

#[test]
fn a_method_reads_the_function_s_variable_past_the_class_body() {
    check(
        r"
def make():
    key = 1
    ^^^ write
    class Derived:
        key = 2
        def get(self):
            return key$0
                   ^^^ read
    return key
           ^^^ read
",
    );
}

#[test]
fn a_nested_class_does_not_see_the_class_round_it() {
    check(
        r"
kind = 0
^^^^ write

class Outer:
    kind = 1
    class Inner:
        copy = kind$0
               ^^^^ read
",
    );
}

#[test]
fn two_classes_do_not_share_their_variables() {
    check(
        r"
class A:
    slot$0 = 1
    ^^^^ write
    again = slot
            ^^^^ read

class B:
    slot = 1
",
    );
}

#[test]
fn every_statement_of_a_class_body_binds_in_the_class() {
    check(
        r#"
class Table:
    for row$0 in range(3):
        ^^^ write
        print(row)
              ^^^ read
    with open("f") as row: pass
                      ^^^ write
    import row
           ^^^ definition
    del row
        ^^^ delete

row = 1
"#,
    );
}

#[test]
fn the_words_for_what_a_class_owns() {
    check_words(
        r"
class Table:
    def rows$0(self): pass
",
        "method of Table",
    );
    check_words(
        r"
class Table:
    rows$0 = 1
",
        "class variable of Table",
    );
    check_words(
        r"
class Table:
    class Row$0: pass
",
        "class in Table",
    );
    check_words(
        r"
class Table:
    import rows$0
",
        "import in Table",
    );
    check_words(
        r"
class Table:
    def rows(self$0): pass
",
        "parameter of rows()",
    );
}
