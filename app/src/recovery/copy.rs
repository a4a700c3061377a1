//! Writing one copy.
//!
//! Invariants: a copy has its name only once its text is in it, on the disk; it is locked by the window that writes it
//! before it has its name.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crop::Rope;
use namelight_engine::text::Patch;
use rustix::io::Errno;

use super::format::{self, About, Kind, Replaced};
use crate::files::storage::{Handle, Readers, Storage, Temporary};

/// How copies end.
pub(super) const ENDING: &str = "copy";

/// How files begin that are to become copies.
pub(super) const UNFINISHED: &str = ".new-";

/// The text is written in pieces of at least so many bytes, but for the last.
const PIECE: usize = 1 << 20;

/// Changes are written behind the text until they take this much, in bytes, and as much as the text itself; then the
/// copy is written anew.
const MOST_CHANGES: u64 = 1 << 20;

/// A copy that is being kept.
pub(super) struct Copy {
    pub(super) path: PathBuf,
    handle: Box<dyn Handle>,
    about: About,
    /// How many records there are.
    records: u64,
    /// Bytes of the text as it was written.
    text: u64,
    /// Bytes of all changes since.
    changes: u64,
}

impl Copy {
    /// Writes a text in place of the copy at `path`, or as a new one.
    pub(super) fn write(
        storage: &dyn Storage,
        folder: &Path,
        path: Option<&Path>,
        about: About,
        text: &Rope,
    ) -> io::Result<Self> {
        storage.make_folder(folder)?;
        let prefix = format!("{UNFINISHED}{}-", std::process::id());
        let Temporary { path: mut unfinished, handle } =
            storage.create_temporary(folder, &prefix, Readers::Owner)?;
        match handle.try_lock() {
            // Where there are no locks, a window that is alive is told by its process number.
            Err(error) if !is_missing(&error) => return Err(error),
            _ => {}
        }
        let path = path.map_or_else(|| finished(&unfinished), Path::to_owned);
        let mut copy = Self { path, handle, about, records: 0, text: text.byte_len() as u64, changes: 0 };
        copy.fill(text)?;
        storage.rename(&unfinished, &copy.path)?;
        unfinished.disable_cleanup(true);
        if let Err(error) = storage.sync_folder(folder) {
            tracing::warn!(%error, folder = %folder.display(), "the folder couldn't be flushed to disk");
        }
        Ok(copy)
    }

    fn fill(&mut self, text: &Rope) -> io::Result<()> {
        self.handle.write_all(format::first_line().as_bytes())?;
        self.record(Kind::Head, &self.about.head(text.byte_len()))?;
        let mut piece = Vec::with_capacity(PIECE.min(text.byte_len()));
        for chunk in text.chunks() {
            piece.extend(chunk.as_bytes());
            if piece.len() >= PIECE {
                self.record(Kind::Text, &piece)?;
                piece.clear();
            }
        }
        if !piece.is_empty() {
            self.record(Kind::Text, &piece)?;
        }
        self.sync()
    }

    /// Whether a change can be written behind what is there.
    pub(super) fn takes(&self, about: &About, patch: &Patch) -> bool {
        let inserted: usize = patch.replacements().iter().map(|one| one.new.len()).sum();
        *about == self.about && self.changes + inserted as u64 <= self.text.max(MOST_CHANGES)
    }

    /// Writes what was changed; `text` is the text after it. After an error the copy is sound, but takes no more.
    pub(super) fn append(&mut self, patch: &Patch, text: &Rope) -> io::Result<()> {
        let replaced: Vec<Replaced> = patch
            .replacements()
            .iter()
            .map(|one| Replaced {
                start: one.old.start,
                removed: one.old.len(),
                inserted: text.byte_slice(one.new.clone()).to_string(),
            })
            .collect();
        let change = format::change(text.byte_len(), &replaced);
        self.changes += change.len() as u64;
        self.record(Kind::Change, &change)?;
        self.sync()
    }

    fn record(&mut self, kind: Kind, payload: &[u8]) -> io::Result<()> {
        let prefix = format::prefix(kind, payload.len());
        let sum = format::sum(self.records, &prefix, payload).to_le_bytes();
        self.records += 1;
        // In one piece, since short ones are common.
        self.handle.write_all(&[&prefix, payload, &sum].concat())
    }

    fn sync(&mut self) -> io::Result<()> {
        self.handle.flush()?;
        match self.handle.sync() {
            // Some file systems have nothing to wait for and say so.
            Err(error) if is_missing(&error) => Ok(()),
            result => result,
        }
    }
}

/// Whether a file system says that it has no such thing.
fn is_missing(error: &io::Error) -> bool {
    let answers = [Errno::INVAL, Errno::NOSYS, Errno::OPNOTSUPP, Errno::NOLCK];
    answers.iter().any(|answer| error.raw_os_error() == Some(answer.raw_os_error()))
}

/// The name of a copy that is finished: the process, and letters that no other file there has.
fn finished(unfinished: &Path) -> PathBuf {
    let name = unfinished.file_name().unwrap_or_default().to_string_lossy();
    let name = name.strip_prefix(UNFINISHED).unwrap_or(&name);
    unfinished.with_file_name(format!("{name}.{ENDING}"))
}

/// The process that wrote a copy, by the copy's name.
pub(super) fn process_of(path: &Path) -> Option<i32> {
    path.file_name()?.to_str()?.split_once('-')?.0.parse().ok()
}
