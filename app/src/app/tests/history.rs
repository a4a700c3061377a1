//! The way back and forward over several files, and the last edit.

use super::symbols::{line, opened};
use super::*;
use crate::panels::TabAction;

fn text_of(harness: &Harness<'_, App>) -> String {
    harness.state().observe().text.to_string()
}

/// Two texts in two tabs, with the cursor at the beginning of the second.
fn two_files() -> Harness<'static, App> {
    let mut harness = opened(&"one\n".repeat(50));
    press(&mut harness, Modifiers::COMMAND, Key::N);
    type_text(&mut harness, &"two\n".repeat(50));
    press(&mut harness, Modifiers::COMMAND, Key::Home);
    harness
}

fn back(harness: &mut Harness<'_, App>) {
    press(harness, Modifiers::ALT, Key::ArrowLeft);
}

fn forward(harness: &mut Harness<'_, App>) {
    press(harness, Modifiers::ALT, Key::ArrowRight);
}

#[test]
fn turning_to_another_file_is_a_leap() {
    let mut harness = opened("one\n");
    press(&mut harness, Modifiers::COMMAND, Key::N);
    type_text(&mut harness, "two");
    press(&mut harness, Modifiers::COMMAND, Key::Tab);
    assert_eq!(text_of(&harness), "one\n");
    back(&mut harness);
    assert_eq!((text_of(&harness).as_str(), harness.state().observe().cursor), ("two", 3));
    forward(&mut harness);
    assert_eq!(text_of(&harness), "one\n");
    assert!(harness.state().file.view.has_keyboard(&harness.ctx));
}

#[test]
fn places_in_a_file_that_was_closed_are_passed_over() {
    let mut harness = two_files();
    press(&mut harness, Modifiers::COMMAND, Key::Tab);
    go_to(&mut harness, "one", 30);
    press(&mut harness, Modifiers::COMMAND, Key::Tab);
    press(&mut harness, Modifiers::COMMAND, Key::Tab);
    let second = harness.state().files().nth(1).unwrap().document.id();
    harness.state_mut().queue.push(Action::Tab(TabAction::CloseThis(second)));
    settle(&mut harness);
    harness.get_by_label("Discard changes").click();
    settle(&mut harness);
    go_to(&mut harness, "one", 0);
    back(&mut harness);
    assert_eq!((line(&harness), text_of(&harness).starts_with("one")), (31, true));
}

#[test]
fn the_last_edit_is_gone_to_from_afar_and_from_another_file() {
    let mut harness = two_files();
    go_to(&mut harness, "two", 20);
    type_text(&mut harness, "2");
    press(&mut harness, Modifiers::COMMAND, Key::Home);
    press(&mut harness, Modifiers::COMMAND | Modifiers::ALT, Key::Q);
    assert_eq!((line(&harness), harness.state().observe().cursor), (21, 81));
    press(&mut harness, Modifiers::COMMAND, Key::Tab);
    assert!(text_of(&harness).starts_with("one"));
    press(&mut harness, Modifiers::COMMAND | Modifiers::ALT, Key::Q);
    assert_eq!((line(&harness), text_of(&harness).starts_with("two")), (21, true));
    back(&mut harness);
    assert!(text_of(&harness).starts_with("one"));
}

#[test]
fn before_the_first_edit_it_says_so() {
    let mut harness = opened("one\n");
    press(&mut harness, Modifiers::COMMAND | Modifiers::ALT, Key::Q);
    let notices = harness.state().observe().notices.to_vec();
    assert_eq!(notices.len(), 1);
    assert_eq!(notices[0].text, "Nothing was edited yet.");
}

#[test]
fn the_way_back_follows_edits_of_the_other_file() {
    let mut harness = two_files();
    press(&mut harness, Modifiers::COMMAND, Key::Tab);
    go_to(&mut harness, "one", 40);
    press(&mut harness, Modifiers::COMMAND, Key::Home);
    type_text(&mut harness, "# a line more\n");
    back(&mut harness);
    assert_eq!(line(&harness), 42);
}
