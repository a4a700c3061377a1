//! The signs of the timeline. What became of a request is told by form; colour only repeats it.

use egui::{CornerRadius, Painter, Rect, Stroke, StrokeKind, pos2, vec2};

use crate::theme::Theme;

/// Draws a sign of the legend with its left edge at `x` and its middle at `y`.
pub(super) type Draw = fn(&Painter, &Theme, f32, f32);

/// Height of a request's bar, in points.
const BAR: f32 = 8.0;
/// The narrowest bar, in points: one that took no time can still be seen.
const NARROWEST: f32 = 3.0;
/// The tick of a posted request: width and height in points.
const TICK: (f32, f32) = (2.0, 10.0);
/// Half the side of the cross behind what was cancelled, in points.
const CROSS: f32 = 3.5;
/// Radius of the dot behind what was lit, in points.
const DOT: f32 = 3.5;

/// It was posted.
pub(super) fn posted(painter: &Painter, theme: &Theme, x: f32, y: f32) {
    let tick = Rect::from_min_size(pos2(x, y - TICK.1 / 2.0), vec2(TICK.0, TICK.1));
    painter.rect_filled(tick, 0.0, theme.text.primary);
}

/// It waited in vain: dashes, and a stroke where it ended.
pub(super) fn superseded(painter: &Painter, theme: &Theme, x: f32, y: f32) {
    waiting(painter, theme, x, x + 15.0, y);
    struck(painter, theme, x + 17.0, y);
}

/// It was worked on in vain: an empty box and a cross.
pub(super) fn cancelled(painter: &Painter, theme: &Theme, x: f32, y: f32) {
    hollow(painter, x, x + 12.0, y, Stroke::new(1.0, theme.text.secondary));
    cross(painter, theme, x + 18.0, y);
}

/// It was answered, and the light went on.
pub(super) fn lit(painter: &Painter, theme: &Theme, x: f32, y: f32) {
    full(painter, theme, x, x + 12.0, y);
    dot(painter, theme, x + 18.0, y);
}

/// A full bar: work that was of use.
pub(super) fn full(painter: &Painter, theme: &Theme, from: f32, to: f32, y: f32) {
    painter.rect_filled(bar(from, to, y), CornerRadius::same(2), theme.status.info);
}

/// An empty bar: work under way, or in vain.
pub(super) fn hollow(painter: &Painter, from: f32, to: f32, y: f32, stroke: Stroke) {
    painter.rect_stroke(bar(from, to, y), CornerRadius::same(2), stroke, StrokeKind::Inside);
}

/// Dashes: nobody worked on it.
pub(super) fn waiting(painter: &Painter, theme: &Theme, from: f32, to: f32, y: f32) {
    let mut x = from;
    while x < to {
        let dash = Rect::from_min_max(pos2(x, y - 0.5), pos2((x + 3.0).min(to), y + 0.5));
        painter.rect_filled(dash, 0.0, theme.text.tertiary);
        x += 5.0;
    }
}

/// A slanted stroke: another one took its place.
pub(super) fn struck(painter: &Painter, theme: &Theme, x: f32, y: f32) {
    let stroke = Stroke::new(1.5, theme.text.primary);
    painter.line_segment([pos2(x - 2.5, y + 4.0), pos2(x + 2.5, y - 4.0)], stroke);
}

/// A cross: cancelled.
pub(super) fn cross(painter: &Painter, theme: &Theme, x: f32, y: f32) {
    let stroke = Stroke::new(1.5, theme.text.primary);
    painter.line_segment([pos2(x - CROSS, y - CROSS), pos2(x + CROSS, y + CROSS)], stroke);
    painter.line_segment([pos2(x - CROSS, y + CROSS), pos2(x + CROSS, y - CROSS)], stroke);
}

/// The light: a name was lit for it.
pub(super) fn dot(painter: &Painter, theme: &Theme, x: f32, y: f32) {
    painter.circle_filled(pos2(x, y), DOT, theme.accent.base);
}

fn bar(from: f32, to: f32, y: f32) -> Rect {
    Rect::from_min_max(pos2(from, y - BAR / 2.0), pos2(to.max(from + NARROWEST), y + BAR / 2.0))
}
