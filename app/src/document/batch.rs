//! Joins what a run of typing does, at every cursor by itself.
//!
//! A command changes the text at each cursor once: a batch of changes, from the last cursor to the first. Where the
//! next batch goes on at the very same places, each of its changes becomes a part of the one before it. So typing
//! for long stays one change for each cursor.

use super::history::Change;

/// Joins a batch to the end of `done` if each change goes on where the one before it ended; else gives it back.
pub(super) fn join(done: &mut [Change], batch: Vec<Change>) -> Vec<Change> {
    let Some(first) = done.len().checked_sub(batch.len()) else { return batch };
    let Some(last) = done.get_mut(first..) else { return batch };
    // Offsets of a batch are those before it: the batch before has moved them by what it did further up.
    let mut moved = Vec::with_capacity(batch.len());
    let (mut written, mut taken) = (0, 0);
    for (earlier, later) in last.iter().zip(&batch).rev() {
        let Some(start) = (later.start + taken).checked_sub(written) else { return batch };
        if !goes_on(earlier, later, start) {
            return batch;
        }
        moved.push(start);
        written += earlier.inserted.len();
        taken += earlier.removed.len();
    }
    for ((earlier, later), start) in last.iter_mut().zip(batch).zip(moved.into_iter().rev()) {
        if !later.inserted.is_empty() {
            earlier.inserted.push_str(&later.inserted);
        } else if start == earlier.start {
            earlier.removed.push_str(&later.removed);
        } else {
            earlier.removed.insert_str(0, &later.removed);
            earlier.start = start;
        }
    }
    Vec::new()
}

/// Whether a change, moved to `start`, goes on where an earlier one ended: it writes behind what was written, or
/// takes away what stands before or behind what was taken away.
fn goes_on(earlier: &Change, later: &Change, start: usize) -> bool {
    if later.removed.is_empty() {
        return !later.inserted.is_empty() && start == earlier.start + earlier.inserted.len();
    }
    let only_remove = earlier.inserted.is_empty() && later.inserted.is_empty();
    only_remove && (start == earlier.start || start + later.removed.len() == earlier.start)
}
