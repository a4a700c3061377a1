//! The files thread: all work on the disk, one job after the other.
//!
//! Invariants: posting a job and taking an outcome never wait; every job has exactly one outcome, unless
//! the worker is dropped; a save that was posted is finished before the worker is gone.

use std::collections::HashMap;
use std::fmt;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, OnceLock};
use std::thread::{self, JoinHandle};

use namelight_engine::text::{DocumentId, Revision};

use super::contents::{Expected, Identity, Loaded, Save, Saved};
use super::message;
use super::open::{OpenError, Reading, open_as};
use super::progress::ReadingDesk;
use super::save::{SaveError, save};
use super::storage::{Disk, Storage};
use crate::background;
use crate::session::{Kept, Recalled, keep, recall};

/// Work for the files thread.
#[derive(Clone, Debug)]
pub enum Job {
    /// Read a file.
    Open(PathBuf),
    /// Read a file again that is open.
    Look(DocumentId, PathBuf),
    /// Read a file in a way that a person has chosen.
    OpenAs(PathBuf, Reading),
    /// Write a document.
    Save(Save),
    /// Read what was remembered in this folder.
    Recall(PathBuf),
    /// Remember something.
    Keep {
        /// Where.
        folder: PathBuf,
        /// What.
        kept: Kept,
    },
}

impl Job {
    /// Whether a file is to be read.
    fn is_reading(&self) -> bool {
        matches!(self, Self::Open(_) | Self::OpenAs(..))
    }
}

/// What came of a job.
#[derive(Debug)]
pub enum Outcome {
    /// A file was read, or not.
    Opened {
        /// As it was asked for.
        path: PathBuf,
        /// The file, or why there is none.
        result: Result<Loaded, OpenError>,
    },
    /// A file that is open was read again, or not.
    Looked {
        /// The document.
        document: DocumentId,
        /// What the file holds, or why that isn't known.
        result: Result<Loaded, OpenError>,
    },
    /// A document was written, or not.
    Saved {
        /// The document.
        document: DocumentId,
        /// The state that was to be written.
        revision: Revision,
        /// What to tell the document, or why nothing was written.
        result: Result<Saved, SaveError>,
    },
    /// What was remembered was read.
    Recalled(Box<Recalled>),
    /// Something is remembered, or why it isn't, as the end of a sentence.
    Kept(Result<(), String>),
}

/// What is done before a document is written, on the files thread.
type BeforeSave = Box<dyn Fn(DocumentId, Revision) + Send + Sync>;

/// The handle of the files thread. Dropping it finishes the saves that were posted, skips what was to be
/// opened, and joins the thread.
pub struct Worker {
    jobs: Option<Sender<Job>>,
    outcomes: Receiver<Outcome>,
    is_closing: Arc<AtomicBool>,
    before_saves: Arc<OnceLock<BeforeSave>>,
    thread: Option<JoinHandle<()>>,
    /// Jobs whose outcome wasn't taken yet.
    waiting: usize,
    /// How many files were to be read so far.
    readings: u64,
    desk: ReadingDesk,
}

impl Worker {
    /// Starts the thread. `wake` is called on it whenever an outcome can be taken.
    ///
    /// # Errors
    /// If the system gives no thread.
    pub fn start(wake: impl Fn() + Send + 'static) -> io::Result<Self> {
        Self::start_with(Box::new(Disk), wake)
    }

    /// Like [`Self::start`], with a storage of one's own.
    ///
    /// # Errors
    /// If the system gives no thread.
    pub fn start_with(storage: Box<dyn Storage>, wake: impl Fn() + Send + 'static) -> io::Result<Self> {
        let (jobs, todo) = channel::<Job>();
        let (done, outcomes) = channel();
        let is_closing = Arc::new(AtomicBool::new(false));
        let closing = Arc::clone(&is_closing);
        let before_saves: Arc<OnceLock<BeforeSave>> = Arc::default();
        let first = Arc::clone(&before_saves);
        let desk = ReadingDesk::default();
        let told = desk.clone();
        let thread = thread::Builder::new().name("files".to_owned()).spawn(move || {
            background::give_way();
            let mut last_saves = LastSaves::default();
            let mut readings = 0;
            for job in todo {
                if job.is_reading() {
                    readings += 1;
                    told.begin(readings);
                }
                let is_unwanted = (job.is_reading() || matches!(job, Job::Look(..) | Job::Recall(_)))
                    && closing.load(Ordering::Relaxed);
                if let (Job::Save(save), Some(first)) = (&job, first.get()) {
                    first(save.document, save.revision);
                }
                if !is_unwanted && done.send(work(&*storage, job, &mut last_saves, &told)).is_ok() {
                    wake();
                }
                told.end();
            }
        })?;
        Ok(Self {
            jobs: Some(jobs),
            outcomes,
            is_closing,
            before_saves,
            thread: Some(thread),
            waiting: 0,
            readings: 0,
            desk,
        })
    }

    /// Has something done before each save, on the files thread; the first call counts. The save waits for it.
    pub fn before_saves(&self, first: impl Fn(DocumentId, Revision) + Send + Sync + 'static) {
        // Nobody asks for it a second time.
        let _ = self.before_saves.set(Box::new(first));
    }

    /// Hands over a job; never waits.
    pub fn post(&mut self, job: Job) {
        self.readings += u64::from(job.is_reading());
        // The thread ends only after `jobs` is gone, so it takes every job.
        if self.jobs.as_ref().is_some_and(|jobs| jobs.send(job).is_ok()) {
            self.waiting += 1;
        }
    }

    /// What came of the oldest job whose outcome wasn't taken, if it is done; never waits.
    pub fn take_outcome(&mut self) -> Option<Outcome> {
        let outcome = self.outcomes.try_recv().ok()?;
        self.waiting -= 1;
        Some(outcome)
    }

    /// The number of the file that was to be read last, from 1.
    #[must_use]
    pub fn last_reading(&self) -> u64 {
        self.readings
    }

    /// How far the file is that is being read, and where to say that it isn't wanted any more.
    #[must_use]
    pub fn desk(&self) -> &ReadingDesk {
        &self.desk
    }

    /// How many jobs have an outcome that wasn't taken yet.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.waiting
    }
}

impl fmt::Debug for Worker {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Worker").field("waiting", &self.waiting).finish_non_exhaustive()
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.is_closing.store(true, Ordering::Relaxed);
        self.jobs = None;
        if let Some(thread) = self.thread.take() {
            // The thread catches what panics in a job; there is nothing left to tell.
            let _ = thread.join();
        }
    }
}

/// A save that is posted while another one of the same document waits or runs expects what the file held
/// before that other one. It is told what the other one wrote, so that it doesn't take it for a stranger's.
#[derive(Default)]
struct LastSaves {
    chains: HashMap<(DocumentId, PathBuf), Chain>,
}

#[derive(Default)]
struct Chain {
    /// What the saves so far have expected, and so have replaced.
    replaced: Vec<Identity>,
    /// What the last one has written.
    written: Option<Identity>,
}

impl LastSaves {
    /// Tells a save what it will find there.
    fn refresh(&self, save: &mut Save) {
        if let Expected::Same(expected) = save.expected
            && let Some(chain) = self.chains.get(&(save.document, save.path.clone()))
            && let Some(written) = chain.written
            && chain.replaced.contains(&expected)
        {
            save.expected = Expected::Same(written);
        }
    }

    fn note(&mut self, expected: Expected, saved: &Saved) {
        let chain = self.chains.entry((saved.document, saved.path.clone())).or_default();
        if let Expected::Same(expected) = expected {
            chain.replaced.push(expected);
        }
        chain.written = Some(saved.identity);
    }
}

fn work(storage: &dyn Storage, job: Job, last_saves: &mut LastSaves, desk: &ReadingDesk) -> Outcome {
    let opened = |path: PathBuf, reading: Reading| {
        let result = read(storage, &path, reading, desk);
        Outcome::Opened { path, result }
    };
    match job {
        Job::Open(path) => opened(path, Reading::default()),
        Job::OpenAs(path, reading) => opened(path, reading),
        Job::Look(document, path) => {
            // Nobody waits for it, so nobody is told how far it is.
            let result = read(storage, &path, Reading::default(), &ReadingDesk::default());
            Outcome::Looked { document, result }
        }
        Job::Save(mut job) => {
            last_saves.refresh(&mut job);
            let spare_folder = std::env::temp_dir();
            let result = catch_unwind(AssertUnwindSafe(|| save(storage, &job, &spare_folder)));
            let result = result.unwrap_or_else(|_| Err(SaveError::Internal { path: job.path.clone() }));
            if let Ok(saved) = &result {
                last_saves.note(job.expected, saved);
            }
            Outcome::Saved { document: job.document, revision: job.revision, result }
        }
        Job::Recall(folder) => {
            let recalled = catch_unwind(AssertUnwindSafe(|| recall(storage, &folder)));
            Outcome::Recalled(Box::new(recalled.unwrap_or_default()))
        }
        Job::Keep { folder, kept } => {
            let result = catch_unwind(AssertUnwindSafe(|| keep(storage, &folder, &kept)));
            let result =
                result.unwrap_or_else(|_| Err(io::Error::other("something went wrong in the editor itself")));
            Outcome::Kept(result.map_err(|error| message::reason(&error)))
        }
    }
}

fn read(
    storage: &dyn Storage,
    path: &Path,
    reading: Reading,
    desk: &ReadingDesk,
) -> Result<Loaded, OpenError> {
    let result = catch_unwind(AssertUnwindSafe(|| open_as(storage, path, reading, desk)));
    result.unwrap_or_else(|_| Err(OpenError::Internal { path: path.to_owned() }))
}
