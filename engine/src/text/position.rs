//! Bytes, lines and columns, and UTF-16, over a rope.
//!
//! Nothing here panics: what is out of range goes to the nearest place that exists, and what lies
//! inside a character or between the two bytes of a CRLF goes to its start. Lines end with LF or
//! CRLF; a text that ends with a line end has an empty line behind it.

use std::ops::Range;

use crop::Rope;

use super::Bias;

/// A place as people count, but from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Position {
    /// Line, from 0.
    pub line: usize,
    /// Characters (Unicode scalar values) before it in the line.
    pub column: usize,
}

/// A place as the language server protocol counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Utf16Position {
    /// Line, from 0.
    pub line: usize,
    /// UTF-16 code units before it in the line.
    pub column: usize,
}

/// How many lines the text has; one at least.
#[must_use]
pub fn line_count(text: &Rope) -> usize {
    text.line_of_byte(text.byte_len()) + 1
}

/// The bytes of a line without its line end; the end of the text for a line that doesn't exist.
#[must_use]
pub fn line_range(text: &Rope, line: usize) -> Range<usize> {
    let len = text.byte_len();
    if line >= line_count(text) {
        return len..len;
    }
    let start = text.byte_of_line(line);
    if line + 1 == line_count(text) {
        return start..len;
    }
    let line_feed = text.byte_of_line(line + 1) - 1;
    let ends_with_crlf = line_feed > start && text.byte(line_feed - 1) == b'\r';
    start..line_feed - usize::from(ends_with_crlf)
}

/// The nearest place at or before (left) or at or behind (right) `byte` that is neither inside a
/// character nor inside a CRLF nor behind the end of the text.
#[must_use]
pub fn snap(text: &Rope, byte: usize, bias: Bias) -> usize {
    let len = text.byte_len();
    let is_place = |byte: usize| {
        let splits_crlf = byte > 0 && byte < len && text.byte(byte) == b'\n' && text.byte(byte - 1) == b'\r';
        !splits_crlf && text.is_char_boundary(byte)
    };
    let mut byte = byte.min(len);
    // Both ends of the text are places, and a character has four bytes at most.
    while !is_place(byte) {
        match bias {
            Bias::Left => byte -= 1,
            Bias::Right => byte += 1,
        }
    }
    byte
}

/// Line and column of a byte offset.
#[must_use]
pub fn position_of(text: &Rope, byte: usize) -> Position {
    let byte = snap(text, byte, Bias::Left);
    let line = text.line_of_byte(byte);
    Position { line, column: chars_in(text, text.byte_of_line(line)..byte) }
}

/// Byte offset of a line and column; a column behind the line's end is its end.
#[must_use]
pub fn byte_of(text: &Rope, position: Position) -> usize {
    let line = line_range(text, position.line);
    let mut left = position.column;
    let mut byte = line.start;
    for chunk in text.byte_slice(line.clone()).chunks() {
        let chars = chars_of(chunk.as_bytes());
        if chars > left {
            return byte + chunk.char_indices().nth(left).map_or(chunk.len(), |(offset, _)| offset);
        }
        left -= chars;
        byte += chunk.len();
    }
    byte
}

/// UTF-16 code units before a byte offset.
#[must_use]
pub fn utf16_of(text: &Rope, byte: usize) -> usize {
    text.utf16_code_unit_of_byte(snap(text, byte, Bias::Left))
}

/// Byte offset of a number of UTF-16 code units; one between the two of a pair is its start.
#[must_use]
pub fn byte_of_utf16(text: &Rope, units: usize) -> usize {
    // crop goes to the start of a pair itself.
    snap(text, text.byte_of_utf16_code_unit(units.min(text.utf16_len())), Bias::Left)
}

/// Line and UTF-16 column of a byte offset.
#[must_use]
pub fn utf16_position_of(text: &Rope, byte: usize) -> Utf16Position {
    let byte = snap(text, byte, Bias::Left);
    let line = text.line_of_byte(byte);
    let start = text.byte_of_line(line);
    Utf16Position { line, column: text.utf16_code_unit_of_byte(byte) - text.utf16_code_unit_of_byte(start) }
}

/// Byte offset of a line and UTF-16 column; a column behind the line's end is its end.
#[must_use]
pub fn byte_of_utf16_position(text: &Rope, position: Utf16Position) -> usize {
    let line = line_range(text, position.line);
    let units = text.utf16_code_unit_of_byte(line.start).saturating_add(position.column);
    byte_of_utf16(text, units).min(line.end)
}

/// Characters in a range that cuts none.
fn chars_in(text: &Rope, range: Range<usize>) -> usize {
    text.byte_slice(range).chunks().map(|chunk| chars_of(chunk.as_bytes())).sum()
}

/// Every character has one byte that isn't a continuation byte (`0b10xx_xxxx`). Counting those is
/// some gigabytes a second, which a line of 10 MB needs.
fn chars_of(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0b1100_0000 != 0b1000_0000).count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Line 0: `a🦀é` CRLF, line 1: empty LF, line 2: `名` LF, line 3: empty.
    const MIXED: &str = "a🦀é\r\n\n名\n";

    #[test]
    fn columns_count_characters() {
        let text = Rope::from(MIXED);
        let rows = [
            (0, (0, 0)),
            (1, (0, 1)),
            (5, (0, 2)),
            (7, (0, 3)),
            (9, (1, 0)),
            (10, (2, 0)),
            (13, (2, 1)),
            (14, (3, 0)),
        ];
        for (byte, (line, column)) in rows {
            assert_eq!(position_of(&text, byte), Position { line, column }, "byte {byte}");
            assert_eq!(byte_of(&text, Position { line, column }), byte, "{line}:{column}");
        }
    }

    #[test]
    fn language_server_columns_count_utf16() {
        let text = Rope::from(MIXED);
        for (byte, (line, column)) in
            [(0, (0, 0)), (1, (0, 1)), (5, (0, 3)), (7, (0, 4)), (9, (1, 0)), (13, (2, 1))]
        {
            assert_eq!(utf16_position_of(&text, byte), Utf16Position { line, column }, "byte {byte}");
            assert_eq!(
                byte_of_utf16_position(&text, Utf16Position { line, column }),
                byte,
                "{line}:{column}"
            );
        }
        assert_eq!(byte_of_utf16_position(&text, Utf16Position { line: 0, column: 2 }), 1, "inside the pair");
        assert_eq!(byte_of_utf16(&text, 2), 1, "inside the pair");
    }

    #[test]
    fn fault_23_what_lies_inside_a_character_or_a_crlf_snaps() {
        let text = Rope::from(MIXED);
        for inside in 2..5 {
            assert_eq!(snap(&text, inside, Bias::Left), 1);
            assert_eq!(snap(&text, inside, Bias::Right), 5);
        }
        assert_eq!(snap(&text, 8, Bias::Left), 7, "between CR and LF");
        assert_eq!(snap(&text, 8, Bias::Right), 9, "between CR and LF");
        assert_eq!(snap(&text, 500, Bias::Right), 14);
        assert_eq!(position_of(&text, 8), Position { line: 0, column: 3 });
    }

    #[test]
    fn what_is_out_of_range_goes_to_the_nearest_place() {
        let text = Rope::from(MIXED);
        let far = usize::MAX;
        assert_eq!(byte_of(&text, Position { line: 0, column: far }), 7, "the line's end, before its CRLF");
        assert_eq!(byte_of(&text, Position { line: 1, column: 1 }), 9);
        assert_eq!(byte_of(&text, Position { line: far, column: far }), 14);
        assert_eq!(byte_of_utf16_position(&text, Utf16Position { line: 0, column: far }), 7);
        assert_eq!(byte_of_utf16(&text, far), 14);
        assert_eq!(position_of(&text, far), Position { line: 3, column: 0 });
    }

    #[test]
    fn lines_without_their_ends() {
        let text = Rope::from(MIXED);
        let lines: Vec<_> = (0..line_count(&text) + 1).map(|line| line_range(&text, line)).collect();
        assert_eq!(lines, [0..7, 9..9, 10..13, 14..14, 14..14]);
        assert_eq!(line_count(&Rope::new()), 1);
        assert_eq!(line_range(&Rope::new(), 0), 0..0);
        assert_eq!(line_range(&Rope::from("\r\n"), 0), 0..0);
    }

    proptest! {
        #[test]
        fn every_place_of_any_text_goes_there_and_back(source in "([a-z]|[\\r\\n]|🦀|é|名|\\t){0,400}", beyond in 0_usize..3) {
            let text = Rope::from(source.as_str());
            for byte in 0..=source.len() + beyond {
                let place = snap(&text, byte, Bias::Left);
                prop_assert!(source.is_char_boundary(place) && place <= byte);
                prop_assert!(snap(&text, byte, Bias::Right) >= byte.min(source.len()));

                let before = &source[..place];
                let line_start = before.rfind('\n').map_or(0, |at| at + 1);
                let position = position_of(&text, byte);
                prop_assert_eq!(position.line, before.matches('\n').count());
                prop_assert_eq!(position.column, before[line_start..].chars().count());
                prop_assert_eq!(byte_of(&text, position), place);

                prop_assert_eq!(utf16_of(&text, byte), before.encode_utf16().count());
                prop_assert_eq!(byte_of_utf16(&text, utf16_of(&text, byte)), place);
                prop_assert_eq!(byte_of_utf16_position(&text, utf16_position_of(&text, byte)), place);
            }
            for units in 0..=text.utf16_len() + beyond {
                let byte = byte_of_utf16(&text, units);
                prop_assert!(utf16_of(&text, byte) <= units);
                prop_assert!(utf16_of(&text, byte) + 2 >= units.min(text.utf16_len()));
            }
        }
    }
}
