//! Does what was asked for.

use std::path::Path;

use egui::{Context, ViewportCommand};

use super::dialogs::{Chosen, Dialog};
use super::{App, Intent};
use crate::editor::Zoom;
use crate::panels::{About, Action, PathField, PathPurpose, lamp_id};

/// One step of zoom, in points of the code's font.
const ZOOM_STEP: f32 = 1.0;

impl App {
    /// Does one thing; called before anything of the frame is drawn.
    pub(super) fn perform(&mut self, ctx: &Context, action: Action) {
        match action {
            // A file that isn't read yet has no text.
            Action::Edit(_) | Action::Save | Action::SaveAs if self.file.unread.is_some() => {}
            Action::New => self.show_text(""),
            Action::OpenPath(path) => self.open(path),
            Action::OpenTour => self.show_tour(),
            Action::Pane(action) => self.perform_pane(ctx, action),
            Action::Tab(action) => self.perform_tab(ctx, action),
            Action::Folder(action) => self.perform_folder(ctx, action),
            Action::Quit => self.guard(ctx, Intent::Quit),
            Action::Open => self.ask_for_path(ctx, PathPurpose::Open),
            Action::Save => self.save(ctx),
            Action::SaveAs => {
                // When a question about saving led here, what it stood before goes on afterwards.
                let asking = self.asking.take();
                self.after_save = asking.and_then(|asking| asking.intent).or(self.after_save.take());
                self.ask_for_path(ctx, PathPurpose::Save);
            }
            Action::SavePath(path) => self.save_as(ctx, path),
            Action::SaveNew(path) => self.save_new(ctx, path),
            Action::Overwrite => {
                if let Some(asking) = self.asking.take() {
                    self.after_save = asking.intent;
                    self.overwrite(ctx, asking.path);
                }
            }
            Action::SaveAndGoOn => {
                if let Some(asking) = self.asking.take() {
                    self.after_save = asking.intent;
                    self.pursue(ctx);
                }
            }
            Action::DiscardAndGoOn => {
                if let Some(intent) = self.asking.take().and_then(|asking| asking.intent) {
                    self.go_on(ctx, intent);
                }
            }
            Action::KeepEditing => {
                self.asking = None;
                self.after_save = None;
            }
            Action::Edit(command) => self.file.view.apply(&mut self.file.document, &command, self.now),
            Action::ToggleMenu => self.toggles_menu = true,
            Action::NextPanel => self.move_to_next_panel(ctx),
            Action::NextPlace => self.step(true),
            Action::PreviousPlace => self.step(false),
            Action::NextWrite => self.step_to_write(true),
            Action::PreviousWrite => self.step_to_write(false),
            Action::GoToDefinition => self.go_to_definition(ctx),
            Action::GoTo(at) => {
                self.go_to_place(&(at..at));
                self.file.view.request_focus();
            }
            Action::Back => self.go_along_trail(false),
            Action::Forward => self.go_along_trail(true),
            Action::SelectNextPlace => self.select_next_place(),
            Action::SelectAllPlaces => self.select_all_places(),
            Action::Switch(part) => self.toggle_part(ctx, part),
            Action::TogglePin => self.toggle_pin(),
            Action::NextOfPin(number) => self.step_to_pin(number),
            Action::ToggleOccurrences => self.toggle_occurrences(ctx),
            Action::Rename => self.begin_rename(ctx),
            Action::TakeRename => {
                if let Some(session) = &mut self.rename {
                    session.take_name();
                }
            }
            Action::CancelRename => self.rename = None,
            Action::RenameLikely | Action::RenameMentions | Action::RenamePossible => {
                if let Some(session) = &mut self.rename {
                    let mut extent = session.extent();
                    extent.likely ^= action == Action::RenameLikely;
                    extent.mentions ^= action == Action::RenameMentions;
                    extent.possible ^= action == Action::RenamePossible;
                    session.set_extent(extent);
                }
            }
            Action::SetTheme(choice) => self.alter_settings(ctx, |settings| settings.theme = choice),
            Action::SetRowHeight(height) => {
                self.alter_settings(ctx, |settings| settings.row_height = height);
            }
            Action::ShowAbout => self.about = Some(About::new()),
            Action::CloseAbout => self.about = None,
            Action::ToggleSticky => {
                self.alter_settings(ctx, |settings| settings.sticky_lines = !settings.sticky_lines);
            }
            Action::Fold(action) => self.perform_fold(ctx, action),
            Action::ToggleWrap => self.alter_settings(ctx, |settings| settings.wrap = !settings.wrap),
            Action::GoToLine => self.toggle_go_to_line(ctx),
            Action::SetIndentUnit(_)
            | Action::ConvertIndentation(_)
            | Action::ConvertLineEndings(_)
            | Action::ToggleGuides
            | Action::NextWhiteSpace
            | Action::ToggleColumnRuler => self.perform_style(ctx, &action),
            Action::Encoding(action) => self.perform_encoding(ctx, action),
            Action::ZoomIn => self.zoom_to(ctx, self.file.view.zoom().stepped(ZOOM_STEP)),
            Action::ZoomOut => self.zoom_to(ctx, self.file.view.zoom().stepped(-ZOOM_STEP)),
            Action::Engine(action) => self.perform_engine(ctx, action),
            Action::Run(action) => self.perform_run(ctx, action),
            Action::Compare(action) => self.perform_compare(action),
            Action::Outside(action) => self.perform_outside(ctx, action),
            Action::Recovery(action) => self.perform_recovery(ctx, &action),
            Action::Find(action) => self.perform_find(ctx, action),
            Action::Navigate(action) => self.navigate(ctx, action),
            Action::Names(action) => self.perform_names(ctx, action),
            Action::ZoomReset => self.zoom_to(ctx, Zoom::default()),
            Action::ToggleFullScreen => toggle_full_screen(ctx),
            Action::Clipboard(action) => self.perform_clipboard(ctx, action),
            Action::ShowCodeMenu => self.ask_for_code_menu(),
            Action::ShowPalette => self.show_palette(),
            Action::ShowSettings => self.preferences.show_dialog(),
            Action::CloseSettings => self.preferences.close_dialog(),
            Action::Change(change) => self.change_settings(ctx, change),
            Action::OpenSettingsFile => self.open_settings_file(),
            Action::DismissNotice(index) => {
                if index < self.notices.len() {
                    self.notices.remove(index);
                }
            }
        }
    }

    /// Asks by the desktop's dialog, or by a field of our own where there is none.
    pub(super) fn ask_for_path(&mut self, ctx: &Context, purpose: PathPurpose) {
        if self.dialog.is_some() || self.path_field.is_some() {
            return;
        }
        if !self.has_dialogs {
            self.show_path_field(purpose);
            return;
        }
        let folder = self.file.document.path().and_then(Path::parent).map(Path::to_owned);
        let wake = {
            let ctx = ctx.clone();
            move || ctx.request_repaint()
        };
        let document = self.file.document.id();
        let name = self.name_to_save();
        self.dialog = Some(Dialog::open(document, purpose, folder.as_deref(), &name, wake));
    }

    fn show_path_field(&mut self, purpose: PathPurpose) {
        let folder = self.file.document.path().and_then(Path::parent).map(Path::to_owned);
        let folder = folder.or_else(|| std::env::current_dir().ok()).unwrap_or_default();
        let suggestion = match purpose {
            PathPurpose::Open => folder.join(""),
            PathPurpose::Save => folder.join(self.name_to_save()),
        };
        self.path_field = Some(PathField::new(purpose, suggestion.display().to_string()));
    }

    /// The name that is offered to save the file under; a new one is Python.
    fn name_to_save(&self) -> String {
        let title = self.title();
        if self.file.document.path().is_none() { format!("{}.py", title.to_lowercase()) } else { title }
    }

    /// Takes what came of the desktop's dialog.
    pub(super) fn hear_dialog(&mut self) {
        let Some((document, purpose, chosen)) = self
            .dialog
            .as_ref()
            .and_then(|dialog| Some((dialog.document(), dialog.purpose(), dialog.take()?)))
        else {
            return;
        };
        self.dialog = None;
        if purpose == PathPurpose::Save {
            // Another file may be looked at by now.
            self.show_tab(document);
        }
        match (chosen, purpose) {
            (Chosen::Path(path), PathPurpose::Open) => self.queue.push(Action::OpenPath(path)),
            (Chosen::Path(path), PathPurpose::Save) => self.queue.push(Action::SavePath(path)),
            (Chosen::Nothing, _) => self.after_save = None,
            (Chosen::NoDialog, _) => {
                self.has_dialogs = false;
                self.show_path_field(purpose);
            }
        }
    }

    /// The keyboard goes from the code to the lamp, from there to the bars above the code and to the panel below it if
    /// one is open, and back.
    pub(super) fn move_to_next_panel(&mut self, ctx: &Context) {
        let lamp = lamp_id();
        if self.take_bar_turn(ctx, lamp) {
            return;
        }
        if self.take_pane_turn(ctx) {
            return;
        }
        if self.take_tree_turn(ctx) {
            return;
        }
        if self.take_side_turn(ctx, lamp) {
            return;
        }
        if self.engine_panel.take_turn(ctx, lamp) || self.running.panel.take_turn(ctx, lamp) {
            return;
        }
        ctx.memory_mut(|memory| {
            if memory.has_focus(lamp) {
                memory.surrender_focus(lamp);
            } else {
                memory.request_focus(lamp);
            }
        });
    }
}

/// The window says itself whether it has the whole screen: its manager has keys for that, too.
fn toggle_full_screen(ctx: &Context) {
    let is_full = ctx.input(|input| input.viewport().fullscreen == Some(true));
    ctx.send_viewport_cmd(ViewportCommand::Fullscreen(!is_full));
}
