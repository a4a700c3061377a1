//! Folds: lines that can be hidden below one that stays.

use std::cmp::Reverse;

use lsp_types::{FoldingRange, FoldingRangeKind};
use namelight_engine::occurrences::{Fold, FoldKind};

use crate::lsp::text::Text;

/// At most one fold a line, the largest: editors have one mark a line for it.
pub(in crate::lsp) fn folding_ranges(folds: &[Fold], most: Option<usize>, text: &Text) -> Vec<FoldingRange> {
    let mut lines: Vec<(usize, Reverse<usize>, FoldKind)> = folds
        .iter()
        .map(|fold| (text.line_of(fold.range.start), Reverse(text.line_of(fold.range.end)), fold.kind))
        .filter(|(start, end, _)| *start < end.0)
        .collect();
    lines.sort_unstable_by_key(|&(start, end, _)| (start, end));
    lines.dedup_by_key(|&mut (start, ..)| start);
    let fit = |line: usize| u32::try_from(line).unwrap_or(u32::MAX);
    let range = |(start, Reverse(end), kind)| FoldingRange {
        start_line: fit(start),
        end_line: fit(end),
        kind: match kind {
            FoldKind::Comment => Some(FoldingRangeKind::Comment),
            FoldKind::Imports => Some(FoldingRangeKind::Imports),
            FoldKind::Region => Some(FoldingRangeKind::Region),
            FoldKind::Block | FoldKind::Bracket | FoldKind::String => None,
        },
        ..FoldingRange::default()
    };
    lines.into_iter().take(most.unwrap_or(usize::MAX)).map(range).collect()
}
