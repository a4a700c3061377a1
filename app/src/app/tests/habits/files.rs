//! Files.

use super::super::tabs::{folder_with, start_with_all, tabs};
use super::*;

fn open(names: &[&str]) -> (tempfile::TempDir, Harness<'static, App>) {
    let (folder, paths) = folder_with(names);
    (folder, start_with_all(&paths))
}

fn title(harness: &Harness<'_, App>) -> String {
    harness.state().title()
}

#[test]
fn ctrl_n_and_ctrl_o() {
    let (_folder, mut harness) = open(&["a.py"]);
    keys(&mut harness, "Ctrl+N");
    assert_eq!(tabs(&harness).len(), 2);
    keys(&mut harness, "Ctrl+O");
    assert!(harness.state().path_field.is_some());
}

#[test]
fn ctrl_p_opens_a_file_at_a_line() {
    let (_folder, mut harness) = open(&["a.py", "b.py"]);
    keys(&mut harness, "Ctrl+P");
    type_text(&mut harness, "b.py:2");
    keys(&mut harness, "Enter");
    assert_eq!((title(&harness).as_str(), harness.state().file.document.position().0), ("b.py", 2));
}

#[test]
fn ctrl_s_and_ctrl_shift_s() {
    let (folder, mut harness) = open(&["a.py"]);
    type_text(&mut harness, "x");
    keys(&mut harness, "Ctrl+S");
    assert!(fs::read_to_string(folder.path().join("a.py")).unwrap().starts_with('x'));
    keys(&mut harness, "Ctrl+Shift+S");
    assert!(harness.state().path_field.is_some());
}

#[test]
fn save_all_by_name() {
    let (folder, mut harness) = open(&["a.py", "b.py"]);
    for _ in 0..2 {
        type_text(&mut harness, "x");
        keys(&mut harness, "Ctrl+Tab");
    }
    keys(&mut harness, "Ctrl+Shift+P");
    type_text(&mut harness, "Save all files");
    keys(&mut harness, "Enter");
    for name in ["a.py", "b.py"] {
        assert!(fs::read_to_string(folder.path().join(name)).unwrap().starts_with('x'), "{name}");
    }
}

#[test]
fn ctrl_w_closes_asks_about_unsaved_text_and_ctrl_shift_t_opens_again() {
    let (_folder, mut harness) = open(&["a.py", "b.py"]);
    keys(&mut harness, "Ctrl+W");
    assert_eq!(tabs(&harness), ["b.py"]);
    keys(&mut harness, "Ctrl+Shift+T");
    assert_eq!(title(&harness), "a.py");
    type_text(&mut harness, "x");
    keys(&mut harness, "Ctrl+W");
    harness.get_by_label("Keep editing");
}

#[test]
fn from_tab_to_tab() {
    let (_folder, mut harness) = open(&["a.py", "b.py", "c.py"]);
    for (pressed, there) in
        [("Ctrl+Tab", "b.py"), ("Ctrl+PageDown", "c.py"), ("Ctrl+PageUp", "b.py"), ("Ctrl+Shift+Tab", "a.py")]
    {
        keys(&mut harness, pressed);
        assert_eq!(title(&harness), there, "{pressed}");
    }
}

#[test]
fn ctrl_b_shows_the_folder_and_ctrl_r_recent_files() {
    let (_folder, mut harness) = open(&["a.py", "b.py"]);
    keys(&mut harness, "Ctrl+B");
    assert!(harness.state().folder_tree.sidebar().is_open);
    keys(&mut harness, "Ctrl+Tab Ctrl+R Enter");
    assert_eq!(title(&harness), "a.py");
}

#[test]
fn two_panes() {
    let (_folder, mut harness) = open(&["a.py"]);
    keys(&mut harness, "Ctrl+\\");
    assert!(harness.state().split.is_some());
    assert_eq!(harness.state().file.view.pane(), 1);
    keys(&mut harness, "Ctrl+1");
    assert_eq!(harness.state().file.view.pane(), 0);
    keys(&mut harness, "Ctrl+2");
    assert_eq!(harness.state().file.view.pane(), 1);
}
