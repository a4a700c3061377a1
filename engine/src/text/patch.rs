//! Many edits as one: what they replaced altogether, from the first text to the last.
//!
//! Invariant of a [`Patch`]: its replacements are sorted, at least one byte of unchanged text lies
//! between any two, and none is empty on both sides. So the bytes between two replacements are the
//! same bytes in both texts, and there is exactly one patch for what a series of edits did.

use std::ops::Range;

use super::mapping::{Bias, through, touches};
use super::{Edit, Revision};

/// One stretch that differs between two texts.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Replacement {
    /// Bytes in the first text.
    pub old: Range<usize>,
    /// The bytes in the last text that stand in their place.
    pub new: Range<usize>,
}

/// What a series of edits did to a text, in offsets alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Patch {
    replacements: Vec<Replacement>,
}

impl Patch {
    /// A patch that changes nothing.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// What `edits` do altogether; each is in bytes of the text that the one before it left.
    ///
    /// Takes n log n for n edits at most, in whatever order they jump about; edits at one place merge
    /// as they come.
    #[must_use]
    pub fn of(edits: &[Edit]) -> Self {
        match edits {
            [] => Self::new(),
            [edit] => Self::from(edit),
            _ => {
                let (earlier, later) = edits.split_at(edits.len() / 2);
                Self::of(earlier).then(&Self::of(later))
            }
        }
    }

    /// This patch, and then one more edit of the text that it leaves. Linear in the replacements:
    /// for many edits at once use [`Patch::of`].
    pub fn push(&mut self, edit: &Edit) {
        *self = self.then(&Self::from(edit));
    }

    /// This patch, and then `later`, whose first text is this one's last. Linear in both.
    #[must_use]
    pub fn then(&self, later: &Self) -> Self {
        let mut composed = Vec::with_capacity(self.replacements.len().max(later.replacements.len()));
        let mut first = self.replacements.iter().peekable();
        let mut second = later.replacements.iter().peekable();
        // How much longer the text between the two patches is than the first text, and the last text
        // than the one between, up to where the walk stands.
        let mut grown_first = Growth::default();
        let mut grown_second = Growth::default();
        loop {
            // Everything that overlaps or meets in the text between becomes one replacement.
            let start = match (first.peek(), second.peek()) {
                (None, None) => break,
                (Some(one), None) => one.new.start,
                (None, Some(two)) => two.old.start,
                (Some(one), Some(two)) => one.new.start.min(two.old.start),
            };
            let mut end = start;
            let old_start = grown_first.before(start);
            let new_start = grown_second.after(start);
            loop {
                if let Some(one) = first.next_if(|one| one.new.start <= end) {
                    end = end.max(one.new.end);
                    grown_first.add(one);
                } else if let Some(two) = second.next_if(|two| two.old.start <= end) {
                    end = end.max(two.old.end);
                    grown_second.add(two);
                } else {
                    break;
                }
            }
            let replacement = Replacement {
                old: old_start..grown_first.before(end),
                new: new_start..grown_second.after(end),
            };
            // Text put in and taken out again leaves no trace.
            if !(replacement.old.is_empty() && replacement.new.is_empty()) {
                composed.push(replacement);
            }
        }
        Self { replacements: composed }
    }

    /// What differs, sorted, with unchanged text between any two.
    #[must_use]
    pub fn replacements(&self) -> &[Replacement] {
        &self.replacements
    }

    /// Whether the two texts are the same.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.replacements.is_empty()
    }

    /// The same replacements as edits, last one first, so that each one's offsets hold in the first
    /// text as well as in the text that the edits before it left. All carry `revision`.
    pub fn edits_backwards(&self, revision: Revision) -> impl Iterator<Item = Edit> {
        self.replacements.iter().rev().map(move |replacement| Edit {
            revision,
            range: replacement.old.clone(),
            new_len: replacement.new.len(),
        })
    }

    /// Which byte of the first text stands at `offset` (bytes in the last); inside a replacement, where that begins.
    #[must_use]
    pub fn offset_before(&self, offset: usize) -> usize {
        let behind = self.replacements.partition_point(|replacement| replacement.new.start <= offset);
        match behind.checked_sub(1).and_then(|index| self.replacements.get(index)) {
            Some(replacement) if offset < replacement.new.end => replacement.old.start,
            Some(replacement) => offset - replacement.new.end + replacement.old.end,
            None => offset,
        }
    }

    /// Where `offset` (bytes in the first text) stands in the last; see [`super::map_offset`].
    #[must_use]
    pub fn map_offset(&self, offset: usize, bias: Bias) -> usize {
        // The last replacement that starts at or before the offset moves it; those behind don't.
        let behind = self.replacements.partition_point(|replacement| replacement.old.start <= offset);
        match behind.checked_sub(1).and_then(|index| self.replacements.get(index)) {
            Some(replacement) => through(offset, &replacement.old, &replacement.new, bias),
            None => offset,
        }
    }

    /// Where `range` (bytes in the first text) stands in the last; none if its text was touched.
    ///
    /// Says what mapping through the edits one by one says, except that a range is kept when what
    /// was done inside it has been taken back.
    #[must_use]
    pub fn map_range(&self, range: Range<usize>) -> Option<Range<usize>> {
        let next = self.replacements.partition_point(|replacement| replacement.old.end <= range.start);
        if self.replacements.get(next).is_some_and(|replacement| touches(&replacement.old, &range)) {
            return None;
        }
        let start = self.map_offset(range.start, Bias::Right);
        Some(start..start + range.len())
    }
}

impl From<&Edit> for Patch {
    fn from(edit: &Edit) -> Self {
        if edit.range.is_empty() && edit.new_len == 0 {
            return Self::new();
        }
        Self { replacements: vec![Replacement { old: edit.range.clone(), new: edit.new_range() }] }
    }
}

/// How much the replacements walked over have lengthened and shortened the text.
#[derive(Default)]
struct Growth {
    added: usize,
    removed: usize,
}

impl Growth {
    fn add(&mut self, replacement: &Replacement) {
        self.added += replacement.new.len();
        self.removed += replacement.old.len();
    }

    /// An offset of the text before, from one of the text after.
    fn before(&self, offset: usize) -> usize {
        offset + self.removed - self.added
    }

    /// An offset of the text after, from one of the text before.
    fn after(&self, offset: usize) -> usize {
        offset + self.added - self.removed
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::map_range;
    use crate::text::tests_model::{Tagged, any_edits};

    fn edit(range: Range<usize>, new_len: usize) -> Edit {
        Edit { revision: Revision(1), range, new_len }
    }

    fn pairs(patch: &Patch) -> Vec<(Range<usize>, Range<usize>)> {
        patch.replacements().iter().map(|one| (one.old.clone(), one.new.clone())).collect()
    }

    #[test]
    fn offsets_lead_back() {
        // "ab cd ef" became "ab wxyz ef".
        let patch = Patch::from(&edit(3..5, 4));
        let before = [0, 3, 4, 6, 7, 8, 10].map(|at| patch.offset_before(at));
        assert_eq!(before, [0, 3, 3, 3, 5, 6, 8]);
        assert_eq!(Patch::new().offset_before(7), 7);
    }

    #[test]
    fn a_typed_word_is_one_replacement() {
        let typed: Vec<Edit> = (0..5).map(|letter| edit(40 + letter..40 + letter, 1)).collect();
        assert_eq!(pairs(&Patch::of(&typed)), [(40..40, 40..45)]);
    }

    #[test]
    fn typing_and_deleting_again_leaves_no_trace() {
        assert!(Patch::of(&[edit(7..7, 3), edit(7..10, 0)]).is_empty());
    }

    #[test]
    fn backspace_over_old_text_joins_what_was_typed_before_it() {
        assert_eq!(pairs(&Patch::of(&[edit(7..7, 2), edit(5..8, 0)])), [(5..7, 5..6)]);
    }

    #[test]
    fn edits_with_text_between_them_stay_apart() {
        // First far down, then further up: the second moves the first.
        assert_eq!(pairs(&Patch::of(&[edit(20..21, 3), edit(5..5, 4)])), [(5..5, 5..9), (20..21, 24..27)]);
        // One that reaches from the one to the other joins them.
        assert_eq!(pairs(&Patch::of(&[edit(20..21, 3), edit(5..5, 4), edit(8..25, 0)])), [(5..21, 5..10)]);
    }

    /// A rename from the end of a file to its start, one from start to end, and one in a wild order:
    /// each was quadratic if every edit moved all others.
    #[test]
    fn a_hundred_thousand_edits_in_any_order() {
        let count = 100_000;
        let forwards: Vec<Edit> = (0..count).map(|index| edit(index * 12..index * 12 + 3, 5)).collect();
        let backwards: Vec<Edit> =
            (0..count).rev().map(|index| edit(index * 10..index * 10 + 3, 5)).collect();
        // 7,919 is prime to the count, so every place comes up once; none moves another.
        let wild: Vec<Edit> = (0..count)
            .map(|index| index * 7_919 % count)
            .map(|place| edit(place * 10..place * 10 + 3, 3))
            .collect();
        for (edits, grown) in [(forwards, 2), (backwards, 2), (wild, 0)] {
            let patch = Patch::of(&edits);
            assert_eq!(patch.replacements().len(), count);
            let last = patch.replacements().last().cloned();
            let old = (count - 1) * 10;
            let new = old + (count - 1) * grown;
            assert_eq!(last, Some(Replacement { old: old..old + 3, new: new..new + 3 + grown }));
        }
    }

    proptest! {
        #[test]
        fn says_what_a_text_with_numbered_bytes_says((len, edits) in any_edits()) {
            let mut text = Tagged::new(len);
            for edit in &edits {
                text.apply(edit);
            }
            let patch = Patch::of(&edits);
            prop_assert_eq!(pairs(&patch), text.differences());

            let mut one_by_one = Patch::new();
            for edit in &edits {
                one_by_one.push(edit);
            }
            prop_assert_eq!(one_by_one, patch);
        }

        #[test]
        fn replacements_backwards_do_what_the_edits_did((len, edits) in any_edits()) {
            let patch = Patch::of(&edits);
            let backwards: Vec<Edit> = patch.edits_backwards(Revision(9)).collect();
            prop_assert_eq!(Patch::of(&backwards), patch);
            prop_assert!(backwards.iter().all(|edit| edit.range.end <= len));
        }

        #[test]
        fn a_range_maps_to_the_same_bytes_or_is_dropped((len, edits) in any_edits(), from in 0_usize..40, size in 1_usize..6) {
            let range = from.min(len)..(from + size).min(len);
            prop_assume!(!range.is_empty());
            let mut text = Tagged::new(len);
            let before = text.clone();
            let mut stepwise = Some(range.clone());
            for edit in &edits {
                text.apply(edit);
                stepwise = stepwise.and_then(|range| map_range(range, edit));
            }
            let mapped = Patch::of(&edits).map_range(range.clone());
            if let Some(mapped) = &mapped {
                prop_assert_eq!(text.bytes(mapped), before.bytes(&range));
            } else {
                prop_assert!(!text.holds(before.bytes(&range)));
            }
            if stepwise.is_some() {
                prop_assert_eq!(stepwise, mapped);
            }
        }

        #[test]
        fn an_offset_keeps_its_neighbours((len, edits) in any_edits(), offset in 0_usize..40) {
            let offset = offset.min(len);
            let mut text = Tagged::new(len);
            let before = text.clone();
            for edit in &edits {
                text.apply(edit);
            }
            let patch = Patch::of(&edits);
            // The byte that stood before the offset still does (left), as does the one behind (right).
            let left = patch.map_offset(offset, Bias::Left);
            let right = patch.map_offset(offset, Bias::Right);
            prop_assert!(left <= right && right <= text.len());
            if offset > 0 && let Some(place) = text.place_of(before.bytes(&(offset - 1..offset))) {
                prop_assert_eq!(left, place + 1);
            }
            if let Some(place) = text.place_of(before.bytes(&(offset..(offset + 1).min(len)))) {
                prop_assert_eq!(right, place);
            }
        }
    }
}
