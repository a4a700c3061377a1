//! Bookmarks: lines that a person has marked to come back to.
//!
//! Invariant: each is a line of the present text; edits carry it, and one whose line is taken away goes with it.

use std::ops::Range;

use crop::Rope;
use namelight_engine::text::{Bias, Edit, Patch};

use super::App;
use crate::document::lines;

/// The marked lines of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Bookmarks {
    /// The bytes of each line without its break, sorted.
    lines: Vec<Range<usize>>,
}

impl Bookmarks {
    /// The bytes of each marked line without its break, sorted.
    pub(super) fn lines(&self) -> &[Range<usize>] {
        &self.lines
    }

    /// Marks the line that a byte is in, or doesn't any more.
    pub(super) fn toggle(&mut self, text: &Rope, offset: usize) {
        let line = line_round(text, offset);
        match self.lines.binary_search_by_key(&line.start, |line| line.start) {
            Ok(at) => _ = self.lines.remove(at),
            Err(at) => self.lines.insert(at, line),
        }
    }

    /// Marks the line that a byte is in; one that is marked stays so.
    pub(super) fn mark(&mut self, text: &Rope, offset: usize) {
        let line = line_round(text, offset);
        if let Err(at) = self.lines.binary_search_by_key(&line.start, |line| line.start) {
            self.lines.insert(at, line);
        }
    }

    /// Moves every mark with its line.
    pub(super) fn follow(&mut self, edits: &[Edit], text: &Rope) {
        if edits.is_empty() || self.lines.is_empty() {
            return;
        }
        let patch = Patch::of(edits);
        self.lines = self.lines.iter().filter_map(|line| carried(line, &patch, text)).collect();
        self.lines.dedup_by_key(|line| line.start);
    }

    /// The next marked line behind the one that a byte is in, or the one before it; goes round at the ends.
    pub(super) fn step(&self, text: &Rope, offset: usize, forward: bool) -> Option<Range<usize>> {
        let here = line_round(text, offset).start;
        let mut all = self.lines.iter();
        let found = match forward {
            true => all.clone().find(|line| line.start > here).or_else(|| all.next()),
            false => all.clone().rfind(|line| line.start < here).or_else(|| all.next_back()),
        };
        found.cloned()
    }
}

fn line_round(text: &Rope, offset: usize) -> Range<usize> {
    let line = lines::of_offset(text, offset);
    lines::start(text, line)..lines::end(text, line)
}

/// A line in the text that a patch leads to; none if it was taken away, with its break or the one before it.
fn carried(line: &Range<usize>, patch: &Patch, text: &Rope) -> Option<Range<usize>> {
    let all = patch.replacements();
    let at = all.partition_point(|one| one.old.end < line.start);
    let round = all.get(at..).unwrap_or_default().iter().take_while(|one| one.old.start <= line.start);
    let mut bias = Bias::Right;
    for one in round {
        let (old, is_gone) = (&one.old, one.new.is_empty());
        let with_break = old.start <= line.start && old.end > line.end;
        // What is left ends the line before; had that one been taken away with its break, a line would begin here.
        let begins_line = || line_round(text, one.new.start).start == one.new.start;
        let with_break_before = old.start < line.start && old.end >= line.end && !begins_line();
        if is_gone && (with_break || with_break_before) {
            return None;
        }
        if old.end > line.start {
            // Its beginning was written anew.
            bias = Bias::Left;
        }
    }
    Some(line_round(text, patch.map_offset(line.start, bias).min(text.byte_len())))
}

impl App {
    /// Marks the cursor's line, or doesn't any more.
    pub(super) fn toggle_bookmark(&mut self) {
        let file = &mut self.file;
        file.bookmarks.toggle(file.document.text(), file.document.cursor());
    }

    /// Takes all marks of the file away.
    pub(super) fn clear_bookmarks(&mut self) {
        self.file.bookmarks = Bookmarks::default();
    }

    /// Goes to the next marked line, or to the one before.
    pub(super) fn step_to_bookmark(&mut self, forward: bool) {
        let text = self.file.document.text();
        match self.file.bookmarks.step(text, self.file.document.cursor(), forward) {
            Some(line) => {
                let at = lines::indentation_end(text, lines::of_offset(text, line.start));
                self.go_to_place(&(at..at));
            }
            None => self.say_in_passing("No line of this file has a bookmark."),
        }
    }

    /// The marked lines in another text with the same lines, as a rename shows it.
    pub(super) fn bookmarks_in(&self, shown: &Rope) -> Vec<Range<usize>> {
        let text = self.file.document.text();
        let line = |line: &Range<usize>| {
            let number = lines::of_offset(text, line.start);
            lines::start(shown, number)..lines::end(shown, number)
        };
        self.file.bookmarks.lines.iter().map(line).collect()
    }
}

#[cfg(test)]
mod tests {
    use namelight_engine::text::Revision;

    use super::*;

    /// Marks the line of `what`, edits the text, and returns the marked lines then.
    fn after(text: &str, what: &str, edits: &[(Range<usize>, &str)]) -> Vec<String> {
        let mut rope = Rope::from(text);
        let mut bookmarks = Bookmarks::default();
        bookmarks.toggle(&rope, text.find(what).unwrap_or_default());
        let mut made = Vec::new();
        for (number, (range, new)) in edits.iter().enumerate() {
            rope.replace(range.clone(), new);
            made.push(Edit {
                revision: Revision(number as u64 + 1),
                range: range.clone(),
                new_len: new.len(),
            });
        }
        bookmarks.follow(&made, &rope);
        bookmarks.lines.iter().map(|line| rope.byte_slice(line.clone()).to_string()).collect()
    }

    #[test]
    fn a_mark_stays_with_its_line() {
        let text = "one\ntwo\nthree\n";
        assert_eq!(after(text, "two", &[(0..0, "zero\n")]), ["two"]);
        assert_eq!(after(text, "two", &[(4..4, "\n")]), ["two"], "a line break before its first letter");
        assert_eq!(after(text, "two", &[(4..4, "x")]), ["xtwo"]);
        assert_eq!(after(text, "two", &[(5..5, "\n")]), ["t"]);
        assert_eq!(after(text, "two", &[(7..8, "")]), ["twothree"]);
        assert_eq!(after(text, "two", &[(4..7, "2")]), ["2"]);
        assert_eq!(after(text, "two", &[(4..7, "")]), [""], "the line is still there");
    }

    #[test]
    fn a_mark_goes_with_its_line() {
        let text = "one\ntwo\nthree";
        assert!(after(text, "two", &[(4..8, "")]).is_empty());
        assert!(after(text, "two", &[(0..13, "")]).is_empty());
        assert!(after(text, "three", &[(7..13, "")]).is_empty(), "the last line, with the break before it");
        assert_eq!(after(text, "one", &[(4..8, "")]), ["one"]);
        assert_eq!(after(text, "three", &[(4..8, "")]), ["three"]);
        assert_eq!(
            after("one\n\ntwo", "\ntwo", &[(0..4, "")]),
            [""],
            "an empty line stays when the one before goes"
        );
    }

    #[test]
    fn two_marks_that_come_to_one_line_are_one() {
        let mut rope = Rope::from("a\nb\n");
        let mut bookmarks = Bookmarks::default();
        bookmarks.toggle(&rope, 0);
        bookmarks.toggle(&rope, 2);
        rope.replace(1..2, "");
        bookmarks.follow(&[Edit { revision: Revision(1), range: 1..2, new_len: 0 }], &rope);
        assert_eq!((bookmarks.lines.len(), bookmarks.lines.first().cloned()), (1, Some(0..2)));
    }
}
