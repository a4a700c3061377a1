//! Token spans of the lines on the screen, from the segments that those lines lie in.

use std::ops::Range;

use tree_sitter::Tree;

use super::answer::{TokenClass, TokenSpan, Tokens};
use super::builtins::is_builtin;
use super::file_index::FileIndex;
use crate::repair::{Offsets, Repaired};
use crate::scopes::{Deed, ScopeId, SegmentIndex};
use crate::syntax::{NameColours, loose_spans, token_spans};
use crate::worker::{CancelToken, Cancelled, LONG_LINE};

struct Names<'a> {
    file: &'a FileIndex,
    index: &'a SegmentIndex,
}

impl NameColours for Names<'_> {
    fn class_at(&self, start: usize) -> Option<TokenClass> {
        let reference = self.index.reference_at(start).filter(|found| found.start() == start)?;
        let receiver = self.index.scope(reference.owner).and_then(|scope| scope.receiver);
        if receiver.is_some_and(|receiver| receiver.name == reference.name) {
            return Some(TokenClass::SelfName);
        }
        match reference.deed() {
            Deed::DefineParameter => return Some(TokenClass::Parameter),
            // Where the code is broken the tree doesn't say so.
            Deed::DefineFunction | Deed::DefineClass => return Some(TokenClass::Definition),
            _ => {}
        }
        let is_builtin = reference.owner == ScopeId::MODULE
            && is_builtin(self.file.names.text(reference.name))
            && !self.file.is_bound_in_module(reference.name);
        is_builtin.then_some(TokenClass::Builtin)
    }
}

/// Names of a repaired text.
struct NamesBefore<'a> {
    names: &'a Names<'a>,
    offsets: &'a Offsets,
}

impl NameColours for NamesBefore<'_> {
    fn class_at(&self, start: usize) -> Option<TokenClass> {
        self.names.class_at(self.offsets.before(start))
    }
}

/// The colours of a part of a segment's text whose tree is of a repaired one; offsets are those of `text`.
fn repaired_spans(
    tree: &Tree,
    text: &str,
    repaired: &Repaired,
    part: Range<usize>,
    names: &Names<'_>,
    cancel: &CancelToken,
) -> Result<Vec<TokenSpan>, Cancelled> {
    let offsets = &repaired.offsets;
    let names = NamesBefore { names, offsets };
    let now = offsets.after(part.start)..offsets.after(part.end);
    let mut spans = Vec::new();
    token_spans(tree, &repaired.text, now, 0, &names, cancel, &mut spans)?;
    let before = |span: TokenSpan| {
        let range = offsets.before(span.range.start)..offsets.before(span.range.end);
        (!range.is_empty()).then_some(TokenSpan { range, class: span.class })
    };
    let mut spans: Vec<TokenSpan> = spans.into_iter().filter_map(before).collect();
    for removed in offsets.removed(part) {
        let of_removed = loose_spans(text.get(removed.clone()).unwrap_or_default());
        spans.extend(of_removed.into_iter().map(|TokenSpan { range, class }| TokenSpan {
            range: removed.start + range.start..removed.start + range.end,
            class,
        }));
    }
    spans.sort_unstable_by_key(|span| span.range.start);
    Ok(spans)
}

impl FileIndex {
    /// The colours of lines, counted from 0, end exclusive; of lines longer than [`LONG_LINE`] those of some bytes,
    /// counted from the line's start.
    ///
    /// # Errors
    /// [`Cancelled`] if `cancel` says so.
    pub fn colours(
        &mut self,
        lines: Range<usize>,
        columns: Range<usize>,
        cancel: &CancelToken,
    ) -> Result<Tokens, Cancelled> {
        self.split(cancel)?;
        let mut tokens = Tokens { range: self.bytes_of_lines(lines.clone()), spans: Vec::new() };
        for part in self.parts(lines, &columns) {
            self.colours_of(part, cancel, &mut tokens.spans)?;
        }
        Ok(tokens)
    }

    /// What is to be coloured, in bytes, in order, each part with something in it.
    fn parts(&self, lines: Range<usize>, columns: &Range<usize>) -> Vec<Range<usize>> {
        let whole = self.bytes_of_lines(lines.clone());
        let mut parts: Vec<Range<usize>> = Vec::new();
        if whole.len() <= LONG_LINE {
            parts.push(whole);
        } else {
            for line in lines.start..lines.end.min(self.text.line_len()) {
                let line = self.bytes_of_lines(line..line + 1);
                let part = if line.len() <= LONG_LINE {
                    line
                } else {
                    let at = |column: usize| line.start.saturating_add(column).min(line.end);
                    at(columns.start)..at(columns.end)
                };
                match parts.last_mut() {
                    Some(last) if last.end == part.start => last.end = part.end,
                    _ => parts.push(part),
                }
            }
        }
        parts.retain(|part| !part.is_empty());
        parts
    }

    /// The colours of some bytes.
    fn colours_of(
        &mut self,
        range: Range<usize>,
        cancel: &CancelToken,
        spans: &mut Vec<TokenSpan>,
    ) -> Result<(), Cancelled> {
        if self.segments.is_empty() {
            return Ok(());
        }
        for at in self.segments.index_at(range.start)..self.segments.len() {
            let segment = self.range(at);
            if segment.start >= range.end {
                break;
            }
            let part = range.start.saturating_sub(segment.start)..range.end.min(segment.end) - segment.start;
            self.with_tree_at(at, part.clone(), cancel, |file, index, reading, text| {
                let names = Names { file, index };
                match &reading.repaired {
                    None => token_spans(&reading.tree, text, part, segment.start, &names, cancel, spans),
                    Some(repaired) => {
                        let found = repaired_spans(&reading.tree, text, repaired, part, &names, cancel)?;
                        spans.extend(found.into_iter().map(|TokenSpan { range, class }| TokenSpan {
                            range: segment.start + range.start..segment.start + range.end,
                            class,
                        }));
                        Ok(())
                    }
                }
            })?;
        }
        Ok(())
    }

    /// The bytes of whole lines, as far as the text has them.
    pub(super) fn bytes_of_lines(&self, lines: Range<usize>) -> Range<usize> {
        let count = self.text.line_len();
        let byte_of = |line: usize| {
            if line < count { self.text.byte_of_line(line) } else { self.text.byte_len() }
        };
        let start = byte_of(lines.start);
        start..byte_of(lines.end).max(start)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use crop::Rope;

    use super::*;

    /// Every coloured token of `text`, one a line: its class and its text.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let mut file = FileIndex::of(&Rope::from(text));
        let cancel = CancelToken::never();
        file.split(&cancel).unwrap();
        let tokens = file.colours(0..text.lines().count(), 0..usize::MAX, &cancel).unwrap();
        let drawn: Vec<String> = tokens
            .spans
            .iter()
            .map(|span| format!("{:?} {}", span.class, &text[span.range.clone()]).trim().to_owned())
            .collect();
        let expected: Vec<&str> = expected.trim().lines().map(str::trim).collect();
        assert_eq!(drawn, expected);
        assert!(tokens.spans.is_sorted_by(|a, b| a.range.end <= b.range.start));
    }

    #[test]
    fn a_function() {
        check(
            "@cache\ndef mean(levels, n=1.5):  # dry\n    return sum(levels)",
            "
            Decorator @
            Decorator cache
            Keyword def
            Definition mean
            Operator (
            Parameter levels
            Operator ,
            Parameter n
            Operator =
            Number 1.5
            Operator )
            Operator :
            Comment # dry
            Keyword return
            Builtin sum
            Operator (
            Operator )
            ",
        );
    }

    #[test]
    fn a_method_knows_its_receiver_by_position() {
        check(
            "class A:\n  def f(this, other): this.x",
            "
            Keyword class
            Definition A
            Operator :
            Keyword def
            Definition f
            Operator (
            SelfName this
            Operator ,
            Parameter other
            Operator )
            Operator :
            SelfName this
            Operator .
            ",
        );
    }

    #[test]
    fn strings_with_escapes_and_fields() {
        check(
            "print(f\"a\\n{x!r:>{w}}{{\", 'b')",
            "
            Builtin print
            Operator (
            String f\"
            String a
            Escape \\n
            Operator {
            Escape !r
            Operator :
            String >
            Operator {
            Operator }
            Operator }
            Escape {{
            String \"
            Operator ,
            String '
            String b
            String '
            Operator )
            ",
        );
    }

    #[test]
    fn names_in_strings_keep_the_colour_of_strings() {
        check(
            "x: \"int\" = '' # int\n__all__ = ['int']\ndef f(x):\n  ':param x: int'",
            "
            Operator :
            String \"
            String int
            String \"
            Operator =
            String '
            String '
            Comment # int
            Operator =
            Operator [
            String '
            String int
            String '
            Operator ]
            Keyword def
            Definition f
            Operator (
            Parameter x
            Operator )
            Operator :
            String '
            String :param x: int
            String '
            ",
        );
    }

    #[test]
    fn a_builtin_that_the_file_binds_is_none() {
        check("sum = 1\nsum", "Operator =\nNumber 1");
    }

    #[test]
    fn soft_keywords_are_keywords_only_where_they_are() {
        check(
            "match x:\n  case _: pass\nmatch = 1",
            "
            Keyword match
            Operator :
            Keyword case
            Operator _
            Operator :
            Keyword pass
            Operator =
            Number 1
            ",
        );
    }

    #[test]
    fn broken_code_keeps_its_colours() {
        check(
            "class A:\n  def f(self, x:\n    return x\n  def g(self): \"a",
            "
            Keyword class
            Definition A
            Operator :
            Keyword def
            Definition f
            Operator (
            SelfName self
            Operator ,
            Parameter x
            Operator :
            Keyword return
            Keyword def
            Definition g
            Operator (
            SelfName self
            Operator )
            Operator :
            String \"
            String a
            ",
        );
    }

    #[test]
    fn only_the_lines_asked_for() {
        let text = "a = 1\nb = [\n  2,\n  3,\n  4]\nc = 5\n";
        let mut file = FileIndex::of(&Rope::from(text));
        let cancel = CancelToken::never();
        file.split(&cancel).unwrap();
        let tokens = file.colours(3..4, 0..usize::MAX, &cancel).unwrap();
        assert_eq!(&text[tokens.range.clone()], "  3,\n");
        let texts: Vec<&str> = tokens.spans.iter().map(|span| &text[span.range.clone()]).collect();
        assert_eq!(texts, ["3", ","]);
    }

    #[test]
    fn of_a_long_line_only_the_bytes_asked_for() {
        let text = format!("a = 1\nb = [{}]\nc = 2\n", "10, ".repeat(LONG_LINE));
        let mut file = FileIndex::of(&Rope::from(text.as_str()));
        let tokens = file.colours(0..3, 20_001..20_009, &CancelToken::never()).unwrap();
        let texts: Vec<&str> = tokens.spans.iter().map(|span| &text[span.range.clone()]).collect();
        assert_eq!(texts, ["=", "1", "10", ",", "10", ",", "=", "2"]);
        assert_eq!(tokens.range, 0..text.len());
    }
}
