//! A run's lines between the threads that read them and the one that draws them.
//!
//! Invariants: whoever draws gets the lines at once, since readers hold them only for a small piece and stand back; no
//! frame is asked for while nobody watches, and else no more than 30 a second.

use std::fmt;
use std::io::{ErrorKind, Read};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::lines::{Limits, Lines, Source};

/// Bytes taken over at once.
const PIECE: usize = 4 * 1024;

/// From news to the frame that shows it.
pub(super) const PACE: Duration = Duration::from_millis(33);

/// Asks for a frame within such a time.
pub(super) type Wake = Box<dyn Fn(Duration) + Send + Sync>;

/// What a program has written so far.
pub struct Output {
    lines: Mutex<Lines>,
    /// Whether somebody is about to look at the lines.
    is_wanted: AtomicBool,
    is_watched: AtomicBool,
    /// Whether a frame was asked for that hasn't looked yet.
    is_told: AtomicBool,
    /// Whether nobody wants to read on.
    is_over: AtomicBool,
    wake: Wake,
}

impl fmt::Debug for Output {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.debug_struct("Output").field("is_watched", &self.is_watched).finish_non_exhaustive()
    }
}

impl Output {
    pub(super) fn new(limits: Limits, wake: Wake) -> Self {
        Self {
            lines: Mutex::new(Lines::new(limits)),
            is_wanted: AtomicBool::new(false),
            is_watched: AtomicBool::new(false),
            is_told: AtomicBool::new(false),
            is_over: AtomicBool::new(false),
            wake,
        }
    }

    /// Looks at the lines, or changes them; `look` must be short.
    pub fn look<T>(&self, look: impl FnOnce(&mut Lines) -> T) -> T {
        self.is_told.store(false, Ordering::Release);
        self.is_wanted.store(true, Ordering::Release);
        let mut lines = self.lines();
        self.is_wanted.store(false, Ordering::Release);
        look(&mut lines)
    }

    /// Whether frames are asked for when there is something new.
    pub fn watch(&self, is_watched: bool) {
        self.is_watched.store(is_watched, Ordering::Release);
    }

    /// Asks for a frame at once, watched or not.
    pub(super) fn wake(&self) {
        (self.wake)(Duration::ZERO);
    }

    /// Nobody reads on.
    pub(super) fn close(&self) {
        self.is_over.store(true, Ordering::Release);
    }

    /// Reads to the end of a pipe.
    pub(super) fn read(&self, mut from: impl Read, source: Source) {
        let mut piece = vec![0; PIECE];
        while !self.is_over.load(Ordering::Acquire) {
            match from.read(&mut piece) {
                Ok(0) => break,
                Ok(count) => self.put(source, piece.get(..count).unwrap_or_default()),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(_) => break,
            }
        }
        self.lines().finish(source);
        self.tell();
    }

    fn put(&self, source: Source, bytes: &[u8]) {
        while self.is_wanted.load(Ordering::Acquire) {
            std::thread::yield_now();
        }
        self.lines().write(source, bytes);
        self.tell();
    }

    fn tell(&self) {
        if self.is_watched.load(Ordering::Acquire) && !self.is_told.swap(true, Ordering::AcqRel) {
            (self.wake)(PACE);
        }
    }

    fn lines(&self) -> MutexGuard<'_, Lines> {
        self.lines.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
