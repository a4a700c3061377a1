//! Strings: prefixes, quotes and escapes, and the replacement fields and format specs of f- and t-strings.
//!
//! The part of the scanner that opens a string, reads its literal text and ends it; the code in a
//! replacement field is read like any other, by `scanner.rs`. Invariants: `Scanner::strings` holds one entry
//! for every [`STRING`] on the scanner's stack, in the same order; where code is read inside a string, an open
//! field lies above the innermost [`STRING`], so no closing bracket takes a string off the stack.

use memchr::{memchr2, memchr3};

use super::lines;
use super::scanner::{Mode, Scanner, is_word_byte, line_end};

/// An open `{` of a replacement field whose expression is being read. Other brackets stand for themselves.
pub(super) const FIELD: u8 = b'F';
/// A replacement field whose format spec is being read.
pub(super) const SPEC: u8 = b':';
/// The literal part of an f- or t-string; its details are the last of `Scanner::strings`.
const STRING: u8 = b'"';

/// How many bytes a quote in a replacement field looks ahead for its partner.
const FIELD_REPAIR_REACH: usize = 512;

/// An open f- or t-string.
#[derive(Clone, Copy, Debug)]
pub(super) struct Formatted {
    quote: u8,
    triple: bool,
    raw: bool,
}

impl Scanner {
    /// Whether a string is open.
    pub(super) fn in_string(&self) -> bool {
        matches!(self.mode, Mode::Plain { .. }) || !self.strings.is_empty()
    }

    /// `index` is at an opening quote; its prefix is the word right before it, if it is one.
    pub(super) fn open_string(&mut self, bytes: &[u8], index: usize, quote: u8) -> usize {
        let triple = bytes.get(index + 1) == Some(&quote) && bytes.get(index + 2) == Some(&quote);
        let after = index + if triple { 3 } else { 1 };
        match prefix(bytes.get(..index).unwrap_or_default()) {
            Prefix::Formatted { raw } => {
                self.stack.push(STRING);
                self.strings.push(Formatted { quote, triple, raw });
                self.depth.strings = self.depth.strings.max(self.strings.len());
                self.mode = Mode::Literal;
            }
            Prefix::Plain if !triple && self.closes_field(bytes, after, quote) => self.end_formatted(),
            Prefix::Plain => self.mode = Mode::Plain { quote, triple },
        }
        after
    }

    /// Whether a quote inside a replacement field ends the f-string around it, whose field lacks its `}`: no
    /// other quote follows in the line, so it can't open a string.
    fn closes_field(&self, bytes: &[u8], after: usize, quote: u8) -> bool {
        if self.strings.last().is_none_or(|string| string.triple || string.quote != quote) {
            return false;
        }
        let mut rest = bytes.get(after..).unwrap_or_default().iter().take(FIELD_REPAIR_REACH);
        loop {
            match rest.next() {
                None => return false,
                Some(b'\n' | b'\r') => return true,
                Some(b'\\') => _ = rest.next(),
                Some(&byte) if byte == quote => return false,
                Some(_) => {}
            }
        }
    }

    pub(super) fn plain(
        &mut self,
        bytes: &[u8],
        mut index: usize,
        limit: usize,
        quote: u8,
        triple: bool,
    ) -> usize {
        while index < limit {
            let rest = bytes.get(index..limit).unwrap_or_default();
            let found = if triple {
                memchr2(quote, b'\\', rest)
            } else {
                rest.iter().position(|&byte| byte == quote || matches!(byte, b'\\' | b'\n' | b'\r'))
            };
            let Some(distance) = found else { return limit };
            index += distance;
            match bytes.get(index) {
                Some(b'\\') => index += escape(bytes, index),
                Some(b'\n' | b'\r') => {
                    self.flags.unclosed_string = true;
                    self.mode = Mode::Code;
                    return index;
                }
                _ if !triple => {
                    self.mode = Mode::Code;
                    return index + 1;
                }
                _ if bytes.get(index + 1) == Some(&quote) && bytes.get(index + 2) == Some(&quote) => {
                    self.mode = Mode::Code;
                    return index + 3;
                }
                _ => index += 1,
            }
        }
        index
    }

    /// The literal part or a format spec of an f- or t-string.
    pub(super) fn literal(&mut self, bytes: &[u8], mut index: usize, limit: usize) -> usize {
        let Some(&Formatted { quote, triple, raw }) = self.strings.last() else {
            self.mode = Mode::Code;
            return index;
        };
        while index < limit {
            let in_spec = self.stack.last() == Some(&SPEC);
            match bytes.get(index) {
                Some(&byte) if byte == quote => {
                    if !triple {
                        self.end_formatted();
                        return index + 1;
                    }
                    if bytes.get(index + 1) == Some(&quote) && bytes.get(index + 2) == Some(&quote) {
                        self.end_formatted();
                        return index + 3;
                    }
                    index += 1;
                }
                Some(b'{') if !in_spec && bytes.get(index + 1) == Some(&b'{') => index += 2,
                Some(b'{') => {
                    self.open(FIELD);
                    self.mode = Mode::Code;
                    return index + 1;
                }
                Some(b'}') => {
                    if in_spec {
                        self.stack.pop();
                        // At most one thing is opened or closed in a step, so that others can follow it.
                        return index + 1;
                    }
                    index += 1;
                }
                Some(b'\\') => {
                    index += match bytes.get(index + 1) {
                        Some(b'{' | b'}') => 1,
                        Some(b'N') if !raw && bytes.get(index + 2) == Some(&b'{') => named(bytes, index),
                        _ => escape(bytes, index),
                    };
                }
                Some(b'\n' | b'\r') if !triple => {
                    if in_spec && lines::next_token(bytes, index) == Some(b'}') {
                        // Python 3.12 and 3.13 end the spec here and accept it.
                        if let Some(top) = self.stack.last_mut() {
                            *top = FIELD;
                        }
                        self.mode = Mode::Code;
                    } else {
                        self.flags.unclosed_string = true;
                        self.end_formatted();
                    }
                    return index;
                }
                _ => {
                    // Bytes that mean nothing here, as many as there are.
                    let rest = bytes.get(index..limit).unwrap_or_default();
                    index += if triple {
                        let plain = memchr3(quote, b'{', b'}', rest).unwrap_or(rest.len());
                        memchr::memchr(b'\\', rest.get(..plain).unwrap_or_default()).unwrap_or(plain)
                    } else {
                        rest.iter()
                            .position(|&byte| {
                                byte == quote || matches!(byte, b'{' | b'}' | b'\\' | b'\n' | b'\r')
                            })
                            .unwrap_or(rest.len())
                    }
                }
            }
        }
        index
    }

    /// Takes the innermost f- or t-string off the stack with all fields open in it.
    fn end_formatted(&mut self) {
        while let Some(top) = self.stack.pop() {
            if top == STRING {
                break;
            }
        }
        self.strings.pop();
        self.mode = Mode::Code;
    }
}

enum Prefix {
    Plain,
    Formatted { raw: bool },
}

/// What the word at the end of `before`, right before a quote, makes of the string.
#[inline]
fn prefix(before: &[u8]) -> Prefix {
    let letter = |back: usize| {
        before
            .len()
            .checked_sub(back)
            .and_then(|index| before.get(index))
            .map_or(b' ', u8::to_ascii_lowercase)
    };
    let (last, middle, first) = (letter(1), letter(2), letter(3));
    let formats = |byte: u8| matches!(byte, b'f' | b't');
    match (first, middle, last) {
        (_, middle, last) if formats(last) && !is_word_byte(middle) => Prefix::Formatted { raw: false },
        (first, middle, last)
            if !is_word_byte(first)
                && ((formats(last) && middle == b'r') || (formats(middle) && last == b'r')) =>
        {
            Prefix::Formatted { raw: true }
        }
        _ => Prefix::Plain,
    }
}

/// Length of a backslash and what it shields: one byte or a line end. In a character of several bytes the
/// others mean nothing to the scanner.
fn escape(bytes: &[u8], index: usize) -> usize {
    (1 + line_end(bytes, index + 1).max(1)).min(bytes.len() - index)
}

/// Length of `\N{NAME}` at `index`, or of `\N{` where no name stands.
fn named(bytes: &[u8], index: usize) -> usize {
    // The longest name in Unicode 17 has 88 letters.
    let name = bytes.get(index + 3..).unwrap_or_default();
    let len = name
        .iter()
        .take(100)
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b'-'))
        .count();
    if name.get(len) == Some(&b'}') { len + 4 } else { 3 }
}
