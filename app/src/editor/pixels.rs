//! Physical pixels: every edge that is drawn lies on one, so that lines are crisp at any scale.

use egui::epaint::RectShape;
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

/// Makes one bar of bars of one colour that stand below each other without a gap, among the shapes from `first` on: where
/// a name is on every row of the ruler, that is one shape and not several hundred.
pub(super) fn join_bars(shapes: &mut Vec<Shape>, first: usize) {
    let mut end = first;
    for at in first..shapes.len() {
        // Some marks have two columns.
        let above = (first.max(end.saturating_sub(2))..end).rev();
        let joined =
            above.filter_map(|above| Some((above, joined(shapes.get(above)?, shapes.get(at)?)?))).next();
        if let Some((above, joined)) = joined {
            shapes[above] = joined;
        } else {
            shapes.swap(end, at);
            end += 1;
        }
    }
    shapes.truncate(end);
}

/// Two bars as one that covers the same pixels in the same colour.
fn joined(above: &Shape, below: &Shape) -> Option<Shape> {
    let (Shape::Rect(above), Shape::Rect(below)) = (above, below) else { return None };
    let is_below = above.rect.top() <= below.rect.top() && below.rect.top() <= above.rect.bottom();
    // Where they overlap, a colour that lets something through would be there twice.
    let is_alike = above.fill.is_opaque() || below.rect.top() == above.rect.bottom();
    let rect = Rect::from_min_max(above.rect.min, pos2(below.rect.right(), below.rect.bottom()));
    let is_bar = *above == RectShape::filled(above.rect, CornerRadius::ZERO, above.fill)
        && *below == RectShape::filled(below.rect, CornerRadius::ZERO, above.fill);
    (is_below && is_alike && is_bar && above.rect.x_range() == below.rect.x_range())
        .then(|| bar(rect, above.fill))
}

#[cfg(test)]
mod tests {
    use egui::{Color32, Rect, Shape, pos2};

    use super::{PixelGrid, bar, join_bars};

    fn block(left: f32, top: f32, height: f32, colour: Color32) -> Shape {
        bar(Rect::from_min_max(pos2(left, top), pos2(left + 4.0, top + height)), colour)
    }

    #[test]
    fn bars_without_a_gap_are_one() {
        let (red, glass) = (Color32::RED, Color32::from_rgba_unmultiplied(9, 9, 9, 99));
        let mut shapes = vec![block(0.0, 0.0, 9.0, red)];
        // Two columns.
        for top in [10.0, 11.0, 12.0] {
            shapes.push(block(0.0, top, 2.0, red));
            shapes.push(block(8.0, top, 2.0, red));
        }
        shapes.extend([10.0, 11.0, 11.5].map(|top| block(20.0, top, 1.0, glass)));
        join_bars(&mut shapes, 1);
        let expected = [
            block(0.0, 0.0, 9.0, red),
            block(0.0, 10.0, 4.0, red),
            block(8.0, 10.0, 4.0, red),
            block(20.0, 10.0, 2.0, glass),
            block(20.0, 11.5, 1.0, glass),
        ];
        assert_eq!(shapes, expected);
    }

    #[test]
    fn nothing_else_is_joined() {
        let line = egui::Stroke::new(1.0, Color32::RED);
        let mut shapes = vec![
            block(0.0, 0.0, 1.0, Color32::RED),
            block(0.0, 1.0, 1.0, Color32::BLUE),
            block(1.0, 2.0, 1.0, Color32::BLUE),
            Shape::line_segment([pos2(0.0, 0.0), pos2(1.0, 1.0)], line),
            Shape::Noop,
        ];
        let before = shapes.clone();
        join_bars(&mut shapes, 0);
        assert_eq!(shapes, before);
    }

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
