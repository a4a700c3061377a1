//! Matches of a search in the code and on the ruler: square and cool, since they are about spelling.
//!
//! The forms are those of LOOK.md: a fill and a square box; the current match is inverse; round a name that is lit the
//! box stands outside. Invariant: what is drawn is looked up by binary search, so it costs what can be seen.

use std::ops::Range;

use egui::{CornerRadius, Rect, Shape, Stroke, StrokeKind, vec2};

use super::beside::{Form, Placed};
use super::line::Source;
use super::marks::{Mark, mark_rect};
use super::pixels::{PixelGrid, bar};
use super::rows::Row;
use super::ruler::Ruler;
use super::text::{Gap, shift};
use super::view::View;
use crate::find::Matches;
use crate::theme::{Theme, sizes};

/// A match of nothing is drawn so wide, in points.
const NOTHING: f32 = 3.0;
/// The height of the current match on the ruler, in points.
const CURRENT_ON_RULER: f32 = 3.0;

/// What was looked for and found.
#[derive(Clone, Debug)]
pub struct FoundMarks<'a> {
    /// All matches, in bytes of the document's present text.
    pub matches: &'a Matches,
    /// The current one.
    pub current: Option<Range<usize>>,
    /// Differs whenever other matches are there.
    pub serial: usize,
    /// Is so many lines higher as they stand elsewhere, at most, than in a frame before.
    pub moved_lines: usize,
}

/// How a match is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Whether it is the current one.
    pub is_current: bool,
    /// Whether it is a name that is lit.
    pub is_lit: bool,
}

impl FoundMarks<'_> {
    /// Where marks stand on the ruler, but for the current match.
    pub(super) fn on_ruler(&self, ruler: Ruler, source: Source<'_>, grid: PixelGrid) -> Vec<(Form, f32)> {
        let matches = self.matches;
        let pixels = ruler.pixels(source, matches.places(), &|at| matches.place(at).start, grid);
        let is_there = |places: &Range<usize>| places.clone().any(|place| matches.is_there(place));
        let others = pixels.into_iter().filter(|(places, _)| is_there(places));
        others.map(|(_, y)| (Form::Found(Look::default()), y)).collect()
    }

    /// Where the current match stands on the ruler.
    pub(super) fn current_on_ruler(
        &self,
        ruler: Ruler<'_>,
        source: Source<'_>,
        grid: PixelGrid,
    ) -> Option<(Form, f32)> {
        let line = source.line_of(self.current.as_ref()?.start);
        let look = Look { is_current: true, ..Look::default() };
        Some((Form::Found(look), grid.edge(ruler.middle(line))))
    }
}

/// Finds the matches that can be seen; of one that runs over several lines, its part of each.
pub(super) fn place(
    view: &View,
    source: Source<'_>,
    found: &FoundMarks<'_>,
    rows: &[Row],
    gap: Option<Gap>,
) -> Vec<Placed> {
    let area = view.metrics.text_area();
    let matches = found.matches;
    let mut placed = Vec::new();
    for row in rows {
        let line = view.lines.line(source, row.line);
        let sight = view.sight_in(&line, row);
        let (start, end) = (row.piece.start, row.piece.end);
        let gap = row.gap_in(gap);
        let mut next = matches.first(|one| one.end >= sight.start.max(start));
        while let Some((index, range)) = matches.from(next) {
            if range.start > sight.end.min(end) || range.start == end && !row.piece.is_last {
                break;
            }
            next = index + 1;
            // Only its line break stands in the line before, or all of it in the row before.
            if range.end == start && range.start < start {
                continue;
            }
            let here = range.start.max(start)..range.end.min(end);
            let mut cells = view.cells_rect(&line, row, &here);
            cells.min.x += (shift(gap, here.start) as f64 * view.metrics.cell) as f32;
            cells.max.x += (shift(gap, here.end) as f64 * view.metrics.cell) as f32;
            if range.end > end && row.piece.is_last {
                // As a selected line break is shown.
                cells.max.x += (view.metrics.cell / 2.0) as f32;
            }
            if cells.right() >= area.left() && cells.left() <= area.right() {
                let look = Look { is_current: found.current.as_ref() == Some(&range), is_lit: false };
                placed.push(Placed { form: Form::Found(look), index, cells: view.metrics.mark_cells(cells) });
            }
        }
    }
    placed
}

/// Notes which matches are names that are lit, so that their boxes don't cover the light's.
pub(super) fn note_lit(placed: &mut [Placed], lit: impl Iterator<Item = (Mark, Rect)>) {
    for (mark, cells) in lit.filter(|(mark, _)| mark.has_fill()) {
        for place in placed.iter_mut() {
            let is_same = (place.cells.left() - cells.left()).abs() < 1.0
                && (place.cells.right() - cells.right()).abs() < 1.0
                && place.cells.y_range().contains(cells.center().y);
            if let Form::Found(look) = &mut place.form {
                look.is_lit |= is_same && mark.has_fill();
            }
        }
    }
}

/// The rectangle of a match, from its cells.
fn rect_of(look: Look, cells: Rect, grid: PixelGrid) -> Rect {
    if look.is_lit {
        return mark_rect(cells, grid).expand(grid.width(1.0));
    }
    let missing = ((NOTHING - cells.width()) / 2.0).max(0.0);
    let cells = cells.expand2(vec2(missing, -sizes::FREE_BESIDE_MARKS));
    grid.rect(cells.left(), cells.top(), cells.right(), cells.bottom())
}

/// Draws what lies beneath pins and the light.
pub(super) fn fills(placed: &[Placed], theme: &Theme, grid: PixelGrid, shapes: &mut Vec<Shape>) {
    for place in placed {
        if let Form::Found(look) = place.form
            && !look.is_current
        {
            shapes.push(bar(rect_of(look, place.cells, grid), theme.find.fill));
        }
    }
}

/// Draws what lies over the light and beneath the text.
pub(super) fn outline(look: Look, cells: Rect, theme: &Theme, grid: PixelGrid, shapes: &mut Vec<Shape>) {
    let rect = rect_of(look, cells, grid);
    if look.is_current {
        shapes.push(bar(rect, theme.find.current));
    } else {
        let line = Stroke::new(grid.width(theme.stroke.box_line), theme.find.outline);
        shapes.push(Shape::rect_stroke(rect, CornerRadius::ZERO, line, StrokeKind::Inside));
    }
}

/// Draws a match on the ruler: a hairline; the current one a block as wide as the ruler.
pub(super) fn on_ruler(
    look: Look,
    left: f32,
    y: f32,
    theme: &Theme,
    grid: PixelGrid,
    shapes: &mut Vec<Shape>,
) {
    let y = grid.edge(y);
    if look.is_current {
        let top = y - (CURRENT_ON_RULER / 2.0).floor();
        let rect = grid.rect(left + 1.0, top, left + sizes::RULER, top + CURRENT_ON_RULER);
        shapes.push(bar(rect, theme.find.current));
    } else {
        let rect = grid.rect(left + 5.0, y, left + 13.0, y + grid.width(1.0));
        shapes.push(bar(rect, theme.find.outline));
    }
}

/// Draws a match by itself; `cells` are its text's, of a row's height.
pub fn draw_found(look: Look, cells: Rect, theme: &Theme, grid: PixelGrid, shapes: &mut Vec<Shape>) {
    fills(&[Placed { form: Form::Found(look), index: 0, cells }], theme, grid, shapes);
    outline(look, cells, theme, grid, shapes);
}

/// Draws a match on the ruler by itself; `left` is the ruler's left edge, `y` the line's middle, in points.
pub fn draw_found_on_ruler(
    look: Look,
    left: f32,
    y: f32,
    theme: &Theme,
    grid: PixelGrid,
    shapes: &mut Vec<Shape>,
) {
    on_ruler(look, left, y, theme, grid, shapes);
}
