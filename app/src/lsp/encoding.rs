//! Places as the protocol counts them, in the units that the client asked for.
//!
//! Nothing here panics: what is out of range goes to the nearest place that exists, and what lies inside a
//! character goes to its start.

use lsp_types::{Position, PositionEncodingKind};
use namelight_engine::text::{Bias, byte_of_utf16, snap, utf16_of};

use super::text::Text;

/// What a column counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Encoding {
    /// Bytes.
    Utf8,
    /// UTF-16 code units: what the protocol assumes where nothing is said.
    #[default]
    Utf16,
    /// Unicode scalar values.
    Utf32,
}

impl Encoding {
    /// The cheapest one of those that a client offers.
    pub(super) fn best_of(offered: &[PositionEncodingKind]) -> Self {
        let has = |kind| offered.contains(&kind);
        match () {
            () if has(PositionEncodingKind::UTF8) => Self::Utf8,
            () if has(PositionEncodingKind::UTF32) => Self::Utf32,
            () => Self::Utf16,
        }
    }

    /// As the protocol names it.
    pub(super) fn kind(self) -> PositionEncodingKind {
        match self {
            Self::Utf8 => PositionEncodingKind::UTF8,
            Self::Utf16 => PositionEncodingKind::UTF16,
            Self::Utf32 => PositionEncodingKind::UTF32,
        }
    }

    /// How many units a piece of text has that cuts no character.
    pub(super) fn units(self, bytes: &[u8]) -> usize {
        // Every character has one byte that continues none; those with four bytes are two units of UTF-16.
        let characters = || bytes.iter().filter(|byte| **byte & 0b1100_0000 != 0b1000_0000).count();
        match self {
            Self::Utf8 => bytes.len(),
            Self::Utf16 => characters() + bytes.iter().filter(|byte| **byte >= 0b1111_0000).count(),
            Self::Utf32 => characters(),
        }
    }

    /// The byte at a place.
    pub(super) fn byte_of(self, text: &Text, position: Position) -> usize {
        let rope = text.rope();
        let line = text.line_range(usize_of(position.line));
        let column = usize_of(position.character);
        match self {
            Self::Utf8 => snap(rope, (line.start + column).min(line.end), Bias::Left),
            Self::Utf16 => byte_of_utf16(rope, utf16_of(rope, line.start) + column).min(line.end),
            Self::Utf32 => {
                let mut left = column;
                let mut byte = line.start;
                for chunk in rope.byte_slice(line).chunks() {
                    let units = self.units(chunk.as_bytes());
                    if units > left {
                        return byte + chunk.char_indices().nth(left).map_or(0, |(offset, _)| offset);
                    }
                    left -= units;
                    byte += chunk.len();
                }
                byte
            }
        }
    }

    /// The place of a byte. For many of them there is [`super::ruler::Ruler`].
    pub(super) fn position_of(self, text: &Text, byte: usize) -> Position {
        let rope = text.rope();
        let byte = snap(rope, byte, Bias::Left);
        let line = text.line_of(byte);
        let start = text.line_start(line);
        let column = match self {
            Self::Utf8 => byte - start,
            Self::Utf16 => utf16_of(rope, byte) - utf16_of(rope, start),
            Self::Utf32 => {
                rope.byte_slice(start..byte).chunks().map(|chunk| self.units(chunk.as_bytes())).sum()
            }
        };
        position(line, column)
    }
}

/// A place from counts; what doesn't fit is the largest that does.
pub(super) fn position(line: usize, column: usize) -> Position {
    let fit = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    Position { line: fit(line), character: fit(column) }
}

fn usize_of(count: u32) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use crop::Rope;
    use proptest::prelude::*;

    use super::*;

    pub(crate) const ALL: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

    fn text(source: &str) -> Text {
        Text::from(Rope::from(source))
    }

    #[test]
    fn columns_behind_characters_beyond_the_basic_plane() {
        let text = text("a🦀é = b\r\n🦀x");
        for (encoding, columns) in ALL.into_iter().zip([7, 4, 3]) {
            assert_eq!(encoding.position_of(&text, 7), position(0, columns));
            assert_eq!(encoding.byte_of(&text, position(0, columns)), 7);
        }
        assert_eq!(Encoding::Utf16.byte_of(&text, position(0, 2)), 1, "inside the pair");
        assert_eq!(Encoding::Utf8.byte_of(&text, position(0, 3)), 1, "inside the character");
        assert_eq!(Encoding::Utf16.byte_of(&text, position(1, 2)), 17);
    }

    #[test]
    fn what_is_out_of_range_goes_to_the_nearest_place() {
        let text = text("ab\r\nc\rd\n");
        for encoding in ALL {
            assert_eq!(encoding.byte_of(&text, position(0, usize::MAX)), 2, "before the line end");
            assert_eq!(encoding.byte_of(&text, position(1, 9)), 5);
            assert_eq!(encoding.byte_of(&text, position(2, 9)), 7);
            assert_eq!(encoding.byte_of(&text, position(3, 9)), 8);
            assert_eq!(encoding.byte_of(&text, position(usize::MAX, 0)), 8);
            assert_eq!(encoding.position_of(&text, usize::MAX), position(3, 0));
        }
    }

    #[test]
    fn bytes_are_preferred() {
        let [utf8, utf16, utf32] = ALL.map(Encoding::kind);
        assert_eq!(Encoding::best_of(&[]), Encoding::Utf16);
        assert_eq!(Encoding::best_of(&[utf16.clone(), utf32.clone()]), Encoding::Utf32);
        assert_eq!(Encoding::best_of(&[utf16, utf32, utf8]), Encoding::Utf8);
        assert_eq!(Encoding::best_of(&[PositionEncodingKind::new("utf-7")]), Encoding::Utf16);
    }

    proptest! {
        #[test]
        fn every_place_of_any_text_goes_there_and_back(source in "([a-c]|[\r\n]|🦀|é|名){0,120}") {
            let text = text(&source);
            for encoding in ALL {
                for byte in 0..=source.len() {
                    let place = snap(text.rope(), byte, Bias::Left);
                    let position = encoding.position_of(&text, byte);
                    prop_assert_eq!(encoding.byte_of(&text, position), place, "{:?} {}", encoding, byte);
                    let start = text.line_start(text.line_of(place));
                    let before = &source[start..place];
                    let expected = match encoding {
                        Encoding::Utf8 => before.len(),
                        Encoding::Utf16 => before.encode_utf16().count(),
                        Encoding::Utf32 => before.chars().count(),
                    };
                    prop_assert_eq!(position.character as usize, expected);
                }
            }
        }
    }
}
