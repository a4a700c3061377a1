//! A copy as bytes.
//!
//! A first line names the format and its version. Records follow: one head, the text in pieces, and then what was changed,
//! in the order in which it was. Each record has a checksum over its number, too, so that none can be lost, doubled or
//! moved unseen. A later program adds fields to the head, which is JSON, or raises the version.

use std::ffi::OsString;
use std::os::unix::ffi::{OsStrExt as _, OsStringExt as _};
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::checksum::Checksum;

/// What every copy begins with, before the number of its version.
pub(super) const NAME: &str = "namelight recovery ";

/// The version that is written.
pub(super) const VERSION: u32 = 1;

/// The first line.
pub(super) fn first_line() -> String {
    format!("{NAME}{VERSION}\n")
}

/// What a record holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// What the text is, as JSON.
    Head,
    /// A piece of the text.
    Text,
    /// What was changed at once.
    Change,
}

impl Kind {
    pub(super) fn byte(self) -> u8 {
        match self {
            Self::Head => b'H',
            Self::Text => b'T',
            Self::Change => b'C',
        }
    }

    pub(super) fn of(byte: u8) -> Option<Self> {
        [Self::Head, Self::Text, Self::Change].into_iter().find(|kind| kind.byte() == byte)
    }
}

/// Bytes before a record's payload: its kind and the payload's length.
pub(super) const PREFIX: usize = 1 + 8;

/// The bytes that stand before a payload.
pub(super) fn prefix(kind: Kind, length: usize) -> [u8; PREFIX] {
    let mut prefix = [kind.byte(); PREFIX];
    for (to, from) in prefix.iter_mut().skip(1).zip((length as u64).to_le_bytes()) {
        *to = from;
    }
    prefix
}

/// The checksum that stands behind a record; `number` counts the copy's records from 0.
pub(super) fn sum(number: u64, prefix: &[u8], payload: &[u8]) -> u64 {
    Checksum::new().with(&number.to_le_bytes()).with(prefix).with(payload).sum()
}

/// A copy of any records, each a kind's letter and a payload, with the checksums that belong to them: for tests, which
/// else would get no further than to those.
#[must_use]
pub fn sealed(records: &[(u8, &[u8])]) -> Vec<u8> {
    let mut copy = first_line().into_bytes();
    for (number, (letter, payload)) in (0..).zip(records) {
        let mut prefix = prefix(Kind::Head, payload.len());
        prefix[0] = *letter;
        copy.extend([prefix.as_slice(), payload, &sum(number, &prefix, payload).to_le_bytes()].concat());
    }
    copy
}

/// What a file held, on which a text is based.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Base {
    /// Bytes of its text, in UTF-8.
    pub len: u64,
    /// Checksum of that text; the same in every run of the program.
    pub sum: u64,
}

/// What a text is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// What it was called in its window.
    pub title: String,
    /// Where its file is; none for a text that was never saved.
    pub path: Option<PathBuf>,
    /// Whether its file begins with a byte order mark.
    pub has_bom: bool,
    /// What its file held.
    pub base: Option<Base>,
}

/// The head as it is written.
#[derive(Serialize, Deserialize)]
struct Head {
    title: String,
    #[serde(default)]
    path: Option<PathText>,
    #[serde(default)]
    has_bom: bool,
    #[serde(default)]
    base: Option<Base>,
    /// Bytes of the text that follows.
    text_len: u64,
}

/// Linux takes any bytes for a path.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum PathText {
    Text(String),
    Bytes(Vec<u8>),
}

impl About {
    /// The payload of the head of a text with so many bytes.
    pub(super) fn head(&self, text_len: usize) -> Vec<u8> {
        let path = self.path.as_ref().map(|path| match path.to_str() {
            Some(text) => PathText::Text(text.to_owned()),
            None => PathText::Bytes(path.as_os_str().as_bytes().to_vec()),
        });
        let text_len = text_len as u64;
        let head = Head { title: self.title.clone(), path, has_bom: self.has_bom, base: self.base, text_len };
        serde_json::to_vec(&head).unwrap_or_default()
    }

    /// What a head says, with the length of the text; none if it is none.
    pub(super) fn of_head(payload: &[u8]) -> Option<(Self, u64)> {
        let Head { title, path, has_bom, base, text_len } = serde_json::from_slice(payload).ok()?;
        let path = path.map(|path| match path {
            PathText::Text(text) => PathBuf::from(text),
            PathText::Bytes(bytes) => PathBuf::from(OsString::from_vec(bytes)),
        });
        Some((Self { title, path, has_bom, base }, text_len))
    }
}

/// One replacement of bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Replaced {
    /// Where, in bytes of the text before all replacements of the same change.
    pub(super) start: usize,
    /// How many bytes went.
    pub(super) removed: usize,
    /// What stands there now.
    pub(super) inserted: String,
}

/// The payload of a change: the length of the text after it, then its replacements in order.
pub(super) fn change(text_len: usize, replaced: &[Replaced]) -> Vec<u8> {
    let numbers = |numbers: [usize; 3]| numbers.map(|number| (number as u64).to_le_bytes()).concat();
    let mut payload = (text_len as u64).to_le_bytes().to_vec();
    for Replaced { start, removed, inserted } in replaced {
        payload.extend(numbers([*start, *removed, inserted.len()]));
        payload.extend(inserted.as_bytes());
    }
    payload
}

/// What a change's payload says: the text's length after it, and the replacements; none if it is none.
pub(super) fn of_change(mut payload: &[u8]) -> Option<(usize, Vec<Replaced>)> {
    let text_len = take_number(&mut payload)?;
    let mut replaced = Vec::new();
    while !payload.is_empty() {
        let (start, removed) = (take_number(&mut payload)?, take_number(&mut payload)?);
        let length = take_number(&mut payload)?;
        let (inserted, rest) = payload.split_at_checked(length)?;
        let inserted = String::from_utf8(inserted.to_vec()).ok()?;
        replaced.push(Replaced { start, removed, inserted });
        payload = rest;
    }
    Some((text_len, replaced))
}

fn take_number(payload: &mut &[u8]) -> Option<usize> {
    let (number, rest) = payload.split_first_chunk::<8>()?;
    *payload = rest;
    usize::try_from(u64::from_le_bytes(*number)).ok()
}
