//! The thread that finds the symbols of a text.
//!
//! Invariant: what an edit left alone isn't read again.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crop::Rope;
use namelight_engine::FileIndex;
use namelight_engine::occurrences::Outline;
use namelight_engine::text::{DocumentId, Patch, Revision};
use namelight_engine::worker::{CancelToken, Cancelled};

use super::Symbols;
use crate::newest::Newest;

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
    thread: Newest<Job, Symbols>,
    /// How much of the text is read, in hundredths.
    percent: Arc<AtomicU64>,
}

impl Finder {
    /// Starts the thread. `wake` is called on it when there is something to hear.
    ///
    /// # Errors
    /// If the system gives no thread.
    pub fn start(wake: impl Fn() + Send + 'static) -> std::io::Result<Self> {
        let percent = Arc::<AtomicU64>::default();
        let told = Arc::clone(&percent);
        let mut index = FileIndex::new();
        let work = move |job: Job, cancel: &CancelToken, wake: &dyn Fn()| {
            // Every job's edits count, those of jobs that nobody waits for any more, too.
            match &job.patch {
                Some(patch) => index.edit(&job.text, patch),
                None => index = FileIndex::of(&job.text),
            }
            let far = |percent: u64| {
                if told.swap(percent, Ordering::Relaxed) != percent {
                    wake();
                }
            };
            outline(&mut index, cancel, far).map(|outline| Symbols::of(job.stamp, outline.symbols))
        };
        Ok(Self { thread: Newest::start("symbols", work, wake)?, percent })
    }

    /// Asks; what was asked before is forgotten.
    pub fn post(&mut self, job: Job) {
        self.thread.post(job);
    }

    /// Whether an answer is to come.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        self.thread.is_waiting()
    }

    /// How much of the text is read, in hundredths.
    #[must_use]
    pub fn percent(&self) -> u64 {
        self.percent.load(Ordering::Relaxed)
    }

    /// The answer to what was asked last, once.
    pub fn take(&mut self) -> Option<Symbols> {
        self.thread.take()
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

    use std::sync::mpsc;
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
