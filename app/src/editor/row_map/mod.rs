//! Rows: what stands below what on the screen, where lines may be folded away and others take several rows.
//!
//! Where nothing is folded and nothing wraps, a row is a line, and everything here is plain arithmetic. A position is
//! a line and the share of its rows that lies above, as one number: so it keeps its place whatever becomes of other
//! lines, and scrolling needs to know only the lines that it goes over. Invariant: rows and places in the text
//! correspond one to one, but for hidden text, for which its header stands.

mod folds;
mod shifted;
mod wrap;

#[cfg(test)]
mod tests;

use std::ops::Range;

use super::line::{Line, LongLines, Source};
use wrap::Cuts;

pub use folds::{Fold, Folds};
pub(super) use wrap::{Wrap, columns};

/// The most rows that are gone over one by one; longer ways count lines.
const MOST_WALKED: usize = 2048;

/// How near to a whole row a position counts as that row: positions are shares of a line, which may have many rows.
const ROUNDING: f64 = 1e-4;

/// Which row of the text: a line, and the row of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    /// From 0; it is shown.
    pub line: usize,
    /// From 0.
    pub piece: usize,
}

/// What of a line stands in one row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// Its first byte in the text.
    pub start: usize,
    /// Where it ends, in bytes of the text, the line break not included.
    pub end: usize,
    /// The cell of the line that its first byte stands at.
    pub first_cell: usize,
    /// The cells that stay free before it.
    pub indent: usize,
    /// Which row of its line it is, from 0.
    pub number: usize,
    /// Whether the line ends with it.
    pub is_last: bool,
}

impl Piece {
    /// Whether an offset of the text stands in it. One at a cut stands in the row after that.
    #[must_use]
    pub(super) fn holds(&self, offset: usize) -> bool {
        self.start <= offset && (offset < self.end || self.is_last && offset == self.end)
    }

    /// The cell of the line, with a fraction, that stands at one of the row; before the row's start, its first one.
    #[must_use]
    pub(super) fn in_line(&self, cell: f64) -> f64 {
        self.first_cell as f64 + (cell - self.indent as f64).max(0.0)
    }

    /// Whether the line has no other row.
    #[must_use]
    pub(super) fn is_whole(&self) -> bool {
        self.is_last && self.number == 0
    }

    /// The cell of the row that a cell of the line stands at.
    #[must_use]
    pub(super) fn on_row(&self, cell: usize) -> usize {
        cell.saturating_sub(self.first_cell) + self.indent
    }
}

/// The rows of one text, folded and wrapped as one view has it.
pub(super) struct RowMap<'a> {
    source: Source<'a>,
    lines: &'a LongLines,
    folds: &'a Folds,
    /// With the width in cells.
    wrap: Option<(&'a Wrap, usize)>,
    line_count: usize,
}

impl<'a> RowMap<'a> {
    /// The rows of a text with these folds; wrapped at a width in cells, if at all.
    #[must_use]
    pub(super) fn new(
        source: Source<'a>,
        lines: &'a LongLines,
        folds: &'a Folds,
        wrap: Option<(&'a Wrap, usize)>,
    ) -> Self {
        Self { source, lines, folds, wrap, line_count: source.line_count() }
    }

    /// Whether a row is a line and a line a row.
    fn is_plain(&self) -> bool {
        self.wrap.is_none() && self.folds.is_empty()
    }

    /// How many lines are shown.
    #[must_use]
    pub(super) fn shown_count(&self) -> usize {
        self.line_count - self.folds.hidden_count().min(self.line_count - 1)
    }

    fn line(&self, number: usize) -> Line<'a> {
        self.lines.line(self.source, number)
    }

    fn cuts(&self, number: usize) -> Option<std::sync::Arc<Cuts>> {
        let (wrap, columns) = self.wrap?;
        Some(wrap.cuts(self.source.stamp, columns, number, || Cuts::of(&self.line(number), columns)))
    }

    /// How many rows a line takes; at least one.
    fn pieces(&self, line: usize) -> usize {
        self.cuts(line).map_or(1, |cuts| cuts.count())
    }

    /// What stands in a row.
    #[must_use]
    pub(super) fn piece(&self, place: Place) -> Piece {
        let Some(cuts) = self.cuts(place.line).filter(|cuts| cuts.count() > 1) else {
            let Range { start, end } = self.lines.range(self.source, place.line);
            return Piece { start, end, first_cell: 0, indent: 0, number: 0, is_last: true };
        };
        let line = self.line(place.line);
        let (bytes, first_cell) = wrap::piece_of_line(&cuts, &line, place.piece);
        Piece {
            start: bytes.start,
            end: bytes.end,
            first_cell,
            indent: cuts.indent(place.piece),
            number: place.piece,
            is_last: place.piece + 1 >= cuts.count(),
        }
    }

    /// The row that an offset of the text stands in; of hidden text the first one of its header.
    #[must_use]
    pub(super) fn place_of(&self, offset: usize) -> Place {
        let line = self.source.line_of(offset);
        let shown = self.folds.shown(line);
        let piece = match self.cuts(shown).filter(|cuts| shown == line && cuts.count() > 1) {
            Some(cuts) => cuts.piece_of(&self.line(line), offset),
            None => 0,
        };
        Place { line: shown, piece }
    }

    /// The first row of a line, or of the header that stands for it.
    #[must_use]
    pub(super) fn first_of(&self, line: usize) -> Place {
        Place { line: self.folds.shown(line.min(self.line_count - 1)), piece: 0 }
    }

    /// The last row of all.
    fn last(&self) -> Place {
        let line = self.folds.shown(self.line_count - 1);
        Place { line, piece: self.pieces(line) - 1 }
    }

    /// The shown line after one.
    fn line_after(&self, line: usize) -> Option<usize> {
        let next = self.folds.at_header(line).map_or(line + 1, |fold| fold.last + 1);
        (next < self.line_count).then_some(next)
    }

    fn line_before(&self, line: usize) -> Option<usize> {
        line.checked_sub(1).map(|before| self.folds.shown(before))
    }

    /// So many rows further down, and how many of them there were.
    #[must_use]
    pub(super) fn down(&self, from: Place, rows: usize) -> (Place, usize) {
        if self.wrap.is_none() {
            let here = self.folds.shown_before(from.line);
            let there = here.saturating_add(rows).min(self.shown_count() - 1);
            return (Place { line: self.folds.line_of_shown(there), piece: 0 }, there - here);
        }
        let (mut place, mut left) = (from, rows);
        if left > MOST_WALKED {
            let here = self.folds.shown_before(from.line);
            let there = here.saturating_add(left - MOST_WALKED).min(self.shown_count() - 1);
            place = Place { line: self.folds.line_of_shown(there), piece: 0 };
            left = MOST_WALKED;
        }
        loop {
            let below = self.pieces(place.line) - 1 - place.piece.min(self.pieces(place.line) - 1);
            if left <= below {
                place.piece += left;
                return (place, rows);
            }
            let Some(next) = self.line_after(place.line) else {
                place.piece += below;
                return (place, rows - (left - below));
            };
            left -= below + 1;
            place = Place { line: next, piece: 0 };
        }
    }

    /// So many rows further up, and how many of them there were.
    #[must_use]
    pub(super) fn up(&self, from: Place, rows: usize) -> (Place, usize) {
        if self.wrap.is_none() {
            let here = self.folds.shown_before(from.line);
            let there = here.saturating_sub(rows);
            return (Place { line: self.folds.line_of_shown(there), piece: 0 }, here - there);
        }
        let (mut place, mut left) = (from, rows);
        if left > MOST_WALKED {
            let there = self.folds.shown_before(from.line).saturating_sub(left - MOST_WALKED);
            place = Place { line: self.folds.line_of_shown(there), piece: 0 };
            left = MOST_WALKED;
        }
        loop {
            if left <= place.piece {
                place.piece -= left;
                return (place, rows);
            }
            let Some(before) = self.line_before(place.line) else {
                return (Place { piece: 0, ..place }, rows - (left - place.piece));
            };
            left -= place.piece + 1;
            place = Place { line: before, piece: self.pieces(before) - 1 };
        }
    }

    /// How many rows lie between two rows, from one to the other; positive if the other is below. Beyond so many it
    /// is more than that, and how much more isn't told.
    #[must_use]
    pub(super) fn rows_between(&self, from: Place, to: Place, limit: usize) -> f64 {
        if self.wrap.is_none() {
            return self.folds.shown_before(to.line) as f64 - self.folds.shown_before(from.line) as f64;
        }
        if to < from {
            return -self.rows_between(to, from, limit);
        }
        if from.line == to.line {
            return (to.piece - from.piece) as f64;
        }
        let mut rows = self.pieces(from.line).saturating_sub(from.piece);
        let mut line = from.line;
        while rows <= limit
            && let Some(next) = self.line_after(line)
        {
            if next >= to.line {
                return (rows + to.piece) as f64;
            }
            rows += self.pieces(next);
            line = next;
        }
        rows as f64
    }

    /// The row at a position, and how much of it lies above.
    #[must_use]
    pub(super) fn row_at(&self, position: f64) -> (Place, f64) {
        let number = (position.max(0.0) as usize).min(self.line_count - 1);
        let share = (position - number as f64).max(0.0);
        let line = self.folds.shown(number);
        if line != number {
            return (Place { line, piece: 0 }, 0.0);
        }
        let pieces = self.pieces(line);
        if pieces == 1 {
            return (Place { line, piece: 0 }, share);
        }
        let within = share * pieces as f64;
        let near = within.round();
        let within = if (within - near).abs() < ROUNDING { near } else { within };
        let piece = (within as usize).min(pieces - 1);
        (Place { line, piece }, within - piece as f64)
    }

    /// The position of a row of which so much lies above.
    #[must_use]
    pub(super) fn position(&self, place: Place, above: f64) -> f64 {
        let pieces = self.pieces(place.line);
        if pieces == 1 {
            return place.line as f64 + above;
        }
        place.line as f64 + (place.piece as f64 + above) / pieces as f64
    }

    /// The position so many rows further down, or up if negative; not beyond the text's ends.
    #[must_use]
    pub(super) fn moved(&self, position: f64, rows: f64) -> f64 {
        if self.is_plain() {
            return position + rows;
        }
        let (place, above) = self.row_at(position);
        let whole = (above + rows).floor();
        let rest = above + rows - whole;
        let wanted = whole.abs() as usize;
        if whole >= 0.0 {
            let (place, moved) = self.down(place, wanted);
            if moved < wanted { self.line_count as f64 } else { self.position(place, rest) }
        } else {
            let (place, moved) = self.up(place, wanted);
            if moved < wanted { 0.0 } else { self.position(place, rest) }
        }
    }

    /// The position at which the text ends so many rows below the upper edge; 0 if it has no more rows than `fitting`.
    #[must_use]
    pub(super) fn lowest(&self, rows: usize, fitting: f64) -> f64 {
        let last = self.last();
        let first = self.first_of(0);
        if self.rows_between(first, last, fitting as usize + 1) + 1.0 <= fitting {
            return 0.0;
        }
        let (place, _) = self.up(last, rows.max(1) - 1);
        self.position(place, 0.0)
    }

    /// A position in shown lines instead of lines.
    #[must_use]
    pub(super) fn shown_position(&self, position: f64) -> f64 {
        if self.folds.is_empty() {
            return position;
        }
        let line = (position.max(0.0) as usize).min(self.line_count);
        if line == self.line_count {
            return self.shown_count() as f64;
        }
        let share = if self.folds.hiding(line).is_some() { 0.0 } else { position - line as f64 };
        self.folds.shown_before(line) as f64 + share
    }

    /// The position of one in shown lines.
    #[must_use]
    pub(super) fn position_of_shown(&self, shown: f64) -> f64 {
        if self.folds.is_empty() {
            return shown;
        }
        let whole = shown.max(0.0) as usize;
        self.folds.line_of_shown(whole) as f64 + (shown.max(0.0) - whole as f64)
    }
}
