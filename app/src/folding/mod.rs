//! Folding: what can be folded, found on a thread of its own, and what is asked for.
//!
//! Where a statement ends may be a million lines away, so the engine's reader looks for it beside the frame; the frame
//! goes on, and what was asked for happens when the answer is there. Invariant: an answer counts only for the text
//! that it is about.

mod finder;

pub use finder::{Answer, Finder, Found, Job, Sort, start_finder};

/// What can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoldAction {
    /// Fold what the cursor is in; once more folds what that is in.
    Fold,
    /// Show again what is folded at the cursor.
    Unfold,
    /// Fold everything.
    FoldAll,
    /// Show everything.
    UnfoldAll,
    /// Fold all functions.
    FoldFunctions,
    /// Fold all imports.
    FoldImports,
    /// Fold all docstrings.
    FoldDocstrings,
}

impl FoldAction {
    /// Whether it asks for folds of this sort, wherever they are.
    #[must_use]
    pub fn takes(self, sort: Sort) -> bool {
        match self {
            Self::FoldAll => true,
            Self::FoldFunctions => sort == Sort::Function,
            Self::FoldImports => sort == Sort::Imports,
            Self::FoldDocstrings => sort == Sort::Docstring,
            Self::Fold | Self::Unfold | Self::UnfoldAll => false,
        }
    }
}
