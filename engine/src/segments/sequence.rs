//! The ordered sequence of segments, kept up to date through edits.
//!
//! It is a gap buffer. Before the frontier stand the segments that were split in the current text. After
//! it stand those of an earlier text that may still hold, measured from the end of the text, so an edit
//! moves none of them. An edit only moves the frontier back and marks what it touched. [`Segments::advance`]
//! scans on from the frontier; where a boundary that it finds is one that stands after the frontier, both
//! have the same scanner state, so what follows needs no scan up to the next mark.

use std::ops::Range;

use crop::Rope;

use super::Flags;
use super::lines::SEGMENTS_LOOKED_INTO;
use super::scanner::{Outcome, Scanner};
use super::window::Window;
use crate::text::Replacement;
use crate::worker::{CancelToken, Cancelled};

/// Bytes read between two looks at the cancel token.
const CHECK_INTERVAL: usize = 64 * 1024;

/// How far an old segment can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Trust {
    /// Its text and what its end depends on are unchanged.
    Whole,
    /// Its text is unchanged, its end has to be found again.
    Text,
    /// Its text changed.
    Nothing,
}

#[derive(Clone, Debug)]
struct Segment<T> {
    /// Where it starts: before the gap, counted from the start of the text; after it, from the end.
    place: usize,
    len: usize,
    flags: Flags,
    trust: Trust,
    payload: T,
}

/// The segments of a text, each with a payload: the analysis of that segment, kept while its text is unchanged.
///
/// All offsets are bytes in the text that the last call named.
#[derive(Clone, Debug)]
pub struct Segments<T> {
    before: Vec<Segment<T>>,
    /// The nearest to the gap last. Ordered, but with holes until the sequence is complete.
    after: Vec<Segment<T>>,
    /// How many of `after` aren't trusted.
    untrusted: usize,
    /// The end of the last segment of `before`.
    frontier: usize,
    /// The scan of the segment at the frontier, if it was interrupted.
    scan: Option<Scanner>,
    /// Length of the text of the last call; before the first one larger than any.
    text_len: usize,
}

impl<T> Default for Segments<T> {
    fn default() -> Self {
        Self {
            before: Vec::new(),
            after: Vec::new(),
            untrusted: 0,
            frontier: 0,
            scan: None,
            text_len: usize::MAX,
        }
    }
}

impl<T: Default> Segments<T> {
    /// The segments of a text that nothing is known of yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether the whole text is split.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.untrusted == 0 && self.scan.is_none() && self.frontier == self.rest_start()
    }

    /// Where the first segment after the gap starts, or the end of the text.
    fn rest_start(&self) -> usize {
        self.after.last().map_or(self.text_len, |segment| self.text_len.saturating_sub(segment.place))
    }

    /// Splits on from where it stopped, until the sequence is complete.
    ///
    /// `text` is the text of the last [`Self::edit`]; before the first one, any text, and always the same.
    ///
    /// # Errors
    /// [`Cancelled`] when the token says so, which is looked at every 64 KiB. What was done is kept.
    pub fn advance(&mut self, text: &Rope, cancel: &CancelToken) -> Result<(), Cancelled> {
        self.text_len = text.byte_len();
        let mut window = Window::new();
        while !self.is_complete() {
            cancel.check()?;
            self.advance_by(text, &mut window, CHECK_INTERVAL);
        }
        Ok(())
    }

    /// Splits on until the sequence is complete or about `budget` bytes were read.
    pub(super) fn advance_by(&mut self, text: &Rope, window: &mut Window, mut budget: usize) {
        self.text_len = text.byte_len();
        while budget > 0 && !self.is_complete() {
            if self.scan.is_none() && self.take_over() {
                continue;
            }
            let mut scan = self.scan.take().unwrap_or_else(|| Scanner::new(self.frontier));
            match scan.run(text, window, &mut budget) {
                Outcome::Paused => self.scan = Some(scan),
                Outcome::SegmentEnd(end) => self.push(end, scan.flags()),
            }
        }
    }

    /// Moves trusted segments that start right at the frontier to before it. Answers whether there were any.
    fn take_over(&mut self) -> bool {
        let taken = self.before.len();
        while self.untrusted > 0 && self.rest_start() == self.frontier {
            match self.after.last() {
                Some(segment) if segment.trust == Trust::Whole => self.move_to_before(),
                _ => break,
            }
        }
        self.before.len() > taken
    }

    fn move_to_before(&mut self) {
        if let Some(mut segment) = self.after.pop() {
            segment.place = self.text_len.saturating_sub(segment.place);
            self.frontier = segment.place + segment.len;
            self.before.push(segment);
        }
    }

    fn move_to_after(&mut self) {
        // Where text without segments follows, the scan has to go on.
        let is_gap = self.frontier != self.rest_start();
        if let Some(mut segment) = self.before.pop() {
            if is_gap {
                Self::lower(&mut segment, Trust::Text, &mut self.untrusted);
            }
            self.frontier = segment.place;
            segment.place = self.text_len.saturating_sub(segment.place);
            self.after.push(segment);
        }
    }

    /// Puts the segment from the frontier to `end` before it; old segments that it covers go, and the one
    /// that it equals leaves it its payload.
    fn push(&mut self, end: usize, flags: Flags) {
        let len = end - self.frontier;
        let mut payload = T::default();
        while let Some(segment) = self.after.last() {
            let start = self.text_len.saturating_sub(segment.place);
            let is_gone = segment.trust == Trust::Nothing;
            if start >= end && !(is_gone && start == end) {
                break;
            }
            self.untrusted -= usize::from(segment.trust != Trust::Whole);
            let equals = !is_gone && start == self.frontier && segment.len == len;
            if let Some(segment) = self.after.pop()
                && equals
            {
                payload = segment.payload;
            }
        }
        if len > 0 {
            self.before.push(Segment { place: self.frontier, len, flags, trust: Trust::Whole, payload });
            self.frontier = end;
        }
    }

    /// Brings the sequence to a new text: `replaced` are the ranges that differ between the text of the last
    /// call and `text`, in order and disjoint, as [`crate::text::Patch`] has them. Nothing is scanned before the next [`Self::advance`], and that
    /// scans only around the replaced ranges. A segment that a replaced range reaches into loses its payload;
    /// all others keep theirs, wherever they move.
    pub fn edit(&mut self, text: &Rope, replaced: &[Replacement]) {
        let (Some(first), Some(last)) = (replaced.first(), replaced.last()) else { return };
        // Until the end of this, places after the gap are counted from the end of the old text.
        self.move_gap(first.old.start);
        if self.scan.as_ref().is_some_and(|scan| scan.reach() > first.old.start) {
            self.scan = None;
        }
        for replacement in replaced {
            self.distrust(replacement.old.clone());
        }
        self.shift(last.old.end, replaced, text.byte_len());
        self.text_len = text.byte_len();
        // A byte order mark means something at the start of the text only.
        for segment in self.after.iter_mut().rev().take_while(|segment| segment.place >= self.text_len) {
            Self::lower(segment, Trust::Text, &mut self.untrusted);
        }
    }

    /// Moves the gap to before the first segment whose end may depend on what stands at `offset`.
    fn move_gap(&mut self, offset: usize) {
        let is_complete = self.is_complete();
        let scanned = self.scan.as_ref().map_or(usize::MAX, Scanner::reach);
        if offset < self.frontier || (!is_complete && offset <= scanned) {
            let until = self.before.partition_point(|segment| segment.place <= offset);
            // Among those before the gap is the one at the offset, unless it lies at the gap.
            let at_offset = usize::from(offset < self.frontier);
            let keep = until.saturating_sub(at_offset + SEGMENTS_LOOKED_INTO);
            self.scan = None;
            while self.before.len() > keep {
                self.move_to_after();
            }
        } else if is_complete {
            let offset_from_end = self.text_len.saturating_sub(offset);
            // `after` is ordered by descending start.
            let beyond = self.after.partition_point(|segment| segment.place < offset_from_end);
            // after[beyond] starts at or before the offset; the ones before it follow.
            let target = beyond + 1 + SEGMENTS_LOOKED_INTO;
            while self.after.len() > target {
                self.move_to_before();
            }
            while self.after.len() < target && !self.before.is_empty() {
                self.move_to_after();
            }
        }
    }

    /// Marks the segments after the gap that the old range reaches into, and those whose end depends on it.
    fn distrust(&mut self, old: Range<usize>) {
        let from_end = |offset: usize| self.text_len.saturating_sub(offset);
        let (start, end) = (from_end(old.start), from_end(old.end));
        // after[..beyond] start behind the range's start; the next one may hold it, and those before it look into it.
        let beyond = self.after.partition_point(|segment| segment.place < start);
        let depend = 1 + SEGMENTS_LOOKED_INTO;
        for segment in self.after.iter_mut().skip(beyond).take(depend) {
            Self::lower(segment, Trust::Text, &mut self.untrusted);
        }
        // Those that overlap the range lie around `beyond`, in one run.
        let mut index = (beyond + depend).min(self.after.len());
        while let Some(next) = index.checked_sub(1) {
            let Some(segment) = self.after.get_mut(next) else { break };
            let starts_behind = segment.place <= end;
            let overlaps = segment.place > end && segment.place.saturating_sub(segment.len) < start;
            if starts_behind && next < beyond {
                break;
            }
            if overlaps {
                Self::lower(segment, Trust::Nothing, &mut self.untrusted);
                segment.payload = T::default();
            }
            index = next;
        }
    }

    fn lower(segment: &mut Segment<T>, trust: Trust, untrusted: &mut usize) {
        if segment.trust == Trust::Whole {
            *untrusted += 1;
        }
        if segment.trust != Trust::Nothing {
            segment.trust = trust;
        }
    }

    /// Moves the segments after the gap that start before `until` to their places in the new text. Those
    /// behind it keep their distance from the end.
    fn shift(&mut self, until: usize, replaced: &[Replacement], new_len: usize) {
        let old_len = self.text_len;
        let mut next = 0;
        let (mut old_end, mut new_end) = (0, 0);
        for segment in self.after.iter_mut().rev() {
            let start = old_len.saturating_sub(segment.place);
            if start >= until {
                break;
            }
            while let Some(replacement) = replaced.get(next)
                && replacement.old.end <= start
            {
                (old_end, new_end) = (replacement.old.end, replacement.new.end);
                next += 1;
            }
            let moved = match replaced.get(next) {
                // It starts inside a replaced range and is only kept to be scanned over.
                Some(replacement) if replacement.old.start < start => replacement.new.start,
                _ => start - old_end + new_end,
            };
            segment.place = new_len.saturating_sub(moved);
        }
    }

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
        if let Some(segment) = self.before.get(index) {
            return Some((segment.place..segment.place + segment.len, segment));
        }
        if !self.is_complete() {
            return None;
        }
        let segment = self.after.get((self.before.len() + self.after.len()).checked_sub(index + 1)?)?;
        let start = self.text_len.saturating_sub(segment.place);
        Some((start..start + segment.len, segment))
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
            return self.before.partition_point(|segment| segment.place <= offset).saturating_sub(1);
        }
        if !self.is_complete() || offset > self.text_len {
            return self.len();
        }
        let offset_from_end = self.text_len - offset;
        let beyond = self.after.partition_point(|segment| segment.place < offset_from_end.max(1));
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
        let untrusted = self.after.iter().filter(|segment| segment.trust != Trust::Whole).count();
        assert_eq!(untrusted, self.untrusted);
    }
}
