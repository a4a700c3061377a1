//! From a JSON string, as it stands in a message, to a rope, without a copy of the whole between, and as it comes.
//!
//! Half of a surrogate pair alone, which editors written in JavaScript can send, becomes one replacement
//! character: that, too, is one unit of UTF-16, so all other places stay.

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
        let mut text = TextReader::default();
        match raw.strip_prefix('"').map(|written| text.read(written.as_bytes())) {
            Some(Ok(Progress::Ended { .. })) => Ok(Self(text.finish())),
            _ => Err(serde::de::Error::custom("a string was expected")),
        }
    }
}

/// What is between the quotes is no JSON string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NoString;

/// How far a string was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Progress {
    /// All of it is text, but for what may be the beginning of an escape: that is to be given again, with what follows.
    More { used: usize },
    /// The last of so many bytes is the quote at its end.
    Ended { used: usize },
}

/// Reads a JSON string part by part, behind its first quote.
#[derive(Default)]
pub(super) struct TextReader {
    rope: RopeBuilder,
    /// What is still to go to the rope; it may end within a character.
    buffer: Vec<u8>,
}

/// One escape and what it stands for, or more bytes are needed to tell.
enum Escape {
    Byte(u8),
    Character { letter: char, len: usize },
    Incomplete,
}

impl TextReader {
    /// Reads on.
    ///
    /// # Errors
    /// [`NoString`] where it isn't one; there is nothing to be read any more then.
    pub(super) fn read(&mut self, bytes: &[u8]) -> Result<Progress, NoString> {
        let mut at = 0;
        let progress = loop {
            let rest = bytes.get(at..).unwrap_or_default();
            let found = memchr::memchr2(b'"', b'\\', rest);
            let (piece, behind) = rest.split_at(found.unwrap_or(rest.len()));
            self.push(piece)?;
            at += piece.len();
            match behind.first() {
                None => break Progress::More { used: at },
                Some(b'"') => {
                    self.flush()?;
                    if !self.buffer.is_empty() {
                        return Err(NoString);
                    }
                    break Progress::Ended { used: at + 1 };
                }
                Some(_) => match escape(behind)? {
                    Escape::Byte(byte) => {
                        self.buffer.push(byte);
                        at += 2;
                    }
                    Escape::Character { letter, len } => {
                        self.buffer.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes());
                        at += len;
                    }
                    Escape::Incomplete => break Progress::More { used: at },
                },
            }
        };
        let (Progress::More { used } | Progress::Ended { used }) = progress;
        // RFC 8259, section 7: these are escaped.
        // All of them are looked at, which compilers make many at a time of; up to the first it would be one by one.
        let has_control = bytes.iter().take(used).fold(false, |has, &byte| has | (byte < b' '));
        if has_control { Err(NoString) } else { Ok(progress) }
    }

    fn push(&mut self, piece: &[u8]) -> Result<(), NoString> {
        let mut rest = piece;
        while self.buffer.len() + rest.len() >= BUFFER {
            let (now, later) = rest.split_at(rest.len().min(BUFFER));
            self.buffer.extend_from_slice(now);
            self.flush()?;
            rest = later;
            if rest.is_empty() {
                return Ok(());
            }
        }
        self.buffer.extend_from_slice(rest);
        Ok(())
    }

    /// Gives the rope what is there, up to a character of which only the beginning is.
    fn flush(&mut self) -> Result<(), NoString> {
        let whole = match std::str::from_utf8(&self.buffer) {
            Ok(text) => text,
            Err(problem) if problem.error_len().is_none() => {
                let whole = self.buffer.get(..problem.valid_up_to()).unwrap_or_default();
                std::str::from_utf8(whole).unwrap_or_default()
            }
            Err(_) => return Err(NoString),
        };
        self.rope.append(whole);
        self.buffer.drain(..whole.len());
        Ok(())
    }

    /// The text that was read.
    pub(super) fn finish(self) -> Rope {
        self.rope.build()
    }
}

/// What stands at a backslash.
fn escape(bytes: &[u8]) -> Result<Escape, NoString> {
    let Some(letter) = bytes.get(1) else { return Ok(Escape::Incomplete) };
    Ok(Escape::Byte(match letter {
        b'n' => b'\n',
        b't' => b'\t',
        b'r' => b'\r',
        b'b' => 8,
        b'f' => 12,
        b'"' | b'/' | b'\\' => *letter,
        b'u' => return unicode(bytes),
        _ => return Err(NoString),
    }))
}

/// Bytes of `\u` and four digits.
const UNIT: usize = 6;

/// Four digits, and four more where they are the first half of a pair.
fn unicode(bytes: &[u8]) -> Result<Escape, NoString> {
    let Some(first) = unit(bytes)? else { return Ok(Escape::Incomplete) };
    let alone = char::from_u32(u32::from(first)).unwrap_or(char::REPLACEMENT_CHARACTER);
    if !(0xd800..0xdc00).contains(&first) {
        return Ok(Escape::Character { letter: alone, len: UNIT });
    }
    let behind = bytes.get(UNIT..).unwrap_or_default();
    let second = match behind {
        [] | [b'\\'] => return Ok(Escape::Incomplete),
        [b'\\', b'u', ..] => match unit(behind)? {
            Some(second) => second,
            None => return Ok(Escape::Incomplete),
        },
        _ => 0,
    };
    Ok(match char::decode_utf16([first, second]).next() {
        Some(Ok(letter)) => Escape::Character { letter, len: 2 * UNIT },
        _ => Escape::Character { letter: alone, len: UNIT },
    })
}

/// The number behind `\u`; none where not all of it is there.
fn unit(bytes: &[u8]) -> Result<Option<u16>, NoString> {
    let digits = bytes.get(2..).unwrap_or_default();
    let digits = digits.get(..4).unwrap_or(digits);
    let mut number = 0;
    for &digit in digits {
        let value = char::from(digit).to_digit(16).ok_or(NoString)?;
        number = number << 4 | u16::try_from(value).unwrap_or_default();
    }
    Ok((digits.len() == 4).then_some(number))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]

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

    /// Reads what stands behind a quote, with a break after so many bytes of it; the text, and what follows it.
    fn read_in_parts(written: &[u8], first: usize) -> Result<(String, Vec<u8>), NoString> {
        let mut reader = TextReader::default();
        let mut end = first.min(written.len());
        let mut at = 0;
        loop {
            match reader.read(&written[at..end])? {
                Progress::Ended { used } => {
                    return Ok((reader.finish().to_string(), written[at + used..].to_vec()));
                }
                Progress::More { used } if end < written.len() => (at, end) = (at + used, written.len()),
                Progress::More { .. } => return Err(NoString),
            }
        }
    }

    #[test]
    fn a_string_that_comes_in_parts() {
        let json = r#"a\nü\"\/\\é\u00e9\ud83e\udd80🦀\ud83e!\ud83e\n\udd80\ud83e\u00e9"}, {"#.as_bytes();
        for first in 0..=json.len() {
            let (text, behind) = read_in_parts(json, first).unwrap();
            assert_eq!(text, "a\nü\"/\\éé🦀🦀\u{fffd}!\u{fffd}\n\u{fffd}\u{fffd}é", "{first}");
            assert_eq!(behind, b"}, {");
        }
    }

    #[test]
    fn what_is_no_string() {
        let bytes: [&[u8]; 9] = [
            b"a\nb\"",
            b"\\x\"",
            b"\\u12\"",
            b"\\ud83e\\u12\"",
            b"\\u+123\"",
            b"\xff\"",
            b"a\xc3\"",
            b"\xc3\\n\"",
            b"no end\\",
        ];
        for json in bytes {
            for first in 0..=json.len() {
                assert_eq!(read_in_parts(json, first), Err(NoString), "{json:?} {first}");
            }
        }
        assert!(read_in_parts(b"a\"\n}", 2).is_ok(), "what stands behind it is none of it");
    }

    #[test]
    fn a_long_string_of_long_characters() {
        let text = "🦀é".repeat(BUFFER);
        let written = format!("{text}\"");
        for first in [0, 1, BUFFER - 1, BUFFER, 3 * BUFFER + 1] {
            assert_eq!(read_in_parts(written.as_bytes(), first).unwrap().0, text);
        }
    }

    proptest! {
        #[test]
        fn says_what_a_json_library_says(text in "([a-c\\\\\"/\n\r\t]|🦀|\u{1}|é){0,200}") {
            prop_assert_eq!(read(&serde_json::to_string(&text).unwrap()).unwrap(), text);
        }
    }
}
