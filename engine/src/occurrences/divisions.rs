//! The indexes of long classes that are edited, and the parts that the classes have, so that an edit costs what it
//! touches and not what the class is long.
//!
//! Invariant: an index that is kept here is that of the class's text before some change, and the change is known.

use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::scopes::SegmentIndex;
use crate::segments::SegmentId;
use crate::syntax::{Change, Parts};
use crate::text::Replacement;

/// The indexes of so many edited classes are kept, at most.
const MOST_EDITED: usize = 4;

/// A shorter class is indexed afresh, in some milliseconds, with the tree before the edit; in bytes.
const LEAST_SPLICED: usize = 64 * 1024;

/// So many classes whose text is gone may be listed, besides as many as there are.
const MOST_GONE: usize = 64;

/// What is known of a class besides its index.
#[derive(Clone, Debug)]
pub(super) struct Division {
    pub(super) parts: Parts,
    /// How many expressions the index had when it was made of the whole text.
    pub(super) expressions: usize,
    /// The different indents of its lines, and perhaps others.
    pub(super) indents: Vec<usize>,
}

/// A class whose text changed since it was indexed.
pub(super) struct EditedClass {
    pub(super) index: Arc<SegmentIndex>,
    pub(super) division: Division,
    /// How long the text of the index is.
    len: usize,
    /// Bytes at the start and at the end that didn't change.
    same_before: usize,
    same_after: usize,
    /// Where the text stands now, in bytes of the file.
    range: Range<usize>,
}

/// All of them; those that came last stand last.
#[derive(Default)]
pub(super) struct Divisions {
    whole: FxHashMap<SegmentId, Division>,
    /// How many may be listed before those that are gone are looked for.
    room: usize,
    edited: Vec<EditedClass>,
}

impl Divisions {
    /// Keeps how a class that was just indexed is divided. `is_there`: whether a text still is.
    pub(super) fn add(
        &mut self,
        segment: SegmentId,
        division: Division,
        is_there: impl Fn(SegmentId) -> bool,
    ) {
        if self.whole.len() >= self.room.max(MOST_GONE) {
            self.whole.retain(|&segment, _| is_there(segment));
            self.room = self.whole.len() * 2 + MOST_GONE;
        }
        self.whole.insert(segment, division);
    }

    /// How a class is divided, as it is now.
    pub(super) fn of_segment(&self, segment: SegmentId) -> Option<&Division> {
        self.whole.get(&segment)
    }

    /// A segment is about to be edited; `range` are its bytes in the file.
    pub(super) fn keep(&mut self, segment: SegmentId, index: &Arc<SegmentIndex>, range: Range<usize>) {
        let Some(division) = self.whole.remove(&segment) else { return };
        self.remove(range.start);
        if range.len() < LEAST_SPLICED {
            return;
        }
        if self.edited.len() == MOST_EDITED {
            self.edited.remove(0);
        }
        let (index, len) = (Arc::clone(index), range.len());
        self.edited.push(EditedClass { index, division, len, same_before: len, same_after: len, range });
    }

    /// Brings all to a changed text. `replaced` is sorted and disjoint.
    pub(super) fn edit(&mut self, replaced: &[Replacement]) {
        self.edited.retain_mut(|edited| edited.edit(replaced).is_some());
    }

    /// The class that starts at a byte of the file and is `len` bytes long by now, and what changed in it.
    pub(super) fn of(&self, start: usize, len: usize) -> Option<(&EditedClass, Change)> {
        let edited = self.edited.iter().find(|edited| edited.range == (start..start + len))?;
        Some((edited, edited.change()))
    }

    /// The class that starts at a byte has a new index.
    pub(super) fn remove(&mut self, start: usize) {
        self.edited.retain(|edited| edited.range.start != start);
    }
}

impl EditedClass {
    /// None where a replacement reaches over an end of it.
    fn edit(&mut self, replaced: &[Replacement]) -> Option<()> {
        let Range { start, end } = self.range.clone();
        let first = replaced.partition_point(|one| one.old.end < start);
        let inside = replaced.get(first..)?.iter().take_while(|one| one.old.start <= end);
        let mut last = first.checked_sub(1).and_then(|before| replaced.get(before));
        let new_start = moved(start, last);
        for one in inside {
            if one.old.start < start || one.old.end > end {
                return None;
            }
            self.same_before = self.same_before.min(one.old.start - start);
            self.same_after = self.same_after.min(end - one.old.end);
            last = Some(one);
        }
        self.range = new_start..moved(end, last);
        Some(())
    }

    /// What changed, in bytes of the class.
    fn change(&self) -> Change {
        let shorter = self.len.min(self.range.len());
        // Whether a carriage return ends a line depends on the byte behind it.
        let before = self.same_before.min(shorter).saturating_sub(1);
        let after = self.same_after.min(shorter - before);
        Change { old: before..self.len - after, new: before..self.range.len() - after }
    }
}

/// Where a byte stands behind the last replacement before it.
fn moved(at: usize, before: Option<&Replacement>) -> usize {
    before.map_or(at, |before| at - before.old.end + before.new.end)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::scopes::{Names, build_plain};
    use crate::syntax::{ParseKey, SegmentParser};
    use crate::worker::CancelToken;

    fn replacement(old: Range<usize>, new: Range<usize>) -> Replacement {
        Replacement { old, new }
    }

    /// A class at bytes 100..150 of its file.
    fn class() -> EditedClass {
        let text = "class A:\n    a = 1\n    b = 2\n    c = 3\n    d = 45\n";
        let never = CancelToken::never();
        let tree = SegmentParser::new().parse(ParseKey(1), text, None, &never).unwrap();
        let parts = Parts::of_at_least(1, text, &tree, &never).unwrap().unwrap();
        let index = Arc::new(build_plain(text, &mut Names::default(), &never).unwrap());
        let (len, range) = (text.len(), 100..100 + text.len());
        let division = Division { parts, expressions: 0, indents: vec![4] };
        EditedClass { index, division, len, same_before: len, same_after: len, range }
    }

    fn edited(edits: &[Vec<Replacement>]) -> Option<(Range<usize>, Change)> {
        let mut class = class();
        edits.iter().try_for_each(|edit| class.edit(edit))?;
        Some((class.range.clone(), class.change()))
    }

    #[test]
    fn what_changed_is_between_what_stayed() {
        let twice = [vec![replacement(120..121, 120..125)], vec![replacement(130..132, 130..130)]];
        let change = Change { old: 19..28, new: 19..30 };
        assert_eq!(edited(&twice), Some((100..152, change)));
    }

    #[test]
    fn what_is_before_it_moves_it() {
        let before = [vec![replacement(10..12, 10..20), replacement(110..110, 118..119)]];
        assert_eq!(edited(&before), Some((108..159, Change { old: 9..10, new: 9..11 })));
    }

    #[test]
    fn what_reaches_over_an_end_ends_it() {
        assert_eq!(edited(&[vec![replacement(90..101, 90..90)]]), None);
        assert_eq!(edited(&[vec![replacement(149..151, 149..149)]]), None);
    }
}
