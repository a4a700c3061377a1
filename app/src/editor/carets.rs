//! Draws what is selected, and the carets.
//!
//! The primary caret is the one whose name is lit: as wide as the look says, and warm. The others are thinner and
//! cool, since nothing is lit for them. Invariant: only cursors in sight are looked at, however many there are.

use std::ops::Range;

use egui::{Color32, Pos2, Rect, Shape, Stroke, StrokeKind, pos2};

use super::cells;
use super::line::{Line, Source};
use super::pixels::bar;
use super::row_map::Piece;
use super::rows::Row;
use super::text::{Gap, shift, underline};
use super::view::View;
use crate::document::{Selection, Selections};
use crate::theme::Theme;

/// Half the width of a caret's outline, in points.
const OUTLINE: f32 = 2.0;
/// Half the width of the outline of another cursor's caret, in points.
const THIN_OUTLINE: f32 = 1.5;

/// What a frame knows of the cursors.
pub(super) struct Scene<'a> {
    pub view: &'a View,
    pub source: Source<'a>,
    pub selections: &'a Selections,
    /// The visible rows.
    pub rows: &'a [Row],
    /// Room for what is being composed.
    pub gap: Option<Gap>,
    pub has_focus: bool,
    pub theme: &'a Theme,
}

impl Scene<'_> {
    /// The rectangles of what is selected: square, of full row height; a selected line break is half a cell.
    pub(super) fn selected(&self) -> Vec<Shape> {
        let selection = self.theme.selection;
        let colour = if self.has_focus { selection.fill } else { selection.inactive };
        let mut shapes = Vec::new();
        let primary = self.selections.primary();
        if self.selections.is_single() && primary.is_empty() {
            return shapes;
        }
        for row in self.rows {
            let line = self.view.lines.line(self.source, row.line);
            let seen = self.bytes_in_sight(&line, row);
            for selection in self.selections.others_in(seen).chain([primary]) {
                shapes.extend(self.selected_part(&line, row, selection).map(|rect| bar(rect, colour)));
            }
        }
        shapes
    }

    /// What of a row is selected.
    fn selected_part(&self, line: &Line<'_>, row: &Row, selection: Selection) -> Option<Rect> {
        let range = selection.range();
        let Piece { start, end, is_last, .. } = row.piece;
        if range.is_empty() || range.end <= start || range.start > end || !is_last && range.start == end {
            return None;
        }
        let here = range.start.max(start)..range.end.min(end);
        let (view, gap) = (self.view, row.gap_in(self.gap));
        let mut rect = view.cells_rect(line, row, &here);
        rect.min.x += self.shifted(gap, here.start);
        rect.max.x += self.shifted(gap, here.end);
        if is_last && range.end > end {
            rect.max.x += (view.metrics.cell / 2.0) as f32;
        }
        Some(view.metrics.grid.rect(rect.left(), rect.top(), rect.right(), rect.bottom()))
    }

    /// Draws the carets beside the primary one and tells where they are.
    pub(super) fn other_carets(&self, shapes: &mut Vec<Shape>) -> Vec<Rect> {
        let mut carets = Vec::new();
        if self.selections.is_single() {
            return carets;
        }
        let area = self.view.metrics.text_area();
        for row in self.rows {
            let line = self.view.lines.line(self.source, row.line);
            let seen = self.bytes_in_sight(&line, row);
            let gap = row.gap_in(self.gap);
            for Selection { head, .. } in self.selections.others_in(seen.clone()) {
                if head < seen.start || head > seen.end || !row.piece.holds(head) {
                    continue;
                }
                let cell = row.piece.on_row(line.cell_of(head));
                let at = pos2(self.view.cell_x(cell as f64) + self.shifted(gap, head), row.top);
                let width = self.theme.stroke.caret / 2.0;
                let rect = self.bar_or_outline(at, (width, THIN_OUTLINE), self.theme.text.secondary, shapes);
                if rect.intersects(area) {
                    carets.push(rect);
                }
            }
        }
        carets
    }

    /// Draws the primary caret, or its outline without the keyboard, and underlines what is being composed.
    pub(super) fn caret(&self, shapes: &mut Vec<Shape>) -> Option<Rect> {
        let Self { view, theme, .. } = self;
        let metrics = &view.metrics;
        let (grid, row) = (metrics.grid, metrics.row);
        let mut at = view.position_in(self.source, self.selections.primary().head);
        if let Some(preedit) = &view.interaction.preedit {
            let left = at.x;
            let x = |chars: usize| {
                let text: String = preedit.text.chars().take(chars).collect();
                left + (cells::end_cell(&text, 0) as f64 * metrics.cell) as f32
            };
            let below = |from: f32, to: f32| grid.rect(from, at.y, to, at.y + metrics.baseline + 4.0);
            let thin = grid.width(1.0);
            shapes.push(underline(below(left, x(usize::MAX)), thin, theme.text.secondary));
            let active = preedit.active.clone().unwrap_or(usize::MAX..usize::MAX);
            if active.start < active.end {
                shapes.push(underline(below(x(active.start), x(active.end)), 2.0 * thin, theme.text.primary));
            }
            at.x = x(active.end);
        }
        let shape = self.bar_or_outline(at, (theme.stroke.caret, OUTLINE), theme.accent.base, shapes);
        (at.y + row > metrics.rect.top() && at.y < metrics.rect.bottom())
            .then(|| Rect::from_min_max(pos2(shape.left(), at.y), pos2(shape.right(), at.y + row)))
    }

    /// Draws a caret at the upper left corner of its cell: a bar of a width, without the keyboard an outline.
    fn bar_or_outline(
        &self,
        at: Pos2,
        (width, outline): (f32, f32),
        colour: Color32,
        shapes: &mut Vec<Shape>,
    ) -> Rect {
        let grid = self.view.metrics.grid;
        let (x, top, bottom) = (grid.edge(at.x), at.y + 1.0, at.y + self.view.metrics.row - 1.0);
        if self.has_focus {
            let left = x - (width / 2.0).floor();
            let rect = grid.rect(left, top, left + width, bottom);
            shapes.push(bar(rect, colour));
            return rect;
        }
        let rect = grid.rect(x - outline, top, x + outline, bottom);
        let line = Stroke::new(grid.width(1.0), colour);
        shapes.push(Shape::rect_stroke(rect, 0.0, line, StrokeKind::Inside));
        rect
    }

    /// The bytes of a row that may be seen; all of a short line.
    fn bytes_in_sight(&self, line: &Line<'_>, row: &Row) -> Range<usize> {
        if !row.piece.is_whole() {
            return row.piece.start..row.piece.end;
        }
        let mut cells = self.view.visible_cells();
        cells.start = cells.start.saturating_sub(self.gap.map_or(0, |gap| gap.cells));
        line.bytes_at(&cells)
    }

    /// How far an offset of a line is moved to the right, in points.
    fn shifted(&self, gap: Option<Gap>, at: usize) -> f32 {
        (shift(gap, at) as f64 * self.view.metrics.cell) as f32
    }
}
