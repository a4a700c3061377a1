#![allow(clippy::unwrap_used, clippy::expect_used)]
//! Split examples, and the properties that every sequence has.

mod broken;
mod guard;
mod legal;
mod properties;

use crop::Rope;

use super::sequence::Segments;
use super::{Flags, window::Window};
use crate::worker::CancelToken;

/// Splits a text from scratch.
fn split(text: &str) -> Segments<()> {
    let rope = Rope::from(text);
    let mut segments = Segments::new();
    segments.advance(&rope, &CancelToken::never()).unwrap();
    assert!(segments.is_complete());
    segments.assert_invariants(&rope);
    segments
}

/// Checks a split; a line `|` stands where each segment but the first starts. It is also checked with
/// the two other line ends, and paused after every few bytes.
#[track_caller]
fn check(marked: &str) {
    for line_end in ["\n", "\r\n", "\r"] {
        let parts: Vec<String> = marked.split("|\n").map(|part| part.replace('\n', line_end)).collect();
        let text = parts.concat();
        let segments = split(&text);
        let found: Vec<&str> = segments.iter().map(|(range, ())| &text[range]).collect();
        assert_eq!(found, parts, "with line end {line_end:?}");

        let rope = Rope::from(text.as_str());
        let mut paused = Segments::<()>::new();
        while !paused.is_complete() {
            paused.advance_by(&rope, &mut Window::new(), 3);
            paused.assert_invariants(&rope);
        }
        assert_eq!(bounds(&paused), bounds(&segments));
    }
}

/// Where the segments end, and their flags.
fn bounds<T: Default>(segments: &Segments<T>) -> Vec<(usize, Flags)> {
    (0..segments.len()).map(|index| (segments.range(index).end, segments.flags(index))).collect()
}
