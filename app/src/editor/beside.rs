//! What is drawn beside the light: pinned names, names that are not meant, and a name that is being changed.
//!
//! The forms are those of LOOK.md, "Marks". Invariant: as with the light, only what is told for exactly this text is
//! drawn, inside the name's rectangle, and what it costs depends on what can be seen.

use std::ops::Range;

use egui::{Color32, CornerRadius, Rect, Shape, Stroke, StrokeKind, pos2};
use namelight_engine::occurrences::{Occurrence, Other, Problem, ProblemKind};

use super::bookmarks;
use super::found::{self, FoundMarks};
use super::line::Source;
use super::marks::{ARM, mark_rect};
use super::pixels::{PixelGrid, bar};
use super::problems::{draw_problem, is_quiet};
use super::row_map::Piece;
use super::rows::Row;
use super::text::{Gap, shift};
use super::view::View;
use crate::theme::{Pin, Theme, sizes};

/// A pinned name's dashes: on and off, in points.
const DASH: (f32, f32) = (6.0, 3.0);
/// From one tooth of a comb to the next, in points.
const TEETH: f32 = 4.0;

/// What to draw beside the light. All ranges are bytes of the document's present text, sorted, without overlap.
#[derive(Clone, Debug, Default)]
pub struct Beside<'a> {
    /// Pinned names, each with its number from 0.
    pub pins: Vec<(usize, &'a [Occurrence])>,
    /// Names that are spelled like the lit one and mean something else.
    pub others: &'a [Other],
    /// Places that are in the way of a new name.
    pub conflicts: &'a [Range<usize>],
    /// The place where a new name is being typed.
    pub field: Option<Field>,
    /// Lines that are marked, without their breaks.
    pub bookmarks: &'a [Range<usize>],
    /// What was looked for and found.
    pub found: Option<FoundMarks<'a>>,
    /// What is wrong with the text.
    pub problems: &'a [Problem],
    /// The line in which somebody is typing: what may only be unfinished there is not drawn.
    pub quiet: Option<Range<usize>>,
}

/// The place where a new name is being typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// The new name, as far as it is typed.
    pub range: Range<usize>,
    /// Whether it can't be.
    pub is_refused: bool,
}

/// What stands at a place beside the light.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Pin(usize),
    Ghost,
    Conflict,
    Field {
        is_refused: bool,
    },
    Found(found::Look),
    Problem(ProblemKind),
    /// On the ruler only.
    Bookmark,
}

/// A visible place: its form, its number among its like, and its cells.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    pub(super) form: Form,
    pub(super) index: usize,
    pub(super) cells: Rect,
}

/// Finds what can be seen, by binary search, in the order in which it is drawn.
pub(super) fn place(
    view: &View,
    source: Source<'_>,
    beside: &Beside<'_>,
    rows: &[Row],
    gap: Option<Gap>,
) -> Vec<Placed> {
    let mut placed =
        beside.found.as_ref().map_or(Vec::new(), |all| found::place(view, source, all, rows, gap));
    let mut add = |form: Form, len: usize, range: &dyn Fn(usize) -> Range<usize>| {
        for (index, cells) in visible(view, source, rows, gap, len, range) {
            placed.push(Placed { form, index, cells });
        }
    };
    let none = 0..0;
    for (number, lit) in &beside.pins {
        add(Form::Pin(*number), lit.len(), &|at| lit.get(at).map_or(none.clone(), |one| one.range.clone()));
    }
    let others = beside.others;
    add(Form::Ghost, others.len(), &|at| others.get(at).map_or(none.clone(), |one| one.range.clone()));
    let conflicts = beside.conflicts;
    add(Form::Conflict, conflicts.len(), &|at| conflicts.get(at).cloned().unwrap_or_default());
    if let Some(field) = &beside.field {
        add(Form::Field { is_refused: field.is_refused }, 1, &|_| field.range.clone());
    }
    let problems = beside.problems;
    let range = |at: usize| problems.get(at).map_or(none.clone(), |one| one.range.clone());
    for (index, cells) in visible(view, source, rows, gap, problems.len(), &range) {
        let shown = problems.get(index).filter(|problem| !is_quiet(problem, beside.quiet.as_ref()));
        placed.extend(shown.map(|problem| Placed { form: Form::Problem(problem.kind), index, cells }));
    }
    placed
}

/// The cells of those of `len` sorted ranges that can be seen, with their index.
fn visible(
    view: &View,
    source: Source<'_>,
    rows: &[Row],
    gap: Option<Gap>,
    len: usize,
    range: &dyn Fn(usize) -> Range<usize>,
) -> Vec<(usize, Rect)> {
    let area = view.metrics.text_area();
    let mut found = Vec::new();
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return found };
    let mut next = first_of(len, |at| range(at).end >= first.piece.start);
    for row in rows {
        if next >= len || range(next).start > last.piece.end {
            break;
        }
        let line = view.lines.line(source, row.line);
        let sight = view.sight_in(&line, row);
        let Piece { start, end, is_last, .. } = row.piece;
        // A name that wraps goes on in the next row.
        let is_behind =
            |at: usize| if is_last { range(at).end >= sight.start.max(start) } else { range(at).end > start };
        // Of a line of megabytes only what is in sight is gone through.
        next = next.max(first_of(len, is_behind));
        while next < len && (range(next).start < end || is_last && range(next).start == end) {
            let here = range(next);
            if here.start > sight.end {
                next = first_of(len, |at| range(at).start > end);
                break;
            }
            let gap = row.gap_in(gap);
            let moved = (shift(gap, here.start) as f64 * view.metrics.cell) as f32;
            let cells = view.cells_rect(&line, row, &here).translate(egui::vec2(moved, 0.0));
            if here.end <= line.end() && cells.right() >= area.left() && cells.left() <= area.right() {
                found.push((next, view.metrics.mark_cells(cells)));
            }
            if here.end > end && !is_last {
                break;
            }
            next += 1;
        }
    }
    found
}

/// The first of so many for which a condition holds that never ends to hold.
pub(super) fn first_of(len: usize, holds: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, len);
    while low < high {
        let middle = low + (high - low) / 2;
        if holds(middle) { high = middle } else { low = middle + 1 }
    }
    low
}

/// Draws what lies beneath the light.
pub(super) fn below_light(placed: &[Placed], theme: &Theme, grid: PixelGrid, shapes: &mut Vec<Shape>) {
    let radius = CornerRadius::same(sizes::RADIUS_MARK);
    found::fills(placed, theme, grid, shapes);
    for place in placed {
        if let Form::Pin(number) = place.form
            && let Some(pin) = theme.pins.get(number)
        {
            shapes.push(Shape::rect_filled(mark_rect(place.cells, grid), radius, pin.fill));
        }
    }
}

/// Draws what lies over the light and beneath the text.
pub(super) fn below_text(placed: &[Placed], theme: &Theme, grid: PixelGrid, shapes: &mut Vec<Shape>) {
    let radius = CornerRadius::same(sizes::RADIUS_MARK);
    for place in placed {
        let rect = mark_rect(place.cells, grid);
        match place.form {
            Form::Pin(_) | Form::Problem(_) | Form::Bookmark => {}
            Form::Found(look) => found::outline(look, place.cells, theme, grid, shapes),
            Form::Ghost => corners(rect, grid.width(theme.stroke.ghost), theme.marks.ghost, grid, shapes),
            Form::Conflict => {
                let line = Stroke::new(grid.width(theme.stroke.box_line), theme.status.error);
                shapes.push(Shape::rect_filled(rect, radius, theme.status.error_fill));
                shapes.push(Shape::rect_stroke(rect, radius, line, StrokeKind::Inside));
            }
            Form::Field { is_refused } => {
                let colour = if is_refused { theme.status.error } else { theme.focus_ring };
                let line = Stroke::new(grid.width(theme.stroke.focus), colour);
                // Room for the caret behind the last letter.
                let rect = rect.expand2(egui::vec2(1.0, 1.0));
                shapes.push(Shape::rect_filled(rect, radius, theme.surface.field));
                shapes.push(Shape::rect_stroke(rect, radius, line, StrokeKind::Inside));
            }
        }
    }
}

/// Draws what lies over the text.
pub(super) fn over_text(placed: &[Placed], theme: &Theme, grid: PixelGrid, shapes: &mut Vec<Shape>) {
    for place in placed {
        let rect = mark_rect(place.cells, grid);
        match place.form {
            Form::Pin(number) => {
                if let Some(pin) = theme.pins.get(number) {
                    overline(number, rect, pin, theme.stroke.pin, grid, shapes);
                }
            }
            Form::Conflict => shapes.push(squiggle(rect, theme.status.error)),
            Form::Problem(kind) => draw_problem(kind, place.cells, theme, grid, shapes),
            Form::Ghost | Form::Field { .. } | Form::Found(_) | Form::Bookmark => {}
        }
    }
}

/// From the view's left edge to the middle of a sign in the gutter, and the side of the square in which it is pointed at,
/// in points.
const SIGN_MIDDLE: f32 = 11.0;
const SIGN: f32 = 20.0;

/// Where the sign of a place with these cells is.
pub(super) fn sign_place(view: &View, cells: Rect) -> Rect {
    let centre = pos2(view.metrics.rect.left() + SIGN_MIDDLE, cells.center().y);
    Rect::from_center_size(centre, egui::vec2(SIGN, SIGN))
}

/// Draws a sign in the gutter beside each line that holds a place in the way of a new name, or that Python refuses.
pub(super) fn in_gutter(view: &View, placed: &[Placed], theme: &Theme, shapes: &mut Vec<Shape>) {
    const RADIUS: f32 = 5.5;
    const ARM: f32 = 1.9;
    let stroke = Stroke::new(1.5, theme.status.error);
    let is_sign = |place: &&Placed| matches!(place.form, Form::Conflict | Form::Problem(ProblemKind::Syntax));
    let mut last = f32::NEG_INFINITY;
    for place in placed.iter().filter(is_sign) {
        let middle = place.cells.center().y;
        if middle <= last {
            continue;
        }
        last = middle;
        let centre = sign_place(view, place.cells).center();
        shapes.push(Shape::circle_stroke(centre, RADIUS, stroke));
        for (dx, dy) in [(ARM, ARM), (ARM, -ARM)] {
            let leg = egui::vec2(dx, dy);
            shapes.push(Shape::line_segment([centre - leg, centre + leg], stroke));
        }
    }
}

/// A pin's line along the top of its name: one line, two, dashes, or a comb.
fn overline(number: usize, rect: Rect, pin: &Pin, stroke: f32, grid: PixelGrid, shapes: &mut Vec<Shape>) {
    let (from, to, top) = (rect.left() + 1.0, rect.right() - 1.0, rect.top());
    let is_bold = stroke >= 3.0;
    let thin = if is_bold { 2.0 } else { 1.0 };
    let mut line = |from: f32, to: f32, top: f32, height: f32| {
        shapes.push(bar(grid.rect(from, top, to, top + height), pin.line));
    };
    match number {
        0 => line(from, to, top, stroke),
        1 => {
            line(from, to, top, thin);
            line(from, to, top + stroke + 1.0, thin);
        }
        2 => {
            // The first and the last dash are whole.
            let (dash, gap) = DASH;
            let count = ((to - from + gap) / (dash + gap)).round().clamp(1.0, 10_000.0);
            let even = ((to - from - gap * (count - 1.0)) / count).max(1.0);
            for index in 0..count as u32 {
                let left = from + index as f32 * (even + gap);
                line(left, left + even, top, stroke);
            }
        }
        _ => {
            line(from, to, top, thin);
            let count = ((to - from - thin) / TEETH).round().clamp(1.0, 10_000.0);
            let depth = if is_bold { 4.0 } else { 3.0 };
            for index in 0..=count as u32 {
                let left = from + index as f32 * (to - from - thin) / count;
                line(left, left + thin, top, depth);
            }
        }
    }
}

/// All four corners of a rectangle.
fn corners(rect: Rect, line: f32, colour: Color32, grid: PixelGrid, shapes: &mut Vec<Shape>) {
    for (x, inwards) in [(rect.left(), 1.0), (rect.right(), -1.0)] {
        for (y, down) in [(rect.top(), 1.0), (rect.bottom(), -1.0)] {
            let mut leg = |dx: f32, dy: f32| {
                let (to_x, to_y) = (x + dx * inwards, y + dy * down);
                shapes.push(bar(grid.rect(x.min(to_x), y.min(to_y), x.max(to_x), y.max(to_y)), colour));
            };
            leg(ARM, line);
            leg(line, ARM);
        }
    }
}

/// Draws a pinned name, as in a list; `cells` are the name's, of a row's height.
pub fn draw_pin(
    number: usize,
    cells: Rect,
    theme: &Theme,
    grid: PixelGrid,
    behind: &mut Vec<Shape>,
    over: &mut Vec<Shape>,
) {
    let placed = [Placed { form: Form::Pin(number), index: 0, cells }];
    below_light(&placed, theme, grid, behind);
    over_text(&placed, theme, grid, over);
}

/// Draws the corners round a name that is not meant, as in a list; `cells` are the name's, of a row's height.
pub fn draw_ghost(cells: Rect, theme: &Theme, grid: PixelGrid, shapes: &mut Vec<Shape>) {
    corners(mark_rect(cells, grid), grid.width(theme.stroke.ghost), theme.marks.ghost, grid, shapes);
}

/// A wave near the bottom of a rectangle.
fn squiggle(rect: Rect, colour: Color32) -> Shape {
    const STEP: f32 = 2.5;
    let (from, to, top) = (rect.left() + 3.0, rect.right() - 3.0, rect.bottom() - 5.0);
    let count = ((to - from) / STEP).floor().clamp(1.0, 10_000.0) as u32;
    let point = |index: u32| {
        let y = if index.is_multiple_of(2) { top + STEP } else { top };
        pos2(from + index as f32 * STEP, y)
    };
    Shape::line((0..=count).map(point).collect(), Stroke::new(1.5, colour))
}

/// Draws a place on the ruler; `left` is the ruler's left edge, `y` the line's middle.
pub(super) fn on_ruler(
    form: Form,
    left: f32,
    y: f32,
    theme: &Theme,
    grid: PixelGrid,
    shapes: &mut Vec<Shape>,
) {
    let y = grid.edge(y);
    match form {
        Form::Pin(number) => {
            if let Some(pin) = theme.pins.get(number) {
                shapes.push(bar(grid.rect(left + 1.0, y - 1.5, left + 5.0, y + 1.5), pin.line));
            }
        }
        Form::Ghost => {
            let rect = grid.rect(left + 7.0, y - 2.0, left + 11.0, y + 2.0);
            let line = Stroke::new(grid.width(1.0), theme.marks.ghost);
            shapes.push(Shape::rect_stroke(rect, CornerRadius::ZERO, line, StrokeKind::Inside));
        }
        Form::Conflict | Form::Problem(ProblemKind::Syntax) => {
            shapes.push(bar(grid.rect(left + 13.0, y - 2.0, left + 16.0, y + 2.0), theme.status.error));
        }
        Form::Field { .. } | Form::Problem(_) => {}
        Form::Found(look) => found::on_ruler(look, left, y, theme, grid, shapes),
        Form::Bookmark => bookmarks::on_ruler(left, y, theme, grid, shapes),
    }
}
