//! Edits in several places at once, between their frame and the engine's answer.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use namelight_engine::text::Edit;

use super::desk::Desk;

/// Puts `new` in front of some words, all in one frame; `places` from the last to the first.
fn put_before(desk: &mut Desk, places: &[usize], new: &str) {
    let mut edits = Vec::new();
    for &at in places {
        desk.text.replace(at..at, new);
        desk.revision = desk.revision.next();
        edits.push(Edit { revision: desk.revision, range: at..at, new_len: new.len() });
    }
    desk.frame_with(&edits);
}

#[test]
fn where_several_lit_places_change_at_once_the_others_wait_for_the_answer() {
    let mut desk = Desk::new("one two one one two one");
    desk.hear();
    assert_eq!(desk.lit_at(), [0, 8, 12, 20]);
    put_before(&mut desk, &[12, 8], "x");
    assert_eq!(desk.lit_at(), [0_usize; 0], "nobody knows yet what the first and the last mean now");
    assert!(desk.light.target().is_none());
    desk.hear();
    assert_eq!(desk.lit_at(), [0, 22]);
}

#[test]
fn where_one_changes_or_none_the_others_stay() {
    let mut desk = Desk::new("one two one one two one");
    desk.hear();
    put_before(&mut desk, &[12], "x");
    assert_eq!(desk.lit_at(), [0, 8, 21]);
    put_before(&mut desk, &[17, 4], "x");
    assert_eq!(desk.lit_at(), [0, 9, 23]);
    desk.hear();
    assert_eq!(desk.lit_at(), [0, 9, 23]);
}

#[test]
fn without_what_declares_it_the_others_wait_too() {
    let mut desk = Desk::new("one two one one two one");
    desk.hand.declares_at = Some(8);
    desk.hear();
    assert_eq!(desk.lit_at(), [0, 8, 12, 20]);
    put_before(&mut desk, &[12], "x");
    assert_eq!(desk.lit_at(), [0, 8, 21], "a use is no tie");
    put_before(&mut desk, &[8], "x");
    assert_eq!(desk.lit_at(), [0_usize; 0]);
}

#[test]
fn behind_a_quote_nothing_stays_lit_unasked() {
    for new in ["\"", "'", "f'", "# "] {
        let mut desk = Desk::new("one two one one two one");
        desk.hear();
        put_before(&mut desk, &[4], new);
        assert_eq!(desk.lit_at(), [0_usize; 0], "{new}");
        desk.hear();
        assert_eq!(desk.lit_at().len(), 4, "{new}");
    }
    let mut desk = Desk::new("one two one one two one");
    desk.hear();
    put_before(&mut desk, &[4], "f(");
    assert_eq!(desk.lit_at().len(), 4);
}
