//! What a file is run with: asked for in a box, kept with the open file, and given to every run of it from then on.

use egui::{Rect, Ui};

use super::App;
use crate::panels::{Action, ArgumentsBox, BoxLeft, RunAction};
use crate::theme::Theme;

impl App {
    /// Opens the box; once more, it closes and nothing has changed.
    pub(super) fn toggle_arguments(&mut self) {
        if self.running.asking.take().is_some() {
            return self.file.view.request_focus();
        }
        self.rename = None;
        let name = self.file.document.title();
        self.running.asking = Some(ArgumentsBox::new(&name, self.file.arguments.clone()));
    }

    /// Keeps what stands in the box, if it is open, and closes it.
    pub(super) fn take_arguments(&mut self) {
        if let Some(typed) = self.running.asking.take().as_ref().and_then(ArgumentsBox::typed) {
            typed.clone_into(&mut self.file.arguments);
            self.file.view.request_focus();
        }
    }

    /// Draws the box at the top of the code and does what is asked for in it.
    pub(super) fn draw_arguments(&mut self, ui: &Ui, area: Rect, theme: &Theme) {
        let Some(asking) = &mut self.running.asking else { return };
        let Some(done) = asking.show(ui.ctx(), theme, area) else { return };
        match done {
            BoxLeft::Entered => self.queue.push(Action::Run(RunAction::Run)),
            BoxLeft::Escaped => self.toggle_arguments(),
            // Something else has the keyboard already.
            BoxLeft::Elsewhere => self.running.asking = None,
        }
        ui.ctx().request_repaint();
    }
}
