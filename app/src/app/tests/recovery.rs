//! Unsaved text outlives the program, and nothing is done with it before a person says so.

use std::time::{Duration, Instant};

use egui_kittest::kittest::NodeT as _;

use super::*;
use crate::commands;

pub(super) fn run(state: &tempfile::TempDir, start: Start) -> Harness<'static, App> {
    super::start(Options { start, state: Some(state.path().to_owned()), ..Options::default() })
}

pub(super) fn run_with(state: &tempfile::TempDir, path: &Path) -> Harness<'static, App> {
    run(state, Start::File(path.to_owned()))
}

/// Waits until every unsaved text is on the disk.
#[track_caller]
pub(super) fn await_copies(harness: &mut Harness<'_, App>) {
    let began = Instant::now();
    loop {
        let app = harness.state();
        if app.files().filter(|file| file.document.is_modified()).all(|file| app.is_kept(file)) {
            return;
        }
        assert!(began.elapsed() < Duration::from_secs(10), "nothing is kept");
        harness.step();
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// The window is gone, and nobody was asked.
pub(super) fn crash(mut harness: Harness<'static, App>) {
    await_copies(&mut harness);
    drop(harness);
}

fn click(harness: &mut Harness<'_, App>, label: &str) {
    harness.get_by_label(label).click();
    settle(harness);
}

pub(super) fn offers(harness: &Harness<'_, App>) -> Vec<String> {
    let rows = harness.query_all_by_label_contains("Unsaved text of");
    rows.filter_map(|row| row.accesskit_node().label().or_else(|| row.accesskit_node().value())).collect()
}

fn text(harness: &Harness<'_, App>) -> String {
    harness.state().observe().text.to_string()
}

/// The copies in a state directory.
fn copies(state: &tempfile::TempDir) -> usize {
    fs::read_dir(state.path().join("recovery")).map_or(0, |entries| {
        entries.filter(|entry| entry.as_ref().unwrap().path().extension().unwrap() == "copy").count()
    })
}

fn await_no_copies(state: &tempfile::TempDir) {
    let began = Instant::now();
    while copies(state) > 0 {
        assert!(began.elapsed() < Duration::from_secs(10), "a copy stays");
        std::thread::sleep(Duration::from_millis(5));
    }
}

const RESTORE: &str = "Restore the unsaved text of summary.py";
const COMPARE: &str = "Compare with its file the unsaved text of summary.py";
const DISCARD: &str = "Discard the unsaved text of summary.py";
const LATER: &str = "Keep for later the unsaved text of summary.py";

#[test]
fn fault_29_unsaved_text_is_offered_after_a_crash_and_can_be_undone() {
    let (folder, state) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let path = file(&folder, TEXT);
    let mut harness = run_with(&state, &path);
    type_text(&mut harness, "# new\n");
    crash(harness);
    let mut harness = run_with(&state, &path);
    assert_eq!(text(&harness), TEXT, "nothing is done unasked");
    assert_eq!(offers(&harness), ["Unsaved text of summary.py from less than a minute ago was kept."]);
    click(&mut harness, RESTORE);
    assert_eq!(text(&harness), format!("# new\n{TEXT}"));
    assert!(harness.state().observe().is_modified && offers(&harness).is_empty());
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(text(&harness), TEXT);
    assert!(!harness.state().observe().is_modified);
    assert_eq!(fs::read_to_string(&path).unwrap(), TEXT);
}

#[test]
fn fault_29_a_text_without_a_file_comes_back() {
    let state = tempfile::tempdir().unwrap();
    let mut harness = run(&state, Start::Text(String::new()));
    type_text(&mut harness, "x = 1\n");
    crash(harness);
    let mut harness = run(&state, Start::LastSession);
    click(&mut harness, "Restore the unsaved text of Untitled");
    assert_eq!(text(&harness), "x = 1\n");
    assert!(harness.state().observe().is_modified);
}

#[test]
fn fault_29_what_is_restored_outlives_another_crash() {
    let (folder, state) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let path = file(&folder, TEXT);
    let mut harness = run_with(&state, &path);
    type_text(&mut harness, "# new\n");
    crash(harness);
    let mut harness = run_with(&state, &path);
    click(&mut harness, RESTORE);
    type_text(&mut harness, "# more\n");
    crash(harness);
    assert_eq!(copies(&state), 1, "the copy of before isn't needed any more");
    let mut harness = run_with(&state, &path);
    click(&mut harness, RESTORE);
    assert!(text(&harness).contains("# new\n") && text(&harness).contains("# more\n"));
}

#[test]
fn fault_32_a_copy_never_wins_over_a_newer_file_by_itself() {
    let (folder, state) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let path = file(&folder, TEXT);
    let mut harness = run_with(&state, &path);
    type_text(&mut harness, "# mine\n");
    crash(harness);
    fs::write(&path, "theirs = 1\n").unwrap();
    let mut harness = run_with(&state, &path);
    assert_eq!(text(&harness), "theirs = 1\n");
    assert!(offers(&harness)[0].ends_with("The file has changed since."), "{:?}", offers(&harness));
    click(&mut harness, COMPARE);
    assert!(harness.state().observe().is_asking);
    harness.get_by_label("Restore the unsaved text").click();
    settle(&mut harness);
    assert_eq!(text(&harness), format!("# mine\n{TEXT}"));
    assert_eq!(fs::read_to_string(&path).unwrap(), "theirs = 1\n", "nothing is saved unasked");
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(text(&harness), "theirs = 1\n");
}

#[test]
fn a_comparison_that_is_closed_leaves_the_offer() {
    let (folder, state) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let path = file(&folder, TEXT);
    let mut harness = run_with(&state, &path);
    type_text(&mut harness, "# mine\n");
    crash(harness);
    let mut harness = run_with(&state, &path);
    click(&mut harness, COMPARE);
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert_eq!(offers(&harness).len(), 1);
}

#[test]
fn what_is_put_off_is_offered_again() {
    let (folder, state) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let path = file(&folder, TEXT);
    let mut harness = run_with(&state, &path);
    type_text(&mut harness, "# new\n");
    crash(harness);
    for _ in 0..2 {
        let mut harness = run_with(&state, &path);
        click(&mut harness, LATER);
        assert!(offers(&harness).is_empty());
        harness.state_mut().finish();
    }
    let mut harness = run_with(&state, &path);
    click(&mut harness, DISCARD);
    await_no_copies(&state);
    drop(harness);
    assert!(offers(&run_with(&state, &path)).is_empty());
}

#[test]
fn saving_or_giving_up_leaves_nothing_to_offer() {
    let (folder, state) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let path = file(&folder, TEXT);
    let mut harness = run_with(&state, &path);
    type_text(&mut harness, "# ");
    await_copies(&mut harness);
    assert_eq!(copies(&state), 1);
    press(&mut harness, Modifiers::COMMAND, Key::S);
    await_no_copies(&state);
    type_text(&mut harness, "more");
    await_copies(&mut harness);
    press(&mut harness, Modifiers::COMMAND, Key::W);
    click(&mut harness, "Discard changes");
    await_no_copies(&state);
}

#[test]
fn undoing_everything_leaves_nothing_to_offer() {
    let state = tempfile::tempdir().unwrap();
    let mut harness = run(&state, Start::Text(TEXT.to_owned()));
    type_text(&mut harness, "x");
    await_copies(&mut harness);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    await_no_copies(&state);
}

#[test]
fn quitting_without_saving_on_purpose_leaves_nothing_to_offer() {
    let state = tempfile::tempdir().unwrap();
    let mut harness = run(&state, Start::Text(TEXT.to_owned()));
    type_text(&mut harness, "x");
    await_copies(&mut harness);
    press(&mut harness, Modifiers::COMMAND, Key::Q);
    click(&mut harness, "Discard changes");
    harness.state_mut().finish();
    drop(harness);
    assert_eq!(copies(&state), 0);
}

#[test]
fn fault_29_a_window_that_goes_by_itself_leaves_its_text() {
    let state = tempfile::tempdir().unwrap();
    let mut harness = run(&state, Start::Text(TEXT.to_owned()));
    type_text(&mut harness, "x");
    // As when its display has gone.
    harness.state_mut().finish();
    drop(harness);
    assert_eq!(offers(&run(&state, Start::Tour)).len(), 1);
}

#[test]
fn fault_11_a_second_window_is_not_offered_what_the_first_one_keeps() {
    let (folder, state) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let path = file(&folder, TEXT);
    let mut first = run_with(&state, &path);
    type_text(&mut first, "# first\n");
    await_copies(&mut first);
    let mut second = run_with(&state, &path);
    assert!(offers(&second).is_empty());
    type_text(&mut second, "# second\n");
    await_copies(&mut second);
    assert_eq!(copies(&state), 2);
    drop(first);
    drop(second);
    assert_eq!(offers(&run_with(&state, &path)).len(), 2);
}

#[test]
fn a_file_that_is_gone_comes_back_by_saving() {
    let (folder, state) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let path = file(&folder, TEXT);
    let mut harness = run_with(&state, &path);
    type_text(&mut harness, "# new\n");
    crash(harness);
    fs::remove_file(&path).unwrap();
    let mut harness = run(&state, Start::LastSession);
    assert!(offers(&harness)[0].ends_with("The file is gone."));
    click(&mut harness, RESTORE);
    assert_eq!(harness.state().title(), "summary.py");
    press(&mut harness, Modifiers::COMMAND, Key::S);
    assert_eq!(fs::read_to_string(&path).unwrap(), format!("# new\n{TEXT}"));
}

#[test]
fn what_is_restored_goes_into_the_tab_of_the_last_session() {
    let (folder, state) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let path = file(&folder, TEXT);
    let other = folder.path().join("other.py");
    fs::write(&other, "y = 2\n").unwrap();
    let wanted = |path: &PathBuf| Wanted::File { path: path.clone(), place: None };
    let mut harness = run(&state, Start::Files(vec![wanted(&path), wanted(&other)]));
    type_text(&mut harness, "# new\n");
    press(&mut harness, Modifiers::COMMAND, Key::Tab);
    await_copies(&mut harness);
    harness.state_mut().finish();
    drop(harness);
    let mut harness = run(&state, Start::LastSession);
    assert_eq!(harness.state().title(), "other.py");
    click(&mut harness, RESTORE);
    assert_eq!((harness.state().title().as_str(), harness.state().tab_count()), ("summary.py", 2));
    assert_eq!(text(&harness), format!("# new\n{TEXT}"));
}

#[test]
fn fault_32_a_damaged_copy_is_told_and_kept() {
    let state = tempfile::tempdir().unwrap();
    let shelf = state.path().join("recovery");
    fs::create_dir(&shelf).unwrap();
    fs::write(shelf.join("1-damaged.copy"), "namelight recovery 1\n???").unwrap();
    fs::write(shelf.join("1-later.copy"), "namelight recovery 99\n???").unwrap();
    let harness = run(&state, Start::Text(TEXT.to_owned()));
    let said: Vec<&str> = harness.state().notices.iter().map(|notice| notice.text.as_str()).collect();
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(said[0].contains("it is damaged. It was put aside as"), "{said:?}");
    assert!(said[1].contains("a later version of Namelight wrote it. It stays in"), "{said:?}");
    assert_eq!(fs::read_dir(&shelf).unwrap().count(), 2);
}

#[test]
fn fault_33_where_nothing_can_be_kept_it_is_told_once_and_editing_goes_on() {
    let (folder, state) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let path = file(&folder, TEXT);
    fs::write(state.path().join("recovery"), "in the way").unwrap();
    let mut harness = run_with(&state, &path);
    for letter in ["# a", "b", "c"] {
        type_text(&mut harness, letter);
        let writer = harness.state().recovery_writer().unwrap();
        writer.flush(Duration::from_secs(10));
        settle(&mut harness);
    }
    let said = harness.state().observe().notices.to_vec();
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].text.starts_with("Unsaved text isn't kept"), "{said:?}");
    press(&mut harness, Modifiers::COMMAND, Key::S);
    assert_eq!(fs::read_to_string(&path).unwrap(), format!("# abc{TEXT}"));
    // Once it works again, nothing is wrong any more.
    fs::remove_file(state.path().join("recovery")).unwrap();
    type_text(&mut harness, "d");
    harness.state().recovery_writer().unwrap().flush(Duration::from_secs(10));
    settle(&mut harness);
    assert!(harness.state().observe().notices.is_empty());
    await_copies(&mut harness);
}

#[test]
fn kept_text_is_reached_by_a_command() {
    let (folder, state) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let path = file(&folder, TEXT);
    let mut harness = run_with(&state, &path);
    type_text(&mut harness, "# new\n");
    crash(harness);
    let mut harness = run_with(&state, &path);
    assert!(!harness.get_by_label(RESTORE).is_focused(), "typing goes into the code");
    let look = commands::entry("file.recover").unwrap().action.clone();
    harness.state_mut().queue.push(look.clone());
    settle(&mut harness);
    assert!(harness.get_by_label(RESTORE).is_focused());
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(text(&harness), format!("# new\n{TEXT}"));
    harness.state_mut().queue.push(look);
    settle(&mut harness);
    assert_eq!(harness.state().observe().notices[0].text, "There is no unsaved text that was kept.");
}

#[test]
fn a_start_with_kept_text_comes_to_rest() {
    let (folder, state) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let path = file(&folder, TEXT);
    let mut harness = run_with(&state, &path);
    type_text(&mut harness, "# new\n");
    crash(harness);
    let mut harness = run_with(&state, &path);
    harness.run_steps(100);
    let viewport = harness.output().viewport_output.values().next().unwrap();
    assert_eq!(viewport.repaint_delay, Duration::MAX, "{:?}", harness.ctx.repaint_causes());
}

#[test]
fn without_a_state_directory_nothing_is_kept() {
    let mut harness = start(Options { start: Start::Text(TEXT.to_owned()), ..Options::default() });
    type_text(&mut harness, "x");
    assert!(harness.state().recovery_writer().is_none());
    assert!(!harness.state().is_kept(&harness.state().file));
}
