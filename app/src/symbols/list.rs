//! The symbols of one state of a text, as they are listed.

use std::collections::HashMap;
use std::hash::{BuildHasher as _, BuildHasherDefault, DefaultHasher};
use std::ops::Range;
use std::sync::Arc;

use namelight_engine::occurrences::{OutlineSymbol, SymbolKind};
use namelight_engine::text::{DocumentId, Revision};

use super::Definition;
use crate::picking::{Lines, Packed};

/// A path that would be longer has a sign in place of what stands before the name, in bytes.
const LONGEST_PATH: usize = 160;
/// Letters of a name that are listed.
const LONGEST_NAME: usize = 80;

/// A symbol.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// What it is.
    pub kind: SymbolKind,
    /// Its name; bytes of the text that the list is about.
    pub name: Range<usize>,
    /// All of a definition; of a variable its name. Bytes of the text that the list is about.
    pub range: Range<usize>,
    /// The number of the symbol that it stands in.
    pub parent: Option<usize>,
    /// In how many symbols it stands.
    pub depth: usize,
    /// Whether a class or a function stands in it.
    pub holds: bool,
    /// Tells it from all others, in this list and in those of later states of the text.
    pub key: u64,
}

impl Symbol {
    /// Whether it is a class or a function, which others can stand in.
    #[must_use]
    pub fn is_definition(&self) -> bool {
        matches!(self.kind, SymbolKind::Class | SymbolKind::Function | SymbolKind::Method)
    }
}

/// The symbols of one state of a text, in its order.
#[derive(Clone, Debug)]
pub struct Symbols {
    /// Which text, and its state.
    pub stamp: (DocumentId, Revision),
    /// Each one after the one that it stands in.
    pub all: Vec<Symbol>,
    /// The names of all, with what they stand in: `Tide.rise`.
    pub paths: Lines,
    /// How many classes there are, and how many functions with methods.
    pub counts: (usize, usize),
    /// Classes and functions, in the order of the text.
    pub definitions: Arc<[Definition]>,
    /// Their keys and their numbers among definitions, by keys.
    by_key: Box<[(u64, usize)]>,
}

impl Symbols {
    /// Makes the list of an outline.
    #[must_use]
    pub fn of(stamp: (DocumentId, Revision), outline: Vec<OutlineSymbol>) -> Self {
        // Keys are compared within one run of the program only; this hasher gives the same for the same.
        let hasher = BuildHasherDefault::<DefaultHasher>::default();
        let mut all: Vec<Symbol> = Vec::with_capacity(outline.len());
        let mut paths = Packed::default();
        let mut definitions: Vec<Definition> = Vec::new();
        // Those that the next one may stand in, with their depths.
        let mut open: Vec<(usize, usize)> = Vec::new();
        let mut round: Vec<usize> = Vec::new();
        let mut counts = (0, 0);
        let mut like_it: HashMap<u64, usize> = HashMap::new();
        for symbol in outline {
            while round.last().and_then(|at| all.get(*at)).is_some_and(|outer| outer.depth >= symbol.depth) {
                round.pop();
            }
            let parent = round.last().copied();
            let outer = parent.and_then(|at| all.get(at)).map(|outer| outer.key);
            let same = hasher.hash_one((outer, &symbol.name));
            let number = like_it.entry(same).and_modify(|number| *number += 1).or_insert(0);
            let name: String = symbol.name.chars().take(LONGEST_NAME).collect();
            let path = match parent.and_then(|at| paths.get(at)) {
                Some(outer) if outer.len() + name.len() < LONGEST_PATH => format!("{outer}.{name}"),
                Some(_) => format!("….{name}"),
                None => name,
            };
            paths.push(&path);
            if symbol.range != symbol.name_range {
                round.push(all.len());
            }
            let is_class = symbol.kind == SymbolKind::Class;
            if is_class || matches!(symbol.kind, SymbolKind::Function | SymbolKind::Method) {
                counts.0 += usize::from(is_class);
                counts.1 += usize::from(!is_class);
                let number = definitions.len();
                while let Some((at, _)) = open.pop_if(|(_, depth)| *depth >= symbol.depth) {
                    if let Some(ended) = definitions.get_mut(at) {
                        ended.end = number;
                    }
                }
                open.push((number, symbol.depth));
                definitions.push(Definition { symbol: all.len(), end: usize::MAX });
                if let Some(outer) = parent.and_then(|at| all.get_mut(at)) {
                    outer.holds = true;
                }
            }
            all.push(Symbol {
                kind: symbol.kind,
                name: symbol.name_range,
                range: symbol.range,
                parent,
                depth: symbol.depth,
                holds: false,
                key: hasher.hash_one((same, *number)),
            });
        }
        let count = definitions.len();
        definitions.iter_mut().for_each(|one| one.end = one.end.min(count));
        let keys = definitions.iter().filter_map(|one| all.get(one.symbol)).map(|symbol| symbol.key);
        let mut by_key: Box<[(u64, usize)]> = keys.zip(0..).collect();
        by_key.sort_unstable();
        Self { stamp, all, paths: paths.into(), counts, definitions: definitions.into(), by_key }
    }

    /// The name of a symbol, without what it stands in.
    #[must_use]
    pub fn name(&self, at: usize) -> &str {
        let path = self.paths.get(at).unwrap_or_default();
        path.rsplit('.').next().unwrap_or(path)
    }

    /// The number of a class or a function among its like, by its key.
    #[must_use]
    pub fn definition(&self, key: u64) -> Option<usize> {
        let at = self.by_key.binary_search_by_key(&key, |one| one.0).ok()?;
        self.by_key.get(at).map(|one| one.1)
    }

    /// The innermost class or function round a byte of the text that the list is about.
    #[must_use]
    pub fn round(&self, offset: usize) -> Option<usize> {
        let next = self.all.partition_point(|symbol| symbol.range.start <= offset);
        let mut here = next.checked_sub(1);
        while let Some(at) = here {
            let symbol = self.all.get(at)?;
            if symbol.is_definition() && offset <= symbol.range.end {
                return Some(at);
            }
            here = symbol.parent;
        }
        None
    }
}

/// What a kind of symbol is called.
#[must_use]
pub fn word(kind: SymbolKind) -> &'static str {
    match kind {
        SymbolKind::Class => "class",
        SymbolKind::Function => "function",
        SymbolKind::Method => "method",
        SymbolKind::Variable => "variable",
        SymbolKind::Field => "class variable",
        SymbolKind::TypeAlias => "type",
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use crop::Rope;
    use namelight_engine::FileIndex;
    use namelight_engine::occurrences::Outline;
    use namelight_engine::worker::CancelToken;

    use super::*;

    fn symbols(text: &str) -> Symbols {
        let mut index = FileIndex::of(&Rope::from(text));
        let mut outline = Outline::default();
        while !index.outline_on(&mut outline, &CancelToken::never()).unwrap() {}
        Symbols::of((DocumentId(1), Revision(1)), outline.symbols)
    }

    const TEXT: &str = "x = 1\nclass Tide:\n    level = 2\n    def rise(self):\n        def by(): pass\n        return by\n\n\ndef main(): pass\n";

    #[test]
    fn paths_say_what_a_symbol_stands_in() {
        let found = symbols(TEXT);
        let paths: Vec<&str> = found.paths.iter().collect();
        assert_eq!(paths, ["x", "Tide", "Tide.level", "Tide.rise", "Tide.rise.by", "main"]);
        assert_eq!(found.name(4), "by");
        let parents: Vec<Option<usize>> = found.all.iter().map(|symbol| symbol.parent).collect();
        assert_eq!(parents, [None, None, Some(1), Some(1), Some(3), None]);
    }

    #[test]
    fn the_innermost_definition_is_found() {
        let found = symbols(TEXT);
        let round = |what: &str| found.round(TEXT.find(what).unwrap());
        assert_eq!(round("x = 1"), None, "a variable is round nothing");
        assert_eq!(round("class"), Some(1));
        assert_eq!(round("level"), Some(1));
        assert_eq!(round("pass"), Some(4));
        assert_eq!(round("return"), Some(3));
        assert_eq!(round("main"), Some(5));
        assert_eq!(found.round(TEXT.len()), None);
    }

    #[test]
    fn keys_tell_the_same_name_apart_and_stay_when_something_is_put_before() {
        let text = "def f(): pass\ndef f(): pass\nclass C:\n    def f(self): pass\n";
        let keys = |text: &str| symbols(text).all.iter().map(|symbol| symbol.key).collect::<Vec<_>>();
        let before = keys(text);
        let mut distinct = before.clone();
        distinct.sort_unstable();
        distinct.dedup();
        assert_eq!(distinct.len(), 4);
        assert_eq!(keys(&format!("def g(): pass\n{text}"))[1..], before);
    }

    #[test]
    fn deep_paths_stay_short() {
        let text: String =
            (0..60).map(|depth| format!("{}class Level{depth}:\n", " ".repeat(depth))).collect();
        let found = symbols(&format!("{text}{}pass\n", " ".repeat(60)));
        assert!(found.paths.iter().all(|path| path.len() <= LONGEST_PATH));
        assert_eq!(found.name(59), "Level59");
    }
}
