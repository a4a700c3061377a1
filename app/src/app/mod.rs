//! The program between its window and its rooms.
//!
//! A frame flows one way: shortcuts and what other threads have sent → the code view's input →
//! [`Command`](crate::document::Command)s → document → its edits → light → paint. What a panel asks for
//! is done at the start of the next frame. Invariant: nothing changes the document between
//! [`Highlights::frame`](crate::highlights::Highlights::frame) and [`editor::paint`](crate::editor::paint), so what is
//! painted is about the text that is painted.
//!
//! [`App`] knows no window: eframe, the headless frame loop and the tests drive the same one.

mod actions;
mod bars;
mod bookmarks;
mod choosing;
mod code_menu;
mod comparing;
mod dialogs;
mod disk;
mod encodings;
mod engine_panel;
mod facts;
mod file_style;
mod finding;
mod folder_tree;
mod folding;
mod frame;
mod go_to_line;
mod input;
mod kept_bookmarks;
mod minute;
mod names;
mod navigating;
mod observe;
mod open_file;
mod opening;
mod opening_band;
mod outline_panel;
mod outlining;
mod outside;
mod palette;
mod panes;
mod passing;
mod pasting;
mod places;
mod preferences;
mod quick_open;
mod recent;
mod recovery;
mod remembering;
mod renaming;
mod rescue;
mod rewriting;
mod run_arguments;
mod running;
mod selecting;
mod side_panel;
mod signals;
mod starting;
mod suggesting;
mod supervising;
mod tabs;
mod trail;

use std::ops::Range;
use std::path::PathBuf;
use std::time::Duration;

use egui::Context;
use namelight_engine::occurrences::Wants;
use namelight_engine::text::DocumentId;
use namelight_engine::worker::Engine;

use crate::commands::Keymap;
use crate::completing::Suggestions;
use crate::document::Document;
use crate::files;
use crate::highlights::Scene;
use crate::panels::{About, Action, EnginePanel, Notice, NoticeLevel, PathField, Question};
use crate::rename;
use crate::requests::RequestLog;
use crate::side::SidePanel;
use crate::symbols::OutlineTree;
use crate::tips;

use input::Input;
use open_file::{OpenFile, PaintedLight};
use panes::{Active, Split};
use tabs::{Opening, Tabs};

pub use observe::Observation;
pub use opening::open_window;
pub use signals::{SignalFlag, SignalWatch, exit_code};
pub(crate) use starting::FirstFile;
pub use starting::{Options, Start, StartError};
pub use tabs::Wanted;

/// The tour: a Python file that explains the program.
pub const TOUR: &str = include_str!("../../../fixtures/tour.py");

/// What the tour is called.
const TOUR_TITLE: &str = "tour.py";

/// Lines, bytes of long lines, and those of the lines that are folded away.
type Visible = (Range<usize>, Range<usize>, Vec<Range<usize>>);

/// What is to be done once unsaved text is safe or given up.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Intent {
    /// Close these files.
    Close(Vec<DocumentId>),
    /// End the program.
    Quit,
    /// Nothing else: saving was all that was wanted.
    Stay,
    /// Run this file.
    Run(DocumentId),
}

/// A question on screen.
#[derive(Clone, Debug)]
struct Asking {
    question: Question,
    /// What the question stands before; none if it is about saving alone.
    intent: Option<Intent>,
    /// Where a save was to go that the question is about.
    path: Option<PathBuf>,
    is_new: bool,
}

/// The program.
pub struct App {
    engine: Engine,
    files: files::Worker,
    file: OpenFile,
    /// The other open files.
    tabs: Tabs,
    /// The other pane, if there is one.
    split: Option<Split>,
    /// The list of encodings, if it is open.
    encodings: encodings::Encodings,
    /// Done at the start of the next frame.
    queue: Vec<Action>,
    /// Which keys give which command.
    keymap: Keymap,
    toggles_menu: bool,
    was_menu_open: bool,
    preferences: preferences::Preferences,
    palette: palette::Palette,
    quick_open: quick_open::QuickOpen,
    recent: recent::Recent,
    remembering: remembering::Remembering,
    recovery: recovery::Recovery,
    bars: bars::Bars,
    folder_tree: folder_tree::FolderTree,
    /// What other programs do to open files.
    outside: outside::OutsideChanges,
    /// Two texts that are compared, over everything else.
    comparing: Option<comparing::Comparing>,
    /// The list of symbols, if it is open.
    choosing: choosing::Choosing,
    outlining: outlining::Outlining,
    notices: Vec<Notice>,
    /// Which of them go by themselves.
    passing: passing::Passing,
    asking: Option<Asking>,
    about: Option<About>,
    path_field: Option<PathField>,
    dialog: Option<dialogs::Dialog>,
    /// The list of places, if it is open.
    side: Option<SidePanel>,
    /// The outline, if it is open; then the list of places isn't.
    outline: Option<OutlineTree>,
    /// Where the cursor has been.
    trail: trail::Trail,
    /// Where the cursor was in the last frame; a leap from there is worth coming back to.
    left_at: Option<trail::Place>,
    /// Whether names that are not meant are shown, as while Alt is held.
    shows_others: bool,
    /// The rename under way.
    rename: Option<rename::Session>,
    /// What is looked for in the text.
    find: finding::Finding,
    /// Names to go on with.
    suggestions: Suggestions,
    /// What of names and problems is marked.
    marks: names::Marks,
    /// The box that asks for a line to go to.
    going_to_line: Option<go_to_line::GoingToLine>,
    /// The rewrites of whole texts under way.
    rewriting: Vec<rewriting::Rewriting>,
    /// The files that are being read, in the order in which they were asked for.
    opening: Vec<Opening>,
    /// What goes on when the save under way has come to its end.
    after_save: Option<Intent>,
    /// The window closes without a question.
    is_leaving: bool,
    signals: SignalFlag,
    /// Whether a signal has ended the program.
    is_called_away: bool,
    /// Standard input, while it is being read.
    input: Option<Input>,
    title_told: String,
    has_dialogs: bool,
    requests: RequestLog,
    engine_panel: EnginePanel,
    running: running::Running,
    folding: folding::Folding,
    minute: minute::Keeper,
    pasting: pasting::Pasting,
    /// How the engine is.
    supervising: supervising::Supervising,
    /// Since the program started, by egui's clock, as of the frame drawn last.
    now: Duration,
    last_id: u64,
}

impl App {
    /// Ends without a question when a signal asks for it.
    pub fn heed(&mut self, signals: SignalFlag) {
        self.signals = signals;
    }

    /// What has to happen even while the window is hidden: hears the engine, the disk, dialogs and signals.
    pub fn logic(&mut self, ctx: &Context) {
        if self.signals.received().is_some() && !self.is_leaving {
            self.leave_at_once(ctx);
        }
        self.hear_files(ctx);
        self.hear_input(ctx);
        self.hear_dialog();
        self.hear_engine();
        self.hear_minute();
        self.hear_comparison();
        self.hear_run(ctx);
        self.hear_settings(ctx);
        self.hear_recovery();
        self.requests.hear();
        let scene = scene(&self.file.document, self.painted_part(), self.now, self.wants());
        let engine = Active { engine: &mut self.engine, mail: self.split.as_ref().map(Split::mail) };
        self.file.light.drain(&engine, &scene, &[]);
    }

    /// One frame into all of `ui`.
    pub fn ui(&mut self, ui: &mut egui::Ui) {
        let ctx = ui.ctx().clone();
        self.now = Duration::try_from_secs_f64(ctx.input(|input| input.time)).unwrap_or(self.now);
        self.requests.begin_frame();
        tips::note_input(&ctx);
        self.keep_minute(&ctx);
        self.forget_settings_news(&ctx);
        self.hear_keys(&ctx);
        self.hear_drops(&ctx);
        self.hear_pastes(&ctx);
        self.hear_close(&ctx);
        self.hear_rewriting(&ctx);
        self.update_outside(&ctx);
        for action in std::mem::take(&mut self.queue) {
            self.perform(&ctx, action);
        }
        self.leave_palette(&ctx);
        self.read_unread();
        self.restore_half();
        self.pursue_restoring(&ctx);
        self.note_recent();
        self.update_folder_tree(&ctx);
        self.leave_list();
        self.dress_file();
        // The theme may be another one now, and this part of the window is older than that.
        ui.set_style(ctx.global_style());
        self.draw(ui);
        self.tell_refusal();
        self.update_folds(&ctx);
        self.update_symbols(&ctx);
        self.forget_passing(&ctx);
        self.toggles_menu = false;
        self.note_light();
        self.keep_session(&ctx);
        self.tell_title(&ctx);
        if !self.queue.is_empty() {
            ctx.request_repaint();
        }
    }

    /// The file's name as it is shown.
    #[must_use]
    pub fn title(&self) -> String {
        self.file.title()
    }

    /// What is to be known besides the light.
    fn wants(&self) -> Wants {
        Wants {
            others: self.shows_others || self.side.is_some(),
            rename: self.rename.as_ref().map(rename::Session::wish),
            open: Some(self.files().map(|file| file.document.id()).collect()),
            completion: self.suggestions.wish(),
            // A rename is tried in the engine's copy of the text, after which some of that is to be indexed again.
            problems: self.rename.is_none().then(|| self.problem_wish()),
            ..Wants::default()
        }
    }

    fn hear_keys(&mut self, ctx: &Context) {
        if self.is_asking() {
            return;
        }
        self.take_opening_escape(ctx);
        self.take_run_keys(ctx);
        let is_in_code = self.file.view.has_keyboard(ctx);
        let is_finding = self.find.is_open && self.rename.is_none();
        self.queue.extend(self.keymap.take(ctx, is_in_code, is_finding));
    }

    fn hear_drops(&mut self, ctx: &Context) {
        let dropped = ctx.input(|input| input.raw.dropped_files.clone());
        if !dropped.is_empty() {
            self.open_all(dropped.into_iter().map(|file| file.path().to_owned()).collect());
        }
    }

    fn hear_close(&mut self, ctx: &Context) {
        let is_asked_to_close = ctx.input(|input| input.viewport().close_requested());
        if is_asked_to_close && !self.is_leaving && self.has_unsaved() {
            ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            self.guard(ctx, Intent::Quit);
        }
    }

    fn tell_title(&mut self, ctx: &Context) {
        let mark = if self.file.document.is_modified() { "● " } else { "" };
        let title = format!("{mark}{} — Namelight", self.title());
        if title != self.title_told {
            ctx.send_viewport_cmd(egui::ViewportCommand::Title(title.clone()));
            self.title_told = title;
        }
    }

    /// Whether a question, a field or a box is over everything else.
    fn is_asking(&self) -> bool {
        self.asking.is_some()
            || self.comparing.is_some()
            || self.path_field.is_some()
            || self.about.is_some()
            || self.palette.is_open()
            || self.quick_open.is_open()
            || self.choosing.is_open()
            || self.encodings.is_open()
            || self.preferences.is_dialog_open()
    }

    fn say(&mut self, level: NoticeLevel, text: impl Into<String>) {
        let notice = Notice { level, text: text.into() };
        if !self.notices.contains(&notice) {
            self.notices.push(notice);
        }
    }
}

/// What the light needs to know of a frame.
fn scene(
    document: &Document,
    (visible_lines, visible_columns, hidden_lines): Visible,
    now: Duration,
    wants: Wants,
) -> Scene<'_> {
    Scene {
        document: document.id(),
        revision: document.revision(),
        text: document.text(),
        cursor: document.cursor(),
        visible_lines,
        hidden_lines,
        visible_columns,
        now,
        wants,
    }
}

#[cfg(test)]
mod tests;
