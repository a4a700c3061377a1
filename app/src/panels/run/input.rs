//! The field for what is sent to the program.

use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use egui::{
    Align2, CornerRadius, Frame, Key, Margin, Modifiers, Rect, Stroke, StrokeKind, TextEdit, Ui, pos2,
};

use super::super::Action;
use super::super::icons::{self, Icon};
use super::{RunAction, RunFacts, RunPanel, id};
use crate::theme::{Theme, sizes};

/// From the panel's edges to the field, in points.
const MARGINS: (f32, f32) = (40.0, 20.0);
/// The most characters of a line that is sent.
const LONGEST: usize = 10_000;

impl RunPanel {
    pub(super) fn input(
        &mut self,
        ui: &mut Ui,
        theme: &Theme,
        place: Rect,
        facts: &RunFacts<'_>,
        actions: &mut Vec<Action>,
    ) {
        ui.painter().hline(place.x_range(), place.top() + 0.5, Stroke::new(1.0, theme.surface.hairline));
        let sign = pos2(place.left() + 24.0, place.center().y);
        icons::draw(ui.painter(), Icon::Chevron, sign, theme.text.tertiary);
        let field = Rect::from_min_max(
            pos2(place.left() + MARGINS.0, place.center().y - sizes::CONTROL / 2.0).round(),
            pos2(place.right() - MARGINS.1, place.center().y + sizes::CONTROL / 2.0).round(),
        );
        let radius = CornerRadius::same(sizes::RADIUS_CONTROL);
        ui.painter().rect_filled(field, radius, theme.surface.field);
        let had_focus = ui.memory(|memory| memory.has_focus(id("field")));
        if had_focus {
            self.take_history_keys(ui);
        }
        let edit = TextEdit::singleline(&mut self.draft)
            .id(id("field"))
            .hint_text(hint(facts, had_focus))
            .font(sizes::number_font(sizes::FONT_LABEL))
            .text_color(theme.text.primary)
            .char_limit(LONGEST)
            .frame(Frame::NONE.inner_margin(Margin::symmetric(8, 0)))
            .align(Align2::LEFT_CENTER)
            .return_key(None);
        let response = ui.put(field, edit.min_size(field.size()).desired_width(field.width()));
        response.ctx.accesskit_node_builder(response.id, |node| node.set_label("Input for the program"));
        self.note_focus(&response, true);
        self.has_input_focus = response.has_focus();
        if self.has_input_focus != self.had_input_focus {
            self.had_input_focus = self.has_input_focus;
            // The words in it are others now.
            ui.ctx().request_repaint();
        }
        let line = match self.has_input_focus {
            true => Stroke::new(theme.stroke.focus, theme.focus_ring),
            false => Stroke::new(1.0, theme.border.control),
        };
        ui.painter().rect_stroke(field, radius, line, StrokeKind::Inside);
        if self.has_input_focus && ui.input(|input| input.key_pressed(Key::Enter)) {
            actions.push(Action::Run(RunAction::Send));
        }
    }

    /// Up and Down bring back what was sent before, as in a shell.
    fn take_history_keys(&mut self, ui: &Ui) {
        for (key, is_older) in [(Key::ArrowUp, true), (Key::ArrowDown, false)] {
            if !ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
                continue;
            }
            let Some(line) = self.sent.step(is_older, &self.draft) else { continue };
            self.draft = line;
            let mut state = TextEditState::load(ui.ctx(), id("field")).unwrap_or_default();
            let end = CCursor::new(self.draft.chars().count());
            state.cursor.set_char_range(Some(CCursorRange::one(end)));
            state.store(ui.ctx(), id("field"));
        }
    }
}

/// What is said where nothing is typed yet.
fn hint(facts: &RunFacts<'_>, has_focus: bool) -> String {
    match facts.keymap.words(&Action::Run(RunAction::Focus)) {
        _ if has_focus => {
            "Input for the program: Enter sends it, Ctrl+D ends the input, Esc goes back to the code"
                .to_owned()
        }
        keys if keys.is_empty() => "Input for the program".to_owned(),
        keys => format!("Input for the program: {keys} goes here"),
    }
}
