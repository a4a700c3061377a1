//! How a command changes a document. Every change of the text in the program passes through here.

use std::ops::Range;
use std::time::Duration;

use crop::Rope;
use namelight_engine::text::Edit;

use super::clipboard::{joined, shared_out};
use super::history::{Change, Group, Run};
use super::indent::{self, Tab};
use super::rewrite::{Replacements, Rewrite, united};
use super::style::{IndentUnit, LineEnding};
use super::{
    Command, Document, Motion, Selection, Selections, colon, graphemes, lexical, lines, motion, newline,
    pairs, paste, words,
};

/// Where a cursor goes with an edit, in bytes of the text after it.
pub(super) enum Place {
    /// Behind what was written. Where that joins with what follows, it stays behind both.
    Behind(usize),
    /// There, or before the grapheme that is there now.
    At(Selection),
}

impl Place {
    pub(super) fn cursor(at: usize) -> Self {
        Self::At(Selection::cursor(at))
    }

    fn in_text(self, text: &Rope) -> Selection {
        match self {
            Self::Behind(at) => Selection::cursor(graphemes::snap_forward(text, at)),
            Self::At(Selection { anchor, head }) => Selection {
                anchor: graphemes::snap_back(text, anchor),
                head: graphemes::snap_back(text, head),
            },
        }
    }
}

impl Document {
    /// Does one thing. `now` is the time since the program started; it only serves to group edits
    /// for undo.
    ///
    /// A command never fails: offsets outside the text are clamped, offsets within a character move to
    /// its start.
    pub fn apply(&mut self, command: &Command, now: Duration) {
        if self.spelling.refuses(command) {
            return;
        }
        if !matches!(command, Command::Move { .. } | Command::AddCursors(_)) {
            self.selections.forget_goals();
        }
        if !matches!(command, Command::ExpandSelection | Command::ShrinkSelection) {
            self.expansions.clear();
        }
        self.perform(command, now);
        self.pairs.keep_round(&self.selections);
    }

    fn perform(&mut self, command: &Command, now: Duration) {
        match command {
            Command::Move { motion, extend } => self.travel(*motion, *extend),
            Command::Select(selection) => self.select(*selection),
            Command::SelectMany(selections) => self.select_many(selections),
            Command::AddCursors(side) => self.add_cursors(*side),
            Command::TakeBackCursor => self.take_back_cursor(),
            Command::SelectAll => self.select(Selection { anchor: 0, head: self.text.byte_len() }),
            Command::Type(typed) if self.habits.auto_close && pairs::is_paired(typed) => {
                self.type_paired(typed.bytes().next().unwrap_or_default(), now);
            }
            Command::Type(typed) if self.habits.auto_close && typed == ":" && self.type_colon(now) => {}
            Command::Type(typed) => {
                let run = if typed.contains(['\n', '\r']) { Run::Alone } else { Run::Typing };
                self.insert(run, &self.ending.convert(typed), now);
            }
            Command::Paste(pasted) => self.paste(pasted, now),
            Command::PasteEach(parts) if parts.len() == self.selections.len() => {
                let parts = parts.iter().map(|part| self.ending.convert(part)).collect();
                self.insert_each(Run::Alone, parts, now);
            }
            Command::PasteEach(parts) => self.paste(&joined(parts), now),
            Command::PasteLines(pasted) => self.paste_lines(pasted, now),
            Command::Lines(command) => self.apply_to_lines(*command, now),
            Command::ChangeCase(case) => self.change_case(*case, now),
            Command::SelectLine => self.select_lines(),
            Command::GoToBracket => self.go_to_bracket(),
            Command::ExpandSelection => self.expand_selection(),
            Command::ShrinkSelection => self.shrink_selection(),
            Command::MoveText { from, to, copies } => self.move_text(from, *to, *copies, now),
            Command::NewLine => self.new_line(now),
            Command::Delete(motion) => self.delete(*motion, now),
            Command::Cut => {
                let ranges = self.selections.iter().map(|selection| self.taken(selection)).collect();
                self.remove(Run::Alone, ranges, now);
            }
            Command::Indent => self.indent(now),
            Command::Dedent => self.dedent(now),
            Command::Undo => self.undo(),
            Command::Redo => self.redo(),
            Command::ReplaceMany { replaces, selection } => {
                // Places of names and cursors have nothing to do with one another.
                self.set_selections(Selections::one(self.selection()));
                self.edit(Run::Alone, now, replaces.clone(), vec![Place::At(*selection)]);
            }
            Command::ReplaceAll(new) => self.replace_all(new, now),
        }
    }

    fn paste(&mut self, pasted: &str, now: Duration) {
        let pasted = self.ending.convert(pasted);
        match shared_out(&pasted, self.selections.len()) {
            Some(parts) => self.insert_each(Run::Alone, parts, now),
            None => self.insert(Run::Alone, &pasted, now),
        }
    }

    /// Pastes whole lines at the cursor's level; at several cursors, or where no level is meant, as they are.
    fn paste_lines(&mut self, pasted: &str, now: Duration) {
        let converted = self.ending.convert(pasted);
        let is_wanted = self.habits.reindent_paste && self.selections.is_single();
        let edit = is_wanted.then(|| paste::reindented(&self.text, self.selection(), &converted)).flatten();
        match edit {
            Some((range, new)) => {
                let place = Place::Behind(range.start + new.len());
                self.edit(Run::Alone, now, vec![(range, new)], vec![place]);
            }
            None => self.paste(pasted, now),
        }
    }

    /// Types `:` where it ends an `else` or the like that belongs further left; whether it did.
    fn type_colon(&mut self, now: Duration) -> bool {
        let look_back = lexical::look_back(self.selections.len());
        let Selection { anchor, head } = self.selection();
        if !self.selections.is_single() || anchor != head {
            return false;
        }
        let Some((blanks, new)) = colon::dedent(&self.text, head, self.unit, look_back) else { return false };
        let replacements = vec![(blanks, new), (head..head, ":".to_owned())];
        let place = Place::Behind(Rewrite::of(&replacements).within(1, 1));
        self.edit(Run::Alone, now, replacements, vec![place]);
        true
    }

    /// Puts a part of the text elsewhere and selects it there.
    fn move_text(&mut self, from: &Range<usize>, to: usize, copies: bool, now: Duration) {
        let snap = |at: usize| graphemes::snap_back(&self.text, at);
        let (from, to) = (snap(from.start)..snap(from.end), snap(to));
        let moves_nowhere = from.start <= to && to <= from.end && !copies;
        if from.is_empty() || moves_nowhere || from.start < to && to < from.end {
            return;
        }
        let moved = self.text.byte_slice(from.clone()).to_string();
        let length = moved.len();
        let taken = (!copies).then(|| (from.clone(), String::new()));
        let written = (to..to, moved);
        let (replacements, index): (Replacements, usize) = if to <= from.start {
            (std::iter::once(written).chain(taken).collect(), 0)
        } else {
            let index = usize::from(taken.is_some());
            (taken.into_iter().chain([written]).collect(), index)
        };
        let start = Rewrite::of(&replacements).within(index, 0);
        // All cursors meet there.
        let place = |_| Place::At(Selection { anchor: start, head: start + length });
        let places = self.selections.iter().map(place).collect();
        self.edit(Run::Alone, now, replacements, places);
    }

    /// Makes replacements in a step of their own, if there are any.
    pub(super) fn edit_at_once(&mut self, replacements: Replacements, places: Vec<Place>, now: Duration) {
        if !replacements.is_empty() {
            self.edit(Run::Alone, now, replacements, places);
        }
    }

    /// Replaces every selection by the same text.
    fn insert(&mut self, run: Run, new: &str, now: Duration) {
        if !new.is_empty() {
            self.insert_each(run, vec![new.to_owned(); self.selections.len()], now);
        }
    }

    /// Replaces every selection by a text of its own.
    fn insert_each(&mut self, run: Run, texts: Vec<String>, now: Duration) {
        let ranges = self.selections.iter().map(Selection::range);
        let replacements: Replacements = ranges.zip(texts).collect();
        let rewrite = Rewrite::of(&replacements);
        let behind = |(index, (_, new)): (usize, &(Range<usize>, String))| rewrite.within(index, new.len());
        let places = replacements.iter().enumerate().map(behind).map(Place::Behind).collect();
        self.edit(run, now, replacements, places);
    }

    fn new_line(&mut self, now: Duration) {
        let look_back = lexical::look_back(self.selections.len());
        let style = (self.unit, self.ending);
        let mut cursors = Vec::with_capacity(self.selections.len());
        let mut replacements = Replacements::with_capacity(self.selections.len());
        let mut end = 0;
        for selection in self.selections.iter() {
            let is_temporary = self.closes_pair(selection.range().end);
            let new = newline::at(&self.text, selection.range(), style, look_back, is_temporary);
            // Blanks that two cursors would both take away go to the first.
            let start = new.range.start.max(end);
            end = new.range.end.max(start);
            replacements.push((start..end, new.text));
            cursors.push(new.cursor);
        }
        let rewrite = Rewrite::of(&replacements);
        let within = |(index, byte)| Place::cursor(rewrite.within(index, byte));
        let places = cursors.into_iter().enumerate().map(within).collect();
        self.edit(Run::Alone, now, replacements, places);
        self.note_blank_lines();
    }

    fn delete(&mut self, motion: Motion, now: Duration) {
        let is_selected = self.selections.iter().any(|selection| !selection.is_empty());
        let run = if is_selected { Run::Alone } else { Run::Deleting };
        let ranges = self.selections.iter().map(|selection| self.deleted(selection, motion)).collect();
        self.remove(run, ranges, now);
    }

    /// What deleting takes away at one cursor.
    fn deleted(&self, selection: Selection, motion: Motion) -> Range<usize> {
        if !selection.is_empty() {
            return selection.range();
        }
        let head = selection.head;
        let takes_pair = matches!(motion, Motion::Left | Motion::WordLeft);
        if let Some(pair) = self.empty_pair_at(head).filter(|_| takes_pair) {
            return pair;
        }
        let mut target = match motion {
            Motion::WordLeft => words::erased_left(&self.text, head),
            Motion::WordRight => words::erased_right(&self.text, head),
            _ => motion::destination(&self.text, motion, head, None).0,
        };
        if let (Motion::Left, IndentUnit::Spaces(_)) = (motion, self.unit) {
            // Within the indentation a step back is a level.
            let start = lines::start(&self.text, lines::of_offset(&self.text, head));
            let only_spaces = self.text.byte_slice(start..head).bytes().all(|byte| byte == b' ');
            if only_spaces && head > start {
                target = head - indent::past_stop(head - start, self.unit);
            }
        }
        target.min(head)..target.max(head)
    }

    /// Takes away one range for each cursor and leaves the cursor in its place.
    fn remove(&mut self, run: Run, ranges: Vec<Range<usize>>, now: Duration) {
        let starts: Vec<usize> = ranges.iter().map(|range| range.start).collect();
        let replacements: Replacements =
            united(ranges).into_iter().map(|range| (range, String::new())).collect();
        if replacements.is_empty() {
            return;
        }
        let rewrite = Rewrite::of(&replacements);
        let places = starts.into_iter().map(|at| Place::cursor(rewrite.map(at))).collect();
        self.edit(run, now, replacements, places);
    }

    fn indent(&mut self, now: Duration) {
        let tab = |selection| indent::tab(&self.text, selection, self.unit);
        let tabs = self.selections.iter().map(tab).collect();
        self.shift_lines(tabs, now);
    }

    fn dedent(&mut self, now: Duration) {
        let dedent = |selection| Tab::Lines(indent::dedent(&self.text, selection, self.unit));
        let tabs = self.selections.iter().map(dedent).collect();
        self.shift_lines(tabs, now);
    }

    /// Does what Tab does at each cursor.
    fn shift_lines(&mut self, tabs: Vec<Tab>, now: Duration) {
        let mut exact = Replacements::new();
        let mut made = Replacements::new();
        // Where the blanks of a cursor stand among the exact replacements; none for one that shifts lines.
        let mut blanks_at = Vec::with_capacity(tabs.len());
        for (selection, tab) in self.selections.iter().zip(tabs) {
            match tab {
                Tab::Blanks(blanks) => {
                    blanks_at.push(Some((exact.len(), blanks.len())));
                    exact.push((selection.range(), blanks.clone()));
                    made.push((selection.range(), blanks));
                }
                Tab::Lines(mut lines) => {
                    // A line in which two selections meet is shifted once.
                    let last = exact.last().map(|(range, _)| range.clone());
                    lines.retain(|(range, _)| {
                        last.as_ref().is_none_or(|last| range.start >= last.end && range.start > last.start)
                    });
                    blanks_at.push(None);
                    exact.extend_from_slice(&lines);
                    made.extend(indent::merged(&self.text, lines));
                }
            }
        }
        let rewrite = Rewrite::of(&exact);
        let place = |(selection, blanks): (Selection, Option<(usize, usize)>)| match blanks {
            Some((index, length)) => Place::Behind(rewrite.within(index, length)),
            None => {
                let Selection { anchor, head } = selection;
                Place::At(Selection { anchor: rewrite.map(anchor), head: rewrite.map(head) })
            }
        };
        let places = self.selections.iter().zip(blanks_at).map(place).collect();
        self.edit(Run::Alone, now, made, places);
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
        let place =
            |Selection { anchor, head }| Place::At(Selection { anchor: map(anchor), head: map(head) });
        let places = self.selections.iter().map(place).collect();
        self.edit(Run::Alone, now, vec![(range.clone(), inserted.to_owned())], places);
        self.unit = IndentUnit::of(&self.text);
        self.ending = LineEnding::of(&self.text);
    }

    /// Makes replacements and keeps them for undo. There is a place for each cursor, in the order of the text.
    pub(super) fn edit(&mut self, run: Run, now: Duration, replacements: Replacements, places: Vec<Place>) {
        let changes = self.replace_each(replacements);
        let mut places = places.into_iter();
        let after = self.selections.moved(|caret| {
            let place = places.next().unwrap_or(Place::At(caret.selection));
            caret.at(place.in_text(&self.text))
        });
        let before = std::mem::take(&mut self.selections);
        self.history.push(run, Group { changes, before, after: after.clone(), style: None }, now);
        self.set_selections(after);
    }

    fn undo(&mut self) {
        self.pairs.clear();
        if let Some(group) = self.history.pop_done() {
            for change in group.changes.iter().rev() {
                self.replace(change.start..change.start + change.inserted.len(), &change.removed);
            }
            if let Some([before, _]) = group.style {
                (self.unit, self.ending) = before;
            }
            self.set_selections(group.before.clone());
            self.history.put_undone(group);
        }
    }

    fn redo(&mut self) {
        self.pairs.clear();
        if let Some(group) = self.history.pop_undone() {
            for change in &group.changes {
                self.replace(change.start..change.start + change.removed.len(), &change.inserted);
            }
            if let Some([_, after]) = group.style {
                (self.unit, self.ending) = after;
            }
            self.set_selections(group.after.clone());
            self.history.put_done(group);
        }
    }

    /// Makes replacements, each of them a revision, and gives what it takes to take them back.
    pub(super) fn replace_each(&mut self, replacements: Replacements) -> Vec<Change> {
        self.pairs.follow(&replacements);
        self.left_blanks.follow(&replacements, self.revision);
        let mut changes = Vec::with_capacity(replacements.len());
        // From the end, so that the offsets of the others stay true.
        for (range, inserted) in replacements.into_iter().rev() {
            let removed = self.replace(range.clone(), &inserted);
            changes.push(Change { start: range.start, removed, inserted });
        }
        self.left_blanks.come_to(self.revision);
        changes
    }

    /// Replaces bytes, makes a revision of it and gives what stood there.
    fn replace(&mut self, range: Range<usize>, new: &str) -> String {
        let removed = self.text.byte_slice(range.clone()).to_string();
        self.note_replaced(&range, self.text.byte_len());
        let before = self.breaks_round(range.clone());
        self.text.replace(range.clone(), new);
        let after = self.breaks_round(range.start..range.start + new.len());
        self.spelling.breaks = self.spelling.breaks.changed(before, after);
        self.revision = self.revision.next();
        self.edits.push(Edit { revision: self.revision, range, new_len: new.len() });
        removed
    }
}
