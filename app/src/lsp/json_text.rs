//! From a JSON string, as it stands in a message, to a rope, without a copy of the whole between.
//!
//! Half of a surrogate pair alone, which editors written in JavaScript can send, becomes one replacement
//! character: that, too, is one unit of UTF-16, so all other places stay.

use std::borrow::Cow;

use crop::{Rope, RopeBuilder};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

/// Bytes that go to the rope at once: a line end in JSON is a piece of its own.
const BUFFER: usize = 16 * 1024;

/// A text of any size. In a message it is a JSON string.
#[derive(Debug, Default)]
pub(super) struct RopeText(pub(super) Rope);

impl<'de> Deserialize<'de> for RopeText {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let raw = <&RawValue>::deserialize(from)?.get();
        let Some(written) = raw.strip_prefix('"').and_then(|raw| raw.strip_suffix('"')) else {
            return Err(serde::de::Error::custom("a string was expected"));
        };
        let mut builder = RopeBuilder::new();
        let mut buffer = String::with_capacity(2 * BUFFER);
        for piece in Pieces(written) {
            buffer.push_str(&piece);
            if buffer.len() >= BUFFER {
                builder.append(&buffer);
                buffer.clear();
            }
        }
        builder.append(&buffer);
        Ok(Self(builder.build()))
    }
}

/// The pieces of what is written between the quotes of a JSON string.
struct Pieces<'a>(&'a str);

impl<'a> Iterator for Pieces<'a> {
    type Item = Cow<'a, str>;

    fn next(&mut self) -> Option<Self::Item> {
        let Some(rest) = self.0.strip_prefix('\\') else {
            let end = memchr::memchr(b'\\', self.0.as_bytes()).unwrap_or(self.0.len());
            let (piece, rest) = self.0.split_at(end);
            self.0 = rest;
            return (!piece.is_empty()).then_some(Cow::Borrowed(piece));
        };
        let mut letters = rest.chars();
        let letter = letters.next()?;
        self.0 = letters.as_str();
        Some(match letter {
            'n' => Cow::Borrowed("\n"),
            't' => Cow::Borrowed("\t"),
            'r' => Cow::Borrowed("\r"),
            'b' => Cow::Borrowed("\u{8}"),
            'f' => Cow::Borrowed("\u{c}"),
            'u' => Cow::Owned(self.unicode().to_string()),
            // A quote, a slash, a backslash: JSON has no others.
            _ => rest.get(..letter.len_utf8()).map_or(Cow::Borrowed(""), Cow::Borrowed),
        })
    }
}

impl Pieces<'_> {
    /// Four digits, and four more where they are the first half of a pair.
    fn unicode(&mut self) -> char {
        let Some(first) = self.digits() else { return char::REPLACEMENT_CHARACTER };
        let mut units = vec![first];
        if (0xd800..0xdc00).contains(&first) {
            let mut ahead = Pieces(self.0.strip_prefix("\\u").unwrap_or_default());
            if let Some(second) = ahead.digits().filter(|second| (0xdc00..0xe000).contains(second)) {
                units.push(second);
                self.0 = ahead.0;
            }
        }
        let decoded = char::decode_utf16(units).next();
        decoded.and_then(Result::ok).unwrap_or(char::REPLACEMENT_CHARACTER)
    }

    fn digits(&mut self) -> Option<u16> {
        let (digits, rest) = self.0.split_at_checked(4)?;
        self.0 = rest;
        u16::from_str_radix(digits, 16).ok()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use proptest::prelude::*;

    use super::*;

    fn read(json: &str) -> Result<String, serde_json::Error> {
        serde_json::from_str::<RopeText>(json).map(|text| text.0.to_string())
    }

    #[test]
    fn all_escapes() {
        let json = r#""a\n\t\r\b\f\"\/\\é\u00e9\ud83e\udd80\\n""#;
        assert_eq!(read(json).unwrap(), "a\n\t\r\u{8}\u{c}\"/\\éé🦀\\n");
        assert_eq!(read("\"\"").unwrap(), "");
    }

    #[test]
    fn half_pairs_become_one_character_each() {
        assert_eq!(read(r#""a\ud83eb""#).unwrap(), "a\u{fffd}b");
        assert_eq!(read(r#""\udd80\ud83e\n""#).unwrap(), "\u{fffd}\u{fffd}\n");
        assert_eq!(read(r#""\ud83e\ud83e\udd80""#).unwrap(), "\u{fffd}🦀");
    }

    #[test]
    fn only_strings_are_texts() {
        for json in ["1", "null", "[\"a\"]", "{}", "\"a", "\"\\x\"", "\"\\u12\""] {
            assert!(read(json).is_err(), "{json}");
        }
    }

    proptest! {
        #[test]
        fn says_what_a_json_library_says(text in "([a-c\\\\\"/\n\r\t]|🦀|\u{1}|é){0,200}") {
            prop_assert_eq!(read(&serde_json::to_string(&text).unwrap()).unwrap(), text);
        }
    }
}
