//! Which classes of the file a class derives from.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::resolver::{Bound, Resolver, STEPS};
use super::symbols::ScopeKey;
use crate::scopes::{ClassFacts, Expression, ExpressionId, Value};
use crate::segments::SegmentId;
use crate::worker::Cancelled;

/// How many ancestors of a class are looked through for a name. Real hierarchies of one file have less
/// than twenty; the limit keeps a chain of thousands of classes from costs that grow with its square.
pub(super) const ANCESTORS: usize = 256;

impl Resolver<'_> {
    /// The bases of a class that are classes of this file, in their order.
    pub(super) fn bases_of(&mut self, class: ScopeKey) -> Result<Arc<[ScopeKey]>, Cancelled> {
        if let Some(known) = self.memory.bases.get(&class) {
            return Ok(Arc::clone(known));
        }
        let index = self.index(class.segment);
        let facts = index.as_ref().and_then(|index| index.facts()).and_then(|facts| facts.class(class.scope));
        let mut bases = Vec::new();
        for base in facts.map(|facts| facts.bases).unwrap_or_default() {
            let named = match self.class_named(class.segment, base, STEPS)? {
                Some(named) if named == class => self.defined_before(class, base)?,
                named => named,
            };
            bases.extend(named);
        }
        let bases: Arc<[ScopeKey]> = bases.into();
        self.memory.bases.insert(class, Arc::clone(&bases));
        Ok(bases)
    }

    /// The class that a path of names leads to, inheritance left out, so that bases never depend on
    /// themselves.
    fn class_named(
        &mut self,
        segment: SegmentId,
        expression: ExpressionId,
        steps: u8,
    ) -> Result<Option<ScopeKey>, Cancelled> {
        let mut names = Vec::new();
        let mut root = expression;
        let bound = loop {
            match self.expression(segment, root) {
                Expression::Attribute { object, name } => {
                    names.push(name);
                    root = object;
                }
                Expression::Subscript { object } => root = object,
                Expression::Variable { owner, name } => break self.variable_bound(segment, owner, name)?,
                _ => return Ok(None),
            }
        };
        let mut class = self.class_bound(bound, steps)?;
        while let Some(name) = names.pop() {
            let Some(outer) = class else { return Ok(None) };
            let bound = self.own_bound(outer, name);
            class = self.class_bound(bound, steps)?;
        }
        Ok(class)
    }

    fn class_bound(&mut self, bound: Option<Bound>, steps: u8) -> Result<Option<ScopeKey>, Cancelled> {
        let Some(Bound { segment, value, .. }) = bound else { return Ok(None) };
        match (value, steps.checked_sub(1)) {
            (Value::Class(scope), _) => Ok(Some(ScopeKey { segment, scope })),
            (Value::Is(expression), Some(steps)) => self.class_named(segment, expression, steps),
            _ => Ok(None),
        }
    }

    /// `class Tide(Tide)` derives from what had the name before.
    fn defined_before(&mut self, class: ScopeKey, base: ExpressionId) -> Result<Option<ScopeKey>, Cancelled> {
        let Expression::Variable { owner, name } = self.expression(class.segment, base) else {
            return Ok(None);
        };
        let bindings = self.variable_bindings(class.segment, owner, name)?;
        let classes = bindings.iter().filter_map(|&(segment, binding)| match binding.value {
            Value::Class(scope) => Some(ScopeKey { segment, scope }),
            _ => None,
        });
        Ok(classes.take_while(|&defined| defined != class).last())
    }

    /// Visits a class and its ancestors, nearest first along each line, until `visit` says that a line is
    /// done. Each class is visited once.
    pub(super) fn walk_up(
        &mut self,
        class: ScopeKey,
        with_class: bool,
        mut visit: impl FnMut(&Self, ScopeKey) -> Walk,
    ) -> Result<(), Cancelled> {
        // Most classes have no base in their file.
        if !with_class && self.bases_of(class)?.is_empty() {
            return Ok(());
        }
        let mut visited = FxHashSet::default();
        visited.insert(class);
        let mut todo = vec![class];
        let mut is_first = true;
        while let Some(at) = todo.pop() {
            let skip = is_first && !with_class;
            is_first = false;
            if !skip {
                match visit(self, at) {
                    Walk::On => {}
                    Walk::Enough => continue,
                }
            }
            for &base in self.bases_of(at)?.iter().rev() {
                if visited.len() < ANCESTORS && visited.insert(base) {
                    todo.push(base);
                }
            }
        }
        Ok(())
    }

    /// A class and its ancestors, each before its own bases and otherwise from left to right, which is
    /// Python's method resolution order where that order exists.
    pub(super) fn line_of(&mut self, class: ScopeKey) -> Result<Vec<ScopeKey>, Cancelled> {
        let mut visited = FxHashSet::default();
        visited.insert(class);
        let bases = self.bases_of(class)?;
        let mut path = vec![(class, bases.len(), bases)];
        let mut line = Vec::new();
        while let Some((at, left, bases)) = path.last_mut() {
            // From the last base to the first, because the line is turned round at the end.
            let next = left.checked_sub(1);
            let Some((next, &base)) = next.and_then(|next| Some((next, bases.get(next)?))) else {
                line.push(*at);
                path.pop();
                continue;
            };
            *left = next;
            if visited.len() < ANCESTORS && visited.insert(base) {
                let bases = self.bases_of(base)?;
                path.push((base, bases.len(), bases));
            }
        }
        line.reverse();
        Ok(line)
    }

    /// What is known of a class besides its names.
    pub(super) fn class_facts(&self, class: ScopeKey) -> Option<ClassFacts<'_>> {
        self.memory.index(class.segment)?.facts()?.class(class.scope)
    }
}

/// What a walk over ancestors does next.
pub(super) enum Walk {
    /// Goes on to the bases.
    On,
    /// Leaves the bases of this class out.
    Enough,
}
