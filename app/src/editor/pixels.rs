//! Physical pixels: every edge that is drawn lies on one, so that lines are crisp at any scale.

use egui::{Color32, CornerRadius, Rect, Shape, pos2};

/// The grid of physical pixels, for a number of pixels per point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PixelGrid {
    /// Physical pixels per point; always above zero.
    per_point: f32,
}

impl PixelGrid {
    /// A grid; anything that isn't a positive number counts as one pixel per point.
    #[must_use]
    pub fn new(pixels_per_point: f32) -> Self {
        let usable = pixels_per_point.is_finite() && pixels_per_point > 0.0;
        Self { per_point: if usable { pixels_per_point } else { 1.0 } }
    }

    /// The nearest edge between two pixels, in points.
    #[must_use]
    pub fn edge(self, points: f32) -> f32 {
        (points * self.per_point).round() / self.per_point
    }

    /// A width of whole pixels, at least one, in points.
    #[must_use]
    pub fn width(self, points: f32) -> f32 {
        (points * self.per_point).round().max(1.0) / self.per_point
    }

    /// A rectangle with all edges on the grid.
    #[must_use]
    pub fn rect(self, left: f32, top: f32, right: f32, bottom: f32) -> Rect {
        Rect::from_min_max(pos2(self.edge(left), self.edge(top)), pos2(self.edge(right), self.edge(bottom)))
    }
}

/// A square-cornered fill.
pub(super) fn bar(rect: Rect, colour: Color32) -> Shape {
    Shape::rect_filled(rect, CornerRadius::ZERO, colour)
}

#[cfg(test)]
mod tests {
    use super::PixelGrid;

    #[test]
    fn edges_lie_on_physical_pixels() {
        for scale in [1.0_f32, 1.25, 1.5, 2.0, 3.0] {
            let grid = PixelGrid::new(scale);
            for step in 0..200 {
                let points = step as f32 * 0.37;
                let pixels = grid.edge(points) * scale;
                assert!((pixels - pixels.round()).abs() < 1e-3, "{points} at {scale}");
                assert!((grid.edge(points) - points).abs() <= 0.5 / scale + 1e-4);
            }
            assert!(grid.width(0.1) * scale >= 1.0 - 1e-4);
        }
    }

    #[test]
    fn a_useless_scale_counts_as_one() {
        for scale in [0.0, -1.0, f32::NAN, f32::INFINITY] {
            assert!((PixelGrid::new(scale).edge(3.4) - 3.0).abs() < 1e-6);
        }
    }
}
