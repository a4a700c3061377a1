//! Traces through the real program, without a window.
//!
//! All tests here take turns, since each looks for the engine's threads in this process.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use egui::{Event, Key, Modifiers};
use namelight::app::TOUR;
use namelight::trace::{Played, Report, Stage, Trace, patient_options_for, play};
use namelight_tests::process::threads_left;
use namelight_tests::script::{PATIENCE, Script};
use namelight_tests::truth::check_lit;

/// The fewest traces that must have been recorded.
const FEWEST_TRACES: usize = 14;

static TURN: Mutex<()> = Mutex::new(());

fn turn() -> MutexGuard<'static, ()> {
    TURN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What must be true of every replay; gives back the report.
#[track_caller]
fn check(mut played: Played) -> Report {
    let report = played.report.clone();
    assert!(report.is_good(), "{report}");
    assert!(report.requests.deepest_queue <= 1, "{report}");
    assert!(
        played.frames.settle(Duration::from_secs(10)),
        "still asked for frames by {:?}",
        played.frames.ctx().repaint_causes()
    );
    if let Err(difference) = check_lit(&played.frames.program().observe()) {
        panic!("{}: {difference}", report.trace);
    }
    drop(played);
    let threads = threads_left("engine", Duration::from_secs(10)).unwrap_or(0);
    assert_eq!(threads, 0, "the engine's thread is still there");
    report
}

fn recorded() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/traces");
    let Ok(entries) = std::fs::read_dir(&folder) else { return Vec::new() };
    let paths = entries.map(|entry| entry.unwrap().path());
    let mut traces: Vec<_> =
        paths.filter(|path| path.extension().is_some_and(|ext| ext == "jsonl")).collect();
    traces.sort();
    traces
}

#[test]
fn recorded_traces_light_what_they_must_and_nothing_else() {
    let _turn = turn();
    let traces = recorded();
    assert!(traces.len() >= FEWEST_TRACES, "only {} traces", traces.len());
    for path in traces {
        let trace = Trace::open(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let stage =
            Stage::new(&trace, &path, TOUR).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let options = patient_options_for(&stage, PATIENCE);
        let report = check(play(trace, &stage, options, path.display().to_string()).unwrap());
        assert!(report.expectations_met > 0, "{report}\nnothing is expected");
        println!("{report}");
    }
}

const MEAN: &str = "\
def mean(values):
    total = 0
    for value in values:
        total += value
    return total / len(values)


def spread(values):
    middle = mean(values)
    total = max(values)
    return total - middle
";

#[test]
fn walking_lights_every_name() {
    let _turn = turn();
    let script = Script::on(MEAN)
        .expect("def", 2, 0)
        .key(Key::ArrowDown, 1)
        .key(Key::ArrowRight, 4)
        .expect("total", 3, 2)
        .key(Key::ArrowRight, 5)
        .expect("total", 3, 2)
        .key(Key::ArrowRight, 1)
        .expect_nothing()
        .key(Key::ArrowUp, 1)
        .expect("values", 3, 0)
        .key(Key::F8, 1)
        .expect("values", 3, 0)
        .chord(Modifiers::COMMAND, Key::End)
        .expect_nothing()
        .key(Key::ArrowUp, 1)
        .key(Key::End, 1)
        .expect("middle", 2, 1);
    let report = check(script.play().unwrap());
    assert_eq!(report.expectations_met, 8);
    assert!(report.cursor_to_lit.count >= 4, "{report}");
    assert!(report.requests.completed > 0, "{report}");
}

#[test]
fn a_held_key_asks_no_more_than_it_must() {
    let _turn = turn();
    let script = Script::on(MEAN).hold(Key::ArrowRight, 150).expect("mean", 2, 0);
    // The cursor rests on a name that was passed over many others.
    let report = check(script.play().unwrap());
    assert!(report.frames >= 150, "{report}");
}

#[test]
fn a_function_can_be_typed_from_nothing() {
    let _turn = turn();
    let script = Script::on("")
        .typed("def area(width, height):\nresult = width * height\nreturn result")
        .expect("result", 2, 1)
        .chord(Modifiers::COMMAND, Key::Home)
        .key(Key::ArrowRight, 10)
        .expect("width", 2, 0);
    check(script.play().unwrap());
}

#[test]
fn editing_inside_lit_names_never_lights_half_of_one() {
    let _turn = turn();
    let mut script = Script::on(MEAN).key(Key::ArrowDown, 1).key(Key::ArrowRight, 6).expect("total", 3, 2);
    for _ in 0..3 {
        script = script.typed("xy").key(Key::Backspace, 2).typed(" ").key(Key::Backspace, 1);
    }
    let script = script.expect("total", 3, 2).typed("X").expect("toXtal", 1, 1);
    let script = script.chord(Modifiers::COMMAND, Key::Z).expect("total", 3, 2);
    check(script.play().unwrap());
}

#[test]
fn editing_at_several_cursors_lights_nothing_wrong() {
    let _turn = turn();
    let beside = Modifiers { alt: true, ctrl: true, command: true, ..Modifiers::NONE };
    // Three cursors: in `total = 0`, in the loop's header and in `total += value`; the last one's name is lit.
    let script = Script::on(MEAN)
        .key(Key::ArrowDown, 1)
        .key(Key::ArrowRight, 4)
        .expect("total", 3, 2)
        .chord(beside, Key::ArrowDown)
        .chord(beside, Key::ArrowDown)
        .chord(Modifiers::COMMAND, Key::ArrowRight)
        .expect("total", 3, 2)
        .typed("xy")
        .key(Key::Backspace, 2)
        .expect("total", 3, 2)
        .typed("\n")
        .chord(Modifiers::COMMAND, Key::Z)
        .key(Key::Home, 1)
        .typed("sub")
        .expect("subtotal", 2, 2)
        .chord(Modifiers::COMMAND, Key::Z)
        .expect("total", 3, 2)
        .chord(Modifiers::COMMAND, Key::U)
        .expect("for", 2, 0)
        .key(Key::Escape, 1)
        .event(Event::Paste("one\ntwo\n".to_owned()))
        .chord(Modifiers::COMMAND, Key::Z)
        .expect("for", 2, 0);
    check(script.play().unwrap());
}

#[test]
fn a_new_name_is_lit_only_while_it_is_known_to_be_one() {
    let _turn = turn();
    let script = Script::on(MEAN)
        .key(Key::ArrowDown, 1)
        .key(Key::ArrowRight, 4)
        .expect("total", 3, 2)
        .key(Key::F2, 1)
        .typed("sum_")
        .expect("sum_", 3, 2)
        .key(Key::Backspace, 4)
        .expect_nothing()
        .typed("value")
        .expect_nothing()
        .typed("_")
        .expect("value_", 3, 2)
        .key(Key::Enter, 1)
        .expect("value_", 3, 2)
        .chord(Modifiers::COMMAND, Key::Z)
        .expect("total", 3, 2)
        // Turned elsewhere by a key: the name is taken.
        .key(Key::F2, 1)
        .hold(Key::ArrowRight, 20)
        .typed("s")
        .key(Key::F8, 1)
        .expect("totals", 3, 2)
        .chord(Modifiers::COMMAND, Key::Z)
        .expect("total", 3, 2);
    check(script.play().unwrap());
}

#[test]
fn pins_and_what_is_not_meant_stay_true_under_edits() {
    let _turn = turn();
    let mut script = Script::on(MEAN)
        .key(Key::ArrowDown, 1)
        .key(Key::ArrowRight, 4)
        .chord(Modifiers::ALT, Key::P)
        .chord(Modifiers::SHIFT, Key::F12)
        .key(Key::F6, 2)
        .chord(Modifiers::COMMAND, Key::End)
        .key(Key::ArrowUp, 1)
        .key(Key::ArrowRight, 12)
        .expect("total", 2, 1)
        .chord(Modifiers::ALT, Key::P);
    for _ in 0..3 {
        // Another name, a broken one, a second one, and none.
        script = script.typed("x").key(Key::Backspace, 1).typed(" ").key(Key::Backspace, 1);
        script = script.chord(Modifiers::COMMAND, Key::Delete).chord(Modifiers::COMMAND, Key::Z);
        script = script.chord(Modifiers::COMMAND, Key::Backspace).chord(Modifiers::COMMAND, Key::Z);
        script = script.chord(Modifiers::ALT, Key::Num1).key(Key::End, 1).typed("; total = 1\n");
        script = script.chord(Modifiers::COMMAND, Key::Z).chord(Modifiers::COMMAND, Key::Z);
        script = script.chord(Modifiers::ALT, Key::Num2);
        // A comment of the line, and a string of all that follows.
        script = script.chord(Modifiers::COMMAND, Key::Slash).chord(Modifiers::COMMAND, Key::Z);
        script =
            script.key(Key::Home, 1).typed("\"").typed("\"").typed("\"").chord(Modifiers::COMMAND, Key::Z);
    }
    check(script.wait(500).play().unwrap());
}

#[test]
fn a_trace_that_saves_leaves_its_file_alone() {
    let _turn = turn();
    let script = Script::on(MEAN).typed("total = 1\n").chord(Modifiers::COMMAND, Key::S).wait(500);
    let played = script.play().unwrap();
    assert!(!played.frames.program().observe().is_modified, "it was saved, to a copy");
    check(played);
}

#[test]
fn a_large_paste_is_lit() {
    let _turn = turn();
    let paste = MEAN.repeat(200);
    let script = Script::on("x = 1\n").event(Event::Paste(paste)).expect("x", 1, 1);
    let script = script.chord(Modifiers::COMMAND, Key::Z).expect("x", 1, 1);
    check(script.play().unwrap());
}

#[test]
fn what_does_not_hold_is_reported() {
    let _turn = turn();
    let script = Script::on(MEAN).key(Key::ArrowDown, 1).key(Key::ArrowRight, 4).expect("total", 4, 2);
    let report = script.play().unwrap().report;
    assert_eq!((report.expectations_met, report.expectations_failed), (0, 1));
    assert!(!report.is_good());
    assert!(report.failures[0].contains("expected total · 4 uses, 2 writes"), "{report}");
}

#[test]
fn the_last_frame_can_be_drawn() {
    let _turn = turn();
    let script = Script::on(MEAN).key(Key::ArrowDown, 1).key(Key::ArrowRight, 4).expect("total", 3, 2);
    let picture = script.play().unwrap().picture();
    assert_eq!(picture.dimensions(), (900, 600));
    let colours: std::collections::HashSet<_> = picture.pixels().collect();
    assert!(colours.len() > 50, "{} colours make no text", colours.len());
}

#[test]
fn finding_and_replacing_lights_nothing_wrong() {
    let _turn = turn();
    // The light stays on `total` while `value` is looked for, and follows the cursor once the bar is closed.
    let script = Script::on(MEAN)
        .key(Key::ArrowDown, 1)
        .key(Key::ArrowRight, 4)
        .expect("total", 3, 2)
        .chord(Modifiers::COMMAND, Key::F)
        .typed("value")
        .expect("total", 3, 2)
        .key(Key::Enter, 3)
        .chord(Modifiers::ALT, Key::W)
        .expect("total", 3, 2)
        .key(Key::Escape, 1)
        .expect("value", 2, 1)
        .chord(Modifiers::NONE, Key::F3)
        .expect("value", 2, 1)
        .chord(Modifiers::COMMAND, Key::H)
        .key(Key::Tab, 7)
        .typed("x")
        .key(Key::Enter, 1)
        .key(Key::Escape, 1)
        .wait(500)
        .chord(Modifiers::COMMAND, Key::Z)
        .chord(Modifiers::COMMAND, Key::Home)
        .expect("def", 2, 0);
    check(script.play().unwrap());
}
