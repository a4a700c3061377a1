//! Going to a symbol, as a person does it.

use egui_kittest::kittest::NodeT as _;

use super::*;
use crate::document::lines;

/// Two classes far from each other, functions, and variables.
pub(super) fn sample() -> String {
    let gap = "# nothing here\n".repeat(60);
    format!(
        "LIMIT = 3\n\n\nclass Tide:\n    level = 0\n\n    def rise(self):\n        def by():\n            return 1\n        return by()\n\n{gap}\nclass Harbour:\n    def open(self):\n        return LIMIT\n\n{gap}\ndef main():\n    return Harbour()\n"
    )
}

pub(super) fn opened(text: &str) -> Harness<'static, App> {
    start(Options { start: Start::Text(text.to_owned()), ..Options::default() })
}

fn open() -> Harness<'static, App> {
    let mut harness = opened(&sample());
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::O);
    harness
}

/// The names of the list's rows, the highest first.
pub(super) fn rows(harness: &Harness<'_, App>) -> Vec<String> {
    let mut rows: Vec<_> = harness.query_all_by_role(egui::Role::ListBoxOption).collect();
    rows.sort_by(|a, b| a.rect().top().total_cmp(&b.rect().top()));
    rows.iter().filter_map(|row| row.accesskit_node().label()).collect()
}

pub(super) fn selected(harness: &Harness<'_, App>) -> String {
    let mut rows = harness.query_all_by_role(egui::Role::ListBoxOption);
    let row = rows.find(|row| row.accesskit_node().is_selected() == Some(true));
    row.and_then(|row| row.accesskit_node().label()).unwrap_or_default()
}

/// The cursor's line, from 1.
pub(super) fn line(harness: &Harness<'_, App>) -> usize {
    let document = &harness.state().file.document;
    lines::of_offset(document.text(), document.cursor()) + 1
}

pub(super) fn sees(harness: &Harness<'_, App>, line: usize) -> bool {
    harness.state().observe().painted.visible_lines.contains(&(line - 1))
}

#[test]
fn all_symbols_are_listed_with_their_kind_and_line() {
    let harness = open();
    let expected = [
        "LIMIT, variable, line 1",
        "Tide, class, line 4",
        "Tide.level, class variable, line 5",
        "Tide.rise, method, line 7",
        "Tide.rise.by, function, line 8",
        "Harbour, class, line 73",
        "Harbour.open, method, line 74",
        "main, function, line 138",
    ];
    assert_eq!(rows(&harness), expected);
    harness.get_by_label("8 symbols");
}

#[test]
fn letters_leave_what_fits_and_enter_goes_there() {
    let mut harness = open();
    type_text(&mut harness, "hop");
    assert_eq!(rows(&harness), ["Harbour.open, method, line 74"]);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(line(&harness), 74);
    assert!(rows(&harness).is_empty(), "the list is closed");
    assert!(harness.state().file.view.has_keyboard(&harness.ctx));
    type_text(&mut harness, "re");
    assert!(harness.state().observe().text.to_string().contains("def reopen("), "at the name");
}

#[test]
fn letters_and_enter_at_once_go_to_what_was_typed() {
    let mut harness = opened(&sample());
    let key =
        |key, modifiers| Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers };
    harness.input_mut().events.push(key(Key::O, Modifiers::COMMAND | Modifiers::SHIFT));
    harness.step();
    harness.input_mut().events.extend([Event::Text("main".to_owned()), key(Key::Enter, Modifiers::NONE)]);
    settle(&mut harness);
    assert_eq!(line(&harness), 138, "though the symbols weren't found yet");
}

#[test]
fn the_view_shows_what_is_selected_and_escape_goes_back() {
    let mut harness = open();
    assert!(!sees(&harness, 138));
    press(&mut harness, Modifiers::NONE, Key::End);
    assert_eq!(selected(&harness), "main, function, line 138");
    harness.run_steps(2);
    assert!(sees(&harness, 138), "{:?}", harness.state().observe().painted.visible_lines);
    assert_eq!(line(&harness), 1, "the cursor stays until it is chosen");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    harness.run_steps(2);
    assert!(sees(&harness, 1) && !sees(&harness, 138));
    assert_eq!(line(&harness), 1);
}

#[test]
fn an_empty_field_shows_what_was_seen_before() {
    let mut harness = open();
    type_text(&mut harness, "main");
    harness.run_steps(2);
    assert!(sees(&harness, 138));
    for _ in 0..4 {
        press(&mut harness, Modifiers::NONE, Key::Backspace);
    }
    harness.run_steps(2);
    assert!(sees(&harness, 1));
}

#[test]
fn the_list_begins_at_what_the_cursor_is_in() {
    let mut harness = opened(&sample());
    go_to(&mut harness, "return LIMIT", 0);
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::O);
    assert_eq!(selected(&harness), "Harbour.open, method, line 74");
}

#[test]
fn the_way_back_leads_to_where_one_was() {
    let mut harness = open();
    type_text(&mut harness, "main");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    press(&mut harness, Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(line(&harness), 1);
}

#[test]
fn a_click_goes_there_and_gives_the_keyboard_back() {
    let mut harness = open();
    harness.get_by_label("Harbour, class, line 73").click();
    settle(&mut harness);
    assert_eq!(line(&harness), 73);
    type_text(&mut harness, "X");
    assert!(harness.state().observe().text.to_string().contains("class XHarbour"));
}

#[test]
fn what_was_typed_since_is_in_the_next_list() {
    let mut harness = open();
    press(&mut harness, Modifiers::NONE, Key::Escape);
    type_text(&mut harness, "def first(): pass\n");
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::O);
    assert_eq!(rows(&harness)[..2], ["first, function, line 1", "LIMIT, variable, line 2"]);
}

#[test]
fn where_nothing_is_defined_it_says_so() {
    let mut harness = opened("# nothing\n");
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::O);
    harness.get_by_label("This file defines nothing.");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    press(&mut harness, Modifiers::NONE, Key::Escape);
    type_text(&mut harness, "x");
    assert_eq!(harness.state().observe().text.to_string(), "x# nothing\n");
}

#[test]
fn where_nothing_fits_it_says_so() {
    let mut harness = open();
    type_text(&mut harness, "qqq");
    harness.get_by_label("No symbol is called like that.");
    harness.get_by_label("0 of 8 symbols");
}

#[test]
fn broken_code_is_listed_as_well() {
    let mut harness = opened("class A:\n  def f(self, x:\n    return x\ndef h(\nz = 1\n");
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::O);
    let names: Vec<String> =
        rows(&harness).iter().map(|row| row.split(',').next().unwrap_or_default().to_owned()).collect();
    assert_eq!(names, ["A", "A.f", "h", "z"]);
}

#[test]
fn the_thread_and_its_index_go_when_the_list_does() {
    let mut harness = open();
    press(&mut harness, Modifiers::NONE, Key::Escape);
    harness.run_steps(20);
    let viewport = harness.output().viewport_output.values().next().unwrap();
    assert_eq!(viewport.repaint_delay, std::time::Duration::MAX, "{:?}", harness.ctx.repaint_causes());
    let said = format!("{:?}", harness.state().outlining);
    assert!(said.contains("finder: None"), "{said}");
}

#[test]
fn the_menu_has_it_too() {
    let mut harness = opened(&sample());
    press(&mut harness, Modifiers::NONE, Key::F10);
    while !harness.get_by_label("Go to").is_focused() {
        press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    }
    press(&mut harness, Modifiers::NONE, Key::ArrowRight);
    harness.get_by_label("Go to symbol Ctrl+Shift+O").click();
    settle(&mut harness);
    assert_eq!(rows(&harness).len(), 8);
}
