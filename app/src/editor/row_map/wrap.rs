//! Soft wrap: where lines that are wider than the view go on in another row.
//!
//! A row ends behind a blank or a wide letter, else behind a sign, else in the middle of a word, if it would be all but
//! empty otherwise; rows after a line's first one are indented a little more than the line. Every letter has its cell
//! whatever the font, so nothing is laid out for this. Lines too long to be read through are cut after so many cells,
//! so that any row of them is found without the ones before. Invariant: only lines that somebody asked for are looked
//! at, and what is kept belongs to one text state and one width.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use namelight_engine::text::{DocumentId, Revision};
use namelight_engine::worker::LONG_LINE;

use crate::editor::cells::{Cluster, Clusters, Face};
use crate::editor::line::Line;

/// How many cells further in than its line a row begins that goes on.
const HANGING: usize = 2;

/// The narrowest view that text is wrapped for, in cells.
const NARROWEST: usize = 12;

/// Lines whose rows are kept; a screen has far fewer.
const KEPT: usize = 1024;

/// Whether lines are wrapped, and what is known of those that were seen.
#[derive(Debug, Default)]
pub(in crate::editor) struct Wrap {
    pub(in crate::editor) is_on: bool,
    kept: RefCell<Kept>,
}

#[derive(Debug, Default)]
struct Kept {
    key: (DocumentId, Revision, usize),
    lines: HashMap<usize, Arc<Cuts>>,
}

impl Wrap {
    /// Where a line is cut in a text state and a width in cells.
    pub(super) fn cuts(
        &self,
        stamp: (DocumentId, Revision),
        columns: usize,
        number: usize,
        line: impl FnOnce() -> Cuts,
    ) -> Arc<Cuts> {
        let key = (stamp.0, stamp.1, columns);
        let mut kept = self.kept.borrow_mut();
        if kept.key != key || kept.lines.len() >= KEPT {
            *kept = Kept { key, lines: HashMap::new() };
        }
        Arc::clone(kept.lines.entry(number).or_insert_with(|| Arc::new(line())))
    }
}

/// The cells that text is wrapped at, in a view of so many; one is left for a blank or the caret at a row's end.
pub(in crate::editor) fn columns(visible: f64) -> usize {
    (visible.max(0.0) as usize).saturating_sub(1).max(NARROWEST)
}

/// Where a row begins: bytes from the line's start, and cells.
type Cut = (usize, usize);

/// Where a line is cut into rows.
#[derive(Debug)]
pub(super) enum Cuts {
    /// At places that were found by reading it.
    Found {
        /// Where the rows after the first begin.
        starts: Box<[Cut]>,
        /// The cells that these rows are indented.
        indent: usize,
    },
    /// After so many cells each.
    Even {
        /// Cells of the first row.
        first: usize,
        /// Cells of each other row.
        other: usize,
        /// The cells that these rows are indented.
        indent: usize,
        /// How many rows there are.
        count: usize,
    },
}

impl Cuts {
    /// Cuts a line into rows of so many cells.
    pub(super) fn of(line: &Line<'_>, columns: usize) -> Self {
        let length = line.text.byte_len();
        let none = || Self::Found { starts: Box::default(), indent: 0 };
        // A byte takes a cell at most, but for tabs.
        if length <= columns && (length * crate::editor::cells::TAB_STOP <= columns || !has_tab(line)) {
            return none();
        }
        if length > LONG_LINE {
            return Self::even(line, columns);
        }
        let text: String = line.text.chunks().collect();
        Self::found(&text, columns)
    }

    fn found(text: &str, columns: usize) -> Self {
        let indent = hanging(text, columns);
        let mut starts: Vec<Cut> = Vec::new();
        let mut row = (0, 0);
        let mut room = columns;
        // Behind the last blank and behind the last sign of the row.
        let (mut blank, mut sign): (Option<Cut>, Option<Cut>) = (None, None);
        let mut is_indentation = true;
        for cluster in Clusters::new(text, 0) {
            let here = (cluster.at, cluster.cell);
            let is_blank = is_blank(&cluster);
            is_indentation &= is_blank;
            // One blank may stand in the margin.
            let fits = |row: Cut, room: usize| {
                let end = cluster.cell + cluster.width - row.1;
                end <= room || is_blank && end == room + 1
            };
            while here > row && !fits(row, room) {
                // Behind a word far to the left, most of the row would be empty.
                let fills = |cut: &Cut, part: usize| *cut > row && (cut.1 - row.1) * part >= room;
                let words = blank.filter(|cut| fills(cut, 3)).or(sign.filter(|cut| fills(cut, 2)));
                row = words.unwrap_or(here);
                starts.push(row);
                room = columns - indent;
            }
            let behind = (cluster.at + cluster.text.len(), cluster.cell + cluster.width);
            // Wide writing has no blanks: it may end anywhere.
            if is_blank && !is_indentation || cluster.width == 2 && cluster.face == Face::Placed {
                blank = Some(behind);
            } else if !is_indentation && !cluster.text.chars().any(|c| c.is_alphanumeric() || c == '_') {
                sign = Some(behind);
            }
        }
        // A cut at the very end would leave a row with nothing in it.
        if starts.last().is_some_and(|start| start.0 >= text.len()) {
            starts.pop();
        }
        Self::Found { starts: starts.into(), indent }
    }

    fn even(line: &Line<'_>, columns: usize) -> Self {
        let (_, _, start) = line.part_at(0..columns);
        let indent = hanging(&start, columns);
        let other = columns - indent;
        let behind = line.width().saturating_sub(columns);
        Self::Even { first: columns, other, indent, count: 1 + behind.div_ceil(other) }
    }

    /// How many rows the line takes; at least one.
    pub(super) fn count(&self) -> usize {
        match self {
            Self::Found { starts, .. } => starts.len() + 1,
            Self::Even { count, .. } => *count,
        }
    }

    /// The cells that a row is indented.
    pub(super) fn indent(&self, piece: usize) -> usize {
        match self {
            Self::Found { indent, .. } | Self::Even { indent, .. } => {
                if piece == 0 {
                    0
                } else {
                    *indent
                }
            }
        }
    }

    /// Where a row begins: bytes of the text, and cells of the line; those behind the last one at the line's end.
    pub(super) fn start(&self, line: &Line<'_>, piece: usize) -> (usize, usize) {
        if piece == 0 {
            return (line.start, 0);
        }
        if piece >= self.count() {
            return (line.end(), usize::MAX);
        }
        match self {
            Self::Found { starts, .. } => {
                let (at, cell) = starts.get(piece - 1).copied().unwrap_or_default();
                (line.start + at, cell)
            }
            Self::Even { first, other, .. } => {
                let at = line.offset_at((first + (piece - 1) * other) as f64);
                (at, line.cell_of(at))
            }
        }
    }

    /// The row that an offset of the text stands in.
    pub(super) fn piece_of(&self, line: &Line<'_>, offset: usize) -> usize {
        match self {
            Self::Found { starts, .. } => {
                let at = offset.saturating_sub(line.start);
                starts.partition_point(|start| start.0 <= at)
            }
            Self::Even { first, other, count, .. } => {
                let cell = line.cell_of(offset);
                let guess = if cell < *first { 0 } else { (1 + (cell - first) / other).min(count - 1) };
                // Something wide may stand on either side of a cut.
                let begins = |piece: &usize| self.start(line, *piece).0 <= offset;
                let near = guess.saturating_sub(1)..(guess + 2).min(*count);
                near.rev().find(begins).unwrap_or(0)
            }
        }
    }
}

/// The bytes of the text and the cells of the line that a row of it takes.
pub(super) fn piece_of_line(cuts: &Cuts, line: &Line<'_>, piece: usize) -> (Range<usize>, usize) {
    let (start, cell) = cuts.start(line, piece);
    let (end, _) = cuts.start(line, piece + 1);
    (start..end.max(start), cell)
}

/// The indentation of the rows that go on.
fn hanging(text: &str, columns: usize) -> usize {
    let blanks = Clusters::new(text, 0).take_while(is_blank).last();
    let indentation = blanks.map_or(0, |last| last.cell + last.width);
    // Deep code keeps half of the width.
    (indentation + HANGING).min(columns / 2)
}

fn is_blank(cluster: &Cluster<'_>) -> bool {
    cluster.face == Face::Tab || cluster.text == " "
}

fn has_tab(line: &Line<'_>) -> bool {
    line.text.chunks().any(|chunk| chunk.as_bytes().contains(&b'\t'))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use proptest::prelude::*;

    use super::{Cuts, columns};
    use crate::editor::cells::{Clusters, end_cell};

    /// The rows of a line, those that go on with their indentation.
    fn rows(text: &str, width: usize) -> Vec<String> {
        let Cuts::Found { starts, indent } = Cuts::found(text, width) else { unreachable!() };
        let ends = starts.iter().map(|start| start.0).chain([text.len()]);
        let begins = std::iter::once(0).chain(starts.iter().map(|start| start.0));
        let row = |(at, (start, end)): (usize, (usize, usize))| {
            format!("{}{}", " ".repeat(if at == 0 { 0 } else { indent }), &text[start..end])
        };
        begins.zip(ends).enumerate().map(row).collect()
    }

    #[test]
    fn rows_end_behind_words_and_hang_in() {
        assert_eq!(
            rows("    return the sum of all levels", 20),
            ["    return the sum ", "      of all levels"]
        );
    }

    #[test]
    fn without_blanks_they_end_behind_signs_and_else_anywhere() {
        assert_eq!(rows("total=first(second,third)", 14), ["total=first(", "  second,", "  third)"]);
        assert_eq!(rows(&"x".repeat(20), 12), ["x".repeat(12), format!("  {}", "x".repeat(8))]);
    }

    #[test]
    fn a_blank_may_stand_in_the_margin() {
        assert_eq!(rows("twelve cells and", 12), ["twelve cells ", "  and"]);
    }

    #[test]
    fn wide_letters_are_never_cut_in_halves() {
        assert_eq!(rows("漢字漢字漢字漢字", 13), ["漢字漢字漢字", "  漢字"]);
    }

    #[test]
    fn deep_code_keeps_half_of_the_width() {
        assert_eq!(
            rows(&format!("{}word word word", " ".repeat(14)), 20).last().unwrap(),
            "          word word"
        );
    }

    #[test]
    fn a_narrow_view_is_wrapped_as_if_it_were_wider() {
        assert_eq!((columns(-3.0), columns(5.0), columns(80.7)), (12, 12, 79));
    }

    proptest! {
        #[test]
        fn rows_hold_all_of_the_line_and_fit(
            words in prop::collection::vec("([a-z_]{1,30}|[ \t]{1,9}|[,.(=]{1,3}|漢字|e\u{301}|👩\u{200D}👧)", 0..40),
            width in 12usize..60,
        ) {
            let text = words.concat();
            let Cuts::Found { starts, indent } = Cuts::found(&text, width) else { unreachable!() };
            prop_assert!(starts.is_sorted_by(|a, b| a.0 < b.0));
            let mut row = (0, 0);
            for (index, next) in starts.iter().copied().chain([(text.len(), end_cell(&text, 0))]).enumerate() {
                prop_assert!(Clusters::new(&text, 0).any(|one| one.at == row.0) || text.is_empty());
                let room = if index == 0 { width } else { width - indent };
                // All but one blank or what is alone too wide.
                prop_assert!(next.1 - row.1 <= room + 1 || next.1 - row.1 <= 4, "{index}: {row:?} {next:?}");
                prop_assert!(next.0 > row.0 || text.is_empty());
                row = next;
            }
        }
    }
}
