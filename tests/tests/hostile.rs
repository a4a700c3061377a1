//! Hostile files in the real program: it stays up, stays true, and comes to rest.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::time::Duration;

use egui::{Event, Key, Modifiers};
use namelight::app::{App, Options, Start};
use namelight::headless::{FrameLoop, Screen};
use namelight::highlights;
use namelight::trace::{Judge, Seen};
use namelight_tests::hostile;
use namelight_tests::truth::check_lit;

/// The longest that one file may keep the program from coming to rest, in virtual time.
const REST: Duration = Duration::from_secs(120);

fn key(modifiers: Modifiers, key: Key) -> Event {
    Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers }
}

#[test]
fn the_program_survives_every_hostile_file() {
    let (none, ctrl) = (Modifiers::NONE, Modifiers::COMMAND);
    let visit = [
        vec![key(none, Key::ArrowRight)],
        vec![key(none, Key::ArrowDown)],
        vec![key(none, Key::End)],
        vec![Event::Text("total".to_owned())],
        vec![key(none, Key::PageDown)],
        vec![key(ctrl, Key::End)],
        vec![Event::Text("(".to_owned()), Event::Text("'".to_owned())],
        vec![key(none, Key::PageUp)],
        vec![key(ctrl, Key::Z), key(ctrl, Key::Z)],
        vec![key(ctrl, Key::Home)],
    ];
    for (name, text) in hostile::files() {
        println!("{name}");
        // Each frame has its answer: what was lit before an edit that breaks a line is carried along and may
        // not be what an analysis of the broken line says.
        let highlights = highlights::Options { patience: REST, ..highlights::Options::default() };
        let options =
            Options { start: Start::Text(text), highlights, has_dialogs: false, ..Options::default() };
        let mut frames =
            FrameLoop::try_new(Screen::default(), |ctx| App::new(ctx, options)).expect("the engine starts");
        let mut judge = Judge::new();
        assert!(frames.settle(REST), "{name} keeps the program busy");
        for events in visit.clone() {
            frames.frame(events);
            let observation = frames.program().observe();
            assert_eq!(judge.fault(&Seen::from(&observation)), None, "{name}");
            assert!(frames.settle(REST), "{name} keeps the program busy");
        }
        let observation = frames.program().observe();
        assert_eq!(judge.fault(&Seen::from(&observation)), None, "{name}");
        check_lit(&observation).unwrap_or_else(|difference| panic!("{name}: {difference}"));
        assert_eq!(observation.statistics.panics, 0, "{name}");
    }
}
