//! How the program begins: with which options, what is open, and what is read while the window is made.
//!
//! Invariant: nothing waits here for a file, so that the window is there at once; what is to be open at the start is read by
//! the files thread, as is everything later.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use egui::Context;
use namelight_engine::text::DocumentId;
use namelight_engine::worker::{self, Clock, Engine};

use super::open_file::OpenFile;
use super::signals::SignalFlag;
use super::tabs::{Tabs, Wanted};
use super::{
    App, bars, choosing, disk, encodings, finding, folder_tree, folding, minute, names, outlining, outside,
    palette, passing, pasting, preferences, quick_open, recent, recovery, remembering, running, supervising,
    trail,
};
use crate::background;
use crate::commands::Keymap;
use crate::completing::Suggestions;
use crate::document::Document;
use crate::files;
use crate::highlights;
use crate::panels::{EnginePanel, Notice};
use crate::requests::RequestLog;
use crate::run::Runner;
use crate::theme;

/// The longest wait for the size of the last window.
const WINDOW_SIZE: Duration = Duration::from_millis(100);

/// What is open at the start.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Start {
    /// The tour.
    #[default]
    Tour,
    /// A file.
    File(PathBuf),
    /// Several files, of which the first is looked at.
    Files(Vec<Wanted>),
    /// A text without a file.
    Text(String),
    /// What was open when the program was closed last; if that is unknown or not wanted, the tour.
    LastSession,
}

impl Start {
    /// What is to be read.
    fn wanted(&self) -> Vec<Wanted> {
        match self {
            Self::Tour | Self::Text(_) | Self::LastSession => Vec::new(),
            Self::File(path) => vec![Wanted::File { path: path.clone(), place: None }],
            Self::Files(wanted) => wanted.clone(),
        }
    }
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
    /// What runs files; none if nothing may be run.
    pub runner: Option<Runner>,
    /// Where the settings are kept; if there is no file for them, they last as long as the window.
    pub settings: Option<PathBuf>,
    /// The folder in which recent files, the session and unsaved texts are remembered; if there is none, nothing is.
    pub state: Option<PathBuf>,
    /// Whether what other programs do to open files is watched; replays know no other programs.
    pub watches_files: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            start: Start::default(),
            notices: Vec::new(),
            highlights: highlights::Options::default(),
            has_dialogs: true,
            trace_folder: None,
            runner: None,
            settings: None,
            state: None,
            watches_files: false,
        }
    }
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
    /// Without the finder's thread nothing can be looked for.
    #[error("no thread for searching: {0}")]
    Finder(#[source] std::io::Error),
}

/// The files thread, which reads the first file while the window is opened.
pub(crate) struct FirstFile {
    files: files::Worker,
    /// What was heard of it while the window was made.
    heard: Option<files::Outcome>,
}

impl FirstFile {
    /// Starts the thread and has it read what is to be open at the start. `wake` is called on it when it has.
    pub(crate) fn start(options: &Options, wake: impl Fn() + Send + 'static) -> Result<Self, StartError> {
        let mut files = files::Worker::start(wake)?;
        if let Some(folder) = &options.state {
            files.post(files::Job::Recall(folder.clone()));
        }
        for wanted in options.start.wanted() {
            if let Wanted::File { path, .. } = wanted {
                files.post(files::Job::Open(path));
            }
        }
        Ok(Self { files, heard: None })
    }

    /// The size of the last window in points, if it is known soon enough for the new one.
    pub(crate) fn window_size(&mut self, options: &Options) -> Option<[f32; 2]> {
        let began = Instant::now();
        while options.state.is_some() && began.elapsed() < WINDOW_SIZE {
            let Some(outcome) = self.files.take_outcome() else {
                std::thread::sleep(disk::LOOK_AGAIN);
                continue;
            };
            // It is what the thread does first.
            let size = match &outcome {
                files::Outcome::Recalled(recalled) => recalled.session.window,
                _ => None,
            };
            self.heard = Some(outcome);
            return size;
        }
        None
    }
}

impl App {
    /// Starts the engine and the files thread, and opens what is to be open.
    ///
    /// # Errors
    /// [`StartError`] if the system gives no threads.
    pub fn new(ctx: &Context, options: Options) -> Result<Self, StartError> {
        let waker = ctx.clone();
        let files = FirstFile::start(&options, move || waker.request_repaint())?;
        Self::with_first_file(ctx, options, files)
    }

    /// Like [`Self::new`], with the first file under way: it must be that of the same options.
    pub(crate) fn with_first_file(
        ctx: &Context,
        options: Options,
        FirstFile { files, heard }: FirstFile,
    ) -> Result<Self, StartError> {
        theme::install(ctx);
        let waker = ctx.clone();
        let clock = Clock::system();
        let (requests, listener) = RequestLog::new(clock.clone(), move || waker.request_repaint());
        let waker = ctx.clone();
        let engine_options = worker::Options {
            clock,
            listener: Some(listener),
            on_start: Some(background::give_way),
            ..worker::Options::default()
        };
        let engine = Engine::start(engine_options, move || waker.request_repaint())?;
        let file = OpenFile::new(Document::new(DocumentId(1), ""), options.highlights);
        let waker = ctx.clone();
        let find = finding::Finding::start(&file, move || waker.request_repaint());
        let mut app = Self {
            engine,
            files,
            file,
            tabs: Tabs::default(),
            split: None,
            find: find.map_err(StartError::Finder)?,
            encodings: encodings::Encodings::default(),
            queue: Vec::new(),
            keymap: Keymap::default(),
            toggles_menu: false,
            was_menu_open: false,
            preferences: preferences::Preferences::new(options.highlights.switches),
            palette: palette::Palette::default(),
            quick_open: quick_open::QuickOpen::default(),
            recent: recent::Recent::default(),
            remembering: remembering::Remembering::default(),
            recovery: recovery::Recovery::default(),
            bars: bars::Bars::default(),
            folder_tree: folder_tree::FolderTree::default(),
            outside: outside::OutsideChanges::default(),
            comparing: None,
            choosing: choosing::Choosing::default(),
            outlining: outlining::Outlining::default(),
            notices: Vec::new(),
            passing: passing::Passing::default(),
            asking: None,
            about: None,
            path_field: None,
            dialog: None,
            side: None,
            outline: None,
            trail: trail::Trail::default(),
            left_at: None,
            shows_others: false,
            rename: None,
            suggestions: Suggestions::default(),
            marks: names::Marks::default(),
            going_to_line: None,
            rewriting: Vec::new(),
            opening: Vec::new(),
            after_save: None,
            is_leaving: false,
            signals: SignalFlag::default(),
            is_called_away: false,
            input: None,
            title_told: String::new(),
            has_dialogs: options.has_dialogs,
            requests,
            engine_panel: EnginePanel::default(),
            running: running::Running::new(options.runner),
            folding: folding::Folding::default(),
            minute: minute::Keeper::new(options.trace_folder),
            pasting: pasting::Pasting::default(),
            supervising: supervising::Supervising::default(),
            now: Duration::ZERO,
            last_id: 1,
        };
        if let Some(path) = options.settings {
            app.keep_settings(ctx, path)?;
        }
        if let Some(state) = &options.state {
            app.keep_unsaved(ctx, state);
        }
        app.remembering.is_recalling = options.state.is_some();
        app.remembering.restores = options.start == Start::LastSession;
        app.remembering.folder = options.state;
        if options.watches_files {
            app.watch_files(ctx);
        }
        // Files are asked for after that, so nothing of them was heard yet.
        heard.into_iter().for_each(|outcome| app.hear_outcome(outcome));
        match options.start {
            Start::LastSession if app.remembering.folder.is_some() => app.await_recalled(),
            Start::Tour | Start::LastSession => app.show_tour(),
            Start::Text(text) => app.show_text(&text),
            start @ (Start::File(_) | Start::Files(_)) => app.begin_with(ctx, start.wanted()),
        }
        app.notices.extend(options.notices);
        Ok(app)
    }
}
