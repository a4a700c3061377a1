//! Parses the head of a long statement and some parts of it, without the others.

use std::ops::{ControlFlow, Range};

use tree_sitter::{ParseOptions, Parser, Point, Tree};

use super::{Parts, Touched};
use crate::syntax::parse::python_parser;
use crate::worker::{CancelToken, Cancelled};

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
        match Parts::told_by(touched) {
            Some(told_by) => self.parse_ranges(told_by, text, cancel),
            None => Ok(None),
        }
    }

    /// The tree of some bytes of `text` as if nothing stood between them. None if it has an error.
    pub(super) fn parse_ranges(
        &mut self,
        ranges: Vec<Range<usize>>,
        text: &str,
        cancel: &CancelToken,
    ) -> Result<Option<Tree>, Cancelled> {
        let ranges: Vec<_> = ranges.into_iter().map(included).collect();
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
