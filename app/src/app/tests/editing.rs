//! Editing commands with the real engine: what is lit stays true.

use super::*;

fn open() -> Harness<'static, App> {
    start(Options { start: Start::Text(TEXT.to_owned()), ..Options::default() })
}

const SHIFT_ALT: Modifiers = Modifiers { alt: true, shift: true, ..Modifiers::NONE };

#[test]
fn a_line_that_becomes_a_comment_is_lit_no_more() {
    let mut harness = open();
    go_to(&mut harness, "total +=", 0);
    assert_eq!(lit(&harness).len(), 3);
    press(&mut harness, Modifiers::COMMAND, Key::Slash);
    go_to(&mut harness, "total", 0);
    assert_eq!(lit(&harness).len(), 2);
}

#[test]
fn a_name_stays_lit_in_a_line_that_moves() {
    let text = "def f(total):\n    a = 1\n    total += 2\n    return total\n";
    let mut harness = start(Options { start: Start::Text(text.to_owned()), ..Options::default() });
    go_to(&mut harness, "total +=", 0);
    press(&mut harness, Modifiers::ALT, Key::ArrowUp);
    assert_eq!(lit(&harness), ["total", "total", "total"]);
    assert_eq!(says(&harness), "total · parameter of f() · 3 uses, 1 write");
}

#[test]
fn a_copied_line_is_counted() {
    let mut harness = open();
    go_to(&mut harness, "total +=", 0);
    press(&mut harness, SHIFT_ALT, Key::ArrowDown);
    assert_eq!(says(&harness), "total · parameter of mean() · 4 uses, 2 writes");
}

#[test]
fn the_menu_lists_the_commands_for_lines_with_their_keys() {
    let mut harness = open();
    press(&mut harness, Modifiers::NONE, Key::F10);
    for name in ["Edit", "Lines"] {
        harness.get_by_label(name).click();
        settle(&mut harness);
    }
    harness.get_by_label("Move lines up Alt+Up");
    harness.get_by_label("Delete lines Ctrl+Shift+K").click();
    settle(&mut harness);
    assert!(harness.state().observe().text.to_string().starts_with("    for level"));
}

#[test]
fn letters_are_changed_from_the_menu() {
    let mut harness = open();
    go_to(&mut harness, "mean", 0);
    press(&mut harness, Modifiers::NONE, Key::F10);
    for name in ["Edit", "Selection"] {
        harness.get_by_label(name).click();
        settle(&mut harness);
    }
    harness.get_by_label("Change to upper case").click();
    settle(&mut harness);
    assert!(harness.state().observe().text.to_string().starts_with("def MEAN(levels"));
}

#[test]
fn a_new_name_is_typed_without_pairs() {
    let mut harness = open();
    go_to(&mut harness, "total", 0);
    press(&mut harness, Modifiers::NONE, Key::F2);
    type_text(&mut harness, "(");
    let shown = harness.state().observe().text.to_string();
    assert!(!shown.contains("()"), "{shown}");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert_eq!(harness.state().observe().text.to_string(), TEXT);
}
