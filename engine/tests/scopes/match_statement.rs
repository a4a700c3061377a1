//! `match`: patterns bind the names that stand alone in them and look up all others.

use super::{check, check_dark, check_words};

#[test]
fn a_bare_name_captures() {
    check(
        r"
match command:
    case action$0:
         ^^^^^^ write
        print(action)
              ^^^^^^ read
print(action)
      ^^^^^^ read
",
    );
}

#[test]
fn a_capture_is_local_to_its_function() {
    check(
        r"
action = 0

def f(command):
    match command:
        case [action$0, _]:
              ^^^^^^ write
            return action
                   ^^^^^^ read
",
    );
}

#[test]
fn the_subject_is_read() {
    check(
        r"
def f(command):
      ^^^^^^^ definition
    match command$0, command[0]:
          ^^^^^^^ read
                     ^^^^^^^ read
        case 1: return command
                       ^^^^^^^ read
",
    );
}

#[test]
fn a_dotted_name_is_looked_up() {
    check(
        r"
match light:
    case Color$0.RED: pass
         ^^^^^ read
    case Color.deep.BLUE: pass
         ^^^^^ read

class Color: pass
      ^^^^^ definition
",
    );
}

#[test]
fn the_parts_behind_the_dot_are_no_variables() {
    check(
        r"
match light:
    case Color.RED$0: pass
               ^^^ read likely
",
    );
}

#[test]
fn a_class_pattern_reads_the_class() {
    check(
        r"
match shape:
    case Circle$0(): pass
         ^^^^^^ read
    case Circle(1, radius=Circle()): pass
         ^^^^^^ read
                          ^^^^^^ read
    case shapes.Circle(): pass

class Circle: pass
      ^^^^^^ definition
",
    );
}

#[test]
fn a_class_pattern_captures_its_arguments() {
    check(
        r"
match shape:
    case Point(x, y=top$0):
                    ^^^ write
        print(x, top)
                 ^^^ read
",
    );
    check(
        r"
match shape:
    case Point(x$0, y=top):
               ^ write
        print(x, top)
              ^ read
",
    );
}

#[test]
fn the_keyword_of_a_class_pattern_is_an_attribute_name() {
    check(
        r"
x$0 = 1
^ write
match shape:
    case Point(x=0): print(x)
                           ^ read
",
    );
    check(
        r"
match shape:
    case Point(x$0=0): pass
               ^ read
",
    );
}

#[test]
fn a_keyword_may_capture_its_own_spelling() {
    check(
        r"
match shape:
    case Point(x=x$0): print(x)
                 ^ write
                             ^ read
",
    );
}

#[test]
fn as_captures() {
    check(
        r"
match shape:
    case Circle() | Square() as found$0:
                                ^^^^^ write
        print(found)
              ^^^^^ read
    case [(1 | 2) as found, *_]: pass
                     ^^^^^ write
",
    );
}

#[test]
fn alternatives_capture_the_same_variable() {
    check(
        r"
match pair:
    case [1, other$0] | [other, 1]:
             ^^^^^ write
                         ^^^^^ write
        print(other)
              ^^^^^ read
",
    );
}

#[test]
fn a_star_captures_the_rest_of_a_sequence() {
    check(
        r"
match parts:
    case [first, *rest$0]: print(rest)
                  ^^^^ write
                                 ^^^^ read
    case (first, *rest, last): print(rest)
                  ^^^^ write
                                     ^^^^ read
    case first, *rest: print(rest)
                 ^^^^ write
                             ^^^^ read
",
    );
}

#[test]
fn two_stars_capture_the_rest_of_a_mapping() {
    check(
        r#"
match options:
    case {"a": 1, **rest$0}: print(rest)
                    ^^^^ write
                                   ^^^^ read
"#,
    );
}

#[test]
fn a_mapping_captures_values_and_looks_up_dotted_keys() {
    check(
        r#"
match options:
    case {"a": value$0, Key.B: [value2]}: print(value)
               ^^^^^ write
                                                ^^^^^ read
"#,
    );
    check(
        r#"
match options:
    case {"a": value, Key$0.B: [value2]}: print(Key)
                      ^^^ read
                                                ^^^ read
"#,
    );
}

#[test]
fn the_underscore_binds_nothing() {
    check(
        r"
_ = print
^ write
match parts:
    case _: _$0(1)
            ^ read
",
    );
    check_dark(
        r"
match parts:
    case [1, $0_]: pass
",
    );
    check_dark(
        r#"
match parts:
    case {"a": _$0}: pass
"#,
    );
    check_dark(
        r"
match parts:
    case [*_$0]: pass
",
    );
}

#[test]
fn a_guard_reads() {
    check(
        r"
match point:
    case (x, y) if x$0 == y: pass
          ^ write
                   ^ read
",
    );
}

#[test]
fn a_guard_may_bind_with_a_walrus() {
    check(
        r"
match point:
    case (x, y) if (length$0 := x + y) > 3: print(length)
                    ^^^^^^ write
                                                  ^^^^^^ read
",
    );
}

#[test]
fn brackets_round_a_capture_change_nothing() {
    check(
        r"
match point:
    case (x$0): print(x)
          ^ write
                      ^ read
    case ((x)): print(x)
           ^ write
                      ^ read
",
    );
}

#[test]
fn patterns_nest() {
    check(
        r#"
match tree:
    case Node(left=Node(value=low$0), right=[Leaf(low2), {"k": (high, *more)}]):
                              ^^^ write
        print(low, high, more)
              ^^^ read
"#,
    );
    check(
        r#"
match tree:
    case Node(left=Node(value=low), right=[Leaf(low2), {"k": (high, *more$0)}]):
                                                                     ^^^^ write
        print(low, high, more)
                         ^^^^ read
"#,
    );
}

#[test]
fn literals_and_constants_bind_nothing() {
    check(
        r#"
match value:
      ^^^^^ read
    case None | True | -1 | 1 + 2j | "a" "b": print(value$0)
                                                    ^^^^^ read

value = 1
^^^^^ write
"#,
    );
}

#[test]
fn a_match_statement_in_a_class_body_binds_in_the_class() {
    check(
        r"
class Config:
    match mode:
        case [level$0]: print(level)
              ^^^^^ write
                              ^^^^^ read
    def f(self): return level
",
    );
}

#[test]
fn the_words_for_captures() {
    check_words(
        r"
match a:
    case [b$0]: pass
",
        "module variable",
    );
    check_words(
        r"
def f(a):
    match a:
        case [b$0]: pass
",
        "local of f()",
    );
    check_words(
        r"
def f(a):
    match b:
        case [a$0]: pass
",
        "parameter of f()",
    );
}
