//! Files that were open before: the list, the welcome page, and what is kept of it.

use super::quick_open::rows;
use super::tabs::{folder_with, tabs};
use super::*;

/// A program that remembers, with these files open.
fn opened(state: &tempfile::TempDir, paths: &[PathBuf]) -> Harness<'static, App> {
    let file = |path: &PathBuf| Wanted::File { path: path.clone(), place: None };
    let start = match paths {
        [] => Start::Text(String::new()),
        paths => Start::Files(paths.iter().map(file).collect()),
    };
    super::start(Options { start, state: Some(state.path().to_owned()), ..Options::default() })
}

fn look_at_all(harness: &mut Harness<'_, App>) {
    for _ in 0..harness.state().tab_count() {
        press(harness, Modifiers::COMMAND, Key::Tab);
    }
}

fn kept(state: &tempfile::TempDir) -> Vec<String> {
    let text = fs::read_to_string(state.path().join("recent.json")).unwrap();
    let paths: Vec<String> = serde_json::from_str(&text).unwrap();
    paths.iter().map(|path| path.rsplit('/').next().unwrap().to_owned()).collect()
}

fn row(path: &Path) -> String {
    let path = path.canonicalize().unwrap();
    format!("{}, {}", path.file_name().unwrap().display(), path.parent().unwrap().display())
}

#[test]
fn ctrl_r_lists_what_was_looked_at_before_this_file() {
    let (_folder, paths) = folder_with(&["a.py", "b.py", "c.py"]);
    let mut harness = super::tabs::start_with_all(&paths);
    look_at_all(&mut harness);
    press(&mut harness, Modifiers::COMMAND, Key::R);
    assert_eq!(rows(&harness), [row(&paths[2]), row(&paths[1])]);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(harness.state().title(), "c.py");
}

#[test]
fn it_can_be_searched() {
    let (_folder, paths) = folder_with(&["alpha.py", "beta.py", "gamma.py"]);
    let mut harness = super::tabs::start_with_all(&paths);
    look_at_all(&mut harness);
    press(&mut harness, Modifiers::COMMAND, Key::R);
    type_text(&mut harness, "beta.py");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(harness.state().title(), "beta.py");
}

#[test]
fn where_there_is_none_it_says_so() {
    let mut harness = start(Options { start: Start::Text(TEXT.to_owned()), ..Options::default() });
    press(&mut harness, Modifiers::COMMAND, Key::R);
    harness.get_by_label("No other file was open yet.");
}

#[test]
fn the_next_run_knows_them() {
    let state = tempfile::tempdir().unwrap();
    let (_folder, paths) = folder_with(&["a.py", "b.py"]);
    let mut harness = opened(&state, &paths);
    look_at_all(&mut harness);
    drop(harness);
    assert_eq!(kept(&state), ["a.py", "b.py"]);
    let mut harness = opened(&state, &[]);
    press(&mut harness, Modifiers::COMMAND, Key::R);
    assert_eq!(rows(&harness), [row(&paths[0]), row(&paths[1])]);
}

#[test]
fn two_windows_remember_the_files_of_both() {
    let state = tempfile::tempdir().unwrap();
    let (_folder, paths) = folder_with(&["a.py", "b.py"]);
    let first = opened(&state, &paths[..1]);
    let second = opened(&state, &paths[1..]);
    drop(first);
    drop(second);
    let mut both = kept(&state);
    both.sort();
    assert_eq!(both, ["a.py", "b.py"]);
}

#[test]
fn a_file_that_is_gone_is_said_and_forgotten() {
    let state = tempfile::tempdir().unwrap();
    let (_folder, paths) = folder_with(&["a.py", "b.py"]);
    drop(opened(&state, &paths[..1]));
    fs::remove_file(&paths[0]).unwrap();
    let mut harness = opened(&state, &[]);
    press(&mut harness, Modifiers::COMMAND, Key::R);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    let notices = harness.state().observe().notices;
    assert_eq!(notices.len(), 1);
    assert_eq!(notices[0].text, "a.py is gone. It isn't among the recent files any more.");
    press(&mut harness, Modifiers::COMMAND, Key::R);
    assert!(rows(&harness).is_empty());
    drop(harness);
    assert!(kept(&state).is_empty());
}

#[test]
fn as_many_are_remembered_as_the_settings_say() {
    let state = tempfile::tempdir().unwrap();
    let settings = state.path().join("settings.toml");
    fs::write(&settings, "[files]\nrecent_limit = 1\n").unwrap();
    let (_folder, paths) = folder_with(&["a.py", "b.py"]);
    let file = |path: &PathBuf| Wanted::File { path: path.clone(), place: None };
    let mut harness = start(Options {
        start: Start::Files(paths.iter().map(file).collect()),
        state: Some(state.path().to_owned()),
        settings: Some(settings),
        ..Options::default()
    });
    press(&mut harness, Modifiers::COMMAND, Key::Tab);
    drop(harness);
    assert_eq!(kept(&state), ["b.py"]);
}

#[test]
fn a_list_that_cannot_be_read_is_put_aside_and_said() {
    let state = tempfile::tempdir().unwrap();
    fs::write(state.path().join("recent.json"), "no list").unwrap();
    let harness = opened(&state, &[]);
    let notices = harness.state().observe().notices;
    assert!(notices[0].text.contains("recent.broken.json"), "{notices:?}");
    assert_eq!(fs::read_to_string(state.path().join("recent.broken.json")).unwrap(), "no list");
}

#[test]
fn the_welcome_page_lists_five_of_them() {
    let state = tempfile::tempdir().unwrap();
    let (_folder, paths) = folder_with(&["a.py", "b.py", "c.py", "d.py", "e.py", "f.py"]);
    let mut harness = opened(&state, &paths);
    look_at_all(&mut harness);
    drop(harness);
    let mut harness = opened(&state, &[]);
    let listed = harness.query_all_by_label_contains(".py, in ").count();
    assert_eq!(listed, 5);
    harness.get_by_label_contains("f.py, in ").click();
    settle(&mut harness);
    assert_eq!(tabs(&harness), ["f.py"]);
}

#[test]
fn the_welcome_page_without_recent_files_lists_none() {
    let state = tempfile::tempdir().unwrap();
    let harness = opened(&state, &[]);
    harness.get_by_label("Try it on a sample");
    assert_eq!(harness.query_all_by_label_contains(", in ").count(), 0);
}
