//! What a replay has found.

use std::fmt;

use namelight_engine::worker::Statistics;
use serde::Serialize;

use super::latency::CursorToLit;

/// What became of the requests to the engine.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Requests {
    /// Requests posted.
    pub posted: u64,
    /// Requests that a newer one replaced while they waited.
    pub superseded: u64,
    /// Requests that a newer one made useless while the engine worked on them.
    pub cancelled: u64,
    /// Requests answered to the end.
    pub completed: u64,
    /// The most that ever waited at once.
    pub deepest_queue: u64,
}

impl From<Statistics> for Requests {
    fn from(statistics: Statistics) -> Self {
        Self {
            posted: statistics.posted,
            superseded: statistics.superseded,
            cancelled: statistics.cancelled,
            completed: statistics.completed,
            deepest_queue: statistics.deepest_queue,
        }
    }
}

/// What a replay has found.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Report {
    /// The trace, as it was named.
    pub trace: String,
    /// Frames drawn.
    pub frames: u64,
    /// What became of the requests to the engine.
    pub requests: Requests,
    /// From the cursor's move to the light.
    pub cursor_to_lit: CursorToLit,
    /// Frames in which something was lit that doesn't mean the lit name. One is a failure.
    pub wrong_frames: u64,
    /// Expectations that held.
    pub expectations_met: usize,
    /// Expectations that didn't hold. One is a failure.
    pub expectations_failed: usize,
    /// What exactly went wrong: the first [`Report::MOST_FAILURES`] of each sort.
    pub failures: Vec<String>,
}

impl Report {
    /// How many wrong frames, and how many expectations that failed, are told one by one.
    pub const MOST_FAILURES: usize = 20;

    /// Whether all was as it must be.
    #[must_use]
    pub fn is_good(&self) -> bool {
        self.wrong_frames == 0 && self.expectations_failed == 0
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { trace, frames, requests, cursor_to_lit: lit, .. } = self;
        writeln!(f, "{trace}")?;
        writeln!(f, "  {frames} frames, {} of them wrong", self.wrong_frames)?;
        let expected = self.expectations_met + self.expectations_failed;
        writeln!(f, "  {} of {expected} expectations met", self.expectations_met)?;
        let Requests { posted, superseded, cancelled, completed, .. } = requests;
        writeln!(
            f,
            "  {posted} requests: {superseded} superseded, {cancelled} cancelled, {completed} completed"
        )?;
        write!(
            f,
            "  cursor to light: {} times, median {} frames, {:.1} ms; 99 of 100 within {} frames, {:.1} ms",
            lit.count, lit.frames.p50, lit.ms.p50, lit.frames.p99, lit.ms.p99
        )?;
        for failure in &self.failures {
            write!(f, "\n  ! {failure}")?;
        }
        Ok(())
    }
}
