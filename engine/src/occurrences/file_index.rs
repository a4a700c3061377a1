//! The analysis of one text: its segments, their indexes, and what is needed to make more of them.
//!
//! Invariant: a segment's index always belongs to the segment's present text. Work that was finished
//! for a segment stays, whatever cancels the question that asked for it.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use crop::Rope;

use super::answer::Progress;
use super::backlog::Backlog;
use super::divisions::Divisions;
use super::known::KnownNames;
use super::mentions::Mentions;
use super::problems::FaultTable;
use super::reading::{AndTree, Reader};
use super::resolver::Memory;
use super::shared::Ready;
use crate::scopes::{NameId, Names, SegmentIndex};
use crate::segments::{SegmentId, Segments};
use crate::syntax::EditedTrees;
use crate::text::Patch;
use crate::worker::{CancelToken, Cancelled, IndexProgress, Pacer};

/// More segments than this are not edited at a time by typing.
const MOST_EDITED: usize = 8;

/// The analysis of one text.
pub struct FileIndex {
    pub(super) text: Rope,
    /// Each with its index, once that is made.
    pub(super) segments: Segments<Option<Arc<SegmentIndex>>>,
    pub(super) names: Names,
    pub(super) mentions: Mentions,
    pub(super) backlog: Backlog,
    /// What was searched for names since the text changed last, in bytes.
    pub(super) searched: usize,
    /// What was found by following names since the text changed last.
    pub(super) memory: Memory,
    pub(super) known: KnownNames,
    /// Where Python refuses the segments that are indexed, as far as somebody asked.
    pub(super) faults: FaultTable,
    pub(super) reader: Reader,
    pub(super) edited_trees: EditedTrees,
    pub(super) divisions: Divisions,
    /// The segments that were edited last: their trees are kept, since they will be edited again.
    edited: Vec<SegmentId>,
    /// The text of the segment that was needed last, as the grammar reads it, and whose text it is.
    pub(super) buffer: String,
    loaded: Option<SegmentId>,
    /// The indexes that were made for this text so far.
    made: Made,
}

/// Indexes that were made, whether their segments are still there or not.
#[derive(Clone, Copy, Debug, Default)]
struct Made {
    count: usize,
    bytes: usize,
}

/// A buffer that is larger isn't kept for the next segment, in bytes.
const LARGE_BUFFER: usize = 256 * 1024;

impl FileIndex {
    /// An index of the empty text.
    #[must_use]
    pub fn new() -> Self {
        let mut names = Names::default();
        let known = KnownNames::in_names(&mut names);
        Self {
            text: Rope::new(),
            segments: Segments::new(),
            names,
            mentions: Mentions::default(),
            backlog: Backlog::default(),
            searched: 0,
            memory: Memory::default(),
            known,
            faults: FaultTable::default(),
            reader: Reader::new(),
            edited_trees: EditedTrees::default(),
            divisions: Divisions::default(),
            edited: Vec::new(),
            buffer: String::new(),
            loaded: None,
            made: Made::default(),
        }
    }

    /// An index of `text` for one-shot questions; segments are parsed when a question needs them.
    #[must_use]
    pub fn of(text: &Rope) -> Self {
        let mut index = Self::new();
        index.text = text.clone();
        index
    }

    /// Forgets all and turns to another text. The parsers stay: the thread that frees the trees of the text before is
    /// then the one that parses this one, and takes one core, not two.
    pub(super) fn turn_to(&mut self, text: &Rope) {
        let trees = self.edited_trees.take_all();
        self.reader.discard(trees);
        self.reader.forget();
        let mut fresh = Self::of(text);
        std::mem::swap(&mut fresh.reader, &mut self.reader);
        *self = fresh;
    }

    /// Takes over the parsers of an index that rests from now on: of all texts that are kept only one is read at a
    /// time, and its parsers hold its trees.
    pub(super) fn take_over_reader(&mut self, from: &mut Self) {
        let trees = from.edited_trees.take_all();
        from.reader.discard(trees);
        // The keys of this text's segments may be the same as those of the other's.
        from.reader.forget();
        std::mem::swap(&mut self.reader, &mut from.reader);
        from.buffer = String::new();
        from.loaded = None;
    }

    /// How much of the text is indexed.
    #[must_use]
    pub fn progress(&self) -> Progress {
        let waiting = self.backlog.all().filter(|&id| self.is_unindexed(id)).count();
        let total = self.segments.len();
        Progress { indexed: total.saturating_sub(waiting), total }
    }

    /// The same without a look at any segment: what was indexed out of turn still counts as waiting.
    pub(crate) fn progress_at_least(&self) -> IndexProgress {
        let total = self.segments.len();
        let indexed = total.saturating_sub(self.backlog.len());
        let bytes = self.made.bytes.checked_div(self.made.count).unwrap_or(0).saturating_mul(indexed);
        IndexProgress { indexed, total, bytes }
    }

    /// Splits what is not split yet.
    pub(super) fn split(&mut self, cancel: &CancelToken) -> Result<(), Cancelled> {
        let split = self.segments.advance(&self.text, cancel);
        let fresh = self.segments.take_fresh();
        if !fresh.is_empty() && fresh.len() <= MOST_EDITED {
            self.edited.clone_from(&fresh);
        }
        self.backlog.add(fresh);
        split
    }

    pub(super) fn reader_mut(&mut self) -> &mut Reader {
        &mut self.reader
    }

    /// The bytes of a segment.
    pub(super) fn range(&self, at: usize) -> Range<usize> {
        self.segments.range(at)
    }

    /// The index of a segment, made now if need be.
    pub(super) fn index(&mut self, at: usize, cancel: &CancelToken) -> Result<Arc<SegmentIndex>, Cancelled> {
        self.index_and(at, AndTree::Drop, cancel)
    }

    pub(super) fn index_and(
        &mut self,
        at: usize,
        tree: AndTree,
        cancel: &CancelToken,
    ) -> Result<Arc<SegmentIndex>, Cancelled> {
        if let Some(Some(index)) = self.segments.payload(at) {
            return Ok(Arc::clone(index));
        }
        cancel.check()?;
        // The sequence is complete before anything is asked about it.
        let Some(id) = self.load(at, cancel)? else { return Err(Cancelled) };
        let text = std::mem::take(&mut self.buffer);
        let tree = if self.edited.contains(&id) { AndTree::Keep } else { tree };
        let built = self.indexed_anew(at, id, &text, tree, cancel);
        self.buffer = text;
        let (index, state) = built?;
        let segments = &self.segments;
        self.faults.enter(id, state, |id| segments.index_of(id).is_some());
        let index = Arc::new(index);
        self.made.count += 1;
        self.made.bytes += index.bytes();
        let segments = &self.segments;
        self.mentions.add(id, &index, |id| segments.index_of(id).is_some());
        if let Some(payload) = self.segments.payload_mut(at) {
            *payload = Some(Arc::clone(&index));
        }
        Ok(index)
    }

    /// How many indexes were made so far: while it is the same, so is everything that is read from them.
    pub(super) fn indexes_made(&self) -> usize {
        self.made.count
    }

    /// Has a long segment parsed while this thread does something else.
    pub(super) fn begin(&mut self, at: usize, cancel: &CancelToken) -> Result<(), Cancelled> {
        let Some(id) = self.load(at, cancel)? else { return Ok(()) };
        if self.divisions.of(self.range(at).start, self.buffer.len()).is_some() {
            return Ok(());
        }
        let text = std::mem::take(&mut self.buffer);
        let begun = self.reader.begin(id.into(), &text, cancel);
        self.buffer = text;
        begun
    }

    /// Whether an indexed segment binds a name of the module.
    pub(super) fn is_bound_in_module(&self, name: NameId) -> bool {
        self.mentions.bound.of(name).iter().any(|&id| self.segments.index_of(id).is_some())
    }

    /// Reads the text of a segment, as the grammar has it.
    pub(super) fn with_text(
        &mut self,
        at: usize,
        cancel: &CancelToken,
        read: impl FnOnce(&str) -> Result<(), Cancelled>,
    ) -> Result<(), Cancelled> {
        self.load(at, cancel)?;
        read(&self.buffer)
    }

    /// Takes over a changed text; `patch` leads to it from the present one. Nothing is read before the next
    /// question.
    pub fn edit(&mut self, text: &Rope, patch: &Patch) {
        for replaced in patch.replacements().iter().take(MOST_EDITED) {
            self.keep_what_is_known_at(replaced.old.start);
        }
        let dropped = self.edited_trees.edit(patch.replacements(), &self.text, text);
        self.reader.discard(dropped);
        self.divisions.edit(patch.replacements());
        self.text = text.clone();
        self.segments.edit(text, patch.replacements());
        self.searched = 0;
        self.memory = Memory::default();
    }

    /// Indexes a few more segments; whether all are done.
    ///
    /// # Errors
    /// [`Cancelled`] if `cancel` says so. What was finished is kept.
    pub fn index_some(&mut self, segments: usize, cancel: &CancelToken) -> Result<bool, Cancelled> {
        self.split(cancel)?;
        let mut budget = segments;
        while let Some(at) = self.next_unindexed() {
            if budget == 0 {
                return Ok(false);
            }
            budget -= 1;
            self.index(at, cancel)?;
        }
        if self.mentions.shrink() {
            self.names.shrink();
        }
        Ok(true)
    }

    fn next_unindexed(&mut self) -> Option<usize> {
        let segments = &self.segments;
        let is_done = |id| match segments.index_of(id) {
            Some(at) => segments.payload(at).is_some_and(Option::is_some),
            None => true,
        };
        let next = self.backlog.next(is_done)?;
        self.segments.index_of(next)
    }

    /// Whether a text is there and its segment isn't indexed.
    pub(super) fn is_unindexed(&self, id: SegmentId) -> bool {
        let at = self.segments.index_of(id);
        at.and_then(|at| self.segments.payload(at)).is_some_and(Option::is_none)
    }

    /// Which of these are there and not indexed; sorted.
    pub(super) fn unindexed(&self, among: impl Iterator<Item = SegmentId>) -> Vec<usize> {
        let unindexed = among.filter(|&id| self.is_unindexed(id));
        let mut unindexed: Vec<usize> = unindexed.filter_map(|id| self.segments.index_of(id)).collect();
        unindexed.sort_unstable();
        unindexed
    }

    /// Which of these are there and indexed, in the order of the text.
    pub(super) fn indexed(&self, among: &[SegmentId]) -> Vec<Ready> {
        let of = |&id: &SegmentId| {
            let at = self.segments.index_of(id)?;
            let index = self.segments.payload(at)?.as_ref()?;
            Some((id, self.range(at).start, Arc::clone(index)))
        };
        let mut indexed: Vec<Ready> = among.iter().filter_map(of).collect();
        indexed.sort_unstable_by_key(|(_, start, _)| *start);
        indexed
    }

    /// Which text a segment holds.
    pub(super) fn key_of(&self, at: usize) -> Option<SegmentId> {
        self.segments.id(at)
    }

    /// The segment that holds a text.
    pub(super) fn position(&self, key: SegmentId) -> Option<usize> {
        self.segments.index_of(key)
    }

    /// Every indexed segment that mentions a name, whatever it is there.
    pub(super) fn mentioning(&mut self, name: NameId, cancel: &CancelToken) -> Result<Vec<Ready>, Cancelled> {
        if !self.mentions.lists_inside() {
            let segments = self.segments.iter().enumerate();
            let indexed =
                segments.filter_map(|(at, (_, payload))| Some((self.segments.id(at)?, &**payload.as_ref()?)));
            self.mentions.list_inside(indexed, cancel)?;
        }
        let mut mentioning = self.indexed(&self.mentions.of(name));
        mentioning.dedup_by_key(|(_, start, _)| *start);
        Ok(mentioning)
    }

    /// Every indexed segment: its text's key, its first byte, its index.
    pub(super) fn ready(&self) -> Vec<Ready> {
        let of = |(at, (range, payload)): (usize, (Range<usize>, &Option<Arc<SegmentIndex>>))| {
            Some((self.segments.id(at)?, range.start, Arc::clone(payload.as_ref()?)))
        };
        self.segments.iter().enumerate().filter_map(of).collect()
    }

    /// Copies a segment into the buffer as the grammar reads it; returns the id of its text.
    pub(super) fn load(&mut self, at: usize, cancel: &CancelToken) -> Result<Option<SegmentId>, Cancelled> {
        let Some(id) = self.segments.id(at) else { return Ok(None) };
        if self.loaded == Some(id) {
            return Ok(Some(id));
        }
        self.loaded = None;
        let mut pacer = Pacer::new(cancel);
        let range = self.range(at);
        self.buffer.clear();
        if self.buffer.capacity() > LARGE_BUFFER {
            self.buffer = String::new();
        }
        self.buffer.reserve_exact(range.len());
        for chunk in self.text.byte_slice(range).chunks() {
            pacer.step()?;
            self.buffer.push_str(chunk);
        }
        if let Cow::Owned(fixed) = as_grammar_reads(&self.buffer) {
            self.buffer = fixed;
        }
        self.loaded = Some(id);
        Ok(Some(id))
    }
}

impl Drop for FileIndex {
    fn drop(&mut self) {
        let trees = self.edited_trees.take_all();
        self.reader.discard(trees);
    }
}

impl Default for FileIndex {
    fn default() -> Self {
        Self::new()
    }
}

/// The text of a segment as the grammar reads it.
pub(super) fn as_grammar_reads(text: &str) -> Cow<'_, str> {
    match memchr::memchr(b'\r', text.as_bytes()) {
        Some(_) => Cow::Owned(lone_returns_as_newlines(text)),
        None => Cow::Borrowed(text),
    }
}

/// To Python a carriage return alone ends a line; to the grammar it is a blank. Length stays.
fn lone_returns_as_newlines(text: &str) -> String {
    let mut fixed = String::with_capacity(text.len());
    let mut parts = text.split('\r').peekable();
    while let Some(part) = parts.next() {
        fixed.push_str(part);
        match parts.peek() {
            Some(next) if next.starts_with('\n') => fixed.push('\r'),
            Some(_) => fixed.push('\n'),
            None => {}
        }
    }
    fixed
}

#[cfg(test)]
mod tests {
    use crop::Rope;

    use super::{FileIndex, lone_returns_as_newlines};
    use crate::worker::CancelToken;

    #[test]
    fn progress_at_a_glance_agrees_with_a_look_at_every_segment() {
        let mut index = FileIndex::of(&Rope::from("a = 1\n".repeat(40)));
        let never = CancelToken::never();
        for _ in 0..4 {
            assert!(index.index_some(9, &never).is_ok());
            let (glance, look) = (index.progress_at_least(), index.progress());
            assert_eq!((glance.indexed, glance.total), (look.indexed, look.total));
            assert!(glance.bytes >= glance.indexed * size_of::<crate::scopes::SegmentIndex>());
        }
        assert_eq!(index.index_some(9, &never), Ok(true));
        assert_eq!(index.progress_at_least().indexed, 40);
    }

    #[test]
    fn only_returns_without_a_newline_change() {
        assert_eq!(lone_returns_as_newlines("a\rb\r\nc\r\r\n"), "a\nb\r\nc\n\r\n");
    }
}
