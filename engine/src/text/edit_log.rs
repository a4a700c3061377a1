//! What the user interface keeps for its requests: the edits that no answer has seen yet.
//!
//! # The rule that keeps it sound
//! Whoever reads the edits may hold **any** revision since the last acknowledged one, because a
//! cancelled request may have moved the engine's copy on without an answer. So edits may not simply
//! be merged: an edit's offsets mean nothing to a reader who already holds one of the edits merged
//! into it.
//!
//! What does mean something to all of them is a **hull**: the shortest stretch outside of which none
//! of the merged edits changed a byte. Text before the hull is the same in every text state from the
//! first to the last merged edit, and so is the text behind it, though at another distance from the
//! start. A hull is written as an ordinary [`Edit`] that carries the last revision it stands for; its
//! `range` is in bytes of the text before the first. A reader that holds a revision in the middle
//! moves the end of `range` by the difference in length between its text and that one: see
//! [`catch_up`], which does that and is the way to read a log.
//!
//! A log has a hull as its first edit at most; all others are edits as they were made.

use super::{Edit, Patch, Revision};

/// A text state, as far as offsets are concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TextState {
    /// Its number.
    pub revision: Revision,
    /// Its length in bytes.
    pub len: usize,
}

/// The edits since the revision last answered, oldest first, in bounded memory.
#[derive(Clone, Debug)]
pub struct EditLog {
    /// The revision before the first edit that is kept.
    base: Revision,
    /// Numbered without a gap, save for a hull at the front.
    edits: Vec<Edit>,
    /// The revision that the offsets of a hull at the front belong to.
    hull_base: Option<Revision>,
    /// More edits than this are collapsed.
    limit: usize,
}

impl EditLog {
    /// So many edits are kept as they were made. Beyond it the older half becomes one hull, which
    /// costs the engine some segments that it could have kept. At 30 keystrokes a second that is
    /// after half a minute without any answer; 1,024 edits are 32 KB and are copied into every request.
    pub const LIMIT: usize = 1_024;

    /// A log for a text at `revision`.
    #[must_use]
    pub fn new(revision: Revision) -> Self {
        Self::with_limit(revision, Self::LIMIT)
    }

    /// A log that keeps `limit` edits as they were made, two at least.
    #[must_use]
    pub fn with_limit(revision: Revision, limit: usize) -> Self {
        Self { base: revision, edits: Vec::new(), hull_base: None, limit: limit.max(2) }
    }

    /// Notes an edit; its revision follows that of the one before.
    pub fn push(&mut self, edit: Edit) {
        self.edits.push(edit);
        if self.edits.len() > self.limit {
            self.collapse(self.limit / 2 + 1);
        }
    }

    /// The edits that someone at `revision` may not have seen, for a request; see [`catch_up`].
    #[must_use]
    pub fn since(&self, revision: Revision) -> Vec<Edit> {
        self.edits.get(self.first_after(revision)..).unwrap_or_default().to_vec()
    }

    /// What happened since `revision`, to carry an answer's offsets into the newest text.
    ///
    /// None where the log can't say: the revision is older than all that is kept, or lies inside of
    /// what was collapsed. Such an answer has to be dropped.
    #[must_use]
    pub fn patch_since(&self, revision: Revision) -> Option<Patch> {
        let newest = self.edits.last().map_or(self.base, |edit| edit.revision);
        let first = self.first_after(revision);
        let is_kept =
            if first == 0 { revision == self.hull_base.unwrap_or(self.base) } else { revision <= newest };
        is_kept.then(|| Patch::of(self.edits.get(first..).unwrap_or_default()))
    }

    /// Forgets what led up to `revision`: an answer for it has come.
    pub fn acknowledge(&mut self, revision: Revision) {
        let answered = self.first_after(revision);
        if answered > 0 {
            self.hull_base = None;
            self.edits.drain(..answered);
        }
        self.base = self.base.max(revision);
    }

    /// How many edits are kept; never more than the limit.
    #[must_use]
    pub fn len(&self) -> usize {
        self.edits.len()
    }

    /// Whether every edit has been answered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.edits.is_empty()
    }

    /// The place of the first edit that `revision` doesn't contain.
    fn first_after(&self, revision: Revision) -> usize {
        self.edits.partition_point(|edit| edit.revision <= revision)
    }

    /// Makes one hull of the first `count` edits.
    fn collapse(&mut self, count: usize) {
        let Some(hull) = self.edits.drain(..count).reduce(hull_of) else { return };
        self.hull_base.get_or_insert(self.base);
        self.edits.insert(0, hull);
    }
}

/// The shortest stretch outside of which neither `earlier` nor `later`, which follows it, changed a
/// byte.
fn hull_of(earlier: Edit, later: Edit) -> Edit {
    let start = earlier.range.start.min(later.range.start);
    // In the text between the two.
    let end = earlier.new_range().end.max(later.range.end);
    let old_end = earlier.range.end + (end - earlier.new_range().end);
    let new_end = later.new_range().end + (end - later.range.end);
    Edit { revision: later.revision, range: start..old_end, new_len: new_end - start }
}

/// The edits that lead from the text that a reader `holds` to the text that a request `wants`, each in
/// bytes of the text that the one before it left.
///
/// `edits` are a request's: oldest first, some of which the reader may have seen, and the first of
/// which may stand for several (see the [module's rule](EditLog)). None if they don't lead from one
/// to the other; then the reader has to start afresh, which is always right.
#[must_use]
pub fn catch_up(edits: &[Edit], holds: TextState, wants: TextState) -> Option<Vec<Edit>> {
    let seen = edits.partition_point(|edit| edit.revision <= holds.revision);
    let mut unseen = edits.get(seen..).unwrap_or_default().to_vec();
    let follow =
        unseen.windows(2).all(|pair| matches!(pair, [one, next] if next.revision == one.revision.next()));
    let arrives = unseen.last().map_or(holds.revision, |edit| edit.revision) == wants.revision;
    if !follow || !arrives {
        return None;
    }
    // From the wanted text backwards: how long was it before the first edit?
    let mut len = wants.len;
    for edit in unseen.iter().rev() {
        let kept = len.checked_sub(edit.new_range().end)?;
        len = edit.range.end.checked_add(kept)?;
    }
    match unseen.first_mut() {
        Some(first) => {
            // What lies behind the edit is as long in the reader's text as in any other.
            let behind = len - first.range.end;
            first.range.end = holds.len.checked_sub(behind).filter(|end| *end >= first.range.start)?;
        }
        None if holds.len != wants.len => return None,
        None => {}
    }
    Some(unseen)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::ops::Range;

    use proptest::prelude::*;

    use super::*;
    use crate::text::tests_model::{Tagged, any_edits};

    fn edit(revision: u64, range: Range<usize>, new_len: usize) -> Edit {
        Edit { revision: Revision(revision), range, new_len }
    }

    fn state(revision: u64, len: usize) -> TextState {
        TextState { revision: Revision(revision), len }
    }

    #[test]
    fn an_answer_takes_its_edits_with_it() {
        let mut log = EditLog::new(Revision(4));
        log.push(edit(5, 0..0, 1));
        log.push(edit(6, 1..1, 1));
        log.push(edit(7, 2..2, 1));
        assert_eq!(log.since(Revision(5)), [edit(6, 1..1, 1), edit(7, 2..2, 1)]);

        log.acknowledge(Revision(6));
        assert_eq!(log.since(Revision(6)), [edit(7, 2..2, 1)]);
        log.acknowledge(Revision(7));
        assert!(log.is_empty());
        assert_eq!(log.patch_since(Revision(7)), Some(Patch::new()));
        assert_eq!(log.patch_since(Revision(6)), None, "that edit has been forgotten");
    }

    #[test]
    fn a_late_acknowledgement_of_an_older_answer_changes_nothing() {
        let mut log = EditLog::new(Revision(0));
        log.push(edit(1, 0..0, 1));
        log.push(edit(2, 1..1, 1));
        log.acknowledge(Revision(1));
        log.acknowledge(Revision(0));
        assert_eq!(log.since(Revision(1)), [edit(2, 1..1, 1)]);
        assert!(log.patch_since(Revision(0)).is_none());
    }

    #[test]
    fn a_word_typed_while_nothing_answers_collapses_to_the_word() {
        let mut log = EditLog::with_limit(Revision(0), 4);
        for letter in 0..100 {
            log.push(edit(letter + 1, 50 + letter as usize..50 + letter as usize, 1));
        }
        let kept = log.since(Revision(0));
        assert!(kept.len() <= 4);
        assert_eq!(kept[0].range, 50..50);
        assert_eq!(Patch::of(&kept).replacements().len(), 1);
    }

    #[test]
    fn fault_34_a_hundred_thousand_edits_take_bounded_memory() {
        let mut log = EditLog::new(Revision(0));
        let mut len = 100;
        for revision in 1..=100_000 {
            log.push(edit(revision, revision as usize * 31 % len..revision as usize * 31 % len, 3));
            len += 3;
            assert!(log.len() <= EditLog::LIMIT);
        }
        let edits = log.since(Revision(0));
        let caught_up = catch_up(&edits, state(0, 100), state(100_000, len)).unwrap();
        assert_eq!(caught_up.iter().map(|edit| edit.new_len - edit.range.len()).sum::<usize>(), 300_000);
    }

    #[test]
    fn a_reader_in_the_middle_of_what_was_collapsed_gets_there_all_the_same() {
        // A text of 100 bytes: 10 typed at 20, then 5 deleted at 60, then 1 typed at 0.
        let mut log = EditLog::with_limit(Revision(0), 2);
        log.push(edit(1, 20..20, 10));
        log.push(edit(2, 60..65, 0));
        log.push(edit(3, 0..0, 1));
        log.collapse(2);
        let edits = log.since(Revision(0));
        // Bytes 20..55 of the first text hold all that the first two edits touched.
        assert_eq!(edits, [edit(3, 0..55, 61)]);
        assert_eq!(catch_up(&edits, state(0, 100), state(3, 106)), Some(vec![edit(3, 0..55, 61)]));
        assert_eq!(catch_up(&edits, state(1, 110), state(3, 106)), Some(vec![edit(3, 0..65, 61)]));
        assert_eq!(catch_up(&edits, state(2, 105), state(3, 106)), Some(vec![edit(3, 0..60, 61)]));
        assert_eq!(catch_up(&edits, state(3, 106), state(3, 106)), Some(Vec::new()));

        assert!(log.patch_since(Revision(0)).is_some());
        assert!(log.patch_since(Revision(1)).is_none(), "an answer in the middle can't be mapped");
    }

    #[test]
    fn edits_that_do_not_lead_there_are_refused() {
        let edits = [edit(1, 0..0, 1), edit(2, 1..1, 1)];
        assert!(catch_up(&edits, state(0, 10), state(2, 12)).is_some());
        assert!(catch_up(&edits, state(0, 10), state(3, 13)).is_none(), "the newest edit is missing");
        assert!(
            catch_up(&[edit(1, 0..0, 1), edit(3, 0..0, 1)], state(0, 10), state(3, 13)).is_none(),
            "a gap"
        );
        assert!(catch_up(&edits, state(5, 12), state(2, 12)).is_none(), "back in time");
        assert!(catch_up(&[], state(2, 11), state(2, 12)).is_none(), "another text of the same revision");
        assert!(
            catch_up(&[edit(1, 5..5, 9)], state(0, 1), state(1, 10)).is_none(),
            "more than the text holds"
        );
    }

    proptest! {
        /// Whatever was collapsed and acknowledged, and at whatever revision the reader is: the edits
        /// lead from its text to the newest one, and no byte outside of them has changed.
        #[test]
        fn every_reader_can_catch_up((len, edits) in any_edits(), limit in 2_usize..6, acknowledged in 0_u64..24, holds in 0_u64..24) {
            let newest = edits.len() as u64;
            let acknowledged = acknowledged.min(newest);
            let holds = holds.clamp(acknowledged, newest);

            let mut log = EditLog::with_limit(Revision(0), limit);
            let mut text = Tagged::new(len);
            let mut states = vec![text.clone()];
            for (at, edit) in edits.iter().enumerate() {
                if at as u64 == acknowledged {
                    log.acknowledge(Revision(acknowledged));
                }
                text.apply(edit);
                log.push(edit.clone());
                states.push(text.clone());
                prop_assert!(log.len() <= limit);
            }
            log.acknowledge(Revision(acknowledged));

            let held = &states[holds as usize];
            let wants = TextState { revision: Revision(newest), len: text.len() };
            let steps = catch_up(&log.since(Revision(acknowledged)), state(holds, held.len()), wants);
            prop_assert!(steps.is_some());
            let patch = Patch::of(&steps.unwrap());
            // Take the replaced bytes out of both: what is left is the same.
            let (mut old, mut new) = (held.clone(), text.clone());
            for one in patch.replacements().iter().rev() {
                old.apply(&edit(0, one.old.clone(), 0));
                new.apply(&edit(0, one.new.clone(), 0));
            }
            prop_assert_eq!(old.bytes(&(0..old.len())), new.bytes(&(0..new.len())));

            // An answer's offsets: mapped rightly, or dropped.
            if let Some(patch) = log.patch_since(Revision(holds)) {
                for at in 0..held.len() {
                    if let Some(mapped) = patch.map_range(at..at + 1) {
                        prop_assert_eq!(text.bytes(&mapped), held.bytes(&(at..at + 1)));
                    }
                }
            } else {
                prop_assert!(newest - holds >= limit as u64 / 2, "only what is far behind is dropped");
            }
        }
    }
}
