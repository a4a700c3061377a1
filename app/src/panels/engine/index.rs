//! How far the index is, what the last minute's requests became, and the way to save that minute.

use egui::{Align2, Button, Checkbox, CornerRadius, Rect, RichText, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::super::{Action, control};
use super::words::{bytes, thousands};
use super::{EngineAction, EnginePanel, id, write};
use crate::requests::Summary;
use crate::theme::{Theme, sizes};
use crate::tips::Tip as _;

/// Between the column's edges and what stands in it, in points.
const MARGINS: (f32, f32) = (24.0, 32.0);
/// The progress bar, in points from the column's top, and its height.
const BAR: (f32, f32) = (52.0, 8.0);
/// What saves the last minute: its switch, in points from the column's top, and from there to its button.
const CHECK: f32 = 186.0;
const SAVE: f32 = 30.0;
/// The middle of the first row, in points from the column's top, and from there to the next.
const ROWS: (f32, f32) = (80.0, 24.0);

impl EnginePanel {
    /// Shows the column.
    pub(super) fn index(
        &mut self,
        ui: &mut Ui,
        theme: &Theme,
        column: Rect,
        summary: &Summary,
        actions: &mut Vec<Action>,
    ) {
        let (left, right) = (column.left() + MARGINS.0, column.right() - MARGINS.1);
        progress(ui, theme, Rect::from_x_y_ranges(left..=right, column.y_range()), summary);
        let facts = facts(summary);
        for ((meaning, value), row) in facts.iter().zip(0_u8..) {
            let y = column.top() + ROWS.0 + ROWS.1 * f32::from(row);
            let painter = ui.painter();
            let quiet = theme.text.tertiary;
            write::line(painter, pos2(left, y), Align2::LEFT_CENTER, *meaning, write::label(), quiet);
            let font = sizes::number_font(sizes::LINE_NUMBER_FONT);
            write::line(painter, pos2(right, y), Align2::RIGHT_CENTER, value, font, theme.text.secondary);
        }
        let facts: Vec<String> = facts.iter().map(|(meaning, value)| format!("{meaning}: {value}")).collect();
        let index = summary.index;
        let label =
            format!("{} of {} segments are in the index; {}", index.indexed, index.total, facts.join(", "));
        let words = Rect::from_min_max(column.min, pos2(column.right(), column.top() + CHECK));
        ui.interact(words, id("index"), Sense::hover())
            .widget_info(|| WidgetInfo::labeled(Role::Label, true, &label));
        self.saving(ui, theme, Rect::from_x_y_ranges(left..=right, column.y_range()), actions);
    }

    /// Shows the button that saves the last minute, and what belongs to it.
    fn saving(&mut self, ui: &mut Ui, theme: &Theme, column: Rect, actions: &mut Vec<Action>) {
        let top = column.top() + CHECK;
        let check = Rect::from_min_size(pos2(column.left(), top), vec2(column.width(), sizes::HIT));
        let words = RichText::new("Leave the text out").size(sizes::FONT_LABEL).color(theme.text.secondary);
        let mut ui = ui.new_child(egui::UiBuilder::new().max_rect(check).id_salt("saving"));
        let left_out = ui.add(Checkbox::new(&mut self.leaves_text_out, words)).tip(
            "Every name, and every word in strings and comments, is replaced by another one of the same length. \
             Python's own words stay.",
        );
        control::focus_ring_around(&ui, theme, &left_out);
        let place =
            Rect::from_min_size(pos2(column.left(), top + SAVE), vec2(column.width(), sizes::CONTROL));
        let save = ui
            .put(place, Button::new("Save the last minute as a trace").min_size(place.size()))
            .tip("All that came into the window, to be played again: for a bug report");
        control::focus_ring(&ui, theme, &save, save.rect);
        self.note_focus(&left_out, false);
        self.note_focus(&save, false);
        if save.clicked() {
            let leaves_text_out = self.leaves_text_out;
            actions.push(Action::Engine(EngineAction::SaveMinute { leaves_text_out }));
        }
    }
}

/// How far the index is, in numbers and as a bar.
fn progress(ui: &Ui, theme: &Theme, column: Rect, summary: &Summary) {
    let painter = ui.painter();
    let (index, quiet) = (summary.index, theme.text.tertiary);
    let (left, y) = (column.left(), column.top() + 14.0);
    let font = sizes::number_font(sizes::FONT_FIGURE);
    let indexed = thousands(index.indexed);
    let number = write::line(painter, pos2(left, y), Align2::LEFT_CENTER, indexed, font, theme.text.primary);
    let total = format!("of {} segments", thousands(index.total));
    let behind = pos2(number.right() + 8.0, y + 2.0);
    write::line(painter, behind, Align2::LEFT_CENTER, total, write::label(), quiet);
    let below = pos2(left, y + 22.0);
    write::line(painter, below, Align2::LEFT_CENTER, "index, while nothing is asked", write::label(), quiet);

    let bar = Rect::from_min_size(pos2(left, column.top() + BAR.0), vec2(column.width(), BAR.1));
    let round = CornerRadius::same(4);
    painter.rect_filled(bar, round, theme.surface.hover);
    let share = index.indexed as f32 / index.total.max(1) as f32;
    let done = Rect::from_min_size(bar.min, vec2((bar.width() * share).round(), BAR.1));
    if done.width() > 0.0 {
        painter.rect_filled(done, round, theme.status.info);
    }
}

/// What is told below the bar.
fn facts(summary: &Summary) -> [(&'static str, String); 5] {
    let counts = summary.counts;
    let lit = match counts.unlit {
        0 => thousands(counts.lit),
        unlit => format!("{} of {}", thousands(counts.lit), thousands(counts.lit + unlit)),
    };
    [
        ("asked in the last 60 s", thousands(counts.asked)),
        ("superseded in the mailbox", thousands(counts.superseded)),
        ("cancelled while running", thousands(counts.cancelled)),
        ("completed and lit", lit),
        ("memory of the index, about", bytes(summary.index.bytes)),
    ]
}
