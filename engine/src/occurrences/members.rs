//! Names of classes: `self.x`, `Class.x`, `super().x`, what inheritance makes one.
//!
//! A class of the file shares its names with the bases that are classes of the file. Of two bases that
//! know nothing of each other, a name is one only through a class that mentions it, too.

use super::answer::Certainty;
use super::lineage::{ANCESTORS, Walk};
use super::reasons::Reason;
use super::resolver::{Bound, Inferred, Resolver, Type};
use super::symbols::{ScopeKey, Symbol, SymbolId};
use crate::scopes::{Deed, NameId, SegmentIndex, Value};
use crate::worker::Cancelled;

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
        let mut at = class;
        let mut is_wanted = with_class;
        for _ in 0..ANCESTORS {
            if is_wanted && !self.own_bindings(at, name).is_empty() {
                return Ok(Some((at, self.own_bound(at, name))));
            }
            is_wanted = true;
            match *self.bases_of(at)? {
                [] => return Ok(None),
                [base] => at = base,
                _ => break,
            }
        }
        let line = self.line_of(at)?;
        let binds = |ancestor: &&ScopeKey| !self.own_bindings(**ancestor, name).is_empty();
        let nearest = line.iter().skip(1).find(binds);
        Ok(nearest.map(|&nearest| (nearest, self.own_bound(nearest, name))))
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
        let Some((owner, Some(bound))) = self.member_bound(class, with_class, name)? else {
            return Ok(None);
        };
        if self.is_enumerator(owner, bound, name)? {
            return Ok(Some(Inferred {
                what: Type::Instance(class),
                certainty: Certainty::Likely,
                reason: Reason::Instance { class },
            }));
        }
        let inferred = self.type_of_bound(bound, name, steps)?;
        Ok(inferred
            .map(|inferred| Inferred { certainty: inferred.certainty.max(object.certainty), ..inferred }))
    }

    /// Whether what a name of `class` is bound to is one of the class's instances: `RED = 1` in an `Enum`.
    fn is_enumerator(&mut self, class: ScopeKey, bound: Bound, name: NameId) -> Result<bool, Cancelled> {
        let is_private = self.file.names.text(name).starts_with('_');
        if is_private || !matches!(bound.value, Value::Unknown | Value::Is(_)) {
            return Ok(false);
        }
        let is_in_body = self.memory.index(class.segment).is_some_and(|index| {
            let mut places = index.class_references_of(name);
            places.any(|place| place.owner == class.scope && place.deed() == Deed::Write)
        });
        if !is_in_body {
            return Ok(false);
        }
        let line = self.line_of(class)?;
        Ok(line.iter().any(|ancestor| self.class_facts(*ancestor).is_some_and(|facts| facts.is_enumeration)))
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
