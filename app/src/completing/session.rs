//! The list that is offered for one word.

use std::sync::Arc;

use crop::Rope;
use namelight_engine::occurrences::{Candidate, Completion, CompletionWish, match_of};
use namelight_engine::text::Revision;

use super::Place;
use crate::document::{Command, Selection};

/// So many rows are shown at once.
pub(super) const ROWS: usize = 8;

/// The list that is offered for one word.
#[derive(Debug)]
pub struct Session {
    place: Place,
    /// Where the word begins.
    word_start: usize,
    /// Whether it was opened by key, and so stays also for an empty word.
    is_asked_for: bool,
    known: Arc<[Candidate]>,
    is_whole: bool,
    /// Of what is known, what fits the word as it is now.
    shown: Vec<Candidate>,
    selected: Option<usize>,
    /// The first row that is seen.
    first: usize,
}

impl Session {
    pub(super) fn new(place: Place, word_start: usize, is_asked_for: bool) -> Self {
        Self {
            place,
            word_start,
            is_asked_for,
            known: Arc::default(),
            is_whole: true,
            shown: Vec::new(),
            selected: None,
            first: 0,
        }
    }

    pub(super) fn place(&self) -> Place {
        self.place
    }

    /// Where the word begins, in bytes.
    #[must_use]
    pub fn word_start(&self) -> usize {
        self.word_start
    }

    pub(super) fn is_asked_for(&self) -> bool {
        self.is_asked_for
    }

    /// What is to be asked of the engine.
    #[must_use]
    pub fn wish(&self) -> CompletionWish {
        CompletionWish { at: self.place.2 }
    }

    /// What is offered, the best first.
    #[must_use]
    pub fn shown(&self) -> &[Candidate] {
        &self.shown
    }

    /// Whether every name of the file was looked at.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.is_whole
    }

    /// The row that was moved to; none before.
    #[must_use]
    pub fn selected(&self) -> Option<usize> {
        self.selected
    }

    /// The rows that are seen.
    #[must_use]
    pub fn rows(&self) -> std::ops::Range<usize> {
        self.first..(self.first + ROWS).min(self.shown.len())
    }

    /// The word was typed on, or a letter of it taken away.
    pub(super) fn moved(mut self, place: Place, text: &Rope) -> Self {
        self.place = place;
        self.fit(text);
        self
    }

    /// Takes over what the engine has found for a text state, if that is this one.
    pub fn take(&mut self, (revision, found): &(Revision, Completion), text: &Rope) {
        let is_this = *revision == self.place.1 && found.wish == self.wish();
        if is_this && !Arc::ptr_eq(&self.known, &found.candidates) {
            self.known = Arc::clone(&found.candidates);
            self.is_whole = found.is_whole;
            self.fit(text);
        }
    }

    /// Leaves what fits the word as it is now; what was moved to stays so, if it is still there.
    fn fit(&mut self, text: &Rope) {
        let end = self.place.2.min(text.byte_len());
        let typed: String = text.byte_slice(self.word_start.min(end)..end).chunks().collect();
        let chosen = self.selected.and_then(|at| self.shown.get(at)).map(|one| Arc::clone(&one.text));
        let fits = |one: &&Candidate| match_of(one.text.trim_end_matches('='), &typed).is_some();
        self.shown = self.known.iter().filter(fits).cloned().collect();
        self.selected = chosen.and_then(|text| self.shown.iter().position(|one| one.text == text));
        self.reveal();
    }

    /// Moves to the next row or to the one before, round the ends; the first move goes to the first or the last.
    pub fn step(&mut self, forward: bool) {
        let count = self.shown.len();
        if count == 0 {
            return;
        }
        self.selected = Some(match (self.selected, forward) {
            (None, true) => 0,
            (None, false) => count - 1,
            (Some(at), true) => (at + 1) % count,
            (Some(at), false) => (at + count - 1) % count,
        });
        self.reveal();
    }

    /// Shows rows further down, or up if negative.
    pub fn scroll(&mut self, rows: isize) {
        let last = self.shown.len().saturating_sub(ROWS);
        self.first = self.first.saturating_add_signed(rows).min(last);
    }

    fn reveal(&mut self) {
        let last = self.shown.len().saturating_sub(ROWS);
        self.first = match self.selected {
            Some(at) => self.first.clamp((at + 1).saturating_sub(ROWS), at).min(last),
            None => 0,
        };
    }

    /// What takes a row, or the selected one, or the first.
    #[must_use]
    pub fn taken(&self, row: Option<usize>) -> Option<Command> {
        let taken = self.shown.get(row.or(self.selected).unwrap_or(0))?;
        let cursor = self.word_start + taken.text.len();
        Some(Command::ReplaceMany {
            replaces: vec![(self.word_start..self.place.2, taken.text.to_string())],
            selection: Selection::cursor(cursor),
        })
    }
}
