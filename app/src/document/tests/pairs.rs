//! Brackets and quotes in pairs, the colon behind `else`, and pasted lines.

use super::cursors::{after, cursors, marks};
use super::*;

/// Types character by character.
#[track_caller]
fn check(before: &str, typed: &str, expected: &str) {
    let commands: Vec<Command> = typed.chars().map(|c| type_in(&c.to_string())).collect();
    assert_eq!(after(before, &commands), expected, "{typed}");
}

#[test]
fn a_bracket_gets_its_closer_where_nothing_follows() {
    check("f$0", "(", "f($0)");
    check("f$0\n", "[", "f[$0]\n");
    check("f($0)", "{", "f({$0})");
    check("f$0 + 1", "(", "f($0) + 1");
    check("$0x", "(", "($0x");
    check("$0'x'", "(", "($0'x'");
}

#[test]
fn a_closer_that_was_written_by_itself_is_typed_over() {
    check("f$0", "(a)", "f(a)$0");
    check("f$0", "([{}])", "f([{}])$0");
    check("f$0", "()(", "f()($0)");
    check("f($0)", ")", "f()$0)");
}

#[test]
fn a_closer_that_was_touched_or_left_is_a_character_like_others() {
    let mut document = cursors("f$0");
    do_all(&mut document, &[type_in("("), step(Motion::Right), step(Motion::Left), type_in(")")]);
    assert_eq!(marks(&document), "f()$0)");
    let mut document = cursors("f$0");
    let delete = Command::Delete(Motion::Right);
    do_all(&mut document, &[type_in("("), delete, type_in("x"), type_in(")")]);
    assert_eq!(marks(&document), "f(x)$0");
}

#[test]
fn a_closer_that_waits_for_its_opener_gets_no_second_one() {
    check("print$0 x)", "(", "print($0 x)");
    check("f(g$0 x)", "(", "f(g($0) x)");
    check("x$0 ')'", "(", "x($0) ')'");
}

#[test]
fn backspace_takes_an_empty_pair_away() {
    let back = || Command::Delete(Motion::Left);
    assert_eq!(after("f$0", &[type_in("("), back()]), "f$0");
    assert_eq!(after("f$0", &[type_in("("), type_in("x"), back(), back()]), "f$0");
    assert_eq!(after("f($0)", &[back()]), "f$0)");
    assert_eq!(after("|f\n$0f", &[type_in("("), back()]), "|f\n$0f");
    assert_eq!(after("a|\nb$0", &[type_in("["), back()]), "a|\nb$0");
}

#[test]
fn quotes_come_in_pairs_in_code_only() {
    check("x = $0", "'", "x = '$0'");
    check("x = $0", "'a'", "x = 'a'$0");
    check("f($0)", "\"", "f(\"$0\")");
    check("it$0", "'", "it'$0");
    check("# don$0", "'", "# don'$0");
    check("x = 'say $0 '", "\"", "x = 'say \"$0 '");
    check("x = 'a$0", "'", "x = 'a'$0");
    check("x = $0 a'", "'", "x = '$0 a'");
}

#[test]
fn prefixes_of_strings_may_stand_before_a_quote() {
    for prefix in ["f", "r", "b", "u", "rb", "Rb", "fr", "t", "tr", "BR"] {
        check(&format!("x = {prefix}$0"), "'", &format!("x = {prefix}'$0'"));
    }
    check("x = ff$0", "'", "x = ff'$0");
}

#[test]
fn the_third_quote_opens_a_long_string() {
    check("x = $0", "\"\"\"", "x = \"\"\"$0\"\"\"");
    check("x = f$0", "'''", "x = f'''$0'''");
    check("$0", "\"\"\"a\"\"\"", "\"\"\"a\"\"\"$0");
    check("x = 'a'$0", "'", "x = 'a''$0");
    let back = Command::Delete(Motion::Left);
    assert_eq!(after("''$0", &[type_in("'"), back]), "''$0");
}

#[test]
fn a_replacement_field_gets_its_brace_and_strings_get_no_brackets() {
    check("x = $0", "f'{a}'", "x = f'{a}'$0");
    check("x = f'a $0 b'", "{", "x = f'a {$0} b'");
    check("x = 'a $0 b'", "{", "x = 'a {$0 b'");
    check("x = r'a\\$0 b'", "(", "x = r'a\\($0 b'");
    check("# a$0", "(", "# a($0");
}

#[test]
fn what_is_selected_goes_between() {
    check("x = [a b$0", "(", "x = ([a b$0)");
    check("x = $0a]", "'", "x = '$0a]'");
    check("[a|, [b$0", "\"", "\"[a|\", \"[b$0\"");
    check("[a|, b$0", "(", "([a|), b($0)");
    check("[a$0", ")", ")$0");
    assert_eq!(after("[a$0", &[type_in("("), Command::Undo]), "[a$0");
}

#[test]
fn every_cursor_decides_for_itself() {
    check("a|\n$0b", "(", "a(|)\n($0b");
    let mut document = cursors("a|\n$0b");
    do_all(&mut document, &[type_in("("), type_in(")")]);
    assert_eq!(marks(&document), "a()|\n()$0b");
}

#[test]
fn a_run_with_pairs_is_taken_back_in_order() {
    let mut document = cursors("f$0");
    do_all(&mut document, &[type_in("("), type_in("a"), type_in("b")]);
    do_all(&mut document, &[Command::Undo]);
    assert_eq!(marks(&document), "f$0");
    do_all(&mut document, &[Command::Redo, type_in(")")]);
    assert_eq!(marks(&document), "f(ab)$0)");
}

#[test]
fn without_the_habit_a_character_is_a_character() {
    let mut document = cursors("if a:\n    [b\n    else$0");
    document.set_habits(Habits::NONE);
    do_all(&mut document, &[type_in("(")]);
    assert_eq!(marks(&document), "if a:\n    ($0");
}

#[test]
fn a_colon_takes_its_clause_to_its_level_in_one_step() {
    check("if a:\n    b\n    else$0\n", ":", "if a:\n    b\nelse:$0\n");
    check("if a:\r\n\tb\r\n\telif c$0\r\n", ":", "if a:\r\n\tb\r\nelif c:$0\r\n");
    check("x = {else$0", ":", "x = {else:$0");
    let text = "try:\n    a\n    finally$0";
    assert_eq!(after(text, &[type_in(":"), Command::Undo]), text);
}

#[test]
fn enter_between_braces_opens_a_line() {
    assert_eq!(after("x = $0", &[type_in("{"), Command::NewLine]), "x = {\n    $0\n}");
    let typed = |text: &str| {
        text.chars().map(|c| type_in(&c.to_string())).chain([Command::NewLine]).collect::<Vec<_>>()
    };
    assert_eq!(after("$0\n", &typed("x = f(a,")), "x = f(a,\n      $0)\n");
    assert_eq!(after("f$0\n", &[type_in("("), Command::NewLine, type_in("a")]), "f(\n    a$0\n)\n");
}

#[test]
fn whole_lines_are_pasted_at_the_cursors_level() {
    let lines = || Command::PasteLines("        a\n            b\n".to_owned());
    assert_eq!(after("def f():\n    $0\n", &[lines()]), "def f():\n    a\n        b\n$0\n");
    assert_eq!(after("x$0", &[lines()]), "x        a\n            b\n$0");
    let text = "def f():\n    $0c\n";
    assert_eq!(after(text, &[lines()]), "def f():\n    a\n        b\n    $0c\n");
    assert_eq!(after(text, &[lines(), Command::Undo]), text);
    let mut document = cursors(text);
    document.set_habits(Habits::NONE);
    do_all(&mut document, &[lines()]);
    assert_eq!(marks(&document), "def f():\n            a\n            b\n$0c\n");
}
