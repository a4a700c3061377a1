//! Bookmarks, as a person sets them and goes to them.

use super::symbols::{line, opened, rows, sample, sees};
use super::*;

const HELD: Modifiers = Modifiers::COMMAND.plus(Modifiers::ALT);

fn toggle_at(harness: &mut Harness<'_, App>, what: &str) {
    go_to(harness, what, 0);
    press(harness, HELD, Key::K);
}

fn marked(harness: &Harness<'_, App>, line: usize) -> bool {
    harness.query_by_label(&format!("Bookmark in line {line}")).is_some()
}

/// Two marked lines far from each other: 7 and 74.
fn two_marked() -> Harness<'static, App> {
    let mut harness = opened(&sample());
    toggle_at(&mut harness, "def rise");
    toggle_at(&mut harness, "def open");
    harness
}

fn open_list(harness: &mut Harness<'_, App>) {
    harness.state_mut().queue.push(Action::Navigate(crate::panels::NavigateAction::ListBookmarks));
    settle(harness);
}

#[test]
fn a_key_marks_the_line_and_takes_the_mark_away() {
    let mut harness = opened(&sample());
    toggle_at(&mut harness, "def rise");
    assert!(marked(&harness, 7));
    assert!(!harness.state().observe().is_modified, "the text is as it was");
    press(&mut harness, HELD, Key::K);
    assert!(!marked(&harness, 7));
}

#[test]
fn next_and_previous_go_round() {
    let mut harness = two_marked();
    let mut met = Vec::new();
    for key in [Key::L, Key::L, Key::J, Key::J] {
        press(&mut harness, HELD, key);
        met.push(line(&harness));
    }
    assert_eq!(met, [7, 74, 7, 74]);
    let at = harness.state().observe().cursor;
    assert!(sample()[at..].starts_with("def open"), "at the line's code");
    press(&mut harness, Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(line(&harness), 7, "the way back knows of it");
}

#[test]
fn a_mark_moves_with_its_line() {
    let mut harness = opened(&sample());
    toggle_at(&mut harness, "def rise");
    press(&mut harness, Modifiers::COMMAND, Key::Home);
    type_text(&mut harness, "# one\n# two\n");
    assert!(marked(&harness, 9) && !marked(&harness, 7));
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert!(marked(&harness, 7));
}

#[test]
fn a_moved_line_takes_its_mark_along() {
    let mut harness = opened(&sample());
    toggle_at(&mut harness, "LIMIT = 3");
    press(&mut harness, Modifiers::ALT, Key::ArrowDown);
    assert!(marked(&harness, 2) && !marked(&harness, 1));
    press(&mut harness, Modifiers::ALT, Key::ArrowUp);
    assert!(marked(&harness, 1));
}

#[test]
fn a_deleted_line_takes_its_mark_along() {
    let mut harness = opened(&sample());
    toggle_at(&mut harness, "def rise");
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::K);
    assert!(harness.query_by_label_contains("Bookmark in line").is_none());
}

#[test]
fn without_a_mark_it_says_so() {
    let mut harness = opened(&sample());
    press(&mut harness, HELD, Key::L);
    let notices = harness.state().observe().notices.to_vec();
    assert_eq!(notices.len(), 1);
    assert_eq!(notices[0].text, "No line of this file has a bookmark.");
    assert_eq!(line(&harness), 1);
}

#[test]
fn the_list_shows_marked_lines_and_goes_there() {
    let mut harness = two_marked();
    press(&mut harness, Modifiers::COMMAND, Key::Home);
    open_list(&mut harness);
    assert_eq!(rows(&harness), ["def rise(self):, line 7", "def open(self):, line 74"]);
    type_text(&mut harness, "open");
    harness.run_steps(2);
    assert!(sees(&harness, 74) && line(&harness) == 1);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(line(&harness), 74);
}

#[test]
fn escape_in_the_list_leads_back() {
    let mut harness = two_marked();
    press(&mut harness, Modifiers::COMMAND, Key::Home);
    open_list(&mut harness);
    press(&mut harness, Modifiers::NONE, Key::End);
    harness.run_steps(2);
    assert!(sees(&harness, 74));
    press(&mut harness, Modifiers::NONE, Key::Escape);
    harness.run_steps(2);
    assert!(sees(&harness, 1) && line(&harness) == 1);
}

#[test]
fn an_empty_list_says_so() {
    let mut harness = opened(&sample());
    open_list(&mut harness);
    harness.get_by_label("No line of this file has a bookmark.");
    harness.get_by_label("0 bookmarks");
}

#[test]
fn all_marks_can_be_taken_away_at_once() {
    let mut harness = two_marked();
    press(&mut harness, Modifiers::NONE, Key::F1);
    type_text(&mut harness, "remove all bookmarks");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(harness.query_by_label_contains("Bookmark in line").is_none());
}

#[test]
fn each_file_has_marks_of_its_own() {
    let mut harness = opened("x = 1\n");
    press(&mut harness, HELD, Key::K);
    type_text(&mut harness, "y");
    press(&mut harness, Modifiers::COMMAND, Key::N);
    assert!(!marked(&harness, 1));
    press(&mut harness, Modifiers::COMMAND, Key::Tab);
    assert!(marked(&harness, 1));
}

#[test]
fn a_rename_keeps_the_marks_in_sight() {
    let mut harness = opened("total = 1\n\nprint(total)\n");
    toggle_at(&mut harness, "print");
    go_to(&mut harness, "total", 0);
    press(&mut harness, Modifiers::NONE, Key::F2);
    type_text(&mut harness, "sum_of_all_levels");
    assert!(marked(&harness, 3));
}

#[test]
fn a_fold_hides_the_mark_with_its_line() {
    let mut harness = opened("def f():\n    a = 1\n    b = 2\n");
    toggle_at(&mut harness, "b = 2");
    assert!(marked(&harness, 3));
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::OpenBracket);
    assert!(!marked(&harness, 3));
    press(&mut harness, HELD, Key::L);
    assert!(marked(&harness, 3), "going there opens the fold");
}
