//! Keyword arguments: `f(x=1)` means the parameter `x` of `f`.

use super::answer::Certainty;
use super::members::Meaning;
use super::reasons::Reason;
use super::resolver::{Bound, Inferred, Resolver, STEPS, Type};
use super::symbols::{ScopeKey, Symbol, SymbolId};
use crate::scopes::{Expression, ExpressionId, NameId, ScopeId, SegmentIndex, Value};
use crate::syntax::ParseKey;
use crate::worker::Cancelled;

impl Resolver<'_> {
    /// What the keyword `name` of a call means.
    pub(super) fn argument(
        &mut self,
        segment: ParseKey,
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

    /// `partial(f, x=1)` gives `x` to `f`, `replace(point, x=1)` to the class of `point`.
    fn passed_on(
        &mut self,
        segment: ParseKey,
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
        if last != known.partial && last != known.partial_method && last != known.replace {
            return Ok(None);
        }
        match self.type_of(segment, first, STEPS)? {
            Some(Inferred { what: Type::Function(function), certainty, .. }) if last != known.replace => {
                self.parameter(function, name, certainty)
            }
            Some(Inferred { what: Type::Class(class), certainty, .. }) if last != known.replace => {
                self.constructor_argument(class, name, certainty)
            }
            Some(Inferred { what: Type::Instance(class), certainty, .. }) if last == known.replace => {
                self.constructor_argument(class, name, certainty)
            }
            _ => Ok(None),
        }
    }

    /// What the keyword of a class statement means: `class C(Base, name=…)`.
    pub(super) fn class_argument(
        &mut self,
        segment: ParseKey,
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
        let base = match facts.and_then(|facts| facts.bases.first()) {
            Some(&base) => self.path(segment, base)?,
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
        for method in [known.init, known.new] {
            has_constructor |= self.member_bound(class, true, method)?.is_some();
            if let Some(meaning) = self.method_parameter(class, true, method, name, certainty)? {
                return Ok(Some(meaning));
            }
        }
        if has_constructor {
            return Ok(None);
        }
        let Some((owner, _)) = self.member_bound(class, true, name)? else { return Ok(None) };
        let certainty =
            if self.is_record(class) || self.is_record(owner) { certainty } else { Certainty::Likely };
        let symbol = self.memory.symbols.intern(Symbol::Member { class: owner, name });
        Ok(Some(Meaning { symbol, certainty, reason: Reason::Field { class: owner } }))
    }

    fn is_record(&self, class: ScopeKey) -> bool {
        let facts = self.memory.index(class.segment).and_then(SegmentIndex::facts);
        facts.and_then(|facts| facts.class(class.scope)).is_some_and(|class| class.is_record)
    }
}
