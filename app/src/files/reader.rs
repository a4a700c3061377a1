//! From a file's bytes to a text.
//!
//! Invariant: either the text gives the file's bytes again when it is saved untouched, or a [`Fault`] says that it
//! doesn't and where.

use std::io::{self, Read, Take};
use std::path::Path;

use crop::{Rope, RopeBuilder};

use super::contents::ContentHash;
use super::encoding::{Detected, Encoding, decode, decode_lossy, encode};
use super::fault::{Fault, FaultKind};
use super::line_breaks::LineBreaks;
use super::open::{LARGEST_FILE, Reading};
use super::progress::ReadingDesk;
use super::storage::{Facts, Handle, Kind, Storage};

/// Bytes that are read at once, and of the file's head that tells what the file is.
const BLOCK: usize = 64 * 1024;

/// So many NULs at least, and one in so many bytes of the head, make a file a binary one.
const BINARY: (usize, usize) = (8, 256);

/// A text as it was read.
pub(super) struct ReadText {
    pub(super) text: Rope,
    pub(super) detected: Detected,
    pub(super) fault: Option<Fault>,
    pub(super) breaks: LineBreaks,
    pub(super) controls: Controls,
    /// Whether it was declared not to be UTF-8 and looks as if it were.
    pub(super) looks_like_utf8: bool,
    /// Of all bytes of the file.
    pub(super) hash: u64,
    pub(super) len: u64,
    pub(super) facts: Facts,
}

/// Characters that no text has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Controls {
    pub(super) count: usize,
    /// The first one, and its line, from 1.
    pub(super) first: Option<(u8, usize)>,
}

impl Controls {
    /// Adds those of the next piece of a text; `lines` are the line breaks before it.
    fn add(&mut self, piece: &[u8], lines: usize) {
        // Almost every piece has none, and that is found out for many bytes at once as long as nothing branches.
        let is_control = |byte: &u8| {
            let is_blank = (*byte == b'\t') | (*byte == b'\n') | (*byte == b'\r') | (*byte == b'\x0c');
            ((*byte < b' ') & !is_blank) | (*byte == 0x7f)
        };
        if !piece.iter().fold(false, |has_one, byte| has_one | is_control(byte)) {
            return;
        }
        let count = piece.iter().filter(|byte| is_control(byte)).count();
        self.count += count;
        if count > 0
            && self.first.is_none()
            && let Some(at) = piece.iter().position(is_control)
        {
            let before = piece.get(..at).unwrap_or_default();
            let line = lines + 1 + before.iter().filter(|byte| **byte == b'\n').count();
            self.first = piece.get(at).map(|byte| (*byte, line));
        }
    }
}

/// Why there is no text.
pub(super) enum Stop {
    Read(ReadError),
    /// Nobody wants it any more.
    Cancelled,
    /// It is no text, and nobody has said that it is wanted all the same.
    Binary,
}

impl From<ReadError> for Stop {
    fn from(error: ReadError) -> Self {
        Self::Read(error)
    }
}

/// Reads a file. UTF-8 goes into the rope block by block, so that it is in memory only once.
pub(super) fn read_text(
    storage: &dyn Storage,
    path: &Path,
    reading: Reading,
    desk: &ReadingDesk,
) -> Result<ReadText, Stop> {
    let mut blocks = Blocks::open(storage, path, desk)?;
    let mut bytes = Vec::with_capacity(BLOCK + 4);
    blocks.append(&mut bytes)?;
    let detected = match reading.encoding {
        Some(encoding) => Detected::chosen(encoding, &bytes),
        None => Detected::in_bytes(&bytes),
    };
    if !reading.accepts_binary && detected.encoding.has_ascii() && is_binary(&bytes) {
        return Err(Stop::Binary);
    }
    if detected.encoding == Encoding::Utf8 {
        if let Some(text) = stream(&mut blocks, &mut bytes, &detected)? {
            return Ok(text);
        }
        // All of it is needed to say what is wrong with it and to show it.
        blocks = Blocks::open(storage, path, desk)?;
        bytes.clear();
    }
    while blocks.append(&mut bytes)? > 0 {}
    Ok(whole(&bytes, detected, blocks))
}

fn is_binary(head: &[u8]) -> bool {
    let nuls = head.iter().filter(|byte| **byte == 0).count();
    nuls >= BINARY.0 && nuls * BINARY.1 >= head.len()
}

/// Reads the rest of a UTF-8 file, of which `waiting` holds the first block; none if it isn't UTF-8.
fn stream(
    blocks: &mut Blocks<'_>,
    waiting: &mut Vec<u8>,
    detected: &Detected,
) -> Result<Option<ReadText>, Stop> {
    let mut builder = RopeBuilder::new();
    let (mut controls, mut breaks, mut ends_in_return) = (Controls::default(), LineBreaks::default(), false);
    waiting.drain(..detected.mark().len());
    let mut is_end = waiting.is_empty();
    loop {
        let valid = match std::str::from_utf8(waiting) {
            Ok(text) => text.len(),
            Err(error) if error.error_len().is_none() && !is_end => error.valid_up_to(),
            Err(_) => return Ok(None),
        };
        // A rope is made so that no line end of two characters stands in two of its parts.
        let valid =
            valid - usize::from(!is_end && waiting.get(..valid).is_some_and(|text| text.ends_with(b"\r")));
        let text = waiting.get(..valid).and_then(|text| std::str::from_utf8(text).ok()).unwrap_or_default();
        controls.add(text.as_bytes(), breaks.lf + breaks.crlf);
        breaks.add(text.as_bytes(), &mut ends_in_return);
        builder.append(text);
        // What stays is the beginning of a character or of a line end.
        waiting.drain(..valid);
        if is_end {
            return Ok(Some(ReadText {
                text: builder.build(),
                detected: detected.clone(),
                fault: None,
                breaks,
                controls,
                looks_like_utf8: false,
                hash: std::mem::take(&mut blocks.hash).finish(),
                len: blocks.len,
                facts: blocks.facts,
            }));
        }
        is_end = blocks.append(waiting)? == 0;
    }
}

/// Makes a text of all bytes of a file.
fn whole(bytes: &[u8], detected: Detected, blocks: Blocks<'_>) -> ReadText {
    let encoding = detected.encoding;
    let body = bytes.get(detected.mark().len()..).unwrap_or_default();
    let fault_at = |at: usize, kind: FaultKind| {
        let before = body.get(..at).unwrap_or_default();
        let breaks = match encoding.has_ascii() {
            true => before.iter().filter(|byte| **byte == b'\n').count(),
            false => decode_lossy(before, encoding).bytes().filter(|byte| *byte == b'\n').count(),
        };
        Some(Fault { encoding, line: breaks + 1, kind })
    };
    let (text, fault) = match decode(body, encoding) {
        Ok(text) => {
            let text = Rope::from(text);
            let again = encode(&text, encoding, detected.has_mark);
            let fault = match again {
                Ok(again) if again == bytes => None,
                Ok(again) => {
                    let same = again.iter().zip(bytes).take_while(|(a, b)| a == b).count();
                    fault_at(same.saturating_sub(detected.mark().len()), FaultKind::Ambiguous)
                }
                Err(unencodable) => {
                    let line = text.line_of_byte(unencodable.at) + 1;
                    Some(Fault { encoding, line, kind: FaultKind::Ambiguous })
                }
            };
            (text, fault)
        }
        Err(at) => {
            let byte = body.get(at).copied().unwrap_or_default();
            let kind = match detected.declared.clone().filter(|_| detected.is_unknown) {
                Some(declared) => FaultKind::Unknown { byte, declared },
                None => FaultKind::Byte(byte),
            };
            (Rope::from(decode_lossy(body, encoding)), fault_at(at, kind))
        }
    };
    let mut controls = Controls::default();
    let mut lines = 0;
    for chunk in text.chunks() {
        controls.add(chunk.as_bytes(), lines);
        lines += chunk.bytes().filter(|byte| *byte == b'\n').count();
    }
    let looks_like_utf8 = encoding != Encoding::Utf8 && !body.is_ascii() && std::str::from_utf8(body).is_ok();
    ReadText {
        breaks: LineBreaks::of(text.chunks()),
        text,
        detected,
        fault,
        controls,
        looks_like_utf8,
        hash: blocks.hash.finish(),
        len: blocks.len,
        facts: blocks.facts,
    }
}

/// A file that is read block by block.
struct Blocks<'a> {
    handle: Take<Box<dyn Handle>>,
    facts: Facts,
    hash: ContentHash,
    len: u64,
    desk: &'a ReadingDesk,
}

impl<'a> Blocks<'a> {
    fn open(storage: &dyn Storage, path: &Path, desk: &'a ReadingDesk) -> Result<Self, Stop> {
        let (handle, facts) = open_to_read(storage, path)?;
        let handle = handle.take(LARGEST_FILE + 1);
        let blocks = Self { handle, facts, hash: ContentHash::default(), len: 0, desk };
        blocks.tell()?;
        Ok(blocks)
    }

    /// Adds the next block to `bytes`; how many bytes there were, 0 at the file's end.
    fn append(&mut self, bytes: &mut Vec<u8>) -> Result<usize, Stop> {
        let kept = bytes.len();
        (&mut self.handle).take(BLOCK as u64).read_to_end(bytes).map_err(ReadError::Disk)?;
        let block = bytes.get(kept..).unwrap_or_default();
        self.hash.add(block);
        self.len += block.len() as u64;
        if self.len > LARGEST_FILE {
            return Err(ReadError::TooLarge.into());
        }
        self.tell()?;
        Ok(block.len())
    }

    /// Says how far it is, and stops where nobody wants the rest.
    fn tell(&self) -> Result<(), Stop> {
        if self.desk.advance(self.len, self.facts.len) { Ok(()) } else { Err(Stop::Cancelled) }
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
