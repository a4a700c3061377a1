//! What is kept of a segment once it was parsed.

use std::ops::Range;

use super::names::NameId;
use super::reference::Reference;
use super::scope::{Scope, ScopeId, ScopeKind};

/// A name of the module scope that a segment mentions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ModuleName {
    pub(crate) name: NameId,
    /// Whether this segment binds it.
    pub(crate) is_bound: bool,
}

/// Scopes and references of one segment; all offsets count from the segment's start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SegmentIndex {
    scopes: Box<[Scope]>,
    references: Box<[Reference]>,
    module_names: Box<[ModuleName]>,
    is_plain: bool,
}

impl SegmentIndex {
    /// `scopes[0]` must be the module.
    pub(super) fn new(scopes: Vec<Scope>, mut references: Vec<Reference>, is_plain: bool) -> Self {
        references.sort_unstable_by_key(|reference| reference.start());
        let mut module_names: Vec<ModuleName> = references
            .iter()
            .filter(|reference| reference.owner == ScopeId::MODULE)
            .map(|reference| ModuleName { name: reference.name, is_bound: reference.deed().binds() })
            .collect();
        module_names.sort_unstable_by_key(|entry| (entry.name, !entry.is_bound));
        module_names.dedup_by_key(|entry| entry.name);
        Self {
            scopes: scopes.into(),
            references: references.into(),
            module_names: module_names.into(),
            is_plain,
        }
    }

    /// All names of the segment in the order of the text.
    pub(crate) fn references(&self) -> &[Reference] {
        &self.references
    }

    /// Whether the parser was not let at this segment, so that names were found by spelling alone.
    pub(crate) fn is_plain(&self) -> bool {
        self.is_plain
    }

    /// The names of the module scope that it mentions, each once, sorted.
    pub(crate) fn module_names(&self) -> &[ModuleName] {
        &self.module_names
    }

    /// What it says of one name of the module scope.
    pub(crate) fn module_name(&self, name: NameId) -> Option<ModuleName> {
        let at = self.module_names.binary_search_by_key(&name, |entry| entry.name).ok()?;
        self.module_names.get(at).copied()
    }

    /// A scope by its number.
    pub(crate) fn scope(&self, id: ScopeId) -> Option<&Scope> {
        self.scopes.get(id.0 as usize)
    }

    /// The name that contains or touches a byte of the segment; of two, the one that begins there.
    pub(crate) fn reference_at(&self, at: usize) -> Option<Reference> {
        let after = self.references.partition_point(|reference| reference.start() <= at);
        let reference = *self.references.get(after.checked_sub(1)?)?;
        (at <= reference.range().end).then_some(reference)
    }

    /// The references of a variable that `owner` owns.
    pub(crate) fn references_of(&self, owner: ScopeId, name: NameId) -> impl Iterator<Item = Reference> + '_ {
        // A local variable lives inside its scope's span; the module's may be anywhere.
        let span = match self.scope(owner) {
            Some(scope) if owner != ScopeId::MODULE => self.span_of_locals(scope),
            _ => 0..self.references.len(),
        };
        let references = self.references.get(span).unwrap_or_default();
        references.iter().copied().filter(move |reference| reference.owner == owner && reference.name == name)
    }

    fn span_of_locals(&self, scope: &Scope) -> Range<usize> {
        let Range { start, end } = scope.byte_range();
        let first = self.references.partition_point(|reference| reference.start() < start);
        let last = self.references.partition_point(|reference| reference.start() < end);
        first..last
    }

    /// Whether type parameters belong to a function, rather than to a class or an alias.
    pub(crate) fn has_function_header(&self, type_parameters: ScopeId) -> bool {
        self.scopes.iter().any(|scope| scope.parent == type_parameters && scope.kind == ScopeKind::Function)
    }

    /// The functions and classes round a byte of the segment, outermost first.
    pub(crate) fn definitions_round(&self, at: usize) -> impl Iterator<Item = &Scope> + '_ {
        self.scopes.iter().filter(move |scope| {
            matches!(scope.kind, ScopeKind::Function | ScopeKind::Class)
                && scope.byte_range().start <= at
                && at <= scope.byte_range().end
        })
    }
}
