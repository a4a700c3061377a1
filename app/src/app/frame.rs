//! Draws a frame: input first, then the light, then everything from the same state.

use std::ops::Range;

use egui::{Rect, Ui, UiBuilder, pos2};

use super::{App, PaintedLight, Visible, scene};
use crate::document::{IndentUnit, LineEnding};
use crate::editor::{self, Decorations};
use crate::panels::{
    Breadcrumb, MenuFacts, StatusBar, TabBar, breadcrumb, notices, question, status_bar, tab_bar,
};
use crate::theme::{self, Theme, sizes};

impl App {
    /// Draws everything; the panels are drawn after the light is known, so that they never lag behind.
    pub(super) fn draw(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        let theme = theme::current(&ctx);
        let whole = ui.max_rect();
        let tabs = band(whole, whole.top(), sizes::TAB_BAR);
        let crumbs = band(whole, tabs.bottom(), sizes::BREADCRUMB);
        let status = band(whole, whole.bottom() - sizes::STATUS_BAR, sizes::STATUS_BAR);

        let below = Rect::from_min_max(crumbs.left_bottom(), status.right_top());
        let height = notices(&mut part(ui, below, "notices"), theme, &self.notices, &mut self.queue);
        let code = Rect::from_min_max(pos2(below.left(), below.top() + height), below.max);

        let mut code_ui = part(ui, code, "code");
        self.take_code_input(&mut code_ui);
        let edits = self.document.take_edits();
        let visible = (self.expected_lines(), self.view.visible_columns(&self.document));
        let wake =
            self.light.frame(&mut self.engine, &scene(&self.document, visible.clone(), self.now), &edits);

        let (bar, menu) = (self.tabs(), self.menu());
        let is_menu_open = tab_bar(&mut part(ui, tabs, "tabs"), theme, &bar, &menu, &mut self.queue);
        breadcrumb(&mut part(ui, crumbs, "crumbs"), theme, &self.crumbs());
        status_bar(&mut part(ui, status, "status"), theme, &self.status());

        let decorations = Decorations {
            lit: self.light.lit(),
            tokens: self.light.tokens(),
            reach: self.light.target().and_then(|target| target.reach.clone()),
        };
        self.painted = editor::paint(&mut code_ui, &mut self.view, &self.document, &decorations, theme);
        self.painted_at = Some(self.stamp());
        self.painted_light =
            PaintedLight { target: self.light.target().cloned(), counts: self.light.counts() };
        if self.painted_part() != visible {
            // The view has moved further than was expected; the next frame asks for the colours there.
            ctx.request_repaint();
        }
        if let Some(wake) = wake {
            ctx.request_repaint_after(wake);
        }
        self.draw_questions(&ctx, theme);
        self.give_keyboard(&ctx, is_menu_open);
    }

    fn take_code_input(&mut self, ui: &mut Ui) {
        let commands = editor::input(ui, &mut self.view, &self.document);
        if self.is_asking() {
            return;
        }
        for command in commands {
            self.document.apply(&command, self.now);
        }
    }

    /// The lines that painting will show: it brings the cursor into view if that has moved.
    fn expected_lines(&self) -> Range<usize> {
        let text = self.document.text();
        // As the view counts: what stands behind the last line break is a line, and nothing else is.
        let line_count = text.line_of_byte(text.byte_len()).saturating_add(1);
        let shown = self.view.visible_lines(line_count);
        let cursor = self.document.position().0.saturating_sub(1);
        if self.painted_at == Some(self.stamp()) || shown.contains(&cursor) {
            return shown;
        }
        let start = cursor.saturating_sub(shown.len() / 2);
        start..(start + shown.len()).min(line_count)
    }

    /// What the last frame has shown.
    pub(super) fn painted_part(&self) -> Visible {
        (self.painted.visible_lines.clone(), self.painted.visible_columns.clone())
    }

    fn stamp(&self) -> super::Stamp {
        (self.document.id(), self.document.revision(), self.document.cursor())
    }

    fn draw_questions(&mut self, ctx: &egui::Context, theme: &Theme) {
        if let Some(asking) = &mut self.asking {
            question(ctx, theme, &asking.question, asking.is_new, &mut self.queue);
            asking.is_new = false;
        } else if let Some(field) = &mut self.path_field {
            let waiting = self.queue.len();
            if !field.show(ctx, theme, &mut self.queue) {
                self.path_field = None;
                if self.queue.len() == waiting {
                    // Nothing is saved after all, so nothing goes on afterwards.
                    self.after_save = None;
                }
            }
        } else if let Some(shown) = &mut self.about {
            shown.show(ctx, theme, &mut self.queue);
        }
    }

    /// The code has the keyboard whenever nothing else wants it, and gets it back when the menu closes.
    fn give_keyboard(&mut self, ctx: &egui::Context, is_menu_open: bool) {
        let has_menu_closed = self.was_menu_open && !is_menu_open;
        self.was_menu_open = is_menu_open;
        let is_free = ctx.memory(|memory| memory.focused().is_none());
        if (has_menu_closed || is_free && !is_menu_open) && !self.is_asking() {
            self.view.request_focus();
            ctx.request_repaint();
        }
    }

    fn tabs(&self) -> TabBar {
        let path = self.document.path().map(|path| path.display().to_string());
        TabBar {
            title: self.title(),
            tooltip: path.unwrap_or_else(|| format!("{}, not saved anywhere yet", self.title())),
            is_modified: self.document.is_modified(),
            is_lit: self.light.target().is_some(),
        }
    }

    fn menu(&self) -> MenuFacts {
        MenuFacts {
            theme: self.theme,
            row_height: self.view.row_height(),
            can_undo: self.document.can_undo(),
            can_redo: self.document.can_redo(),
            is_lit: self.light.target().is_some(),
            toggle: self.toggles_menu,
        }
    }

    fn crumbs(&self) -> Breadcrumb {
        let folder = self.document.path().and_then(|path| path.parent()?.file_name());
        Breadcrumb {
            folder: folder.map(|name| name.to_string_lossy().into_owned()),
            file: self.title(),
            scopes: self.light.scopes().to_vec(),
        }
    }

    fn status(&self) -> StatusBar {
        StatusBar {
            words: self.light.words(),
            position: self.document.position(),
            facts: vec![
                "Python".to_owned(),
                format!("UTF-8, {}", line_ending_words(self.document.line_ending())),
                indent_words(self.document.indent_unit()),
            ],
        }
    }
}

/// A band over the whole width.
fn band(whole: Rect, top: f32, height: f32) -> Rect {
    Rect::from_min_max(pos2(whole.left(), top), pos2(whole.right(), top + height))
}

/// A part of the window as an area of its own.
fn part(ui: &mut Ui, rect: Rect, name: &str) -> Ui {
    ui.new_child(UiBuilder::new().max_rect(rect).id_salt(name))
}

fn line_ending_words(ending: LineEnding) -> &'static str {
    match ending {
        LineEnding::Lf => "LF",
        LineEnding::CrLf => "CRLF",
    }
}

/// `4 spaces`, `1 space`, `Tabs`.
fn indent_words(unit: IndentUnit) -> String {
    match unit {
        IndentUnit::Tab => "Tabs".to_owned(),
        IndentUnit::Spaces(1) => "1 space".to_owned(),
        IndentUnit::Spaces(count) => format!("{count} spaces"),
    }
}
