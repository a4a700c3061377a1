//! Moving.

use super::*;

#[test]
fn arrows() {
    assert_eq!(after("ab|c\nd", "Left"), "a|bc\nd");
    assert_eq!(after("ab|c\nd", "Right Right Right"), "abc\nd|");
    assert_eq!(after("ab|c\nd\nabc", "Down Down"), "abc\nd\nab|c");
    assert_eq!(after("abc\nd\nab|c", "Up Up"), "ab|c\nd\nabc");
}

#[test]
fn ctrl_arrows_move_by_a_word() {
    assert_eq!(after("one |two_x = 3", "Ctrl+Right"), "one two_x| = 3");
    assert_eq!(after("one two_x| = 3", "Ctrl+Left Ctrl+Left"), "|one two_x = 3");
}

#[test]
fn home_and_end() {
    assert_eq!(after("    a = 1|", "Home"), "    |a = 1");
    assert_eq!(after("    a = 1|", "Home Home"), "|    a = 1");
    assert_eq!(after("  |a = 1\nb", "End"), "  a = 1|\nb");
}

#[test]
fn ctrl_home_and_ctrl_end() {
    assert_eq!(after("a\nb|\nc\n", "Ctrl+Home"), "|a\nb\nc\n");
    assert_eq!(after("a\nb|\nc\n", "Ctrl+End"), "a\nb\nc\n|");
}

#[test]
fn pages() {
    let mut harness = desk(&format!("|{}", "x = 1\n".repeat(200)));
    keys(&mut harness, "PageDown");
    let there = harness.state().file.document.position().0;
    assert!((25..40).contains(&there), "{there}");
    keys(&mut harness, "PageUp");
    assert_eq!(harness.state().file.document.position(), (1, 1));
}

#[test]
fn ctrl_up_and_down_scroll() {
    let mut harness = desk(&format!("|{}", "x = 1\n".repeat(200)));
    keys(&mut harness, "Ctrl+Down Ctrl+Down Ctrl+Up");
    assert_eq!(harness.state().file.view.top(), 1.0);
    assert_eq!(harness.state().file.document.cursor(), 0);
}

#[test]
fn ctrl_g_goes_to_a_line() {
    let mut harness = desk("a = 1\nb = 2\nc = 3|\n");
    keys(&mut harness, "Ctrl+G");
    type_text(&mut harness, "2:5");
    keys(&mut harness, "Enter");
    assert_eq!(seen(&harness), "a = 1\nb = |2\nc = 3\n");
}

#[test]
fn ctrl_shift_o_goes_to_a_symbol_and_imports_are_none() {
    let mut harness = desk("import os\nLIMIT = 1\n\n\nclass Tide:\n    level = 2\n\n\n|");
    keys(&mut harness, "Ctrl+Shift+O");
    let rows = crate::app::tests::symbols::rows(&harness);
    assert_eq!(rows.len(), 3, "{rows:?}");
    type_text(&mut harness, "level");
    keys(&mut harness, "Enter");
    assert_eq!(harness.state().file.document.position(), (6, 5));
}

#[test]
fn f12_goes_to_the_definition_and_alt_left_back() {
    let mut harness = desk("tide = 1\n\n\nprint(ti|de)\n");
    keys(&mut harness, "F12");
    assert_eq!(harness.state().file.document.position().0, 1);
    keys(&mut harness, "Alt+Left");
    assert_eq!(harness.state().file.document.position().0, 4);
    keys(&mut harness, "Alt+Right");
    assert_eq!(harness.state().file.document.position().0, 1);
}

#[test]
fn shift_f12_lists_the_places() {
    let mut harness = desk("ti|de = 1\nprint(tide)\n");
    keys(&mut harness, "Shift+F12");
    assert!(shows(&harness, "Line 2: print(tide)"));
}

#[test]
fn ctrl_shift_backslash_goes_to_the_bracket() {
    assert_eq!(after("f|(a, (b))", "Ctrl+Shift+\\"), "f(a, (b)|)");
}

#[test]
fn f8_goes_to_the_next_place_and_alt_f8_to_the_next_problem() {
    let mut harness = desk("ti|de = 1\nprint(tide)\nebb = )\n");
    keys(&mut harness, "F8");
    assert_eq!(harness.state().file.document.position(), (2, 7));
    keys(&mut harness, "Shift+F8");
    assert_eq!(harness.state().file.document.position().0, 1);
    keys(&mut harness, "Alt+F8");
    assert_eq!(harness.state().file.document.position().0, 3);
}
