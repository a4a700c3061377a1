//! What lies between the window and the thread that writes: the newest state of each text that isn't written yet.
//!
//! Invariant: of each text there is one state at most, however slow the disk is.

use std::collections::HashMap;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use crop::Rope;
use namelight_engine::text::{DocumentId, Edit, Revision};

use super::find::Held;
use crate::files::Identity;

/// A text is written when its first change that isn't written is so old: well within a second of any key, and fewer
/// writes than keys.
const DELAY: Duration = Duration::from_millis(300);

/// After a failure it is tried again when so long has passed.
const TRY_AGAIN: Duration = Duration::from_secs(5);

/// With more edits than this at once, the text is written anew.
const MOST_EDITS: usize = 4_096;

/// A state of a text that is in no file.
#[derive(Debug)]
pub struct Unsaved {
    /// The document.
    pub document: DocumentId,
    /// The number of its state.
    pub revision: Revision,
    /// A snapshot.
    pub text: Rope,
    /// All edits since the state that was handed over before; none if they aren't known.
    pub edits: Option<Vec<Edit>>,
    /// What it is called in its window.
    pub title: String,
    /// Its file, if it has one: where it is, what tells its state from another within this run, and its text.
    pub file: Option<(PathBuf, Identity, Rope)>,
    /// Whether the file begins with a byte order mark.
    pub has_bom: bool,
    /// A copy of a dead window that may go once this is written.
    pub instead_of: Option<Held>,
}

/// What there is to tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// Copies can't be written, and why, as the end of a sentence.
    Failing(String),
    /// Copies are written again.
    Working,
}

/// What is to become of a copy.
pub(super) enum Wish {
    Write(Box<Unsaved>),
    Remove,
}

/// What is to be done now, and the number of flushes that it is all for.
pub(super) type Due = (Vec<(DocumentId, Wish)>, u64);

/// What the window wants of the thread, and what has become of it.
#[derive(Default)]
pub(super) struct Desk {
    wishes: HashMap<DocumentId, (Wish, Instant)>,
    /// What was written last of each document.
    written: HashMap<DocumentId, Revision>,
    /// Copies of dead windows that nobody wants.
    rubbish: Vec<Held>,
    /// What the thread is at.
    at_work: Vec<DocumentId>,
    /// How often everything was to be written at once, and how often it was tried.
    flushes: (u64, u64),
    /// Why the last write failed, and when.
    failure: Option<(String, Instant)>,
    /// What was told last.
    told: Option<String>,
    pub(super) is_closing: bool,
    pub(super) has_ended: bool,
}

impl Desk {
    pub(super) fn put(&mut self, mut unsaved: Unsaved) {
        let document = unsaved.document;
        let mut since = Instant::now();
        match self.wishes.remove(&document) {
            Some((Wish::Write(before), begun)) => {
                since = begun;
                unsaved.edits = joined(before.edits, unsaved.edits.take());
                unsaved.instead_of = unsaved.instead_of.take().or(before.instead_of);
            }
            Some((Wish::Remove, _)) => unsaved.edits = None,
            None => {}
        }
        self.wishes.insert(document, (Wish::Write(Box::new(unsaved)), since));
    }

    pub(super) fn remove(&mut self, document: DocumentId) {
        self.wishes.insert(document, (Wish::Remove, Instant::now()));
    }

    pub(super) fn remove_all(&mut self) {
        let known = self.wishes.keys().chain(self.written.keys()).chain(&self.at_work);
        for document in known.copied().collect::<Vec<_>>() {
            self.remove(document);
        }
    }

    pub(super) fn throw_away(&mut self, held: Held) {
        self.rubbish.push(held);
    }

    pub(super) fn take_rubbish(&mut self) -> Vec<Held> {
        std::mem::take(&mut self.rubbish)
    }

    /// Asks for everything to be tried at once; the number to wait for.
    pub(super) fn ask_flush(&mut self) -> u64 {
        self.flushes.0 += 1;
        self.flushes.0
    }

    pub(super) fn is_flushed(&self, number: u64) -> bool {
        self.flushes.1 >= number || self.has_ended
    }

    /// Whether a state, or a later one, is written or cannot be.
    pub(super) fn is_done_with(&self, document: DocumentId, revision: Revision) -> bool {
        self.is_written(document, revision) || self.failure.is_some() || self.has_ended
    }

    pub(super) fn is_written(&self, document: DocumentId, revision: Revision) -> bool {
        self.written.get(&document).is_some_and(|written| *written >= revision)
    }

    /// What is to be done now; or else when to look again, none if there is nothing to wait for.
    pub(super) fn take_due(&mut self) -> Result<Due, Option<Instant>> {
        let now = Instant::now();
        let is_urgent = self.is_closing || self.flushes.0 > self.flushes.1 || !self.rubbish.is_empty();
        let failed_until = self.failure.as_ref().map(|(_, at)| *at + TRY_AGAIN);
        let due = |wish: &(Wish, Instant)| match wish {
            (Wish::Remove, since) => *since,
            (Wish::Write(_), since) => failed_until.unwrap_or(*since + DELAY),
        };
        let documents: Vec<DocumentId> = self
            .wishes
            .iter()
            .filter(|(_, wish)| is_urgent || due(wish) <= now)
            .map(|(document, _)| *document)
            .collect();
        if documents.is_empty() && !is_urgent {
            return Err(self.wishes.values().map(due).min());
        }
        self.at_work.clone_from(&documents);
        let taken = documents
            .into_iter()
            .filter_map(|document| Some((document, self.wishes.remove(&document)?.0)))
            .collect();
        Ok((taken, self.flushes.0))
    }

    /// Notes a state that is written.
    pub(super) fn note_written(&mut self, document: DocumentId, revision: Revision) {
        self.written.insert(document, revision);
        self.failure = None;
    }

    pub(super) fn note_removed(&mut self, document: DocumentId) {
        self.written.remove(&document);
    }

    /// Notes a state that couldn't be written: it waits for another try, unless there is a newer one.
    pub(super) fn note_failed(&mut self, mut unsaved: Unsaved, why: String) {
        unsaved.edits = None;
        match self.wishes.get_mut(&unsaved.document) {
            None => {
                let document = unsaved.document;
                self.wishes.insert(document, (Wish::Write(Box::new(unsaved)), Instant::now()));
            }
            Some((Wish::Write(newer), _)) => {
                newer.edits = None;
                newer.instead_of = newer.instead_of.take().or(unsaved.instead_of);
            }
            Some((Wish::Remove, _)) => {}
        }
        self.failure = Some((why, Instant::now()));
    }

    /// Notes that everything was tried.
    pub(super) fn note_round(&mut self, flushes: u64) {
        self.at_work.clear();
        self.flushes.1 = self.flushes.1.max(flushes);
    }

    /// Whether there is something to tell.
    pub(super) fn has_news(&self) -> bool {
        self.told.as_deref() != self.failure.as_ref().map(|(why, _)| why.as_str())
    }

    pub(super) fn take_news(&mut self) -> Option<News> {
        if !self.has_news() {
            return None;
        }
        self.told = self.failure.as_ref().map(|(why, _)| why.clone());
        Some(self.told.clone().map_or(News::Working, News::Failing))
    }
}

/// Edits, and then later ones, if both are known and aren't too many.
fn joined(earlier: Option<Vec<Edit>>, later: Option<Vec<Edit>>) -> Option<Vec<Edit>> {
    let (mut edits, later) = (earlier?, later?);
    (edits.len() + later.len() <= MOST_EDITS).then(|| {
        edits.extend(later);
        edits
    })
}
