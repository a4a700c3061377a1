//! Blanks that a new line was indented with, and that nobody has typed behind: once no cursor is in that line any more,
//! they go.
//!
//! Invariants: only blanks that Enter or the like has written are taken away, and only while nobody has touched them;
//! they go with the step of undo that is the newest, so that nobody has to take them back on their own.

use std::ops::Range;

use namelight_engine::text::Revision;

use super::rewrite::{Replacements, Rewrite};
use super::{Document, Selection, lines};

/// The blanks of lines that were begun and not gone on with.
#[derive(Debug, Default)]
pub(super) struct LeftBlanks {
    /// In the order of the text, in bytes of the state `revision`.
    lines: Vec<Range<usize>>,
    revision: Revision,
}

impl LeftBlanks {
    /// Follows an edit of the state `before`; lines that it touches are a person's own.
    pub(super) fn follow(&mut self, replacements: &Replacements, before: Revision) {
        if self.lines.is_empty() {
            return;
        }
        if self.revision != before {
            return self.lines.clear();
        }
        let rewrite = Rewrite::of(replacements);
        let is_touched = |line: &Range<usize>| {
            let next = replacements.partition_point(|(range, _)| range.end < line.start);
            replacements.get(next).is_some_and(|(range, _)| range.start <= line.end)
        };
        self.lines.retain(|line| !is_touched(line));
        for line in &mut self.lines {
            *line = rewrite.map(line.start)..rewrite.map(line.end);
        }
    }

    /// The edit that was followed is made.
    pub(super) fn come_to(&mut self, revision: Revision) {
        self.revision = revision;
    }
}

impl Document {
    /// Takes note of the lines that the cursors were put into, if there is nothing but blanks in them.
    pub(super) fn note_blank_lines(&mut self) {
        let text = &self.text;
        let mut noted = std::mem::take(&mut self.left_blanks.lines);
        for selection in self.selections.iter().filter(|selection| selection.is_empty()) {
            let line = lines::of_offset(text, selection.head);
            let (start, end) = (lines::start(text, line), lines::end(text, line));
            if start < end && selection.head == end && lines::indentation_end(text, line) == end {
                noted.push(start..end);
            }
        }
        noted.sort_by_key(|line| line.start);
        noted.dedup();
        self.left_blanks = LeftBlanks { lines: noted, revision: self.revision };
    }

    /// Takes the blanks of begun lines away that no cursor is in any more. What is saved waits for the next edit: to move
    /// about in a file doesn't modify it.
    ///
    /// This changes the text without a command, so it is done between the commands of two frames.
    pub fn drop_left_blanks(&mut self) {
        if self.left_blanks.lines.is_empty() || !self.is_modified() {
            return;
        }
        if self.left_blanks.revision != self.revision || self.history.can_redo() {
            return self.left_blanks.lines.clear();
        }
        let selections = &self.selections;
        let is_here = |line: &Range<usize>| selections.touching(line.clone()).is_some();
        let (here, left): (Vec<_>, Vec<_>) = self.left_blanks.lines.drain(..).partition(is_here);
        self.left_blanks.lines = here;
        if left.is_empty() {
            return;
        }
        let replacements: Replacements = left.into_iter().map(|line| (line, String::new())).collect();
        let rewrite = Rewrite::of(&replacements);
        let changes = self.replace_each(replacements);
        let map = |selection: Selection| Selection {
            anchor: rewrite.map(selection.anchor),
            head: rewrite.map(selection.head),
        };
        // A column that is kept for the next row stays.
        let moved = self.selections.moved(|caret| caret.with(map(caret.selection)));
        self.history.amend(changes, |caret| caret.at(map(caret.selection)));
        self.set_selections(moved);
    }
}
