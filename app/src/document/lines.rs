//! Lines as an editor counts them.
//!
//! A line ends at `\n` or `\r\n`, and the text after the last break is a line too, even an empty one:
//! a text has one line more than breaks. (crop's own `line_len` leaves that last one out.) All lines
//! count from 0, all offsets are bytes; what lies outside the text is clamped to it.

use crop::Rope;

use super::graphemes;

/// How many lines there are; at least one.
#[must_use]
pub fn count(text: &Rope) -> usize {
    text.line_of_byte(text.byte_len()) + 1
}

/// The line that `offset` is on.
#[must_use]
pub fn of_offset(text: &Rope, offset: usize) -> usize {
    // crop refuses an offset within a character.
    text.line_of_byte(graphemes::floor_char(text, offset))
}

/// Where a line starts; a line past the last one starts at the end of the text.
#[must_use]
pub fn start(text: &Rope, line: usize) -> usize {
    if line <= text.line_len() { text.byte_of_line(line) } else { text.byte_len() }
}

/// Where a line's text ends, before its line break.
#[must_use]
pub fn end(text: &Rope, line: usize) -> usize {
    let (start, next) = (start(text, line), start(text, line.saturating_add(1)));
    if next == start || text.byte(next - 1) != b'\n' {
        return next;
    }
    let before_feed = next - 1;
    if before_feed > start && text.byte(before_feed - 1) == b'\r' { before_feed - 1 } else { before_feed }
}

/// Where a line ends, its line break included.
#[must_use]
pub fn end_with_break(text: &Rope, line: usize) -> usize {
    start(text, line.saturating_add(1))
}

/// Where the white space (spaces, tabs, form feeds) that a line begins with ends.
#[must_use]
pub fn indentation_end(text: &Rope, line: usize) -> usize {
    let start = start(text, line);
    let blanks = text
        .byte_slice(start..end(text, line))
        .bytes()
        .take_while(|byte| matches!(byte, b' ' | b'\t' | b'\x0c'))
        .count();
    start + blanks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_after_the_last_break_is_a_line() {
        for (string, lines) in [("", 1), ("a", 1), ("a\n", 2), ("\n\n", 3), ("a\r\nb", 2), ("a\rb", 1)] {
            assert_eq!(count(&Rope::from(string)), lines, "{string:?}");
        }
    }

    #[test]
    fn a_line_ends_before_its_break() {
        let text = Rope::from("ab\r\n\ncd\n");
        let found: Vec<_> = (0..6).map(|line| (start(&text, line), end(&text, line))).collect();
        assert_eq!(found, [(0, 2), (4, 4), (5, 7), (8, 8), (8, 8), (8, 8)]);
        assert_eq!(of_offset(&text, 100), 3);
    }

    #[test]
    fn a_carriage_return_alone_in_the_line_before_stays_there() {
        let text = Rope::from("\r\n\n");
        assert_eq!((end(&text, 0), end(&text, 1)), (0, 2));
    }
}
