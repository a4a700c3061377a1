//! What is kept of a segment once it was parsed.

use std::ops::Range;

use super::facts::Facts;
use super::names::NameId;
use super::packed::{List, Reader, Record, Width, Writer};
use super::reference::Reference;
use super::scope::{Scope, ScopeId, ScopeKind};

/// A name of the module scope that a segment mentions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ModuleName {
    pub(crate) name: NameId,
    /// Where its references begin in [`Part::ModuleReferences`].
    first: u32,
    /// Whether this segment binds it.
    pub(crate) is_bound: bool,
}

impl ModuleName {
    /// A name that isn't bound.
    pub(super) fn new(name: NameId, first: u32) -> Self {
        Self { name, first, is_bound: false }
    }

    pub(super) fn bind(&mut self) {
        self.is_bound = true;
    }

    fn first(self) -> usize {
        self.first as usize
    }
}

/// The first position is below 2³¹, since there is a byte of text for each.
impl Record for ModuleName {
    const NUMBERS: usize = 1;
    const WORDS: usize = 2;

    fn write(&self, out: &mut Writer<'_>) {
        out.name(self.name);
        out.number(self.first << 1 | u32::from(self.is_bound));
    }

    fn read<const WIDE: bool>(words: &mut Reader<'_, WIDE>) -> Self {
        let (name, number) = (words.name(), words.number());
        Self { name, first: number >> 1, is_bound: number & 1 != 0 }
    }
}

/// The lists of an index, in the order in which they stand in its block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Scopes,
    /// In the order of the text.
    References,
    /// Positions in `References` of those that the module owns, by name, then by place.
    ModuleReferences,
    ModuleNames,
    /// Positions in `References` of those that classes own, by name, then by place.
    ClassReferences,
    /// Positions in `References` of those that stand before the scope that owns them: the parameters of
    /// `__init__` in the docstring of its class.
    EarlyMentions,
    Expressions,
    /// In the order of the text.
    Labels,
    /// Positions in `Labels`, by name, then by place; none if there are few.
    LabelsByName,
    /// By owner and name, then by place.
    Bindings,
    /// By scope.
    Classes,
    /// The bases of all classes.
    Bases,
    /// Which names a class mentions as its own, in its body or through `self`; sorted.
    Mentioned,
}

/// How many there are.
pub(super) const PARTS: usize = Part::Mentioned as usize + 1;

/// The first word: whether numbers are wide, and whether the segment was parsed.
const WIDE: u16 = 1;
const HAS_FACTS: u16 = 2;

/// Scopes and references of one segment; all offsets count from the segment's start.
///
/// One block holds all its lists: the first word, where each list ends in words, the lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SegmentIndex {
    block: Box<[u16]>,
}

impl SegmentIndex {
    /// Writes the head into the room that a block has for it: where each list ends, in words of the block. Whether all of
    /// that fits the width.
    pub(super) fn write_head(block: &mut [u16], ends: [usize; PARTS], width: Width, has_facts: bool) -> bool {
        let mut head = Vec::with_capacity(list_start(width));
        let mut writer = Writer::new(&mut head, width);
        writer.word(if width == Width::Wide { WIDE } else { 0 } | if has_facts { HAS_FACTS } else { 0 });
        for end in ends {
            writer.number(u32::try_from(end).unwrap_or(u32::MAX));
        }
        let fits = writer.fits();
        block.iter_mut().zip(head).for_each(|(word, of_head)| *word = of_head);
        fits
    }

    /// An index whose block is written.
    pub(super) fn of_block(block: Vec<u16>) -> Self {
        debug_assert_eq!(block.len(), block.capacity());
        Self { block: block.into() }
    }

    fn has(&self, flag: u16) -> bool {
        self.block.first().is_some_and(|first| first & flag != 0)
    }

    pub(super) fn list<T: Record>(&self, part: Part) -> List<'_, T> {
        let width = if self.has(WIDE) { Width::Wide } else { Width::Narrow };
        let ends = List::<u32>::new(self.block.get(1..).unwrap_or_default(), width);
        let end = |part: usize| ends.get(part).unwrap_or_default() as usize;
        let start = (part as usize).checked_sub(1).map_or(list_start(width), end);
        List::new(self.block.get(start..end(part as usize)).unwrap_or_default(), width)
    }

    pub(super) fn scope_list(&self) -> List<'_, Scope> {
        self.list(Part::Scopes)
    }

    /// How much memory it takes, in bytes, without what the allocator adds.
    pub(crate) fn bytes(&self) -> usize {
        size_of::<Self>() + size_of_val::<[u16]>(&self.block)
    }

    /// How many expressions have a number.
    pub(crate) fn expression_count(&self) -> usize {
        self.facts().map_or(0, Facts::expression_count)
    }

    /// All names of the segment in the order of the text.
    pub(crate) fn references(&self) -> List<'_, Reference> {
        self.list(Part::References)
    }

    /// Whether the parser was not let at this segment, so that names were found by spelling alone.
    pub(crate) fn is_plain(&self) -> bool {
        !self.has(HAS_FACTS)
    }

    /// What it tells beyond variables; nothing where it is plain.
    pub(crate) fn facts(&self) -> Option<Facts<'_>> {
        self.has(HAS_FACTS).then(|| Facts::of(self))
    }

    /// The references at some positions that are sorted by name, of those the ones of a name.
    fn of_name<'a>(
        &'a self,
        positions: List<'a, u32>,
        first: usize,
        name: NameId,
    ) -> impl Iterator<Item = Reference> + use<'a> {
        let references = self.references();
        let found = positions.from(first).iter().filter_map(move |at| references.get(at as usize));
        found.take_while(move |reference| reference.name == name)
    }

    /// The references of a name that classes own, in the order of the text.
    pub(crate) fn class_references_of(&self, name: NameId) -> impl Iterator<Item = Reference> + '_ {
        let references = self.references();
        let positions: List<'_, u32> = self.list(Part::ClassReferences);
        let first = positions
            .partition_point(|at| references.get(at as usize).is_some_and(|reference| reference.name < name));
        self.of_name(positions, first, name)
    }

    /// The names that it mentions as members, attributes or keyword arguments; some more than once.
    pub(crate) fn names_beyond_variables(&self) -> impl Iterator<Item = NameId> + '_ {
        let references = self.references();
        let of_classes: List<'_, u32> = self.list(Part::ClassReferences);
        let of_classes = of_classes.iter().filter_map(move |at| references.get(at as usize));
        let labels = self.facts().into_iter().flat_map(Facts::label_names);
        of_classes.map(|reference| reference.name).chain(labels)
    }

    /// The names of the module scope that it mentions, each once, sorted.
    pub(crate) fn module_names(&self) -> List<'_, ModuleName> {
        self.list(Part::ModuleNames)
    }

    /// A scope by its number.
    pub(crate) fn scope(&self, id: ScopeId) -> Option<Scope> {
        self.scope_list().get(id.0 as usize)
    }

    /// All scopes with their numbers, the module first.
    pub(crate) fn scopes(&self) -> impl Iterator<Item = (ScopeId, Scope)> + '_ {
        (0_u32..).map(ScopeId).zip(self.scope_list().iter())
    }

    /// The name that contains or touches a byte of the segment; of two, the one that begins there.
    pub(crate) fn reference_at(&self, at: usize) -> Option<Reference> {
        let references = self.references();
        let after = references.partition_point(|reference| reference.start() <= at);
        let reference = references.get(after.checked_sub(1)?)?;
        (at <= reference.range().end).then_some(reference)
    }

    /// The references of a variable of the module, in the order of the text.
    pub(crate) fn module_references_of(&self, name: NameId) -> impl Iterator<Item = Reference> + '_ {
        let names = self.module_names();
        let at = names.partition_point(|entry| entry.name < name);
        let first = names.get(at).filter(|entry| entry.name == name).map(ModuleName::first);
        let positions: List<'_, u32> = self.list(Part::ModuleReferences);
        self.of_name(positions, first.unwrap_or(usize::MAX), name)
    }

    /// The references of a variable of a scope inside the segment, in the order of the text.
    pub(crate) fn local_references_of(
        &self,
        owner: ScopeId,
        name: NameId,
    ) -> impl Iterator<Item = Reference> + '_ {
        let references = self.references();
        let span = self.scope(owner).map_or(0..0, |scope| self.span_of_locals(&scope));
        let early: List<'_, u32> = self.list(Part::EarlyMentions);
        let early = early.iter().filter_map(move |at| references.get(at as usize));
        early
            .chain(references.slice(span).unwrap_or_default())
            .filter(move |reference| reference.owner == owner && reference.name == name)
    }

    /// A local variable lives inside its scope's span; only a mention may stand before it.
    fn span_of_locals(&self, scope: &Scope) -> Range<usize> {
        let Range { start, end } = scope.byte_range();
        let references = self.references();
        let first = references.partition_point(|reference| reference.start() < start);
        let last = references.partition_point(|reference| reference.start() < end);
        first..last
    }

    /// Whether type parameters belong to a function, rather than to a class or an alias.
    pub(crate) fn has_function_header(&self, type_parameters: ScopeId) -> bool {
        let mut scopes = self.scope_list().iter();
        scopes.any(|scope| scope.parent == type_parameters && scope.kind == ScopeKind::Function)
    }

    /// The functions and classes round a byte of the segment, outermost first.
    pub(crate) fn definitions_round(&self, at: usize) -> impl Iterator<Item = Scope> + '_ {
        self.definitions().filter(move |scope| {
            let range = scope.byte_range();
            range.start <= at && at <= range.end
        })
    }

    /// The functions and classes of which a part is in some bytes of the segment, in no order.
    pub(crate) fn definitions_in(&self, bytes: Range<usize>) -> impl Iterator<Item = Scope> + '_ {
        self.definitions().filter(move |scope| {
            let range = scope.byte_range();
            range.start < bytes.end && bytes.start < range.end
        })
    }

    fn definitions(&self) -> impl Iterator<Item = Scope> + '_ {
        let scopes = self.scope_list().iter();
        scopes.filter(|scope| matches!(scope.kind, ScopeKind::Function | ScopeKind::Class))
    }

    /// The names in some bytes of the segment, in the order of the text.
    pub(crate) fn references_in(&self, bytes: Range<usize>) -> impl Iterator<Item = Reference> + '_ {
        let references = self.references();
        let first = references.partition_point(|reference| reference.start() < bytes.start);
        references.from(first).iter().take_while(move |reference| reference.start() < bytes.end)
    }
}

/// Where the lists begin, in words.
pub(super) const fn list_start(width: Width) -> usize {
    1 + PARTS * width.words()
}
