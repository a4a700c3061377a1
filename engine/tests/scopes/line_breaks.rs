//! Lines: their ends, and what continues them.

use super::{check, check_with_line_ends, check_without_last_line_end};

#[test]
fn continuation_lines() {
    check(
        r"
total$0 = \
^^^^^ write
    total + \
    ^^^^^ read
total
^^^^^ read
del \
    total
    ^^^^^ delete
",
    );
}

#[test]
fn a_continued_definition() {
    check(
        r"
def \
    run$0(a): pass
    ^^^ definition
run \
^^^ read
    (1)
",
    );
}

#[test]
fn a_continued_attribute_is_no_variable() {
    check(
        r"
x = 1
y = z \
    .x$0
     ^ read likely
",
    );
}

#[test]
fn brackets_continue_lines() {
    check(
        r"
total$0 = (
^^^^^ write
    total  # total
    ^^^^^ read
    +
    total
    ^^^^^ read
)
f(a,
  total,
  ^^^^^ read
)
",
    );
}

#[test]
fn the_last_line_needs_no_line_end() {
    check_without_last_line_end(
        r"
x = 1
^ write
print(x)
      ^ read
x$0
^ read
",
    );
}

#[test]
fn blank_lines_and_comments_at_any_indent() {
    check(
        r"
def f(x):
      ^ definition
# x
    y = 1
      # x

    return x$0
           ^ read
",
    );
}

#[test]
fn line_ends_of_two_characters() {
    check_with_line_ends(
        "\r\n",
        r#"
text = """a
^^^^ write
b"""

def f(é):
    return text$0, é
           ^^^^ read

text
^^^^ read
"#,
    );
    check_with_line_ends(
        "\r\n",
        r#"
é = 1
def f(é):
      ^ definition
    return f"""{text}
é{é$0}"""
  ^ read
"#,
    );
}

#[test]
fn lone_carriage_returns_end_lines() {
    check_with_line_ends(
        "\r",
        r"
x = 1
^ write
def f(x):
    # x
    return x
y = x$0
    ^ read
",
    );
    check_with_line_ends(
        "\r",
        r"
x = 1
def f(x):
      ^ definition
    return x$0
           ^ read
",
    );
}

#[test]
fn a_line_in_brackets_may_stand_left_of_its_statement() {
    check(
        r"
def f(total):
      ^^^^^ definition
    if total:
       ^^^^^ read
        return (total +
                ^^^^^ read
total)
^^^^^ read
    return total$0
           ^^^^^ read
",
    );
    check(
        r"
class Box:
    def f(self, size):
                ^^^^ definition
        self.lid = g(size, key=
                     ^^^^ read
  size)[
  ^^^^ read
        [n for n in
size]]
^^^^ read
        return (size$0.
                ^^^^ read
    size(
    ))
",
    );
    check(
        r#"
def f(size):
      ^^^^ definition
    return f"""{
size$0
^^^^ read
} size"""
"#,
    );
}

#[test]
fn comments_beside_lines_that_stand_left_of_their_statement() {
    check(
        r"
def f(total):
      ^^^^^ definition
    if total:
       ^^^^^ read
        x = (total +  # total
             ^^^^^ read
# total

    total)
    ^^^^^ read
    return total$0
           ^^^^^ read
",
    );
}

#[test]
fn an_open_bracket_does_not_join_the_next_method() {
    check(
        r"
class A:
    def f(self):
        return (1 +

    def g(self, size$0):
                ^^^^ definition
        return size
               ^^^^ read

def h(size):
    return size
",
    );
}
