//! How far the file is that is being read, and which files nobody wants any more.
//!
//! Invariant: neither side waits for the other; the lock is held for a few instructions, once for each block that is
//! read.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// How much of a file has been read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Which reading it is, counted from 1 in the order in which they were asked for.
    pub number: u64,
    /// Bytes that have been read.
    pub read: u64,
    /// Bytes in the file.
    pub total: u64,
}

/// What the files thread and the others know of the file that is being read.
#[derive(Clone, Debug, Default)]
pub struct ReadingDesk(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    current: Option<Progress>,
    /// Readings that are to be given up.
    unwanted: Vec<u64>,
}

impl ReadingDesk {
    fn state(&self) -> MutexGuard<'_, State> {
        // What panicked elsewhere has left the state as it was.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How far the file is that is being read; none if none is.
    #[must_use]
    pub fn progress(&self) -> Option<Progress> {
        self.state().current
    }

    /// Gives up a reading, whether it has begun or not.
    pub fn cancel(&self, number: u64) {
        self.state().unwanted.push(number);
    }

    /// The next reading begins.
    pub(super) fn begin(&self, number: u64) {
        let mut state = self.state();
        state.unwanted.retain(|unwanted| *unwanted >= number);
        state.current = Some(Progress { number, read: 0, total: 0 });
    }

    /// Notes how much has been read; whether the rest is wanted.
    pub(super) fn advance(&self, read: u64, total: u64) -> bool {
        let mut state = self.state();
        let State { current, unwanted } = &mut *state;
        let Some(current) = current else { return true };
        (current.read, current.total) = (read, total);
        !unwanted.contains(&current.number)
    }

    pub(super) fn end(&self) {
        self.state().current = None;
    }
}
