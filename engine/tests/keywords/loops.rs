use namelight_engine::occurrences::Class;

use crate::{check, check_dark, check_round, check_words};

#[test]
fn a_for_loop_with_all_its_parts() {
    check_round(
        "
$0for x in y:
  ^^^ read
        ^^ read
    if x:
        break
        ^^^^^ read
    if z:
        continue
        ^^^^^^^^ read
else:
^^^^ read
    pass
",
    );
}

#[test]
fn a_while_loop() {
    check_round(
        "
while x:
^^^^^ read
    if x in y: brea$0k
               ^^^^^^^ read
    z = [a for a in b if a in c]
",
    );
}

#[test]
fn each_part_says_what_it_does() {
    check(
        "
for$0 x in y:
^^^ read: part of this loop
        ^^ read
    break
    ^^^^^ read: leaves this loop
    continue
    ^^^^^^^^ read: goes to the next round of this loop
else:
^^^^ read: runs if this loop wasn't left by break
    pass
",
    );
}

#[test]
fn loops_inside_have_parts_of_their_own() {
    check_round(
        "
for x in y:
^^^ read
      ^^ read
    for a in b:
        break
    while c:
        continue
    brea$0k
    ^^^^^^^ read
",
    );
}

#[test]
fn a_break_belongs_to_the_innermost_loop() {
    check_round(
        "
for x in y:
    while z:
    ^^^^^ read
        if a:
            break$0
            ^^^^^ read
    break
",
    );
}

#[test]
fn a_break_in_an_else_belongs_to_the_loop_around() {
    check_round(
        "
for x in y:
^^^ read
      ^^ read
    for a in b:
        break
    else:
        $0break
          ^^^^^ read
    continue
    ^^^^^^^^ read
else:
^^^^ read
    pass
",
    );
}

#[test]
fn the_else_of_the_loop_inside() {
    check_round(
        "
for x in y:
    for a in b:
    ^^^ read
          ^^ read
        break
        ^^^^^ read
    els$0e:
    ^^^^^^ read
        break
",
    );
}

#[test]
fn breaks_in_functions_inside_are_not_its_own() {
    check_round(
        "
while$0 x:
^^^^^ read
    def f():
        while y:
            break
    class A:
        for z in w:
            continue
",
    );
}

#[test]
fn breaks_in_all_sorts_of_statements() {
    check_round(
        "
while True:
^^^^^ read
    with a:
        try:
            break
            ^^^^^ read
        except E:
            continue
            ^^^^^^^^ read
        else:
            break
            ^^^^^ read
        finally:
            match x:
                case 1:
                    $0break
                      ^^^^^ read
    if a: pass
    elif b: break
            ^^^^^ read
    else: continue
          ^^^^^^^^ read
",
    );
}

#[test]
fn an_async_loop() {
    check_round(
        "
async def f():
    asy$0nc for x in y:
    ^^^^^^^ read
            ^^^ read
                  ^^ read
        continue
        ^^^^^^^^ read
",
    );
}

#[test]
fn in_as_an_operator_is_no_part() {
    check_dark("for x in y:\n    z = x i$0n y\n");
    check_dark("if x not i$0n y: pass\n");
}

#[test]
fn a_break_outside_of_a_loop() {
    check_dark("if x:\n    bre$0ak\n");
    check_dark("while x:\n    def f():\n        bre$0ak\n");
    check_dark("while x:\n    class A:\n        continue$0\n");
}

#[test]
fn the_else_of_an_if_in_a_loop_is_the_ifs() {
    check_round(
        "
for x in y:
    if x:
    ^^ read
        break
    else$0:
    ^^^^ read
        continue
",
    );
}

#[test]
fn a_loop_in_a_function_has_no_returns() {
    check_round(
        "
def f():
    for x in y:
    ^^^ read
          ^^ read
        if x: break$0
              ^^^^^ read
        return x
",
    );
}

#[test]
fn what_the_status_bar_says() {
    check_words("while x:\n    $0break\n", Class::Keyword, "break · parts of this loop");
}
