//! A document as an edit would leave it, to be shown before the edit is made.

use std::ops::Range;

use crop::{Rope, RopeBuilder};
use namelight_engine::text::Revision;

use super::unchanged::Unchanged;
use super::{Document, Selection, Selections};

/// From so many replacements on, copying the text is faster than changing it place by place.
const MANY: usize = 1000;

impl Document {
    /// This document with other text in some places, sorted and without overlap, in bytes. It has no history and is not
    /// for editing; `revision` has to be one that no text of this document ever has.
    #[must_use]
    pub fn preview(
        &self,
        replaces: &[(Range<usize>, String)],
        selection: Selection,
        revision: Revision,
    ) -> Self {
        let text = match replaces.len() {
            ..MANY => {
                let mut text = self.text.clone();
                for (range, new) in replaces.iter().rev() {
                    text.replace(range.clone(), new);
                }
                text
            }
            _ => rebuilt(&self.text, replaces),
        };
        let mut preview = Self::start(self.id, Rope::new(), super::spelling::Spelling::of(&Rope::new()));
        preview.text = text;
        preview.saved = self.saved.clone();
        preview.unchanged.set(Unchanged::NOTHING);
        preview.disk.clone_from(&self.disk);
        preview.unit = self.unit;
        preview.ending = self.ending;
        preview.revision = revision;
        preview.selections = Selections::one(selection);
        preview
    }
}

fn rebuilt(text: &Rope, replaces: &[(Range<usize>, String)]) -> Rope {
    let mut builder = RopeBuilder::new();
    let mut done = 0;
    for (range, new) in replaces {
        for chunk in text.byte_slice(done..range.start).chunks() {
            builder.append(chunk);
        }
        builder.append(new);
        done = range.end;
    }
    for chunk in text.byte_slice(done..).chunks() {
        builder.append(chunk);
    }
    builder.build()
}

#[cfg(test)]
mod tests {
    use namelight_engine::text::DocumentId;

    use super::*;

    #[test]
    fn many_places_and_few_give_the_same() {
        let text = "name = name + 1\r\n".repeat(MANY);
        let document = Document::new(DocumentId(1), &text);
        let replaces: Vec<_> =
            text.match_indices("name").map(|(at, name)| (at..at + name.len(), "größe".to_owned())).collect();
        let (few, many) = replaces.split_at(MANY - 1);
        let shown = |replaces: &[(Range<usize>, String)]| {
            let preview = document.preview(replaces, Selection::cursor(3), Revision(7));
            assert_eq!((preview.revision(), preview.cursor()), (Revision(7), 3));
            preview.text().to_string()
        };
        assert_eq!(shown(few), text.replacen("name", "größe", few.len()));
        assert_eq!(shown(&replaces), text.replace("name", "größe"));
        assert!(!many.is_empty());
    }
}
