//! Every group of occurrences of a text at once, for the command line and for tests.

use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::answer::{Certainty, Class, Occurrence};
use super::families::Families;
use super::file_index::FileIndex;
use super::lexical::Collected;
use super::members::Meaning;
use super::reasons::{Phrases, Reason};
use super::resolver::Resolver;
use super::shared::at as shifted;
use super::symbols::{ScopeKey, Symbol, SymbolId};
use super::words;
use crate::scopes::{Deed, NameId, Reference, ScopeId, ScopeKind, SegmentIndex};
use crate::segments::SegmentId;
use crate::worker::{CancelToken, Cancelled};

/// All occurrences of one name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The name as it is written first, after NFKC normalisation.
    pub name: String,
    /// Where it lives, in words.
    pub scope: String,
    /// What sort of thing it is.
    pub class: Class,
    /// Sorted by position; bytes.
    pub occurrences: Vec<Occurrence>,
}

/// The places of one variable.
struct Variable {
    index: Arc<SegmentIndex>,
    owner: ScopeId,
    collected: Collected,
}

/// The places of one symbol that is no variable.
#[derive(Default)]
struct Shared {
    occurrences: Vec<Occurrence>,
    deeds: Vec<(Deed, bool)>,
}

/// Where a parameter's places are collected: its own, or those of calls that were met before it.
type Parameters = FxHashMap<SymbolId, Vec<(Range<usize>, Certainty)>>;

#[derive(Default)]
struct Drafts {
    variables: Vec<Variable>,
    /// Of variables of the module.
    of_module: FxHashMap<NameId, usize>,
    /// Of parameters that calls name.
    of_parameters: FxHashMap<(SegmentId, ScopeId, NameId), usize>,
    arguments: Parameters,
    shared: FxHashMap<SymbolId, Shared>,
    families: Families,
    phrases: Phrases,
}

impl FileIndex {
    /// Every group, in the order of their first occurrences. A name on something unknown stands in one
    /// group with all others of its spelling, where each is [`Certainty::Possible`].
    ///
    /// # Errors
    /// [`Cancelled`] if `cancel` says so.
    pub fn groups(&mut self, cancel: &CancelToken) -> Result<Vec<Group>, Cancelled> {
        self.split(cancel)?;
        while !self.index_some(usize::MAX, cancel)? {}
        self.resolve(cancel, |resolver| {
            let mut drafts = Drafts::default();
            for (segment, base, index) in resolver.file.ready() {
                resolver.cancel.check()?;
                resolver.meet(segment, &index);
                resolver.draft_variables(segment, base, &index, &mut drafts);
                resolver.draft_labels(segment, base, &index, &mut drafts)?;
            }
            resolver.finish_groups(drafts)
        })
    }
}

impl Resolver<'_> {
    fn draft_variables(
        &mut self,
        segment: SegmentId,
        base: usize,
        index: &Arc<SegmentIndex>,
        drafts: &mut Drafts,
    ) {
        let mut local: FxHashMap<(ScopeId, NameId), usize> = FxHashMap::default();
        for reference in index.references() {
            let Reference { owner, name, .. } = reference;
            if index.scope(owner).is_some_and(|scope| scope.kind == ScopeKind::Class)
                && name != self.file.known.class_cell
            {
                let meaning = self.meaning_in_body(ScopeKey { segment, scope: owner }, name);
                self.draft(shifted(base, reference.range()), reference.deed(), meaning, drafts);
                continue;
            }
            let new = drafts.variables.len();
            let at = if owner == ScopeId::MODULE {
                *drafts.of_module.entry(name).or_insert(new)
            } else {
                *local.entry((owner, name)).or_insert(new)
            };
            if at == new {
                let collected = Collected::default();
                drafts.variables.push(Variable { index: Arc::clone(index), owner, collected });
            }
            if reference.deed() == Deed::DefineParameter {
                drafts.of_parameters.insert((segment, owner, name), at);
            }
            if let Some(draft) = drafts.variables.get_mut(at) {
                draft.collected.add(index, base, reference);
            }
        }
    }

    fn draft_labels(
        &mut self,
        segment: SegmentId,
        base: usize,
        index: &SegmentIndex,
        drafts: &mut Drafts,
    ) -> Result<(), Cancelled> {
        for label in index.facts().map(|facts| facts.labels()).unwrap_or_default() {
            let meaning = self.meaning(segment, label)?;
            let range = shifted(base, label.range());
            if let Some(Symbol::Variable { .. }) = self.memory.symbols.get(meaning.symbol) {
                drafts.arguments.entry(meaning.symbol).or_default().push((range, meaning.certainty));
            } else {
                self.draft(range, label.deed(), meaning, drafts);
            }
        }
        Ok(())
    }

    fn draft(&mut self, range: Range<usize>, deed: Deed, meaning: Meaning, drafts: &mut Drafts) {
        let Meaning { symbol, certainty, reason } = meaning.as_said_by(deed);
        let why = drafts.phrases.of(self.file, &self.memory, reason);
        let draft = drafts.shared.entry(symbol).or_default();
        draft.occurrences.push(Occurrence { range, kind: deed.kind(), certainty, why });
        draft.deeds.push((deed, matches!(reason, Reason::InBody { .. })));
    }

    fn finish_groups(&mut self, mut drafts: Drafts) -> Result<Vec<Group>, Cancelled> {
        for (symbol, places) in std::mem::take(&mut drafts.arguments) {
            let Some(Symbol::Variable { owner: Some(owner), name }) = self.memory.symbols.get(symbol) else {
                continue;
            };
            let at = drafts.of_parameters.get(&(owner.segment, owner.scope, name));
            if let Some(draft) = at.and_then(|&at| drafts.variables.get_mut(at)) {
                for (range, certainty) in places {
                    draft.collected.add_argument(range, certainty);
                }
            }
        }
        let mut symbols: Vec<SymbolId> = drafts.shared.keys().copied().collect();
        symbols.sort_unstable();
        for &symbol in &symbols {
            self.join_with_bases(symbol, &mut drafts.families)?;
        }
        let heads = self.heads(&mut drafts.families);
        let mut joined: FxHashMap<SymbolId, Shared> = FxHashMap::default();
        for symbol in symbols {
            let Some(draft) = drafts.shared.remove(&symbol) else { continue };
            let whole = joined.entry(drafts.families.root(symbol)).or_default();
            whole.occurrences.extend(draft.occurrences);
            whole.deeds.extend(draft.deeds);
        }
        let mut groups = Vec::with_capacity(drafts.variables.len() + joined.len());
        for (symbol, mut shared) in joined {
            shared.occurrences.sort_unstable_by_key(|occurrence| occurrence.range.start);
            let (class, scope) = self.words_of(symbol, heads.get(&symbol).copied(), &shared.deeds);
            let first = shared.occurrences.first().map(|first| first.range.clone());
            let name = self.file.written(first);
            groups.push(Group { name, scope, class, occurrences: shared.occurrences });
        }
        groups.extend(drafts.variables.into_iter().map(|draft| self.file.finish_variable(draft)));
        groups.sort_unstable_by_key(|group| group.occurrences.first().map(|first| first.range.start));
        Ok(groups)
    }
}

impl FileIndex {
    /// The name at a range, normalised.
    fn written(&self, range: Option<Range<usize>>) -> String {
        let written = range.map(|range| self.text.byte_slice(range).chunks().collect::<String>());
        crate::scopes::normalise(&written.unwrap_or_default()).into_owned()
    }

    fn finish_variable(&self, draft: Variable) -> Group {
        let first_deed = draft.collected.first_deed;
        let is_undefined = draft.owner == ScopeId::MODULE && first_deed.is_none();
        let name = self.written(draft.collected.first());
        let scope = words::describe(&name, &draft.index, draft.owner, first_deed, &self.names);
        Group {
            name,
            occurrences: draft.collected.occurrences(&scope),
            scope,
            class: if is_undefined { Class::Undefined } else { Class::Variable },
        }
    }
}
