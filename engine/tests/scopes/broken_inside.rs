//! Broken code costs no more than the line that is broken: the lines round it in the same statement stay exact.

use super::{check, check_dark, check_words};

#[test]
fn a_class_with_one_half_typed_method() {
    check(
        r"
class Tide:
    def rise(self, level$0):
                   ^^^^^ definition
        return level + self.low
               ^^^^^ read

    def fall(

    def turn(self, level):
        return level
",
    );
}

#[test]
fn the_parameters_of_a_half_typed_header_are_bound_in_its_block() {
    check(
        r"
class Tide:
    def rise(self, level$0
                   ^^^^^ definition
        return level
               ^^^^^ read

    def fall(self, level):
        return level
",
    );
}

#[test]
fn a_half_typed_function_at_the_end_of_the_file() {
    check(
        r"
def mean(total$0, count
         ^^^^^ definition
",
    );
}

#[test]
fn half_typed_attributes_leave_the_next_line_alone() {
    check(
        r"
def rise(self):
    total = self.
    level$0 = 1
    ^^^^^ write
    return level
           ^^^^^ read
",
    );
}

#[test]
fn half_typed_comparisons_leave_the_next_line_alone() {
    check(
        r"
def rise(level, total$0):
                ^^^^^ definition
    if level ==
    total = 1
    ^^^^^ write
    return total
           ^^^^^ read
",
    );
}

#[test]
fn a_half_typed_assignment_binds() {
    check(
        r"
def rise(level):
    total$0 =
    ^^^^^ write
    level = 1
    return total
           ^^^^^ read
",
    );
}

#[test]
fn an_open_string_in_a_method() {
    check(
        r#"
class Tide:
    def rise(self, level$0):
                   ^^^^^ definition
        print("level is, level)
        return level
               ^^^^^ read

    def fall(self, level):
        return level
"#,
    );
}

#[test]
fn an_open_string_holds_no_names() {
    check_dark(
        r#"
def rise(level):
    print("le$0vel
    return level
"#,
    );
}

#[test]
fn an_open_bracket_does_not_make_keyword_arguments() {
    check(
        r"
def rise(values):
    first = max(values
    second$0 = min(values)
    ^^^^^^ write
    return first, second
                  ^^^^^^ read
",
    );
}

#[test]
fn an_open_bracket_with_a_comma_does_not_either() {
    check(
        r"
def rise(values):
    first = max(values,
    second$0 = min(values)
    ^^^^^^ write
    return first, second
                  ^^^^^^ read
",
    );
}

#[test]
fn a_dropped_colon_keeps_the_block() {
    check(
        r"
def rise(values):
    for value$0 in values
        ^^^^^ write
        print(value)
              ^^^^^ read
    return value
           ^^^^^ read
",
    );
}

#[test]
fn a_dropped_colon_of_a_class() {
    check(
        r"
class Tide
    level$0 = 1
    ^^^^^ write
    double = level
             ^^^^^ read

level = 2
",
    );
}

#[test]
fn comprehensions_beside_broken_lines_keep_their_scopes() {
    check(
        r"
def rise(values):
    x = (
    rows = [value$0 * 2 for value in values if value]
            ^^^^^ read
                            ^^^^^ write
                                               ^^^^^ read
    value = 1
    return rows, value
",
    );
}

#[test]
fn global_statements_beside_broken_lines_count() {
    check(
        r"
total$0 = 0
^^^^^ write

def rise(value):
    global total
           ^^^^^ declaration
    if value >
    total += 1
    ^^^^^ update
",
    );
}

#[test]
fn a_missing_closing_bracket_in_a_table() {
    check(
        r"
def table(low$0, high):
          ^^^ definition
    return {
        'low': f(low,
                 ^^^ read
        'high': f(high, key=low),
                            ^^^ read
    }
",
    );
}

#[test]
fn a_missing_opening_bracket_of_a_list() {
    check(
        r"
def table(low$0, high):
          ^^^ definition
    rows =
        low,
        ^^^ read
        high,
    ]
    return low
           ^^^ read
",
    );
}

#[test]
fn a_line_typed_between_try_and_except() {
    check(
        r"
def load(path):
    try:
        file = open(path)
    def foo(
    except OSError as error$0:
                      ^^^^^ write
        print(error)
              ^^^^^ read
",
    );
}

#[test]
fn a_line_typed_between_clauses_of_a_match() {
    check(
        r"
def area(shape):
    match shape:
        case [width$0]:
              ^^^^^ write
            return width
                   ^^^^^ read
        x = self.
        case [width, height]:
              ^^^^^ write
            return width * height
                   ^^^^^ read
",
    );
}

#[test]
fn a_lonely_decorator_in_a_class() {
    check(
        r"
class Tide:
    @
    level$0 = 1
    ^^^^^ write
    double = level
             ^^^^^ read
",
    );
}

#[test]
fn several_broken_lines_in_one_function() {
    check(
        r"
def rise(level$0, values):
         ^^^^^ definition
    x = self.
    for value in values
        level += value[
        ^^^^^ update
    if level ==
       ^^^^^ read
    return level
           ^^^^^ read
",
    );
}

#[test]
fn a_broken_import_in_a_function_binds() {
    check(
        r"
def load(text):
    from json import (loads$0, dumps
                      ^^^^^ definition
    return loads(text)
           ^^^^^ read
",
    );
}

#[test]
fn what_a_repair_adds_has_no_name() {
    check_words("def (value$0):\n    return value\n", "parameter of a function without a name");
}

#[test]
fn members_survive_a_broken_method() {
    check(
        r"
class Tide:
    def __init__(self, level):
        self.level$0 = level
             ^^^^^ write

    def rise(self):
        self.level += (1
             ^^^^^ update

    def fall(self):
        return self.level
                    ^^^^^ read
",
    );
}

#[test]
fn type_parameters_with_defaults_beside_broken_lines() {
    check(
        r"
class Box[T$0 = int]:
          ^ definition
    def put(self, item: T
                        ^ read
        x = [T
             ^ read
        return T
               ^ read
",
    );
}
