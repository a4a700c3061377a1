//! The trees of the segments that were used last: edited ones and visible ones.
//!
//! Invariant: whatever is dropped is handed back, since freeing the tree of a long text takes long.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use tree_sitter::Tree;

use super::parse::ParseKey;

/// Bytes of text whose trees are kept. A tree takes 24 to 60 times its text (measured on 1 MiB and on 37 MB), so this
/// bounds the cache at 2 to 6 MB, without what is larger. A screen shows some 3 KB, and a segment of the size that most
/// have is parsed in less than a millisecond.
const TEXT_BYTES: usize = 96 * 1024;

/// Of larger texts so many trees are kept beside those: a broken one has three, as it was typed, respelled and
/// repaired.
const MOST_LARGE: usize = 3;

/// A larger text's tree is kept until so many others were asked for since: that of the cursor's segment stays however
/// many others are on the screen with it.
const PATIENCE: u64 = 256;

struct Entry {
    tree: Tree,
    text_len: usize,
    /// Whether the tree is of the text as it was typed.
    is_as_typed: bool,
    used: u64,
}

/// A small least-recently-used cache.
#[derive(Default)]
pub(crate) struct TreeCache {
    entries: FxHashMap<ParseKey, Entry>,
    /// The keys by when they were used last.
    order: BTreeMap<u64, ParseKey>,
    text_len: usize,
    /// Those of larger texts; the one that was used last stands last.
    large: Vec<(ParseKey, Entry)>,
    clock: u64,
}

impl TreeCache {
    /// The tree of a text, if it is still here.
    pub(crate) fn get(&mut self, key: ParseKey) -> Option<Tree> {
        self.clock += 1;
        if let Some(at) = self.large.iter().position(|(known, _)| *known == key) {
            let (_, mut entry) = self.large.remove(at);
            entry.used = self.clock;
            let tree = entry.tree.clone();
            self.large.push((key, entry));
            return Some(tree);
        }
        let entry = self.entries.get_mut(&key)?;
        self.order.remove(&entry.used);
        self.order.insert(self.clock, key);
        entry.used = self.clock;
        // A tree is a counted pointer; the copy is cheap.
        Some(entry.tree.clone())
    }

    /// Takes the tree of a text out, if it is here.
    pub(crate) fn remove(&mut self, key: ParseKey) -> Option<Tree> {
        if let Some(at) = self.large.iter().position(|(known, _)| *known == key) {
            return Some(self.large.remove(at).1.tree);
        }
        let Entry { tree, text_len, used, .. } = self.entries.remove(&key)?;
        self.order.remove(&used);
        self.text_len -= text_len;
        Some(tree)
    }

    /// Takes the tree of a text out, if it is here and of the text as it was typed.
    pub(crate) fn take_as_typed(&mut self, key: ParseKey) -> Option<Tree> {
        let large = self.large.iter().find(|(known, _)| *known == key).map(|(_, entry)| entry);
        large.or_else(|| self.entries.get(&key)).filter(|entry| entry.is_as_typed)?;
        self.remove(key)
    }

    /// Keeps a tree, and takes out the ones unused for longest until the rest fits. `is_as_typed`: whether the
    /// parser was given the text as it was typed.
    pub(crate) fn insert(
        &mut self,
        key: ParseKey,
        tree: Tree,
        text_len: usize,
        is_as_typed: bool,
    ) -> Vec<Tree> {
        let mut dropped: Vec<Tree> = self.remove(key).into_iter().collect();
        self.clock += 1;
        let entry = Entry { tree, text_len, is_as_typed, used: self.clock };
        if text_len > TEXT_BYTES {
            self.large.push((key, entry));
        } else {
            self.entries.insert(key, entry);
            self.order.insert(self.clock, key);
            self.text_len += text_len;
        }
        while self.text_len > TEXT_BYTES {
            let Some(&oldest) = self.order.values().next() else { break };
            dropped.extend(self.remove(oldest));
        }
        while let Some((oldest, entry)) = self.large.first()
            && (self.large.len() > MOST_LARGE || entry.used + PATIENCE < self.clock)
        {
            dropped.extend(self.remove(*oldest));
        }
        dropped
    }

    /// Takes all out.
    pub(crate) fn take_all(&mut self) -> Vec<Tree> {
        let Self { entries, large, .. } = std::mem::take(self);
        let large = large.into_iter().map(|(_, entry)| entry.tree);
        entries.into_values().map(|entry| entry.tree).chain(large).collect()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::super::parse::SegmentParser;
    use super::*;
    use crate::worker::CancelToken;

    fn tree() -> Tree {
        SegmentParser::new().parse(ParseKey(0), "x", None, &CancelToken::never()).unwrap()
    }

    #[test]
    fn what_was_used_last_stays() {
        let mut cache = TreeCache::default();
        assert!(cache.insert(ParseKey(1), tree(), TEXT_BYTES / 2, true).is_empty());
        assert!(cache.insert(ParseKey(2), tree(), TEXT_BYTES / 2, true).is_empty());
        assert!(cache.get(ParseKey(1)).is_some());
        assert_eq!(cache.insert(ParseKey(3), tree(), 10, true).len(), 1);
        assert!(cache.get(ParseKey(2)).is_none(), "it was unused for longest");
        assert!(cache.get(ParseKey(1)).is_some() && cache.get(ParseKey(3)).is_some());
        assert!(cache.remove(ParseKey(3)).is_some());
        assert_eq!((cache.entries.len(), cache.order.len(), cache.text_len), (1, 1, TEXT_BYTES / 2));
        assert_eq!(cache.take_all().len(), 1);
        assert_eq!((cache.entries.len(), cache.order.len(), cache.text_len), (0, 0, 0));
    }

    #[test]
    fn a_large_one_stays_beside_small_ones_while_it_is_used() {
        let mut cache = TreeCache::default();
        cache.insert(ParseKey(1), tree(), 2 * TEXT_BYTES, true);
        for small in 0..2 * PATIENCE {
            cache.insert(ParseKey(10 + small), tree(), TEXT_BYTES / 8, true);
            assert!(cache.get(ParseKey(1)).is_some());
        }
    }

    #[test]
    fn a_large_one_that_is_not_used_goes() {
        let mut cache = TreeCache::default();
        cache.insert(ParseKey(1), tree(), 2 * TEXT_BYTES, true);
        for small in 0..=PATIENCE {
            cache.insert(ParseKey(2), tree(), small as usize, true);
        }
        assert!(cache.get(ParseKey(1)).is_none());
        for large in 0..=MOST_LARGE as u64 {
            cache.insert(ParseKey(10 + large), tree(), 2 * TEXT_BYTES, true);
        }
        assert!(cache.get(ParseKey(10)).is_none() && cache.get(ParseKey(11)).is_some());
    }
}
