//! Does what was asked for.

use std::path::Path;

use egui::{Context, ViewportCommand};

use super::dialogs::{Chosen, Dialog};
use super::{App, Asking, Intent};
use crate::editor::Zoom;
use crate::panels::{About, Action, PathField, PathPurpose, Question, RowHeight, ThemeChoice, lamp_id};
use crate::theme;

/// One step of zoom, in points of the code's font.
const ZOOM_STEP: f32 = 1.0;

impl App {
    /// Does one thing; called before anything of the frame is drawn.
    pub(super) fn perform(&mut self, ctx: &Context, action: Action) {
        match action {
            Action::New => self.guard(ctx, Intent::New),
            Action::OpenPath(path) => self.guard(ctx, Intent::OpenPath(path)),
            Action::OpenTour => self.guard(ctx, Intent::OpenTour),
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
                    self.save(ctx);
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
            Action::Edit(command) => self.file.document.apply(&command, self.now),
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
            Action::Switch(part) => self.file.light.set_switches(self.file.light.switches().toggled(part)),
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
            Action::RenameLikely | Action::RenameMentions => {
                if let Some(session) = &mut self.rename {
                    let mut extent = session.extent();
                    extent.likely ^= action == Action::RenameLikely;
                    extent.mentions ^= action == Action::RenameMentions;
                    session.set_extent(extent);
                }
            }
            Action::SetTheme(choice) => self.set_theme(ctx, choice),
            Action::SetRowHeight(height) => self.set_row_height(ctx, height),
            Action::ShowAbout => self.about = Some(About::new()),
            Action::CloseAbout => self.about = None,
            Action::ToggleSticky => self.file.view.set_sticky(!self.file.view.is_sticky()),
            Action::GoToLine => self.toggle_go_to_line(ctx),
            Action::SetIndentUnit(_)
            | Action::ConvertIndentation(_)
            | Action::ConvertLineEndings(_)
            | Action::ToggleGuides
            | Action::NextWhiteSpace
            | Action::ToggleColumnRuler => self.perform_style(ctx, &action),
            Action::ZoomIn => self.file.view.set_zoom(self.file.view.zoom().stepped(ZOOM_STEP)),
            Action::ZoomOut => self.file.view.set_zoom(self.file.view.zoom().stepped(-ZOOM_STEP)),
            Action::Engine(action) => self.perform_engine(ctx, action),
            Action::ZoomReset => self.file.view.set_zoom(Zoom::default()),
            Action::DismissNotice(index) => {
                if index < self.notices.len() {
                    self.notices.remove(index);
                }
            }
        }
    }

    /// Does what would lose unsaved text, after asking if there is any.
    pub(super) fn guard(&mut self, ctx: &Context, intent: Intent) {
        if self.asking.is_some() {
            return;
        }
        if self.file.document.is_modified() {
            let question = Question::Unsaved { title: self.title() };
            self.asking = Some(Asking { question, intent: Some(intent), path: None, is_new: true });
        } else {
            self.go_on(ctx, intent);
        }
    }

    /// Does what would lose unsaved text.
    pub(super) fn go_on(&mut self, ctx: &Context, intent: Intent) {
        match intent {
            Intent::New => self.show_text(""),
            Intent::OpenPath(path) => self.open(path),
            Intent::OpenTour => self.show_tour(),
            Intent::Quit => {
                self.is_leaving = true;
                ctx.send_viewport_cmd(ViewportCommand::Close);
            }
        }
    }

    fn set_theme(&mut self, ctx: &Context, choice: ThemeChoice) {
        self.theme = choice;
        theme::choose(ctx, choice);
    }

    fn set_row_height(&mut self, ctx: &Context, height: RowHeight) {
        self.file.view.set_row_height(height);
        theme::set_wheel(ctx, height);
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
        self.dialog = Some(Dialog::open(purpose, folder.as_deref(), &self.title(), wake));
    }

    fn show_path_field(&mut self, purpose: PathPurpose) {
        let folder = self.file.document.path().and_then(Path::parent).map(Path::to_owned);
        let folder = folder.or_else(|| std::env::current_dir().ok()).unwrap_or_default();
        let suggestion = match purpose {
            PathPurpose::Open => folder.join(""),
            PathPurpose::Save => folder.join(self.title()),
        };
        self.path_field = Some(PathField::new(purpose, suggestion.display().to_string()));
    }

    /// Takes what came of the desktop's dialog.
    pub(super) fn hear_dialog(&mut self) {
        let Some((purpose, chosen)) =
            self.dialog.as_ref().and_then(|dialog| Some((dialog.purpose(), dialog.take()?)))
        else {
            return;
        };
        self.dialog = None;
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

    /// The keyboard goes from the code to the lamp, from there to the engine panel if that is open, and back.
    pub(super) fn move_to_next_panel(&mut self, ctx: &Context) {
        let lamp = lamp_id();
        if self.take_side_turn(ctx, lamp) {
            return;
        }
        if self.engine_panel.take_turn(ctx, lamp) {
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
