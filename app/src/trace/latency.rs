//! From the cursor's move to the light: in frames and in time.

use std::time::Duration;

use namelight_engine::text::{DocumentId, Revision};
use serde::Serialize;

use super::judge::Judge;
use super::seen::Seen;
use crate::headless::RATE;

/// When a frame was begun and when it could be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The frame's number.
    pub number: u64,
    /// When what it shows came in, since the replay began.
    pub started: Duration,
    /// When it was done.
    pub done: Duration,
}

/// The middle and the slow end of what was measured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Spread<T> {
    /// Half of all are at most this.
    pub p50: T,
    /// All but one in a hundred are at most this.
    pub p99: T,
}

/// How long the light took after the cursor had come to another place, over a replay.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct CursorToLit {
    /// How often the cursor came to rest on a name, or its text changed there, and the light was awaited.
    pub count: usize,
    /// Frames of a screen of 60 Hz, drawn anew or not, between the one that shows the cursor there and the
    /// one that shows the light; 0 is the same.
    pub frames: Spread<u64>,
    /// Milliseconds from the input to the end of the frame that shows the light.
    pub ms: Spread<f64>,
}

/// Measures it.
#[derive(Debug, Default)]
pub(super) struct Latency {
    /// Document, text state and cursor of the last frame.
    last: Option<(DocumentId, Revision, usize)>,
    /// The frame since which the light is awaited.
    since: Option<Shown>,
    frames: Vec<u64>,
    times: Vec<Duration>,
}

impl Latency {
    /// Takes a frame into account. A cursor that moves on before the light is there is awaited anew.
    pub(super) fn frame(&mut self, shown: Shown, seen: &Seen<'_>, judge: &mut Judge) {
        let now = Some((seen.document, seen.revision, seen.cursor));
        if self.last != now {
            self.last = now;
            // Where there is no name, old light stays a while on purpose.
            self.since = judge.truth(seen).map(|_| shown);
        }
        if let Some(since) = self.since
            && judge.is_lit(seen)
        {
            self.frames.push(frames_between(since.started, shown.started));
            self.times.push(shown.done.saturating_sub(since.started));
            self.since = None;
        }
    }

    pub(super) fn report(&self) -> CursorToLit {
        let (mut frames, mut times) = (self.frames.clone(), self.times.clone());
        frames.sort_unstable();
        times.sort_unstable();
        let ms = |time: Duration| time.as_micros() as f64 / 1000.0;
        CursorToLit {
            count: frames.len(),
            frames: Spread { p50: rank(&frames, 50), p99: rank(&frames, 99) },
            ms: Spread { p50: ms(rank(&times, 50)), p99: ms(rank(&times, 99)) },
        }
    }
}

/// How many frames' times lie between two frames.
fn frames_between(earlier: Duration, later: Duration) -> u64 {
    (later.saturating_sub(earlier).as_secs_f64() * RATE as f64).round() as u64
}

/// The smallest of the sorted values that so many percent of all don't exceed.
fn rank<T: Copy + Default>(sorted: &[T], percent: usize) -> T {
    let at = (sorted.len() * percent).div_ceil(100).saturating_sub(1);
    sorted.get(at).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_values_that_were_measured() {
        let hundred: Vec<u64> = (1..=100).collect();
        assert_eq!((rank(&hundred, 50), rank(&hundred, 99)), (50, 99));
        assert_eq!((rank(&[7], 50), rank(&[7], 99)), (7, 7));
        assert_eq!((rank(&[1, 2], 50), rank(&[1, 2], 99)), (1, 2));
        assert_eq!(rank::<u64>(&[], 50), 0);
    }
}
