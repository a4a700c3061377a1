//! Taking over what a file holds now, after another program has changed it.
//!
//! Only what differs is replaced, so that cursors, folds and marks stay with the lines that are still there; all of it
//! is one step of undo. It takes as long as the texts are long, so it is prepared on another thread, from a snapshot.
//! Invariant: what was prepared for one state of a text is never taken over by another one.

use std::ops::Range;
use std::time::Duration;

use crop::Rope;
use namelight_engine::text::{DocumentId, Revision};

use super::history::History;
use super::rewrite::Replacements;
use super::spelling::Spelling;
use super::style::{IndentUnit, LineEnding};
use super::unchanged::Unchanged;
use super::whole::Rewritten;
use super::{Disk, Document, lines};
use crate::compare::{self, Change};
use crate::files::Loaded;

/// A reload that can be prepared on any thread.
#[derive(Clone, Debug)]
pub struct Reload {
    stamp: (DocumentId, Revision),
    text: Rope,
    loaded: Loaded,
}

/// A reload that is ready.
#[derive(Clone, Debug)]
pub struct Reloaded {
    rewritten: Rewritten,
    loaded: Loaded,
}

impl Reload {
    /// Finds out what differs. `is_wanted` is asked every 64 KiB or oftener; none if it says no.
    #[must_use]
    pub fn run(self, is_wanted: &dyn Fn() -> bool) -> Option<Reloaded> {
        let Self { stamp, text, loaded } = self;
        let diff = compare::compare(&text, &loaded.text, compare::PATIENCE, is_wanted)?;
        let mut replacements = Replacements::new();
        for change in &diff.changes {
            if !is_wanted() {
                return None;
            }
            for Change { left, right } in lines_apart(change) {
                let bytes = |text: &Rope, range: &Range<usize>| {
                    lines::start(text, range.start)..lines::start(text, range.end)
                };
                let (old, new) = (bytes(&text, &left), bytes(&loaded.text, &right));
                let was = text.byte_slice(old.clone()).to_string();
                let is = loaded.text.byte_slice(new).to_string();
                let [head, tail] = common_ends(&was, &is);
                let new = is.get(head..is.len() - tail).unwrap_or_default().to_owned();
                replacements.push((old.start + head..old.end - tail, new));
            }
        }
        let style = (IndentUnit::of(&loaded.text), LineEnding::of(&loaded.text));
        let rewritten = Rewritten::of(stamp, &text, replacements, style, is_wanted)?;
        Some(Reloaded { rewritten, loaded })
    }
}

/// The lines of a change one by one, where each takes the place of another one.
fn lines_apart(change: &Change) -> Vec<Change> {
    if change.left.len() != change.right.len() {
        return vec![change.clone()];
    }
    let pairs = change.left.clone().zip(change.right.clone());
    pairs.map(|(left, right)| Change { left: left..left + 1, right: right..right + 1 }).collect()
}

/// How many bytes two texts begin and end with in common, in whole characters, without overlap.
fn common_ends(one: &str, other: &str) -> [usize; 2] {
    let pairs = one.chars().zip(other.chars());
    let head: usize = pairs.take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let [one, other] = [one, other].map(|text| text.get(head..).unwrap_or_default());
    let pairs = one.chars().rev().zip(other.chars().rev());
    [head, pairs.take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum()]
}

impl Document {
    /// What another thread needs to take over what the file holds now.
    #[must_use]
    pub fn prepare_reload(&self, loaded: Loaded) -> Reload {
        Reload { stamp: (self.id, self.revision), text: self.text.clone(), loaded }
    }

    /// Takes over what the file holds, in one step of undo; the text is unmodified then. `now` is the time since the
    /// program started.
    ///
    /// # Errors
    /// What was loaded, if the text has been edited since this was prepared: nothing was changed then.
    pub fn adopt_reload(&mut self, reloaded: Reloaded, now: Duration) -> Result<(), Box<Loaded>> {
        let Reloaded { rewritten, loaded } = reloaded;
        if !self.adopt(rewritten, now) {
            return Err(Box::new(loaded));
        }
        if self.spelling.unlock() {
            // What could only be looked at must not come back as something that can be saved.
            self.history = History::default();
        }
        self.spelling = Spelling::of_loaded(&loaded);
        self.saved = self.text.clone();
        self.unchanged.set(Unchanged::all(self.text.byte_len()));
        self.modified.set(Some((self.revision, false)));
        if let Some(Disk { identity, .. }) = &mut self.disk {
            *identity = loaded.identity;
        } else {
            self.disk = Some(Disk { path: loaded.path, identity: loaded.identity });
        }
        self.history.close();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_ends_are_whole_characters_and_never_overlap() {
        assert_eq!(common_ends("aba", "aba"), [3, 0]);
        assert_eq!(common_ends("aa", "aaa"), [2, 0]);
        assert_eq!(common_ends("x = é1\n", "x = è1\n"), [4, 2]);
        assert_eq!(common_ends("", "a"), [0, 0]);
    }

    #[test]
    fn a_line_for_a_line_is_replaced_alone() {
        let change = Change { left: 3..5, right: 7..9 };
        let expected = [Change { left: 3..4, right: 7..8 }, Change { left: 4..5, right: 8..9 }];
        assert_eq!(lines_apart(&change), expected);
        let change = Change { left: 3..5, right: 7..8 };
        assert_eq!(lines_apart(&change), std::slice::from_ref(&change));
    }
}
