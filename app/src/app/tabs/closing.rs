//! Closing files: what is unsaved is asked about first, once for all of them.

use std::path::PathBuf;

use egui::{Context, ViewportCommand};
use namelight_engine::text::DocumentId;

use super::super::{App, Asking, Intent, OpenFile};
use super::opening::Goal;
use crate::document::{Document, Selection};
use crate::panels::{NoticeLevel, Question};

/// Files that can be opened again, at most.
const MOST_CLOSED: usize = 32;

/// A file that was closed.
#[derive(Clone, Debug)]
pub(in crate::app) struct Closed {
    path: PathBuf,
    selection: Selection,
    /// The line at the view's upper edge.
    top: f64,
}

impl App {
    /// Closes the active file, unless there is unsaved text that a person wants to keep.
    pub(in crate::app) fn close_active(&mut self, ctx: &Context) {
        if !self.close_pane_of_same_file() {
            self.guard(ctx, Intent::Close(vec![self.file.document.id()]));
        }
    }

    /// Closes every file but one.
    pub(in crate::app) fn close_others(&mut self, ctx: &Context, kept: DocumentId) {
        let others = self.files().map(|file| file.document.id()).filter(|&id| id != kept).collect();
        self.guard(ctx, Intent::Close(others));
    }

    /// Closes every file.
    pub(in crate::app) fn close_all(&mut self, ctx: &Context) {
        let all = self.files().map(|file| file.document.id()).collect();
        self.guard(ctx, Intent::Close(all));
    }

    /// Opens the file again that was closed last, where one was in it.
    pub(in crate::app) fn reopen_closed(&mut self) {
        match self.tabs.closed.pop() {
            Some(Closed { path, selection, top }) => self.open_at(path, Goal::Left(selection, top), true),
            None => self.say(NoticeLevel::Info, "No file was closed that could be opened again."),
        }
    }

    /// Does what would lose unsaved text, after asking if there is any.
    pub(in crate::app) fn guard(&mut self, ctx: &Context, intent: Intent) {
        if self.asking.is_some() {
            return;
        }
        let unsaved = self.unsaved_for(&intent);
        let question = match unsaved.as_slice() {
            [] => return self.go_on(ctx, intent),
            [(id, title)] => {
                self.turn_to_asked(ctx, *id);
                Question::Unsaved { title: title.clone() }
            }
            several => {
                Question::SeveralUnsaved { titles: several.iter().map(|(_, title)| title.clone()).collect() }
            }
        };
        self.asking = Some(Asking { question, intent: Some(intent), path: None, is_new: true });
    }

    /// The unsaved files that something would lose, or that it is to save.
    pub(in crate::app) fn unsaved_for(&self, intent: &Intent) -> Vec<(DocumentId, String)> {
        let is_meant = |file: &&OpenFile| match intent {
            Intent::Close(documents) => documents.contains(&file.document.id()),
            Intent::Run(document) => *document == file.document.id(),
            Intent::Quit | Intent::Stay => true,
        };
        // What is kept nowhere can't be run, either.
        let is_running = matches!(intent, Intent::Run(_));
        let is_unsaved = |file: &&OpenFile| file.is_unsaved() || is_running && file.document.path().is_none();
        let unsaved = self.files().filter(is_meant).filter(is_unsaved);
        unsaved.map(|file| (file.document.id(), file.title())).collect()
    }

    /// Does what would lose unsaved text.
    pub(in crate::app) fn go_on(&mut self, ctx: &Context, intent: Intent) {
        match intent {
            Intent::Close(documents) => documents.into_iter().for_each(|id| self.close(id)),
            Intent::Stay => {}
            Intent::Run(document) => self.run_saved(ctx, document),
            Intent::Quit => {
                self.is_leaving = true;
                ctx.send_viewport_cmd(ViewportCommand::Close);
            }
        }
    }

    /// Closes a file; whoever had it before them looks at its right neighbour, or else its left one. After the last one
    /// there is an empty text.
    pub(in crate::app) fn close(&mut self, document: DocumentId) {
        self.close_panes_of(document);
        if self.tab_count() == 1 && self.file.document.id() == document {
            let id = self.next_id();
            let mut empty = self.resting_file(Document::new(id, ""));
            empty.number = 1;
            self.tabs.after.push(empty);
        }
        if self.file.document.id() == document {
            self.rename = None;
            let neighbour = self.tabs.after.first().or(self.tabs.before.last());
            if let Some(id) = neighbour.map(|file| file.document.id()) {
                self.show_tab(id);
                if self.tab_count() == 2 {
                    // Nothing else is left for this pane to show.
                    self.close_panes_of(id);
                }
            }
        }
        let resting = [&mut self.tabs.before, &mut self.tabs.after];
        for files in resting {
            if let Some(at) = files.iter().position(|file| file.document.id() == document) {
                let file = files.remove(at);
                self.tabs.closed.extend(closed(&file));
                let surplus = self.tabs.closed.len().saturating_sub(MOST_CLOSED);
                self.tabs.closed.drain(..surplus);
                return;
            }
        }
    }
}

/// What is kept of a file for opening it again; nothing of one that is kept nowhere.
fn closed(file: &OpenFile) -> Option<Closed> {
    let path = file.document.path()?.to_owned();
    Some(Closed { path, selection: file.document.selection(), top: file.view.top() })
}
