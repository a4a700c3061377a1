//! The analysis of one text: its segments, their indexes, and what is needed to make more of them.
//!
//! Invariant: a segment's index always belongs to the segment's present text. Work that was finished
//! for a segment stays, whatever cancels the question that asked for it.

use std::ops::Range;
use std::sync::{Arc, Weak};

use crop::Rope;
use memchr::memmem::Finder;
use rustc_hash::{FxHashMap, FxHashSet};

use super::answer::Progress;
use super::known::KnownNames;
use super::reading::{Reader, Reading};
use super::resolver::Memory;
use super::shared::Ready;
use crate::scopes::{NameId, Names, SegmentIndex, may_hold_other_spellings, normalise};
use crate::segments::Segments;
use crate::syntax::{NoTree, ParseKey};
use crate::text::Patch;
use crate::worker::{CancelToken, Cancelled};

/// What is kept of a segment while its text stays.
#[derive(Default)]
pub(super) struct Payload {
    pub(super) index: Option<Arc<SegmentIndex>>,
    key: Option<ParseKey>,
}

/// The analysis of one text.
pub struct FileIndex {
    pub(super) text: Rope,
    pub(super) segments: Segments<Payload>,
    pub(super) names: Names,
    /// Which indexes bind a name of the module; those of segments that are gone no longer upgrade.
    pub(super) bindings: FxHashMap<NameId, Vec<(ParseKey, Weak<SegmentIndex>)>>,
    /// Names of which every segment that may mention them is indexed.
    pub(super) known_everywhere: FxHashSet<NameId>,
    /// What was searched for names since the text changed last, in bytes.
    pub(super) searched: usize,
    is_all_indexed: bool,
    /// Where the segments are that have a key.
    positions: FxHashMap<ParseKey, usize>,
    /// What was found by following names since the text changed last.
    pub(super) memory: Memory,
    pub(super) known: KnownNames,
    reader: Reader,
    next_key: u64,
    idle_from: usize,
    /// The text of the segment that was needed last, as the grammar reads it, and whose text it is.
    buffer: String,
    loaded: Option<ParseKey>,
}

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
            bindings: FxHashMap::default(),
            known_everywhere: FxHashSet::default(),
            searched: 0,
            is_all_indexed: false,
            positions: FxHashMap::default(),
            memory: Memory::default(),
            known,
            reader: Reader::new(),
            next_key: 0,
            idle_from: 0,
            buffer: String::new(),
            loaded: None,
        }
    }

    /// An index of `text` for one-shot questions; segments are parsed when a question needs them.
    #[must_use]
    pub fn of(text: &Rope) -> Self {
        let mut index = Self::new();
        index.text = text.clone();
        index
    }

    /// How much of the text is indexed.
    #[must_use]
    pub fn progress(&self) -> Progress {
        let indexed = self.segments.iter().filter(|(_, payload)| payload.index.is_some()).count();
        Progress { indexed, total: self.segments.len() }
    }

    /// Splits what is not split yet.
    pub(super) fn split(&mut self, cancel: &CancelToken) -> Result<(), Cancelled> {
        self.segments.advance(&self.text, cancel)
    }

    /// The bytes of a segment.
    pub(super) fn range(&self, at: usize) -> Range<usize> {
        self.segments.range(at)
    }

    /// The index of a segment, made now if need be.
    pub(super) fn index(&mut self, at: usize, cancel: &CancelToken) -> Result<Arc<SegmentIndex>, Cancelled> {
        if let Some(index) = self.ready_index(at) {
            return Ok(index);
        }
        cancel.check()?;
        let key = self.load(at);
        let text = std::mem::take(&mut self.buffer);
        let built = self.reader.index(key, &text, &mut self.names, cancel);
        self.buffer = text;
        let index = Arc::new(built?);
        for name in index.module_names().iter().filter(|entry| entry.is_bound) {
            let binders = self.bindings.entry(name.name).or_default();
            if binders.len().is_power_of_two() {
                // Now and then is enough; each time would take a name bound in every segment its square.
                binders.retain(|(_, binder)| binder.strong_count() > 0);
            }
            binders.push((key, Arc::downgrade(&index)));
        }
        if let Some(payload) = self.segments.payload_mut(at) {
            payload.index = Some(Arc::clone(&index));
        }
        Ok(index)
    }

    /// The index of a segment, if it is there.
    pub(super) fn ready_index(&self, at: usize) -> Option<Arc<SegmentIndex>> {
        self.segments.payload(at).and_then(|payload| payload.index.clone())
    }

    /// Whether an indexed segment binds a name of the module.
    pub(super) fn is_bound_in_module(&self, name: NameId) -> bool {
        self.bindings
            .get(&name)
            .is_some_and(|binders| binders.iter().any(|(_, binder)| binder.strong_count() > 0))
    }

    /// Walks over the tree of a segment, given with the segment's index and text. Nothing happens
    /// where the segment is searched as plain text.
    pub(super) fn with_tree(
        &mut self,
        at: usize,
        cancel: &CancelToken,
        walk: impl FnOnce(&Self, &SegmentIndex, &Reading, &str) -> Result<(), Cancelled>,
    ) -> Result<(), Cancelled> {
        let index = self.index(at, cancel)?;
        if index.is_plain() {
            return Ok(());
        }
        let key = self.load(at);
        let text = std::mem::take(&mut self.buffer);
        let walked = match self.reader.read(key, &text, cancel) {
            Ok(reading) => walk(self, &index, &reading, &text),
            Err(NoTree::Cancelled) => Err(Cancelled),
            Err(NoTree::Refused) => Ok(()),
        };
        self.buffer = text;
        walked
    }

    /// Reads the text of a segment, as the grammar has it.
    pub(super) fn with_text(
        &mut self,
        at: usize,
        read: impl FnOnce(&str) -> Result<(), Cancelled>,
    ) -> Result<(), Cancelled> {
        self.load(at);
        read(&self.buffer)
    }

    /// Takes over a changed text; `patch` leads to it from the present one.
    pub(super) fn edit(&mut self, text: &Rope, patch: &Patch) {
        self.text = text.clone();
        self.segments.edit(text, patch.replacements());
        self.idle_from = 0;
        self.is_all_indexed = false;
        self.known_everywhere.clear();
        self.searched = 0;
        self.positions.clear();
        self.memory = Memory::default();
    }

    /// Indexes a few more segments; whether all are done.
    pub(super) fn index_some(&mut self, segments: usize, cancel: &CancelToken) -> Result<bool, Cancelled> {
        self.split(cancel)?;
        let mut budget = segments;
        while self.idle_from < self.segments.len() && budget > 0 {
            if self.ready_index(self.idle_from).is_none() {
                self.index(self.idle_from, cancel)?;
                budget -= 1;
            }
            self.idle_from += 1;
        }
        self.is_all_indexed |= self.idle_from >= self.segments.len();
        Ok(self.is_all_indexed)
    }

    /// Which text a segment holds; none before it was looked at.
    pub(super) fn key_of(&self, at: usize) -> Option<ParseKey> {
        self.segments.payload(at).and_then(|payload| payload.key)
    }

    /// The segment that holds a text.
    pub(super) fn position(&mut self, key: ParseKey) -> Option<usize> {
        if !self.positions.contains_key(&key) {
            // Keys are given when segments are looked at, so there may be new ones.
            let keys =
                self.segments.iter().enumerate().filter_map(|(at, (_, payload))| Some((payload.key?, at)));
            self.positions = keys.collect();
        }
        self.positions.get(&key).copied()
    }

    /// Every indexed segment: its text's key, its first byte, its index.
    pub(super) fn ready(&self) -> Vec<Ready> {
        let of = |(range, payload): (Range<usize>, &Payload)| {
            Some((payload.key?, range.start, Arc::clone(payload.index.as_ref()?)))
        };
        self.segments.iter().filter_map(of).collect()
    }

    /// The segments that are not indexed.
    pub(super) fn unindexed(&self) -> Vec<usize> {
        if self.is_all_indexed {
            return Vec::new();
        }
        let segments = self.segments.iter().enumerate();
        segments.filter(|(_, (_, payload))| payload.index.is_none()).map(|(at, _)| at).collect()
    }

    /// Whether every segment that may mention a name is indexed.
    pub(super) fn is_known_everywhere(&self, name: NameId) -> bool {
        self.is_all_indexed || self.known_everywhere.contains(&name)
    }

    /// Whether a segment's bytes hold the name with an `=` behind it, as a keyword argument has.
    pub(super) fn may_pass(&mut self, at: usize, needle: &Finder<'_>) -> bool {
        if self.segments.flags(at).non_ascii_code {
            return true;
        }
        self.load(at);
        let bytes = self.buffer.as_bytes();
        needle.find_iter(bytes).any(|found| {
            let behind = bytes.get(found + needle.needle().len()..).unwrap_or_default();
            let next = behind.iter().find(|byte| !byte.is_ascii_whitespace());
            // A comment or a continued line may stand between.
            matches!(next, Some(b'=' | b'#' | b'\\'))
        })
    }

    /// Whether a segment could mention the name at all.
    pub(super) fn may_mention(&mut self, at: usize, needle: &Finder<'_>) -> bool {
        if self.segments.flags(at).non_ascii_code {
            // Its names may be spelled otherwise and be equal after normalisation.
            return true;
        }
        self.load(at);
        let holds = |text: &str| needle.find(text.as_bytes()).is_some();
        holds(&self.buffer)
            // A name in a string may be spelled otherwise, too.
            || may_hold_other_spellings(&self.buffer) && holds(&normalise(&self.buffer))
    }

    /// Copies a segment into the buffer as the grammar reads it; returns the key of its text.
    fn load(&mut self, at: usize) -> ParseKey {
        let next_key = &mut self.next_key;
        let mut new_key = || {
            *next_key += 1;
            ParseKey(*next_key)
        };
        let key = match self.segments.payload_mut(at) {
            Some(payload) => *payload.key.get_or_insert_with(new_key),
            None => new_key(),
        };
        if self.loaded == Some(key) {
            return key;
        }
        let range = self.range(at);
        self.buffer.clear();
        for chunk in self.text.byte_slice(range).chunks() {
            self.buffer.push_str(chunk);
        }
        if memchr::memchr(b'\r', self.buffer.as_bytes()).is_some() {
            self.buffer = lone_returns_as_newlines(&self.buffer);
        }
        self.loaded = Some(key);
        key
    }
}

impl Default for FileIndex {
    fn default() -> Self {
        Self::new()
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
    use super::lone_returns_as_newlines;

    #[test]
    fn only_returns_without_a_newline_change() {
        assert_eq!(lone_returns_as_newlines("a\rb\r\nc\r\r\n"), "a\nb\r\nc\n\r\n");
    }
}
