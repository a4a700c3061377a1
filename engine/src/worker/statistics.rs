//! What the engine thread counts about itself.

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::Duration;

/// What happened since the engine started.
///
/// Every posted request ends as exactly one of superseded, cancelled, completed and refused.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Statistics {
    /// Requests posted.
    pub posted: u64,
    /// Requests that a newer one replaced before the engine took them up.
    pub superseded: u64,
    /// Requests that the engine took up and a newer one made useless, or the engine's end.
    pub cancelled: u64,
    /// Requests answered to the end.
    pub completed: u64,
    /// Requests not tried because the analysis is off for their revision.
    pub refused: u64,
    /// Panics caught in the analysis, and failures to set it up again afterwards.
    pub panics: u64,
    /// The longest time that running work went without asking whether it is still wanted.
    pub longest_check_gap: Duration,
    /// The most requests that ever waited; never above one.
    pub deepest_queue: u64,
}

impl Statistics {
    /// Requests that wait or are being worked on.
    #[must_use]
    pub fn in_flight(&self) -> u64 {
        self.posted.saturating_sub(self.superseded + self.cancelled + self.completed + self.refused)
    }
}

/// How far the index of the present text is, idle work included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct IndexProgress {
    /// Segments whose index is ready, at least: some that were indexed out of turn may be missing.
    pub indexed: usize,
    /// Segments of the text, as far as it was split.
    pub total: usize,
    /// About how much memory their indexes take, in bytes: those that are ready, at the average size of those that
    /// were made for this text. Names and the text itself are not in it.
    pub bytes: usize,
}

/// The counters behind [`Statistics`], shared by both threads.
#[derive(Debug, Default)]
pub(crate) struct Counters {
    pub(crate) posted: AtomicU64,
    pub(crate) superseded: AtomicU64,
    pub(crate) cancelled: AtomicU64,
    pub(crate) completed: AtomicU64,
    pub(crate) refused: AtomicU64,
    pub(crate) panics: AtomicU64,
    /// Nanoseconds.
    pub(crate) longest_check_gap: AtomicU64,
    pub(crate) deepest_queue: AtomicU64,
    pub(crate) indexed: AtomicUsize,
    pub(crate) segments: AtomicUsize,
    pub(crate) index_bytes: AtomicUsize,
}

impl Counters {
    /// One more.
    pub(crate) fn count(counter: &AtomicU64) {
        counter.fetch_add(1, Ordering::Release);
    }

    /// Keeps the larger value. The load keeps the usual case, no new record, free of a write.
    pub(crate) fn record(largest: &AtomicU64, value: u64) {
        if value > largest.load(Ordering::Relaxed) {
            largest.fetch_max(value, Ordering::Relaxed);
        }
    }

    pub(crate) fn note_progress(&self, progress: IndexProgress) {
        self.indexed.store(progress.indexed, Ordering::Relaxed);
        self.segments.store(progress.total, Ordering::Relaxed);
        self.index_bytes.store(progress.bytes, Ordering::Relaxed);
    }

    /// The three numbers may be of two moments that follow each other; nothing but a picture depends on them.
    pub(crate) fn progress(&self) -> IndexProgress {
        let total = self.segments.load(Ordering::Relaxed);
        IndexProgress {
            indexed: self.indexed.load(Ordering::Relaxed).min(total),
            total,
            bytes: self.index_bytes.load(Ordering::Relaxed),
        }
    }

    pub(crate) fn snapshot(&self) -> Statistics {
        // How requests ended is read before how many there were (and counted with release order), so
        // that no more are seen to end than were posted.
        let superseded = self.superseded.load(Ordering::Acquire);
        let cancelled = self.cancelled.load(Ordering::Acquire);
        let completed = self.completed.load(Ordering::Acquire);
        let refused = self.refused.load(Ordering::Acquire);
        Statistics {
            posted: self.posted.load(Ordering::Relaxed),
            superseded,
            cancelled,
            completed,
            refused,
            panics: self.panics.load(Ordering::Relaxed),
            longest_check_gap: Duration::from_nanos(self.longest_check_gap.load(Ordering::Relaxed)),
            deepest_queue: self.deepest_queue.load(Ordering::Relaxed),
        }
    }
}
