//! Texts with marks in them, as the tests of what is lit write them.
//!
//! `$0` is the cursor; `^^^ write` under a line says that what stands above the carets is lit and what it
//! does there, `^^^ read likely` how sure that is where it isn't exact, `^^^ read: why` what the reason is. Carets stand under the line as it is shown, `$0`
//! included.

use std::fmt::Write as _;

use crop::Rope;
use namelight_engine::occurrences::{Certainty, FileIndex, Found, Kind};
use namelight_engine::worker::CancelToken;

const KINDS: [Kind; 6] =
    [Kind::Definition, Kind::Write, Kind::Update, Kind::Read, Kind::Delete, Kind::Declaration];

const CERTAINTIES: [Certainty; 4] =
    [Certainty::Exact, Certainty::Likely, Certainty::Possible, Certainty::Mention];

/// A place that must be lit, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) kind: Kind,
    pub(crate) certainty: Certainty,
    /// Why, where the test cares.
    pub(crate) why: Option<String>,
}

/// A text without its marks.
pub(crate) struct Marked {
    pub(crate) text: String,
    pub(crate) cursor: Option<usize>,
    /// Sorted by position.
    pub(crate) marks: Vec<Mark>,
}

/// Takes the marks out of the text.
pub(crate) fn read(marked: &str) -> Marked {
    let marked = marked.strip_prefix('\n').unwrap_or(marked);
    let mut text = String::new();
    let mut cursor = None;
    let mut marks = Vec::new();
    let mut line_start = 0;
    let mut cursor_column = None;
    for line in marked.split_inclusive('\n') {
        let trimmed = line.trim();
        if trimmed.starts_with('^') {
            let carets = trimmed.chars().take_while(|&c| c == '^').count();
            let words = trimmed.trim_start_matches('^').trim();
            let (words, why) =
                words.split_once(": ").map_or((words, None), |(words, why)| (words, Some(why)));
            let mut words = words.split_whitespace();
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
                line_start + above.char_indices().nth(column).map_or(above.len(), |(at, _)| at)
            };
            let (start, end) = (offset(column), offset(column + carets));
            marks.push(Mark { start, end, kind, certainty, why: why.map(str::to_owned) });
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
    marks.sort_unstable_by_key(|mark| mark.start);
    Marked { text, cursor, marks }
}

/// What is at byte `at` of `text`.
pub(crate) fn find(text: &str, at: usize) -> Option<Found> {
    FileIndex::of(&Rope::from(text)).find_at(at, &CancelToken::never()).unwrap()
}

/// What is lit, drawn like the expectation.
pub(crate) fn draw(text: &str, marks: &[Mark]) -> String {
    let mut drawn = String::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        drawn.push_str(line);
        if !line.ends_with('\n') {
            drawn.push('\n');
        }
        for mark in marks.iter().filter(|mark| (at..at + line.len()).contains(&mark.start)) {
            let column = text[at..mark.start].chars().count();
            let carets = text[mark.start..mark.end].chars().count();
            write!(drawn, "{}{} {}", " ".repeat(column), "^".repeat(carets), mark.kind.word()).unwrap();
            if mark.certainty != Certainty::Exact {
                write!(drawn, " {}", mark.certainty.word()).unwrap();
            }
            if let Some(why) = &mark.why {
                write!(drawn, ": {why}").unwrap();
            }
            drawn.push('\n');
        }
        at += line.len();
    }
    drawn
}

/// What was found, as marks; reasons only where `wanted` has them at the same place.
pub(crate) fn lit(found: Option<&Found>, wanted: &[Mark]) -> Vec<Mark> {
    let occurrences = found.iter().flat_map(|found| found.occurrences.iter());
    let mark = occurrences.map(|occurrence| {
        let (start, end) = (occurrence.range.start, occurrence.range.end);
        let has_why = wanted.iter().any(|mark| mark.start == start && mark.why.is_some());
        let why = has_why.then(|| occurrence.why.to_string());
        Mark { start, end, kind: occurrence.kind, certainty: occurrence.certainty, why }
    });
    mark.collect()
}
