//! Follows names through the file: which class stands before a dot, which function a call calls.
//!
//! Invariant: what is found depends on the text alone, not on which segments happened to be indexed
//! before: whatever a step depends on is indexed first. So it may be remembered until the text changes.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::answer::Certainty;
use super::file_index::FileIndex;
use super::of_module::OfModule;
use super::reasons::Reason;
use super::spelled::Spelled;
use super::symbols::{ScopeKey, SymbolId, Symbols};
use crate::scopes::{
    Binding, Expression, ExpressionId, List, NameId, ScopeId, ScopeKind, SegmentIndex, Value,
};
use crate::segments::SegmentId;
use crate::worker::{CancelToken, Cancelled};

/// How many bindings one inference may go through: `x = y`, `y = Foo()` are two.
pub(super) const STEPS: u8 = 3;

/// What an expression is, as far as a name after it is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Type {
    Instance(ScopeKey),
    Class(ScopeKey),
    /// What `super()` gives in a method of the class.
    Super(ScopeKey),
    Function(ScopeKey),
}

/// A type, and how it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Inferred {
    pub(super) what: Type,
    pub(super) certainty: Certainty,
    pub(super) reason: Reason,
}

/// The one thing that a name is bound to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bound {
    pub(super) segment: SegmentId,
    pub(super) value: Value,
    /// Whether the name has no other binding.
    pub(super) is_only: bool,
}

/// What was found since the text changed last.
#[derive(Default)]
pub(super) struct Memory {
    indexes: FxHashMap<SegmentId, Arc<SegmentIndex>>,
    types: FxHashMap<(SegmentId, ExpressionId, u8), Option<Inferred>>,
    pub(super) paths: FxHashMap<(SegmentId, ExpressionId), Option<SymbolId>>,
    module: FxHashMap<NameId, Arc<[(SegmentId, Binding)]>>,
    pub(super) bases: FxHashMap<ScopeKey, Arc<[ScopeKey]>>,
    pub(super) symbols: Symbols,
    /// Variables that come from outside of the file.
    pub(super) foreign: FxHashSet<SymbolId>,
    /// The names that were asked about last.
    pub(super) spelled: Vec<Spelled>,
    /// The module's variables that were asked about last.
    pub(super) of_module: Vec<OfModule>,
}

impl Memory {
    pub(super) fn index(&self, segment: SegmentId) -> Option<&SegmentIndex> {
        self.indexes.get(&segment).map(Arc::as_ref)
    }
}

/// One question's way through the file.
pub(super) struct Resolver<'f> {
    pub(super) file: &'f mut FileIndex,
    pub(super) memory: Memory,
    pub(super) cancel: &'f CancelToken,
}

impl FileIndex {
    /// Lets `ask` follow names; what it finds is remembered until the text changes.
    pub(super) fn resolve<T>(
        &mut self,
        cancel: &CancelToken,
        ask: impl FnOnce(&mut Resolver<'_>) -> Result<T, Cancelled>,
    ) -> Result<T, Cancelled> {
        let memory = std::mem::take(&mut self.memory);
        let mut resolver = Resolver { file: self, memory, cancel };
        let answer = ask(&mut resolver);
        let memory = resolver.memory;
        self.memory = memory;
        answer
    }
}

impl Resolver<'_> {
    /// Makes a segment known to the resolver.
    pub(super) fn meet(&mut self, segment: SegmentId, index: &Arc<SegmentIndex>) {
        self.memory.indexes.entry(segment).or_insert_with(|| Arc::clone(index));
    }

    pub(super) fn index(&self, segment: SegmentId) -> Option<Arc<SegmentIndex>> {
        self.memory.indexes.get(&segment).map(Arc::clone)
    }

    pub(super) fn expression(&self, segment: SegmentId, id: ExpressionId) -> Expression {
        let facts = self.memory.index(segment).and_then(SegmentIndex::facts);
        facts.map_or(Expression::Opaque, |facts| facts.expression(id))
    }

    pub(super) fn kind_of_scope(&self, key: ScopeKey) -> ScopeKind {
        let index = self.memory.index(key.segment);
        index.and_then(|index| index.scope(key.scope)).map_or(ScopeKind::Module, |scope| scope.kind)
    }

    /// All bindings of a variable of the module, in the order of the text.
    fn module_bindings(&mut self, name: NameId) -> Result<Arc<[(SegmentId, Binding)]>, Cancelled> {
        if let Some(known) = self.memory.module.get(&name) {
            return Ok(Arc::clone(known));
        }
        let mut bindings = Vec::new();
        for (segment, index) in self.file.binders_of(name, self.cancel)? {
            self.meet(segment, &index);
            let facts = index.facts();
            let found = facts.map(|facts| facts.bindings_of(ScopeId::MODULE, name)).unwrap_or_default();
            bindings.extend(found.iter().map(|binding| (segment, binding)));
        }
        let bindings: Arc<[_]> = bindings.into();
        self.memory.module.insert(name, Arc::clone(&bindings));
        Ok(bindings)
    }

    /// What a variable is bound to, if that is one thing.
    pub(super) fn variable_bound(
        &mut self,
        segment: SegmentId,
        owner: ScopeId,
        name: NameId,
    ) -> Result<Option<Bound>, Cancelled> {
        if owner == ScopeId::MODULE {
            let bindings = self.module_bindings(name)?;
            return Ok(the_one(bindings.iter().copied()));
        }
        Ok(self.own_bound(ScopeKey { segment, scope: owner }, name))
    }

    /// All bindings of a variable, in the order of the text.
    pub(super) fn variable_bindings(
        &mut self,
        segment: SegmentId,
        owner: ScopeId,
        name: NameId,
    ) -> Result<Arc<[(SegmentId, Binding)]>, Cancelled> {
        if owner == ScopeId::MODULE {
            return self.module_bindings(name);
        }
        let bindings = self.own_bindings(ScopeKey { segment, scope: owner }, name);
        Ok(bindings.iter().map(|binding| (segment, binding)).collect())
    }

    /// What a name of a scope inside a segment is bound to, if that is one thing.
    pub(super) fn own_bound(&self, owner: ScopeKey, name: NameId) -> Option<Bound> {
        let bindings = self.own_bindings(owner, name);
        the_one(bindings.iter().map(|binding| (owner.segment, binding)))
    }

    pub(super) fn own_bindings(&self, owner: ScopeKey, name: NameId) -> List<'_, Binding> {
        let facts = self.memory.index(owner.segment).and_then(SegmentIndex::facts);
        facts.map(|facts| facts.bindings_of(owner.scope, name)).unwrap_or_default()
    }

    /// Whether a variable comes from outside of the file: imported, or bound nowhere.
    pub(super) fn is_foreign(
        &mut self,
        segment: SegmentId,
        owner: ScopeId,
        name: NameId,
    ) -> Result<bool, Cancelled> {
        let is_import = |binding: &Binding| binding.value == Value::Import;
        if owner == ScopeId::MODULE {
            return Ok(self.module_bindings(name)?.iter().all(|(_, binding)| is_import(binding)));
        }
        let bindings = self.own_bindings(ScopeKey { segment, scope: owner }, name);
        Ok(!bindings.is_empty() && bindings.iter().all(|binding| is_import(&binding)))
    }

    /// Whether nothing in the file binds a name of the module.
    pub(super) fn is_unbound(&mut self, name: NameId) -> Result<bool, Cancelled> {
        Ok(self.module_bindings(name)?.is_empty())
    }

    /// What an expression is. `steps` limits the bindings that are gone through.
    pub(super) fn type_of(
        &mut self,
        segment: SegmentId,
        expression: ExpressionId,
        steps: u8,
    ) -> Result<Option<Inferred>, Cancelled> {
        // A file has as many of these as methods; looking one up takes longer than finding out.
        if let Expression::Variable { owner, name } = self.expression(segment, expression)
            && let Some(receiver) = self.type_of_receiver(segment, owner, name)
        {
            return Ok(Some(receiver));
        }
        // From the expression inwards until something is known, then outwards again.
        let mut inwards = vec![expression];
        let mut known = None;
        while let Some(&last) = inwards.last() {
            if let Some(&inferred) = self.memory.types.get(&(segment, last, steps)) {
                known = inferred;
                inwards.pop();
                break;
            }
            match self.expression(segment, last) {
                Expression::Attribute { object: inner, .. }
                | Expression::Call { callee: inner, .. }
                | Expression::Subscript { object: inner }
                | Expression::InstanceOf { class: inner } => inwards.push(inner),
                _ => {
                    known = self.type_of_root(segment, last, steps)?;
                    self.memory.types.insert((segment, last, steps), known);
                    inwards.pop();
                    break;
                }
            }
        }
        while let Some(outer) = inwards.pop() {
            known = self.type_after(segment, outer, known, steps)?;
            self.memory.types.insert((segment, outer, steps), known);
        }
        Ok(known)
    }

    /// The type of an expression that has no inner one.
    fn type_of_root(
        &mut self,
        segment: SegmentId,
        expression: ExpressionId,
        steps: u8,
    ) -> Result<Option<Inferred>, Cancelled> {
        let exact = |what, reason| Some(Inferred { what, certainty: Certainty::Exact, reason });
        Ok(match self.expression(segment, expression) {
            Expression::Variable { owner, name } => self.type_of_variable(segment, owner, name, steps)?,
            Expression::Super { class } if class != ScopeId::MODULE => {
                let class = ScopeKey { segment, scope: class };
                exact(Type::Super(class), Reason::Super { class })
            }
            Expression::EnclosingClass { class } if class != ScopeId::MODULE => {
                let class = ScopeKey { segment, scope: class };
                exact(Type::Class(class), Reason::InBody { class })
            }
            _ => None,
        })
    }

    /// The type of an expression from that of its inner one.
    fn type_after(
        &mut self,
        segment: SegmentId,
        expression: ExpressionId,
        inner: Option<Inferred>,
        steps: u8,
    ) -> Result<Option<Inferred>, Cancelled> {
        match self.expression(segment, expression) {
            Expression::Subscript { .. } => {
                Ok(inner.filter(|inferred| matches!(inferred.what, Type::Class(_))))
            }
            Expression::InstanceOf { .. } => Ok(inner.and_then(|inferred| match inferred.what {
                Type::Class(class) => Some(Inferred {
                    what: Type::Instance(class),
                    reason: Reason::Instance { class },
                    ..inferred
                }),
                _ => None,
            })),
            Expression::Call { callee, first } => self.type_of_call(segment, callee, first, inner, steps),
            Expression::Attribute { name, .. } => match inner {
                Some(object) => self.type_of_member(object, name, steps),
                None => Ok(None),
            },
            _ => Ok(None),
        }
    }

    fn type_of_variable(
        &mut self,
        segment: SegmentId,
        owner: ScopeId,
        name: NameId,
        steps: u8,
    ) -> Result<Option<Inferred>, Cancelled> {
        if let Some(receiver) = self.type_of_receiver(segment, owner, name) {
            return Ok(Some(receiver));
        }
        let index = self.memory.index(segment);
        let scope = index.and_then(|index| index.scope(owner));
        let is_class = scope.is_some_and(|scope| scope.kind == ScopeKind::Class);
        if name == self.file.known.class_cell && is_class {
            let class = ScopeKey { segment, scope: owner };
            let (what, reason) = (Type::Class(class), Reason::ClassName { class });
            return Ok(Some(Inferred { what, certainty: Certainty::Exact, reason }));
        }
        match self.variable_bound(segment, owner, name)? {
            Some(bound) => self.type_of_bound(bound, name, steps),
            None => Ok(None),
        }
    }

    /// The type of the first parameter of a method; none if the variable is something else.
    fn type_of_receiver(&self, segment: SegmentId, owner: ScopeId, name: NameId) -> Option<Inferred> {
        let scope = self.memory.index(segment)?.scope(owner)?;
        let receiver = scope.receiver.filter(|receiver| receiver.name == name)?;
        let class = self.class_round(ScopeKey { segment, scope: owner })?;
        // A function in a class that has no `def` may be called with something else first.
        let certainty = if scope.kind == ScopeKind::Lambda { Certainty::Likely } else { Certainty::Exact };
        Some(Inferred {
            what: if receiver.is_class { Type::Class(class) } else { Type::Instance(class) },
            certainty,
            reason: Reason::Receiver { class },
        })
    }

    /// The class round a scope.
    fn class_round(&self, key: ScopeKey) -> Option<ScopeKey> {
        let index = self.memory.index(key.segment)?;
        let mut id = key.scope;
        while id != ScopeId::MODULE {
            let scope = index.scope(id)?;
            if scope.kind == ScopeKind::Class {
                return Some(ScopeKey { scope: id, ..key });
            }
            id = scope.parent;
        }
        None
    }

    /// What a name is that is bound to one thing.
    pub(super) fn type_of_bound(
        &mut self,
        bound: Bound,
        name: NameId,
        steps: u8,
    ) -> Result<Option<Inferred>, Cancelled> {
        let segment = bound.segment;
        let certainty = if bound.is_only { Certainty::Exact } else { Certainty::Likely };
        let (expression, is_annotation) = match bound.value {
            Value::Class(scope) => {
                let class = ScopeKey { segment, scope };
                let reason = Reason::ClassName { class };
                return Ok(Some(Inferred { what: Type::Class(class), certainty, reason }));
            }
            Value::Function(scope) => {
                let function = ScopeKey { segment, scope };
                let reason = Reason::Parameter { function };
                return Ok(Some(Inferred { what: Type::Function(function), certainty, reason }));
            }
            Value::Is(expression) | Value::Entered(expression) => (expression, false),
            Value::Annotated(expression)
            | Value::ClassVariable(expression)
            | Value::Parameter(expression)
            | Value::UnnamedParameter(expression) => (expression, true),
            Value::Unknown | Value::Nothing | Value::Import => return Ok(None),
        };
        let Some(steps) = steps.checked_sub(1) else { return Ok(None) };
        let inferred = self.type_of(segment, expression, steps)?;
        Ok(inferred.and_then(|inferred| {
            let (what, reason) = match (inferred.what, bound.value) {
                (Type::Instance(class) | Type::Class(class), _) if is_annotation => {
                    (inferred.what, Reason::Annotated { name, class })
                }
                (Type::Instance(class), Value::Entered(_)) => {
                    (inferred.what, Reason::Entered { name, class })
                }
                (_, Value::Entered(_)) => return None,
                (Type::Instance(class), _) => (inferred.what, Reason::BoundOnce { name, class }),
                (Type::Class(class), _) => (inferred.what, Reason::Alias { name, class }),
                (other, _) => (other, inferred.reason),
            };
            Some(Inferred { what, certainty: Certainty::Likely, reason })
        }))
    }
}

/// The one binding that says what a name is: an annotation before all, then the last class or function,
/// then a value that no other contradicts. `None` says nothing either way.
fn the_one(bindings: impl Iterator<Item = (SegmentId, Binding)>) -> Option<Bound> {
    let mut count = 0_usize;
    let mut best: Option<(u8, Bound)> = None;
    for (segment, Binding { value, .. }) in bindings {
        let rank = match value {
            Value::Nothing => continue,
            Value::Annotated(_) | Value::ClassVariable(_) => 3,
            Value::Parameter(annotation) | Value::UnnamedParameter(annotation)
                if annotation != ExpressionId::OPAQUE =>
            {
                3
            }
            Value::Class(_) => 2,
            Value::Function(_) => 1,
            _ => 0,
        };
        count += 1;
        let is_better = best.is_none_or(|(found, _)| rank > found || rank == found && rank < 3);
        if is_better {
            best = Some((rank, Bound { segment, value, is_only: true }));
        }
    }
    let (rank, bound) = best?;
    (rank > 0 || count == 1).then_some(Bound { is_only: count == 1, ..bound })
}
