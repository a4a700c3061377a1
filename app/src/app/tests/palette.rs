//! The list of all commands, as a person uses it.

use egui::accesskit::Live;
use egui_kittest::Node;
use egui_kittest::kittest::NodeT as _;

use super::*;
use crate::commands;
use crate::panels::Action;

fn open() -> Harness<'static, App> {
    let mut harness = start(Options { start: Start::Text(TEXT.to_owned()), ..Options::default() });
    go_to(&mut harness, "total", 1);
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::P);
    harness
}

fn rows<'h>(harness: &'h Harness<'_, App>) -> Vec<Node<'h>> {
    harness.get_all_by_role(egui::Role::ListBoxOption).collect()
}

/// The names of the rows that can be seen, the highest first.
fn names(harness: &Harness<'_, App>) -> Vec<String> {
    let mut rows = rows(harness);
    rows.sort_by(|a, b| a.rect().top().total_cmp(&b.rect().top()));
    rows.iter().filter_map(|row| row.accesskit_node().label()).collect()
}

fn selected(harness: &Harness<'_, App>) -> String {
    let selected = |row: &&Node<'_>| row.accesskit_node().is_selected() == Some(true);
    rows(harness).iter().find(selected).and_then(|row| row.accesskit_node().label()).unwrap_or_default()
}

fn has_keyboard(harness: &Harness<'_, App>) -> bool {
    harness.ctx.memory(|memory| memory.has_focus(crate::panels::picker_field_id()))
}

fn is_open(harness: &Harness<'_, App>) -> bool {
    harness.state().palette.is_open()
}

fn text(harness: &Harness<'_, App>) -> String {
    harness.state().observe().text.to_string()
}

#[test]
fn both_of_its_keys_open_it_and_the_field_has_the_keyboard() {
    let mut harness = start(Options { start: Start::Text(TEXT.to_owned()), ..Options::default() });
    for (modifiers, key) in [(Modifiers::COMMAND | Modifiers::SHIFT, Key::P), (Modifiers::NONE, Key::F1)] {
        press(&mut harness, modifiers, key);
        assert!(has_keyboard(&harness));
        press(&mut harness, Modifiers::NONE, Key::Escape);
        assert!(!is_open(&harness));
    }
}

#[test]
fn the_menu_opens_it() {
    let mut harness = start(Options::default());
    press(&mut harness, Modifiers::NONE, Key::F10);
    harness.get_by_label("All commands Ctrl+Shift+P").click();
    settle(&mut harness);
    assert!(is_open(&harness));
    type_text(&mut harness, "undo");
    assert_eq!(selected(&harness), "Undo, not now, Ctrl+Z");
}

#[test]
fn every_command_is_in_it_with_its_keys() {
    let harness = open();
    let open = commands::all().len() - 1;
    harness.get_by_label(&format!("{open} commands"));
    assert_eq!(names(&harness)[..2], ["New file, Ctrl+N", "Open a file, Ctrl+O"]);
}

#[test]
fn every_command_can_be_found_by_its_title() {
    let mut harness = open();
    for entry in commands::all().iter().filter(|entry| entry.action != Action::ShowPalette) {
        press(&mut harness, Modifiers::COMMAND, Key::A);
        type_text(&mut harness, entry.title);
        assert!(selected(&harness).starts_with(entry.title), "{}: {}", entry.title, selected(&harness));
    }
}

#[test]
fn a_few_letters_are_enough_and_how_many_fit_is_told() {
    let mut harness = open();
    type_text(&mut harness, "nw");
    assert_eq!(selected(&harness), "Next write, F9");
    let mut said = harness.get_all_by_label_contains(" commands");
    let said = said.find(|node| node.accesskit_node().role() == egui::Role::Label).unwrap();
    assert_eq!(said.accesskit_node().live(), Live::Polite, "a screen reader says so");
}

#[test]
fn enter_runs_the_command_and_the_code_has_the_keyboard() {
    let mut harness = open();
    type_text(&mut harness, "select all places");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(!is_open(&harness));
    assert_eq!(harness.state().file.document.selections().len(), 3);
    type_text(&mut harness, "sum");
    assert!(text(&harness).contains("return sum"), "typing goes into the code");
}

#[test]
fn what_is_typed_right_after_enter_is_not_lost() {
    let mut harness = open();
    type_text(&mut harness, "select all places");
    harness.key_press(Key::Enter);
    harness.step();
    harness.event(Event::Text("sum".to_owned()));
    settle(&mut harness);
    assert!(text(&harness).contains("return sum"), "{}", text(&harness));
}

#[test]
fn letters_and_enter_in_one_frame_run_what_the_letters_mean() {
    let mut harness = open();
    for event in [Event::Text("select all places".to_owned()), key(Key::Enter)] {
        harness.input_mut().events.push(event);
    }
    settle(&mut harness);
    assert!(!is_open(&harness));
    assert_eq!(harness.state().file.document.selections().len(), 3);
}

fn key(key: Key) -> Event {
    Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE }
}

#[test]
fn edits_are_run_as_well() {
    let mut harness = start(Options { start: Start::Text(TEXT.to_owned()), ..Options::default() });
    type_text(&mut harness, "x");
    press(&mut harness, Modifiers::NONE, Key::F1);
    type_text(&mut harness, "undo");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(text(&harness), TEXT);
}

#[test]
fn a_click_runs_a_command() {
    let mut harness = open();
    type_text(&mut harness, "next place");
    harness.get_by_label("Next place, F8").click();
    settle(&mut harness);
    assert!(!is_open(&harness));
    assert_eq!(harness.state().observe().cursor, TEXT.rfind("total").unwrap());
}

#[test]
fn a_command_that_moves_the_keyboard_keeps_it_there() {
    let mut harness = open();
    type_text(&mut harness, "list of places");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    let rows = crate::panels::occurrence_rows_id();
    assert!(harness.ctx.memory(|memory| memory.has_focus(rows)));
}

#[test]
fn escape_closes_it_and_nothing_happens() {
    let mut harness = open();
    type_text(&mut harness, "quit");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(!is_open(&harness));
    assert_eq!(text(&harness), TEXT);
    assert!(harness.get_by_label("Code").is_focused());
}

#[test]
fn a_click_beside_it_closes_it() {
    let mut harness = open();
    harness.hover_at(egui::pos2(40.0, 700.0));
    harness.drag_at(egui::pos2(40.0, 700.0));
    harness.step();
    harness.drop_at(egui::pos2(40.0, 700.0));
    settle(&mut harness);
    assert!(!is_open(&harness));
}

#[test]
fn keys_choose_a_row() {
    let mut harness = open();
    let all: Vec<String> = commands::all()
        .iter()
        .filter(|one| one.action != Action::ShowPalette)
        .map(|one| one.title.to_owned())
        .collect();
    let last = all.len() - 1;
    for (key, expected) in [
        (Key::ArrowDown, 1),
        (Key::ArrowDown, 2),
        (Key::ArrowUp, 1),
        (Key::PageDown, 11),
        (Key::PageUp, 1),
        (Key::End, last),
        (Key::ArrowDown, last),
        (Key::Home, 0),
        (Key::ArrowUp, 0),
    ] {
        press(&mut harness, Modifiers::NONE, key);
        assert!(selected(&harness).starts_with(&all[expected]), "{key:?}: {}", selected(&harness));
    }
}

#[test]
fn the_field_tells_which_row_is_selected() {
    let mut harness = open();
    press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    let field = harness.get_by_role_and_label(egui::Role::TextInput, "Commands");
    let active = field.accesskit_node().data().active_descendant().unwrap();
    let id = egui::Id::unique("picker rows").with(1_usize).accesskit_id();
    assert_eq!(active, id);
    let focused = rows(&harness).into_iter().find(Node::is_focused).unwrap();
    assert_eq!(focused.accesskit_node().label().unwrap(), selected(&harness));
}

#[test]
fn other_letters_select_the_best_row_again() {
    let mut harness = open();
    press(&mut harness, Modifiers::NONE, Key::End);
    type_text(&mut harness, "re");
    assert_eq!(selected(&harness), names(&harness)[0]);
}

#[test]
fn what_was_used_last_comes_first() {
    let mut harness = open();
    for title in ["next place", "engine panel"] {
        if !is_open(&harness) {
            press(&mut harness, Modifiers::NONE, Key::F1);
        }
        type_text(&mut harness, title);
        press(&mut harness, Modifiers::NONE, Key::Enter);
    }
    press(&mut harness, Modifiers::NONE, Key::F1);
    assert_eq!(names(&harness)[..2], ["Engine panel, Ctrl+Shift+E", "Next place, F8"]);
}

#[test]
fn what_cannot_be_done_now_is_shown_as_such_and_stays() {
    let mut harness = start(Options { start: Start::Text("\n\nx = 1\n".to_owned()), ..Options::default() });
    press(&mut harness, Modifiers::NONE, Key::F1);
    type_text(&mut harness, "rename");
    assert_eq!(selected(&harness), "Rename this name, not now, F2");
    assert!(rows(&harness)[0].accesskit_node().is_disabled());
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(is_open(&harness), "Enter does nothing");
    harness.get_by_label("Rename this name, not now, F2").click();
    settle(&mut harness);
    assert!(is_open(&harness), "a click neither");
}

#[test]
fn where_nothing_fits_it_says_so_and_enter_does_nothing() {
    let mut harness = open();
    type_text(&mut harness, "qqqq");
    harness.get_by_label("No command is called like that.");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(is_open(&harness));
    type_text(&mut harness, "x");
    assert_eq!(text(&harness), TEXT);
}

#[test]
fn while_it_is_open_other_keys_do_nothing() {
    let mut harness = open();
    press(&mut harness, Modifiers::COMMAND, Key::N);
    assert_eq!(text(&harness), TEXT);
    press(&mut harness, Modifiers::NONE, Key::F8);
    press(&mut harness, Modifiers::NONE, Key::Tab);
    assert!(has_keyboard(&harness));
}

#[test]
fn it_fits_into_the_smallest_window() {
    let mut harness = open();
    harness.set_size(egui::vec2(480.0, 320.0));
    harness.run_steps(3);
    let rect = harness.get_by_role(egui::Role::ListBox).rect();
    assert!(rect.left() >= 0.0 && rect.right() <= 480.0 && rect.bottom() <= 288.0, "{rect}");
    press(&mut harness, Modifiers::NONE, Key::End);
    assert!(selected(&harness).starts_with("Quit"));
}

#[test]
fn nothing_is_drawn_while_it_waits() {
    let mut harness = open();
    harness.run_steps(20);
    let viewport = harness.output().viewport_output.values().next().unwrap();
    assert_eq!(viewport.repaint_delay, std::time::Duration::MAX, "{:?}", harness.ctx.repaint_causes());
}

#[test]
fn a_hundred_thousand_rows_cost_what_is_seen() {
    use crate::panels::{Picker, PickerFacts, PickerRow};
    use std::cell::Cell;
    let made = Cell::new(0);
    let picker = std::cell::RefCell::new(Picker::default());
    let mut harness = Harness::builder().with_size(egui::vec2(800.0, 600.0)).build_ui(|ui| {
        made.set(0);
        let row = |row: usize| {
            made.set(made.get() + 1);
            Some(PickerRow { title: format!("file {row}"), is_usable: true, ..PickerRow::default() })
        };
        let facts = PickerFacts {
            name: "Files",
            hint: "",
            count: 100_000,
            said: "100000 files".to_owned(),
            is_searching: false,
            nothing: "",
            row: &row,
            foot: &[],
        };
        picker.borrow_mut().show(ui.ctx(), &theme::LANTERN, &facts);
    });
    harness.run_steps(3);
    assert!((8..20).contains(&made.get()), "{}", made.get());
    harness.key_press(Key::End);
    harness.run_steps(3);
    assert!(made.get() < 20, "{}", made.get());
    assert_eq!(picker.borrow().selected(), 99_999);
    harness.get_by_label("file 99999");
}
