//! Parses one segment at a time. Long ones are parsed by another thread (`heavy.rs`), and so is one whose parse was stopped.
//!
//! Invariant: a tree doesn't depend on where its parse was cancelled. tree-sitter can go on where it was stopped, but not in
//! the same way: it reads a text in several ways at once while it is open which of them is right, takes them in turn, and
//! forgets whose turn it was (0.27.1, `ts_parser_parse`: the version that is advanced and the last position are variables of
//! that function). After that it finds other ways out of an error, and even `f(*a.b)` may become `(*a).b`. So what was
//! parsed of a stopped text is given up, and where it is asked for again, it is parsed where nobody stops it.

use std::ops::ControlFlow;

use tree_sitter::{ParseOptions, Parser, Tree};

use super::heavy::{HeavyParser, LONG_TEXT};
use super::kinds::LANGUAGE;
use crate::segments::SegmentId;
use crate::worker::{CancelToken, Cancelled};

/// Names a text that may be asked for several times before it is parsed.
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
    /// A newer request came.
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
    /// The text whose parse was stopped last.
    stopped: Option<ParseKey>,
    heavy: HeavyParser,
}

impl SegmentParser {
    /// A parser for Python.
    pub(crate) fn new() -> Self {
        Self { parser: python_parser(), stopped: None, heavy: HeavyParser::default() }
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
        if text.len() > LONG_TEXT || self.stopped == Some(key) {
            match self.heavy.parse(key, text, base, cancel) {
                // Without that thread it takes this one.
                Err(NoTree::Refused) => {}
                parsed => return parsed,
            }
        }
        let tree = self.parse_here(text, base, cancel);
        if tree.as_ref().err() == Some(&NoTree::Cancelled) {
            self.parser.reset();
            self.stopped = Some(key);
        }
        tree
    }

    /// Has a long text parsed while this thread does something else; [`Self::parse`] then has less to wait for.
    pub(crate) fn begin(&mut self, key: ParseKey, text: &str, cancel: &CancelToken) -> Result<(), Cancelled> {
        if text.len() > LONG_TEXT && self.heavy.begin(key, text, None, cancel) == Err(NoTree::Cancelled) {
            return Err(Cancelled);
        }
        Ok(())
    }

    /// Forgets the text that was being parsed.
    pub(crate) fn forget(&mut self) {
        self.stopped = None;
        self.heavy.forget();
    }

    /// Drops a tree without keeping anybody waiting.
    pub(crate) fn discard(&mut self, tree: Tree) {
        if tree.root_node().end_byte() > LONG_TEXT {
            self.heavy.discard(tree);
        }
    }

    fn parse_here(&mut self, text: &str, base: Option<&Tree>, cancel: &CancelToken) -> Result<Tree, NoTree> {
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

/// Parses as long as it `is_wanted`; if it wasn't any more, the parser has to be reset.
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

    /// Parses a text with a break at every chance to make one, and holds the tree against that of one go. How many breaks
    /// there were: one at least, where there was a chance; how many more depends on how fast the other thread is.
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
        assert!(check(&sound) > 0);
    }

    /// The grammar is in doubt about what the star belongs to, and would go on with the other answer.
    #[test]
    fn a_parse_that_is_stopped_in_doubt_says_what_one_in_one_go_does() {
        let text = "s\n_=['l','r','e']\nfrom e import Q\nf=[e]\nclass r():\ndef _(f,s=e,y=e,g=1):\n e=(g)\ndef t(f):\n\
            n(*f.b.g())\ndef _():\ndef e():()()\nclass _():";
        assert!(check(text) > 0);
    }

    /// The parser would go on with another way out of an error.
    #[test]
    fn a_parse_of_broken_text_with_breaks_in_it_says_what_one_in_one_go_does() {
        let broken = "e,'''x f x[f(\nfrom a import(b c)\nasync s\n\0e X[T]=y\n='''=()";
        assert!(check(broken) > 0);
        assert!(check(&format!("{broken}\n").repeat(20)) > 0);
    }
}
