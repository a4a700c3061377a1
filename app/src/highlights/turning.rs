//! Turning from one text to another that has a light of its own.
//!
//! Invariant: all lights of a window number their questions in one row, since the engine takes a smaller number for
//! an older question.

use std::sync::Arc;
use std::time::Duration;

use super::{Highlights, Options, Part};

impl Highlights {
    /// How patient the light is.
    #[must_use]
    pub fn options(&self) -> Options {
        self.options
    }

    /// The text is looked at again; so far it was `from`'s. What was lit stays, and what was asked and not answered is
    /// asked again, since the answer was lost to the other text's questions.
    pub fn take_turn(&mut self, from: &Self) {
        self.set_switches(from.switches());
        self.ask_after(from);
    }

    /// The next question is newer than all that `from` has asked; what was not answered by then is asked again.
    pub fn ask_after(&mut self, from: &Self) {
        self.generation = self.generation.max(from.generation);
        if self.asked.as_ref().is_some_and(|asked| !asked.is_answered) {
            self.asked = None;
            self.noted = None;
        }
    }

    /// Like [`Self::ask_after`] where `from` has asked since, and so taken the engine away from an open question.
    pub fn ask_after_lost(&mut self, from: &Self) {
        if from.generation > self.generation {
            self.ask_after(from);
        }
    }

    /// A light for another view of this text, without the keyboard: it knows the same colours, and asks for nothing but
    /// colours.
    #[must_use]
    pub fn colours_alone(&self) -> Self {
        let switches = self.switches();
        let switches = if switches.is_on(Part::Light) { switches.toggled(Part::Light) } else { switches };
        // What a view without the keyboard shows may come a frame later.
        let options = Options { switches, patience: Duration::ZERO, ..self.options };
        let mut other = Self::new(options);
        other.document = self.document;
        other.revision = self.revision;
        other.edits = self.edits.clone();
        other.generation = self.generation;
        other.tokens = Arc::clone(&self.tokens);
        other.definitions = Arc::clone(&self.definitions);
        other
    }

    /// Takes over the colours that another view of this text has; whatever else is missing is asked for.
    pub fn adopt_colours(&mut self, from: &Self) {
        if (self.document, self.revision) == (from.document, from.revision) {
            self.tokens = Arc::clone(&from.tokens);
            self.definitions = Arc::clone(&from.definitions);
            self.asked = None;
            self.noted = None;
        }
    }
}
