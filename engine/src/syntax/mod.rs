//! Parses one segment with tree-sitter and reads token spans from its tree.
//!
//! Invariant: no tree-sitter type leaves the crate, and every walk over a tree asks at least every
//! 256 nodes whether it is still wanted.

mod edited_trees;
mod fragment;
mod heavy;
mod kinds;
mod loose;
mod parse;
mod part_trees;
mod parts;
mod tokens;
mod tree_cache;
mod walk;

pub(crate) use edited_trees::EditedTrees;
pub(crate) use fragment::FragmentParser;
pub(crate) use kinds::{Field, Syntax, field_of, kind_of};
pub(crate) use loose::loose_spans;
pub(crate) use parse::{NoTree, ParseKey, SegmentParser};
pub(crate) use part_trees::PartTrees;
#[cfg(test)]
pub(crate) use parts::listed;
pub(crate) use parts::{Change, Cutting, Parts, PartsParser, Piece, Touched, Whole};
pub(crate) use tokens::{NameColours, token_spans};
pub(crate) use tree_cache::TreeCache;
pub(crate) use walk::{Met, Step, path_to, walk_below};
