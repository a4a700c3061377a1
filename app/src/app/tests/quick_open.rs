//! Choosing a file of the project by some letters of its name.

use egui_kittest::kittest::NodeT as _;

use super::tabs::{folder_with, start_with_all, tabs, text_of};
use super::*;

const NAMES: [&str; 5] = ["setup.py", "app/gauge.py", "app/lamp.py", "tests/test_gauge.py", "notes.md"];

fn open_with(names: &[&str]) -> (tempfile::TempDir, Harness<'static, App>) {
    let (folder, paths) = folder_with(names);
    let mut harness = start_with_all(&paths[..1]);
    press(&mut harness, Modifiers::COMMAND, Key::P);
    (folder, harness)
}

fn open() -> (tempfile::TempDir, Harness<'static, App>) {
    open_with(&NAMES)
}

/// The rows of the box, the highest first.
pub(super) fn rows(harness: &Harness<'_, App>) -> Vec<String> {
    let rows = harness.query_all_by_role(egui::Role::ListBoxOption);
    let mut rows: Vec<(f32, String)> =
        rows.map(|row| (row.rect().top(), row.accesskit_node().label().unwrap_or_default())).collect();
    rows.sort_by(|a, b| a.0.total_cmp(&b.0));
    rows.into_iter().map(|(_, name)| name).collect()
}

fn is_open(harness: &Harness<'_, App>) -> bool {
    harness.query_by_role_and_label(egui::Role::Dialog, "Files of this project").is_some()
}

#[test]
fn it_lists_every_file_of_the_project() {
    let (_folder, harness) = open();
    assert_eq!(
        rows(&harness),
        ["app/gauge.py", "app/lamp.py", "notes.md", "setup.py", "tests/test_gauge.py"]
    );
    harness.get_by_label("5 files");
}

#[test]
fn some_letters_leave_what_fits() {
    let (_folder, mut harness) = open();
    type_text(&mut harness, "gau");
    assert_eq!(rows(&harness), ["app/gauge.py", "tests/test_gauge.py"]);
    harness.get_by_label("2 of 5 files");
}

#[test]
fn enter_opens_the_file_in_a_tab() {
    let (_folder, mut harness) = open();
    type_text(&mut harness, "lamp");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(!is_open(&harness));
    assert_eq!(tabs(&harness), ["setup.py", "lamp.py"]);
    assert_eq!(harness.state().observe().text.to_string(), text_of("app/lamp.py"));
    type_text(&mut harness, "x");
    assert!(harness.state().observe().is_modified, "the code has the keyboard");
}

#[test]
fn a_click_opens_the_file() {
    let (_folder, mut harness) = open();
    harness.get_by_label("app/lamp.py").click();
    settle(&mut harness);
    settle(&mut harness);
    assert_eq!(harness.state().title(), "lamp.py");
    type_text(&mut harness, "x");
    assert!(harness.state().observe().is_modified, "the code has the keyboard");
}

#[test]
fn a_file_that_is_open_has_one_tab() {
    let (_folder, mut harness) = open();
    type_text(&mut harness, "setup");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(tabs(&harness), ["setup.py"]);
}

#[test]
fn a_line_behind_the_name_is_gone_to() {
    let (_folder, mut harness) = open();
    type_text(&mut harness, "lamp:3:2");
    assert_eq!(rows(&harness), ["app/lamp.py"]);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    let seen = harness.state().observe();
    assert_eq!(seen.cursor, text_of("app/lamp.py").match_indices('\n').nth(1).unwrap().0 + 2);
}

#[test]
fn a_line_that_is_not_there_is_the_last_one() {
    let (_folder, mut harness) = open();
    type_text(&mut harness, "lamp:120");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    let seen = harness.state().observe();
    assert_eq!(seen.cursor, text_of("app/lamp.py").len());
}

#[test]
fn what_was_looked_at_last_comes_first() {
    let (_folder, mut harness) = open();
    for name in ["lamp", "test_gauge"] {
        type_text(&mut harness, name);
        press(&mut harness, Modifiers::NONE, Key::Enter);
        press(&mut harness, Modifiers::COMMAND, Key::P);
    }
    assert_eq!(rows(&harness)[..2], ["app/lamp.py", "setup.py"], "the file here isn't what is looked for");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(harness.state().title(), "lamp.py", "Ctrl+P and Enter lead back");
}

#[test]
fn escape_leaves_everything_as_it_was() {
    let (_folder, mut harness) = open();
    type_text(&mut harness, "lamp");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(!is_open(&harness));
    assert_eq!(harness.state().title(), "setup.py");
    type_text(&mut harness, "x");
    assert!(harness.state().observe().text.to_string().starts_with('x'), "the code has the keyboard");
}

#[test]
fn what_is_made_by_programs_is_not_listed() {
    let (_folder, harness) =
        open_with(&["setup.py", ".venv/x.py", "__pycache__/y.pyc", "node_modules/z.js", ".git/HEAD"]);
    assert_eq!(rows(&harness), ["setup.py"]);
}

#[test]
fn only_the_project_of_the_file_is_listed() {
    let (_folder, harness) = open_with(&["a/setup.py", "b/setup.py", "other.py"]);
    assert_eq!(rows(&harness), ["setup.py"]);
}

#[test]
fn where_nothing_fits_it_says_so() {
    let (_folder, mut harness) = open();
    type_text(&mut harness, "qqqq");
    harness.get_by_label("No file of this project is called like that.");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(is_open(&harness), "Enter does nothing");
}

#[test]
fn thousands_of_files_come_as_they_are_found_and_cost_what_is_seen() {
    let (folder, paths) = folder_with(&["setup.py"]);
    for n in 0..3000 {
        fs::write(folder.path().join(format!("file_{n:04}.py")), "").unwrap();
    }
    let mut harness = start_with_all(&paths);
    press(&mut harness, Modifiers::COMMAND, Key::P);
    harness.get_by_label("3001 files");
    assert!(rows(&harness).len() < 20);
    type_text(&mut harness, "2999");
    assert_eq!(rows(&harness), ["file_2999.py"]);
}

#[test]
fn letters_typed_while_files_are_still_found_count_for_all_of_them() {
    let (folder, paths) = folder_with(&["setup.py"]);
    for n in 0..3000 {
        fs::write(folder.path().join(format!("file_{n:04}.py")), "").unwrap();
    }
    let mut harness = start_with_all(&paths);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::P);
    harness.event(Event::Text("2999".to_owned()));
    settle(&mut harness);
    settle(&mut harness);
    if rows(&harness).len() > 1 {
        // The letters came before the field had the keyboard.
        type_text(&mut harness, "2999");
    }
    assert_eq!(rows(&harness), ["file_2999.py"]);
}

#[test]
fn nothing_is_drawn_while_it_waits() {
    let (_folder, mut harness) = open();
    harness.run_steps(20);
    let viewport = harness.output().viewport_output.values().next().unwrap();
    assert_eq!(viewport.repaint_delay, std::time::Duration::MAX, "{:?}", harness.ctx.repaint_causes());
}
