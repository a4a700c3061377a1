//! What lies round a byte, from the name at it to the whole text, for widening a selection.

use std::ops::Range;

use super::file_index::FileIndex;
use crate::syntax::path_to;
use crate::worker::{CancelToken, Cancelled};

impl FileIndex {
    /// The parts of the text that hold byte `at`, the smallest first, each one larger than the one before;
    /// the last one is the whole text. A word that ends at the byte counts as holding it.
    ///
    /// # Errors
    /// [`Cancelled`] if `cancel` says so.
    pub fn enclosing(&mut self, at: usize, cancel: &CancelToken) -> Result<Vec<Range<usize>>, Cancelled> {
        self.split(cancel)?;
        let whole = 0..self.text.byte_len();
        let mut ranges = vec![whole.clone()];
        if self.segments.is_empty() {
            return Ok(ranges);
        }
        let at = self.word_at(at.min(whole.end));
        let segment = self.segments.index_at(at);
        let base = self.range(segment).start;
        let Some(inside) = at.checked_sub(base) else { return Ok(ranges) };
        self.with_tree(segment, cancel, |_, _, reading, _| {
            let offsets = reading.repaired.as_ref().map(|repaired| &repaired.offsets);
            let now = offsets.map_or(inside, |offsets| offsets.after(inside));
            // The root is the segment, which means nothing to people.
            for step in path_to(&reading.tree, now, cancel)?.iter().skip(1) {
                let range = step.node.byte_range();
                let range = match offsets {
                    Some(offsets) => offsets.before(range.start)..offsets.before(range.end),
                    None => range,
                };
                let range = base + range.start..base + range.end;
                let is_smaller = ranges.last().is_some_and(|last| {
                    last.start <= range.start && range.end <= last.end && range.len() < last.len()
                });
                if is_smaller && range.start <= at && at < range.end {
                    ranges.push(range);
                }
            }
            Ok(())
        })?;
        ranges.reverse();
        Ok(ranges)
    }

    /// The byte before `at` where a word ends there and none begins.
    fn word_at(&self, at: usize) -> usize {
        let is_word = |at: usize| {
            at < self.text.byte_len()
                && matches!(self.text.byte(at), b'_' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | 0x80..)
        };
        match at.checked_sub(1) {
            Some(before) if !is_word(at) && is_word(before) => before,
            _ => at,
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use crop::Rope;

    use super::*;

    /// The parts round the `$0` in `marked`.
    #[track_caller]
    fn check(marked: &str, expected: &[&str]) {
        let at = marked.find("$0").unwrap();
        let text = marked.replace("$0", "");
        let ranges = FileIndex::of(&Rope::from(text.as_str())).enclosing(at, &CancelToken::never()).unwrap();
        let shown: Vec<&str> = ranges.into_iter().map(|range| &text[range]).collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn from_the_name_to_the_text() {
        let text = "x = 1\ndef f(a):\n  return a.b(c)\n";
        check(
            &text.replace("b(", "b$0("),
            &["b", "a.b", "a.b(c)", "return a.b(c)", "def f(a):\n  return a.b(c)", text],
        );
    }

    #[test]
    fn a_string_without_and_with_its_quotes() {
        check("x = 'a $0b'", &["a b", "'a b'", "x = 'a b'"]);
    }

    #[test]
    fn broken_code_has_parts_too() {
        check(
            "def f(a:\n  b = a$0\n  c = (\n",
            &["a", "b = a", "b = a\n  c = (", "def f(a:\n  b = a\n  c = (", "def f(a:\n  b = a\n  c = (\n"],
        );
    }

    #[test]
    fn nothing_but_the_text() {
        check("$0", &[""]);
        check("a\n\n$0\n", &["a\n\n\n"]);
    }
}
