//! Bookmarks are there again at the next start.

use super::last_session::{again, close, with_files};
use super::tabs::{folder_with, text_of};
use super::*;

const HELD: Modifiers = Modifiers::COMMAND.plus(Modifiers::ALT);

/// The marked lines of the file that is looked at, from 1.
fn marked(harness: &Harness<'_, App>) -> Vec<usize> {
    let file = &harness.state().file;
    let line = |line: &std::ops::Range<usize>| file.document.text().line_of_byte(line.start) + 1;
    file.bookmarks.lines().iter().map(line).collect()
}

/// `a.py` with its second line marked, and `b.py`; closed again.
fn closed() -> (tempfile::TempDir, tempfile::TempDir, Vec<PathBuf>) {
    let state = tempfile::tempdir().unwrap();
    let (folder, paths) = folder_with(&["a.py", "b.py"]);
    let mut harness = with_files(&state, &paths);
    go_to(&mut harness, "print", 0);
    press(&mut harness, HELD, Key::K);
    close(harness);
    (state, folder, paths)
}

#[test]
fn they_are_where_they_were() {
    let (state, _folder, _) = closed();
    let harness = again(&state);
    assert_eq!(marked(&harness), [2]);
    harness.get_by_label("Bookmark in line 2");
}

#[test]
fn those_of_a_file_that_nobody_has_looked_at_stay_remembered() {
    let (state, _folder, _) = closed();
    let mut harness = again(&state);
    press(&mut harness, Modifiers::COMMAND, Key::Tab);
    assert!(marked(&harness).is_empty());
    // Now `a.py` isn't the active one, and won't be read.
    close(harness);
    close(again(&state));
    let mut harness = again(&state);
    press(&mut harness, Modifiers::COMMAND, Key::Tab);
    assert_eq!(marked(&harness), [2]);
}

#[test]
fn they_move_with_what_is_put_before_them_here_or_elsewhere() {
    let (state, _folder, paths) = closed();
    fs::write(&paths[0], format!("# one\n{}", text_of("a.py"))).unwrap();
    let mut harness = again(&state);
    assert_eq!(marked(&harness), [3], "another program has put it there");
    press(&mut harness, Modifiers::COMMAND, Key::Home);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    press(&mut harness, Modifiers::COMMAND, Key::S);
    close(harness);
    assert_eq!(marked(&again(&state)), [4]);
}

#[test]
fn one_whose_line_is_gone_is_dropped() {
    let (state, _folder, paths) = closed();
    fs::write(&paths[0], "b = 1\n").unwrap();
    assert!(marked(&again(&state)).is_empty());
}

#[test]
fn one_that_was_taken_away_does_not_come_back() {
    let (state, _folder, _) = closed();
    let mut harness = again(&state);
    press(&mut harness, HELD, Key::K);
    close(harness);
    assert!(marked(&again(&state)).is_empty());
}
