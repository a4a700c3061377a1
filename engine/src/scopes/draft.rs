//! The index of a segment as lists that still change, and how they become a block.
//!
//! Invariant: the lists are in the orders that [`SegmentIndex`] promises.

use super::expression::{Expression, ExpressionId, Label};
use super::facts::{FEW_LABELS, positions_by_name};
use super::names::NameId;
use super::packed::{Record, Width, Writer};
use super::reference::{Deed, Reference};
use super::scope::{Scope, ScopeId, ScopeKind};
use super::segment_index::{ModuleName, PARTS, Part, SegmentIndex, list_start};
use super::sorting::sort_by_key;
use super::splice::module_names;
use super::value::{Binding, ClassDraft, ClassRecord};
use crate::worker::{CancelToken, Cancelled};

/// So many records are packed between two questions whether to go on; less than a millisecond's work.
const RUN: usize = 16 * 1024;

/// Scopes and references of a segment.
pub(super) struct IndexDraft {
    /// The first one is the module.
    pub(super) scopes: Vec<Scope>,
    pub(super) references: Vec<Reference>,
    pub(super) module_references: Vec<u32>,
    pub(super) module_names: Vec<ModuleName>,
    pub(super) class_references: Vec<u32>,
    pub(super) early_mentions: Vec<u32>,
    /// None where the parser was not let at the segment.
    pub(super) facts: Option<FactsDraft>,
}

/// What a segment tells beyond variables.
#[derive(Default)]
pub(super) struct FactsDraft {
    pub(super) expressions: Vec<Expression>,
    pub(super) labels: Vec<Label>,
    pub(super) labels_by_name: Vec<u32>,
    pub(super) bindings: Vec<Binding>,
    pub(super) classes: Vec<ClassDraft>,
    pub(super) mentioned: Vec<(ScopeId, NameId)>,
}

impl FactsDraft {
    /// Sorts what the walk has found. Bindings come with the byte at which they stand.
    pub(super) fn new(
        expressions: Vec<Expression>,
        mut labels: Vec<Label>,
        mut bindings: Vec<(usize, Binding)>,
        mut classes: Vec<ClassDraft>,
        mut mentioned: Vec<(ScopeId, NameId)>,
        cancel: &CancelToken,
    ) -> Result<Self, Cancelled> {
        sort_by_key(&mut labels, |label| label.start(), cancel)?;
        let are_few = labels.len() <= FEW_LABELS;
        let labels_by_name = if are_few { Vec::new() } else { positions_by_name(&labels, cancel)? };
        sort_by_key(&mut bindings, |(start, binding)| (binding.owner, binding.name, *start), cancel)?;
        classes.sort_unstable_by_key(|class| class.scope);
        sort_by_key(&mut mentioned, |entry| *entry, cancel)?;
        mentioned.dedup();
        let bindings = bindings.into_iter().map(|(_, binding)| binding).collect();
        Ok(Self { expressions, labels, labels_by_name, bindings, classes, mentioned })
    }
}

impl IndexDraft {
    /// Sorts what the walk has found. `scopes[0]` must be the module.
    pub(super) fn new(
        scopes: Vec<Scope>,
        mut references: Vec<Reference>,
        facts: Option<FactsDraft>,
        cancel: &CancelToken,
    ) -> Result<Self, Cancelled> {
        sort_by_key(&mut references, |reference| reference.start(), cancel)?;
        let is_of_class = |reference: &Reference| {
            scopes.get(reference.owner.0 as usize).is_some_and(|scope| scope.kind == ScopeKind::Class)
        };
        let class_references = by_name(&references, is_of_class, cancel)?;
        let module_references = by_name(&references, |reference| reference.owner == ScopeId::MODULE, cancel)?;
        let module_names = module_names(&module_references, &references);
        cancel.check()?;
        let early_mentions = early_mentions(&scopes, &references);
        Ok(Self {
            scopes,
            references,
            module_references,
            module_names,
            class_references,
            early_mentions,
            facts,
        })
    }

    /// The index that is kept, with narrow numbers if all of them fit.
    pub(super) fn pack(&self, cancel: &CancelToken) -> Result<SegmentIndex, Cancelled> {
        let is_short = self.scopes.first().is_none_or(|module| u16::try_from(module.range.end).is_ok());
        if is_short && let Some(index) = self.block(Width::Narrow, cancel)?.finish_if_it_fits() {
            return Ok(index);
        }
        Ok(self.block(Width::Wide, cancel)?.finish())
    }

    /// How many words the lists take.
    fn room(&self, width: Width) -> usize {
        let variables = width.room_for(&self.scopes)
            + width.room_for(&self.references)
            + width.room_for(&self.module_references)
            + width.room_for(&self.module_names)
            + width.room_for(&self.class_references)
            + width.room_for(&self.early_mentions);
        let beyond = self.facts.as_ref().map_or(0, |facts| {
            let bases: usize = facts.classes.iter().map(|class| width.room_for(&class.bases)).sum();
            width.room_for(&facts.expressions)
                + width.room_for(&facts.labels)
                + width.room_for(&facts.labels_by_name)
                + width.room_for(&facts.bindings)
                + width.words_of::<ClassRecord>() * facts.classes.len()
                + bases
                + width.room_for(&facts.mentioned)
        });
        variables + beyond
    }

    fn block<'a>(&self, width: Width, cancel: &'a CancelToken) -> Result<Block<'a>, Cancelled> {
        let mut block = Block::new(width, self.facts.is_some(), self.room(width), cancel);
        block.add(Part::Scopes, &self.scopes)?;
        block.add(Part::References, &self.references)?;
        block.add(Part::ModuleReferences, &self.module_references)?;
        block.add(Part::ModuleNames, &self.module_names)?;
        block.add(Part::ClassReferences, &self.class_references)?;
        block.add(Part::EarlyMentions, &self.early_mentions)?;
        if let Some(facts) = &self.facts {
            let mut bases: Vec<ExpressionId> = Vec::new();
            let classes: Vec<ClassRecord> = facts
                .classes
                .iter()
                .map(|class| {
                    let first_base = count(bases.len());
                    bases.extend_from_slice(&class.bases);
                    ClassRecord {
                        scope: class.scope,
                        first_base,
                        bases: count(class.bases.len()),
                        is_record: class.is_record,
                        is_enumeration: class.is_enumeration,
                    }
                })
                .collect();
            block.add(Part::Expressions, &facts.expressions)?;
            block.add(Part::Labels, &facts.labels)?;
            block.add(Part::LabelsByName, &facts.labels_by_name)?;
            block.add(Part::Bindings, &facts.bindings)?;
            block.add(Part::Classes, &classes)?;
            block.add(Part::Bases, &bases)?;
            block.add(Part::Mentioned, &facts.mentioned)?;
        }
        Ok(block)
    }
}

/// Positions of some references, by name, then by place.
fn by_name(
    references: &[Reference],
    is_one: impl Fn(&Reference) -> bool,
    cancel: &CancelToken,
) -> Result<Vec<u32>, Cancelled> {
    let numbered = (0_u32..).zip(references).filter(|(_, reference)| is_one(reference));
    let mut entries: Vec<(NameId, u32)> = numbered.map(|(at, reference)| (reference.name, at)).collect();
    sort_by_key(&mut entries, |entry| *entry, cancel)?;
    Ok(entries.into_iter().map(|(_, at)| at).collect())
}

/// Positions of the references that stand before the scope that owns them.
pub(super) fn early_mentions(scopes: &[Scope], references: &[Reference]) -> Vec<u32> {
    let is_early = |reference: &Reference| {
        let owner = scopes.get(reference.owner.0 as usize);
        reference.deed() == Deed::Mention
            && owner.is_some_and(|scope| reference.start() < scope.byte_range().start)
    };
    (0_u32..).zip(references).filter(|(_, reference)| is_early(reference)).map(|(at, _)| at).collect()
}

/// A number of records: below 2³², since there is a byte of text for each.
fn count(len: usize) -> u32 {
    u32::try_from(len).unwrap_or(u32::MAX)
}

/// Lists that are being written.
struct Block<'a> {
    /// Room for the head, and the lists behind it.
    words: Vec<u16>,
    /// Where they end in `words`, by [`Part`].
    ends: [usize; PARTS],
    width: Width,
    has_facts: bool,
    fits: bool,
    cancel: &'a CancelToken,
}

impl<'a> Block<'a> {
    /// With room for lists of so many words: a block that is cut to its size would be copied.
    fn new(width: Width, has_facts: bool, room: usize, cancel: &'a CancelToken) -> Self {
        let start = list_start(width);
        let mut words = Vec::with_capacity(start + room);
        words.resize(start, 0);
        Self { words, ends: [start; PARTS], width, has_facts, fits: true, cancel }
    }

    /// Adds a list; those of the parts before it are there already, or empty.
    fn add<T: Record>(&mut self, part: Part, records: &[T]) -> Result<(), Cancelled> {
        let mut writer = Writer::new(&mut self.words, self.width);
        for run in records.chunks(RUN) {
            self.cancel.check()?;
            run.iter().for_each(|record| record.write(&mut writer));
        }
        self.fits &= writer.fits();
        self.ends.iter_mut().skip(part as usize).for_each(|end| *end = self.words.len());
        Ok(())
    }

    /// None if a number was too large for the width.
    fn finish_if_it_fits(mut self) -> Option<SegmentIndex> {
        self.fits &= SegmentIndex::write_head(&mut self.words, self.ends, self.width, self.has_facts);
        self.fits.then(|| SegmentIndex::of_block(self.words))
    }

    /// For wide numbers, of which none is too large: each counts bytes of the segment, or records that have a byte each.
    fn finish(mut self) -> SegmentIndex {
        SegmentIndex::write_head(&mut self.words, self.ends, self.width, self.has_facts);
        SegmentIndex::of_block(self.words)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use crate::scopes::{Names, build_plain};
    use crate::worker::CancelToken;

    fn check_words(text: &str, expected: usize) {
        let index = build_plain(text, &mut Names::default(), &CancelToken::never()).unwrap();
        let ranges = index.references().iter().map(|found| found.range());
        let words: Vec<&str> = ranges.map(|range| &text[range]).collect();
        assert_eq!(words, text.split_whitespace().collect::<Vec<_>>());
        assert_eq!(words.len(), expected);
    }

    #[test]
    fn a_long_segment_has_wide_numbers() {
        check_words(&"level ".repeat(20_000), 20_000);
    }

    #[test]
    fn a_short_segment_may_need_wide_numbers() {
        // Its references take more than 65,535 words.
        check_words(&"a ".repeat(30_000), 30_000);
        // A name of so many bytes.
        check_words(&format!("{} b", "a".repeat(5_000)), 2);
    }
}
