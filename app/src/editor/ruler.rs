//! The overview ruler: the whole text in one column, which is also the scrollbar.
//!
//! Invariant: its cost depends on its height, not on the number of lines or occurrences: what falls on one
//! pixel is one mark.

use std::ops::Range;

use egui::{Rect, Shape};
use namelight_engine::occurrences::Occurrence;

use super::line::Source;
use super::marks::{self, Mark};
use super::pixels::{PixelGrid, bar};
use super::row_map::Folds;
use super::view::View;
use crate::theme::Theme;

/// What stays free above the first and below the last line, in points.
const PADDING: f32 = 4.0;

/// A ruler at its place, for a number of lines that are shown; all rows of a line share its place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ruler<'a> {
    /// Its rectangle.
    pub rect: Rect,
    /// How many lines it stands for, at least one.
    pub line_count: usize,
    /// Which lines are hidden; what is in them stands at their header's place.
    pub folds: &'a Folds,
}

impl View {
    /// The overview ruler of a text.
    pub(super) fn ruler<'a>(&'a self, source: Source<'a>) -> Ruler<'a> {
        let line_count = self.row_map(source).shown_count();
        Ruler { rect: self.metrics.ruler(), line_count, folds: &self.folds }
    }

    /// The part of the text in the view, from and to a position in shown lines.
    pub(super) fn shown_part(&self, source: Source<'_>) -> (f64, f64) {
        let map = self.row_map(source);
        let bottom = map.moved(self.top(), self.metrics.rows());
        (map.shown_position(self.top()), map.shown_position(bottom))
    }
}

impl Ruler<'_> {
    fn height(self) -> f64 {
        f64::from((self.rect.height() - 2.0 * PADDING).max(1.0))
    }

    /// The height at which a position in shown lines stands.
    #[must_use]
    pub(super) fn y_of(self, lines: f64) -> f32 {
        let share = (lines / self.line_count.max(1) as f64).clamp(0.0, 1.0);
        self.rect.top() + PADDING + (share * self.height()) as f32
    }

    /// The position in shown lines that stands at a height.
    #[must_use]
    pub(super) fn line_at(self, y: f32) -> f64 {
        let share = f64::from(y - self.rect.top() - PADDING) / self.height();
        share.clamp(0.0, 1.0) * self.line_count as f64
    }

    /// The height of a line's middle.
    pub(super) fn middle(self, line: usize) -> f32 {
        self.y_of(self.folds.shown_before(line) as f64 + 0.5)
    }

    /// The part on screen, from and to a position in shown lines.
    #[must_use]
    pub(super) fn viewport(self, top: f64, bottom: f64) -> Rect {
        let mut rect = self.rect;
        rect.min.y = self.y_of(top);
        // In a long text it would be too small to see or to take hold of.
        rect.max.y = self.y_of(bottom).max(rect.min.y + 12.0).min(self.rect.bottom());
        rect.min.y = rect.min.y.min(rect.max.y - 12.0).max(self.rect.top());
        rect
    }

    /// The marks of all occurrences, at most one for each pixel: the most telling one, at the line's middle.
    #[must_use]
    pub(super) fn marks(self, source: Source<'_>, lit: &[Occurrence], grid: PixelGrid) -> Vec<(Mark, f32)> {
        let start = |at: usize| lit.get(at).map_or(usize::MAX, |one| one.range.start);
        let telling = |(here, y): (Range<usize>, f32)| {
            let here = lit.get(here).unwrap_or_default();
            let telling = here.iter().map(Mark::of).max().filter(|mark| *mark != Mark::Mention);
            telling.map(|mark| (mark, y))
        };
        self.pixels(source, lit.len(), &start, grid).into_iter().filter_map(telling).collect()
    }

    /// Which of so many sorted places fall on one pixel, and its height. `start` gives the first byte of each.
    #[must_use]
    pub(super) fn pixels(
        self,
        source: Source<'_>,
        len: usize,
        start: &dyn Fn(usize) -> usize,
        grid: PixelGrid,
    ) -> Vec<(Range<usize>, f32)> {
        let mut found = Vec::new();
        let place = |line: usize| grid.edge(self.middle(line));
        let line_count = source.line_count();
        let mut next = 0;
        // Lines and places of the pixel before: the next one has about as many.
        let (mut lines, mut places) = (1, 1);
        // All lines from one on that share its pixel: its height, the line behind them, and where that begins.
        let pixel_of = |line: usize, lines: usize| {
            let y = place(line);
            let after = first_near(line + 1..line_count, line + lines, |line| place(line) > y);
            (y, after, if after >= line_count { usize::MAX } else { source.line_start(after) })
        };
        // The line behind the pixel before, if the next place is likely to be among those that share its pixel.
        let mut likely = None;
        while next < len {
            let at = start(next).min(source.text.byte_len());
            let there = likely.map(|line| (line, pixel_of(line, lines))).filter(|(_, (_, _, end))| at < *end);
            // To find the line of a place costs as much again.
            let (line, (y, after, end)) = there.unwrap_or_else(|| {
                let line = source.line_of(at);
                (line, pixel_of(line, lines))
            });
            // All places in these lines, without looking at each.
            let behind = first_near(next + 1..len, next + places, |at| start(at) >= end);
            found.push((next..behind, y));
            let is_near = |before: &(Range<usize>, f32)| y - before.1 <= 2.0 * grid.width(1.0);
            let is_dense = found.len() > 1 && found.get(found.len() - 2).is_some_and(is_near);
            likely = Some(after).filter(|after| is_dense && *after < line_count);
            (lines, places) = (after - line, behind - next);
            next = behind;
        }
        found
    }

    /// Draws background, viewport and the cursor's line.
    pub(super) fn paint_ground(
        self,
        (top, bottom): (f64, f64),
        cursor_line: usize,
        theme: &Theme,
        grid: PixelGrid,
        shapes: &mut Vec<Shape>,
    ) {
        let rect = self.rect;
        let pixel = grid.width(1.0);
        let inner = rect.left() + pixel;
        shapes.push(bar(rect, theme.surface.ruler));
        shapes.push(bar(grid.rect(rect.left(), rect.top(), inner, rect.bottom()), theme.surface.hairline));
        let viewport = self.viewport(top, bottom);
        let seen = grid.rect(inner, viewport.top(), rect.right(), viewport.bottom());
        shapes.push(bar(seen, theme.surface.ruler_viewport));
        let y = grid.edge(self.middle(cursor_line));
        shapes.push(bar(grid.rect(inner, y, rect.right(), y + pixel), theme.text.tertiary));
    }

    /// Draws marks; the most telling ones lie on top.
    pub(super) fn paint_marks(
        self,
        marks: &[(Mark, f32)],
        theme: &Theme,
        grid: PixelGrid,
        shapes: &mut Vec<Shape>,
    ) {
        for kind in Mark::ALL {
            for (_, y) in marks.iter().filter(|(mark, _)| *mark == kind) {
                marks::on_ruler(kind, self.rect.left(), *y, theme, grid, shapes);
            }
        }
    }
}

/// The first of a range for which a condition holds that never ends to hold, its end if none: looked for in steps that
/// double, from a place that may be near.
fn first_near(all: Range<usize>, guess: usize, holds: impl Fn(usize) -> bool) -> usize {
    let Range { start: mut low, end: mut high } = all;
    if low >= high {
        return low;
    }
    let guess = guess.clamp(low, high - 1);
    let mut step = 1;
    if holds(guess) {
        high = guess;
        while low < high {
            let at = high.saturating_sub(step).max(low);
            if !holds(at) {
                low = at + 1;
                break;
            }
            (high, step) = (at, step * 2);
        }
    } else {
        low = guess + 1;
        while low < high {
            let at = low.saturating_add(step - 1);
            if at >= high {
                break;
            }
            if holds(at) {
                high = at;
                break;
            }
            (low, step) = (at + 1, step * 2);
        }
    }
    while low < high {
        let middle = low + (high - low) / 2;
        if holds(middle) { high = middle } else { low = middle + 1 }
    }
    low
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use crop::Rope;
    use egui::{Rect, pos2};
    use namelight_engine::occurrences::{Certainty, Kind, Occurrence};
    use namelight_engine::text::{DocumentId, Revision};
    use proptest::prelude::*;

    use super::{Folds, Mark, PixelGrid, Ruler, Source, first_near};

    fn ruler(line_count: usize) -> Ruler<'static> {
        let rect = Rect::from_min_max(pos2(0.0, 0.0), pos2(16.0, 704.0));
        Ruler { rect, line_count, folds: Box::leak(Box::default()) }
    }

    fn occurrence(start: usize, kind: Kind) -> Occurrence {
        Occurrence { range: start..start + 1, kind, certainty: Certainty::Exact, why: "".into() }
    }

    fn source(text: &Rope) -> Source<'_> {
        Source { text, stamp: (DocumentId(1), Revision(1)) }
    }

    #[test]
    fn a_quarter_of_a_million_occurrences_are_at_most_a_mark_a_pixel() {
        let rope = Rope::from("x\n".repeat(250_000));
        let lit: Vec<_> = (0..250_000)
            .map(|line| occurrence(line * 2, if line == 123_456 { Kind::Definition } else { Kind::Read }))
            .collect();
        let marks = ruler(250_001).marks(source(&rope), &lit, PixelGrid::new(1.0));
        assert!(marks.len() <= 698 && marks.len() > 600, "{}", marks.len());
        assert!(marks.is_sorted_by(|a, b| a.1 < b.1));
        let definitions: Vec<_> = marks.iter().filter(|(mark, _)| *mark == Mark::Definition).collect();
        assert_eq!(definitions.len(), 1);
        assert!((definitions[0].1 - ruler(250_001).y_of(123_456.5)).abs() <= 1.0);
    }

    #[test]
    fn places_of_a_million_lines_are_looked_at_a_few_times_for_each_pixel() {
        let rope = Rope::from("x = x\n".repeat(1_000_000));
        let looked = std::cell::Cell::new(0_usize);
        let start = |at: usize| {
            looked.set(looked.get() + 1);
            at / 2 * 6 + at % 2 * 4
        };
        let pixels = ruler(1_000_001).pixels(source(&rope), 2_000_000, &start, PixelGrid::new(1.0));
        assert!(pixels.len() > 600 && pixels.last().map(|last| last.0.end) == Some(2_000_000));
        assert!(looked.get() < pixels.len() * 10, "{} for {} pixels", looked.get(), pixels.len());
    }

    #[test]
    fn mentions_have_no_mark_but_hide_none() {
        let rope = Rope::from("a b\n");
        let mention = Occurrence { certainty: Certainty::Mention, ..occurrence(0, Kind::Read) };
        let marks = |lit: &[Occurrence]| ruler(2).marks(source(&rope), lit, PixelGrid::new(1.0));
        assert!(marks(std::slice::from_ref(&mention)).is_empty());
        assert_eq!(marks(&[mention, occurrence(2, Kind::Write)]).len(), 1);
    }

    #[test]
    fn fault_38_places_and_lines_agree_at_a_million_lines() {
        let ruler = ruler(1_000_000);
        for line in [0.0, 1.0, 499_999.5, 999_999.0, 1_000_000.0] {
            assert!((ruler.line_at(ruler.y_of(line)) - line).abs() < 1_000_000.0 / 690.0);
        }
        let viewport = ruler.viewport(999_968.0, 1_000_000.0);
        assert!(viewport.height() >= 11.9 && viewport.bottom() <= 704.0);
    }

    proptest! {
        #[test]
        fn what_is_looked_for_is_found_from_anywhere(from in 0usize..20, count in 0usize..90, guess in 0usize..150, first in 0usize..130) {
            let end = from + count;
            prop_assert_eq!(first_near(from..end, guess, |at| at >= first), first.clamp(from, end));
        }

        #[test]
        fn merging_loses_no_pixel_and_no_kind(
            lines in prop::collection::vec(0usize..3, 1..400),
            kinds in prop::collection::vec(0usize..4, 1200),
        ) {
            // Each line has so many names.
            let text: String = lines.iter().map(|names| "x ".repeat(*names) + "\n").collect();
            let rope = Rope::from(text.as_str());
            let kinds = kinds.iter().map(|kind| [Kind::Read, Kind::Write, Kind::Definition, Kind::Delete][*kind]);
            let lit: Vec<_> = text.match_indices('x').zip(kinds).map(|((at, _), kind)| occurrence(at, kind)).collect();
            let small = Ruler { rect: Rect::from_min_max(pos2(0.0, 0.0), pos2(16.0, 90.0)), line_count: lines.len() + 1, folds: &Folds::default() };
            let grid = PixelGrid::new(1.0);
            let marks = small.marks(source(&rope), &lit, grid);
            let mut expected: Vec<(Mark, f32)> = Vec::new();
            for occurrence in &lit {
                let y = grid.edge(small.y_of(rope.line_of_byte(occurrence.range.start) as f64 + 0.5));
                match expected.last_mut() {
                    Some(last) if last.1 == y => last.0 = last.0.max(Mark::of(occurrence)),
                    _ => expected.push((Mark::of(occurrence), y)),
                }
            }
            prop_assert_eq!(marks, expected);
        }
    }
}
