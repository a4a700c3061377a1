//! Several files and the disk: each is saved as itself, and what is unsaved is asked about once.

use super::tabs::{folder_with, start_with_all, tabs, text_of};
use super::*;

fn edit_all(harness: &mut Harness<'_, App>, count: usize) {
    for _ in 0..count {
        type_text(harness, "# ");
        press(harness, Modifiers::COMMAND, Key::Tab);
    }
}

#[test]
fn a_save_marks_its_own_file_saved_whatever_is_looked_at() {
    let (_folder, paths) = folder_with(&["a.py", "b.py"]);
    let mut harness = start_with_all(&paths);
    edit_all(&mut harness, 2);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::S);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Tab);
    settle(&mut harness);
    assert_eq!(harness.state().title(), "b.py");
    assert_eq!(tabs(&harness), ["a.py", "b.py, unsaved changes"]);
    assert_eq!(fs::read_to_string(&paths[0]).unwrap(), format!("# {}", text_of("a.py")));
    assert_eq!(fs::read_to_string(&paths[1]).unwrap(), text_of("b.py"));
}

#[test]
fn save_all_saves_all() {
    let (_folder, paths) = folder_with(&["a.py", "b.py", "c.py"]);
    let mut harness = start_with_all(&paths);
    edit_all(&mut harness, 3);
    harness.state_mut().queue.push(Action::Tab(crate::panels::TabAction::SaveAll));
    settle(&mut harness);
    assert_eq!(tabs(&harness), ["a.py", "b.py", "c.py"]);
    for path in &paths {
        assert!(fs::read_to_string(path).unwrap().starts_with("# "), "{path:?}");
    }
}

#[test]
fn save_all_asks_for_a_place_where_there_is_none() {
    let (folder, paths) = folder_with(&["a.py"]);
    let mut harness = start_with_all(&paths);
    type_text(&mut harness, "# ");
    press(&mut harness, Modifiers::COMMAND, Key::N);
    type_text(&mut harness, "x = 1");
    press(&mut harness, Modifiers::COMMAND, Key::Tab);
    harness.state_mut().queue.push(Action::Tab(crate::panels::TabAction::SaveAll));
    settle(&mut harness);
    assert_eq!(harness.state().title(), "Untitled", "the file that is asked about is shown");
    press(&mut harness, Modifiers::COMMAND, Key::A);
    let path = folder.path().join("new.py");
    type_text(&mut harness, path.to_str().unwrap());
    harness.get_by_label("Save under this name").click();
    settle(&mut harness);
    assert_eq!(tabs(&harness), ["a.py", "new.py"]);
    assert_eq!(fs::read_to_string(path).unwrap(), "x = 1");
}

#[test]
fn closing_all_asks_once_and_names_the_files() {
    let (_folder, paths) = folder_with(&["a.py", "b.py", "c.py"]);
    let mut harness = start_with_all(&paths);
    edit_all(&mut harness, 2);
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::W);
    harness.get_by_label("2 files have unsaved changes");
    harness.get_by_role_and_label(egui::accesskit::Role::Label, "a.py");
    harness.get_by_role_and_label(egui::accesskit::Role::Label, "b.py");
    assert!(harness.query_by_role_and_label(egui::accesskit::Role::Label, "c.py").is_none());
}

#[test]
fn save_all_in_the_question_saves_and_closes() {
    let (_folder, paths) = folder_with(&["a.py", "b.py"]);
    let mut harness = start_with_all(&paths);
    edit_all(&mut harness, 2);
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::W);
    harness.get_by_label("Save all").click();
    settle(&mut harness);
    assert_eq!(tabs(&harness), ["Untitled"]);
    for path in &paths {
        assert!(fs::read_to_string(path).unwrap().starts_with("# "), "{path:?}");
    }
}

#[test]
fn discarding_in_the_question_closes_all() {
    let (_folder, paths) = folder_with(&["a.py", "b.py"]);
    let mut harness = start_with_all(&paths);
    edit_all(&mut harness, 2);
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::W);
    harness.get_by_label("Discard changes").click();
    settle(&mut harness);
    assert_eq!(tabs(&harness), ["Untitled"]);
    assert_eq!(fs::read_to_string(&paths[0]).unwrap(), text_of("a.py"));
}

#[test]
fn keep_editing_keeps_all() {
    let (_folder, paths) = folder_with(&["a.py", "b.py"]);
    let mut harness = start_with_all(&paths);
    edit_all(&mut harness, 2);
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::W);
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(!harness.state().observe().is_asking);
    assert_eq!(tabs(&harness).len(), 2);
}

#[test]
fn closing_the_others_keeps_the_one_that_is_looked_at() {
    let (_folder, paths) = folder_with(&["a.py", "b.py", "c.py"]);
    let mut harness = start_with_all(&paths);
    press(&mut harness, Modifiers::COMMAND, Key::Tab);
    harness.state_mut().queue.push(Action::Tab(crate::panels::TabAction::CloseOthers));
    settle(&mut harness);
    assert_eq!(tabs(&harness), ["b.py"]);
}

#[test]
fn closing_a_file_behind_asks_about_that_one() {
    let (_folder, paths) = folder_with(&["a.py", "b.py"]);
    let mut harness = start_with_all(&paths);
    type_text(&mut harness, "# ");
    press(&mut harness, Modifiers::COMMAND, Key::Tab);
    harness.get_by_label("Close a.py, unsaved changes").click();
    settle(&mut harness);
    harness.get_by_label("a.py has unsaved changes");
    assert_eq!(harness.state().title(), "a.py", "one sees what is asked about");
    harness.get_by_label("Save a.py").click();
    settle(&mut harness);
    assert_eq!(tabs(&harness), ["b.py"]);
    assert_eq!(fs::read_to_string(&paths[0]).unwrap(), format!("# {}", text_of("a.py")));
}

#[test]
fn quitting_asks_about_files_behind() {
    let (_folder, paths) = folder_with(&["a.py", "b.py"]);
    let mut harness = start_with_all(&paths);
    type_text(&mut harness, "# ");
    press(&mut harness, Modifiers::COMMAND, Key::Tab);
    press(&mut harness, Modifiers::COMMAND, Key::Q);
    harness.get_by_label("a.py has unsaved changes");
    assert!(!harness.state().is_leaving);
    harness.get_by_label("Save a.py").click();
    settle(&mut harness);
    assert!(harness.state().is_leaving);
}

#[test]
fn a_conflict_on_disk_is_asked_about_with_its_file_in_sight() {
    let (_folder, paths) = folder_with(&["a.py", "b.py"]);
    let mut harness = start_with_all(&paths);
    edit_all(&mut harness, 2);
    fs::write(&paths[0], "theirs\n").unwrap();
    fs::write(&paths[1], "theirs, too\n").unwrap();
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::W);
    harness.get_by_label("Save all").click();
    settle(&mut harness);
    for (number, name) in ["a.py", "b.py"].into_iter().enumerate() {
        assert_eq!(harness.state().title(), name);
        harness.get_by_label(&format!("{name} has changed on disk"));
        harness.get_by_label(&format!("Overwrite {name}")).click();
        settle(&mut harness);
        assert!(fs::read_to_string(&paths[number]).unwrap().starts_with("# "));
    }
    assert_eq!(tabs(&harness), ["Untitled"], "and then all are closed, as was wanted");
}

#[test]
fn two_tabs_do_not_write_to_one_file() {
    let (_folder, paths) = folder_with(&["a.py", "b.py"]);
    let mut harness = start_with_all(&paths);
    harness.state_mut().queue.push(Action::SavePath(paths[1].clone()));
    settle(&mut harness);
    assert!(harness.state().observe().notices[0].text.contains("b.py is open in another tab"));
    assert_eq!(fs::read_to_string(&paths[1]).unwrap(), text_of("b.py"));
}

#[test]
fn a_signal_rescues_every_unsaved_text() {
    let (folder, paths) = folder_with(&["a.py", "b.py", "c.py"]);
    let mut harness = start_with_all(&paths);
    let flag = SignalFlag::default();
    harness.state_mut().heed(flag.clone());
    edit_all(&mut harness, 2);
    flag.raise(15);
    harness.step();
    harness.state_mut().finish();
    let copy = |name: &str| folder.path().join(format!(".{name}.namelight-recovery"));
    for name in ["a.py", "b.py"] {
        assert_eq!(fs::read_to_string(copy(name)).unwrap(), format!("# {}", text_of(name)));
        assert_eq!(fs::read_to_string(folder.path().join(name)).unwrap(), text_of(name));
    }
    assert!(!copy("c.py").exists(), "nothing was changed there");
}

#[test]
fn a_file_that_comes_while_a_question_is_open_does_not_get_its_answer() {
    let (_folder, paths) = folder_with(&["a.py", "b.py"]);
    let mut harness = start_with_all(&paths[..1]);
    type_text(&mut harness, "# ");
    fs::write(&paths[0], "theirs\n").unwrap();
    press(&mut harness, Modifiers::COMMAND, Key::S);
    harness.get_by_label("a.py has changed on disk");
    harness.input_mut().dropped_files.push(crate::headless::Dropped::handle(paths[1].clone()));
    settle(&mut harness);
    assert_eq!(harness.state().title(), "a.py", "the file that is asked about stays in front");
    harness.get_by_label("Overwrite a.py").click();
    settle(&mut harness);
    assert_eq!(fs::read_to_string(&paths[0]).unwrap(), format!("# {}", text_of("a.py")));
    assert_eq!(fs::read_to_string(&paths[1]).unwrap(), text_of("b.py"));
    assert_eq!(tabs(&harness), ["a.py", "b.py"]);
}

#[test]
fn a_dialog_that_is_answered_late_saves_the_file_that_it_was_opened_for() {
    let (folder, paths) = folder_with(&["a.py", "b.py"]);
    let mut harness = start_with_all(&paths);
    let first = harness.state().file.document.id();
    press(&mut harness, Modifiers::COMMAND, Key::Tab);
    let path = folder.path().join("copy.py");
    let answer = crate::app::dialogs::Dialog::answered(first, &path);
    harness.state_mut().dialog = Some(answer);
    settle(&mut harness);
    assert_eq!(tabs(&harness), ["copy.py", "b.py"]);
    assert_eq!(fs::read_to_string(path).unwrap(), text_of("a.py"));
}
