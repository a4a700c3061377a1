//! The word that is being typed.

use std::ops::Range;

use crop::Rope;
use unicode_ident::{is_xid_continue, is_xid_start};

/// Nobody types a longer one, in characters.
const LONGEST: usize = 256;

/// The part of an identifier before byte `at`, which must lie between two characters; empty where there is none.
#[must_use]
pub fn word_before(text: &Rope, at: usize) -> Range<usize> {
    let at = at.min(text.byte_len());
    let letters = text.byte_slice(..at).chars().rev().take(LONGEST + 1);
    let mut start = at;
    let mut first = None;
    for (count, letter) in letters.take_while(|&letter| letter == '_' || is_xid_continue(letter)).enumerate()
    {
        if count == LONGEST {
            return at..at;
        }
        start -= letter.len_utf8();
        first = Some(letter);
    }
    let begins = first.is_some_and(|letter| letter == '_' || is_xid_start(letter));
    if begins { start..at } else { at..at }
}
