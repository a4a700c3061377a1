//! Selected text, dragged elsewhere.

use egui::{Event, Key, Modifiers, Pos2};
use egui_kittest::Harness;

use super::{Scene, at, button, harness};
use crate::document::{Command, Selection};

/// A text in which something is selected.
fn selected(text: &str, anchor: usize, head: usize) -> Harness<'static, Scene> {
    let mut harness = harness(text);
    let select = Command::Select(Selection { anchor, head });
    harness.state_mut().document.apply(&select, std::time::Duration::ZERO);
    harness.run_ok();
    harness
}

fn press(harness: &mut Harness<'_, Scene>, pos: Pos2) {
    harness.input_mut().events.extend([Event::PointerMoved(pos), button(pos, true, Modifiers::NONE)]);
    harness.step();
}

fn go_to(harness: &mut Harness<'_, Scene>, pos: Pos2) {
    harness.input_mut().events.push(Event::PointerMoved(pos));
    harness.step();
}

fn release(harness: &mut Harness<'_, Scene>, pos: Pos2, modifiers: Modifiers) {
    harness.input_mut().events.push(button(pos, false, modifiers));
    harness.run_ok();
}

#[test]
fn selected_text_is_dragged_to_another_place() {
    let mut harness = selected("one two\nthree\n", 0, 4);
    let (from, to) = (at(&harness, 0, 1.5), at(&harness, 1, 5.0));
    press(&mut harness, from);
    assert_eq!(harness.state().selected(), (0, 4), "it stays selected");
    go_to(&mut harness, to);
    assert_eq!(harness.state().view.interaction.drop_place(), Some(13));
    assert_eq!(harness.state().text(), "one two\nthree\n", "nothing happens yet");
    release(&mut harness, to, Modifiers::NONE);
    assert_eq!(harness.state().text(), "two\nthreeone \n");
    assert_eq!(harness.state().selected(), (9, 13));
    assert_eq!(harness.state().view.interaction.drop_place(), None);
}

#[test]
fn with_ctrl_it_is_copied() {
    let mut harness = selected("one two\nthree\n", 0, 3);
    let (from, to) = (at(&harness, 0, 1.5), at(&harness, 1, 5.0));
    press(&mut harness, from);
    go_to(&mut harness, to);
    release(&mut harness, to, Modifiers::COMMAND);
    assert_eq!(harness.state().text(), "one two\nthreeone\n");
}

#[test]
fn a_click_on_selected_text_puts_the_cursor_there() {
    let mut harness = selected("one two\n", 0, 7);
    let place = at(&harness, 0, 4.1);
    press(&mut harness, place);
    release(&mut harness, place, Modifiers::NONE);
    assert_eq!(harness.state().selected(), (4, 4));
    assert_eq!(harness.state().text(), "one two\n");
}

#[test]
fn escape_ends_the_drag_and_keeps_the_selection() {
    let mut harness = selected("one two\nthree\n", 0, 3);
    let (from, to) = (at(&harness, 0, 1.5), at(&harness, 1, 5.0));
    press(&mut harness, from);
    go_to(&mut harness, to);
    harness.key_press(Key::Escape);
    harness.step();
    assert_eq!(harness.state().view.interaction.drop_place(), None);
    release(&mut harness, to, Modifiers::NONE);
    assert_eq!(harness.state().text(), "one two\nthree\n");
    assert_eq!(harness.state().selected(), (0, 3));
}

#[test]
fn dropped_on_itself_it_stays() {
    let mut harness = selected("one two\n", 0, 7);
    let (from, to) = (at(&harness, 0, 1.5), at(&harness, 0, 5.0));
    press(&mut harness, from);
    go_to(&mut harness, to);
    release(&mut harness, to, Modifiers::NONE);
    assert_eq!((harness.state().text().as_str(), harness.state().selected()), ("one two\n", (5, 5)));
}

#[test]
fn beside_selected_text_a_drag_selects() {
    let mut harness = selected("one two\nthree\n", 0, 3);
    let (from, to) = (at(&harness, 0, 5.0), at(&harness, 1, 2.0));
    press(&mut harness, from);
    go_to(&mut harness, to);
    release(&mut harness, to, Modifiers::NONE);
    assert_eq!(harness.state().selected(), (5, 10));
    let behind_the_line = at(&harness, 0, 20.0);
    press(&mut harness, behind_the_line);
    assert_eq!(harness.state().selected(), (7, 7));
}

#[test]
fn a_drop_is_one_step_back() {
    let mut harness = selected("one two\n", 4, 7);
    let (from, to) = (at(&harness, 0, 5.5), at(&harness, 0, 0.0));
    press(&mut harness, from);
    go_to(&mut harness, to);
    release(&mut harness, to, Modifiers::NONE);
    assert_eq!(harness.state().text(), "twoone \n");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run_ok();
    assert_eq!((harness.state().text().as_str(), harness.state().selected()), ("one two\n", (4, 7)));
}
