//! The gutter: line numbers, and the line along the scope in which the lit name lives.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use crop::Rope;
use egui::epaint::text::FontsView;
use egui::{Color32, Galley, Shape, pos2};

use super::line::Source;
use super::pixels::bar;
use super::rows::Row;
use super::view::View;
use crate::theme::Theme;

/// From the end of the numbers to the reach line, in points.
const REACH_GAP: f32 = 9.0;
/// Length of the hooks at the reach line's ends, in points.
const HOOK: f32 = 7.0;

/// Draws the line along the reach, a span in bytes, with a hook at each end that is on screen.
pub(super) fn reach(
    view: &View,
    source: Source<'_>,
    reach: &Range<usize>,
    theme: &Theme,
    shapes: &mut Vec<Shape>,
) {
    let first_top = view.line_top(source, source.line_of(reach.start));
    reach_from(view, source, first_top, reach, theme, shapes);
}

/// The same as far as it runs through sticky lines: from its first line if that is one of them, through all of them
/// if it begins above the view.
pub(super) fn reach_through_sticky(
    view: &View,
    source: Source<'_>,
    reach: &Range<usize>,
    theme: &Theme,
    shapes: &mut Vec<Shape>,
) {
    let first = source.line_of(reach.start);
    let stuck = view.stuck_rows(source).into_iter().find(|row| row.line == first);
    let first_top = stuck.map_or(view.line_top(source, first), |row| row.top);
    // One that begins in a line that is covered isn't seen before the code below.
    if stuck.is_some() || first_top < view.metrics.rect.top() {
        reach_from(view, source, first_top, reach, theme, shapes);
    }
}

/// Where the last character of a reach begins.
fn last_character(text: &Rope, reach: &Range<usize>) -> usize {
    let before = text.byte_slice(..reach.end).chars().next_back().map_or(0, char::len_utf8);
    reach.end.saturating_sub(before).max(reach.start)
}

fn reach_from(
    view: &View,
    source: Source<'_>,
    first_top: f32,
    reach: &Range<usize>,
    theme: &Theme,
    shapes: &mut Vec<Shape>,
) {
    let metrics = &view.metrics;
    let grid = metrics.grid;
    let last = view.row_map(source).place_of(last_character(source.text, reach));
    let (area, row) = (metrics.rect, metrics.row);
    let last_top = view.place_top(source, last);
    let from = (first_top + (row / 2.0).floor() - 1.0).max(area.top());
    let to = (last_top + row - 4.0).min(area.bottom());
    if to <= from {
        return;
    }
    let left = metrics.number_right + REACH_GAP;
    let thick = grid.width(2.0);
    let colour = theme.marks.reach;
    shapes.push(bar(grid.rect(left, from, left + thick, to), colour));
    if from > area.top() {
        shapes.push(bar(grid.rect(left, from, left + HOOK, from + thick), colour));
    }
    if to < area.bottom() {
        shapes.push(bar(grid.rect(left, to - thick, left + HOOK, to), colour));
    }
}

/// Draws the numbers of lines, each beside its first row: brighter where something is lit, brightest at the cursor.
pub(super) fn numbers(
    view: &View,
    fonts: &mut FontsView<'_>,
    rows: &[Row],
    lit: &BTreeSet<usize>,
    cursor_line: usize,
    theme: &Theme,
    shapes: &mut Vec<Shape>,
) {
    let metrics = &view.metrics;
    for &Row { line, top, .. } in rows.iter().filter(|row| row.piece.number == 0) {
        let colour = if line == cursor_line {
            theme.text.gutter_current
        } else if lit.contains(&line) {
            theme.accent.text
        } else {
            theme.text.gutter
        };
        let galley = number(view, fonts, line, colour);
        let baseline = galley
            .rows
            .first()
            .and_then(|row| row.glyphs.first().map(|glyph| row.pos.y + glyph.pos.y))
            .unwrap_or(metrics.baseline);
        let x = metrics.number_right - galley.rect.width();
        let pos = pos2(metrics.grid.edge(x), metrics.grid.edge(top + metrics.baseline - baseline));
        shapes.push(Shape::galley(pos, galley, Color32::PLACEHOLDER));
    }
}

/// The number of a line.
pub(super) fn number(view: &View, fonts: &mut FontsView<'_>, line: usize, colour: Color32) -> Arc<Galley> {
    let mut job = super::text::empty_job();
    let format = egui::TextFormat::simple(view.metrics.number_font.clone(), colour);
    job.append(&(line + 1).to_string(), 0.0, format);
    fonts.layout_job(job)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fault_36_a_reach_that_ends_in_a_wide_character_ends_where_that_begins() {
        let text = Rope::from("case x:名前\r\n");
        assert_eq!(last_character(&text, &(0..13)), 10);
        assert_eq!(last_character(&text, &(0..0)), 0);
        assert_eq!(last_character(&text, &(5..5)), 5);
    }
}
