//! What is opened, saved and rescued.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use egui::{Context, ViewportCommand};
use namelight_engine::text::DocumentId;

use super::rewriting::Write;
use super::trail::Trail;
use super::{App, Asking, Intent, Opening, Saving, TOUR};
use crate::document::Document;
use crate::files::{Expected, Identity, Job, Loaded, OpenError, Outcome, Save, SaveError};
use crate::panels::{NoticeLevel, PathPurpose, Question};

/// The longest wait for the first file before there is a window; a slow disk shows it a little later.
const FIRST_FILE: Duration = Duration::from_millis(300);

/// The longest wait for the recovery copy when the program is told to end.
const RECOVERY: Duration = Duration::from_millis(500);

/// How often a wait looks whether it is over.
const LOOK_AGAIN: Duration = Duration::from_millis(2);

/// What no file is: a save that expects this goes on only where there is no file.
const NO_FILE: Identity = Identity { modified: None, len: u64::MAX, hash: 0 };

impl App {
    /// Shows a text that has no file.
    pub(super) fn show_text(&mut self, text: &str) {
        let id = self.next_id();
        self.show(Document::new(id, text));
    }

    /// Shows the tour.
    pub(super) fn show_tour(&mut self) {
        self.show_text(TOUR);
        self.file.is_tour = true;
    }

    fn show(&mut self, mut document: Document) {
        document.set_habits(self.file.document.habits());
        let aids = self.file.view.aids().clone();
        self.file.document = document;
        self.file.is_tour = false;
        self.file.trail = Trail::default();
        let (zoom, row_height) = (self.file.view.zoom(), self.file.view.row_height());
        self.file.view = crate::editor::View::new();
        self.file.view.set_aids(aids);
        self.file.view.set_zoom(zoom);
        self.file.view.set_row_height(row_height);
    }

    fn next_id(&mut self) -> DocumentId {
        self.last_id += 1;
        DocumentId(self.last_id)
    }

    /// Waits a moment for the file that is being read, so that the first frame already shows it.
    pub(super) fn await_first_file(&mut self, path: PathBuf) {
        self.opening =
            Some(Opening { path, before: (self.file.document.id(), self.file.document.revision()) });
        let began = Instant::now();
        while self.opening.is_some() && began.elapsed() < FIRST_FILE {
            match self.files.take_outcome() {
                Some(outcome) => self.hear_outcome(outcome),
                None => std::thread::sleep(LOOK_AGAIN),
            }
        }
    }

    /// Asks for a file; it is shown when it has been read.
    pub(super) fn open(&mut self, path: PathBuf) {
        self.notices.clear();
        let before = (self.file.document.id(), self.file.document.revision());
        self.opening = Some(Opening { path: path.clone(), before });
        self.files.post(Job::Open(path));
    }

    /// Saves to the document's file, or asks for one.
    pub(super) fn save(&mut self, ctx: &Context) {
        match self.file.document.save() {
            // What the file must hold is known only when the save under way is done.
            Some(_) if self.saving.is_some() => self.saves_again = true,
            Some(_) => self.tidy_and_write(ctx, Write::Here),
            None => self.ask_for_path(ctx, PathPurpose::Save),
        }
    }

    /// Saves under another name, over what is there: that was agreed to.
    pub(super) fn save_as(&mut self, ctx: &Context, path: PathBuf) {
        self.tidy_and_write(ctx, Write::Over(path));
    }

    /// Saves under another name, but asks if there is a file of that name.
    pub(super) fn save_new(&mut self, ctx: &Context, path: PathBuf) {
        self.tidy_and_write(ctx, Write::New(path));
    }

    /// Writes the text as it is now.
    pub(super) fn write_now(&mut self, write: Write) {
        let document = &self.file.document;
        let save = match write {
            // What the file must hold is known only when the save under way is done.
            Write::Here if self.saving.is_some() => return self.saves_again = true,
            Write::Here => document.save(),
            Write::Over(path) => Some(document.save_as(path)),
            Write::New(path) => Some(Save { expected: Expected::Same(NO_FILE), ..document.save_as(path) }),
        };
        if let Some(save) = save {
            self.write(save);
        }
    }

    /// Saves although there is something else on disk.
    pub(super) fn overwrite(&mut self, ctx: &Context, path: Option<PathBuf>) {
        let path = path.or_else(|| self.file.document.path().map(Path::to_owned));
        if let Some(path) = path {
            self.save_as(ctx, path);
        }
    }

    fn write(&mut self, save: Save) {
        let is_new = save.expected == Expected::Same(NO_FILE);
        self.saving = Some(Saving { path: save.path.clone(), is_new });
        self.files.post(Job::Save(save));
    }

    /// Takes what the files thread has to say.
    pub(super) fn hear_files(&mut self, ctx: &Context) {
        while let Some(outcome) = self.files.take_outcome() {
            self.hear_outcome(outcome);
        }
        if self.saving.is_some() || self.asking.is_some() {
            return;
        }
        if std::mem::take(&mut self.saves_again) && self.file.document.is_modified() {
            self.save(ctx);
        } else if !self.file.document.is_modified()
            && let Some(intent) = self.after_save.take()
        {
            self.go_on(ctx, intent);
        }
    }

    fn hear_outcome(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Opened { path, result } => {
                // Of several files asked for, the last one counts.
                if let Some(opening) = self.opening.take_if(|opening| opening.path == path) {
                    self.hear_opened(opening, result);
                }
            }
            Outcome::Saved { document, result, .. } => {
                let saving = self.saving.take();
                match result {
                    Ok(saved) if document == self.file.document.id() => self.file.document.mark_saved(&saved),
                    Ok(_) => {}
                    Err(SaveError::Changed { .. }) => {
                        let question = match &saving {
                            Some(Saving { path, is_new: true }) => Question::Exists { title: name_of(path) },
                            _ => Question::ChangedOnDisk { title: self.title() },
                        };
                        let intent = self.after_save.take();
                        let path = saving.map(|saving| saving.path);
                        self.asking = Some(Asking { question, intent, path, is_new: true });
                    }
                    Err(error) => {
                        self.after_save = None;
                        self.say(NoticeLevel::Error, error.to_string());
                    }
                }
            }
        }
    }

    fn hear_opened(&mut self, opening: Opening, result: Result<Loaded, OpenError>) {
        let loaded = match result {
            Ok(loaded) => loaded,
            Err(error) => return self.say(NoticeLevel::Error, error.to_string()),
        };
        let is_untouched = opening.before == (self.file.document.id(), self.file.document.revision());
        if self.file.document.is_modified() && !is_untouched {
            // Something was typed while the disk was slow.
            let question = Question::Unsaved { title: self.title() };
            let intent = Some(Intent::OpenPath(opening.path));
            self.asking = Some(Asking { question, intent, path: None, is_new: true });
            return;
        }
        let note = loaded.note.clone();
        let id = self.next_id();
        self.show(Document::from_loaded(id, loaded));
        if let Some(note) = note {
            self.say(NoticeLevel::Warning, note);
        }
    }

    /// Closes the window because a signal asked for it, without a question; [`Self::finish`] rescues the text.
    pub(super) fn leave_at_once(&mut self, ctx: &Context) {
        self.is_leaving = true;
        self.is_called_away = true;
        ctx.send_viewport_cmd(ViewportCommand::Close);
    }

    /// After the last frame. If a signal ended the program, a copy of unsaved text is written beside its
    /// file, or into a folder of its own for temporary files, and the error output says where; that takes
    /// half a second at most.
    pub fn finish(&mut self) {
        if !std::mem::take(&mut self.is_called_away) || !self.file.document.is_modified() {
            return;
        }
        let began = Instant::now();
        let folder = self.file.document.path().and_then(Path::parent).map(Path::to_owned);
        let mut result = folder.map(|folder| self.rescue(&folder, began));
        if !matches!(result, Some(Ok(_))) {
            // Others may look into the folder of temporary files, but not into one made here.
            let private = tempfile::Builder::new().prefix("namelight-").tempdir();
            result = match private.map(tempfile::TempDir::keep) {
                Ok(folder) => Some(self.rescue(&folder, began)),
                Err(error) => result.or(Some(Err(error.to_string()))),
            };
        }
        match result {
            Some(Ok(path)) => eprintln!("namelight: unsaved text was written to {}", path.display()),
            Some(Err(said)) => eprintln!("namelight: unsaved text is lost. {said}"),
            None => {}
        }
    }

    /// Writes a copy of the text into a folder: where it is, or why it isn't.
    fn rescue(&mut self, folder: &Path, began: Instant) -> Result<PathBuf, String> {
        let copy = folder.join(format!(".{}.namelight-recovery", self.title()));
        self.files.post(Job::Save(self.file.document.save_as(copy.clone())));
        let mut last = None;
        while self.files.waiting() > 0 {
            if began.elapsed() > RECOVERY {
                return Err(format!("{} was not written in time.", copy.display()));
            }
            match self.files.take_outcome() {
                // Jobs are done in order, so the last save is the copy's.
                Some(Outcome::Saved { result, .. }) => last = Some(result),
                Some(Outcome::Opened { .. }) => {}
                None => std::thread::sleep(LOOK_AGAIN),
            }
        }
        match last {
            Some(Ok(saved)) => Ok(saved.path),
            Some(Err(error)) => Err(error.to_string()),
            None => Err("The files thread is gone.".to_owned()),
        }
    }
}

/// A file's name as people know it.
fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}
