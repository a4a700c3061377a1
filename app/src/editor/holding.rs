//! Holds the cursor's row in sight where a view becomes another one: lower, narrower with wrapped lines, larger rows.
//!
//! Invariant: a row that couldn't be seen before isn't brought into sight, so whoever has scrolled away stays there.

use egui::Vec2;

use super::line::Source;
use super::view::View;

/// How far a row may stick out and still be seen, in points: rows begin and end at whole pixels.
const ROUNDING: f32 = 0.5;

/// What decides which rows a view shows from its upper edge on.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Shape {
    /// In points.
    size: Vec2,
    /// Height of a row, and width of a cell, in points.
    row: f32,
    cell: f64,
    is_wrapping: bool,
}

/// The last frame's shape, and whether the cursor's row was in sight in it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Held {
    shape: Shape,
    was_in_sight: bool,
}

impl View {
    fn shape(&self) -> Shape {
        Shape {
            size: self.metrics.rect.size(),
            row: self.metrics.row,
            cell: self.metrics.cell,
            is_wrapping: self.wrap.is_on,
        }
    }

    /// A frame is painted with the cursor at an offset.
    pub(super) fn note_sight(&mut self, source: Source<'_>, offset: usize) {
        let (above, below) = self.free_round(source, offset);
        let half = self.metrics.row / 2.0;
        let was_in_sight = above > -half && below > -half;
        self.held = Some(Held { shape: self.shape(), was_in_sight });
    }

    /// A frame begins: where the view isn't what it was, the cursor's row stays in sight.
    pub(super) fn hold_sight(&mut self, source: Source<'_>) {
        let Some(held) = self.held.filter(|held| held.was_in_sight && held.shape != self.shape()) else {
            return;
        };
        // Who has moved or typed meanwhile is followed anyway.
        let Some((.., offset)) = self.seen.filter(|seen| (seen.0, seen.1) == source.stamp) else { return };
        let (above, below) = self.free_round(source, offset);
        if held.shape.size.y > 0.0 && (above < -ROUNDING || below < -ROUNDING) {
            self.reveal_row(source, offset);
        }
    }

    /// How much room there is above and below the row of an offset, in points; negative where it sticks out.
    fn free_round(&self, source: Source<'_>, offset: usize) -> (f32, f32) {
        let top = self.place_top(source, self.row_map(source).place_of(offset));
        (top - self.code_top(), self.metrics.rect.bottom() - top - self.metrics.row)
    }
}
