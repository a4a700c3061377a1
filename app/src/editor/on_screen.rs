//! Where rows stand on the screen.

use std::ops::Range;

use egui::{Pos2, Rect, pos2, vec2};

use super::line::{Line, Source};
use super::row_map::{Piece, Place, RowMap, columns};
use super::rows::Row;
use super::view::View;
use crate::document::Document;

impl View {
    /// The rows of a text as this view has them.
    pub(super) fn row_map<'a>(&'a self, source: Source<'a>) -> RowMap<'a> {
        let wrap =
            self.wrap.is_on.then(|| (&self.wrap, columns(self.metrics.text_width() / self.metrics.cell)));
        RowMap::new(source, &self.lines, &self.folds, wrap)
    }

    /// The lines of which a part can be seen, from the first to the last; between them some may be folded away.
    #[must_use]
    pub fn visible_lines(&self, document: &Document) -> Range<usize> {
        self.visible_lines_in(&self.row_map(Source::of(document)))
    }

    pub(super) fn visible_lines_in(&self, map: &RowMap<'_>) -> Range<usize> {
        let places = self.visible_places(map);
        let (first, last) = (places.first(), places.last());
        first.map_or(self.top() as usize, |(place, _)| place.line)
            ..last.map_or(self.top() as usize, |(place, _)| place.line + 1)
    }

    /// How far to the right code stands in the visible rows at these heights, in points.
    #[must_use]
    pub fn code_right(&self, document: &Document, heights: std::ops::RangeInclusive<f32>) -> f32 {
        let source = Source::of(document);
        let is_there = |row: &&Row| row.top + self.metrics.row > *heights.start() && row.top < *heights.end();
        let right = |row: &Row| self.row_right(source, row);
        self.visible_rows(source).iter().filter(is_there).map(right).fold(self.metrics.text_left(), f32::max)
    }

    /// The byte offset nearest to a place on the screen, in points. Places beside a line give its nearer end.
    #[must_use]
    pub fn offset_at(&self, document: &Document, pos: Pos2) -> usize {
        self.offset_in(Source::of(document), pos)
    }

    /// The upper left corner of the cell in which an offset stands, in points; it may lie off screen.
    #[must_use]
    pub fn position_of(&self, document: &Document, offset: usize) -> Pos2 {
        self.position_in(Source::of(document), offset)
    }

    /// The rows of which a part can be seen, from the top.
    pub(super) fn visible_rows(&self, source: Source<'_>) -> Vec<Row> {
        let map = self.row_map(source);
        let row = |(place, top): (Place, f32)| Row { line: place.line, top, piece: map.piece(place) };
        self.visible_places(&map).into_iter().map(row).collect()
    }

    /// Which rows these are, with their upper edges.
    fn visible_places(&self, map: &RowMap<'_>) -> Vec<(Place, f32)> {
        let (mut place, above) = map.row_at(self.top());
        let mut places = Vec::with_capacity(self.metrics.rows() as usize + 2);
        loop {
            let top = self.edge_of(places.len() as f64 - above);
            // A row that rounding has moved out entirely isn't visible.
            if top >= self.metrics.rect.bottom() {
                return places;
            }
            places.push((place, top));
            let (next, moved) = map.down(place, 1);
            if moved == 0 {
                return places;
            }
            place = next;
        }
    }

    /// The upper edge of a line's first row, on a physical pixel; of a hidden line, that of its header. Far off the
    /// screen it is only known to be off it.
    pub(super) fn line_top(&self, source: Source<'_>, line: usize) -> f32 {
        self.place_top(source, self.row_map(source).first_of(line))
    }

    /// The upper edge of a row, like [`Self::line_top`].
    pub(super) fn place_top(&self, source: Source<'_>, place: Place) -> f32 {
        self.edge_of(self.rows_from_top(source, place))
    }

    /// How many rows a row stands below the upper edge; negative above it.
    pub(super) fn rows_from_top(&self, source: Source<'_>, place: Place) -> f64 {
        let map = self.row_map(source);
        let (first, above) = map.row_at(self.top());
        map.rows_between(first, place, 2 * self.metrics.rows() as usize + 2) - above
    }

    /// The height so many rows below the upper edge, on a physical pixel.
    fn edge_of(&self, rows: f64) -> f32 {
        self.metrics.rect.top() + self.metrics.grid.edge((rows * f64::from(self.metrics.row)) as f32)
    }

    /// The row at a height on the screen; above the text the first one, below it the last.
    pub(super) fn row_at(&self, y: f32, source: Source<'_>) -> Row {
        let map = self.row_map(source);
        let (first, above) = map.row_at(self.top());
        let rows = (f64::from(y - self.edge_of(-above)) / f64::from(self.metrics.row)).floor();
        let count = rows.abs() as usize;
        let (place, _) = if rows < 0.0 { map.up(first, count) } else { map.down(first, count) };
        Row { line: place.line, top: self.place_top(source, place), piece: map.piece(place) }
    }

    /// The cells between two offsets of a line, as far as they stand in a row of it, as a rectangle of its height.
    pub(super) fn cells_rect(&self, line: &Line<'_>, row: &Row, range: &Range<usize>) -> Rect {
        let Piece { start, end, .. } = row.piece;
        let x = |offset: usize| {
            let cell = row.piece.on_row(line.cell_of(offset.clamp(start, end)));
            self.cell_x(cell as f64)
        };
        let min = pos2(x(range.start), row.top);
        Rect::from_min_max(min, pos2(x(range.end), row.top) + vec2(0.0, self.metrics.row))
    }

    /// The bytes of a row's line that may be seen in it; all of a short one.
    pub(super) fn sight_in(&self, line: &Line<'_>, row: &Row) -> Range<usize> {
        if row.piece.is_whole() {
            line.bytes_at(&self.visible_cells())
        } else {
            row.piece.start..row.piece.end
        }
    }

    /// Where the code of a row ends, with the box that stands for what is folded behind it.
    pub(super) fn row_right(&self, source: Source<'_>, row: &Row) -> f32 {
        let cell = row.piece.on_row(self.lines.line(source, row.line).cell_of(row.piece.end));
        let right = self.cell_x(cell as f64);
        if row.piece.is_last && self.folds.at_header(row.line).is_some() {
            self.fold_box_end(right)
        } else {
            right
        }
    }
}
