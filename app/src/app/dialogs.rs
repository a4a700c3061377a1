//! The desktop's own file dialog, on a thread of its own since it blocks.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::time::{Duration, Instant};

use namelight_engine::text::DocumentId;

use crate::panels::PathPurpose;

/// A dialog that gives no file within this time was never on screen: nobody cancels that fast. The portal
/// doesn't tell "cancelled" from "not there" in another way.
const TOO_FAST: Duration = Duration::from_millis(400);

/// What came of a dialog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Chosen {
    /// This file.
    Path(PathBuf),
    /// None; the dialog was closed.
    Nothing,
    /// This desktop has no file dialog.
    NoDialog,
}

/// A dialog that is open.
#[derive(Debug)]
pub(super) struct Dialog {
    /// What was looked at when it was opened.
    document: DocumentId,
    purpose: PathPurpose,
    answer: Receiver<Chosen>,
}

impl Dialog {
    /// Opens the desktop's dialog in `folder`; `wake` is called when it is closed.
    pub(super) fn open(
        document: DocumentId,
        purpose: PathPurpose,
        folder: Option<&Path>,
        file_name: &str,
        wake: impl FnOnce() + Send + 'static,
    ) -> Self {
        let (send, answer) = channel();
        let mut dialog =
            rfd::FileDialog::new().add_filter("Python", &["py", "pyi"]).add_filter("All files", &["*"]);
        if let Some(folder) = folder {
            dialog = dialog.set_directory(folder);
        }
        if purpose == PathPurpose::Save {
            dialog = dialog.set_file_name(file_name);
        }
        let show = move || {
            let began = Instant::now();
            let path = match purpose {
                PathPurpose::Open => dialog.pick_file(),
                PathPurpose::Save => dialog.save_file(),
            };
            let chosen = match path {
                Some(path) => Chosen::Path(path),
                None if began.elapsed() < TOO_FAST => Chosen::NoDialog,
                None => Chosen::Nothing,
            };
            // Nobody listens any more when the program has ended in the meantime.
            if send.send(chosen).is_ok() {
                wake();
            }
        };
        if let Err(error) = std::thread::Builder::new().name("file dialog".to_owned()).spawn(show) {
            // The sender went with the closure, so the dialog counts as not there.
            tracing::warn!("no thread for the file dialog: {error}");
        }
        Self { document, purpose, answer }
    }

    /// A dialog for saving in which a file was chosen already.
    #[cfg(test)]
    pub(super) fn answered(document: DocumentId, path: &Path) -> Self {
        let (send, answer) = channel();
        let _ = send.send(Chosen::Path(path.to_owned()));
        Self { document, purpose: PathPurpose::Save, answer }
    }

    /// The document that was looked at when it was opened.
    pub(super) fn document(&self) -> DocumentId {
        self.document
    }

    /// What the dialog is for.
    pub(super) fn purpose(&self) -> PathPurpose {
        self.purpose
    }

    /// What came of it; none while it is open. Never blocks.
    pub(super) fn take(&self) -> Option<Chosen> {
        match self.answer.try_recv() {
            Ok(chosen) => Some(chosen),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => Some(Chosen::NoDialog),
        }
    }
}
