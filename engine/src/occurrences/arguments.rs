//! Keyword arguments: `f(x=1)` means the parameter `x` of `f`.

use super::answer::Certainty;
use super::members::Meaning;
use super::reasons::Reason;
use super::resolver::{Bound, Inferred, Resolver, STEPS, Type};
use super::symbols::{ScopeKey, Symbol, SymbolId};
use crate::scopes::{Expression, ExpressionId, NameId, ScopeId, Value};
use crate::segments::SegmentId;
use crate::worker::Cancelled;

impl Resolver<'_> {
    /// What the keyword `name` of a call means.
    pub(super) fn argument(
        &mut self,
        segment: SegmentId,
        call: ExpressionId,
        name: NameId,
    ) -> Result<Meaning, Cancelled> {
        let Expression::Call { callee, first } = self.expression(segment, call) else {
            return self.argument_of_unknown(None, name);
        };
        let called = self.type_of(segment, callee, STEPS)?;
        if let Some(called) = called {
            let meaning = match called.what {
                Type::Function(function) => self.parameter(function, name, called.certainty)?,
                Type::Class(class) => self.constructor_argument(class, name, called.certainty)?,
                Type::Instance(class) => {
                    let call = self.file.known.call;
                    self.method_parameter(class, true, call, name, called.certainty)?
                }
                Type::Super(_) => None,
            };
            if let Some(meaning) = meaning {
                return Ok(meaning);
            }
        } else if let Some(meaning) = self.passed_on(segment, callee, first, name)? {
            return Ok(meaning);
        }
        let callee = self.path(segment, callee)?;
        self.argument_of_unknown(callee, name)
    }

    /// `partial(f, x=1)` gives `x` to `f`; `replace(point, x=1)` and `point._replace(x=1)` give it to the
    /// class of `point`.
    fn passed_on(
        &mut self,
        segment: SegmentId,
        callee: ExpressionId,
        first: ExpressionId,
        name: NameId,
    ) -> Result<Option<Meaning>, Cancelled> {
        let known = self.file.known;
        let (Expression::Variable { name: last, .. } | Expression::Attribute { name: last, .. }) =
            self.expression(segment, callee)
        else {
            return Ok(None);
        };
        let replaced = match self.expression(segment, callee) {
            Expression::Attribute { object, .. } if last == known.replace_fields => Some(object),
            _ => (last == known.replace).then_some(first),
        };
        if let Some(replaced) = replaced {
            return match self.type_of(segment, replaced, STEPS)? {
                Some(Inferred { what: Type::Instance(class), certainty, .. }) => {
                    self.constructor_argument(class, name, certainty)
                }
                _ => Ok(None),
            };
        }
        if last != known.partial && last != known.partial_method {
            return Ok(None);
        }
        match self.type_of(segment, first, STEPS)? {
            Some(Inferred { what: Type::Function(function), certainty, .. }) => {
                self.parameter(function, name, certainty)
            }
            Some(Inferred { what: Type::Class(class), certainty, .. }) => {
                self.constructor_argument(class, name, certainty)
            }
            _ => match self.path(segment, first)? {
                Some(path) => self.argument_of_unknown(Some(path), name).map(Some),
                None => Ok(None),
            },
        }
    }

    /// What the keyword of a class statement means: `class C(Base, name=…)`.
    pub(super) fn class_argument(
        &mut self,
        segment: SegmentId,
        class: ScopeId,
        name: NameId,
    ) -> Result<Meaning, Cancelled> {
        let class = ScopeKey { segment, scope: class };
        let hook = self.file.known.init_subclass;
        if let Some(meaning) = self.method_parameter(class, false, hook, name, Certainty::Exact)? {
            return Ok(meaning);
        }
        let index = self.index(segment);
        let facts = index.as_ref().and_then(|index| index.facts()).and_then(|facts| facts.class(class.scope));
        let base = match facts.and_then(|facts| facts.bases.get(0)) {
            Some(base) => self.path(segment, base)?,
            None => None,
        };
        self.argument_of_unknown(base, name)
    }

    fn argument_of_unknown(&mut self, callee: Option<SymbolId>, name: NameId) -> Result<Meaning, Cancelled> {
        let (callee, certainty) = match callee {
            Some(callee) => (callee, Certainty::Likely),
            None => (self.memory.symbols.intern(Symbol::Unknown { name }), Certainty::Possible),
        };
        let symbol = self.memory.symbols.intern(Symbol::Argument { callee, name });
        Ok(Meaning { symbol, certainty, reason: Reason::SameCallee })
    }

    /// The parameter of a function that a call may name.
    fn parameter(
        &mut self,
        function: ScopeKey,
        name: NameId,
        certainty: Certainty,
    ) -> Result<Option<Meaning>, Cancelled> {
        let can_be_named =
            self.own_bindings(function, name).iter().any(|found| matches!(found.value, Value::Parameter(_)));
        if !can_be_named {
            return Ok(None);
        }
        let symbol = self.memory.symbols.intern(Symbol::Variable { owner: Some(function), name });
        Ok(Some(Meaning { symbol, certainty, reason: Reason::Parameter { function } }))
    }

    fn takes_any_name(&self, function: ScopeKey) -> bool {
        let index = self.memory.index(function.segment);
        let scope = index.and_then(|index| index.scope(function.scope));
        scope.is_some_and(|scope| scope.takes_any_name)
    }

    fn method_parameter(
        &mut self,
        class: ScopeKey,
        with_class: bool,
        method: NameId,
        name: NameId,
        certainty: Certainty,
    ) -> Result<Option<Meaning>, Cancelled> {
        match self.member_bound(class, with_class, method)? {
            Some((_, Some(Bound { segment, value: Value::Function(scope), .. }))) => {
                self.parameter(ScopeKey { segment, scope }, name, certainty)
            }
            _ => Ok(None),
        }
    }

    /// `Class(name=…)`: a parameter of its constructor, or a field.
    fn constructor_argument(
        &mut self,
        class: ScopeKey,
        name: NameId,
        certainty: Certainty,
    ) -> Result<Option<Meaning>, Cancelled> {
        let known = self.file.known;
        let mut has_constructor = false;
        let mut is_refused = false;
        for ancestor in self.line_of(class)? {
            for method in [known.init, known.new] {
                let bound = self.own_bound(ancestor, method);
                has_constructor |= !self.own_bindings(ancestor, method).is_empty();
                if let Some(Bound { segment, value: Value::Function(scope), .. }) = bound {
                    let constructor = ScopeKey { segment, scope };
                    if let Some(meaning) = self.parameter(constructor, name, certainty)? {
                        return Ok(Some(meaning));
                    }
                    is_refused |= !self.takes_any_name(constructor);
                }
            }
            // It can't be handed on to what is inherited.
            if is_refused {
                return Ok(None);
            }
            let is_record = self.class_facts(ancestor).is_some_and(|facts| facts.is_record);
            if is_record && !has_constructor {
                return self.field(ancestor, name, certainty, true);
            }
        }
        if has_constructor { Ok(None) } else { self.field(class, name, Certainty::Likely, false) }
    }

    /// The member that a constructor sets which the class doesn't write itself.
    fn field(
        &mut self,
        class: ScopeKey,
        name: NameId,
        certainty: Certainty,
        is_record: bool,
    ) -> Result<Option<Meaning>, Cancelled> {
        let Some((owner, Some(bound))) = self.member_bound(class, true, name)? else { return Ok(None) };
        let is_field = match bound.value {
            // `name = attrs.field()`
            Value::Annotated(_) | Value::Is(_) => true,
            Value::ClassVariable(_) | Value::Function(_) | Value::Class(_) => false,
            _ => !is_record,
        };
        if !is_field {
            return Ok(None);
        }
        let symbol = self.memory.symbols.intern(Symbol::Member { class: owner, name });
        Ok(Some(Meaning { symbol, certainty, reason: Reason::Field { class: owner } }))
    }
}
