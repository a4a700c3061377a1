//! What a replay looks at in a frame.

use std::ops::Range;

use crop::Rope;
use namelight_engine::occurrences::{Occurrence, Target};
use namelight_engine::text::{DocumentId, Revision};

use super::Expectation;
use crate::app::Observation;

/// What a frame has shown, as far as a replay judges it.
#[derive(Clone, Copy, Debug)]
pub struct Seen<'a> {
    /// Which text was on screen.
    pub document: DocumentId,
    /// Its state.
    pub revision: Revision,
    /// The text itself.
    pub text: &'a Rope,
    /// The cursor, in bytes.
    pub cursor: usize,
    /// What is lit; none when nothing is.
    pub target: Option<&'a Target>,
    /// How many uses the status bar counted.
    pub count: usize,
    /// How many of them it called writes.
    pub writes: usize,
    /// The occurrences that were really painted, in bytes of `text`.
    pub painted: &'a [Occurrence],
    /// The painted places of pinned names, each with the pin's number from 0.
    pub pinned: &'a [(usize, Range<usize>)],
    /// The painted places that are said not to be meant.
    pub others: &'a [Range<usize>],
}

impl<'a> From<&'a Observation<'a>> for Seen<'a> {
    fn from(observation: &'a Observation<'a>) -> Self {
        Self {
            document: observation.document,
            revision: observation.revision,
            text: observation.text,
            cursor: observation.cursor,
            target: observation.target,
            count: observation.counts.uses,
            writes: observation.counts.writes,
            painted: &observation.painted.lit,
            pinned: &observation.painted.pinned,
            others: &observation.painted.others,
        }
    }
}

/// The same, kept for later. A rope's clone copies no text.
#[derive(Clone, Debug)]
pub(super) struct Kept {
    document: DocumentId,
    revision: Revision,
    text: Rope,
    cursor: usize,
    target: Option<Target>,
    count: usize,
    writes: usize,
    painted: Vec<Occurrence>,
    pinned: Vec<(usize, Range<usize>)>,
    others: Vec<Range<usize>>,
}

impl Kept {
    pub(super) fn seen(&self) -> Seen<'_> {
        Seen {
            document: self.document,
            revision: self.revision,
            text: &self.text,
            cursor: self.cursor,
            target: self.target.as_ref(),
            count: self.count,
            writes: self.writes,
            painted: &self.painted,
            pinned: &self.pinned,
            others: &self.others,
        }
    }
}

impl From<&Seen<'_>> for Kept {
    fn from(seen: &Seen<'_>) -> Self {
        Self {
            document: seen.document,
            revision: seen.revision,
            text: seen.text.clone(),
            cursor: seen.cursor,
            target: seen.target.cloned(),
            count: seen.count,
            writes: seen.writes,
            painted: seen.painted.to_vec(),
            pinned: seen.pinned.to_vec(),
            others: seen.others.to_vec(),
        }
    }
}

impl<'a> Seen<'a> {
    /// The lit name, as the status bar shows it; none when nothing is lit.
    #[must_use]
    pub fn name(&self) -> Option<&'a str> {
        self.target.map(|target| target.name.as_str())
    }

    /// The same in the words of a trace.
    #[must_use]
    pub fn expectation(&self) -> Expectation {
        match self.name() {
            None => Expectation::Nothing,
            Some(name) => Expectation::Lit { name: name.to_owned(), count: self.count, writes: self.writes },
        }
    }
}
