//! Statements that bind in passing: `for`, `with`, `except`, and `del`, which binds too.

use super::{check, check_words};

#[test]
fn for_writes_its_target() {
    check(
        r"
for line$0 in text:
    ^^^^ write
    print(line)
          ^^^^ read
else:
    print(line)
          ^^^^ read
",
    );
}

#[test]
fn for_writes_nested_and_starred_targets() {
    check(
        r"
for a, (b, *rest$0) in rows:
            ^^^^ write
    print(rest)
          ^^^^ read
",
    );
}

#[test]
fn for_reads_what_it_runs_over() {
    check(
        r"
rows = [1]
^^^^ write
for row in rows$0, *rows:
           ^^^^ read
                    ^^^^ read
    print(row)
",
    );
}

#[test]
fn for_may_overwrite_what_it_runs_over() {
    check(
        r"
for rows in rows$0:
    ^^^^ write
            ^^^^ read
    pass
",
    );
}

#[test]
fn for_with_an_attribute_target_reads_the_root() {
    check(
        r#"
for state$0.current in range(3):
    ^^^^^ read
    pass
for state["current"] in range(3): pass
    ^^^^^ read
"#,
    );
}

#[test]
fn a_for_target_is_local_to_its_function() {
    check(
        r"
i = 0

def f():
    for i$0 in range(3): pass
        ^ write
    return i
           ^ read
",
    );
}

#[test]
fn with_writes_its_target() {
    check(
        r#"
with open("a") as file$0:
                  ^^^^ write
    file.read()
    ^^^^ read
file.close()
^^^^ read
"#,
    );
}

#[test]
fn with_writes_tuple_and_list_targets() {
    check(
        r"
with pair() as (left, [right$0, *rest]):
                       ^^^^^ write
    print(right)
          ^^^^^ read
",
    );
}

#[test]
fn with_in_brackets_writes_each_target() {
    check(
        r#"
with (
    open("a") as first,
    open(first) as second$0,
                   ^^^^^^ write
):
    print(first, second)
                 ^^^^^^ read
"#,
    );
}

#[test]
fn a_later_item_of_with_reads_the_earlier_target() {
    check(
        r#"
with open("a") as first, open(first$0.name) as second: pass
                  ^^^^^ write
                              ^^^^^ read
"#,
    );
}

#[test]
fn with_on_a_tuple_in_brackets_only_reads() {
    check(
        r"
one = two = 1
^^^ write
with (one$0, two) as both: pass
      ^^^ read
",
    );
    check(
        r"
one = two = 1
with (one, two) as both$0: print(both)
                   ^^^^ write
                                 ^^^^ read
",
    );
}

#[test]
fn with_an_attribute_target_reads_the_root() {
    check(
        r#"
with open("a") as self$0.file, open("b") as self.files[0]: pass
                  ^^^^ read
                                            ^^^^ read
"#,
    );
}

#[test]
fn except_writes_its_target() {
    check(
        r"
try:
    pass
except ValueError as error$0:
                     ^^^^^ write
    raise Failure() from error
                         ^^^^^ read
except (OSError, KeyError) as error:
                              ^^^^^ write
    print(error)
          ^^^^^ read
",
    );
}

#[test]
fn except_reads_the_exceptions() {
    check(
        r"
try: pass
except (Late, Later) as error: pass
        ^^^^ read
except Late: pass
       ^^^^ read

class Late$0(Exception): pass
      ^^^^ definition
",
    );
}

#[test]
fn except_without_brackets_reads_the_exceptions() {
    check(
        r"
Late = Later = OSError
^^^^ write
try: pass
except Later, Late$0: pass
              ^^^^ read
",
    );
}

#[test]
fn except_star_writes_its_target() {
    check(
        r"
try:
    pass
except* ValueError as group$0:
                      ^^^^^ write
    print(group.exceptions)
          ^^^^^ read
else:
    print(group)
          ^^^^^ read
",
    );
}

#[test]
fn an_except_target_is_local_to_its_function() {
    check(
        r"
error = None

def f():
    try: pass
    except OSError as error$0: log(error)
                      ^^^^^ write
                                   ^^^^^ read
    finally: print(error)
                   ^^^^^ read
",
    );
}

#[test]
fn del_makes_a_name_local_but_reads_roots() {
    check(
        r"
def f():
    del rows[0], rows$0.first
        ^^^^ read
                 ^^^^ read

rows = []
^^^^ write
",
    );
    check(
        r"
def f():
    del rows$0
        ^^^^ delete
    return rows
           ^^^^ read

rows = []
",
    );
}

#[test]
fn del_takes_names_in_brackets() {
    check(
        r"
a = b = c = 1
^ write
del (a$0), [b, (c)]
     ^ delete
",
    );
    check(
        r"
a = b = c = 1
        ^ write
del (a), [b, (c$0)]
              ^ delete
",
    );
}

#[test]
fn a_deleted_name_may_be_bound_again() {
    check(
        r"
part = 1
^^^^ write
del part$0
    ^^^^ delete
part = 2
^^^^ write
print(part)
      ^^^^ read
",
    );
}

#[test]
fn del_of_a_subscript_reads_the_index() {
    check(
        r"
index = 0
^^^^^ write
del rows[index$0], rows[index:]
         ^^^^^ read
                        ^^^^^ read
",
    );
}

#[test]
fn async_with_and_for_bind() {
    check(
        r"
async def f():
    async with lock as held:
                       ^^^^ write
        async for held$0 in stream:
                  ^^^^ write
            await held
                  ^^^^ read
",
    );
}

#[test]
fn assert_raise_and_return_read() {
    check(
        r"
def f(value):
      ^^^^^ definition
    assert value, value
           ^^^^^ read
                  ^^^^^ read
    raise value$0 from value
          ^^^^^ read
                       ^^^^^ read
    return value, *value
           ^^^^^ read
                   ^^^^^ read
",
    );
}

#[test]
fn the_words_for_what_statements_bind() {
    check_words("for row$0 in rows: pass", "module variable");
    check_words(
        r"
def f():
    with a as b$0: pass
",
        "local of f()",
    );
    check_words(
        r"
def f():
    try: pass
    except A as e$0: pass
",
        "local of f()",
    );
    check_words(
        r"
def f():
    del gone$0
",
        "local of f()",
    );
}
