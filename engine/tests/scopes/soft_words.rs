//! Words that are keywords only in some places, were keywords once, or never were.

use super::{check, check_dark, check_words};

#[test]
fn print_and_exec_are_names() {
    check(
        r"
print$0 = 1
^^^^^ write
print (2)
^^^^^ read
print >> file, 1
^^^^^ read
print
^^^^^ read
print - 1
^^^^^ read
x = print
    ^^^^^ read
",
    );
    check(
        r#"
exec$0("code")
^^^^ read
exec ("code")
^^^^ read
x = exec
    ^^^^ read
"#,
    );
    check(
        r#"
print (x), y
^^^^^ read
def f(print): pass
print$0("a", "b") if x else print("c")
^^^^^ read
                            ^^^^^ read
"#,
    );
}

#[test]
fn type_is_a_name_where_it_opens_no_alias() {
    check(
        r"
type$0 = 1
^^^^ write
type(x)
^^^^ read
type[0] = type.x
^^^^ read
          ^^^^ read
print(type = type) if 0 else type
             ^^^^ read
                             ^^^^ read
",
    );
    check(
        r"
type(x).y = 1
^^^^ read
type$0(x)[0] = 2
^^^^ read
",
    );
    check(
        r"
type$0: int
^^^^ declaration
type: int = 1
^^^^ write
",
    );
    check_dark("ty$0pe X = int");
}

#[test]
fn the_underscore_is_a_name() {
    check(
        r"
_$0 = 1
^ write
for _ in range(3): print(_)
    ^ write
                         ^ read
",
    );
}

#[test]
fn old_keywords_are_names() {
    check(
        r"
nonlocal_$0 = async_ = 1
^^^^^^^^^ write
print(nonlocal_, async_)
      ^^^^^^^^^ read
",
    );
    check(
        r"
def await_(async_): return async_$0
           ^^^^^^ definition
                           ^^^^^^ read
",
    );
}

#[test]
fn numbers_touch_no_names() {
    check_words(
        r"
j = e = 1
x = 1j + 1e5 + 0xe + 1_000
e$0
",
        "module variable",
    );
    check_dark("x = 1$0j");
}

#[test]
fn match_and_case_are_names_elsewhere() {
    check(
        r"
match$0 = case = 1
^^^^^ write
match match:
      ^^^^^ read
    case 1: match(case)
            ^^^^^ read
",
    );
    check(
        r"
match = case = 1
        ^^^^ write
match case:
      ^^^^ read
    case case$0: case[0] = case
         ^^^^ write
                 ^^^^ read
                           ^^^^ read
",
    );
    check(
        r"
match$0 = {}
^^^^^ write
match[0] = match.x
^^^^^ read
           ^^^^^ read
match (1)
^^^^^ read
print(match [0], match - 1)
      ^^^^^ read
                 ^^^^^ read
",
    );
    check_dark(
        r"
mat$0ch value:
    case 1: pass
",
    );
    check_dark(
        r"
match value:
    ca$0se 1: pass
",
    );
}
