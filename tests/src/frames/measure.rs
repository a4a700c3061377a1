//! Does a work, or one thing, and prints what its frames took.

use std::time::{Duration, Instant};

use egui::Event;
use namelight::app::App;
use namelight::headless::FrameLoop;

use super::PATIENCE;
use super::works::{Hand, Work};
use crate::process::thread_time;
use crate::script::Failure;

/// Frames' times.
#[derive(Default)]
pub(super) struct Times(pub(super) Vec<Duration>);

impl Times {
    /// The time that a part of all frames don't exceed, in milliseconds.
    pub(super) fn part(&mut self, part: f64) -> f64 {
        self.0.sort_unstable();
        let at = (self.0.len().saturating_sub(1) as f64 * part).round() as usize;
        self.0.get(at).map_or(0.0, |time| time.as_secs_f64() * 1e3)
    }
}

/// What a frame took with the triangles made of it.
pub(super) struct Took {
    /// In all, with what was waited for.
    pub(super) time: Duration,
    /// On the processor, whatever else the machine did meanwhile.
    pub(super) work: Duration,
}

/// Runs a frame and measures it.
fn timed<T>(
    frames: &mut FrameLoop<App>,
    run: impl FnOnce(&mut FrameLoop<App>) -> T,
) -> (T, Duration, Duration) {
    let before = thread_time();
    let done = run(frames);
    let started = Instant::now();
    frames.tessellate();
    let drawn = started.elapsed();
    let work = before.and_then(|before| thread_time()?.checked_sub(before)).unwrap_or_default();
    (done, drawn, work)
}

/// Runs a frame in which something comes in.
pub(super) fn frame(frames: &mut FrameLoop<App>, events: Vec<Event>) -> Took {
    let (frame, drawn, work) = timed(frames, |frames| frames.frame(events));
    Took { time: frame.took + drawn, work }
}

/// Runs the next frame in which nothing comes in, if one is due.
pub(super) fn next_frame(frames: &mut FrameLoop<App>, until: Duration) -> Option<Took> {
    let (frame, drawn, work) = timed(frames, |frames| frames.next_frame(until));
    frame.map(|frame| Took { time: frame.took + drawn, work })
}

/// The line above those of [`measure`].
pub(super) fn print_head() {
    println!(
        "  {:<10} {:>8} {:>8} {:>8} {:>12} {:>8} {:>12} {:>8} {:>12} {:>8} {:>14} {:>10}",
        "",
        "frame",
        "p99",
        "max",
        "work p99",
        "max",
        "later p99",
        "max",
        "drawing",
        "p99",
        "lit at once",
        "in the next"
    );
}

/// Does a work, each input of it after a pause, and prints its line.
pub(super) fn measure(
    frames: &mut FrameLoop<App>,
    work: &Work,
    count: usize,
    pause: Duration,
    hand: &mut Hand,
) {
    let [mut own, mut busy, mut later, mut drawn] = std::array::from_fn(|_| Times::default());
    let (mut at_once, mut next) = (0, 0);
    for at in 0..count {
        std::thread::sleep(pause);
        let took = frame(frames, (work.input)(at, hand));
        own.0.push(took.time);
        busy.0.push(took.work);
        at_once += usize::from(frames.program().is_lit());
        let started = Instant::now();
        frames.draw_changes();
        drawn.0.push(started.elapsed());
        let until = frames.now() + Duration::from_millis(20);
        later.0.extend(next_frame(frames, until).map(|took| took.work));
        next += usize::from(frames.program().is_lit());
        frames.draw_changes();
    }
    println!(
        "  {:<10} {:>8.3} {:>8.3} {:>8.3} {:>12.3} {:>8.3} {:>12.3} {:>8.3} {:>12.3} {:>8.3} {:>12.1} % {:>8.1} %",
        work.name,
        own.part(0.5),
        own.part(0.99),
        own.part(1.0),
        busy.part(0.99),
        busy.part(1.0),
        later.part(0.99),
        later.part(1.0),
        drawn.part(0.5),
        drawn.part(0.99),
        at_once as f64 * 100.0 / count as f64,
        next as f64 * 100.0 / count as f64,
    );
}

/// Does one thing, runs frames until all of it is known, and prints how long that took and the longest frame of it.
pub(super) fn watch(frames: &mut FrameLoop<App>, name: &str, events: Vec<Event>) -> Result<(), Failure> {
    let started = Instant::now();
    let first = frame(frames, events).work;
    let mut all = Times(vec![first]);
    let until = frames.now() + PATIENCE;
    while !frames.is_settled() {
        let Some(took) = next_frame(frames, until) else {
            return Err(format!("{name}: it doesn't come to rest").into());
        };
        all.0.push(took.work);
    }
    println!(
        "  {name}: all is known after {:.0} ms; of {} frames the first worked for {:.2}, the longest for {:.2} ms",
        started.elapsed().as_secs_f64() * 1e3,
        all.0.len(),
        first.as_secs_f64() * 1e3,
        all.part(1.0),
    );
    Ok(())
}
