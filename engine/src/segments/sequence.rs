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
use super::places::{Places, SegmentId, Side};
use super::scanner::{Outcome, Scanner};
use super::window::Window;
use crate::text::Replacement;
use crate::worker::{CancelToken, Cancelled};

/// Bytes read between two looks at the cancel token.
const CHECK_INTERVAL: usize = 64 * 1024;

/// Nobody gains by giving back the room of so few segments.
const LITTLE_ROOM: usize = 1_000;

/// Gives back the room of a list that is far larger than what it holds: a list that doubles as it grows, or one of the
/// two sides of the gap after it moved.
pub(super) fn give_back<T>(list: &mut Vec<T>) {
    let enough = list.len() + list.len() / 8;
    if list.capacity() > enough + enough / 8 + LITTLE_ROOM {
        list.shrink_to(enough);
    }
}

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
pub(super) struct Segment<T> {
    pub(super) id: SegmentId,
    pub(super) flags: Flags,
    trust: Trust,
    pub(super) payload: T,
}

/// The segments of a text, each with a payload: the analysis of that segment, kept while its text is unchanged.
///
/// All offsets are bytes in the text that the last call named.
#[derive(Clone, Debug)]
pub struct Segments<T> {
    pub(super) before: Vec<Segment<T>>,
    /// The nearest to the gap last. Ordered, but with holes until the sequence is complete.
    pub(super) after: Vec<Segment<T>>,
    /// Where each of them starts: before the gap, counted from the start of the text; after it, from the end.
    pub(super) places: Places,
    /// Segments whose text is new and which nobody was told of.
    fresh: Vec<SegmentId>,
    /// How many of `after` aren't trusted.
    untrusted: usize,
    /// The end of the last segment of `before`.
    pub(super) frontier: usize,
    /// The scan of the segment at the frontier, if it was interrupted.
    scan: Option<Scanner>,
    /// Length of the text of the last call; before the first one larger than any.
    pub(super) text_len: usize,
}

impl<T> Default for Segments<T> {
    fn default() -> Self {
        Self {
            before: Vec::new(),
            after: Vec::new(),
            places: Places::default(),
            fresh: Vec::new(),
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

    /// Where a segment after the gap starts.
    pub(super) fn start_after(&self, segment: &Segment<T>) -> usize {
        self.text_len.saturating_sub(self.places.place(segment.id))
    }

    /// Where the first segment after the gap starts, or the end of the text.
    fn rest_start(&self) -> usize {
        self.after.last().map_or(self.text_len, |segment| self.start_after(segment))
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
        give_back(&mut self.before);
        give_back(&mut self.after);
        self.places.give_back();
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
        if let Some(segment) = self.after.pop() {
            let start = self.start_after(&segment);
            self.places.set(segment.id, Side::Start, start);
            self.frontier = start + self.places.len(segment.id);
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
            self.frontier = self.places.place(segment.id);
            self.places.set(segment.id, Side::End, self.text_len.saturating_sub(self.frontier));
            self.after.push(segment);
        }
    }

    /// Puts the segment from the frontier to `end` before it; old segments that it covers go, and the one
    /// that it equals leaves it its payload.
    fn push(&mut self, end: usize, flags: Flags) {
        let len = end - self.frontier;
        let mut known = None;
        while let Some(segment) = self.after.last() {
            let start = self.start_after(segment);
            let is_gone = segment.trust == Trust::Nothing;
            if start >= end && !(is_gone && start == end) {
                break;
            }
            self.untrusted -= usize::from(segment.trust != Trust::Whole);
            let equals = !is_gone && start == self.frontier && self.places.len(segment.id) == len;
            match self.after.pop() {
                Some(segment) if equals => known = Some(segment),
                Some(segment) => self.places.remove(segment.id),
                None => {}
            }
        }
        if len == 0 {
            return;
        }
        let (id, payload) = match known {
            Some(segment) => {
                self.places.set(segment.id, Side::Start, self.frontier);
                (segment.id, segment.payload)
            }
            None => {
                let id = self.places.add(self.frontier..end);
                self.fresh.push(id);
                (id, T::default())
            }
        };
        self.before.push(Segment { id, flags, trust: Trust::Whole, payload });
        self.frontier = end;
    }

    /// The segments whose text is new since the last call, in the order in which they were found. Some may
    /// be gone again.
    pub fn take_fresh(&mut self) -> Vec<SegmentId> {
        std::mem::take(&mut self.fresh)
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
        let (places, text_len) = (&self.places, self.text_len);
        let at_start = |segment: &&mut Segment<T>| places.place(segment.id) >= text_len;
        for segment in self.after.iter_mut().rev().take_while(at_start) {
            Self::lower(segment, Trust::Text, &mut self.untrusted);
        }
    }

    /// Moves the gap to before the first segment whose end may depend on what stands at `offset`.
    fn move_gap(&mut self, offset: usize) {
        let is_complete = self.is_complete();
        let scanned = self.scan.as_ref().map_or(usize::MAX, Scanner::reach);
        if offset < self.frontier || (!is_complete && offset <= scanned) {
            let until = self.before.partition_point(|segment| self.places.place(segment.id) <= offset);
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
            let beyond =
                self.after.partition_point(|segment| self.places.place(segment.id) < offset_from_end);
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
        let places = &self.places;
        // after[..beyond] start behind the range's start; the next one may hold it, and those before it look into it.
        let beyond = self.after.partition_point(|segment| places.place(segment.id) < start);
        let depend = 1 + SEGMENTS_LOOKED_INTO;
        for segment in self.after.iter_mut().skip(beyond).take(depend) {
            Self::lower(segment, Trust::Text, &mut self.untrusted);
        }
        // Those that overlap the range lie around `beyond`, in one run.
        let mut index = (beyond + depend).min(self.after.len());
        while let Some(next) = index.checked_sub(1) {
            let Some(segment) = self.after.get_mut(next) else { break };
            let place = places.place(segment.id);
            let starts_behind = place <= end;
            let overlaps = place > end && place.saturating_sub(places.len(segment.id)) < start;
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
        for segment in self.after.iter().rev() {
            let start = old_len.saturating_sub(self.places.place(segment.id));
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
            self.places.set(segment.id, Side::End, new_len.saturating_sub(moved));
        }
    }

    /// Asserts that the untrusted segments are counted right. For tests.
    pub(super) fn assert_trust(&self) {
        let untrusted = self.after.iter().filter(|segment| segment.trust != Trust::Whole).count();
        assert_eq!(untrusted, self.untrusted);
    }
}
