//! The panel's title, what runs and how far it is, and its buttons.

use std::time::Instant;

use egui::accesskit::Live;
use egui::text::{LayoutJob, TextWrapping};
use egui::{Align2, Color32, Painter, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::super::icons::{self, Icon};
use super::super::{Action, control};
use super::words::announced;
use super::{RunAction, RunFacts, RunPanel, id, run_words};
use crate::run::{Ending, State};
use crate::theme::{Theme, sizes};

/// Where the title begins, in points from the panel's left edge.
const LEFT: f32 = 20.0;
/// Between two things of the header, in points.
const GAP: f32 = 16.0;
/// Between a button's edge and its words, in points.
const PADDING: f32 = 8.0;
/// The command takes no more than this share of the header, so that the state has room.
const COMMAND: f32 = 0.4;

impl RunPanel {
    pub(super) fn header(
        &mut self,
        ui: &mut Ui,
        theme: &Theme,
        place: Rect,
        facts: &RunFacts<'_>,
        actions: &mut Vec<Action>,
    ) {
        let right = self.buttons(ui, theme, place, facts, actions);
        let painter = ui.painter().with_clip_rect(place.with_max_x(right).intersect(ui.clip_rect()));
        let y = place.center().y;
        let write = |x: f32, words: &str, font, colour, most: f32| {
            let mut job = LayoutJob::simple_singleline(words.to_owned(), font, colour);
            job.wrap = TextWrapping::truncate_at_width(most.min(right - GAP - x).max(0.0));
            let galley = painter.layout_job(job);
            let at = Align2::LEFT_CENTER.anchor_size(pos2(x, y), galley.size());
            painter.galley(at.min.round(), galley, colour);
            at
        };
        let title = sizes::interface_font(sizes::FONT_PANEL_TITLE);
        let title = write(place.left() + LEFT, "Output", title, theme.text.primary, f32::INFINITY);
        let mut x = title.right() + GAP;
        let mut said = "Output".to_owned();
        if let Some(command) = facts.command {
            let font = sizes::number_font(sizes::FONT_LABEL);
            let most = (place.width() * COMMAND).min(right - x - state_width(&painter, facts));
            x = write(x, command, font, theme.text.secondary, most).right() + GAP;
            said = format!("Output of {command}");
        }
        ui.interact(title.with_max_x(x - GAP), id("title"), Sense::hover())
            .widget_info(|| WidgetInfo::labeled(Role::Label, true, &said));
        let Some(state) = &facts.state else { return };
        let (icon, colour) = sign(theme, state);
        icons::draw(&painter, icon, pos2(x + sizes::ICON / 2.0, y), colour);
        let now = Instant::now();
        let font = sizes::interface_font(sizes::FONT_STATUS);
        let words =
            write(x + sizes::ICON + 6.0, &run_words(state, now), font, theme.text.primary, f32::INFINITY);
        let response = ui.interact(words, id("state"), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Status, true, announced(state, now)));
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(Live::Polite));
    }

    /// Shows the buttons; where they begin. What is left of them is for the state first and then for the command.
    fn buttons(
        &mut self,
        ui: &mut Ui,
        theme: &Theme,
        place: Rect,
        facts: &RunFacts<'_>,
        actions: &mut Vec<Action>,
    ) -> f32 {
        let y = place.center().y;
        let close = Rect::from_center_size(pos2(place.right() - 20.0, y), vec2(sizes::HIT, sizes::HIT));
        let mut right = close.left() - 8.0;
        let has_run = facts.command.is_some();
        let stop = Action::Run(RunAction::Stop);
        let buttons = [
            ("Clear", "Forget what was written".to_owned(), RunAction::Clear, has_run),
            ("Run again", "Run the same file again".to_owned(), RunAction::Again, has_run),
            ("Stop", facts.keymap.tooltip("Stop running", &stop).to_string(), RunAction::Stop, facts.is_live),
        ];
        for (words, tooltip, action, is_there) in buttons {
            if !is_there {
                continue;
            }
            let font = sizes::interface_font(sizes::FONT_BODY);
            let colour = theme.text.primary;
            let galley = ui.painter().layout_no_wrap(words.to_owned(), font, colour);
            let size = vec2((galley.size().x + 2.0 * PADDING).ceil(), sizes::CONTROL);
            let rect = Rect::from_min_size(pos2(right - size.x, y - size.y / 2.0).round(), size);
            let response = control::button(ui, rect, id(words), words, &tooltip);
            control::hover_fill(ui, theme, &response, rect);
            let at = Align2::CENTER_CENTER.anchor_size(rect.center(), galley.size());
            ui.painter().galley(at.min.round(), galley, colour);
            control::focus_ring(ui, theme, &response, rect);
            self.note_focus(&response, false);
            if response.clicked() {
                actions.push(Action::Run(action));
            }
            right = rect.left() - 4.0;
        }
        let toggle = Action::Run(RunAction::Toggle);
        let tooltip = facts.keymap.tooltip("Close the output panel", &toggle);
        let response = control::button(ui, close, id("close"), "Close", tooltip);
        control::hover_fill(ui, theme, &response, close);
        icons::draw(ui.painter(), Icon::Close, close.center(), theme.text.secondary);
        control::focus_ring(ui, theme, &response, close);
        self.note_focus(&response, facts.output.is_none());
        if response.clicked() {
            actions.push(Action::Run(RunAction::Close));
        }
        right
    }
}

/// The sign in front of the state.
fn sign(theme: &Theme, state: &State) -> (Icon, egui::Color32) {
    match state {
        State::Starting | State::Running { .. } => (Icon::Play, theme.status.info),
        State::Ended { how: Ending::Code(0), .. } => (Icon::Check, theme.status.ok),
        State::Ended { how: Ending::Stopped, .. } => (Icon::Stop, theme.text.tertiary),
        State::Ended { .. } => (Icon::Error, theme.status.error),
        State::Failed(_) => (Icon::Warn, theme.status.warn),
    }
}

/// How wide the state is with the space round it; 0 if nothing has run.
fn state_width(painter: &Painter, facts: &RunFacts<'_>) -> f32 {
    let Some(state) = &facts.state else { return 0.0 };
    let font = sizes::interface_font(sizes::FONT_STATUS);
    let words = run_words(state, Instant::now());
    let galley = painter.layout_no_wrap(words, font, Color32::PLACEHOLDER);
    2.0 * GAP + sizes::ICON + 6.0 + galley.size().x
}
