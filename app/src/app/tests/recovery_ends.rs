//! However the program ends, its next start offers what wasn't saved.

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::recovery::{await_copies, offers, run, run_with};
use super::*;

#[test]
fn fault_30_a_signal_keeps_unsaved_text_for_the_next_start() {
    let (folder, state) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let path = file(&folder, TEXT);
    let mut harness = run_with(&state, &path);
    let flag = SignalFlag::default();
    harness.state_mut().heed(flag.clone());
    type_text(&mut harness, "# ");
    let began = Instant::now();
    flag.raise(15);
    harness.step();
    harness.state_mut().finish();
    assert!(began.elapsed() < Duration::from_secs(1), "{:?}", began.elapsed());
    drop(harness);
    assert_eq!(fs::read_to_string(&path).unwrap(), TEXT, "the file itself is left alone");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "and nothing else is left beside it");
    assert_eq!(offers(&run_with(&state, &path)).len(), 1);
}

#[test]
fn fault_30_where_nothing_can_be_kept_a_signal_rescues_text_beside_its_file() {
    let (folder, state) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let path = file(&folder, TEXT);
    fs::write(state.path().join("recovery"), "in the way").unwrap();
    let mut harness = run_with(&state, &path);
    let flag = SignalFlag::default();
    harness.state_mut().heed(flag.clone());
    type_text(&mut harness, "# ");
    flag.raise(15);
    harness.step();
    harness.state_mut().finish();
    let copy = folder.path().join(".summary.py.namelight-recovery");
    assert_eq!(fs::read_to_string(copy).unwrap(), format!("# {TEXT}"));
}

/// This test as another process that does what the variable says.
fn child(test: &str, state: &tempfile::TempDir) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", &format!("app::tests::recovery_ends::{test}"), "--nocapture"])
        .env("NAMELIGHT_TEST_STATE", state.path())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

fn state_of_child() -> Option<PathBuf> {
    std::env::var_os("NAMELIGHT_TEST_STATE").map(PathBuf::from)
}

fn window_in(state: &Path, start: Start) -> Harness<'static, App> {
    super::start(Options { start, state: Some(state.to_owned()), ..Options::default() })
}

/// The other half of the next test: types numbers until it is killed.
#[test]
fn child_that_types_until_it_is_killed() {
    let Some(state) = state_of_child() else { return };
    let mut harness = window_in(&state, Start::Text(String::new()));
    for number in 0.. {
        harness.event(Event::Text(format!("x = {number}  # ")));
        harness.step();
        std::thread::sleep(Duration::from_millis(15));
    }
}

#[test]
fn fault_29_killed_while_it_types_the_text_is_offered() {
    for round in 0..3 {
        let state = tempfile::tempdir().unwrap();
        let mut child = child("child_that_types_until_it_is_killed", &state);
        let began = Instant::now();
        let is_there = || {
            let entries = fs::read_dir(state.path().join("recovery")).into_iter().flatten().flatten();
            entries.into_iter().any(|entry| entry.path().extension().is_some_and(|end| end == "copy"))
        };
        while !is_there() {
            assert!(began.elapsed() < Duration::from_secs(60), "nothing is kept");
            std::thread::sleep(Duration::from_millis(5));
        }
        std::thread::sleep(Duration::from_millis(700 + 130 * round));
        child.kill().unwrap();
        child.wait().unwrap();
        let mut harness = run(&state, Start::Tour);
        assert_eq!(offers(&harness).len(), 1, "{:?}", harness.state().notices);
        harness.get_by_label("Restore the unsaved text of Untitled").click();
        settle(&mut harness);
        let text = harness.state().observe().text.to_string();
        assert!(text.starts_with("x = 0  # x = 1  # "), "{text:?}");
        let last = text.trim_end().matches("x = ").count();
        assert!(last > 2, "it was written while it was typed: {text}");
    }
}

/// The other half of the next test: its loop stands still while it has unsaved text.
#[test]
fn child_that_hangs() {
    let Some(state) = state_of_child() else { return };
    let watch = super::super::SignalWatch::start(|| {}).unwrap();
    let mut harness = window_in(&state, Start::Text(String::new()));
    harness.state_mut().heed(watch.flag());
    type_text(&mut harness, "x = 1\n");
    fs::write(state.join("hangs"), "").unwrap();
    std::thread::sleep(Duration::from_secs(60));
}

#[test]
fn fault_30_every_signal_ends_a_program_that_hangs_and_its_text_is_offered() {
    use rustix::process::{Pid, Signal, kill_process};
    for (signal, number) in [(Signal::INT, 2), (Signal::TERM, 15), (Signal::HUP, 1)] {
        let state = tempfile::tempdir().unwrap();
        let mut child = child("child_that_hangs", &state);
        let began = Instant::now();
        while !state.path().join("hangs").exists() {
            assert!(began.elapsed() < Duration::from_secs(60));
            std::thread::sleep(Duration::from_millis(2));
        }
        let signalled = Instant::now();
        kill_process(Pid::from_child(&child), signal).unwrap();
        let status = child.wait().unwrap();
        // A second, and what a busy machine takes to end a process.
        assert!(signalled.elapsed() < Duration::from_millis(1_500), "{:?}", signalled.elapsed());
        assert_eq!(status.code(), Some(128 + number));
        let mut harness = run(&state, Start::Tour);
        harness.get_by_label("Restore the unsaved text of Untitled").click();
        settle(&mut harness);
        assert_eq!(harness.state().observe().text.to_string(), "x = 1\n");
    }
}

/// The other half of the next test.
#[test]
fn child_that_panics() {
    let Some(state) = state_of_child() else { return };
    let mut harness = window_in(&state, Start::Text(String::new()));
    super::super::recovery::end_after_panic(harness.state().recovery_writer().unwrap());
    type_text(&mut harness, "x = 1\n");
    // Not written yet: it was typed just now.
    fs::write(state.join("panics"), "").unwrap();
    panic!("as a fault of the program would");
}

#[test]
fn fault_29_a_panic_of_the_windows_thread_loses_nothing_and_ends_within_a_second() {
    let state = tempfile::tempdir().unwrap();
    let mut child = child("child_that_panics", &state);
    let mark = state.path().join("panics");
    let began = Instant::now();
    while !mark.exists() {
        assert!(began.elapsed() < Duration::from_secs(60));
        std::thread::sleep(Duration::from_millis(2));
    }
    let panicked = Instant::now();
    let status = child.wait().unwrap();
    assert!(panicked.elapsed() < Duration::from_secs(1), "{:?}", panicked.elapsed());
    assert_eq!(status.code(), Some(101));
    let mut harness = run(&state, Start::Tour);
    harness.get_by_label("Restore the unsaved text of Untitled").click();
    settle(&mut harness);
    assert_eq!(harness.state().observe().text.to_string(), "x = 1\n");
    await_copies(&mut harness);
}
