//! The last requests, one a row, on one axis of time.
//!
//! Rows are one stop for Tab; from there the arrow keys lead on. Each is named for a screen reader with all that its
//! tooltip says.

use std::time::Duration;

use egui::{Align2, EventFilter, Id, Key, Modifiers, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::super::control;
use super::words::{milliseconds, outcome, row as row_words, steps, thousands, time};
use super::{EnginePanel, id, signs, write};
use crate::requests::{Outcome, Row, Summary, Timeline};
use crate::theme::Theme;
use crate::tips::Tip as _;

/// From the column's edges to the ends of the axis, in points.
const MARGINS: (f32, f32) = (68.0, 24.0);
/// The middle of the first row, from the column's top, and from one row to the next, in points.
const ROWS: (f32, f32) = (9.0, 18.0);
/// The lower end of the axis' lines, and the middle of its numbers, from the column's top, in points.
const AXIS: (f32, f32) = (218.0, 227.0);
/// The middle of the words about the chosen row, from the column's top, in points.
const CHOSEN: f32 = 244.0;

impl EnginePanel {
    /// Shows the column.
    pub(super) fn timeline(&mut self, ui: &mut Ui, theme: &Theme, column: Rect, summary: &Summary) {
        let timeline = &summary.timeline;
        let axis = Axis {
            left: column.left() + MARGINS.0,
            right: (column.right() - MARGINS.1).max(column.left() + MARGINS.0),
            span: timeline.span(),
        };
        axis.show(ui, theme, column, timeline);
        if timeline.rows.is_empty() {
            let at = pos2(axis.left, column.top() + ROWS.0);
            let words = "Nothing was asked yet";
            write::line(ui.painter(), at, Align2::LEFT_CENTER, words, write::label(), theme.text.tertiary);
        }
        let stop = self.choose_by_key(ui, timeline);
        self.has_row_focus = false;
        for (row, number) in timeline.rows.iter().zip(0_u8..) {
            let y = column.top() + ROWS.0 + ROWS.1 * f32::from(number);
            let rect = Rect::from_center_size(
                pos2(column.center().x, y),
                vec2((column.width() - 16.0).max(0.0), ROWS.1),
            );
            self.row(ui, theme, rect, row, &axis, stop);
        }
        let chosen = timeline.rows.iter().find(|row| self.chosen == Some(row.record.generation.0));
        if let Some(chosen) = chosen {
            let (painter, colour) = (ui.painter(), theme.text.secondary);
            let set = |words: String| painter.layout_no_wrap(words, write::label(), colour);
            let generation = chosen.record.generation.0;
            let mut words = set(format!("{generation}: {}", chosen_words(chosen)));
            // In a narrow window what became of it can be seen, and where its time went can't.
            if axis.left + words.size().x > column.right()
                && let Some(steps) = steps(chosen)
            {
                words = set(steps);
            }
            let at = pos2(axis.left, column.top() + CHOSEN);
            let place = Align2::LEFT_CENTER.anchor_size(at, words.size());
            painter.galley(place.min.round(), words, colour);
        }
    }

    /// Moves the choice by the arrow keys; returns the row that Tab stops at.
    fn choose_by_key(&mut self, ui: &Ui, timeline: &Timeline) -> Option<u64> {
        let generations: Vec<u64> = timeline.rows.iter().map(|row| row.record.generation.0).collect();
        let last = generations.last().copied();
        let stop = self.chosen.filter(|chosen| generations.contains(chosen)).or(last);
        if !self.has_row_focus {
            return stop;
        }
        let at = generations.iter().position(|one| Some(*one) == stop).unwrap_or(0);
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let to = if pressed(Key::ArrowUp) {
            at.saturating_sub(1)
        } else if pressed(Key::ArrowDown) {
            at + 1
        } else if pressed(Key::Home) {
            0
        } else if pressed(Key::End) {
            generations.len()
        } else {
            at
        };
        let to = generations.get(to).copied().or(last);
        // The row that had the keyboard may have moved out of the timeline.
        if to != self.chosen {
            self.chosen = to;
            if let Some(to) = to {
                ui.ctx().memory_mut(|memory| memory.request_focus(row_id(to)));
            }
        }
        to
    }

    fn row(&mut self, ui: &mut Ui, theme: &Theme, rect: Rect, row: &Row, axis: &Axis, stop: Option<u64>) {
        let generation = row.record.generation.0;
        let is_stop = stop == Some(generation);
        let sense = if is_stop { Sense::click() } else { Sense::CLICK };
        let response = ui.interact(rect, row_id(generation), sense);
        let is_chosen = self.chosen == Some(generation);
        let words = row_words(row);
        response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, is_chosen, &words));
        self.note_focus(&response, is_stop);
        if response.has_focus() {
            self.has_row_focus = true;
            self.chosen = Some(generation);
            let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
            ui.ctx().memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        }
        if response.clicked() {
            self.chosen = Some(generation);
            response.request_focus();
        }
        if self.chosen == Some(generation) {
            ui.painter().rect_filled(rect, 0.0, theme.surface.row_selected);
            let bar = Rect::from_min_size(rect.min, vec2(2.0, rect.height()));
            ui.painter().rect_filled(bar, 0.0, theme.focus_ring);
        } else if response.hovered() {
            ui.painter().rect_filled(rect, 0.0, theme.surface.hover);
        }
        control::focus_ring(ui, theme, &response, rect);
        draw(ui, theme, row, axis, rect.center().y);
        response.tip(words);
    }
}

/// Where times are.
struct Axis {
    left: f32,
    right: f32,
    /// What the whole axis stands for.
    span: Duration,
}

impl Axis {
    fn x(&self, time: Duration) -> f32 {
        if self.span.is_zero() {
            return self.left;
        }
        let share = time.as_secs_f32() / self.span.as_secs_f32();
        (self.left + (self.right - self.left) * share.clamp(0.0, 1.0)).round()
    }

    fn show(&self, ui: &Ui, theme: &Theme, column: Rect, timeline: &Timeline) {
        let painter = ui.painter();
        let lines = column.top()..=column.top() + AXIS.0;
        // Ten seconds and more are told in seconds.
        let is_long = timeline.span() >= Duration::from_secs(10);
        let (unit, factor) = if is_long { ("s", 1.0) } else { ("ms", 1000.0) };
        for part in 0..=timeline.parts {
            let x = self.x(timeline.step * part);
            painter.vline(x + 0.5, lines.clone(), Stroke::new(1.0, theme.surface.hairline));
            let is_last = part == timeline.parts;
            let value = (timeline.step * part).as_secs_f64() * factor;
            let number =
                if value.fract() < 1e-6 { thousands(value.round() as usize) } else { format!("{value:.1}") };
            let words = if is_last { format!("{number} {unit}") } else { number };
            let anchor = if is_last { Align2::RIGHT_CENTER } else { Align2::CENTER_CENTER };
            let at = pos2(x, column.top() + AXIS.1);
            write::line(painter, at, anchor, words, write::axis(), theme.text.tertiary);
        }
    }
}

fn draw(ui: &Ui, theme: &Theme, row: &Row, axis: &Axis, y: f32) {
    let painter = ui.painter();
    let y = y.round();
    let number = row.record.generation.0.to_string();
    let quiet = theme.text.tertiary;
    write::line(painter, pos2(axis.left - 16.0, y), Align2::RIGHT_CENTER, number, write::axis(), quiet);
    let (posted, end) = (axis.x(row.posted), axis.x(row.ended));
    let taken = row.taken.map_or(posted, |taken| axis.x(taken)).max(posted + 2.0);
    let behind = match row.outcome {
        Outcome::Superseded => {
            signs::waiting(painter, theme, posted + 4.0, end - 1.0, y);
            signs::struck(painter, theme, end.max(posted + 6.0), y);
            end
        }
        Outcome::Cancelled => {
            signs::hollow(painter, taken, end, y, Stroke::new(1.0, theme.text.secondary));
            signs::cross(painter, theme, end.max(taken + 3.0) + 5.0, y);
            end
        }
        Outcome::Working => {
            let end = end.max(taken + 20.0).min(axis.right.max(taken + 3.0));
            signs::hollow(painter, taken, end, y, Stroke::new(1.0, theme.status.info));
            end
        }
        Outcome::Lit => {
            let end = end.max(taken + 3.0);
            signs::full(painter, theme, taken, end, y);
            signs::dot(painter, theme, end + 6.0, y);
            end + 10.0
        }
        Outcome::Completed => {
            signs::full(painter, theme, taken, end, y);
            end.max(taken + 3.0)
        }
        Outcome::Refused => posted + 2.0,
    };
    signs::posted(painter, theme, posted, y);
    let words = match row.outcome {
        Outcome::Lit | Outcome::Completed => time(row.took()),
        Outcome::Working | Outcome::Refused => outcome(row.outcome).to_owned(),
        Outcome::Superseded | Outcome::Cancelled => return,
    };
    let galley = painter.layout_no_wrap(words, write::axis(), theme.text.secondary);
    let has_room = behind + 5.0 + galley.size().x <= axis.right;
    let (at, anchor) = match has_room {
        true => (behind + 5.0, Align2::LEFT_CENTER),
        false => (posted - 8.0, Align2::RIGHT_CENTER),
    };
    let place = anchor.anchor_size(pos2(at, y), galley.size());
    painter.galley(place.min.round(), galley, theme.text.secondary);
}

/// What is said of the chosen row below the axis.
fn chosen_words(row: &Row) -> String {
    let what = outcome(row.outcome);
    match steps(row) {
        Some(steps) => format!("{what} in {} ms: {steps}", milliseconds(row.took())),
        None => format!("{what} after {} ms", milliseconds(row.took())),
    }
}

/// The identity of a request's row.
fn row_id(generation: u64) -> Id {
    id("row").with(generation)
}
