//! Upright parts of a picture, in whole pixels.

use std::ops::Range;

use egui::Rect;

/// Areas that are kept apart, at most; of more, some are joined.
const MOST: usize = 8;

/// A part of a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Area {
    /// Columns, from the left.
    pub x: Range<usize>,
    /// Rows, from the top.
    pub y: Range<usize>,
}

impl Area {
    /// All of a picture of a width and a height.
    #[must_use]
    pub fn whole([width, height]: [usize; 2]) -> Self {
        Self { x: 0..width, y: 0..height }
    }

    /// The pixels that a rectangle in points touches within a picture; none if it touches none.
    #[must_use]
    pub(super) fn touched(rect: Rect, scale: f32, [width, height]: [usize; 2]) -> Option<Self> {
        // Casting saturates and makes 0 of what is no number.
        let from = |points: f32| (points * scale).floor().max(0.0) as usize;
        let to = |points: f32, end: usize| ((points * scale).ceil().max(0.0) as usize).min(end);
        let area =
            Self { x: from(rect.min.x)..to(rect.max.x, width), y: from(rect.min.y)..to(rect.max.y, height) };
        (!area.is_empty()).then_some(area)
    }

    /// Whether no pixel lies in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.x.is_empty() || self.y.is_empty()
    }

    /// How many pixels lie in it.
    #[must_use]
    pub fn pixels(&self) -> usize {
        self.x.len() * self.y.len()
    }

    /// In points.
    pub(super) fn in_points(&self, scale: f32) -> Rect {
        let point = |x: usize, y: usize| egui::pos2(x as f32, y as f32) / scale;
        Rect::from_min_max(point(self.x.start, self.y.start), point(self.x.end, self.y.end))
    }

    fn touches(&self, other: &Self) -> bool {
        let meet = |a: &Range<usize>, b: &Range<usize>| a.start <= b.end && b.start <= a.end;
        meet(&self.x, &other.x) && meet(&self.y, &other.y)
    }

    fn join(&mut self, other: &Self) {
        self.x = self.x.start.min(other.x.start)..self.x.end.max(other.x.end);
        self.y = self.y.start.min(other.y.start)..self.y.end.max(other.y.end);
    }
}

/// Areas of which no two touch each other, and not many, that cover all of the given ones.
pub(super) fn joined(areas: impl IntoIterator<Item = Area>) -> Vec<Area> {
    let mut joined: Vec<Area> = Vec::new();
    for mut area in areas {
        while let Some(at) = joined.iter().position(|other| other.touches(&area)) {
            area.join(&joined.swap_remove(at));
        }
        if joined.len() >= MOST {
            // The one that grows least takes it in.
            let growth = |other: &Area| {
                let mut both = other.clone();
                both.join(&area);
                both.pixels() - other.pixels()
            };
            if let Some(at) = (0..joined.len()).min_by_key(|&at| joined.get(at).map(growth)) {
                area.join(&joined.swap_remove(at));
            }
            while let Some(at) = joined.iter().position(|other| other.touches(&area)) {
                area.join(&joined.swap_remove(at));
            }
        }
        joined.push(area);
    }
    joined
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use egui::{pos2, vec2};
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_rectangle_touches_every_pixel_that_it_reaches_into() {
        let rect = Rect::from_min_size(pos2(1.25, 2.0), vec2(2.0, 1.0));
        assert_eq!(Area::touched(rect, 1.0, [10, 10]), Some(Area { x: 1..4, y: 2..3 }));
        assert_eq!(Area::touched(rect, 2.0, [6, 5]), Some(Area { x: 2..6, y: 4..5 }));
        assert_eq!(Area::touched(rect.translate(vec2(9.0, 0.0)), 1.0, [10, 10]), None);
        assert_eq!(Area::touched(Rect::NOTHING, 1.0, [10, 10]), None);
        assert_eq!(Area::touched(Rect::EVERYTHING, 1.0, [10, 7]), Some(Area::whole([10, 7])));
    }

    proptest! {
        #[test]
        fn joining_loses_no_pixel(
            areas in prop::collection::vec((0usize..60, 0usize..60, 1usize..9, 1usize..9), 0..40)
        ) {
            let areas: Vec<Area> =
                areas.iter().map(|&(x, y, w, h)| Area { x: x..x + w, y: y..y + h }).collect();
            let found = joined(areas.iter().cloned());
            prop_assert!(found.len() <= MOST);
            let holds = |area: &Area, x, y| area.x.contains(&x) && area.y.contains(&y);
            for x in 0..70 {
                for y in 0..70 {
                    let count = found.iter().filter(|area| holds(area, x, y)).count();
                    prop_assert!(count <= 1);
                    prop_assert!(count == 1 || !areas.iter().any(|area| holds(area, x, y)));
                }
            }
        }
    }
}
