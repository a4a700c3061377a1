//! What the engine says, in the words of the protocol.
//!
//! Invariant: places that are only possible, and mentions in docstrings, are not given: the protocol has no word
//! for them.

mod folds;
mod places;
mod rename;
mod selection;
mod symbols;
mod tokens;

pub(super) use folds::folding_ranges;
pub(super) use places::{definitions, highlights, references};
pub(super) use rename::{prepared, workspace_edit};
pub(super) use selection::selection_range;
pub(super) use symbols::{symbol_list, symbol_tree};
pub(super) use tokens::{TokenWriter, legend};
