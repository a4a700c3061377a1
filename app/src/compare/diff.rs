//! Which lines of two texts differ.
//!
//! Every different line gets a number, and the numbers are compared: what begins and what ends both texts first, the
//! rest as Myers does it. Invariants: changes are in order and don't touch; the lines between them are the same in both
//! texts, byte for byte, their line breaks included. That holds whenever the time is up, too: then more lines are in
//! changes than need be.

use std::collections::HashMap;
use std::ops::Range;
use std::time::{Duration, Instant};

use crop::Rope;
use similar::Algorithm;
use similar::algorithms::{Capture, Compact, DiffHook, Replace, diff_slices_deadline};

/// How long the search for the fewest changes may take. Two texts of a million lines that share some of them are done
/// in less; only texts that have little to do with each other take longer, and then it doesn't matter.
pub const PATIENCE: Duration = Duration::from_secs(2);

/// Bytes that are gone through between two looks whether it is still wanted.
const STRIDE: usize = 64 << 10;

/// Lines of one text that stand for lines of the other; one of both may be empty. Lines count from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// In the older text.
    pub left: Range<usize>,
    /// In the newer text.
    pub right: Range<usize>,
}

/// All differences of two texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diff {
    /// In order.
    pub changes: Vec<Change>,
    /// How many lines each text has; what stands behind the last line break is only one if it isn't empty.
    pub lines: [usize; 2],
    /// Whether the time was enough to look for the fewest changes.
    pub is_complete: bool,
}

/// Compares two texts. `is_wanted` is asked every 64 KiB or oftener; none if it says no. `patience` bounds the search, not
/// the reading of the texts.
#[must_use]
pub fn compare(left: &Rope, right: &Rope, patience: Duration, is_wanted: &dyn Fn() -> bool) -> Option<Diff> {
    let texts = [text_of(left, is_wanted)?, text_of(right, is_wanted)?];
    let [left, right] = [lines_of(&texts[0], is_wanted)?, lines_of(&texts[1], is_wanted)?];
    let lines = [left.len(), right.len()];
    let mut pace = Pace::new(is_wanted);
    let mut head = 0;
    for (one, other) in left.iter().zip(&right) {
        pace.step(one.len())?;
        if one != other {
            break;
        }
        head += 1;
    }
    let most = left.len().min(right.len()) - head;
    let mut tail = 0;
    for (one, other) in left.iter().rev().zip(right.iter().rev()).take(most) {
        pace.step(one.len())?;
        if one != other {
            break;
        }
        tail += 1;
    }
    let [left, right] = [&left, &right].map(|lines| lines.get(head..lines.len() - tail).unwrap_or_default());
    let mut numbers = HashMap::new();
    let [left, right] = [numbered(left, &mut numbers, &mut pace)?, numbered(right, &mut numbers, &mut pace)?];
    let deadline = Instant::now() + patience;
    let mut hook =
        WhileWanted { inner: Compact::new(Replace::new(Capture::new()), &*left, &*right), is_wanted };
    diff_slices_deadline(Algorithm::Myers, &mut hook, &left, &right, Some(deadline)).ok()?;
    let is_complete = Instant::now() < deadline;
    let ops = hook.inner.into_inner().into_inner().into_ops();
    let mut changes: Vec<Change> = Vec::new();
    for op in ops.iter().filter(|op| op.tag() != similar::DiffTag::Equal) {
        let moved = |range: Range<usize>| range.start + head..range.end + head;
        let (left, right) = (moved(op.old_range()), moved(op.new_range()));
        match changes.last_mut() {
            Some(last) if last.left.end == left.start && last.right.end == right.start => {
                (last.left.end, last.right.end) = (left.end, right.end);
            }
            _ => changes.push(Change { left, right }),
        }
    }
    Some(Diff { changes, lines, is_complete })
}

/// The text in one piece.
fn text_of(rope: &Rope, is_wanted: &dyn Fn() -> bool) -> Option<String> {
    let mut text = String::with_capacity(rope.byte_len());
    let mut pace = Pace::new(is_wanted);
    for chunk in rope.chunks() {
        pace.step(chunk.len())?;
        text.push_str(chunk);
    }
    Some(text)
}

fn lines_of<'a>(text: &'a str, is_wanted: &dyn Fn() -> bool) -> Option<Vec<&'a str>> {
    let mut pace = Pace::new(is_wanted);
    text.split_inclusive('\n').map(|line| pace.step(line.len()).map(|()| line)).collect()
}

/// A number for each line, the same for equal ones.
fn numbered<'a>(
    lines: &[&'a str],
    numbers: &mut HashMap<&'a str, usize>,
    pace: &mut Pace<'_>,
) -> Option<Vec<usize>> {
    let mut number = |line: &&'a str| {
        pace.step(line.len())?;
        let next = numbers.len();
        Some(*numbers.entry(line).or_insert(next))
    };
    lines.iter().map(&mut number).collect()
}

/// Looks now and then whether the work is still wanted.
struct Pace<'a> {
    is_wanted: &'a dyn Fn() -> bool,
    left: usize,
}

impl<'a> Pace<'a> {
    fn new(is_wanted: &'a dyn Fn() -> bool) -> Self {
        Self { is_wanted, left: 0 }
    }

    /// Notes that so many bytes are done; none if the rest isn't wanted. A line costs a little, even an empty one.
    fn step(&mut self, bytes: usize) -> Option<()> {
        if self.left > bytes {
            self.left -= bytes.max(1);
            return Some(());
        }
        self.left = STRIDE;
        (self.is_wanted)().then_some(())
    }
}

/// Ends a search that isn't wanted any more.
struct WhileWanted<'a, Hook> {
    inner: Hook,
    is_wanted: &'a dyn Fn() -> bool,
}

/// The search isn't wanted any more.
struct Unwanted;

impl<Hook> WhileWanted<'_, Hook> {
    fn check(&self) -> Result<(), Unwanted> {
        if (self.is_wanted)() { Ok(()) } else { Err(Unwanted) }
    }
}

impl<Hook: DiffHook> DiffHook for WhileWanted<'_, Hook> {
    type Error = Unwanted;

    fn equal(&mut self, old: usize, new: usize, len: usize) -> Result<(), Unwanted> {
        self.check()?;
        self.inner.equal(old, new, len).map_err(|_| Unwanted)
    }

    fn delete(&mut self, old: usize, len: usize, new: usize) -> Result<(), Unwanted> {
        self.check()?;
        self.inner.delete(old, len, new).map_err(|_| Unwanted)
    }

    fn insert(&mut self, old: usize, new: usize, len: usize) -> Result<(), Unwanted> {
        self.check()?;
        self.inner.insert(old, new, len).map_err(|_| Unwanted)
    }

    fn replace(&mut self, old: usize, old_len: usize, new: usize, new_len: usize) -> Result<(), Unwanted> {
        self.check()?;
        self.inner.replace(old, old_len, new, new_len).map_err(|_| Unwanted)
    }

    fn finish(&mut self) -> Result<(), Unwanted> {
        self.inner.finish().map_err(|_| Unwanted)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::cell::Cell;

    use super::*;

    fn diff(left: &str, right: &str) -> Diff {
        compare(&Rope::from(left), &Rope::from(right), PATIENCE, &|| true).unwrap()
    }

    fn changes(left: &str, right: &str) -> Vec<(Range<usize>, Range<usize>)> {
        diff(left, right).changes.into_iter().map(|change| (change.left, change.right)).collect()
    }

    /// The newer text, made from the older one and the changes.
    fn taken_over(left: &str, right: &str, diff: &Diff) -> String {
        let [old, new] = [left, right].map(|text| text.split_inclusive('\n').collect::<Vec<_>>());
        let mut made = String::new();
        let mut at = 0;
        for change in &diff.changes {
            made.extend(old[at..change.left.start].iter().copied());
            made.extend(new[change.right.clone()].iter().copied());
            at = change.left.end;
        }
        made.extend(old[at..].iter().copied());
        made
    }

    #[test]
    fn equal_texts_have_no_changes() {
        assert_eq!(changes("a\nb\n", "a\nb\n"), []);
        assert_eq!(changes("", ""), []);
    }

    #[test]
    fn a_change_holds_the_lines_of_both_sides() {
        assert_eq!(changes("a\nb\nc\n", "a\nB\nc\n"), [(1..2, 1..2)]);
        assert_eq!(changes("a\nc\n", "a\nb\nc\n"), [(1..1, 1..2)]);
        assert_eq!(changes("a\nb\nc\n", "a\nc\n"), [(1..2, 1..1)]);
        assert_eq!(changes("a\nb\nc\nd\ne\n", "A\nb\nc\nd\nE\n"), [(0..1, 0..1), (4..5, 4..5)]);
    }

    #[test]
    fn line_breaks_count() {
        assert_eq!(changes("a\nb\n", "a\r\nb\n"), [(0..1, 0..1)]);
        assert_eq!(changes("a\nb\n", "a\nb"), [(1..2, 1..2)]);
    }

    #[test]
    fn all_of_a_text_can_be_new() {
        assert_eq!(changes("", "a\nb"), [(0..0, 0..2)]);
        assert_eq!(changes("a\nb", ""), [(0..2, 0..0)]);
    }

    #[test]
    fn taking_the_changes_over_makes_the_newer_text() {
        let mut random = fastrand::Rng::with_seed(8);
        for round in 0..300 {
            let mut text = || {
                let lines = random.usize(..30);
                (0..lines).map(|_| format!("{}\n", random.u8(..6))).collect::<String>()
            };
            let (left, right) = (text(), text());
            let found = diff(&left, &right);
            assert_eq!(taken_over(&left, &right, &found), right, "round {round}");
            assert!(
                found
                    .changes
                    .windows(2)
                    .all(|two| two[0].left.end < two[1].left.start || two[0].right.end < two[1].right.start)
            );
        }
    }

    #[test]
    fn when_the_time_is_up_the_changes_still_hold() {
        let left: String = (0..3000).map(|n| format!("{}\n", n % 7)).collect();
        let right: String = (0..3000).map(|n| format!("{}\n", n * n % 11)).collect();
        let found =
            compare(&Rope::from(left.as_str()), &Rope::from(right.as_str()), Duration::ZERO, &|| true)
                .unwrap();
        assert!(!found.is_complete);
        assert_eq!(taken_over(&left, &right, &found), right);
    }

    #[test]
    fn what_nobody_wants_ends_soon() {
        let text = Rope::from("line\n".repeat(200_000));
        let asked = Cell::new(0);
        let is_wanted = || {
            asked.set(asked.get() + 1);
            asked.get() < 5
        };
        assert_eq!(compare(&text, &text, PATIENCE, &is_wanted), None);
        assert_eq!(asked.get(), 5);
    }
}
