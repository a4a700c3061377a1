//! The files that a trace is played on: copies, since a trace may save.

use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::format::{Trace, What};
use super::playback::Places;
use super::source::{SourceError, from_here, read_bounded};

/// A trace can't be set up to be played.
#[derive(Debug, thiserror::Error)]
pub enum StageError {
    /// The file that it was recorded on isn't there any more as it was.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// No copies can be made.
    #[error("the files can't be copied to be played on: {0}")]
    Copy(#[from] io::Error),
}

/// Copies of the files that a trace is played on; removed when dropped.
#[derive(Debug)]
pub struct Stage {
    folder: TempDir,
    file: Option<PathBuf>,
    dropped: Places,
}

/// The most bytes of a dropped file that are copied; a larger one is missing when it is dropped.
const MAX_DROPPED: u64 = 64 * 1024 * 1024;

impl Stage {
    /// Copies what `trace`, which was read from `path`, is played on. `tour` stands for a file where the
    /// trace names none.
    ///
    /// # Errors
    /// [`StageError`] if its file is gone or another one, or the copies can't be made.
    pub fn new(trace: &Trace, path: &Path, tour: &str) -> Result<Self, StageError> {
        let bytes = trace.source(path, tour)?;
        let folder = tempfile::Builder::new().prefix("namelight-replay-").tempdir()?;
        let mut stage = Self { folder, file: None, dropped: Places::new() };
        if let Some(file) = &trace.header.file {
            stage.file = Some(stage.put(file, &bytes)?);
        }
        for step in &trace.steps {
            let What::Dropped(files) = &step.what else { continue };
            for file in files {
                if stage.dropped.contains_key(file) {
                    continue;
                }
                let bytes = read_bounded(&from_here(path, file), MAX_DROPPED).ok().flatten();
                let place = match bytes {
                    Some(bytes) => stage.put(file, &bytes)?,
                    // The program has to cope with it.
                    None => stage.folder.path().join("missing").join(name(file)),
                };
                stage.dropped.insert(file.clone(), place);
            }
        }
        Ok(stage)
    }

    /// The file to open; none for the tour.
    #[must_use]
    pub fn file(&self) -> Option<&Path> {
        self.file.as_deref()
    }

    /// Where traces go that the trace itself saves.
    #[must_use]
    pub fn trace_folder(&self) -> PathBuf {
        self.folder.path().join("traces")
    }

    /// Where the files lie that the trace drops.
    #[must_use]
    pub fn dropped(&self, files: &[String]) -> Vec<PathBuf> {
        files.iter().filter_map(|file| self.dropped.get(file).cloned()).collect()
    }

    /// A copy under the same name, in a folder of its own.
    fn put(&self, file: &str, bytes: &[u8]) -> io::Result<PathBuf> {
        let copies = self.dropped.len() + usize::from(self.file.is_some());
        let folder = self.folder.path().join(copies.to_string());
        std::fs::create_dir_all(&folder)?;
        let place = folder.join(name(file));
        std::fs::write(&place, bytes)?;
        Ok(place)
    }
}

/// The last part of a path in a trace.
fn name(file: &str) -> &str {
    file.rsplit(['/', '\\']).find(|part| !matches!(*part, "" | "." | "..")).unwrap_or("file.py")
}
