//! Sticky lines: the headers of the functions and classes that the top of the view is in stay there.
//!
//! They lie over the first rows and move nothing. Invariants: what they cover counts as not visible; the cursor's
//! row is never covered while it is in the view; a header that is on screen by itself isn't shown twice; and where it
//! isn't known what the view is in, nothing sticks.

use std::ops::Range;
use std::sync::Arc;

use egui::{CornerRadius, CursorIcon, Rect, Sense, Stroke, StrokeKind, Ui, pos2};
use namelight_engine::occurrences::{Occurrence, Scope};
use namelight_engine::text::{DocumentId, Revision};

use super::line::Source;
use super::row_map::Place;
use super::rows::Row;
use super::view::View;
use crate::theme::{Theme, sizes};
use crate::tips::Tip as _;

/// The most lines that stick.
const MOST: usize = 3;

/// The part of the view's rows that they may cover at most.
const SHARE: f64 = 1.0 / 5.0;

/// What sticks, and what is known about what could.
#[derive(Debug)]
pub(super) struct Sticky {
    is_on: bool,
    /// In the order of the text, each one after the one that it stands in.
    definitions: Arc<[Scope]>,
    /// The bytes of which all definitions are known.
    known: Range<usize>,
    /// The text that both are about.
    stamp: (DocumentId, Revision),
    /// What sticks in the frame painted last, from the top: its line, and which definition it is.
    stuck: Vec<(usize, usize)>,
    /// Where a click wants to go, in bytes.
    wish: Option<usize>,
}

impl Default for Sticky {
    fn default() -> Self {
        Self {
            is_on: true,
            definitions: Arc::default(),
            known: 0..0,
            stamp: Default::default(),
            stuck: Vec::new(),
            wish: None,
        }
    }
}

impl View {
    /// Whether the headers of what the top of the view is in stay there.
    #[must_use]
    pub fn is_sticky(&self) -> bool {
        self.sticky.is_on
    }

    /// Has headers stay at the top, or not.
    pub fn set_sticky(&mut self, is_on: bool) {
        self.sticky.is_on = is_on;
        self.sticky.stuck.clear();
    }

    /// The header that was clicked, by the first byte of its name; once.
    pub fn take_clicked_header(&mut self) -> Option<usize> {
        self.sticky.wish.take()
    }

    /// Hears what is defined on screen and for which bytes that is all.
    pub(super) fn hear_definitions(
        &mut self,
        source: Source<'_>,
        definitions: &Arc<[Scope]>,
        known: &Range<usize>,
    ) {
        self.sticky.stamp = source.stamp;
        self.sticky.known = known.clone();
        if !Arc::ptr_eq(&self.sticky.definitions, definitions) {
            self.sticky.definitions = Arc::clone(definitions);
        }
    }

    /// Decides what sticks in this frame; the cursor's row stays free.
    pub(super) fn stick(&mut self, source: Source<'_>, cursor: usize) {
        let mut headers = self.headers_at(source, self.top());
        let row = self.rows_from_top(source, self.row_map(source).place_of(cursor));
        if row > -1.0 {
            headers.truncate(row.max(0.0) as usize);
        }
        self.sticky.stuck = headers;
    }

    /// How many lines would stick with a position at the upper edge.
    pub(super) fn rows_covered_at(&self, source: Source<'_>, top: f64) -> usize {
        self.headers_at(source, top.max(0.0)).len()
    }

    /// The most lines that may stick in a view of this height.
    pub(super) fn most_sticky(&self) -> usize {
        if self.sticky.is_on { MOST.min((self.metrics.rows() * SHARE) as usize) } else { 0 }
    }

    /// What would stick with a position at the upper edge: lines and definitions, outermost first.
    fn headers_at(&self, source: Source<'_>, top: f64) -> Vec<(usize, usize)> {
        let Sticky { definitions, known, stamp, .. } = &self.sticky;
        let most = self.most_sticky();
        let mut found: Vec<(usize, usize)> = Vec::new();
        if most == 0 || definitions.is_empty() || *stamp != source.stamp {
            return found;
        }
        let map = self.row_map(source);
        let (first, above) = map.row_at(top);
        let is_cut = above > 0.0;
        let start = |row: usize| match map.down(first, row) {
            (place, moved) if moved == row => map.piece(place).start,
            _ => source.text.byte_len(),
        };
        if known.start > start(0) || known.end < start(most + 1) {
            return found;
        }
        // The row that the next header would cover: what begins above it is hidden, what ends behind it goes on below.
        let covered = |row: usize| (start(row + usize::from(is_cut)), start(row + 1));
        let (mut hidden, mut below) = covered(0);
        let mut end = usize::MAX;
        for (index, scope) in definitions.iter().enumerate() {
            if found.len() == most || scope.name.start >= hidden {
                break;
            }
            if scope.range.end > end || scope.range.end <= below {
                continue;
            }
            let line = source.line_of(scope.name.start);
            if found.last().is_some_and(|(last, _)| *last == line) {
                continue;
            }
            found.push((line, index));
            end = scope.range.end;
            (hidden, below) = covered(found.len());
        }
        found
    }

    /// The lines that stick in this frame, from the top, each with its row's upper edge.
    pub(super) fn stuck_rows(&self, source: Source<'_>) -> Vec<Row> {
        let (row, map) = (self.metrics.row, self.row_map(source));
        let at = |(slot, (line, _)): (usize, &(usize, usize))| Row {
            line: *line,
            top: self.metrics.rect.top() + slot as f32 * row,
            piece: map.piece(Place { line: *line, piece: 0 }),
        };
        self.sticky.stuck.iter().enumerate().map(at).collect()
    }

    /// Whether a line sticks in this frame.
    pub(super) fn is_stuck(&self, line: usize) -> bool {
        self.sticky.stuck.iter().any(|(stuck, _)| *stuck == line)
    }

    /// Where the code that isn't covered by sticky lines begins, in points.
    pub(super) fn code_top(&self) -> f32 {
        self.metrics.rect.top() + self.sticky.stuck.len() as f32 * self.metrics.row
    }

    /// What sticky lines cover, gutter included.
    pub(super) fn sticky_area(&self) -> Rect {
        let metrics = &self.metrics;
        Rect::from_min_max(metrics.rect.min, pos2(metrics.ruler_left(), self.code_top()))
    }

    /// Of these rows those of which a part isn't covered.
    pub(super) fn uncovered(&self, mut rows: Vec<Row>) -> Vec<Row> {
        let top = self.code_top();
        let covered = rows.iter().take_while(|row| row.top + self.metrics.row <= top).count();
        if !self.sticky.stuck.is_empty() && covered < rows.len() {
            rows.drain(..covered);
        }
        rows
    }
}

/// Which of the sorted `lit` are in a line.
pub(super) fn lit_in_line(source: Source<'_>, lit: &[Occurrence], line: usize) -> Range<usize> {
    let bytes = source.line_range(line);
    let first = lit.partition_point(|one| one.range.end <= bytes.start);
    first..lit.partition_point(|one| one.range.start < bytes.end).max(first)
}

/// Makes each sticky line a button that leads to where it stands.
pub(super) fn buttons(ui: &Ui, view: &mut View, source: Source<'_>, theme: &Theme) {
    let Some(id) = view.interaction.id else { return };
    let area = view.sticky_area();
    for (row, (line, index)) in view.stuck_rows(source).iter().zip(view.sticky.stuck.clone()) {
        let definitions = Arc::clone(&view.sticky.definitions);
        let Some(scope) = definitions.get(index) else { continue };
        let rect = Rect::from_x_y_ranges(area.x_range(), row.top..=row.top + view.metrics.row);
        view.interaction.hints.push(rect);
        let words = format!("Go to the header of {}, line {}", scope.title, line + 1);
        let response = ui.interact(rect, id.with(("sticky", row.top as i32)), Sense::click());
        response.widget_info(|| {
            egui::WidgetInfo::labeled(egui::accesskit::Role::Button, ui.is_enabled(), &words)
        });
        if response.has_focus() {
            let ring = Stroke::new(theme.stroke.focus, theme.focus_ring);
            let radius = CornerRadius::same(sizes::RADIUS_CONTROL);
            ui.painter().rect_stroke(rect, radius, ring, StrokeKind::Inside);
        }
        let response = response.on_hover_cursor(CursorIcon::PointingHand);
        if response.tip(words).clicked() {
            view.sticky.wish = Some(scope.name.start);
            ui.ctx().request_repaint();
        }
    }
}
