//! The lines that a program has written, from the bytes of its pipes.
//!
//! Each of its outputs has a line of its own that is being written, as a terminal has one; lines stand in the order in
//! which they were begun. Invariants: how the bytes are cut into pieces changes nothing; no line is longer than
//! [`LONGEST_LINE`], and lines and bytes are no more than [`Limits`] say, the oldest ones being dropped.

use std::collections::VecDeque;
use std::ops::Range;

use super::escapes::{Act, Escapes};

/// The longest line, in characters; what is longer goes on in the next one.
pub const LONGEST_LINE: usize = 2_000;

/// Columns from one tab stop to the next.
const TAB: usize = 8;

/// Where a line comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The program's output.
    Output,
    /// Its error output.
    Error,
    /// What was sent to it.
    Input,
}

/// A line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its text, without a line break, tabs and control characters.
    pub text: String,
    /// Where it comes from.
    pub source: Source,
    /// The byte from which on it is what was sent to the program, behind the prompt that waited for it.
    pub sent_from: Option<usize>,
    /// Whether the next line of the same source belongs to it: it was too long.
    pub goes_on: bool,
}

/// How much is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Lines.
    pub lines: usize,
    /// Bytes of text.
    pub bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { lines: 100_000, bytes: 10_000_000 }
    }
}

/// The lines of a run. Each has a number that it keeps, from 0.
#[derive(Debug, Default)]
pub struct Lines {
    limits: Limits,
    kept: VecDeque<Line>,
    /// The number of the first one that is kept.
    first: u64,
    dropped: u64,
    bytes: usize,
    widest: usize,
    output: Writer,
    error: Writer,
}

impl Lines {
    /// No lines.
    #[must_use]
    pub fn new(limits: Limits) -> Self {
        Self { limits, ..Self::default() }
    }

    /// The numbers of the lines that are kept.
    #[must_use]
    pub fn numbers(&self) -> Range<u64> {
        self.first..self.first + self.kept.len() as u64
    }

    /// A line by its number; none if it isn't kept.
    #[must_use]
    pub fn line(&self, number: u64) -> Option<&Line> {
        self.kept.get(usize::try_from(number.checked_sub(self.first)?).ok()?)
    }

    /// How many old lines were dropped because there were too many.
    #[must_use]
    pub fn dropped(&self) -> u64 {
        self.dropped
    }

    /// The length of the longest line so far, in characters.
    #[must_use]
    pub fn widest(&self) -> usize {
        self.widest
    }

    /// Takes what a program wrote.
    pub fn write(&mut self, source: Source, bytes: &[u8]) {
        let mut writer = std::mem::take(self.writer(source));
        writer.decode(bytes, |writer, c| {
            if let Some(act) = writer.escapes.feed(c) {
                self.act(writer, source, act);
            }
        });
        self.settle(&mut writer);
        *self.writer(source) = writer;
    }

    /// No more will come from there.
    pub fn finish(&mut self, source: Source) {
        let mut writer = std::mem::take(self.writer(source));
        if !std::mem::take(&mut writer.pending).is_empty() {
            self.act(&mut writer, source, Act::Print(char::REPLACEMENT_CHARACTER));
        }
        self.settle(&mut writer);
    }

    /// Notes a line that was sent to the program. As in a terminal, it stands behind the prompt that waits for it, and
    /// what the program writes then begins a line.
    pub fn write_input(&mut self, text: &str) {
        let prompt = self.prompt();
        (self.output.open, self.error.open) = (None, None);
        let text: String = text.chars().filter(|c| !c.is_control()).take(LONGEST_LINE).collect();
        let length = text.chars().count();
        if let Some(line) = prompt.and_then(|number| self.line_mut(number)) {
            let whole = line.text.chars().count() + length;
            if whole <= LONGEST_LINE {
                line.sent_from = Some(line.text.len());
                line.text.push_str(&text);
                self.bytes += text.len();
                self.widest = self.widest.max(whole);
                self.drop_old();
                return;
            }
        }
        self.widest = self.widest.max(length);
        self.push(Line { text, source: Source::Input, sent_from: None, goes_on: false });
    }

    /// The line that the output has begun, if no other one was begun since.
    fn prompt(&self) -> Option<u64> {
        let number = self.output.open.as_ref()?.number;
        let is_begun = self.line(number).is_some_and(|line| !line.text.is_empty());
        (is_begun && number + 1 == self.numbers().end).then_some(number)
    }

    /// Forgets all lines.
    pub fn clear(&mut self) {
        self.first += self.kept.len() as u64;
        self.kept = VecDeque::new();
        (self.bytes, self.dropped, self.widest) = (0, 0, 0);
    }

    /// The text of some lines, as the program wrote them; a line that goes on has no break.
    #[must_use]
    pub fn text(&self, numbers: Range<u64>) -> String {
        let mut text = String::new();
        let mut before: Option<&Line> = None;
        for line in numbers.filter_map(|number| self.line(number)) {
            if before.is_some_and(|before| !before.goes_on || before.source != line.source) {
                text.push('\n');
            }
            text.push_str(&line.text);
            before = Some(line);
        }
        text
    }

    fn writer(&mut self, source: Source) -> &mut Writer {
        match source {
            Source::Error => &mut self.error,
            Source::Output | Source::Input => &mut self.output,
        }
    }

    fn push(&mut self, line: Line) -> u64 {
        self.bytes += line.text.len();
        self.kept.push_back(line);
        self.drop_old();
        self.numbers().end.saturating_sub(1)
    }

    fn drop_old(&mut self) {
        while self.kept.len() > self.limits.lines || self.bytes > self.limits.bytes {
            let Some(line) = self.kept.pop_front() else { return };
            self.bytes = self.bytes.saturating_sub(line.text.len());
            self.first += 1;
            self.dropped += 1;
        }
    }

    fn act(&mut self, writer: &mut Writer, source: Source, act: Act) {
        let is_written = matches!(act, Act::Print(_) | Act::Tab);
        if is_written && writer.open.as_ref().is_some_and(|open| open.column >= LONGEST_LINE) {
            self.settle(writer);
            if let Some(line) = writer.open.take().and_then(|open| self.line_mut(open.number)) {
                line.goes_on = true;
            }
        }
        if writer.open.as_ref().is_some_and(|open| open.number < self.first) {
            // It was dropped, or taken away.
            writer.open = None;
            if act == Act::Newline {
                return;
            }
        }
        if writer.open.is_none() {
            // A terminal shows nothing for the others, either.
            if !is_written && act != Act::Newline {
                return;
            }
            let number = self.push(Line { text: String::new(), source, sent_from: None, goes_on: false });
            writer.open = Some(Open { number, ..Open::default() });
        }
        let Some(open) = &mut writer.open else { return };
        match act {
            Act::Print(c) => open.put(c),
            Act::Tab => open.tab(),
            Act::Return => open.column = 0,
            Act::Back => open.column = open.column.saturating_sub(1),
            Act::EraseToEnd => open.text.truncate(open.column),
            Act::EraseToStart => open.text.iter_mut().take(open.column).for_each(|c| *c = ' '),
            Act::EraseAll => open.text.clear(),
            Act::Newline => {}
        }
        open.is_changed = true;
        if act == Act::Newline {
            self.settle(writer);
            writer.open = None;
        }
    }

    /// Shows what the line is that is being written.
    fn settle(&mut self, writer: &mut Writer) {
        let Some(open) = writer.open.as_mut().filter(|open| open.is_changed) else { return };
        open.is_changed = false;
        self.widest = self.widest.max(open.text.len());
        let text: String = open.text.iter().collect();
        let (length, number) = (text.len(), open.number);
        let Some(line) = self.line_mut(number) else { return };
        let before = std::mem::replace(&mut line.text, text).len();
        self.bytes = (self.bytes + length).saturating_sub(before);
        self.drop_old();
    }

    fn line_mut(&mut self, number: u64) -> Option<&mut Line> {
        self.kept.get_mut(usize::try_from(number.checked_sub(self.first)?).ok()?)
    }
}

/// One of a program's outputs.
#[derive(Debug, Default)]
struct Writer {
    /// The beginning of a character whose other bytes are still to come.
    pending: Vec<u8>,
    escapes: Escapes,
    open: Option<Open>,
}

impl Writer {
    /// Gives out the characters; a replacement stands where bytes are no UTF-8.
    fn decode(&mut self, bytes: &[u8], mut give: impl FnMut(&mut Self, char)) {
        let joined;
        let mut rest = bytes;
        if !self.pending.is_empty() {
            let mut pending = std::mem::take(&mut self.pending);
            pending.extend_from_slice(bytes);
            joined = pending;
            rest = &joined;
        }
        while !rest.is_empty() {
            let (valid, bad) = match std::str::from_utf8(rest) {
                Ok(text) => (text, None),
                Err(error) => {
                    let valid = rest.get(..error.valid_up_to()).unwrap_or_default();
                    // It is valid, so nothing is left out here.
                    (std::str::from_utf8(valid).unwrap_or_default(), Some(error.error_len()))
                }
            };
            for c in valid.chars() {
                give(self, c);
            }
            rest = rest.get(valid.len()..).unwrap_or_default();
            match bad {
                None => return,
                Some(None) => {
                    self.pending = rest.to_vec();
                    return;
                }
                Some(Some(length)) => {
                    give(self, char::REPLACEMENT_CHARACTER);
                    rest = rest.get(length..).unwrap_or_default();
                }
            }
        }
    }
}

/// The line that is being written.
#[derive(Debug, Default)]
struct Open {
    number: u64,
    text: Vec<char>,
    /// Where the next character goes.
    column: usize,
    /// Whether it isn't shown yet as it is.
    is_changed: bool,
}

impl Open {
    fn put(&mut self, c: char) {
        if self.text.len() < self.column {
            self.text.resize(self.column, ' ');
        }
        match self.text.get_mut(self.column) {
            Some(place) => *place = c,
            None => self.text.push(c),
        }
        self.column += 1;
    }

    fn tab(&mut self) {
        self.column = (self.column / TAB + 1) * TAB;
        if self.text.len() < self.column {
            self.text.resize(self.column, ' ');
        }
    }
}
