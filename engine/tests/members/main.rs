//! Which places mean the same member, attribute, keyword argument or parameter, by topic.
//!
//! Marks are written as in `marks/mod.rs`; whatever isn't marked must stay dark. A case is asked from the
//! cursor and from both edges of every marked place that counts, on a cold index, on one that has answered
//! all the other questions before, and on one that knows the whole file, and must be a group of `groups`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod annotated_instances;
mod arguments;
mod class_arguments;
mod class_names;
mod class_patterns;
mod class_receivers;
mod constructors;
mod cycles;
mod enumerations;
mod hard;
mod imports;
mod inheritance;
mod instances;
mod large;
#[path = "../marks/mod.rs"]
mod marks;
mod method_arguments;
mod nested_classes;
mod partial_and_replace;
mod paths;
mod possible;
mod private_names;
mod properties;
mod reasons;
mod receivers;
mod records;
mod slots;
mod spelling;
mod statements;
mod super_calls;
mod unknown_calls;
mod unknown_instances;
mod words;

use crop::Rope;
use marks::{Mark, Marked, draw, find, lit, read};
use namelight_engine::occurrences::{Certainty, FileIndex, Found};
use namelight_engine::worker::CancelToken;

/// Checks that exactly the marked places are lit.
#[track_caller]
fn check(marked: &str) {
    check_text(&read(marked));
}

/// The same for a text whose lines end otherwise.
#[track_caller]
fn check_with_line_ends(line_end: &str, marked: &str) {
    let Marked { text, cursor, marks } = read(marked);
    let moved = |at: usize| text[..at].replace('\n', line_end).len();
    let marks = marks
        .iter()
        .map(|mark| Mark { start: moved(mark.start), end: moved(mark.end), ..mark.clone() })
        .collect();
    let cursor = cursor.map(moved);
    check_text(&Marked { text: text.replace('\n', line_end), cursor, marks });
}

#[track_caller]
fn check_text(Marked { text, cursor, marks }: &Marked) {
    let cursor = cursor.expect("a test needs a cursor, $0");
    let counted = marks.iter().filter(|mark| mark.certainty.is_counted());
    let askers: Vec<usize> =
        std::iter::once(cursor).chain(counted.flat_map(|mark| [mark.start, mark.end])).collect();
    let assert = |found: Option<&Found>, at: usize, index: &str| {
        assert_eq!(draw(text, &lit(found, marks)), draw(text, marks), "asked at byte {at} of {index} index");
    };
    let rope = Rope::from(text.as_str());
    let never = CancelToken::never();
    let mut used = FileIndex::of(&rope);
    let mut whole = FileIndex::of(&rope);
    let groups = whole.groups(&never).unwrap();
    for at in askers {
        assert(find(text, at).as_ref(), at, "a cold");
        assert(used.find_at(at, &never).unwrap().as_ref(), at, "a used");
        assert(whole.find_at(at, &never).unwrap().as_ref(), at, "a whole");
    }
    let found = find(text, cursor).unwrap();
    let wanted: Vec<Mark> =
        lit(Some(&found), marks).into_iter().filter(|mark| mark.certainty.is_counted()).collect();
    let mut grouped = groups.into_iter().map(|mut group| {
        for place in &mut group.occurrences {
            // What nobody can know is at least itself, where somebody asks from there.
            if place.range == found.target.range && place.certainty == Certainty::Possible {
                place.certainty = Certainty::Exact;
            }
        }
        let group = Found { target: found.target.clone(), occurrences: group.occurrences.into() };
        let group = lit(Some(&group), marks);
        group.into_iter().filter(|mark| mark.certainty.is_counted()).collect::<Vec<_>>()
    });
    let same = grouped.find(|group| group.iter().any(|mark| wanted.contains(mark)));
    assert_eq!(draw(text, &same.unwrap_or_default()), draw(text, &wanted), "of all groups");
}

/// Checks that no name is at the cursor.
#[track_caller]
fn check_dark(marked: &str) {
    let Marked { text, cursor, .. } = read(marked);
    assert_eq!(find(&text, cursor.expect("a test needs a cursor, $0")), None);
}

/// Checks what the status bar calls the name at the cursor.
#[track_caller]
fn check_words(marked: &str, words: &str) {
    let Marked { text, cursor, .. } = read(marked);
    let found = find(&text, cursor.expect("a test needs a cursor, $0")).expect("a name at the cursor");
    assert_eq!(found.target.scope, words);
}
