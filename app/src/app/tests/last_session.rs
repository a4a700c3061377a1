//! What was open is open again at the next start.

use super::tabs::{folder_with, tabs, text_of};
use super::*;

fn run(state: &tempfile::TempDir, start: Start) -> Harness<'static, App> {
    super::start(Options { start, state: Some(state.path().to_owned()), ..Options::default() })
}

pub(super) fn with_files(state: &tempfile::TempDir, paths: &[PathBuf]) -> Harness<'static, App> {
    let file = |path: &PathBuf| Wanted::File { path: path.clone(), place: None };
    run(state, Start::Files(paths.iter().map(file).collect()))
}

/// The window is closed.
pub(super) fn close(mut harness: Harness<'static, App>) {
    harness.state_mut().finish();
}

pub(super) fn again(state: &tempfile::TempDir) -> Harness<'static, App> {
    run(state, Start::LastSession)
}

fn written(state: &tempfile::TempDir) -> String {
    fs::read_to_string(state.path().join("session.json")).unwrap_or_default()
}

/// How many files have been read.
fn read(harness: &Harness<'_, App>) -> usize {
    harness.state().files().filter(|file| file.unread.is_none()).count()
}

#[test]
fn the_first_start_shows_the_tour() {
    let state = tempfile::tempdir().unwrap();
    assert_eq!(again(&state).state().title(), "tour.py");
}

#[test]
fn the_same_files_are_open_in_the_same_order() {
    let state = tempfile::tempdir().unwrap();
    let (_folder, paths) = folder_with(&["a.py", "b.py", "c.py"]);
    let mut harness = with_files(&state, &paths);
    press(&mut harness, Modifiers::COMMAND, Key::Tab);
    close(harness);
    let harness = again(&state);
    assert_eq!(tabs(&harness), ["a.py", "b.py", "c.py"]);
    assert_eq!(harness.state().title(), "b.py");
    assert_eq!(harness.state().observe().text.to_string(), text_of("b.py"));
    assert_eq!(lit(&harness), ["b", "b", "b"], "and it is lit");
}

#[test]
fn only_the_active_file_is_read_at_the_start() {
    let state = tempfile::tempdir().unwrap();
    let (_folder, paths) = folder_with(&["a.py", "b.py", "c.py"]);
    close(with_files(&state, &paths));
    let mut harness = again(&state);
    assert_eq!(read(&harness), 1);
    press(&mut harness, Modifiers::COMMAND, Key::Tab);
    assert_eq!((harness.state().title().as_str(), read(&harness)), ("b.py", 2));
    assert_eq!(harness.state().observe().text.to_string(), text_of("b.py"));
    type_text(&mut harness, "x");
    assert_eq!(harness.state().observe().text.to_string(), format!("x{}", text_of("b.py")));
}

#[test]
fn the_cursors_are_where_they_were() {
    let state = tempfile::tempdir().unwrap();
    let (_folder, paths) = folder_with(&["a.py", "b.py"]);
    let mut harness = with_files(&state, &paths);
    go_to(&mut harness, "print", 0);
    press(&mut harness, Modifiers::COMMAND | Modifiers::ALT, Key::ArrowDown);
    let before = harness.state().file.document.selections().as_added();
    press(&mut harness, Modifiers::COMMAND, Key::Tab);
    go_to(&mut harness, "print", 1);
    let cursor = harness.state().observe().cursor;
    close(harness);
    let mut harness = again(&state);
    assert_eq!(harness.state().observe().cursor, cursor);
    press(&mut harness, Modifiers::COMMAND, Key::Tab);
    assert_eq!(harness.state().file.document.selections().as_added(), before);
}

#[test]
fn a_file_is_scrolled_to_where_it_was() {
    let state = tempfile::tempdir().unwrap();
    let (_folder, paths) = folder_with(&["a.py"]);
    fs::write(&paths[0], "x = 1\n".repeat(400)).unwrap();
    let mut harness = with_files(&state, &paths);
    harness.state_mut().file.view.set_top(120.5);
    settle(&mut harness);
    close(harness);
    assert_eq!(again(&state).state().file.view.top(), 120.5);
}

#[test]
fn a_file_that_became_shorter_has_its_cursor_at_the_end() {
    let state = tempfile::tempdir().unwrap();
    let (_folder, paths) = folder_with(&["a.py"]);
    let mut harness = with_files(&state, &paths);
    go_to(&mut harness, "print", 1);
    close(harness);
    fs::write(&paths[0], "é").unwrap();
    let harness = again(&state);
    assert_eq!(harness.state().observe().cursor, 2);
}

#[test]
fn two_panes_come_back() {
    let state = tempfile::tempdir().unwrap();
    let (_folder, paths) = folder_with(&["a.py", "b.py"]);
    let mut harness = with_files(&state, &paths);
    press(&mut harness, Modifiers::COMMAND, Key::Backslash);
    press(&mut harness, Modifiers::COMMAND, Key::Tab);
    assert_eq!(harness.state().title(), "b.py");
    close(harness);
    let mut harness = again(&state);
    assert_eq!(harness.state().title(), "b.py");
    assert!(harness.query_by_label_contains("Left pane: a.py").is_some());
    press(&mut harness, Modifiers::COMMAND, Key::Num1);
    assert_eq!(harness.state().title(), "a.py");
    type_text(&mut harness, "x");
    assert_eq!(harness.state().observe().text.to_string(), format!("x{}", text_of("a.py")));
}

#[test]
fn a_file_that_is_gone_is_left_out_with_one_notice() {
    let state = tempfile::tempdir().unwrap();
    let (_folder, paths) = folder_with(&["a.py", "b.py", "c.py", "d.py"]);
    close(with_files(&state, &paths));
    fs::remove_file(&paths[0]).unwrap();
    fs::remove_file(&paths[2]).unwrap();
    let harness = again(&state);
    assert_eq!(tabs(&harness), ["b.py", "d.py"]);
    let notices = harness.state().observe().notices;
    assert_eq!(notices.len(), 1);
    assert!(notices[0].text.starts_with("Not opened again, since they are gone: "), "{notices:?}");
}

#[test]
fn a_file_that_goes_before_it_is_shown_loses_its_tab() {
    let state = tempfile::tempdir().unwrap();
    let (_folder, paths) = folder_with(&["a.py", "b.py", "c.py"]);
    close(with_files(&state, &paths));
    let mut harness = again(&state);
    fs::remove_file(&paths[1]).unwrap();
    press(&mut harness, Modifiers::COMMAND, Key::Tab);
    settle(&mut harness);
    assert_eq!(tabs(&harness), ["a.py", "c.py"]);
    assert_eq!(harness.state().observe().notices.len(), 1);
}

#[test]
fn files_on_the_command_line_are_all_that_is_opened() {
    let state = tempfile::tempdir().unwrap();
    let (_folder, paths) = folder_with(&["a.py", "b.py", "c.py"]);
    close(with_files(&state, &paths[..2]));
    let harness = with_files(&state, &paths[2..]);
    assert_eq!(tabs(&harness), ["c.py"]);
}

#[test]
fn it_can_be_turned_off() {
    let state = tempfile::tempdir().unwrap();
    let (_folder, paths) = folder_with(&["a.py"]);
    close(with_files(&state, &paths));
    let settings = state.path().join("settings.toml");
    fs::write(&settings, "[files]\nrestore_session = false\n").unwrap();
    let harness = start(Options {
        start: Start::LastSession,
        state: Some(state.path().to_owned()),
        settings: Some(settings),
        ..Options::default()
    });
    assert_eq!(tabs(&harness), ["tour.py"]);
}

#[test]
fn it_is_written_a_moment_after_a_change() {
    let state = tempfile::tempdir().unwrap();
    let (_folder, paths) = folder_with(&["a.py", "b.py"]);
    let mut harness = with_files(&state, &paths);
    harness.run_steps(90);
    settle(&mut harness);
    assert!(written(&state).contains("\"active\": 0"));
    press(&mut harness, Modifiers::COMMAND, Key::Tab);
    harness.run_steps(90);
    settle(&mut harness);
    assert!(written(&state).contains("\"active\": 1"));
    rests(&mut harness);
}

#[test]
fn without_a_folder_nothing_is_written() {
    let (folder, paths) = folder_with(&["a.py"]);
    let mut harness = super::tabs::start_with_all(&paths);
    harness.run_steps(90);
    close(harness);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_broken_session_is_put_aside_and_said() {
    let state = tempfile::tempdir().unwrap();
    fs::write(state.path().join("session.json"), "{\"files\": 7}").unwrap();
    let harness = again(&state);
    assert_eq!(harness.state().title(), "tour.py");
    let notices = harness.state().observe().notices;
    assert!(notices[0].text.contains("session.broken.json"), "{notices:?}");
    assert!(state.path().join("session.broken.json").exists());
}

#[test]
fn what_is_in_no_file_is_no_part_of_it() {
    let state = tempfile::tempdir().unwrap();
    let (_folder, paths) = folder_with(&["a.py"]);
    let mut harness = with_files(&state, &paths);
    press(&mut harness, Modifiers::COMMAND, Key::N);
    close(harness);
    assert_eq!(tabs(&again(&state)), ["a.py"]);
}

#[test]
fn the_window_that_is_closed_last_wins() {
    let state = tempfile::tempdir().unwrap();
    let (_folder, paths) = folder_with(&["a.py", "b.py"]);
    let (first, second) = (with_files(&state, &paths[..1]), with_files(&state, &paths[1..]));
    close(second);
    close(first);
    assert_eq!(tabs(&again(&state)), ["a.py"]);
}

#[test]
fn a_tab_that_was_not_read_can_be_closed_and_moved() {
    let state = tempfile::tempdir().unwrap();
    let (_folder, paths) = folder_with(&["a.py", "b.py", "c.py"]);
    close(with_files(&state, &paths));
    let mut harness = again(&state);
    let ids: Vec<DocumentId> = harness.state().files().map(|file| file.document.id()).collect();
    harness.state_mut().move_tab(ids[2], 0);
    settle(&mut harness);
    assert_eq!(tabs(&harness), ["c.py", "a.py", "b.py"]);
    press(&mut harness, Modifiers::COMMAND, Key::W);
    settle(&mut harness);
    assert_eq!(tabs(&harness), ["c.py", "b.py"]);
    assert_eq!(harness.state().observe().text.to_string(), text_of("b.py"), "its neighbour is read");
}

#[test]
fn a_file_that_was_not_read_is_opened_in_its_own_tab_at_the_line_that_is_wanted() {
    let state = tempfile::tempdir().unwrap();
    let (_folder, paths) = folder_with(&["a.py", "b.py"]);
    close(with_files(&state, &paths));
    let mut harness = again(&state);
    press(&mut harness, Modifiers::COMMAND, Key::P);
    type_text(&mut harness, "b.py:2");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(tabs(&harness), ["a.py", "b.py"]);
    assert_eq!(harness.state().observe().cursor, text_of("b.py").find('\n').unwrap() + 1);
}

#[test]
fn a_session_with_files_nobody_has_looked_at_is_kept_as_it_was() {
    let state = tempfile::tempdir().unwrap();
    let (_folder, paths) = folder_with(&["a.py", "b.py"]);
    let mut harness = with_files(&state, &paths);
    press(&mut harness, Modifiers::COMMAND, Key::Tab);
    go_to(&mut harness, "print", 1);
    press(&mut harness, Modifiers::COMMAND, Key::Tab);
    close(harness);
    let before = written(&state);
    close(again(&state));
    assert_eq!(written(&state), before);
}
