//! `:=`: binds where it stands, but in a comprehension it binds outside of that (PEP 572).

use super::{check, check_words};

#[test]
fn a_walrus_binds_in_the_module() {
    check(
        r"
if (found$0 := look()):
    ^^^^^ write
    print(found)
          ^^^^^ read
print(found)
      ^^^^^ read
",
    );
}

#[test]
fn a_walrus_binds_in_the_function() {
    check(
        r"
found = 0

def f():
    while found$0 := look():
          ^^^^^ write
        use(found)
            ^^^^^ read
",
    );
}

#[test]
fn a_walrus_in_a_comprehension_binds_outside_it() {
    check(
        r"
hits = [last$0 := n for n in range(3)]
        ^^^^ write
print(last)
      ^^^^ read
",
    );
}

#[test]
fn a_walrus_in_a_comprehension_binds_in_the_function_round_it() {
    check(
        r"
last = 0

def f(values):
    any((last$0 := v) > 3 for v in values)
         ^^^^ write
    return last
           ^^^^ read

print(last)
",
    );
}

#[test]
fn a_walrus_in_nested_comprehensions_binds_outside_all_of_them() {
    check(
        r"
def f(rows):
    t = [[seen$0 := cell for cell in row] for row in rows if seen]
          ^^^^ write
                                                             ^^^^ read
    return seen
           ^^^^ read
",
    );
}

#[test]
fn a_walrus_in_a_lambda_binds_in_the_lambda() {
    check(
        r"
half = 0
f = lambda n: (half$0 := n / 2) + half
               ^^^^ write
                                  ^^^^ read
print(half)
",
    );
}

#[test]
fn a_walrus_in_a_comprehension_in_a_lambda_binds_in_the_lambda() {
    check(
        r"
seen = 0
f = lambda rows: ([seen := r for r in rows], seen$0)
                   ^^^^ write
                                             ^^^^ read
",
    );
}

#[test]
fn a_walrus_in_a_lambda_in_a_comprehension_binds_in_the_lambda() {
    check(
        r"
t = [lambda: (step$0 := n, step) for n in range(3)]
              ^^^^ write
                           ^^^^ read
step = 0
",
    );
}

#[test]
fn a_walrus_in_a_comprehension_follows_global() {
    check(
        r"
def f(values):
    global last
           ^^^^ declaration
    return [last$0 := v for v in values]
            ^^^^ write

print(last)
      ^^^^ read
",
    );
}

#[test]
fn a_walrus_in_a_comprehension_follows_nonlocal() {
    check(
        r"
def outer():
    last = 0
    ^^^^ write
    def f(values):
        nonlocal last
                 ^^^^ declaration
        return [last$0 := v for v in values]
                ^^^^ write
    return last
           ^^^^ read
",
    );
}

#[test]
fn a_walrus_in_a_class_body_binds_in_the_class() {
    check(
        r"
class Table:
    if (rows$0 := 3) > 2:
        ^^^^ write
        cells = rows * 2
                ^^^^ read
    def f(self):
        return rows
",
    );
}

#[test]
fn a_walrus_in_a_default_binds_outside() {
    check(
        r"
def f(size=(width$0 := 3), area=width):
            ^^^^^ write
                                ^^^^^ read
    width = 4
    return width

print(width)
      ^^^^^ read
",
    );
}

#[test]
fn a_walrus_in_a_decorator_binds_outside() {
    check(
        r"
@(mark$0 := decorate)
  ^^^^ write
@mark
 ^^^^ read
def f(mark):
    return mark
",
    );
}

#[test]
fn a_walrus_in_a_replacement_field_binds_round_the_string() {
    check(
        r#"
text = f"{(size$0 := 3)} {size}"
           ^^^^ write
                          ^^^^ read
print(size)
      ^^^^ read
"#,
    );
}

#[test]
fn a_walrus_in_a_condition_of_a_comprehension() {
    check(
        r"
t = [half for n in range(9) if (half$0 := n / 2) > 1]
     ^^^^ read
                                ^^^^ write
half
^^^^ read
",
    );
}

#[test]
fn a_walrus_makes_a_name_local_in_all_of_the_function() {
    check(
        r"
size = 1

def f():
    print(size)
          ^^^^ read
    return (size$0 := 2)
            ^^^^ write
",
    );
}

#[test]
fn a_walrus_in_call_and_subscript_needs_no_brackets() {
    check(
        r"
f(n := 3, n)
  ^ write
          ^ read
a[n$0 := 4]
  ^ write
{n := 5}
 ^ write
",
    );
}

#[test]
fn the_value_of_a_walrus_is_read_before() {
    check(
        r"
def f(rows):
      ^^^^ definition
    return (rows$0 := rows[1:])
            ^^^^ write
                      ^^^^ read
",
    );
}

#[test]
fn a_walrus_in_the_body_of_a_generator_expression_with_two_loops() {
    check(
        r"
def f(a):
    g = (best$0 := max(x, y) for x in a for y in x)
         ^^^^ write
    return g, best
              ^^^^ read
",
    );
}

#[test]
fn the_words_of_a_walrus_name_its_owner() {
    check_words(
        r#"
def f():
    return [(n := v$0) for v in "ab"]
"#,
        "local of a comprehension in f()",
    );
    check_words(
        r#"
def f():
    return [(n$0 := v) for v in "ab"]
"#,
        "local of f()",
    );
    check_words("f = lambda: (n$0 := 1)", "local of a lambda");
}
