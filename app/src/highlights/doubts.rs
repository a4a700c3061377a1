//! What an edit may have made untrue that nobody has asked the engine about yet.
//!
//! Invariant: what is carried over an edit and is in doubt isn't shown until the engine has answered. What no look at the
//! edit alone can tell, such as a new assignment that makes a name another scope's, is right with the answer.

use std::ops::Range;

use crop::Rope;
use namelight_engine::occurrences::{Kind, Occurrence};
use namelight_engine::text::Patch;

use crate::document::lines;

/// Whether what is left of the lit places after an edit may be more than one name: where several were changed at once, as
/// by several cursors and their undo, or where a declaration was, which ties a name to another scope's.
pub(super) fn may_be_split(dropped: &[Occurrence]) -> bool {
    dropped.len() > 1 || dropped.iter().any(|one| one.kind == Kind::Declaration)
}

/// The longest insertion that is looked through for quotes, in bytes: a person types less at once.
const TYPED: usize = 256;

/// A line of more bytes isn't looked through in a frame.
const LONG: usize = 4096;

/// What may be code no more, and the names that touch its start, where quotes or comments were typed: the rest of the
/// line, or of the text where a string of several lines may begin or end. An `f` before a quote is no name.
pub(super) fn code_in_doubt(patch: &Patch, text: &Rope) -> Option<Range<usize>> {
    let is_one = |byte: &u8| matches!(byte, b'"' | b'\'' | b'#');
    let mut doubt: Option<Range<usize>> = None;
    for new in patch.replacements().iter().map(|change| change.new.clone()).filter(|new| new.len() <= TYPED) {
        if !text.byte_slice(new.clone()).bytes().any(|byte| is_one(&byte)) {
            continue;
        }
        let end = if goes_on(text, &new) { text.byte_len() } else { end_of_line(text, new.end) };
        let start = doubt.as_ref().map_or(new.start, |known| known.start.min(new.start));
        doubt = Some(start..doubt.map_or(end, |known| known.end.max(end)));
    }
    doubt
}

fn end_of_line(text: &Rope, at: usize) -> usize {
    lines::start(text, lines::of_offset(text, at) + 1)
}

/// Whether the lines of a range may hold a quote of a string of several lines: three in a row, or a line that goes on.
fn goes_on(text: &Rope, range: &Range<usize>) -> bool {
    let start = lines::start(text, lines::of_offset(text, range.start));
    let end = end_of_line(text, range.end);
    if end - start > LONG {
        return true;
    }
    let line = text.byte_slice(start..end).to_string();
    line.contains("\"\"\"") || line.contains("'''") || line.contains('\\')
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::super::desk::Desk;

    /// Pins the name at the start of `text` and types `new` at `$0`. `still` is the text of then, with what is lit of the
    /// pin in brackets while the engine hasn't answered yet.
    fn check(text: &str, new: &str, still: &str) {
        let at = text.find("$0").unwrap();
        let mut desk = Desk::new(&text.replace("$0", ""));
        desk.hear();
        desk.light.toggle_pin().unwrap();
        desk.replace(at..at, new);
        let mut seen = desk.text.to_string();
        let (_, pin) = desk.light.pins().iter().next().unwrap();
        for place in pin.lit().iter().rev() {
            seen.insert(place.range.end, ']');
            seen.insert(place.range.start, '[');
        }
        assert_eq!(seen, still, "{new:?} typed in {text:?}");
    }

    #[test]
    fn a_comment_puts_pins_out_to_the_end_of_its_line() {
        check("ab = 1\n(ab, $0ab, ab)\nab\n", "# ", "[ab] = 1\n([ab], # ab, ab)\n[ab]\n");
    }

    #[test]
    fn a_quote_puts_pins_out_to_the_end_of_its_line_and_the_name_before_it() {
        check("ab = 1\nab$0 + ab\nab\n", "'", "[ab] = 1\nab' + ab\n[ab]\n");
        check("ab = 1\nab + $0ab\nab\n", "\"", "[ab] = 1\n[ab] + \"ab\n[ab]\n");
    }

    #[test]
    fn the_third_quote_puts_pins_out_to_the_end_of_the_text() {
        check("ab = 1\n''$0ab\nab\n", "'", "[ab] = 1\n'''ab\nab\n");
    }

    #[test]
    fn a_line_with_a_long_string_or_one_that_goes_on_puts_pins_out_to_the_end_of_the_text() {
        check("ab = 1\n$0 '''ab\nab'''\n", "#", "[ab] = 1\n# '''ab\nab'''\n");
        check("ab = 1\nab + $0 \\\nab\n", "'", "[ab] = 1\n[ab] + ' \\\nab\n");
    }

    #[test]
    fn anything_else_leaves_pins_alone() {
        check("ab = 1\nab + $0ab\nab\n", "1 + ", "[ab] = 1\n[ab] + 1 + [ab]\n[ab]\n");
    }
}
