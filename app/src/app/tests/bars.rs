//! F6 leads from panel to panel, and stops at the bars above the code.

use super::recovery::{crash, run_with};
use super::*;

const RESTORE: &str = "Restore the unsaved text of summary.py";

fn has_code(harness: &Harness<'_, App>) -> bool {
    harness.state().file.view.has_keyboard(&harness.ctx)
}

fn has_lamp(harness: &Harness<'_, App>) -> bool {
    harness.get_by_label("Main menu").is_focused()
}

/// A window in which a kept text is offered.
fn offered(state: &tempfile::TempDir, folder: &tempfile::TempDir) -> Harness<'static, App> {
    let path = file(folder, TEXT);
    let mut harness = run_with(state, &path);
    type_text(&mut harness, "# new\n");
    crash(harness);
    run_with(state, &path)
}

#[test]
fn f6_stops_at_the_bar_with_kept_texts() {
    let (folder, state) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut harness = offered(&state, &folder);
    assert!(has_code(&harness));
    press(&mut harness, Modifiers::NONE, Key::F6);
    assert!(has_lamp(&harness));
    press(&mut harness, Modifiers::NONE, Key::F6);
    assert!(harness.get_by_label(RESTORE).is_focused());
    press(&mut harness, Modifiers::NONE, Key::F6);
    assert!(has_code(&harness));
}

#[test]
fn from_another_button_of_the_bar_f6_goes_on_to_the_panel_below() {
    let (folder, state) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut harness = offered(&state, &folder);
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::E);
    press(&mut harness, Modifiers::NONE, Key::F6);
    press(&mut harness, Modifiers::NONE, Key::F6);
    press(&mut harness, Modifiers::NONE, Key::Tab);
    assert!(!has_code(&harness) && !harness.get_by_label(RESTORE).is_focused());
    press(&mut harness, Modifiers::NONE, Key::F6);
    assert!(harness.state().engine_panel.has_focus());
    press(&mut harness, Modifiers::NONE, Key::F6);
    assert!(has_code(&harness));
}

#[test]
fn where_no_bar_is_f6_goes_from_the_lamp_to_the_code() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = start_with(&file(&folder, TEXT));
    press(&mut harness, Modifiers::NONE, Key::F6);
    assert!(has_lamp(&harness));
    press(&mut harness, Modifiers::NONE, Key::F6);
    assert!(has_code(&harness));
}
