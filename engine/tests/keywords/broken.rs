use crate::{check, check_dark, check_round};

#[test]
fn an_unclosed_bracket_has_no_partner() {
    check_dark("x = $0(1, 2\n");
    check_dark("x = 1$0)\n");
}

#[test]
fn an_unclosed_bracket_takes_nobody_elses_partner() {
    check(
        "
def f():
    x = foo(1,
    y = (2)$0
        ^ read
          ^ read
",
    );
}

#[test]
fn a_statement_ends_the_brackets_before_it() {
    check(
        "
class A:
    def f(self):
        x = foo((1)
    def g(self):
        return [(2), 3]$0
               ^ read
                      ^ read
",
    );
    check_dark(
        "
class A:
    def f(self):
        x = [$0(1,
    def g(self):
        return 2)
",
    );
}

#[test]
fn brackets_of_different_kinds() {
    check("\nx = (1, [2)$0\n    ^ read\n          ^ read\n");
    check_dark("x = (1, $0[2)\n");
    check("\nx = (1])$0\n    ^ read\n       ^ read\n");
}

#[test]
fn strings_and_comments_are_skipped() {
    check(
        "
x = [ '(', f'{ (1) }', # (
    (2)$0
    ^ read
      ^ read
",
    );
}

#[test]
fn an_open_string_ends_with_its_line() {
    check(
        "
def f():
    x = g('abc)
    y = [1, (2)]$0
        ^ read
               ^ read
",
    );
}

#[test]
fn a_broken_replacement_field() {
    check("\nx = f'{ (1) + }', [2]$0\n                  ^ read\n                    ^ read\n");
    check("\nx = f'{ $0(1) + }', [2]\n          ^ read\n            ^ read\n");
    check("\nx = f'{ 1 + }$0', [2\n      ^ read\n            ^ read\n");
}

#[test]
fn a_loop_with_a_broken_line() {
    check_round(
        "
for x in y:
^^^ read
      ^^ read
    z = 
    if x:
        bre$0ak
        ^^^^^^^ read
",
    );
}

#[test]
fn a_half_typed_statement_elsewhere_in_the_function() {
    check_round(
        "
def f(x):
    x = = 3
    if x:
    ^^ read
        pass
    els$0e:
    ^^^^^^ read
        pass
",
    );
}

#[test]
fn exits_of_a_function_with_a_broken_line_in_it() {
    check_round(
        "
def f(x):
^^^ definition
    if x:
        return 1
        ^^^^^^ read
    y = x.
    $0return 2
    ^^^^^^^^ read
",
    );
}

#[test]
fn exits_behind_an_open_bracket() {
    check_round(
        "
x = foo(
def f():
^^^ definition
    if x:
        re$0turn (1
        ^^^^^^^^ read
    return [2
    ^^^^^^ read
",
    );
}

#[test]
fn a_keyword_that_lacks_its_colon() {
    check_round(
        "
if x:
^^ read
    pass
els$0e
^^^^^^ read
    pass
",
    );
    check_round(
        "
try
^^^ read
    pass
fina$0lly
^^^^^^^^^ read
    pass
",
    );
}

#[test]
fn branches_round_an_open_string() {
    check_round(
        "
def f():
    if x:
    ^^ read
        y = 'abc
    el$0se:
    ^^^^^^ read
        pass
",
    );
}

#[test]
fn a_loop_round_a_half_typed_if() {
    check_round(
        "
def f():
    for x in y:
    ^^^ read
          ^^ read
        if x ==
        if z:
            bre$0ak
            ^^^^^^^ read
        continue
        ^^^^^^^^ read
",
    );
}

#[test]
fn other_methods_of_a_class_with_a_broken_one() {
    check_round(
        "
class A:
    def f(self
        return 1

    def g(self):
    ^^^ definition
        if x:
            r$0eturn 2
            ^^^^^^^^ read
        self.f()
               ^ read: the function ends here and returns None
",
    );
}

#[test]
fn brackets_beside_a_broken_line() {
    check(
        "
def f():
    x = (1, [2])$0
        ^ read
               ^ read
    y = = 3
",
    );
}

#[test]
fn before_a_quote_that_hides_a_statement_there_is_no_keyword() {
    check_dark("$0'import math\nimport json\n");
}
