//! The functions and classes round a place and on the screen: where each is, and the colours of its header.
//!
//! Read from the segments' indexes alone. Invariant: they come in the order of the text, each one after the one
//! that it stands in; only those that have a name are told.

use std::cmp::Reverse;
use std::ops::Range;

use super::answer::{Scope, Tokens};
use super::file_index::FileIndex;
use super::words;
use crate::scopes::{self, Deed, Reference, ScopeKind, SegmentIndex};
use crate::worker::{CancelToken, Cancelled};

/// Headers above the requested lines that get their colours; deeper code than that has none that fits a screen.
const MOST_HEADERS: usize = 8;

impl FileIndex {
    /// The functions and classes round a byte, outermost first.
    ///
    /// # Errors
    /// [`Cancelled`] if `cancel` says so.
    pub fn scopes_round(&mut self, at: usize, cancel: &CancelToken) -> Result<Vec<Scope>, Cancelled> {
        self.split(cancel)?;
        if self.segments.is_empty() {
            return Ok(Vec::new());
        }
        let segment = self.segments.index_at(at);
        let base = self.range(segment).start;
        let index = self.index(segment, cancel)?;
        let round = index.definitions_round(at.saturating_sub(base));
        Ok(round.filter_map(|scope| self.told(&index, &scope, base)).collect())
    }

    /// The functions and classes of which a part is in these lines, counted from 0, end exclusive.
    ///
    /// # Errors
    /// [`Cancelled`] if `cancel` says so.
    pub fn definitions_in(
        &mut self,
        lines: Range<usize>,
        cancel: &CancelToken,
    ) -> Result<Vec<Scope>, Cancelled> {
        self.split(cancel)?;
        let mut found = Vec::new();
        if self.segments.is_empty() {
            return Ok(found);
        }
        let bytes = self.bytes_of_lines(lines);
        for segment in self.segments.index_at(bytes.start)..self.segments.len() {
            let Range { start: base, .. } = self.range(segment);
            if base >= bytes.end {
                break;
            }
            let index = self.index(segment, cancel)?;
            let here = bytes.start.saturating_sub(base)..bytes.end - base;
            found.extend(index.definitions_in(here).filter_map(|scope| self.told(&index, &scope, base)));
        }
        found.sort_by_key(|scope| (scope.range.start, Reverse(scope.range.end)));
        Ok(found)
    }

    /// Adds the colours of the lines above those of `tokens` in which `definitions` have their names.
    pub(super) fn add_header_colours(
        &mut self,
        definitions: &[Scope],
        columns: &Range<usize>,
        tokens: &mut Tokens,
        cancel: &CancelToken,
    ) -> Result<(), Cancelled> {
        let above = definitions.iter().take_while(|scope| scope.name.start < tokens.range.start);
        let mut lines: Vec<usize> =
            above.map(|scope| self.text.line_of_byte(scope.name.start)).take(MOST_HEADERS).collect();
        lines.dedup();
        let mut spans = Vec::new();
        for line in lines {
            spans.append(&mut self.colours(line..line + 1, columns.clone(), cancel)?.spans);
        }
        if !spans.is_empty() {
            spans.append(&mut tokens.spans);
            tokens.spans = spans;
        }
        Ok(())
    }

    /// A definition of the segment that begins at `base`, as it is told; none if it has no name.
    fn told(&self, index: &SegmentIndex, scope: &scopes::Scope, base: usize) -> Option<Scope> {
        let range = scope.byte_range();
        let known = scope.name?;
        let deed = if scope.kind == ScopeKind::Class { Deed::DefineClass } else { Deed::DefineFunction };
        let is_definition = |one: &Reference| matches!(one.deed(), Deed::DefineClass | Deed::DefineFunction);
        // Nothing else is defined between where it begins and its name.
        let own = index.references_in(range.clone()).find(is_definition)?;
        let moved = |range: Range<usize>| base + range.start..base + range.end;
        let name = moved(own.range());
        let written: String = self.text.byte_slice(name.clone()).chunks().collect();
        // In broken code it may be the name of something inside. A mangled class is known by what is written.
        let is_own = own.deed() == deed && (own.name == known || written == self.names.text(known));
        is_own.then(|| Scope { title: words::title(scope.kind, &written), name, range: moved(range) })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use crop::Rope;

    use super::*;
    use crate::occurrences::TokenClass;

    /// A scope: its title, the line of its name from 1, its first and its last line.
    fn shown(text: &str, scopes: &[Scope]) -> Vec<String> {
        let line = |at: usize| text[..at].matches('\n').count() + 1;
        let of = |scope: &Scope| {
            let name = &text[scope.name.clone()];
            assert!(scope.title.trim_end_matches("()") == name, "{scope:?}");
            assert!(scope.range.start < scope.name.start && scope.name.end < scope.range.end);
            let (first, last) = (line(scope.range.start), line(scope.range.end - 1));
            format!("{} {} {first}-{last}", scope.title, line(scope.name.start))
        };
        scopes.iter().map(of).collect()
    }

    /// The scopes round the `$0` in `marked`, outermost first.
    #[track_caller]
    fn round(marked: &str, expected: &[&str]) {
        let at = marked.find("$0").unwrap();
        let text = marked.replace("$0", "");
        let never = CancelToken::never();
        let mut file = FileIndex::of(&Rope::from(text.as_str()));
        assert_eq!(shown(&text, &file.scopes_round(at, &never).unwrap()), expected);
        // What is round a place is on its line.
        let line = text[..at].matches('\n').count();
        let on_line = shown(&text, &file.definitions_in(line..line + 1, &never).unwrap());
        assert!(expected.iter().all(|one| on_line.contains(&(*one).to_owned())), "{on_line:?}");
    }

    #[test]
    fn nested_decorated_and_async() {
        round(
            "x = 1\n\n@frozen\nclass Tide(Base):\n  @cache(lambda: 1)\n  async def rise(self):\n    def low(): pass\n    $0return low\n  y = 2\n",
            &["Tide 4 4-9", "rise() 6 6-8"],
        );
    }

    #[test]
    fn generic_and_with_defaults() {
        round(
            "class C[T: int]:\n  def f[U](self, a: \"int\" = [x for x in y]) -> T:\n    $0pass\n",
            &["C 1 1-3", "f() 2 2-3"],
        );
    }

    #[test]
    fn a_header_of_many_lines() {
        round("@a\n@b\ndef mean(\n  levels,\n  total=0,\n):\n  $0return 1\n", &["mean() 3 3-7"]);
        round("def \\\n  mean(): $0pass\n", &["mean() 2 1-2"]);
    }

    #[test]
    fn a_private_name_is_shown_as_it_is_written() {
        round(
            "class A:\n  class __B:\n    def __f(self):\n      $0pass\n",
            &["A 1 1-4", "__B 2 2-4", "__f() 3 3-4"],
        );
    }

    #[test]
    fn broken_code_keeps_its_scopes() {
        round(
            "class A:\n  def f(self, x:\n    return x\n  y = (\n  def g(self):\n    $0return x\n",
            &["A 1 1-6", "g() 5 5-6"],
        );
        round("def (a):\n  def g(b):\n    $0pass\n", &["g() 2 2-3"]);
    }

    #[test]
    fn nothing_at_module_level_and_in_no_text() {
        round("x = 1$0\ndef f(): pass\n", &[]);
        round("$0", &[]);
    }

    #[test]
    fn lines_have_what_begins_in_them_and_what_they_are_in() {
        let text = "class A:\n  def f(self):\n    pass\n\n  def g(self):\n    def h():\n      pass\n\n  z = 1\ndef last(): pass\n";
        let mut file = FileIndex::of(&Rope::from(text));
        let mut check = |lines: Range<usize>, expected: &[&str]| {
            let found = file.definitions_in(lines, &CancelToken::never()).unwrap();
            assert_eq!(shown(text, &found), expected);
        };
        check(0..10, &["A 1 1-9", "f() 2 2-3", "g() 5 5-7", "h() 6 6-7", "last() 10 10-10"]);
        check(3..4, &["A 1 1-9"]);
        check(6..7, &["A 1 1-9", "g() 5 5-7", "h() 6 6-7"]);
        check(8..90, &["A 1 1-9", "last() 10 10-10"]);
        check(10..11, &[]);
    }

    #[test]
    fn headers_above_the_lines_have_colours() {
        let text = format!("class A:\n  def f(self):\n{}", "    x = 1\n".repeat(50));
        let mut file = FileIndex::of(&Rope::from(text.as_str()));
        let never = CancelToken::never();
        let columns = 0..usize::MAX;
        let definitions = file.definitions_in(40..45, &never).unwrap();
        let mut tokens = file.colours(40..45, columns.clone(), &never).unwrap();
        let plain = tokens.clone();
        file.add_header_colours(&definitions, &columns, &mut tokens, &never).unwrap();
        assert_eq!(tokens.range, plain.range);
        assert!(tokens.spans.is_sorted_by_key(|span| span.range.start));
        let added = tokens.spans.len() - plain.spans.len();
        assert_eq!(tokens.spans[added..], plain.spans);
        let names: Vec<&str> = tokens.spans[..added]
            .iter()
            .filter(|span| span.class == TokenClass::Definition)
            .map(|span| &text[span.range.clone()])
            .collect();
        assert_eq!(names, ["A", "f"]);
    }
}
