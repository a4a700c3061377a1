//! Upright parts of a picture, in whole pixels.

use std::ops::Range;

use egui::Rect;

/// Areas that are kept apart, at most; of more, some are joined. Twice as many as a tall screen shows lines.
const MOST: usize = 256;

/// So many pixels of a row are drawn anew though they haven't changed, rather than make two areas of one.
const NARROW: usize = 48;

/// So many pixels are drawn anew though they haven't changed, rather than make two areas of one below the other, since
/// each area is a request to the system.
const LITTLE: usize = 2_000;

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
}

/// Areas without overlap that cover all of the given ones and not much else, by their heights and then from the left.
///
/// Most lines of code are much shorter than the window is wide, and what is drawn anew is also copied twice until it is
/// seen: so each line has an area of its own.
pub(super) fn joined(areas: impl IntoIterator<Item = Area>) -> Vec<Area> {
    let mut bands: Vec<Band> = Vec::new();
    for band in Band::all(areas.into_iter().collect()) {
        match bands.last_mut() {
            Some(last) if last.y.end == band.y.start && last.joined(&band).costs_little(&[last, &band]) => {
                *last = last.joined(&band);
            }
            _ => bands.push(band),
        }
    }
    while bands.len() > 1 && bands.iter().map(|band| band.xs.len()).sum::<usize>() > MOST {
        let join = |two: &[Band]| two.iter().cloned().reduce(|above, below| above.joined(&below));
        bands = bands.chunks(2).filter_map(join).collect();
    }
    let areas = |Band { y, xs }: Band| xs.into_iter().map(move |x| Area { x, y: y.clone() });
    bands.into_iter().flat_map(areas).collect()
}

/// Rows of a picture with the same columns changed in all of them.
#[derive(Clone, Debug)]
struct Band {
    y: Range<usize>,
    /// In order, more than [`NARROW`] apart.
    xs: Vec<Range<usize>>,
}

impl Band {
    /// What areas cover, from the top; where the columns change, another band begins.
    fn all(mut areas: Vec<Area>) -> Vec<Self> {
        let mut edges: Vec<usize> = areas.iter().flat_map(|area| [area.y.start, area.y.end]).collect();
        edges.sort_unstable();
        edges.dedup();
        areas.sort_unstable_by_key(|area| area.y.start);
        let mut waiting = areas.into_iter().peekable();
        let mut here: Vec<Area> = Vec::new();
        let mut bands = Vec::new();
        for y in edges.windows(2) {
            let &[start, end] = y else { continue };
            here.retain(|area| area.y.end > start);
            while let Some(area) = waiting.next_if(|area| area.y.start <= start) {
                here.push(area);
            }
            if !here.is_empty() {
                bands.push(Self {
                    y: start..end,
                    xs: spans(here.iter().map(|area| area.x.clone()).collect()),
                });
            }
        }
        bands
    }

    /// One band over two of them, and over what lies between.
    fn joined(&self, below: &Self) -> Self {
        Self { y: self.y.start..below.y.end, xs: spans(self.xs.iter().chain(&below.xs).cloned().collect()) }
    }

    fn pixels(&self) -> usize {
        self.y.len() * self.xs.iter().map(ExactSizeIterator::len).sum::<usize>()
    }

    fn costs_little(&self, parts: &[&Self]) -> bool {
        self.pixels() - parts.iter().map(|part| part.pixels()).sum::<usize>() <= LITTLE
    }
}

/// Columns in order, with those joined that overlap or have little between them.
fn spans(mut columns: Vec<Range<usize>>) -> Vec<Range<usize>> {
    columns.sort_unstable_by_key(|columns| columns.start);
    let mut joined: Vec<Range<usize>> = Vec::new();
    for next in columns {
        match joined.last_mut() {
            Some(last) if next.start <= last.end + NARROW => last.end = last.end.max(next.end),
            _ => joined.push(next),
        }
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

    fn area(x: Range<usize>, y: Range<usize>) -> Area {
        Area { x, y }
    }

    #[test]
    fn each_line_has_an_area_of_its_own() {
        let lines = [area(0..400, 0..20), area(0..900, 18..40), area(0..300, 38..60)];
        let found = joined(lines);
        assert_eq!(found, [area(0..400, 0..18), area(0..900, 18..40), area(0..300, 40..60)]);
    }

    #[test]
    fn what_lies_close_together_is_drawn_at_once() {
        assert_eq!(joined([area(0..30, 0..20), area(60..90, 0..20)]), [area(0..90, 0..20)]);
        assert_eq!(joined([area(0..30, 0..20), area(200..230, 0..20)]).len(), 2);
        assert_eq!(joined([area(0..30, 0..20), area(0..60, 20..40)]), [area(0..60, 0..40)]);
        assert_eq!(joined([area(0..30, 0..20), area(0..30, 21..40)]).len(), 2);
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
            let is_in_order = |two: &[Area]| two[0].y.end <= two[1].y.start
                || two[0].y == two[1].y && two[0].x.end < two[1].x.start;
            prop_assert!(found.windows(2).all(is_in_order), "{found:?}");
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
