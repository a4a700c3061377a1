//! Opening a file.
//!
//! Invariant: what was opened and is saved untouched gives the same bytes. So a file that isn't UTF-8 is
//! refused rather than read with losses, and line ends stay as they are.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crop::Rope;

use super::contents::{Identity, Loaded, hash};
use super::message;
use super::storage::{Facts, Kind, Storage};

/// The largest file that is opened, in bytes: over five million lines, ten times more than the largest
/// Python source in use. Its bytes, the rope and one save's copy stay below 1 GiB of memory.
pub const LARGEST_FILE: u64 = 256 << 20;

/// The bytes of U+FEFF, which some editors put before a text.
pub(super) const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

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
    /// The bytes aren't UTF-8 text.
    #[error("Couldn't open {}: {}. The file was left as it is.", message::name(path), not_utf8(*line, *byte, declared.as_deref()))]
    NotUtf8 {
        /// What was to be opened.
        path: PathBuf,
        /// The line with the first byte that isn't UTF-8, from 1.
        line: usize,
        /// That byte.
        byte: u8,
        /// The encoding that the file says it has, if it says one.
        declared: Option<String>,
    },
    /// A mistake in this program; it was caught.
    #[error("Couldn't open {}: something went wrong in the editor itself.", message::name(path))]
    Internal {
        /// What was to be opened.
        path: PathBuf,
    },
}

fn not_utf8(line: usize, byte: u8, declared: Option<&str>) -> String {
    match declared {
        Some(declared) => format!("it is written in {declared}, and only UTF-8 can be opened"),
        None => format!("line {line} has the byte 0x{byte:02X}, which isn't UTF-8 text"),
    }
}

/// Reads a file.
///
/// # Errors
/// [`OpenError`]; nothing on disk is touched.
pub fn open(storage: &dyn Storage, path: &Path) -> Result<Loaded, OpenError> {
    let fail = |source| OpenError::Disk { path: path.to_owned(), source };
    let target = storage.resolve(path).map_err(fail)?;
    let (bytes, facts) = read(storage, &target).map_err(|error| match error {
        ReadError::Disk(source) => fail(source),
        ReadError::NotAFile(kind) => OpenError::NotAFile { path: path.to_owned(), kind },
        ReadError::TooLarge => OpenError::TooLarge { path: path.to_owned() },
    })?;
    let identity = Identity { modified: facts.modified, len: bytes.len() as u64, hash: hash(&bytes) };
    let has_bom = bytes.starts_with(BYTE_ORDER_MARK);
    let text_bytes = bytes.get(if has_bom { BYTE_ORDER_MARK.len() } else { 0 }..).unwrap_or_default();
    let text = std::str::from_utf8(text_bytes).map_err(|error| {
        let before = text_bytes.get(..error.valid_up_to()).unwrap_or_default();
        OpenError::NotUtf8 {
            path: path.to_owned(),
            line: before.iter().filter(|byte| **byte == b'\n').count() + 1,
            byte: text_bytes.get(error.valid_up_to()).copied().unwrap_or_default(),
            declared: looks_like_utf16(&bytes)
                .then(|| "UTF-16".to_owned())
                .or_else(|| declared_encoding(text_bytes).filter(|name| !is_utf8(name))),
        }
    })?;
    let note = note(path, text);
    Ok(Loaded { path: target, text: Rope::from(text), has_bom, identity, note })
}

/// Why bytes weren't read.
pub(super) enum ReadError {
    Disk(io::Error),
    NotAFile(Kind),
    TooLarge,
}

impl From<io::Error> for ReadError {
    fn from(error: io::Error) -> Self {
        Self::Disk(error)
    }
}

/// The bytes of a file and what was known of it when it was read.
pub(super) fn read(storage: &dyn Storage, path: &Path) -> Result<(Vec<u8>, Facts), ReadError> {
    let check = |facts: Facts| match facts {
        Facts { kind, .. } if kind != Kind::File => Err(ReadError::NotAFile(kind)),
        Facts { len, .. } if len > LARGEST_FILE => Err(ReadError::TooLarge),
        _ => Ok(facts),
    };
    // Before opening, since opening a device may do something; and after, since it may be another file.
    check(storage.facts(path)?)?;
    let handle = storage.open(path)?;
    let facts = check(handle.facts()?)?;
    let mut bytes = Vec::with_capacity(usize::try_from(facts.len).unwrap_or_default());
    handle.take(LARGEST_FILE + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST_FILE { Err(ReadError::TooLarge) } else { Ok((bytes, facts)) }
}

fn looks_like_utf16(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff")
}

/// The encoding that a source declares in its first two lines (PEP 263).
fn declared_encoding(text: &[u8]) -> Option<String> {
    for line in text.split(|byte| *byte == b'\n').take(2) {
        let code = line.trim_ascii_start();
        let comment = code.strip_prefix(b"#");
        let found = comment.and_then(|comment| {
            let at = after_coding(comment)?;
            let rest = comment.get(at..)?.trim_ascii_start();
            let is_of_name = |byte: &&u8| byte.is_ascii_alphanumeric() || b"-_.".contains(*byte);
            let name: Vec<u8> = rest.iter().take_while(is_of_name).copied().collect();
            String::from_utf8(name).ok().filter(|name| !name.is_empty())
        });
        if found.is_some() {
            return found;
        }
        // The second line only counts below a comment or a blank line.
        if comment.is_none() && !code.is_empty() {
            return None;
        }
    }
    None
}

/// Where `coding:` or `coding=` ends.
fn after_coding(comment: &[u8]) -> Option<usize> {
    comment.windows(7).position(|part| part == b"coding:" || part == b"coding=").map(|at| at + 7)
}

fn is_utf8(encoding: &str) -> bool {
    let name = encoding.to_ascii_lowercase().replace('_', "-");
    name == "utf8" || name == "utf-8" || name.starts_with("utf-8-")
}

/// What the person should know about a text that was opened.
fn note(path: &Path, text: &str) -> Option<String> {
    let name = message::name(path);
    if text.contains('\0') {
        return Some(format!("{name} has characters that no text has (NUL); it may not be a text file."));
    }
    let declared = declared_encoding(text.as_bytes()).filter(|name| !is_utf8(name))?;
    (!text.is_ascii()).then(|| {
        format!("{name} says it is written in {declared}, but it was read and will be saved as UTF-8.")
    })
}
