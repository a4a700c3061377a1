//! Replacements in many places at once, and where everything stands after them.
//!
//! Invariant: the replacements are in the order of the text and don't overlap; their ranges are bytes of the text
//! before them all. Any place after them is found by binary search.

use std::ops::Range;

/// Replacements that don't overlap, in the order of the text, in bytes of the text before them.
pub(super) type Replacements = Vec<(Range<usize>, String)>;

/// Where things stand after some replacements.
#[derive(Clone, Debug)]
pub(super) struct Rewrite {
    /// Each replaced range, where its replacement stands, and how long that is; all in bytes.
    places: Vec<(Range<usize>, usize, usize)>,
}

impl Rewrite {
    pub(super) fn of(replacements: &Replacements) -> Self {
        // What lies before a replacement: bytes written and bytes taken away.
        let (mut written, mut taken) = (0, 0);
        let place = |(range, new): &(Range<usize>, String)| {
            let start = range.start + written - taken;
            written += new.len();
            taken += range.len();
            (range.clone(), start, new.len())
        };
        Self { places: replacements.iter().map(place).collect() }
    }

    /// Where a byte of the replacement at an index stands.
    pub(super) fn within(&self, index: usize, byte: usize) -> usize {
        self.places.get(index).map_or(0, |(_, start, _)| start + byte)
    }

    /// Where an offset of the text before stands. What lay at the start of a replacement stays before it, what
    /// lay inside goes behind it.
    pub(super) fn map(&self, at: usize) -> usize {
        let before = self.places.partition_point(|(range, _, _)| range.start < at);
        match before.checked_sub(1).and_then(|index| self.places.get(index)) {
            Some((range, start, length)) => start + length + at.saturating_sub(range.end),
            None => at,
        }
    }

    /// The same, but what is written at the very offset comes before it.
    pub(super) fn map_behind(&self, at: usize) -> usize {
        let here = self.places.partition_point(|(range, _, _)| range.start < at);
        match self.places.get(here) {
            Some((range, start, length)) if *range == (at..at) => start + length,
            _ => self.map(at),
        }
    }
}

/// The same removals, sorted, with those made one that overlap or touch.
pub(super) fn united(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.retain(|range| !range.is_empty());
    ranges.sort_by_key(|range| range.start);
    let mut all: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match all.last_mut() {
            Some(last) if last.end >= range.start => last.end = last.end.max(range.end),
            _ => all.push(range),
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_move_by_what_stands_before_them() {
        let replacements = vec![(2..4, "abc".to_owned()), (6..6, "x".to_owned()), (8..10, String::new())];
        let rewrite = Rewrite::of(&replacements);
        let moved: Vec<usize> = (0..=11).map(|at| rewrite.map(at)).collect();
        assert_eq!(moved, [0, 1, 2, 5, 5, 6, 7, 9, 10, 10, 10, 11]);
        assert_eq!((rewrite.within(0, 3), rewrite.within(1, 1), rewrite.within(2, 0)), (5, 8, 10));
        assert_eq!([2, 5, 6, 7].map(|at| rewrite.map_behind(at)), [2, 6, 8, 9]);
    }

    #[test]
    fn removals_that_meet_are_one() {
        assert_eq!(united(vec![5..7, 0..2, 2..3, 4..4, 6..9]), [0..3, 5..9]);
    }
}
