//! Carries ranges of one text state over to a later one.
//!
//! Invariant: a range that comes through still covers the very characters it was computed for, and is
//! still a whole identifier; anything else is dropped. So a highlight never stands on wrong text.

use std::ops::Range;
use std::sync::Arc;

use crop::Rope;
use namelight_engine::occurrences::{Occurrence, Other, Target};
use namelight_engine::text::{Bias, Patch};

/// Where `range` lies in `text`, to which `patch` leads; none if it was touched or is no longer whole.
pub(super) fn carry_identifier(range: &Range<usize>, patch: &Patch, text: &Rope) -> Option<Range<usize>> {
    let now = patch.map_range(range.clone())?;
    (!is_at_edge(&now, patch) || is_whole_identifier(&now, text)).then_some(now)
}

/// Whether something was changed directly before or behind `now`, a range of the later text.
pub(super) fn is_at_edge(now: &Range<usize>, patch: &Patch) -> bool {
    let changes = patch.replacements();
    let first = changes.partition_point(|change| change.new.end < now.start);
    // Unchanged text lies between any two, so at most one ends before it and one begins behind it.
    let near = changes.get(first..).unwrap_or_default().iter().take(2);
    near.clone().any(|change| change.new.end == now.start || change.new.start == now.end)
}

/// Whether no character of an identifier stands directly before or behind `range`.
pub(super) fn is_whole_identifier(range: &Range<usize>, text: &Rope) -> bool {
    if range.start > range.end
        || range.end > text.byte_len()
        || !text.is_char_boundary(range.start)
        || !text.is_char_boundary(range.end)
    {
        return false;
    }
    let before = text.byte_slice(..range.start).chars().next_back();
    let behind = text.byte_slice(range.end..).chars().next();
    !before.is_some_and(unicode_ident::is_xid_continue) && !behind.is_some_and(unicode_ident::is_xid_continue)
}

/// Something that stands at an identifier.
pub(super) trait Placed: Clone {
    /// Where, in bytes.
    fn place(&self) -> &Range<usize>;

    /// Where, in bytes, to be changed.
    fn place_mut(&mut self) -> &mut Range<usize>;

    /// The same elsewhere.
    fn at(&self, range: Range<usize>) -> Self {
        let mut moved = self.clone();
        *moved.place_mut() = range;
        moved
    }
}

impl Placed for Occurrence {
    fn place(&self) -> &Range<usize> {
        &self.range
    }

    fn place_mut(&mut self) -> &mut Range<usize> {
        &mut self.range
    }
}

impl Placed for Other {
    fn place(&self) -> &Range<usize> {
        &self.range
    }

    fn place_mut(&mut self) -> &mut Range<usize> {
        &mut self.range
    }
}

/// Carries a sorted list to the later text, without those that were touched; returns these.
///
/// What a key press does to a list of which nothing was touched is to move its later part: that is done in place.
pub(super) fn carry_all<T: Placed>(list: &mut Arc<[T]>, patch: &Patch, text: &Rope) -> Vec<T> {
    let mut dropped = Vec::new();
    let (first, last) = match patch.replacements() {
        [] => return dropped,
        [change] => {
            let first = list.partition_point(|one| one.place().end < change.old.start);
            (first, list.partition_point(|one| one.place().start <= change.old.end).max(first))
        }
        _ => (0, list.len()),
    };
    let near = list.get(first..last).unwrap_or_default();
    let mut carried = Vec::with_capacity(near.len());
    for one in near {
        match carry_identifier(one.place(), patch, text) {
            Some(range) => carried.push(one.at(range)),
            None => dropped.push(one.clone()),
        }
    }
    let moved = |range: &Range<usize>| {
        patch.map_offset(range.start, Bias::Right)..patch.map_offset(range.end, Bias::Left)
    };
    if let (true, Some(all)) = (dropped.is_empty(), Arc::get_mut(list)) {
        for (one, now) in all.iter_mut().skip(first).zip(carried) {
            *one = now;
        }
        for one in all.iter_mut().skip(last) {
            let now = moved(one.place());
            *one.place_mut() = now;
        }
        return dropped;
    }
    let before = list.get(..first).unwrap_or_default().iter().cloned();
    let behind = list.get(last..).unwrap_or_default().iter().map(|one| one.at(moved(one.place())));
    *list = before.chain(carried).chain(behind).collect();
    dropped
}

/// A span that may change inside, such as a scope's; text put in at its ends stays outside.
pub(super) fn carry_span(span: &Range<usize>, patch: &Patch) -> Range<usize> {
    let start = patch.map_offset(span.start, Bias::Right);
    start..patch.map_offset(span.end, Bias::Left).max(start)
}

/// The target in the later text.
pub(super) fn carry_target(target: Target, patch: &Patch) -> Target {
    Target {
        range: carry_span(&target.range, patch),
        reach: target.reach.as_ref().map(|reach| carry_span(reach, patch)),
        ..target
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use namelight_engine::text::{Edit, Revision};

    use super::*;

    /// Applies edits, each of them `(range, new text)`, and says what became of `sum` in the first text.
    fn after(text: &str, edits: &[(Range<usize>, &str)]) -> Option<String> {
        let at = text.find("sum").unwrap();
        let mut rope = Rope::from(text);
        let mut made = Vec::new();
        for (revision, (range, new)) in (1..).zip(edits) {
            rope.replace(range.clone(), new);
            made.push(Edit { revision: Revision(revision), range: range.clone(), new_len: new.len() });
        }
        let now = carry_identifier(&(at..at + 3), &Patch::of(&made), &rope)?;
        assert_eq!(rope.byte_slice(now.clone()).to_string(), "sum");
        let before = rope.byte_slice(..now.start).to_string();
        Some(format!("{before}[sum]{}", rope.byte_slice(now.end..)))
    }

    #[test]
    fn edits_elsewhere_move_it() {
        assert_eq!(after("a = sum", &[(0..1, "total")]).as_deref(), Some("total = [sum]"));
        assert_eq!(after("a = sum + 1", &[(8..11, "")]).as_deref(), Some("a = [sum] "));
    }

    #[test]
    fn an_edit_inside_or_across_an_edge_drops_it() {
        for (range, new) in [(5..5, "x"), (3..5, "x"), (6..8, "x"), (0..11, "a = sum + 1"), (4..7, "sun")] {
            assert_eq!(after("a = sum + 1", &[(range.clone(), new)]), None, "{range:?}");
        }
    }

    #[test]
    fn at_an_edge_the_neighbour_decides() {
        assert_eq!(after("a = sum", &[(7..7, "(")]).as_deref(), Some("a = [sum]("));
        assert_eq!(after("a = sum", &[(7..7, "s")]), None);
        assert_eq!(after("a = sum", &[(4..4, "-")]).as_deref(), Some("a = -[sum]"));
        assert_eq!(after("a = sum", &[(4..4, "x")]), None);
        assert_eq!(after("a = sum", &[(4..4, "é")]), None);
        assert_eq!(after("a = sum", &[(3..4, "")]).as_deref(), Some("a =[sum]"));
        assert_eq!(after("a = sum", &[(1..4, "")]), None);
        // What was at the edge for a moment only doesn't matter.
        assert_eq!(after("a = sum", &[(7..7, "s"), (7..8, "")]).as_deref(), Some("a = [sum]"));
        // Both edges at once.
        assert_eq!(after("a sum b", &[(1..2, ""), (4..5, "")]), None);
        assert_eq!(after("a sum b", &[(1..2, "("), (5..6, ")")]).as_deref(), Some("a([sum])b"));
    }

    #[test]
    fn an_offset_inside_a_character_is_no_edge() {
        let text = Rope::from("sumé");
        assert!(!is_whole_identifier(&(0..4), &text));
        assert!(is_whole_identifier(&(0..5), &text));
        assert!(!is_whole_identifier(&(0..9), &text));
    }

    /// Every word of a text as a list, carried through edits at once and one by one.
    fn check_list(text: &str, edits: &[(Range<usize>, &str)], is_shared: bool) {
        let word = |(at, word): (usize, &str)| Other { range: at..at + word.len(), scope: "".into() };
        let list: Arc<[Other]> = text.match_indices("sum").map(word).collect();
        let mut rope = Rope::from(text);
        let mut made = Vec::new();
        for (revision, (range, new)) in (1..).zip(edits) {
            rope.replace(range.clone(), new);
            made.push(Edit { revision: Revision(revision), range: range.clone(), new_len: new.len() });
        }
        let patch = Patch::of(&made);
        let one_by_one: Vec<_> =
            list.iter().filter_map(|one| carry_identifier(&one.range, &patch, &rope)).collect();
        let lost = list.len() - one_by_one.len();
        let holder = is_shared.then(|| Arc::clone(&list));
        let mut carried = list;
        let dropped = carry_all(&mut carried, &patch, &rope);
        let ranges: Vec<_> = carried.iter().map(|one| one.range.clone()).collect();
        assert_eq!((ranges, dropped.len()), (one_by_one, lost), "{text:?} {edits:?}");
        drop(holder);
    }

    #[test]
    fn a_list_is_carried_as_its_places_are_one_by_one() {
        let text = "sum sum+sum(sum) x sum.sum sums sum";
        let mut rng = fastrand::Rng::with_seed(7);
        for _ in 0..2_000 {
            let mut len = text.len();
            let mut edits = Vec::new();
            for _ in 0..rng.usize(1..4) {
                let start = rng.usize(..=len);
                let end = rng.usize(start..=len.min(start + 4));
                let new = ["", "x", "(", "sum ", " sum"][rng.usize(..5)];
                len = len - (end - start) + new.len();
                edits.push((start..end, new));
            }
            check_list(text, &edits, rng.bool());
        }
    }
}
