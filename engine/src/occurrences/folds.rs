//! What can be folded away: bodies, brackets, strings, runs of imports and of comments, regions.
//!
//! Read from the tokens and the columns, which say where a block ends even where the code is broken; nothing is
//! parsed or indexed. Invariant: every fold reaches over the end of a line.

use std::ops::Range;

use super::file_index::FileIndex;
use crate::repair::{Source, logical_lines};
use crate::segments::{Token, TokenKind, tokens};
use crate::worker::{CancelToken, Cancelled};

/// Bytes of text read between two returns to the caller; more if a segment is larger.
const BYTES_AT_ONCE: usize = 64 * 1024;

/// Bytes behind the asked lines in which the end of a region is looked for.
const REGION_REACH: usize = 1 << 20;

/// Lines of a segment in which its first word is looked for.
const IMPORT_LINES: usize = 50;

/// What sort of thing a fold hides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FoldKind {
    /// The body of a class, a function or another statement that has one.
    Block,
    /// What stands in brackets.
    Bracket,
    /// A string that isn't a statement of its own.
    String,
    /// Lines with nothing but comments, and strings that are statements, as docstrings are.
    Comment,
    /// Imports, one below the other.
    Imports,
    /// From `# region` to `# endregion`.
    Region,
}

/// One part that can be folded away: all but its first line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fold {
    /// From the start of what stays to the end of what is hidden; bytes.
    pub range: Range<usize>,
    /// What it is.
    pub kind: FoldKind,
}

/// The folds of a text in the making. They belong to one state of the text.
#[derive(Debug, Default)]
pub struct Folds {
    /// What is known so far, in no order.
    pub found: Vec<Fold>,
    next_segment: usize,
    /// The imports that were read last, if nothing came after them.
    imports: Option<Imports>,
    /// Where the regions start that are open.
    regions: Vec<usize>,
}

/// Imports, one after the other.
#[derive(Debug)]
struct Imports {
    range: Range<usize>,
    has_line_end: bool,
}

impl FileIndex {
    /// Adds the folds of a few more segments; whether these are all.
    ///
    /// # Errors
    /// [`Cancelled`] if `cancel` says so; it goes on where it stopped.
    pub fn folds_on(&mut self, folds: &mut Folds, cancel: &CancelToken) -> Result<bool, Cancelled> {
        self.split(cancel)?;
        let mut left = BYTES_AT_ONCE;
        while left > 0 && folds.next_segment < self.segments.len() {
            cancel.check()?;
            let range = self.range(folds.next_segment);
            self.with_text(folds.next_segment, cancel, |text| {
                Segment::new(text, range.start).read(folds);
                Ok(())
            })?;
            folds.next_segment += 1;
            left = left.saturating_sub(range.len());
        }
        if folds.next_segment < self.segments.len() {
            return Ok(false);
        }
        folds.end_imports();
        Ok(true)
    }
}

impl FileIndex {
    /// The folds of the statements at the top of the module that reach into these lines, counted from 0, end
    /// exclusive; all of a run of imports, and regions as far as they end soon.
    ///
    /// # Errors
    /// [`Cancelled`] if `cancel` says so.
    pub fn folds_in(&mut self, lines: Range<usize>, cancel: &CancelToken) -> Result<Vec<Fold>, Cancelled> {
        self.split(cancel)?;
        let mut folds = Folds::default();
        if self.segments.is_empty() {
            return Ok(folds.found);
        }
        let bytes = self.bytes_of_lines(lines);
        let mut at = self.segments.index_at(bytes.start);
        while at > 0 && self.is_import(at) && self.is_import(at - 1) {
            cancel.check()?;
            at -= 1;
        }
        let mut left = REGION_REACH;
        while at < self.segments.len() {
            cancel.check()?;
            let range = self.range(at);
            let is_behind = range.start >= bytes.end;
            let goes_on = folds.imports.is_some() || !folds.regions.is_empty() && left > 0;
            if is_behind && !goes_on {
                break;
            }
            self.with_text(at, cancel, |text| {
                Segment::new(text, range.start).read(&mut folds);
                Ok(())
            })?;
            if is_behind {
                left = left.saturating_sub(range.len());
            }
            at += 1;
        }
        folds.end_imports();
        Ok(folds.found)
    }

    /// Whether a segment begins with an import, comments and blank lines aside.
    fn is_import(&self, at: usize) -> bool {
        let range = self.range(at);
        let start = self.text.byte_slice(range);
        let mut code = start.lines().take(IMPORT_LINES).filter(|line| {
            let first = line.bytes().find(|byte| !byte.is_ascii_whitespace());
            first.is_some_and(|byte| byte != b'#')
        });
        let begins = |line: crop::RopeSlice<'_>, word: &str| {
            line.bytes().zip(word.bytes()).filter(|(a, b)| a == b).count() == word.len()
        };
        code.next().is_some_and(|line| begins(line, "import ") || begins(line, "from "))
    }
}

impl Folds {
    fn end_imports(&mut self) {
        if let Some(imports) = self.imports.take().filter(|imports| imports.has_line_end) {
            self.found.push(Fold { range: imports.range, kind: FoldKind::Imports });
        }
    }
}

/// The text of a segment, as it is read.
struct Segment<'t> {
    text: &'t str,
    base: usize,
    tokens: Vec<Token>,
    /// Where its lines end.
    line_ends: Vec<usize>,
}

impl<'t> Segment<'t> {
    fn new(text: &'t str, base: usize) -> Self {
        let line_ends = memchr::memchr_iter(b'\n', text.as_bytes()).collect();
        Self { text, base, tokens: tokens(text), line_ends }
    }

    fn read(mut self, folds: &mut Folds) {
        self.comments(folds);
        self.tokens.retain(|token| token.kind != TokenKind::Comment);
        self.brackets_and_strings(folds);
        self.blocks_and_imports(folds);
    }

    fn add(&self, range: Range<usize>, kind: FoldKind, folds: &mut Folds) {
        if self.has_line_end(&range) {
            folds.found.push(Fold { range: self.base + range.start..self.base + range.end, kind });
        }
    }

    fn has_line_end(&self, range: &Range<usize>) -> bool {
        let next = self.line_ends.partition_point(|&end| end < range.start);
        self.line_ends.get(next).is_some_and(|&end| end < range.end)
    }

    fn word(&self, token: Token) -> &'t str {
        self.text.get(token.range()).unwrap_or_default()
    }

    /// Lines with nothing but a comment, and the marks of regions among them.
    fn comments(&self, folds: &mut Folds) {
        let mut run: Option<Range<usize>> = None;
        let mut is_first_in_line = true;
        let mut last_line_had_comment = false;
        for &token in &self.tokens {
            if token.kind == TokenKind::LineEnd {
                if is_first_in_line || !last_line_had_comment {
                    // A blank line or one with code.
                    self.end_comments(&mut run, folds);
                }
                is_first_in_line = true;
                last_line_had_comment = false;
                continue;
            }
            if token.kind == TokenKind::Comment && is_first_in_line {
                last_line_had_comment = true;
                match region_mark(self.word(token)) {
                    Some(RegionMark::Start) => {
                        self.end_comments(&mut run, folds);
                        folds.regions.push(self.base + token.start);
                    }
                    Some(RegionMark::End) => {
                        self.end_comments(&mut run, folds);
                        if let Some(start) = folds.regions.pop() {
                            let range = start..self.base + token.end;
                            folds.found.push(Fold { range, kind: FoldKind::Region });
                        }
                    }
                    None => run.get_or_insert(token.range()).end = token.end,
                }
            }
            is_first_in_line = false;
        }
        self.end_comments(&mut run, folds);
    }

    fn end_comments(&self, run: &mut Option<Range<usize>>, folds: &mut Folds) {
        if let Some(range) = run.take() {
            self.add(range, FoldKind::Comment, folds);
        }
    }

    /// A closing bracket that is the first in its line stays.
    fn brackets_and_strings(&self, folds: &mut Folds) {
        let mut open: Vec<Token> = Vec::new();
        let mut last_end = 0;
        for (at, &token) in self.tokens.iter().enumerate() {
            match token.kind {
                TokenKind::LineEnd => continue,
                TokenKind::Open => open.push(token),
                TokenKind::Close => {
                    let fits = |one: &Token| fit(self.word(*one), self.word(token));
                    // One that fits nothing is too much, and those that it skips lack their partner.
                    if let Some(depth) = open.iter().rposition(fits)
                        && let Some(&opening) = open.get(depth)
                    {
                        open.truncate(depth);
                        let before = at.checked_sub(1).and_then(|before| self.tokens.get(before));
                        let stays = before.is_some_and(|before| before.kind == TokenKind::LineEnd);
                        let end = if stays { last_end } else { token.end };
                        self.add(opening.start..end, FoldKind::Bracket, folds);
                    }
                }
                TokenKind::String { .. } => {
                    let is_end = |token: Option<&Token>| token.is_none_or(|t| t.kind == TokenKind::LineEnd);
                    let before = at.checked_sub(1).and_then(|before| self.tokens.get(before));
                    let is_alone = open.is_empty() && is_end(before) && is_end(self.tokens.get(at + 1));
                    let kind = if is_alone { FoldKind::Comment } else { FoldKind::String };
                    self.add(token.range(), kind, folds);
                }
                _ => {}
            }
            last_end = token.end;
        }
    }

    fn blocks_and_imports(&self, folds: &mut Folds) {
        // Where each block starts whose end is still to come, and the column of its statement.
        let mut open: Vec<(usize, usize)> = Vec::new();
        let mut last_end = 0;
        for line in logical_lines(Source { text: self.text, tokens: &self.tokens, quotes: &[] }) {
            let token = |at: usize| self.tokens.get(at).copied();
            let Some(first) = token(line.first) else { continue };
            let end = line.end.checked_sub(1).and_then(token).map_or(first.end, |last| last.end);
            while let Some(&(start, indent)) = open.last()
                && indent >= line.indent
            {
                self.add(start..last_end, FoldKind::Block, folds);
                open.pop();
            }
            if line.head.has_block() {
                open.push((first.start, line.indent));
            }
            last_end = end;
            if matches!(self.word(first), "import" | "from") {
                let start = self.base + first.start;
                let imports =
                    folds.imports.get_or_insert(Imports { range: start..start, has_line_end: false });
                imports.range.end = self.base + end;
                let before = imports.range.start.checked_sub(self.base);
                // A segment ends with its line.
                imports.has_line_end |= before.is_none_or(|before| self.has_line_end(&(before..end)));
            } else {
                folds.end_imports();
            }
        }
        for (start, _) in open {
            self.add(start..last_end, FoldKind::Block, folds);
        }
    }
}

fn fit(open: &str, close: &str) -> bool {
    matches!((open, close), ("(", ")") | ("[", "]") | ("{", "}"))
}

enum RegionMark {
    Start,
    End,
}

/// Whether a comment opens or closes a region, as editors have it: `# region Name`, `#endregion`.
fn region_mark(comment: &str) -> Option<RegionMark> {
    match comment.trim_start_matches('#').split_whitespace().next()? {
        "region" => Some(RegionMark::Start),
        "endregion" => Some(RegionMark::End),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use crop::Rope;

    use super::*;

    /// The folds of `text` by their start: the kind, and the lines, counted from 1.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let mut file = FileIndex::of(&Rope::from(text));
        let mut folds = Folds::default();
        while !file.folds_on(&mut folds, &CancelToken::never()).unwrap() {}
        let line = |at: usize| text[..at].matches('\n').count() + 1;
        folds.found.sort_by_key(|fold| (fold.range.start, fold.range.end));
        let shown: Vec<String> = folds
            .found
            .iter()
            .map(|fold| format!("{:?} {}-{}", fold.kind, line(fold.range.start), line(fold.range.end)))
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn bodies_end_with_their_last_statement() {
        check(
            "class A:\n  def f(self):\n    if x:\n      y\n    else:\n      z\n\n  # c\n\nx = 1\n",
            &["Block 1-6", "Block 2-6", "Block 3-4", "Block 5-6"],
        );
    }

    #[test]
    fn one_line_has_nothing_to_fold() {
        check("if x: y\nfor x in (1, 2): pass\n", &[]);
    }

    #[test]
    fn brackets_and_strings_over_lines() {
        check(
            "x = [\n  1,\n  2,\n]\nf(a,\n  b)\nz = '''a\nb'''\ndef g():\n  '''Says.\n\n  More.\n  '''\n",
            &["Bracket 1-3", "Bracket 5-6", "String 7-8", "Block 9-13", "Comment 10-13"],
        );
    }

    #[test]
    fn imports_and_comments_in_runs() {
        check(
            "# a\n# b\n\n# c\nimport a\nfrom b import c\n\nimport d\nx = 1\nimport e\n# f\n# g\ny = 2 # h\n# i\n",
            &["Comment 1-2", "Imports 5-8", "Comment 11-12"],
        );
    }

    #[test]
    fn the_folds_of_some_lines_are_those_of_the_whole_text_there() {
        let text = "import a\nimport b\n# c\nfrom d import e\n\ndef f():\n  x\n\n# region R\ny = [\n  1,\n]\n# endregion\nclass G:\n  def h(self):\n    pass\nz = 1\n";
        let mut file = FileIndex::of(&Rope::from(text));
        let mut folds = Folds::default();
        while !file.folds_on(&mut folds, &CancelToken::never()).unwrap() {}
        let line = |at: usize| text[..at].matches('\n').count();
        for number in 0..text.lines().count() {
            let begins = |fold: &&Fold| line(fold.range.start) == number;
            let some = file.folds_in(number..number + 1, &CancelToken::never()).unwrap();
            let here: Vec<&Fold> = some.iter().filter(begins).collect();
            let all: Vec<&Fold> = folds.found.iter().filter(begins).collect();
            assert_eq!(here, all, "line {number}");
        }
    }

    #[test]
    fn regions_reach_over_statements() {
        check(
            "# region Outer\nx = 1\n#region inner\ndef f():\n  pass\n#endregion\n# endregion\n# endregion\n",
            &["Region 1-7", "Region 3-6", "Block 4-5"],
        );
    }

    #[test]
    fn broken_code_folds_what_is_whole() {
        check(
            "class A:\n  def f(self, x:\n    return x\n  y = [1,\n  def g(self):\n    return (\n      1)\nz = ')'\n",
            &["Block 1-7", "Block 2-3", "Block 5-7", "Bracket 6-7"],
        );
    }
}
