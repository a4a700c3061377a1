//! Where something was found, carried through the edits made since.
//!
//! The list itself stays as it was found; what was edited since is kept as one patch through which places are looked up.
//! So an edit costs what it touches, however many matches there are. What is found anew where the text was edited lies over
//! that part of the list, as a list of its own. Invariants: a match that an edit touched, or that an edit meets, is gone,
//! since it may be none any more; places are sorted and don't overlap.

use std::ops::Range;
use std::sync::Arc;

use namelight_engine::text::{Bias, Edit, Patch};

/// More edits than this in one frame (only a program makes so many) aren't followed: all is looked for again.
const MOST_EDITS: usize = 1024;

/// Matches, in bytes of the present text.
#[derive(Clone, Debug, Default)]
pub struct Matches {
    /// What was found in the whole text.
    all: Carried,
    /// Which of them, by index, have others in their place.
    cut: Range<usize>,
    /// These others.
    renewed: Carried,
}

impl Matches {
    /// Matches found in the present text.
    #[must_use]
    pub fn new(found: Arc<[Range<usize>]>) -> Self {
        Self::carried(found, Patch::new())
    }

    /// Matches found in the text that `patch` leads from.
    #[must_use]
    pub fn carried(found: Arc<[Range<usize>]>, patch: Patch) -> Self {
        let mut all = Carried { found, patch, gone: Vec::new() };
        all.find_gone();
        Self { all, ..Self::default() }
    }

    /// Whether so many edits at once can be followed.
    #[must_use]
    pub fn can_carry(edits: &[Edit]) -> bool {
        edits.len() <= MOST_EDITS
    }

    /// Takes note of edits, each in bytes of the text that the one before it left. Returns whether any match is gone for it,
    /// or there again.
    pub fn carry(&mut self, edits: &[Edit]) -> bool {
        if edits.is_empty() {
            return false;
        }
        if !Self::can_carry(edits) {
            *self = Self::default();
            return true;
        }
        let before = (self.places(), self.all.gone.clone(), self.renewed.gone.clone());
        let patch = Patch::of(edits);
        self.all.carry(&patch);
        if self.all.patch.is_empty() {
            // The text is the one again in which all were found.
            (self.cut, self.renewed) = (0..0, Carried::default());
        } else {
            self.renewed.carry(&patch);
            self.widen_cut();
        }
        let (places, all, renewed) = before;
        places != self.places() || all != self.all.gone || renewed != self.renewed.gone
    }

    fn has_cut(&self) -> bool {
        !self.cut.is_empty() || self.renewed.len() > 0
    }

    /// Of those that are gone at the edges of the cut it can't be told any more on which side of it they stand.
    fn widen_cut(&mut self) {
        if !self.has_cut() {
            return;
        }
        let before = self.cut.start.checked_sub(1).and_then(|last| self.all.gone_at(last));
        let start = before.map_or(self.cut.start, |gone| gone.start);
        let end = self.all.gone_at(self.cut.end).map_or(self.cut.end, |gone| gone.end);
        self.cut = start..end;
    }

    /// The bytes round everything that was edited since all were found; none if nothing was.
    #[must_use]
    pub fn edited(&self) -> Option<Range<usize>> {
        let replacements = self.all.patch.replacements();
        Some(replacements.first()?.new.start..replacements.last()?.new.end)
    }

    /// Puts what was found anew in some bytes of the present text in the place of what was known there; everywhere else stands
    /// what was found first. Returns whether that makes any difference.
    pub fn renew(&mut self, bytes: Range<usize>, found: Arc<[Range<usize>]>) -> bool {
        let is_in = |place: &Range<usize>| place.start >= bytes.start || place.end > bytes.start;
        let known = self.first(is_in)..self.first(|place| place.start >= bytes.end);
        let is_same = known.len() == found.len()
            && known.zip(found.iter()).all(|(at, new)| self.is_there(at) && self.place(at) == *new);
        let start = self.all.first(is_in);
        let end = self.all.first(|place| place.start >= bytes.end).max(start);
        let had_others = self.has_cut() && (self.cut.start < start || end < self.cut.end);
        self.cut = start..end;
        self.renewed = Carried { found, ..Carried::default() };
        self.widen_cut();
        !is_same || had_others
    }

    /// How many places there are to ask for, those included that are gone.
    #[must_use]
    pub fn places(&self) -> usize {
        self.all.len() - self.cut.len() + self.renewed.len()
    }

    /// How many matches there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.places() - self.gone_before(self.places())
    }

    /// Which list an index is in, and its index there.
    fn locate(&self, index: usize) -> (&Carried, usize) {
        let behind = self.cut.start + self.renewed.len();
        if index < self.cut.start {
            (&self.all, index)
        } else if index < behind {
            (&self.renewed, index - self.cut.start)
        } else {
            (&self.all, (index - behind).saturating_add(self.cut.end))
        }
    }

    /// Where the match at an index stands; nothing wide at its place if it is gone.
    #[must_use]
    pub fn place(&self, index: usize) -> Range<usize> {
        let (list, index) = self.locate(index);
        list.place(index)
    }

    /// Whether the match at an index is still there.
    #[must_use]
    pub fn is_there(&self, index: usize) -> bool {
        let (list, index) = self.locate(index);
        index < list.len() && list.gone_at(index).is_none()
    }

    /// The first index whose place a condition holds for that never ends to hold.
    pub fn first(&self, holds: impl Fn(&Range<usize>) -> bool) -> usize {
        first_of(self.places(), |index| holds(&self.place(index)))
    }

    /// The first match from an index on, with its index.
    #[must_use]
    pub fn from(&self, mut index: usize) -> Option<(usize, Range<usize>)> {
        while let Some(gone) = self.gone_at(index) {
            index = gone.end;
        }
        (index < self.places()).then(|| (index, self.place(index)))
    }

    /// The last match before an index, with its index.
    #[must_use]
    pub fn before(&self, index: usize) -> Option<(usize, Range<usize>)> {
        let mut last = index.min(self.places()).checked_sub(1)?;
        while let Some(gone) = self.gone_at(last) {
            last = gone.start.checked_sub(1)?;
        }
        Some((last, self.place(last)))
    }

    /// The number of a match among those that are there, from 0; none if there is no such match.
    #[must_use]
    pub fn number_of(&self, range: &Range<usize>) -> Option<usize> {
        let index = self.first(|place| (place.start, place.end) >= (range.start, range.end));
        let is_it = self.is_there(index) && self.place(index) == *range;
        is_it.then(|| index - self.gone_before(index))
    }

    /// All of them, in the order of the text.
    pub fn iter(&self) -> impl Iterator<Item = Range<usize>> {
        (0..self.places()).filter(|index| self.is_there(*index)).map(|index| self.place(index))
    }

    /// Those that were found in the whole text and that no edit has met, which hold wherever nothing was edited.
    pub(super) fn all(&self) -> &Carried {
        &self.all
    }

    /// A run of matches that are gone to which an index belongs, not beyond the list that it is in.
    fn gone_at(&self, index: usize) -> Option<Range<usize>> {
        let (cut, behind) = (&self.cut, self.cut.start + self.renewed.len());
        let (list, inner) = self.locate(index);
        let gone = list.gone_at(inner)?;
        Some(if index < cut.start {
            gone.start..gone.end.min(cut.start)
        } else if index < behind {
            gone.start + cut.start..gone.end + cut.start
        } else {
            gone.start.max(cut.end) - cut.end + behind..gone.end - cut.end + behind
        })
    }

    /// How many of those before an index are gone.
    fn gone_before(&self, index: usize) -> usize {
        let (cut, behind) = (&self.cut, self.cut.start + self.renewed.len());
        let head = self.all.gone_in(0..index.min(cut.start));
        let middle = self.renewed.gone_in(0..index.clamp(cut.start, behind) - cut.start);
        head + middle + self.all.gone_in(cut.end..index.max(behind) - behind + cut.end)
    }
}

/// A list as it was found, and what was edited since.
#[derive(Clone, Debug, Default)]
pub(super) struct Carried {
    /// As they were found.
    found: Arc<[Range<usize>]>,
    /// From the text they were found in to the present one.
    patch: Patch,
    /// Which of them are gone, by index; sorted, apart from one another.
    gone: Vec<Range<usize>>,
}

impl Carried {
    fn carry(&mut self, patch: &Patch) {
        self.patch = self.patch.then(patch);
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

    /// How many there were.
    pub(super) fn len(&self) -> usize {
        self.found.len()
    }

    /// Where one stands; nothing wide at its place if it is gone.
    pub(super) fn place(&self, index: usize) -> Range<usize> {
        let Some(found) = self.found.get(index) else { return usize::MAX..usize::MAX };
        let start = self.patch.map_offset(found.start, Bias::Right);
        let len = if self.gone_at(index).is_none() { found.len() } else { 0 };
        start..start + len
    }

    /// The run of matches that are gone to which an index belongs.
    pub(super) fn gone_at(&self, index: usize) -> Option<Range<usize>> {
        let run = self.gone.get(self.gone.partition_point(|gone| gone.end <= index))?;
        run.contains(&index).then(|| run.clone())
    }

    /// How many of some are gone, by index.
    fn gone_in(&self, range: Range<usize>) -> usize {
        let within =
            |gone: &Range<usize>| gone.end.min(range.end).saturating_sub(gone.start.max(range.start));
        self.gone.iter().map(within).sum()
    }

    /// The first index whose place a condition holds for that never ends to hold.
    pub(super) fn first(&self, holds: impl Fn(&Range<usize>) -> bool) -> usize {
        first_of(self.found.len(), |index| holds(&self.place(index)))
    }
}

/// The first of so many numbers for which a condition holds that never ends to hold.
fn first_of(count: usize, holds: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, count);
    while low < high {
        let middle = low + (high - low) / 2;
        if holds(middle) { high = middle } else { low = middle + 1 }
    }
    low
}
