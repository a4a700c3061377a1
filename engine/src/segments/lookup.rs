//! Looking segments up: by number, by byte, by the id of their text.
//!
//! Invariant: only what is known is found. Until the sequence is complete that is what stands before the gap.

use std::ops::Range;

use crop::Rope;

use super::Flags;
use super::places::{SegmentId, Side};
use super::sequence::{Segment, Segments};

impl<T: Default> Segments<T> {
    /// How many segments are known: all, if the sequence is complete, otherwise those before the frontier.
    #[must_use]
    pub fn len(&self) -> usize {
        self.before.len() + if self.is_complete() { self.after.len() } else { 0 }
    }

    /// Whether no segment is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Where the known segments end, in bytes.
    #[must_use]
    pub fn known_len(&self) -> usize {
        if self.is_complete() { self.text_len } else { self.frontier }
    }

    fn get(&self, index: usize) -> Option<(Range<usize>, &Segment<T>)> {
        let (start, segment) = match self.before.get(index) {
            Some(segment) => (self.places.place(segment.id), segment),
            None if !self.is_complete() => return None,
            None => {
                let segment =
                    self.after.get((self.before.len() + self.after.len()).checked_sub(index + 1)?)?;
                (self.start_after(segment), segment)
            }
        };
        Some((start..start + self.places.len(segment.id), segment))
    }

    /// The known segments in order: range in bytes, and payload.
    pub fn iter(&self) -> impl Iterator<Item = (Range<usize>, &T)> {
        (0..self.len()).filter_map(|index| self.get(index)).map(|(range, segment)| (range, &segment.payload))
    }

    /// Index of the known segment that holds the byte at `offset`, or, at the end of the text, the last
    /// one. [`Self::len`] if there is none.
    #[must_use]
    pub fn index_at(&self, offset: usize) -> usize {
        if offset < self.frontier {
            return self
                .before
                .partition_point(|segment| self.places.place(segment.id) <= offset)
                .saturating_sub(1);
        }
        if !self.is_complete() || offset > self.text_len {
            return self.len();
        }
        let offset_from_end = self.text_len - offset;
        let beyond =
            self.after.partition_point(|segment| self.places.place(segment.id) < offset_from_end.max(1));
        (self.len() - beyond).saturating_sub(1)
    }

    /// The range of segment `index`, in bytes; empty and at the end of the known part if there is none.
    #[must_use]
    pub fn range(&self, index: usize) -> Range<usize> {
        self.get(index).map_or(self.known_len()..self.known_len(), |(range, _)| range)
    }

    /// The payload of segment `index`, if it is known.
    #[must_use]
    pub fn payload(&self, index: usize) -> Option<&T> {
        self.get(index).map(|(_, segment)| &segment.payload)
    }

    /// The payload of segment `index`, if it is known.
    pub fn payload_mut(&mut self, index: usize) -> Option<&mut T> {
        let is_complete = self.is_complete();
        let count = self.before.len() + self.after.len();
        if index < self.before.len() {
            return self.before.get_mut(index).map(|segment| &mut segment.payload);
        }
        let after = count.checked_sub(index + 1).filter(|_| is_complete)?;
        self.after.get_mut(after).map(|segment| &mut segment.payload)
    }

    /// The id of the text of segment `index`, if it is known.
    #[must_use]
    pub fn id(&self, index: usize) -> Option<SegmentId> {
        self.get(index).map(|(_, segment)| segment.id)
    }

    /// The index of the segment that holds a text; none if that is gone or not known.
    #[must_use]
    pub fn index_of(&self, id: SegmentId) -> Option<usize> {
        let start = match self.places.find(id)? {
            (Side::Start, place) => place,
            (Side::End, place) if self.is_complete() => self.text_len.saturating_sub(place),
            (Side::End, _) => return None,
        };
        Some(self.index_at(start))
    }

    /// What the scanner noticed in segment `index`; nothing if it isn't known.
    #[must_use]
    pub fn flags(&self, index: usize) -> Flags {
        self.get(index).map(|(_, segment)| segment.flags).unwrap_or_default()
    }

    /// Asserts that the known segments are a gapless run from the start of `text`, made of whole lines, and
    /// that a complete sequence ends where the text does. For tests.
    ///
    /// # Panics
    /// If they aren't.
    pub fn assert_invariants(&self, text: &Rope) {
        let mut end = 0;
        for (range, _) in self.iter() {
            assert_eq!(range.start, end, "segments are contiguous");
            assert!(range.end > range.start, "no segment is empty");
            if range.start > 0 {
                let before = text.byte(range.start - 1);
                assert!(matches!(before, b'\n' | b'\r'), "a segment starts at a line start");
            }
            assert_eq!(self.index_at(range.start), self.index_at(range.end - 1), "index_at finds it");
            end = range.end;
        }
        assert_eq!(end, self.known_len());
        assert!(end <= text.byte_len());
        if self.is_complete() {
            assert_eq!(end, text.byte_len(), "a complete sequence covers the text");
            assert_eq!(self.index_at(end), self.len().saturating_sub(1));
        }
        for index in 0..self.len() {
            assert_eq!(
                self.id(index).and_then(|id| self.index_of(id)),
                Some(index),
                "an id finds its segment"
            );
        }
        self.assert_trust();
    }
}
