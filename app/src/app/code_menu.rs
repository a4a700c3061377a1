//! The menu of a right click in the code, and the clipboard as menus know it.

use egui::{Context, ViewportCommand};

use super::App;
use crate::panels::{ClipboardAction, code_menu};
use crate::theme::Theme;

impl App {
    /// Has the menu opened at the cursor.
    pub(super) fn ask_for_code_menu(&mut self) {
        let at = self.file.view.position_of(&self.file.document, self.file.document.cursor());
        let below = at + egui::vec2(0.0, self.file.view.row());
        self.file.view.ask_for_menu(below);
    }

    /// Draws the menu, if it is open; whether it is.
    pub(super) fn draw_code_menu(&mut self, ctx: &Context, theme: &Theme) -> bool {
        let at = self.file.view.take_menu_place().filter(|_| !self.is_asking() && self.rename.is_none());
        let mut asked = Vec::new();
        let is_open = code_menu(ctx, theme, at, &self.menu(), &mut asked);
        self.queue.append(&mut asked);
        is_open
    }

    /// Asks the system, which hands the code view what it would have got from the keys.
    pub(super) fn perform_clipboard(&mut self, ctx: &Context, action: ClipboardAction) {
        self.file.view.request_focus();
        ctx.send_viewport_cmd(match action {
            ClipboardAction::Cut => ViewportCommand::RequestCut,
            ClipboardAction::Copy => ViewportCommand::RequestCopy,
            ClipboardAction::Paste => ViewportCommand::RequestPaste,
        });
    }
}
