//! Members that inheritance makes one, and the class that they are said to be of.

use rustc_hash::{FxHashMap, FxHashSet};

use super::resolver::Resolver;
use super::symbols::{ScopeKey, Symbol, SymbolId, Unions};
use crate::worker::Cancelled;

/// Symbols, and which of them are one.
#[derive(Default)]
pub(super) struct Families {
    unions: Unions,
    joined: FxHashSet<SymbolId>,
    /// The members among them, and whether no base mentions their name.
    members: Vec<(SymbolId, ScopeKey, bool)>,
}

impl Families {
    /// The symbol that stands for all that are one with `symbol`.
    pub(super) fn root(&mut self, symbol: SymbolId) -> SymbolId {
        self.unions.root(symbol)
    }
}

impl Resolver<'_> {
    /// Adds a symbol; a member becomes one with the same name of its bases.
    pub(super) fn join_with_bases(
        &mut self,
        symbol: SymbolId,
        families: &mut Families,
    ) -> Result<(), Cancelled> {
        if !families.joined.insert(symbol) {
            return Ok(());
        }
        if let Some(Symbol::Member { class, name }) = self.memory.symbols.get(symbol) {
            let ancestors = self.ancestors_mentioning(class, name)?;
            families.members.push((symbol, class, ancestors.is_empty()));
            for above in ancestors {
                let above = self.memory.symbols.intern(Symbol::Member { class: above, name });
                families.unions.join(symbol, above);
            }
        }
        Ok(())
    }

    /// The class of one family of members, if that is a family of members.
    pub(super) fn head_of(&mut self, root: SymbolId, families: &mut Families) -> Option<ScopeKey> {
        let Families { unions, members, .. } = families;
        let of_family = members.iter().filter(|(symbol, ..)| unions.root(*symbol) == root);
        let first = of_family
            .min_by_key(|(_, class, is_top)| (!is_top, self.file.position(class.segment), class.scope));
        first.map(|(_, class, _)| *class)
    }

    /// The class of each family of members, by the symbol that stands for the family: of those that
    /// inherit the name from no other the first in the text.
    pub(super) fn heads(&mut self, families: &mut Families) -> FxHashMap<SymbolId, ScopeKey> {
        let mut heads = FxHashMap::default();
        for &(symbol, class, is_top) in &families.members {
            let rank = (!is_top, self.file.position(class.segment), class.scope);
            let best = heads.entry(families.unions.root(symbol)).or_insert((rank, class));
            if rank < best.0 {
                *best = (rank, class);
            }
        }
        heads.into_iter().map(|(root, (_, class))| (root, class)).collect()
    }
}
