//! How each kind of occurrence is drawn: its form says what it is, colour only repeats it.
//!
//! The forms are those of `look/LOOK.md`, "Marks". Invariant: a fill means counted, and everything is drawn
//! inside the name's rectangle except for a delete's line, so that text never has to move.

use egui::{Color32, CornerRadius, Rect, Shape, Stroke, StrokeKind, pos2};
use namelight_engine::occurrences::{Certainty, Kind, Occurrence};

use super::pixels::{PixelGrid, bar};
use crate::theme::{Theme, sizes};

/// How far a mark reaches beyond the name at either side, in points.
const OVERHANG: f32 = 2.0;
/// Length of the arms of corners, in points.
pub(super) const ARM: f32 = 5.0;
/// A dash and the gap behind it, in points.
const DASH: (f32, f32) = (5.0, 3.0);
/// The gap between the two dashes of a name that has no room for them and the usual gap, in points. With it they
/// are as short as dots, and in high contrast as high as those.
const NARROW_GAP: f32 = 1.0;

/// The form of an occurrence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mark {
    /// A docstring speaks of it: two corners.
    Mention,
    /// It may be meant: dots below.
    Possible,
    /// A fill and a thin line below.
    Read,
    /// A fill and dashes below.
    Declaration,
    /// A fill and a box.
    Write,
    /// A fill, a box and a bar below.
    Update,
    /// A fill and a line through the text.
    Delete,
    /// A fill, a box and a solid corner.
    Definition,
}

impl Mark {
    /// Every form, from the least to the most telling one.
    pub const ALL: [Self; 8] = [
        Self::Mention,
        Self::Possible,
        Self::Read,
        Self::Declaration,
        Self::Write,
        Self::Update,
        Self::Delete,
        Self::Definition,
    ];

    /// The form of an occurrence.
    #[must_use]
    pub fn of(occurrence: &Occurrence) -> Self {
        match (occurrence.certainty, occurrence.kind) {
            (Certainty::Mention, _) => Self::Mention,
            (Certainty::Possible, _) => Self::Possible,
            (_, Kind::Definition) => Self::Definition,
            (_, Kind::Write) => Self::Write,
            (_, Kind::Update) => Self::Update,
            (_, Kind::Read) => Self::Read,
            (_, Kind::Delete) => Self::Delete,
            (_, Kind::Declaration) => Self::Declaration,
        }
    }

    /// Whether it is counted, and so has a fill.
    #[must_use]
    pub fn has_fill(self) -> bool {
        !matches!(self, Self::Possible | Self::Mention)
    }
}

/// The rectangle in which a name's mark is drawn, from the name's cells (full row height).
#[must_use]
pub fn mark_rect(cells: Rect, grid: PixelGrid) -> Rect {
    let free = sizes::FREE_BESIDE_MARKS;
    grid.rect(cells.left() - OVERHANG, cells.top() + free, cells.right() + OVERHANG, cells.bottom() - free)
}

/// Draws what lies beneath the text. Over a selection the fill is left out.
pub fn behind(
    mark: Mark,
    cells: Rect,
    is_selected: bool,
    theme: &Theme,
    grid: PixelGrid,
    shapes: &mut Vec<Shape>,
) {
    let rect = mark_rect(cells, grid);
    let (marks, stroke) = (&theme.marks, &theme.stroke);
    let radius = CornerRadius::same(sizes::RADIUS_MARK);
    if mark.has_fill() && !is_selected {
        shapes.push(Shape::rect_filled(rect, radius, marks.fill));
    }
    if matches!(mark, Mark::Write | Mark::Definition | Mark::Update) {
        let line = Stroke::new(grid.width(stroke.box_line), marks.box_line);
        shapes.push(Shape::rect_stroke(rect, radius, line, StrokeKind::Inside));
    }
    match mark {
        Mark::Read => {
            let top = rect.bottom() - grid.width(stroke.thin);
            shapes
                .push(bar(grid.rect(rect.left() + 2.0, top, rect.right() - 2.0, rect.bottom()), marks.line));
        }
        Mark::Update => {
            let top = rect.bottom() - grid.width(stroke.thick);
            shapes
                .push(bar(grid.rect(rect.left() + 1.0, top, rect.right() - 1.0, rect.bottom()), marks.line));
        }
        Mark::Declaration => dashes(rect, grid.width(stroke.dash), marks.line, grid, shapes),
        Mark::Possible => dots(rect, grid.width(stroke.dot), marks.possible, grid, shapes),
        Mark::Mention => cradle(rect, grid.width(stroke.thin), marks.mention, grid, shapes),
        Mark::Definition => shapes.push(corner(rect, stroke.tick, marks.tick)),
        Mark::Write | Mark::Delete => {}
    }
}

/// Draws what lies over the text: the line through a deleted name.
pub fn over(mark: Mark, cells: Rect, theme: &Theme, grid: PixelGrid, shapes: &mut Vec<Shape>) {
    if mark == Mark::Delete {
        let rect = mark_rect(cells, grid);
        // In a row of 22 the line lies 11 below the mark's top, in others as far below the middle.
        let top = grid.edge(cells.center().y + 1.0);
        let bottom = top + grid.width(theme.stroke.strike);
        shapes.push(bar(
            grid.rect(rect.left() - OVERHANG, top, rect.right() + OVERHANG, bottom),
            theme.marks.line,
        ));
    }
}

/// Draws a mark on the overview ruler: `left` is the ruler's left edge, `y` the line's middle.
/// Mentions have no mark there.
pub fn on_ruler(mark: Mark, left: f32, y: f32, theme: &Theme, grid: PixelGrid, shapes: &mut Vec<Shape>) {
    let colour = theme.marks.line;
    let y = grid.edge(y);
    let mut block = |x: f32, top: f32, width: f32, height: f32, colour: Color32| {
        shapes.push(bar(grid.rect(left + x, y + top, left + x + width, y + top + height), colour));
    };
    match mark {
        Mark::Mention => {}
        Mark::Possible => block(8.0, -1.0, 2.0, 2.0, theme.marks.possible),
        Mark::Read => block(6.0, -1.0, 6.0, 2.0, colour),
        Mark::Declaration => {
            block(5.0, -1.0, 3.0, 2.0, colour);
            block(10.0, -1.0, 3.0, 2.0, colour);
        }
        Mark::Write => block(5.0, -2.0, 8.0, 4.0, colour),
        Mark::Update => {
            block(5.0, -3.0, 8.0, 2.0, colour);
            block(5.0, 0.0, 8.0, 3.0, colour);
        }
        Mark::Delete => {
            let stroke = Stroke::new(1.5, colour);
            for (from, to) in [(-3.0, 3.0), (3.0, -3.0)] {
                shapes.push(Shape::line_segment(
                    [pos2(left + 6.0, y + from), pos2(left + 12.0, y + to)],
                    stroke,
                ));
            }
        }
        Mark::Definition => {
            let points = vec![pos2(left + 13.0, y - 4.0), pos2(left + 13.0, y + 4.0), pos2(left + 5.0, y)];
            shapes.push(Shape::convex_polygon(points, colour, Stroke::NONE));
        }
    }
}

/// The solid triangle in the top left corner.
fn corner(rect: Rect, legs: f32, colour: Color32) -> Shape {
    let (x, y) = (rect.left(), rect.top());
    let points = vec![pos2(x + 1.0, y), pos2(x + legs, y), pos2(x, y + legs), pos2(x, y + 1.0)];
    Shape::convex_polygon(points, colour, Stroke::NONE)
}

/// Dashes that fill the width evenly: the first and the last are whole.
fn dashes(rect: Rect, height: f32, colour: Color32, grid: PixelGrid, shapes: &mut Vec<Shape>) {
    let (dash, gap) = DASH;
    let (from, to) = (rect.left() + 2.0, rect.right() - 2.0);
    let width = (to - from).max(1.0);
    let gap = if width < 2.0 * dash { NARROW_GAP } else { gap };
    let count = ((width + gap) / (dash + gap)).round().clamp(1.0, 10_000.0);
    let even = ((width - gap * (count - 1.0)) / count).max(1.0);
    for index in 0..count as u32 {
        let left = from + index as f32 * (even + gap);
        shapes.push(bar(grid.rect(left, rect.bottom() - height, left + even, rect.bottom()), colour));
    }
}

/// Dots as wide as the gaps between them.
fn dots(rect: Rect, side: f32, colour: Color32, grid: PixelGrid, shapes: &mut Vec<Shape>) {
    let (from, to) = (rect.left() + 2.0, rect.right() - 2.0);
    let count = ((to - from + side + 0.5) / (2.0 * side)).floor().clamp(1.0, 10_000.0);
    for index in 0..count as u32 {
        let left = grid.edge(from + index as f32 * 2.0 * side);
        shapes.push(bar(grid.rect(left, rect.bottom() - side, left + side, rect.bottom()), colour));
    }
}

/// The two bottom corners.
fn cradle(rect: Rect, line: f32, colour: Color32, grid: PixelGrid, shapes: &mut Vec<Shape>) {
    let (left, right, bottom) = (rect.left(), rect.right(), rect.bottom());
    shapes.extend([
        bar(grid.rect(left, bottom - ARM, left + line, bottom), colour),
        bar(grid.rect(left + line, bottom - line, left + ARM, bottom), colour),
        bar(grid.rect(right - line, bottom - ARM, right, bottom), colour),
        bar(grid.rect(right - ARM, bottom - line, right - line, bottom), colour),
    ]);
}

#[cfg(test)]
mod tests {
    use egui::{Rect, Shape, pos2};

    use super::{Mark, PixelGrid, behind, mark_rect, on_ruler, over};
    use crate::theme::LANTERN;

    fn cells() -> Rect {
        Rect::from_min_max(pos2(215.3, 88.0), pos2(257.4, 110.0))
    }

    fn drawn(mark: Mark, is_selected: bool) -> Vec<Shape> {
        let mut shapes = Vec::new();
        behind(mark, cells(), is_selected, &LANTERN, PixelGrid::new(1.0), &mut shapes);
        over(mark, cells(), &LANTERN, PixelGrid::new(1.0), &mut shapes);
        shapes
    }

    #[test]
    fn no_two_forms_are_drawn_alike() {
        for (index, a) in Mark::ALL.into_iter().enumerate() {
            for b in Mark::ALL.into_iter().skip(index + 1) {
                assert_ne!(drawn(a, false), drawn(b, false), "{a:?} and {b:?}");
                assert_ne!(drawn(a, true), drawn(b, true), "{a:?} and {b:?} over a selection");
            }
        }
    }

    #[test]
    fn a_fill_means_counted_and_a_selection_takes_only_the_fill() {
        for mark in Mark::ALL {
            let (plain, selected) = (drawn(mark, false), drawn(mark, true));
            assert_eq!(plain.len() - selected.len(), usize::from(mark.has_fill()), "{mark:?}");
            assert!(plain.ends_with(&selected), "{mark:?}");
            assert!(!selected.is_empty(), "{mark:?}");
        }
    }

    #[test]
    fn marks_stay_in_the_rectangle_of_the_name() {
        let rect = mark_rect(cells(), PixelGrid::new(1.0));
        assert_eq!(rect, Rect::from_min_max(pos2(213.0, 89.0), pos2(259.0, 109.0)));
        for mark in Mark::ALL {
            let allowed = if mark == Mark::Delete { rect.expand2(egui::vec2(2.0, 0.0)) } else { rect };
            for shape in drawn(mark, false) {
                assert!(allowed.contains_rect(shape.visual_bounding_rect()), "{mark:?}: {shape:?}");
            }
        }
    }

    #[test]
    fn dashes_begin_and_end_whole() {
        for width in 1..60_u8 {
            let cells = Rect::from_min_max(pos2(72.0, 0.0), pos2(72.0 + 8.43 * f32::from(width), 22.0));
            let mut shapes = Vec::new();
            behind(Mark::Declaration, cells, true, &LANTERN, PixelGrid::new(1.0), &mut shapes);
            let rect = mark_rect(cells, PixelGrid::new(1.0));
            let edges: Vec<Rect> = shapes.iter().map(Shape::visual_bounding_rect).collect();
            assert!((edges[0].left() - rect.left() - 2.0).abs() < 0.01);
            assert!((edges[edges.len() - 1].right() - rect.right() + 2.0).abs() < 0.01);
            assert!(edges.iter().all(|dash| dash.width() >= 3.0));
        }
    }

    #[test]
    fn ruler_marks_keep_to_their_lane() {
        for mark in Mark::ALL {
            let mut shapes = Vec::new();
            on_ruler(mark, 100.0, 50.4, &LANTERN, PixelGrid::new(1.0), &mut shapes);
            assert_eq!(shapes.is_empty(), mark == Mark::Mention);
            for shape in shapes {
                let bounds = shape.visual_bounding_rect();
                assert!(bounds.left() >= 105.0 - 0.1 && bounds.right() <= 113.1, "{mark:?}: {bounds:?}");
                assert!(bounds.height() <= 9.6, "{mark:?}");
            }
        }
    }
}
