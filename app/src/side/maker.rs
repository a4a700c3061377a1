//! The thread that makes long lists.
//!
//! Invariants: the newest list wins, and work on an older one ends at its next check; the thread keeps what it was given and
//! what it made until it is given something else, so that the window never has to free lists of megabytes; it ends with its
//! handle.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};

use crop::Rope;
use namelight_engine::occurrences::{Occurrence, Other, Target};
use namelight_engine::text::{DocumentId, Generation, Revision};
use namelight_engine::worker::CancelToken;

use super::Material;
use super::entries::{Entry, entries};

/// What a list is to be made of.
#[derive(Debug)]
pub(super) struct Job {
    stamp: (DocumentId, Revision),
    text: Rope,
    target: Option<Target>,
    lit: Arc<[Occurrence]>,
    others: Arc<[Other]>,
    filter: String,
    /// The list that is shown.
    shown: Arc<[Entry]>,
}

impl Job {
    pub(super) fn new(material: Material<'_>, filter: &str, shown: &Arc<[Entry]>) -> Self {
        Self {
            stamp: material.stamp,
            text: material.text.clone(),
            target: material.target.cloned(),
            lit: Arc::clone(material.lit),
            others: Arc::clone(material.others),
            filter: filter.to_owned(),
            shown: Arc::clone(shown),
        }
    }

    fn material(&self) -> Material<'_> {
        let Self { stamp, text, lit, others, .. } = self;
        Material { stamp: *stamp, text, target: self.target.as_ref(), lit, others }
    }
}

/// A list that was made.
#[derive(Debug)]
pub(super) struct Made {
    pub(super) entries: Arc<[Entry]>,
    /// Whether it says anything else than the one that was shown.
    pub(super) is_new: bool,
}

/// The thread's handle.
#[derive(Debug)]
pub(super) struct Maker {
    jobs: Sender<(Generation, Job)>,
    lists: Receiver<(Generation, Made)>,
    newest: Arc<AtomicU64>,
    is_waiting: bool,
}

impl Maker {
    /// Starts the thread. `wake` is called on it when there is a list to take.
    ///
    /// # Errors
    /// If the system gives no thread.
    pub(super) fn start(wake: impl Fn() + Send + 'static) -> io::Result<Self> {
        let (jobs, inbox) = mpsc::channel::<(Generation, Job)>();
        let (outbox, lists) = mpsc::channel();
        let newest = Arc::new(AtomicU64::new(0));
        let newest_there = Arc::clone(&newest);
        std::thread::Builder::new().name("places".to_owned()).spawn(move || {
            let mut last: Option<(Job, Arc<[Entry]>)> = None;
            while let Ok((generation, job)) = inbox.recv() {
                drop(last.take());
                let cancel = CancelToken::of(Arc::clone(&newest_there), generation);
                let Ok(entries) = entries(job.material(), &job.filter, &cancel) else {
                    last = Some((job, Arc::default()));
                    continue;
                };
                let entries: Arc<[Entry]> = entries.into();
                let is_new = *entries != *job.shown;
                last = Some((job, Arc::clone(&entries)));
                if outbox.send((generation, Made { entries, is_new })).is_err() {
                    return;
                }
                wake();
            }
        })?;
        Ok(Self { jobs, lists, newest, is_waiting: false })
    }

    /// Asks for a list; one that was asked for before is forgotten.
    pub(super) fn post(&mut self, job: Job) {
        self.forget();
        let generation = Generation(self.newest.load(Ordering::Relaxed));
        self.is_waiting = self.jobs.send((generation, job)).is_ok();
    }

    /// No list is wanted any more.
    pub(super) fn forget(&mut self) {
        self.newest.fetch_add(1, Ordering::Relaxed);
        self.is_waiting = false;
    }

    /// Whether a list is to come.
    pub(super) fn is_waiting(&self) -> bool {
        self.is_waiting
    }

    /// The list that was asked for last, once.
    pub(super) fn take(&mut self) -> Option<Made> {
        let newest = self.newest.load(Ordering::Relaxed);
        let (_, made) = self.lists.try_iter().filter(|(generation, _)| generation.0 == newest).last()?;
        self.is_waiting = false;
        Some(made)
    }
}

impl Drop for Maker {
    /// Work under way ends at its next check.
    fn drop(&mut self) {
        self.newest.store(u64::MAX, Ordering::Relaxed);
    }
}
