//! What a comparison shows, row by row.
//!
//! Invariant: a row is found by binary search among blocks, of which there are a few for each change; so it costs
//! nothing how long the texts are.

use std::ops::Range;

use super::diff::Diff;

/// Lines that are shown before and after a change.
pub const CONTEXT: usize = 3;

/// One row. Lines count from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// A line of both texts.
    Same {
        /// Its number in the older text.
        left: usize,
        /// Its number in the newer text.
        right: usize,
    },
    /// A line of the older text alone.
    Removed {
        /// Its number there.
        left: usize,
    },
    /// A line of the newer text alone.
    Added {
        /// Its number there.
        right: usize,
    },
    /// Lines of both texts that aren't shown.
    Skipped {
        /// How many.
        lines: usize,
    },
}

/// Rows of one kind that follow each other.
#[derive(Clone, Copy, Debug)]
struct Block {
    /// Its first row.
    row: usize,
    kind: Kind,
    /// Its first lines.
    left: usize,
    right: usize,
}

#[derive(Clone, Copy, Debug)]
enum Kind {
    Same,
    Removed,
    Added,
    /// One row for so many lines.
    Skipped(usize),
}

/// All rows of a comparison.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    blocks: Vec<Block>,
    count: usize,
    /// The rows of each change.
    changes: Vec<Range<usize>>,
}

impl Rows {
    /// The rows that show what differs, with some lines round it.
    #[must_use]
    pub fn of(diff: &Diff) -> Self {
        let mut rows = Self::default();
        let (mut left, mut right) = (0, 0);
        for (at, change) in diff.changes.iter().enumerate() {
            let before = if at > 0 { CONTEXT } else { 0 };
            rows.same(left, right, change.left.start - left, before, CONTEXT);
            let start = rows.count;
            rows.push(Kind::Removed, change.left.start, change.right.start, change.left.len());
            rows.push(Kind::Added, change.left.end, change.right.start, change.right.len());
            rows.changes.push(start..rows.count);
            (left, right) = (change.left.end, change.right.end);
        }
        if !diff.changes.is_empty() {
            rows.same(left, right, diff.lines[0] - left, CONTEXT, 0);
        }
        rows
    }

    /// Lines of both texts, of which the first and the last ones are shown.
    fn same(&mut self, left: usize, right: usize, lines: usize, first: usize, last: usize) {
        // A row that stands for a single line would say less than the line.
        if lines <= first + last + 1 {
            return self.push(Kind::Same, left, right, lines);
        }
        let skipped = lines - first - last;
        self.push(Kind::Same, left, right, first);
        self.push(Kind::Skipped(skipped), left + first, right + first, 1);
        self.push(Kind::Same, left + first + skipped, right + first + skipped, last);
    }

    fn push(&mut self, kind: Kind, left: usize, right: usize, rows: usize) {
        if rows > 0 {
            self.blocks.push(Block { row: self.count, kind, left, right });
            self.count += rows;
        }
    }

    /// How many rows there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.count
    }

    /// The rows of each change.
    #[must_use]
    pub fn changes(&self) -> &[Range<usize>] {
        &self.changes
    }

    /// A row, from 0; none behind the last one.
    #[must_use]
    pub fn get(&self, row: usize) -> Option<Row> {
        if row >= self.count {
            return None;
        }
        let next = self.blocks.partition_point(|block| block.row <= row);
        let block = self.blocks.get(next.checked_sub(1)?)?;
        let within = row - block.row;
        let (left, right) = (block.left + within, block.right + within);
        Some(match block.kind {
            Kind::Same => Row::Same { left, right },
            Kind::Removed => Row::Removed { left },
            Kind::Added => Row::Added { right },
            Kind::Skipped(lines) => Row::Skipped { lines },
        })
    }

    /// The line of the other text that stands for a removed or added one: the one that is as far from the start of
    /// their change. None if the other text has fewer lines there.
    #[must_use]
    pub fn counterpart(&self, row: usize) -> Option<usize> {
        let next = self.changes.partition_point(|change| change.end <= row);
        let change = self.changes.get(next).filter(|change| change.contains(&row))?;
        let first = self.blocks.partition_point(|block| block.row < change.start);
        let removed = self.blocks.get(first).filter(|block| matches!(block.kind, Kind::Removed))?;
        let added = self.blocks.get(first + 1).filter(|block| change.contains(&block.row))?;
        match row.checked_sub(added.row) {
            Some(within) => (change.start + within < added.row).then_some(removed.left + within),
            None => {
                let within = row - change.start;
                (added.row + within < change.end).then_some(added.right + within)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use crop::Rope;

    use super::super::diff::{PATIENCE, compare};
    use super::*;

    fn rows(left: &str, right: &str) -> Rows {
        Rows::of(&compare(&Rope::from(left), &Rope::from(right), PATIENCE, &|| true).unwrap())
    }

    fn numbered(lines: usize) -> String {
        (1..=lines).map(|line| format!("{line}\n")).collect()
    }

    /// Rows as signs and line numbers from 1.
    fn signs(rows: &Rows) -> Vec<String> {
        let sign = |row| match rows.get(row).unwrap() {
            Row::Same { left, right } => format!("{}={}", left + 1, right + 1),
            Row::Removed { left } => format!("-{}", left + 1),
            Row::Added { right } => format!("+{}", right + 1),
            Row::Skipped { lines } => format!("~{lines}"),
        };
        (0..rows.count()).map(sign).collect()
    }

    #[test]
    fn a_change_stands_among_the_lines_round_it() {
        let old = numbered(20);
        let new = old.replace("10\n", "ten\n");
        let found = rows(&old, &new);
        let expected = ["~6", "7=7", "8=8", "9=9", "-10", "+10", "11=11", "12=12", "13=13", "~7"];
        assert_eq!(signs(&found), expected);
        assert_eq!(found.changes(), [Range { start: 4, end: 6 }]);
    }

    #[test]
    fn changes_that_are_near_share_the_lines_between_them() {
        let old = numbered(12);
        let new = old.replace("\n3\n", "\n").replace("\n10\n", "\nten\nagain\n");
        let expected = [
            "1=1", "2=2", "-3", "4=3", "5=4", "6=5", "7=6", "8=7", "9=8", "-10", "+9", "+10", "11=11",
            "12=12",
        ];
        assert_eq!(signs(&rows(&old, &new)), expected);
    }

    #[test]
    fn lines_of_a_change_stand_for_each_other_in_turn() {
        let found = rows("a\nold 1\nold 2\nb\nc\n", "a\nnew 1\nnew 2\nnew 3\nb\n");
        assert_eq!(signs(&found), ["1=1", "-2", "-3", "+2", "+3", "+4", "4=5", "-5"]);
        let others: Vec<_> = (0..9).map(|row| found.counterpart(row)).collect();
        let expected = [None, Some(1), Some(2), Some(1), Some(2), None, None, None, None];
        assert_eq!(others, expected);
    }

    #[test]
    fn equal_texts_have_no_rows() {
        assert_eq!(rows("a\n", "a\n").count(), 0);
        assert_eq!(rows("a\n", "a\n").get(0), None);
    }

    #[test]
    fn every_line_is_in_the_rows_once() {
        let mut random = fastrand::Rng::with_seed(3);
        for _ in 0..100 {
            let mut text =
                || (0..random.usize(..60)).map(|_| format!("{}\n", random.u8(..9))).collect::<String>();
            let (old, new) = (text(), text());
            let found = rows(&old, &new);
            let (mut left, mut right) = (0, 0);
            for row in 0..found.count() {
                match found.get(row).unwrap() {
                    Row::Same { left: l, right: r } => {
                        assert_eq!((l, r), (left, right));
                        (left, right) = (left + 1, right + 1);
                    }
                    Row::Removed { left: l } => {
                        assert_eq!(l, left);
                        left += 1;
                    }
                    Row::Added { right: r } => {
                        assert_eq!(r, right);
                        right += 1;
                    }
                    Row::Skipped { lines } => (left, right) = (left + lines, right + lines),
                }
            }
            if old != new {
                assert_eq!((left, right), (old.lines().count(), new.lines().count()));
            }
        }
    }
}
