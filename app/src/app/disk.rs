//! What is opened, saved and rescued.

use std::time::{Duration, Instant};

use egui::{Context, ViewportCommand};
use namelight_engine::text::DocumentId;

use super::rescue::{self, Unsaved};
use super::{App, TOUR};
use crate::document::Document;
use crate::files::Outcome;

/// The longest wait for the first file before there is a window; a slow disk shows it a little later.
const FIRST_FILE: Duration = Duration::from_millis(300);

/// The longest wait for the recovery copy when the program is told to end.
const RECOVERY: Duration = Duration::from_millis(400);

/// How often a wait looks whether it is over.
pub(super) const LOOK_AGAIN: Duration = Duration::from_millis(2);

impl App {
    /// Shows a text that has no file.
    pub(super) fn show_text(&mut self, text: &str) {
        let id = self.next_id();
        self.show(Document::new(id, text));
    }

    /// Shows the tour: the one that is open, if it is.
    pub(super) fn show_tour(&mut self) {
        let open = self
            .files()
            .find(|file| file.is_tour && file.document.path().is_none())
            .map(|file| file.document.id());
        match open {
            Some(id) => self.show_tab(id),
            None => {
                self.show_text(TOUR);
                self.file.is_tour = true;
            }
        }
    }

    pub(super) fn next_id(&mut self) -> DocumentId {
        self.last_id += 1;
        DocumentId(self.last_id)
    }

    /// Waits a moment for the file that is being read, so that the first frame already shows it.
    pub(super) fn await_first_file(&mut self) {
        let others = self.opening.len().saturating_sub(1);
        let began = Instant::now();
        while self.opening.len() > others && began.elapsed() < FIRST_FILE {
            match self.files.take_outcome() {
                Some(outcome) => self.hear_outcome(outcome),
                None => std::thread::sleep(LOOK_AGAIN),
            }
        }
    }

    /// Takes what the files thread has to say.
    pub(super) fn hear_files(&mut self, ctx: &Context) {
        while let Some(outcome) = self.files.take_outcome() {
            self.hear_outcome(outcome);
        }
        if self.queue.is_empty() {
            self.pursue(ctx);
        }
    }

    pub(super) fn hear_outcome(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Opened { path, result } => self.hear_opened(&path, result),
            Outcome::Looked { document, result } => self.hear_looked(document, result),
            Outcome::Saved { document, result, .. } => self.hear_saved(document, result),
            Outcome::Recalled(recalled) => self.hear_recalled(*recalled),
            Outcome::Kept(result) => self.hear_kept(result),
        }
    }

    /// Closes the window because a signal asked for it, without a question; [`Self::finish`] rescues the text.
    pub(super) fn leave_at_once(&mut self, ctx: &Context) {
        self.is_leaving = true;
        self.is_called_away = true;
        ctx.send_viewport_cmd(ViewportCommand::Close);
    }

    /// After the last frame: ends what runs. If a signal ended the program, each unsaved text is kept for the next start.
    /// Where that can't be, a copy is written beside its file, or into a folder of its own for temporary files, and the
    /// error output says where; that takes less than a second for all of them.
    pub fn finish(&mut self) {
        self.running.finish();
        let is_called_away = std::mem::take(&mut self.is_called_away);
        // A window that goes without either, as its display does, leaves its copies.
        self.finish_copies(self.is_leaving && !is_called_away);
        if is_called_away {
            self.rescue_unsaved();
        }
        // It is written before the files thread ends, whatever another window has written meanwhile.
        self.write_last_session();
    }

    fn rescue_unsaved(&mut self) {
        let unsaved: Vec<Unsaved> = self
            .files()
            .filter(|file| file.document.is_modified() && !self.is_kept(file))
            .map(Unsaved::of)
            .collect();
        for (title, result) in rescue::all(&mut self.files, unsaved, RECOVERY) {
            match result {
                Ok(path) => eprintln!("namelight: unsaved text was written to {}", path.display()),
                Err(said) => eprintln!("namelight: unsaved text of {title} is lost. {said}"),
            }
        }
    }
}
