//! What is tidied before a save.

use super::*;

fn tidy_start(path: &Path) -> Harness<'static, App> {
    let mut harness = start_with(path);
    let settings = &mut harness.state_mut().preferences.settings;
    (settings.trim_on_save, settings.final_newline) = (true, true);
    harness
}

#[test]
fn without_the_habit_a_save_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(&folder, "a  \nb");
    let mut harness = start_with(&path);
    type_text(&mut harness, "x");
    press(&mut harness, Modifiers::COMMAND, Key::S);
    assert_eq!(fs::read_to_string(&path).unwrap(), "xa  \nb");
}

#[test]
fn what_is_saved_is_what_is_on_screen() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(&folder, "a\nb  \n'''\nc  \n'''\nd");
    let mut harness = tidy_start(&path);
    type_text(&mut harness, "x  ");
    press(&mut harness, Modifiers::COMMAND, Key::S);
    let expected = "x  a\nb\n'''\nc  \n'''\nd\n";
    assert_eq!(fs::read_to_string(&path).unwrap(), expected);
    assert_eq!(harness.state().observe().text.to_string(), expected);
    assert!(!harness.state().observe().is_modified);
}

#[test]
fn tidying_is_one_step_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(&folder, "a\nb  \nc  ");
    let mut harness = tidy_start(&path);
    type_text(&mut harness, "x");
    press(&mut harness, Modifiers::COMMAND, Key::S);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(harness.state().observe().text.to_string(), "xa\nb  \nc  ");
    assert!(harness.state().observe().is_modified);
}

#[test]
fn the_cursors_line_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(&folder, "a\nb  \n");
    let mut harness = tidy_start(&path);
    press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    press(&mut harness, Modifiers::NONE, Key::End);
    type_text(&mut harness, "# ");
    press(&mut harness, Modifiers::COMMAND, Key::S);
    assert_eq!(fs::read_to_string(&path).unwrap(), "a\nb  # \n");
    assert_eq!(harness.state().file.document.position(), (2, 6));
}

#[test]
fn a_text_that_is_left_is_tidied_and_saved_before() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(&folder, "a\nb  ");
    let mut harness = tidy_start(&path);
    type_text(&mut harness, "x");
    press(&mut harness, Modifiers::COMMAND, Key::W);
    harness.get_by_label("Save summary.py").click();
    settle(&mut harness);
    assert_eq!(fs::read_to_string(&path).unwrap(), "xa\nb\n");
}

#[test]
fn the_habits_stay_for_the_next_file() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = tidy_start(&file(&folder, "a\n"));
    press(&mut harness, Modifiers::COMMAND, Key::N);
    assert!(harness.state().file.document.habits().trim_on_save);
}
