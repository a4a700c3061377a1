//! The parts of a long class, each of which can be parsed without the others.
//!
//! A part is a run of whole statements that stand directly in the body of a class, with the comments and empty lines
//! behind them. Between two of them the parser is always in the same state: at the start of a line, no bracket or
//! string open, the indent that of the body. So the statements of a part are those that the whole text has there if
//! the part parses without an error between the head of the class and the part behind it.
//!
//! Invariant: the text that the parts are of was parsed as it was typed, without an error, and is one class.

use std::ops::{ControlFlow, Range};

use tree_sitter::{Node, ParseOptions, Parser, Point, Tree};

use super::kinds::{Field, Syntax, field_of, kind_of};
use super::parse::python_parser;
use crate::worker::{CancelToken, Cancelled, Pacer};

/// Texts of fewer bytes are parsed in less than a millisecond.
const LEAST_TEXT: usize = 8 * 1024;

/// A part holds at least so many bytes, if there are, so that a class of short lines hasn't one for each.
const LEAST_PART: usize = 2 * 1024;

/// More bytes than this aren't parsed here: such a parse doesn't go on where it was cancelled.
const MOST_PARSED: usize = 64 * 1024;

/// Where the parts of a class are, in bytes of its segment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Parts {
    /// The first byte of the first line of each. What is before the first, the head and at least one statement, is
    /// no part.
    starts: Vec<usize>,
    /// The white space before each first statement, in bytes.
    indent: usize,
}

/// How a text became another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Change {
    /// The bytes that were replaced.
    pub(crate) old: Range<usize>,
    /// Those in their place.
    pub(crate) new: Range<usize>,
}

/// The parts that a change reaches into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Touched {
    /// Their numbers.
    parts: Range<usize>,
    /// Where the head of the class ends, before and after the change.
    head_end: usize,
    /// Their bytes before the change.
    pub(crate) old: Range<usize>,
    /// Their bytes after it.
    pub(crate) new: Range<usize>,
    /// The part behind them, after the change; none if there is none.
    next: Option<Range<usize>>,
}

impl Touched {
    /// The bytes of the class's head, and of what is before it: they didn't change.
    pub(crate) fn head(&self) -> Range<usize> {
        0..self.head_end
    }

    /// Whether a part that the change doesn't reach follows.
    pub(crate) fn is_followed(&self) -> bool {
        self.next.is_some()
    }

    /// The bytes of the touched parts and of the one behind them, after the change.
    pub(crate) fn told(&self) -> Range<usize> {
        self.new.start..self.next.as_ref().map_or(self.new.end, |next| next.end)
    }

    /// Where a byte behind the touched parts is after the change.
    pub(crate) fn moved(&self, at: usize) -> usize {
        (at + self.new.end).saturating_sub(self.old.end)
    }
}

impl Parts {
    /// The parts of a text with this tree. None if it isn't a long class without an error.
    pub(crate) fn of(text: &str, tree: &Tree, cancel: &CancelToken) -> Result<Option<Self>, Cancelled> {
        if text.len() < LEAST_TEXT {
            return Ok(None);
        }
        Self::of_at_least(LEAST_PART, text, tree, cancel)
    }

    /// The same, however long the text is, with parts of at least so many bytes.
    pub(crate) fn of_at_least(
        least: usize,
        text: &str,
        tree: &Tree,
        cancel: &CancelToken,
    ) -> Result<Option<Self>, Cancelled> {
        let Some(body) = body_of(tree) else { return Ok(None) };
        let mut parts = Self { starts: Vec::new(), indent: 0 };
        let statements = statements_of(body, cancel)?;
        // The first one may be the docstring of the class, and says how far the others are indented.
        let Some((&first, others)) = statements.split_first() else { return Ok(None) };
        let Some(indent) = indent_before(text, first) else { return Ok(None) };
        parts.indent = indent;
        parts.starts = parts.starts_among(others, first, least, text);
        Ok((!parts.starts.is_empty()).then_some(parts))
    }

    /// The bytes of each, where the text is `len` bytes long.
    pub(crate) fn ranges(&self, len: usize) -> impl Iterator<Item = Range<usize>> + '_ {
        let ends = self.starts.iter().skip(1).copied().chain([len]);
        self.starts.iter().zip(ends).map(|(&start, end)| start..end)
    }

    /// Where parts begin, given the statements behind the byte `from`.
    fn starts_among(&self, statements: &[usize], from: usize, least: usize, text: &str) -> Vec<usize> {
        let mut starts = Vec::new();
        let mut last = from;
        for &statement in statements {
            if indent_before(text, statement) == Some(self.indent) && statement - last >= least {
                last = statement - self.indent;
                starts.push(last);
            }
        }
        starts
    }

    /// Which parts a change reaches into; none if it reaches into what is before them. `text` is the one after it.
    pub(crate) fn touched(&self, change: &Change, text: &str) -> Option<Touched> {
        let begun = self.starts.partition_point(|&start| start <= change.old.start).checked_sub(1)?;
        let start = *self.starts.get(begun)?;
        let is_in_first_line = !text.get(start..change.old.start)?.contains('\n');
        // What its first line says may make it go on with the part before.
        let first = if is_in_first_line { begun.checked_sub(1)? } else { begun };
        let start = *self.starts.get(first)?;
        // A part that begins right where the change ends may have lost its line end.
        let end = self.starts.partition_point(|&start| start <= change.old.end).max(first + 1);
        let growth = |at: usize| (at + change.new.end).saturating_sub(change.old.end);
        let old_len = (text.len() + change.old.end).checked_sub(change.new.end)?;
        let old_end = self.starts.get(end).copied().unwrap_or(old_len);
        let next = self
            .starts
            .get(end)
            .map(|&start| growth(start)..growth(self.starts.get(end + 1).copied().unwrap_or(old_len)));
        let head_end = *self.starts.first()?;
        Some(Touched { parts: first..end, head_end, old: start..old_end, new: start..growth(old_end), next })
    }

    /// The parts that hold some bytes of a text of `len` bytes that didn't change, as if they had been touched.
    pub(crate) fn holding(&self, bytes: &Range<usize>, len: usize) -> Touched {
        let first = self.starts.partition_point(|&start| start <= bytes.start).saturating_sub(1);
        let end = self.starts.partition_point(|&start| start < bytes.end).max(first + 1);
        let start_of = |part: usize| self.starts.get(part).copied().unwrap_or(len);
        let range = start_of(first)..start_of(end);
        let next = (end < self.starts.len()).then(|| start_of(end)..start_of(end + 1));
        Touched { parts: first..end, head_end: start_of(0), old: range.clone(), new: range, next }
    }

    /// The parts after the change that touched some, given the tree of those; none if that tree doesn't show that
    /// the others are what they were.
    pub(crate) fn after(
        &self,
        touched: &Touched,
        text: &str,
        tree: &Tree,
        cancel: &CancelToken,
    ) -> Result<Option<Self>, Cancelled> {
        self.after_with(LEAST_PART, touched, text, tree, cancel)
    }

    /// The same with parts of at least so many bytes.
    pub(crate) fn after_with(
        &self,
        least: usize,
        touched: &Touched,
        text: &str,
        tree: &Tree,
        cancel: &CancelToken,
    ) -> Result<Option<Self>, Cancelled> {
        let Some(body) = body_of(tree) else { return Ok(None) };
        let statements = statements_of(body, cancel)?;
        if let Some(next) = &touched.next
            && statements.binary_search(&(next.start + self.indent)).is_err()
        {
            return Ok(None);
        }
        let Range { start, end } = touched.new;
        let first = statements.partition_point(|&statement| statement < start);
        let last = statements.partition_point(|&statement| statement < end);
        // What isn't behind a part's first statement is no part's.
        if first == last || statements.get(first) != Some(&(start + self.indent)) {
            return Ok(None);
        }
        let inside = statements.get(first + 1..last).unwrap_or_default();
        let mut starts = self.starts.get(..=touched.parts.start).unwrap_or_default().to_vec();
        starts.extend(self.starts_among(inside, start, least, text));
        let behind = self.starts.get(touched.parts.end..).unwrap_or_default();
        starts.extend(behind.iter().map(|&start| touched.moved(start)));
        Ok(Some(Self { starts, indent: self.indent }))
    }

    /// The bytes that tell what the touched parts hold: the head of the class, those parts, and the one behind them,
    /// which shows that they end where it begins. None if that is much.
    fn told_by(touched: &Touched) -> Option<Vec<Range<usize>>> {
        let head = touched.head();
        let rest = touched.told();
        if head.len() + rest.len() > MOST_PARSED {
            return None;
        }
        let mut ranges = vec![head];
        match ranges.last_mut() {
            Some(head) if head.end == rest.start => head.end = rest.end,
            _ => ranges.push(rest),
        }
        Some(ranges)
    }
}

/// A parser of parts.
pub(crate) struct PartsParser {
    parser: Parser,
}

impl PartsParser {
    /// A parser for Python.
    pub(crate) fn new() -> Self {
        Self { parser: python_parser() }
    }

    /// The tree of what tells what the touched parts hold, at the places that it has in `text`. None if it has an error.
    pub(crate) fn parse(
        &mut self,
        touched: &Touched,
        text: &str,
        cancel: &CancelToken,
    ) -> Result<Option<Tree>, Cancelled> {
        let Some(told_by) = Parts::told_by(touched) else { return Ok(None) };
        let ranges: Vec<_> = told_by.into_iter().map(included).collect();
        if self.parser.set_included_ranges(&ranges).is_err() {
            return Ok(None);
        }
        let bytes = text.as_bytes();
        let mut progress = |_: &tree_sitter::ParseState| match cancel.check() {
            Ok(()) => ControlFlow::Continue(()),
            Err(Cancelled) => ControlFlow::Break(()),
        };
        let options = ParseOptions::new().progress_callback(&mut progress);
        let read = &mut |at: usize, _| bytes.get(at..).unwrap_or_default();
        let tree = self.parser.parse_with_options(read, None, Some(options));
        if tree.is_none() {
            self.parser.reset();
            cancel.check()?;
        }
        Ok(tree.filter(|tree| !tree.root_node().has_error()))
    }
}

/// Rows and columns aren't asked for, but they have to grow with the bytes.
fn included(bytes: Range<usize>) -> tree_sitter::Range {
    tree_sitter::Range {
        start_byte: bytes.start,
        end_byte: bytes.end,
        start_point: Point::new(0, bytes.start),
        end_point: Point::new(0, bytes.end),
    }
}

/// The body of the class that a tree without an error is of; none if it is of anything else.
fn body_of(tree: &Tree) -> Option<Node<'_>> {
    let root = tree.root_node();
    if root.has_error() {
        return None;
    }
    let mut cursor = root.walk();
    let mut children = root.named_children(&mut cursor).filter(|child| kind_of(*child) != Syntax::Comment);
    let (only, None) = (children.next()?, children.next()) else { return None };
    let class = match kind_of(only) {
        Syntax::DecoratedDefinition => only.child_by_field_name("definition")?,
        _ => only,
    };
    let is_class = kind_of(class) == Syntax::ClassDefinition;
    // What a generic class's header mangles depends on its type parameters.
    let is_plain = is_class && class.child_by_field_name("type_parameters").is_none();
    class.child_by_field_name("body").filter(|_| is_plain)
}

/// The first bytes of the statements in a block.
fn statements_of(block: Node<'_>, cancel: &CancelToken) -> Result<Vec<usize>, Cancelled> {
    let mut pacer = Pacer::new(cancel);
    let mut cursor = block.walk();
    let mut statements = Vec::new();
    let mut is_inside = cursor.goto_first_child();
    while is_inside {
        pacer.step()?;
        let node = cursor.node();
        if node.is_named() && kind_of(node) != Syntax::Comment && field_of(&cursor) == Field::Other {
            statements.push(node.start_byte());
        }
        is_inside = cursor.goto_next_sibling();
    }
    Ok(statements)
}

/// How much white space stands before a statement that begins a line; none if it doesn't.
fn indent_before(text: &str, statement: usize) -> Option<usize> {
    let before = text.get(..statement)?;
    let line = before.trim_end_matches([' ', '\t']);
    let above = line.strip_suffix('\n')?;
    let above = above.strip_suffix('\r').unwrap_or(above);
    (!above.ends_with('\\')).then_some(before.len() - line.len())
}

/// Every node that begins in some bytes. For tests.
#[cfg(test)]
pub(crate) fn listed(tree: &Tree, bytes: &Range<usize>) -> Vec<(u16, Range<usize>)> {
    let mut nodes = Vec::new();
    let mut todo = vec![tree.root_node()];
    while let Some(node) = todo.pop() {
        if bytes.contains(&node.start_byte()) {
            nodes.push((node.kind_id(), node.byte_range()));
        }
        let mut cursor = node.walk();
        todo.extend(node.children(&mut cursor));
    }
    nodes
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::syntax::{ParseKey, SegmentParser};

    const TEXT: &str = "\
class A(B):
    \"\"\"Doc.\"\"\"
    a = 1
    b = '''
    c
'''

    # of d
    def d(self):
        pass
    e = (1 +
    2); f = 3
    g = \\
    4
# end
";

    fn parse(text: &str) -> Tree {
        SegmentParser::new().parse(ParseKey(1), text, None, &CancelToken::never()).unwrap()
    }

    fn parts_of(text: &str) -> Option<Parts> {
        Parts::of_at_least(1, text, &parse(text), &CancelToken::never()).unwrap()
    }

    fn touched(change: Range<usize>) -> Option<Touched> {
        let change = Change { old: change.clone(), new: change };
        parts_of(TEXT).unwrap().touched(&change, TEXT)
    }

    fn at(what: &str) -> usize {
        TEXT.find(what).unwrap()
    }

    #[test]
    fn statements_that_begin_lines_begin_parts() {
        let parts = parts_of(TEXT).unwrap();
        let first_lines = parts.starts.iter().map(|&start| TEXT[start..].lines().next().unwrap());
        let expected = ["    a = 1", "    b = '''", "    def d(self):", "    e = (1 +", "    g = \\"];
        assert_eq!(first_lines.collect::<Vec<_>>(), expected);
        assert_eq!(parts.ranges(TEXT.len()).last().unwrap().end, TEXT.len());
    }

    #[test]
    fn only_a_class_without_an_error_has_parts() {
        for text in [
            "def f():\n    a\n    b\n    c\n",
            "class A: a; b; c\n",
            "class A:\n    a\n",
            "class A:\n    a\n    b = (\n    c\n",
            "class A[T]:\n    a\n    b\n    c\n",
        ] {
            assert_eq!(parts_of(text), None, "{text}");
        }
        assert!(parts_of("# c\n@d\nclass A:\n\ta\n\tb\n").is_some());
    }

    #[test]
    fn a_change_touches_the_part_that_it_is_in() {
        let inside = touched(at("pass")..at("pass") + 1).unwrap();
        assert_eq!((inside.parts.clone(), inside.is_followed()), (2..3, true));
        assert_eq!(inside.new, at("    def d")..at("    e ="));
        assert!(!touched(at("# end")..at("# end") + 2).unwrap().is_followed());
    }

    #[test]
    fn a_change_of_a_first_line_touches_the_part_before_too() {
        assert_eq!(touched(at("def")..at("def") + 1).unwrap().parts, 1..3);
        assert_eq!(touched(at("pass")..at("    e =")).unwrap().parts, 2..4, "it may join two lines");
    }

    #[test]
    fn a_change_of_the_head_is_no_parts() {
        assert_eq!(touched(at("B")..at("B") + 1), None);
        assert_eq!(touched(at("Doc")..at("Doc") + 1), None);
        assert_eq!(touched(at("a = 1")..at("a = 1") + 1), None, "it is in the first line of the first part");
    }

    #[test]
    fn parts_hold_what_is_looked_at() {
        let parts = parts_of(TEXT).unwrap();
        let of = |bytes: Range<usize>| parts.holding(&bytes, TEXT.len()).new;
        assert_eq!(of(at("pass")..at("2)")), at("    def d")..at("    g ="));
        assert_eq!(of(0..3), at("    a =")..at("    b ="));
        assert_eq!(of(at("# end")..TEXT.len()), at("    g =")..TEXT.len());
    }

    #[test]
    fn the_tree_of_a_part_is_that_of_the_whole() {
        let parts = parts_of(TEXT).unwrap();
        let whole = parse(TEXT);
        for part in parts.ranges(TEXT.len()) {
            let holding = parts.holding(&part, TEXT.len());
            let tree = PartsParser::new().parse(&holding, TEXT, &CancelToken::never()).unwrap().unwrap();
            assert_eq!(listed(&tree, &part), listed(&whole, &part), "{}", &TEXT[part]);
        }
    }

    #[test]
    fn what_takes_the_next_part_with_it_is_noticed() {
        let parts = parts_of(TEXT).unwrap();
        let pass = at("pass")..at("pass") + 4;
        for (new, is_local) in
            [("x\n        y", true), ("x", true), ("'''", false), ("(", false), ("\\", false)]
        {
            let text = TEXT.replace("pass", new);
            let change = Change { old: pass.clone(), new: pass.start..pass.start + new.len() };
            let touched = parts.touched(&change, &text).unwrap();
            let never = CancelToken::never();
            let tree = PartsParser::new().parse(&touched, &text, &never).unwrap();
            let after = tree.and_then(|tree| parts.after_with(1, &touched, &text, &tree, &never).unwrap());
            assert_eq!(after, parts_of(&text).filter(|_| is_local), "{new}");
        }
    }
}
