//! "Why not this one?": names that are spelled like the target but mean something else, each with the
//! words for what it is.

use std::ops::Range;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::backlog::Search;
use super::families::Families;
use super::file_index::FileIndex;
use super::members::Meaning;
use super::query::Found;
use super::reasons::Reason;
use super::resolver::Resolver;
use super::shared::{Ready, at as shifted};
use super::subject::Subject;
use super::symbols::{ScopeKey, SymbolId};
use super::words;
use crate::scopes::{Deed, NameId, Reference, ScopeId, ScopeKind, SegmentIndex};
use crate::worker::{CancelToken, Cancelled};

/// A name that is spelled like the target and means something else.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Other {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// What it is instead, in words: `local of spread()`.
    pub scope: Arc<str>,
}

impl FileIndex {
    /// The names that are spelled like the one at byte `at` and mean something else, sorted by position;
    /// none where there is no name. What may mean the same is not among them.
    ///
    /// # Errors
    /// [`Cancelled`] if `cancel` says so.
    pub fn others_at(&mut self, at: usize, cancel: &CancelToken) -> Result<Vec<Other>, Cancelled> {
        self.split(cancel)?;
        let Some(subject) = self.subject_at(at, cancel)? else { return Ok(Vec::new()) };
        let name = subject.name();
        let unindexed = self.unindexed(self.backlog.unsearched(name, Search::Mention));
        let mentions = self.search(name, Search::Mention, unindexed, cancel)?;
        self.index_all(&mentions, cancel)?;
        self.backlog.note_searched(name, Search::Mention);
        let found = self.found(&subject, cancel)?;
        let mentioning = self.mentioning(name, cancel)?;
        self.resolve(cancel, |resolver| resolver.others(name, &found, &mentioning))
    }
}

/// The words for variables that were found already.
#[derive(Default)]
struct Known {
    of_scopes: FxHashMap<ScopeKey, Arc<str>>,
    of_module: Option<Arc<str>>,
}

/// A place that is no variable.
struct Shared {
    range: Range<usize>,
    deed: Deed,
    meaning: Meaning,
}

impl Resolver<'_> {
    fn others(&mut self, name: NameId, found: &Found, mentioning: &[Ready]) -> Result<Vec<Other>, Cancelled> {
        let taken: FxHashSet<usize> = found.occurrences.iter().map(|one| one.range.start).collect();
        let mut others = Vec::new();
        let mut shared = Vec::new();
        let mut known = Known::default();
        for (segment, base, index) in mentioning {
            self.cancel.check()?;
            let (segment, base) = (*segment, *base);
            self.meet(segment, index);
            for reference in index.references().iter().filter(|reference| reference.name == name) {
                let range = shifted(base, reference.range());
                let owner = ScopeKey { segment, scope: reference.owner };
                if taken.contains(&range.start) {
                    continue;
                }
                if self.kind_of_scope(owner) == ScopeKind::Class && name != self.file.known.class_cell {
                    let meaning = self.meaning_in_body(owner, name);
                    shared.push(Shared { range, deed: reference.deed(), meaning });
                } else {
                    others
                        .push(Other { range, scope: self.words_of_variable(owner, index, name, &mut known) });
                }
            }
            let labels: Vec<_> = index.facts().into_iter().flat_map(|facts| facts.labels_of(name)).collect();
            for label in labels {
                let range = shifted(base, label.range());
                if !taken.contains(&range.start) {
                    shared.push(Shared { range, deed: label.deed(), meaning: self.meaning(segment, label)? });
                }
            }
        }
        self.words_of_shared(shared, &mut others)?;
        others.sort_unstable_by_key(|other| other.range.start);
        Ok(others)
    }

    fn words_of_variable(
        &self,
        owner: ScopeKey,
        index: &SegmentIndex,
        name: NameId,
        known: &mut Known,
    ) -> Arc<str> {
        let is_of_module = owner.scope == ScopeId::MODULE;
        let words = if is_of_module { known.of_module.as_ref() } else { known.of_scopes.get(&owner) };
        if let Some(words) = words {
            return Arc::clone(words);
        }
        let first = if is_of_module {
            let mentions = self.file.indexed(self.file.mentions.in_module.of(name));
            let references = mentions.iter().flat_map(|(_, _, index)| index.module_references_of(name));
            references.map(Reference::deed).filter(|deed| deed.binds()).min()
        } else {
            let references = index.local_references_of(owner.scope, name);
            references.map(Reference::deed).filter(|deed| deed.binds()).min()
        };
        let words: Arc<str> = {
            let written = self.file.names.text(name);
            words::describe(written, index, owner.scope, first, &self.file.names).into()
        };
        if is_of_module {
            known.of_module = Some(Arc::clone(&words));
        } else {
            known.of_scopes.insert(owner, Arc::clone(&words));
        }
        words
    }

    /// What members, attributes and arguments are is told from all their places together.
    fn words_of_shared(&mut self, shared: Vec<Shared>, others: &mut Vec<Other>) -> Result<(), Cancelled> {
        let mut families = Families::default();
        let mut deeds: FxHashMap<SymbolId, Vec<(Deed, bool)>> = FxHashMap::default();
        let symbols: FxHashSet<SymbolId> = shared.iter().map(|place| place.meaning.symbol).collect();
        for symbol in symbols {
            self.join_with_bases(symbol, &mut families)?;
        }
        let heads = self.heads(&mut families);
        for place in &shared {
            let in_body = matches!(place.meaning.reason, Reason::InBody { .. });
            deeds.entry(families.root(place.meaning.symbol)).or_default().push((place.deed, in_body));
        }
        let mut words: FxHashMap<SymbolId, Arc<str>> = FxHashMap::default();
        for place in shared {
            let root = families.root(place.meaning.symbol);
            let scope = match (place.meaning.reason, words.get(&root)) {
                (Reason::Parameter { function }, _) => {
                    format!("parameter of {}", self.file.title_of(&self.memory, function)).into()
                }
                (_, Some(words)) => Arc::clone(words),
                (_, None) => {
                    let deeds = deeds.get(&root).map(Vec::as_slice).unwrap_or_default();
                    let found: Arc<str> = self.words_of(root, heads.get(&root).copied(), deeds).1.into();
                    words.insert(root, Arc::clone(&found));
                    found
                }
            };
            others.push(Other { range: place.range, scope });
        }
        Ok(())
    }
}

impl Subject {
    fn name(&self) -> NameId {
        match self {
            Self::Variable(variable) => variable.name(),
            Self::Shared(shared) => shared.name,
        }
    }
}
