//! How one offset or one range travels through one replacement.
//!
//! The rule for a lit range is strict: what the edit touched is gone, because nobody has looked at
//! its new text yet. At its exact edges a range survives; whether the text it now stands in is still
//! one whole name is for the caller to say, who has the text.

use std::ops::Range;

use super::Edit;

/// To which side an offset goes when text appears exactly where it stands, or when the text round it
/// was replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bias {
    /// It stays before the new text.
    Left,
    /// It goes behind the new text.
    Right,
}

/// Where `offset` (bytes before the edit) stands after the edit.
///
/// An offset at an edge of a replaced range stays at that edge. The bias decides where text was
/// inserted exactly at the offset, and where the text on both sides of it was replaced.
#[must_use]
pub fn map_offset(offset: usize, edit: &Edit, bias: Bias) -> usize {
    through(offset, &edit.range, &edit.new_range(), bias)
}

/// Where `range` (bytes before the edit) stands after the edit; none if the edit touched its text.
///
/// Text that was inserted, deleted or replaced directly before or behind the range doesn't touch it.
#[must_use]
pub fn map_range(range: Range<usize>, edit: &Edit) -> Option<Range<usize>> {
    if touches(&edit.range, &range) {
        return None;
    }
    let start = map_offset(range.start, edit, Bias::Right);
    Some(start..start + range.len())
}

/// Whether replacing `replaced` changes text inside `range`, both in bytes of the same text.
pub(super) fn touches(replaced: &Range<usize>, range: &Range<usize>) -> bool {
    replaced.start < range.end && range.start < replaced.end
}

/// One offset through one replacement of `old` by `new`, where `new` starts in the text afterwards.
pub(super) fn through(offset: usize, old: &Range<usize>, new: &Range<usize>, bias: Bias) -> usize {
    let at_start = offset == old.start && !old.is_empty();
    let at_end = offset == old.end && !old.is_empty();
    if offset < old.start || at_start {
        new.start - (old.start - offset)
    } else if offset > old.end || at_end {
        new.end + (offset - old.end)
    } else {
        match bias {
            Bias::Left => new.start,
            Bias::Right => new.end,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Revision;

    fn edit(range: Range<usize>, new_len: usize) -> Edit {
        Edit { revision: Revision(1), range, new_len }
    }

    /// A name of three bytes at 10..13; each row is an edit and where the name is afterwards.
    #[test]
    fn a_range_travels_or_is_dropped() {
        let rows = [
            ("typed far before", edit(2..2, 4), Some(14..17)),
            ("deleted far before", edit(2..6, 0), Some(6..9)),
            ("typed directly before", edit(10..10, 1), Some(11..14)),
            ("deleted directly before", edit(8..10, 0), Some(8..11)),
            ("replaced directly before", edit(8..10, 5), Some(13..16)),
            ("typed at the second letter", edit(11..11, 1), None),
            ("deleted the first letter", edit(10..11, 0), None),
            ("replaced the last letter", edit(12..13, 1), None),
            ("replaced all of it", edit(10..13, 3), None),
            ("replaced more than it", edit(0..20, 1), None),
            ("replaced from before into it", edit(8..11, 3), None),
            ("replaced from inside to behind it", edit(12..15, 3), None),
            ("typed directly behind", edit(13..13, 1), Some(10..13)),
            ("deleted directly behind", edit(13..15, 0), Some(10..13)),
            ("typed far behind", edit(20..20, 9), Some(10..13)),
        ];
        for (what, edit, expected) in rows {
            assert_eq!(map_range(10..13, &edit), expected, "{what}");
        }
    }

    #[test]
    fn an_empty_range_stays_empty() {
        assert_eq!(map_range(5..5, &edit(5..5, 2)), Some(7..7));
        assert_eq!(map_range(5..5, &edit(5..8, 2)), Some(5..5));
        assert_eq!(map_range(5..5, &edit(3..5, 1)), Some(4..4));
        assert_eq!(map_range(5..5, &edit(4..6, 1)), None);
    }

    #[test]
    fn an_offset_goes_to_the_side_of_its_bias() {
        let rows = [
            ("typed where it stands", 5, edit(5..5, 2), 5, 7),
            ("text on both sides replaced", 5, edit(3..8, 1), 3, 4),
            ("text on both sides deleted", 5, edit(3..8, 0), 3, 3),
            ("replaced directly behind it", 5, edit(5..8, 1), 5, 5),
            ("replaced directly before it", 5, edit(2..5, 1), 3, 3),
            ("typed before it", 5, edit(1..1, 1), 6, 6),
            ("typed behind it", 5, edit(6..6, 1), 5, 5),
        ];
        for (what, offset, edit, left, right) in rows {
            assert_eq!(map_offset(offset, &edit, Bias::Left), left, "{what}, left");
            assert_eq!(map_offset(offset, &edit, Bias::Right), right, "{what}, right");
        }
    }
}
