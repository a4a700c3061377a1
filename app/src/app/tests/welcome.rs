//! What stands where no text is yet.

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use super::*;

fn is_shown(harness: &Harness<'_, App>) -> bool {
    harness.query_by_label("Try it on a sample").is_some()
}

#[test]
fn an_empty_text_says_what_can_be_done_and_the_first_letter_ends_that() {
    let mut harness = start(Options { start: Start::Text(String::new()), ..Options::default() });
    assert!(is_shown(&harness));
    type_text(&mut harness, "x");
    assert!(!is_shown(&harness));
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert!(!is_shown(&harness), "who takes everything back is at work");
}

#[test]
fn the_sample_is_a_click_away() {
    let mut harness = start(Options { start: Start::Text(String::new()), ..Options::default() });
    harness.get_by_label("Try it on a sample").click();
    settle(&mut harness);
    assert_eq!(harness.state().title(), "tour.py");
    assert!(!is_shown(&harness));
}
