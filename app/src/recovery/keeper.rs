//! The thread that writes copies of unsaved texts.
//!
//! Invariants: handing over a text and having a copy removed never wait for the disk; what was handed over is on the disk
//! a moment later whatever becomes of the window's thread; dropping the keeper leaves the copies where they are.

use std::collections::HashMap;
use std::fmt;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use namelight_engine::text::{DocumentId, Patch, Revision};

use super::checksum;
use super::copy::Copy;
use super::desk::{Desk, News, Unsaved, Wish};
use super::find::Held;
use super::format::{About, Base};
use crate::background;
use crate::files::storage::Storage;
use crate::files::{Identity, reason};

/// The longest wait for the thread when the keeper is dropped; a disk that hangs ends with the process.
const PATIENCE: Duration = Duration::from_millis(400);

/// Keeps copies of unsaved texts in a folder.
pub struct Keeper {
    writer: Writer,
}

/// What other threads may ask of a [`Keeper`]: to have everything written now.
#[derive(Clone)]
pub struct Writer(Arc<Shared>);

#[derive(Default)]
struct Shared {
    desk: Mutex<Desk>,
    /// Something is wanted of the thread.
    wanted: Condvar,
    /// Something has become of what was wanted.
    done: Condvar,
}

impl Shared {
    fn desk(&self) -> MutexGuard<'_, Desk> {
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Keeper {
    /// Starts the thread; nothing is written before there is something unsaved. `wake` is called when there is news.
    ///
    /// # Errors
    /// If the system gives no thread.
    pub fn start(
        storage: Box<dyn Storage>,
        folder: PathBuf,
        wake: impl Fn() + Send + 'static,
    ) -> io::Result<Self> {
        let shared = Arc::new(Shared::default());
        let theirs = Arc::clone(&shared);
        thread::Builder::new().name("recovery".to_owned()).spawn(move || {
            background::give_way();
            let mut shelf = Shelf { storage, folder, copies: HashMap::new(), bases: HashMap::new() };
            while shelf.round(&theirs) {
                if theirs.desk().has_news() {
                    wake();
                }
            }
            // The locks go before anybody hears of it.
            drop(shelf);
            theirs.desk().has_ended = true;
            theirs.done.notify_all();
        })?;
        Ok(Self { writer: Writer(shared) })
    }

    /// Has a text written soon; never waits.
    pub fn keep(&self, unsaved: Unsaved) {
        self.writer.0.desk().put(unsaved);
        self.writer.0.wanted.notify_all();
    }

    /// Has the copy of a document removed, since its text is safe or given up; never waits.
    pub fn forget(&self, document: DocumentId) {
        self.writer.0.desk().remove(document);
        self.writer.0.wanted.notify_all();
    }

    /// Has all copies of this window removed; never waits.
    pub fn forget_all(&self) {
        self.writer.0.desk().remove_all();
        self.writer.0.wanted.notify_all();
    }

    /// Has the copy of a dead window removed, since nobody wants its text; never waits.
    pub fn throw_away(&self, held: Held) {
        self.writer.0.desk().throw_away(held);
        self.writer.0.wanted.notify_all();
    }

    /// Whether this state of a document, or a later one, is on the disk.
    #[must_use]
    pub fn is_written(&self, document: DocumentId, revision: Revision) -> bool {
        self.writer.0.desk().is_written(document, revision)
    }

    /// What there is to tell; never waits.
    #[must_use]
    pub fn take_news(&self) -> Option<News> {
        self.writer.0.desk().take_news()
    }

    /// For other threads.
    #[must_use]
    pub fn writer(&self) -> Writer {
        self.writer.clone()
    }
}

impl Writer {
    /// Has everything written that was handed over, and waits until it was tried, but not longer than `at_most`.
    pub fn flush(&self, at_most: Duration) {
        let number = self.0.desk().ask_flush();
        self.0.wanted.notify_all();
        self.wait(at_most, |desk| desk.is_flushed(number));
    }

    /// Has everything written, and waits until this state of a document is on the disk or can't be, but not longer than
    /// `at_most`.
    pub fn flush_for(&self, document: DocumentId, revision: Revision, at_most: Duration) {
        let number = {
            let mut desk = self.0.desk();
            if desk.is_written(document, revision) {
                return;
            }
            desk.ask_flush()
        };
        self.0.wanted.notify_all();
        self.wait(at_most, |desk| desk.is_flushed(number) || desk.is_done_with(document, revision));
    }

    fn wait(&self, at_most: Duration, is_over: impl Fn(&Desk) -> bool) {
        let end = Instant::now() + at_most;
        let mut desk = self.0.desk();
        while !is_over(&desk) {
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return;
            }
            let waited = self.0.done.wait_timeout(desk, left);
            desk = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        self.writer.0.desk().is_closing = true;
        self.writer.0.wanted.notify_all();
        self.writer.wait(PATIENCE, |desk| desk.has_ended);
    }
}

impl fmt::Debug for Keeper {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Keeper").finish_non_exhaustive()
    }
}

/// The thread's side: the folder and the copies in it.
struct Shelf {
    storage: Box<dyn Storage>,
    folder: PathBuf,
    copies: HashMap<DocumentId, Copy>,
    /// What the files hold on which texts are based; reading through a large one takes a while.
    bases: HashMap<DocumentId, (Identity, Base)>,
}

impl Shelf {
    /// Waits for something to do and does it; whether there may be more.
    fn round(&mut self, shared: &Shared) -> bool {
        let mut desk = shared.desk();
        let (wishes, flushes) = loop {
            match desk.take_due() {
                Ok(due) => break due,
                Err(Some(at)) => {
                    let left = at.saturating_duration_since(Instant::now());
                    desk = shared.wanted.wait_timeout(desk, left).unwrap_or_else(PoisonError::into_inner).0;
                }
                Err(None) => desk = shared.wanted.wait(desk).unwrap_or_else(PoisonError::into_inner),
            }
        };
        let is_last = desk.is_closing;
        let rubbish = desk.take_rubbish();
        drop(desk);
        for held in rubbish {
            self.take_away(held.path());
        }
        for (document, wish) in wishes {
            match wish {
                Wish::Remove => {
                    self.remove(document);
                    shared.desk().note_removed(document);
                }
                Wish::Write(unsaved) => self.try_to_write(*unsaved, shared),
            }
            shared.done.notify_all();
        }
        shared.desk().note_round(flushes);
        shared.done.notify_all();
        !is_last
    }

    fn try_to_write(&mut self, unsaved: Unsaved, shared: &Shared) {
        let (document, revision) = (unsaved.document, unsaved.revision);
        let result = catch_unwind(AssertUnwindSafe(|| self.write(&unsaved)));
        let why = match result {
            Ok(Ok(())) => {
                if let Some(held) = &unsaved.instead_of {
                    self.take_away(held.path());
                }
                return shared.desk().note_written(document, revision);
            }
            Ok(Err(error)) => reason(&error),
            Err(_) => "something went wrong in the editor itself".to_owned(),
        };
        shared.desk().note_failed(unsaved, why);
    }

    fn write(&mut self, unsaved: &Unsaved) -> io::Result<()> {
        let about = self.about(unsaved);
        let patch = unsaved.edits.as_deref().map(Patch::of);
        if let (Some(copy), Some(patch)) = (self.copies.get_mut(&unsaved.document), patch)
            && copy.takes(&about, &patch)
            && copy.append(&patch, &unsaved.text).is_ok()
        {
            return Ok(());
        }
        // What is in the copy is sound; it stays, and stays locked, until there is a new one.
        let path = self.copies.get(&unsaved.document).map(|copy| copy.path.as_path());
        let copy = Copy::write(&*self.storage, &self.folder, path, about, &unsaved.text)?;
        self.copies.insert(unsaved.document, copy);
        Ok(())
    }

    fn about(&mut self, unsaved: &Unsaved) -> About {
        let (title, has_bom) = (unsaved.title.clone(), unsaved.has_bom);
        let Some((path, identity, text)) = &unsaved.file else {
            return About { title, path: None, has_bom, base: None };
        };
        let known = self.bases.get(&unsaved.document).filter(|(known, _)| known.has_same_content(identity));
        let base = match known {
            Some((_, base)) => *base,
            None => Base { len: text.byte_len() as u64, sum: checksum::of_text(text) },
        };
        self.bases.insert(unsaved.document, (*identity, base));
        About { title, path: Some(path.clone()), has_bom, base: Some(base) }
    }

    fn remove(&mut self, document: DocumentId) {
        self.bases.remove(&document);
        if let Some(copy) = self.copies.remove(&document) {
            self.take_away(&copy.path);
        }
    }

    /// A copy that can't be removed is offered at the next start, which does no harm.
    fn take_away(&self, path: &Path) {
        if let Err(error) = self.storage.remove(path) {
            tracing::warn!(%error, path = %path.display(), "a recovery copy couldn't be removed");
        }
    }
}
