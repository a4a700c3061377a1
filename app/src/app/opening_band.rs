//! What is said of a file for as long as it is so: how far it is read, and that it can only be looked at.
//!
//! Invariant: nothing is shown of a file that is read at once, and nothing costs a frame once it is read.

use std::time::Duration;

use egui::{Context, Key, Modifiers, Popup};
use namelight_engine::text::DocumentId;

use super::App;
use super::tabs::Opening;
use crate::panels::{FileBand, NoticeLevel};

/// So long is waited before it is said that a file is being read.
const PATIENCE: Duration = Duration::from_millis(250);

/// How often the bar moves on.
const STEP: Duration = Duration::from_millis(100);

impl App {
    /// What stands above the code.
    pub(super) fn file_bands(&self, ctx: &Context) -> Vec<FileBand> {
        let mut bands = Vec::new();
        if self.opening.iter().any(|opening| !opening.is_unwanted) {
            ctx.request_repaint_after(STEP);
        }
        if let Some(opening) = self.slow_opening() {
            let progress = self.files.desk().progress();
            let (read, total) = progress.map_or((0, 0), |progress| (progress.read, progress.total));
            bands.push(FileBand::Opening { title: opening.title(), read, total });
        }
        if let Some(fault) = self.file.document.fault() {
            bands.push(FileBand::ReadOnly { said: format!("{} can only be read: {fault}.", self.title()) });
        }
        bands
    }

    /// The file that is being read, if it is taking long.
    fn slow_opening(&self) -> Option<&Opening> {
        let number = self.files.desk().progress()?.number;
        let opening = self.opening.iter().find(|opening| opening.number == number)?;
        (!opening.is_unwanted && self.now.saturating_sub(opening.began) >= PATIENCE).then_some(opening)
    }

    /// Escape stops what is said to be going on.
    pub(super) fn take_opening_escape(&mut self, ctx: &Context) {
        let is_for_it = self.slow_opening().is_some() && !Popup::is_any_open(ctx);
        if is_for_it && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
            self.stop_opening();
        }
    }

    /// Gives up the file that is being read.
    pub(super) fn stop_opening(&mut self) {
        let current = self.files.desk().progress().map(|progress| progress.number);
        let is_it = |opening: &&mut Opening| !opening.is_unwanted && Some(opening.number) == current;
        if let Some(opening) = self.opening.iter_mut().find(is_it) {
            opening.is_unwanted = true;
            self.files.desk().cancel(opening.number);
        }
    }

    /// The files of the last session that are being read.
    pub(super) fn awaited_unread(&self) -> Vec<DocumentId> {
        let is_read = |path| self.opening.iter().any(|opening| !opening.is_unwanted && opening.is_of(path));
        let unread = self.files().filter_map(|file| Some((file.document.id(), &file.unread.as_ref()?.path)));
        unread.filter(|(_, path)| is_read(path)).map(|(id, _)| id).collect()
    }

    /// Says that an edit was refused, if one was.
    pub(super) fn tell_refusal(&mut self) {
        if self.file.document.take_refusal() {
            let said = format!(
                "{} can only be read, so nothing was changed. Reopen it with another encoding to edit it.",
                self.title()
            );
            self.say(NoticeLevel::Warning, said);
        }
    }

    /// Whether a file can only be looked at; then it is said that nothing is written.
    pub(super) fn refuses_to_write(&mut self, document: DocumentId) -> bool {
        let Some(file) = self.file_of(document).filter(|file| file.document.fault().is_some()) else {
            return false;
        };
        let said = format!(
            "{} can only be read, so nothing was saved. The file is as it was; copy what you need, or reopen it \
             with another encoding.",
            file.title()
        );
        self.after_save = None;
        self.say(NoticeLevel::Warning, said);
        true
    }
}
