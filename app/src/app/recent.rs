//! Files that were looked at, the last one first.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use namelight_engine::text::DocumentId;

use super::App;
use crate::files::OpenError;
use crate::panels::NoticeLevel;
use crate::session::{Kept, merged};

/// The files that were looked at.
#[derive(Debug, Default)]
pub(super) struct Recent {
    files: Vec<PathBuf>,
    /// What was in the list and isn't there any more.
    gone: Vec<PathBuf>,
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
        self.recent.gone.retain(|gone| self.recent.files.first() != Some(gone));
        self.keep_recent();
    }

    /// Takes the files that were remembered; what was looked at since then comes first.
    pub(super) fn take_recent(&mut self, remembered: Vec<PathBuf>) {
        let Recent { files, gone, .. } = &mut self.recent;
        let most = usize::from(self.preferences.settings.recent_files);
        *files = merged(files, remembered, gone, most);
    }

    fn keep_recent(&mut self) {
        let most = usize::from(self.preferences.settings.recent_files);
        let Recent { files, gone, .. } = &mut self.recent;
        files.truncate(most);
        let kept = Kept::Recent { files: files.clone(), gone: gone.clone(), most };
        self.keep(kept);
    }

    /// Says why a file can't be opened; one that is gone is no recent file any more.
    pub(super) fn complain_of(&mut self, path: &Path, error: &OpenError) {
        let is_gone = matches!(error, OpenError::Disk { source, .. } if source.kind() == ErrorKind::NotFound);
        let known = self.recent.files.iter().position(|known| known == path);
        match known.filter(|_| is_gone) {
            Some(at) => {
                let gone = self.recent.files.remove(at);
                let name = gone.file_name().unwrap_or(gone.as_os_str()).to_string_lossy().into_owned();
                self.recent.gone.push(gone);
                self.keep_recent();
                let said = format!("{name} is gone. It isn't among the recent files any more.");
                self.say(NoticeLevel::Warning, said);
            }
            None => self.say(NoticeLevel::Error, error.to_string()),
        }
    }
}
