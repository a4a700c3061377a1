//! The settings between their file, the dialog and what is drawn.
//!
//! Invariant: what is drawn has the settings of [`Preferences::settings`], and nothing else decides about it: what menus,
//! keys and the wheel change is changed there, and every frame hands them to the file that is open.

use std::path::PathBuf;
use std::time::Duration;

use egui::{Context, Event};

use super::{App, StartError};
use crate::commands::Keymap;
use crate::document::Habits;
use crate::editor::{Aids, View, Zoom};
use crate::fonts::FamilySearch;
use crate::highlights::{Part, Switches};
use crate::panels::{Action, Notice, NoticeLevel, Sentence, SettingsDialog, SettingsFacts};
use crate::settings::{self, Change, Keeper, Reading, Settings};
use crate::theme::{self, Theme};

/// The longest wait for the settings before the first frame; a slow disk brings them a little later.
const FIRST_SETTINGS: Duration = Duration::from_millis(300);

/// The settings, and where they come from.
pub(super) struct Preferences {
    pub(super) settings: Settings,
    /// The file in which they are kept, if there is one.
    keeper: Option<Keeper>,
    /// What was said about the file; it goes when the file is mended.
    complaint: Option<Notice>,
    /// Whether they have changed in the file, and nobody has done anything since.
    is_news: bool,
    /// The font that is being looked for.
    font: Option<FamilySearch>,
    dialog: Option<SettingsDialog>,
    /// Whether the file is to be opened once it is there.
    opens_file: bool,
}

impl Preferences {
    pub(super) fn new(switches: Switches) -> Self {
        Self {
            settings: Settings { switches, ..Settings::default() },
            keeper: None,
            complaint: None,
            is_news: false,
            font: None,
            dialog: None,
            opens_file: false,
        }
    }

    pub(super) fn is_dialog_open(&self) -> bool {
        self.dialog.is_some()
    }

    pub(super) fn show_dialog(&mut self) {
        self.dialog.get_or_insert_with(|| SettingsDialog::new(&self.settings));
    }

    pub(super) fn close_dialog(&mut self) {
        self.dialog = None;
    }
}

fn dress(view: &mut View, settings: &Settings) {
    let zoom = zoom_of(settings.text_size);
    if view.zoom() != zoom {
        view.set_zoom(zoom);
    }
    view.set_row_height(settings.row_height);
    if view.is_sticky() != settings.sticky_lines {
        view.set_sticky(settings.sticky_lines);
    }
    if view.is_wrapping() != settings.wrap {
        view.set_wrapping(settings.wrap);
    }
    let aids = Aids {
        guides: settings.indent_guides,
        white_space: settings.white_space,
        columns: settings.rulers.iter().map(|column| usize::from(*column)).collect(),
    };
    if *view.aids() != aids {
        view.set_aids(aids);
    }
}

impl App {
    /// Reads the settings from a file, and keeps them in it from now on.
    pub(super) fn keep_settings(&mut self, ctx: &Context, path: PathBuf) -> Result<(), StartError> {
        let waker = ctx.clone();
        let mut keeper = Keeper::start(path, move || waker.request_repaint())?;
        let first = keeper.wait(FIRST_SETTINGS);
        self.preferences.keeper = Some(keeper);
        if let Some(reading) = first {
            self.take_reading(ctx, reading);
        }
        // At the start nothing has changed.
        self.preferences.is_news = false;
        self.dress_file();
        Ok(())
    }

    /// Takes what the file and the search for a font have to say.
    pub(super) fn hear_settings(&mut self, ctx: &Context) {
        while let Some((reading, unwritten)) = self.preferences.keeper.as_mut().and_then(Keeper::take_news) {
            if let Some(why) = unwritten {
                self.say(NoticeLevel::Error, why);
            }
            if let Some(reading) = reading {
                self.take_reading(ctx, reading);
            }
        }
        let is_written = self.preferences.keeper.as_ref().is_some_and(|keeper| !keeper.is_writing());
        if is_written && std::mem::take(&mut self.preferences.opens_file) {
            let path = self.preferences.keeper.as_ref().map(|keeper| keeper.path().to_owned());
            self.queue.extend(path.map(Action::OpenPath));
        }
        if let Some(found) = self.preferences.font.as_ref().and_then(FamilySearch::take) {
            self.preferences.font = None;
            if let Err(why) = found.map(|font| font.install(ctx)) {
                self.say(NoticeLevel::Warning, why);
            }
        }
    }

    /// Takes what the file says: all of it that can be understood.
    fn take_reading(&mut self, ctx: &Context, reading: Result<Reading, String>) {
        let name = self.preferences.keeper.as_ref().map(|keeper| keeper.path().display().to_string());
        let name = name.unwrap_or_default();
        let complaint = match reading {
            Ok(reading) => {
                let is_news = reading.settings != self.preferences.settings;
                self.use_settings(ctx, reading.settings);
                self.preferences.is_news |= is_news;
                settings::told(&name, &reading.problems)
            }
            Err(why) => Some(format!("{name}, {why}. The settings stay as they are until it is mended.")),
        };
        let complaint = complaint.map(|text| Notice { level: NoticeLevel::Warning, text });
        if complaint == self.preferences.complaint {
            return;
        }
        if let Some(old) = std::mem::replace(&mut self.preferences.complaint, complaint.clone()) {
            self.notices.retain(|notice| *notice != old);
        }
        if let Some(Notice { level, text }) = complaint {
            self.say(level, text);
        }
    }

    /// From now on these are the settings.
    fn use_settings(&mut self, ctx: &Context, new: Settings) {
        let old = std::mem::replace(&mut self.preferences.settings, new);
        let new = &self.preferences.settings;
        if old.theme != new.theme {
            theme::choose(ctx, new.theme);
        }
        if old.row_height != new.row_height {
            theme::set_wheel(ctx, new.row_height);
        }
        if old.keys != new.keys {
            self.keymap = Keymap::with(&new.keys);
        }
        if old.code_font != new.code_font {
            self.preferences.font = FamilySearch::start(ctx, &new.code_font);
        }
    }

    /// Gives the open file, and the pane beside it, what the settings say about how they are looked at.
    pub(super) fn dress_file(&mut self) {
        let settings = &self.preferences.settings;
        dress(&mut self.file.view, settings);
        if let Some(split) = &mut self.split {
            dress(split.view_mut(), settings);
        }
        self.file.light.set_switches(settings.switches);
        self.suggestions.set_on(settings.suggest_names);
        self.file.document.set_habits(Habits {
            auto_close: settings.auto_close,
            trim_on_save: settings.trim_on_save,
            final_newline: settings.final_newline,
            ..Habits::default()
        });
    }

    /// Changes one setting, from now on and in the file.
    pub(super) fn change_settings(&mut self, ctx: &Context, change: Change) {
        let mut new = self.preferences.settings.clone();
        change.apply(&mut new);
        if new != self.preferences.settings {
            self.use_settings(ctx, new);
            self.dress_file();
            if let Some(keeper) = &mut self.preferences.keeper {
                keeper.write(change);
            }
        }
    }

    /// Changes settings of the table, from now on and in the file.
    pub(super) fn alter_settings(&mut self, ctx: &Context, alter: impl FnOnce(&mut Settings)) {
        let mut new = self.preferences.settings.clone();
        alter(&mut new);
        for setting in settings::all() {
            let value = setting.get(&new);
            if value != setting.get(&self.preferences.settings) {
                self.change_settings(ctx, Change::Set { key: setting.key, value });
            }
        }
    }

    /// Shows a part of the light, or doesn't any more.
    pub(super) fn toggle_part(&mut self, ctx: &Context, part: Part) {
        self.alter_settings(ctx, |settings| settings.switches = settings.switches.toggled(part));
    }

    /// Draws code in another size.
    pub(super) fn zoom_to(&mut self, ctx: &Context, zoom: Zoom) {
        self.alter_settings(ctx, |settings| settings.text_size = points_of(zoom));
    }

    /// The wheel and the keys of the code change the size in the view itself; then it is the one that was chosen.
    pub(super) fn note_zoom(&mut self, ctx: &Context) {
        let zoom = self.file.view.zoom();
        if points_of(zoom) != self.preferences.settings.text_size {
            self.zoom_to(ctx, zoom);
        }
    }

    /// Shows code in a size in points that nobody has chosen: a recording begins with it.
    pub(super) fn show_text_size(&mut self, points: f32) {
        self.preferences.settings.text_size =
            points_of(Zoom::default().stepped(points - Zoom::default().font_size()));
        self.dress_file();
    }

    /// Opens the file in which the settings are kept; it is made first where it isn't there.
    pub(super) fn open_settings_file(&mut self) {
        self.preferences.dialog = None;
        match &mut self.preferences.keeper {
            Some(keeper) => {
                keeper.make();
                self.preferences.opens_file = true;
            }
            None => self.say(NoticeLevel::Info, "These settings are kept in no file."),
        }
    }

    /// Whether settings are on their way from or to somewhere.
    pub(super) fn is_settling_settings(&self) -> bool {
        let is_writing = self.preferences.keeper.as_ref().is_some_and(Keeper::is_writing);
        is_writing || self.preferences.font.is_some() || self.preferences.opens_file
    }

    /// What is said when the settings have changed in their file, until somebody does something.
    pub(super) fn settings_sentence(&self) -> Option<Sentence> {
        self.preferences.is_news.then(|| Sentence {
            is_problem: false,
            lead: "Settings changed".to_owned(),
            rest: vec!["They were read again from their file".to_owned()],
        })
    }

    /// What was said about new settings has been heard when somebody does something.
    pub(super) fn forget_settings_news(&mut self, ctx: &Context) {
        let is_deed =
            |event: &Event| matches!(event, Event::Key { .. } | Event::Text(_) | Event::PointerButton { .. });
        if self.preferences.is_news && ctx.input(|input| input.events.iter().any(is_deed)) {
            self.preferences.is_news = false;
        }
    }

    /// Draws the dialog, if it is open.
    pub(super) fn draw_settings(&mut self, ctx: &Context, theme: &Theme) {
        let Preferences { settings, keeper, dialog, .. } = &mut self.preferences;
        if let Some(dialog) = dialog {
            let file = keeper.as_ref().map(Keeper::path);
            let facts = SettingsFacts { settings, keymap: &self.keymap, file };
            dialog.show(ctx, theme, &facts, &mut self.queue);
        }
    }
}

/// A size in whole points as the view has it.
fn zoom_of(points: u16) -> Zoom {
    Zoom::default().stepped(f32::from(points) - Zoom::default().font_size())
}

/// A zoom's size in points; it is always a whole number from 6 to 48.
fn points_of(zoom: Zoom) -> u16 {
    zoom.font_size() as u16
}
