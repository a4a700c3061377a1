//! What is searched again after edits, and that it makes no difference.

use namelight_engine::text::{DocumentId, Edit, Generation, Revision};
use proptest::prelude::*;

use super::*;
use crate::find::renew::{Renewed, renew};
use crate::find::{Answer, Found, Matches, Outcome, Session, Work};

const DOCUMENT: DocumentId = DocumentId(1);

fn again(text: &Rope, words: &str, known: &Matches) -> Option<Renewed> {
    again_in(text, words, 0..text.byte_len(), known)
}

fn again_in(text: &Rope, words: &str, scope: Range<usize>, known: &Matches) -> Option<Renewed> {
    let pattern = Pattern::new(&query(words)).unwrap();
    renew(text, &pattern, &scope, known, &CancelToken::never()).unwrap()
}

/// Replaces bytes, whole characters of them.
fn replace(text: &mut Rope, at: usize, len: usize, new: &str, revision: u64) -> Edit {
    let floor = |mut at: usize| {
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let start = floor(at % (text.byte_len() + 1));
    let end = floor((start + len).min(text.byte_len())).max(start);
    text.replace(start..end, new);
    Edit { revision: Revision(revision), range: start..end, new_len: new.len() }
}

#[test]
fn a_letter_typed_costs_what_is_near() {
    let mut text = Rope::from("level = 1\n".repeat(100_000));
    let mut known = Matches::new(found(&text.to_string(), "level").into());
    let edit = replace(&mut text, 500_002, 0, "x", 1);
    known.carry(&[edit]);
    let renewed = again(&text, "level", &known).unwrap();
    assert!(renewed.matches.len() < 10, "{}", renewed.matches.len());
    known.renew(renewed.bytes, renewed.matches);
    assert_eq!(known.count(), 99_999);
    assert!(known.iter().eq(found(&text.to_string(), "level")));
}

#[test]
fn it_is_so_where_nothing_else_matches_too() {
    let mut text = Rope::from(format!("{}level\n", "other = 1\n".repeat(100_000)));
    let mut known = Matches::new(found(&text.to_string(), "level").into());
    known.carry(&[replace(&mut text, 10, 0, "level ", 1)]);
    let renewed = again(&text, "level", &known).unwrap();
    assert!(renewed.bytes.end < 1000, "{:?}", renewed.bytes);
    assert!(known.renew(renewed.bytes, renewed.matches));
    assert_eq!(known.iter().collect::<Vec<_>>(), [10..15, 1_000_006..1_000_011]);
}

#[test]
fn pairs_that_all_shift_are_all_found_anew_or_everything_is_searched() {
    let mut text = Rope::from("a".repeat(2_000));
    let mut known = Matches::new(found(&text.to_string(), "aa").into());
    known.carry(&[replace(&mut text, 3, 1, "", 1)]);
    let renewed = again(&text, "aa", &known).unwrap();
    known.renew(renewed.bytes, renewed.matches);
    assert!(known.iter().eq(found(&text.to_string(), "aa")));
    let mut text = Rope::from("a".repeat(200_000));
    let mut known = Matches::new(found(&text.to_string(), "aa").into());
    known.carry(&[replace(&mut text, 3, 1, "", 1)]);
    assert_eq!(again(&text, "aa", &known), None);
}

#[test]
fn a_pattern_that_runs_over_lines_without_end_is_searched_in_full() {
    let mut text = Rope::from("a\n\n\nb\n".repeat(10));
    let mut known = Matches::new(found(&text.to_string(), r"/\s+/").into());
    known.carry(&[replace(&mut text, 3, 0, "x", 1)]);
    assert_eq!(again(&text, r"/\s+/", &known), None);
}

#[test]
fn what_is_taken_back_needs_no_search() {
    let text = Rope::from("level level");
    let mut known = Matches::new(found(&text.to_string(), "level").into());
    known.carry(&[Edit { revision: Revision(1), range: 3..3, new_len: 1 }]);
    assert_eq!(known.count(), 1);
    known.carry(&[Edit { revision: Revision(2), range: 3..4, new_len: 0 }]);
    let renewed = again(&text, "level", &known).unwrap();
    assert!(!known.renew(renewed.bytes, renewed.matches), "nothing is different");
    assert_eq!(known.count(), 2);
}

#[test]
fn another_edit_far_away_is_in_what_is_searched() {
    let mut text = Rope::from("level = 1\n".repeat(1_000));
    let mut known = Matches::new(found(&text.to_string(), "level").into());
    for (revision, at) in [(1, 20), (2, 5_000), (3, 60)] {
        known.carry(&[replace(&mut text, at, 0, "level ", revision)]);
        let renewed = again(&text, "level", &known).unwrap();
        known.renew(renewed.bytes, renewed.matches);
        assert!(known.iter().eq(found(&text.to_string(), "level")), "after {revision}");
    }
}

/// A session that knows all matches of `a` in `a b a`, after an edit at the end.
fn edited() -> Session {
    let mut session = Session::new(DOCUMENT, Revision(1));
    session.query = query("a");
    let generation = session.ask(Revision(1)).unwrap();
    let found = Found { matches: [0..1, 4..5].into(), is_complete: true, ..Found::default() };
    accept(&mut session, generation, 1, Outcome::Found(found));
    session.follow(DOCUMENT, Revision(2), &[Edit { revision: Revision(2), range: 5..5, new_len: 2 }]);
    session
}

fn accept(session: &mut Session, generation: Generation, revision: u64, outcome: Outcome) {
    session.accept(Answer { generation, document: DOCUMENT, revision: Revision(revision), outcome });
}

#[test]
fn after_an_edit_the_rest_is_not_asked_about_again() {
    let mut session = edited();
    let generation = session.ask(Revision(2)).unwrap();
    assert!(matches!(session.work(0..0), Work::Renew { .. }));
    assert!(!session.is_complete());
    let renewed = Renewed { bytes: 4..usize::MAX, matches: [4..5, 6..7].into() };
    accept(&mut session, generation, 2, Outcome::Renewed(renewed));
    assert_eq!(session.matches().iter().collect::<Vec<_>>(), [0..1, 4..5, 6..7]);
    assert!(session.is_complete() && session.is_settled());
    assert_eq!(session.words(), "3 matches");
    session.query = query("b");
    session.ask(Revision(2)).unwrap();
    assert!(matches!(session.work(0..0), Work::Find(_)), "of something else nothing is known");
}

#[test]
fn what_came_too_late_is_not_put_into_another_text() {
    let mut session = edited();
    let generation = session.ask(Revision(2)).unwrap();
    session.follow(DOCUMENT, Revision(3), &[Edit { revision: Revision(3), range: 0..0, new_len: 9 }]);
    let renewed = Renewed { bytes: 4..usize::MAX, matches: [4..5, 6..7].into() };
    accept(&mut session, generation, 2, Outcome::Renewed(renewed));
    assert_eq!(session.matches().count(), 0, "the first is met by the edit as well");
    assert!(!session.is_complete());
}

#[test]
fn what_is_near_is_taken_over_and_the_rest_stays_marked() {
    let mut session = edited();
    let generation = session.ask(Revision(2)).unwrap();
    let near = Found { matches: [4..5, 6..7].into(), known: vec![3..7], ..Found::default() };
    accept(&mut session, generation, 2, Outcome::Found(near));
    assert_eq!(session.matches().iter().collect::<Vec<_>>(), [0..1, 4..5, 6..7]);
    assert!(!session.is_complete());
}

#[test]
fn letters_that_move_no_line_and_meet_no_match_change_nothing_on_the_ruler() {
    let mut session = Session::new(DOCUMENT, Revision(1));
    session.query = query("a");
    let generation = session.ask(Revision(1)).unwrap();
    let found = Found { matches: [0..1, 9..10].into(), is_complete: true, ..Found::default() };
    accept(&mut session, generation, 1, Outcome::Found(found));
    let before = session.serial();
    session.follow(DOCUMENT, Revision(2), &[Edit { revision: Revision(2), range: 5..5, new_len: 1 }]);
    let generation = session.ask(Revision(2)).unwrap();
    let renewed = Renewed { bytes: 0..usize::MAX, matches: [0..1, 10..11].into() };
    accept(&mut session, generation, 2, Outcome::Renewed(renewed));
    assert_eq!(session.serial(), before);
    session.follow(DOCUMENT, Revision(3), &[Edit { revision: Revision(3), range: 10..10, new_len: 1 }]);
    assert_ne!(session.serial(), before, "a match is met");
}

proptest! {
    /// Whatever is edited, and in whatever order answers come: with what was searched again the matches are those of a search
    /// of the whole text, and places and numbers agree.
    #[test]
    fn renewed_matches_are_those_of_a_whole_search(
        pieces in prop::collection::vec("(ab|a|aa|b|x| |\n|\r\n|ba|é)", 1..400),
        edits in prop::collection::vec((0_usize..2000, 0_usize..6, "(a|b|ab|x|\n|é|)", any::<bool>()), 1..6),
        which in 0_usize..12,
        scoped: bool,
    ) {
        let words =
            ["ab", "<ab>", "/a+/", r"/\bab\b/", "/^b/", "/b$/", "aa", "/a*/", "/a.*b/", "/^/", r"/a\nb/", "/a.?|b/"][which];
        let mut rope = Rope::from(pieces.concat());
        let mut session = Session::new(DOCUMENT, Revision(0));
        let all = 0..rope.byte_len();
        let mut boundary = rope.byte_len() / 3;
        while !rope.is_char_boundary(boundary) {
            boundary += 1;
        }
        session.scope = scoped.then_some(boundary..all.end);
        let scope = session.scope.clone().unwrap_or(all);
        let mut known = Matches::new(found_in(&rope.to_string(), words, scope).into());
        for (revision, (at, len, new, is_answered)) in (1..).zip(&edits) {
            let edit = replace(&mut rope, *at, *len, new, revision);
            known.carry(std::slice::from_ref(&edit));
            session.follow(DOCUMENT, edit.revision, std::slice::from_ref(&edit));
            if *is_answered {
                let scope = session.scope.clone().unwrap_or(0..rope.byte_len());
                let renewed = again_in(&rope, words, scope.clone(), &known).unwrap();
                known.renew(renewed.bytes, renewed.matches);
                let now: Vec<_> = known.iter().collect();
                prop_assert_eq!(&now, &found_in(&rope.to_string(), words, scope), "{:?}", rope);
            }
            let now: Vec<_> = known.iter().collect();
            prop_assert_eq!(now.len(), known.count());
            for (number, range) in now.iter().enumerate() {
                prop_assert_eq!(known.number_of(range), Some(number));
            }
            let places: Vec<_> = (0..known.places()).map(|at| known.place(at).start).collect();
            prop_assert!(places.is_sorted(), "{:?}", places);
            let mut next = 0;
            let mut walked = Vec::new();
            while let Some((at, range)) = known.from(next) {
                walked.push(range);
                next = at + 1;
            }
            prop_assert_eq!(&walked, &now);
            let mut last = usize::MAX;
            while let Some((at, range)) = known.before(last) {
                prop_assert_eq!(Some(range), walked.pop());
                last = at;
            }
            prop_assert!(walked.is_empty());
        }
    }
}
