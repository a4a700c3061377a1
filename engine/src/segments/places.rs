//! Where segments stand, found by the name of their text.
//!
//! Invariant: an id is given once. What is written down under the id of a text that is gone finds nothing,
//! even where another segment stands in its place.

use std::ops::Range;

use super::sequence::give_back;

/// Names the text of a segment: as long as that stays, so does the id, wherever the segment moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SegmentId {
    slot: u32,
    /// How many segments stood in the slot before.
    version: u32,
}

impl SegmentId {
    /// The id as one number below 2⁶², or repeated after so many edits of one place that nobody makes them.
    #[must_use]
    pub fn number(self) -> u64 {
        (u64::from(self.version) << 32 | u64::from(self.slot)) & (u64::MAX >> 2)
    }
}

/// Which end of the text a place is counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// Before the gap, from the start.
    Start,
    /// After it, from the end.
    End,
}

#[derive(Clone, Debug)]
struct Slot {
    place: usize,
    len: usize,
    version: u32,
    side: Side,
}

/// The places of all segments, in bytes.
#[derive(Clone, Debug, Default)]
pub(super) struct Places {
    slots: Vec<Slot>,
    free: Vec<u32>,
}

impl Places {
    /// A new segment before the gap.
    pub(super) fn add(&mut self, range: Range<usize>) -> SegmentId {
        let (place, len, side) = (range.start, range.len(), Side::Start);
        if let Some(number) = self.free.pop()
            && let Some(slot) = self.slots.get_mut(number as usize)
        {
            *slot = Slot { place, len, side, version: slot.version };
            return SegmentId { slot: number, version: slot.version };
        }
        // Every segment has a line, and a text of four thousand million lines fits no memory of today.
        let slot = u32::try_from(self.slots.len()).unwrap_or(u32::MAX);
        self.slots.push(Slot { place, len, side, version: 0 });
        SegmentId { slot, version: 0 }
    }

    /// Gives back room that isn't needed.
    pub(super) fn give_back(&mut self) {
        give_back(&mut self.slots);
        give_back(&mut self.free);
    }

    /// The segment's text is gone.
    pub(super) fn remove(&mut self, id: SegmentId) {
        if let Some(slot) = self.slots.get_mut(id.slot as usize) {
            slot.version = slot.version.wrapping_add(1);
            self.free.push(id.slot);
        }
    }

    pub(super) fn set(&mut self, id: SegmentId, side: Side, place: usize) {
        if let Some(slot) = self.slots.get_mut(id.slot as usize) {
            (slot.side, slot.place) = (side, place);
        }
    }

    /// The place of a segment that is there: from the start before the gap, from the end after it.
    pub(super) fn place(&self, id: SegmentId) -> usize {
        self.slots.get(id.slot as usize).map_or(0, |slot| slot.place)
    }

    /// The length of a segment that is there.
    pub(super) fn len(&self, id: SegmentId) -> usize {
        self.slots.get(id.slot as usize).map_or(0, |slot| slot.len)
    }

    /// Where the segment starts, counted from which end; none if its text is gone.
    pub(super) fn find(&self, id: SegmentId) -> Option<(Side, usize)> {
        let slot = self.slots.get(id.slot as usize)?;
        (slot.version == id.version).then_some((slot.side, slot.place))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_given_once() {
        let mut places = Places::default();
        let first = places.add(0..3);
        let second = places.add(3..5);
        places.remove(first);
        let third = places.add(5..9);
        assert_eq!(places.find(first), None);
        assert_eq!(places.find(second), Some((Side::Start, 3)));
        assert_eq!(places.find(third), Some((Side::Start, 5)));
        assert_ne!(first.number(), third.number());
        places.set(third, Side::End, 4);
        assert_eq!((places.find(third), places.len(third)), (Some((Side::End, 4)), 4));
    }
}
