//! What lights up when the cursor is on a keyword or a bracket, by topic.
//!
//! Marks are written as in `marks/mod.rs`. Whatever isn't marked must stay dark.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod brackets;
mod branches;
mod broken;
mod edges;
mod endings;
mod exits;
mod expressions;
mod loops;
#[path = "../marks/mod.rs"]
mod marks;
mod yields;

use namelight_engine::occurrences::{Class, Found};

use marks::{Marked, draw, find, lit, read};

fn found(text: &str, cursor: Option<usize>) -> Option<Found> {
    find(text, cursor.expect("a test needs a cursor, $0"))
}

/// Checks that exactly the marked places are lit.
#[track_caller]
fn check(marked: &str) {
    let Marked { text, cursor, marks } = read(marked);
    let lit = lit(found(&text, cursor).as_ref(), &marks);
    assert_eq!(draw(&text, &lit), draw(&text, &marks));
}

/// The same, asked from both edges of every marked place too. A place whose reason is marked isn't asked
/// from: it shows something that a name or nothing stands at.
#[track_caller]
fn check_round(marked: &str) {
    check(marked);
    let Marked { text, marks, .. } = read(marked);
    for asker in marks.iter().filter(|mark| mark.why.is_none()) {
        for at in [asker.start, asker.end] {
            let found = find(&text, at);
            let lit = lit(found.as_ref(), &marks);
            assert_eq!(draw(&text, &lit), draw(&text, &marks), "asked at byte {at}");
            let target = found.unwrap().target;
            assert_eq!(target.range, asker.start..asker.end, "asked at byte {at}");
        }
    }
}

/// Checks that nothing is lit.
#[track_caller]
fn check_dark(marked: &str) {
    let Marked { text, cursor, .. } = read(marked);
    assert_eq!(found(&text, cursor), None);
}

/// Checks what is under the cursor: its class, and the words that the status bar has for it.
#[track_caller]
fn check_words(marked: &str, class: Class, words: &str) {
    let Marked { text, cursor, .. } = read(marked);
    let target = found(&text, cursor).expect("something at the cursor").target;
    assert_eq!((target.class, format!("{} · {}", target.name, target.scope)), (class, words.to_owned()));
}
