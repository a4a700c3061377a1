//! A flood of moves and edits over a large file. Alone in its process, since it looks at the memory.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::time::{Duration, Instant};

use egui::{Event, Key, Modifiers, PointerButton, pos2};
use fastrand::Rng;
use namelight::app::{App, Options, Start};
use namelight::headless::{FrameLoop, Screen};
use namelight::highlights;
use namelight_engine::occurrences::Progress;
use namelight_tests::process::resident_bytes;
use namelight_tests::python::python;
use namelight_tests::truth::check_lit;

const SEED: u64 = 20_260_321;
const LINES: usize = 100_000;
/// Moves and edits altogether.
const STEPS: usize = 10_000;
/// Moves and edits in one frame: 600 in a second, ten times what a held key does.
const IN_FRAME: usize = 10;

/// The flood may not take more memory than the program had with the file open, once more, and this: the
/// index, the history, caches and the allocator's slack are bounded, but not nothing.
const SLACK: u64 = 128 * 1024 * 1024;

fn key(modifiers: Modifiers, key: Key) -> Event {
    Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers }
}

/// A move or an edit that a person or a script could make.
fn step(rng: &mut Rng) -> Vec<Event> {
    let (none, ctrl) = (Modifiers::NONE, Modifiers::COMMAND);
    let arrows = [Key::ArrowLeft, Key::ArrowRight, Key::ArrowUp, Key::ArrowDown, Key::Home, Key::End];
    match rng.u8(..20) {
        0..=7 => vec![key(none, arrows[rng.usize(..arrows.len())])],
        8 | 9 => vec![key(ctrl, arrows[rng.usize(..4)])],
        10 | 11 => vec![key(none, if rng.bool() { Key::PageDown } else { Key::PageUp })],
        12 => vec![key(ctrl, if rng.bool() { Key::Home } else { Key::End })],
        13 => {
            let pos = pos2(rng.f32() * 1200.0 + 70.0, rng.f32() * 600.0 + 100.0);
            let button = |pressed| Event::PointerButton {
                pos,
                button: PointerButton::Primary,
                pressed,
                modifiers: none,
            };
            vec![Event::PointerMoved(pos), button(true), button(false)]
        }
        14 => vec![key(ctrl, Key::Z)],
        15 => vec![key(none, Key::Backspace)],
        16 => vec![key(none, Key::Enter)],
        17 => vec![Event::Text(["(", ")", "'", ":", "#"][rng.usize(..5)].to_owned())],
        _ => vec![Event::Text(["total", "x", " ", " = ", "."][rng.usize(..5)].to_owned())],
    }
}

#[test]
fn fault_25_ten_thousand_moves_and_edits_over_a_hundred_thousand_lines() {
    let mut rng = Rng::with_seed(SEED);
    let options = Options {
        start: Start::Text(python(SEED, LINES)),
        has_dialogs: false,
        // Every frame asks; patience would only slow the flood down.
        highlights: highlights::Options {
            debounce: Duration::ZERO,
            patience: Duration::ZERO,
            ..highlights::Options::default()
        },
        ..Options::default()
    };
    let mut frames = FrameLoop::try_new(Screen::default(), |ctx| App::new(ctx, options)).unwrap();
    // The first answer is about the top of the file, where the cursor is on a keyword.
    assert!(frames.settle(Duration::from_secs(600)));
    let first_progress = frames.program().observe().progress;
    let before = resident_bytes();

    for frame in 0..STEPS / IN_FRAME {
        let mut events: Vec<_> = (0..IN_FRAME).flat_map(|_| step(&mut rng)).collect();
        // For the time of a frame, all of the file behind the cursor is a string.
        match frame % 50 {
            0 => events.push(Event::Text("\"\"\"".to_owned())),
            1 => events.insert(0, key(Modifiers::COMMAND, Key::Z)),
            _ => {}
        }
        frames.frame(events);
        let observation = frames.program().observe();
        assert!(observation.painted.has_focus, "seed {SEED}: the keyboard has gone elsewhere");
        assert!(observation.statistics.deepest_queue <= 1, "seed {SEED}: {:?}", observation.statistics);
    }
    assert!(frames.settle(Duration::from_secs(600)), "seed {SEED}: the program doesn't come to rest");

    // The last answer may be here a moment before the engine has counted it.
    let waiting = Instant::now();
    while frames.program().observe().statistics.in_flight() > 0 && waiting.elapsed() < Duration::from_secs(60)
    {
        std::thread::sleep(Duration::from_millis(1));
    }
    let observation = frames.program().observe();
    check_lit(&observation).unwrap_or_else(|difference| panic!("seed {SEED}: {difference}"));
    let (statistics, progress) = (observation.statistics, observation.progress);
    println!("{statistics:?} {first_progress:?} {progress:?} {before:?} {:?}", resident_bytes());
    assert_eq!((statistics.in_flight(), statistics.panics), (0, 0), "seed {SEED}: {statistics:?}");
    assert!(statistics.posted > (STEPS / IN_FRAME / 2) as u64, "seed {SEED}: {statistics:?}");
    // The flood's edits have made other segments of the file, so what counts is the share.
    let share = |progress: Progress| progress.indexed as f64 / progress.total.max(1) as f64;
    assert!(share(progress) > share(first_progress), "seed {SEED}: {first_progress:?} {progress:?}");
    if let (Some(before), Some(after)) = (before, resident_bytes()) {
        let most = before * 2 + SLACK;
        assert!(after <= most, "seed {SEED}: from {before} to {after} bytes, {most} allowed");
    }
}
