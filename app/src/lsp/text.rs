//! The text of a document, in lines as the protocol counts them.
//!
//! To the protocol a carriage return alone ends a line; to the rope it doesn't. Invariant: `lone_returns`
//! holds exactly the carriage returns that no newline follows. Nearly all texts have none and pay nothing.

use std::ops::Range;
use std::sync::Arc;

use crop::Rope;
use namelight_engine::text;

/// A text. Cloning it copies none.
#[derive(Clone, Debug, Default)]
pub(super) struct Text {
    rope: Rope,
    /// Bytes, sorted.
    lone_returns: Arc<Vec<usize>>,
}

impl From<Rope> for Text {
    fn from(rope: Rope) -> Self {
        let lone_returns = Arc::new(lone_returns_in(&rope, 0..rope.byte_len()));
        Self { rope, lone_returns }
    }
}

impl Text {
    pub(super) fn rope(&self) -> &Rope {
        &self.rope
    }

    /// Whether the lines are those of the rope.
    pub(super) fn is_plain(&self) -> bool {
        self.lone_returns.is_empty()
    }

    /// Replaces bytes, which cut no character.
    pub(super) fn replace(&mut self, range: Range<usize>, new: &str) {
        self.rope.replace(range.clone(), new);
        // One right before the edit may have lost the newline that followed it, or got one.
        let before = range.start.checked_sub(1).filter(|&before| self.rope.byte(before) == b'\r');
        let from = before.unwrap_or(range.start);
        let new_end = range.start + new.len();
        let found = lone_returns_in(&self.rope, from..new_end);
        if found.is_empty() && self.lone_returns.is_empty() {
            return;
        }
        let known = Arc::make_mut(&mut self.lone_returns);
        let first = known.partition_point(|&at| at < from);
        let behind = known.partition_point(|&at| at < range.end);
        for at in known.iter_mut().skip(behind) {
            *at = *at - range.end + new_end;
        }
        known.splice(first..behind, found);
    }

    /// How many lines there are; one at least.
    pub(super) fn line_count(&self) -> usize {
        text::line_count(&self.rope) + self.lone_returns.len()
    }

    /// The line that a byte stands in, from 0; a line end belongs to the line that it ends.
    pub(super) fn line_of(&self, byte: usize) -> usize {
        let byte = byte.min(self.rope.byte_len());
        self.rope.line_of_byte(byte) + self.lone_returns.partition_point(|&at| at < byte)
    }

    /// The first byte of a line; the end of the text for one that doesn't exist.
    pub(super) fn line_start(&self, line: usize) -> usize {
        if line >= self.line_count() {
            return self.rope.byte_len();
        }
        let returns = &self.lone_returns;
        // How many lone returns end a line before this one.
        let before = self.returns_before(line);
        match before.checked_sub(1) {
            Some(last) if self.line_behind(last) == line => returns.get(last).map_or(0, |at| at + 1),
            _ => self.rope.byte_of_line(line - before),
        }
    }

    /// By halving: where a return stands in the order says what line begins behind it.
    fn returns_before(&self, line: usize) -> usize {
        let (mut low, mut high) = (0, self.lone_returns.len());
        while low < high {
            let middle = low + (high - low) / 2;
            if self.line_behind(middle) <= line { low = middle + 1 } else { high = middle }
        }
        low
    }

    /// The line that begins behind a lone return.
    fn line_behind(&self, number: usize) -> usize {
        let at = self.lone_returns.get(number).copied().unwrap_or_default();
        self.rope.line_of_byte(at) + number + 1
    }

    /// The bytes of a line without its line end; the end of the text for one that doesn't exist.
    pub(super) fn line_range(&self, line: usize) -> Range<usize> {
        let start = self.line_start(line);
        if line + 1 >= self.line_count() {
            return start..self.rope.byte_len();
        }
        let next = self.line_start(line + 1);
        let is = |at: Option<usize>, byte: u8| {
            at.filter(|&at| at >= start).is_some_and(|at| self.rope.byte(at) == byte)
        };
        let has_newline = is(next.checked_sub(1), b'\n');
        let len_of_end = if has_newline && is(next.checked_sub(2), b'\r') { 2 } else { 1 };
        start..next - len_of_end
    }
}

/// The carriage returns in a range that no newline follows.
fn lone_returns_in(rope: &Rope, range: Range<usize>) -> Vec<usize> {
    let mut found = Vec::new();
    let mut base = range.start;
    for chunk in rope.byte_slice(range).chunks() {
        let bytes = chunk.as_bytes();
        for at in memchr::memchr_iter(b'\r', bytes) {
            let next = base + at + 1;
            let is_pair = match bytes.get(at + 1) {
                Some(byte) => *byte == b'\n',
                None => next < rope.byte_len() && rope.byte(next) == b'\n',
            };
            if !is_pair {
                found.push(base + at);
            }
        }
        base += bytes.len();
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The lines of a text, by the protocol's words alone.
    fn lines(text: &str) -> Vec<Range<usize>> {
        let (mut lines, mut start) = (Vec::new(), 0);
        let bytes = text.as_bytes();
        for (at, &byte) in bytes.iter().enumerate() {
            let is_pair = byte == b'\r' && bytes.get(at + 1) == Some(&b'\n');
            if byte == b'\n' || byte == b'\r' && !is_pair {
                let has_return = byte == b'\n' && at > start && bytes.get(at - 1) == Some(&b'\r');
                lines.push(start..at - usize::from(has_return));
                start = at + 1;
            }
        }
        lines.push(start..text.len());
        lines
    }

    fn check(text: &Text, expected: &str) {
        assert_eq!(text.rope().to_string(), expected);
        let expected = lines(expected);
        assert_eq!(text.line_count(), expected.len());
        for (line, range) in expected.iter().enumerate() {
            assert_eq!(text.line_range(line), *range, "line {line}");
            assert_eq!(text.line_of(range.start), line);
            assert_eq!(text.line_of(range.end), line);
        }
        assert_eq!(text.line_start(expected.len()), text.rope().byte_len());
    }

    #[test]
    fn all_three_line_ends() {
        let source = "a\rb\n\r\r\nc\r";
        let text = Text::from(Rope::from(source));
        check(&text, source);
        assert!(!text.is_plain());
        assert!(Text::from(Rope::from("a\r\nb\n")).is_plain());
    }

    #[test]
    fn an_edit_splits_and_joins_pairs() {
        let mut text = Text::from(Rope::from("a\r\nb"));
        text.replace(2..2, "x");
        check(&text, "a\rx\nb");
        text.replace(2..3, "");
        check(&text, "a\r\nb");
        assert!(text.is_plain());
    }

    #[test]
    fn an_edit_right_behind_a_long_character() {
        let mut text = Text::from(Rope::from("🦀\n"));
        text.replace(4..4, "\r");
        check(&text, "🦀\r\n");
    }

    proptest! {
        #[test]
        fn any_edits_of_any_text(
            source in "([a-c]|[\r\n]|é){0,60}",
            edits in prop::collection::vec((0_usize..80, 0_usize..9, "([a-c]|[\r\n]|é){0,6}"), 0..12),
        ) {
            let mut expected = source;
            let mut text = Text::from(Rope::from(expected.as_str()));
            for (start, len, new) in edits {
                let place = |mut at: usize| {
                    at = at.min(expected.len());
                    while !expected.is_char_boundary(at) { at -= 1; }
                    at
                };
                let range = place(start)..place(start + len);
                text.replace(range.clone(), &new);
                expected.replace_range(range, &new);
                check(&text, &expected);
            }
        }
    }
}
