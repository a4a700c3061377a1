//! Which places mean the same variable, by topic. The judge is CPython's `symtable`.
//!
//! `$0` is the cursor; `^^^ write` under a line says that the name above the carets is lit and what it
//! does there, `^^^ read likely` how sure that is where it is not exact. Whatever isn't marked must stay dark. Carets stand under the line as it is shown, `$0` included.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod all_entries;
mod annotated_names;
mod annotations;
mod broken;
mod broken_inside;
mod class_body;
mod class_cell;
mod class_header;
mod closure;
mod comprehension;
mod del_except_with;
mod docstrings;
mod edges;
mod function;
mod global_nonlocal;
mod imports;
mod lambda;
mod line_breaks;
mod mangling;
mod mangling_headers;
#[path = "../marks/mod.rs"]
mod marks;
mod match_statement;
mod module;
mod newer_python;
mod quoted_annotations;
mod quoted_arguments;
mod quoted_scopes;
mod soft_words;
mod spelling;
mod starred;
mod strings;
mod type_alias;
mod type_parameters;
mod walrus;

use namelight_engine::occurrences::{Certainty, Class};

use marks::{Marked, draw, find, lit, read};

/// Checks that exactly the marked places are lit, asked from the cursor and from both edges of each of them.
#[track_caller]
fn check(marked: &str) {
    check_text(read(marked));
}

/// The same for a text whose lines end otherwise.
#[track_caller]
fn check_with_line_ends(line_end: &str, marked: &str) {
    let Marked { text, cursor, mut marks } = read(marked);
    let moved = |at: usize| text[..at].replace('\n', line_end).len();
    let cursor = cursor.map(moved);
    for mark in &mut marks {
        (mark.start, mark.end) = (moved(mark.start), moved(mark.end));
    }
    check_text(Marked { text: text.replace('\n', line_end), cursor, marks });
}

/// The same for a text whose last line has no end.
#[track_caller]
fn check_without_last_line_end(marked: &str) {
    let mut marked = read(marked);
    assert_eq!(marked.text.pop(), Some('\n'));
    check_text(marked);
}

#[track_caller]
fn check_text(Marked { text, cursor, marks }: Marked) {
    let cursor = cursor.expect("a test needs a cursor, $0");
    let mut askers = vec![cursor];
    // What is only possible is a target of its own.
    let meant = marks.iter().filter(|mark| mark.certainty != Certainty::Possible);
    askers.extend(meant.flat_map(|mark| [mark.start, mark.end]));
    for at in askers {
        let found = find(&text, at);
        let lit = lit(found.as_ref(), &marks);
        assert_eq!(draw(&text, &lit), draw(&text, &marks), "asked at byte {at}");
    }
}

/// Checks that no name is at the cursor.
#[track_caller]
fn check_dark(marked: &str) {
    let Marked { text, cursor, .. } = read(marked);
    let found = find(&text, cursor.expect("a test needs a cursor, $0"));
    let name = found.filter(|found| !matches!(found.target.class, Class::Keyword | Class::Bracket));
    assert_eq!(name, None);
}

/// Checks what the status bar calls the name at the cursor.
#[track_caller]
fn check_words(marked: &str, words: &str) {
    let Marked { text, cursor, .. } = read(marked);
    let found = find(&text, cursor.expect("a test needs a cursor, $0")).expect("a name at the cursor");
    assert_eq!(found.target.scope, words);
}
