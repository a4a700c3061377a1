//! All cursors of a document with what each of them has selected.
//!
//! Invariants: there is at least one, the *primary*, whose name is lit; it is the one that was added last. No two
//! touch or overlap. A single cursor costs no memory beyond itself, and what lies in a part of the text is found
//! by binary search.

use std::ops::Range;

use super::Selection;

/// The display columns that vertical movements keep, where one was made last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Goals {
    pub(super) anchor: Option<usize>,
    pub(super) head: Option<usize>,
}

/// One cursor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Caret {
    pub(super) selection: Selection,
    pub(super) goals: Goals,
    /// A number that grows with every cursor that is added.
    pub(super) added: usize,
}

impl Caret {
    /// The same cursor elsewhere.
    pub(super) fn at(self, selection: Selection) -> Self {
        Self { selection, goals: Goals::default(), added: self.added }
    }

    /// The same cursor on its way along a column: that one is kept.
    pub(super) fn with(self, selection: Selection) -> Self {
        Self { selection, ..self }
    }

    fn start(&self) -> usize {
        self.selection.range().start
    }

    fn end(&self) -> usize {
        self.selection.range().end
    }

    /// Both as one: what either has selected, in the direction of the later one that has selected something.
    fn joined(self, other: Self) -> Self {
        let (older, newer) = if self.added < other.added { (self, other) } else { (other, self) };
        let leading = if newer.selection.is_empty() { older.selection } else { newer.selection };
        let (start, end) = (self.start().min(other.start()), self.end().max(other.end()));
        let is_backwards = leading.head < leading.anchor;
        let (anchor, head) = if is_backwards { (end, start) } else { (start, end) };
        let is_unchanged = Selection { anchor, head } == newer.selection;
        let goals = if is_unchanged { newer.goals } else { Goals::default() };
        Self { selection: Selection { anchor, head }, goals, added: newer.added }
    }
}

/// The selections of a document: at least one, and no two of them touch.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selections {
    primary: Caret,
    /// In the order of the text.
    others: Vec<Caret>,
}

impl Selections {
    /// One cursor, without others.
    pub(super) fn one(selection: Selection) -> Self {
        Self { primary: Caret { selection, ..Caret::default() }, others: Vec::new() }
    }

    /// These cursors, in any order; those that touch or overlap become one. None if there are none.
    pub(super) fn of(mut carets: Vec<Caret>) -> Option<Self> {
        carets.sort_by_key(|caret| (caret.start(), caret.end()));
        let mut others: Vec<Caret> = Vec::with_capacity(carets.len());
        for caret in carets {
            match others.last_mut() {
                Some(last) if last.end() >= caret.start() => *last = last.joined(caret),
                _ => others.push(caret),
            }
        }
        let newest = (0..others.len()).max_by_key(|index| others.get(*index).map(|caret| caret.added))?;
        let primary = others.remove(newest);
        Some(Self { primary, others })
    }

    /// These selections as new cursors, the last of which becomes the primary. None if there are none.
    pub(super) fn in_order(selections: impl IntoIterator<Item = Selection>) -> Option<Self> {
        let caret = |(added, selection)| Caret { selection, added, ..Caret::default() };
        Self::of(selections.into_iter().enumerate().map(caret).collect())
    }

    /// Every cursor after it went where `to` leads it; `to` is called in the order of the text.
    pub(super) fn moved(&self, mut to: impl FnMut(Caret) -> Caret) -> Self {
        if self.others.is_empty() {
            return Self { primary: to(self.primary), others: Vec::new() };
        }
        Self::of(self.carets().map(to).collect()).unwrap_or_default()
    }

    /// With these cursors added, of which each becomes the newest in its turn. Where one of them touches another
    /// cursor it is left out.
    pub(super) fn with(&self, new: impl IntoIterator<Item = Caret>) -> Self {
        let mut added = self.primary.added;
        let is_free = |caret: &Caret| self.touching(caret.selection.range()).is_none();
        let fresh = new.into_iter().filter(is_free).map(|caret| {
            added += 1;
            Caret { added, ..caret }
        });
        Self::of(self.carets().chain(fresh).collect()).unwrap_or_default()
    }

    /// Without the cursor that was added last, unless it is the only one.
    pub(super) fn without_newest(&self) -> Self {
        Self::of(self.others.clone()).unwrap_or_else(|| self.clone())
    }

    /// Every cursor, in the order of the text.
    pub(super) fn carets(&self) -> impl Iterator<Item = Caret> {
        let before = self.others.partition_point(|other| other.start() < self.primary.start());
        let (before, after) = self.others.split_at(before);
        before.iter().chain(std::iter::once(&self.primary)).chain(after).copied()
    }

    /// Vertical movements start from where the cursors are.
    pub(super) fn forget_goals(&mut self) {
        self.primary.goals = Goals::default();
        self.others.iter_mut().for_each(|other| other.goals = Goals::default());
    }

    /// Bytes of memory that the others take.
    pub(super) fn cost(&self) -> usize {
        self.others.len() * size_of::<Caret>()
    }

    /// The selection whose name is lit.
    #[must_use]
    pub fn primary(&self) -> Selection {
        self.primary.selection
    }

    /// How many there are; never none.
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "there is always one")]
    pub fn len(&self) -> usize {
        self.others.len() + 1
    }

    /// Whether there is only the primary.
    #[must_use]
    pub fn is_single(&self) -> bool {
        self.others.is_empty()
    }

    /// All selections, in the order of the text.
    pub fn iter(&self) -> impl Iterator<Item = Selection> {
        self.carets().map(|caret| caret.selection)
    }

    /// All selections in the order in which they were added; the primary is the last.
    #[must_use]
    pub fn as_added(&self) -> Vec<Selection> {
        let mut carets: Vec<Caret> = self.carets().collect();
        carets.sort_by_key(|caret| caret.added);
        carets.into_iter().map(|caret| caret.selection).collect()
    }

    /// Those beside the primary that touch a range of bytes, in the order of the text.
    pub fn others_in(&self, bytes: Range<usize>) -> impl Iterator<Item = Selection> {
        let first = self.others.partition_point(|other| other.end() < bytes.start);
        let rest = self.others.get(first..).unwrap_or_default().iter();
        rest.take_while(move |other| other.start() <= bytes.end).map(|other| other.selection)
    }

    /// The first selection that touches a range of bytes.
    #[must_use]
    pub fn touching(&self, bytes: Range<usize>) -> Option<Selection> {
        let primary = self.primary.selection;
        let is_primary = primary.range().start <= bytes.end && bytes.start <= primary.range().end;
        let other = self.others_in(bytes).next();
        let both = other.into_iter().chain(is_primary.then_some(primary));
        both.min_by_key(|selection| selection.range().start)
    }

    /// Whether all of a range of bytes is selected.
    #[must_use]
    pub fn cover(&self, bytes: &Range<usize>) -> bool {
        let covers = |selection: Selection| {
            let range = selection.range();
            !range.is_empty() && range.start <= bytes.start && bytes.end <= range.end
        };
        covers(self.primary.selection) || self.others_in(bytes.clone()).any(covers)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn of(ends: &[(usize, usize)]) -> Selections {
        Selections::in_order(ends.iter().map(|(anchor, head)| Selection { anchor: *anchor, head: *head }))
            .unwrap()
    }

    fn ends(selections: &Selections) -> Vec<(usize, usize)> {
        selections.iter().map(|selection| (selection.anchor, selection.head)).collect()
    }

    #[test]
    fn what_touches_becomes_one_and_the_last_stays_the_primary() {
        let all = of(&[(9, 9), (3, 5), (7, 6), (5, 6)]);
        assert_eq!(ends(&all), [(3, 7), (9, 9)]);
        assert_eq!((all.primary(), all.len()), (Selection { anchor: 3, head: 7 }, 2));
        let backwards = of(&[(2, 8), (9, 4)]);
        assert_eq!(ends(&backwards), [(9, 2)]);
        let swallowed = of(&[(8, 2), (5, 5)]);
        assert_eq!(ends(&swallowed), [(8, 2)]);
    }

    #[test]
    fn the_newest_goes_first_and_the_last_one_stays() {
        let mut all = of(&[(9, 9), (1, 2), (5, 5)]);
        let mut primaries = Vec::new();
        for _ in 0..4 {
            primaries.push(all.primary().head);
            all = all.without_newest();
        }
        assert_eq!(primaries, [5, 2, 9, 9]);
    }

    #[test]
    fn what_lies_in_a_range_is_found() {
        let all = of(&[(0, 2), (4, 6), (8, 8), (12, 10)]);
        let others: Vec<_> = all.others_in(5..11).map(Selection::range).collect();
        assert_eq!(others, [4..6, 8..8]);
        assert_eq!(all.touching(2..4).map(Selection::range), Some(0..2));
        assert_eq!(all.touching(9..10).map(Selection::range), Some(10..12));
        assert_eq!(all.touching(9..9), None);
        let covered = [0..2, 4..5, 8..8, 10..12, 1..5].map(|range| all.cover(&range));
        assert_eq!(covered, [true, true, false, true, false]);
    }
}
