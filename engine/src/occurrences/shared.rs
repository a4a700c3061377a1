//! Names that are no variables, at the cursor: every place in the file that means the same member,
//! attribute or keyword argument, and those that may.

use std::ops::Range;
use std::sync::Arc;

use super::answer::{Certainty, Class, Occurrence, Target};
use super::file_index::FileIndex;
use super::members::Meaning;
use super::query::Found;
use super::reasons::{Phrases, Reason};
use super::resolver::Resolver;
use super::symbols::{ScopeKey, Symbol, SymbolId};
use super::words;
use crate::scopes::{Deed, Expression, Label, NameId, ScopeId, ScopeKind, SegmentIndex};
use crate::segments::SegmentId;
use crate::worker::{CancelToken, Cancelled};

/// The name under a cursor, where it is no variable.
pub(super) struct Shared {
    pub(super) symbol: SymbolId,
    pub(super) name: NameId,
    /// Bytes of the text.
    pub(super) range: Range<usize>,
}

/// A place and what the name means there.
pub(super) struct Entry {
    /// Bytes of the text.
    pub(super) range: Range<usize>,
    pub(super) meaning: Meaning,
}

/// A segment that is indexed: its text's key, its first byte, its index.
pub(super) type Ready = (SegmentId, usize, Arc<SegmentIndex>);

impl Resolver<'_> {
    /// What a label means.
    pub(super) fn meaning(&mut self, segment: SegmentId, label: Label) -> Result<Meaning, Cancelled> {
        match self.expression(segment, label.expression) {
            Expression::Argument { call, name } => self.argument(segment, call, name),
            Expression::ClassArgument { class, name } => self.class_argument(segment, class, name),
            Expression::Attribute { object, name } => self.attribute(segment, object, name),
            _ => {
                let symbol = self.memory.symbols.intern(Symbol::Unknown { name: label.name });
                Ok(Meaning { symbol, certainty: Certainty::Possible, reason: Reason::UnknownReceiver })
            }
        }
    }

    /// What a name in the body of a class means.
    pub(super) fn meaning_in_body(&mut self, class: ScopeKey, name: NameId) -> Meaning {
        let symbol = self.memory.symbols.intern(Symbol::Member { class, name });
        Meaning { symbol, certainty: Certainty::Exact, reason: Reason::InBody { class } }
    }

    /// Where calls name a parameter.
    pub(super) fn arguments_for(&mut self, owner: ScopeKey, name: NameId) -> Result<Vec<Entry>, Cancelled> {
        let parameter = self.memory.symbols.intern(Symbol::Variable { owner: Some(owner), name });
        let mut entries = Vec::new();
        for (segment, base, index) in self.file.indexed(self.file.mentions.beyond.of(name)) {
            let Some(facts) = index.facts() else { continue };
            for label in facts.labels_of(name) {
                if matches!(facts.expression(label.expression), Expression::Attribute { .. }) {
                    continue;
                }
                self.cancel.check()?;
                self.meet(segment, &index);
                let meaning = self.meaning(segment, label)?;
                if meaning.symbol == parameter {
                    entries.push(Entry { range: at(base, label.range()), meaning });
                }
            }
        }
        Ok(entries)
    }

    /// Whether a name that may be anything may be this.
    fn is_possible(&self, symbol: SymbolId) -> bool {
        match self.memory.symbols.get(symbol) {
            Some(Symbol::Member { .. } | Symbol::Unknown { .. }) => true,
            Some(Symbol::Path { is_foreign, .. }) => !is_foreign,
            _ => false,
        }
    }

    /// Everything that means the name at the cursor, in the indexed part of the file.
    fn found(&mut self, shared: &Shared) -> Result<Found, Cancelled> {
        let mut known = self.spelled(shared.name)?;
        let mut families = std::mem::take(&mut known.families);
        let root = families.root(shared.symbol);
        let head = self.head_of(root, &mut families);
        let is_member =
            |found: &Self, symbol| matches!(found.memory.symbols.get(symbol), Some(Symbol::Member { .. }));
        let is_of_class = is_member(self, shared.symbol);
        let may_be_others = self.is_possible(shared.symbol);
        let mut phrases = Phrases::default();
        let mut occurrences = Vec::new();
        let mut deeds = Vec::new();
        for (Meaning { symbol, certainty, reason }, places) in known.runs() {
            let is_target = families.root(symbol) == root;
            let may_be_target =
                may_be_others && self.is_possible(symbol) && !(is_of_class && is_member(self, symbol));
            if !is_target && !may_be_target {
                continue;
            }
            for place in places {
                let range = place.range();
                let certainty = match certainty {
                    Certainty::Possible if range == shared.range => Certainty::Exact,
                    _ if is_target => certainty,
                    _ if place.deed == Deed::Mention => continue,
                    _ => Certainty::Possible,
                };
                let why = match certainty {
                    Certainty::Possible => Reason::UnknownReceiver,
                    _ => reason,
                };
                if is_target {
                    deeds.push((place.deed, matches!(reason, Reason::InBody { .. })));
                }
                let why = phrases.of(self.file, &self.memory, why);
                occurrences.push(Occurrence { range, kind: place.deed.kind(), certainty, why });
            }
        }
        known.families = families;
        self.keep_spelled(known);
        let target = self.describe(shared, head, &deeds);
        Ok(Found { target, occurrences: occurrences.into() })
    }

    fn describe(&mut self, shared: &Shared, head: Option<ScopeKey>, deeds: &[(Deed, bool)]) -> Target {
        let (class, scope) = self.words_of(shared.symbol, head, deeds);
        let reach = head.and_then(|head| self.file.range_of_scope(&self.memory, head));
        let written = self.file.text.byte_slice(shared.range.clone()).chunks().collect::<String>();
        let name = crate::scopes::normalise(&written).into_owned();
        Target { name, range: shared.range.clone(), class, scope, reach }
    }

    /// What a symbol is, in words; `head` is the class of its family, the deeds are those of its places,
    /// and whether they stand in the body of a class.
    pub(super) fn words_of(
        &self,
        symbol: SymbolId,
        head: Option<ScopeKey>,
        deeds: &[(Deed, bool)],
    ) -> (Class, String) {
        match self.memory.symbols.get(symbol) {
            Some(Symbol::Member { class, .. }) => {
                let class = head.unwrap_or(class);
                let least = deeds.iter().filter(|(deed, _)| deed.binds()).map(|(deed, _)| *deed).min();
                let word = match least {
                    Some(Deed::DefineFunction) => "method of",
                    Some(Deed::DefineClass) => "class in",
                    Some(Deed::DefineTypeAlias) => "type alias in",
                    Some(Deed::Import) => "import in",
                    _ if deeds.iter().any(|(_, in_body)| *in_body) => "class variable of",
                    _ => "attribute of",
                };
                (Class::Member, format!("{word} {}", self.file.title_of(&self.memory, class)))
            }
            Some(Symbol::Path { object, .. }) => {
                (Class::Attribute, format!("attribute of {}", self.path_text(object)))
            }
            Some(Symbol::Argument { callee, .. }) => match self.memory.symbols.get(callee) {
                Some(Symbol::Unknown { .. }) => (Class::Argument, words::ARGUMENT_OF_UNKNOWN.to_owned()),
                _ => (Class::Argument, format!("argument of {}()", self.path_text(callee))),
            },
            _ => (Class::Attribute, words::ATTRIBUTE_OF_UNKNOWN.to_owned()),
        }
    }

    /// A path as it is written, its middle left out where it is long.
    fn path_text(&self, symbol: SymbolId) -> String {
        const PARTS: usize = 4;
        let mut names = Vec::new();
        let mut at = symbol;
        while let Some(Symbol::Path { object, name, .. }) = self.memory.symbols.get(at)
            && names.len() <= PARTS
        {
            names.push(name);
            at = object;
        }
        let is_cut = names.len() > PARTS;
        names.truncate(PARTS);
        // Not by the way there: each name of a path of thousands has words of its own.
        let root = self.memory.symbols.root(symbol);
        if let Some(Symbol::Variable { name, .. } | Symbol::Member { name, .. }) =
            self.memory.symbols.get(root)
        {
            names.push(name);
        }
        names.reverse();
        let mut parts: Vec<&str> = names.iter().map(|name| self.file.names.text(*name)).collect();
        if is_cut {
            parts.insert(1, "…");
        }
        parts.join(".")
    }
}

impl FileIndex {
    /// Everything that means the name under the cursor, in the indexed part of the file.
    pub(super) fn shared_found(&mut self, shared: &Shared, cancel: &CancelToken) -> Result<Found, Cancelled> {
        self.resolve(cancel, |resolver| resolver.found(shared))
    }

    /// The bytes of a scope inside a segment.
    pub(super) fn range_of_scope(
        &mut self,
        memory: &super::resolver::Memory,
        key: ScopeKey,
    ) -> Option<Range<usize>> {
        if key.scope == ScopeId::MODULE {
            return None;
        }
        let scope = memory.index(key.segment)?.scope(key.scope)?;
        let is_owner = matches!(scope.kind, ScopeKind::Class | ScopeKind::Function | ScopeKind::Lambda);
        let range = scope.byte_range();
        let segment = self.position(key.segment)?;
        let base = self.range(segment).start;
        is_owner.then(|| at(base, range))
    }
}

/// A range of a segment as one of the text.
pub(super) fn at(base: usize, range: Range<usize>) -> Range<usize> {
    base + range.start..base + range.end
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use crop::Rope;

    use super::*;

    const TEXT: &str = "class A:\n    size = 1\nclass B(A):\n    def f(self):\n        return self.size\nclass C:\n    size = 2\nA().size\n\nC().size\n";

    fn found(file: &mut FileIndex, at: usize) -> (Target, Vec<Occurrence>) {
        let found = file.find_at(at, &CancelToken::never()).unwrap().unwrap();
        (found.target, found.occurrences.to_vec())
    }

    #[test]
    fn what_is_asked_again_is_answered_as_at_first() {
        let mut file = FileIndex::of(&Rope::from(TEXT));
        let places: Vec<usize> = TEXT.match_indices("size").map(|(at, _)| at).collect();
        assert_eq!(places.len(), 5);
        for _ in 0..2 {
            for &at in &places {
                let fresh = found(&mut FileIndex::of(&Rope::from(TEXT)), at);
                assert_eq!(found(&mut file, at), fresh, "at {at}");
                assert_eq!(file.memory.spelled.len(), 1, "the name is kept");
            }
        }
    }

    #[test]
    fn what_was_found_in_a_part_is_not_taken_for_the_whole() {
        let mut file = FileIndex::of(&Rope::from(TEXT));
        let never = CancelToken::never();
        file.split(&never).unwrap();
        let at = TEXT.find("size").unwrap();
        let subject = file.subject_at(at, &never).unwrap().unwrap();
        let part = file.found(&subject, &never).unwrap().occurrences.len();
        let whole = found(&mut file, at).1.len();
        assert!(part < whole, "{part} of {whole}");
        assert_eq!(whole, found(&mut FileIndex::of(&Rope::from(TEXT)), at).1.len());
    }
}
