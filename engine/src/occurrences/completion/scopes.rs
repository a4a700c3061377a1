//! The variables that can be seen where a name is being typed.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::candidates::{Distance, Found};
use super::surroundings::Surroundings;
use super::{CandidateKind, Here};
use crate::occurrences::file_index::FileIndex;
use crate::occurrences::words;
use crate::scopes::{Deed, NameId, Reference, ScopeId, ScopeKind, SegmentIndex};
use crate::worker::{CancelToken, Cancelled, Pacer};

/// What is known of a name of a scope.
#[derive(Clone, Copy)]
struct Seen {
    /// The least of the deeds that bind it.
    deed: Option<Deed>,
    /// How far above the cursor it was used last, in bytes.
    used: Option<usize>,
}

impl FileIndex {
    /// Adds the names of the functions round the cursor, and of the class if the cursor stands in its body itself.
    pub(super) fn add_scopes(
        &mut self,
        here: &Here,
        typed: Reference,
        surroundings: &Surroundings,
        found: &mut Found,
        cancel: &CancelToken,
    ) -> Result<(), Cancelled> {
        let index = self.index(here.segment, cancel)?;
        let chain = seen_scopes(&index, typed.start(), surroundings);
        let mut names: FxHashMap<(usize, NameId), Seen> = FxHashMap::default();
        let mut pacer = Pacer::new(cancel);
        let outermost =
            chain.last().and_then(|&scope| index.scope(scope)).map_or(0..0, |scope| scope.byte_range());
        for reference in index.references_in(outermost) {
            pacer.step()?;
            let Some(step) = chain.iter().position(|&scope| scope == reference.owner) else { continue };
            if reference.start() != typed.start() {
                let seen = names.entry((step, reference.name)).or_insert(Seen { deed: None, used: None });
                seen.meet(reference, typed.start());
            }
        }
        let mut names: Vec<((usize, NameId), Seen)> = names.into_iter().collect();
        names.sort_unstable_by_key(|(key, _)| *key);
        for ((step, name), seen) in names {
            pacer.step()?;
            let (Some(deed), Some(&scope)) = (seen.deed, chain.get(step)) else { continue };
            let text = self.as_written(&index, scope, name);
            let words = words::describe(&text, &index, scope, Some(deed), &self.names);
            found.add(&text, kind(deed), words, Distance::Scope(step), seen.used);
            found.take_note(&text);
        }
        Ok(())
    }

    /// Adds the names of the module, as far as it is indexed.
    pub(super) fn add_module(
        &mut self,
        here: &Here,
        typed: Reference,
        found: &mut Found,
        cancel: &CancelToken,
    ) -> Result<(), Cancelled> {
        let index = self.index(here.segment, cancel)?;
        let mut used: FxHashMap<NameId, usize> = FxHashMap::default();
        let mut pacer = Pacer::new(cancel);
        for reference in index.references_in(0..typed.start()) {
            pacer.step()?;
            if reference.owner == ScopeId::MODULE {
                used.insert(reference.name, typed.start() - reference.start());
            }
        }
        for name in self.mentions.bound.names() {
            pacer.step()?;
            if found.fits(self.names.text(name)).is_none() {
                continue;
            }
            let Some(deed) = self.deed_in_module(name, here, typed) else { continue };
            let words =
                words::describe(self.names.text(name), &index, ScopeId::MODULE, Some(deed), &self.names);
            let used = used.get(&name).copied();
            found.add(self.names.text(name), kind(deed), words, Distance::Module, used);
        }
        Ok(())
    }

    /// What binds a name of the module first; none where nothing does but what is being typed.
    fn deed_in_module(&self, name: NameId, here: &Here, typed: Reference) -> Option<Deed> {
        let of_segment = |&segment: &_| {
            let at = self.segments.index_of(segment)?;
            let index = self.segments.payload(at)?.as_ref()?;
            let is_typed = |place: &Reference| at == here.segment && place.start() == typed.start();
            let places = index.module_references_of(name).filter(|place| !is_typed(place));
            places.map(Reference::deed).filter(|deed| deed.binds()).min()
        };
        // One is as good as the least of all of them, unless a function is also a variable.
        let mut deeds: Vec<_> = self
            .mentions
            .bound
            .of(name)
            .iter()
            .filter_map(|segment| Some((self.segments.index_of(*segment)?, of_segment(segment)?)))
            .take(MOST_BINDERS)
            .collect();
        deeds.sort_unstable();
        deeds.first().map(|(_, deed)| *deed)
    }

    /// A name as it is written in a scope: a private one of a class without the class.
    pub(super) fn as_written(&self, index: &SegmentIndex, scope: ScopeId, name: NameId) -> String {
        let text = self.names.text(name);
        let mut id = scope;
        while id != ScopeId::MODULE && text.starts_with('_') {
            let Some(scope) = index.scope(id) else { break };
            if scope.kind == ScopeKind::Class
                && let Some(class) = scope.name
            {
                let class = self.names.text(class).trim_start_matches('_');
                let private = text.get(1..).and_then(|rest| rest.strip_prefix(class));
                if let Some(private) = private.filter(|private| private.starts_with("__")) {
                    return private.to_owned();
                }
                break;
            }
            id = scope.parent;
        }
        text.to_owned()
    }
}

/// So many segments that bind a name are asked what it is.
const MOST_BINDERS: usize = 64;

impl Seen {
    fn meet(&mut self, reference: Reference, at: usize) {
        let deed = reference.deed();
        if deed.binds() {
            self.deed = Some(self.deed.map_or(deed, |known| known.min(deed)));
        }
        if let Some(above) = at.checked_sub(reference.start()) {
            self.used = Some(self.used.map_or(above, |known| known.min(above)));
        }
    }
}

/// The scopes whose names are seen at a byte, nearest first; the module isn't among them.
fn seen_scopes(index: &SegmentIndex, at: usize, surroundings: &Surroundings) -> Vec<ScopeId> {
    let mut round: Vec<(Range<usize>, ScopeId)> = index
        .scopes()
        .filter(|(id, scope)| {
            let range = scope.byte_range();
            *id != ScopeId::MODULE && range.start <= at && at < range.end
        })
        .map(|(id, scope)| (scope.byte_range(), id))
        .collect();
    // What is inside comes later in the segment's list, and is shorter.
    round.sort_by_key(|(range, id)| (range.len(), std::cmp::Reverse(*id)));
    let mut is_innermost = true;
    let mut seen = Vec::new();
    for (range, id) in round {
        let Some(scope) = index.scope(id) else { continue };
        let has_header = matches!(scope.kind, ScopeKind::Function | ScopeKind::Class | ScopeKind::Lambda);
        if has_header && surroundings.headers.contains(&range.start) {
            continue;
        }
        if scope.kind != ScopeKind::Class || is_innermost {
            seen.push(id);
        }
        is_innermost &= matches!(scope.kind, ScopeKind::Annotation | ScopeKind::TypeParameters);
    }
    seen
}

fn kind(deed: Deed) -> CandidateKind {
    match deed {
        Deed::DefineFunction => CandidateKind::Function,
        Deed::DefineClass | Deed::DefineTypeAlias | Deed::DefineTypeParameter => CandidateKind::Class,
        Deed::DefineParameter => CandidateKind::Parameter,
        Deed::Import => CandidateKind::Import,
        _ => CandidateKind::Variable,
    }
}
