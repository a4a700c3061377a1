//! What travels between a document and the disk.

use std::hash::{DefaultHasher, Hasher};
use std::path::PathBuf;
use std::time::SystemTime;

use crop::Rope;
use namelight_engine::text::{DocumentId, Revision};

use super::encoding::Encoding;
use super::fault::Fault;
use super::line_breaks::LineBreaks;

/// Tells whether a file still holds what was read or written. The hash decides; the time alone means
/// nothing, since copying tools and clocks move it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Identity {
    /// When the file was last written, where the file system tells.
    pub modified: Option<SystemTime>,
    /// Bytes in the file.
    pub len: u64,
    /// Hash of all bytes in the file, a byte order mark included. Good within one run of the program.
    pub hash: u64,
}

impl Identity {
    /// Whether both stand for the same bytes.
    #[must_use]
    pub fn has_same_content(&self, other: &Self) -> bool {
        (self.len, self.hash) == (other.len, other.hash)
    }
}

/// The hash of a file's bytes, however many come at once. The same within one run of the program, which is all that
/// is asked of it.
#[derive(Default)]
pub(super) struct ContentHash(DefaultHasher);

impl ContentHash {
    pub(super) fn add(&mut self, bytes: &[u8]) {
        self.0.write(bytes);
    }

    pub(super) fn finish(self) -> u64 {
        self.0.finish()
    }
}

/// The hash of bytes that are all there.
pub(super) fn hash(bytes: &[u8]) -> u64 {
    let mut hash = ContentHash::default();
    hash.add(bytes);
    hash.finish()
}

/// A file that was opened.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// Where it is, links resolved: a save goes to this file.
    pub path: PathBuf,
    /// The text without its byte order mark; line ends as they are in the file.
    pub text: Rope,
    /// Whether the file began with a byte order mark; a save writes it again.
    pub has_bom: bool,
    /// How its characters were written as bytes; a save writes them so.
    pub encoding: Encoding,
    /// Why the text can only be looked at: a save wouldn't give the file's bytes. None if it would.
    pub fault: Option<Fault>,
    /// How its lines end.
    pub breaks: LineBreaks,
    /// What the file held.
    pub identity: Identity,
    /// Something the person should know about the file, in a sentence: a declared encoding that isn't
    /// the one in use, or characters that text doesn't have.
    pub note: Option<String>,
}

/// What must be at the path for a save to go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// What was read or written last, or nothing (a file deleted outside comes back).
    Same(Identity),
    /// Anything or nothing: the person has agreed to overwrite it.
    Anything,
}

/// A state of a document to be written.
#[derive(Clone, Debug)]
pub struct Save {
    /// The document.
    pub document: DocumentId,
    /// The state of `text`.
    pub revision: Revision,
    /// Where to; links are followed.
    pub path: PathBuf,
    /// A snapshot.
    pub text: Rope,
    /// Whether to begin with a byte order mark.
    pub has_bom: bool,
    /// How to write its characters as bytes.
    pub encoding: Encoding,
    /// What must be at `path`.
    pub expected: Expected,
}

/// A state of a document that is on disk.
#[derive(Clone, Debug)]
pub struct Saved {
    /// The document.
    pub document: DocumentId,
    /// The state that was written.
    pub revision: Revision,
    /// Where it is, links resolved.
    pub path: PathBuf,
    /// The text that was written.
    pub text: Rope,
    /// What the file holds now.
    pub identity: Identity,
    /// How its characters were written as bytes.
    pub encoding: Encoding,
    /// Whether it begins with a byte order mark.
    pub has_bom: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_have_the_hash_of_the_whole() {
        let bytes: Vec<u8> = (0..100_000_u32).map(|n| (n.wrapping_mul(n) >> 3) as u8).collect();
        for size in [1, 7, 64, 1000, 65_536] {
            let mut pieces = ContentHash::default();
            bytes.chunks(size).for_each(|piece| pieces.add(piece));
            assert_eq!(pieces.finish(), hash(&bytes), "{size}");
        }
    }
}
