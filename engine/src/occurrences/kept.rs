//! The replicas of the documents that were asked about last, so that turning from one to another costs nothing.
//!
//! Invariants: one of them is in front, and only that one has a reader that has read anything; those that rest hold
//! no trees. However many documents are asked about, no more than [`MOST_DOCUMENTS`] are kept, and those that rest
//! hold no more than [`MOST_BYTES`] of text together; the one in front is kept whatever it holds.

use super::file_index::FileIndex;
use super::query::OnScreen;
use crate::text::{DocumentId, Revision};
use crate::worker::Request;

/// Documents that are kept: as many as somebody goes to and fro between.
const MOST_DOCUMENTS: usize = 8;

/// Bytes of text in the documents that rest. An index takes somewhat more memory than its text.
const MOST_BYTES: usize = 256 * 1024 * 1024;

/// The engine's replica of one document.
pub(super) struct Replica {
    pub(super) document: DocumentId,
    pub(super) revision: Revision,
    pub(super) index: FileIndex,
    /// What is known of the lines that were asked about last.
    pub(super) on_screen: Option<OnScreen>,
    /// Whether all of it is indexed.
    pub(super) is_done: bool,
}

impl Replica {
    fn of(document: DocumentId, revision: Revision, index: FileIndex) -> Self {
        Self { document, revision, index, on_screen: None, is_done: false }
    }

    fn bytes(&self) -> usize {
        self.index.text.byte_len()
    }
}

/// The replicas that are kept.
pub(super) struct Kept {
    front: Replica,
    /// The one that was in front last comes first.
    resting: Vec<Replica>,
    /// Those that are to go when nobody waits: taking a large one apart takes a while.
    forgotten: Vec<Replica>,
    most_bytes: usize,
}

impl Kept {
    /// Knows the empty text alone.
    pub(super) fn new() -> Self {
        let front = Replica::of(DocumentId::default(), Revision::default(), FileIndex::new());
        Self { front, resting: Vec::new(), forgotten: Vec::new(), most_bytes: MOST_BYTES }
    }

    pub(super) fn front(&self) -> &Replica {
        &self.front
    }

    pub(super) fn front_mut(&mut self) -> &mut Replica {
        &mut self.front
    }

    /// Brings a request's document to the front: its replica as it was left, or else one of the request's text.
    pub(super) fn turn_to(&mut self, request: &Request) {
        if let Some(open) = &request.wants.open {
            let is_closed = |replica: &mut Replica| !open.contains(&replica.document);
            self.forgotten.extend(self.resting.extract_if(.., is_closed));
        }
        if self.front.document == request.document {
            return;
        }
        let known = self.resting.iter().position(|replica| replica.document == request.document);
        let mut next = match known {
            Some(at) => self.resting.remove(at),
            None => Replica::of(request.document, request.revision, FileIndex::of(&request.text)),
        };
        next.index.take_over_reader(&mut self.front.index);
        let last = std::mem::replace(&mut self.front, next);
        // The text of before the first request is nobody's.
        if last.document != DocumentId::default() {
            self.resting.insert(0, last);
        }
        self.clear_out();
    }

    /// Brings a document that isn't indexed in full to the front; whether there was one.
    pub(super) fn turn_to_unfinished(&mut self) -> bool {
        let Some(at) = self.resting.iter().position(|replica| !replica.is_done) else { return false };
        let mut next = self.resting.remove(at);
        next.index.take_over_reader(&mut self.front.index);
        let last = std::mem::replace(&mut self.front, next);
        self.resting.insert(0, last);
        true
    }

    /// Forgets the documents that were asked about longest ago, as far as there are too many.
    fn clear_out(&mut self) {
        let mut bytes = 0_usize;
        let fits = |replica: &Replica| {
            bytes = bytes.saturating_add(replica.bytes());
            bytes <= self.most_bytes
        };
        let fitting = self.resting.iter().map(fits).take_while(|fits| *fits).count();
        let kept = fitting.min(MOST_DOCUMENTS - 1).min(self.resting.len());
        self.forgotten.extend(self.resting.drain(kept..));
    }

    /// Takes one apart that is forgotten; whether there was one.
    pub(super) fn drop_forgotten(&mut self) -> bool {
        self.forgotten.pop().is_some()
    }
}

#[cfg(test)]
mod tests {
    use crop::Rope;

    use super::*;
    use crate::occurrences::Wants;
    use crate::text::Generation;

    fn about(document: u64, text: &str) -> Request {
        Request {
            document: DocumentId(document),
            generation: Generation(1),
            revision: Revision(0),
            text: Rope::from(text),
            edits: Vec::new(),
            cursor: None,
            visible_lines: 0..1,
            hidden_lines: Vec::new(),
            visible_columns: 0..80,
            wants: Wants::default(),
        }
    }

    fn kept(kept: &Kept) -> Vec<u64> {
        std::iter::once(&kept.front).chain(&kept.resting).map(|replica| replica.document.0).collect()
    }

    #[test]
    fn the_last_few_documents_are_kept() {
        let mut all = Kept::new();
        (1..=20).for_each(|document| all.turn_to(&about(document, "a = 1\n")));
        assert_eq!(kept(&all), [20, 19, 18, 17, 16, 15, 14, 13]);
        all.turn_to(&about(15, "a = 1\n"));
        assert_eq!(kept(&all), [15, 20, 19, 18, 17, 16, 14, 13]);
    }

    #[test]
    fn what_rests_is_bounded_by_the_bytes_of_its_text() {
        let mut all = Kept { most_bytes: 20, ..Kept::new() };
        all.turn_to(&about(1, "a = 1\n"));
        all.turn_to(&about(2, "b = 222\n"));
        all.turn_to(&about(3, "c = 3\n"));
        assert_eq!(kept(&all), [3, 2, 1]);
        all.turn_to(&about(4, "d = 4\n"));
        assert_eq!(kept(&all), [4, 3, 2, 1], "20 bytes rest");
        all.turn_to(&about(5, &"long = 1\n".repeat(20)));
        assert_eq!(kept(&all), [5, 4, 3, 2], "the one in front counts for nothing");
        all.turn_to(&about(4, "d = 4\n"));
        assert_eq!(kept(&all), [4], "a long one is forgotten with all that was asked about before it");
    }

    #[test]
    fn what_is_closed_is_forgotten_with_the_next_question() {
        let mut all = Kept::new();
        (1..=4).for_each(|document| all.turn_to(&about(document, "a = 1\n")));
        let mut request = about(4, "a = 1\n");
        all.turn_to(&request);
        assert_eq!(kept(&all), [4, 3, 2, 1], "nobody said what is open");
        request.wants.open = Some([DocumentId(4), DocumentId(2)].into());
        all.turn_to(&request);
        assert_eq!(kept(&all), [4, 2]);
        assert!(all.drop_forgotten() && all.drop_forgotten());
        assert!(!all.drop_forgotten());
    }

    #[test]
    fn idle_work_finds_what_is_not_finished() {
        let mut all = Kept::new();
        all.turn_to(&about(1, "a = 1\n"));
        all.turn_to(&about(2, "b = 2\n"));
        all.front_mut().is_done = true;
        assert!(all.turn_to_unfinished());
        assert_eq!(all.front().document, DocumentId(1));
        all.front_mut().is_done = true;
        assert!(!all.turn_to_unfinished());
    }
}
