//! The last minute as a trace: it can be played again, with its text and without.

use super::*;
use crate::trace::{Played, Stage, Trace, What, patient_options_for, play};

/// Does a few things in a window and saves them.
fn saved(leaves_text_out: bool) -> (tempfile::TempDir, String, Trace, Played) {
    let folder = tempfile::tempdir().unwrap();
    let path = file(&folder, TEXT);
    let traces = folder.path().join("traces");
    let mut harness =
        start(Options { start: Start::File(path), trace_folder: Some(traces.clone()), ..Options::default() });
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::E);
    for _ in 0..TEXT.find("total").unwrap() {
        press(&mut harness, Modifiers::NONE, Key::ArrowRight);
    }
    harness.run_steps(4);
    press(&mut harness, Modifiers::NONE, Key::F8);
    harness.run_steps(4);
    press(&mut harness, Modifiers::COMMAND, Key::End);
    for letter in ["l", "i", "m", "i", "t", " ", "=", " ", "m", "e", "a", "n", "(", "[", "]", ")"] {
        type_text(&mut harness, letter);
    }
    press(&mut harness, Modifiers::NONE, Key::ArrowLeft);
    if leaves_text_out {
        harness.get_by_label("Leave the text out").click();
        settle(&mut harness);
    }
    harness.get_by_label("Save the last minute as a trace").click();
    settle(&mut harness);
    let notices = harness.state().observe().notices.to_vec();
    let said = notices.last().unwrap().text.clone();
    assert!(said.starts_with("Saved the last minute as "), "{said}");

    let files: Vec<PathBuf> = fs::read_dir(&traces).unwrap().map(|entry| entry.unwrap().path()).collect();
    let trace_path = files.iter().find(|path| path.extension().is_some_and(|ext| ext == "jsonl")).unwrap();
    assert!(said.contains(&trace_path.display().to_string()), "{said}");
    let all: String = files.iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    let trace = Trace::open(trace_path).unwrap();
    let stage = Stage::new(&trace, trace_path, TOUR).unwrap();
    let options = patient_options_for(&stage, Duration::from_millis(50));
    let played = play(trace.clone(), &stage, options, "the minute".to_owned()).unwrap();
    assert!(played.report.is_good(), "{}", played.report);
    (folder, all, trace, played)
}

#[test]
fn the_last_minute_can_be_played_again() {
    let (_folder, _, trace, played) = saved(false);
    assert_eq!(played.report.wrong_frames, 0);
    assert!(played.report.expectations_met >= 2, "{}", played.report);
    let text = played.frames.program().observe().text.to_string();
    assert_eq!(text, format!("{TEXT}limit = mean([])"));
    assert!(trace.header.start.is_some());
}

#[test]
fn with_its_text_left_out_it_says_nothing_of_it_and_plays_the_same() {
    let (_folder, all, trace, played) = saved(true);
    for word in ["mean", "levels", "level", "total", "limit", "summary"] {
        assert!(!all.contains(word), "{word} is still in\n{all}");
    }
    assert_eq!(played.report.wrong_frames, 0);
    assert!(played.report.expectations_met >= 2, "{}", played.report);
    let text = played.frames.program().observe().text.to_string();
    assert_eq!(text.len(), TEXT.len() + "limit = mean([])".len());
    assert!(text.starts_with("def ") && text.contains("for ") && text.contains("return "), "{text}");
    // What was typed is the name of the function again.
    let name = text["def ".len()..].split('(').next().unwrap();
    assert!(text.ends_with(&format!(" = {name}([])")), "{text}");
    assert!(trace.steps.iter().any(|step| matches!(step.what, What::Expect(_))));
}

#[test]
fn a_minute_is_of_one_text_and_not_longer_than_it_must_be() {
    let mut harness = start(Options { start: Start::Text(TEXT.to_owned()), ..Options::default() });
    for _ in 0..300 {
        harness.key_press(Key::ArrowRight);
        harness.step();
    }
    settle(&mut harness);
    let app = harness.state();
    let length = app.minute.length(app.now).unwrap();
    assert!((55.0..70.0).contains(&length.as_secs_f64()), "{length:?} of {:?}", app.now);
    press(&mut harness, Modifiers::COMMAND, Key::N);
    press(&mut harness, Modifiers::NONE, Key::ArrowRight);
    let app = harness.state();
    let length = app.minute.length(app.now).unwrap();
    assert!(length < Duration::from_secs(5), "{length:?}");
}
