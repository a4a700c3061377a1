//! What the log adds up to, for the engine panel.

use std::time::Duration;

use namelight_engine::worker::IndexProgress;

use super::log::RequestLog;
use super::ring::{Outcome, Record};
use super::spread::Spread;

/// What is counted is counted over so long.
pub const MINUTE: Duration = Duration::from_secs(60);

/// How many requests the timeline shows.
const ROWS: usize = 12;

/// How many parts the timeline's axis has at most.
const PARTS: u32 = 6;

/// A request in the timeline. Times count from the timeline's start.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row {
    /// The request and its times by the clock.
    pub record: Record,
    /// What became of it.
    pub outcome: Outcome,
    /// When it was posted.
    pub posted: Duration,
    /// When the engine was free for it; none if it wasn't yet, or never was.
    pub taken: Option<Duration>,
    /// When it was done with, superseded or cancelled; now, where it is still worked on.
    pub ended: Duration,
}

impl Row {
    /// From posting to its end.
    #[must_use]
    pub fn took(&self) -> Duration {
        self.ended.saturating_sub(self.posted)
    }
}

/// The last requests on one axis of time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Timeline {
    /// Oldest first.
    pub rows: Vec<Row>,
    /// One part of the axis.
    pub step: Duration,
    /// How many parts it has.
    pub parts: u32,
}

impl Timeline {
    /// The length of the axis.
    #[must_use]
    pub fn span(&self) -> Duration {
        self.step * self.parts
    }
}

/// What became of the requests of the last minute.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Requests posted.
    pub asked: usize,
    /// Requests that a newer one replaced while they waited.
    pub superseded: usize,
    /// Requests that a newer one made useless while they were worked on.
    pub cancelled: usize,
    /// Requests that were answered and lit something.
    pub lit: usize,
    /// Requests that were answered where there was nothing to light.
    pub unlit: usize,
}

/// All that the engine panel shows, as of one moment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summary {
    /// The state of the text that was asked about last.
    pub revision: u64,
    /// The last request.
    pub generation: u64,
    /// The last requests.
    pub timeline: Timeline,
    /// From the cursor's move to the light, over all that the log holds; none if nothing was lit yet.
    pub cursor_to_lit: Option<Spread>,
    /// Over the last minute.
    pub counts: Counts,
    /// How far the index is.
    pub index: IndexProgress,
    /// How often the analysis failed and was set up afresh.
    pub restarts: u64,
}

impl Summary {
    /// Adds up the log as it is now.
    #[must_use]
    pub fn of(log: &RequestLog, index: IndexProgress, restarts: u64) -> Self {
        log.summaries.set(log.summaries() + 1);
        let (ring, now) = (&log.ring, log.now());
        let last = ring.last();
        let minute = ring.records().rev().take_while(|record| record.posted_at + MINUTE >= now);
        let mut counts = Counts::default();
        for record in minute {
            counts.asked += 1;
            match ring.outcome(record) {
                Outcome::Superseded => counts.superseded += 1,
                Outcome::Cancelled => counts.cancelled += 1,
                Outcome::Lit => counts.lit += 1,
                Outcome::Completed => counts.unlit += 1,
                Outcome::Working | Outcome::Refused => {}
            }
        }
        Self {
            revision: last.map_or(0, |record| record.question.1.0),
            generation: last.map_or(0, |record| record.generation.0),
            timeline: timeline(log, now),
            cursor_to_lit: Spread::of(ring.records().filter_map(Record::cursor_to_lit)),
            counts,
            index,
            restarts,
        }
    }
}

fn timeline(log: &RequestLog, now: Duration) -> Timeline {
    let ring = &log.ring;
    let mut records = ring.records();
    let skipped = records.len().saturating_sub(ROWS);
    if skipped > 0 {
        records.nth(skipped - 1);
    }
    let Some(start) = records.clone().next().map(|first| first.posted_at) else {
        return Timeline::default();
    };
    let rows = records.clone().zip(records.skip(1).map(Some).chain([None])).map(|(record, next)| {
        let outcome = ring.outcome(record);
        let ended = match (record.report, next) {
            (Some(report), _) => report.ended_at,
            // It waited until the next one took its place.
            (None, Some(next)) if outcome == Outcome::Superseded => next.posted_at,
            (None, _) => now,
        };
        Row {
            record: *record,
            outcome,
            posted: record.posted_at.saturating_sub(start),
            taken: record.report.map(|report| report.taken_at.saturating_sub(start)),
            ended: ended.saturating_sub(start),
        }
    });
    let rows: Vec<Row> = rows.collect();
    let length = rows.iter().map(|row| row.ended).max().unwrap_or_default();
    let step = round_step(length);
    let parts = u32::try_from(length.as_nanos() / step.as_nanos()).unwrap_or(PARTS) + 1;
    Timeline { rows, step, parts: parts.min(PARTS) }
}

/// The smallest 1, 2 or 5 of a power of ten of which no more than [`PARTS`] hold the whole length and some room
/// behind it.
fn round_step(length: Duration) -> Duration {
    let mut power = Duration::from_micros(100);
    loop {
        for times in [1, 2, 5] {
            if length < power * times * PARTS {
                return power * times;
            }
        }
        match power.checked_mul(10).filter(|power| *power < MINUTE * 60 * 24 * 365) {
            Some(larger) => power = larger,
            // No program runs longer than some years.
            None => return power * 5,
        }
    }
}
