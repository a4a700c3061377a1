//! What the cursor is on, and the steps from there to everything that means the same.
//!
//! A search first names the segments that matter and are not indexed yet (`candidates`), the visible
//! ones first; when they are indexed it collects from the index alone (`found`). What is
//! collected before all candidates are done is a part of the answer.

use std::ops::Range;

use super::answer::Certainty;
use super::backlog::Search;
use super::file_index::FileIndex;
use super::lexical::{Collected, Variable};
use super::query::Found;
use super::shared::{Shared, at as shifted};
use super::symbols::{ScopeKey, Symbol};
use crate::scopes::{Deed, NameId, ScopeId, ScopeKind};
use crate::worker::{CancelToken, Cancelled};

/// What the cursor is on.
pub(super) enum Subject {
    Variable(Variable),
    Shared(Shared),
}

impl FileIndex {
    /// The name at a byte of the text, at either of its edges too.
    pub(super) fn subject_at(
        &mut self,
        at: usize,
        cancel: &CancelToken,
    ) -> Result<Option<Subject>, Cancelled> {
        if self.segments.is_empty() {
            return Ok(None);
        }
        let segment = self.segments.index_at(at);
        let base = self.range(segment).start;
        let index = self.index(segment, cancel)?;
        let Some(inside) = at.checked_sub(base) else { return Ok(None) };
        let Some(key) = self.key_of(segment) else { return Ok(None) };
        let reference = index.reference_at(inside);
        let label = index.facts().and_then(|facts| facts.label_at(inside));
        // Names never overlap; of two that touch, the one that begins at the cursor is meant.
        let label = label.filter(|label| reference.is_none_or(|found| found.start() < label.start()));
        if let Some(label) = label {
            let range = shifted(base, label.range());
            let (symbol, meaning) = self.resolve(cancel, |resolver| {
                resolver.meet(key, &index);
                let meaning = resolver.meaning(key, label)?;
                Ok((resolver.memory.symbols.get(meaning.symbol), meaning))
            })?;
            if let Some(Symbol::Variable { owner: Some(owner), name }) = symbol
                && let Some(variable) = self.parameter(owner, name, range.clone(), cancel)?
            {
                return Ok(Some(Subject::Variable(variable)));
            }
            return Ok(Some(Subject::Shared(Shared { symbol: meaning.symbol, name: label.name, range })));
        }
        let Some(reference) = reference else { return Ok(None) };
        let range = shifted(base, reference.range());
        let is_of_class = index.scope(reference.owner).is_some_and(|scope| scope.kind == ScopeKind::Class);
        if is_of_class && reference.name != self.known.class_cell {
            let name = reference.name;
            let symbol = self.resolve(cancel, |resolver| {
                resolver.meet(key, &index);
                let class = ScopeKey { segment: key, scope: reference.owner };
                Ok(resolver.meaning_in_body(class, name).symbol)
            })?;
            return Ok(Some(Subject::Shared(Shared { symbol, name, range })));
        }
        Ok(Some(Subject::Variable(Variable::new(segment, index, reference, range))))
    }

    /// The parameter that a call names at `range`.
    fn parameter(
        &mut self,
        owner: ScopeKey,
        name: NameId,
        range: Range<usize>,
        cancel: &CancelToken,
    ) -> Result<Option<Variable>, Cancelled> {
        let Some(segment) = self.position(owner.segment) else { return Ok(None) };
        let index = self.index(segment, cancel)?;
        let reference = index.local_references_of(owner.scope, name).next();
        Ok(reference.map(|reference| Variable::new(segment, index, reference, range)))
    }

    /// The segments that are not indexed and may hold what the subject means, those on the screen first,
    /// and how many of them are on the screen.
    pub(super) fn candidates(
        &mut self,
        subject: &Subject,
        visible: &Range<usize>,
        cancel: &CancelToken,
    ) -> Result<(Vec<usize>, usize), Cancelled> {
        let Some((name, search)) = subject.search() else { return Ok((Vec::new(), 0)) };
        let unindexed = self.unindexed(self.backlog.unsearched(name, search));
        let mut candidates = self.search(name, search, unindexed, cancel)?;
        let is_elsewhere = |file: &Self, at: usize| {
            let range = file.range(at);
            range.end <= visible.start || range.start >= visible.end
        };
        candidates.sort_by_key(|&at| is_elsewhere(self, at));
        let on_screen = candidates.partition_point(|&at| !is_elsewhere(self, at));
        Ok((candidates, on_screen))
    }

    /// To be called when all candidates are indexed: they needn't be looked for again.
    pub(super) fn note_candidates_indexed(&mut self, subject: &Subject) {
        if let Some((name, search)) = subject.search() {
            self.backlog.note_searched(name, search);
        }
    }

    /// Everything that means the same, as far as it is indexed.
    pub(super) fn found(&mut self, subject: &Subject, cancel: &CancelToken) -> Result<Found, Cancelled> {
        let variable = match subject {
            Subject::Shared(shared) => return self.shared_found(shared, cancel),
            Subject::Variable(variable) if variable.is_of_module() => {
                return Ok(self.found_of_module(variable));
            }
            Subject::Variable(variable) => variable,
        };
        let mut collected = self.collect(variable);
        if variable.is_parameter()
            && let Some(segment) = self.key_of(variable.segment)
        {
            let owner = ScopeKey { segment, scope: variable.reference.owner };
            let entries = self.resolve(cancel, |resolver| {
                resolver.meet(segment, &variable.index);
                resolver.arguments_for(owner, variable.name())
            })?;
            for entry in entries {
                collected.add_argument(entry.range, entry.meaning.certainty);
            }
        }
        let target = self.describe(variable, collected.first_deed);
        let mut occurrences = collected.occurrences(&target.scope);
        // In a part that is not parsed all others are only possible, but the cursor is where it is.
        let here = occurrences.iter_mut().find(|one| one.range == target.range);
        if let Some(here) = here.filter(|here| here.certainty == Certainty::Possible) {
            here.certainty = Certainty::Exact;
        }
        Ok(Found { target, occurrences: occurrences.into() })
    }

    /// Every place of a variable that lives in one segment.
    fn collect(&self, variable: &Variable) -> Collected {
        let mut collected = Collected::default();
        let base = self.range(variable.segment).start;
        for reference in variable.index.local_references_of(variable.reference.owner, variable.name()) {
            collected.add(&variable.index, base, reference);
        }
        collected
    }
}

impl Subject {
    /// What other segments must hold to mean the same; none where no other can.
    fn search(&self) -> Option<(NameId, Search)> {
        match self {
            Self::Variable(variable) if variable.is_of_module() => Some((variable.name(), Search::Mention)),
            Self::Variable(variable) if variable.is_parameter() => Some((variable.name(), Search::Argument)),
            Self::Variable(_) => None,
            Self::Shared(shared) => Some((shared.name, Search::Mention)),
        }
    }
}

impl Variable {
    fn is_of_module(&self) -> bool {
        self.reference.owner == ScopeId::MODULE
    }

    /// Whether a call may name it.
    fn is_parameter(&self) -> bool {
        let mut places = self.index.local_references_of(self.reference.owner, self.reference.name);
        !self.is_of_module() && places.any(|place| place.deed() == Deed::DefineParameter)
    }

    pub(super) fn name(&self) -> NameId {
        self.reference.name
    }
}
