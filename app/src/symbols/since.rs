//! How a text has changed since one of its states.

use namelight_engine::text::{DocumentId, Edit, Patch, Revision};

/// How a text has changed since one of its states.
#[derive(Clone, Debug)]
pub struct Since {
    /// Which text.
    document: DocumentId,
    /// The state at the beginning.
    from: Revision,
    /// The state that the patch leads to.
    to: Revision,
    patch: Patch,
}

impl Since {
    /// Nothing has changed yet.
    #[must_use]
    pub fn new(document: DocumentId, revision: Revision) -> Self {
        Self { document, from: revision, to: revision, patch: Patch::new() }
    }

    /// The text and its state at the beginning.
    #[must_use]
    pub fn stamp(&self) -> (DocumentId, Revision) {
        (self.document, self.from)
    }

    /// What leads to the present state.
    #[must_use]
    pub fn patch(&self) -> &Patch {
        &self.patch
    }

    /// Goes on to a text's present state through edits, of which some may be known. Whether that was possible: if not,
    /// it is about another text or something between was missed.
    #[must_use]
    pub fn follow(&mut self, document: DocumentId, revision: Revision, edits: &[Edit]) -> bool {
        if document != self.document || revision < self.to {
            return false;
        }
        let known = edits.partition_point(|edit| edit.revision <= self.to);
        let edits = edits.get(known..).unwrap_or_default();
        let connects = match (edits.first(), edits.last()) {
            (Some(first), Some(last)) => first.revision == self.to.next() && last.revision == revision,
            _ => revision == self.to,
        };
        if connects && !edits.is_empty() {
            self.patch = self.patch.then(&Patch::of(edits));
            self.to = revision;
        }
        connects
    }
}

#[cfg(test)]
mod tests {
    use namelight_engine::text::Bias;

    use super::*;

    fn edit(revision: u64, at: usize, new_len: usize) -> Edit {
        Edit { revision: Revision(revision), range: at..at, new_len }
    }

    #[test]
    fn edits_are_followed_once() {
        let mut since = Since::new(DocumentId(1), Revision(4));
        let edits = [edit(4, 0, 100), edit(5, 0, 3), edit(6, 0, 4)];
        assert!(since.follow(DocumentId(1), Revision(6), &edits), "the first one is in it already");
        assert!(since.follow(DocumentId(1), Revision(6), &[]));
        assert_eq!(since.patch().map_offset(10, Bias::Left), 17);
        assert_eq!(since.stamp().1, Revision(4));
    }

    #[test]
    fn another_text_or_a_gap_is_noticed() {
        let mut since = Since::new(DocumentId(1), Revision(4));
        assert!(!since.follow(DocumentId(2), Revision(4), &[]));
        assert!(!since.follow(DocumentId(1), Revision(6), &[edit(6, 0, 1)]));
        assert!(!since.follow(DocumentId(1), Revision(5), &[]));
        assert!(!since.follow(DocumentId(1), Revision(3), &[]));
    }
}
