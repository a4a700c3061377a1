//! Every command of the program: what it is called, which keys give it, and what it does.
//!
//! Menus, tooltips and the keyboard all read the table; nothing else knows a key by heart. Invariants: an id is
//! given once and stays, since settings name commands by it; no two commands that can be given at the same place
//! have the same keys.

mod chord;
#[cfg(test)]
mod habits_tests;
mod keymap;
mod table;

#[cfg(test)]
mod tests;

use crate::panels::Action;

pub use chord::{Chord, ChordError};
pub use keymap::{Keymap, Refusal, Tooltip};

/// Where the keyboard must be for a command's keys to count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Wherever it is, unless a question is on screen.
    Anywhere,
    /// In the code.
    Code,
    /// In the code or in the find bar, while that is open.
    FindBar,
}

/// One command.
#[derive(Debug)]
pub struct Entry {
    /// What settings call it; words with dots and dashes.
    pub id: &'static str,
    /// What people call it: what it does, in sentence case.
    pub title: &'static str,
    /// The keys that give it unless others are chosen; the first ones are shown beside it.
    pub keys: &'static [Chord],
    /// Where these keys count.
    pub place: Place,
    /// What it does. An [`Action::Edit`] is done by the code view, in its turn among what is typed.
    pub action: Action,
}

/// All commands, in the order in which they are listed.
#[must_use]
pub fn all() -> &'static [Entry] {
    table::ENTRIES
}

/// The command that settings call so.
#[must_use]
pub fn entry(id: &str) -> Option<&'static Entry> {
    all().iter().find(|entry| entry.id == id)
}
