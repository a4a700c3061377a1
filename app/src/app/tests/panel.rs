//! The occurrence panel with many rows, filters and edits under it.

use std::cell::Cell;

use super::*;
use crate::commands::Keymap;
use crate::editor::Mark;
use crate::panels::{
    OccurrenceHead, OccurrencePanel, OccurrenceRow, Sign, occurrence_panel, occurrence_rows_id,
};
use crate::theme::LANTERN;

const TEXT: &str = "\
class Gauge:
    def read(self): return 1


def first(gauge: Gauge, other):
    gauge.read()
    return other.read()


def second(gauge):
    gauge = 3
    return gauge
";

fn opened(text: &str, what: &str, nth: usize) -> Harness<'static, App> {
    let mut harness = start(Options { start: Start::Text(text.to_owned()), ..Options::default() });
    go_to(&mut harness, what, nth);
    press(&mut harness, Modifiers::SHIFT, Key::F12);
    harness
}

fn filter(harness: &mut Harness<'_, App>, words: &str) {
    harness.get_by_label("Filter places").focus();
    settle(harness);
    press(harness, Modifiers::COMMAND, Key::A);
    type_text(harness, words);
}

fn has(harness: &Harness<'_, App>, label: &str) -> bool {
    harness.query_all_by_label_contains(label).next().is_some()
}

/// The line of the selected row, as it is said.
fn selected(harness: &Harness<'_, App>) -> Option<String> {
    let app = harness.state();
    let side = app.side.as_ref()?;
    match side.row(side.selected()?, app.material())? {
        OccurrenceRow::Place { line, .. } => Some(format!("line {line}")),
        OccurrenceRow::Head { title, .. } => Some(title),
    }
}

#[test]
fn of_250_000_rows_only_those_in_sight_are_made() {
    const ROWS: usize = 250_000;
    let made = Cell::new(0);
    let lowest = Cell::new(ROWS);
    let selected = Cell::new(0);
    let mut harness = Harness::builder().with_size(egui::vec2(336.0, 800.0)).build_ui(|ui| {
        made.set(0);
        lowest.set(ROWS);
        let row = |index: usize| {
            made.set(made.get() + 1);
            lowest.set(lowest.get().min(index));
            let code = ["x = ".to_owned(), "total".to_owned(), String::new()];
            Some(OccurrenceRow::Place { line: index + 1, code, word: "read", sign: Sign::Ghost })
        };
        let panel = OccurrencePanel {
            keymap: &Keymap::default(),
            head: OccurrenceHead::default(),
            count: ROWS,
            row: &row,
            selected: Some(selected.get()),
            reveals: true,
        };
        occurrence_panel(ui, &LANTERN, &panel, &mut String::new(), &mut Vec::new());
    });
    harness.run_steps(3);
    assert!((20..40).contains(&made.get()), "{}", made.get());
    assert_eq!(lowest.get(), 0);
    harness.get_by_label("Places, 250000 rows");
    for target in [ROWS / 2, ROWS - 1] {
        selected.set(target);
        harness.run_steps(3);
        assert!((20..40).contains(&made.get()), "{}", made.get());
        let line = format!("Line {}: x = total, not meant", target + 1);
        assert!(harness.query_by_label(&line).is_some(), "{line} isn't in sight, but {}", lowest.get());
    }
}

#[test]
fn many_thousand_places_are_listed_from_end_to_end() {
    let text = format!("x = 1\n{}", "print(x)\n".repeat(5_000));
    let mut harness = opened(&text, "x", 0);
    harness.get_by_label("Places, 5002 rows");
    press(&mut harness, Modifiers::NONE, Key::End);
    assert_eq!(selected(&harness).as_deref(), Some("line 5001"));
    assert!(has(&harness, "Line 5001: print(x), read"), "it is in sight");
    press(&mut harness, Modifiers::NONE, Key::PageUp);
    assert_eq!(selected(&harness).as_deref(), Some("line 4986"));
    press(&mut harness, Modifiers::NONE, Key::Home);
    assert_eq!(selected(&harness).as_deref(), Some("line 1"));
    assert_eq!(harness.state().file.document.cursor(), 0, "choosing only shows");
}

#[test]
fn places_are_filtered_by_how_sure_they_are_and_by_kind() {
    let mut harness = opened(TEXT, "read", 0);
    assert!(has(&harness, "Line 6: gauge.read()") && has(&harness, "Line 7: return other.read()"));
    filter(&mut harness, "possible");
    assert!(!has(&harness, "Line 6") && has(&harness, "Line 7: return other.read(), possible"));
    assert!(has(&harness, "May be meant, 1"));
    filter(&mut harness, "likely");
    assert!(has(&harness, "Line 6: gauge.read()") && !has(&harness, "Line 7"));
    filter(&mut harness, "DEFINITION");
    assert!(has(&harness, "Line 2: def read(self)") && !has(&harness, "Line 6"), "capitals don't matter");
    filter(&mut harness, "nothing like it");
    assert!(!has(&harness, "Line 2:") && has(&harness, "Places, 0 rows"));
}

#[test]
fn what_is_not_meant_can_be_filtered_by_what_it_is() {
    let mut harness = opened(TEXT, "gauge:", 0);
    assert!(has(&harness, "Not this one: parameter of second(), 3"));
    filter(&mut harness, "second");
    assert!(has(&harness, "Line 11: gauge = 3, not meant") && !has(&harness, "Line 6"));
    filter(&mut harness, "not meant");
    assert!(has(&harness, "Line 12: return gauge, not meant") && !has(&harness, "Line 6"));
}

#[test]
fn the_list_follows_edits() {
    let mut harness = opened(TEXT, "gauge", 2);
    assert!(has(&harness, "In second(), 3"));
    harness.state_mut().file.view.request_focus();
    press(&mut harness, Modifiers::COMMAND, Key::End);
    type_text(&mut harness, "\n    print(gauge)\n");
    press(&mut harness, Modifiers::NONE, Key::ArrowUp);
    press(&mut harness, Modifiers::NONE, Key::End);
    press(&mut harness, Modifiers::NONE, Key::ArrowLeft);
    let said = harness.state().observe().text.to_string();
    assert!(has(&harness, "In second(), 4") && has(&harness, "print(gauge), read"), "{said}");
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    go_to(&mut harness, "gauge = 3", 0);
    assert!(has(&harness, "In second(), 3"));
}

#[test]
fn the_selected_row_is_the_cursors() {
    let mut harness = opened(TEXT, "gauge = 3", 0);
    assert_eq!(selected(&harness).as_deref(), Some("line 11"));
    harness.state_mut().file.view.request_focus();
    press(&mut harness, Modifiers::NONE, Key::F8);
    assert_eq!(selected(&harness).as_deref(), Some("line 12"));
    press(&mut harness, Modifiers::SHIFT, Key::F8);
    press(&mut harness, Modifiers::SHIFT, Key::F8);
    assert_eq!(selected(&harness).as_deref(), Some("line 10"));
    assert!(has(&harness, "Places of gauge: parameter of second() · 3 uses, 1 write"));
}

#[test]
fn what_is_said_about_the_selected_row_is_how_sure_it_is() {
    let mut harness = opened(TEXT, "read", 0);
    assert!(has(&harness, "exact: "));
    press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    harness.get_by_label("likely: gauge is annotated as Gauge");
    press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    assert!(has(&harness, "possible: "));
    let mut harness = opened(TEXT, "gauge:", 0);
    press(&mut harness, Modifiers::NONE, Key::End);
    harness.get_by_label("Not this one: parameter of second()");
}

#[test]
fn without_a_name_the_panel_says_so() {
    let mut harness = opened(TEXT, "\n\n\ndef first", 0);
    press(&mut harness, Modifiers::NONE, Key::Escape);
    press(&mut harness, Modifiers::COMMAND, Key::N);
    press(&mut harness, Modifiers::SHIFT, Key::F12);
    harness.get_by_label("No name is lit");
    harness.get_by_label("Places, 0 rows");
    press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(selected(&harness), None);
}

#[test]
fn f6_goes_from_the_code_to_the_list_and_on_to_the_lamp() {
    let mut harness = opened(TEXT, "gauge", 2);
    harness.state_mut().file.view.request_focus();
    settle(&mut harness);
    press(&mut harness, Modifiers::NONE, Key::F6);
    assert!(harness.ctx.memory(|memory| memory.has_focus(occurrence_rows_id())));
    press(&mut harness, Modifiers::NONE, Key::F6);
    assert!(harness.get_by_label("Main menu").is_focused());
    press(&mut harness, Modifiers::NONE, Key::F6);
    let before = harness.state().observe().revision;
    type_text(&mut harness, "x");
    assert_ne!(harness.state().observe().revision, before, "the code has the keyboard again");
}

#[test]
fn code_keeps_more_than_half_of_a_narrow_window() {
    let mut harness = opened(TEXT, "gauge", 2);
    harness.set_size(egui::vec2(500.0, 400.0));
    settle(&mut harness);
    let side =
        harness.state().side_width(egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(500.0, 400.0)));
    assert_eq!(side, 225.0);
    assert!(has(&harness, "In second(), 3"));
    let mark = harness.state().observe().painted.lit.first().map(Mark::of);
    assert!(mark.is_some(), "the light is there still");
}
