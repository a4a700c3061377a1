//! What a segment tells about names beyond its variables: attributes, keyword arguments, classes, and
//! what names are bound to.
//!
//! Invariant: like the rest of a segment's index it depends on the segment's text alone.

use super::expression::{Expression, ExpressionId, Label};
use super::names::NameId;
use super::packed::List;
use super::scope::ScopeId;
use super::segment_index::{Part, SegmentIndex};
use super::sorting::sort_by_key;
use super::value::{Binding, ClassFacts, ClassRecord};
use crate::worker::{CancelToken, Cancelled};

/// So many labels are looked through as fast as a name is looked up in a list, and most segments have no more.
pub(super) const FEW_LABELS: usize = 32;

/// The facts of one segment.
#[derive(Clone, Copy)]
pub(crate) struct Facts<'a> {
    pub(super) expressions: List<'a, Expression>,
    /// In the order of the text.
    pub(super) labels: List<'a, Label>,
    /// Positions in `labels`, by name, then by place; none if there are no more than [`FEW_LABELS`].
    pub(super) labels_by_name: List<'a, u32>,
    index: &'a SegmentIndex,
}

/// Positions of labels, by name, then by place.
pub(super) fn positions_by_name(labels: &[Label], cancel: &CancelToken) -> Result<Vec<u32>, Cancelled> {
    let mut by_name: Vec<(NameId, u32)> = labels.iter().map(|label| label.name).zip(0_u32..).collect();
    sort_by_key(&mut by_name, |entry| *entry, cancel)?;
    Ok(by_name.into_iter().map(|(_, at)| at).collect())
}

impl<'a> Facts<'a> {
    /// Those of an index that has some.
    pub(super) fn of(index: &'a SegmentIndex) -> Self {
        Self {
            expressions: index.list(Part::Expressions),
            labels: index.list(Part::Labels),
            labels_by_name: index.list(Part::LabelsByName),
            index,
        }
    }

    /// By owner and name, then by place.
    pub(super) fn bindings(self) -> List<'a, Binding> {
        self.index.list(Part::Bindings)
    }

    /// What is known of each class, by scope.
    pub(super) fn classes(self) -> impl Iterator<Item = ClassFacts<'a>> + Clone + use<'a> {
        self.class_records().iter().map(move |class| self.class_facts(class))
    }

    pub(super) fn class_count(self) -> usize {
        self.class_records().len()
    }

    fn class_records(self) -> List<'a, ClassRecord> {
        self.index.list(Part::Classes)
    }

    fn class_facts(self, class: ClassRecord) -> ClassFacts<'a> {
        let first = class.first_base as usize;
        let ClassRecord { scope, bases, is_record, is_enumeration, .. } = class;
        let bases = self.index.list(Part::Bases).slice(first..first + bases as usize).unwrap_or_default();
        ClassFacts { scope, bases, is_record, is_enumeration }
    }

    /// Which names a class mentions as its own, in its body or through `self`; sorted.
    pub(super) fn all_mentioned(self) -> List<'a, (ScopeId, NameId)> {
        self.index.list(Part::Mentioned)
    }

    /// All labels in the order of the text.
    pub(crate) fn labels(self) -> List<'a, Label> {
        self.labels
    }

    /// The names of all labels; of many labels each name once.
    pub(crate) fn label_names(self) -> impl Iterator<Item = NameId> + use<'a> {
        let Self { labels, labels_by_name, .. } = self;
        let few = labels.iter().filter(move |_| labels_by_name.is_empty()).map(|label| label.name);
        let many = labels_by_name.iter().filter_map(move |at| labels.get(at as usize));
        let mut last = None;
        few.chain(many.map(|label| label.name).filter(move |&name| last.replace(name) != Some(name)))
    }

    /// The labels of a name, in the order of the text.
    pub(crate) fn labels_of(self, name: NameId) -> impl Iterator<Item = Label> + use<'a> {
        let Self { labels, labels_by_name, .. } = self;
        let is_before = |at: u32| labels.get(at as usize).is_some_and(|label| label.name < name);
        let first = labels_by_name.partition_point(is_before);
        let few = labels.iter().filter(move |label| labels_by_name.is_empty() && label.name == name);
        let many = labels_by_name.from(first).iter().filter_map(move |at| labels.get(at as usize));
        few.chain(many.take_while(move |label| label.name == name))
    }

    /// The label that contains or touches a byte of the segment; of two, the one that begins there.
    pub(crate) fn label_at(self, at: usize) -> Option<Label> {
        let after = self.labels.partition_point(|label| label.start() <= at);
        let label = self.labels.get(after.checked_sub(1)?)?;
        (at <= label.range().end).then_some(label)
    }

    /// How many expressions have a number.
    pub(super) fn expression_count(self) -> usize {
        self.expressions.len()
    }

    /// An expression by its number.
    pub(crate) fn expression(self, id: ExpressionId) -> Expression {
        self.expressions.get(id.0 as usize).unwrap_or(Expression::Opaque)
    }

    /// The bindings of a name of a scope, in the order of the text.
    pub(crate) fn bindings_of(self, owner: ScopeId, name: NameId) -> List<'a, Binding> {
        let all = self.bindings();
        let first = all.partition_point(|binding| (binding.owner, binding.name) < (owner, name));
        let rest = all.from(first);
        let count = rest.partition_point(|binding| (binding.owner, binding.name) == (owner, name));
        rest.slice(0..count).unwrap_or_default()
    }

    /// What is known of a class.
    pub(crate) fn class(self, scope: ScopeId) -> Option<ClassFacts<'a>> {
        let all = self.class_records();
        let class = all.get(all.partition_point(|class| class.scope < scope))?;
        (class.scope == scope).then(|| self.class_facts(class))
    }

    /// The classes that mention a name as their own, in the order of the text.
    pub(crate) fn classes_that_mention(self, name: NameId) -> impl Iterator<Item = ScopeId> + use<'a> {
        self.class_records().iter().map(|class| class.scope).filter(move |&scope| self.mentions(scope, name))
    }

    /// The names that a class mentions as its own.
    pub(crate) fn mentioned_by(self, class: ScopeId) -> impl Iterator<Item = NameId> + use<'a> {
        let all = self.all_mentioned();
        let first = all.partition_point(|(known, _)| known < class);
        all.from(first).iter().take_while(move |(known, _)| *known == class).map(|(_, name)| name)
    }

    /// Whether a class mentions a name as its own.
    pub(crate) fn mentions(self, class: ScopeId, name: NameId) -> bool {
        let all = self.all_mentioned();
        all.get(all.partition_point(|entry| entry < (class, name))) == Some((class, name))
    }
}
