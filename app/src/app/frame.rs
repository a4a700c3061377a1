//! Draws a frame: input first, then the light, then everything from the same state.

use std::ops::Range;

use egui::{Rect, Ui, UiBuilder, pos2};
use namelight_engine::occurrences::Target;

use super::open_file::Stamp;
use super::{Active, App, OpenFile, PaintedLight, Split, Visible, scene};
use crate::editor::{self, Beside, Decorations, Field};
use crate::highlights::Part;
use crate::panels::{
    Action, RenamePlace, band_buttons, breadcrumb, engine_button, file_bands, notice_buttons, notices,
    question, rename_box, rename_box_height, status_bar, tab_bar, tools, welcome,
};
use crate::rename::{Session, Verdict};
use crate::requests::Logged;
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
        let mut notices_ui = part(ui, below, "notices");
        let told = notices(&mut notices_ui, theme, &self.notices);
        let below = Rect::from_min_max(pos2(below.left(), below.top() + told.height), below.max);
        let (outside, below) = self.split_for_outside(below);
        let (kept, below) = self.split_for_recovery(below);
        let bands = self.file_bands(&ctx);
        let mut bands_ui = part(ui, below, "file bands");
        let banded = file_bands(&mut bands_ui, theme, &bands);
        let below = below.with_min_y(below.top() + banded.height);
        let (find, below) = self.split_for_find(below);
        let (below, engine) = self.split_for_engine(below);
        let (below, output) = self.split_for_run(below);
        let edge = below.right() - self.side_width(below);
        let side = below.with_min_x(edge);
        let code = below.with_max_x(edge);
        let (tree, code) = self.split_for_tree(code);
        let both = code;
        let code = self.place_panes(ui, both);
        self.shows_others = ctx.input(|input| input.modifiers == egui::Modifiers::ALT);

        let mut code_ui = part(ui, code, "code");
        self.take_find_escape(&code_ui);
        self.take_code_input(&mut code_ui);
        self.note_zoom(&ctx);
        self.file.view.follow(&self.file.document);
        let edits = self.take_edits_and_find(&ctx);
        self.follow_trail(&edits);
        self.carry_pane(&edits);
        self.carry_symbols(&ctx, &edits);
        self.keep_copies(&edits);
        self.file.bookmarks.follow(&edits, self.file.document.text());
        let expected = self.expected_lines();
        let hidden = self.file.view.long_folds_in(expected.clone());
        let visible = (expected, self.file.view.visible_columns(&self.file.document), hidden);
        let scene = scene(&self.file.document, visible.clone(), self.now, self.wants());
        if self.file.painted_at != Some(self.stamp()) {
            self.requests.moved();
        }
        let logged = Logged { engine: &mut self.engine, log: &mut self.requests };
        let mut asks = Active { engine: logged, mail: self.split.as_ref().map(Split::mail) };
        let (view, document) = (&mut self.file.view, &self.file.document);
        let meanwhile = || editor::lay_out_ahead(&ctx, view, document, theme);
        let wake = self.file.light.frame_while(&mut asks, &scene, &edits, meanwhile);
        self.post_to_finder();
        self.supervise(&ctx);
        self.update_rename(&ctx);
        self.hear_suggestions();
        self.await_rest(&ctx);

        let (bar, menu) = (self.tab_bar(), self.menu());
        let mut asked = Vec::new();
        let is_menu_open = tab_bar(&mut part(ui, tabs, "tabs"), theme, &bar, &menu, &mut asked);
        self.queue.append(&mut asked);
        let words_end = breadcrumb(&mut part(ui, crumbs, "crumbs"), theme, &self.crumbs(), &mut self.queue);
        let mut tools_ui = part(ui, crumbs, "tools");
        let (pins, is_list_open) = (self.pinned_names(), self.side.is_some());
        tools(&mut tools_ui, theme, &self.keymap, words_end, &pins, is_list_open, &mut self.queue);
        let is_open = self.engine_panel.is_open();
        let mut button_ui = part(ui, crumbs, "engine button");
        engine_button(&mut button_ui, theme, &self.keymap, is_open, &mut self.queue);
        notice_buttons(&notices_ui, theme, &self.notices, &told, &mut self.queue);
        if let Some((place, bar)) = outside {
            self.draw_outside_bar(&mut part(ui, place, "outside"), theme, &bar);
        }
        self.draw_recovery(&mut part(ui, kept, "kept"), theme);
        band_buttons(&mut bands_ui, &bands, &banded, &mut self.queue);
        self.draw_find(&mut part(ui, find, "find"), theme);
        let said = self.status();
        let facts = status_bar(&mut part(ui, status, "status"), theme, &said);
        self.draw_style_buttons(&part(ui, status, "file style"), theme, &said, &facts);

        self.paint_code(&mut code_ui, theme);
        self.draw_panes(ui, theme, both);
        if self.is_empty_state() {
            let area = self.file.view.text_area();
            let recent = self.recent.files();
            welcome(&mut part(ui, area, "welcome"), theme, &self.keymap, recent, &mut self.queue);
        }
        self.draw_side_panel(&mut part(ui, side, "side"), theme);
        if let Some(tree) = tree {
            self.draw_folder_tree(&mut part(ui, tree, "folder tree"), theme, tree.width() + both.width());
        }
        if let Some(engine) = engine {
            self.draw_engine(&mut part(ui, engine, "engine"), theme);
        }
        if let Some(output) = output {
            self.draw_run(&mut part(ui, output, "output"), theme);
        }
        if self.painted_part() != visible {
            // The view has moved further than was expected; the next frame asks for the colours there.
            ctx.request_repaint();
        }
        if let Some(wake) = wake {
            ctx.request_repaint_after(wake);
        }
        self.draw_rename_box(&code_ui, theme);
        self.draw_suggestions(&code_ui, theme);
        self.draw_go_to_line(&code_ui, self.file.view.text_area(), theme);
        self.draw_arguments(&code_ui, self.file.view.text_area(), theme);
        let is_menu_open = self.draw_code_menu(&ctx, theme) || is_menu_open;
        self.draw_questions(&ctx, theme);
        self.give_keyboard(&ctx, is_menu_open);
    }

    /// Whether nothing is open: an empty text that is kept nowhere and was never changed.
    fn is_empty_state(&self) -> bool {
        let document = &self.file.document;
        document.text().byte_len() == 0
            && self.file.path().is_none()
            && !document.can_undo()
            && !document.can_redo()
            && self.opening.is_empty()
            && self.input.is_none()
    }

    /// Draws the code, or what a rename would make of it.
    fn paint_code(&mut self, ui: &mut Ui, theme: &Theme) {
        let conflicts = self.rename.as_ref().map(Session::conflicts).unwrap_or_default();
        let quiet = self.quiet_bytes();
        let is_refused =
            self.rename.as_ref().is_some_and(|session| matches!(session.verdict(), Verdict::Refused(_)));
        let shown_bookmarks = self.rename.is_some().then(|| self.bookmarks_in(self.shown().text()));
        let Self {
            file: OpenFile { view, document, light, bookmarks, .. },
            rename,
            find,
            side,
            shows_others,
            ..
        } = self;
        let switches = light.switches();
        let (has_hints, has_ruler_marks) = (switches.is_on(Part::Hints), switches.is_on(Part::Ruler));
        let reach_of = |target: &Target| target.reach.clone().filter(|_| switches.is_on(Part::Reach));
        let bookmarks = shown_bookmarks.as_deref().unwrap_or(bookmarks.lines());
        let mut beside = Beside { conflicts: &conflicts, bookmarks, ..Beside::default() };
        if rename.is_none() {
            beside.problems = light.problems().all();
            beside.quiet = quiet;
            beside.pins = light.pins().iter().map(|(number, pin)| (number, pin.lit())).collect();
            let shows_others = *shows_others && switches.is_on(Part::Ghosts);
            beside.others = if shows_others || side.is_some() { light.others() } else { &[] };
            beside.found = find.marks();
        }
        let preview = rename.as_mut().and_then(Session::preview_mut);
        let (painted, target) = match preview {
            Some(preview) => {
                let target = preview.target.clone();
                beside.field = Some(Field { range: preview.field.clone(), is_refused });
                preview.renew(light);
                let decorations = Decorations {
                    lit: &preview.lit,
                    tokens: preview.tokens().unwrap_or(light.tokens()),
                    definitions: preview.definitions().unwrap_or(light.definitions()),
                    reach: reach_of(&target),
                    beside,
                    has_hints,
                    has_ruler_marks,
                };
                (editor::paint(ui, view, &preview.document, &decorations, theme), Some(target))
            }
            None => {
                let target = light.target().cloned();
                let decorations = Decorations {
                    lit: light.lit(),
                    tokens: light.tokens(),
                    definitions: light.definitions(),
                    reach: target.as_ref().and_then(reach_of),
                    beside,
                    has_hints,
                    has_ruler_marks,
                };
                (editor::paint(ui, view, document, &decorations, theme), target)
            }
        };
        // While a name is being typed, its text is not the document's.
        let clicked = self.file.view.take_clicked_header().filter(|_| self.rename.is_none());
        self.queue.extend(clicked.map(Action::GoTo));
        self.file.painted = painted;
        self.file.painted_at = Some(self.stamp());
        self.file.painted_light = PaintedLight { target, counts: self.shown_counts() };
        if !self.is_light_sound() {
            // What is drawn then is what would be renamed, and no light.
            self.file.painted.lit.clear();
            self.file.painted_light = PaintedLight::default();
        }
    }

    /// Draws the box beside a name that is being renamed.
    fn draw_rename_box(&mut self, ui: &Ui, theme: &Theme) {
        let (Some(said), Some(caret)) = (self.rename_box(), self.file.painted.caret) else { return };
        let inside = caret.top() + 1.0..=caret.bottom() - 1.0;
        let end = self.file.view.code_right(self.shown(), inside);
        let row = Rect::from_min_max(caret.min, pos2(end.max(caret.right()), caret.bottom()));
        let covered = row.top()..=row.top() + rename_box_height();
        let code_right = self.file.view.code_right(self.shown(), covered);
        let place = RenamePlace { row, area: self.file.view.text_area(), code_right };
        rename_box(ui, theme, &said, place, &mut self.queue);
    }

    fn take_code_input(&mut self, ui: &mut Ui) {
        if self.rename.is_some() && !self.is_asking() {
            return self.take_rename_input(ui);
        }
        self.take_suggestion_keys(ui);
        let commands = editor::input(ui, &mut self.file.view, &self.file.document, &self.keymap);
        // A file that isn't read yet has no text to be changed.
        if self.is_asking() || self.file.unread.is_some() {
            return;
        }
        for command in &commands {
            self.file.view.apply(&mut self.file.document, command, self.now);
        }
        // A drag stands on places of the text as it was when it began.
        if !ui.input(|input| input.pointer.any_down()) {
            self.file.document.drop_left_blanks();
        }
        self.follow_typing(&commands);
        if self.file.view.take_follows() {
            // Once the light has followed the click.
            self.queue.push(Action::GoToDefinition);
        }
    }

    /// The lines that painting will show: it brings the cursor into view if that has moved.
    pub(super) fn expected_lines(&mut self) -> Range<usize> {
        let shown = self.file.view.visible_lines(&self.file.document);
        let cursor = self.file.document.position().0.saturating_sub(1);
        if self.file.painted_at == Some(self.stamp()) || shown.contains(&cursor) {
            return shown;
        }
        self.file.view.lines_once_seen(&self.file.document, self.file.document.cursor())
    }

    /// What the last frame has shown.
    pub(super) fn painted_part(&self) -> Visible {
        let lines = self.file.painted.visible_lines.clone();
        let hidden = self.file.view.long_folds_in(lines.clone());
        (lines, self.file.painted.visible_columns.clone(), hidden)
    }

    pub(super) fn stamp(&self) -> Stamp {
        (self.file.document.id(), self.file.document.revision(), self.file.document.cursor())
    }

    fn draw_questions(&mut self, ctx: &egui::Context, theme: &Theme) {
        if self.comparing.is_some() {
            self.draw_comparison(ctx, theme);
        } else if let Some(asking) = &mut self.asking {
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
        } else if self.palette.is_open() {
            self.draw_palette(ctx, theme);
        } else if self.quick_open.is_open() {
            self.draw_quick_open(ctx, theme);
        } else if self.choosing.is_open() {
            self.draw_list(ctx, theme);
        } else if self.encodings.is_open() {
            self.draw_encodings(ctx, theme);
        } else {
            self.draw_settings(ctx, theme);
        }
    }

    /// The code has the keyboard whenever nothing else wants it, and gets it back when the menu closes.
    fn give_keyboard(&mut self, ctx: &egui::Context, is_menu_open: bool) {
        let has_menu_closed = self.was_menu_open && !is_menu_open;
        self.was_menu_open = is_menu_open;
        let is_free = ctx.memory(|memory| memory.focused().is_none());
        if (has_menu_closed || is_free && !is_menu_open) && !self.is_asking() {
            self.file.view.request_focus();
            ctx.request_repaint();
        }
    }
}

/// A band over the whole width.
fn band(whole: Rect, top: f32, height: f32) -> Rect {
    Rect::from_min_max(pos2(whole.left(), top), pos2(whole.right(), top + height))
}

/// A part of the window as an area of its own.
pub(super) fn part(ui: &mut Ui, rect: Rect, name: &str) -> Ui {
    ui.new_child(UiBuilder::new().max_rect(rect).id_salt(name))
}
