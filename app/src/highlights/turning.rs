//! Turning from one text to another that has a light of its own.
//!
//! Invariant: all lights of a window number their questions in one row, since the engine takes a smaller number for
//! an older question.

use super::{Highlights, Options};

impl Highlights {
    /// How patient the light is.
    #[must_use]
    pub fn options(&self) -> Options {
        self.options
    }

    /// The text is looked at again; so far it was `from`'s. What was lit stays, and what was asked and not answered is
    /// asked again, since the answer was lost to the other text's questions.
    pub fn take_turn(&mut self, from: &Self) {
        self.generation = self.generation.max(from.generation);
        self.set_switches(from.switches());
        if self.asked.as_ref().is_some_and(|asked| !asked.is_answered) {
            self.asked = None;
            self.noted = None;
        }
    }
}
