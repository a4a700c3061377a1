//! Comprehensions and generator expressions: a scope of their own, but for the first iterable.

use super::{check, check_words};

#[test]
fn a_comprehension_owns_its_targets() {
    check(
        r"
x = [3]
y = [x + 1 for x$0 in range(3) if x]
     ^ read
               ^ write
                                  ^ read
print(x)
",
    );
}

#[test]
fn the_first_iterable_belongs_to_the_scope_outside() {
    check(
        r"
x = [3]
^ write
y = [x for x in x$0]
                ^ read
",
    );
}

#[test]
fn a_later_iterable_belongs_to_the_comprehension() {
    check(
        r"
rows = [[1]]
flat = [cell for rows in rows for cell in rows$0]
                 ^^^^ write
                                          ^^^^ read
",
    );
}

#[test]
fn set_dict_and_generator_have_scopes_of_their_own() {
    check(
        r"
n = {n for n in n}
n = {n: n for n$0 in n}
     ^ read
        ^ read
              ^ write
n = (n for n in n)
",
    );
    check(
        r"
k = {k: v for k, v$0 in pairs if v}
        ^ read
                 ^ write
                                 ^ read
v = 1
",
    );
    check(
        r"
g = sum(n for n$0 in numbers)
        ^ read
              ^ write
n = 1
",
    );
}

#[test]
fn starred_and_nested_targets_bind() {
    check(
        r"
t = [a + b[0] + c for a, (*b, c$0) in rows]
                ^ read
                              ^ write
",
    );
}

#[test]
fn conditions_see_the_targets() {
    check(
        r"
small = [n for n in numbers if n$0 if n < 3]
         ^ read
               ^ write
                               ^ read
                                      ^ read
",
    );
}

#[test]
fn an_inner_comprehension_sees_the_outer_one() {
    check(
        r"
grid = [[cell * row$0 for cell in row] for row in rows]
                ^^^ read
                                  ^^^ read
                                           ^^^ write
",
    );
}

#[test]
fn an_inner_comprehension_may_reuse_the_name() {
    check(
        r"
grid = [[n for n in n$0] for n in rows]
                    ^ read
                             ^ write
",
    );
}

#[test]
fn a_comprehension_as_first_iterable_is_outside_the_other() {
    check(
        r"
t = [n for n in [n for n$0 in n]]
                 ^ read
                       ^ write
",
    );
}

#[test]
fn a_comprehension_reads_the_function_round_it() {
    check(
        r"
def scale(values, factor):
                  ^^^^^^ definition
    return [v * factor$0 for v in values]
                ^^^^^^ read
",
    );
}

#[test]
fn a_target_does_not_leak_into_the_function() {
    check(
        r"
def last(values):
    total = [v for v in values]
    return v$0
           ^ read
",
    );
}

#[test]
fn a_lambda_in_a_comprehension_sees_its_target() {
    check(
        r"
calls = [lambda: i$0 for i in range(3)]
                 ^ read
                         ^ write
i = 5
",
    );
}

#[test]
fn a_default_of_a_lambda_in_a_comprehension_is_read_in_the_comprehension() {
    check(
        r"
calls = [lambda i=i$0: i for i in range(3)]
                  ^ read
                             ^ write
",
    );
}

#[test]
fn a_lambda_s_default_in_a_comprehension_in_a_class_does_not_see_the_class() {
    check(
        r#"
step = 1
^^^^ write

class Ramp:
    step = 2
    calls = [lambda n=step$0: n for _ in "ab"]
                      ^^^^ read
"#,
    );
}

#[test]
fn async_comprehensions_scope_like_others() {
    check(
        r"
async def collect(source):
                  ^^^^^^ definition
    return [item async for item in source$0 if await item]
                                   ^^^^^^ read
",
    );
    check(
        r"
async def collect(source):
    return [item async for item$0 in source if await item]
            ^^^^ read
                           ^^^^ write
                                                     ^^^^ read
",
    );
}

#[test]
fn an_attribute_or_subscript_target_reads_in_the_comprehension() {
    check(
        r"
slots = [0]
^^^^^ write
t = [0 for slots$0[0] in range(3)]
           ^^^^^ read
",
    );
}

#[test]
fn the_same_name_in_two_comprehensions_is_two_variables() {
    check(
        r"
a = [n for n in one]
b = [n for n$0 in two]
     ^ read
           ^ write
",
    );
}

#[test]
fn a_generator_argument_needs_no_brackets_of_its_own() {
    check(
        r"
def f(x):
      ^ definition
    return sum(x for x in x$0), max(y + x for y in x)
                          ^ read
                                        ^ read
                                                   ^ read
",
    );
}

#[test]
fn nested_brackets_without_spaces() {
    check(
        r"
t = [(a)for(a$0)in(b)if(a)]
      ^ read
            ^ write
                        ^ read
",
    );
}

#[test]
fn unpacking_in_calls_and_displays_reads() {
    check(
        r"
parts = []
^^^^^ write
t = [*parts], {**parts}, f(*parts$0, **parts), a[*parts]
      ^^^^^ read
                 ^^^^^ read
                            ^^^^^ read
                                       ^^^^^ read
                                                  ^^^^^ read
",
    );
}

#[test]
fn a_comprehension_deep_in_a_class_method() {
    check(
        r"
size = 0

class Grid:
    size = 1
    def cells(self, size):
                    ^^^^ definition
        return [(x, y) for x in range(size) for y in range(size$0)]
                                      ^^^^ read
                                                           ^^^^ read
",
    );
}

#[test]
fn the_words_for_what_a_comprehension_owns() {
    check_words(
        r"
def f():
    return [n$0 for n in range(3)]
",
        "local of a comprehension in f()",
    );
    check_words("t = [n$0 for n in range(3)]", "local of a comprehension");
    check_words(
        r"
class Grid:
    t = {n$0 for n in range(3)}
",
        "local of a comprehension in Grid",
    );
}
