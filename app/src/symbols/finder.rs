//! The thread that finds the symbols of a text.
//!
//! Invariants: the newest job wins, and work on an older one ends at its next check; what an edit left alone isn't read
//! again; the thread ends with its handle.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};

use crop::Rope;
use namelight_engine::FileIndex;
use namelight_engine::occurrences::Outline;
use namelight_engine::text::{DocumentId, Generation, Patch, Revision};
use namelight_engine::worker::{CancelToken, Cancelled};

use super::Symbols;

/// A question.
#[derive(Clone, Debug)]
pub struct Job {
    /// Which text it is about, and its state.
    pub stamp: (DocumentId, Revision),
    /// The text itself; a rope's clone copies nothing.
    pub text: Rope,
    /// What leads to it from the text of the job before; none if that was another one.
    pub patch: Option<Patch>,
}

/// The thread's handle.
#[derive(Debug)]
pub struct Finder {
    jobs: Sender<(Generation, Job)>,
    answers: Receiver<(Generation, Symbols)>,
    shared: Arc<Shared>,
    newest: Arc<AtomicU64>,
    is_waiting: bool,
}

/// What the thread tells while it works.
#[derive(Debug, Default)]
struct Shared {
    /// How much of the text is read, in hundredths.
    percent: AtomicU64,
}

impl Finder {
    /// Starts the thread. `wake` is called on it when there is something to hear.
    ///
    /// # Errors
    /// If the system gives no thread.
    pub fn start(wake: impl Fn() + Send + 'static) -> std::io::Result<Self> {
        let (jobs, inbox) = mpsc::channel::<(Generation, Job)>();
        let (outbox, answers) = mpsc::channel();
        let newest = Arc::new(AtomicU64::new(0));
        let shared = Arc::new(Shared::default());
        let (newest_there, shared_there) = (Arc::clone(&newest), Arc::clone(&shared));
        std::thread::Builder::new().name("symbols".to_owned()).spawn(move || {
            let mut index = FileIndex::new();
            while let Ok((generation, job)) = inbox.recv() {
                // Every job's edits count, those of jobs that nobody waits for any more, too.
                match &job.patch {
                    Some(patch) => index.edit(&job.text, patch),
                    None => index = FileIndex::of(&job.text),
                }
                let cancel = CancelToken::of(Arc::clone(&newest_there), generation);
                let far = |percent: u64| {
                    if shared_there.percent.swap(percent, Ordering::Relaxed) != percent {
                        wake();
                    }
                };
                if let Ok(outline) = outline(&mut index, &cancel, far) {
                    if outbox.send((generation, Symbols::of(job.stamp, outline.symbols))).is_err() {
                        return;
                    }
                    wake();
                }
            }
        })?;
        Ok(Self { jobs, answers, shared, newest, is_waiting: false })
    }

    /// Asks; what was asked before is forgotten.
    pub fn post(&mut self, job: Job) {
        let generation = Generation(self.newest.fetch_add(1, Ordering::Relaxed) + 1);
        self.is_waiting = self.jobs.send((generation, job)).is_ok();
    }

    /// Whether an answer is to come.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        self.is_waiting
    }

    /// How much of the text is read, in hundredths.
    #[must_use]
    pub fn percent(&self) -> u64 {
        self.shared.percent.load(Ordering::Relaxed)
    }

    /// The answer to what was asked last, once.
    pub fn take(&mut self) -> Option<Symbols> {
        let newest = self.newest.load(Ordering::Relaxed);
        let (_, symbols) = self.answers.try_iter().find(|(generation, _)| generation.0 == newest)?;
        self.is_waiting = false;
        Some(symbols)
    }
}

impl Drop for Finder {
    /// Work under way ends at its next check.
    fn drop(&mut self) {
        self.newest.store(u64::MAX, Ordering::Relaxed);
    }
}

fn outline(
    index: &mut FileIndex,
    cancel: &CancelToken,
    mut far: impl FnMut(u64),
) -> Result<Outline, Cancelled> {
    far(0);
    cancel.check()?;
    let mut outline = Outline::default();
    while !index.outline_on(&mut outline, cancel)? {
        let progress = index.outline_progress(&outline);
        far((100 * progress.indexed / progress.total.max(1)) as u64);
    }
    Ok(outline)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::time::Duration;

    use namelight_engine::text::Edit;

    use super::*;

    fn heard(finder: &mut Finder) -> Symbols {
        for _ in 0..6000 {
            if let Some(symbols) = finder.take() {
                return symbols;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        panic!("no answer");
    }

    fn job(revision: u64, text: &str, patch: Option<Patch>) -> Job {
        Job { stamp: (DocumentId(1), Revision(revision)), text: Rope::from(text), patch }
    }

    #[test]
    fn only_the_newest_question_is_answered_and_no_edit_is_lost() {
        let mut finder = Finder::start(|| {}).unwrap();
        let mut text = "def f(): pass\n".repeat(300);
        finder.post(job(0, &text, None));
        for revision in 1..30 {
            let put = format!("def g{revision}(): pass\n");
            let edit = Edit { revision: Revision(revision), range: 0..0, new_len: put.len() };
            text.insert_str(0, &put);
            finder.post(job(revision, &text, Some(Patch::from(&edit))));
        }
        let symbols = heard(&mut finder);
        assert_eq!(symbols.stamp.1, Revision(29));
        assert_eq!((symbols.paths.len(), symbols.paths.get(0)), (329, Some("g29")));
        assert!(!finder.is_waiting() && finder.take().is_none());
    }

    #[test]
    fn a_large_text_is_told_about_while_it_is_read() {
        let (told, tells) = mpsc::channel();
        let mut finder = Finder::start(move || {
            let _ = told.send(());
        })
        .unwrap();
        finder.post(job(1, &"def f():\n    return 1\n\n\n".repeat(20_000), None));
        let mut percents = Vec::new();
        while finder.is_waiting() {
            tells.recv_timeout(Duration::from_secs(60)).unwrap();
            percents.push(finder.percent());
            finder.take();
        }
        assert!(percents.is_sorted() && percents.last() > percents.first(), "{percents:?}");
    }
}
