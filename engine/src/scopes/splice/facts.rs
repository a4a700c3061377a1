//! The facts of an edited text.

use std::collections::BTreeSet;
use std::ops::Range;

use rustc_hash::FxHashSet;

use super::expressions::Translation;
use super::lists::{Cut, spliced, spliced_positions};
use super::scopes::Renumbering;
use super::{Edit, places};
use crate::scopes::draft::FactsDraft;
use crate::scopes::expression::{Expression, ExpressionId, Label};
use crate::scopes::facts::{FEW_LABELS, Facts, positions_by_name};
use crate::scopes::names::NameId;
use crate::scopes::packed::List;
use crate::scopes::reference::Deed;
use crate::scopes::scope::{ScopeId, ScopeKind};
use crate::scopes::segment_index::SegmentIndex;
use crate::scopes::value::{Binding, ClassDraft, ClassFacts, Value};
use crate::worker::{CancelToken, Cancelled};

/// Bindings of one name that take the place of others.
struct Replaced {
    /// Positions in the list before the edit.
    old: Range<usize>,
    new: Vec<Binding>,
}

impl Edit<'_> {
    pub(super) fn facts(
        self,
        numbers: &Renumbering,
        translation: &mut Translation<'_>,
        cancel: &CancelToken,
    ) -> Result<Option<FactsDraft>, Cancelled> {
        let (Some(before), Some(part)) = (self.before.facts(), self.part.facts()) else { return Ok(None) };
        let cut = Cut {
            old: places(before.labels, &self.touched.old, Label::start),
            new: places(part.labels, &self.touched.new, Label::start),
        };
        let labels = spliced(
            before.labels,
            part.labels,
            &cut,
            Some,
            |label| label.moved_to(self.touched.moved(label.start())),
            |label| Some(label.saying(translation.id(label.expression)?)),
        );
        let Some(labels) = labels else { return Ok(None) };
        cancel.check()?;
        let name = |labels: List<'_, Label>, at: u32| labels.get(at as usize).map(|label| label.name);
        let labels_by_name = match (before.labels.len() > FEW_LABELS, labels.len() > FEW_LABELS) {
            (true, true) => spliced_positions(
                before.labels_by_name,
                positions_by_name(&part.labels.to_vec(), cancel)?,
                &cut,
                |at| name(before.labels, at),
                |at| name(part.labels, at),
            ),
            (false, true) => positions_by_name(&labels, cancel)?,
            (_, false) => Vec::new(),
        };
        cancel.check()?;
        let Some(bindings) = self.bindings(numbers, translation) else { return Ok(None) };
        cancel.check()?;
        let Some(classes) = self.classes(numbers, translation) else { return Ok(None) };
        let mentioned = self.mentioned(numbers);
        let expressions = std::mem::take(&mut translation.expressions);
        Ok(Some(FactsDraft { expressions, labels, labels_by_name, bindings, classes, mentioned }))
    }

    // ---- bindings

    fn bindings(self, numbers: &Renumbering, translation: &Translation<'_>) -> Option<Vec<Binding>> {
        let (before, part) = (self.before.facts()?, self.part.facts()?);
        let new = |binding: Binding| {
            let owner = numbers.of_new(binding.owner)?;
            Some(Binding { owner, name: binding.name, value: translation.value(binding.value)? })
        };
        let mut replaced = Vec::new();
        for owner in BTreeSet::from([ScopeId::MODULE, self.round()]) {
            for name in self.bound_names(owner) {
                let old_run = run_of(before, owner, name);
                let new_run = run_of(part, owner, name);
                let old = within(self.before, owner, name, &self.touched.old, old_run.len())?;
                let added = within(self.part, owner, name, &self.touched.new, new_run.len())?;
                let added = part.bindings().slice(new_run.start + added.start..new_run.start + added.end)?;
                replaced.push(Replaced {
                    old: old_run.start + old.start..old_run.start + old.end,
                    new: added.iter().map(new).collect::<Option<_>>()?,
                });
            }
        }
        let run = |bindings: List<'_, Binding>, scopes: &Range<u32>| {
            let place = |scope: u32| bindings.partition_point(|binding| binding.owner.0 < scope);
            place(scopes.start)..place(scopes.end)
        };
        let own = part.bindings().slice(run(part.bindings(), &numbers.new))?;
        replaced.push(Replaced {
            old: run(before.bindings(), &numbers.old),
            new: own.iter().map(new).collect::<Option<_>>()?,
        });
        let mut bindings = Vec::with_capacity(before.bindings().len() + part.bindings().len());
        let mut done = 0;
        let keep = |range: Range<usize>, bindings: &mut Vec<Binding>| {
            for binding in before.bindings().slice(range)? {
                let value = match binding.value {
                    Value::Class(scope) => Value::Class(numbers.of_old(scope)?),
                    Value::Function(scope) => Value::Function(numbers.of_old(scope)?),
                    other => other,
                };
                bindings.push(Binding { owner: numbers.of_old(binding.owner)?, name: binding.name, value });
            }
            Some(())
        };
        for Replaced { old, new } in replaced {
            keep(done..old.start, &mut bindings)?;
            bindings.extend(new);
            done = old.end;
        }
        keep(done..before.bindings().len(), &mut bindings)?;
        Some(bindings)
    }

    /// The names of a scope round the edited parts that these bind, or did, in the order of their numbers.
    fn bound_names(self, owner: ScopeId) -> BTreeSet<NameId> {
        let mut names = BTreeSet::new();
        for (index, bytes) in self.sides() {
            let references = index.references_in(bytes.clone());
            let bound = references.filter(|found| found.owner == owner && found.deed().gives_value());
            names.extend(bound.map(|found| found.name));
            let labels = labels_in(index, bytes).filter(|label| label.deed().gives_value());
            names.extend(
                labels.filter(|label| class_of(index, *label) == Some(owner)).map(|label| label.name),
            );
        }
        names
    }

    /// The two indexes, each with what is edited in it.
    fn sides(&self) -> [(&SegmentIndex, &Range<usize>); 2] {
        [(self.before, &self.touched.old), (self.part, &self.touched.new)]
    }

    // ---- classes

    fn classes(self, numbers: &Renumbering, translation: &Translation<'_>) -> Option<Vec<ClassDraft>> {
        let (before, part) = (self.before.facts()?, self.part.facts()?);
        let mut classes = Vec::with_capacity(before.class_count() + part.class_count());
        for class in before.classes() {
            if let Some(scope) = numbers.of_old(class.scope) {
                classes.push(drafted(class, scope, class.bases.to_vec()));
            }
        }
        for class in part.classes().filter(|class| numbers.new.contains(&class.scope.0)) {
            let bases = class.bases.iter().map(|base| translation.id(base)).collect::<Option<_>>()?;
            classes.push(drafted(class, numbers.of_new(class.scope)?, bases));
        }
        classes.sort_unstable_by_key(|class| class.scope);
        Some(classes)
    }

    // ---- what classes mention

    /// The names that the class doesn't mention any more, and those that it didn't.
    pub(super) fn changed_members(self) -> (Vec<NameId>, Vec<NameId>) {
        let round = self.round();
        let [old, new] = self.sides().map(|(index, bytes)| members_in(index, round, bytes));
        let is_mentioned =
            |name: NameId| self.before.facts().is_some_and(|facts| facts.mentions(round, name));
        let gone = old.difference(&new).copied().filter(|&name| !self.is_member_outside(name)).collect();
        let come = new.difference(&old).copied().filter(|&name| !is_mentioned(name)).collect();
        (gone, come)
    }

    /// Whether the class mentions a name outside of the edit.
    fn is_member_outside(self, name: NameId) -> bool {
        let round = self.round();
        let is_outside = |place: usize| !self.touched.old.contains(&place);
        let mut references = self.before.class_references_of(name);
        if references.any(|found| found.owner == round && is_outside(found.start())) {
            return true;
        }
        let labels = self.before.facts().into_iter().flat_map(|facts| facts.labels_of(name));
        labels
            .filter(|label| label.deed() != Deed::Mention && is_outside(label.start()))
            .any(|label| class_of(self.before, label) == Some(round))
    }

    fn mentioned(self, numbers: &Renumbering) -> Vec<(ScopeId, NameId)> {
        let (gone, come) = self.changed_members();
        let gone: FxHashSet<NameId> = gone.into_iter().collect();
        let all = |index: &SegmentIndex| {
            index.facts().map(|facts| facts.all_mentioned().to_vec()).unwrap_or_default()
        };
        let round = self.round();
        let mut mentioned = Vec::new();
        let old = all(self.before);
        let split = old.partition_point(|(class, _)| class.0 < numbers.old.start);
        let (first, rest) = old.split_at(split);
        let mut come = come;
        come.sort_unstable();
        let mut come = come.into_iter().peekable();
        for &(class, name) in first {
            while let Some(new) = come.next_if(|&new| (round, new) < (class, name)) {
                mentioned.push((round, new));
            }
            if class != round || !gone.contains(&name) {
                mentioned.push((class, name));
            }
        }
        mentioned.extend(come.map(|name| (round, name)));
        let own = all(self.part).into_iter().filter(|(class, _)| numbers.new.contains(&class.0));
        mentioned.extend(own.filter_map(|(class, name)| Some((numbers.of_new(class)?, name))));
        mentioned.extend(rest.iter().filter_map(|&(class, name)| Some((numbers.of_old(class)?, name))));
        mentioned
    }
}

/// A class in another index.
fn drafted(class: ClassFacts<'_>, scope: ScopeId, bases: Vec<ExpressionId>) -> ClassDraft {
    ClassDraft { scope, bases, is_record: class.is_record, is_enumeration: class.is_enumeration }
}

/// Where the bindings of a name stand.
fn run_of(facts: Facts<'_>, owner: ScopeId, name: NameId) -> Range<usize> {
    let first = facts.bindings().partition_point(|binding| (binding.owner, binding.name) < (owner, name));
    first..first + facts.bindings_of(owner, name).len()
}

/// Which of the bindings of a name stand in some bytes; none if they aren't as many as there should be.
fn within(
    index: &SegmentIndex,
    owner: ScopeId,
    name: NameId,
    bytes: &Range<usize>,
    count: usize,
) -> Option<Range<usize>> {
    let of_module = index.module_references_of(name).filter(|_| owner == ScopeId::MODULE);
    let of_class = index.class_references_of(name).filter(|found| found.owner == owner);
    let variables = of_module.chain(of_class).filter(|found| found.deed().gives_value());
    let labels = index.facts().into_iter().flat_map(|facts| facts.labels_of(name));
    let labels = labels.filter(|label| label.deed().gives_value());
    let members = labels.filter(|label| class_of(index, *label) == Some(owner));
    let places = variables.map(|found| found.start()).chain(members.map(Label::start));
    let (mut all, mut first, mut last) = (0, 0, 0);
    for place in places {
        all += 1;
        first += usize::from(place < bytes.start);
        last += usize::from(place < bytes.end);
    }
    (all == count).then_some(first..last)
}

fn labels_in<'a>(index: &'a SegmentIndex, bytes: &Range<usize>) -> impl Iterator<Item = Label> + 'a {
    let facts = index.facts();
    let inside = facts.and_then(|facts| facts.labels.slice(places(facts.labels, bytes, Label::start)));
    inside.unwrap_or_default().iter()
}

/// The names that some bytes mention as the class's own; the module has members only behind a dot.
fn members_in(index: &SegmentIndex, class: ScopeId, bytes: &Range<usize>) -> FxHashSet<NameId> {
    let references =
        index.references_in(bytes.clone()).filter(|found| found.owner == class && class != ScopeId::MODULE);
    let labels = labels_in(index, bytes).filter(|label| label.deed() != Deed::Mention);
    let members = labels.filter(|label| class_of(index, *label) == Some(class));
    references.map(|found| found.name).chain(members.map(|label| label.name)).collect()
}

/// The class whose member a label is by what stands before the dot.
fn class_of(index: &SegmentIndex, label: Label) -> Option<ScopeId> {
    let facts = index.facts()?;
    let Expression::Attribute { object, .. } = facts.expression(label.expression) else { return None };
    let scope = match facts.expression(object) {
        Expression::EnclosingClass { class } => return Some(class),
        Expression::Variable { owner, name } => {
            let receiver = index.scope(owner)?.receiver?;
            Some(owner).filter(|_| receiver.name == name)?
        }
        _ => return None,
    };
    let mut round = scope;
    while round != ScopeId::MODULE {
        let scope = index.scope(round)?;
        if scope.kind == ScopeKind::Class {
            return Some(round);
        }
        round = scope.parent;
    }
    Some(ScopeId::MODULE)
}
