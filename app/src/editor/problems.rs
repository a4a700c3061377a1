//! Marks of what is wrong with the text: places that Python refuses, names that nothing defines or reads.
//!
//! Each has a form of its own along the name's lower edge and none has a fill: a wave, ticks, two lines.

use std::ops::Range;

use egui::{Rect, Shape, Stroke, pos2};
use namelight_engine::occurrences::{Problem, ProblemKind};

use super::marks::mark_rect;
use super::pixels::{PixelGrid, bar};
use crate::theme::Theme;

/// From one tick to the next, in points.
const TICKS: f32 = 4.0;
/// Half the length of a wave, in points.
const WAVE: f32 = 3.0;

/// Whether a problem may be one only because somebody is typing in the line of these bytes.
#[must_use]
pub fn is_quiet(problem: &Problem, typing: Option<&Range<usize>>) -> bool {
    typing.is_some_and(|line| problem.draft.start <= line.end && line.start <= problem.draft.end)
}

/// Draws a problem's mark; `cells` are the name's, of a row's height.
pub fn draw_problem(kind: ProblemKind, cells: Rect, theme: &Theme, grid: PixelGrid, shapes: &mut Vec<Shape>) {
    let rect = mark_rect(cells, grid);
    let (from, to) = (rect.left() + 1.0, rect.right() - 1.0);
    match kind {
        ProblemKind::Syntax => shapes.push(wave(from, to, rect.bottom() - 4.0, theme)),
        ProblemKind::Undefined => {
            let width = grid.width(if theme.is_high_contrast { 2.0 } else { 1.0 });
            let count = ((to - from - width) / TICKS).floor().clamp(1.0, 10_000.0);
            for tick in 0..=count as u32 {
                let left = from + tick as f32 * (to - from - width) / count;
                let tick = grid.rect(left, rect.bottom() - 5.0, left + width, rect.bottom());
                shapes.push(bar(tick, theme.status.info));
            }
        }
        ProblemKind::Unused => {
            let height = grid.width(if theme.is_high_contrast { 2.0 } else { 1.0 });
            for top in [rect.bottom() - 5.0, rect.bottom() - height] {
                let top = top - if theme.is_high_contrast && top < rect.bottom() - 2.0 { 1.0 } else { 0.0 };
                shapes.push(bar(grid.rect(from, top, to, top + height), theme.text.secondary));
            }
        }
    }
}

/// A wave of four points' height.
fn wave(from: f32, to: f32, top: f32, theme: &Theme) -> Shape {
    let count = ((to - from) / WAVE).ceil().clamp(2.0, 10_000.0) as u32;
    let step = (to - from) / count as f32;
    let point = |index: u32| {
        let y = if index.is_multiple_of(2) { top + WAVE } else { top };
        pos2(from + index as f32 * step, y)
    };
    let width = if theme.is_high_contrast { 2.0 } else { 1.5 };
    Shape::line((0..=count).map(point).collect(), Stroke::new(width, theme.status.error))
}
