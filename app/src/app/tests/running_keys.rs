//! Between the code and the output panel by keys alone.
#![cfg(unix)]

use super::running::{await_end, await_output, go_to_panel, is_open, open, output, run, run_to_end};
use super::*;

const ASKING: &str = "echo ready\nread x\necho got $x\nread y\necho over\n";

/// Whether what is typed goes into the code.
fn types_code(harness: &mut Harness<'_, App>) -> bool {
    let before = harness.state().observe().revision;
    type_text(harness, "x");
    harness.state().observe().revision != before
}

fn go(harness: &mut Harness<'_, App>) {
    press(harness, Modifiers::COMMAND, Key::Backtick);
}

#[test]
fn while_it_runs_the_code_has_the_keyboard_until_a_key_goes_to_the_input() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = open(&folder, ASKING);
    run(&mut harness);
    await_output(&mut harness, "ready");
    assert!(types_code(&mut harness));
    go(&mut harness);
    type_text(&mut harness, "tide");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    await_output(&mut harness, "got tide");
    type_text(&mut harness, "and on");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    await_end(&mut harness);
    assert!(output(&harness).ends_with("over"));
}

#[test]
fn escape_goes_back_to_the_code_and_what_runs_stays_in_sight() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = open(&folder, ASKING);
    run(&mut harness);
    await_output(&mut harness, "ready");
    go(&mut harness);
    assert!(!types_code(&mut harness));
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(is_open(&harness) && harness.state().running.is_live());
    assert!(types_code(&mut harness));
}

#[test]
fn once_it_has_ended_escape_closes_the_panel() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = open(&folder, "echo over\n");
    run_to_end(&mut harness);
    go_to_panel(&mut harness);
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(!is_open(&harness));
    assert!(types_code(&mut harness));
}

#[test]
fn the_key_opens_the_panel_and_in_it_closes_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = open(&folder, "echo over\n");
    go(&mut harness);
    assert!(is_open(&harness));
    assert!(!types_code(&mut harness));
    go(&mut harness);
    assert!(!is_open(&harness));
    assert!(types_code(&mut harness));
}
