//! Long brackets that are cut into pieces before they are parsed, so that each piece can be parsed by itself, and none
//! of the trees is a large one.
//!
//! Invariant: a piece is given out only if it has no error between the head and the closing bracket, and begins and ends
//! between two elements. So if every piece is, the whole text has those elements.

use std::ops::Range;

use tree_sitter::Tree;

use super::plain::{PlainElements, plain_elements};
use super::whole::places_in;
use super::{LEAST_PART, Parts, PartsParser, Whole};
use crate::repair::has_endless_name;
use crate::segments::{Cuts, cuts};
use crate::syntax::kinds::{Syntax, kind_of};
use crate::worker::{CancelToken, Cancelled};

/// A shorter text is parsed in some milliseconds. In bytes.
const LEAST_TEXT: usize = 128 * 1024;

/// A piece has about so many bytes: its tree, sixty times as large, stays in the processor's caches.
const PIECE: usize = 32 * 1024;

/// More bytes aren't parsed for each piece besides it, nor for a piece.
const MOST_ROUND: usize = 4 * 1024;
const MOST_PIECE: usize = 128 * 1024;

/// A piece that was read.
#[derive(Debug)]
pub(crate) enum Piece {
    /// It is plain data; the bytes of its names.
    Plain(Vec<Range<usize>>),
    /// Its tree, with that of what is no piece.
    Tree(Tree),
}

/// Brackets and where they are cut, in bytes of their segment.
#[derive(Clone, Debug)]
pub(crate) struct Cutting {
    open: usize,
    /// Whether they are a dictionary.
    are_pairs: bool,
    /// The tree of what is no piece.
    head_tree: Tree,
    head: Range<usize>,
    rest: Range<usize>,
    /// Where parts of the brackets begin.
    starts: Vec<usize>,
    /// Where pieces do, which are one part or several.
    pieces: Vec<Range<usize>>,
}

impl Cutting {
    /// How a text is cut; none if it is too short, or isn't brackets for the most part.
    pub(crate) fn of(text: &str, cancel: &CancelToken) -> Result<Option<Self>, Cancelled> {
        if text.len() < LEAST_TEXT {
            return Ok(None);
        }
        Self::with_pieces_of(PIECE, LEAST_PART, text, cancel)
    }

    /// The same, however long the text is, with pieces and parts of at least so many bytes.
    pub(crate) fn with_pieces_of(
        piece: usize,
        part: usize,
        text: &str,
        cancel: &CancelToken,
    ) -> Result<Option<Self>, Cancelled> {
        let Some(Cuts { open, places: starts, close }) = cuts(text, part, cancel)? else { return Ok(None) };
        let Some(&first) = starts.first() else { return Ok(None) };
        let (head, rest) = (0..first, close..text.len());
        let is_all = head.len() + rest.len() <= MOST_ROUND;
        // There the strings are names.
        let is_other = |head: &str| head.contains("__all__") || has_endless_name(head);
        if !is_all || text.get(head.clone()).is_none_or(is_other) {
            return Ok(None);
        }
        let mut pieces = Vec::new();
        let mut begun = first;
        for &start in starts.iter().chain([&close]) {
            if start == close || start - begun >= piece {
                pieces.push(begun..start);
                begun = start;
            }
        }
        if pieces.iter().any(|piece| piece.len() > MOST_PIECE) {
            return Ok(None);
        }
        let ranges = super::joined([head.clone(), rest.clone()]);
        let Some(head_tree) = PartsParser::new().parse_ranges(ranges, text, cancel)? else { return Ok(None) };
        let places = places_in(text, &head_tree, cancel)?;
        let opening = head_tree.root_node().descendant_for_byte_range(open, open + 1);
        let kind = opening.and_then(|opening| opening.parent()).map(kind_of);
        let are_pairs = kind == Some(Syntax::Dictionary);
        let cutting = Self { open, are_pairs, head_tree, head, rest, starts, pieces };
        let is_as_cut = places.is_some_and(|places| {
            places.whole == cutting.whole() && places.last_comma == Some(cutting.head.end)
        });
        Ok(is_as_cut.then_some(cutting))
    }

    /// The opening bracket.
    pub(crate) fn open(&self) -> usize {
        self.open
    }

    /// The pieces, in the order of the text.
    pub(crate) fn pieces(&self) -> &[Range<usize>] {
        &self.pieces
    }

    /// The parts of the text, if all pieces have trees.
    pub(crate) fn parts(&self) -> Parts {
        Parts { starts: self.starts.clone(), whole: self.whole() }
    }

    fn whole(&self) -> Whole {
        Whole::Brackets { rest: self.rest.len(), is_plain: true }
    }

    /// The tree of what is no piece: what is before and behind all of them.
    pub(crate) fn head_tree(&self) -> &Tree {
        &self.head_tree
    }

    /// Reads a piece. None if it has an error, or isn't what it was cut for.
    pub(crate) fn piece(
        &self,
        piece: &Range<usize>,
        parser: &mut PartsParser,
        text: &str,
        cancel: &CancelToken,
    ) -> Result<Option<Piece>, Cancelled> {
        cancel.check()?;
        let told = text.get(piece.clone()).unwrap_or_default();
        if has_endless_name(told) {
            return Ok(None);
        }
        let first = self.starts.partition_point(|&start| start <= piece.start);
        let end = self.starts.partition_point(|&start| start < piece.end);
        let inside = self.starts.get(first..end).unwrap_or_default();
        let is_last = piece.end == self.rest.start;
        let plain = plain_elements(told, self.are_pairs);
        if let Some(PlainElements { names, commas }) = plain {
            let is_comma = |at: usize| commas.binary_search(&(at - piece.start)).is_ok();
            if inside.iter().all(|&start| is_comma(start)) && (is_last || is_comma(piece.end)) {
                let moved = |name: Range<usize>| piece.start + name.start..piece.start + name.end;
                return Ok(Some(Piece::Plain(names.into_iter().map(moved).collect())));
            }
        }
        let ranges = super::joined([self.head.clone(), piece.clone(), self.rest.clone()]);
        let Some(tree) = parser.parse_ranges(ranges, text, cancel)? else { return Ok(None) };
        let Some(places) = places_in(text, &tree, cancel)? else { return Ok(None) };
        let begins = |start: &usize| places.starts.binary_search(start).is_ok();
        let is_as_cut = places.whole == self.whole()
            && begins(&self.head.end)
            && inside.iter().all(begins)
            && (is_last || places.last_comma == Some(piece.end));
        Ok(is_as_cut.then_some(Piece::Tree(tree)))
    }
}
