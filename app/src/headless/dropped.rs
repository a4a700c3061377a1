//! Files dropped on a window that isn't there.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::{DroppedFile, DroppedFileHandle};

/// A file that a trace drops.
#[derive(Debug)]
pub struct Dropped(PathBuf);

impl Dropped {
    /// The file at `path`, as egui takes it.
    #[must_use]
    pub fn handle(path: PathBuf) -> DroppedFileHandle {
        Arc::new(Self(path))
    }
}

impl DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}
