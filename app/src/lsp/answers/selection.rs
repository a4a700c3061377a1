//! Selections that grow: each part in the one round it.

use std::ops::Range;

use lsp_types::SelectionRange;

use crate::lsp::ruler::Ruler;

/// Larger parts are left out, but for the whole text: a selection is written by going up through its parents.
const MOST_PARTS: usize = 100;

/// The parts round a place, given with the smallest first.
pub(in crate::lsp) fn selection_range(parts: &[Range<usize>], mut ruler: Ruler<'_>) -> SelectionRange {
    let (whole, parts) = parts.split_last().map_or((0..0, parts), |(whole, parts)| (whole.clone(), parts));
    let mut range = SelectionRange { range: ruler.range(whole), parent: None };
    for part in parts.iter().take(MOST_PARTS).rev() {
        range = SelectionRange { range: ruler.range(part.clone()), parent: Some(Box::new(range)) };
    }
    range
}
