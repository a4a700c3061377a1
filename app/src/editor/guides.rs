//! Aids for the eye: indentation guides, columns, and white space that can be seen.
//!
//! Invariant: of the text only the visible rows are looked at, and a few beside them where those are blank; what is
//! off costs nothing.

use std::ops::Range;

use egui::{Color32, Rect, Shape, pos2, vec2};

use super::cells::Clusters;
use super::line::Source;
use super::pixels::bar;
use super::rows::Row;
use super::view::View;
use crate::document::Selections;
use crate::document::columns::TAB_WIDTH;
use crate::theme::{Theme, sizes};

/// Lines that are looked at beyond a blank one to find how deep it is.
const LOOK: usize = 200;

/// Of which white space signs are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WhiteSpace {
    /// Of none.
    #[default]
    Off,
    /// Of what is selected.
    Selection,
    /// Of all.
    All,
}

impl WhiteSpace {
    /// The next choice, round and round.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Off => Self::Selection,
            Self::Selection => Self::All,
            Self::All => Self::Off,
        }
    }
}

/// Which aids are drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Aids {
    /// A line along every level of indentation; off unless it is turned on, as the look has none.
    pub guides: bool,
    /// Signs for spaces and tabs; off unless they are turned on.
    pub white_space: WhiteSpace,
    /// Lines behind so many columns; none unless they are chosen.
    pub columns: Vec<usize>,
}

impl View {
    /// Which aids are drawn.
    #[must_use]
    pub fn aids(&self) -> &Aids {
        &self.aids
    }

    /// Chooses which aids are drawn.
    pub fn set_aids(&mut self, aids: Aids) {
        self.aids = aids;
    }
}

/// The aids of one frame.
pub(super) struct Painter<'a> {
    pub view: &'a View,
    pub source: Source<'a>,
    /// The visible rows.
    pub rows: &'a [Row],
    /// Columns of one level of indentation.
    pub unit: usize,
    pub cursor_line: usize,
    pub theme: &'a Theme,
}

impl Painter<'_> {
    /// Columns and guides, to be drawn beneath everything else.
    pub(super) fn lines(&self) -> Vec<Shape> {
        let (view, metrics) = (self.view, &self.view.metrics);
        let mut shapes = Vec::new();
        for column in &view.aids.columns {
            let x = view.cell_x(*column as f64);
            let rect = self.upright(x, metrics.rect.top(), metrics.rect.bottom());
            shapes.push(bar(rect, self.theme.surface.hairline));
        }
        if view.aids.guides {
            self.guides(&mut shapes);
        }
        shapes
    }

    fn guides(&self, shapes: &mut Vec<Shape>) {
        let mut lines: Vec<usize> = self.rows.iter().map(|row| row.line).collect();
        lines.dedup();
        let depths = self.depths(&lines);
        let active = self.active(&lines, &depths);
        for row in self.rows {
            let Ok(at) = lines.binary_search(&row.line) else { continue };
            let depth = depths.get(at).copied().unwrap_or(0);
            for column in (0..depth).step_by(self.unit.max(1)) {
                let is_active =
                    active.as_ref().is_some_and(|(active, lines)| *active == column && lines.contains(&at));
                let colour = if is_active { self.theme.border.popup } else { self.theme.surface.hairline };
                let x = self.view.cell_x(column as f64);
                shapes.push(bar(self.upright(x, row.top, row.top + self.view.metrics.row), colour));
            }
        }
    }

    /// The column of the guide of the block in which the cursor is, or which its line begins, and where its lines stand
    /// among the visible ones.
    fn active(&self, lines: &[usize], depths: &[usize]) -> Option<(usize, Range<usize>)> {
        let cursor = lines.binary_search(&self.cursor_line).ok()?;
        let here = *depths.get(cursor)?;
        let begins = depths.get(cursor + 1).is_some_and(|next| *next > here);
        let (column, from) = match here.checked_sub(1) {
            _ if begins => (here, cursor + 1),
            Some(before) => (before - before % self.unit.max(1), cursor),
            None => return None,
        };
        let is_inside = |at: &usize| depths.get(*at).is_some_and(|depth| *depth > column);
        let start = (0..from).rev().take_while(is_inside).last().unwrap_or(from);
        let end = (from..depths.len()).take_while(is_inside).last()? + 1;
        Some((column, start..end))
    }

    /// How deep each of these lines is, in columns; a blank one as deep as both lines round it.
    fn depths(&self, lines: &[usize]) -> Vec<usize> {
        let own: Vec<Option<usize>> = lines.iter().map(|line| self.depth(*line)).collect();
        let (Some(&first), Some(&last)) = (lines.first(), lines.last()) else { return Vec::new() };
        let is_first_blank = own.first().is_some_and(Option::is_none);
        let is_last_blank = own.last().is_some_and(Option::is_none);
        let mut before = (first.saturating_sub(LOOK)..first).rev();
        let mut behind = last + 1..self.source.line_count().min(last + 1 + LOOK);
        let above = is_first_blank.then(|| before.find_map(|line| self.depth(line))).flatten().unwrap_or(0);
        let below = is_last_blank.then(|| behind.find_map(|line| self.depth(line))).flatten().unwrap_or(0);
        let mut from_below = vec![below; own.len()];
        let mut depth_below = below;
        for (slot, depth) in from_below.iter_mut().zip(&own).rev() {
            depth_below = depth.unwrap_or(depth_below);
            *slot = depth_below;
        }
        let mut depth_above = above;
        let both = own.iter().zip(from_below).map(|(depth, below)| {
            depth_above = depth.unwrap_or(depth_above);
            depth.unwrap_or(depth_above.min(below))
        });
        both.collect()
    }

    /// How deep a line is, in columns as far as can be seen; none for a blank one.
    fn depth(&self, line: usize) -> Option<usize> {
        let most = self.view.visible_cells().end + TAB_WIDTH;
        let range = self.view.lines.range(self.source, line);
        let mut column = 0;
        for byte in self.source.text.byte_slice(range).bytes().take(most) {
            match byte {
                b'\t' => column += TAB_WIDTH - column % TAB_WIDTH,
                b' ' => column += 1,
                _ => return Some(column),
            }
        }
        None
    }

    /// Signs for white space, to be drawn over what is selected.
    pub(super) fn white_space(&self, selections: &Selections) -> Vec<Shape> {
        let mut shapes = Vec::new();
        let shown = self.view.aids.white_space;
        let is_nothing_selected = selections.is_single() && selections.primary().is_empty();
        if shown == WhiteSpace::Off || shown == WhiteSpace::Selection && is_nothing_selected {
            return shapes;
        }
        let cells = self.view.visible_cells();
        for row in self.rows {
            let line = self.view.lines.line(self.source, row.line);
            // The cells of the line that stand in this row and can be seen.
            let of_line = |cell: usize| row.piece.in_line(cell as f64) as usize;
            let seen = of_line(cells.start)..of_line(cells.end);
            let (start, cell, text) = line.part_at(seen.clone());
            for cluster in Clusters::new(&text, cell) {
                let at = start + cluster.at;
                if cluster.cell > seen.end || at >= row.piece.end {
                    break;
                }
                let is_seen = cluster.cell + cluster.width > seen.start && at >= row.piece.start;
                if !is_seen || !matches!(cluster.text, " " | "\t") {
                    continue;
                }
                if shown == WhiteSpace::All || selections.cover(&(at..at + 1)) {
                    let cell = row.piece.on_row(cluster.cell);
                    self.sign(cluster.text, cell, cluster.width, row.top, &mut shapes);
                }
            }
        }
        shapes
    }

    /// A dot for a space; for a tab a line with a head.
    fn sign(&self, text: &str, cell: usize, width: usize, top: f32, shapes: &mut Vec<Shape>) {
        let (view, colour) = (self.view, self.theme.text.disabled);
        let grid = view.metrics.grid;
        let (left, right) = (view.cell_x(cell as f64), view.cell_x((cell + width) as f64));
        let middle = top + view.metrics.baseline - sizes::WHITE_SPACE_RISE;
        if text == " " {
            let dot = self.dot(pos2((left + right) / 2.0, middle), colour);
            return shapes.push(dot);
        }
        let (from, to) = (left + 2.0, right - 3.0);
        shapes.push(bar(grid.rect(from, middle, to, middle + 1.0), colour));
        for step in [1.0, 2.0] {
            let x = to - step;
            shapes.push(bar(grid.rect(x - 1.0, middle - step, x, middle + 1.0 + step), colour));
        }
    }

    fn dot(&self, middle: egui::Pos2, colour: Color32) -> Shape {
        let grid = self.view.metrics.grid;
        let side = grid.width(sizes::WHITE_SPACE_DOT);
        let corner = pos2(grid.edge(middle.x - side / 2.0), grid.edge(middle.y - side / 2.0));
        bar(Rect::from_min_size(corner, vec2(side, side)), colour)
    }

    /// A line of one pixel at a place.
    fn upright(&self, x: f32, top: f32, bottom: f32) -> Rect {
        let grid = self.view.metrics.grid;
        let left = grid.edge(x);
        Rect::from_min_max(pos2(left, top), pos2(left + grid.width(1.0), bottom))
    }
}
