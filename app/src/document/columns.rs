//! Display columns: where on a line something stands, in cells of a monospaced font.
//!
//! A tab reaches to the next stop, wide characters (Chinese, emoji) take two cells, combining marks
//! none. Moving up and down keeps this column, and Tab fills up to the next stop of it. The text is
//! read in place, a piece of the rope at a time; printable ASCII costs one pass over its bytes.

use crop::Rope;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::{graphemes, lines};

/// Cells from one tab stop to the next.
pub const TAB_WIDTH: usize = 4;

/// A cluster longer than this (bytes) is measured in parts, so that no text makes it slow.
const LONGEST_CLUSTER: usize = 4096;

/// The display column of `offset`, counted from 0 at the start of its line.
#[must_use]
pub fn of_offset(text: &Rope, offset: usize) -> usize {
    let offset = graphemes::snap_back(text, offset);
    let start = lines::start(text, lines::of_offset(text, offset));
    let mut walk = Walk { offset: start, column: 0, stop: usize::MAX };
    walk.over(text, offset);
    walk.column
}

/// The offset on `line` that is nearest to a display column; the line's end if it is shorter.
#[must_use]
pub fn offset_at(text: &Rope, line: usize, column: usize) -> usize {
    let mut walk = Walk { offset: lines::start(text, line), column: 0, stop: column };
    walk.over(text, lines::end(text, line));
    graphemes::snap_back(text, walk.offset)
}

/// How many cells one grapheme takes that starts at `column`.
#[must_use]
pub fn width(grapheme: &str, column: usize) -> usize {
    if grapheme == "\t" { tab(column) } else { grapheme.width() }
}

/// A walk to the right over one line.
struct Walk {
    offset: usize,
    column: usize,
    /// The column that the walk ends at.
    stop: usize,
}

impl Walk {
    fn over(&mut self, text: &Rope, end: usize) {
        // What was read since the last certain boundary.
        let mut pending = String::new();
        for chunk in text.byte_slice(self.offset..end.max(self.offset)).chunks() {
            let mut rest = chunk;
            while let Some(c) = rest.chars().next() {
                let is_certain =
                    pending.chars().next_back().is_none_or(|last| graphemes::is_certain(last, c));
                if is_certain || pending.len() > LONGEST_CLUSTER {
                    self.clusters(&pending);
                    pending.clear();
                    if self.column >= self.stop {
                        return;
                    }
                }
                let printable = rest.bytes().take_while(|byte| (b' '..=b'~').contains(byte)).count();
                let read = if is_certain && printable > 1 {
                    // One cell for each byte, except that what follows may join with the last one.
                    let cells = (printable - 1).min(self.stop - self.column);
                    self.offset += cells;
                    self.column += cells;
                    printable - 1
                } else {
                    pending.push(c);
                    c.len_utf8()
                };
                rest = rest.get(read..).unwrap_or_default();
            }
        }
        self.clusters(&pending);
    }

    fn clusters(&mut self, part: &str) {
        let mut chars = part.chars();
        let alone = chars.next().filter(|_| chars.next().is_none());
        if let Some(c) = alone {
            self.cluster(part.len(), if c == '\t' { tab(self.column) } else { c.width().unwrap_or(1) });
        } else {
            part.graphemes(true).for_each(|cluster| self.cluster(cluster.len(), width(cluster, self.column)));
        }
    }

    fn cluster(&mut self, length: usize, cells: usize) {
        if self.column >= self.stop {
            return;
        }
        // In the first half of a wide one its start is nearer.
        if self.column + cells > self.stop && (self.stop - self.column) * 2 <= cells {
            self.stop = self.column;
            return;
        }
        self.column += cells;
        self.offset += length;
    }
}

/// Cells that a tab takes at a column.
fn tab(column: usize) -> usize {
    TAB_WIDTH - column % TAB_WIDTH
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn fault_36_tabs_reach_to_stops_and_wide_characters_take_two_cells() {
        let text = Rope::from("a\tb日本c\ne\u{301}x");
        let columns: Vec<usize> = [0, 1, 2, 3, 6, 9, 10].map(|at| of_offset(&text, at)).to_vec();
        assert_eq!(columns, [0, 1, 4, 5, 7, 9, 10]);
        assert_eq!(of_offset(&text, 11 + 3), 1);
    }

    #[test]
    fn a_column_inside_something_wide_goes_to_the_nearer_side() {
        let text = Rope::from("\tx");
        assert_eq!((0..6).map(|column| offset_at(&text, 0, column)).collect::<Vec<_>>(), [0, 0, 0, 1, 1, 2]);
        assert_eq!(offset_at(&text, 0, 100), 2);
        assert_eq!(offset_at(&text, 9, 3), 2);
    }

    proptest! {
        #[test]
        fn columns_and_offsets_agree_in_long_lines(parts in prop::collection::vec(
            prop::sample::select(vec!["plain ", "\t", "größe", "\u{0}", "漢", "日本", "e\u{301}", "👩\u{200d}👩", "🇩🇪"]), 0..600)
        ) {
            let line = parts.concat();
            let text = Rope::from(line.as_str());
            let mut column = 0;
            for (index, (at, grapheme)) in line.grapheme_indices(true).enumerate() {
                if index % 97 == 0 {
                    prop_assert_eq!(of_offset(&text, at), column);
                    prop_assert_eq!(offset_at(&text, 0, column), at);
                }
                column += width(grapheme, column);
            }
            prop_assert_eq!(of_offset(&text, line.len()), column);
        }
    }
}
