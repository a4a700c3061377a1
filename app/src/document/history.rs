//! What was done, in groups that one undo takes back.
//!
//! A group holds the changes of one command, or of a run of commands that people see as one: typing
//! without a pause. Invariant: taking back all changes of the groups above a place in the history gives
//! the text of that place, byte for byte.
//!
//! Memory is bounded: the text kept for undo and redo, together with what keeping it costs, stays below
//! [`LIMIT`]; the oldest groups go first. Only the newest group is kept whatever its size, so that the
//! last step can always be taken back.

use std::collections::VecDeque;
use std::time::Duration;

use super::selections::Caret;
use super::whole::Style;
use super::{Selections, batch};

/// Bytes that the history may hold: far more than a day's typing, little beside the editor itself.
pub const LIMIT: usize = 64 << 20;

/// A pause this long (milliseconds) ends a run of typing.
pub const PAUSE_MS: u64 = 1000;

/// What a change costs beside its text: its place in two vectors.
const OVERHEAD: usize = size_of::<Change>() + size_of::<Group>();

/// Which edits people see as one run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Run {
    /// Typed characters.
    Typing,
    /// Characters deleted one after the other, in either direction.
    Deleting,
    /// Never joined with a neighbour: a paste, a new line, an indent, a reload.
    Alone,
}

/// One replacement, with the text on both sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    /// Byte offset, the same before and after.
    pub(super) start: usize,
    pub(super) removed: String,
    pub(super) inserted: String,
}

#[derive(Clone, Debug)]
pub(super) struct Group {
    /// In the order they were made. Those of one command don't overlap and go from the end of the text to its
    /// start, so that their offsets are those before the command.
    pub(super) changes: Vec<Change>,
    pub(super) before: Selections,
    pub(super) after: Selections,
    /// How the file is written before and after, where that changes.
    pub(super) style: Option<[Style; 2]>,
}

impl Group {
    fn cost(&self) -> usize {
        let changes =
            self.changes.iter().map(|change| change.removed.len() + change.inserted.len() + OVERHEAD);
        changes.sum::<usize>() + self.before.cost() + self.after.cost()
    }
}

/// The run that the next edit may join.
#[derive(Clone, Copy, Debug)]
struct Open {
    run: Run,
    last: Duration,
}

#[derive(Debug, Default)]
pub(super) struct History {
    done: VecDeque<Group>,
    undone: Vec<Group>,
    open: Option<Open>,
    /// The sum of all groups' costs, in bytes.
    cost: usize,
}

impl History {
    pub(super) fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    pub(super) fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }

    /// The next edit starts a group of its own.
    pub(super) fn close(&mut self) {
        self.open = None;
    }

    /// Keeps what a command did; a new edit makes what was taken back unreachable.
    pub(super) fn push(&mut self, run: Run, group: Group, now: Duration) {
        if group.changes.is_empty() {
            return;
        }
        self.cost -= self.undone.drain(..).map(|group| group.cost()).sum::<usize>();
        let joins = run != Run::Alone
            && self.open.is_some_and(|open| {
                open.run == run && now.saturating_sub(open.last) < Duration::from_millis(PAUSE_MS)
            });
        self.open = (run != Run::Alone).then_some(Open { run, last: now });
        match self.done.back_mut() {
            Some(last) if joins && last.after == group.before => {
                self.cost -= last.after.cost();
                self.cost += group.after.cost();
                last.after = group.after;
                let texts = group.changes.iter().map(|change| change.removed.len() + change.inserted.len());
                self.cost += texts.sum::<usize>();
                let apart = batch::join(&mut last.changes, group.changes);
                self.cost += apart.len() * OVERHEAD;
                last.changes.extend(apart);
            }
            _ => {
                self.cost += group.cost();
                self.done.push_back(group);
            }
        }
        while self.cost > LIMIT && self.done.len() > 1 {
            self.cost -= self.done.pop_front().map_or(0, |group| group.cost());
        }
    }

    /// The cursors have moved on without an edit, as over a closer that is typed over: doing the newest group again
    /// leads there.
    pub(super) fn go_on(&mut self, before: &Selections, after: &Selections) {
        if let Some(last) = self.done.back_mut().filter(|last| last.after == *before) {
            self.cost = self.cost - last.after.cost() + after.cost();
            last.after = after.clone();
        }
    }

    /// Adds to the newest group what was done unasked after it; `to` says where its cursors stand then.
    pub(super) fn amend(&mut self, changes: Vec<Change>, to: impl FnMut(Caret) -> Caret) {
        self.close();
        if let Some(last) = self.done.back_mut() {
            let after = last.after.moved(to);
            let texts = changes.iter().map(|change| change.removed.len() + change.inserted.len() + OVERHEAD);
            self.cost = self.cost + texts.sum::<usize>() - last.after.cost() + after.cost();
            last.after = after;
            last.changes.extend(changes);
        }
    }

    /// The newest group, to be taken back and then handed to [`Self::put_undone`].
    pub(super) fn pop_done(&mut self) -> Option<Group> {
        self.close();
        self.done.pop_back()
    }

    /// A group that was taken back and can be done again.
    pub(super) fn put_undone(&mut self, group: Group) {
        self.undone.push(group);
    }

    /// The group that was taken back last, to be done again and then handed to [`Self::put_done`].
    pub(super) fn pop_undone(&mut self) -> Option<Group> {
        self.close();
        self.undone.pop()
    }

    /// A group that was done again.
    pub(super) fn put_done(&mut self, group: Group) {
        self.done.push_back(group);
    }

    #[cfg(test)]
    pub(super) fn assert_invariants(&self) {
        let cost: usize = self.done.iter().chain(&self.undone).map(Group::cost).sum();
        assert_eq!(cost, self.cost);
        assert!(cost <= LIMIT || self.done.len() + self.undone.len() == 1);
    }
}

#[cfg(test)]
mod tests {
    use super::super::Selection;
    use super::*;

    fn insertion(start: usize, text: &str, before: usize, after: usize) -> Group {
        Group {
            changes: vec![Change { start, removed: String::new(), inserted: text.to_owned() }],
            before: Selections::one(Selection::cursor(before)),
            after: Selections::one(Selection::cursor(after)),
            style: None,
        }
    }

    #[test]
    fn fault_34_the_history_drops_its_oldest_groups_and_keeps_the_newest() {
        let mut history = History::default();
        let big = "x".repeat(LIMIT / 4);
        for _ in 0..10 {
            history.push(Run::Alone, insertion(0, &big, 0, big.len()), Duration::ZERO);
            history.assert_invariants();
        }
        assert_eq!(history.done.len(), 3);
        history.push(Run::Alone, insertion(0, &"y".repeat(LIMIT + 1), 0, 0), Duration::ZERO);
        assert_eq!(history.done.len(), 1);
        history.assert_invariants();
    }

    #[test]
    fn fault_34_typing_for_long_is_one_change() {
        let mut history = History::default();
        for at in 0..100_000_usize {
            history.push(Run::Typing, insertion(at, "x", at, at + 1), Duration::from_millis(at as u64));
        }
        assert_eq!((history.done.len(), history.done.front().map(|group| group.changes.len())), (1, Some(1)));
        history.assert_invariants();
    }
}
