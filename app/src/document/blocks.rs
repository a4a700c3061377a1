//! Which lines the selections cover.
//!
//! Invariant: blocks are in the order of the text and share no line.

use std::ops::Range;

use crop::{Rope, RopeSlice};

use super::{Selection, Selections, lines};

/// Whole lines, counted from 0, the last one not included.
pub(super) type Block = Range<usize>;

/// The lines that a selection covers: never none. One that ends at a line's start leaves that line out.
pub(super) fn covered(text: &Rope, selection: Selection) -> Block {
    let range = selection.range();
    let first = lines::of_offset(text, range.start);
    let last = lines::of_offset(text, range.end);
    let leaves_out_last = last > first && range.end == lines::start(text, last);
    first..if leaves_out_last { last } else { last + 1 }
}

/// The lines that all selections cover; those of selections that share a line are one block.
pub(super) fn of(text: &Rope, selections: &Selections) -> Vec<Block> {
    united(selections.iter().map(|selection| covered(text, selection)), |last, next| next.start < last.end)
}

/// The same, also with blocks made one that follow one another without a line between.
pub(super) fn adjoining(text: &Rope, selections: &Selections) -> Vec<Block> {
    united(selections.iter().map(|selection| covered(text, selection)), |last, next| next.start <= last.end)
}

fn united(all: impl Iterator<Item = Block>, is_one: impl Fn(&Block, &Block) -> bool) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for block in all {
        match blocks.last_mut() {
            Some(last) if is_one(last, &block) => last.end = last.end.max(block.end),
            _ => blocks.push(block),
        }
    }
    blocks
}

/// Which of the blocks a selection belongs to.
pub(super) fn index_of(text: &Rope, blocks: &[Block], selection: Selection) -> usize {
    let line = covered(text, selection).start;
    blocks.partition_point(|block| block.end <= line)
}

/// The bytes of a block, its last line break included.
pub(super) fn bytes(text: &Rope, block: &Block) -> Range<usize> {
    lines::start(text, block.start)..lines::start(text, block.end)
}

/// Whether the last line of a block has a line break.
pub(super) fn ends_with_break(text: &Rope, block: &Block) -> bool {
    block.end < lines::count(text)
}

/// The lines of a block and where they start; an empty last line of the text is left out. The lines are for reading
/// only: crop 0.4.3 slices a line of a slice at a wrong place.
pub(super) fn lines_of<'a>(text: &'a Rope, block: &Block) -> impl Iterator<Item = (usize, RopeSlice<'a>)> {
    let bytes = bytes(text, block);
    text.byte_slice(bytes.clone()).raw_lines().scan(bytes.start, |next, line| {
        let start = *next;
        *next += line.byte_len();
        Some((start, line))
    })
}

/// How a line begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Head {
    /// Its first byte.
    pub(super) start: usize,
    /// Bytes of white space that it begins with.
    pub(super) blanks: usize,
    /// Whether there is nothing behind them.
    pub(super) is_blank: bool,
}

impl Head {
    pub(super) fn of(start: usize, line: &RopeSlice<'_>) -> Self {
        let blanks = line.bytes().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\x0c')).count();
        let mut rest = line.bytes().skip(blanks);
        let is_blank = match rest.next() {
            None | Some(b'\n') => true,
            Some(b'\r') => rest.next() == Some(b'\n'),
            _ => false,
        };
        Self { start, blanks, is_blank }
    }

    /// Where its text begins.
    pub(super) fn text_at(&self) -> usize {
        self.start + self.blanks
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_selection_that_ends_at_a_lines_start_leaves_that_line_out() {
        let text = Rope::from("a\nb\nc");
        assert_eq!(covered(&text, Selection { anchor: 0, head: 2 }), 0..1);
        assert_eq!(covered(&text, Selection { anchor: 3, head: 1 }), 0..2);
        assert_eq!(covered(&text, Selection::cursor(2)), 1..2);
    }

    #[test]
    fn a_blank_line_has_only_blanks_before_its_break() {
        let heads = |text: &str| {
            let rope = Rope::from(text);
            lines_of(&rope, &(0..9)).map(|(start, line)| Head::of(start, &line).is_blank).collect::<Vec<_>>()
        };
        assert_eq!(heads(" \t\r\n\nx\n\ry\n  "), [true, true, false, false, true]);
    }
}
