//! What changed between two text states, in offsets alone.

use std::ops::Range;

/// Which text a revision belongs to. Two documents never share one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct DocumentId(pub u64);

/// Number of a text state; every edit makes a new one, larger by one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Revision(pub u64);

impl Revision {
    /// The revision that the next edit makes.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

/// Number of a request; every new request makes all earlier ones obsolete.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Generation(pub u64);

/// One replacement of a byte range, without the text.
///
/// The first edit of an [`EditLog`](super::EditLog) may stand for several; read such edits with
/// [`catch_up`](super::catch_up).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Edit {
    /// The revision that this edit made (the text before it had the one below).
    pub revision: Revision,
    /// What was replaced: bytes in the text before the edit.
    pub range: Range<usize>,
    /// How many bytes stand there now.
    pub new_len: usize,
}

impl Edit {
    /// The replacement's range in the text after the edit, in bytes.
    #[must_use]
    pub fn new_range(&self) -> Range<usize> {
        self.range.start..self.range.start + self.new_len
    }
}
