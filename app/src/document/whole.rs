//! Rewrites of the whole text: white space tidied, line endings and indentation made others.
//!
//! They take as long as the text is long, so they are prepared on another thread from a snapshot and taken over in one
//! step of undo. Invariant: what was prepared for one state of a text is never taken over by another one.

use std::time::Duration;

use crop::Rope;
use namelight_engine::text::{DocumentId, Edit, Revision};

use super::columns::TAB_WIDTH;
use super::history::{Change, Group, Run};
use super::rewrite::{Replacements, Rewrite};
use super::style::{IndentUnit, LineEnding};
use super::{Document, Selection, graphemes, indent, lexical, lines};
use crate::files::LineBreaks;

/// What is done to the whole text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WholeText {
    /// As before saving.
    Tidy {
        /// White space at the ends of lines goes, except in strings and in the lines of cursors.
        trims: bool,
        /// The last line gets a line break.
        ends_with_newline: bool,
    },
    /// Every line ends so.
    LineEndings(LineEnding),
    /// A level of indentation is written so. Lines within strings stay, except those of documentation.
    Indentation(IndentUnit),
}

/// How a file is written.
pub(super) type Style = (IndentUnit, LineEnding);

/// A rewrite that can be made on any thread.
#[derive(Clone, Debug)]
pub struct Preparation {
    stamp: (DocumentId, Revision),
    text: Rope,
    what: WholeText,
    style: Style,
    /// Lines that are not trimmed, in order.
    kept: Vec<usize>,
}

/// A rewrite that is ready.
#[derive(Clone, Debug)]
pub struct Rewritten {
    stamp: (DocumentId, Revision),
    text: Rope,
    /// From the end of the text to its start.
    changes: Vec<Change>,
    rewrite: Rewrite,
    style: Style,
    breaks: LineBreaks,
}

/// A line of a source.
struct Line<'a> {
    number: usize,
    start: usize,
    /// Without its break.
    words: &'a str,
    line_break: &'a str,
    /// Whether it begins in a string that is data.
    is_data: bool,
    /// Whether a string goes on behind it.
    ends_in_string: bool,
}

impl Preparation {
    /// Does the work. `is_wanted` is asked every 64 KiB or oftener; none if it says no.
    #[must_use]
    pub fn run(&self, is_wanted: &dyn Fn() -> bool) -> Option<Rewritten> {
        let mut source = String::with_capacity(self.text.byte_len());
        self.text.chunks().for_each(|chunk| source.push_str(chunk));
        let strings = lexical::lines_in_strings(&source, is_wanted)?;
        let mut strings = strings.into_iter().peekable();
        let mut replacements = Replacements::new();
        let mut asked_at = 0;
        let mut start = 0;
        for (number, whole) in source.split_inclusive('\n').enumerate() {
            if start - asked_at >= 64 << 10 || number == 0 {
                asked_at = start;
                if !is_wanted() {
                    return None;
                }
            }
            let words = whole.strip_suffix('\n').unwrap_or(whole);
            let words =
                if words.len() < whole.len() { words.strip_suffix('\r').unwrap_or(words) } else { words };
            let line_break = whole.get(words.len()..).unwrap_or_default();
            let string = strings.next_if(|line| line.start == start);
            let next = start + whole.len();
            let ends_in_string = match line_break {
                "" => string.is_some(),
                _ => strings.peek().is_some_and(|line| line.start == next),
            };
            let is_data = string.is_some_and(|line| !line.is_documentation);
            let line = Line { number, start, words, line_break, is_data, ends_in_string };
            self.rewrite_line(&line, &mut replacements);
            start = next;
        }
        if let WholeText::Tidy { ends_with_newline: true, .. } = self.what
            && !source.is_empty()
            && !source.ends_with('\n')
        {
            replacements.push((source.len()..source.len(), self.style.1.text().to_owned()));
        }
        drop(source);
        let style = match self.what {
            WholeText::Tidy { .. } => self.style,
            WholeText::LineEndings(ending) => (self.style.0, ending),
            WholeText::Indentation(unit) => (unit, self.style.1),
        };
        Rewritten::of(self.stamp, &self.text, replacements, style, is_wanted)
    }

    fn rewrite_line(&self, line: &Line<'_>, replacements: &mut Replacements) {
        let end = line.start + line.words.len();
        match self.what {
            WholeText::Tidy { trims, .. } => {
                let trimmed = line.start + line.words.trim_end_matches([' ', '\t']).len();
                let is_kept = || line.ends_in_string || self.kept.binary_search(&line.number).is_ok();
                if trims && trimmed < end && !is_kept() {
                    replacements.push((trimmed..end, String::new()));
                }
            }
            WholeText::LineEndings(ending) => {
                // To Python a carriage return alone ends a line, too.
                let alone = line.words.match_indices('\r').map(|(at, _)| line.start + at);
                replacements.extend(alone.map(|at| (at..at + 1, ending.text().to_owned())));
                if !line.line_break.is_empty() && line.line_break != ending.text() {
                    replacements.push((end..end + line.line_break.len(), ending.text().to_owned()));
                }
            }
            WholeText::Indentation(unit) => {
                let words = line.words.trim_start_matches([' ', '\t']);
                let blanks = line.words.get(..line.words.len() - words.len()).unwrap_or_default();
                let new = self.reindented(blanks, unit);
                if !line.is_data && new != blanks {
                    replacements.push((line.start..line.start + blanks.len(), new));
                }
            }
        }
    }

    /// As many levels in another unit; what is left of a level stays in spaces.
    fn reindented(&self, blanks: &str, unit: IndentUnit) -> String {
        let columns = blanks.bytes().fold(0, |column, byte| match byte {
            b'\t' => column + TAB_WIDTH - column % TAB_WIDTH,
            _ => column + 1,
        });
        let level = self.style.0.columns();
        unit.text().repeat(columns / level) + &" ".repeat(columns % level)
    }
}

impl Rewritten {
    /// Replacements made ready; none if they aren't wanted any more.
    pub(super) fn of(
        stamp: (DocumentId, Revision),
        old: &Rope,
        replacements: Replacements,
        style: Style,
        is_wanted: &dyn Fn() -> bool,
    ) -> Option<Self> {
        let rewrite = Rewrite::of(&replacements);
        let mut text = old.clone();
        let mut changes = Vec::new();
        for (range, inserted) in indent::merged(old, replacements).into_iter().rev() {
            if !is_wanted() {
                return None;
            }
            let removed = text.byte_slice(range.clone()).to_string();
            text.replace(range.clone(), &inserted);
            changes.push(Change { start: range.start, removed, inserted });
        }
        let breaks = LineBreaks::of(text.chunks());
        Some(Self { stamp, text, changes, rewrite, style, breaks })
    }
}

impl Document {
    /// What another thread needs to rewrite the whole text.
    #[must_use]
    pub fn prepare(&self, what: WholeText) -> Preparation {
        let mut kept: Vec<usize> =
            self.selections.iter().map(|selection| lines::of_offset(&self.text, selection.head)).collect();
        kept.dedup();
        Preparation {
            stamp: (self.id, self.revision),
            text: self.text.clone(),
            what,
            style: (self.unit, self.ending),
            kept,
        }
    }

    /// Takes a rewrite over, in one step of undo, if it is of this very state; whether it was. `now` is the time since
    /// the program started.
    pub fn adopt(&mut self, rewritten: Rewritten, now: Duration) -> bool {
        let Rewritten { stamp, text, changes, rewrite, style, breaks } = rewritten;
        if stamp != (self.id, self.revision) {
            return false;
        }
        let before_style = (self.unit, self.ending);
        (self.unit, self.ending) = style;
        if changes.is_empty() {
            return true;
        }
        self.pairs.clear();
        self.expansions.clear();
        let mut len = self.text.byte_len();
        for Change { start, removed, inserted } in &changes {
            self.note_replaced(&(*start..start + removed.len()), len);
            len = len - removed.len() + inserted.len();
        }
        self.text = text;
        self.spelling.breaks = breaks;
        for change in &changes {
            self.revision = self.revision.next();
            let range = change.start..change.start + change.removed.len();
            self.edits.push(Edit { revision: self.revision, range, new_len: change.inserted.len() });
        }
        let text = &self.text;
        let after = self.selections.moved(|caret| {
            let Selection { anchor, head } = caret.selection;
            let map = |at: usize| graphemes::snap_back(text, rewrite.map(at));
            caret.at(Selection { anchor: map(anchor), head: map(head) })
        });
        let before = self.selections.clone();
        let style = Some([before_style, style]);
        self.history.push(Run::Alone, Group { changes, before, after: after.clone(), style }, now);
        self.set_selections(after);
        true
    }
}
