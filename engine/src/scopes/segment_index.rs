//! What is kept of a segment once it was parsed.

use std::ops::Range;

use super::facts::Facts;
use super::names::NameId;
use super::reference::{Deed, Reference};
use super::scope::{Scope, ScopeId, ScopeKind};
use super::sorting::sort_by_key;
use super::splice::module_names;
use super::tight::{Seldom, tight};
use crate::worker::{CancelToken, Cancelled};

/// A name of the module scope that a segment mentions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ModuleName {
    pub(crate) name: NameId,
    /// Where its references stand in `module_references`, and above that whether this segment binds it.
    first_and_bound: u32,
}

const BOUND: u32 = 1 << 31;

impl ModuleName {
    /// A name that isn't bound, whose references stand from `first` in `module_references`: below 2³¹, since there is a
    /// byte of text for each.
    pub(super) fn new(name: NameId, first: u32) -> Self {
        Self { name, first_and_bound: first & !BOUND }
    }

    pub(super) fn bind(&mut self) {
        self.first_and_bound |= BOUND;
    }

    /// Whether this segment binds it.
    pub(crate) fn is_bound(self) -> bool {
        self.first_and_bound & BOUND != 0
    }

    fn first(self) -> usize {
        (self.first_and_bound & !BOUND) as usize
    }
}

/// Scopes and references of one segment; all offsets count from the segment's start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SegmentIndex {
    pub(super) scopes: Box<[Scope]>,
    pub(super) references: Box<[Reference]>,
    /// Positions in `references` of those that the module owns, by name, then by place.
    pub(super) module_references: Box<[u32]>,
    pub(super) module_names: Box<[ModuleName]>,
    /// Positions in `references` of those that classes own, by name, then by place.
    pub(super) class_references: Seldom<u32>,
    /// Positions in `references` of those that stand before the scope that owns them: the parameters of
    /// `__init__` in the docstring of its class.
    pub(super) early_mentions: Seldom<u32>,
    /// None where the parser was not let at the segment, so that names were found by spelling alone.
    pub(super) facts: Option<Box<Facts>>,
}

impl SegmentIndex {
    /// The index of a parsed segment. `scopes[0]` must be the module.
    pub(super) fn new(
        scopes: Vec<Scope>,
        references: Vec<Reference>,
        facts: Facts,
        cancel: &CancelToken,
    ) -> Result<Self, Cancelled> {
        Self::of(scopes, references, Some(Box::new(facts)), cancel)
    }

    /// The index of a segment whose names were found by spelling alone. `scopes[0]` must be the module.
    pub(super) fn plain(
        scopes: Vec<Scope>,
        references: Vec<Reference>,
        cancel: &CancelToken,
    ) -> Result<Self, Cancelled> {
        Self::of(scopes, references, None, cancel)
    }

    fn of(
        scopes: Vec<Scope>,
        mut references: Vec<Reference>,
        facts: Option<Box<Facts>>,
        cancel: &CancelToken,
    ) -> Result<Self, Cancelled> {
        sort_by_key(&mut references, |reference| reference.start(), cancel)?;
        let is_of_class = |reference: &Reference| {
            scopes.get(reference.owner.0 as usize).is_some_and(|scope| scope.kind == ScopeKind::Class)
        };
        let mut of_classes: Vec<(NameId, u32)> = (0_u32..)
            .zip(&references)
            .filter(|(_, reference)| is_of_class(reference))
            .map(|(at, reference)| (reference.name, at))
            .collect();
        sort_by_key(&mut of_classes, |entry| *entry, cancel)?;
        let mut of_module: Vec<(NameId, u32)> = (0_u32..)
            .zip(&references)
            .filter(|(_, reference)| reference.owner == ScopeId::MODULE)
            .map(|(at, reference)| (reference.name, at))
            .collect();
        sort_by_key(&mut of_module, |entry| *entry, cancel)?;
        let is_early = |reference: &Reference| {
            reference.deed() == Deed::Mention
                && scopes
                    .get(reference.owner.0 as usize)
                    .is_some_and(|scope| reference.start() < scope.byte_range().start)
        };
        let early_mentions = (0_u32..)
            .zip(&references)
            .filter(|(_, reference)| is_early(reference))
            .map(|(at, _)| at)
            .collect();
        let module_references = tight(of_module.into_iter().map(|(_, at)| at).collect());
        let module_names = module_names(&module_references, &references);
        cancel.check()?;
        Ok(Self {
            scopes: tight(scopes),
            references: tight(references),
            module_references,
            module_names: tight(module_names),
            class_references: of_classes.into_iter().map(|(_, at)| at).collect(),
            early_mentions,
            facts,
        })
    }

    /// How much memory it takes, in bytes, without what the allocator adds.
    pub(crate) fn bytes(&self) -> usize {
        size_of::<Self>()
            + size_of_val::<[Scope]>(&self.scopes)
            + size_of_val::<[Reference]>(&self.references)
            + size_of_val::<[u32]>(&self.module_references)
            + size_of_val::<[ModuleName]>(&self.module_names)
            + size_of_val::<[u32]>(&self.class_references)
            + size_of_val::<[u32]>(&self.early_mentions)
            + self.facts().map_or(0, Facts::bytes)
    }

    /// How many expressions have a number.
    pub(crate) fn expression_count(&self) -> usize {
        self.facts().map_or(0, Facts::expression_count)
    }

    /// All names of the segment in the order of the text.
    pub(crate) fn references(&self) -> &[Reference] {
        &self.references
    }

    /// Whether the parser was not let at this segment, so that names were found by spelling alone.
    pub(crate) fn is_plain(&self) -> bool {
        self.facts.is_none()
    }

    /// What it tells beyond variables; nothing where it is plain.
    pub(crate) fn facts(&self) -> Option<&Facts> {
        self.facts.as_deref()
    }

    /// The references of a name that classes own, in the order of the text.
    pub(crate) fn class_references_of(&self, name: NameId) -> impl Iterator<Item = Reference> + '_ {
        let reference = |at: &u32| self.references.get(*at as usize).copied();
        let first = self
            .class_references
            .partition_point(|at| reference(at).map(|reference| reference.name) < Some(name));
        let positions = self.class_references.get(first..).unwrap_or_default();
        positions.iter().filter_map(reference).take_while(move |reference| reference.name == name)
    }

    /// The names that it mentions as members, attributes or keyword arguments; some more than once.
    pub(crate) fn names_beyond_variables(&self) -> impl Iterator<Item = NameId> + '_ {
        let of_classes = self.class_references.iter();
        let of_classes = of_classes.filter_map(|&at| self.references.get(at as usize));
        let labels = self.facts().into_iter().flat_map(Facts::label_names);
        of_classes.map(|reference| reference.name).chain(labels)
    }

    /// The names of the module scope that it mentions, each once, sorted.
    pub(crate) fn module_names(&self) -> &[ModuleName] {
        &self.module_names
    }

    /// A scope by its number.
    pub(crate) fn scope(&self, id: ScopeId) -> Option<&Scope> {
        self.scopes.get(id.0 as usize)
    }

    /// All scopes with their numbers, the module first.
    pub(crate) fn scopes(&self) -> impl Iterator<Item = (ScopeId, &Scope)> + '_ {
        (0_u32..).map(ScopeId).zip(&self.scopes)
    }

    /// The name that contains or touches a byte of the segment; of two, the one that begins there.
    pub(crate) fn reference_at(&self, at: usize) -> Option<Reference> {
        let after = self.references.partition_point(|reference| reference.start() <= at);
        let reference = *self.references.get(after.checked_sub(1)?)?;
        (at <= reference.range().end).then_some(reference)
    }

    /// The references of a variable of the module, in the order of the text.
    pub(crate) fn module_references_of(&self, name: NameId) -> impl Iterator<Item = Reference> + '_ {
        let at = self.module_names.partition_point(|entry| entry.name < name);
        let first =
            self.module_names.get(at).filter(|entry| entry.name == name).map_or(0, |entry| entry.first());
        let positions = self.module_references.get(first..).unwrap_or_default();
        positions
            .iter()
            .filter_map(|&position| self.references.get(position as usize).copied())
            .take_while(move |reference| reference.name == name)
    }

    /// The references of a variable of a scope inside the segment, in the order of the text.
    pub(crate) fn local_references_of(
        &self,
        owner: ScopeId,
        name: NameId,
    ) -> impl Iterator<Item = Reference> + '_ {
        let span = self.scope(owner).map_or(0..0, |scope| self.span_of_locals(scope));
        let references = self.references.get(span).unwrap_or_default();
        let early = self.early_mentions.iter().filter_map(|&at| self.references.get(at as usize));
        early
            .chain(references)
            .copied()
            .filter(move |reference| reference.owner == owner && reference.name == name)
    }

    /// A local variable lives inside its scope's span; only a mention may stand before it.
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
        self.definitions().filter(move |scope| {
            let range = scope.byte_range();
            range.start <= at && at <= range.end
        })
    }

    /// The functions and classes of which a part is in some bytes of the segment, in no order.
    pub(crate) fn definitions_in(&self, bytes: Range<usize>) -> impl Iterator<Item = &Scope> + '_ {
        self.definitions().filter(move |scope| {
            let range = scope.byte_range();
            range.start < bytes.end && bytes.start < range.end
        })
    }

    fn definitions(&self) -> impl Iterator<Item = &Scope> + '_ {
        self.scopes.iter().filter(|scope| matches!(scope.kind, ScopeKind::Function | ScopeKind::Class))
    }

    /// The names in some bytes of the segment, in the order of the text.
    pub(crate) fn references_in(&self, bytes: Range<usize>) -> impl Iterator<Item = Reference> + '_ {
        let first = self.references.partition_point(|reference| reference.start() < bytes.start);
        let references = self.references.get(first..).unwrap_or_default().iter().copied();
        references.take_while(move |reference| reference.start() < bytes.end)
    }
}
