//! A file's index where long classes and brackets are edited: only what an edit touches of them is indexed again.

use std::sync::Arc;

use super::divisions::Division;
use super::file_index::FileIndex;
use super::reading::{AndTree, State};
use crate::scopes::SegmentIndex;
use crate::segments::SegmentId;
use crate::worker::{CancelToken, Cancelled};

impl FileIndex {
    /// The index of a segment that has none, made of what is there of it: the index before the last edits, else the
    /// tree; and how that was read. `text` is the segment's.
    pub(super) fn indexed_anew(
        &mut self,
        at: usize,
        id: SegmentId,
        text: &str,
        tree: AndTree,
        cancel: &CancelToken,
    ) -> Result<(SegmentIndex, State), Cancelled> {
        let start = self.range(at).start;
        let (reader, names) = (&mut self.reader, &mut self.names);
        if let Some((class, change)) = self.divisions.of(start, text.len())
            && let Some((index, division)) = reader.spliced(text, names, class, &change, cancel)?
        {
            // The tree stays where it is: nobody needed the one of the whole text yet.
            self.divide(start, id, division);
            return Ok((index, State::Sound));
        }
        let base = self.edited_trees.of(start, text.len(), &self.text);
        if base.is_none()
            && let Some((index, division)) = reader.piecewise(id.into(), text, names, cancel)?
        {
            self.divide(start, id, division);
            return Ok((index, State::Sound));
        }
        let built = reader.index(id.into(), text, names, base.as_ref(), tree, cancel);
        self.reader.discard(base);
        let (index, state, division) = built?;
        let dropped = self.edited_trees.remove(start);
        self.reader.discard(dropped);
        // While the text is broken what was known before it was stays.
        if let Some(division) = division {
            self.divide(start, id, division);
        }
        Ok((index, state))
    }

    /// The segment that starts at a byte has a new index, and is divided so.
    fn divide(&mut self, start: usize, id: SegmentId, division: Division) {
        let segments = &self.segments;
        self.divisions.remove(start);
        self.divisions.add(id, division, |id| segments.index_of(id).is_some());
    }

    /// The segment at a byte is about to be edited.
    pub(super) fn keep_what_is_known_at(&mut self, offset: usize) {
        let at = self.segments.index_at(offset);
        let Some(id) = self.segments.id(at) else { return };
        let range = self.segments.range(at);
        if let Some(Some(index)) = self.segments.payload(at) {
            self.divisions.keep(id, &Arc::clone(index), range.clone());
        }
        if let Some(tree) = self.reader.take_tree(id.into()) {
            let dropped = self.edited_trees.add(tree, range);
            self.reader.discard(dropped);
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use crop::Rope;

    use super::*;

    /// Whether a class with some lines among its many is divided once it is indexed.
    fn is_divided(lines: &str) -> bool {
        let rows = "    def rise(self):\n        return self.level\n".repeat(2_000);
        let text = format!("class Tide:\n{rows}{lines}{rows}");
        let mut index = FileIndex::of(&Rope::from(text));
        index.index_some(1, &CancelToken::never()).unwrap();
        index.divisions.of_segment(index.segments.id(0).unwrap()).is_some()
    }

    #[test]
    fn what_only_looks_as_if_the_grammar_misread_it_divides_a_class() {
        assert!(is_divided("    # It has to match (see above) what was read.\n"));
        assert!(is_divided("    level = 1\n"));
        assert!(is_divided("    name = b'\\N{' + level + '}'\n"));
        let respelled = "    def read(self):\n        match [self]:\n            case [one]: return one\n";
        assert!(!is_divided(respelled));
    }
}
