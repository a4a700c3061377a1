//! Writes words in other letters: UPPER, lower, Title.

use std::ops::Range;
use std::time::Duration;

use super::apply::Place;
use super::rewrite::{Replacements, Rewrite};
use super::{Document, LetterCase, Selection, words};

impl LetterCase {
    /// The same text in these letters.
    #[must_use]
    pub fn of(self, text: &str) -> String {
        match self {
            Self::Upper => text.to_uppercase(),
            Self::Lower => text.to_lowercase(),
            Self::Title => {
                let mut title = String::with_capacity(text.len());
                let mut is_inside = false;
                for c in text.chars() {
                    if is_inside {
                        title.extend(c.to_lowercase())
                    } else {
                        title.extend(c.to_uppercase())
                    }
                    // An apostrophe is inside a word: it's.
                    is_inside = c.is_alphanumeric() || is_inside && c == '\'';
                }
                title
            }
        }
    }
}

impl Document {
    /// Changes the letters of what is selected, or of the words at the cursors.
    pub(super) fn change_case(&mut self, case: LetterCase, now: Duration) {
        let mut replacements = Replacements::new();
        // The range of each selection, and which replacement is its.
        let mut ranges: Vec<(Range<usize>, Option<usize>)> = Vec::with_capacity(self.selections.len());
        for selection in self.selections.iter() {
            let range = match selection.is_empty() {
                true => words::around(&self.text, selection.head),
                false => selection.range(),
            };
            if let Some((last, index)) = ranges.last().filter(|(last, _)| last.start == range.start).cloned()
            {
                ranges.push((last, index));
                continue;
            }
            let old = self.text.byte_slice(range.clone()).to_string();
            let new = case.of(&old);
            let is_free = replacements.last().is_none_or(|(last, _)| last.end <= range.start);
            let index = (old != new && is_free).then_some(replacements.len());
            if index.is_some() {
                replacements.push((range.clone(), new));
            }
            ranges.push((range, index));
        }
        let rewrite = Rewrite::of(&replacements);
        let place = |(selection, (range, index)): (Selection, &(Range<usize>, Option<usize>))| {
            let Selection { anchor, head } = selection;
            let length = index.and_then(|index| replacements.get(index)).map_or(0, |(_, new)| new.len());
            let map = |at: usize| match index {
                Some(index) if selection.is_empty() => {
                    rewrite.within(*index, length.min(at.saturating_sub(range.start)))
                }
                Some(index) => rewrite.within(*index, if at == range.start { 0 } else { length }),
                None => rewrite.map(at),
            };
            Place::At(Selection { anchor: map(anchor), head: map(head) })
        };
        let places = self.selections.iter().zip(&ranges).map(place).collect();
        self.edit_at_once(replacements, places, now);
    }
}
