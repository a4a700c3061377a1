//! Input methods (FAULTS 35).

use egui::{Event, ImeEvent, Modifiers};
use egui_kittest::Harness;

use super::{Scene, at, click, harness};

fn ime(harness: &mut Harness<'_, Scene>, event: ImeEvent) {
    harness.input_mut().events.push(Event::Ime(event));
    harness.step();
}

fn preedit(text: &str) -> ImeEvent {
    ImeEvent::Preedit { text: text.to_owned(), active_range_chars: None }
}

#[test]
fn fault_35_what_is_composed_enters_the_text_only_when_committed() {
    let mut harness = harness("ab");
    ime(&mut harness, preedit("に"));
    ime(&mut harness, preedit("にほ"));
    assert_eq!(harness.state().text(), "ab");
    let moved = harness.state().painted.caret.unwrap();
    // The caret stands behind what is composed: two wide letters.
    assert!((f64::from(moved.left()) - 71.0 - 4.0 * harness.state().view.metrics.cell).abs() < 1.0);
    ime(&mut harness, preedit(""));
    ime(&mut harness, ImeEvent::Commit("日本".to_owned()));
    assert_eq!(harness.state().text(), "日本ab");
    assert_eq!(harness.state().document.cursor(), 6);
    assert!(harness.state().view.interaction.preedit.is_none());
}

#[test]
fn fault_35_cancelling_leaves_no_trace() {
    let mut harness = harness("ab");
    ime(&mut harness, preedit("に"));
    ime(&mut harness, preedit(""));
    ime(&mut harness, ImeEvent::Commit(String::new()));
    assert_eq!(harness.state().text(), "ab");
    assert!(harness.state().commands.is_empty());
}

#[test]
fn fault_35_losing_the_focus_ends_composing() {
    let mut harness = harness("ab");
    ime(&mut harness, preedit("に"));
    let id = harness.state().view.interaction.id.unwrap();
    harness.ctx.memory_mut(|memory| memory.surrender_focus(id));
    harness.step();
    assert!(harness.state().view.interaction.preedit.is_none());
    ime(&mut harness, ImeEvent::Commit("日".to_owned()));
    assert_eq!(harness.state().text(), "ab");
}

#[test]
fn fault_35_a_click_elsewhere_ends_composing() {
    let mut harness = harness("abcdef");
    ime(&mut harness, preedit("に"));
    let place = at(&harness, 0, 5.0);
    click(&mut harness, place, Modifiers::NONE);
    assert!(harness.state().view.interaction.preedit.is_none());
    assert_eq!(harness.state().text(), "abcdef");
}

#[test]
fn fault_35_a_selection_is_replaced_at_the_commit_and_kept_until_then() {
    let mut harness = harness("abc");
    harness.key_press_modifiers(Modifiers::COMMAND, egui::Key::A);
    harness.run_ok();
    ime(&mut harness, preedit("に"));
    ime(&mut harness, preedit(""));
    assert_eq!(harness.state().text(), "abc");
    ime(&mut harness, preedit("に"));
    ime(&mut harness, ImeEvent::Commit("に".to_owned()));
    assert_eq!(harness.state().text(), "に");
}

#[test]
fn text_around_the_cursor_can_be_taken_away() {
    let mut harness = harness("aäb");
    harness.key_press(egui::Key::End);
    harness.key_press(egui::Key::ArrowLeft);
    harness.run_ok();
    ime(&mut harness, ImeEvent::DeleteSurrounding { before_chars: 1, after_chars: 5 });
    assert_eq!(harness.state().text(), "a");
}

#[test]
fn the_system_is_told_where_to_compose() {
    let mut harness = harness("ab");
    harness.step();
    let told = harness.output().platform_output.ime.unwrap();
    assert!((told.cursor_rect.left() - 71.0).abs() < 1.0);
    let id = harness.state().view.interaction.id.unwrap();
    harness.ctx.memory_mut(|memory| memory.surrender_focus(id));
    harness.step();
    assert!(harness.output().platform_output.ime.is_none());
}

#[test]
fn fault_35_a_name_that_is_composed_in_is_not_lit_meanwhile() {
    let mut harness = super::harness_of(super::sample::scene());
    let before = harness.state().painted.lit.len();
    ime(&mut harness, preedit("に"));
    assert_eq!(harness.state().painted.lit.len(), before - 1);
    ime(&mut harness, preedit(""));
    assert_eq!(harness.state().painted.lit.len(), before);
}
