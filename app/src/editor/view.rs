//! Where a view stands over its text, and the way between offsets and places on the screen.
//!
//! Invariant: the position is kept in lines and fractions of one as `f64`. As points in an `f32` it would
//! freeze: at a million lines a step of one pixel moves nothing (FAULTS 38).

use std::cell::RefCell;
use std::ops::Range;

use egui::{Id, Pos2, Rect, Ui, pos2};
use namelight_engine::text::{DocumentId, Revision};
use namelight_engine::worker::LONG_LINE;

use super::coloured::ColouredLines;
use super::fold_marks::FoldMarks;
use super::guides::Aids;
use super::holding::Held;
use super::input::{Interaction, LABEL, SECOND_LABEL};
use super::line::{LongLines, Source};
use super::metrics::{Metrics, Zoom};
use super::overview::Overview;
use super::painted_rows::PaintedRows;
use super::row_map::{Folds, Wrap};
use super::rows::Row;
use super::sticky::Sticky;
use crate::document::Document;
use crate::theme::RowHeight;

/// Lines that stay visible above and below the cursor.
pub const MARGIN: usize = 3;

/// Cells that stay visible at both sides of the cursor.
const SIDE_MARGIN: f64 = 4.0;

/// What the cursor was like when a frame was painted last.
pub(super) type Seen = (DocumentId, Revision, usize);

/// A view over one document. It may be made anew at any time; only the scroll position would be lost.
#[derive(Debug, Default)]
pub struct View {
    /// The line at the upper edge, and how much of its rows is above.
    top: f64,
    /// How far the text is moved to the left, in points.
    left: f64,
    zoom: Zoom,
    row_height: RowHeight,
    pub(super) metrics: Metrics,
    pub(super) lines: LongLines,
    pub(super) coloured: RefCell<ColouredLines>,
    pub(super) painted_rows: RefCell<PaintedRows>,
    pub(super) overview: Overview,
    pub(super) sticky: Sticky,
    pub(super) folds: Folds,
    pub(super) wrap: Wrap,
    pub(super) fold_marks: FoldMarks,
    pub(super) aids: Aids,
    pub(super) interaction: Interaction,
    /// Cursor and text as last painted; where they differ from now, the cursor is brought into view.
    pub(super) seen: Option<Seen>,
    /// How the last frame was, for the next one.
    pub(super) held: Option<Held>,
    /// Which of the window's views it is; two may be over one document.
    pane: usize,
    /// An offset to bring into view, with its margin in lines, once there is a size.
    awaited: Option<(usize, usize)>,
}

impl View {
    /// A view of the beginning of a text.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Says which of the window's views it is.
    pub fn set_pane(&mut self, pane: usize) {
        self.pane = pane;
    }

    /// Which of the window's views it is.
    #[must_use]
    pub fn pane(&self) -> usize {
        self.pane
    }

    /// What assistive technologies call it.
    pub(super) fn label(&self) -> &'static str {
        if self.pane == 0 { LABEL } else { SECOND_LABEL }
    }

    /// Who this view over a document is to egui.
    pub(super) fn id_over(&self, document: &Document) -> Id {
        Id::unique(("code view", document.id(), self.pane))
    }

    /// The line at the upper edge with its hidden fraction, from 0.
    #[must_use]
    pub fn top(&self) -> f64 {
        self.top
    }

    /// Scrolls so that a line, from 0 and with a fraction, is at the upper edge. The next frame keeps it within
    /// the text.
    pub fn set_top(&mut self, top: f64) {
        self.top = if top.is_finite() { top.max(0.0) } else { 0.0 };
    }

    /// Like [`Self::set_top`], and the cursor is left where it is, on screen or not.
    pub fn restore(&mut self, document: &Document, top: f64) {
        self.set_top(top);
        self.seen = Some((document.id(), document.revision(), document.cursor()));
    }

    /// The view's upper edge goes down by so many points, or up if negative, and the text stays where it is.
    pub fn move_top_edge(&mut self, points: f32) {
        self.set_top(self.top + f64::from(points / self.metrics.row.max(1.0)));
    }

    /// How far the text is scrolled sideways, in points.
    #[must_use]
    pub fn left(&self) -> f64 {
        self.left
    }

    /// How large code is drawn.
    #[must_use]
    pub fn zoom(&self) -> Zoom {
        self.zoom
    }

    /// Sets how large code is drawn; the line at the upper edge stays there.
    pub fn set_zoom(&mut self, zoom: Zoom) {
        self.left *= f64::from(zoom.factor() / self.zoom.factor());
        self.zoom = zoom;
    }

    /// How high rows are.
    #[must_use]
    pub fn row_height(&self) -> RowHeight {
        self.row_height
    }

    /// Sets how high rows are; the line at the upper edge stays there.
    pub fn set_row_height(&mut self, height: RowHeight) {
        self.row_height = height;
    }

    /// The whole widget as last laid out, in points.
    #[must_use]
    pub fn rect(&self) -> Rect {
        self.metrics.rect
    }

    /// Prepares a frame: measures fonts, keeps the position within the text, and the cursor in sight if it was.
    pub(super) fn begin(&mut self, ui: &Ui, rect: Rect, source: Source<'_>) {
        let line_count = source.line_count();
        self.metrics = Metrics::measure(ui, rect, self.zoom, self.row_height, line_count);
        self.clamp(source);
        self.hold_sight(source);
    }

    /// Keeps the position within the text. The text can be scrolled until it ends in the middle of the view;
    /// one that fits stays where it is.
    pub(super) fn clamp(&mut self, source: Source<'_>) {
        let rows = self.metrics.rows();
        let map = self.row_map(source);
        let lowest = map.lowest((rows / 2.0).floor().max(1.0) as usize, rows);
        let top = self.top.clamp(0.0, lowest);
        // What is hidden now can't be at the upper edge.
        self.top = if self.folds.hiding(top as usize).is_some() {
            map.first_of(top as usize).line as f64
        } else {
            top
        };
        self.left = if self.wrap.is_on { 0.0 } else { self.left.max(0.0) };
    }

    /// Moves by rows, downwards if positive.
    pub(super) fn scroll_rows(&mut self, rows: f64, source: Source<'_>) {
        self.top = self.row_map(source).moved(self.top, rows);
        self.clamp(source);
    }

    /// Moves sideways by points, but not further than the longest of the visible lines asks for.
    pub(super) fn scroll_sideways(&mut self, points: f64, source: Source<'_>) {
        if self.wrap.is_on {
            return;
        }
        let width = |row: &Row| self.lines.line(source, row.line).width();
        let widest = self.visible_rows(source).iter().map(width).max().unwrap_or(0);
        let end = (widest as f64 + SIDE_MARGIN) * self.metrics.cell - self.metrics.text_width();
        self.left = (self.left + points).clamp(0.0, end.max(self.left).max(0.0));
    }

    /// The bytes of long lines that can be seen, counted from the line's start; some more may be counted in. Those at the
    /// left end if no line is long.
    #[must_use]
    pub fn visible_columns(&self, document: &Document) -> Range<usize> {
        self.visible_columns_in(Source::of(document))
    }

    pub(super) fn visible_columns_in(&self, source: Source<'_>) -> Range<usize> {
        let lines = self.visible_lines_in(&self.row_map(source));
        let seen = source.line_start(lines.start)..source.line_start(lines.end);
        if seen.len() <= LONG_LINE {
            return 0..LONG_LINE;
        }
        let of_row = |row: &Row| {
            let line = self.lines.line(source, row.line);
            let bytes = self.sight_in(&line, row);
            (line.text.byte_len() > LONG_LINE).then_some(bytes.start - line.start..bytes.end - line.start)
        };
        let both = |a: Range<usize>, b: Range<usize>| a.start.min(b.start)..a.end.max(b.end);
        self.visible_rows(source).iter().filter_map(of_row).reduce(both).unwrap_or(0..LONG_LINE)
    }

    /// The horizontal place of a cell, given with a fraction.
    pub(super) fn cell_x(&self, cell: f64) -> f32 {
        self.metrics.text_left() + (cell * self.metrics.cell - self.left) as f32
    }

    /// The cell at a horizontal place, with a fraction; may be negative.
    pub(super) fn cell_at(&self, x: f32) -> f64 {
        (f64::from(x - self.metrics.text_left()) + self.left) / self.metrics.cell
    }

    /// The visible cells of a line.
    pub(super) fn visible_cells(&self) -> Range<usize> {
        let area = self.metrics.text_area();
        let first = self.cell_at(area.left()).floor().max(0.0) as usize;
        first..self.cell_at(area.right()).ceil().max(0.0) as usize
    }

    pub(super) fn offset_in(&self, source: Source<'_>, pos: Pos2) -> usize {
        let row = self.row_at(pos.y, source);
        self.offset_on(source, row.line, &row.piece, self.cell_at(pos.x))
    }

    pub(super) fn position_in(&self, source: Source<'_>, offset: usize) -> Pos2 {
        let map = self.row_map(source);
        let place = map.place_of(offset);
        let cell = map.piece(place).on_row(self.lines.line(source, place.line).cell_of(offset));
        pos2(self.cell_x(cell as f64), self.place_top(source, place))
    }

    /// How high a row of code is, in points.
    #[must_use]
    pub fn row(&self) -> f32 {
        self.metrics.row
    }

    /// The part in which code can be seen, in points.
    #[must_use]
    pub fn text_area(&self) -> Rect {
        self.metrics.text_area()
    }

    /// Scrolls no further than needed for an offset to be seen, with so many lines above and below; a jump of
    /// more than a screen puts it in the middle, or where the end of the text is at the lower edge. Before the first frame, when the view has no size yet, it is
    /// done in that frame.
    pub fn scroll_to(&mut self, document: &Document, offset: usize, margin: usize) {
        if self.metrics.rect.is_positive() {
            self.reveal(Source::of(document), offset, margin);
        } else {
            self.awaited = Some((offset, margin));
        }
    }

    /// The lines that will be seen once an offset was brought into view, as painting does with the cursor.
    pub fn lines_once_seen(&mut self, document: &Document, offset: usize) -> Range<usize> {
        self.once_seen(Source::of(document), offset, |view| view.visible_lines(document))
    }

    /// Whether the cursor or the text is another one than in the last frame, which showed the same document.
    pub(super) fn is_to_follow(&self, source: Source<'_>, cursor: usize) -> bool {
        let (document, revision) = source.stamp;
        self.seen.is_some_and(|seen| seen.0 == document && seen != (document, revision, cursor))
    }

    /// Does something as if an offset had been brought into view, as painting does with the cursor.
    pub(super) fn once_seen<T>(
        &mut self,
        source: Source<'_>,
        offset: usize,
        ask: impl FnOnce(&Self) -> T,
    ) -> T {
        let before = (self.top, self.left);
        if self.metrics.rect.is_positive() {
            self.reveal(source, offset, MARGIN);
        }
        let answer = ask(self);
        (self.top, self.left) = before;
        answer
    }

    /// Does what was asked for before the view had a size. Meanwhile the text may have become another one.
    pub(super) fn reveal_awaited(&mut self, source: Source<'_>) {
        if let Some((offset, margin)) = self.awaited.take_if(|_| self.metrics.rect.is_positive()) {
            self.reveal(source, source.boundary_before(offset), margin);
        }
    }

    /// Has a menu opened at a place, in points.
    pub fn ask_for_menu(&mut self, at: Pos2) {
        self.interaction.menu_at = Some(at);
    }

    /// Where a menu was asked for, in points; once.
    pub fn take_menu_place(&mut self) -> Option<Pos2> {
        self.interaction.menu_at.take()
    }

    /// Whether a name was clicked to go to its definition; once.
    pub fn take_follows(&mut self) -> bool {
        std::mem::take(&mut self.interaction.follows)
    }

    /// Whether the view has the keyboard.
    #[must_use]
    pub fn has_keyboard(&self, ctx: &egui::Context) -> bool {
        self.interaction.id.is_some_and(|id| ctx.memory(|memory| memory.has_focus(id)))
    }

    /// Gives the view the keyboard in the next frame.
    pub fn request_focus(&mut self) {
        self.interaction.wants_focus = true;
    }

    /// See [`scroll_to`](Self::scroll_to).
    pub(super) fn reveal(&mut self, source: Source<'_>, offset: usize, margin: usize) {
        let rows = self.metrics.rows();
        let most = self.most_sticky();
        let margin = (margin as f64).min(((rows - 1.0 - most as f64) / 2.0).floor()).max(0.0);
        let map = self.row_map(source);
        let place = map.place_of(offset);
        let below = self.rows_from_top(source, place);
        // What sticky lines cover isn't seen, and how many there are depends on where the view will be.
        let highest = |covered: usize| below - margin - covered as f64;
        let lowest = below + 1.0 + margin - rows;
        let way = if highest(self.rows_covered_at(source, self.top)) < 0.0 {
            let there = |covered: usize| map.moved(self.top, highest(covered));
            let fits = |covered: &usize| self.rows_covered_at(source, there(*covered)) <= *covered;
            highest((0..most).find(fits).unwrap_or(most))
        } else {
            lowest.max(0.0)
        };
        self.top = if way.abs() > rows {
            let above = (rows / 2.0 - 0.5).ceil().max(0.0) as usize;
            let middle = map.position(map.up(place, above).0, 0.0);
            // Below the end there is nothing to see, except for the margin that the next key would scroll by.
            middle.min(map.lowest((rows.floor() - margin).max(1.0) as usize, rows))
        } else if way == 0.0 {
            self.top
        } else {
            map.moved(self.top, way)
        };
        self.clamp(source);
        self.reveal_column(source, offset, SIDE_MARGIN);
    }

    /// Scrolls no further than needed for an offset's row to be seen, and not sideways.
    pub(super) fn reveal_row(&mut self, source: Source<'_>, offset: usize) {
        let left = self.left;
        self.reveal(source, offset, 0);
        self.left = left;
    }

    /// Like [`reveal`](Self::reveal) for a place that the mouse points at: what is seen of it stays in place,
    /// so that a drag that begins there begins there.
    pub(super) fn reveal_clicked(&mut self, source: Source<'_>, offset: usize) {
        let place = self.row_map(source).place_of(offset);
        let is_seen = |row: &Row| (row.line, row.piece.number) == (place.line, place.piece);
        if self.visible_rows(source).iter().any(is_seen) {
            self.reveal_column(source, offset, 0.0);
        } else {
            self.reveal(source, offset, 0);
        }
    }

    /// Scrolls sideways no further than needed, with so many cells at both sides.
    fn reveal_column(&mut self, source: Source<'_>, offset: usize, margin: f64) {
        if self.wrap.is_on {
            return;
        }
        let line = self.row_map(source).place_of(offset).line;
        let cell = self.lines.line(source, line).cell_of(offset) as f64;
        let width = self.metrics.text_width();
        let side = (margin * self.metrics.cell).min(width / 2.0);
        let x = cell * self.metrics.cell;
        if x - side < self.left {
            self.left = if x + side <= width { 0.0 } else { (x - side).max(0.0) };
        } else if x + side > self.left + width {
            self.left = x + side - width;
        }
    }
}
