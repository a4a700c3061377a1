//! The outline panel, as a person uses it.

use egui_kittest::kittest::NodeT as _;

use super::symbols::{line, opened, sample, sees};
use super::*;

fn open() -> Harness<'static, App> {
    let mut harness = opened(&sample());
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::B);
    harness
}

/// What is said of the rows, the highest first.
fn rows(harness: &Harness<'_, App>) -> Vec<String> {
    let mut rows: Vec<_> = harness.query_all_by_role(egui::Role::TreeItem).collect();
    rows.sort_by(|a, b| a.rect().top().total_cmp(&b.rect().top()));
    rows.iter().filter_map(|row| row.accesskit_node().label()).collect()
}

fn selected(harness: &Harness<'_, App>) -> String {
    let mut rows = harness.query_all_by_role(egui::Role::TreeItem);
    let row = rows.find(|row| row.accesskit_node().is_selected() == Some(true));
    row.and_then(|row| row.accesskit_node().label()).unwrap_or_default()
}

fn has_keyboard(harness: &Harness<'_, App>) -> bool {
    harness.ctx.memory(|memory| memory.has_focus(crate::panels::outline_rows_id()))
}

const ALL: [&str; 6] = [
    "Tide, class, line 4, open",
    "rise, method, line 7, open",
    "by, function, line 8",
    "Harbour, class, line 73, open",
    "open, method, line 74",
    "main, function, line 138",
];

#[test]
fn classes_and_functions_are_a_tree() {
    let harness = open();
    assert_eq!(rows(&harness), ALL);
    harness.get_by_label("Outline: 2 classes, 4 functions");
    assert!(has_keyboard(&harness));
    let left = |name: &str| harness.get_by_label(name).rect();
    assert!((left(ALL[0]).top() - left(ALL[1]).top()).abs() > 20.0);
}

#[test]
fn the_entry_round_the_cursor_is_marked_and_followed() {
    let mut harness = open();
    go_to(&mut harness, "return 1", 0);
    assert_eq!(selected(&harness), "by, function, line 8, the cursor is here");
    go_to(&mut harness, "return LIMIT", 0);
    assert_eq!(selected(&harness), "open, method, line 74, the cursor is here");
    go_to(&mut harness, "LIMIT", 0);
    assert_eq!(selected(&harness), "");
    assert_eq!(rows(&harness), ALL);
}

#[test]
fn arrows_choose_and_show_and_enter_goes_there() {
    let mut harness = open();
    for _ in 0..4 {
        press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    }
    harness.run_steps(2);
    assert_eq!(selected(&harness), ALL[3]);
    assert!(sees(&harness, 73) && line(&harness) == 1, "shown, and the cursor stays");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(line(&harness), 73);
    assert!(harness.state().file.view.has_keyboard(&harness.ctx));
    press(&mut harness, Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(line(&harness), 1, "the way back knows of it");
}

#[test]
fn left_closes_and_right_opens() {
    let mut harness = open();
    press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    press(&mut harness, Modifiers::NONE, Key::ArrowLeft);
    assert_eq!(rows(&harness)[..2], ["Tide, class, line 4, closed", ALL[3]]);
    assert_eq!(selected(&harness), "Tide, class, line 4, closed");
    press(&mut harness, Modifiers::NONE, Key::ArrowRight);
    assert_eq!(rows(&harness), ALL);
    press(&mut harness, Modifiers::NONE, Key::ArrowRight);
    assert_eq!(selected(&harness), ALL[1], "from an open one into it");
    press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    press(&mut harness, Modifiers::NONE, Key::ArrowLeft);
    assert_eq!(selected(&harness), ALL[1], "from one that holds nothing to what it stands in");
}

#[test]
fn a_click_goes_there_and_one_on_the_corner_closes() {
    let mut harness = open();
    harness.get_by_label(ALL[5]).click();
    settle(&mut harness);
    assert_eq!(line(&harness), 138);
    let corner = harness.get_by_label(ALL[0]).rect().left_center() + egui::vec2(20.0, 0.0);
    for is_down in [true, false] {
        let button = egui::PointerButton::Primary;
        harness.hover_at(corner);
        harness.event(Event::PointerButton {
            pos: corner,
            button,
            pressed: is_down,
            modifiers: Modifiers::NONE,
        });
        harness.step();
    }
    settle(&mut harness);
    assert_eq!(rows(&harness)[0], "Tide, class, line 4, closed");
    assert_eq!(line(&harness), 138, "the cursor stays");
}

#[test]
fn what_is_closed_stays_closed_while_one_types() {
    let mut harness = open();
    press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    press(&mut harness, Modifiers::NONE, Key::ArrowLeft);
    press(&mut harness, Modifiers::NONE, Key::F6);
    harness.state_mut().file.view.request_focus();
    settle(&mut harness);
    press(&mut harness, Modifiers::COMMAND, Key::Home);
    type_text(&mut harness, "def first(): pass\n");
    assert_eq!(
        rows(&harness)[..3],
        ["first, function, line 1", "Tide, class, line 5, closed", "Harbour, class, line 74, open"]
    );
}

#[test]
fn in_the_frame_of_an_edit_the_rows_are_those_of_before_carried_on() {
    let mut harness = open();
    harness.state_mut().file.view.request_focus();
    settle(&mut harness);
    press(&mut harness, Modifiers::COMMAND, Key::Home);
    harness.event(Event::Text("# one\n# two\n".to_owned()));
    harness.step();
    assert_eq!(rows(&harness).len(), ALL.len(), "nothing flickers");
    assert_eq!(rows(&harness)[0], "Tide, class, line 6, open");
    settle(&mut harness);
    assert_eq!(rows(&harness)[5], "main, function, line 140");
}

#[test]
fn a_text_is_read_anew_once_it_rests() {
    let options = Options { start: Start::Text(sample()), ..Options::default() };
    let mut harness = start_in_steps(options, 0.03);
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::B);
    harness.state_mut().file.view.request_focus();
    settle(&mut harness);
    press(&mut harness, Modifiers::COMMAND, Key::Home);
    for letter in "def first(): pass\n# and so on\n".chars() {
        harness.event(Event::Text(letter.into()));
        for _ in 0..3 {
            harness.step();
            // Time for another thread, if one were asked.
            std::thread::sleep(std::time::Duration::from_millis(2));
        }
        assert_eq!(rows(&harness).len(), ALL.len(), "{letter:?}");
    }
    settle(&mut harness);
    assert!(rows(&harness)[0].starts_with("first, function, line 1"), "{:?}", rows(&harness));
}

#[test]
fn the_filter_shows_what_fits_in_what_it_stands_in() {
    let mut harness = open();
    harness.get_by_label("Filter the outline").focus();
    settle(&mut harness);
    type_text(&mut harness, "open");
    assert_eq!(rows(&harness), [ALL[3], ALL[4]]);
    type_text(&mut harness, "x");
    assert!(rows(&harness).is_empty());
    harness.get_by_label("None is called like that.");
    for _ in 0..5 {
        press(&mut harness, Modifiers::NONE, Key::Backspace);
    }
    assert_eq!(rows(&harness), ALL);
}

#[test]
fn escape_closes_it_and_the_code_has_the_keyboard() {
    let mut harness = open();
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(rows(&harness).is_empty());
    type_text(&mut harness, "x");
    assert!(harness.state().observe().is_modified);
}

#[test]
fn one_panel_at_a_time_with_a_button_that_switches() {
    let mut harness = open();
    harness.get_by_label("Show the list of places").click();
    settle(&mut harness);
    assert!(rows(&harness).is_empty() && harness.state().side.is_some());
    harness.get_by_label("Show the outline").click();
    settle(&mut harness);
    assert!(harness.state().side.is_none());
    assert_eq!(rows(&harness), ALL);
    press(&mut harness, Modifiers::SHIFT, Key::F12);
    assert!(rows(&harness).is_empty() && harness.state().side.is_some());
}

#[test]
fn f6_leads_to_it_from_the_code() {
    let mut harness = open();
    harness.state_mut().file.view.request_focus();
    settle(&mut harness);
    assert!(!has_keyboard(&harness));
    press(&mut harness, Modifiers::NONE, Key::F6);
    assert!(has_keyboard(&harness));
}

#[test]
fn another_file_has_an_outline_of_its_own() {
    let mut harness = open();
    type_text(&mut harness, "");
    press(&mut harness, Modifiers::COMMAND, Key::N);
    settle(&mut harness);
    harness.get_by_label("This file has no class and no function.");
    type_text(&mut harness, "def here(): pass\n");
    assert_eq!(rows(&harness), ["here, function, line 1"]);
}

#[test]
fn while_nothing_happens_nothing_is_drawn() {
    let mut harness = open();
    harness.run_steps(20);
    let viewport = harness.output().viewport_output.values().next().unwrap();
    assert_eq!(viewport.repaint_delay, std::time::Duration::MAX, "{:?}", harness.ctx.repaint_causes());
}

#[test]
fn many_rows_cost_what_is_seen() {
    let text: String = (0..5_000).map(|n| format!("def f{n}(): pass\n")).collect();
    let mut harness = opened(&text);
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::B);
    assert!(rows(&harness).len() < 40, "{}", rows(&harness).len());
    press(&mut harness, Modifiers::NONE, Key::End);
    harness.run_steps(2);
    assert_eq!(selected(&harness), "f4999, function, line 5000");
}
