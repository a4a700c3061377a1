//! One line of the text, also one of many megabytes: which byte stands at which cell.
//!
//! A long line is measured once per text state, in blocks; after that any place in it is found by looking at
//! one block. Invariant: what is read of a line in a frame is bounded by what can be seen.

use std::cell::RefCell;
use std::ops::Range;
use std::sync::Arc;

use crop::{Rope, RopeSlice};
use namelight_engine::text::{DocumentId, Revision};

use super::cells::Clusters;
use crate::document::Document;

/// Bytes of a line that are measured at once; a longer line is measured in blocks of about this size.
const BLOCK: usize = 4096;

/// Long lines whose measures are kept.
const KEPT: usize = 8;

/// Lines whose bytes are kept, more than a screen shows: each is asked for several times in a frame, and a rope counts
/// what lies before it each time.
const SEEN: usize = 256;

/// A text and its state, so that measures of it can be kept.
#[derive(Clone, Copy, Debug)]
pub(super) struct Source<'a> {
    /// The text.
    pub text: &'a Rope,
    /// Which state of which document it is.
    pub stamp: (DocumentId, Revision),
}

impl<'a> Source<'a> {
    /// A document's present text.
    #[must_use]
    pub(super) fn of(document: &'a Document) -> Self {
        Self { text: document.text(), stamp: (document.id(), document.revision()) }
    }

    /// How many lines there are; the one behind the last line break counts, so there is always one.
    #[must_use]
    pub(super) fn line_count(self) -> usize {
        let breaks_at_end = self.text.byte_len() == 0 || self.text.byte(self.text.byte_len() - 1) == b'\n';
        self.text.line_len() + usize::from(breaks_at_end)
    }

    /// The line that an offset is in; offsets beyond the end count as the end.
    #[must_use]
    pub(super) fn line_of(self, offset: usize) -> usize {
        self.text.line_of_byte(offset.min(self.text.byte_len()))
    }

    /// The last boundary between two characters that isn't behind an offset, which may be that of another text.
    #[must_use]
    pub(super) fn boundary_before(self, offset: usize) -> usize {
        let offset = offset.min(self.text.byte_len());
        // None is longer than four bytes.
        (offset.saturating_sub(3)..=offset).rev().find(|&at| self.text.is_char_boundary(at)).unwrap_or(0)
    }

    /// The first byte of a line; of lines beyond the last one, the end of the text.
    #[must_use]
    pub(super) fn line_start(self, line: usize) -> usize {
        if line >= self.text.line_len() { self.text.byte_len() } else { self.text.byte_of_line(line) }
    }

    /// The bytes of a line, without its line break.
    #[must_use]
    pub(super) fn line_range(self, line: usize) -> Range<usize> {
        let start = self.line_start(line);
        let len = if line >= self.text.line_len() { 0 } else { self.text.line(line).byte_len() };
        start..start + len
    }
}

/// Where blocks begin: bytes from the line's start, and cells.
type Blocks = Arc<[(usize, usize)]>;

/// Where the lines on screen stand, and measures of long ones.
#[derive(Debug, Default)]
pub(super) struct LongLines {
    kept: RefCell<Kept>,
    seen: RefCell<Seen>,
}

/// Where lines stand that were asked for in a text state: each at the place of its number.
#[derive(Debug, Default)]
struct Seen {
    stamp: (DocumentId, Revision),
    lines: Vec<Option<(usize, Range<usize>)>>,
}

#[derive(Debug, Default)]
struct Kept {
    stamp: (DocumentId, Revision),
    /// By the line's first byte, the last one asked for at the end.
    lines: Vec<(usize, Blocks)>,
}

impl LongLines {
    /// A line of a text, ready to be asked.
    #[must_use]
    pub(super) fn line<'a>(&self, source: Source<'a>, line: usize) -> Line<'a> {
        let range = self.range(source, line);
        let text = source.text.byte_slice(range.clone());
        let blocks = if range.len() <= BLOCK { None } else { Some(self.blocks(source, range.start, text)) };
        Line { start: range.start, text, blocks }
    }

    /// The bytes of a line, without its line break.
    #[must_use]
    pub(super) fn range(&self, source: Source<'_>, line: usize) -> Range<usize> {
        let mut seen = self.seen.borrow_mut();
        if seen.stamp != source.stamp {
            seen.lines.clear();
            seen.stamp = source.stamp;
        }
        seen.lines.resize(SEEN, None);
        let Some(place) = seen.lines.get_mut(line % SEEN) else { return source.line_range(line) };
        place.take_if(|known| known.0 != line);
        place.get_or_insert_with(|| (line, source.line_range(line))).1.clone()
    }

    fn blocks(&self, source: Source<'_>, start: usize, text: RopeSlice<'_>) -> Blocks {
        let mut kept = self.kept.borrow_mut();
        if kept.stamp != source.stamp {
            *kept = Kept { stamp: source.stamp, lines: Vec::new() };
        }
        if let Some(index) = kept.lines.iter().position(|(at, _)| *at == start) {
            let found = kept.lines.remove(index);
            let blocks = Arc::clone(&found.1);
            kept.lines.push(found);
            return blocks;
        }
        let blocks = measure(text);
        if kept.lines.len() >= KEPT {
            kept.lines.remove(0);
        }
        kept.lines.push((start, Arc::clone(&blocks)));
        blocks
    }
}

/// Splits a long line into blocks at cluster boundaries and measures them.
fn measure(text: RopeSlice<'_>) -> Blocks {
    let len = text.byte_len();
    // As many UTF-16 units as bytes: all of it is ASCII, and crop knows that without reading.
    let is_ascii = text.utf16_len() == len;
    if is_ascii && text.chunks().all(is_printable) {
        // Every byte takes a cell. Cutting the rope at each block would count all of it over and over.
        return (0..len).step_by(BLOCK).chain([len]).map(|at| (at, at)).collect();
    }
    let mut blocks = Vec::with_capacity(len / BLOCK + 1);
    let (mut at, mut cell, mut buffer) = (0, 0, String::with_capacity(2 * BLOCK));
    while at < len {
        blocks.push((at, cell));
        let end = (at + BLOCK..len).find(|&end| text.is_char_boundary(end)).unwrap_or(len);
        let part = text.byte_slice(at..end);
        if is_ascii && part.chunks().all(is_printable) {
            cell += end - at;
            at = end;
            continue;
        }
        copy(part, &mut buffer);
        let mut before_last = (end, cell);
        for cluster in Clusters::new(&buffer, cell) {
            before_last = (at + cluster.at, cluster.cell);
            cell = cluster.cell + cluster.width;
        }
        // The block's last cluster may go on behind it, so it is the next block's first one; unless it is
        // all there is, in text made to hurt.
        if end < len && before_last.0 > at {
            (at, cell) = before_last;
        } else {
            at = end;
        }
    }
    blocks.push((len, cell));
    blocks.into()
}

/// Whether ASCII text has no tabs or control characters. Looking at many bytes before deciding lets the compiler
/// compare them side by side.
fn is_printable(text: &str) -> bool {
    text.as_bytes()
        .chunks(64)
        .all(|bytes| bytes.iter().fold(true, |all, byte| all & (*byte >= b' ') & (*byte != 0x7F)))
}

fn copy(part: RopeSlice<'_>, buffer: &mut String) {
    buffer.clear();
    part.chunks().for_each(|chunk| buffer.push_str(chunk));
}

/// One line of a text state.
#[derive(Clone, Debug)]
pub(super) struct Line<'a> {
    /// Its first byte in the text.
    pub start: usize,
    /// Its text, without the line break.
    pub text: RopeSlice<'a>,
    /// Only for long lines.
    blocks: Option<Blocks>,
}

impl Line<'_> {
    /// Where it ends, in bytes of the text, its line break not included.
    #[must_use]
    pub(super) fn end(&self) -> usize {
        self.start + self.text.byte_len()
    }

    /// How many cells it takes.
    #[must_use]
    pub(super) fn width(&self) -> usize {
        match &self.blocks {
            Some(blocks) => blocks.last().map_or(0, |last| last.1),
            None => self.cell_of(self.end()),
        }
    }

    /// The cell at which an offset of the text stands; inside a cluster, the cluster's first one.
    #[must_use]
    pub(super) fn cell_of(&self, offset: usize) -> usize {
        let at = offset.saturating_sub(self.start).min(self.text.byte_len());
        let (block, cell) = self.block(|block| block.0 <= at);
        let part = self.part(block.clone());
        if part.is_ascii() && is_printable(&part) {
            return cell + (at - block.start).min(part.len());
        }
        let mut end = cell;
        for cluster in Clusters::new(&part, cell) {
            if block.start + cluster.at + cluster.text.len() > at {
                return cluster.cell;
            }
            end = cluster.cell + cluster.width;
        }
        end
    }

    /// The offset in the text that is nearest to a place, given in cells and fractions of one.
    #[must_use]
    pub(super) fn offset_at(&self, place: f64) -> usize {
        let (block, cell) = self.block(|block| (block.1 as f64) <= place);
        let part = self.part(block.clone());
        if part.is_ascii() && is_printable(&part) {
            // The edge between two letters that is nearest.
            let letters = (place - cell as f64 + 0.5).floor().max(0.0) as usize;
            return self.start + block.start + letters.min(part.len());
        }
        for cluster in Clusters::new(&part, cell) {
            if place < cluster.cell as f64 + cluster.width as f64 / 2.0 {
                return self.start + block.start + cluster.at;
            }
        }
        self.start + block.end
    }

    /// The part of the line that covers the given cells: its first byte in the text, its first cell and its
    /// text. It may be up to a block longer at both ends.
    #[must_use]
    pub(super) fn part_at(&self, cells: Range<usize>) -> (usize, usize, String) {
        let (bytes, cell) = self.covering(&cells);
        (self.start + bytes.start, cell, self.part(bytes))
    }

    /// The bytes of the text that [`Self::part_at`] gives.
    #[must_use]
    pub(super) fn bytes_at(&self, cells: &Range<usize>) -> Range<usize> {
        let (bytes, _) = self.covering(cells);
        self.start + bytes.start..self.start + bytes.end
    }

    /// The bytes that cover the given cells, from the line's start, and the first one's cell.
    fn covering(&self, cells: &Range<usize>) -> (Range<usize>, usize) {
        let Some(blocks) = &self.blocks else { return (0..self.text.byte_len(), 0) };
        let first = blocks.partition_point(|block| block.1 <= cells.start).saturating_sub(1);
        let last = blocks.partition_point(|block| block.1 < cells.end).min(blocks.len() - 1);
        let ((from, cell), (to, _)) = (blocks[first], blocks[last]);
        (from..to.max(from), cell)
    }

    /// The last block that a condition holds for: its bytes, from the line's start, and its first cell.
    fn block(&self, holds: impl Fn(&(usize, usize)) -> bool) -> (Range<usize>, usize) {
        let len = self.text.byte_len();
        let Some(blocks) = &self.blocks else { return (0..len, 0) };
        let index = blocks.partition_point(holds).saturating_sub(1);
        let (from, cell) = blocks.get(index).copied().unwrap_or((0, 0));
        let to = blocks.get(index + 1).map_or(len, |next| next.0);
        (from..to, cell)
    }

    fn part(&self, bytes: Range<usize>) -> String {
        let mut part = String::with_capacity(bytes.len());
        copy(self.text.byte_slice(bytes), &mut part);
        part
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use crop::Rope;
    use namelight_engine::text::{DocumentId, Revision};
    use proptest::prelude::*;

    use super::super::cells::Clusters;
    use super::{BLOCK, LongLines, Source};

    fn source(text: &Rope) -> Source<'_> {
        Source { text, stamp: (DocumentId(1), Revision(1)) }
    }

    #[test]
    fn the_line_behind_the_last_break_counts() {
        for (text, count) in [("", 1), ("a", 1), ("a\n", 2), ("\n", 2), ("a\r\nb", 2), ("a\nb\n", 3)] {
            let rope = Rope::from(text);
            let source = source(&rope);
            assert_eq!(source.line_count(), count, "{text:?}");
            assert_eq!(source.line_of(usize::MAX), count - 1, "{text:?}");
            let last = source.line_range(count - 1);
            assert_eq!(last.end, text.len(), "{text:?}");
            assert_eq!(source.line_range(count + 5), text.len()..text.len());
        }
    }

    #[test]
    fn fault_16_a_line_of_ten_megabytes() {
        let mut text = "0123456789".repeat(1024 * 1024);
        text.push_str("\tx漢y");
        let rope = Rope::from(text.as_str());
        let lines = LongLines::default();
        let line = lines.line(source(&rope), 0);
        assert_eq!(line.cell_of(7_654_321), 7_654_321);
        assert_eq!(line.offset_at(7_654_321.4), 7_654_321);
        let tab = text.len() - 6;
        let stop = tab.next_multiple_of(4) + if tab.is_multiple_of(4) { 4 } else { 0 };
        assert_eq!(line.cell_of(tab + 1), stop);
        assert_eq!(line.cell_of(text.len() - 1), stop + 3);
        assert_eq!(line.width(), stop + 4);
        let (at, cell, part) = line.part_at(5_000_000..5_000_200);
        assert_eq!(at, cell);
        assert!(cell <= 5_000_000 && cell + part.len() >= 5_000_200 && part.len() <= 3 * BLOCK);
    }

    #[test]
    fn an_edit_makes_kept_measures_useless() {
        let lines = LongLines::default();
        let (a, b) = (Rope::from("x".repeat(9000)), Rope::from("漢".repeat(3000)));
        let first = Source { text: &a, stamp: (DocumentId(1), Revision(1)) };
        let second = Source { text: &b, stamp: (DocumentId(1), Revision(2)) };
        let third = Source { text: &a, stamp: (DocumentId(2), Revision(2)) };
        assert_eq!(lines.line(first, 0).width(), 9000);
        assert_eq!(lines.line(second, 0).width(), 6000);
        assert_eq!(lines.line(third, 0).width(), 9000);
    }

    proptest! {
        #[test]
        fn offsets_and_cells_agree(words in prop::collection::vec("([a-z]{0,9}|\t|漢字|e\u{301}|👩\u{200D}👧|\u{0})", 0..40), times in 1usize..300) {
            let text = words.concat().repeat(times);
            let rope = Rope::from(text.as_str());
            let lines = LongLines::default();
            let line = lines.line(source(&rope), 0);
            let all: Vec<_> = Clusters::new(&text, 0).collect();
            prop_assert_eq!(line.width(), all.last().map_or(0, |c| c.cell + c.width));
            for cluster in all.iter().step_by(1 + all.len() / 50) {
                prop_assert_eq!(line.cell_of(cluster.at), cluster.cell);
                prop_assert_eq!(line.offset_at(cluster.cell as f64), cluster.at);
                let inside = cluster.at + cluster.text.len() - 1;
                prop_assert_eq!(line.cell_of(inside), cluster.cell);
                let near_end = (cluster.cell + cluster.width) as f64 - 0.1;
                prop_assert_eq!(line.offset_at(near_end), cluster.at + cluster.text.len());
                let (at, cell, part) = line.part_at(cluster.cell..cluster.cell + cluster.width);
                prop_assert!(at <= cluster.at && at + part.len() >= cluster.at + cluster.text.len());
                prop_assert_eq!(cell, line.cell_of(at));
            }
        }
    }
}
