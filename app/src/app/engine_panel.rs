//! Opens, feeds and closes the engine panel.

use egui::{Context, Rect, Ui, pos2};

use super::App;
use crate::panels::{EngineAction, EnginePanel};
use crate::requests::{Summary, is_wrong};
use crate::theme::{Theme, sizes};

/// Above the panel so many rows of code stay visible, however low the window is.
const ROWS_ABOVE: f32 = 3.0;

impl App {
    /// The places of the code and, if it is open, of the engine panel below it.
    pub(super) fn split_for_engine(&self, below: Rect) -> (Rect, Option<Rect>) {
        if !self.engine_panel.is_open() {
            return (below, None);
        }
        let most = (below.height() - ROWS_ABOVE * sizes::CODE_ROW).max(0.0);
        let top = below.bottom() - sizes::ENGINE_PANEL.min(most);
        let code = Rect::from_min_max(below.min, pos2(below.right(), top));
        (code, Some(Rect::from_min_max(pos2(below.left(), top), below.max)))
    }

    /// Draws the panel; only now is anything added up for it.
    pub(super) fn draw_engine(&mut self, ui: &mut Ui, theme: &Theme) {
        let text = self.shown().text();
        let is_wrong = is_wrong(text, self.file.painted_light.target.as_ref(), &self.file.painted.lit);
        let Self { engine_panel, requests, engine, queue, .. } = self;
        engine_panel.saw_frame(is_wrong);
        let current = || Summary::of(requests, engine.index_progress(), engine.statistics().panics);
        engine_panel.show(ui, theme, current, queue);
    }

    /// The frame is drawn: notes what it has shown of the engine's answers.
    pub(super) fn note_light(&mut self) {
        self.requests.painted(self.file.light.shown(), self.file.light.target().is_some());
        if !self.file.light.is_light_open(self.file.document.cursor()) {
            self.requests.needs_nothing();
        }
    }

    /// Does one thing that was asked of the panel.
    pub(super) fn perform_engine(&mut self, ctx: &Context, action: EngineAction) {
        match action {
            EngineAction::Toggle => self.turn_engine_panel(ctx, !self.engine_panel.is_open()),
            EngineAction::Close => self.turn_engine_panel(ctx, false),
            EngineAction::SaveMinute { leaves_text_out } => self.save_minute(ctx, leaves_text_out),
        }
    }

    fn turn_engine_panel(&mut self, ctx: &Context, is_open: bool) {
        if !is_open && self.engine_panel.has_focus() {
            // Nothing else wants the keyboard, so the code gets it.
            ctx.memory_mut(|memory| memory.focused().map(|id| memory.surrender_focus(id)));
        }
        self.show_engine_panel(is_open);
    }

    pub(super) fn show_engine_panel(&mut self, is_open: bool) {
        if is_open {
            // Both stand at the same place.
            self.running.show_panel(false);
        }
        if is_open != self.engine_panel.is_open() {
            self.requests.watch(is_open);
            self.engine_panel = if is_open { EnginePanel::opened() } else { EnginePanel::default() };
        }
    }
}
