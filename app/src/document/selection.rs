//! Where the cursor is and what is selected.

use std::ops::Range;

/// A selection from `anchor` to `head`, in bytes; the cursor is at `head`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Selection {
    /// Where the selection began.
    pub anchor: usize,
    /// Where the cursor is.
    pub head: usize,
}

impl Selection {
    /// A cursor without a selection.
    #[must_use]
    pub fn cursor(at: usize) -> Self {
        Self { anchor: at, head: at }
    }

    /// Whether nothing is selected.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.anchor == self.head
    }

    /// The selected bytes, from the smaller end to the larger.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.anchor.min(self.head)..self.anchor.max(self.head)
    }
}
