//! Does what was asked about going places.

use egui::Context;

use super::App;
use crate::panels::NavigateAction;

impl App {
    /// Does one thing that was asked about going places.
    pub(super) fn navigate(&mut self, ctx: &Context, action: NavigateAction) {
        match action {
            NavigateAction::GoToSymbol => self.choose_symbol(),
            NavigateAction::ToggleOutline => self.toggle_outline(ctx),
            NavigateAction::LastEdit => self.go_to_last_edit(),
            NavigateAction::ToggleBookmark => self.toggle_bookmark(),
            NavigateAction::NextBookmark => self.step_to_bookmark(true),
            NavigateAction::PreviousBookmark => self.step_to_bookmark(false),
            NavigateAction::ListBookmarks => self.choose_bookmark(),
            NavigateAction::ClearBookmarks => self.clear_bookmarks(),
        }
        ctx.request_repaint();
    }
}
