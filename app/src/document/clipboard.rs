//! What copying takes from several selections, and how a paste is shared out between them.

use super::{Document, Selection, lines};

/// What goes to the clipboard for the texts of several selections: one after the other, each beginning a line.
#[must_use]
pub fn joined(parts: &[String]) -> String {
    let mut all = String::with_capacity(parts.iter().map(|part| part.len() + 1).sum());
    for (index, part) in parts.iter().enumerate() {
        // A whole line brings its line break along.
        if index > 0 && !all.ends_with('\n') {
            all.push('\n');
        }
        all.push_str(part);
    }
    all
}

/// The lines of a text to paste, if there are so many and more than one. A line break at its end begins no line.
pub(super) fn shared_out(text: &str, cursors: usize) -> Option<Vec<String>> {
    if cursors < 2 {
        return None;
    }
    let whole = text.strip_suffix('\n').unwrap_or(text);
    let without_return = |line: &str| line.strip_suffix('\r').unwrap_or(line).to_owned();
    let lines = || whole.split('\n');
    (lines().take(cursors + 1).count() == cursors).then(|| lines().map(without_return).collect())
}

impl Document {
    /// What copying and cutting take, in the order of the text: each selection, or the line of a cursor that has
    /// selected nothing. The line of several such cursors counts once.
    #[must_use]
    pub fn copied(&self) -> Vec<String> {
        let mut parts = Vec::with_capacity(self.selections.len());
        let mut last_line = None;
        for selection in self.selections.iter() {
            let taken = self.taken(selection);
            if selection.is_empty() && last_line.replace(taken.start) == Some(taken.start) {
                continue;
            }
            if !taken.is_empty() {
                parts.push(self.text.byte_slice(taken).to_string());
            }
        }
        parts
    }

    /// Whether copying takes whole lines, with their line breaks.
    #[must_use]
    pub fn copies_lines(&self) -> bool {
        self.selections.iter().all(|selection| {
            let taken = self.taken(selection);
            let is_start = |at: usize| lines::start(&self.text, lines::of_offset(&self.text, at)) == at;
            !taken.is_empty() && is_start(taken.start) && self.text.byte(taken.end - 1) == b'\n'
        })
    }

    /// The bytes that copying and cutting take for one selection.
    pub(super) fn taken(&self, selection: Selection) -> std::ops::Range<usize> {
        if !selection.is_empty() {
            return selection.range();
        }
        let line = lines::of_offset(&self.text, selection.head);
        lines::start(&self.text, line)..lines::end_with_break(&self.text, line)
    }
}
