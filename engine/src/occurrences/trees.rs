//! The trees that a file's index walks over when it is asked for colours or for what belongs to a keyword.

use std::ops::Range;

use super::file_index::FileIndex;
use super::reading::{AndTree, Reading};
use crate::scopes::SegmentIndex;
use crate::segments::SegmentId;
use crate::syntax::NoTree;
use crate::worker::{CancelToken, Cancelled};

impl FileIndex {
    /// Walks over the tree of a segment, given with the segment's index and text. Nothing happens
    /// where the segment is searched as plain text.
    pub(super) fn with_tree(
        &mut self,
        at: usize,
        cancel: &CancelToken,
        walk: impl FnOnce(&Self, &SegmentIndex, &Reading, &str) -> Result<(), Cancelled>,
    ) -> Result<(), Cancelled> {
        self.with_tree_of(at, None, cancel, walk)
    }

    /// The same for a walk that looks at some bytes of the segment alone, and at what holds them: the tree may have nothing
    /// else of a long class.
    pub(super) fn with_tree_at(
        &mut self,
        at: usize,
        bytes: Range<usize>,
        cancel: &CancelToken,
        walk: impl FnOnce(&Self, &SegmentIndex, &Reading, &str) -> Result<(), Cancelled>,
    ) -> Result<(), Cancelled> {
        self.with_tree_of(at, Some(&bytes), cancel, walk)
    }

    fn with_tree_of(
        &mut self,
        at: usize,
        bytes: Option<&Range<usize>>,
        cancel: &CancelToken,
        walk: impl FnOnce(&Self, &SegmentIndex, &Reading, &str) -> Result<(), Cancelled>,
    ) -> Result<(), Cancelled> {
        let index = self.index_and(at, AndTree::Keep, cancel)?;
        if index.is_plain() {
            return Ok(());
        }
        let Some(id) = self.load(at, cancel)? else { return Ok(()) };
        let text = std::mem::take(&mut self.buffer);
        let walked = match self.tree_of(at, id, &text, bytes, cancel) {
            Ok(reading) => walk(self, &index, &reading, &text),
            Err(NoTree::Cancelled) => Err(Cancelled),
            Err(NoTree::Refused) => Ok(()),
        };
        self.buffer = text;
        walked
    }

    fn tree_of(
        &mut self,
        at: usize,
        id: SegmentId,
        text: &str,
        bytes: Option<&Range<usize>>,
        cancel: &CancelToken,
    ) -> Result<Reading, NoTree> {
        if let (Some(bytes), Some(division)) = (bytes, self.divisions.of_segment(id))
            && let Some(reading) = self.reader.read_parts(id.into(), text, division, bytes, cancel)?
        {
            return Ok(reading);
        }
        let start = self.range(at).start;
        let base = self.edited_trees.of(start, text.len(), &self.text);
        let reading = self.reader.read(id.into(), text, base.as_ref(), cancel);
        self.reader.discard(base);
        if reading.is_ok() {
            let dropped = self.edited_trees.remove(start);
            self.reader.discard(dropped);
        }
        reading
    }
}
