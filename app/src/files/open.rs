//! Opening a file.
//!
//! Invariant: what was opened and is saved untouched gives the same bytes, line ends included. A text of which that
//! isn't so has a fault, and is only there to be looked at.

use std::io;
use std::path::{Path, PathBuf};

use super::contents::{Identity, Loaded};
use super::encoding::Encoding;
use super::fault::Fault;
use super::message;
use super::progress::ReadingDesk;
use super::reader::{Controls, ReadError, ReadText, Stop, read_text};
use super::storage::{Kind, Storage};

/// The largest file that is opened, in bytes: over five million lines, ten times more than the largest
/// Python source in use. Its bytes, the rope and one save's copy stay below 1 GiB of memory.
pub const LARGEST_FILE: u64 = 256 << 20;

/// How a file is to be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// In which encoding; as the file says if none is given.
    pub encoding: Option<Encoding>,
    /// Whether a file is read that is no text.
    pub accepts_binary: bool,
}

/// Why a file wasn't opened. The message is complete: what failed, and that nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The disk refused.
    #[error("Couldn't open {}: {}.", message::name(path), message::reason(source))]
    Disk {
        /// What was to be opened.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A folder, pipe, socket or device.
    #[error("Couldn't open {}: it is {}, not a file.", message::name(path), message::kind(*kind))]
    NotAFile {
        /// What was to be opened.
        path: PathBuf,
        /// What it is.
        kind: Kind,
    },
    /// Larger than [`LARGEST_FILE`].
    #[error("Couldn't open {}: it is larger than {} MB, the largest file this editor opens.",
        message::name(path), LARGEST_FILE >> 20)]
    TooLarge {
        /// What was to be opened.
        path: PathBuf,
    },
    /// The bytes are no text that could be saved again as it is.
    #[error("Couldn't open {}: {fault}. The file was left as it is.", message::name(path))]
    NotText {
        /// What was to be opened.
        path: PathBuf,
        /// What is wrong with them.
        fault: Fault,
    },
    /// It is no text, and nobody has said that it is wanted all the same.
    #[error("{} isn't a text file, so it wasn't opened.", message::name(path))]
    Binary {
        /// What was to be opened.
        path: PathBuf,
    },
    /// Nobody wanted it any more.
    #[error("{} wasn't opened, as you wished.", message::name(path))]
    Cancelled {
        /// What was to be opened.
        path: PathBuf,
    },
    /// A mistake in this program; it was caught.
    #[error("Couldn't open {}: something went wrong in the editor itself.", message::name(path))]
    Internal {
        /// What was to be opened.
        path: PathBuf,
    },
}

/// Reads a text as the file says, and refuses one that couldn't be saved again as it is.
///
/// # Errors
/// [`OpenError`]; nothing on disk is touched.
pub fn open(storage: &dyn Storage, path: &Path) -> Result<Loaded, OpenError> {
    let loaded = open_as(storage, path, Reading::default(), &ReadingDesk::default())?;
    match loaded.fault {
        Some(fault) => Err(OpenError::NotText { path: path.to_owned(), fault }),
        None => Ok(loaded),
    }
}

/// Reads a file. `desk` is told how far that is, and may say that it isn't wanted any more.
///
/// # Errors
/// [`OpenError`]; nothing on disk is touched.
pub fn open_as(
    storage: &dyn Storage,
    path: &Path,
    reading: Reading,
    desk: &ReadingDesk,
) -> Result<Loaded, OpenError> {
    let explain = |stop: Stop| {
        let path = path.to_owned();
        match stop {
            Stop::Read(ReadError::Disk(source)) => OpenError::Disk { path, source },
            Stop::Read(ReadError::NotAFile(kind)) => OpenError::NotAFile { path, kind },
            Stop::Read(ReadError::TooLarge) => OpenError::TooLarge { path },
            Stop::Cancelled => OpenError::Cancelled { path },
            Stop::Binary => OpenError::Binary { path },
        }
    };
    let target = storage.resolve(path).map_err(|source| explain(Stop::Read(ReadError::Disk(source))))?;
    let read = read_text(storage, &target, reading, desk).map_err(explain)?;
    let note = note(path, &read);
    let ReadText { text, detected, fault, breaks, hash, len, facts, .. } = read;
    let identity = Identity { modified: facts.modified, len, hash };
    let (encoding, has_bom) = (detected.encoding, detected.has_mark);
    Ok(Loaded { path: target, text, has_bom, encoding, fault, breaks, identity, note })
}

/// What the person should know about a text that was opened.
fn note(path: &Path, read: &ReadText) -> Option<String> {
    let name = message::name(path);
    let mut sentences = Vec::new();
    if let Controls { count, first: Some((byte, line)) } = read.controls {
        let first = if byte == 0 { "NUL".to_owned() } else { format!("0x{byte:02X}") };
        sentences.push(match count {
            1 => format!("{name} has a character that no text has, {first} in line {line}."),
            _ => {
                format!("{name} has {count} characters that no text has, the first, {first}, in line {line}.")
            }
        });
    }
    let used = read.detected.encoding;
    if let (None, Some(declared)) = (&read.fault, &read.detected.declared) {
        if read.detected.is_unknown {
            sentences.push(format!(
                "{name} says it is written in {declared}, which isn't known here. All of it is ASCII, so it is read \
                 and saved as that."
            ));
        } else if read.detected.has_mark && Encoding::named(declared) != Some(used) {
            sentences.push(format!(
                "{name} says it is written in {declared}, but it begins with the mark of {0}, so it is read and \
                 saved as {0}. Python refuses it.",
                used.title()
            ));
        } else if read.looks_like_utf8 {
            sentences.push(format!(
                "{name} says it is written in {declared} and is read so, but it looks like UTF-8. If letters are \
                 wrong, reopen it with another encoding."
            ));
        }
    }
    (!sentences.is_empty()).then(|| sentences.join(" "))
}
