//! Parses one segment at a time; a parse that was cancelled goes on where it stopped. Long ones are parsed by another
//! thread (`heavy.rs`).

use std::ops::ControlFlow;

use tree_sitter::{ParseOptions, Parser, Tree};

use super::heavy::{HeavyParser, LONG_TEXT};
use super::kinds::LANGUAGE;
use crate::segments::SegmentId;
use crate::worker::{CancelToken, Cancelled};

/// Names a text that may be parsed in several goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct ParseKey(pub(crate) u64);

impl From<SegmentId> for ParseKey {
    fn from(id: SegmentId) -> Self {
        Self(id.number())
    }
}

impl ParseKey {
    /// The same text in other words (`crate::repair`).
    pub(crate) fn respelled(self) -> Self {
        Self(self.0 | 1 << 63)
    }

    /// The same text without its errors (`crate::repair`).
    pub(crate) fn repaired(self) -> Self {
        Self(self.0 | 1 << 62)
    }
}

/// Why a segment has no tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoTree {
    /// A newer request came; the parser remembers how far it was.
    Cancelled,
    /// The parser gave up, which it does only where the grammar could not be loaded.
    Refused,
}

impl From<Cancelled> for NoTree {
    fn from(_: Cancelled) -> Self {
        Self::Cancelled
    }
}

/// One parser, used again for every segment.
pub(crate) struct SegmentParser {
    parser: Parser,
    paused: Option<ParseKey>,
    heavy: HeavyParser,
}

impl SegmentParser {
    /// A parser for Python.
    pub(crate) fn new() -> Self {
        Self { parser: python_parser(), paused: None, heavy: HeavyParser::default() }
    }

    /// Parses `text`; `key` must change whenever the text does. `base` is the tree of an earlier text that
    /// was told of all that changed since.
    pub(crate) fn parse(
        &mut self,
        key: ParseKey,
        text: &str,
        base: Option<&Tree>,
        cancel: &CancelToken,
    ) -> Result<Tree, NoTree> {
        if text.len() > LONG_TEXT {
            match self.heavy.parse(key, text, base, cancel) {
                // Without that thread it takes this one.
                Err(NoTree::Refused) => {}
                parsed => return parsed,
            }
        }
        if self.paused.is_some_and(|paused| paused != key) {
            self.parser.reset();
        }
        let tree = self.go_on(text, base, cancel);
        self.paused = (tree.as_ref().err() == Some(&NoTree::Cancelled)).then_some(key);
        tree
    }

    /// Has a long text parsed while this thread does something else; [`Self::parse`] then has less to wait for.
    pub(crate) fn begin(&mut self, key: ParseKey, text: &str, cancel: &CancelToken) -> Result<(), Cancelled> {
        if text.len() > LONG_TEXT && self.heavy.begin(key, text, None, cancel) == Err(NoTree::Cancelled) {
            return Err(Cancelled);
        }
        Ok(())
    }

    /// Forgets the text that was parsed in part.
    pub(crate) fn forget(&mut self) {
        self.parser.reset();
        self.paused = None;
        self.heavy.forget();
    }

    /// Drops a tree without keeping anybody waiting.
    pub(crate) fn discard(&mut self, tree: Tree) {
        if tree.root_node().end_byte() > LONG_TEXT {
            self.heavy.discard(tree);
        }
    }

    fn go_on(&mut self, text: &str, base: Option<&Tree>, cancel: &CancelToken) -> Result<Tree, NoTree> {
        let mut is_cancelled = false;
        let tree = parse_while(&mut self.parser, text.as_bytes(), base, || {
            is_cancelled = cancel.check().is_err();
            !is_cancelled
        });
        match tree {
            Some(tree) => Ok(tree),
            None if is_cancelled => Err(NoTree::Cancelled),
            None => Err(NoTree::Refused),
        }
    }
}

/// A parser for Python. If the grammar doesn't fit, every parse is refused and its segment searched as plain text.
pub(super) fn python_parser() -> Parser {
    let mut parser = Parser::new();
    if let Err(error) = parser.set_language(&LANGUAGE) {
        tracing::error!(%error, "the Python grammar does not fit this tree-sitter");
    }
    parser
}

/// Parses as long as it `is_wanted`; the parser remembers how far it was.
pub(super) fn parse_while(
    parser: &mut Parser,
    bytes: &[u8],
    base: Option<&Tree>,
    mut is_wanted: impl FnMut() -> bool,
) -> Option<Tree> {
    let mut progress = |_: &tree_sitter::ParseState| match is_wanted() {
        true => ControlFlow::Continue(()),
        false => ControlFlow::Break(()),
    };
    let options = ParseOptions::new().progress_callback(&mut progress);
    parser.parse_with_options(&mut |at, _| bytes.get(at..).unwrap_or_default(), base, Some(options))
}
