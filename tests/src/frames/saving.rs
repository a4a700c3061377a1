//! What frames cost while a large file is saved and typed in: what the thread that draws does for a save, whatever the
//! disk takes.

use std::fs;
use std::time::{Duration, Instant};

use egui::{Event, Key, Modifiers};
use fastrand::Rng;
use namelight::app::{App, Options, Start};
use namelight::headless::{FrameLoop, Screen};

use super::features::settle;
use super::measure::{Times, frame, next_frame};
use super::works::{Hand, key};
use super::{PATIENCE, SEED};
use crate::script::Failure;

/// The time of a frame on a screen of 60 Hz.
const FRAME: Duration = Duration::from_nanos(1_000_000_000 / 60);

/// Frames' times of one stretch of typing.
#[derive(Default)]
struct Stretch {
    time: Times,
    work: Times,
}

impl Stretch {
    /// Types a letter, or takes one away, and lets the frames be drawn that come of it.
    fn key(&mut self, frames: &mut FrameLoop<App>, at: usize) {
        // As much is taken away as is typed, so that the text has the length of what is saved again and again.
        let event =
            if at.is_multiple_of(2) { Event::Text("a".into()) } else { key(Modifiers::NONE, Key::Backspace) };
        self.add(frame(frames, vec![event]));
        let until = frames.now() + 2 * FRAME;
        while let Some(took) = next_frame(frames, until) {
            self.add(took);
        }
    }

    fn add(&mut self, took: super::measure::Took) {
        self.time.0.push(took.time);
        self.work.0.push(took.work);
    }

    fn print(&mut self, name: &str) {
        let count = self.time.0.len();
        let [time, work] =
            [&mut self.time, &mut self.work].map(|times| [0.5, 0.99, 1.0].map(|part| times.part(part)));
        println!(
            "  {name:<8} {count:>7} {:>9.2} {:>8.2} {:>8.2} {:>12.2} {:>8.2} {:>8.2}",
            time[0], time[1], time[2], work[0], work[1], work[2]
        );
    }
}

/// Opens a file of so many megabytes, types in it, saves it and types on, and prints the frames of each stretch.
pub(super) fn measure(piece: &str, megabytes: usize, count: usize) -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("large.py");
    fs::write(&path, piece.repeat((megabytes * 1_000_000).div_ceil(piece.len().max(1))))?;
    let options = Options {
        has_dialogs: false,
        start: Start::File(path.clone()),
        state: Some(folder.path().join("state")),
        ..Options::default()
    };
    let mut frames = FrameLoop::try_new(Screen::default(), |ctx| App::new(ctx, options))?;
    frames.frame(Vec::new());
    settle(&mut frames, "opening")?;
    let view = frames.program().observe().view;
    let hand = Hand { rng: Rng::with_seed(SEED), view, word: "value" };
    frames.frame(hand.click());
    settle(&mut frames, "the click")?;
    println!("{megabytes} MB, frames in milliseconds: in all, and what the thread that draws works for");
    println!(
        "  {:<8} {:>7} {:>9} {:>8} {:>8} {:>12} {:>8} {:>8}",
        "", "frames", "middle", "p99", "max", "work middle", "p99", "max"
    );
    let [mut before, mut during, mut after] = std::array::from_fn(|_| Stretch::default());
    (0..count).for_each(|at| before.key(&mut frames, at));
    frames.frame(vec![Event::Text("x".into())]);
    let len = frames.program().observe().text.byte_len();
    let began = Instant::now();
    during.add(frame(&mut frames, vec![key(Modifiers::COMMAND, Key::S)]));
    let mut at = 0;
    while is_saving(&frames) {
        during.key(&mut frames, at);
        at += 1;
        if began.elapsed() > PATIENCE {
            return Err("the save doesn't end".into());
        }
    }
    let took = began.elapsed();
    (0..count).for_each(|at| after.key(&mut frames, at));
    before.print("before");
    during.print("during");
    after.print("after");
    let saved = fs::read(&path)?;
    println!("  the save took {:.2} s; {} keys meanwhile", took.as_secs_f64(), at);
    match saved.len() == len {
        true => Ok(()),
        false => Err("what is in the file isn't what was typed".into()),
    }
}

fn is_saving(frames: &FrameLoop<App>) -> bool {
    frames.program().awaited() == Some("a save")
}
