//! Going to a line by its number, between the box and the code.

use egui::{Context, Rect, Ui};

use super::App;
use crate::document::{Command, Selection, lines};
use crate::editor::MARGIN;
use crate::panels::{BoxLeft, GoToLine, LineWish};
use crate::theme::Theme;

/// The box, and where the view was before it.
pub(super) struct GoingToLine {
    field: GoToLine,
    /// The view's upper edge, in lines.
    top: f64,
    /// What was shown last.
    shown: Option<LineWish>,
}

impl App {
    /// Opens the box; once more, it closes and the view goes back.
    pub(super) fn toggle_go_to_line(&mut self, ctx: &Context) {
        if self.going_to_line.is_some() {
            return self.leave_go_to_line(ctx, true);
        }
        self.rename = None;
        let top = self.file.view.top();
        self.going_to_line = Some(GoingToLine { field: GoToLine::default(), top, shown: None });
    }

    fn leave_go_to_line(&mut self, ctx: &Context, goes_back: bool) {
        if let Some(going) = self.going_to_line.take().filter(|_| goes_back) {
            self.file.view.restore(&self.file.document, going.top);
        }
        self.file.view.request_focus();
        ctx.request_repaint();
    }

    /// Draws the box at the top of the code and does what is asked for in it.
    pub(super) fn draw_go_to_line(&mut self, ui: &Ui, area: Rect, theme: &Theme) {
        let Some(going) = &mut self.going_to_line else { return };
        let text = self.file.document.text();
        let last = lines::count(text);
        let line = self.file.document.position().0;
        let done = going.field.show(ui.ctx(), theme, area, (line, last));
        let wish = going.field.wish().map(|wish| wish.within(last));
        if wish != going.shown {
            going.shown = wish;
            match wish {
                Some(wish) => {
                    let at = self.offset_of(wish);
                    self.file.view.scroll_to(&self.file.document, at, MARGIN);
                }
                None => {
                    let top = going.top;
                    self.file.view.restore(&self.file.document, top);
                }
            }
            ui.ctx().request_repaint();
        }
        match done {
            None => {}
            Some(BoxLeft::Escaped) => self.leave_go_to_line(ui.ctx(), true),
            // Something else has the keyboard already.
            Some(BoxLeft::Elsewhere) => self.going_to_line = None,
            Some(BoxLeft::Entered) => {
                if let Some(wish) = wish {
                    let at = self.offset_of(wish);
                    self.file.document.apply(&Command::Select(Selection::cursor(at)), self.now);
                }
                self.leave_go_to_line(ui.ctx(), wish.is_none());
            }
        }
    }

    /// Where a line and a column, both from 1, are in the text; a column behind the line's end is its end.
    fn offset_of(&self, wish: LineWish) -> usize {
        let text = self.file.document.text();
        let line = wish.line.saturating_sub(1);
        let words = text.byte_slice(lines::start(text, line)..lines::end(text, line));
        let before = words.chars().take(wish.column.saturating_sub(1)).map(char::len_utf8);
        lines::start(text, line) + before.sum::<usize>()
    }
}
