//! Which part of a text may differ from what is on disk, so that only that part is ever compared.
//!
//! Invariant: what is told to be the same is: the text and the saved one begin with the same bytes and end with the same.

use std::cell::Cell;
use std::ops::Range;

use crop::Rope;
use namelight_engine::text::Revision;

use super::Document;

/// So many states that are being written are followed; a person has one, or another one that was asked for meanwhile.
const MOST_SAVES: usize = 4;

/// What a text and the saved one have in common, as far as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unchanged {
    /// So many bytes at the start are the same.
    start: usize,
    /// And so many at the end.
    end: usize,
}

impl Unchanged {
    /// Nothing is known.
    pub(super) const NOTHING: Self = Self { start: 0, end: 0 };

    /// All of a text of so many bytes.
    pub(super) fn all(len: usize) -> Self {
        Self { start: len, end: len }
    }

    /// Goes on through an edit of a text that had so many bytes.
    pub(super) fn edit(&mut self, range: &Range<usize>, len: usize) {
        self.start = self.start.min(range.start);
        self.end = self.end.min(len.saturating_sub(range.end));
    }

    /// The bytes of the text and those of the saved one that may differ; none if the two are the same.
    pub(super) fn between(self, text: usize, saved: usize) -> Option<(Range<usize>, Range<usize>)> {
        if text == saved && self.start.saturating_add(self.end) >= text {
            return None;
        }
        let part = |len: usize| {
            let start = self.start.min(len);
            start..len.saturating_sub(self.end).max(start)
        };
        Some((part(text), part(saved)))
    }

    /// Whether a text differs from the saved one.
    pub(super) fn differs(self, text: &Rope, saved: &Rope) -> bool {
        if text.byte_len() != saved.byte_len() {
            return true;
        }
        let Some((here, there)) = self.between(text.byte_len(), saved.byte_len()) else { return false };
        // A part may begin within a character where the two differ, and a rope isn't cut there.
        if [&here.start, &here.end].iter().any(|at| !text.is_char_boundary(**at))
            || [&there.start, &there.end].iter().any(|at| !saved.is_char_boundary(**at))
        {
            return text != saved;
        }
        text.byte_slice(here) != saved.byte_slice(there)
    }
}

/// What has happened to the text since states of it were handed over to be written, the newest first. When one of them
/// is on disk it is known without a comparison what has been typed meanwhile.
#[derive(Debug, Default)]
pub(super) struct SinceSaves(Cell<[Option<(Revision, Unchanged)>; MOST_SAVES]>);

impl SinceSaves {
    /// A state of so many bytes is being written.
    pub(super) fn begin(&self, revision: Revision, len: usize) {
        let mut all = self.0.get();
        if all.iter().flatten().any(|(known, _)| *known == revision) {
            return;
        }
        all.rotate_right(1);
        let [first, ..] = &mut all;
        *first = Some((revision, Unchanged::all(len)));
        self.0.set(all);
    }

    /// What the text has in common with a state that was written.
    pub(super) fn since(&self, revision: Revision) -> Unchanged {
        let all = self.0.get();
        let known = all.iter().flatten().find(|(known, _)| *known == revision);
        known.map_or(Unchanged::NOTHING, |(_, unchanged)| *unchanged)
    }

    fn edit(&mut self, range: &Range<usize>, len: usize) {
        self.0.get_mut().iter_mut().flatten().for_each(|(_, unchanged)| unchanged.edit(range, len));
    }
}

impl Document {
    /// Bytes of a text that had `len` of them are replaced.
    pub(super) fn note_replaced(&mut self, range: &Range<usize>, len: usize) {
        self.unchanged.get_mut().edit(range, len);
        self.since_saves.edit(range, len);
    }
}

#[cfg(test)]
mod tests {
    use namelight_engine::text::DocumentId;
    use proptest::prelude::*;

    use super::super::{Command, Document, Motion, Selection};
    use super::*;

    #[test]
    fn after_an_edit_in_a_large_text_only_what_was_edited_is_compared() {
        let text = "level = level + 1\n".repeat(1_000_000);
        let mut document = Document::new(DocumentId(1), &text);
        document.apply(&Command::Select(Selection::cursor(9_000_000)), Default::default());
        for command in [Command::Type("x".to_owned()), Command::Delete(Motion::Left)] {
            document.apply(&command, Default::default());
        }
        let len = document.text().byte_len();
        let (here, there) = document.unchanged.get().between(len, len).unwrap_or_default();
        assert!(here.len() <= 1 && there.len() <= 1, "{here:?} {there:?}");
        assert!(!document.is_modified());
        assert_eq!(document.unchanged.get(), Unchanged::all(len), "what was found out is kept");
    }

    #[test]
    fn what_was_typed_while_it_was_saved_is_noticed() {
        let mut document = Document::new(DocumentId(1), "one");
        document.apply(&Command::Type("x".to_owned()), Default::default());
        let saved = crate::files::Saved {
            document: document.id(),
            revision: document.revision(),
            path: "here.py".into(),
            text: document.text().clone(),
            identity: crate::files::Identity { modified: None, len: 4, hash: 0 },
            encoding: document.encoding(),
            has_bom: false,
        };
        document.apply(&Command::Delete(Motion::Left), Default::default());
        document.apply(&Command::Type("y".to_owned()), Default::default());
        document.mark_saved(&saved);
        assert!(document.is_modified());
        document.apply(&Command::Delete(Motion::Left), Default::default());
        document.apply(&Command::Type("x".to_owned()), Default::default());
        assert!(!document.is_modified());
    }

    #[test]
    fn after_a_save_only_what_was_typed_meanwhile_is_compared() {
        let text = "level = level + 1\n".repeat(1_000_000);
        let mut document = Document::new(DocumentId(1), &text);
        document.apply(&Command::Type("x".to_owned()), Default::default());
        let save = document.save_as("here.py".into());
        document.apply(&Command::Select(Selection::cursor(9_000_000)), Default::default());
        for command in [Command::Type("y".to_owned()), Command::Delete(Motion::Right)] {
            document.apply(&command, Default::default());
        }
        document.mark_saved(&crate::files::Saved {
            document: save.document,
            revision: save.revision,
            path: save.path,
            text: save.text,
            identity: crate::files::Identity { modified: None, len: 4, hash: 0 },
            encoding: save.encoding,
            has_bom: save.has_bom,
        });
        let len = document.text().byte_len();
        let (here, there) = document.unchanged.get().between(len, len).unwrap_or_default();
        assert!(here.len() <= 2 && there.len() <= 2 && !here.is_empty(), "{here:?} {there:?}");
        assert!(document.is_modified());
    }

    #[test]
    fn after_a_rewrite_only_what_it_touched_is_compared() {
        let text = format!("{}a = 1  \n{}", "b = 2\n".repeat(10_000), "c = 3\n".repeat(10_000));
        let mut document = Document::new(DocumentId(1), &text);
        let what = super::super::WholeText::Tidy { trims: true, ends_with_newline: true };
        let rewritten = document.prepare(what).run(&|| true);
        assert!(rewritten.is_some_and(|rewritten| document.adopt(rewritten, Default::default())));
        let (here, there) =
            document.unchanged.get().between(document.text().byte_len(), text.len()).unwrap_or_default();
        assert!(here.is_empty() && there.len() == 2, "{here:?} {there:?}");
        assert!(document.is_modified());
    }

    proptest! {
        #[test]
        fn it_says_what_a_comparison_of_all_would(
            edits in prop::collection::vec((0usize..12, 0usize..4, "[aä漢]{0,2}"), 0..12),
            asks in prop::collection::vec(any::<bool>(), 12),
        ) {
            let mut document = Document::new(DocumentId(1), "aäaä漢aa");
            let saved = document.text().clone();
            for ((at, len, new), asks) in edits.into_iter().zip(asks) {
                let text = document.text();
                let floor = |at: usize| (0..=at.min(text.byte_len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
                let start = floor(at);
                let range = start..floor(start + len).max(start);
                let selection = Selection::cursor(0);
                document.apply(&Command::ReplaceMany { replaces: vec![(range, new)], selection }, Default::default());
                if asks {
                    prop_assert_eq!(document.is_modified(), *document.text() != saved);
                }
            }
            prop_assert_eq!(document.is_modified(), *document.text() != saved);
        }
    }
}
