//! The faults of the segments that have some, beside their indexes: almost none has, and an index is small.
//!
//! Invariant: nobody pays for faults that nobody asked about. A segment's faults are read after its index was made, when
//! problems are asked for, and once.

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::reading::State;
use crate::faults::Fault;
use crate::segments::SegmentId;

/// So many entries of texts that are gone are kept at most, beside as many as are there.
const MOST_GONE: usize = 1_000;

/// A segment that was read with trouble or has faults.
#[derive(Debug)]
struct Entry {
    state: State,
    faults: Box<[Fault]>,
}

/// The faults of segments, by the id of their text.
#[derive(Debug, Default)]
pub(in crate::occurrences) struct FaultTable {
    entries: FxHashMap<SegmentId, Entry>,
    /// Those that are indexed and whose faults weren't read; none as long as nobody asked about problems.
    waiting: Option<FxHashSet<SegmentId>>,
    /// How many may be in either list before those that are gone are looked for.
    room: usize,
}

impl FaultTable {
    /// Enters a segment that was just indexed. `is_there`: whether a text still is.
    pub(in crate::occurrences) fn enter(
        &mut self,
        segment: SegmentId,
        state: State,
        is_there: impl Fn(SegmentId) -> bool,
    ) {
        if self.len() >= self.room.max(MOST_GONE) {
            self.entries.retain(|&segment, _| is_there(segment));
            if let Some(waiting) = &mut self.waiting {
                waiting.retain(|&segment| is_there(segment));
            }
            self.room = self.len() * 2 + MOST_GONE;
        }
        if state != State::Sound {
            self.entries.insert(segment, Entry { state, faults: Box::default() });
        }
        if let Some(waiting) = &mut self.waiting {
            waiting.insert(segment);
        }
    }

    /// How many are in the longer list.
    fn len(&self) -> usize {
        self.entries.len().max(self.waiting.as_ref().map_or(0, FxHashSet::len))
    }

    /// Whether somebody asked about problems before.
    pub(super) fn is_asked_about(&self) -> bool {
        self.waiting.is_some()
    }

    /// Has the faults of these read, and of all that are indexed from now on.
    pub(super) fn ask_about(&mut self, indexed: FxHashSet<SegmentId>) {
        self.waiting = Some(indexed);
    }

    /// Those whose faults weren't read, in no order; none if nobody asked.
    pub(super) fn waiting(&self) -> impl Iterator<Item = SegmentId> {
        self.waiting.iter().flatten().copied()
    }

    /// Whether a segment's faults are to be read.
    pub(super) fn is_waiting(&self, segment: SegmentId) -> bool {
        self.waiting.as_ref().is_some_and(|waiting| waiting.contains(&segment))
    }

    /// How a segment was read.
    pub(super) fn state(&self, segment: SegmentId) -> State {
        self.entries.get(&segment).map_or(State::Sound, |entry| entry.state)
    }

    /// Enters what was read of a segment, which waits no longer.
    pub(super) fn take(&mut self, segment: SegmentId, faults: Vec<Fault>) {
        if let Some(waiting) = &mut self.waiting {
            waiting.remove(&segment);
        }
        let state = self.state(segment);
        if state == State::Sound && faults.is_empty() {
            return;
        }
        self.entries.insert(segment, Entry { state, faults: faults.into() });
    }

    /// Whether the names of a segment can't be relied on, once its faults are read.
    pub(super) fn is_doubtful(&self, segment: SegmentId) -> bool {
        self.entries.contains_key(&segment)
    }

    /// Segments and their faults, in no order; some may be gone.
    pub(super) fn all(&self) -> impl Iterator<Item = (SegmentId, &[Fault])> {
        self.entries
            .iter()
            .map(|(&segment, entry)| (segment, &*entry.faults))
            .filter(|(_, faults)| !faults.is_empty())
    }
}
