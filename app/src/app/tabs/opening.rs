//! Opening files: each goes to a tab of its own, and one that is open already to the tab that it has.

use std::path::{Path, PathBuf};
use std::time::Duration;

use namelight_engine::text::DocumentId;

use super::super::{App, kept_bookmarks};
use crate::document::{Command, Document, Selection, lines};
use crate::editor::MARGIN;
use crate::files::{Job, Loaded, OpenError, Reading};
use crate::panels::NoticeLevel;

/// Something to open at the start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A file.
    File {
        /// Where it is.
        path: PathBuf,
        /// Line and column to go to, from 1; the column in characters.
        place: Option<(usize, usize)>,
    },
    /// What comes through standard input, as a text without a file.
    Input,
}

/// Where to go in a file that is opened.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::app) enum Goal {
    /// Nowhere: the beginning, or where one was if it is open already.
    #[default]
    Nowhere,
    /// Line and column, from 1; the column in characters.
    Place(usize, usize),
    /// The code of a line, from 1, behind its indentation.
    Line(usize),
    /// Where one was when it was closed: the selection, in bytes, and the line at the view's upper edge.
    Left(Selection, f64),
    /// Where one was in the last session: the selections, in bytes and in the order in which they were added, and the
    /// line at the view's upper edge. The file may have become another one since.
    Session(Vec<Selection>, f64),
}

/// A file that is being read.
#[derive(Clone, Debug)]
pub(in crate::app) struct Opening {
    path: PathBuf,
    goal: Goal,
    /// Whether it becomes the active one.
    activates: bool,
    /// The number that the files thread gives to this reading.
    pub(in crate::app) number: u64,
    /// Since when it is looked at whether it takes long.
    pub(in crate::app) began: Duration,
    /// Whether nobody wants it any more.
    pub(in crate::app) is_unwanted: bool,
    /// The open file that is read again.
    pub(in crate::app) replaces: Option<DocumentId>,
}

impl Opening {
    fn new(path: PathBuf, goal: Goal, activates: bool, number: u64, began: Duration) -> Self {
        Self { path, goal, activates, number, began, is_unwanted: false, replaces: None }
    }

    /// Whether this file is read.
    pub(in crate::app) fn is_of(&self, path: &Path) -> bool {
        self.path == path
    }

    /// The file's name.
    pub(in crate::app) fn title(&self) -> String {
        self.path.file_name().unwrap_or(self.path.as_os_str()).to_string_lossy().into_owned()
    }
}

impl App {
    /// Takes up what is to be open at the start, of which the files thread reads the files already.
    pub(in crate::app) fn begin_with(&mut self, ctx: &egui::Context, wanted: Vec<Wanted>) {
        let mut activates = true;
        for wanted in wanted {
            match wanted {
                Wanted::File { path, place } => {
                    let goal = place.map_or(Goal::Nowhere, |(line, column)| Goal::Place(line, column));
                    // In the order in which the files thread was told of them.
                    let number = self.opening.len() as u64 + 1;
                    self.opening.push(Opening::new(path, goal, activates, number, self.now));
                    activates = false;
                }
                // There is one of it, however often it is named.
                Wanted::Input if self.input.is_some() => {}
                Wanted::Input => {
                    self.read_input(ctx, std::io::stdin(), activates);
                    activates = false;
                }
            }
        }
        self.await_first_file();
    }

    /// Asks for a file; it is shown when it has been read.
    pub(in crate::app) fn open(&mut self, path: PathBuf) {
        self.open_at(path, Goal::Nowhere, true);
    }

    /// Asks for a file; it is shown when it has been read, and becomes the active one if it `activates`.
    pub(in crate::app) fn open_at(&mut self, path: PathBuf, goal: Goal, activates: bool) {
        if activates {
            self.notices.clear();
        }
        if self.go_to_open_file(&path, &goal, activates) {
            return;
        }
        self.read_file(path, goal, activates, Reading::default(), None);
    }

    /// Has a file read, in place of an open one if that `replaces` it.
    pub(in crate::app) fn read_file(
        &mut self,
        path: PathBuf,
        goal: Goal,
        activates: bool,
        reading: Reading,
        replaces: Option<DocumentId>,
    ) {
        self.files.post(Job::OpenAs(path.clone(), reading));
        let opening = Opening::new(path, goal, activates, self.files.last_reading(), self.now);
        self.opening.push(Opening { replaces, ..opening });
    }

    /// Opens several files; the first of them becomes the active one.
    pub(in crate::app) fn open_all(&mut self, paths: Vec<PathBuf>) {
        for (number, path) in paths.into_iter().enumerate() {
            self.open_at(path, Goal::Nowhere, number == 0);
        }
    }

    /// Takes over what came of the oldest request to open `path`.
    pub(in crate::app) fn hear_opened(&mut self, path: &Path, result: Result<Loaded, OpenError>) {
        let Some(at) = self.opening.iter().position(|opening| opening.path == path) else { return };
        let Opening { goal, activates, replaces, is_unwanted, .. } = self.opening.remove(at);
        if is_unwanted {
            return;
        }
        if let Some(replaced) = replaces {
            return self.hear_reopened(replaced, path, result);
        }
        // What is answered to a question is done to the active file, so that stays what it is meanwhile.
        let activates = activates && !self.is_asking();
        let is_it =
            |file: &&crate::app::OpenFile| file.unread.as_ref().is_some_and(|unread| unread.path == path);
        let unread = self.files().find(is_it).map(|file| file.document.id());
        let loaded = match result {
            Ok(loaded) => loaded,
            Err(error) => {
                if let Some(unread) = unread {
                    self.fill_unread(unread, None);
                }
                return self.complain_or_ask(path, &error);
            }
        };
        if let Some(unread) = unread {
            return self.take_unread(unread, loaded, goal);
        }
        // Only now is it known where links lead.
        if self.go_to_open_file(&loaded.path, &goal, activates) {
            return;
        }
        let note = loaded.note.clone();
        let id = self.next_id();
        let document = Document::from_loaded(id, loaded);
        if activates || self.is_untouched() && !self.is_asking() {
            self.show(document);
        } else {
            self.add_behind(document);
        }
        self.go_to_goal(id, &goal);
        if let Some(note) = note {
            self.say(NoticeLevel::Warning, note);
        }
    }

    /// A file is read that has a tab already.
    fn take_unread(&mut self, unread: DocumentId, loaded: Loaded, goal: Goal) {
        let left =
            self.file_of(unread).and_then(|file| file.unread.as_ref()).map(|unread| unread.goal.clone());
        let goal = if goal == Goal::Nowhere { left.unwrap_or_default() } else { goal };
        let arguments = self.file_of(unread).map(|file| file.arguments.clone()).unwrap_or_default();
        let marked = self.file_of_mut(unread).and_then(|file| file.unread.as_mut());
        let marked = marked.map(|unread| std::mem::take(&mut unread.bookmarks)).unwrap_or_default();
        let note = loaded.note.clone();
        let id = self.next_id();
        self.fill_unread(unread, Some(Document::from_loaded(id, loaded)));
        if let Some(file) = self.file_of_mut(id) {
            file.arguments = arguments;
            if !marked.is_empty() {
                file.bookmarks = kept_bookmarks::found(&marked, file.document.text());
            }
        }
        self.go_to_goal(id, &goal);
        if let Some(note) = note {
            self.say(NoticeLevel::Warning, note);
        }
    }

    /// Notes that a file is being read.
    pub(in crate::app) fn push_opening(&mut self, path: PathBuf, activates: bool) {
        let number = self.files.last_reading();
        self.opening.push(Opening::new(path, Goal::Nowhere, activates, number, self.now));
    }

    /// Goes to a file that is open, if it is.
    fn go_to_open_file(&mut self, path: &Path, goal: &Goal, activates: bool) -> bool {
        let known = self.files().find(|file| file.path() == Some(path));
        let Some(id) = known.map(|file| file.document.id()) else { return false };
        if activates && !self.is_asking() {
            self.show_tab(id);
        }
        if let Some(unread) = self.file_of_mut(id).and_then(|file| file.unread.as_mut()) {
            // Where to go is known before there is a text.
            if *goal != Goal::Nowhere {
                unread.goal = goal.clone();
            }
            return true;
        }
        self.go_to_goal(id, goal);
        true
    }

    pub(in crate::app) fn go_to_goal(&mut self, document: DocumentId, goal: &Goal) {
        let now = self.now;
        let Some(file) = self.file_of_mut(document) else { return };
        let text = file.document.text();
        match goal.clone() {
            Goal::Nowhere => {}
            Goal::Place(line, column) => {
                let at = offset_of(text, line, column);
                file.document.apply(&Command::Select(Selection::cursor(at)), now);
                file.view.scroll_to(&file.document, at, MARGIN);
            }
            Goal::Line(line) => {
                let start = offset_of(text, line, 1);
                let at = lines::indentation_end(text, lines::of_offset(text, start));
                file.document.apply(&Command::Select(Selection::cursor(at)), now);
                file.view.scroll_to(&file.document, at, MARGIN);
            }
            Goal::Left(selection, top) => {
                let selection = within(text, selection);
                file.document.apply(&Command::Select(selection), now);
                file.view.restore(&file.document, top);
            }
            Goal::Session(selections, top) => {
                let selections: Vec<Selection> =
                    selections.into_iter().map(|selection| within(text, selection)).collect();
                if !selections.is_empty() {
                    file.document.apply(&Command::SelectMany(selections), now);
                }
                file.view.restore(&file.document, top);
            }
        }
    }
}

/// A selection as far as there is text for it.
fn within(text: &crop::Rope, selection: Selection) -> Selection {
    let end = text.byte_len();
    Selection { anchor: selection.anchor.min(end), head: selection.head.min(end) }
}

/// The byte of a line and column, from 1; what lies beyond the text or the line is its end.
fn offset_of(text: &crop::Rope, line: usize, column: usize) -> usize {
    let line = line.saturating_sub(1).min(lines::of_offset(text, text.byte_len()));
    let range = lines::start(text, line)..lines::end(text, line);
    let characters = text.byte_slice(range.clone());
    let before = characters.chars().take(column.saturating_sub(1)).map(char::len_utf8).sum::<usize>();
    range.start + before
}
