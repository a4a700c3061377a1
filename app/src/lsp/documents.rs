//! The open documents on the reading side: the newest text of each.
//!
//! Invariant: a document's text is what the client has, change by change; what else is known of a text belongs
//! to the analysis.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use crop::Rope;
use namelight_engine::text::{DocumentId, Edit, Patch, Revision};

use super::encoding::Encoding;
use super::params::ContentChange;
use super::text::Text;

/// A text that the client has open.
pub(super) struct Document {
    /// No other document of this run has it, even if it has the same URI later.
    pub(super) id: DocumentId,
    /// As the client wrote it.
    pub(super) uri: Arc<str>,
    /// The client's number of the text state.
    pub(super) version: i32,
    pub(super) text: Text,
}

/// All open documents, by URI.
#[derive(Default)]
pub(super) struct Documents {
    open: HashMap<Arc<str>, Document>,
    last_id: u64,
}

impl Documents {
    pub(super) fn get(&self, uri: &str) -> Option<&Document> {
        self.open.get(uri)
    }

    pub(super) fn get_mut(&mut self, uri: &str) -> Option<&mut Document> {
        self.open.get_mut(uri)
    }

    /// Opens a document; one that has the URI already has to be closed before.
    pub(super) fn open(&mut self, uri: &str, version: Option<i32>, rope: Rope) -> &Document {
        self.last_id += 1;
        let uri: Arc<str> = uri.into();
        let document = Document {
            id: DocumentId(self.last_id),
            uri: Arc::clone(&uri),
            version: version.unwrap_or_default(),
            text: Text::from(rope),
        };
        self.open.entry(uri).insert_entry(document).into_mut()
    }

    pub(super) fn close(&mut self, uri: &str) -> Option<Document> {
        self.open.remove(uri)
    }
}

impl Document {
    /// Applies changes in their order; what they did altogether.
    pub(super) fn change(
        &mut self,
        version: Option<i32>,
        changes: Vec<ContentChange>,
        encoding: Encoding,
    ) -> Patch {
        self.version = version.unwrap_or(self.version);
        let edits: Vec<Edit> = changes
            .into_iter()
            .map(|ContentChange { range, text }| {
                let (range, new_len) = match range {
                    Some(range) => {
                        let start = encoding.byte_of(&self.text, range.start);
                        let range = start..encoding.byte_of(&self.text, range.end).max(start);
                        self.text.replace(range.clone(), &text.0.to_string());
                        (range, text.0.byte_len())
                    }
                    None => {
                        let changed = difference(self.text.rope(), &text.0);
                        self.text = Text::from(text.0);
                        changed
                    }
                };
                // The patch needs no numbers.
                Edit { revision: Revision::default(), range, new_len }
            })
            .collect();
        Patch::of(&edits)
    }
}

/// What of `old` was replaced to get `new`, and how long that is in `new`; so most of what is known of a text
/// stays when a client sends all of it anew.
fn difference(old: &Rope, new: &Rope) -> (Range<usize>, usize) {
    let mut start = old.bytes().zip(new.bytes()).take_while(|(old, new)| old == new).count();
    while !old.is_char_boundary(start) || !new.is_char_boundary(start) {
        start -= 1;
    }
    let most = old.byte_len().min(new.byte_len()) - start;
    let from_end = old.bytes().rev().zip(new.bytes().rev()).take(most);
    let mut same = from_end.take_while(|(old, new)| old == new).count();
    while !old.is_char_boundary(old.byte_len() - same) || !new.is_char_boundary(new.byte_len() - same) {
        same -= 1;
    }
    (start..old.byte_len() - same, new.byte_len() - same - start)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(old: &str, new: &str) -> (Range<usize>, usize) {
        let (range, len) = difference(&Rope::from(old), &Rope::from(new));
        let mut changed = old.to_owned();
        changed.replace_range(range.clone(), &new[range.start..range.start + len]);
        assert_eq!(changed, new);
        (range, len)
    }

    #[test]
    fn only_what_differs() {
        assert_eq!(check("abc", "abc"), (3..3, 0));
        assert_eq!(check("abc", "axbc"), (1..1, 1));
        assert_eq!(check("aaa", "aaaa"), (3..3, 1));
        assert_eq!(check("", "é"), (0..0, 2));
        assert_eq!(check("é", "è"), (0..2, 2), "their first bytes are the same");
    }

    proptest! {
        #[test]
        fn leads_from_any_text_to_any_other(old in "[abéè🦀🦁]{0,12}", new in "[abéè🦀🦁]{0,12}") {
            check(&old, &new);
        }
    }
}
