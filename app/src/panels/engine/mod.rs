//! The engine panel: what the questions to the engine were, what became of them, and how long the light took.
//!
//! Invariant: a closed panel costs nothing; an open one draws a [`Summary`] and asks for no frame of its own but while
//! the index grows. Amber stands for what was lit, as everywhere.

mod button;
mod figures;
mod header;
mod index;
mod signs;
mod timeline;
mod words;
mod write;

use std::time::Duration;

use egui::{Context, Id, Key, Modifiers, Rect, Response, ScrollArea, Stroke, Ui, pos2, vec2};

use super::{Action, control};
use crate::requests::Summary;
use crate::theme::{Theme, sizes};

pub use button::engine_button;

/// Width of the numbers at the left, in points.
const LEFT: f32 = 288.0;
/// Width of the index at the right, in points.
const RIGHT: f32 = 296.0;
/// The timeline is never narrower, in points; sooner the numbers give way to it.
const NARROWEST: f32 = 360.0;
/// From the panel's top to its columns, and from there to their end, in points.
const COLUMNS: (f32, f32) = (45.0, 285.0);

/// While the index grows, it is looked at so often.
const LOOK_AGAIN: Duration = Duration::from_millis(250);
/// An index that hasn't grown for so many looks waits for something.
const MOST_LOOKS: u8 = 8;

/// What can be asked of the engine panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EngineAction {
    /// Open it, or close it.
    Toggle,
    /// Close it, and give the keyboard back to the code.
    Close,
    /// Write the last minute as a trace.
    SaveMinute {
        /// Whether other words stand for those of the text.
        leaves_text_out: bool,
    },
}

/// The panel.
#[derive(Debug, Default)]
pub struct EnginePanel {
    is_open: bool,
    /// What it shows while it is paused.
    paused: Option<Summary>,
    /// The request that was chosen in the timeline.
    chosen: Option<u64>,
    leaves_text_out: bool,
    /// Frames since it was opened in which something was lit that isn't the lit name.
    wrong_frames: u64,
    /// Whether something in it has the keyboard, and whether that is a row of the timeline.
    has_focus: bool,
    has_row_focus: bool,
    /// Whether it gets the keyboard with the next frame.
    wants_focus: bool,
    /// How far the index was when it was drawn last, and how often it has been so.
    looked_at: (usize, u8),
}

impl EnginePanel {
    /// An open panel.
    #[must_use]
    pub fn opened() -> Self {
        Self { is_open: true, ..Self::default() }
    }

    /// Whether it is on screen.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.is_open
    }

    /// Whether something in it had the keyboard in the last frame.
    #[must_use]
    pub fn has_focus(&self) -> bool {
        self.has_focus
    }

    /// A frame was drawn while the panel is open; whether it `is_wrong`.
    pub fn saw_frame(&mut self, is_wrong: bool) {
        self.wrong_frames += u64::from(is_wrong);
    }

    /// Chooses a request of the timeline.
    pub fn choose(&mut self, generation: u64) {
        self.chosen = Some(generation);
    }

    /// F6 was pressed: takes the keyboard from the `lamp`, or gives it up. Whether that is all.
    pub fn take_turn(&mut self, ctx: &Context, lamp: Id) -> bool {
        let (focused, from_lamp) = ctx.memory(|memory| (memory.focused(), memory.has_focus(lamp)));
        if !self.is_open || !(self.has_focus || from_lamp) {
            return false;
        }
        self.wants_focus = from_lamp;
        // Where nothing has the keyboard, the code takes it.
        ctx.memory_mut(|memory| focused.map(|id| memory.surrender_focus(id)));
        true
    }

    /// Shows the panel in all of `ui`; `current` says what there is to show unless it is paused.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        theme: &Theme,
        current: impl FnOnce() -> Summary,
        actions: &mut Vec<Action>,
    ) {
        let whole = ui.max_rect();
        ui.painter().rect_filled(whole, 0.0, theme.surface.panel);
        ui.painter().hline(whole.x_range(), whole.top() + 0.5, Stroke::new(1.0, theme.surface.hairline));
        // egui has taken the keyboard away from whatever had it when Escape was pressed.
        if self.has_focus && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
            actions.push(Action::Engine(EngineAction::Close));
        }
        let summary = self.paused.take();
        let is_paused = summary.is_some();
        let summary = summary.unwrap_or_else(current);
        if !is_paused {
            self.look_again(ui, &summary);
        }
        self.has_focus = false;
        let toggles_pause = if whole.height() < sizes::ENGINE_PANEL {
            let scrolled = ScrollArea::vertical().id_salt("engine panel").auto_shrink(false).show(ui, |ui| {
                let size = vec2(ui.available_width(), sizes::ENGINE_PANEL);
                let (rect, _) = ui.allocate_exact_size(size, egui::Sense::hover());
                self.content(ui, theme, rect, &summary, is_paused, actions)
            });
            control::name_scroll_bar(ui, &scrolled, "Scroll bar of the engine panel");
            scrolled.inner
        } else {
            self.content(ui, theme, whole, &summary, is_paused, actions)
        };
        self.wants_focus = false;
        self.paused = (is_paused != toggles_pause).then_some(summary);
        if toggles_pause {
            ui.ctx().request_repaint();
        }
    }

    /// Draws everything at `whole`; whether the picture is to be paused, or no longer.
    fn content(
        &mut self,
        ui: &mut Ui,
        theme: &Theme,
        whole: Rect,
        summary: &Summary,
        is_paused: bool,
        actions: &mut Vec<Action>,
    ) -> bool {
        let toggles_pause = self.header(ui, theme, whole, summary, is_paused, actions);
        let (top, bottom) = (whole.top() + COLUMNS.0, whole.top() + COLUMNS.1);
        let column = |from: f32, to: f32| Rect::from_min_max(pos2(from, top), pos2(to, bottom));
        let has_figures = whole.width() >= LEFT + NARROWEST + RIGHT;
        let left = whole.left() + if has_figures { LEFT } else { 0.0 };
        let right = (whole.right() - RIGHT).max(left);
        let line = Stroke::new(1.0, theme.surface.hairline);
        if has_figures {
            figures::show(ui, theme, column(whole.left(), left), summary, self.wrong_frames);
            ui.painter().vline(left + 0.5, top..=bottom, line);
        }
        self.timeline(ui, theme, column(left, right), summary);
        ui.painter().vline(right + 0.5, top..=bottom, line);
        self.index(ui, theme, column(right, whole.right()), summary, actions);
        toggles_pause
    }

    /// Asks for another frame while the index grows.
    fn look_again(&mut self, ui: &Ui, summary: &Summary) {
        let (indexed, looks) = self.looked_at;
        let index = summary.index;
        let looks = if index.indexed == indexed { looks.saturating_add(1) } else { 0 };
        self.looked_at = (index.indexed, looks);
        if index.indexed < index.total && looks < MOST_LOOKS {
            ui.ctx().request_repaint_after(LOOK_AGAIN);
        }
    }

    /// Takes note of a control's keyboard, and gives it the keyboard if the panel is to have it.
    fn note_focus(&mut self, response: &Response, is_first: bool) {
        if is_first && std::mem::take(&mut self.wants_focus) {
            response.request_focus();
        }
        if response.gained_focus() {
            // In a low window it may stand below the edge.
            response.scroll_to_me(None);
        }
        self.has_focus |= response.has_focus();
    }
}

/// The identity of a part of the panel.
fn id(part: &str) -> Id {
    Id::unique("engine panel").with(part)
}
