//! Editing.

use super::*;

/// What becomes of a text when something is typed, after keys.
fn typed(text: &str, pressed: &str, typed: &str) -> String {
    let mut harness = desk(text);
    keys(&mut harness, pressed);
    typed.chars().for_each(|c| type_text(&mut harness, &c.to_string()));
    seen(&harness)
}

#[test]
fn typing_over_a_selection() {
    assert_eq!(typed("one |two", "Shift+Ctrl+Right", "x"), "one x|");
    assert_eq!(typed("one |two", "Shift+Ctrl+Right", "("), "one («two|)");
    assert_eq!(typed("one |two", "Shift+Ctrl+Right", "\""), "one \"«two|\"");
}

#[test]
fn erasing() {
    assert_eq!(after("one tw|o", "Backspace"), "one t|o");
    assert_eq!(after("one |two x", "Delete"), "one |wo x");
    assert_eq!(after("one two|", "Ctrl+Backspace"), "one |");
    assert_eq!(after("|one two", "Ctrl+Delete"), "| two");
}

#[test]
fn enter_indents_as_python_wants_it() {
    assert_eq!(after("def f():|", "Enter"), "def f():\n    |");
    assert_eq!(after("def f():\n    return 1|", "Enter"), "def f():\n    return 1\n|");
    assert_eq!(after("    x = 1|", "Enter"), "    x = 1\n    |");
}

#[test]
fn tab_and_shift_tab() {
    assert_eq!(after("ab|", "Tab"), "ab  |");
    assert_eq!(after("|a\nb\n", "Shift+Down Shift+End Tab"), "«    a\n    b|\n");
    assert_eq!(after("    a|", "Shift+Tab"), "a|");
}

#[test]
fn brackets_and_quotes_close_and_are_typed_over() {
    assert_eq!(typed("|", "", "f("), "f(|)");
    assert_eq!(typed("|", "", "f()"), "f()|");
    assert_eq!(typed("|", "", "\"a\""), "\"a\"|");
}

#[test]
fn undo_and_redo() {
    for redo in ["Ctrl+Y", "Ctrl+Shift+Z"] {
        let mut harness = desk("a|");
        type_text(&mut harness, "b");
        keys(&mut harness, "Ctrl+Z");
        assert_eq!(seen(&harness), "a|");
        keys(&mut harness, redo);
        assert_eq!(seen(&harness), "ab|");
    }
}

#[test]
fn cut_copy_and_paste_with_and_without_a_selection() {
    for (cut, copy) in [("Ctrl+X", "Ctrl+C"), ("Shift+Delete", "Ctrl+Insert")] {
        let mut harness = desk("one\ntw|o\n");
        keys(&mut harness, cut);
        assert_eq!(seen(&harness), "one\n|");
        paste(&mut harness, "two\n");
        assert_eq!(seen(&harness), "one\ntwo\n|");
        keys(&mut harness, &format!("Up {copy}"));
        paste(&mut harness, "two\n");
        assert_eq!(seen(&harness), "one\ntwo\n|two\n");
    }
    let mut harness = desk("a|\nb|\n");
    keys(&mut harness, "Shift+Left Ctrl+C Right");
    paste(&mut harness, "a\nb");
    assert_eq!(seen(&harness), "aa|\nbb|\n");
}

#[test]
fn commands_for_lines() {
    assert_eq!(after("a = |1\n", "Ctrl+/"), "# a = |1\n");
    assert_eq!(after("# a = |1\n", "Ctrl+/"), "a = |1\n");
    assert_eq!(after("a\nb|\n", "Alt+Up"), "b|\na\n");
    assert_eq!(after("a|\nb\n", "Alt+Down"), "b\na|\n");
    assert_eq!(after("a|\nb\n", "Shift+Alt+Up"), "a|\na\nb\n");
    assert_eq!(after("a|\nb\n", "Shift+Alt+Down"), "a\na|\nb\n");
    assert_eq!(after("a|\nb\n", "Ctrl+Shift+K"), "b|\n");
    assert_eq!(after("a|b\nc\n", "Ctrl+Enter"), "ab\n|\nc\n");
    assert_eq!(after("ab\nc|d\n", "Ctrl+Shift+Enter"), "ab\n|\ncd\n");
    assert_eq!(after("a|b\n", "Ctrl+]"), "    a|b\n");
    assert_eq!(after("    a|b\n", "Ctrl+["), "a|b\n");
    assert_eq!(after("a|\n    b\n", "Ctrl+J"), "a| b\n");
}

/// Gives a command of the list of commands.
fn command(harness: &mut Harness<'_, App>, title: &str) {
    keys(harness, "Ctrl+Shift+P");
    type_text(harness, title);
    keys(harness, "Enter");
}

#[test]
fn sorting_and_changing_case_by_name() {
    let mut harness = desk("|b\na\n");
    keys(&mut harness, "Shift+Down Shift+End");
    command(&mut harness, "Sort lines from A to Z");
    assert_eq!(seen(&harness).replace(['«', '|'], ""), "a\nb\n");
    let mut harness = desk("ti|de\n");
    command(&mut harness, "Change to upper case");
    assert!(seen(&harness).replace(['«', '|'], "").starts_with("TIDE"));
}

#[test]
fn f2_renames_in_place() {
    let mut harness = desk("ti|de = 1\nprint(tide)\n");
    keys(&mut harness, "F2");
    type_text(&mut harness, "ebb");
    keys(&mut harness, "Enter");
    assert_eq!(seen(&harness).replace('|', ""), "ebb = 1\nprint(ebb)\n");
}

#[test]
fn suggestions_are_taken_by_tab_and_by_enter_only_where_one_was_chosen() {
    let text = "tidewater = 1\ntideland = 2\ntid|\n";
    assert!(after(text, "Ctrl+Space Tab").contains("\ntide"));
    assert!(after(text, "Ctrl+Space Down Enter").contains("\ntide"));
    assert_eq!(after(text, "Ctrl+Space Enter"), "tidewater = 1\ntideland = 2\ntid\n|\n");
    assert_eq!(after(text, "Ctrl+Space Escape Enter"), "tidewater = 1\ntideland = 2\ntid\n|\n");
}

#[test]
fn keys_in_two_strokes_are_not_taken() {
    assert_eq!(after("a  |\n", "Ctrl+K"), "a  |\n");
}
