//! The parts of a long statement, each of which can be parsed without the others.
//!
//! A part of a class is a run of whole statements that stand directly in its body, with the comments and empty lines
//! behind them. Between two of them the parser is always in the same state: at the start of a line, no bracket or
//! string open, the indent that of the body. So the statements of a part are those that the whole text has there if
//! the part parses without an error between the head of the class and the part behind it.
//!
//! A part of brackets is a run of their elements, from behind a comma to the next part's, and the same holds between the
//! head and the closing bracket with all that follows it: what is before the first part ends with a comma, too.
//!
//! Invariant: the text that the parts are of was parsed as it was typed, without an error, and is one class or one
//! statement of the module in which long brackets stand.

mod cutting;
mod parser;
mod plain;
#[cfg(test)]
mod tests;
mod whole;

use std::borrow::Cow;
use std::ops::Range;

use tree_sitter::Tree;

pub(crate) use self::cutting::{Cutting, Piece};
pub(crate) use self::parser::PartsParser;
pub(crate) use self::whole::Whole;
use self::whole::places_in;
use crate::worker::{CancelToken, Cancelled};

/// Texts of fewer bytes are parsed in less than a millisecond.
const LEAST_TEXT: usize = 8 * 1024;

/// A part holds at least so many bytes, if there are, so that a class of short lines hasn't one for each.
const LEAST_PART: usize = 2 * 1024;

/// More bytes than this aren't parsed here: such a parse doesn't go on where it was cancelled.
const MOST_PARSED: usize = 64 * 1024;

/// Where the parts of a class or of brackets are, in bytes of its segment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Parts {
    /// The first byte of each: of its first line, or behind a comma. What is before the first, the head and at least one
    /// statement or element, is no part.
    starts: Vec<usize>,
    whole: Whole,
}

/// How a text became another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Change {
    /// The bytes that were replaced.
    pub(crate) old: Range<usize>,
    /// Those in their place.
    pub(crate) new: Range<usize>,
}

/// The parts that a change reaches into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Touched {
    /// What stands round them.
    pub(crate) whole: Whole,
    /// Their numbers; none if only the head of brackets is touched.
    parts: Range<usize>,
    /// Where the head ends that the change didn't reach; 0 if it did.
    head_end: usize,
    /// Their bytes before the change.
    pub(crate) old: Range<usize>,
    /// Their bytes after it.
    pub(crate) new: Range<usize>,
    /// The part behind them, after the change; none if there is none.
    next: Option<Range<usize>>,
    /// What is behind all parts, after the change.
    rest: Range<usize>,
}

impl Touched {
    /// The bytes of the head, and of what is before it, if they didn't change.
    pub(crate) fn head(&self) -> Range<usize> {
        0..self.head_end
    }

    /// The bytes behind all parts, after the change: they didn't change either.
    pub(crate) fn rest(&self) -> Range<usize> {
        self.rest.clone()
    }

    /// Whether the head changed.
    pub(crate) fn is_at_head(&self) -> bool {
        self.head_end == 0
    }

    /// Whether a part that the change doesn't reach follows.
    pub(crate) fn is_followed(&self) -> bool {
        self.next.is_some()
    }

    /// The bytes of the touched parts and of the one behind them, after the change.
    pub(crate) fn told(&self) -> Range<usize> {
        self.new.start..self.next.as_ref().map_or(self.new.end, |next| next.end)
    }

    /// The text of these, in such words round it that its lines and brackets are what they are in `text`.
    pub(crate) fn told_in<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let of = |bytes: Range<usize>| text.get(bytes).unwrap_or_default();
        match self.whole {
            Whole::Class { .. } => Cow::Borrowed(of(self.told())),
            Whole::Brackets { .. } => Cow::Owned([self.head(), self.told(), self.rest()].map(of).concat()),
        }
    }

    /// Where a byte behind the touched parts is after the change.
    pub(crate) fn moved(&self, at: usize) -> usize {
        (at + self.new.end).saturating_sub(self.old.end)
    }
}

impl Parts {
    /// The parts of a text with this tree. None if it isn't a long class or long brackets without an error.
    pub(crate) fn of(text: &str, tree: &Tree, cancel: &CancelToken) -> Result<Option<Self>, Cancelled> {
        if text.len() < LEAST_TEXT {
            return Ok(None);
        }
        Self::of_at_least(LEAST_PART, text, tree, cancel)
    }

    /// The same, however long the text is, with parts of at least so many bytes.
    pub(crate) fn of_at_least(
        least: usize,
        text: &str,
        tree: &Tree,
        cancel: &CancelToken,
    ) -> Result<Option<Self>, Cancelled> {
        let Some(places) = places_in(text, tree, cancel)? else { return Ok(None) };
        let starts = chosen(&places.starts, places.first, least);
        Ok((!starts.is_empty()).then_some(Self { starts, whole: places.whole }))
    }

    /// What stands round them.
    pub(crate) fn whole(&self) -> Whole {
        self.whole
    }

    /// The bytes before the first one.
    pub(crate) fn head(&self) -> Range<usize> {
        0..self.starts.first().copied().unwrap_or_default()
    }

    /// The bytes of each, where the text is `len` bytes long.
    pub(crate) fn ranges(&self, len: usize) -> impl Iterator<Item = Range<usize>> + '_ {
        let ends = self.starts.iter().skip(1).copied().chain([self.end(len)]);
        self.starts.iter().zip(ends).map(|(&start, end)| start..end)
    }

    /// Where the last one ends.
    fn end(&self, len: usize) -> usize {
        len.saturating_sub(self.whole.rest())
    }

    /// Which parts a change reaches into; none if it reaches into what is before or behind them. `text` is the one
    /// after it.
    pub(crate) fn touched(&self, change: &Change, text: &str) -> Option<Touched> {
        let begun = self.starts.partition_point(|&start| start <= change.old.start).checked_sub(1);
        let Some(begun) = begun else { return self.touched_head(change, text) };
        let start = *self.starts.get(begun)?;
        let first = match self.whole {
            // What its first line says may make it go on with the part before.
            Whole::Class { .. } if !text.get(start..change.old.start)?.contains('\n') => {
                begun.checked_sub(1)?
            }
            _ => begun,
        };
        let start = *self.starts.get(first)?;
        // A part that begins right where the change ends may have lost its line end.
        let end = self.starts.partition_point(|&start| start <= change.old.end).max(first + 1);
        let growth = |at: usize| (at + change.new.end).saturating_sub(change.old.end);
        let old_len = (text.len() + change.old.end).checked_sub(change.new.end)?;
        let old_end = self.starts.get(end).copied().unwrap_or(self.end(old_len));
        if change.old.end > self.end(old_len) {
            return None;
        }
        let next = self.starts.get(end).map(|&start| {
            growth(start)..growth(self.starts.get(end + 1).copied().unwrap_or(self.end(old_len)))
        });
        Some(Touched {
            whole: self.whole,
            parts: first..end,
            head_end: *self.starts.first()?,
            old: start..old_end,
            new: start..growth(old_end),
            next,
            rest: self.end(text.len())..text.len(),
        })
    }

    /// The head as what a change reaches into; none if it reaches further, or if what is behind may mean something else
    /// then.
    fn touched_head(&self, change: &Change, text: &str) -> Option<Touched> {
        let old_end = *self.starts.first()?;
        let Whole::Brackets { is_plain: true, .. } = self.whole else { return None };
        if change.old.end >= old_end {
            return None;
        }
        let growth = |at: usize| (at + change.new.end).saturating_sub(change.old.end);
        let old_len = (text.len() + change.old.end).checked_sub(change.new.end)?;
        let next_end = self.starts.get(1).copied().unwrap_or(self.end(old_len));
        Some(Touched {
            whole: self.whole,
            parts: 0..0,
            head_end: 0,
            old: 0..old_end,
            new: 0..growth(old_end),
            next: Some(growth(old_end)..growth(next_end)),
            rest: self.end(text.len())..text.len(),
        })
    }

    /// The parts that hold some bytes of a text of `len` bytes that didn't change, as if they had been touched.
    pub(crate) fn holding(&self, bytes: &Range<usize>, len: usize) -> Touched {
        let first = self.starts.partition_point(|&start| start <= bytes.start).saturating_sub(1);
        let end = self.starts.partition_point(|&start| start < bytes.end).max(first + 1);
        let start_of = |part: usize| self.starts.get(part).copied().unwrap_or(self.end(len));
        let range = start_of(first)..start_of(end);
        let next = (end < self.starts.len()).then(|| start_of(end)..start_of(end + 1));
        Touched {
            whole: self.whole,
            parts: first..end,
            head_end: start_of(0),
            old: range.clone(),
            new: range,
            next,
            rest: self.end(len)..len,
        }
    }

    /// The parts after the change that touched some, given the tree of those; none if that tree doesn't show that
    /// the others are what they were.
    pub(crate) fn after(
        &self,
        touched: &Touched,
        text: &str,
        tree: &Tree,
        cancel: &CancelToken,
    ) -> Result<Option<Self>, Cancelled> {
        self.after_with(LEAST_PART, touched, text, tree, cancel)
    }

    /// The same with parts of at least so many bytes.
    pub(crate) fn after_with(
        &self,
        least: usize,
        touched: &Touched,
        text: &str,
        tree: &Tree,
        cancel: &CancelToken,
    ) -> Result<Option<Self>, Cancelled> {
        let Some(places) = places_in(text, tree, cancel)? else { return Ok(None) };
        let Range { start, end } = touched.new;
        let begins = |at: usize| places.starts.binary_search(&at).is_ok();
        // The comma before the touched parts isn't in the tree, but that of the head is in its place.
        let begins_first = match self.whole {
            Whole::Class { .. } => begins(start),
            Whole::Brackets { .. } => touched.is_at_head() || begins(touched.head_end),
        };
        let begins_next = touched.next.as_ref().is_none_or(|next| begins(next.start));
        if places.whole != self.whole || !begins_first || !begins_next {
            return Ok(None);
        }
        let first = places.starts.partition_point(|&place| place <= start);
        let last = places.starts.partition_point(|&place| place < end);
        let inside = places.starts.get(first..last).unwrap_or_default();
        let mut starts = Vec::with_capacity(self.starts.len() + inside.len());
        if touched.is_at_head() {
            starts.extend(chosen(inside, places.first, least));
        } else {
            starts.extend_from_slice(self.starts.get(..=touched.parts.start).unwrap_or_default());
            starts.extend(chosen(inside, start, least));
        }
        let behind = self.starts.get(touched.parts.end..).unwrap_or_default();
        starts.extend(behind.iter().map(|&start| touched.moved(start)));
        Ok(Some(Self { starts, whole: self.whole }))
    }

    /// The bytes that tell what the touched parts hold: the head, those parts, the one behind them, which shows that
    /// they end where it begins, and what is behind all. None if that is much.
    fn told_by(touched: &Touched) -> Option<Vec<Range<usize>>> {
        let all = [touched.head(), touched.told(), touched.rest()];
        if all.iter().map(Range::len).sum::<usize>() > MOST_PARSED {
            return None;
        }
        Some(joined(all))
    }
}

/// Bytes with those joined that nothing is left out between.
fn joined(all: impl IntoIterator<Item = Range<usize>>) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for range in all.into_iter().filter(|range| !range.is_empty()) {
        match ranges.last_mut() {
            Some(last) if last.end == range.start => last.end = range.end,
            _ => ranges.push(range),
        }
    }
    ranges
}

/// Those of some places that are at least so many bytes behind the one before, beginning from `first`.
fn chosen(places: &[usize], first: usize, least: usize) -> Vec<usize> {
    let mut last = first;
    let is_far = |&place: &usize| {
        let is_far = place >= last + least;
        last = if is_far { place } else { last };
        is_far
    };
    places.iter().copied().filter(is_far).collect()
}

/// Every node that begins in some bytes. For tests.
#[cfg(test)]
pub(crate) fn listed(tree: &Tree, bytes: &Range<usize>) -> Vec<(u16, Range<usize>)> {
    let mut nodes = Vec::new();
    let mut todo = vec![tree.root_node()];
    while let Some(node) = todo.pop() {
        if bytes.contains(&node.start_byte()) {
            nodes.push((node.kind_id(), node.byte_range()));
        }
        let mut cursor = node.walk();
        todo.extend(node.children(&mut cursor));
    }
    nodes
}
