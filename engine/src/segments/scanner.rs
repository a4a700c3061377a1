//! The byte scanner: strings, brackets, comments, line continuations and line starts, nothing else. What
//! it does at and in a string is in `strings.rs`.
//!
//! It follows the tokenizer of Python 3.14 (f- and t-strings as PEP 701 has them) and recovers where that
//! one gives up. Invariants: it never looks further back than the window allows nor further ahead than
//! [`LOOKAHEAD`]; nesting lives on the heap; its state between two steps is enough to go on from
//! `position` in any later window, so a scan can pause anywhere; at the start of every segment its state
//! is the same, which is what lets a re-scan stop at an old boundary.

use memchr::memchr2;

use super::Flags;
use super::lines;
use super::sprint::Glance;
use super::strings::{FIELD, Formatted, SPEC};
use super::window::{LOOKAHEAD, Window};
use crate::worker::{CancelToken, Cancelled, Pacer};

/// How many open brackets a closing one looks through for its partner before it is ignored as stray.
const REPAIR_REACH: usize = 32;

/// What is being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// The white space before the first token of a line that doesn't lie in a string.
    LineStart {
        /// Where the line starts, in the text.
        line: usize,
        /// Whether the column is above 0.
        indented: bool,
        /// Whether it was so before a line continuation, which decides.
        latched: bool,
    },
    Code,
    Comment,
    /// A string without replacement fields.
    Plain {
        quote: u8,
        triple: bool,
    },
    /// The literal part or a format spec of the innermost f- or t-string.
    Literal,
}

/// How deep things were nested at most.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Depth {
    /// Brackets and replacement fields inside each other.
    pub(super) brackets: usize,
    /// f- and t-strings inside each other.
    pub(super) strings: usize,
}

/// How a run of the scanner ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// The segment ends here, where another one starts or the text ends.
    SegmentEnd(usize),
    /// The budget is used up.
    Paused,
}

/// The state of the scan of one segment.
#[derive(Clone, Debug)]
pub(super) struct Scanner {
    /// The next byte to read, in the text.
    position: usize,
    pub(super) mode: Mode,
    /// Open brackets, fields and f-strings, the innermost last.
    pub(super) stack: Vec<u8>,
    pub(super) strings: Vec<Formatted>,
    pub(super) depth: Depth,
    pub(super) flags: Flags,
    /// Whether a statement was met in this segment.
    has_statement: bool,
    /// Whether the last statement at column 0 was a decorator.
    decorated: bool,
}

const ORDINARY: u8 = 0;
const NON_ASCII: u8 = 1;
const SPECIAL: u8 = 2;

/// Tells the bytes that mean something to the scanner in code from those that don't.
const CLASS: [u8; 256] = {
    let mut class = [ORDINARY; 256];
    let mut byte = 0x80;
    while byte < 256 {
        class[byte] = NON_ASCII;
        byte += 1;
    }
    let special = b"\n\r#\"'([{)]}\\:";
    let mut index = 0;
    while index < special.len() {
        class[special[index] as usize] = SPECIAL;
        index += 1;
    }
    class
};

/// Length of the line end at `index`, 0 if there is none: `\n`, `\r\n` and a lone `\r` all end a line.
pub(super) fn line_end(bytes: &[u8], index: usize) -> usize {
    match bytes.get(index) {
        Some(b'\n') => 1,
        Some(b'\r') if bytes.get(index + 1) == Some(&b'\n') => 2,
        Some(b'\r') => 1,
        _ => 0,
    }
}

/// Whether a byte may be part of an identifier.
pub(super) fn is_word_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}

impl Scanner {
    /// A scanner at the start of a segment.
    pub(super) fn new(start: usize) -> Self {
        Self {
            position: start,
            mode: Mode::LineStart { line: start, indented: false, latched: false },
            stack: Vec::new(),
            strings: Vec::new(),
            depth: Depth::default(),
            flags: Flags::default(),
            has_statement: false,
            decorated: false,
        }
    }

    /// No byte from here on was looked at, neither by this scan nor to find where it starts. Before the
    /// segment's first token that is not known.
    pub(super) fn reach(&self) -> usize {
        if self.has_statement { self.position.saturating_add(LOOKAHEAD) } else { usize::MAX }
    }

    /// What was noticed in this segment so far.
    pub(super) fn flags(&self) -> Flags {
        self.flags
    }

    /// Whether nothing is open: no bracket, field or f-string.
    pub(super) fn is_outside(&self) -> bool {
        self.stack.is_empty()
    }

    /// Reads on until the segment ends or about `budget` bytes were read, and takes what it read off it.
    pub(super) fn run(&mut self, text: &crop::Rope, window: &mut Window, budget: &mut usize) -> Outcome {
        let mut glance = Glance::default();
        loop {
            if window.show(text, self.position) {
                glance.forget();
            }
            let (start, limit) = (window.start(), window.limit());
            let bytes = window.bytes();
            let mut index = self.position - start;
            while index < limit {
                let before = index;
                if let Mode::LineStart { .. } = self.mode {
                    match self.line_start(bytes, start, index, limit) {
                        Line::Goes { on, work } => {
                            index = on;
                            *budget = budget.saturating_sub(work);
                        }
                        Line::Boundary(end) => return Outcome::SegmentEnd(end),
                    }
                } else if self.mode == Mode::Code {
                    index = self.sprint(bytes, start, index, limit, &mut glance);
                } else {
                    index = self.step(bytes, start, index, limit);
                }
                self.position = start + index;
                *budget = budget.saturating_sub(index - before);
                if *budget == 0 {
                    return Outcome::Paused;
                }
            }
            if self.position >= text.byte_len() {
                self.position = text.byte_len();
                self.flags.unclosed_string |= self.in_string();
                return Outcome::SegmentEnd(self.position);
            }
        }
    }

    /// Reads on from `index`, which is not at a line start, to `limit` or a change of mode.
    pub(super) fn step(&mut self, bytes: &[u8], start: usize, index: usize, limit: usize) -> usize {
        match self.mode {
            Mode::LineStart { .. } => index,
            Mode::Code => self.code(bytes, start, index, limit),
            Mode::Comment => {
                let found = memchr2(b'\n', b'\r', bytes.get(index..limit).unwrap_or_default());
                match found {
                    Some(distance) => {
                        self.mode = Mode::Code;
                        index + distance
                    }
                    None => limit,
                }
            }
            Mode::Plain { quote, triple } => self.plain(bytes, index, limit, quote, triple),
            Mode::Literal => self.literal(bytes, index, limit),
        }
    }

    pub(super) fn code(&mut self, bytes: &[u8], start: usize, mut index: usize, limit: usize) -> usize {
        while index < limit {
            let rest = bytes.get(index..limit).unwrap_or_default();
            let Some(distance) = rest.iter().position(|&byte| CLASS[usize::from(byte)] != ORDINARY) else {
                return limit;
            };
            index += distance;
            match bytes.get(index) {
                Some(&byte) if byte < 0x80 => {
                    index = self.special(bytes, start, index, byte);
                    if self.mode != Mode::Code {
                        break;
                    }
                }
                _ => {
                    self.flags.non_ascii_code = true;
                    index += 1;
                }
            }
        }
        index
    }

    /// Reads one special byte of code, and what belongs to it.
    pub(super) fn special(&mut self, bytes: &[u8], start: usize, index: usize, byte: u8) -> usize {
        match byte {
            b'\n' | b'\r' => {
                let next = index + line_end(bytes, index);
                self.mode = Mode::LineStart { line: start + next, indented: false, latched: false };
                return next;
            }
            b'#' => self.mode = Mode::Comment,
            b'"' | b'\'' => return self.open_string(bytes, index, byte),
            b'(' | b'[' | b'{' => self.open(byte),
            b')' => self.close(b'('),
            b']' => self.close(b'['),
            b'}' => self.close(b'{'),
            b'\\' => return index + 1 + line_end(bytes, index + 1),
            b':' => {
                if let Some(top) = self.stack.last_mut()
                    && *top == FIELD
                {
                    *top = SPEC;
                    self.mode = Mode::Literal;
                }
            }
            _ => {}
        }
        index + 1
    }

    pub(super) fn open(&mut self, bracket: u8) {
        self.stack.push(bracket);
        self.depth.brackets = self.depth.brackets.max(self.stack.len() - self.strings.len());
    }

    /// Takes the innermost open bracket of this kind off the stack with all that is open inside it; a stray
    /// closing bracket is ignored. Nothing reaches out of a replacement field but its own `}`.
    fn close(&mut self, open: u8) {
        let mut depth = self.stack.len();
        for _ in 0..REPAIR_REACH {
            let Some(index) = depth.checked_sub(1) else { return };
            match self.stack.get(index) {
                Some(&found) if found == open => {
                    self.stack.truncate(index);
                    return;
                }
                Some(&FIELD) => {
                    if open == b'{' {
                        self.stack.truncate(index);
                        self.mode = Mode::Literal;
                    }
                    return;
                }
                _ => depth = index,
            }
        }
    }

    /// Reads the white space of a line and decides what the line is.
    pub(super) fn line_start(&mut self, bytes: &[u8], start: usize, mut index: usize, limit: usize) -> Line {
        let Mode::LineStart { mut line, mut indented, mut latched } = self.mode else {
            return Line::Goes { on: index, work: 0 };
        };
        while index < limit {
            match bytes.get(index) {
                Some(b' ' | b'\t') => {
                    indented = true;
                    index += 1;
                }
                // A form feed resets the column.
                Some(0x0c) => {
                    indented = false;
                    index += 1;
                }
                Some(b'\\') if line_end(bytes, index + 1) > 0 => {
                    // The first column above 0 at which a continuation stands is the line's indent.
                    latched |= indented;
                    index += 1 + line_end(bytes, index + 1);
                }
                Some(b'\n' | b'\r') => {
                    index += line_end(bytes, index);
                    (line, indented, latched) = (start + index, false, false);
                }
                Some(b'#') => {
                    self.mode = Mode::Comment;
                    return Line::Goes { on: index, work: 0 };
                }
                Some(0xef) if start + index == 0 && bytes.starts_with("\u{feff}".as_bytes()) => index += 3,
                _ => {
                    self.mode = Mode::Code;
                    let at_margin = !(indented || latched);
                    return self.first_token(bytes, index, line, at_margin);
                }
            }
        }
        self.mode = Mode::LineStart { line, indented, latched };
        Line::Goes { on: index, work: 0 }
    }

    /// Decides whether the line whose first token is at `index` starts a segment.
    fn first_token(&mut self, bytes: &[u8], index: usize, line: usize, at_margin: bool) -> Line {
        if self.stack.is_empty() {
            let head = if at_margin { lines::head(bytes, index) } else { lines::Head::Indented };
            if self.has_statement && head.starts_segment(self.decorated) {
                return Line::Boundary(line);
            }
            self.has_statement = true;
            self.decorated = head == lines::Head::Decorator;
            return Line::Goes { on: index, work: 0 };
        }
        let mut work = 0;
        if at_margin {
            match lines::in_brackets(bytes, index, &mut work) {
                lines::Verdict::Legal => {}
                lines::Verdict::StartsStatement => {
                    self.flags.is_cut = true;
                    self.flags.unclosed_string |= self.in_string();
                    return Line::Boundary(line);
                }
                lines::Verdict::ContinuesStatement => {
                    self.flags.unclosed_string |= self.in_string();
                    self.stack.clear();
                    self.strings.clear();
                    self.decorated = false;
                }
            }
        }
        Line::Goes { on: index, work }
    }

    /// A statement stands at a column above 0, outside of brackets.
    pub(super) fn note_indented_statement(&mut self) {
        self.has_statement = true;
        self.decorated = false;
    }

    /// Reads on within a look-ahead: one step outside of line starts.
    pub(super) fn probe_step(&mut self, bytes: &[u8], index: usize) -> usize {
        match self.mode {
            Mode::Code => match bytes.get(index) {
                Some(&byte) if CLASS[usize::from(byte)] == SPECIAL => self.special(bytes, 0, index, byte),
                _ => index + 1,
            },
            _ => self.step(bytes, 0, index, bytes.len()),
        }
    }
}

/// How deep a text is nested: all of it, or each of its segments where it has several.
pub(super) fn deepest(bytes: &[u8], cancel: &CancelToken) -> Result<Depth, Cancelled> {
    let mut pacer = Pacer::new(cancel);
    let mut scanner = Scanner::new(0);
    let mut depth = Depth::default();
    let mut index = 0;
    while index < bytes.len() {
        pacer.step()?;
        if let Mode::LineStart { .. } = scanner.mode {
            match scanner.line_start(bytes, 0, index, bytes.len()) {
                Line::Goes { on, .. } => index = on,
                Line::Boundary(line) => {
                    depth = depth.or(scanner.depth);
                    scanner = Scanner::new(line);
                    index = line;
                }
            }
        } else {
            index = scanner.step(bytes, 0, index, bytes.len());
        }
    }
    Ok(depth.or(scanner.depth))
}

impl Depth {
    fn or(self, other: Self) -> Self {
        Self { brackets: self.brackets.max(other.brackets), strings: self.strings.max(other.strings) }
    }
}

/// What the start of a line says.
pub(super) enum Line {
    /// The segment goes on at this index; `work` bytes were looked ahead at.
    Goes { on: usize, work: usize },
    /// The segment ended before the line that starts here in the text.
    Boundary(usize),
}
