//! Ranges of text and lines, and how the cursor stands to them.

use std::ops::Range;

use crop::Rope;
use namelight_engine::occurrences::{Certainty, Occurrence};
use namelight_engine::text::{Edit, Revision};

/// Whether `edits` lead from the text state `from` to `to` without a gap.
pub(super) fn connects(from: Revision, edits: &[Edit], to: Revision) -> bool {
    let mut at = from;
    for edit in edits {
        if edit.revision != at.next() {
            return false;
        }
        at = edit.revision;
    }
    at == to
}

/// Whether the cursor is on `range` or at one of its edges, as SEMANTICS.md has it.
pub(super) fn touches(range: &Range<usize>, cursor: usize) -> bool {
    range.start <= cursor && cursor <= range.end
}

/// Which of the sorted `lit` the cursor touches. What is only possible may mean something else, so it
/// doesn't keep the light.
pub(super) fn touched(lit: &[Occurrence], cursor: usize) -> Option<usize> {
    let at = lit.partition_point(|occurrence| occurrence.range.end < cursor);
    lit.get(at)
        .filter(|occurrence| touches(&occurrence.range, cursor))
        .filter(|occurrence| occurrence.certainty != Certainty::Possible)
        .map(|_| at)
}

/// Lines, of which so many are shown, with so many screens of margin above and below, within the text.
pub(super) fn with_margin((lines, shown): (&Range<usize>, usize), screens: f64, text: &Rope) -> Range<usize> {
    let last = text.line_len().saturating_add(1);
    // A screen is at most a few hundred lines, so the product is small and exact enough.
    let margin = (shown as f64 * screens).ceil() as usize;
    let start = lines.start.saturating_sub(margin).min(last);
    start..lines.end.saturating_add(margin).clamp(start, last)
}

/// Bytes of long lines, so many times as many at both sides.
pub(super) fn widened(columns: &Range<usize>, times: usize) -> Range<usize> {
    let margin = columns.len().saturating_mul(times);
    columns.start.saturating_sub(margin)..columns.end.saturating_add(margin)
}

/// Whether one range holds all of another.
pub(super) fn contains(outer: &Range<usize>, inner: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}
