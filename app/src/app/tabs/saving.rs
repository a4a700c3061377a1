//! Saving: every file has a save of its own under way, whichever file is looked at meanwhile.

use std::path::{Path, PathBuf};

use egui::Context;
use namelight_engine::text::DocumentId;

use super::super::outside::Outside;
use super::super::rewriting::Write;
use super::super::{App, Asking, Intent, OpenFile};
use crate::files::{Expected, Identity, Job, Save, SaveError, Saved};
use crate::panels::{NoticeLevel, PathPurpose, Question};

/// What no file is: a save that expects this goes on only where there is no file.
const NO_FILE: Identity = Identity { modified: None, len: u64::MAX, hash: 0 };

/// A file that is being written.
#[derive(Clone, Debug)]
pub(in crate::app) struct Saving {
    path: PathBuf,
    /// Whether there must be no file of that name.
    is_new: bool,
}

/// A save that met something else on disk than it expected.
#[derive(Clone, Debug)]
pub(in crate::app) struct Conflict {
    document: DocumentId,
    /// Where the save was to go.
    save: Option<Saving>,
    /// What is asked if that isn't about another file.
    question: Option<Question>,
}

impl App {
    /// Saves the active file to where it is kept, or asks for a place.
    pub(in crate::app) fn save(&mut self, ctx: &Context) {
        match self.file.document.save() {
            // What the file must hold is known only when the save under way is done.
            Some(_) if self.file.saving.is_some() => self.file.saves_again = true,
            Some(_) => self.tidy_and_write(ctx, self.file.document.id(), Write::Here),
            None => self.ask_for_path(ctx, PathPurpose::Save),
        }
    }

    /// Saves every file that has unsaved changes; where one is kept nowhere, a place is asked for.
    pub(in crate::app) fn save_all(&mut self, ctx: &Context) {
        self.after_save = Some(Intent::Stay);
        self.pursue(ctx);
    }

    /// Saves under another name, over what is there: that was agreed to.
    pub(in crate::app) fn save_as(&mut self, ctx: &Context, path: PathBuf) {
        if self.is_open_elsewhere(&path) {
            return;
        }
        self.tidy_and_write(ctx, self.file.document.id(), Write::Over(path));
    }

    /// Saves under another name, but asks if there is a file of that name.
    pub(in crate::app) fn save_new(&mut self, ctx: &Context, path: PathBuf) {
        if self.is_open_elsewhere(&path) {
            return;
        }
        self.tidy_and_write(ctx, self.file.document.id(), Write::New(path));
    }

    /// Saves although there is something else on disk.
    pub(in crate::app) fn overwrite(&mut self, ctx: &Context, path: Option<PathBuf>) {
        let path = path.or_else(|| self.file.document.path().map(Path::to_owned));
        if let Some(path) = path {
            self.save_as(ctx, path);
        }
    }

    /// Two tabs must not write to one file; says so.
    fn is_open_elsewhere(&mut self, path: &Path) -> bool {
        let here = self.file.document.id();
        let is_it = |file: &OpenFile| file.document.id() != here && file.path() == Some(path);
        let Some(title) = self.files().find(|file| is_it(file)).map(OpenFile::title) else { return false };
        self.after_save = None;
        let said = format!(
            "{title} is open in another tab, so nothing was written over it. Save under another name."
        );
        self.say(NoticeLevel::Warning, said);
        true
    }

    /// Writes the text of an open file as it is now.
    pub(in crate::app) fn write_now(&mut self, document: DocumentId, write: Write) {
        if self.refuses_to_write(document) {
            return;
        }
        let Some(file) = self.file_of_mut(document) else { return };
        let save = match write {
            // What the file must hold is known only when the save under way is done.
            Write::Here if file.saving.is_some() => return file.saves_again = true,
            Write::Here => file.document.save(),
            Write::Over(path) => Some(file.document.save_as(path)),
            Write::New(path) => {
                Some(Save { expected: Expected::Same(NO_FILE), ..file.document.save_as(path) })
            }
        };
        if let Some(save) = save {
            self.write(save);
        }
    }

    fn write(&mut self, save: Save) {
        self.keep_before_save(save.document);
        let saving = Saving { path: save.path.clone(), is_new: save.expected == Expected::Same(NO_FILE) };
        if let Some(file) = self.file_of_mut(save.document) {
            file.saving = Some(saving);
        }
        self.files.post(Job::Save(save));
    }

    /// Takes over what came of a save, whichever file is looked at.
    pub(in crate::app) fn hear_saved(&mut self, document: DocumentId, result: Result<Saved, SaveError>) {
        let file = self.file_of_mut(document);
        let saving = match file {
            Some(file) => {
                if let Ok(saved) = &result {
                    file.document.mark_saved(saved);
                    file.outside = Outside::default();
                }
                file.saving.take()
            }
            None => None,
        };
        if result.is_err() {
            self.look_again(document);
        }
        self.withdraw_complaint(document);
        match result {
            Ok(_) => {}
            Err(SaveError::Changed { .. }) => {
                self.tabs.conflicts.push(Conflict { document, save: saving, question: None });
            }
            Err(SaveError::Unencodable { encoding, character, at, line, .. }) => {
                let question = self.unencodable(document, encoding, character, (at, line));
                self.tabs.conflicts.push(Conflict { document, save: saving, question });
            }
            Err(error) => {
                self.after_save = None;
                self.say(NoticeLevel::Error, error.to_string());
                self.tabs.unsaved.push((document, error.to_string()));
            }
        }
    }

    /// Takes away what was said when the file was to be saved before: it holds no longer.
    fn withdraw_complaint(&mut self, document: DocumentId) {
        let (old, others) =
            std::mem::take(&mut self.tabs.unsaved).into_iter().partition(|(of, _)| *of == document);
        self.tabs.unsaved = others;
        let old: Vec<(DocumentId, String)> = old;
        self.notices.retain(|notice| !old.iter().any(|(_, said)| *said == notice.text));
    }

    /// Whether a file is being written.
    pub(in crate::app) fn is_saving(&self) -> bool {
        self.files().any(|file| file.saving.is_some())
    }

    /// Goes on with what waits for saves: questions, saves that were asked for meanwhile, and what is to be done once
    /// nothing is unsaved any more.
    pub(in crate::app) fn pursue(&mut self, ctx: &Context) {
        if self.is_asking() {
            return;
        }
        if !self.tabs.conflicts.is_empty() {
            let conflict = self.tabs.conflicts.remove(0);
            return self.ask_about(ctx, conflict);
        }
        for document in self.repeated_saves() {
            self.tidy_and_write(ctx, document, Write::Here);
        }
        self.pursue_intent(ctx);
    }

    /// Saves that were asked for while another one of the same file was under way.
    fn repeated_saves(&mut self) -> Vec<DocumentId> {
        let due = |file: &mut OpenFile| {
            let is_due = file.saving.is_none() && std::mem::take(&mut file.saves_again);
            (is_due && file.document.is_modified()).then(|| file.document.id())
        };
        self.files_mut().filter_map(due).collect()
    }

    fn pursue_intent(&mut self, ctx: &Context) {
        let Some(intent) = &self.after_save else { return };
        let unsaved = self.unsaved_for(intent);
        if unsaved.is_empty() {
            if let Some(intent) = self.after_save.take() {
                self.go_on(ctx, intent);
            }
            return;
        }
        if self.dialog.is_some() {
            return;
        }
        let mut homeless = None;
        for (id, _) in unsaved {
            let Some(file) = self.file_of(id) else { continue };
            if file.saving.is_some() || self.is_rewriting(id) {
                continue;
            }
            match file.document.path() {
                Some(_) => self.tidy_and_write(ctx, id, Write::Here),
                None => homeless = homeless.or(Some(id)),
            }
        }
        if let Some(id) = homeless {
            self.turn_to_asked(ctx, id);
            self.ask_for_path(ctx, PathPurpose::Save);
        }
    }

    fn ask_about(&mut self, ctx: &Context, Conflict { document, save, question }: Conflict) {
        let Some(title) = self.file_of(document).map(OpenFile::title) else { return };
        // What is answered is done to the active file.
        self.turn_to_asked(ctx, document);
        let question = match &save {
            _ if question.is_some() => question.unwrap_or(Question::ChangedOnDisk { title }),
            Some(Saving { path, is_new: true }) => Question::Exists { title: name_of(path) },
            _ => Question::ChangedOnDisk { title },
        };
        let intent = self.after_save.take();
        self.asking = Some(Asking { question, intent, path: save.map(|save| save.path), is_new: true });
    }
}

/// A file's name as people know it.
fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}
