//! Which places mean the same variable, by topic. The judge is CPython's `symtable`.
//!
//! `$0` is the cursor; `^^^ write` under a line says that the name above the carets is lit and what it
//! does there, `^^^ read likely` how sure that is where it is not exact. Whatever isn't marked must stay dark. Carets stand under the line as it is shown, `$0` included.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod all_entries;
mod annotated_names;
mod annotations;
mod broken;
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

use std::fmt::Write as _;

use crop::Rope;
use namelight_engine::occurrences::{Certainty, FileIndex, Found, Kind};
use namelight_engine::worker::CancelToken;

const KINDS: [Kind; 6] =
    [Kind::Definition, Kind::Write, Kind::Update, Kind::Read, Kind::Delete, Kind::Declaration];

const CERTAINTIES: [Certainty; 4] =
    [Certainty::Exact, Certainty::Likely, Certainty::Possible, Certainty::Mention];

/// A range, what the name does there, and how sure that is.
type Mark = (usize, usize, Kind, Certainty);

struct Marked {
    text: String,
    cursor: Option<usize>,
    expected: Vec<Mark>,
}

/// Takes the marks out of the text.
fn read(marked: &str) -> Marked {
    let marked = marked.strip_prefix('\n').unwrap_or(marked);
    let mut text = String::new();
    let mut cursor = None;
    let mut expected = Vec::new();
    let mut line_start = 0;
    let mut cursor_column = None;
    for line in marked.split_inclusive('\n') {
        let trimmed = line.trim();
        if trimmed.starts_with('^') {
            let carets = trimmed.chars().take_while(|&c| c == '^').count();
            let mut words = trimmed.trim_start_matches('^').split_whitespace();
            let word = words.next().unwrap_or_default();
            let kind = KINDS
                .into_iter()
                .find(|kind| kind.word() == word)
                .unwrap_or_else(|| panic!("no kind: {word}"));
            let certainty = words.next().map_or(Certainty::Exact, |word| {
                CERTAINTIES
                    .into_iter()
                    .find(|certainty| certainty.word() == word)
                    .unwrap_or_else(|| panic!("no certainty: {word}"))
            });
            // Columns are counted in characters, so that names of any script can be marked.
            let column = line.chars().take_while(|&c| c != '^').count();
            let above = &text[line_start..];
            let offset = |shown: usize| {
                let column = match cursor_column {
                    Some(cursor) if shown > cursor => shown.saturating_sub("$0".len()).max(cursor),
                    _ => shown,
                };
                above.char_indices().nth(column).map_or(above.len(), |(at, _)| at)
            };
            expected.push((
                line_start + offset(column),
                line_start + offset(column + carets),
                kind,
                certainty,
            ));
            continue;
        }
        line_start = text.len();
        cursor_column = line.split_once("$0").map(|(before, _)| before.chars().count());
        match line.split_once("$0") {
            Some((before, after)) => {
                cursor = Some(text.len() + before.len());
                text.push_str(before);
                text.push_str(after);
            }
            None => text.push_str(line),
        }
    }
    expected.sort_unstable_by_key(|&(start, ..)| start);
    Marked { text, cursor, expected }
}

fn find(text: &str, at: usize) -> Option<Found> {
    FileIndex::of(&Rope::from(text)).find_at(at, &CancelToken::never()).unwrap()
}

/// What is lit, drawn like the expectation.
fn draw(text: &str, ranges: &[Mark]) -> String {
    let mut drawn = String::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        drawn.push_str(line);
        for &(start, end, kind, certainty) in
            ranges.iter().filter(|(start, ..)| (at..at + line.len()).contains(start))
        {
            let column = text[at..start].chars().count();
            let carets = text[start..end].chars().count();
            let certainty = if certainty == Certainty::Exact { "" } else { certainty.word() };
            let mark = format!("{}{} {} {certainty}", " ".repeat(column), "^".repeat(carets), kind.word());
            writeln!(drawn, "{}", mark.trim_end()).unwrap();
        }
        at += line.len();
    }
    drawn
}

/// Checks that exactly the marked places are lit, asked from the cursor and from both edges of each of them.
#[track_caller]
fn check(marked: &str) {
    check_text(read(marked));
}

/// The same for a text whose lines end otherwise.
#[track_caller]
fn check_with_line_ends(line_end: &str, marked: &str) {
    let Marked { text, cursor, expected } = read(marked);
    let moved = |at: usize| text[..at].replace('\n', line_end).len();
    let cursor = cursor.map(moved);
    let expected = expected
        .iter()
        .map(|&(start, end, kind, certainty)| (moved(start), moved(end), kind, certainty))
        .collect();
    check_text(Marked { text: text.replace('\n', line_end), cursor, expected });
}

/// The same for a text whose last line has no end.
#[track_caller]
fn check_without_last_line_end(marked: &str) {
    let mut marked = read(marked);
    assert_eq!(marked.text.pop(), Some('\n'));
    check_text(marked);
}

#[track_caller]
fn check_text(Marked { text, cursor, expected }: Marked) {
    let cursor = cursor.expect("a test needs a cursor, $0");
    let mut askers = vec![cursor];
    // What is only possible is a target of its own.
    let meant = expected.iter().filter(|(.., certainty)| *certainty != Certainty::Possible);
    askers.extend(meant.flat_map(|&(start, end, ..)| [start, end]));
    for at in askers {
        let found = find(&text, at);
        let lit: Vec<_> = found
            .iter()
            .flat_map(|found| &found.occurrences)
            .map(|occurrence| {
                let range = &occurrence.range;
                (range.start, range.end, occurrence.kind, occurrence.certainty)
            })
            .collect();
        assert_eq!(draw(&text, &lit), draw(&text, &expected), "asked at byte {at}");
    }
}

/// Checks that no name is at the cursor.
#[track_caller]
fn check_dark(marked: &str) {
    let Marked { text, cursor, .. } = read(marked);
    let cursor = cursor.expect("a test needs a cursor, $0");
    assert_eq!(find(&text, cursor), None);
}

/// Checks what the status bar calls the name at the cursor.
#[track_caller]
fn check_words(marked: &str, words: &str) {
    let Marked { text, cursor, .. } = read(marked);
    let found = find(&text, cursor.expect("a test needs a cursor, $0")).expect("a name at the cursor");
    assert_eq!(found.target.scope, words);
}
