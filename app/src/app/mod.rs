//! The program between its window and its rooms.
//!
//! A frame flows one way: shortcuts and what other threads have sent → the code view's input →
//! [`Command`](crate::document::Command)s → document → its edits → light → paint. What a panel asks for
//! is done at the start of the next frame. Invariant: nothing changes the document between
//! [`Highlights::frame`] and [`editor::paint`], so what is painted is about the text that is painted.
//!
//! [`App`] knows no window: eframe, the headless frame loop and the tests drive the same one.

mod actions;
mod background;
mod dialogs;
mod disk;
mod engine_panel;
mod file_style;
mod frame;
mod go_to_line;
mod minute;
mod observe;
mod open_file;
mod opening;
mod places;
mod renaming;
mod rewriting;
mod selecting;
mod side_panel;
mod signals;
mod trail;

use std::ops::Range;
use std::path::PathBuf;
use std::time::Duration;

use egui::Context;
use namelight_engine::occurrences::Wants;
use namelight_engine::text::{DocumentId, Revision};
use namelight_engine::worker::{self, Clock, Engine, EngineEvent};

use crate::commands::Keymap;
use crate::document::Document;
use crate::files;
use crate::highlights::{self, Scene};
use crate::panels::{About, Action, EnginePanel, Notice, NoticeLevel, PathField, Question, ThemeChoice};
use crate::rename;
use crate::requests::RequestLog;
use crate::side::SidePanel;
use crate::theme;

use open_file::{OpenFile, PaintedLight};

pub use observe::Observation;
pub use opening::open_window;
pub use signals::{SignalFlag, SignalWatch, exit_code};

/// The tour: a Python file that explains the program.
pub const TOUR: &str = include_str!("../../../fixtures/tour.py");

/// What the tour is called.
const TOUR_TITLE: &str = "tour.py";

/// What is open at the start.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Start {
    /// The tour.
    #[default]
    Tour,
    /// A file.
    File(PathBuf),
    /// A text without a file.
    Text(String),
}

/// How the program is started.
#[derive(Clone, Debug)]
pub struct Options {
    /// What is open at the start.
    pub start: Start,
    /// What is to be said at the start.
    pub notices: Vec<Notice>,
    /// How patient the light is.
    pub highlights: highlights::Options,
    /// Whether the desktop's own file dialog is tried before a field for the path is shown.
    pub has_dialogs: bool,
    /// Where traces of the last minute are saved; none for the usual place.
    pub trace_folder: Option<PathBuf>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            start: Start::default(),
            notices: Vec::new(),
            highlights: highlights::Options::default(),
            has_dialogs: true,
            trace_folder: None,
        }
    }
}

/// Lines, and bytes of long lines.
type Visible = (Range<usize>, Range<usize>);

/// What is to be done once unsaved text is safe or given up.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Intent {
    New,
    OpenPath(PathBuf),
    OpenTour,
    Quit,
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

/// A file that is being written.
#[derive(Clone, Debug)]
struct Saving {
    path: PathBuf,
    /// Whether there must be no file of that name.
    is_new: bool,
}

/// A file that is being read.
#[derive(Clone, Debug)]
struct Opening {
    path: PathBuf,
    /// The text that was shown when the file was asked for.
    before: (DocumentId, Revision),
}

/// Why the program can't start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// Without the engine nothing lights up.
    #[error(transparent)]
    Engine(#[from] worker::StartError),
    /// Without the files thread nothing can be opened or saved.
    #[error("no thread for reading and writing files: {0}")]
    Files(#[from] std::io::Error),
}

/// The files thread, which reads the first file while the window is opened.
pub(crate) struct FirstFile(files::Worker);

impl FirstFile {
    /// Starts the thread and has it read what is to be open at the start. `wake` is called on it when it has.
    pub(crate) fn start(start: &Start, wake: impl Fn() + Send + 'static) -> Result<Self, StartError> {
        let mut files = files::Worker::start(wake)?;
        if let Start::File(path) = start {
            files.post(files::Job::Open(path.clone()));
        }
        Ok(Self(files))
    }
}

/// The program.
pub struct App {
    engine: Engine,
    files: files::Worker,
    file: OpenFile,
    /// Done at the start of the next frame.
    queue: Vec<Action>,
    /// Which keys give which command.
    keymap: Keymap,
    toggles_menu: bool,
    was_menu_open: bool,
    theme: ThemeChoice,
    notices: Vec<Notice>,
    asking: Option<Asking>,
    about: Option<About>,
    path_field: Option<PathField>,
    dialog: Option<dialogs::Dialog>,
    /// The list of places, if it is open.
    side: Option<SidePanel>,
    /// Whether names that are not meant are shown, as while Alt is held.
    shows_others: bool,
    /// The rename under way.
    rename: Option<rename::Session>,
    /// The box that asks for a line to go to.
    going_to_line: Option<go_to_line::GoingToLine>,
    /// The rewrite of the whole text under way.
    rewriting: Option<rewriting::Rewriting>,
    opening: Option<Opening>,
    /// The save under way.
    saving: Option<Saving>,
    /// Whether there was another wish to save meanwhile.
    saves_again: bool,
    /// What goes on when the save under way has come to its end.
    after_save: Option<Intent>,
    /// The window closes without a question.
    is_leaving: bool,
    signals: SignalFlag,
    /// Whether a signal has ended the program.
    is_called_away: bool,
    title_told: String,
    has_dialogs: bool,
    requests: RequestLog,
    engine_panel: EnginePanel,
    minute: minute::Keeper,
    /// Since the program started, by egui's clock, as of the frame drawn last.
    now: Duration,
    last_id: u64,
}

impl App {
    /// Starts the engine and the files thread, and opens what is to be open.
    ///
    /// # Errors
    /// [`StartError`] if the system gives no threads.
    pub fn new(ctx: &Context, options: Options) -> Result<Self, StartError> {
        let waker = ctx.clone();
        let files = FirstFile::start(&options.start, move || waker.request_repaint())?;
        Self::with_first_file(ctx, options, files)
    }

    /// Like [`Self::new`], with the first file under way: it must be that of the same options.
    pub(crate) fn with_first_file(
        ctx: &Context,
        options: Options,
        FirstFile(files): FirstFile,
    ) -> Result<Self, StartError> {
        theme::install(ctx);
        let waker = ctx.clone();
        let clock = Clock::system();
        let (requests, listener) = RequestLog::new(clock.clone(), move || waker.request_repaint());
        let waker = ctx.clone();
        let engine_options = background::engine_options(clock, listener);
        let engine = Engine::start(engine_options, move || waker.request_repaint())?;
        let mut app = Self {
            engine,
            files,
            file: OpenFile::new(Document::new(DocumentId(1), ""), options.highlights),
            queue: Vec::new(),
            keymap: Keymap::default(),
            toggles_menu: false,
            was_menu_open: false,
            theme: ThemeChoice::default(),
            notices: Vec::new(),
            asking: None,
            about: None,
            path_field: None,
            dialog: None,
            side: None,
            shows_others: false,
            rename: None,
            going_to_line: None,
            rewriting: None,
            opening: None,
            saving: None,
            saves_again: false,
            after_save: None,
            is_leaving: false,
            signals: SignalFlag::default(),
            is_called_away: false,
            title_told: String::new(),
            has_dialogs: options.has_dialogs,
            requests,
            engine_panel: EnginePanel::default(),
            minute: minute::Keeper::new(options.trace_folder),
            now: Duration::ZERO,
            last_id: 1,
        };
        match options.start {
            Start::Tour => app.show_tour(),
            Start::Text(text) => app.show_text(&text),
            Start::File(path) => app.await_first_file(path),
        }
        app.notices.extend(options.notices);
        Ok(app)
    }

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
        self.hear_dialog();
        self.hear_engine();
        self.hear_minute();
        self.requests.hear();
        let scene = scene(&self.file.document, self.painted_part(), self.now, self.wants());
        self.file.light.drain(&self.engine, &scene, &[]);
    }

    /// One frame into all of `ui`.
    pub fn ui(&mut self, ui: &mut egui::Ui) {
        let ctx = ui.ctx().clone();
        self.now = Duration::try_from_secs_f64(ctx.input(|input| input.time)).unwrap_or(self.now);
        self.requests.begin_frame();
        self.keep_minute(&ctx);
        self.hear_keys(&ctx);
        self.hear_drops(&ctx);
        self.hear_close(&ctx);
        self.hear_rewriting(&ctx);
        for action in std::mem::take(&mut self.queue) {
            self.perform(&ctx, action);
        }
        // The theme may be another one now, and this part of the window is older than that.
        ui.set_style(ctx.global_style());
        self.draw(ui);
        self.toggles_menu = false;
        self.note_light();
        self.tell_title(&ctx);
        if !self.queue.is_empty() {
            ctx.request_repaint();
        }
    }

    /// The file's name as it is shown.
    #[must_use]
    pub fn title(&self) -> String {
        if self.file.is_tour && self.file.document.path().is_none() {
            TOUR_TITLE.to_owned()
        } else {
            self.file.document.title()
        }
    }

    /// What is to be known besides the light.
    fn wants(&self) -> Wants {
        Wants {
            others: self.shows_others || self.side.is_some(),
            rename: self.rename.as_ref().map(rename::Session::wish),
            ..Wants::default()
        }
    }

    fn hear_engine(&mut self) {
        while let Some(event) = self.engine.take_event() {
            let text = match event {
                EngineEvent::Restarted { message, .. } => {
                    tracing::warn!("the analysis was restarted: {message}");
                    "The analysis stumbled over this text and was started afresh. Your text is safe."
                }
                EngineEvent::TurnedOff { message, .. } => {
                    tracing::warn!("the analysis is off: {message}");
                    "The analysis fails on this text, so nothing lights up until you change it. Your text is safe."
                }
                _ => continue,
            };
            self.say(NoticeLevel::Warning, text);
        }
    }

    fn hear_keys(&mut self, ctx: &Context) {
        if self.is_asking() {
            return;
        }
        let is_in_code = self.file.view.has_keyboard(ctx);
        self.queue.extend(self.keymap.take(ctx, is_in_code));
    }

    fn hear_drops(&mut self, ctx: &Context) {
        let dropped = ctx.input(|input| input.raw.dropped_files.clone());
        let mut paths = dropped.into_iter().map(|file| file.path().to_owned());
        if let Some(first) = paths.next() {
            let others = paths.count();
            if others > 0 {
                self.say(NoticeLevel::Info, one_file_only(others));
            }
            self.queue.push(Action::OpenPath(first));
        }
    }

    fn hear_close(&mut self, ctx: &Context) {
        let is_asked_to_close = ctx.input(|input| input.viewport().close_requested());
        if is_asked_to_close && !self.is_leaving && self.file.document.is_modified() {
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
        self.asking.is_some() || self.path_field.is_some() || self.about.is_some()
    }

    fn say(&mut self, level: NoticeLevel, text: impl Into<String>) {
        let notice = Notice { level, text: text.into() };
        if !self.notices.contains(&notice) {
            self.notices.push(notice);
        }
    }
}

/// What is said when more than one file was to be opened.
#[must_use]
pub fn one_file_only(others: usize) -> String {
    let files =
        if others == 1 { "One other file was".to_owned() } else { format!("{others} other files were") };
    format!("Only the first file is open: this version has no tabs yet. {files} left alone.")
}

/// What the light needs to know of a frame.
fn scene(
    document: &Document,
    (visible_lines, visible_columns): Visible,
    now: Duration,
    wants: Wants,
) -> Scene<'_> {
    Scene {
        document: document.id(),
        revision: document.revision(),
        text: document.text(),
        cursor: document.cursor(),
        visible_lines,
        visible_columns,
        now,
        wants,
    }
}

#[cfg(test)]
mod tests;
