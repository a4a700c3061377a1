//! What names that several segments share stand for: members, attributes, keyword arguments.

use rustc_hash::FxHashMap;

use crate::scopes::{NameId, ScopeId};
use crate::segments::SegmentId;

/// A scope of the file: the segment's text and the scope's number in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct ScopeKey {
    pub(super) segment: SegmentId,
    pub(super) scope: ScopeId,
}

/// A symbol's number in one [`Symbols`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct SymbolId(u32);

/// What a name stands for. Two names mean the same thing if their symbols are equal, or are members
/// that inheritance makes one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Symbol {
    /// A variable; `None` is the module's scope.
    Variable { owner: Option<ScopeKey>, name: NameId },
    /// A name of a class of this file.
    Member { class: ScopeKey, name: NameId },
    /// A name after a dot, where this file doesn't tell what stands before it.
    Path { object: SymbolId, name: NameId, is_foreign: bool },
    /// A keyword of calls whose parameters this file doesn't tell.
    Argument { callee: SymbolId, name: NameId },
    /// A name after a dot, where nobody can know what stands before it.
    Unknown { name: NameId },
}

/// All symbols met so far, each once.
#[derive(Default)]
pub(super) struct Symbols {
    ids: FxHashMap<Symbol, SymbolId>,
    symbols: Vec<Symbol>,
    /// What each path begins with, itself for what is no path.
    roots: Vec<SymbolId>,
}

impl Symbols {
    pub(super) fn intern(&mut self, symbol: Symbol) -> SymbolId {
        let next = SymbolId(u32::try_from(self.symbols.len()).unwrap_or(u32::MAX));
        let id = *self.ids.entry(symbol).or_insert(next);
        if id == next {
            self.symbols.push(symbol);
            self.roots.push(match symbol {
                Symbol::Path { object, .. } => self.root(object),
                _ => id,
            });
        }
        id
    }

    /// What a path begins with; itself for what is no path.
    pub(super) fn root(&self, id: SymbolId) -> SymbolId {
        self.roots.get(id.0 as usize).copied().unwrap_or(id)
    }

    pub(super) fn get(&self, id: SymbolId) -> Option<Symbol> {
        self.symbols.get(id.0 as usize).copied()
    }
}

/// Which symbols are one by inheritance: a union-find over symbols.
#[derive(Default)]
pub(super) struct Unions {
    parents: FxHashMap<SymbolId, SymbolId>,
}

impl Unions {
    /// The symbol that stands for all that are one with `symbol`.
    pub(super) fn root(&mut self, symbol: SymbolId) -> SymbolId {
        let mut root = symbol;
        while let Some(&parent) = self.parents.get(&root) {
            root = parent;
        }
        let mut at = symbol;
        while at != root {
            match self.parents.insert(at, root) {
                Some(parent) => at = parent,
                None => break,
            }
        }
        root
    }

    /// Makes two symbols one.
    pub(super) fn join(&mut self, a: SymbolId, b: SymbolId) {
        let (a, b) = (self.root(a), self.root(b));
        if a != b {
            self.parents.insert(a.max(b), a.min(b));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_knows_what_it_begins_with() {
        let mut symbols = Symbols::default();
        let name = NameId(0);
        let root = symbols.intern(Symbol::Variable { owner: None, name });
        let mut path = root;
        for _ in 0..3 {
            path = symbols.intern(Symbol::Path { object: path, name, is_foreign: false });
            assert_eq!(symbols.root(path), root);
        }
        assert_eq!(symbols.root(root), root);
    }

    #[test]
    fn joined_symbols_have_one_root() {
        let mut unions = Unions::default();
        let [a, b, c, d] = [SymbolId(0), SymbolId(1), SymbolId(2), SymbolId(3)];
        unions.join(a, b);
        unions.join(d, c);
        assert_ne!(unions.root(a), unions.root(c));
        unions.join(b, d);
        assert_eq!(unions.root(a), unions.root(c));
        unions.join(a, c);
        assert_eq!([a, b, c, d].map(|symbol| unions.root(symbol)), [a; 4]);
    }
}
