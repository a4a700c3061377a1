//! The faults of the segments that have some, beside their indexes: almost none has, and an index is small.

use rustc_hash::FxHashMap;

use super::super::reading::State;
use crate::faults::Fault;
use crate::segments::SegmentId;

/// So many entries of texts that are gone are kept at most, beside as many as are there.
const MOST_GONE: usize = 1_000;

/// The faults of segments, by the id of their text.
#[derive(Debug, Default)]
pub(in crate::occurrences) struct FaultTable {
    /// Of those that were read with trouble or have faults.
    entries: FxHashMap<SegmentId, Box<[Fault]>>,
    /// How many may be there before those that are gone are looked for.
    room: usize,
}

impl FaultTable {
    /// Enters a segment that was just indexed. `is_there`: whether a text still is.
    pub(in crate::occurrences) fn add(
        &mut self,
        segment: SegmentId,
        state: State,
        faults: Vec<Fault>,
        is_there: impl Fn(SegmentId) -> bool,
    ) {
        if state == State::Sound && faults.is_empty() {
            return;
        }
        if self.entries.len() >= self.room.max(MOST_GONE) {
            self.entries.retain(|&segment, _| is_there(segment));
            self.room = self.entries.len() * 2 + MOST_GONE;
        }
        self.entries.insert(segment, faults.into());
    }

    /// Whether the names of a segment can't be relied on.
    pub(super) fn is_doubtful(&self, segment: SegmentId) -> bool {
        self.entries.contains_key(&segment)
    }

    /// Segments and their faults, in no order; some may be gone.
    pub(super) fn all(&self) -> impl Iterator<Item = (SegmentId, &[Fault])> {
        self.entries
            .iter()
            .map(|(&segment, faults)| (segment, &**faults))
            .filter(|(_, faults)| !faults.is_empty())
    }
}
