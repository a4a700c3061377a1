//! Where something was found, carried through the edits made since.
//!
//! The list itself stays as it was found; what was edited since is kept as one patch through which places are looked up.
//! So an edit costs what it touches, however many matches there are. Invariants: a match that an edit touched, or
//! that an edit meets, is gone, since it may be none any more; places are sorted and don't overlap.

use std::ops::Range;
use std::sync::Arc;

use namelight_engine::text::{Bias, Edit, Patch};

/// More edits than this in one frame (only a program makes so many) aren't followed: all is looked for again.
const MOST_EDITS: usize = 1024;

/// Matches, in bytes of the present text.
#[derive(Clone, Debug, Default)]
pub struct Matches {
    /// As they were found.
    found: Arc<[Range<usize>]>,
    /// From the text they were found in to the present one.
    patch: Patch,
    /// Which of them are gone, by index; sorted, apart from one another.
    gone: Vec<Range<usize>>,
}

impl Matches {
    /// Matches found in the present text.
    #[must_use]
    pub fn new(found: Arc<[Range<usize>]>) -> Self {
        Self { found, ..Self::default() }
    }

    /// Matches found in the text that `patch` leads from.
    #[must_use]
    pub fn carried(found: Arc<[Range<usize>]>, patch: Patch) -> Self {
        let mut matches = Self { found, patch, gone: Vec::new() };
        matches.find_gone();
        matches
    }

    /// Takes note of edits, each in bytes of the text that the one before it left.
    pub fn carry(&mut self, edits: &[Edit]) {
        if edits.is_empty() {
            return;
        }
        if edits.len() > MOST_EDITS {
            *self = Self::default();
            return;
        }
        self.patch = self.patch.then(&Patch::of(edits));
        self.find_gone();
    }

    fn find_gone(&mut self) {
        self.gone.clear();
        for change in self.patch.replacements() {
            // What a match looks at beside itself is a character, so what meets it counts as touching it.
            let first = self.found.partition_point(|found| found.end < change.old.start);
            let last = self.found.partition_point(|found| found.start <= change.old.end).max(first);
            match self.gone.last_mut() {
                Some(before) if before.end >= first => before.end = before.end.max(last),
                _ if first == last => {}
                _ => self.gone.push(first..last),
            }
        }
    }

    /// How many places there are to ask for, those included that are gone.
    #[must_use]
    pub fn places(&self) -> usize {
        self.found.len()
    }

    /// How many matches there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.found.len() - self.gone.iter().map(ExactSizeIterator::len).sum::<usize>()
    }

    /// Where the match at an index stands; nothing wide at its place if it is gone.
    #[must_use]
    pub fn place(&self, index: usize) -> Range<usize> {
        let Some(found) = self.found.get(index) else { return usize::MAX..usize::MAX };
        let start = self.patch.map_offset(found.start, Bias::Right);
        let len = if self.is_there(index) { found.len() } else { 0 };
        start..start + len
    }

    /// Whether the match at an index is still there.
    #[must_use]
    pub fn is_there(&self, index: usize) -> bool {
        index < self.found.len() && self.gone_at(index).is_none()
    }

    /// The first index whose place a condition holds for that never ends to hold.
    pub fn first(&self, holds: impl Fn(&Range<usize>) -> bool) -> usize {
        let (mut low, mut high) = (0, self.found.len());
        while low < high {
            let middle = low + (high - low) / 2;
            if holds(&self.place(middle)) { high = middle } else { low = middle + 1 }
        }
        low
    }

    /// The first match from an index on, with its index.
    #[must_use]
    pub fn from(&self, index: usize) -> Option<(usize, Range<usize>)> {
        let index = self.gone_at(index).map_or(index, |gone| gone.end);
        (index < self.found.len()).then(|| (index, self.place(index)))
    }

    /// The last match before an index, with its index.
    #[must_use]
    pub fn before(&self, index: usize) -> Option<(usize, Range<usize>)> {
        let last = index.min(self.found.len()).checked_sub(1)?;
        let last = match self.gone_at(last) {
            Some(gone) => gone.start.checked_sub(1)?,
            None => last,
        };
        Some((last, self.place(last)))
    }

    /// The number of a match among those that are there, from 0; none if there is no such match.
    #[must_use]
    pub fn number_of(&self, range: &Range<usize>) -> Option<usize> {
        let index = self.first(|place| (place.start, place.end) >= (range.start, range.end));
        let is_it = self.is_there(index) && self.place(index) == *range;
        let gone: usize =
            self.gone.iter().take_while(|gone| gone.end <= index).map(ExactSizeIterator::len).sum();
        is_it.then(|| index - gone)
    }

    /// All of them, in the order of the text.
    pub fn iter(&self) -> impl Iterator<Item = Range<usize>> {
        (0..self.found.len()).filter(|index| self.is_there(*index)).map(|index| self.place(index))
    }

    /// The run of matches that are gone to which an index belongs.
    fn gone_at(&self, index: usize) -> Option<&Range<usize>> {
        let run = self.gone.get(self.gone.partition_point(|gone| gone.end <= index))?;
        run.contains(&index).then_some(run)
    }
}
