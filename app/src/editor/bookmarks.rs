//! Bookmarks: a ribbon in the gutter beside each marked line, and a corner at the ruler's edge.
//!
//! The ribbon stands where numbers of up to six digits leave room. Invariant: only the rows that can be seen are looked at.

use std::ops::Range;

use egui::{Id, Rect, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::line::Source;
use super::pixels::{PixelGrid, bar};
use super::rows::Row;
use super::view::View;
use crate::theme::Theme;
use crate::tips::Tip as _;

/// The ribbon: from the gutter's left edge, its width, and how deep its notch is, in points.
const RIBBON: (f32, f32, f32) = (1.0, 6.0, 3.0);
/// What the ribbon leaves free of a row, above and below, in points.
const FREE: f32 = 4.0;
/// The corner on the ruler: its width, and half its height, in points.
const CORNER: (f32, f32) = (5.0, 4.0);

/// The rows that are the first ones of marked lines.
fn marked<'a>(
    source: Source<'a>,
    rows: &'a [Row],
    bookmarks: &'a [Range<usize>],
) -> impl Iterator<Item = &'a Row> {
    rows.iter().filter(move |row| {
        let start = source.line_start(row.line);
        row.piece.number == 0 && bookmarks.binary_search_by_key(&start, |line| line.start).is_ok()
    })
}

fn place(view: &View, row: &Row) -> Rect {
    let left = view.metrics.rect.left() + RIBBON.0;
    let top = row.top + FREE;
    view.metrics.grid.rect(left, top, left + RIBBON.1, row.top + view.metrics.row - FREE)
}

/// Draws the ribbons beside these rows.
pub(super) fn in_gutter(
    view: &View,
    source: Source<'_>,
    rows: &[Row],
    bookmarks: &[Range<usize>],
    theme: &Theme,
    shapes: &mut Vec<Shape>,
) {
    for row in marked(source, rows, bookmarks) {
        let rect = place(view, row);
        let (middle, notch) = (rect.center().x, rect.bottom() - RIBBON.2);
        let colour = theme.text.gutter_current;
        shapes.push(bar(rect.with_max_y(notch), colour));
        // A form with a notch isn't convex, so its two ends are drawn by themselves.
        for outer in [rect.left(), rect.right()] {
            let points = vec![pos2(outer, notch), pos2(middle, notch), pos2(outer, rect.bottom())];
            shapes.push(Shape::convex_polygon(points, colour, Stroke::NONE));
        }
    }
}

/// Draws a bookmark on the ruler; `left` is the ruler's left edge, `y` the line's middle.
pub(super) fn on_ruler(left: f32, y: f32, theme: &Theme, grid: PixelGrid, shapes: &mut Vec<Shape>) {
    let (width, half) = CORNER;
    let x = grid.edge(left + 1.0);
    let points = vec![pos2(x, y - half), pos2(x + width, y), pos2(x, y + half)];
    shapes.push(Shape::convex_polygon(points, theme.text.gutter_current, Stroke::NONE));
}

/// Gives the ribbons names, for the pointer and for assistive technology.
pub(super) fn describe(ui: &Ui, view: &View, source: Source<'_>, rows: &[Row], bookmarks: &[Range<usize>]) {
    for row in marked(source, rows, bookmarks) {
        let words = format!("Bookmark in line {}", row.line + 1);
        let rect = place(view, row).expand2(vec2(1.0, FREE));
        let id = Id::unique(("bookmark", view.pane(), row.top as i32));
        let response = ui.interact(rect, id, Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
        response.tip(words);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::editor::beside::{self, Form};
    use crate::theme::LANTERN;

    #[test]
    fn on_the_ruler_a_bookmark_looks_like_nothing_else() {
        let grid = PixelGrid::new(1.0);
        let drawn = |form: Form| {
            let mut shapes = Vec::new();
            beside::on_ruler(form, 100.0, 50.0, &LANTERN, grid, &mut shapes);
            shapes
        };
        let bookmark = drawn(Form::Bookmark);
        let [shape] = bookmark.as_slice() else { panic!("{bookmark:?}") };
        let bounds = shape.visual_bounding_rect();
        assert!(bounds.left() >= 100.0 && bounds.right() <= 107.0, "{bounds}");
        for other in [Form::Pin(0), Form::Ghost, Form::Conflict] {
            assert_ne!(drawn(other), bookmark);
        }
    }
}
