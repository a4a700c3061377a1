//! Opening a file.
//!
//! Invariant: what was opened and is saved untouched gives the same bytes. So a file that isn't UTF-8 is
//! refused rather than read with losses, and line ends stay as they are.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crop::{Rope, RopeBuilder};

use super::contents::{ContentHash, Identity, Loaded};
use super::message;
use super::storage::{Facts, Handle, Kind, Storage};

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
    let explain = |error| match error {
        ReadError::Disk(source) => OpenError::Disk { path: path.to_owned(), source },
        ReadError::NotAFile(kind) => OpenError::NotAFile { path: path.to_owned(), kind },
        ReadError::TooLarge => OpenError::TooLarge { path: path.to_owned() },
    };
    let target = storage.resolve(path).map_err(|source| explain(ReadError::Disk(source)))?;
    let (read, facts) = read_text(storage, &target).map_err(explain)?;
    let Some(ReadText { text, has_bom, has_nul, head, hash, len }) = read else {
        // All of it is needed to say what is wrong with it.
        let (bytes, _) = self::read(storage, &target).map_err(explain)?;
        return Err(not_text(path, &bytes));
    };
    let identity = Identity { modified: facts.modified, len, hash };
    let note = note(path, &head, has_nul, &text);
    Ok(Loaded { path: target, text, has_bom, identity, note })
}

/// What is wrong with bytes that aren't text.
fn not_text(path: &Path, bytes: &[u8]) -> OpenError {
    let text_bytes = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
    let valid = std::str::from_utf8(text_bytes).map_or_else(|error| error.valid_up_to(), str::len);
    let before = text_bytes.get(..valid).unwrap_or_default();
    OpenError::NotUtf8 {
        path: path.to_owned(),
        line: before.iter().filter(|byte| **byte == b'\n').count() + 1,
        byte: text_bytes.get(valid).copied().unwrap_or_default(),
        declared: looks_like_utf16(bytes)
            .then(|| "UTF-16".to_owned())
            .or_else(|| declared_encoding(text_bytes).filter(|name| !is_utf8(name))),
    }
}

/// Bytes that are read at once, and of the file's head that an encoding is looked for in.
const BLOCK: usize = 64 * 1024;

/// A text as it was read.
struct ReadText {
    text: Rope,
    has_bom: bool,
    has_nul: bool,
    /// Its first bytes.
    head: Vec<u8>,
    /// Of all bytes of the file.
    hash: u64,
    len: u64,
}

/// Reads a file into a rope, block by block, so that it is in memory only once; none if it isn't UTF-8.
fn read_text(storage: &dyn Storage, path: &Path) -> Result<(Option<ReadText>, Facts), ReadError> {
    let (handle, facts) = open_to_read(storage, path)?;
    let mut handle = handle.take(LARGEST_FILE + 1);
    let mut builder = RopeBuilder::new();
    let mut hash = ContentHash::default();
    let (mut has_bom, mut has_nul, mut head, mut len) = (false, false, Vec::new(), 0_u64);
    // What was read and isn't in the rope yet: the beginning of a character or of a line end.
    let mut waiting: Vec<u8> = Vec::with_capacity(BLOCK + 4);
    loop {
        let kept = waiting.len();
        (&mut handle).take(BLOCK as u64).read_to_end(&mut waiting)?;
        let block = waiting.get(kept..).unwrap_or_default();
        let is_end = block.is_empty();
        hash.add(block);
        let is_start = len == 0;
        len += block.len() as u64;
        if len > LARGEST_FILE {
            return Err(ReadError::TooLarge);
        }
        if is_start && waiting.starts_with(BYTE_ORDER_MARK) {
            has_bom = true;
            waiting.drain(..BYTE_ORDER_MARK.len());
        }
        if is_start {
            head.clone_from(&waiting);
        }
        let valid = match std::str::from_utf8(&waiting) {
            Ok(text) => text.len(),
            Err(error) if error.error_len().is_none() && !is_end => error.valid_up_to(),
            Err(_) => return Ok((None, facts)),
        };
        // A rope is made so that no line end of two characters stands in two of its parts.
        let valid =
            valid - usize::from(!is_end && waiting.get(..valid).is_some_and(|text| text.ends_with(b"\r")));
        let text = waiting.get(..valid).and_then(|text| std::str::from_utf8(text).ok()).unwrap_or_default();
        has_nul = has_nul || text.contains('\0');
        builder.append(text);
        waiting.drain(..valid);
        if is_end {
            let hash = hash.finish();
            return Ok((Some(ReadText { text: builder.build(), has_bom, has_nul, head, hash, len }), facts));
        }
    }
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
    let (handle, facts) = open_to_read(storage, path)?;
    let mut bytes = Vec::with_capacity(usize::try_from(facts.len).unwrap_or_default());
    handle.take(LARGEST_FILE + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST_FILE { Err(ReadError::TooLarge) } else { Ok((bytes, facts)) }
}

/// Opens a file, if it is one and not too large.
fn open_to_read(storage: &dyn Storage, path: &Path) -> Result<(Box<dyn Handle>, Facts), ReadError> {
    let check = |facts: Facts| match facts {
        Facts { kind, .. } if kind != Kind::File => Err(ReadError::NotAFile(kind)),
        Facts { len, .. } if len > LARGEST_FILE => Err(ReadError::TooLarge),
        _ => Ok(facts),
    };
    // Before opening, since opening a device may do something; and after, since it may be another file.
    check(storage.facts(path)?)?;
    let handle = storage.open(path)?;
    let facts = check(handle.facts()?)?;
    Ok((handle, facts))
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

/// What the person should know about a text that was opened; `head` are its first bytes.
fn note(path: &Path, head: &[u8], has_nul: bool, text: &Rope) -> Option<String> {
    let name = message::name(path);
    if has_nul {
        return Some(format!("{name} has characters that no text has (NUL); it may not be a text file."));
    }
    let declared = declared_encoding(head).filter(|name| !is_utf8(name))?;
    (!text.chunks().all(str::is_ascii)).then(|| {
        format!("{name} says it is written in {declared}, but it was read and will be saved as UTF-8.")
    })
}
