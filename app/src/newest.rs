//! A thread that works on what was asked last.
//!
//! The engine has a mailbox of its own; this is the same idea for what is made of a whole text beside it: what can be folded,
//! the symbols, long lists. Invariants: of several jobs only the answer to the newest is given out, and work on an older one
//! ends at its next check; every job comes to the thread all the same, since one may say what was edited since the one
//! before; neither side waits for the other's work; the thread ends with its handle.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};

use namelight_engine::text::Generation;
use namelight_engine::worker::{CancelToken, Cancelled};

/// The thread's handle.
#[derive(Debug)]
pub struct Newest<J, A> {
    jobs: Sender<(Generation, J)>,
    answers: Receiver<(Generation, A)>,
    newest: Arc<AtomicU64>,
    is_waiting: bool,
}

impl<J: Send + 'static, A: Send + 'static> Newest<J, A> {
    /// Starts the thread. `work` is given each job, what tells whether its answer is still wanted, and `wake`, which is
    /// called on the thread whenever there is an answer to take.
    ///
    /// # Errors
    /// If the system gives no thread.
    pub fn start(
        name: &str,
        mut work: impl FnMut(J, &CancelToken, &dyn Fn()) -> Result<A, Cancelled> + Send + 'static,
        wake: impl Fn() + Send + 'static,
    ) -> io::Result<Self> {
        let (jobs, inbox) = mpsc::channel::<(Generation, J)>();
        let (outbox, answers) = mpsc::channel();
        let newest = Arc::new(AtomicU64::new(0));
        let newest_there = Arc::clone(&newest);
        std::thread::Builder::new().name(name.to_owned()).spawn(move || {
            while let Ok((generation, job)) = inbox.recv() {
                let cancel = CancelToken::of(Arc::clone(&newest_there), generation);
                let Ok(answer) = work(job, &cancel, &wake) else { continue };
                if outbox.send((generation, answer)).is_err() {
                    return;
                }
                wake();
            }
        })?;
        Ok(Self { jobs, answers, newest, is_waiting: false })
    }

    /// Asks; what was asked before is forgotten.
    pub fn post(&mut self, job: J) {
        let generation = Generation(self.newest.fetch_add(1, Ordering::Relaxed) + 1);
        self.is_waiting = self.jobs.send((generation, job)).is_ok();
    }

    /// No answer is wanted any more.
    pub fn forget(&mut self) {
        self.newest.fetch_add(1, Ordering::Relaxed);
        self.is_waiting = false;
    }

    /// Whether an answer is to come.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        self.is_waiting
    }

    /// The answer to what was asked last, once.
    pub fn take(&mut self) -> Option<A> {
        let newest = self.newest.load(Ordering::Relaxed);
        let (_, answer) = self.answers.try_iter().find(|(generation, _)| generation.0 == newest)?;
        self.is_waiting = false;
        Some(answer)
    }
}

impl<J, A> Drop for Newest<J, A> {
    /// Work under way ends at its next check.
    fn drop(&mut self) {
        self.newest.store(u64::MAX, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::time::Duration;

    use super::*;

    #[test]
    fn only_the_newest_is_answered_and_every_job_is_seen() {
        let (woken, wakes) = mpsc::channel();
        let mut seen = 0;
        let work = move |job: u32, cancel: &CancelToken, _: &dyn Fn()| {
            seen += job;
            cancel.check().map(|()| seen)
        };
        let mut newest = Newest::start("a test", work, move || _ = woken.send(())).unwrap();
        (1..=100).for_each(|job| newest.post(job));
        let answer = loop {
            wakes.recv_timeout(Duration::from_secs(60)).unwrap();
            if let Some(answer) = newest.take() {
                break answer;
            }
        };
        assert_eq!((answer, newest.is_waiting()), (5050, false));
        assert!(newest.take().is_none());
    }

    #[test]
    fn what_is_forgotten_is_not_given_out_and_the_thread_ends_with_its_handle() {
        let (woken, wakes) = mpsc::channel();
        let mut newest =
            Newest::start("a test", |job: u8, _, _| Ok(job), move || _ = woken.send(())).unwrap();
        newest.post(1);
        newest.forget();
        assert!(!newest.is_waiting());
        wakes.recv_timeout(Duration::from_secs(60)).unwrap();
        assert_eq!(newest.take(), None);
        drop(newest);
        assert_eq!(wakes.recv_timeout(Duration::from_secs(60)), Err(mpsc::RecvTimeoutError::Disconnected));
    }
}
