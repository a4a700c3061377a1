//! Steps and snaps by grapheme: what a reader takes for one character.
//!
//! Boundaries are those of extended grapheme clusters (Unicode Standard Annex #29), so `\r\n` is one
//! step and a letter is never parted from its accents. All offsets are bytes. Every function takes any
//! offset, clamps it to the text and never panics.
//!
//! Only the stretch of text between two certain boundaries is looked at, a few characters as a rule, so
//! the length of the line doesn't matter. (unicode-segmentation's cursor can walk over a rope's pieces
//! itself, but 1.13 gives other answers across a seam than within one piece.)

use std::ops::Range;

use crop::Rope;
use unicode_segmentation::UnicodeSegmentation;

/// Bytes that are looked at to find a certain boundary. Where there is none so far back (in a cluster
/// of that length, or a row of a thousand flags) every character counts as a grapheme.
const LONGEST_LOOK: usize = 4096;

/// Whether `offset` lies between two graphemes, or at an end of the text.
#[must_use]
pub fn is_boundary(text: &Rope, offset: usize) -> bool {
    let len = text.byte_len();
    if offset == 0 || offset == len {
        return true;
    }
    if offset > len || !text.is_char_boundary(offset) {
        return false;
    }
    certain_before(text, offset).is_none_or(|start| {
        start == offset || boundaries(text, start..ceil_char(text, offset + 1)).any(|at| at == offset)
    })
}

/// The last boundary at or before `offset`; an offset past the end counts as the end.
#[must_use]
pub fn snap_back(text: &Rope, offset: usize) -> usize {
    let offset = floor_char(text, offset);
    if is_boundary(text, offset) { offset } else { previous(text, offset) }
}

/// The first boundary at or after `offset`; an offset past the end counts as the end.
#[must_use]
pub fn snap_forward(text: &Rope, offset: usize) -> usize {
    if is_boundary(text, offset) { offset } else { next(text, snap_back(text, offset)) }
}

/// The first boundary after `offset`, or the end of the text.
#[must_use]
pub fn next(text: &Rope, offset: usize) -> usize {
    let offset = floor_char(text, offset);
    let Some(start) = certain_before(text, offset) else { return ceil_char(text, offset + 1) };
    let end = stretch_end(text, start, offset);
    if end - offset <= 1 {
        return end;
    }
    boundaries(text, start..end).find(|at| *at > offset).unwrap_or(end)
}

/// The last boundary before `offset`, or 0.
#[must_use]
pub fn previous(text: &Rope, offset: usize) -> usize {
    let offset = floor_char(text, offset);
    let before = floor_char(text, offset.saturating_sub(1));
    let Some(start) = certain_before(text, before) else { return before };
    boundaries(text, start..offset).take_while(|at| *at < offset).last().unwrap_or(start)
}

/// The last char boundary at or before `offset`, clamped to the text.
pub(super) fn floor_char(text: &Rope, offset: usize) -> usize {
    let mut offset = offset.min(text.byte_len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// The first char boundary at or after `offset`, clamped to the text.
fn ceil_char(text: &Rope, offset: usize) -> usize {
    let mut offset = offset.min(text.byte_len());
    while !text.is_char_boundary(offset) {
        offset += 1;
    }
    offset
}

/// The boundaries within a stretch that begins at one; its end counts as one.
fn boundaries(text: &Rope, stretch: Range<usize>) -> impl Iterator<Item = usize> {
    let start = stretch.start;
    let string = text.byte_slice(stretch).to_string();
    let lengths: Vec<usize> = string.graphemes(true).map(str::len).collect();
    std::iter::once(start).chain(lengths.into_iter().scan(start, |at, length| {
        *at += length;
        Some(*at)
    }))
}

/// The last boundary at or before `offset` that the two characters beside it alone make certain, if it
/// isn't too far away.
fn certain_before(text: &Rope, offset: usize) -> Option<usize> {
    let Some(mut after) = text.byte_slice(offset..).chars().next() else { return Some(offset) };
    let mut at = offset;
    for before in text.byte_slice(..offset).chars().rev() {
        if offset - at > LONGEST_LOOK {
            return None;
        }
        if is_certain(before, after) {
            break;
        }
        at -= before.len_utf8();
        after = before;
    }
    Some(at)
}

/// Where the stretch that began at `start` ends: the first certain boundary after `offset`, or where
/// every character begins to count.
fn stretch_end(text: &Rope, start: usize, offset: usize) -> usize {
    let mut chars = text.byte_slice(offset..).chars();
    let Some(mut before) = chars.next() else { return offset };
    let mut at = offset + before.len_utf8();
    for after in chars {
        if is_certain(before, after) || at - start > LONGEST_LOOK {
            break;
        }
        at += after.len_utf8();
        before = after;
    }
    at
}

/// Whether there is a boundary between two characters, whatever stands around them.
pub(super) fn is_certain(before: char, after: char) -> bool {
    is_plain(before) && is_plain(after) && (before, after) != ('\r', '\n')
}

/// Characters that no rule joins with each other, except `\r\n`: ASCII and the letters of some widely
/// used scripts. Any other character only makes for a longer look.
fn is_plain(c: char) -> bool {
    matches!(c,
        '\0'..='\x7f'
        | 'À'..='ʯ' // Latin
        | 'Ͱ'..='Ͽ' // Greek
        | 'Ѐ'..='ҁ' // Cyrillic
        | 'א'..='ת' // Hebrew
        | 'ؠ'..='ي' // Arabic
        | '\u{3041}'..='\u{3096}' // Hiragana
        | '\u{30a1}'..='\u{30fa}' // Katakana
        | '\u{3400}'..='\u{4dbf}' // Chinese characters
        | '\u{4e00}'..='\u{9fff}'
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Letters of every kind that joins with a neighbour, and some that don't.
    const JOINING: &[&str] = &[
        "a", "e", " ", "\r", "\n", "\r\n", "\t", "\u{301}", "\u{300}", "é", "日", "ｱ", "\u{200d}",
        "\u{fe0f}", "👩", "❤", "🇩", "🇪", "🇫", "🏽", "क", "्", "ष", "ि", "\u{600}", "각", "ᄀ", "ᅡ", "ᆨ", "א",
        "\0",
    ];

    fn joining_text() -> impl Strategy<Value = String> {
        prop::collection::vec(prop::sample::select(JOINING), 0..60).prop_map(|parts| parts.concat())
    }

    /// Compares with the standard's clusters from the byte `from` on.
    fn check(string: &str, from: usize) {
        let text = Rope::from(string);
        let all = string.grapheme_indices(true).map(|(at, _)| at).chain([string.len()]);
        let expected: Vec<usize> = all.filter(|at| *at >= from).collect();
        for pair in expected.windows(2) {
            let &[a, b] = pair else { continue };
            assert_eq!((next(&text, a), previous(&text, b)), (b, a), "{string:?}");
            assert!(is_boundary(&text, a) && is_boundary(&text, b), "{a} and {b} of {string:?}");
            for within in a + 1..b {
                assert!(!is_boundary(&text, within), "boundary at {within} of {string:?}");
                let snapped = (snap_back(&text, within), snap_forward(&text, within));
                assert_eq!(snapped, (a, b), "{within} of {string:?}");
            }
        }
    }

    proptest! {
        #[test]
        fn fault_36_boundaries_are_those_of_the_standard(string in joining_text()) {
            check(&string, 0);
        }

        /// The rope keeps pieces of up to 2,048 bytes: the interesting part lies across their seam.
        #[test]
        fn fault_36_boundaries_hold_across_the_ropes_pieces(pad in 1950_usize..2060, string in joining_text()) {
            check(&format!("{}{string}", "x".repeat(pad)), pad - 10);
        }
    }

    #[test]
    fn plain_characters_never_join() {
        let plain: Vec<char> = (0..=0x1_ffff).filter_map(char::from_u32).filter(|c| is_plain(*c)).collect();
        for neighbour in ['a', 'é', 'я', 'ש', 'م', 'の', '漢'] {
            let mixed: String = plain.iter().flat_map(|c| [neighbour, *c]).collect();
            assert!(
                mixed.graphemes(true).eq(mixed.split("").filter(|c| !c.is_empty())),
                "beside {neighbour}"
            );
        }
    }

    #[test]
    fn fault_36_a_cluster_without_an_end_is_taken_apart() {
        let text = Rope::from(format!("ae{}z", "\u{301}".repeat(1 << 20)));
        let steps: Vec<usize> =
            std::iter::successors(Some(0), |at| Some(next(&text, *at))).take(100).collect();
        assert_eq!(steps[..4], [0, 1, 1 + 1 + LONGEST_LOOK, 1 + 1 + LONGEST_LOOK + 2]);
        for pair in steps.windows(2) {
            assert!(is_boundary(&text, pair[1]));
            assert_eq!(previous(&text, pair[1]), pair[0]);
        }
        assert_eq!(previous(&text, text.byte_len() - 1), text.byte_len() - 3);
    }

    #[test]
    fn fault_23_any_offset_snaps_without_a_panic() {
        let text = Rope::from("a\r\ne\u{301}👩\u{200d}👩b");
        assert_eq!(snap_back(&text, 2), 1);
        assert_eq!(snap_forward(&text, 2), 3);
        assert_eq!(snap_back(&text, 4), 3);
        assert_eq!(snap_back(&text, 9), 6);
        assert_eq!(snap_forward(&text, 9), 17);
        assert_eq!(snap_back(&text, usize::MAX), text.byte_len());
        assert_eq!(snap_forward(&text, usize::MAX), text.byte_len());
        assert_eq!(next(&text, usize::MAX), text.byte_len());
        assert_eq!(previous(&Rope::new(), 7), 0);
    }
}
