//! The last requests, oldest first.

use std::collections::VecDeque;
use std::time::Duration;

use namelight_engine::text::{DocumentId, Generation, Revision};
use namelight_engine::worker::{End, Report};

use super::summary::MINUTE;

/// The most requests that are remembered: one for each of 4,096 frames, more than a minute of a held key.
pub const MOST_RECORDS: usize = 4_096;

/// So many are remembered however long ago they were.
const FEWEST_RECORDS: usize = 256;

/// When a frame showed the answer to a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The end of that frame, by the engine's clock.
    pub at: Duration,
    /// Whether something was lit for it.
    pub is_lit: bool,
}

/// One request, as the user interface and the engine saw it. Times are those of the engine's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Record {
    /// Which request.
    pub generation: Generation,
    /// The text it was about, its state, and the cursor in bytes.
    pub question: (DocumentId, Revision, Option<usize>),
    /// When it was posted.
    pub posted_at: Duration,
    /// The start of the frame in which the cursor came to the place that was asked about; none if only colours
    /// were missing.
    pub moved_at: Option<Duration>,
    /// What the engine says; none before it has done with it, and if it never took it up.
    pub report: Option<Report>,
    /// The frame that showed its answer first.
    pub shown: Option<Shown>,
}

impl Record {
    /// From the frame in which the cursor moved to the end of the frame that shows the light for it.
    #[must_use]
    pub fn cursor_to_lit(&self) -> Option<Duration> {
        let shown = self.shown.filter(|shown| shown.is_lit)?;
        Some(shown.at.saturating_sub(self.moved_at?))
    }
}

/// What became of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The engine waits for it, or works on it.
    Working,
    /// A later one was posted before the engine took it up.
    Superseded,
    /// A later one made it useless while the engine worked on it.
    Cancelled,
    /// Answered, and something is lit for it.
    Lit,
    /// Answered; there is nothing to light, or a later answer was shown in its place.
    Completed,
    /// Not tried: the analysis is off for its text.
    Refused,
}

/// The last requests.
#[derive(Debug, Default)]
pub(super) struct Ring {
    records: VecDeque<Record>,
    /// The latest request that the engine has reported on.
    reported: Generation,
}

impl Ring {
    pub(super) fn push(&mut self, record: Record) {
        let is_old = |first: &Record| first.posted_at + MINUTE < record.posted_at;
        while self.records.len() >= MOST_RECORDS
            || self.records.len() > FEWEST_RECORDS && self.records.front().is_some_and(is_old)
        {
            self.records.pop_front();
        }
        self.records.push_back(record);
    }

    pub(super) fn last(&self) -> Option<&Record> {
        self.records.back()
    }

    /// All of them, oldest first.
    pub(super) fn records(&self) -> impl DoubleEndedIterator<Item = &Record> + ExactSizeIterator + Clone {
        self.records.iter()
    }

    pub(super) fn of_mut(&mut self, generation: Generation) -> Option<&mut Record> {
        // A later request has a larger generation.
        let at = self.records.binary_search_by_key(&generation, |record| record.generation).ok()?;
        self.records.get_mut(at)
    }

    pub(super) fn report(&mut self, report: Report) {
        self.reported = self.reported.max(report.generation);
        if let Some(record) = self.of_mut(report.generation) {
            record.report = Some(report);
        }
    }

    /// What became of a record of this ring.
    pub(super) fn outcome(&self, record: &Record) -> Outcome {
        match record.report.map(|report| report.end) {
            // The engine takes requests up in their order and reports on each: this one will never be.
            None if self.reported > record.generation => Outcome::Superseded,
            None => Outcome::Working,
            Some(End::Cancelled) => Outcome::Cancelled,
            Some(End::Refused) => Outcome::Refused,
            Some(End::Completed) => match record.shown {
                Some(Shown { is_lit: true, .. }) => Outcome::Lit,
                _ => Outcome::Completed,
            },
        }
    }
}
