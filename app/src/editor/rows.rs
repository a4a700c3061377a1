//! Rows of code: what is lit in them is found, and they are drawn, wherever on the screen they stand.
//!
//! Invariant: of a line only what can be seen is looked at.

use std::collections::BTreeSet;
use std::ops::Range;

use egui::epaint::text::FontsView;
use egui::{Rect, Shape, vec2};
use namelight_engine::occurrences::Occurrence;

use super::beside;
use super::bookmarks;
use super::found;
use super::gutter;
use super::line::{Line, Source};
use super::marks::{self, Mark};
use super::paint::{Decorations, Painted};
use super::row_map::Piece;
use super::text::{Gap, TextPainter, shift};
use super::view::View;
use crate::document::Selections;
use crate::theme::Theme;

/// A row on the screen: what of which line stands in it, and its upper edge in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Row {
    pub line: usize,
    pub top: f32,
    pub piece: Piece,
}

impl Row {
    /// Room for what is being composed, if that is in this row.
    pub(super) fn gap_in(&self, gap: Option<Gap>) -> Option<Gap> {
        gap.filter(|gap| self.piece.holds(gap.at))
    }
}

/// An occurrence in its place on the screen.
pub(super) struct Placed {
    mark: Mark,
    /// Which of what the frame has painted it is; of a name that wraps there are two parts.
    pub(super) lit: usize,
    pub(super) cells: Rect,
    is_selected: bool,
}

/// Rows, from the top, with what stands in them.
pub(super) struct Layer {
    pub(super) rows: Vec<Row>,
    pub(super) placed: Vec<Placed>,
    pub(super) beside: Vec<beside::Placed>,
    lit_lines: BTreeSet<usize>,
}

/// What a frame knows of all rows.
pub(super) struct Drawing<'a> {
    pub view: &'a View,
    pub source: Source<'a>,
    pub decorations: &'a Decorations<'a>,
    pub cursor_line: usize,
    pub theme: &'a Theme,
}

impl Drawing<'_> {
    /// Finds what stands in these rows and writes it down as painted. Names in `selections` keep their lines only.
    pub(super) fn layer(
        &self,
        rows: Vec<Row>,
        selections: Option<&Selections>,
        gap: Option<Gap>,
        painted: &mut Painted,
    ) -> Layer {
        let mut lit_lines = BTreeSet::new();
        let placed = self.place(&rows, selections, gap, painted, &mut lit_lines);
        let mut beside = beside::place(self.view, self.source, &self.decorations.beside, &rows, gap);
        found::note_lit(&mut beside, placed.iter().map(|place| (place.mark, place.cells)));
        note_beside(&beside, &self.decorations.beside, painted);
        Layer { rows, placed, beside, lit_lines }
    }

    /// Finds the occurrences in these rows, by binary search, and where they stand.
    fn place(
        &self,
        rows: &[Row],
        selections: Option<&Selections>,
        gap: Option<Gap>,
        painted: &mut Painted,
        lit_lines: &mut BTreeSet<usize>,
    ) -> Vec<Placed> {
        let (view, source) = (self.view, self.source);
        let area = view.metrics.text_area();
        let mut placed = Vec::new();
        let mut rest = self.decorations.lit;
        for row in rows {
            let line = view.lines.line(source, row.line);
            let Piece { start, end, .. } = row.piece;
            let behind = rest.partition_point(|found| found.range.end <= start);
            rest = rest.get(behind..).unwrap_or_default();
            let reaches =
                |found: &Occurrence| found.range.start < end || row.piece.is_last && found.range.start == end;
            let here = rest.get(..rest.partition_point(reaches)).unwrap_or_default();
            if here.iter().any(|occurrence| occurrence.certainty.is_counted()) {
                lit_lines.insert(row.line);
            }
            let gap = row.gap_in(gap);
            for occurrence in in_sight(view, &line, row, here, gap) {
                if occurrence.range.end > source.text.byte_len() {
                    continue;
                }
                let cells = view.cells_rect(&line, row, &occurrence.range);
                let moved = shift(gap, occurrence.range.start);
                let cells = cells.translate(vec2((moved as f64 * view.metrics.cell) as f32, 0.0));
                // A name in which something is being composed isn't that name on the screen.
                let is_split =
                    gap.is_some_and(|gap| occurrence.range.start < gap.at && gap.at < occurrence.range.end);
                if is_split || cells.right() < area.left() || cells.left() > area.right() {
                    continue;
                }
                let is_selected = selections.is_some_and(|selections| selections.cover(&occurrence.range));
                if painted.lit.last().is_none_or(|last| last.range != occurrence.range) {
                    painted.lit.push(occurrence.clone());
                }
                placed.push(Placed {
                    mark: Mark::of(occurrence),
                    lit: painted.lit.len() - 1,
                    cells,
                    is_selected,
                });
            }
        }
        placed
    }

    /// Draws what lies beneath the text.
    pub(super) fn behind(&self, layer: &Layer, ground: &mut Vec<Shape>, code: &mut Vec<Shape>) {
        let (metrics, theme) = (&self.view.metrics, self.theme);
        beside::in_gutter(self.view, &layer.beside, theme, ground);
        let marked = self.decorations.beside.bookmarks;
        bookmarks::in_gutter(self.view, self.source, &layer.rows, marked, theme, ground);
        beside::below_light(&layer.beside, theme, metrics.grid, code);
        for place in &layer.placed {
            let cells = metrics.mark_cells(place.cells);
            marks::behind(place.mark, cells, place.is_selected, theme, metrics.grid, code);
        }
        beside::below_text(&layer.beside, theme, metrics.grid, code);
    }

    /// Draws the numbers and the text of the rows.
    pub(super) fn text(
        &self,
        layer: &Layer,
        gap: Option<Gap>,
        fonts: &mut FontsView<'_>,
        ground: &mut Vec<Shape>,
        code: &mut Vec<Shape>,
    ) {
        let Self { view, theme, .. } = *self;
        gutter::numbers(view, fonts, &layer.rows, &layer.lit_lines, self.cursor_line, theme, ground);
        let tokens = self.decorations.tokens;
        let found = self.decorations.beside.found.as_ref();
        let inverse = found.and_then(|found| found.current.clone());
        let mut painter = TextPainter { view, fonts, tokens, theme, inverse, moved: 0, shapes: Vec::new() };
        for row in &layer.rows {
            let gap = row.gap_in(gap);
            painter.row(&view.lines.line(self.source, row.line), row, gap);
            if let (Some(gap), Some(preedit)) = (gap, &view.interaction.preedit) {
                let cell = view.lines.line(self.source, row.line).cell_of(gap.at);
                painter.foreign(&preedit.text, row.piece.on_row(cell), row.top, theme.syntax.plain);
            }
        }
        code.append(&mut painter.shapes);
    }

    /// Draws what lies over the text.
    pub(super) fn over(&self, layer: &Layer, code: &mut Vec<Shape>) {
        let (metrics, theme) = (&self.view.metrics, self.theme);
        for place in &layer.placed {
            marks::over(place.mark, metrics.mark_cells(place.cells), theme, metrics.grid, code);
        }
        beside::over_text(&layer.beside, theme, metrics.grid, code);
    }
}

/// Writes down what is drawn beside the light.
fn note_beside(placed: &[beside::Placed], beside: &beside::Beside<'_>, painted: &mut Painted) {
    for place in placed {
        match place.form {
            beside::Form::Pin(number) => {
                let lit = beside.pins.iter().find(|(pin, _)| *pin == number);
                let one = lit.and_then(|(_, lit)| lit.get(place.index));
                painted.pinned.extend(one.map(|one| (number, one.range.clone())));
            }
            beside::Form::Ghost => {
                painted.others.extend(beside.others.get(place.index).map(|one| one.range.clone()));
            }
            beside::Form::Conflict => painted.conflicts.extend(beside.conflicts.get(place.index).cloned()),
            beside::Form::Problem(_) => painted.problems.extend(beside.problems.get(place.index).cloned()),
            beside::Form::Field { .. } | beside::Form::Bookmark => {}
            beside::Form::Found(look) => {
                let range = beside.found.as_ref().map(|found| found.matches.place(place.index));
                match look.is_current {
                    true => painted.found_current = range,
                    false => painted.found.extend(range),
                }
            }
        }
    }
}

/// Of the occurrences in a line, those that may stand in the visible columns; of a short line, all. A line of
/// megabytes may hold a hundred thousand of them, and finding the place of each takes time.
fn in_sight<'a>(
    view: &View,
    line: &Line<'_>,
    row: &Row,
    all: &'a [Occurrence],
    gap: Option<Gap>,
) -> &'a [Occurrence] {
    if all.is_empty() || !row.piece.is_whole() {
        return all;
    }
    let mut cells = view.visible_cells();
    cells.start = cells.start.saturating_sub(gap.map_or(0, |gap| gap.cells));
    let bytes: Range<usize> = line.bytes_at(&cells);
    let first = all.partition_point(|occurrence| occurrence.range.end < bytes.start);
    let last = all.partition_point(|occurrence| occurrence.range.start <= bytes.end);
    all.get(first..last).unwrap_or_default()
}
