//! What a segment tells about names beyond its variables: attributes, keyword arguments, classes, and
//! what names are bound to.
//!
//! Invariant: like the rest of a segment's index it depends on the segment's text alone.

use super::expression::{Expression, ExpressionId, Label};
use super::names::NameId;
use super::scope::ScopeId;
use super::sorting::sort_by_key;
use super::tight::{Seldom, tight};
use super::value::{Binding, ClassFacts};
use crate::worker::{CancelToken, Cancelled};

/// So many labels are looked through as fast as a name is looked up in a list, and most segments have no more.
pub(super) const FEW_LABELS: usize = 32;

/// The facts of one segment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Facts {
    pub(super) expressions: Box<[Expression]>,
    /// In the order of the text.
    pub(super) labels: Box<[Label]>,
    /// Positions in `labels`, by name, then by place; none if there are no more than [`FEW_LABELS`].
    pub(super) labels_by_name: Seldom<u32>,
    /// By owner and name, then by place.
    pub(super) bindings: Box<[Binding]>,
    /// By scope.
    pub(super) classes: Seldom<ClassFacts>,
    /// Which names a class mentions as its own, in its body or through `self`; sorted.
    pub(super) mentioned: Seldom<(ScopeId, NameId)>,
}

/// Positions of labels, by name, then by place.
pub(super) fn positions_by_name(labels: &[Label], cancel: &CancelToken) -> Result<Vec<u32>, Cancelled> {
    let mut by_name: Vec<(NameId, u32)> = labels.iter().map(|label| label.name).zip(0_u32..).collect();
    sort_by_key(&mut by_name, |entry| *entry, cancel)?;
    Ok(by_name.into_iter().map(|(_, at)| at).collect())
}

impl Facts {
    /// Bindings come with the byte at which they stand. Cancelled if `cancel` says so.
    pub(super) fn new(
        expressions: Vec<Expression>,
        mut labels: Vec<Label>,
        mut bindings: Vec<(usize, Binding)>,
        mut classes: Vec<ClassFacts>,
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
        Ok(Self {
            expressions: tight(expressions),
            labels: tight(labels),
            labels_by_name: labels_by_name.into(),
            bindings: tight(bindings.into_iter().map(|(_, binding)| binding).collect()),
            classes: classes.into(),
            mentioned: mentioned.into(),
        })
    }

    /// How much memory they take, in bytes, without what the allocator adds.
    pub(super) fn bytes(&self) -> usize {
        size_of::<Self>()
            + size_of_val::<[Expression]>(&self.expressions)
            + size_of_val::<[Label]>(&self.labels)
            + size_of_val::<[u32]>(&self.labels_by_name)
            + size_of_val::<[Binding]>(&self.bindings)
            + size_of_val::<[ClassFacts]>(&self.classes)
            + size_of_val::<[(ScopeId, NameId)]>(&self.mentioned)
    }

    /// All labels in the order of the text.
    pub(crate) fn labels(&self) -> &[Label] {
        &self.labels
    }

    /// The names of all labels; of many labels each name once.
    pub(crate) fn label_names(&self) -> impl Iterator<Item = NameId> + '_ {
        let few = self.labels.iter().filter(|_| self.labels_by_name.is_empty()).map(|label| label.name);
        let many = self.labels_by_name.iter().filter_map(|&at| self.labels.get(at as usize));
        let mut last = None;
        few.chain(many.map(|label| label.name).filter(move |&name| last.replace(name) != Some(name)))
    }

    /// The labels of a name, in the order of the text.
    pub(crate) fn labels_of(&self, name: NameId) -> impl Iterator<Item = Label> + '_ {
        let name_at = |at: &u32| self.labels.get(*at as usize).map(|label| label.name);
        let first = self.labels_by_name.partition_point(|at| name_at(at) < Some(name));
        let positions = self.labels_by_name.get(first..).unwrap_or_default();
        let few = self
            .labels
            .iter()
            .copied()
            .filter(move |label| self.labels_by_name.is_empty() && label.name == name);
        let many = positions.iter().filter_map(|&at| self.labels.get(at as usize).copied());
        few.chain(many.take_while(move |label| label.name == name))
    }

    /// The label that contains or touches a byte of the segment; of two, the one that begins there.
    pub(crate) fn label_at(&self, at: usize) -> Option<Label> {
        let after = self.labels.partition_point(|label| label.start() <= at);
        let label = *self.labels.get(after.checked_sub(1)?)?;
        (at <= label.range().end).then_some(label)
    }

    /// How many expressions have a number.
    pub(super) fn expression_count(&self) -> usize {
        self.expressions.len()
    }

    /// An expression by its number.
    pub(crate) fn expression(&self, id: ExpressionId) -> Expression {
        self.expressions.get(id.0 as usize).copied().unwrap_or(Expression::Opaque)
    }

    /// The bindings of a name of a scope, in the order of the text.
    pub(crate) fn bindings_of(&self, owner: ScopeId, name: NameId) -> &[Binding] {
        let first = self.bindings.partition_point(|binding| (binding.owner, binding.name) < (owner, name));
        let bindings = self.bindings.get(first..).unwrap_or_default();
        let count = bindings.partition_point(|binding| (binding.owner, binding.name) == (owner, name));
        bindings.get(..count).unwrap_or_default()
    }

    /// What is known of a class.
    pub(crate) fn class(&self, scope: ScopeId) -> Option<&ClassFacts> {
        let at = self.classes.binary_search_by_key(&scope, |class| class.scope).ok()?;
        self.classes.get(at)
    }

    /// The classes that mention a name as their own, in the order of the text.
    pub(crate) fn classes_that_mention(&self, name: NameId) -> impl Iterator<Item = ScopeId> + '_ {
        self.classes.iter().map(|class| class.scope).filter(move |&scope| self.mentions(scope, name))
    }

    /// The names that a class mentions as its own.
    pub(crate) fn mentioned_by(&self, class: ScopeId) -> impl Iterator<Item = NameId> + '_ {
        let first = self.mentioned.partition_point(|(known, _)| *known < class);
        let rest = self.mentioned.get(first..).unwrap_or_default().iter();
        rest.take_while(move |(known, _)| *known == class).map(|(_, name)| *name)
    }

    /// Whether a class mentions a name as its own.
    pub(crate) fn mentions(&self, class: ScopeId, name: NameId) -> bool {
        self.mentioned.binary_search(&(class, name)).is_ok()
    }
}
