//! What became of one request, told to whoever listens.
//!
//! Invariant: a request that the engine took up is reported once, after its work ended; one that was superseded
//! before is never reported. Where nobody listens, nothing is made.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::occurrences::Timings;
use crate::text::Generation;

/// How the work on a request ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum End {
    /// Answered.
    Completed,
    /// A newer request made it useless, or the engine ended.
    Cancelled,
    /// The analysis is off for its text.
    Refused,
}

/// A request that the engine took up; times are those of the engine's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Report {
    /// Which request.
    pub generation: Generation,
    /// When it was posted.
    pub posted_at: Duration,
    /// When the engine was free for it.
    pub taken_at: Duration,
    /// When the work on it ended.
    pub ended_at: Duration,
    /// How it ended.
    pub end: End,
    /// Where the time of its last answer went; none where it had no answer.
    pub timings: Option<Timings>,
}

impl Report {
    /// From posting to the engine being free for it.
    #[must_use]
    pub fn waited(&self) -> Duration {
        self.taken_at.saturating_sub(self.posted_at)
    }
}

/// Who is told; called on the engine thread, so it should be quick.
#[derive(Clone)]
pub struct Listener(Arc<dyn Fn(Report) + Send + Sync>);

impl Listener {
    /// A listener that calls `hear`.
    #[must_use]
    pub fn new(hear: impl Fn(Report) + Send + Sync + 'static) -> Self {
        Self(Arc::new(hear))
    }

    pub(crate) fn tell(&self, report: Report) {
        (self.0)(report);
    }
}

impl fmt::Debug for Listener {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Listener")
    }
}
