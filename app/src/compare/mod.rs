//! Two texts held against each other, line by line.
//!
//! A comparison is made from snapshots on a thread of its own, which ends when nobody waits for it any more; what is
//! shown of it is made from its [`Rows`] alone, and only for the rows that can be seen. Invariant: the lines of both
//! texts follow each other without a gap in the rows and in what is left out between them, so taking the changes over
//! makes one text the other.

mod comparer;
mod diff;
mod parts;
mod rows;

pub use comparer::{Compared, Comparer};
pub use diff::{Change, Diff, PATIENCE, compare};
pub use parts::differing_parts;
pub use rows::{CONTEXT, Row, Rows};

use crop::Rope;

use crate::panels::Action;

/// What is compared, and what can be done about it.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// What it is about: `summary.py: your text and the file on disk`.
    pub title: String,
    /// What is taken as the older text: what it is called, and the text.
    pub left: (String, Rope),
    /// What is taken as the newer text.
    pub right: (String, Rope),
    /// Buttons below: their words and what they ask for. The comparison closes when one of them is used.
    pub ways: Vec<(String, Action)>,
}

impl Comparison {
    /// Two texts that are looked at and no more.
    #[must_use]
    pub fn new(title: impl Into<String>, left: (String, Rope), right: (String, Rope)) -> Self {
        Self { title: title.into(), left, right, ways: Vec::new() }
    }

    /// With another button below, called `words`.
    #[must_use]
    pub fn with_way(mut self, words: impl Into<String>, action: Action) -> Self {
        self.ways.push((words.into(), action));
        self
    }
}
