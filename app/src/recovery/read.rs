//! Reading a copy: everything up to the first record that isn't sound.

use std::io::{self, Read};
use std::ops::Range;

use crop::Rope;

use super::format::{self, About, Kind, NAME, PREFIX, Replaced, VERSION};

/// The longest first line, in bytes.
const LONGEST_LINE: usize = 64;

/// A copy that was read.
#[derive(Clone, Debug)]
pub(super) struct Copied {
    pub(super) about: About,
    pub(super) text: Rope,
    /// Whether something behind it is damaged or missing its end.
    pub(super) is_cut: bool,
}

/// Why a copy can't be read.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    /// No whole text is left in it.
    #[error("it is damaged")]
    Damaged,
    /// It is of a version that isn't known here.
    #[error("a later version of Namelight wrote it")]
    Later,
    /// The disk refused.
    #[error("{}", crate::files::reason(.0))]
    Disk(#[from] io::Error),
}

/// Reads a copy.
pub(super) fn read(bytes: &mut dyn Read) -> Result<Copied, Unreadable> {
    read_version(bytes)?;
    let mut records = Records { bytes, number: 0 };
    let head = match records.next()? {
        Next::Record(Kind::Head, head) => head,
        _ => return Err(Unreadable::Damaged),
    };
    let (about, text_len) = About::of_head(&head).ok_or(Unreadable::Damaged)?;
    let mut text = Vec::new();
    while (text.len() as u64) < text_len {
        match records.next()? {
            Next::Record(Kind::Text, piece) => text.extend(piece),
            _ => return Err(Unreadable::Damaged),
        }
    }
    let text = String::from_utf8(text).ok().filter(|text| text.len() as u64 == text_len);
    let mut text = Rope::from(text.ok_or(Unreadable::Damaged)?);
    let is_cut = loop {
        match records.next()? {
            Next::End => break false,
            Next::Record(Kind::Change, payload) => match changed(&text, &payload) {
                Some(after) => text = after,
                None => break true,
            },
            Next::Record(..) | Next::Unsound => break true,
        }
    };
    Ok(Copied { about, text, is_cut })
}

fn read_version(bytes: &mut dyn Read) -> Result<(), Unreadable> {
    let mut line = Vec::new();
    let mut byte = [0];
    while line.len() < LONGEST_LINE && bytes.read(&mut byte)? == 1 && byte != *b"\n" {
        line.extend(byte);
    }
    let line = String::from_utf8(line).map_err(|_| Unreadable::Damaged)?;
    let version = line.strip_prefix(NAME).and_then(|version| version.parse().ok());
    match version {
        // A line without its end may have lost a digit.
        Some(version) if (1..=VERSION).contains(&version) && byte == *b"\n" => Ok(()),
        Some(version) if version > VERSION => Err(Unreadable::Later),
        _ => Err(Unreadable::Damaged),
    }
}

enum Next {
    Record(Kind, Vec<u8>),
    /// There is nothing more.
    End,
    /// There is more, but no sound record.
    Unsound,
}

struct Records<'a> {
    bytes: &'a mut dyn Read,
    number: u64,
}

impl Records<'_> {
    fn next(&mut self) -> io::Result<Next> {
        let prefix = self.take(PREFIX as u64)?;
        let Some((kind, length)) = prefix.split_first() else { return Ok(Next::End) };
        let (Some(kind), Ok(length)) = (Kind::of(*kind), <[u8; 8]>::try_from(length)) else {
            return Ok(Next::Unsound);
        };
        let length = u64::from_le_bytes(length);
        // As much is kept in memory as there is, whatever the length says.
        let payload = self.take(length)?;
        let sum = self.take(8)?;
        let expected = format::sum(self.number, &prefix, &payload).to_le_bytes();
        if payload.len() as u64 != length || sum != expected {
            return Ok(Next::Unsound);
        }
        self.number += 1;
        Ok(Next::Record(kind, payload))
    }

    /// So many bytes, or all that are left.
    fn take(&mut self, length: u64) -> io::Result<Vec<u8>> {
        let mut taken = Vec::new();
        (&mut *self.bytes).take(length).read_to_end(&mut taken)?;
        Ok(taken)
    }
}

/// The text after a change; none if the change isn't one of this text.
fn changed(text: &Rope, payload: &[u8]) -> Option<Rope> {
    let (text_len, replaced) = format::of_change(payload)?;
    let mut after = text.clone();
    // From the end, so that all offsets are those of the text before.
    let mut limit = text.byte_len();
    for Replaced { start, removed, inserted } in replaced.iter().rev() {
        let range = boundaries(text, *start, *removed).filter(|range| range.end <= limit)?;
        limit = range.start;
        after.replace(range, inserted);
    }
    (after.byte_len() == text_len).then_some(after)
}

/// The bytes from one character to another; none if there are no such characters.
fn boundaries(text: &Rope, start: usize, removed: usize) -> Option<Range<usize>> {
    let end = start.checked_add(removed).filter(|end| *end <= text.byte_len())?;
    (text.is_char_boundary(start) && text.is_char_boundary(end)).then_some(start..end)
}
