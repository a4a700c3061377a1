//! What is open at a place in the source: brackets, strings, the logical line.
//!
//! A quick lexical look for indenting new lines, not an analysis: the engine knows Python, this knows
//! only strings (with the replacement fields of PEP 701), comments, brackets and continued lines. It
//! looks at a bounded stretch of text before the cursor.

mod ahead;

use std::ops::Range;

use crop::Rope;

use super::lines;

pub(super) use ahead::{ends, lines_in_strings};

/// Bytes before the cursor that are looked at: a whole file of usual size.
const LOOK_BACK: usize = 256 << 10;

/// Bytes that are looked at for all cursors together, so that a thousand of them are no slower than a blink; each
/// still sees what stands right before it.
const LOOK_BACK_OF_ALL: usize = 4 << 20;

/// How many bytes are looked at before each of so many cursors.
pub(super) fn look_back(cursors: usize) -> usize {
    (LOOK_BACK_OF_ALL / cursors.max(1)).clamp(1 << 10, LOOK_BACK)
}

/// Words that begin a statement and nothing else. At the start of a line without indentation they end
/// whatever a broken line above has left open; a long file is looked at from the nearest of them on.
const STATEMENTS: [&str; 9] =
    ["def ", "class ", "@", "import ", "from ", "async ", "while ", "with ", "try:"];

/// Something opened and not yet closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A bracket, by its opening byte.
    Bracket(u8),
    /// A string; `formatted` ones may hold replacement fields.
    Text { quote: u8, triple: bool, formatted: bool },
    /// A replacement field: code within a formatted string.
    Field,
    /// The part of a replacement field after its `:`.
    Spec,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Open {
    pub(super) kind: Kind,
    /// Byte offset of its first character.
    pub(super) at: usize,
    /// Start of the last line that began with this as the innermost open thing.
    pub(super) line_within: Option<usize>,
}

/// What is known at the end of the stretch.
#[derive(Clone, Debug, Default)]
pub(super) struct Context {
    /// Outermost first.
    pub(super) open: Vec<Open>,
    /// Byte offset where the statement's first line starts.
    pub(super) logical_start: usize,
    /// The line's last byte of code and where it is; a string's is its quote.
    pub(super) last_code: Option<(u8, usize)>,
    /// Whether the line is the continuation of one that ended in a backslash.
    pub(super) continued: bool,
    /// Whether the stretch ends in a comment.
    pub(super) in_comment: bool,
}

impl Context {
    /// The context at `offset`, which must be a char boundary, from so many bytes before it.
    pub(super) fn at(text: &Rope, offset: usize, look_back: usize) -> Self {
        let earliest = super::graphemes::floor_char(text, offset.saturating_sub(look_back));
        let look_back = text.byte_slice(earliest..offset).to_string();
        let skipped = if earliest == 0 { 0 } else { skip_to_statement(&look_back) };
        let start = earliest + skipped;
        let source = look_back.as_bytes().get(skipped..).unwrap_or_default();
        let mut scan = Scan { bytes: source, base: start, at: 0, context: Self::default() };
        scan.context.logical_start = start;
        scan.run();
        scan.context
    }

    /// The context at the end of a text that begins as code.
    pub(super) fn behind(source: &str) -> Self {
        let mut scan = Scan { bytes: source.as_bytes(), base: 0, at: 0, context: Self::default() };
        scan.run();
        scan.context
    }

    /// Whether what stands there is code, and no string or comment.
    pub(super) fn is_code(&self) -> bool {
        let is_text = |open: Open| matches!(open.kind, Kind::Text { .. } | Kind::Spec);
        !self.in_comment && !self.innermost().is_some_and(is_text)
    }

    /// The innermost open thing.
    pub(super) fn innermost(&self) -> Option<Open> {
        self.open.last().copied()
    }
}

/// Where to begin in a stretch that began somewhere: at the last line that begins a statement, else at
/// the first whole line.
fn skip_to_statement(stretch: &str) -> usize {
    let line_starts = stretch.rmatch_indices('\n').map(|(at, _)| at + 1);
    let begins_statement = |start: &usize| {
        let line = stretch.get(*start..).unwrap_or_default();
        STATEMENTS.iter().any(|word| line.starts_with(word))
    };
    let first_line = || stretch.find('\n').map_or(0, |at| at + 1);
    line_starts.into_iter().find(begins_statement).unwrap_or_else(first_line)
}

struct Scan<'a> {
    bytes: &'a [u8],
    base: usize,
    at: usize,
    context: Context,
}

impl Scan<'_> {
    fn run(&mut self) {
        while let Some(byte) = self.peek(0) {
            self.step(byte);
        }
    }

    fn step(&mut self, byte: u8) {
        match self.context.open.last().map(|open| open.kind) {
            Some(Kind::Text { quote, triple, formatted }) => self.in_string(byte, quote, triple, formatted),
            Some(Kind::Spec) => self.in_spec(byte),
            _ => self.in_code(byte),
        }
    }

    fn peek(&self, ahead: usize) -> Option<u8> {
        self.bytes.get(self.at + ahead).copied()
    }

    fn open(&mut self, kind: Kind) {
        self.context.open.push(Open { kind, at: self.base + self.at, line_within: None });
    }

    fn line_break(&mut self) {
        self.context.last_code = None;
        let next = self.base + self.at;
        if let Some(open) = self.context.open.last_mut() {
            open.line_within = Some(next);
        }
    }

    fn in_code(&mut self, byte: u8) {
        match byte {
            b'\n' => return self.end_line(),
            b' ' | b'\t' | b'\r' | b'\x0c' => {}
            b'#' => {
                let rest = self.bytes.get(self.at..).unwrap_or_default();
                let line_end = rest.iter().position(|byte| *byte == b'\n');
                self.context.in_comment = line_end.is_none();
                self.at += line_end.unwrap_or(rest.len());
                return;
            }
            b'\'' | b'"' => return self.start_string(byte),
            b'(' | b'[' | b'{' => {
                self.code(byte);
                self.open(Kind::Bracket(byte));
            }
            b')' | b']' | b'}' => {
                self.code(byte);
                match self.context.open.last().map(|open| open.kind) {
                    Some(Kind::Bracket(opener)) if closer(opener) == byte => drop(self.context.open.pop()),
                    Some(Kind::Field) if byte == b'}' => drop(self.context.open.pop()),
                    _ => {}
                }
            }
            b':' if self.context.open.last().is_some_and(|open| open.kind == Kind::Field) => {
                if let Some(open) = self.context.open.last_mut() {
                    open.kind = Kind::Spec;
                }
            }
            _ => self.code(byte),
        }
        self.at += 1;
    }

    fn code(&mut self, byte: u8) {
        self.context.last_code = Some((byte, self.base + self.at));
    }

    fn end_line(&mut self) {
        let continued = self.context.last_code.is_some_and(|(byte, at)| {
            // What stands before these bytes can't be right before the line break.
            let rest = (at + 1).checked_sub(self.base).and_then(|behind| self.bytes.get(behind..self.at));
            byte == b'\\' && matches!(rest, Some(b"" | b"\r"))
        });
        self.at += 1;
        let only_brackets = self.context.open.iter().all(|open| matches!(open.kind, Kind::Bracket(_)));
        if only_brackets && !self.context.open.is_empty() {
            let next = self.bytes.get(self.at..).unwrap_or_default();
            if STATEMENTS.iter().any(|word| next.starts_with(word.as_bytes())) {
                self.context.open.clear();
            }
        }
        if self.context.open.is_empty() && !continued {
            self.context.logical_start = self.base + self.at;
        }
        self.context.continued = continued;
        self.line_break();
    }

    fn start_string(&mut self, quote: u8) {
        let before = self.bytes.get(self.at.saturating_sub(2)..self.at).unwrap_or_default();
        let formatted = match before {
            [a, b] if b.is_ascii_alphabetic() => {
                is_formatted(*b) || (is_formatted(*a) && matches!(b, b'r' | b'R'))
            }
            [.., b] => is_formatted(*b),
            [] => false,
        };
        let triple = self.peek(1) == Some(quote) && self.peek(2) == Some(quote);
        self.code(quote);
        self.open(Kind::Text { quote, triple, formatted });
        self.at += if triple { 3 } else { 1 };
    }

    fn in_string(&mut self, byte: u8, quote: u8, triple: bool, formatted: bool) {
        if byte == b'\\' {
            // `\` before a line end continues the string on the next line.
            let skipped = if self.peek(1) == Some(b'\r') && self.peek(2) == Some(b'\n') { 3 } else { 2 };
            let ends_line = self.bytes.get(self.at..self.at + skipped).is_some_and(|s| s.ends_with(b"\n"));
            self.at = (self.at + skipped).min(self.bytes.len());
            if ends_line {
                self.line_break();
            }
        } else if byte == quote && (!triple || (self.peek(1) == Some(quote) && self.peek(2) == Some(quote))) {
            self.at += if triple { 3 } else { 1 };
            self.context.open.pop();
            self.context.last_code = Some((quote, self.base + self.at - 1));
        } else if byte == b'\n' && !triple {
            // Python refuses such a line; the string is taken to end with it.
            self.context.open.pop();
        } else if byte == b'\n' {
            self.at += 1;
            self.line_break();
        } else if formatted && byte == b'{' {
            if self.peek(1) == Some(b'{') {
                self.at += 2;
            } else {
                self.open(Kind::Field);
                self.at += 1;
            }
        } else {
            self.at += 1;
        }
    }

    fn in_spec(&mut self, byte: u8) {
        match byte {
            b'}' => drop(self.context.open.pop()),
            b'{' => self.open(Kind::Field),
            b'\n' => {
                self.at += 1;
                return self.line_break();
            }
            _ => {}
        }
        self.at += 1;
    }
}

fn is_formatted(prefix: u8) -> bool {
    matches!(prefix, b'f' | b'F' | b't' | b'T')
}

/// The byte that closes a bracket.
pub(super) fn closer(opener: u8) -> u8 {
    match opener {
        b'(' => b')',
        b'[' => b']',
        _ => b'}',
    }
}

/// The word that the code of a line begins with, as bytes of the text; empty if it begins otherwise.
pub(super) fn first_word(text: &Rope, line_start: usize) -> Range<usize> {
    let start = lines::indentation_end(text, lines::of_offset(text, line_start));
    let length = text.byte_slice(start..).bytes().take_while(u8::is_ascii_lowercase).take(16).count();
    let after = text.byte_slice(start + length..).bytes().next();
    let ends = !after.is_some_and(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || !byte.is_ascii());
    start..start + if ends { length } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open_at_end(source: &str) -> Vec<Kind> {
        let text = Rope::from(source);
        Context::at(&text, source.len(), LOOK_BACK).open.iter().map(|open| open.kind).collect()
    }

    #[test]
    fn strings_and_comments_hide_brackets() {
        assert_eq!(open_at_end("x = '(' # (\ny = \"\"\"(\"\"\""), []);
        assert_eq!(open_at_end("f(a, [b]"), [Kind::Bracket(b'(')]);
        assert_eq!(open_at_end(r"x = 'it\'s (' + ("), [Kind::Bracket(b'(')]);
        let triple = Kind::Text { quote: b'"', triple: true, formatted: false };
        assert_eq!(open_at_end("\"\"\" say 'x' \n"), [triple]);
    }

    #[test]
    fn replacement_fields_hold_code() {
        assert_eq!(open_at_end("f'{d['a']:>{width}} {{ (' + ["), [Kind::Bracket(b'[')]);
        let text = Kind::Text { quote: b'\'', triple: false, formatted: true };
        assert_eq!(open_at_end("rf'{x("), [text, Kind::Field, Kind::Bracket(b'(')]);
    }

    #[test]
    fn what_a_broken_line_leaves_open_ends_at_the_next_statement() {
        assert_eq!(open_at_end("f(a,\ndef g():\n    return ["), [Kind::Bracket(b'[')]);
        assert_eq!(open_at_end("x = 'abc\ny = ("), [Kind::Bracket(b'(')]);
    }

    #[test]
    fn a_long_file_is_looked_at_from_a_statement_on() {
        let source = format!("{}def f(a,\n", "x = ')'\n".repeat(LOOK_BACK / 4));
        assert_eq!(open_at_end(&format!("{source}    b")), [Kind::Bracket(b'(')]);
        let line = format!("{}(", "ä".repeat(LOOK_BACK));
        assert_eq!(open_at_end(&line), [Kind::Bracket(b'(')]);
    }
}
