//! The output panel: what runs, how far it is, what it writes and what can be sent to it.
//!
//! Invariant: a closed panel costs nothing, and an open one what can be seen of the output, however much there is. Where
//! a line comes from is told by a sign and in words; colour only repeats it.

mod header;
mod input;
mod output;
mod sent;
mod words;

use std::path::PathBuf;
use std::time::Duration;

use egui::{Context, Id, Key, Modifiers, Rect, Response, Stroke, Ui, pos2};

use super::Action;
use crate::commands::Keymap;
use crate::run::{Output, State};
use crate::theme::{Theme, sizes};

use sent::SentLines;
pub use words::run_words;

/// Height of the header, in points.
const HEADER: f32 = 38.0;
/// Height of the row with the field, in points.
const INPUT: f32 = 36.0;

/// What can be asked about running files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RunAction {
    /// Run the file that is looked at.
    Run,
    /// Ask for the arguments that the file is run with, or close the box that asks.
    AskArguments,
    /// Run the file again that ran last.
    Again,
    /// End what runs.
    Stop,
    /// Open the panel, or close it.
    Toggle,
    /// Close it, and give the keyboard back to the code.
    Close,
    /// Open it and give it the keyboard: the field for input, if the program takes some. If it has that already, close it.
    Focus,
    /// Give the keyboard back to the code; the panel stays open.
    Leave,
    /// Forget what was written.
    Clear,
    /// Send what is in the field to the program.
    Send,
    /// End the program's input.
    EndInput,
    /// Go to a place that the output names.
    GoTo {
        /// The file, as it is named there.
        file: PathBuf,
        /// From 1.
        line: usize,
    },
}

/// What the panel shows.
pub struct RunFacts<'a> {
    /// Which keys its buttons tell.
    pub keymap: &'a Keymap,
    /// What runs or ran, as on a command line; none before anything did.
    pub command: Option<&'a str>,
    /// How far that is.
    pub state: Option<State>,
    /// Whether processes of it may be there.
    pub is_live: bool,
    /// Whether it can be sent something.
    pub takes_input: bool,
    /// What it wrote.
    pub output: Option<&'a Output>,
}

/// The panel.
#[derive(Debug, Default)]
pub struct RunPanel {
    is_open: bool,
    /// What is being typed for the program, and what was sent before.
    draft: String,
    sent: SentLines,
    /// The selected lines by their numbers: where the selection was begun, and where it ends.
    selected: Option<(u64, u64)>,
    /// Whether the end of the selection is to be brought into view.
    reveals: bool,
    /// Whether the end of the output is to be brought into view.
    follows: bool,
    /// How far down the view is, in points, and the first line that was kept then.
    seen: (f32, u64),
    /// The lines' height in the last frame, in points.
    height: f32,
    /// Whether something in it has the keyboard, and whether that is the lines or the field.
    has_focus: bool,
    has_line_focus: bool,
    has_input_focus: bool,
    /// Whether the field's words are those for who is in it.
    had_input_focus: bool,
    /// Whether it gets the keyboard with the next frame.
    wants_focus: bool,
    /// Whether its field gets the keyboard once the program can be sent something.
    awaits_input: bool,
}

impl RunPanel {
    /// Whether it is on screen.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.is_open
    }

    /// Opens or closes it.
    pub fn set_open(&mut self, is_open: bool) {
        self.is_open = is_open;
        self.forget_focus();
    }

    /// Whether something in it had the keyboard in the last frame.
    #[must_use]
    pub fn has_focus(&self) -> bool {
        self.has_focus
    }

    /// Whether the field had it.
    #[must_use]
    pub fn has_input_focus(&self) -> bool {
        self.has_input_focus
    }

    /// Gives it the keyboard with the next frame.
    pub fn request_focus(&mut self) {
        self.wants_focus = true;
    }

    /// Another run begins: its output is followed. Who was in the panel is so again, in its field.
    pub fn begin(&mut self) {
        (self.selected, self.follows, self.seen) = (None, true, (0.0, 0));
        self.awaits_input = self.has_focus;
    }

    /// Takes what was typed for the program.
    pub fn take_draft(&mut self) -> String {
        self.follows = true;
        let sent = std::mem::take(&mut self.draft);
        self.sent.add(&sent);
        sent
    }

    /// F6 was pressed: takes the keyboard from the code, or hands it on to the `lamp`. Whether that is all.
    ///
    /// The panel comes before the lamp: a program may be waiting for what is typed next.
    pub fn take_turn(&mut self, ctx: &Context, lamp: Id) -> bool {
        let (focused, is_at_lamp) = ctx.memory(|memory| (memory.focused(), memory.has_focus(lamp)));
        if !self.is_open || is_at_lamp {
            return false;
        }
        self.wants_focus = !self.has_focus;
        ctx.memory_mut(|memory| {
            if self.has_focus {
                memory.request_focus(lamp);
            } else if let Some(id) = focused {
                memory.surrender_focus(id);
            }
        });
        true
    }

    /// Shows the panel in all of `ui`.
    pub fn show(&mut self, ui: &mut Ui, theme: &Theme, facts: &RunFacts<'_>, actions: &mut Vec<Action>) {
        let whole = ui.max_rect();
        ui.painter().rect_filled(whole, 0.0, theme.surface.panel);
        ui.painter().hline(whole.x_range(), whole.top() + 0.5, Stroke::new(1.0, theme.surface.hairline));
        // egui has taken the keyboard away from whatever had it when Escape was pressed.
        if self.has_focus && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
            // What still runs may ask for something, so it stays in sight.
            let action = if facts.is_live { RunAction::Leave } else { RunAction::Close };
            actions.push(Action::Run(action));
        }
        let has_row_focus = std::mem::take(&mut self.has_line_focus);
        // The program has ended while something was typed for it. If the code got the keyboard, the rest would be
        // typed into it.
        self.wants_focus |= self.has_input_focus && !facts.takes_input;
        if facts.takes_input && std::mem::take(&mut self.awaits_input) {
            self.wants_focus |= self.has_focus;
        }
        self.forget_focus();
        let header = whole.with_max_y((whole.top() + HEADER).min(whole.bottom()));
        self.header(ui, theme, header, facts, actions);
        let field = if facts.takes_input { INPUT.min(whole.bottom() - header.bottom()) } else { 0.0 };
        let lines = Rect::from_min_max(header.left_bottom(), pos2(whole.right(), whole.bottom() - field));
        self.lines(ui, theme, lines, facts, has_row_focus, actions);
        if facts.takes_input {
            let place = Rect::from_min_max(lines.left_bottom(), whole.max);
            self.input(ui, theme, place, facts, actions);
        }
        self.wants_focus = false;
        if let Some(State::Running { since, .. }) = facts.state {
            // Until the next whole second.
            let part = Duration::from_nanos(since.elapsed().subsec_nanos().into());
            ui.ctx().request_repaint_after(Duration::from_secs(1).saturating_sub(part));
        }
    }

    fn forget_focus(&mut self) {
        (self.has_focus, self.has_line_focus, self.has_input_focus) = (false, false, false);
    }

    /// Takes note of a control's keyboard, and gives it the keyboard if the panel is to have it and it is the first one.
    fn note_focus(&mut self, response: &Response, is_first: bool) {
        if is_first && std::mem::take(&mut self.wants_focus) {
            response.request_focus();
        }
        self.has_focus |= response.has_focus();
    }
}

/// Height of the panel in a window that leaves it so much, in points.
#[must_use]
pub fn run_panel_height(most: f32) -> f32 {
    sizes::RUN_PANEL.min(most)
}

/// The identity of a part of the panel.
fn id(part: &str) -> Id {
    Id::unique("output panel").with(part)
}
