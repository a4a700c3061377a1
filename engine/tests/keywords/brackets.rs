use namelight_engine::occurrences::Class;

use crate::{check, check_dark, check_round, check_words, find};

#[test]
fn parentheses() {
    check_round(
        "
x = (1 + 2)$0
    ^ read
          ^ read
",
    );
}

#[test]
fn the_inner_pair() {
    check(
        "
x = (1 + $0(2 * 3) - 4)
           ^ read
                 ^ read
",
    );
}

#[test]
fn all_kinds_nested() {
    check("\nx = {'a': [(1, 2), {3}]}$0\n    ^ read\n                       ^ read\n");
    check("\nx = {'a': [(1, 2), {3}]$0}\n    ^ read\n                         ^ read\n");
    check("\nx = {'a': $0[(1, 2), {3}]}\n            ^ read\n                        ^ read\n");
    check("\nx = {'a': [(1, 2), {3$0}]}\n                   ^ read\n                       ^ read\n");
}

#[test]
fn the_bracket_that_begins_at_the_cursor_wins() {
    check("\nf(1)$0[2]\n      ^ read\n        ^ read\n");
    check("\nx = ($0)\n    ^ read\n       ^ read\n");
}

#[test]
fn calls_subscripts_parameters_and_classes() {
    check("\nf(x, 1)$0\n ^ read\n      ^ read\n");
    check("\nx[1:2]$0\n ^ read\n     ^ read\n");
    check("\ndef f(x)$0: pass\n     ^ read\n       ^ read\n");
    check("\nclass A(B, c=1)$0: pass\n       ^ read\n              ^ read\n");
    check("\ndef f[T]$0(): pass\n          ^ read\n           ^ read\n");
    check("\ndef f[T: ($0'a', 'b')](): pass\n         ^ read\n                    ^ read\n");
    check("\nfrom a import (b, c)$0\n              ^ read\n                   ^ read\n");
    check("\nwith (a as b, c as d)$0: pass\n     ^ read\n                    ^ read\n");
    check("\nx = [a for a in b]$0\n    ^ read\n                 ^ read\n");
    check("\nf(a for a in b)$0\n ^ read\n              ^ read\n");
}

#[test]
fn patterns() {
    check("\nmatch x:\n    case [1, {'a': b}]$0: pass\n         ^ read\n                     ^ read\n");
    check("\nmatch x:\n    case [1, {'a': b}$0]: pass\n         ^ read\n                       ^ read\n");
    check("\nmatch x:\n    case A(b=1)$0: pass\n          ^ read\n              ^ read\n");
    check("\nmatch x:\n    case $0(1, 2): pass\n           ^ read\n                ^ read\n");
}

#[test]
fn targets() {
    check("\n(a, b)$0 = c\n^ read\n     ^ read\n");
    check("\nfor [a, b]$0 in c: pass\n    ^ read\n         ^ read\n");
}

#[test]
fn over_several_lines() {
    check_round(
        "
x = [
    ^ read
    (1,
     2),  # ]
    ']',
$0]
  ^ read
",
    );
}

#[test]
fn replacement_fields() {
    check("\nx = f'a $0{1 + 2} {{3}} {4}'\n          ^ read\n                ^ read\n");
    check("\nx = f'{ 1:{ 2 }$0}'\n      ^ read\n                 ^ read\n");
    check("\nx = f'{ 1:$0{ 2 }}'\n            ^ read\n                ^ read\n");
    check("\nx = f'''{ [1][0] }$0'''\n        ^ read\n                 ^ read\n");
}

#[test]
fn braces_that_are_text() {
    check_dark("x = f'{{$03}}'\n");
    check_dark("x = '(1$0)'\n");
    check_dark("x = 1  # (2)$0\n");
}

#[test]
fn names_win() {
    check("\nprint$0(1)\n^^^^^ read\n");
    check("\nx = (x$0)\n^ write\n     ^ read\n");
}

#[test]
fn keywords_win_too() {
    check("\nif$0(x): pass\n^^ read\n");
    check("\nx = [1]if$0(2)else[3]\n       ^^ read\n              ^^^^ read\n");
    check("\nx = [1]$0if(2)else[3]\n         ^^ read\n              ^^^^ read\n");
}

#[test]
fn an_operator_does_not() {
    check("\nx = 1 in$0(2, 3)\n          ^ read\n               ^ read\n");
}

#[test]
fn deep_nests() {
    for depth in [1, 50, 200, 201, 5_000] {
        let text = format!("x = {}{}\n", "(".repeat(depth), ")".repeat(depth));
        for at in 4..4 + depth.min(3) {
            let lit: Vec<usize> =
                find(&text, at).unwrap().occurrences.iter().map(|lit| lit.range.start).collect();
            assert_eq!(lit, [at, 4 + 2 * depth - 1 - (at - 4)], "depth {depth}");
        }
    }
}

#[test]
fn what_the_status_bar_says() {
    check_words("x = (1)$0\n", Class::Bracket, "( ) · bracket pair");
    check_words("x = f'{1}$0'\n", Class::Bracket, "{ } · bracket pair");
    check_words("x = [$0]\n", Class::Bracket, "[ ] · bracket pair");
}
