use crate::{check, check_round};

#[test]
fn a_body_that_runs_to_its_end() {
    check_round(
        "
$0def show(x):
  ^^^ definition
    print(x)
           ^ read: the function ends here and returns None
",
    );
}

#[test]
fn a_last_word_is_marked_whole() {
    check_round(
        "
$0def nothing():
  ^^^ definition
    value = other
            ^^^^^ read: the function ends here and returns None
",
    );
    check(
        "\n$0def f(): pass\n  ^^^ definition\n           ^^^^ read: the function ends here and returns None\n",
    );
    check(
        "\n$0def f(): ...\n  ^^^ definition\n           ^^^ read: the function ends here and returns None\n",
    );
}

#[test]
fn a_docstring_alone() {
    check(
        "
def$0 f():
^^^ definition
    '''Does nothing.'''
                    ^^^ read: the function ends here and returns None
",
    );
}

#[test]
fn comments_behind_the_end_are_no_part_of_it() {
    check_round(
        "
def f(x):
^^^ definition
    if x:
        ret$0urn
        ^^^^^^^^ read
    x.close()  # done
            ^ read: the function ends here and returns None
    # really
",
    );
}

#[test]
fn an_if_without_else_lets_control_through() {
    check_round(
        "
def find(x):
^^^ definition
    if x:
    ^^ read: the function ends here and returns None
        $0return x
          ^^^^^^ read
",
    );
}

#[test]
fn all_branches_leave() {
    check_round(
        "
def f(x):
^^^ definition
    if x:
        return 1
        ^^^^^^ read
    elif y:
        raise E
        ^^^^^ read
    else:
        return$0 2
        ^^^^^^ read
",
    );
}

#[test]
fn one_branch_does_not_leave() {
    check(
        "
def f(x):
^^^ definition
    if x:
        return$0 1
        ^^^^^^ read
    elif y:
        pass
    else:
        z()
          ^ read: the function ends here and returns None
",
    );
}

#[test]
fn a_loop_that_may_run_out() {
    check(
        "
def first(xs):
^^^ definition
    for x in xs:
    ^^^ read: the function ends here and returns None
        if x:
            return$0 x
            ^^^^^^ read
",
    );
}

#[test]
fn a_loop_with_an_else_that_leaves() {
    check(
        "
def first(xs):
^^^ definition
    for x in xs:
        pass
    else:
        return$0 x
        ^^^^^^ read
",
    );
}

#[test]
fn a_break_passes_by_the_else() {
    check(
        "
def first(xs):
^^^ definition
    for x in xs:
    ^^^ read: the function ends here and returns None
        break
    else:
        return$0 x
        ^^^^^^ read
",
    );
}

#[test]
fn an_endless_loop() {
    check(
        "
def serve():
^^^ definition
    while True:
        if x:
            return$0
            ^^^^^^ read
        step()
",
    );
    check("\n$0def f():\n  ^^^ definition\n    while 1:\n        pass\n");
}

#[test]
fn an_endless_loop_with_a_break() {
    check(
        "
def serve():
^^^ definition
    while True:
        if x:
            return$0
            ^^^^^^ read
        if y:
            break
            ^^^^^ read: the function ends here and returns None
",
    );
}

#[test]
fn a_break_of_another_loop_does_not_end_this_one() {
    check(
        "
$0def serve():
  ^^^ definition
    while True:
        for x in y:
            break
",
    );
    check(
        "
$0def serve():
  ^^^ definition
    while True:
        for x in y:
            pass
        else:
            break
            ^^^^^ read: the function ends here and returns None
",
    );
}

#[test]
fn a_loop_whose_last_word_is_continue() {
    check(
        "
$0def f(xs):
  ^^^ definition
    while xs:
    ^^^^^ read: the function ends here and returns None
        continue
",
    );
}

#[test]
fn a_try_leaves_if_body_and_handlers_do() {
    check(
        "
def f():
^^^ definition
    try:
        return$0 1
        ^^^^^^ read
    except E:
        raise
        ^^^^^ read
",
    );
}

#[test]
fn a_handler_that_goes_on() {
    check(
        "
def f():
^^^ definition
    try:
        return$0 1
        ^^^^^^ read
    except E:
        pass
        ^^^^ read: the function ends here and returns None
",
    );
}

#[test]
fn the_else_of_a_try() {
    check(
        "
def f():
^^^ definition
    try:
        g()
    except E:
        raise
        ^^^^^ read
    else:
        return$0 1
        ^^^^^^ read
",
    );
}

#[test]
fn a_finally_that_leaves() {
    check(
        "
def f():
^^^ definition
    try:
        g()
    finally:
        return$0 1
        ^^^^^^ read
",
    );
}

#[test]
fn a_finally_that_goes_on_after_a_body_that_leaves() {
    check(
        "
def f():
^^^ definition
    try:
        return$0 1
        ^^^^^^ read
    finally:
        g()
",
    );
}

#[test]
fn a_match_that_catches_all() {
    check(
        "
def f(x):
^^^ definition
    match x:
        case 1:
            return$0 1
            ^^^^^^ read
        case _:
            return 2
            ^^^^^^ read
",
    );
    check(
        "
def f(x):
^^^ definition
    match x:
        case 1:
            return$0 1
            ^^^^^^ read
        case other:
            raise E
            ^^^^^ read
",
    );
}

#[test]
fn a_match_that_may_catch_nothing() {
    check(
        "
def f(x):
^^^ definition
    match x:
    ^^^^^ read: the function ends here and returns None
        case 1:
            return$0 1
            ^^^^^^ read
        case _ if y:
            return 2
            ^^^^^^ read
        case a.b:
            return 3
            ^^^^^^ read
",
    );
}

#[test]
fn a_with_is_what_its_body_is() {
    check(
        "
def f(x):
^^^ definition
    with x:
        return$0 1
        ^^^^^^ read
",
    );
}

#[test]
fn what_follows_a_return_is_not_reached() {
    check(
        "
def f(x):
^^^ definition
    return$0 1
    ^^^^^^ read
    print(x)
",
    );
}

#[test]
fn a_function_that_ends_with_a_function() {
    check(
        "
$0def f(x):
  ^^^ definition
    @cache
    def g():
    ^^^ read: the function ends here and returns None
        return 1
",
    );
}

#[test]
fn a_lambda_at_the_end_is_an_expression() {
    check(
        "
$0def f(x):
  ^^^ definition
    x.y = lambda: z
                  ^ read: the function ends here and returns None
",
    );
}

#[test]
fn deep_nesting_costs_no_stack() {
    // Python allows no more than 100 indents, the engine 200.
    let mut text = String::from("def f():\n");
    for depth in 1..=190 {
        text.push_str(&" ".repeat(depth));
        text.push_str("while True:\n");
    }
    text.push_str(&" ".repeat(191));
    text.push_str("return 1\n");
    let found = crate::find(&text, 0).unwrap();
    assert_eq!(found.occurrences.len(), 2, "`def` and `return`");
}

#[test]
fn a_loop_that_never_runs() {
    check(
        "
$0def f():
^^^^^ definition
    while 0:
    ^^^^^ read: the function ends here and returns None
        return 1
        ^^^^^^ read
",
    );
}

#[test]
fn patterns_that_catch_all() {
    for pattern in ["_", "x", "(x)", "x as y", "[1] | x", "1 | _", "((_))"] {
        let text = format!("def f(v):\n    match v:\n        case {pattern}:\n            return 1\n");
        assert_eq!(crate::find(&text, 0).unwrap().occurrences.len(), 2, "{pattern}");
    }
    for pattern in ["1", "x.y", "(x,)", "[x]", "x if y", "1 as y", "x, y", "C(x)", "-1", "'x'"] {
        let text = format!("def f(v):\n    match v:\n        case {pattern}:\n            return 1\n");
        assert_eq!(crate::find(&text, 0).unwrap().occurrences.len(), 3, "{pattern}");
    }
}

#[test]
fn an_assertion_that_nobody_gets_there() {
    check(
        "
$0def f(x):
^^^^^ definition
    if x:
        return 1
        ^^^^^^ read
    assert False, x
",
    );
}
