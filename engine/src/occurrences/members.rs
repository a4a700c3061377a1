//! Names of classes: `self.x`, `Class.x`, `super().x`, what inheritance makes one.
//!
//! A class of the file shares its names with the bases that are classes of the file. Of two bases that
//! know nothing of each other, a name is one only through a class that mentions it, too.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::answer::Certainty;
use super::reasons::Reason;
use super::resolver::{Bound, Inferred, Resolver, STEPS, Type};
use super::symbols::{ScopeKey, Symbol, SymbolId};
use crate::scopes::{Deed, Expression, ExpressionId, NameId, SegmentIndex, Value};
use crate::syntax::ParseKey;
use crate::worker::Cancelled;

/// How many ancestors of a class are looked through for a name. Real hierarchies of one file have less
/// than twenty; the limit keeps a chain of thousands of classes from costs that grow with its square.
const ANCESTORS: usize = 256;

/// What a name after a dot means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Meaning {
    pub(super) symbol: SymbolId,
    pub(super) certainty: Certainty,
    pub(super) reason: Reason,
}

impl Meaning {
    /// What is left of it where the name stands in a string.
    pub(super) fn as_said_by(self, deed: Deed) -> Self {
        let certainty = deed.certainty();
        if certainty == Certainty::Exact || certainty < self.certainty {
            return self;
        }
        Self { certainty, reason: Reason::InString { deed }, ..self }
    }
}

impl Resolver<'_> {
    /// The bases of a class that are classes of this file, in their order.
    pub(super) fn bases_of(&mut self, class: ScopeKey) -> Result<Arc<[ScopeKey]>, Cancelled> {
        if let Some(known) = self.memory.bases.get(&class) {
            return Ok(Arc::clone(known));
        }
        let facts = self.index(class.segment);
        let facts = facts.as_ref().and_then(|index| index.facts()).and_then(|facts| facts.class(class.scope));
        let mut bases = Vec::new();
        for &base in facts.map(|facts| &facts.bases[..]).unwrap_or_default() {
            bases.extend(self.class_named(class.segment, base, STEPS)?);
        }
        let bases: Arc<[ScopeKey]> = bases.into();
        self.memory.bases.insert(class, Arc::clone(&bases));
        Ok(bases)
    }

    /// The class that a path of names leads to, inheritance left out, so that bases never depend on
    /// themselves.
    fn class_named(
        &mut self,
        segment: ParseKey,
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

    /// Visits a class and its ancestors, nearest first along each line, until `visit` says that a line is
    /// done. Each class is visited once.
    fn walk_up(
        &mut self,
        class: ScopeKey,
        with_class: bool,
        mut visit: impl FnMut(&Self, ScopeKey) -> Walk,
    ) -> Result<(), Cancelled> {
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
                    Walk::Stop => return Ok(()),
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

    fn mentions(&self, class: ScopeKey, name: NameId) -> bool {
        let facts = self.memory.index(class.segment).and_then(SegmentIndex::facts);
        facts.is_some_and(|facts| facts.mentions(class.scope, name))
    }

    /// The nearest ancestors that mention a name as their own.
    pub(super) fn ancestors_mentioning(
        &mut self,
        class: ScopeKey,
        name: NameId,
    ) -> Result<Vec<ScopeKey>, Cancelled> {
        let mut found = Vec::new();
        self.walk_up(class, false, |resolver, ancestor| {
            if resolver.mentions(ancestor, name) {
                found.push(ancestor);
                Walk::Enough
            } else {
                Walk::On
            }
        })?;
        Ok(found)
    }

    /// What a member is bound to by the nearest class that binds it, and that class.
    pub(super) fn member_bound(
        &mut self,
        class: ScopeKey,
        with_class: bool,
        name: NameId,
    ) -> Result<Option<(ScopeKey, Option<Bound>)>, Cancelled> {
        let mut found = None;
        self.walk_up(class, with_class, |resolver, at| {
            if resolver.own_bindings(at, name).is_empty() {
                return Walk::On;
            }
            found = Some((at, resolver.own_bound(at, name)));
            Walk::Stop
        })?;
        Ok(found)
    }

    /// What `object.name` is.
    pub(super) fn type_of_member(
        &mut self,
        object: Inferred,
        name: NameId,
        steps: u8,
    ) -> Result<Option<Inferred>, Cancelled> {
        let (class, with_class) = match object.what {
            Type::Instance(class) if name == self.file.known.class_cell => {
                return Ok(Some(Inferred { what: Type::Class(class), ..object }));
            }
            Type::Instance(class) | Type::Class(class) => (class, true),
            Type::Super(class) => (class, false),
            Type::Function(_) => return Ok(None),
        };
        let Some((_, Some(bound))) = self.member_bound(class, with_class, name)? else { return Ok(None) };
        let inferred = self.type_of_bound(bound, name, steps)?;
        Ok(inferred
            .map(|inferred| Inferred { certainty: inferred.certainty.max(object.certainty), ..inferred }))
    }

    /// The member that `object.name` is, where the class of `object` is known.
    pub(super) fn member(&mut self, object: Inferred, name: NameId) -> Result<Option<Meaning>, Cancelled> {
        let class = match object.what {
            Type::Instance(class) | Type::Class(class) | Type::Super(class) => class,
            Type::Function(_) => return Ok(None),
        };
        let mut certainty = object.certainty;
        if matches!(object.what, Type::Super(_)) && self.ancestors_mentioning(class, name)?.is_empty() {
            // A base that isn't in this file has it.
            certainty = Certainty::Likely;
        }
        let symbol = self.memory.symbols.intern(Symbol::Member { class, name });
        Ok(Some(Meaning { symbol, certainty, reason: object.reason }))
    }

    /// The member as the topmost class that mentions it has it, so that paths from it are equal.
    pub(super) fn topmost_member(&mut self, class: ScopeKey, name: NameId) -> Result<SymbolId, Cancelled> {
        let mut top = class;
        for _ in 0..ANCESTORS {
            match self.ancestors_mentioning(top, name)?.first() {
                Some(&above) if above != class => top = above,
                _ => break,
            }
        }
        Ok(self.memory.symbols.intern(Symbol::Member { class: top, name }))
    }
}

/// What a walk over ancestors does next.
enum Walk {
    /// Goes on to the bases.
    On,
    /// Leaves the bases of this class out.
    Enough,
    /// Ends.
    Stop,
}
