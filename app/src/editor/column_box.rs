//! Selecting a box: the same columns of every line between two corners.
//!
//! A corner may lie behind the end of its line, where no offset is, so it is kept as a line and a cell.

use egui::Pos2;

use super::line::Source;
use super::view::View;
use crate::document::Selection;

/// A corner of a box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Corner {
    /// Its line, from 0.
    line: usize,
    /// The edge between two cells that is nearest to it, from 0.
    cell: usize,
}

impl Corner {
    /// The corner at a place on the screen, in points.
    #[must_use]
    pub(super) fn at(view: &View, source: Source<'_>, pos: Pos2) -> Self {
        let row = view.row_at(pos.y, source);
        let cell = row.piece.in_line(view.cell_at(pos.x)).round() as usize;
        Self { line: row.line, cell }
    }
}

/// The selections of a box, from the line of its first corner to that of its last. A line that ends before the box
/// begins is left out; if all lines do, there is a cursor at the end of each.
#[must_use]
pub(super) fn between(view: &View, source: Source<'_>, first: Corner, last: Corner) -> Vec<Selection> {
    let left = first.cell.min(last.cell);
    let is_shown = |line: &usize| view.folds.hiding(*line).is_none();
    let mut lines: Vec<usize> =
        (first.line.min(last.line)..=first.line.max(last.line)).filter(is_shown).collect();
    if last.line < first.line {
        lines.reverse();
    }
    let reaches = |line: &usize| view.lines.line(source, *line).width() >= left;
    let reaching: Vec<usize> = lines.iter().copied().filter(reaches).collect();
    let in_line = |line: usize| {
        let line = view.lines.line(source, line);
        let (anchor, head) = (line.offset_at(first.cell as f64), line.offset_at(last.cell as f64));
        Selection { anchor, head }
    };
    let chosen = if reaching.is_empty() { lines } else { reaching };
    chosen.into_iter().map(in_line).collect()
}
