//! One look at a file.

use std::io::ErrorKind;
use std::path::PathBuf;

use namelight_engine::text::DocumentId;

use crate::files::storage::Storage;
use crate::files::{Identity, Loaded, OpenError, open};

/// An open file, and what it held when it was read or written last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// The document.
    pub document: DocumentId,
    /// Where it is kept.
    pub path: PathBuf,
    /// What was there.
    pub identity: Identity,
}

/// What is at a file's path.
#[derive(Clone, Debug)]
pub enum Sight {
    /// What is known.
    Same,
    /// Another text.
    Changed(Box<Loaded>),
    /// Nothing: the file was deleted or moved.
    Gone,
    /// Something that can't be opened as text, and why, in a sentence.
    Unfit(String),
}

impl Known {
    /// Looks what is there now. It reads the whole file.
    #[must_use]
    pub fn look(&self, storage: &dyn Storage) -> Sight {
        match open(storage, &self.path) {
            Ok(loaded) if loaded.identity.has_same_content(&self.identity) => Sight::Same,
            Ok(loaded) => Sight::Changed(Box::new(loaded)),
            Err(OpenError::Disk { source, .. })
                if matches!(source.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) =>
            {
                Sight::Gone
            }
            Err(error) => Sight::Unfit(error.to_string()),
        }
    }

    /// Whether time and length are those that are known: then it is most likely the same, and nothing was read to tell.
    pub(super) fn seems_same(&self, storage: &dyn Storage) -> bool {
        let Ok(facts) = storage.facts(&self.path) else { return false };
        let Identity { modified, len, .. } = self.identity;
        modified.is_some() && (facts.modified, facts.len) == (modified, len)
    }
}
