//! A kept text on its way into a tab: its file is opened, then what differs is replaced as one step that can be undone.

use std::ops::Range;
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use crop::Rope;
use egui::Context;
use namelight_engine::text::{DocumentId, Revision};

use crate::app::{App, OpenFile};
use crate::document::{Command, Document, Selection};
use crate::editor::MARGIN;
use crate::files::{Encoding, Identity, LineBreaks, Loaded};
use crate::panels::NoticeLevel;
use crate::recovery::{self, Kept, OnDisk};

/// What no file is: a save that expects this asks if there is a file by then.
const NO_FILE: Identity = Identity { modified: None, len: u64::MAX, hash: 0 };

/// What has to be replaced in a state of a document.
type Change = (Revision, Option<(Range<usize>, String)>);

/// A kept text on its way into a tab.
pub(super) struct Restoring {
    kept: Kept,
    /// The tab; none while its file is being read.
    document: Option<DocumentId>,
    change: Option<Receiver<Change>>,
}

impl App {
    /// Begins to bring a kept text into a tab.
    pub(super) fn restore_kept(&mut self, kept: Kept) {
        let document = match (&kept.on_disk, &kept.about.path) {
            (OnDisk::Same(_) | OnDisk::Other(_), Some(path)) => {
                self.open(path.clone());
                None
            }
            _ => Some(self.show_restored(&kept)),
        };
        self.recovery.restoring.push(Restoring { kept, document, change: None });
    }

    /// Shows an empty text in which a kept one can be restored; its number.
    fn show_restored(&mut self, kept: &Kept) -> DocumentId {
        if let Some(path) = &kept.about.path {
            let open = self.files().find(|file| file.document.path() == Some(path));
            if let Some(document) = open.map(|file| file.document.id()) {
                return document;
            }
        }
        let id = self.next_id();
        let document = match (&kept.on_disk, kept.about.path.clone()) {
            // Saving brings the file back.
            (OnDisk::Gone, Some(path)) => {
                let loaded = Loaded {
                    path,
                    text: Rope::new(),
                    has_bom: kept.about.has_bom,
                    // The kept text tells if it declares another one.
                    encoding: Encoding::Utf8,
                    fault: None,
                    breaks: LineBreaks::default(),
                    identity: NO_FILE,
                    note: None,
                };
                Document::from_loaded(id, loaded)
            }
            _ => Document::new(id, ""),
        };
        self.show(document);
        id
    }

    /// Goes on with what is on its way into tabs. Nothing happens while a question is open: that is about the active file.
    pub(in crate::app) fn pursue_restoring(&mut self, ctx: &Context) {
        if self.is_asking() {
            return;
        }
        for mut restoring in std::mem::take(&mut self.recovery.restoring) {
            if self.is_restored(ctx, &mut restoring) {
                let Restoring { kept, document, .. } = restoring;
                if let Some(document) = document {
                    self.recovery.replaced.insert(document, kept.held);
                }
            } else {
                self.recovery.restoring.push(restoring);
            }
        }
    }

    /// Does the next step; whether it was the last.
    fn is_restored(&mut self, ctx: &Context, restoring: &mut Restoring) -> bool {
        let path = restoring.kept.about.path.clone();
        if restoring.document.is_none() {
            if !self.opening.is_empty() {
                return false;
            }
            let is_it = |file: &&OpenFile| file.path() == path.as_deref();
            let open = self.files().find(is_it).map(|file| (file.document.id(), file.unread.is_some()));
            restoring.document = match open {
                Some((unread, true)) => {
                    // It is read once it is looked at.
                    self.show_tab(unread);
                    ctx.request_repaint();
                    return false;
                }
                Some((document, false)) => Some(document),
                // Its file is gone or can't be read by now.
                None => Some(self.show_restored(&restoring.kept)),
            };
        }
        let Some(file) = restoring.document.and_then(|document| self.file_of(document)) else {
            // The tab was closed in the meantime; the copy waits for another start.
            return true;
        };
        let (document, revision) = (file.document.id(), file.document.revision());
        let change = restoring.change.as_ref().map(Receiver::try_recv);
        match change {
            Some(Ok((of, change))) if of == revision => {
                self.take_restored(document, change);
                true
            }
            Some(Err(TryRecvError::Empty)) => false,
            // It is made anew for another state of the text.
            Some(Ok(_) | Err(TryRecvError::Disconnected)) | None => {
                let (old, new) = (file.document.text().clone(), restoring.kept.text.clone());
                let (tell, change) = channel();
                let waker = ctx.clone();
                let compare = move || {
                    if tell.send((revision, recovery::hull(&old, &new))).is_ok() {
                        waker.request_repaint();
                    }
                };
                match std::thread::Builder::new().name("restoring".to_owned()).spawn(compare) {
                    Ok(_) => restoring.change = Some(change),
                    Err(error) => {
                        let said = format!("The unsaved text can't be restored now: {error}. It stays kept.");
                        self.say(NoticeLevel::Error, said);
                        restoring.document = None;
                        return true;
                    }
                }
                false
            }
        }
    }

    /// Takes a kept text over as one step that can be undone.
    fn take_restored(&mut self, document: DocumentId, change: Option<(Range<usize>, String)>) {
        self.show_tab(document);
        self.end_rename_here();
        let Some((range, text)) = change else { return };
        let start = range.start;
        let selection = Selection::cursor(start);
        let now = self.now;
        let file = &mut self.file;
        file.document.apply(&Command::ReplaceMany { replaces: vec![(range, text)], selection }, now);
        file.view.scroll_to(&file.document, start, MARGIN);
    }
}
