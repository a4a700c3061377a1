//! Files that were looked at, the last one first.

use std::path::PathBuf;

use namelight_engine::text::DocumentId;

use super::App;

/// The files that were looked at.
#[derive(Debug, Default)]
pub(super) struct Recent {
    files: Vec<PathBuf>,
    /// The file that was noted last.
    noted: Option<(DocumentId, PathBuf)>,
}

impl Recent {
    /// The last one first.
    pub(super) fn files(&self) -> &[PathBuf] {
        &self.files
    }
}

impl App {
    /// Notes which file is looked at.
    pub(super) fn note_recent(&mut self) {
        let document = &self.file.document;
        let Some(path) = document.path() else { return };
        let is_noted = |noted: &(DocumentId, PathBuf)| noted.0 == document.id() && noted.1 == path;
        if self.recent.noted.as_ref().is_some_and(is_noted) {
            return;
        }
        let path = path.to_owned();
        self.recent.noted = Some((document.id(), path.clone()));
        self.recent.files.retain(|known| *known != path);
        self.recent.files.insert(0, path);
        self.recent.files.truncate(usize::from(self.preferences.settings.recent_files));
    }
}
