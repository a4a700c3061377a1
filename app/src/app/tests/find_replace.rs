//! Replacing what was found, as a person does it.

use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::find::{LEVELS, finding, text, words};
use super::*;

/// Opens a text and the find bar with both fields filled in; the keyboard is in the second one.
fn replacing(before: &str, what: &str, with: &str) -> Harness<'static, App> {
    let mut harness = finding(before);
    type_text(&mut harness, what);
    press(&mut harness, Modifiers::COMMAND, Key::H);
    assert!(harness.get_by_label("Replace with").is_focused());
    type_text(&mut harness, with);
    harness
}

const ALL: Modifiers = Modifiers { alt: true, ctrl: true, shift: false, mac_cmd: false, command: true };

#[test]
fn ctrl_h_opens_both_fields() {
    let mut harness = start(Options { start: Start::Text(LEVELS.to_owned()), ..Options::default() });
    press(&mut harness, Modifiers::COMMAND, Key::H);
    assert!(harness.get_by_label("Find").is_focused());
    harness.get_by_label("Replace with");
    harness.get_by_label_contains("To change one name only, rename it: F2");
}

#[test]
fn enter_replaces_one_and_goes_to_the_next() {
    let mut harness = replacing(LEVELS, "total", "sum_");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(text(&harness), LEVELS.replacen("total", "sum_", 1));
    assert_eq!(words(&harness), "1 of 2 matches");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(text(&harness), LEVELS.replace("total", "sum_"));
    assert_eq!(words(&harness), "No results");
    assert!(harness.get_by_label("Replace with").is_focused());
}

#[test]
fn ctrl_shift_1_replaces_one_from_any_field() {
    let mut harness = replacing(LEVELS, "total", "sum_");
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::Num1);
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::Exclamationmark);
    assert_eq!(text(&harness), LEVELS.replacen("total", "sum_", 2));
}

#[test]
fn every_match_is_replaced_in_one_step_that_can_be_undone() {
    let mut harness = replacing(LEVELS, "level", "x");
    press(&mut harness, ALL, Key::Enter);
    let replaced = LEVELS.replace("level", "x").replace("Level", "x");
    assert_eq!(text(&harness), replaced);
    harness.get_by_label("Replaced 6 places");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(text(&harness), LEVELS);
    assert!(!harness.state().file.document.can_undo());
}

#[test]
fn the_buttons_do_the_same() {
    let mut harness = replacing(LEVELS, "total", "sum_");
    harness.get_by_label("Replace").click();
    settle(&mut harness);
    assert_eq!(text(&harness), LEVELS.replacen("total", "sum_", 1));
    harness.get_by_label("Replace all 2").click();
    settle(&mut harness);
    assert_eq!(text(&harness), LEVELS.replace("total", "sum_"));
}

#[test]
fn without_a_match_nothing_can_be_replaced() {
    let mut harness = replacing(LEVELS, "tide", "x");
    assert!(harness.get_by_label("Replace").accesskit_node().is_disabled());
    press(&mut harness, ALL, Key::Enter);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(text(&harness), LEVELS);
}

#[test]
fn groups_of_the_pattern_come_back_in_the_replacement() {
    let mut harness = finding("a=1\nb=22\n");
    press(&mut harness, Modifiers::ALT, Key::R);
    type_text(&mut harness, r"(\w)=(?<value>\d+)");
    press(&mut harness, Modifiers::COMMAND, Key::H);
    type_text(&mut harness, r"${value}\t= $1 $$");
    press(&mut harness, ALL, Key::Enter);
    assert_eq!(text(&harness), "1\t= a $\n22\t= b $\n");
}

#[test]
fn a_group_that_there_is_not_is_said_and_nothing_changes() {
    let mut harness = finding("a=1\n");
    press(&mut harness, Modifiers::ALT, Key::R);
    type_text(&mut harness, "a");
    press(&mut harness, Modifiers::COMMAND, Key::H);
    type_text(&mut harness, "$2");
    press(&mut harness, ALL, Key::Enter);
    harness.get_by_label("The pattern has no group 2");
    assert_eq!(text(&harness), "a=1\n");
    press(&mut harness, Modifiers::NONE, Key::Backspace);
    harness.get_by_label("1 of 1 match");
}

#[test]
fn without_a_pattern_signs_mean_themselves() {
    let mut harness = replacing("a.b a+b\n", "a.b", r"$1\n");
    press(&mut harness, ALL, Key::Enter);
    assert_eq!(text(&harness), "$1\\n a+b\n");
}

#[test]
fn a_line_break_is_the_files_own() {
    let mut harness = finding("a;b\r\nc;d\r\n");
    press(&mut harness, Modifiers::ALT, Key::R);
    type_text(&mut harness, ";");
    press(&mut harness, Modifiers::COMMAND, Key::H);
    type_text(&mut harness, r"\n");
    press(&mut harness, ALL, Key::Enter);
    assert_eq!(text(&harness), "a\r\nb\r\nc\r\nd\r\n");
}

#[test]
fn matches_of_nothing_are_replaced_one_by_one() {
    let mut harness = finding("a\nb\n");
    press(&mut harness, Modifiers::ALT, Key::R);
    type_text(&mut harness, "^");
    press(&mut harness, Modifiers::COMMAND, Key::H);
    type_text(&mut harness, "# ");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(text(&harness), "# a\n# b\n");
}

#[test]
fn only_what_is_in_the_selection_is_replaced() {
    let mut harness = start(Options { start: Start::Text(LEVELS.to_owned()), ..Options::default() });
    press(&mut harness, Modifiers::SHIFT, Key::ArrowDown);
    press(&mut harness, Modifiers::COMMAND, Key::H);
    type_text(&mut harness, "level");
    press(&mut harness, Modifiers::ALT, Key::L);
    press(&mut harness, Modifiers::COMMAND, Key::H);
    type_text(&mut harness, "x");
    press(&mut harness, ALL, Key::Enter);
    assert_eq!(text(&harness), LEVELS.replacen("level", "x", 1));
}

#[test]
fn the_cursor_stays_with_its_word() {
    let mut harness = start(Options { start: Start::Text(LEVELS.to_owned()), ..Options::default() });
    go_to(&mut harness, "return", 0);
    press(&mut harness, Modifiers::COMMAND, Key::H);
    type_text(&mut harness, "level");
    press(&mut harness, Modifiers::COMMAND, Key::H);
    type_text(&mut harness, "the_level");
    press(&mut harness, ALL, Key::Enter);
    let at = harness.state().observe().cursor;
    assert!(text(&harness)[at..].starts_with("return"));
}

#[test]
fn ten_thousand_matches_are_replaced_and_taken_back() {
    let long = "level = 1  # level\n".repeat(5_000);
    let mut harness = replacing(&long, "level", "x");
    assert!(words(&harness).ends_with("10,000 matches"));
    press(&mut harness, ALL, Key::Enter);
    assert!(text(&harness) == long.replace("level", "x"));
    press(&mut harness, Modifiers::NONE, Key::Escape);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert!(text(&harness) == long);
}

#[test]
fn what_was_computed_for_another_text_is_not_done() {
    let mut harness = replacing(LEVELS, "total", "sum_");
    harness.state_mut().queue.push(Action::Find(crate::panels::FindAction::ReplaceAll));
    harness.state_mut().queue.push(Action::Edit(crate::document::Command::Type("# ".to_owned())));
    settle(&mut harness);
    assert_eq!(text(&harness), format!("# {LEVELS}"));
}
