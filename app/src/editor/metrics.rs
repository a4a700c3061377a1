//! The sizes of one frame: the font's cell, the rows, and where gutter, text and ruler lie.

use egui::{FontFamily, FontId, Rect, Ui, pos2, vec2};

use super::pixels::PixelGrid;
use crate::theme::{RowHeight, sizes};

/// Code sizes that zooming stays between, in points.
const SMALLEST: f32 = 6.0;
/// See [`SMALLEST`].
const LARGEST: f32 = 48.0;

/// How large code is drawn, in points of font size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Zoom {
    size: f32,
}

impl Default for Zoom {
    fn default() -> Self {
        Self { size: sizes::CODE_FONT }
    }
}

impl Zoom {
    /// Larger or smaller by so many points of font size.
    #[must_use]
    pub fn stepped(self, points: f32) -> Self {
        Self { size: (self.size + points).round().clamp(SMALLEST, LARGEST) }
    }

    /// The font's size in points.
    #[must_use]
    pub fn font_size(self) -> f32 {
        self.size
    }

    /// Times the usual size.
    #[must_use]
    pub fn factor(self) -> f32 {
        self.size / sizes::CODE_FONT
    }
}

/// What a frame measures once. All lengths in points.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Metrics {
    /// The whole widget.
    pub rect: Rect,
    /// Physical pixels.
    pub grid: PixelGrid,
    /// Width of a cell.
    pub cell: f64,
    /// Height of a row, whole pixels.
    pub row: f32,
    /// How much of a row stays free above and below a mark.
    pub free_beside_marks: f32,
    /// From a row's top to its baseline.
    pub baseline: f32,
    /// The code's font.
    pub font: FontId,
    /// The line numbers' font.
    pub number_font: FontId,
    /// Where line numbers end.
    pub number_right: f32,
    /// Where the gutter ends.
    pub gutter_right: f32,
}

impl Default for Metrics {
    fn default() -> Self {
        let font = sizes::code_font();
        Self {
            rect: Rect::ZERO,
            grid: PixelGrid::new(1.0),
            cell: 8.0,
            row: sizes::CODE_ROW,
            free_beside_marks: sizes::FREE_BESIDE_MARKS,
            baseline: sizes::CODE_BASELINE,
            number_font: FontId::new(sizes::LINE_NUMBER_FONT, FontFamily::Monospace),
            font,
            number_right: 44.0,
            gutter_right: sizes::GUTTER,
        }
    }
}

impl Metrics {
    /// Measures the fonts for a place on the screen and a number of lines.
    #[must_use]
    pub(super) fn measure(ui: &Ui, rect: Rect, zoom: Zoom, row_height: RowHeight, line_count: usize) -> Self {
        let grid = PixelGrid::new(ui.pixels_per_point());
        let factor = zoom.factor();
        let font = FontId::new(zoom.font_size(), FontFamily::Monospace);
        let number_font = FontId::new(sizes::LINE_NUMBER_FONT * factor, FontFamily::Monospace);
        let (cell, digit) =
            ui.fonts_mut(|fonts| (fonts.glyph_width(&font, ' '), fonts.glyph_width(&number_font, '0')));
        // Up to 99,999 lines the gutter is as wide as the look says; then it grows in steps of its grid.
        let digits = line_count.max(1).ilog10() + 1;
        let numbers = 6.0 + digits as f32 * digit;
        let wider = ((numbers - 44.0) / 4.0).ceil().max(0.0) * 4.0;
        Self {
            rect,
            grid,
            cell: f64::from(cell.max(1.0)),
            row: grid.width(row_height.code() * factor),
            free_beside_marks: row_height.free_beside_marks(),
            baseline: row_height.baseline() * factor,
            font,
            number_font,
            number_right: rect.left() + 44.0 + wider,
            gutter_right: rect.left() + sizes::GUTTER + wider,
        }
    }

    /// A name's cells as its mark has to see them. A mark keeps off its row's edges by
    /// [`sizes::FREE_BESIDE_MARKS`]; where rows are so low that it may not, the cells are higher by that.
    #[must_use]
    pub(super) fn mark_cells(&self, cells: Rect) -> Rect {
        cells.expand2(vec2(0.0, sizes::FREE_BESIDE_MARKS - self.free_beside_marks))
    }

    /// Where column zero stands when nothing is scrolled.
    #[must_use]
    pub(super) fn text_left(&self) -> f32 {
        self.gutter_right + sizes::TEXT_MARGIN
    }

    /// Where the ruler begins.
    #[must_use]
    pub(super) fn ruler_left(&self) -> f32 {
        (self.rect.right() - sizes::RULER).max(self.rect.left())
    }

    /// Where code is drawn.
    #[must_use]
    pub(super) fn text_area(&self) -> Rect {
        let right = self.ruler_left();
        Rect::from_min_max(
            pos2(self.gutter_right.min(right), self.rect.top()),
            pos2(right, self.rect.bottom()),
        )
    }

    /// The overview ruler.
    #[must_use]
    pub(super) fn ruler(&self) -> Rect {
        Rect::from_min_max(pos2(self.ruler_left(), self.rect.top()), self.rect.max)
    }

    /// How many rows fit, fractions included; never negative.
    #[must_use]
    pub(super) fn rows(&self) -> f64 {
        f64::from((self.rect.height() / self.row).max(0.0))
    }

    /// Width of the visible text in points; never negative.
    #[must_use]
    pub(super) fn text_width(&self) -> f64 {
        f64::from((self.ruler_left() - self.text_left()).max(0.0))
    }
}
