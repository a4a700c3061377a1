//! Matches that are carried through edits.

use namelight_engine::text::{Edit, Revision};
use proptest::prelude::*;

use super::*;
use crate::find::Matches;

fn matches(text: &str, words: &str) -> Matches {
    Matches::new(found(text, words).into())
}

/// Makes edits, each of them `(range, new text)`.
fn edit(text: &mut Rope, edits: &[(Range<usize>, &str)]) -> Vec<Edit> {
    let mut made = Vec::new();
    for (revision, (range, new)) in (1..).zip(edits) {
        text.replace(range.clone(), new);
        made.push(Edit { revision: Revision(revision), range: range.clone(), new_len: new.len() });
    }
    made
}

/// What is left of the matches of `level` after edits.
fn left(text: &str, edits: &[(Range<usize>, &str)]) -> Vec<Range<usize>> {
    let mut rope = Rope::from(text);
    let mut carried = matches(text, "level");
    carried.carry(&edit(&mut rope, edits));
    assert_eq!(carried.count(), carried.iter().count());
    for range in carried.iter() {
        assert_eq!(rope.byte_slice(range).to_string(), "level");
    }
    carried.iter().collect()
}

#[test]
fn what_stands_behind_an_edit_moves() {
    assert_eq!(left("level level", &[(5..6, " - ")]), NONE, "both are met");
    assert_eq!(left("level  level", &[(6..6, "x")]), [0..5, 8..13]);
    assert_eq!(left("a level", &[(0..1, "")]), [1..6]);
}

#[test]
fn what_an_edit_touches_or_meets_is_gone() {
    for (range, new) in [(3..3, "x"), (2..2, "x"), (7..7, "s"), (1..2, ""), (0..9, "level")] {
        assert_eq!(left("a level b", &[(range.clone(), new)]), NONE, "{range:?}");
    }
}

#[test]
fn what_is_taken_back_is_there_again() {
    assert_eq!(left("a level b", &[(4..4, "x"), (4..5, "")]), [2..7]);
}

#[test]
fn places_are_found_by_number_and_by_place() {
    let text = "level level level level";
    let mut carried = matches(text, "level");
    let mut rope = Rope::from(text);
    carried.carry(&edit(&mut rope, &[(8..8, "x")]));
    assert_eq!(carried.count(), 3);
    assert_eq!(carried.number_of(&(0..5)), Some(0));
    assert_eq!(carried.number_of(&(13..18)), Some(1));
    assert_eq!(carried.number_of(&(19..24)), Some(2));
    assert_eq!(carried.number_of(&(6..11)), None);
    assert_eq!(carried.from(1), Some((2, 13..18)));
    assert_eq!(carried.before(2), Some((0, 0..5)));
    assert_eq!(carried.before(0), None);
    assert_eq!(carried.from(4), None);
}

#[test]
fn more_edits_than_a_person_makes_drop_everything() {
    let text = "level ".repeat(10);
    let mut carried = matches(&text, "level");
    let edits: Vec<Edit> =
        (1..2000).map(|revision| Edit { revision: Revision(revision), range: 60..60, new_len: 1 }).collect();
    carried.carry(&edits);
    assert_eq!((carried.count(), carried.places()), (0, 0));
}

proptest! {
    /// Whatever is edited: what is still marked matches, and everything far from the edits is still marked.
    #[test]
    fn no_mark_is_ever_on_text_that_does_not_match(
        pieces in prop::collection::vec("(ab|a|b|x| |\n|ba)", 1..60),
        edits in prop::collection::vec((0_usize..200, 0_usize..6, "(a|b|ab|x|\n|)"), 1..6),
        which in 0_usize..6,
        at_once: bool,
    ) {
        let words = ["ab", "<ab>", "/a+/", r"/\bab\b/", "/^b/", "/b$/"][which];
        let text = pieces.concat();
        let mut rope = Rope::from(text.as_str());
        let mut carried = matches(&text, words);
        let mut made = Vec::new();
        for (revision, (at, len, new)) in (1..).zip(&edits) {
            let start = at % (rope.byte_len() + 1);
            let end = (start + len).min(rope.byte_len());
            rope.replace(start..end, new);
            let edit = Edit { revision: Revision(revision), range: start..end, new_len: new.len() };
            if !at_once {
                carried.carry(std::slice::from_ref(&edit));
            }
            made.push(edit);
        }
        if at_once {
            carried.carry(&made);
        }
        let now = found(&rope.to_string(), words);
        let left: Vec<_> = carried.iter().collect();
        prop_assert_eq!(left.len(), carried.count());
        prop_assert!(left.is_sorted_by(|a, b| a.end <= b.start));
        for (number, range) in left.iter().enumerate() {
            prop_assert!(now.contains(range), "{:?} in {:?}", range, rope);
            prop_assert_eq!(carried.number_of(range), Some(number));
        }
    }
}
