//! Runs files: saves them before, starts Python, and shows in a panel what it writes.
//!
//! A run begins only where it was asked for; one that still goes on is ended first. Invariant: with no
//! [`Runner`](crate::run::Runner), as in replays, nothing is ever run.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::Duration;

use egui::{Context, Key, Modifiers, Rect, Ui, pos2};
use namelight_engine::text::DocumentId;

use super::tabs::Goal;
use super::{App, Intent};
use crate::panels::{ArgumentsBox, NoticeLevel, RunAction, RunFacts, RunPanel, run_panel_height};
use crate::run::{Launch, Limits, Run, Runner, State, command_line, split_arguments};
use crate::theme::{Theme, sizes};

/// Above the panel so many rows of code stay visible, however low the window is.
const ROWS_ABOVE: f32 = 3.0;

/// How long the end of a run is waited for when the window closes.
const CLOSING: Duration = Duration::from_millis(400);

/// A file that runs or ran, and how.
#[derive(Clone, Debug)]
pub(super) struct Subject {
    path: PathBuf,
    launch: Launch,
    /// As on a command line.
    command: String,
    /// What the file is given, as it was typed.
    typed: String,
}

impl Subject {
    fn new(path: &Path, runner: Runner, typed: String) -> Self {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.map_or_else(|| PathBuf::from("."), Path::to_owned);
        let name = path.file_name().unwrap_or(path.as_os_str()).to_owned();
        // A name that looks like an option is none.
        let is_option = name.to_string_lossy().starts_with('-');
        let name = if is_option { Path::new(".").join(name).into_os_string() } else { name };
        let mut arguments = vec![OsString::from("-u"), name];
        // The box takes nothing that can't be taken apart.
        arguments.extend(split_arguments(&typed).unwrap_or_default().into_iter().map(OsString::from));
        let words = std::iter::once(runner.name()).chain(arguments.iter().map(OsString::as_os_str));
        let command = command_line(words);
        Self { path: path.to_owned(), launch: Launch { runner, arguments, folder }, command, typed }
    }
}

/// What runs, and its panel.
pub(super) struct Running {
    runner: Option<Runner>,
    pub(super) panel: RunPanel,
    pub(super) run: Option<Run>,
    /// What that runs or ran.
    subject: Option<Subject>,
    /// What is to run once the run before has ended.
    pub(super) next: Option<Subject>,
    /// The box that asks for arguments.
    pub(super) asking: Option<ArgumentsBox>,
    /// Whether something was to be run where nothing may be.
    is_refused: bool,
}

impl Running {
    pub(super) fn new(runner: Option<Runner>) -> Self {
        Self {
            runner,
            panel: RunPanel::default(),
            run: None,
            subject: None,
            next: None,
            asking: None,
            is_refused: false,
        }
    }

    /// Opens or closes the panel; only an open one is told of new output.
    pub(super) fn show_panel(&mut self, is_open: bool) {
        if is_open != self.panel.is_open() {
            self.panel.set_open(is_open);
        }
        if let Some(run) = &self.run {
            run.output().watch(is_open);
        }
    }

    /// Ends what runs, and waits a moment for that.
    pub(super) fn finish(&mut self) {
        self.next = None;
        if let Some(run) = self.run.take() {
            run.end_within(CLOSING);
        }
    }

    fn stop(&mut self) {
        self.next = None;
        if let Some(run) = &self.run {
            run.stop();
        }
    }

    /// Whether processes of a run may be there.
    pub(super) fn is_live(&self) -> bool {
        self.run.as_ref().is_some_and(Run::is_live)
    }
}

impl App {
    /// Does what was asked about running files.
    pub(super) fn perform_run(&mut self, ctx: &Context, action: RunAction) {
        match action {
            RunAction::Run => {
                self.take_arguments();
                self.run_file(ctx, self.file.document.id());
            }
            RunAction::AskArguments => self.toggle_arguments(),
            RunAction::Again => self.run_again(ctx),
            RunAction::Stop => self.running.stop(),
            RunAction::Toggle => self.turn_run_panel(ctx, !self.running.panel.is_open()),
            RunAction::Close => self.turn_run_panel(ctx, false),
            RunAction::Focus if self.running.panel.has_focus() => self.turn_run_panel(ctx, false),
            RunAction::Focus => {
                self.turn_run_panel(ctx, true);
                self.running.panel.request_focus();
            }
            RunAction::Leave => self.file.view.request_focus(),
            RunAction::Clear => {
                if let Some(run) = &self.running.run {
                    run.output().look(crate::run::Lines::clear);
                }
            }
            RunAction::Send => {
                let line = self.running.panel.take_draft();
                if let Some(run) = &self.running.run {
                    run.send(&line);
                }
            }
            RunAction::EndInput => {
                if let Some(run) = &mut self.running.run {
                    run.close_input();
                }
            }
            RunAction::GoTo { file, line } => self.go_to_named_place(ctx, &file, line),
        }
        ctx.request_repaint();
    }

    /// Saves a file if that is needed, and runs it.
    fn run_file(&mut self, ctx: &Context, document: DocumentId) {
        // Something else waits for files to be saved, such as the end of the program.
        if self.after_save.as_ref().is_some_and(|intent| !matches!(intent, Intent::Run(_) | Intent::Stay)) {
            return;
        }
        self.after_save = Some(Intent::Run(document));
        self.pursue(ctx);
    }

    fn run_again(&mut self, ctx: &Context) {
        let Some(Subject { path, typed, .. }) = self.running.subject.clone() else {
            return self.run_file(ctx, self.file.document.id());
        };
        let open = self.files().find(|file| file.document.path() == Some(&path));
        match open.map(|file| file.document.id()) {
            Some(document) => self.run_file(ctx, document),
            None => self.run_path(ctx, &path, typed),
        }
    }

    /// Runs a file that has no unsaved changes.
    pub(super) fn run_saved(&mut self, ctx: &Context, document: DocumentId) {
        let Some(file) = self.file_of(document) else { return };
        if let Some(path) = file.document.path().map(Path::to_owned) {
            let typed = file.arguments.clone();
            self.run_path(ctx, &path, typed);
        }
    }

    fn run_path(&mut self, ctx: &Context, path: &Path, typed: String) {
        let Some(runner) = &self.running.runner else {
            // As where it was recorded, but for the program.
            self.running.is_refused = true;
            return self.show_run_panel(true);
        };
        let subject = Subject::new(path, runner.with_chosen(&self.preferences.settings.python), typed);
        self.show_run_panel(true);
        self.running.stop();
        self.running.next = Some(subject);
        self.hear_run(ctx);
    }

    /// Starts what is to run next once nothing runs any more.
    pub(super) fn hear_run(&mut self, ctx: &Context) {
        if self.running.next.is_none() || self.running.is_live() {
            return;
        }
        let Some(subject) = self.running.next.take() else { return };
        let waker = ctx.clone();
        let run = Run::start(subject.launch.clone(), Limits::default(), move |within| {
            waker.request_repaint_after(within);
        });
        match run {
            Ok(run) => {
                run.output().watch(self.running.panel.is_open());
                self.running.run = Some(run);
                self.running.subject = Some(subject);
                self.running.panel.begin();
            }
            Err(error) => {
                self.say(NoticeLevel::Error, format!("The system gives no thread to run it: {error}."));
            }
        }
    }

    /// Takes the keys that mean something else in the panel's field than elsewhere.
    pub(super) fn take_run_keys(&mut self, ctx: &Context) {
        if self.running.panel.has_input_focus()
            && ctx.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::D))
        {
            self.queue.push(crate::panels::Action::Run(RunAction::EndInput));
        }
    }

    /// The places of the code and, if it is open, of the output panel below it.
    pub(super) fn split_for_run(&self, below: Rect) -> (Rect, Option<Rect>) {
        if !self.running.panel.is_open() {
            return (below, None);
        }
        let most = (below.height() - ROWS_ABOVE * sizes::CODE_ROW).max(0.0);
        let top = below.bottom() - run_panel_height(most);
        let code = Rect::from_min_max(below.min, pos2(below.right(), top));
        (code, Some(Rect::from_min_max(pos2(below.left(), top), below.max)))
    }

    pub(super) fn draw_run(&mut self, ui: &mut Ui, theme: &Theme) {
        let Self { running, keymap, queue, .. } = self;
        let Running { panel, run, subject, is_refused, .. } = running;
        let refusal =
            is_refused.then(|| State::Failed("Nothing is run while a trace is replayed.".to_owned()));
        let facts = RunFacts {
            keymap,
            command: subject.as_ref().map(|subject| subject.command.as_str()),
            state: run.as_ref().map(Run::state).or(refusal),
            is_live: run.as_ref().is_some_and(Run::is_live),
            takes_input: run.as_ref().is_some_and(Run::takes_input),
            output: run.as_ref().map(Run::output),
        };
        panel.show(ui, theme, &facts, queue);
    }

    fn turn_run_panel(&mut self, ctx: &Context, is_open: bool) {
        if !is_open && self.running.panel.has_focus() {
            // Nothing else wants the keyboard, so the code gets it.
            ctx.memory_mut(|memory| memory.focused().map(|id| memory.surrender_focus(id)));
        }
        self.show_run_panel(is_open);
    }

    fn show_run_panel(&mut self, is_open: bool) {
        if is_open {
            // Both stand at the same place.
            self.show_engine_panel(false);
        }
        self.running.show_panel(is_open);
    }

    /// Goes to a place that the output names; what isn't open is opened.
    fn go_to_named_place(&mut self, ctx: &Context, file: &Path, line: usize) {
        let folder = self.running.subject.as_ref().map(|subject| subject.launch.folder.clone());
        let path = folder.unwrap_or_default().join(file);
        self.open_at(path, Goal::Line(line), true);
        ctx.memory_mut(|memory| memory.focused().map(|id| memory.surrender_focus(id)));
        self.file.view.request_focus();
    }
}
