//! What is done to whole lines: delete, join, indent, insert beside, select.

use std::time::Duration;

use super::apply::Place;
use super::blocks::{self, Head};
use super::rewrite::{Replacements, Rewrite};
use super::{Document, LineCommand, Selection, Side, columns, indent, lexical, lines, newline};

impl Document {
    pub(super) fn apply_to_lines(&mut self, command: LineCommand, now: Duration) {
        match command {
            LineCommand::ToggleComment => self.toggle_comment(now),
            LineCommand::Move(side) => self.move_lines(side, now),
            LineCommand::Copy(side) => self.copy_lines(side, now),
            LineCommand::Delete => self.delete_lines(now),
            LineCommand::Join => self.join_lines(now),
            LineCommand::SortAscending => self.sort_lines(false, now),
            LineCommand::SortDescending => self.sort_lines(true, now),
            LineCommand::Insert(side) => self.insert_lines(side, now),
            LineCommand::Indent => self.indent_lines(now),
        }
    }

    /// Makes replacements within lines. A cursor stays before what it stands before; so do the ends of selections,
    /// but what is written at a selection's start belongs to it.
    pub(super) fn edit_lines(&mut self, replacements: Replacements, now: Duration) {
        let rewrite = Rewrite::of(&replacements);
        let place = |selection: Selection| {
            let Selection { anchor, head } = selection;
            match selection.is_empty() {
                true => Place::cursor(rewrite.map_behind(head)),
                false => Place::At(Selection { anchor: rewrite.map(anchor), head: rewrite.map(head) }),
            }
        };
        let places = self.selections.iter().map(place).collect();
        let made = indent::merged(&self.text, replacements);
        self.edit_at_once(made, places, now);
    }

    /// Takes the lines of all selections away. Each cursor keeps its column, in the line that follows.
    fn delete_lines(&mut self, now: Duration) {
        let text = &self.text;
        let blocks = blocks::adjoining(text, &self.selections);
        let mut replacements = Replacements::with_capacity(blocks.len());
        // The line in which the cursors of a block are afterwards.
        let mut beside = Vec::with_capacity(blocks.len());
        for block in &blocks {
            let mut bytes = blocks::bytes(text, block);
            let above = block.start.checked_sub(1);
            beside.push(if blocks::ends_with_break(text, block) { Some(block.end) } else { above });
            if let (false, Some(above)) = (blocks::ends_with_break(text, block), above) {
                // The last line goes with the break before it.
                bytes.start = lines::end(text, above);
            }
            if !bytes.is_empty() {
                replacements.push((bytes, String::new()));
            }
        }
        let rewrite = Rewrite::of(&replacements);
        let place = |selection: Selection| {
            let column = columns::of_offset(text, selection.head);
            let line = beside.get(blocks::index_of(text, &blocks, selection)).copied().flatten();
            Place::cursor(line.map_or(0, |line| rewrite.map(columns::offset_at(text, line, column))))
        };
        let places = self.selections.iter().map(place).collect();
        self.edit_at_once(replacements, places, now);
    }

    /// Makes one line of those of each selection, or of the cursor's line and the next: one blank in place of the
    /// break and the white space round it, none beside a blank line.
    fn join_lines(&mut self, now: Duration) {
        let text = &self.text;
        let last = lines::count(text) - 1;
        // Each line that the next one is joined to.
        let mut joined: Vec<usize> = Vec::new();
        for block in blocks::of(text, &self.selections) {
            let end = if block.len() > 1 { block.end - 1 } else { block.end };
            joined.extend(block.start.max(joined.last().map_or(0, |line| line + 1))..end.min(last));
        }
        let mut replacements = Replacements::with_capacity(joined.len());
        let mut has_words = false;
        let mut before: Option<usize> = None;
        for line in &joined {
            let (code, end) = (lines::indentation_end(text, *line), lines::end(text, *line));
            let goes_on = before == line.checked_sub(1) && before.is_some();
            has_words = code < end || goes_on && has_words;
            before = Some(*line);
            let trailing = text.byte_slice(code..end).bytes().rev();
            let trailing = trailing.take_while(|byte| matches!(byte, b' ' | b'\t')).count();
            let next = lines::indentation_end(text, line + 1);
            let is_next_blank = next == lines::end(text, line + 1);
            let blank = if has_words && !is_next_blank { " " } else { "" };
            replacements.push((end - trailing..next, blank.to_owned()));
        }
        let rewrite = Rewrite::of(&replacements);
        let place = |selection: Selection| {
            let line = lines::of_offset(text, selection.head);
            match joined.binary_search(&line) {
                Ok(index) if selection.is_empty() => Place::cursor(rewrite.within(index, 0)),
                _ => {
                    let Selection { anchor, head } = selection;
                    Place::At(Selection { anchor: rewrite.map(anchor), head: rewrite.map(head) })
                }
            }
        };
        let places = self.selections.iter().map(place).collect();
        let made = indent::merged(text, replacements);
        self.edit_at_once(made, places, now);
    }

    /// A line below or above that of each cursor, indented as people expect; the cursors go there.
    fn insert_lines(&mut self, side: Side, now: Duration) {
        let text = &self.text;
        let look_back = lexical::look_back(self.selections.len());
        let mut replacements = Replacements::new();
        let mut cursors = Vec::new();
        let mut line_before = None;
        // Which of the new lines each cursor goes to.
        let mut of_selection = Vec::with_capacity(self.selections.len());
        for selection in self.selections.iter() {
            let line = lines::of_offset(text, selection.head);
            if line_before.replace(line) != Some(line) {
                let (range, new, cursor) = match side {
                    Side::Below => {
                        let end = lines::end(text, line);
                        let new = newline::at(text, end..end, (self.unit, self.ending), look_back, false);
                        (new.range, new.text, new.cursor)
                    }
                    Side::Above => {
                        let start = lines::start(text, line);
                        let blanks = text.byte_slice(start..lines::indentation_end(text, line)).to_string();
                        (start..start, format!("{blanks}{}", self.ending.text()), blanks.len())
                    }
                };
                replacements.push((range, new));
                cursors.push(cursor);
            }
            of_selection.push(replacements.len() - 1);
        }
        let rewrite = Rewrite::of(&replacements);
        let place = |index: usize| {
            Place::cursor(rewrite.within(index, cursors.get(index).copied().unwrap_or_default()))
        };
        let places = of_selection.into_iter().map(place).collect();
        self.edit_at_once(replacements, places, now);
        self.note_blank_lines();
    }

    /// Lines go one level deeper, wherever in them the cursors are. Empty lines stay empty, unless there is nothing
    /// else.
    fn indent_lines(&mut self, now: Duration) {
        let text = &self.text;
        let mut replacements = Replacements::new();
        for block in blocks::of(text, &self.selections) {
            let before = replacements.len();
            for (start, line) in blocks::lines_of(text, &block) {
                let head = Head::of(start, &line);
                if !head.is_blank || head.blanks > 0 {
                    replacements.push((start..start, self.unit.text()));
                }
            }
            if replacements.len() == before {
                let starts = block.map(|line| lines::start(text, line));
                replacements.extend(starts.map(|at| (at..at, self.unit.text())));
            }
        }
        self.edit_lines(replacements, now);
    }

    /// Selects the lines of each selection, their breaks included; once more, the next one, too.
    pub(super) fn select_lines(&mut self) {
        let text = &self.text;
        let selected = self.selections.moved(|caret| {
            let range = caret.selection.range();
            let anchor = lines::start(text, lines::of_offset(text, range.start));
            let head = lines::end_with_break(text, lines::of_offset(text, range.end));
            caret.at(Selection { anchor, head })
        });
        self.go_to(selected);
    }
}
