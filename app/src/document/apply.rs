//! How a command changes a document. Every change of the text in the program passes through here.

use std::ops::Range;
use std::time::Duration;

use namelight_engine::text::Edit;

use super::history::{Change, Group, Run};
use super::indent::{self, Tab};
use super::style::{IndentUnit, LineEnding};
use super::{Command, Document, Motion, Selection, graphemes, lines, motion, newline};

impl Document {
    /// Does one thing. `now` is the time since the program started; it only serves to group edits
    /// for undo.
    ///
    /// A command never fails: offsets outside the text are clamped, offsets within a character move to
    /// its start.
    pub fn apply(&mut self, command: &Command, now: Duration) {
        let goal = self.goal.take();
        match command {
            Command::Move { motion, extend } => self.travel(*motion, *extend, goal),
            Command::Select(selection) => self.select(*selection),
            Command::SelectAll => self.select(Selection { anchor: 0, head: self.text.byte_len() }),
            Command::Type(typed) => {
                let run = if typed.contains(['\n', '\r']) { Run::Alone } else { Run::Typing };
                self.insert(run, &self.ending.convert(typed), now);
            }
            Command::Paste(pasted) => self.insert(Run::Alone, &self.ending.convert(pasted), now),
            Command::NewLine => {
                let new = newline::at(&self.text, self.selection.range(), self.unit, self.ending);
                let cursor = new.range.start + new.cursor;
                self.edit(Run::Alone, now, vec![(new.range, new.text)], Selection::cursor(cursor));
            }
            Command::Delete(motion) => self.delete(*motion, now),
            Command::Cut => {
                let range = self.selection.range();
                self.remove(Run::Alone, range, now);
            }
            Command::Indent => match indent::tab(&self.text, self.selection, self.unit) {
                Tab::Blanks(blanks) => self.insert(Run::Alone, &blanks, now),
                Tab::Lines(replacements) => self.shift_lines(replacements, now),
            },
            Command::Dedent => {
                let replacements = indent::dedent(&self.text, self.selection, self.unit);
                self.shift_lines(replacements, now);
            }
            Command::Undo => self.undo(),
            Command::Redo => self.redo(),
            Command::ReplaceMany { replaces, selection } => {
                self.edit(Run::Alone, now, replaces.clone(), *selection);
            }
            Command::ReplaceAll(new) => self.replace_all(new, now),
        }
    }

    fn travel(&mut self, motion: Motion, extend: bool, goal: Option<usize>) {
        let (from, there) =
            if extend { (self.selection.head, false) } else { motion::origin(self.selection, motion) };
        let (head, goal) =
            if there { (from, None) } else { motion::destination(&self.text, motion, from, goal) };
        let anchor = if extend { self.selection.anchor } else { head };
        self.select(Selection { anchor, head });
        self.goal = goal;
    }

    fn select(&mut self, selection: Selection) {
        let anchor = graphemes::snap_back(&self.text, selection.anchor);
        let head = graphemes::snap_back(&self.text, selection.head);
        let snapped = Selection { anchor, head };
        if snapped != self.selection {
            self.selection = snapped;
            self.history.close();
        }
    }

    fn insert(&mut self, run: Run, new: &str, now: Duration) {
        if new.is_empty() {
            return;
        }
        let range = self.selection.range();
        let after = Selection::cursor(range.start + new.len());
        self.edit(run, now, vec![(range, new.to_owned())], after);
        // Where what was written joins with what follows, the cursor stays behind what was written.
        let head = graphemes::snap_forward(&self.text, after.head);
        self.settle(Selection::cursor(head));
    }

    fn delete(&mut self, motion: Motion, now: Duration) {
        if !self.selection.is_empty() {
            return self.remove(Run::Alone, self.selection.range(), now);
        }
        let head = self.selection.head;
        let (mut target, _) = motion::destination(&self.text, motion, head, None);
        if let (Motion::Left, IndentUnit::Spaces(_)) = (motion, self.unit) {
            // Within the indentation a step back is a level.
            let start = lines::start(&self.text, lines::of_offset(&self.text, head));
            let only_spaces = self.text.byte_slice(start..head).bytes().all(|byte| byte == b' ');
            if only_spaces && head > start {
                target = head - indent::past_stop(head - start, self.unit);
            }
        }
        self.remove(Run::Deleting, target.min(head)..target.max(head), now);
    }

    fn remove(&mut self, run: Run, range: Range<usize>, now: Duration) {
        if !range.is_empty() {
            let after = Selection::cursor(range.start);
            self.edit(run, now, vec![(range, String::new())], after);
        }
    }

    fn shift_lines(&mut self, replacements: indent::Replacements, now: Duration) {
        let after = indent::map(self.selection, &replacements);
        let replacements = indent::merged(&self.text, replacements);
        self.edit(Run::Alone, now, replacements, after);
    }

    /// Replaces the text where it differs, so that what stands before and after keeps its place.
    fn replace_all(&mut self, new: &str, now: Duration) {
        let old = self.text.to_string();
        let mut prefix = old.bytes().zip(new.bytes()).take_while(|(a, b)| a == b).count();
        while !old.is_char_boundary(prefix) || !new.is_char_boundary(prefix) {
            prefix -= 1;
        }
        let (old_rest, new_rest) = (old.len() - prefix, new.len() - prefix);
        let ends = old.bytes().rev().zip(new.bytes().rev());
        let mut suffix = ends.take(old_rest.min(new_rest)).take_while(|(a, b)| a == b).count();
        while !old.is_char_boundary(old.len() - suffix) || !new.is_char_boundary(new.len() - suffix) {
            suffix -= 1;
        }
        let range = prefix..old.len() - suffix;
        let inserted = new.get(prefix..new.len() - suffix).unwrap_or_default();
        if range.is_empty() && inserted.is_empty() {
            return;
        }
        let map = |at: usize| {
            if at >= range.end {
                at - range.end + prefix + inserted.len()
            } else {
                at.min(prefix + inserted.len())
            }
        };
        let after = Selection { anchor: map(self.selection.anchor), head: map(self.selection.head) };
        self.edit(Run::Alone, now, vec![(range.clone(), inserted.to_owned())], after);
        self.unit = IndentUnit::of(&self.text);
        self.ending = LineEnding::of(&self.text);
    }

    /// Makes replacements that don't overlap, given in the order of the text and in bytes of the text
    /// before them all, and keeps them for undo.
    fn edit(&mut self, run: Run, now: Duration, replacements: indent::Replacements, after: Selection) {
        let before = self.selection;
        let mut changes = Vec::with_capacity(replacements.len());
        // From the end, so that the offsets of the others stay true.
        for (range, inserted) in replacements.into_iter().rev() {
            let removed = self.replace(range.clone(), &inserted);
            changes.push(Change { start: range.start, removed, inserted });
        }
        self.selection = Selection {
            anchor: graphemes::snap_back(&self.text, after.anchor),
            head: graphemes::snap_back(&self.text, after.head),
        };
        self.history.push(run, Group { changes, before, after: self.selection }, now);
    }

    /// Moves the selection as a part of the edit just made.
    fn settle(&mut self, selection: Selection) {
        self.selection = selection;
        self.history.settle(selection);
    }

    fn undo(&mut self) {
        if let Some(group) = self.history.pop_done() {
            for change in group.changes.iter().rev() {
                self.replace(change.start..change.start + change.inserted.len(), &change.removed);
            }
            self.selection = group.before;
            self.history.put_undone(group);
        }
    }

    fn redo(&mut self) {
        if let Some(group) = self.history.pop_undone() {
            for change in &group.changes {
                self.replace(change.start..change.start + change.removed.len(), &change.inserted);
            }
            self.selection = group.after;
            self.history.put_done(group);
        }
    }

    /// Replaces bytes, makes a revision of it and gives what stood there.
    fn replace(&mut self, range: Range<usize>, new: &str) -> String {
        let removed = self.text.byte_slice(range.clone()).to_string();
        self.text.replace(range.clone(), new);
        self.revision = self.revision.next();
        self.edits.push(Edit { revision: self.revision, range, new_len: new.len() });
        removed
    }
}
