//! Changes of a text, and the way back from the changed text to the one that was typed.

use std::ops::Range;

/// One change: `removed` bytes at `at` go, `inserted` comes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) at: usize,
    pub(super) removed: usize,
    pub(super) inserted: String,
}

impl Change {
    pub(super) fn insert(at: usize, text: &str) -> Self {
        Self { at, removed: 0, inserted: text.to_owned() }
    }

    pub(super) fn replace(range: Range<usize>, text: &str) -> Self {
        Self { at: range.start, removed: range.len(), inserted: text.to_owned() }
    }
}

/// Applies changes, sorted by place and without overlap, to the part `range` of `text`.
pub(super) fn apply<'c>(
    text: &str,
    range: Range<usize>,
    changes: impl IntoIterator<Item = &'c Change>,
) -> String {
    let mut new = String::with_capacity(range.len() + 16);
    let mut done = range.start;
    for change in changes {
        new.push_str(text.get(done..change.at).unwrap_or_default());
        new.push_str(&change.inserted);
        done = change.at + change.removed;
    }
    new.push_str(text.get(done..range.end).unwrap_or_default());
    new
}

/// Where the bytes of a changed text stood before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Offsets {
    /// Runs of bytes that were kept: where they start now, where they started, how many. Sorted.
    kept: Vec<(usize, usize, usize)>,
}

impl Offsets {
    /// `len` is the length of the text before; `changes` are sorted and don't overlap.
    pub(super) fn new(len: usize, changes: &[Change]) -> Self {
        let mut kept = Vec::with_capacity(changes.len() + 1);
        let (mut now, mut done) = (0, 0);
        for change in changes {
            kept.push((now, done, change.at.saturating_sub(done)));
            now += change.at.saturating_sub(done) + change.inserted.len();
            done = change.at + change.removed;
        }
        kept.push((now, done, len.saturating_sub(done)));
        Self { kept }
    }

    /// Where a place of the changed text was; for one in what was inserted, where that went in.
    pub(crate) fn before(&self, place: usize) -> usize {
        let run = self.kept.partition_point(|&(now, ..)| now <= place);
        match run.checked_sub(1).and_then(|run| self.kept.get(run)) {
            Some(&(now, before, len)) => before + (place - now).min(len),
            None => place,
        }
    }

    /// Where a place of the text before is now; one that was removed, where it would be.
    pub(crate) fn after(&self, place: usize) -> usize {
        let run = self.kept.partition_point(|&(_, before, len)| before + len < place);
        match self.kept.get(run) {
            Some(&(now, before, _)) => now + place.saturating_sub(before),
            None => place,
        }
    }

    /// The parts of `part`, of the text before, that were removed.
    pub(crate) fn removed(&self, part: Range<usize>) -> impl Iterator<Item = Range<usize>> + '_ {
        let ends = self.kept.iter().map(|&(_, before, len)| before + len);
        let starts = self.kept.iter().skip(1).map(|&(_, before, _)| before);
        let first = self.kept.partition_point(|&(_, before, _)| before < part.start).saturating_sub(1);
        ends.zip(starts)
            .skip(first)
            .map(|(end, start)| end..start)
            .skip_while(move |gap| gap.end <= part.start)
            .take_while(move |gap| gap.start < part.end)
            .filter(|gap| !gap.is_empty())
    }

    /// Where a range of the changed text was; none if any of it was inserted.
    pub(crate) fn range_before(&self, range: Range<usize>) -> Option<Range<usize>> {
        let run = self.kept.partition_point(|&(now, ..)| now <= range.start);
        let &(now, before, len) = self.kept.get(run.checked_sub(1)?)?;
        (range.end <= now + len).then(|| before + range.start - now..before + range.end - now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_found_again() {
        let text = "if x ==\ny";
        let changes = [Change::insert(7, " gap: pass"), Change::replace(8..9, "z")];
        assert_eq!(apply(text, 0..9, &changes), "if x == gap: pass\nz");
        let offsets = Offsets::new(text.len(), &changes);
        assert_eq!(offsets.range_before(3..4), Some(3..4));
        assert_eq!(offsets.range_before(8..11), None);
        assert_eq!(offsets.range_before(17..18), Some(7..8));
        assert_eq!(offsets.range_before(18..19), None);
        assert_eq!((offsets.after(3), offsets.after(7), offsets.after(8)), (3, 7, 18));
        assert_eq!(offsets.removed(0..9).next(), Some(8..9));
        assert_eq!(offsets.removed(0..8).count(), 0);
        assert_eq!((offsets.before(9), offsets.before(18), offsets.before(19)), (7, 8, 9));
    }
}
