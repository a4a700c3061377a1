//! The end of the walk: scopes of use become owners, drafts become the segment's index.

use rustc_hash::{FxHashMap, FxHashSet};

use super::docstrings::of_members;
use super::{Builder, STEPS_PER_CHECK, ScopeDraft};
use crate::scopes::draft::{FactsDraft, IndexDraft};
use crate::scopes::expression::{Expression, ExpressionId, Label};
use crate::scopes::names::NameId;
use crate::scopes::reference::{Deed, Reference};
use crate::scopes::resolve::{ScopeShape, SymbolFlags, Symbols};
use crate::scopes::scope::{ScopeId, ScopeKind};
use crate::scopes::segment_index::SegmentIndex;
use crate::scopes::value::{Binding, Value};
use crate::worker::{CancelToken, Cancelled};

/// Finds owners; what is asked twice is looked up once.
struct Owners<'a> {
    scopes: &'a [ScopeDraft],
    symbols: &'a mut Symbols,
    class_cell: NameId,
}

impl Owners<'_> {
    fn of(&mut self, scope: ScopeId, name: NameId) -> ScopeId {
        let scopes = self.scopes;
        let shape = |id: ScopeId| {
            scopes.get(id.0 as usize).map_or(
                ScopeShape { kind: ScopeKind::Module, parent: ScopeId::MODULE, sees_class: false },
                |draft| ScopeShape {
                    kind: draft.scope.kind,
                    parent: draft.scope.parent,
                    sees_class: draft.sees_class,
                },
            )
        };
        self.symbols.owner(scope, name, self.class_cell, shape)
    }

    /// The class round a scope, the module if there is none.
    fn class_round(&self, scope: ScopeId) -> ScopeId {
        let mut id = scope;
        while let Some(draft) = self.scopes.get(id.0 as usize).filter(|_| id != ScopeId::MODULE) {
            if draft.scope.kind == ScopeKind::Class {
                return id;
            }
            id = draft.scope.parent;
        }
        ScopeId::MODULE
    }
}

/// Equal expressions become one.
#[derive(Default)]
struct Expressions {
    ids: FxHashMap<Expression, ExpressionId>,
    expressions: Vec<Expression>,
    /// From the number of a draft to its final one.
    finals: Vec<ExpressionId>,
}

impl Expressions {
    fn take(&mut self, draft: Expression, owners: &mut Owners<'_>) {
        let known =
            |id: ExpressionId| self.finals.get(id.0 as usize).copied().unwrap_or(ExpressionId::OPAQUE);
        let expression = match draft {
            Expression::Opaque | Expression::ClassArgument { .. } => draft,
            Expression::EnclosingClass { class } => {
                Expression::EnclosingClass { class: owners.class_round(class) }
            }
            Expression::Variable { owner, name } => {
                Expression::Variable { owner: owners.of(owner, name), name }
            }
            Expression::Attribute { object, name } => Expression::Attribute { object: known(object), name },
            Expression::Call { callee, first } => {
                Expression::Call { callee: known(callee), first: known(first) }
            }
            Expression::Subscript { object } => Expression::Subscript { object: known(object) },
            Expression::InstanceOf { class } => Expression::InstanceOf { class: known(class) },
            Expression::Super { class } => Expression::Super { class: owners.class_round(class) },
            Expression::Argument { call, name } => Expression::Argument { call: known(call), name },
        };
        let next = ExpressionId(u32::try_from(self.expressions.len()).unwrap_or(u32::MAX));
        let id = *self.ids.entry(expression).or_insert(next);
        if id == next {
            self.expressions.push(expression);
        }
        self.finals.push(id);
    }

    fn id(&self, draft: ExpressionId) -> ExpressionId {
        self.finals.get(draft.0 as usize).copied().unwrap_or(ExpressionId::OPAQUE)
    }

    fn value(&self, draft: Value) -> Value {
        match draft {
            Value::Is(expression) => Value::Is(self.id(expression)),
            Value::Entered(expression) => Value::Entered(self.id(expression)),
            Value::Annotated(expression) => Value::Annotated(self.id(expression)),
            Value::ClassVariable(expression) => Value::ClassVariable(self.id(expression)),
            Value::Parameter(expression) => Value::Parameter(self.id(expression)),
            Value::UnnamedParameter(expression) => Value::UnnamedParameter(self.id(expression)),
            other => other,
        }
    }
}

impl Builder<'_, '_> {
    /// Notes which of the names that are used the class binds in what isn't walked.
    fn note_what_is_outside(&mut self) {
        let Some(outside) = self.outside else { return };
        let said = self.expressions.iter().filter_map(|expression| match expression {
            Expression::Variable { name, .. } => Some(*name),
            _ => None,
        });
        let names: FxHashSet<NameId> = self.uses.iter().map(|used| used.name).chain(said).collect();
        for name in names {
            if let Some(class) = outside.binder(name) {
                self.symbols.note(class, name, SymbolFlags::BOUND);
            }
        }
    }

    pub(super) fn finish(mut self, cancel: &CancelToken) -> Result<SegmentIndex, Cancelled> {
        if let Some(offsets) = self.offsets {
            self.move_back(offsets);
        }
        self.note_what_is_outside();
        let class_cell = self.names.intern("__class__");
        let mut owners = Owners { scopes: &self.scopes, symbols: &mut self.symbols, class_cell };
        let mut expressions = Expressions::default();
        for (done, draft) in self.expressions.iter().enumerate() {
            if done % STEPS_PER_CHECK as usize == 0 {
                cancel.check()?;
            }
            expressions.take(*draft, &mut owners);
        }
        let mut references = Vec::with_capacity(self.uses.len());
        let mut bindings = Vec::new();
        for (done, used) in self.uses.iter().enumerate() {
            if done % STEPS_PER_CHECK as usize == 0 {
                cancel.check()?;
            }
            let owner = owners.of(used.scope, used.name);
            references.extend(Reference::new(used.start..used.end, used.deed, used.name, owner));
            if used.deed.gives_value() {
                let value = expressions.value(used.value);
                bindings.push((used.start, Binding { owner, name: used.name, value }));
            }
        }
        let mut labels = Vec::with_capacity(self.labels.len());
        let mut mentioned = Vec::new();
        let mut explained = Vec::new();
        for (done, draft) in self.labels.iter().enumerate() {
            if done % STEPS_PER_CHECK as usize == 0 {
                cancel.check()?;
            }
            let expression = expressions.id(draft.expression);
            let label = Label::new(draft.start..draft.end, draft.deed, draft.name, expression);
            labels.extend(label.filter(|label| label.deed() != Deed::Mention));
            let Some(Expression::Attribute { object, name }) =
                expressions.expressions.get(expression.0 as usize)
            else {
                continue;
            };
            let class = match expressions.expressions.get(object.0 as usize) {
                Some(Expression::EnclosingClass { class }) => *class,
                Some(Expression::Variable { owner, name: receiver }) => {
                    match self.scopes.get(owner.0 as usize) {
                        Some(draft) if draft.scope.receiver.is_some_and(|found| found.name == *receiver) => {
                            owners.class_round(*owner)
                        }
                        _ => continue,
                    }
                }
                _ => continue,
            };
            if draft.deed == Deed::Mention {
                explained.extend(label.map(|label| ((class, *name), label)));
                continue;
            }
            mentioned.push((class, *name));
            if draft.deed.gives_value() {
                let value = expressions.value(draft.value);
                bindings.push((draft.start, Binding { owner: class, name: *name, value }));
            }
        }
        let of_class = |reference: &&Reference| {
            self.scopes
                .get(reference.owner.0 as usize)
                .is_some_and(|draft| draft.scope.kind == ScopeKind::Class)
        };
        mentioned.extend(references.iter().filter(of_class).map(|found| (found.owner, found.name)));
        labels.extend(of_members(explained, &mentioned));
        for class in &mut self.classes {
            for base in &mut class.bases {
                *base = expressions.id(*base);
            }
        }
        let scopes = self.scopes.into_iter().map(|draft| draft.scope).collect();
        let facts =
            FactsDraft::new(expressions.expressions, labels, bindings, self.classes, mentioned, cancel)?;
        IndexDraft::new(scopes, references, Some(facts), cancel)?.pack(cancel)
    }
}
