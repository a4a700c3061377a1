//! What is remembered from one run to the next: recent files and the last session, between the window and its folder.
//!
//! Invariants: nothing is written before what is there was read; all reading and writing is the files thread's. Only the
//! active file is read when a session is opened again, each other one when it is first shown.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use egui::Context;
use namelight_engine::text::DocumentId;

use super::disk::LOOK_AGAIN;
use super::kept_bookmarks;
use super::open_file::Unread;
use super::tabs::Goal;
use super::{App, OpenFile};
use crate::document::{Document, Selection};
use crate::files::Job;
use crate::panels::NoticeLevel;
use crate::session::{Half, Kept, LastFile, LastSession, Recalled, Sidebar};

/// A session is written when nothing of it has changed for so long.
const WRITE_AFTER: Duration = Duration::from_secs(1);

/// The longest wait for what was remembered before the first frame; a slow disk brings it a little later.
const RECALL: Duration = Duration::from_millis(300);

/// What is remembered, and how far that is.
#[derive(Default)]
pub(super) struct Remembering {
    /// Where; none if nothing is remembered.
    pub(super) folder: Option<PathBuf>,
    /// Whether what was remembered is still being read.
    pub(super) is_recalling: bool,
    /// Whether the last session is to be opened again.
    pub(super) restores: bool,
    /// Writes that are under way.
    writes: usize,
    /// Whether it was said that nothing can be written.
    has_complained: bool,
    /// The second pane, while its file isn't read yet.
    half: Option<(DocumentId, Half)>,
    /// What the session depends on, as of the last frame.
    seen: Option<u64>,
    /// When it is to be written.
    due: Option<Duration>,
    /// What was written last.
    kept: Option<LastSession>,
    /// The window's size, in points.
    window: Option<[f32; 2]>,
}

impl Remembering {
    /// Whether something is read or written.
    pub(super) fn is_busy(&self) -> bool {
        self.is_recalling || self.writes > 0 || self.half.is_some()
    }
}

impl App {
    /// Waits a moment for what was remembered, so that the first frame already shows it.
    pub(super) fn await_recalled(&mut self) {
        let began = Instant::now();
        while self.remembering.is_recalling && began.elapsed() < RECALL {
            match self.files.take_outcome() {
                Some(outcome) => self.hear_outcome(outcome),
                None => std::thread::sleep(LOOK_AGAIN),
            }
        }
        self.await_first_file();
    }

    /// Takes what was remembered.
    pub(super) fn hear_recalled(&mut self, recalled: Recalled) {
        let Recalled { recent, session, gone, aside } = recalled;
        self.remembering.is_recalling = false;
        self.take_recent(recent);
        for path in aside {
            let said = format!(
                "What was remembered from the last time can't be read. It was put aside as {}.",
                path.display()
            );
            self.say(NoticeLevel::Info, said);
        }
        self.folder_tree.restore(session.sidebar);
        if !std::mem::take(&mut self.remembering.restores) {
            return;
        }
        if !self.preferences.settings.restore_session {
            return self.show_tour_at_start();
        }
        if !gone.is_empty() {
            let names: Vec<String> = gone.iter().map(|path| path.display().to_string()).collect();
            let are = if names.len() == 1 { "it is" } else { "they are" };
            self.say(NoticeLevel::Info, format!("Not opened again, since {are} gone: {}.", names.join(", ")));
        }
        if session.files.is_empty() {
            self.show_tour_at_start();
        } else if self.is_untouched() {
            self.restore(session);
        }
    }

    /// Without a session the program begins with the tour.
    fn show_tour_at_start(&mut self) {
        if self.is_untouched() && self.tab_count() == 1 {
            self.show_tour();
        }
    }

    /// Opens a session again, in place of a text that nobody has touched.
    fn restore(&mut self, session: LastSession) {
        let LastSession { files, active, beside, .. } = session;
        let mut rows: Vec<OpenFile> = Vec::with_capacity(files.len());
        for LastFile { path, selections, top, bookmarks, arguments } in files {
            let id = self.next_id();
            let mut file = self.resting_file(Document::new(id, ""));
            let goal = Goal::Session(selections_of(&selections), top);
            file.arguments = arguments;
            file.unread = Some(Unread { path, goal, bookmarks, is_asked: false });
            rows.push(file);
        }
        let ids: Vec<DocumentId> = rows.iter().map(|file| file.document.id()).collect();
        let Some(&first) = ids.get(active) else { return };
        self.replace_untouched(rows, first);
        self.remembering.half = beside.and_then(|half| Some((*ids.get(half.file)?, half)));
        self.read_unread();
    }

    /// Has what is looked at read, if it isn't yet.
    pub(super) fn read_unread(&mut self) {
        let here = self.file.document.id();
        let beside = self.remembering.half.as_ref().map(|(id, _)| *id);
        let mut paths = Vec::new();
        let awaited = self.awaited_unread();
        for file in self.files_mut() {
            let id = file.document.id();
            if let Some(unread) =
                file.unread.as_mut().filter(|_| id != here && Some(id) != beside && !awaited.contains(&id))
            {
                // Reading it was given up; who comes back wants it after all.
                unread.is_asked = false;
            }
            if let Some(unread) = file.unread.as_mut().filter(|unread| !unread.is_asked)
                && (id == here || Some(id) == beside)
            {
                unread.is_asked = true;
                paths.push((unread.path.clone(), id == here));
            }
        }
        // What is looked at comes first.
        paths.sort_by_key(|(_, activates)| !activates);
        for (path, activates) in paths {
            self.files.post(Job::Open(path.clone()));
            self.push_opening(path, activates);
        }
    }

    /// A file of the session has another number now that it is read; none if it couldn't be.
    pub(super) fn renumber_half(&mut self, old: DocumentId, new: Option<DocumentId>) {
        if let Some((id, _)) = self.remembering.half.as_mut().filter(|(id, _)| *id == old) {
            match new {
                Some(new) => *id = new,
                None => self.remembering.half = None,
            }
        }
    }

    /// Opens the second pane once both files are read.
    pub(super) fn restore_half(&mut self) {
        let Some((id, _)) = &self.remembering.half else { return };
        let is_read = |file: &OpenFile| file.unread.is_none();
        match self.file_of(*id) {
            None => self.remembering.half = None,
            Some(file) if is_read(file) && is_read(&self.file) => {
                if let Some((id, half)) = self.remembering.half.take() {
                    let selections = selections_of(&half.selections);
                    self.rest_beside(id, selections, half.top, (half.is_left, half.share));
                }
            }
            Some(_) => {}
        }
    }

    /// The session as it is.
    fn session(&self) -> LastSession {
        let all: Vec<&OpenFile> = self.files().filter(|file| file.path().is_some()).collect();
        let number = |id: DocumentId| all.iter().position(|file| file.document.id() == id);
        let beside = self.split.as_ref().and_then(|split| {
            let (document, selections, top, is_left, share) = split.remembered();
            Some(Half { file: number(document)?, selections: pairs_of(selections), top, is_left, share })
        });
        LastSession {
            active: number(self.file.document.id()).unwrap_or(0),
            files: all.iter().filter_map(|file| remembered(file)).collect(),
            beside,
            window: self.remembering.window,
            sidebar: self.folder_tree.sidebar(),
        }
    }

    /// Notes what has changed of the session, and has it written when nothing has for a while.
    pub(super) fn keep_session(&mut self, ctx: &Context) {
        if self.remembering.folder.is_none() || self.remembering.is_recalling {
            return;
        }
        let is_usual = ctx.input(|input| {
            input.viewport().maximized != Some(true) && input.viewport().fullscreen != Some(true)
        });
        if is_usual {
            let size = ctx.content_rect().size() * ctx.zoom_factor();
            self.remembering.window = Some([size.x.round(), size.y.round()]);
        }
        let seen = self.session_stamp();
        if self.remembering.seen != Some(seen) {
            self.remembering.seen = Some(seen);
            self.remembering.due = Some(self.now + WRITE_AFTER);
        }
        match self.remembering.due {
            Some(due) if self.now >= due => self.write_session(),
            Some(due) => ctx.request_repaint_after(due - self.now),
            None => {}
        }
    }

    /// Has the session written, if it is another one than was written last.
    pub(super) fn write_session(&mut self) {
        self.remembering.due = None;
        if self.remembering.is_recalling || self.remembering.folder.is_none() {
            return;
        }
        let session = self.session();
        if self.remembering.kept.as_ref() != Some(&session) {
            self.remembering.kept = Some(session.clone());
            self.keep(Kept::Session(session));
        }
    }

    /// Has the session written because the window is closed: then it is this one that counts.
    pub(super) fn write_last_session(&mut self) {
        self.remembering.kept = None;
        self.write_session();
    }

    /// Has something written, if anything is remembered at all.
    pub(super) fn keep(&mut self, kept: Kept) {
        if let Some(folder) = self.remembering.folder.clone() {
            self.remembering.writes += 1;
            self.files.post(Job::Keep { folder, kept });
        }
    }

    /// Takes what came of that.
    pub(super) fn hear_kept(&mut self, result: Result<(), String>) {
        self.remembering.writes = self.remembering.writes.saturating_sub(1);
        if let Err(why) = result
            && !std::mem::replace(&mut self.remembering.has_complained, true)
        {
            self.say(NoticeLevel::Warning, format!("Which files are open can't be remembered: {why}."));
        }
    }

    /// What tells one session from another, without making it.
    fn session_stamp(&self) -> u64 {
        let mut hash = DefaultHasher::new();
        for file in self.files() {
            let marked = file.bookmarks.lines().len();
            (file.document.id().0, file.path().is_some(), marked, &file.arguments).hash(&mut hash);
        }
        self.file.document.id().0.hash(&mut hash);
        let selection = self.file.document.selection();
        (selection.anchor, selection.head, self.file.document.selections().len()).hash(&mut hash);
        self.file.view.top().to_bits().hash(&mut hash);
        if let Some(split) = &self.split {
            let (document, _, top, is_left, share) = split.remembered();
            (document.0, top.to_bits(), is_left, share.to_bits()).hash(&mut hash);
        }
        let Sidebar { is_open, width } = self.folder_tree.sidebar();
        (is_open, width.map(f32::to_bits)).hash(&mut hash);
        self.remembering.window.map(|sides| sides.map(f32::to_bits)).hash(&mut hash);
        hash.finish()
    }
}

fn selections_of(pairs: &[[usize; 2]]) -> Vec<Selection> {
    pairs.iter().map(|&[anchor, head]| Selection { anchor, head }).collect()
}

fn pairs_of(selections: &[Selection]) -> Vec<[usize; 2]> {
    selections.iter().map(|selection| [selection.anchor, selection.head]).collect()
}

/// Where one is in a file.
fn remembered(file: &OpenFile) -> Option<LastFile> {
    let path = file.path()?.to_owned();
    let arguments = file.arguments.clone();
    if let Some(Unread { goal, bookmarks, .. }) = &file.unread {
        let bookmarks = bookmarks.clone();
        if let Goal::Session(selections, top) = goal {
            let (selections, top) = (pairs_of(selections), *top);
            return Some(LastFile { path, selections, top, bookmarks, arguments });
        }
        return Some(LastFile { path, bookmarks, arguments, ..LastFile::default() });
    }
    let selections = pairs_of(&file.document.selections().as_added());
    let bookmarks = kept_bookmarks::kept(&file.bookmarks, file.document.text());
    Some(LastFile { path, selections, top: file.view.top(), bookmarks, arguments })
}
