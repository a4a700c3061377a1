//! The thread that compares two texts.
//!
//! Invariant: a thread works for one handle, and ends soon after that is dropped.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use crop::Rope;

use super::diff::{PATIENCE, compare};
use super::rows::Rows;

/// What a comparison has found.
#[derive(Clone, Debug)]
pub struct Compared {
    /// What is shown of it.
    pub rows: Rows,
    /// Lines that only the older text has.
    pub removed: usize,
    /// Lines that only the newer text has.
    pub added: usize,
    /// Whether the time was enough to look for the fewest changes.
    pub is_complete: bool,
}

/// A comparison under way.
#[derive(Debug)]
pub struct Comparer {
    result: Receiver<Compared>,
    is_unwanted: Arc<AtomicBool>,
    is_over: bool,
}

impl Comparer {
    /// Starts to compare. `wake` is called on the thread when it is done.
    ///
    /// # Errors
    /// If the system gives no thread.
    pub fn start(left: Rope, right: Rope, wake: impl Fn() + Send + 'static) -> std::io::Result<Self> {
        let (done, result) = channel();
        let is_unwanted = Arc::new(AtomicBool::new(false));
        let unwanted = Arc::clone(&is_unwanted);
        std::thread::Builder::new().name("comparison".to_owned()).spawn(move || {
            let is_wanted = || !unwanted.load(Ordering::Relaxed);
            let Some(diff) = compare(&left, &right, PATIENCE, &is_wanted) else { return };
            let compared = Compared {
                rows: Rows::of(&diff),
                removed: diff.changes.iter().map(|change| change.left.len()).sum(),
                added: diff.changes.iter().map(|change| change.right.len()).sum(),
                is_complete: diff.is_complete,
            };
            if done.send(compared).is_ok() {
                wake();
            }
        })?;
        Ok(Self { result, is_unwanted, is_over: false })
    }

    /// What was found, once it is there; never waits.
    pub fn take(&mut self) -> Option<Compared> {
        match self.result.try_recv() {
            Ok(compared) => {
                self.is_over = true;
                Some(compared)
            }
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => {
                self.is_over = true;
                None
            }
        }
    }

    /// Whether something is still to come.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        !self.is_over
    }
}

impl Drop for Comparer {
    fn drop(&mut self) {
        self.is_unwanted.store(true, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::sync::mpsc;
    use std::time::Duration;

    use super::*;

    fn compared(left: &str, right: &str) -> Compared {
        let (told, tells) = mpsc::channel();
        let wake = move || told.send(()).unwrap();
        let mut comparer = Comparer::start(Rope::from(left), Rope::from(right), wake).unwrap();
        tells.recv_timeout(Duration::from_secs(60)).unwrap();
        let found = comparer.take().unwrap();
        assert!(!comparer.is_waiting());
        found
    }

    #[test]
    fn it_counts_what_is_gone_and_what_is_new() {
        let found = compared("a\nb\nc\n", "a\nx\ny\nc\n");
        assert_eq!((found.removed, found.added, found.rows.count()), (1, 2, 5));
    }

    #[test]
    fn a_comparison_that_is_dropped_ends() {
        let text = Rope::from("line\n".repeat(100_000));
        let (told, tells) = mpsc::channel();
        let wake = move || told.send(()).unwrap();
        drop(Comparer::start(text.clone(), text, wake).unwrap());
        // The thread is gone when its end of the channel is, without a word.
        assert_eq!(tells.recv_timeout(Duration::from_secs(60)), Err(mpsc::RecvTimeoutError::Disconnected));
    }

    #[test]
    fn large_texts_that_have_nothing_in_common_are_done_in_time() {
        let text = |word: &str| (0..100_000).map(|n| format!("{word}{}\n", n % 1000)).collect::<String>();
        let found = compared(&text("a"), &text("b"));
        assert_eq!((found.removed, found.added), (100_000, 100_000));
    }
}
