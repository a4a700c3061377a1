//! Parses one segment at a time; a parse that was cancelled goes on where it stopped. Long ones are parsed by another
//! thread (`heavy.rs`).
//!
//! Invariant: a tree doesn't depend on where its parse was cancelled. Where a text has errors, the parser follows several
//! ways out of them in turn, and forgets whose turn it was when it is stopped (tree-sitter 0.27.1, `ts_parser_parse`: the
//! version that is advanced and the last position are variables of that function). So a tree with errors that it was
//! stopped in counts for nothing, and the text is parsed anew where nobody stops it: on that other thread.

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
    /// The text with errors that was stopped in last.
    stopped_in_vain: Option<ParseKey>,
    heavy: HeavyParser,
}

impl SegmentParser {
    /// A parser for Python.
    pub(crate) fn new() -> Self {
        Self { parser: python_parser(), paused: None, stopped_in_vain: None, heavy: HeavyParser::default() }
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
        if text.len() > LONG_TEXT || self.stopped_in_vain == Some(key) {
            match self.heavy.parse(key, text, base, cancel) {
                // Without that thread it takes this one.
                Err(NoTree::Refused) => {}
                parsed => return parsed,
            }
        }
        let was_stopped = self.paused == Some(key);
        if self.paused.is_some() && !was_stopped {
            self.parser.reset();
        }
        let tree = self.go_on(text, base, cancel);
        self.paused = (tree.as_ref().err() == Some(&NoTree::Cancelled)).then_some(key);
        match tree {
            Ok(tree) if was_stopped && tree.root_node().has_error() => {
                self.stopped_in_vain = Some(key);
                match self.heavy.parse(key, text, base, cancel) {
                    Err(NoTree::Refused) => Ok(tree),
                    parsed => parsed,
                }
            }
            tree => tree,
        }
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::syntax::listed;

    /// Parses a text with a break at every chance to make one, and holds the tree against that of one go. How many breaks.
    #[track_caller]
    fn check(text: &str) -> usize {
        let whole = SegmentParser::new().parse(ParseKey(1), text, None, &CancelToken::never()).unwrap();
        let mut most = 0;
        // The first break comes at different places; after it, at each.
        for first in 0..60 {
            let mut parser = SegmentParser::new();
            let mut breaks = 0;
            let mut tree = parser.parse(ParseKey(2), text, None, &CancelToken::after(first));
            while tree.as_ref().err() == Some(&NoTree::Cancelled) {
                breaks += 1;
                tree = parser.parse(ParseKey(2), text, None, &CancelToken::after(1));
            }
            assert_eq!(
                listed(&tree.unwrap(), &(0..text.len())),
                listed(&whole, &(0..text.len())),
                "{first} {text:?}"
            );
            most = most.max(breaks);
        }
        most
    }

    #[test]
    fn a_parse_with_breaks_in_it_says_what_one_in_one_go_does() {
        let sound =
            "def f(self, *names, key=None):\n    return [self.x for x in names if x is not key]\n".repeat(20);
        assert!(check(&sound) > 3);
    }

    /// The parser is stopped while it tries several ways out of an error, and would go on with another of them.
    #[test]
    fn a_parse_of_broken_text_with_breaks_in_it_says_what_one_in_one_go_does() {
        let broken = "e,'''x f x[f(\nfrom a import(b c)\nasync s\n\0e X[T]=y\n='''=()";
        assert!(check(broken) > 0);
        assert!(check(&format!("{broken}\n").repeat(20)) > 3);
    }
}
