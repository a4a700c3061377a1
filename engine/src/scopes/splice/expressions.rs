//! The expressions of what was edited, with the numbers that equal ones have in the whole text.
//!
//! Those that nothing speaks of any more keep their numbers, so that no other changes; nobody can tell that they are
//! there. When they have become many the index is made afresh.

use rustc_hash::{FxHashMap, FxHashSet};

use super::scopes::Renumbering;
use super::{Edit, places};
use crate::scopes::expression::{Expression, ExpressionId, Label};
use crate::scopes::facts::Facts;
use crate::scopes::names::NameId;
use crate::scopes::scope::ScopeId;
use crate::scopes::value::Value;

/// The expressions of an edited text.
pub(super) struct Translation<'a> {
    /// All, by their numbers.
    pub(super) expressions: Vec<Expression>,
    /// From the numbers in the index of what was edited, as far as it is asked for.
    finals: Vec<Option<ExpressionId>>,
    numbers: &'a Renumbering,
}

impl<'a> Translation<'a> {
    /// None where names were found by spelling alone.
    pub(super) fn of(edit: Edit<'_>, numbers: &'a Renumbering) -> Option<Self> {
        let (before, part) = (edit.before.facts()?, edit.part.facts()?);
        let expressions = before.expressions.iter().map(|one| renumbered(one, numbers)).collect();
        let mut translation = Self { expressions, finals: vec![None; part.expressions.len()], numbers };
        let wanted = wanted(edit, part);
        let mut known = translation.known(part, &wanted);
        for (at, expression) in part.expressions.iter().enumerate() {
            // One of what stands beside the edited parts has its scopes there.
            let is_wanted = wanted.get(at).copied().unwrap_or_default();
            let Some(expression) = translation.translated(expression).filter(|_| is_wanted) else { continue };
            let next = ExpressionId(u32::try_from(translation.expressions.len()).ok()?);
            let id = *known.entry(expression).or_insert(next);
            if id == next {
                translation.expressions.push(expression);
            }
            *translation.finals.get_mut(at)? = Some(id);
        }
        Some(translation)
    }

    /// The expressions of the text before that may be among the wanted ones.
    fn known(&self, part: Facts<'_>, wanted: &[bool]) -> FxHashMap<Expression, ExpressionId> {
        let wanted = part.expressions.iter().zip(wanted).filter(|(_, wanted)| **wanted);
        let names: FxHashSet<NameId> = wanted.filter_map(|(expression, _)| name_of(expression)).collect();
        let mut known = FxHashMap::default();
        let mut is_known = vec![false; self.expressions.len()];
        for (id, &expression) in (0_u32..).map(ExpressionId).zip(&self.expressions) {
            let has = |part: ExpressionId| is_known.get(part.0 as usize).copied().unwrap_or_default();
            let sees = |scope: ScopeId| self.numbers.is_round(scope) || self.numbers.is_new(scope);
            let is_apt = match expression {
                Expression::Opaque => id == ExpressionId::OPAQUE,
                Expression::Variable { owner, .. } => sees(owner),
                Expression::Attribute { object, .. } | Expression::Subscript { object } => has(object),
                Expression::Call { callee, .. } => has(callee),
                Expression::InstanceOf { class } => has(class),
                Expression::Argument { call, .. } => has(call),
                Expression::Super { class }
                | Expression::EnclosingClass { class }
                | Expression::ClassArgument { class, .. } => sees(class),
            };
            let may_be_wanted = is_apt && name_of(expression).is_none_or(|name| names.contains(&name));
            if may_be_wanted {
                known.entry(expression).or_insert(id);
            }
            if let Some(is_known) = is_known.get_mut(id.0 as usize) {
                *is_known = may_be_wanted;
            }
        }
        known
    }

    /// The number of an expression of what was edited.
    pub(super) fn id(&self, id: ExpressionId) -> Option<ExpressionId> {
        self.finals.get(id.0 as usize).copied().flatten()
    }

    fn translated(&self, expression: Expression) -> Option<Expression> {
        let scope = |id: ScopeId| self.numbers.of_new(id);
        Some(match expression {
            Expression::Opaque => expression,
            Expression::Variable { owner, name } => Expression::Variable { owner: scope(owner)?, name },
            Expression::Attribute { object, name } => {
                Expression::Attribute { object: self.id(object)?, name }
            }
            Expression::Call { callee, first } => {
                Expression::Call { callee: self.id(callee)?, first: self.id(first)? }
            }
            Expression::Subscript { object } => Expression::Subscript { object: self.id(object)? },
            Expression::InstanceOf { class } => Expression::InstanceOf { class: self.id(class)? },
            Expression::Super { class } => Expression::Super { class: scope(class)? },
            Expression::EnclosingClass { class } => Expression::EnclosingClass { class: scope(class)? },
            Expression::Argument { call, name } => Expression::Argument { call: self.id(call)?, name },
            Expression::ClassArgument { class, name } => {
                Expression::ClassArgument { class: scope(class)?, name }
            }
        })
    }

    /// A value of what was edited.
    pub(super) fn value(&self, value: Value) -> Option<Value> {
        Some(match value {
            Value::Unknown | Value::Nothing | Value::Import => value,
            Value::Is(id) => Value::Is(self.id(id)?),
            Value::Entered(id) => Value::Entered(self.id(id)?),
            Value::Annotated(id) => Value::Annotated(self.id(id)?),
            Value::ClassVariable(id) => Value::ClassVariable(self.id(id)?),
            Value::Parameter(id) => Value::Parameter(self.id(id)?),
            Value::UnnamedParameter(id) => Value::UnnamedParameter(self.id(id)?),
            Value::Class(scope) => Value::Class(self.numbers.of_new(scope)?),
            Value::Function(scope) => Value::Function(self.numbers.of_new(scope)?),
        })
    }
}

/// An expression of the class with the new numbers of scopes. One of a scope that is replaced is nobody's; the scope in
/// its place may well want an equal one.
fn renumbered(expression: Expression, numbers: &Renumbering) -> Expression {
    let scope = |id: ScopeId| numbers.of_old(id).or_else(|| Some(id).filter(|&id| numbers.is_new(id)));
    let found = match expression {
        Expression::Variable { owner, name } => {
            scope(owner).map(|owner| Expression::Variable { owner, name })
        }
        Expression::Super { class } => scope(class).map(|class| Expression::Super { class }),
        Expression::EnclosingClass { class } => {
            scope(class).map(|class| Expression::EnclosingClass { class })
        }
        Expression::ClassArgument { class, name } => {
            scope(class).map(|class| Expression::ClassArgument { class, name })
        }
        other => Some(other),
    };
    found.unwrap_or(Expression::Opaque)
}

fn name_of(expression: Expression) -> Option<NameId> {
    match expression {
        Expression::Variable { name, .. }
        | Expression::Attribute { name, .. }
        | Expression::Argument { name, .. }
        | Expression::ClassArgument { name, .. } => Some(name),
        _ => None,
    }
}

/// Which expressions of what was edited something speaks of.
fn wanted(edit: Edit<'_>, part: Facts<'_>) -> Vec<bool> {
    let mut wanted = vec![false; part.expressions.len()];
    let mut want = |id: ExpressionId| {
        if let Some(wanted) = wanted.get_mut(id.0 as usize) {
            *wanted = true;
        }
    };
    want(ExpressionId::OPAQUE);
    let labels = places(part.labels, &edit.touched.new, Label::start);
    part.labels.slice(labels).unwrap_or_default().iter().for_each(|label| want(label.expression));
    // Also what stands beside the touched parts, which is little.
    for binding in part.bindings() {
        if let Value::Is(id)
        | Value::Entered(id)
        | Value::Annotated(id)
        | Value::ClassVariable(id)
        | Value::Parameter(id)
        | Value::UnnamedParameter(id) = binding.value
        {
            want(id);
        }
    }
    part.classes().flat_map(|class| class.bases).for_each(&mut want);
    // Parts have smaller numbers than the whole.
    for (at, expression) in part.expressions.iter().enumerate().rev() {
        if !wanted.get(at).copied().unwrap_or_default() {
            continue;
        }
        let (one, other) = match expression {
            Expression::Attribute { object, .. } | Expression::Subscript { object } => (Some(object), None),
            Expression::Call { callee, first } => (Some(callee), Some(first)),
            Expression::InstanceOf { class } => (Some(class), None),
            Expression::Argument { call, .. } => (Some(call), None),
            _ => (None, None),
        };
        for id in one.into_iter().chain(other) {
            if let Some(wanted) = wanted.get_mut(id.0 as usize) {
                *wanted = true;
            }
        }
    }
    wanted
}
