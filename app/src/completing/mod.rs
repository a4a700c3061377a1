//! Names to go on with while one is typed: when they are offered, which of them, and which is chosen.
//!
//! Invariant: what is offered fits what is typed now. Until the engine has answered about that, what it said before stays
//! as far as it fits, so the list never flickers; and nothing here waits for it.

mod session;
#[cfg(test)]
mod tests;

use crop::Rope;
use namelight_engine::occurrences::{Completion, CompletionWish, word_before};
use namelight_engine::text::{DocumentId, Revision};

use crate::document::{Command, Document, Motion};

pub use session::Session;

/// From so many typed characters on names are offered unasked.
const ENOUGH: usize = 2;

/// When names are offered, and those that are.
#[derive(Debug)]
pub struct Suggestions {
    is_on: bool,
    session: Option<Session>,
    /// Where the word begins for which the list was closed.
    closed_for: Option<usize>,
    /// Keys that wait for what was typed before them in the same frame.
    pub(crate) waiting: Vec<egui::Event>,
}

impl Default for Suggestions {
    fn default() -> Self {
        Self { is_on: true, session: None, closed_for: None, waiting: Vec::new() }
    }
}

/// What a text is, and where its cursor stands.
type Place = (DocumentId, Revision, usize);

fn place(document: &Document) -> Place {
    (document.id(), document.revision(), document.cursor())
}

impl Suggestions {
    /// Whether names are offered unasked.
    #[must_use]
    pub fn is_on(&self) -> bool {
        self.is_on
    }

    /// Offers names unasked, or only when they are asked for.
    pub fn set_on(&mut self, is_on: bool) {
        if self.is_on != is_on {
            self.is_on = is_on;
            self.session = None;
        }
    }

    /// What is to be asked of the engine.
    #[must_use]
    pub fn wish(&self) -> Option<CompletionWish> {
        self.session.as_ref().map(Session::wish)
    }

    /// What is offered; none where nothing is.
    #[must_use]
    pub fn session(&self) -> Option<&Session> {
        self.session.as_ref().filter(|session| !session.shown().is_empty())
    }

    /// The same, to move in it.
    pub fn session_mut(&mut self) -> Option<&mut Session> {
        self.session.as_mut().filter(|session| !session.shown().is_empty())
    }

    /// Takes over what the engine has found for a text state.
    pub fn take(&mut self, found: &(Revision, Completion), text: &Rope) {
        if let Some(session) = &mut self.session {
            session.take(found, text);
        }
    }

    /// Offers names at the cursor at once.
    pub fn open(&mut self, document: &Document) {
        if can_offer(document) {
            let word = word_before(document.text(), document.cursor());
            self.session = Some(Session::new(place(document), word.start, true));
        }
    }

    /// Offers nothing any more.
    pub fn close(&mut self) {
        self.session = None;
    }

    /// Offers nothing any more until the next word.
    pub fn close_for_word(&mut self) {
        self.closed_for = self.session.take().map(|session| session.word_start());
    }

    /// Takes note of what was just done to the document.
    pub fn follow(&mut self, document: &Document, commands: &[Command]) {
        if !can_offer(document) {
            self.session = None;
            return;
        }
        let here = place(document);
        if self.session.as_ref().is_some_and(|session| session.place().0 != here.0) {
            self.session = None;
        }
        if commands.is_empty() {
            // Something else has moved the cursor, or changed the text.
            self.session.take_if(|session| session.place() != here);
            return;
        }
        let is_typing = |command: &Command| matches!(command, Command::Type(_));
        let is_erasing = |command: &Command| matches!(command, Command::Delete(Motion::Left));
        if !commands.iter().all(|command| is_typing(command) || is_erasing(command)) {
            self.session = None;
            return;
        }
        let word = word_before(document.text(), here.2);
        if self.closed_for.is_some_and(|closed| closed != word.start) {
            self.closed_for = None;
        }
        if let Some(session) = self.session.take_if(|session| session.word_start() == word.start) {
            let goes_on = !word.is_empty() || session.is_asked_for() || is_after_dot(document.text(), here.2);
            self.session = goes_on.then(|| session.moved(here, document.text()));
            return;
        }
        self.session = None;
        let has_typed = commands.last().is_some_and(is_typing);
        let letters = document.text().byte_slice(word.clone()).chars().count();
        let is_enough = letters >= ENOUGH || letters == 0 && is_after_dot(document.text(), here.2);
        let is_end = !goes_on_as_word(document.text(), here.2);
        if self.is_on && has_typed && is_enough && is_end && self.closed_for.is_none() {
            self.session = Some(Session::new(here, word.start, false));
        }
    }
}

/// Whether one cursor stands where one name may be typed.
fn can_offer(document: &Document) -> bool {
    document.selections().is_single() && document.selection().is_empty()
}

/// Whether a letter follows: then an old word is changed, and a name taken for its beginning would run into its rest.
fn goes_on_as_word(text: &Rope, at: usize) -> bool {
    text.byte_slice(at..).chars().next().is_some_and(|letter| letter == '_' || letter.is_alphanumeric())
}

/// Whether the cursor stands just behind the dot of an attribute.
fn is_after_dot(text: &Rope, at: usize) -> bool {
    let mut before = text.byte_slice(..at).chars().rev();
    let is_end = |letter: char| letter == ')' || letter == ']' || letter == '_' || letter.is_alphabetic();
    let (dot, object) = (before.next(), before.next());
    let is_digit = object.is_some_and(|letter| letter.is_ascii_digit());
    // A digit may end a name as well as a number.
    dot == Some('.') && (object.is_some_and(is_end) || is_digit && !word_before(text, at - 1).is_empty())
}
