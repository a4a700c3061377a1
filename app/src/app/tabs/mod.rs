//! The files that are open: one is active, the others rest as they were left.
//!
//! Invariants: [`App::file`] is the active one and there is always one; the others stand left and right of it in the
//! order of their tabs, so no number and no list has to agree with another. All questions to the engine are the
//! active file's, whose light goes on with the numbers of the one before.

mod closing;
mod opening;
mod saving;

use std::path::Path;

use egui::Context;
use namelight_engine::text::DocumentId;

use super::{App, Intent, OpenFile, TOUR_TITLE};
use crate::document::Document;
use crate::panels::{Tab, TabAction, TabBar};

pub(super) use closing::Closed;
pub use opening::Wanted;
pub(super) use opening::{Goal, Opening};
pub(super) use saving::{Conflict, Saving};

/// The open files besides the active one.
#[derive(Default)]
pub(super) struct Tabs {
    /// Those left of the active one, in order.
    before: Vec<OpenFile>,
    /// Those right of it, in order.
    after: Vec<OpenFile>,
    /// What was closed, the last at the end.
    pub(super) closed: Vec<Closed>,
    /// Questions about other files that wait for the one on screen.
    pub(super) conflicts: Vec<Conflict>,
    /// The notices that say why a file wasn't saved, until it is.
    pub(super) unsaved: Vec<(DocumentId, String)>,
}

impl App {
    /// Every open file, in the order of the tabs.
    pub(super) fn files(&self) -> impl Iterator<Item = &OpenFile> {
        self.tabs.before.iter().chain(std::iter::once(&self.file)).chain(&self.tabs.after)
    }

    /// Every open file, in the order of the tabs.
    pub(super) fn files_mut(&mut self) -> impl Iterator<Item = &mut OpenFile> {
        let Tabs { before, after, .. } = &mut self.tabs;
        before.iter_mut().chain(std::iter::once(&mut self.file)).chain(after)
    }

    /// The open file with this document.
    pub(super) fn file_of(&self, document: DocumentId) -> Option<&OpenFile> {
        self.files().find(|file| file.document.id() == document)
    }

    /// The open file with this document.
    pub(super) fn file_of_mut(&mut self, document: DocumentId) -> Option<&mut OpenFile> {
        self.files_mut().find(|file| file.document.id() == document)
    }

    /// The active tab's number, from 0.
    pub(super) fn tab_at(&self) -> usize {
        self.tabs.before.len()
    }

    /// How many files are open.
    pub(super) fn tab_count(&self) -> usize {
        self.tabs.before.len() + 1 + self.tabs.after.len()
    }

    /// Makes the file with this document the active one, if it is open.
    pub(super) fn show_tab(&mut self, document: DocumentId) {
        if self.file.document.id() == document {
            return self.file.view.request_focus();
        }
        let Some(at) = self.files().position(|file| file.document.id() == document) else { return };
        self.end_rename_here();
        let here = self.tab_at();
        let Tabs { before, after, .. } = &mut self.tabs;
        let mut next = if at < here { before.remove(at) } else { after.remove(at - here - 1) };
        next.take_turn(&self.file);
        let last = std::mem::replace(&mut self.file, next);
        if at < here {
            let passed = before.split_off(at);
            after.splice(0..0, passed.into_iter().chain([last]));
        } else {
            before.push(last);
            before.extend(after.drain(..at - here - 1));
        }
    }

    /// Makes the next or the previous file the active one; goes round at the ends.
    pub(super) fn step_tab(&mut self, forward: bool) {
        let count = self.tab_count();
        let step = if forward { 1 } else { count - 1 };
        let next = self.files().nth((self.tab_at() + step) % count).map(|file| file.document.id());
        if let Some(next) = next {
            self.show_tab(next);
        }
    }

    /// Moves a tab to another place among the tabs, from 0; the active file stays active.
    pub(super) fn move_tab(&mut self, document: DocumentId, to: usize) {
        let active = self.file.document.id();
        let mut order: Vec<DocumentId> = self.files().map(|file| file.document.id()).collect();
        let Some(from) = order.iter().position(|&id| id == document) else { return };
        let moved = order.remove(from);
        order.insert(to.min(order.len()), moved);
        let Tabs { before, after, .. } = &mut self.tabs;
        let mut resting: Vec<OpenFile> = before.drain(..).chain(after.drain(..)).collect();
        let place = |id: DocumentId| order.iter().position(|&one| one == id);
        resting.sort_by_key(|file| place(file.document.id()));
        let split = resting.partition_point(|file| place(file.document.id()) < place(active));
        *after = resting.split_off(split);
        *before = resting;
    }

    /// Shows a document in a tab of its own behind all others, or in place of a text that nobody has touched.
    pub(super) fn show(&mut self, document: Document) {
        let mut file = self.resting_file(document);
        if self.is_untouched() {
            file.number = self.free_number(Some(self.file.document.id()));
            self.end_rename_here();
            self.file = file;
        } else {
            let id = file.document.id();
            self.tabs.after.push(file);
            self.show_tab(id);
        }
        self.file.view.request_focus();
    }

    /// Adds a document in a tab behind all others; the active one stays active.
    pub(super) fn add_behind(&mut self, document: Document) {
        let file = self.resting_file(document);
        self.tabs.after.push(file);
    }

    /// Puts files in place of a text that nobody has touched, one of them as the active one.
    pub(super) fn replace_untouched(&mut self, files: Vec<OpenFile>, active: DocumentId) {
        let untouched = self.file.document.id();
        self.tabs.after.splice(0..0, files);
        self.show_tab(active);
        self.tabs.before.retain(|file| file.document.id() != untouched);
    }

    /// A file that was not read yet is read now: it takes its own place. Without a document it goes.
    pub(super) fn fill_unread(&mut self, old: DocumentId, document: Option<Document>) {
        self.renumber_half(old, document.as_ref().map(Document::id));
        let Some(document) = document else {
            if let Some(file) = self.file_of_mut(old) {
                // What isn't there can't be opened again.
                file.unread = None;
            }
            return self.close(old);
        };
        let new = self.resting_file(document);
        if self.file.document.id() == old {
            self.file = new;
            self.file.view.request_focus();
        } else if let Some(file) = self.file_of_mut(old) {
            *file = new;
        }
    }

    /// A file that nobody has looked at yet, to be shown as all others are.
    pub(super) fn resting_file(&self, document: Document) -> OpenFile {
        let mut file = OpenFile::new(document, self.file.light.options());
        file.take_turn(&self.file);
        file.number = self.free_number(None);
        file
    }

    /// The first number that no text without a file has, `but` one that is to go.
    fn free_number(&self, but: Option<DocumentId>) -> usize {
        let homeless = self.files().filter(|file| file.path().is_none());
        let taken: Vec<usize> =
            homeless.filter(|file| Some(file.document.id()) != but).map(|file| file.number).collect();
        (1..).find(|number| !taken.contains(number)).unwrap_or(1)
    }

    /// Whether a file that is opened takes the active one's place: an empty text or a tour in which nothing was done.
    pub(super) fn is_untouched(&self) -> bool {
        let document = &self.file.document;
        let is_nothing = document.text().byte_len() == 0 || self.file.is_tour;
        is_nothing && self.file.path().is_none() && !document.can_undo() && !document.can_redo()
    }

    /// Turning to another file ends a rename as a click elsewhere does: a sound name is taken, any other is given up.
    pub(super) fn end_rename_here(&mut self) {
        let Some(mut session) = self.rename.take() else { return };
        session.take_name();
        if let Some(taken) = session.taken() {
            self.file.document.apply(&taken, self.now);
        }
    }

    /// Does one thing that was asked of the open files.
    pub(super) fn perform_tab(&mut self, ctx: &Context, action: TabAction) {
        match action {
            TabAction::Next => self.step_tab(true),
            TabAction::Previous => self.step_tab(false),
            TabAction::Show(document) => self.show_tab(document),
            TabAction::Close => self.close_active(ctx),
            TabAction::CloseThis(document) => self.guard(ctx, Intent::Close(vec![document])),
            TabAction::CloseOthers => self.close_others(ctx, self.file.document.id()),
            TabAction::CloseAll => self.close_all(ctx),
            TabAction::SaveAll => self.save_all(ctx),
            TabAction::Reopen => self.reopen_closed(),
            TabAction::Move(document, to) => self.move_tab(document, to),
        }
    }

    /// What the tab bar shows.
    pub(super) fn tab_bar(&self) -> TabBar {
        let titles: Vec<String> = self.files().map(OpenFile::title).collect();
        let tab = |(at, file): (usize, &OpenFile)| {
            let title = &titles[at];
            let is_shared = titles.iter().filter(|other| *other == title).count() > 1;
            let path = file.path().map(|path| path.display().to_string());
            Tab {
                document: file.document.id(),
                title: title.clone(),
                folder: if is_shared { folder_of(file.path()) } else { None },
                tooltip: path.unwrap_or_else(|| format!("{title}, not saved anywhere yet")),
                is_modified: file.document.is_modified(),
                outside: file.outside.word(),
            }
        };
        TabBar {
            tabs: self.files().enumerate().map(tab).collect(),
            active: self.tab_at(),
            is_lit: self.file.light.target().is_some(),
        }
    }

    /// What a signal that ends the program, or the window's cross, would lose.
    pub(super) fn has_unsaved(&self) -> bool {
        self.files().any(OpenFile::is_unsaved)
    }

    /// Turns to the file that a question or a dialog is about.
    pub(super) fn turn_to_asked(&mut self, ctx: &Context, document: DocumentId) {
        if self.file.document.id() != document {
            self.show_tab(document);
            ctx.request_repaint();
        }
    }
}

impl OpenFile {
    /// The file's name as it is shown.
    pub(super) fn title(&self) -> String {
        if let Some(unread) = &self.unread {
            let name = unread.path.file_name().unwrap_or(unread.path.as_os_str());
            name.to_string_lossy().into_owned()
        } else if self.is_tour && self.document.path().is_none() {
            TOUR_TITLE.to_owned()
        } else if self.number > 1 && self.document.path().is_none() {
            format!("{} {}", self.document.title(), self.number)
        } else {
            self.document.title()
        }
    }

    /// The file is looked at from now on, in place of another one: what is chosen for all files is as it was there.
    fn take_turn(&mut self, from: &Self) {
        self.light.take_turn(&from.light);
        self.view.set_zoom(from.view.zoom());
        self.view.set_row_height(from.view.row_height());
        self.view.set_sticky(from.view.is_sticky());
        self.view.request_focus();
    }
}

/// The name of the folder that a file is in.
fn folder_of(path: Option<&Path>) -> Option<String> {
    Some(path?.parent()?.file_name()?.to_string_lossy().into_owned())
}
