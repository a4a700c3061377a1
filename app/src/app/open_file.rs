//! A file that is open: its text, what is lit in it, and how it is looked at.
//!
//! Invariant: what was painted and what is marked are about this file's text.

use std::path::{Path, PathBuf};

use namelight_engine::occurrences::Target;
use namelight_engine::text::{DocumentId, Revision};

use super::bookmarks::Bookmarks;
use super::outside::Outside;
use super::tabs::{Goal, Saving};
use crate::document::Document;
use crate::editor::{Painted, View};
use crate::highlights::{self, Counts, Highlights};
use crate::session::LastBookmark;

/// The lit name as a frame has shown it.
#[derive(Default)]
pub(super) struct PaintedLight {
    pub(super) target: Option<Target>,
    pub(super) counts: Counts,
}

/// Document, text state and cursor (in bytes).
pub(super) type Stamp = (DocumentId, Revision, usize);

/// A file that is open.
pub(super) struct OpenFile {
    pub(super) document: Document,
    pub(super) is_tour: bool,
    /// Tells it from other texts without a file; from 1.
    pub(super) number: usize,
    pub(super) view: View,
    pub(super) light: Highlights,
    pub(super) painted: Painted,
    /// What the status bar of that frame said. An answer that has come since is for the next frame.
    pub(super) painted_light: PaintedLight,
    /// Document, text state and cursor of the frame painted last.
    pub(super) painted_at: Option<Stamp>,
    pub(super) bookmarks: Bookmarks,
    /// What it is given when it is run, as it was typed.
    pub(super) arguments: String,
    /// The save under way.
    pub(super) saving: Option<Saving>,
    /// Whether there was another wish to save meanwhile.
    pub(super) saves_again: bool,
    /// What other programs did to it.
    pub(super) outside: Outside,
    /// The file that this is to be once it is read. Until then the document is empty and nobody can change it.
    pub(super) unread: Option<Unread>,
}

/// A file that was open in the last session and hasn't been shown since.
#[derive(Clone, Debug)]
pub(super) struct Unread {
    pub(super) path: PathBuf,
    /// Where one was in it.
    pub(super) goal: Goal,
    /// Which lines were marked.
    pub(super) bookmarks: Vec<LastBookmark>,
    /// Whether the files thread knows that it is wanted.
    pub(super) is_asked: bool,
}

impl OpenFile {
    /// A document that nobody has looked at yet.
    pub(super) fn new(document: Document, patience: highlights::Options) -> Self {
        Self {
            document,
            is_tour: false,
            number: 1,
            view: View::new(),
            light: Highlights::new(patience),
            painted: Painted::default(),
            painted_light: PaintedLight::default(),
            painted_at: None,
            bookmarks: Bookmarks::default(),
            arguments: String::new(),
            saving: None,
            saves_again: false,
            outside: Outside::default(),
            unread: None,
        }
    }

    /// Whether closing it would lose text that is nowhere else.
    pub(super) fn is_unsaved(&self) -> bool {
        self.document.is_modified() || self.outside.is_only_copy()
    }

    /// Where it is kept, if it is, whether it has been read or not.
    pub(super) fn path(&self) -> Option<&Path> {
        self.document.path().or_else(|| self.unread.as_ref().map(|unread| unread.path.as_path()))
    }
}
