#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::time::Duration;

use egui::{Event, Key, Modifiers, PointerButton, RawInput, Rect, ViewportId, pos2, vec2};
use proptest::prelude::*;

use super::*;

const HEADER: &str =
    r#"{"namelight_trace":1,"hash":"cbf29ce484222325","size":[800.0,600.0],"scale":1.0,"theme":"dark"}"#;

fn trace(lines: &str) -> String {
    format!("{HEADER}\n{lines}\n{{\"ms\":90000,\"end\":true}}\n")
}

fn key(key: Key) -> Event {
    Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE }
}

#[track_caller]
fn refused(text: &str, line: usize, problem: &str) {
    let error = Trace::read(text).unwrap_err();
    assert_eq!(error.line, line, "{error}");
    assert!(error.problem.contains(problem), "{error}");
}

#[test]
fn where_a_trace_begins_is_told_and_must_be_possible() {
    let start = |place: &str| HEADER.replace("\"theme\"", &format!("\"start\":{place},\"theme\""));
    let place = |top: &str, font: &str| {
        format!(
            r#"{{"selection":{{"anchor":3,"head":9}},"top":{top},"font":{font},"has_engine_panel":true}}"#
        )
    };
    let text = trace("").replace(HEADER, &start(&place("2.5", "14.0")));
    let read = Trace::read(&text).unwrap();
    let begun = read.header.start.unwrap();
    assert_eq!((begun.selection.head, begun.top, begun.has_engine_panel), (9, 2.5, true));
    assert_eq!(Trace::read(&read.to_text().unwrap()), Ok(read));
    for (top, font) in [("-1.0", "14.0"), ("1.0", "0.0"), ("1.0", "1e30")] {
        refused(&trace("").replace(HEADER, &start(&place(top, font))), 1, "no window");
    }
}

#[test]
fn everything_that_comes_in_can_be_read_back() {
    let what = [
        What::Event(key(Key::ArrowDown)),
        What::Event(Event::Text("é\n".to_owned())),
        What::Event(Event::Paste("a = 1\n".repeat(1000))),
        What::Event(Event::PointerMoved(pos2(3.25, -7.5))),
        What::Event(Event::PointerButton {
            pos: pos2(1.0, 2.0),
            button: PointerButton::Primary,
            pressed: true,
            modifiers: Modifiers::SHIFT,
        }),
        What::Event(Event::Ime(egui::ImeEvent::Commit("名".to_owned()))),
        What::Resize([0.0, 700.5]),
        What::Focus(false),
        What::Scale(1.5),
        What::Theme(Look::Light),
        What::Dropped(vec!["../python/mean.py".to_owned()]),
        What::Expect(Expectation::Nothing),
        What::Expect(Expectation::Lit { name: "total".to_owned(), count: 7, writes: 2 }),
    ];
    let steps =
        what.into_iter().zip(0..).map(|(what, n)| Step { at: Duration::from_micros(n * 16_667), what });
    let trace = Trace {
        header: Trace::read(&trace("")).unwrap().header,
        steps: steps.collect(),
        end: Duration::from_secs(2),
    };
    assert_eq!(Trace::read(&trace.to_text().unwrap()), Ok(trace));
}

#[test]
fn fault_40_what_is_wrong_with_a_line_is_said_with_its_number() {
    refused("", 1, "not a trace");
    refused("def f(): pass", 1, "not a trace");
    refused(r#"{"namelight_trace":2,"more":[]}"#, 1, "version 2");
    refused(&HEADER.replace("800.0", "1e9"), 1, "no window");
    refused(&HEADER.replace("\"scale\":1.0", "\"scale\":0"), 1, "no screen");
    refused(&HEADER.replace("{", r#"{"file":"","#), 1, "no file");
    refused(HEADER, 1, "stops");
    refused(&trace("").replace("{\"ms\":90000,\"end\":true}", "\n"), 1, "stops");
    refused(&trace("{\"ms\":5,\"focus\":true}\n{\"ms\":6"), 3, "EOF");
    refused(&trace("{\"ms\":5,\"focus\":true}\n{\"ms\":4,\"focus\":true}"), 3, "before");
    refused(&trace("{\"ms\":5}"), 2, "exactly one");
    refused(&trace("{\"ms\":5,\"focus\":true,\"scale\":1}"), 2, "exactly one");
    refused(&trace("{\"ms\":5,\"focus\":true,\"end\":true}"), 2, "exactly one");
    refused(&trace("{\"ms\":5,\"end\":false}"), 2, "exactly one");
    refused(&trace("{\"ms\":5,\"end\":true}"), 3, "behind the trace's end");
    refused(&trace("{\"ms\":5,\"jump\":true}"), 2, "unknown field");
    refused(&trace("{\"ms\":-1,\"focus\":true}"), 2, "no time");
    refused(&trace("{\"ms\":1e300,\"focus\":true}"), 2, "no time");
    refused(&trace("{\"ms\":1,\"event\":{\"PointerMoved\":{\"x\":1e300,\"y\":0}}}"), 2, "no window sends");
    refused(&trace("{\"ms\":1,\"event\":{\"Zoom\":0}}"), 2, "no window sends");
    refused(&trace("{\"ms\":1,\"event\":\"Nonsense\"}"), 2, "unknown variant");
    refused(&trace(&format!("{{\"ms\":1,\"event\":{}", "[".repeat(100_000))), 2, "");
}

#[test]
fn fault_40_a_trace_cut_off_anywhere_is_an_error() {
    let whole = trace("{\"ms\":5,\"event\":{\"Text\":\"é\"}}\n{\"ms\":6,\"expect\":\"nothing\"}");
    assert!(Trace::read(&whole).is_ok());
    // The last byte is the last line's end, which may be missing.
    for cut in (0..whole.len() - 1).filter(|&cut| whole.is_char_boundary(cut)) {
        assert!(Trace::read(&whole[..cut]).is_err(), "cut at {cut}");
    }
}

proptest! {
    #[test]
    fn fault_40_damaged_traces_never_panic(damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8)) {
        let whole = trace("{\"ms\":5,\"event\":{\"Text\":\"é\"}}\n{\"ms\":6,\"scale\":2.0}\n{\"ms\":7,\"resize\":[1,2]}");
        let mut bytes = whole.into_bytes();
        for (at, byte) in damage {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        // Reading either works or fails; what was read can be written and read again.
        if let Ok(trace) = Trace::read(&String::from_utf8_lossy(&bytes)) {
            prop_assert_eq!(Trace::read(&trace.to_text().unwrap()), Ok(trace));
        }
    }
}

#[test]
fn fault_40_what_is_no_trace_file_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("missing.jsonl");
    assert!(matches!(Trace::open(&missing), Err(OpenError::Disk(_))));
    assert!(matches!(Trace::open(folder.path()), Err(OpenError::Disk(_))));
    let binary = folder.path().join("binary.jsonl");
    std::fs::write(&binary, [0xff, 0xfe, 0x00]).unwrap();
    assert!(matches!(Trace::open(&binary), Err(OpenError::NotText)));
    // A file with a hole has a size but takes no room.
    let large = folder.path().join("large.jsonl");
    std::fs::File::create(&large).unwrap().set_len(MAX_BYTES + 1).unwrap();
    assert!(matches!(Trace::open(&large), Err(OpenError::TooLarge)));
}

#[test]
fn a_trace_is_replayed_only_on_the_file_it_was_recorded_on() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("walk.jsonl");
    let mut trace = Trace::read(&trace("")).unwrap();
    assert_eq!(trace.source(&path, "").unwrap(), b"");
    assert!(matches!(trace.source(&path, "x = 1"), Err(SourceError::Changed { .. })));
    trace.header.file = Some("mean.py".to_owned());
    assert!(matches!(trace.source(&path, ""), Err(SourceError::Disk { .. })));
    std::fs::write(folder.path().join("mean.py"), "x = 1\n").unwrap();
    assert!(matches!(trace.source(&path, ""), Err(SourceError::Changed { .. })));
    trace.header.hash = content_hash(b"x = 1\n");
    assert_eq!(trace.source(&path, "").unwrap(), b"x = 1\n");
}

/// Input as a window of 800 × 600 points sends it.
fn input(seconds: f64, events: Vec<Event>) -> RawInput {
    let mut input = RawInput {
        time: Some(seconds),
        screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), vec2(800.0, 600.0))),
        system_theme: Some(egui::Theme::Light),
        events,
        ..RawInput::default()
    };
    input.viewports.get_mut(&ViewportId::ROOT).unwrap().native_pixels_per_point = Some(2.0);
    input
}

#[test]
fn what_was_recorded_can_be_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("walk.jsonl");
    let file = folder.path().join("mean.py");
    let mut recorder = Recorder::create(&path, Some(&file), content_hash(b"")).unwrap();
    let lit = Expectation::Lit { name: "total".to_owned(), count: 7, writes: 2 };
    recorder.input(&input(10.0, vec![])).unwrap();
    recorder.saw(Some(Expectation::Nothing));
    recorder.input(&input(10.1, vec![key(Key::ArrowDown), Event::Text("x".to_owned())])).unwrap();
    recorder.saw(Some(Expectation::Nothing));
    recorder.input(&input(10.2, vec![])).unwrap();
    recorder.saw(Some(lit.clone()));
    let mut last = input(11.0, vec![key(Key::ArrowUp)]);
    last.screen_rect = Some(Rect::from_min_size(pos2(0.0, 0.0), vec2(700.0, 600.0)));
    last.focused = false;
    recorder.input(&last).unwrap();
    recorder.saw(Some(Expectation::Nothing));
    // All of it is on disk already, but not whole.
    assert_eq!(Trace::open(&path).unwrap_err().to_string().split(':').next(), Some("line 7"));
    drop(recorder);

    let trace = Trace::open(&path).unwrap();
    assert_eq!(trace.header.file.as_deref(), Some("mean.py"));
    assert_eq!((trace.header.size, trace.header.scale), ([800.0, 600.0], 2.0));
    assert_eq!(trace.header.theme, Look::Light);
    let steps: Vec<_> = trace.steps.iter().map(|step| (step.at.as_millis(), step.what.clone())).collect();
    assert_eq!(
        steps,
        [
            (100, What::Event(key(Key::ArrowDown))),
            (100, What::Event(Event::Text("x".to_owned()))),
            // Only what stayed for long enough is expected.
            (1000, What::Expect(lit)),
            (1000, What::Resize([700.0, 600.0])),
            (1000, What::Focus(false)),
            (1000, What::Event(key(Key::ArrowUp))),
            (1400, What::Expect(Expectation::Nothing)),
        ]
    );
    assert_eq!(trace.end.as_millis(), 1400);
}

#[test]
fn a_trace_that_cannot_be_written_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let error = Recorder::create(&folder.path().join("missing/walk.jsonl"), None, content_hash(b""));
    assert!(error.unwrap_err().to_string().contains("walk.jsonl"));
    // A disk that is full.
    #[cfg(target_os = "linux")]
    {
        let mut recorder =
            Recorder::create(std::path::Path::new("/dev/full"), None, content_hash(b"")).unwrap();
        assert!(recorder.input(&input(0.0, vec![])).is_err());
        assert!(recorder.input(&input(1.0, vec![key(Key::A)])).is_ok(), "recording is over");
    }
}
