//! Trees of segments that were edited since: what the next parse of such a segment starts from, so that it
//! costs what changed and not what the segment is long.
//!
//! Invariant: the bytes that a tree is said to stand for are those of the present text, but for what it was
//! told was replaced.

use std::ops::Range;

use crop::Rope;
use tree_sitter::{InputEdit, Point, Tree};

use crate::text::Replacement;

/// So many segments are edited between two answers, at most, if a person types; a large replacement edits
/// more and has them parsed afresh.
const MOST: usize = 4;

/// A tree and where its text stands now, in bytes of the file.
struct EditedTree {
    tree: Tree,
    range: Range<usize>,
}

/// The trees; those that were edited last stand last.
#[derive(Default)]
pub(crate) struct EditedTrees(Vec<EditedTree>);

impl EditedTrees {
    /// Takes the tree of a segment that is about to be edited; `range` are its bytes in the file. Hands back what it
    /// drops for it.
    pub(crate) fn add(&mut self, tree: Tree, range: Range<usize>) -> Vec<Tree> {
        let mut dropped = self.remove(range.start);
        if self.0.len() == MOST {
            dropped.push(self.0.remove(0).tree);
        }
        self.0.push(EditedTree { tree, range });
        dropped
    }

    /// Brings all to a changed text, and hands back those that have no text any more. `replaced` is sorted and disjoint.
    pub(crate) fn edit(&mut self, replaced: &[Replacement], old: &Rope, new: &Rope) -> Vec<Tree> {
        let lost = self.0.extract_if(.., |edited| edited.edit(replaced, old, new).is_none());
        lost.map(|edited| edited.tree).collect()
    }

    /// The tree of the segment that starts at a byte and is `len` bytes long by now, ready for a parse.
    pub(crate) fn of(&self, start: usize, len: usize, text: &Rope) -> Option<Tree> {
        let edited = self.0.iter().find(|edited| edited.range.start == start)?;
        let mut tree = edited.tree.clone();
        let had = edited.range.len();
        if had != len {
            // Its end moved: lines of the segment behind it joined it, or became one of their own.
            let point = |len: usize| point_at(text, start, start + len);
            tree.edit(&InputEdit {
                start_byte: had.min(len),
                old_end_byte: had,
                new_end_byte: len,
                start_position: point(had.min(len)),
                old_end_position: point(had),
                new_end_position: point(len),
            });
        }
        Some(tree)
    }

    /// The segment that starts at a byte was parsed, so that its tree isn't needed any more.
    pub(crate) fn remove(&mut self, start: usize) -> Vec<Tree> {
        let lost = self.0.extract_if(.., |edited| edited.range.start == start);
        lost.map(|edited| edited.tree).collect()
    }

    /// Takes all out.
    pub(crate) fn take_all(&mut self) -> Vec<Tree> {
        std::mem::take(&mut self.0).into_iter().map(|edited| edited.tree).collect()
    }
}

impl EditedTree {
    /// None where a replacement reaches over an end of it.
    fn edit(&mut self, replaced: &[Replacement], old: &Rope, new: &Rope) -> Option<()> {
        let Range { start, end } = self.range.clone();
        let first = replaced.partition_point(|one| one.old.end < start || one.old == (one.old.start..start));
        // What is inserted right at the start belongs to it.
        let first = match replaced.get(first.wrapping_sub(1)) {
            Some(one) if one.old == (start..start) => first - 1,
            _ => first,
        };
        let count = replaced.iter().skip(first).take_while(|one| one.old.start <= end).count();
        let inside = replaced.get(first..first + count)?;
        if inside.iter().any(|one| one.old.start < start || one.old.end > end) {
            return None;
        }
        let moved = |at: usize, before: Option<&Replacement>| match before {
            Some(before) => at - before.old.end + before.new.end,
            None => at,
        };
        let new_start = moved(start, first.checked_sub(1).and_then(|last| replaced.get(last)));
        // From the last to the first, so that the places of those that follow are those of the old text.
        for one in inside.iter().rev() {
            self.tree.edit(&input_edit(start, one, old, new));
        }
        let new_end = moved(end, inside.last().or_else(|| replaced.get(first.checked_sub(1)?)));
        self.range = new_start..new_end;
        Some(())
    }
}

fn input_edit(start: usize, replaced: &Replacement, old: &Rope, new: &Rope) -> InputEdit {
    // Whether a carriage return ends a line depends on the byte behind it.
    let is_return = |byte: Option<usize>| byte.is_some_and(|byte| old.byte(byte) == b'\r');
    let before = replaced.old.start.checked_sub(1).filter(|&before| before >= start);
    let back = usize::from(is_return(before));
    let old_start = replaced.old.start - back;
    let start_position = point_at(old, start, old_start);
    let rows = new.line_of_byte(replaced.new.end) - new.line_of_byte(replaced.new.start - back);
    let new_end_position = match rows {
        0 => Point::new(start_position.row, start_position.column + back + replaced.new.len()),
        _ => Point::new(start_position.row + rows, point_at(new, 0, replaced.new.end).column),
    };
    InputEdit {
        start_byte: old_start - start,
        old_end_byte: replaced.old.end - start,
        new_end_byte: old_start - start + back + replaced.new.len(),
        start_position,
        old_end_position: point_at(old, start, replaced.old.end),
        new_end_position,
    }
}

/// Row and column of a byte, counted from `start`.
fn point_at(text: &Rope, start: usize, byte: usize) -> Point {
    let row = text.line_of_byte(byte);
    Point::new(row - text.line_of_byte(start), byte - text.byte_of_line(row).max(start))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::syntax::{ParseKey, SegmentParser};
    use crate::text::{Edit, Patch, Revision};
    use crate::worker::CancelToken;

    /// Parses `text[segment]`, edits the text, and holds the tree that an incremental parse of `after[now]`
    /// makes against a fresh one. Answers whether there was something to start from.
    #[track_caller]
    fn check(text: &str, segment: Range<usize>, edits: &[(Range<usize>, &str)], now: Range<usize>) -> bool {
        let cancel = CancelToken::never();
        let mut parser = SegmentParser::new();
        let mut trees = EditedTrees::default();
        let tree = parser.parse(ParseKey(1), &text[segment.clone()], None, &cancel).unwrap();
        trees.add(tree, segment);
        let old = Rope::from(text);
        let mut rope = old.clone();
        let mut applied = Vec::new();
        for (range, inserted) in edits {
            rope.replace(range.clone(), inserted);
            applied.push(Edit { revision: Revision(1), range: range.clone(), new_len: inserted.len() });
        }
        trees.edit(Patch::of(&applied).replacements(), &old, &rope);
        let after = rope.to_string();
        let Some(base) = trees.of(now.start, now.len(), &rope) else { return false };
        let regrown = parser.parse(ParseKey(2), &after[now.clone()], Some(&base), &cancel).unwrap();
        let fresh = parser.parse(ParseKey(3), &after[now.clone()], None, &cancel).unwrap();
        assert_eq!(listed(&regrown), listed(&fresh), "{:?}", &after[now]);
        true
    }

    /// Every node with its bytes and points.
    fn listed(tree: &Tree) -> Vec<String> {
        let mut nodes = Vec::new();
        let mut cursor = tree.walk();
        loop {
            nodes.push(format!("{:?}", cursor.node()));
            if cursor.goto_first_child() {
                continue;
            }
            while !cursor.goto_next_sibling() {
                if !cursor.goto_parent() {
                    return nodes;
                }
            }
        }
    }

    const TEXT: &str = "a = 1\nclass A:\n    def f(self):\n        return self.x\n\n    y = 2\nb = 3\n";
    const CLASS: Range<usize> = 6..65;

    #[test]
    fn an_edit_inside() {
        assert_eq!(&TEXT[CLASS], "class A:\n    def f(self):\n        return self.x\n\n    y = 2\n");
        assert!(check(TEXT, CLASS, &[(53..53, "z")], 6..66));
        assert!(check(TEXT, CLASS, &[(53..53, "z\n        w = 1")], 6..80));
        assert!(check(TEXT, CLASS, &[(47..52, "")], 6..60));
    }

    #[test]
    fn edits_before_it_and_in_several_places() {
        assert!(check(TEXT, CLASS, &[(0..1, "long")], 9..68));
        assert!(check(TEXT, CLASS, &[(59..60, "yy"), (24..24, "g"), (0..4, "")], 2..63));
        assert!(check(TEXT, CLASS, &[(6..6, "@d\n")], 6..68));
    }

    #[test]
    fn its_end_moves() {
        assert!(check(TEXT, CLASS, &[(65..65, "    ")], 6..75), "the next statement joins it");
        assert!(check(TEXT, CLASS, &[(55..59, "")], 6..55), "its last lines leave it");
    }

    #[test]
    fn what_reaches_over_an_end_starts_afresh() {
        assert!(!check(TEXT, CLASS, &[(2..8, "")], 2..61));
        assert!(!check(TEXT, CLASS, &[(60..70, "")], 6..61));
    }

    #[test]
    fn carriage_returns() {
        let text = "class A:\r\n    x = 1\r\n    y = 2\r\n";
        assert!(check(text, 0..text.len(), &[(19..19, "0")], 0..text.len() + 1));
    }
}
