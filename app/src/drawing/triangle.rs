//! Which pixels a triangle covers.
//!
//! Invariant: two triangles that share an edge never both cover a pixel on it and never leave one out
//! (the top-left rule of graphics cards), because everything is counted in whole numbers.

use std::ops::Range;

/// Steps of a coordinate within a pixel; graphics cards round corners to as many.
pub(super) const SUBPIXEL: i64 = 256;

/// Coordinates beyond this many pixels are moved to it, so that no product below overflows.
const FARTHEST: f32 = 1_000_000.0;

/// A corner in subpixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Corner {
    pub(super) x: i64,
    pub(super) y: i64,
}

impl Corner {
    /// The corner nearest to a place in pixels; none for a place that is not a number.
    pub(super) fn new(x: f32, y: f32) -> Option<Self> {
        let place = |at: f32| {
            (!at.is_nan()).then(|| (at.clamp(-FARTHEST, FARTHEST) * SUBPIXEL as f32).round() as i64)
        };
        Some(Self { x: place(x)?, y: place(y)? })
    }

    /// The place in pixels.
    pub(super) fn pixels(self) -> [f32; 2] {
        [self.x as f32 / SUBPIXEL as f32, self.y as f32 / SUBPIXEL as f32]
    }
}

/// The pixels that may be touched.
#[derive(Clone, Debug)]
pub(super) struct Clip {
    pub(super) x: Range<i64>,
    pub(super) y: Range<i64>,
}

impl Clip {
    /// What lies in both.
    pub(super) fn shared(&self, other: &Self) -> Self {
        Self { x: shared(&self.x, &other.x), y: shared(&self.y, &other.y) }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.x.is_empty() || self.y.is_empty()
    }
}

/// The pixels whose centres lie between two coordinates in subpixels.
pub(super) fn between(start: i64, end: i64) -> Range<i64> {
    let first = |at: i64| (at - SUBPIXEL / 2 + SUBPIXEL - 1).div_euclid(SUBPIXEL);
    first(start)..first(end)
}

/// The pixels that two ranges share.
fn shared(a: &Range<i64>, b: &Range<i64>) -> Range<i64> {
    a.start.max(b.start)..a.end.min(b.end)
}

/// Twice the area, negative where the corners run the other way round.
pub(super) fn doubled_area([a, b, c]: [Corner; 3]) -> i64 {
    (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
}

/// The pixels that a triangle may cover: one more to the right and below than [`between`] says, since an edge decides by
/// itself whether its end belongs to it.
pub(super) fn bounds([a, b, c]: [Corner; 3]) -> Clip {
    let around = |a: i64, b: i64, c: i64| between(a.min(b).min(c), a.max(b).max(c) + 1);
    Clip { x: around(a.x, b.x, c.x), y: around(a.y, b.y, c.y) }
}

/// Calls `span` with each row that the triangle covers and the pixels it covers in it.
pub(super) fn rows(corners: [Corner; 3], clip: &Clip, mut span: impl FnMut(i64, Range<i64>)) {
    let [a, b, c] = match doubled_area(corners) {
        0 => return,
        1.. => corners,
        _ => [corners[0], corners[2], corners[1]],
    };
    let Clip { x, y } = bounds([a, b, c]).shared(clip);
    if x.is_empty() {
        return;
    }
    for y in y {
        let mut covered = x.clone();
        for (from, to) in [(a, b), (b, c), (c, a)] {
            covered = inside(from, to, y, covered);
        }
        if !covered.is_empty() {
            span(y, covered);
        }
    }
}

/// The part of a row's pixels that lies on the inner side of an edge.
fn inside(from: Corner, to: Corner, y: i64, pixels: Range<i64>) -> Range<i64> {
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    // A pixel exactly on an edge belongs to the triangle only at its top and on its left.
    let owns_edge = dy < 0 || (dy == 0 && dx > 0);
    let center = y * SUBPIXEL + SUBPIXEL / 2;
    let first = dx * (center - from.y) - dy * (SUBPIXEL / 2 - from.x) - i64::from(!owns_edge);
    let step = -dy * SUBPIXEL;
    match step {
        0 if first >= 0 => pixels,
        0 => pixels.start..pixels.start,
        1.. => pixels.start.max(-first.div_euclid(step))..pixels.end,
        _ => pixels.start..pixels.end.min(first.div_euclid(-step) + 1),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use proptest::prelude::*;

    use super::*;

    const SIDE: usize = 24;

    fn corner() -> impl Strategy<Value = Corner> {
        // Quarters of pixels, so that edges often run exactly through centres.
        (-16i16..112, -16i16..112)
            .prop_map(|(x, y)| Corner::new(f32::from(x) / 4.0, f32::from(y) / 4.0).unwrap())
    }

    fn cover(count: &mut [[u8; SIDE]; SIDE], corners: [Corner; 3]) {
        let clip = Clip { x: 0..SIDE as i64, y: 0..SIDE as i64 };
        rows(corners, &clip, |y, xs| {
            for x in xs {
                count[y as usize][x as usize] += 1;
            }
        });
    }

    proptest! {
        #[test]
        fn triangles_that_share_an_edge_cover_each_pixel_once(
            a in corner(), b in corner(), c in corner(), d in corner()
        ) {
            // Only where c and d lie on different sides of the edge from a to b.
            prop_assume!(doubled_area([a, b, c]).signum() * doubled_area([a, b, d]).signum() < 0);
            let mut count = [[0; SIDE]; SIDE];
            cover(&mut count, [a, b, c]);
            cover(&mut count, [b, d, a]);
            prop_assert!(count.iter().flatten().all(|&times| times <= 1));
        }

        #[test]
        fn the_order_of_the_corners_does_not_matter(a in corner(), b in corner(), c in corner()) {
            let mut one = [[0; SIDE]; SIDE];
            let mut other = [[0; SIDE]; SIDE];
            cover(&mut one, [a, b, c]);
            cover(&mut other, [c, b, a]);
            prop_assert_eq!(one, other);
        }

        #[test]
        fn two_triangles_make_a_rectangle_without_gaps(
            x in 0i16..40, y in 0i16..40, w in 1i16..40, h in 1i16..40
        ) {
            let at = |x: i16, y: i16| Corner::new(f32::from(x) / 4.0, f32::from(y) / 4.0).unwrap();
            let mut count = [[0; SIDE]; SIDE];
            cover(&mut count, [at(x, y), at(x + w, y), at(x, y + h)]);
            cover(&mut count, [at(x, y + h), at(x + w, y), at(x + w, y + h)]);
            let columns = between(at(x, y).x, at(x + w, y).x);
            let lines = between(at(x, y).y, at(x, y + h).y);
            for (line, row) in count.iter().enumerate() {
                for (column, &times) in row.iter().enumerate() {
                    let within = lines.contains(&(line as i64)) && columns.contains(&(column as i64));
                    prop_assert_eq!(times, u8::from(within));
                }
            }
        }
    }
}
