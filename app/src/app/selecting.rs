//! Selecting the places of the lit name: the next one, or all.
//!
//! What is lit decides, not how it is spelled; where nothing is lit, the selected text is looked for.

use std::ops::Range;

use crop::Rope;

use super::App;
use crate::document::{Command, Selection};

/// Bytes that are looked through for the selected text, each way: more would keep the frame waiting.
const SEARCHED: usize = 4 << 20;

impl App {
    /// Selects the name at the cursor; where it is selected, the next place of it, too.
    pub(super) fn select_next_place(&mut self) {
        let selection = self.file.document.selection();
        if selection.is_empty() {
            let word =
                self.lit_at(selection.head).unwrap_or_else(|| self.file.document.word_at(selection.head));
            let letters = self.file.document.text().byte_slice(word.clone());
            if letters.chars().all(char::is_whitespace) {
                self.say_in_passing("There is no word at the cursor.");
            } else {
                let mut all = self.file.document.selections().as_added();
                all.pop();
                all.push(Selection { anchor: word.start, head: word.end });
                self.file.document.apply(&Command::SelectMany(all), self.now);
            }
            return;
        }
        let range = selection.range();
        let next = match self.lit_at(range.start).filter(|lit| *lit == range) {
            Some(_) => self.next_unselected_place(range.end),
            None => self.next_same_text(&range),
        };
        match next {
            Some(next) => {
                let mut all = self.file.document.selections().as_added();
                all.push(Selection { anchor: next.start, head: next.end });
                self.file.document.apply(&Command::SelectMany(all), self.now);
            }
            None => self.say_in_passing("Every place is selected."),
        }
    }

    /// Selects every counted place of the lit name; the one at the cursor stays the first among them.
    pub(super) fn select_all_places(&mut self) {
        let cursor = self.file.document.cursor();
        let counted = self.file.light.lit().iter().filter(|one| one.certainty.is_counted());
        let mut all: Vec<Range<usize>> = counted.map(|one| one.range.clone()).collect();
        let Some(here) = all.iter().position(|range| range.start <= cursor && cursor <= range.end) else {
            self.say_no_name("There is no name at the cursor whose places could be selected.");
            return;
        };
        let here = all.remove(here);
        all.push(here);
        let all = all.into_iter().map(|range| Selection { anchor: range.start, head: range.end });
        self.file.document.apply(&Command::SelectMany(all.collect()), self.now);
    }

    /// The lit place that a byte touches.
    fn lit_at(&self, at: usize) -> Option<Range<usize>> {
        let lit = self.file.light.lit();
        let found = lit.get(lit.partition_point(|one| one.range.end < at))?;
        (found.range.start <= at && found.certainty.is_counted()).then(|| found.range.clone())
    }

    /// The next lit place behind a byte, or before it, that no cursor has selected.
    fn next_unselected_place(&self, from: usize) -> Option<Range<usize>> {
        let lit = self.file.light.lit();
        let (before, behind) = lit.split_at(lit.partition_point(|one| one.range.start < from));
        let is_free =
            |range: &Range<usize>| self.file.document.selections().touching(range.clone()).is_none();
        let counted = behind.iter().chain(before).filter(|one| one.certainty.is_counted());
        counted.map(|one| one.range.clone()).find(is_free)
    }

    /// The next place behind a range, or before it, with the same text that no cursor has selected. A whole word is only
    /// the same as a whole word.
    fn next_same_text(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let text = self.file.document.text();
        let needle = text.byte_slice(range.clone()).to_string();
        let end = text.byte_len();
        let parts = [range.end..end.min(range.end + SEARCHED), 0..range.start.min(SEARCHED)];
        let document = &self.file.document;
        let is_word = |range: &Range<usize>| document.word_at(range.start) == *range;
        let wants_words = is_word(range);
        let is_free = |range: &Range<usize>| {
            document.selections().touching(range.clone()).is_none() && (!wants_words || is_word(range))
        };
        parts.into_iter().find_map(|part| found_in(text, part, &needle, is_free))
    }
}

/// The first place in a part of a text that holds the needle and is free.
fn found_in(
    text: &Rope,
    part: Range<usize>,
    needle: &str,
    is_free: impl Fn(&Range<usize>) -> bool,
) -> Option<Range<usize>> {
    let mut end = part.end;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let copied = text.byte_slice(part.start..end.max(part.start)).to_string();
    let places = copied.match_indices(needle).map(|(at, _)| part.start + at..part.start + at + needle.len());
    places.into_iter().find(is_free)
}
