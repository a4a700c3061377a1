//! The trees of the segments that were used last: edited ones and visible ones.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use tree_sitter::Tree;

use super::parse::ParseKey;

/// Bytes of text whose trees are kept. A tree takes some sixty times its text (measured: 2.2 GB for
/// 37 MB), so this bounds the cache at about 15 MB; one larger segment may stand alone. A screen shows
/// some 3 KB, and a segment of the size that most have is parsed in less than a millisecond.
const TEXT_BYTES: usize = 256 * 1024;

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
    clock: u64,
}

impl TreeCache {
    /// The tree of a text, if it is still here.
    pub(crate) fn get(&mut self, key: ParseKey) -> Option<Tree> {
        let entry = self.entries.get_mut(&key)?;
        self.clock += 1;
        self.order.remove(&entry.used);
        self.order.insert(self.clock, key);
        entry.used = self.clock;
        // A tree is a counted pointer; the copy is cheap.
        Some(entry.tree.clone())
    }

    /// Drops the tree of a text, if it is here.
    pub(crate) fn remove(&mut self, key: ParseKey) {
        if let Some(dropped) = self.entries.remove(&key) {
            self.order.remove(&dropped.used);
            self.text_len -= dropped.text_len;
        }
    }

    /// Takes the tree of a text out, if it is here and of the text as it was typed.
    pub(crate) fn take_as_typed(&mut self, key: ParseKey) -> Option<Tree> {
        let tree = self.entries.get(&key).filter(|entry| entry.is_as_typed)?.tree.clone();
        self.remove(key);
        Some(tree)
    }

    /// Keeps a tree and drops the ones unused for longest until the rest fits. `is_as_typed`: whether the
    /// parser was given the text as it was typed.
    pub(crate) fn insert(&mut self, key: ParseKey, tree: Tree, text_len: usize, is_as_typed: bool) {
        self.clock += 1;
        if let Some(old) = self.entries.insert(key, Entry { tree, text_len, is_as_typed, used: self.clock }) {
            self.order.remove(&old.used);
            self.text_len -= old.text_len;
        }
        self.order.insert(self.clock, key);
        self.text_len += text_len;
        while self.text_len > TEXT_BYTES && self.entries.len() > 1 {
            let Some((_, oldest)) = self.order.pop_first() else { break };
            if let Some(dropped) = self.entries.remove(&oldest) {
                self.text_len -= dropped.text_len;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::super::parse::SegmentParser;
    use super::*;
    use crate::worker::CancelToken;

    #[test]
    fn what_was_used_last_stays() {
        let tree = SegmentParser::new().parse(ParseKey(0), "x", None, &CancelToken::never()).unwrap();
        let mut cache = TreeCache::default();
        cache.insert(ParseKey(1), tree.clone(), TEXT_BYTES / 2, true);
        cache.insert(ParseKey(2), tree.clone(), TEXT_BYTES / 2, true);
        assert!(cache.get(ParseKey(1)).is_some());
        cache.insert(ParseKey(3), tree.clone(), 10, true);
        assert!(cache.get(ParseKey(2)).is_none(), "it was unused for longest");
        assert!(cache.get(ParseKey(1)).is_some() && cache.get(ParseKey(3)).is_some());
        cache.insert(ParseKey(4), tree, 2 * TEXT_BYTES, true);
        assert!(cache.get(ParseKey(4)).is_some(), "a large one may stand alone");
        assert_eq!((cache.entries.len(), cache.order.len()), (1, 1));
        cache.remove(ParseKey(4));
        assert_eq!((cache.entries.len(), cache.order.len(), cache.text_len), (0, 0, 0));
    }
}
