//! The trees of the segments that were used last: edited ones and visible ones.

use rustc_hash::FxHashMap;
use tree_sitter::Tree;

use super::parse::ParseKey;

/// Bytes of text whose trees are kept. A tree takes some sixty times its text (measured: 2.2 GB for
/// 37 MB), so this bounds the cache at about 60 MB; one larger segment may stand alone.
const TEXT_BYTES: usize = 1 << 20;

struct Entry {
    tree: Tree,
    text_len: usize,
    used: u64,
}

/// A small least-recently-used cache.
#[derive(Default)]
pub(crate) struct TreeCache {
    entries: FxHashMap<ParseKey, Entry>,
    text_len: usize,
    clock: u64,
}

impl TreeCache {
    /// The tree of a text, if it is still here.
    pub(crate) fn get(&mut self, key: ParseKey) -> Option<Tree> {
        self.clock += 1;
        let entry = self.entries.get_mut(&key)?;
        entry.used = self.clock;
        // A tree is a counted pointer; the copy is cheap.
        Some(entry.tree.clone())
    }

    /// Keeps a tree and drops the ones unused for longest until the rest fits.
    pub(crate) fn insert(&mut self, key: ParseKey, tree: Tree, text_len: usize) {
        self.clock += 1;
        if let Some(old) = self.entries.insert(key, Entry { tree, text_len, used: self.clock }) {
            self.text_len -= old.text_len;
        }
        self.text_len += text_len;
        while self.text_len > TEXT_BYTES && self.entries.len() > 1 {
            let Some(oldest) = self.entries.iter().min_by_key(|(_, entry)| entry.used).map(|(&key, _)| key)
            else {
                break;
            };
            if let Some(dropped) = self.entries.remove(&oldest) {
                self.text_len -= dropped.text_len;
            }
        }
    }
}
