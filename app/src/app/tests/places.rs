//! Going to places, pins, ghosts and the occurrence panel, as a person uses them.

use egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use super::*;
use crate::document::{Command, Selection, lines};

const TEXT: &str = "\
def mean(levels, total=0.0):
    count = 0
    for level in levels:
        total += level
        count += 1
    return total / count


def spread(levels):
    total = sum(levels)
    return total - mean(levels, total=1.0)
";

fn opened(text: &str) -> Harness<'static, App> {
    start(Options { start: Start::Text(text.to_owned()), ..Options::default() })
}

/// The cursor's line, from 1.
fn line(harness: &Harness<'_, App>) -> usize {
    let document = &harness.state().file.document;
    lines::of_offset(document.text(), document.cursor()) + 1
}

#[test]
fn f8_goes_round_and_f9_only_to_writes() {
    let mut harness = opened(TEXT);
    go_to(&mut harness, "total", 0);
    let mut met = Vec::new();
    for _ in 0..4 {
        press(&mut harness, Modifiers::NONE, Key::F8);
        met.push(line(&harness));
    }
    assert_eq!(met, [4, 6, 11, 1]);
    let mut met = Vec::new();
    for _ in 0..3 {
        press(&mut harness, Modifiers::NONE, Key::F9);
        met.push(line(&harness));
    }
    assert_eq!(met, [4, 1, 4]);
    press(&mut harness, Modifiers::SHIFT, Key::F9);
    assert_eq!(line(&harness), 1);
}

#[test]
fn f12_goes_to_the_definition_and_alt_left_comes_back() {
    let mut harness = opened(TEXT);
    go_to(&mut harness, "total", 4);
    assert_eq!(line(&harness), 11);
    let before = harness.state().file.document.cursor();
    press(&mut harness, Modifiers::NONE, Key::F12);
    assert_eq!(line(&harness), 10);
    press(&mut harness, Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(harness.state().file.document.cursor(), before);
    press(&mut harness, Modifiers::ALT, Key::ArrowRight);
    assert_eq!(line(&harness), 10);
    press(&mut harness, Modifiers::NONE, Key::F12);
    assert_eq!(notices(&harness), ["This is where total is defined."]);
}

#[test]
fn what_is_defined_elsewhere_is_said_to_be() {
    let mut harness = opened(TEXT);
    go_to(&mut harness, "sum", 0);
    press(&mut harness, Modifiers::NONE, Key::F12);
    assert_eq!(notices(&harness), ["sum is not defined in this file."]);
}

#[test]
fn leaps_can_be_taken_back_and_steps_cannot() {
    let text = format!("x = 1\n{}y = 2\n", "pass\n".repeat(30));
    let mut harness = opened(&text);
    press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    press(&mut harness, Modifiers::COMMAND, Key::End);
    press(&mut harness, Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(line(&harness), 2);
    press(&mut harness, Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(line(&harness), 2, "a step is no leap");
}

#[test]
fn a_pinned_name_stays_lit_wherever_the_cursor_goes() {
    let mut harness = opened(TEXT);
    go_to(&mut harness, "count", 0);
    press(&mut harness, Modifiers::ALT, Key::P);
    go_to(&mut harness, "total", 0);
    let app = harness.state();
    let pinned: Vec<&str> = app
        .file
        .painted
        .pinned
        .iter()
        .map(|(number, range)| {
            assert_eq!(*number, 0);
            &TEXT[range.clone()]
        })
        .collect();
    assert_eq!(pinned, ["count"; 3]);
    assert_eq!(app.observe().target.unwrap().name, "total");
    // And again.
    go_to(&mut harness, "count", 1);
    press(&mut harness, Modifiers::ALT, Key::P);
    assert!(harness.state().file.painted.pinned.is_empty());
}

#[test]
fn pins_follow_edits_and_renames() {
    let mut harness = opened(TEXT);
    go_to(&mut harness, "count", 0);
    press(&mut harness, Modifiers::ALT, Key::P);
    press(&mut harness, Modifiers::NONE, Key::F2);
    type_text(&mut harness, "number");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    let names = |harness: &Harness<'_, App>| {
        let app = harness.state();
        let text = app.file.document.text();
        let of = |(_, range): &(usize, Range<usize>)| text.byte_slice(range.clone()).to_string();
        app.file.painted.pinned.iter().map(of).collect::<Vec<_>>()
    };
    assert_eq!(names(&harness), ["number"; 3]);
    // A new place of the name is pinned, too, and one that is edited isn't any more.
    let end = harness.state().file.document.text().to_string().find("\n\n\ndef").unwrap();
    let at = Command::Select(Selection::cursor(end));
    harness.state_mut().file.document.apply(&at, Duration::ZERO);
    type_text(&mut harness, " + number");
    assert_eq!(names(&harness), ["number"; 4]);
    type_text(&mut harness, "s");
    assert_eq!(names(&harness), ["number"; 3]);
}

#[test]
fn there_is_room_for_four_pins() {
    let mut harness = opened("a = b = c = d = e = 1\n");
    for name in ["a", "b", "c", "d", "e"] {
        go_to(&mut harness, name, 0);
        press(&mut harness, Modifiers::ALT, Key::P);
    }
    assert_eq!(harness.state().file.painted.pinned.len(), 4);
    assert_eq!(notices(&harness), ["Four names are pinned. Unpin one of them first."]);
    press(&mut harness, Modifiers::ALT, Key::Num2);
    assert_eq!(harness.state().file.document.cursor(), 4);
}

#[test]
fn alt_shows_what_is_not_meant() {
    let mut harness = opened(TEXT);
    go_to(&mut harness, "total", 0);
    assert!(harness.state().file.painted.others.is_empty());
    harness.event(Event::ModifiersChanged(Modifiers::ALT));
    settle(&mut harness);
    let app = harness.state();
    let lines: Vec<usize> = app
        .file
        .painted
        .others
        .iter()
        .map(|range| lines::of_offset(app.file.document.text(), range.start) + 1)
        .collect();
    assert_eq!(lines, [10, 11]);
    harness.event(Event::ModifiersChanged(Modifiers::NONE));
    settle(&mut harness);
    assert!(harness.state().file.painted.others.is_empty());
}

#[test]
fn the_panel_lists_every_place_and_what_is_not_meant() {
    let mut harness = opened(TEXT);
    go_to(&mut harness, "total", 1);
    press(&mut harness, Modifiers::SHIFT, Key::F12);
    for label in [
        "In mean(), 3",
        "Line 1: …mean(levels, total=0.0):, definition",
        "Line 4: total += level, update",
        "Line 6: return total / count, read",
        "Passed by name in calls, 1",
        "Not this one: local of spread(), 2",
    ] {
        assert!(harness.query_by_label(label).is_some(), "{label}");
    }
    assert_eq!(harness.state().file.painted.others.len(), 2, "ghosts show while it is open");
}

#[test]
fn the_panel_follows_the_cursor_and_the_keyboard() {
    let mut harness = opened(TEXT);
    go_to(&mut harness, "total", 1);
    press(&mut harness, Modifiers::SHIFT, Key::F12);
    harness.get_by_label_contains("exact");
    let before = harness.state().file.document.cursor();
    press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    assert_eq!(harness.state().file.document.cursor(), before, "choosing only shows");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(line(&harness), 6);
    // The keyboard is in the code again.
    press(&mut harness, Modifiers::NONE, Key::ArrowUp);
    assert_eq!(line(&harness), 5);
    press(&mut harness, Modifiers::SHIFT, Key::F12);
    assert!(harness.state().side.is_none());
}

#[test]
fn a_click_in_the_panel_goes_there() {
    let mut harness = opened(TEXT);
    go_to(&mut harness, "total", 1);
    press(&mut harness, Modifiers::SHIFT, Key::F12);
    harness.get_by_label("Line 6: return total / count, read").click();
    settle(&mut harness);
    assert_eq!(line(&harness), 6);
    press(&mut harness, Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(line(&harness), 4);
}

#[test]
fn the_panel_can_be_filtered() {
    let mut harness = opened(TEXT);
    go_to(&mut harness, "total", 1);
    press(&mut harness, Modifiers::SHIFT, Key::F12);
    harness.get_by_label("Filter places").focus();
    settle(&mut harness);
    harness.event(Event::Text("update".into()));
    settle(&mut harness);
    assert!(harness.query_by_label("Line 4: total += level, update").is_some());
    assert!(harness.query_by_label("Line 6: return total / count, read").is_none());
}

#[test]
fn escape_in_the_panel_closes_it() {
    let mut harness = opened(TEXT);
    press(&mut harness, Modifiers::SHIFT, Key::F12);
    assert!(harness.state().side.is_some());
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(harness.state().side.is_none());
    press(&mut harness, Modifiers::SHIFT, Key::F12);
    harness.get_by_label("Close the panel").click();
    settle(&mut harness);
    assert!(harness.state().side.is_none());
}

#[test]
fn the_panel_pins() {
    let mut harness = opened(TEXT);
    go_to(&mut harness, "total", 1);
    press(&mut harness, Modifiers::SHIFT, Key::F12);
    harness.get_by_label("Pin this name").click();
    settle(&mut harness);
    assert_eq!(harness.state().file.painted.pinned.len(), 4);
    harness.get_by_label("Unpin this name").click();
    settle(&mut harness);
    assert!(harness.state().file.painted.pinned.is_empty());
}

/// What each cursor has selected, in the order of the text.
fn selected(harness: &Harness<'_, App>) -> Vec<(usize, String)> {
    let document = &harness.state().file.document;
    let of = |selection: Selection| {
        let range = selection.range();
        let line = lines::of_offset(document.text(), range.start) + 1;
        (line, document.text().byte_slice(range).to_string())
    };
    document.selections().iter().map(of).collect()
}

#[test]
fn ctrl_d_selects_the_next_place_of_the_same_name() {
    let mut harness = opened(TEXT);
    go_to(&mut harness, "total", 1);
    let total = |lines: &[usize]| lines.iter().map(|&line| (line, "total".to_owned())).collect::<Vec<_>>();
    for lines in [&[4][..], &[4, 6], &[4, 6, 11], &[1, 4, 6, 11]] {
        press(&mut harness, Modifiers::COMMAND, Key::D);
        assert_eq!(selected(&harness), total(lines), "the other total stays out");
    }
    press(&mut harness, Modifiers::COMMAND, Key::D);
    assert_eq!(notices(&harness), ["Every place is selected."]);
    type_text(&mut harness, "n");
    let text = harness.state().file.document.text().to_string();
    assert!(text.starts_with("def mean(levels, n=0.0):") && text.contains("    total = sum(levels)\n"));
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(harness.state().file.document.text().to_string(), TEXT);
}

#[test]
fn ctrl_shift_l_selects_all_places_and_one_undo_is_enough() {
    let mut harness = opened(TEXT);
    go_to(&mut harness, "count", 1);
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::L);
    assert_eq!(selected(&harness).len(), 3);
    assert_eq!(line(&harness), 5, "the light stays where it was");
    type_text(&mut harness, "number");
    assert_eq!(harness.state().file.document.text().to_string(), TEXT.replace("count", "number"));
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(harness.state().file.document.text().to_string(), TEXT);
}

#[test]
fn ctrl_d_on_selected_text_looks_for_that_text() {
    let mut harness = opened("# ab ab ab\n");
    let two = Command::Select(Selection { anchor: 2, head: 4 });
    harness.state_mut().file.document.apply(&two, Duration::ZERO);
    settle(&mut harness);
    press(&mut harness, Modifiers::COMMAND, Key::D);
    press(&mut harness, Modifiers::COMMAND, Key::D);
    assert_eq!(selected(&harness).len(), 3);
}

#[test]
fn a_click_with_ctrl_goes_to_the_definition() {
    let mut harness = opened(TEXT);
    let at = TEXT.rfind("total - mean").unwrap() + 2;
    let pos =
        harness.state().file.view.position_of(&harness.state().file.document, at) + egui::vec2(1.0, 8.0);
    for pressed in [true, false] {
        let button = egui::PointerButton::Primary;
        harness.event(Event::PointerButton { pos, button, pressed, modifiers: Modifiers::COMMAND });
    }
    settle(&mut harness);
    assert_eq!(line(&harness), 10);
    press(&mut harness, Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(line(&harness), 11);
}

fn clicked(pos: egui::Pos2) -> [Event; 3] {
    let button = |pressed| {
        let (button, modifiers) = (egui::PointerButton::Primary, Modifiers::NONE);
        Event::PointerButton { pos, button, pressed, modifiers }
    };
    [Event::PointerMoved(pos), button(true), button(false)]
}

#[test]
fn a_click_in_the_code_gives_it_the_keyboard_while_panels_are_open() {
    let mut harness = opened(TEXT);
    go_to(&mut harness, "total", 1);
    let at = TEXT.find("count = 0").unwrap();
    let pos =
        harness.state().file.view.position_of(&harness.state().file.document, at) + egui::vec2(1.0, 8.0);
    // All in one frame, as in one that took long.
    let click = |harness: &mut Harness<'_, App>| {
        harness.input_mut().events.extend(clicked(pos));
        settle(harness);
    };
    click(&mut harness);
    press(&mut harness, Modifiers::ALT, Key::P);
    press(&mut harness, Modifiers::SHIFT, Key::F12);
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::E);
    click(&mut harness);
    type_text(&mut harness, "x");
    assert!(harness.state().file.document.text().to_string().contains("    xcount = 0\n"));
    // An arrow key in the very next frame moves the cursor, not the keyboard.
    press(&mut harness, Modifiers::NONE, Key::F6);
    harness.input_mut().events.extend(clicked(pos));
    harness.step();
    harness.key_press(Key::ArrowDown);
    settle(&mut harness);
    type_text(&mut harness, "y");
    assert!(
        harness.state().file.document.text().to_string().contains("y"),
        "{}",
        harness.state().file.document.text()
    );
}
