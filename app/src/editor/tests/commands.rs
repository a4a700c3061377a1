//! The commands for editing, by their keys.

use egui::{Event, Key, Modifiers, OutputCommand};
use egui_kittest::Harness;

use super::{Scene, harness};
use crate::document::{Command, Selection};

const ALT: Modifiers = Modifiers::ALT;
const SHIFT_ALT: Modifiers = Modifiers { alt: true, shift: true, ..Modifiers::NONE };
const CTRL: Modifiers = Modifiers { ctrl: true, command: true, ..Modifiers::NONE };
const CTRL_SHIFT: Modifiers = Modifiers { shift: true, ..CTRL };
const CTRL_ALT: Modifiers = Modifiers { alt: true, ..CTRL };

fn press(harness: &mut Harness<'_, Scene>, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    harness.run_ok();
}

/// Types as a person does, a character at a time.
fn type_in(harness: &mut Harness<'_, Scene>, text: &str) {
    for c in text.chars() {
        harness.input_mut().events.push(Event::Text(c.to_string()));
        harness.run_ok();
    }
}

/// A text with the cursor at an offset.
fn at(text: &str, cursor: usize) -> Harness<'static, Scene> {
    let mut harness = harness(text);
    let select = Command::Select(Selection::cursor(cursor));
    harness.state_mut().document.apply(&select, std::time::Duration::ZERO);
    harness.run_ok();
    harness
}

/// What a key makes of a text.
fn after(text: &str, cursor: usize, modifiers: Modifiers, key: Key) -> String {
    let mut harness = at(text, cursor);
    press(&mut harness, modifiers, key);
    harness.state().text()
}

#[test]
fn ctrl_slash_comments_a_line_and_uncomments_it() {
    let mut harness = at("    x = 1\n", 6);
    press(&mut harness, CTRL, Key::Slash);
    assert_eq!(harness.state().text(), "    # x = 1\n");
    assert_eq!(harness.state().document.cursor(), 8, "the cursor stays with its letter");
    press(&mut harness, CTRL, Key::Slash);
    assert_eq!(harness.state().text(), "    x = 1\n");
}

#[test]
fn a_comment_over_everything_is_one_step_back() {
    let mut harness = at("a\n\n  b\n", 0);
    press(&mut harness, CTRL, Key::A);
    press(&mut harness, CTRL, Key::Slash);
    assert_eq!(harness.state().text(), "# a\n\n#   b\n");
    press(&mut harness, CTRL, Key::Z);
    assert_eq!(harness.state().text(), "a\n\n  b\n");
}

#[test]
fn alt_arrows_move_a_line_and_the_view_follows() {
    let text: String = (0..100).map(|line| format!("{line}\n")).collect();
    let mut harness = at(&text, 0);
    for _ in 0..60 {
        press(&mut harness, ALT, Key::ArrowDown);
    }
    assert_eq!(harness.state().document.position(), (61, 1));
    assert!(harness.state().painted.visible_lines.contains(&60));
    for _ in 0..60 {
        press(&mut harness, ALT, Key::ArrowUp);
    }
    assert_eq!(harness.state().text(), text);
}

#[test]
fn shift_alt_arrows_copy_a_line() {
    let mut harness = at("ab\ncd\n", 1);
    press(&mut harness, SHIFT_ALT, Key::ArrowDown);
    assert_eq!((harness.state().text().as_str(), harness.state().document.cursor()), ("ab\nab\ncd\n", 4));
    press(&mut harness, SHIFT_ALT, Key::ArrowUp);
    assert_eq!((harness.state().text().as_str(), harness.state().document.cursor()), ("ab\nab\nab\ncd\n", 4));
}

#[test]
fn ctrl_shift_k_deletes_the_line() {
    assert_eq!(after("a\nb\nc", 2, CTRL_SHIFT, Key::K), "a\nc");
}

#[test]
fn ctrl_j_joins_the_next_line() {
    assert_eq!(after("a = f(\n    1)\n", 0, CTRL, Key::J), "a = f( 1)\n");
}

#[test]
fn ctrl_enter_begins_a_line_below_with_its_indentation() {
    let mut harness = at("def f(x):\ny", 3);
    press(&mut harness, CTRL, Key::Enter);
    assert_eq!(harness.state().text(), "def f(x):\n    \ny");
    assert_eq!(harness.state().document.position(), (2, 5));
}

#[test]
fn ctrl_shift_enter_begins_a_line_above() {
    let mut harness = at("a\n    b", 7);
    press(&mut harness, CTRL_SHIFT, Key::Enter);
    assert_eq!(harness.state().text(), "a\n    \n    b");
    assert_eq!(harness.state().document.position(), (2, 5));
}

#[test]
fn ctrl_and_square_brackets_shift_lines() {
    assert_eq!(after("ab", 1, CTRL, Key::CloseBracket), "    ab");
    assert_eq!(after("        ab", 9, CTRL, Key::OpenBracket), "    ab");
}

#[test]
fn ctrl_l_selects_line_after_line() {
    let mut harness = at("ab\ncd\nef", 1);
    press(&mut harness, CTRL, Key::L);
    assert_eq!(harness.state().selected(), (0, 3));
    press(&mut harness, CTRL, Key::L);
    assert_eq!(harness.state().selected(), (0, 6));
}

#[test]
fn ctrl_shift_backslash_goes_from_bracket_to_bracket() {
    let mut harness = at("f(a, ')', [b])", 1);
    press(&mut harness, CTRL_SHIFT, Key::Backslash);
    assert_eq!(harness.state().document.cursor(), 13);
    press(&mut harness, CTRL_SHIFT, Key::Pipe);
    assert_eq!(harness.state().document.cursor(), 1);
}

#[test]
fn shift_alt_right_selects_more_and_left_less() {
    let mut harness = at("x = f(name)", 7);
    press(&mut harness, SHIFT_ALT, Key::ArrowRight);
    assert_eq!(harness.state().selected(), (6, 10));
    press(&mut harness, SHIFT_ALT, Key::ArrowRight);
    assert_eq!(harness.state().selected(), (5, 11));
    press(&mut harness, SHIFT_ALT, Key::ArrowLeft);
    assert_eq!(harness.state().selected(), (6, 10));
    press(&mut harness, SHIFT_ALT, Key::ArrowLeft);
    assert_eq!(harness.state().selected(), (7, 7));
}

#[test]
fn several_cursors_do_it_together() {
    let mut harness = at("a\nb\nc\n", 0);
    press(&mut harness, CTRL_ALT, Key::ArrowDown);
    press(&mut harness, CTRL, Key::Slash);
    assert_eq!(harness.state().text(), "# a\n# b\nc\n");
    press(&mut harness, ALT, Key::ArrowDown);
    assert_eq!(harness.state().text(), "c\n# a\n# b\n");
    press(&mut harness, CTRL_SHIFT, Key::K);
    assert_eq!(harness.state().text(), "c\n");
}

#[test]
fn a_call_is_typed_as_always_and_nothing_is_doubled() {
    let mut harness = at("", 0);
    type_in(&mut harness, "print(f\"{a['b']}\", [1], {})");
    assert_eq!(harness.state().text(), "print(f\"{a['b']}\", [1], {})");
    assert_eq!(harness.state().document.cursor(), 27);
}

#[test]
fn documentation_is_typed_as_always() {
    let mut harness = at("", 0);
    type_in(&mut harness, "\"\"\"It's (a) text.\"\"\"");
    assert_eq!(harness.state().text(), "\"\"\"It's (a) text.\"\"\"");
}

#[test]
fn backspace_takes_an_empty_pair_back() {
    let mut harness = at("f", 1);
    type_in(&mut harness, "(");
    assert_eq!(harness.state().text(), "f()");
    press(&mut harness, Modifiers::NONE, Key::Backspace);
    assert_eq!(harness.state().text(), "f");
}

#[test]
fn a_bracket_over_a_selection_goes_round_it() {
    let mut harness = at("a + b", 0);
    press(&mut harness, CTRL, Key::A);
    type_in(&mut harness, "(");
    assert_eq!(harness.state().text(), "(a + b)");
    assert_eq!(harness.state().selected(), (1, 6));
    type_in(&mut harness, "[");
    assert_eq!(harness.state().text(), "([a + b])");
}

#[test]
fn a_function_with_clauses_is_typed_without_touching_the_indentation() {
    let mut harness = at("", 0);
    for line in ["def f(a):", "if a:", "return 1", "else:", "return 2"] {
        type_in(&mut harness, line);
        press(&mut harness, Modifiers::NONE, Key::Enter);
    }
    assert_eq!(
        harness.state().text(),
        "def f(a):\n    if a:\n        return 1\n    else:\n        return 2\n    "
    );
}

#[test]
fn else_goes_back_to_its_if() {
    let mut harness = at("", 0);
    for line in ["if a:", "b = 1", "else:", "c"] {
        type_in(&mut harness, line);
        press(&mut harness, Modifiers::NONE, Key::Enter);
    }
    assert_eq!(harness.state().text(), "if a:\n    b = 1\nelse:\n    c\n    ");
}

#[test]
fn enter_between_braces_opens_a_line() {
    let mut harness = at("", 0);
    type_in(&mut harness, "x = {");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(harness.state().text(), "x = {\n    \n}");
}

/// Copies and gives what went to the clipboard.
fn copied(harness: &mut Harness<'_, Scene>) -> String {
    harness.input_mut().events.push(Event::Copy);
    harness.step();
    let copy = harness.output().platform_output.commands.iter().find_map(|command| match command {
        OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    });
    copy.unwrap_or_default()
}

#[test]
fn a_copied_line_is_pasted_at_the_cursors_level() {
    let mut harness = at("if a:\n    if b:\n        c\n", 19);
    let text = copied(&mut harness);
    assert_eq!(text, "        c\n");
    press(&mut harness, Modifiers::NONE, Key::ArrowUp);
    press(&mut harness, Modifiers::NONE, Key::Home);
    harness.input_mut().events.push(Event::Paste(text));
    harness.run_ok();
    assert_eq!(harness.state().text(), "if a:\n    c\n    if b:\n        c\n");
}

#[test]
fn lines_from_elsewhere_are_pasted_as_they_are() {
    let mut harness = at("    \n", 4);
    harness.input_mut().events.push(Event::Paste("        c\n".to_owned()));
    harness.run_ok();
    assert_eq!(harness.state().text(), "            c\n\n");
}

#[test]
fn home_goes_to_the_code_first_and_then_to_the_lines_start() {
    let mut harness = at("    x = 1", 9);
    press(&mut harness, Modifiers::NONE, Key::Home);
    assert_eq!(harness.state().document.cursor(), 4);
    press(&mut harness, Modifiers::NONE, Key::Home);
    assert_eq!(harness.state().document.cursor(), 0);
}
