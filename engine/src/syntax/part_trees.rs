//! The trees of parts of long classes and brackets, for looking at some bytes without the tree of all.
//!
//! Invariant: what is found in such a tree in the bytes that were asked for is what the whole one has there. The nodes that
//! hold those bytes may end earlier than in the whole one, if they are the class or its body, and what is at the end of
//! brackets is in every tree.

use std::ops::Range;

use tree_sitter::Tree;

use super::parse::ParseKey;
use super::parts::{Parts, PartsParser, Touched};
use crate::worker::{CancelToken, Cancelled};

/// So many trees are kept: what is on the screen is looked at several times, as for the colours of its lines and for those
/// of the headers above it.
const MOST: usize = 4;

/// The bytes of text whose trees are kept, besides the one that was made last: a tree takes up to sixty times as many.
const MOST_TEXT: usize = 32 * 1024;

struct Kept {
    key: ParseKey,
    /// The bytes of the head, of the parts, and of what is behind all parts.
    head: Range<usize>,
    parts: Range<usize>,
    rest: Range<usize>,
    tree: Tree,
}

impl Kept {
    fn holds(&self, bytes: &Range<usize>) -> bool {
        let Self { head, parts, rest, .. } = self;
        // Where nothing is left out between them they are one.
        let start = if head.end == parts.start { 0 } else { parts.start };
        let end = if parts.end == rest.start { rest.end } else { parts.end };
        let is_in = |whole: &Range<usize>| whole.start <= bytes.start && bytes.end <= whole.end;
        is_in(head) || is_in(&(start..end)) || is_in(rest)
    }

    fn len(&self) -> usize {
        self.head.len() + self.parts.len() + self.rest.len()
    }
}

/// A parser of parts, and what it parsed last.
pub(crate) struct PartTrees {
    parser: PartsParser,
    /// The one that was used last stands last.
    kept: Vec<Kept>,
}

impl PartTrees {
    /// Knows no tree.
    pub(crate) fn new() -> Self {
        Self { parser: PartsParser::new(), kept: Vec::new() }
    }

    /// The tree of what tells what the touched parts hold, at the places that it has in `text`. None if it has an error, or if
    /// that is much.
    pub(crate) fn parse(
        &mut self,
        touched: &Touched,
        text: &str,
        cancel: &CancelToken,
    ) -> Result<Option<Tree>, Cancelled> {
        self.parser.parse(touched, text, cancel)
    }

    /// A tree that has some bytes of a text that has these parts. None as for [`Self::parse`].
    pub(crate) fn holding(
        &mut self,
        key: ParseKey,
        text: &str,
        parts: &Parts,
        bytes: &Range<usize>,
        cancel: &CancelToken,
    ) -> Result<Option<Tree>, Cancelled> {
        let kept = if let Some(at) = self.kept.iter().position(|kept| kept.key == key && kept.holds(bytes)) {
            self.kept.remove(at)
        } else {
            let holding = parts.holding(bytes, text.len());
            let Some(tree) = self.parser.parse(&holding, text, cancel)? else { return Ok(None) };
            Kept { key, head: holding.head(), rest: holding.rest(), parts: holding.new, tree }
        };
        let tree = kept.tree.clone();
        self.kept.push(kept);
        self.make_room();
        Ok(Some(tree))
    }

    fn make_room(&mut self) {
        let is_much = |kept: &[Kept]| kept.iter().map(Kept::len).sum::<usize>() > MOST_TEXT;
        while self.kept.len() > MOST || self.kept.len() > 1 && is_much(&self.kept) {
            self.kept.remove(0);
        }
    }

    /// Forgets every text; the keys of others may be the same.
    pub(crate) fn forget(&mut self) {
        self.kept.clear();
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::fmt::Write as _;

    use super::*;
    use crate::syntax::{SegmentParser, listed};

    fn class(methods: usize) -> (String, Parts) {
        let mut text = "class A(B):\n    \"\"\"Doc.\"\"\"\n".to_owned();
        for n in 0..methods {
            write!(text, "    def method_{n}(self):\n        return self.x_{n}\n\n").unwrap();
        }
        let never = CancelToken::never();
        let tree = SegmentParser::new().parse(ParseKey(1), &text, None, &never).unwrap();
        let parts = Parts::of_at_least(100, &text, &tree, &never).unwrap().unwrap();
        (text, parts)
    }

    #[test]
    fn what_is_asked_for_again_is_parsed_once() {
        let (text, parts) = class(40);
        let mut trees = PartTrees::new();
        let never = CancelToken::never();
        let ask = |trees: &mut PartTrees, key, what: &str| {
            let at = text.find(what).unwrap();
            let bytes = at..at + what.len();
            let tree = trees.holding(ParseKey(key), &text, &parts, &bytes, &never).unwrap().unwrap();
            assert!(!listed(&tree, &bytes).is_empty(), "{what}");
            trees.kept.len()
        };
        assert_eq!(ask(&mut trees, 1, "method_20"), 1);
        assert_eq!(ask(&mut trees, 1, "x_20"), 1, "it is in the same part");
        assert_eq!(ask(&mut trees, 1, "class A(B)"), 1, "every tree has the head");
        assert_eq!(ask(&mut trees, 1, "method_39"), 2);
        assert_eq!(ask(&mut trees, 2, "method_39"), 3, "it is another text");
        for n in 1..10 {
            ask(&mut trees, 1, &format!("method_{n}("));
        }
        assert_eq!(trees.kept.len(), MOST);
        trees.forget();
        assert_eq!(ask(&mut trees, 1, "method_20"), 1);
    }

    #[test]
    fn of_long_parts_the_last_one_stays() {
        let (text, parts) = class(1_000);
        let mut trees = PartTrees::new();
        for first in [0, text.len() / 2] {
            let bytes = first..first + MOST_TEXT;
            assert!(
                trees.holding(ParseKey(1), &text, &parts, &bytes, &CancelToken::never()).unwrap().is_some()
            );
        }
        assert_eq!(trees.kept.len(), 1);
    }
}
