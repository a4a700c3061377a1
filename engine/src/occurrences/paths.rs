//! Dotted paths: `os.path.join` is the same wherever it starts from the same variable.

use super::answer::Certainty;
use super::members::Meaning;
use super::reasons::Reason;
use super::resolver::{Resolver, STEPS, Type};
use super::symbols::{ScopeKey, Symbol, SymbolId};
use crate::scopes::{Expression, ExpressionId, NameId, ScopeId, ScopeKind};
use crate::segments::SegmentId;
use crate::worker::Cancelled;

impl Resolver<'_> {
    /// What the name after a dot means.
    pub(super) fn attribute(
        &mut self,
        segment: SegmentId,
        object: ExpressionId,
        name: NameId,
    ) -> Result<Meaning, Cancelled> {
        if let Some(inferred) = self.type_of(segment, object, STEPS)?
            && let Some(member) = self.member(inferred, name)?
        {
            return Ok(member);
        }
        if let Some(object) = self.path(segment, object)? {
            let symbol = self.path_symbol(object, name);
            return Ok(Meaning { symbol, certainty: Certainty::Likely, reason: Reason::Path });
        }
        let symbol = self.memory.symbols.intern(Symbol::Unknown { name });
        let reason = Reason::UnknownReceiver;
        Ok(Meaning { symbol, certainty: Certainty::Possible, reason })
    }

    fn path_symbol(&mut self, object: SymbolId, name: NameId) -> SymbolId {
        let is_foreign = match self.memory.symbols.get(object) {
            Some(Symbol::Path { is_foreign, .. }) => is_foreign,
            Some(Symbol::Variable { .. }) => self.memory.foreign.contains(&object),
            _ => false,
        };
        self.memory.symbols.intern(Symbol::Path { object, name, is_foreign })
    }

    /// The variable that a name means, as a symbol.
    pub(super) fn variable_symbol(
        &mut self,
        segment: SegmentId,
        owner: ScopeId,
        name: NameId,
    ) -> Result<SymbolId, Cancelled> {
        let key = ScopeKey { segment, scope: owner };
        if owner != ScopeId::MODULE
            && self.kind_of_scope(key) == ScopeKind::Class
            && name != self.file.known.class_cell
        {
            return self.topmost_member(key, name);
        }
        let owner_key = (owner != ScopeId::MODULE).then_some(key);
        let symbol = self.memory.symbols.intern(Symbol::Variable { owner: owner_key, name });
        if self.is_foreign(segment, owner, name)? {
            self.memory.foreign.insert(symbol);
        }
        Ok(symbol)
    }

    /// What a path of names is; none where anything else stands in it.
    pub(super) fn path(
        &mut self,
        segment: SegmentId,
        expression: ExpressionId,
    ) -> Result<Option<SymbolId>, Cancelled> {
        let mut outer = Vec::new();
        let mut at = expression;
        let mut path = loop {
            if let Some(&known) = self.memory.paths.get(&(segment, at)) {
                break known;
            }
            match self.expression(segment, at) {
                Expression::Attribute { object, name } => {
                    outer.push((at, object, name));
                    at = object;
                }
                Expression::Variable { owner, name } => {
                    let symbol = Some(self.variable_symbol(segment, owner, name)?);
                    self.memory.paths.insert((segment, at), symbol);
                    break symbol;
                }
                _ => break None,
            }
        };
        while let Some((at, object, name)) = outer.pop() {
            path = match (self.type_of(segment, object, STEPS)?, path) {
                (Some(inferred), _) if !matches!(inferred.what, Type::Function(_)) => {
                    let (Type::Instance(class) | Type::Class(class) | Type::Super(class)) = inferred.what
                    else {
                        return Ok(None);
                    };
                    Some(self.topmost_member(class, name)?)
                }
                (_, Some(object)) => Some(self.path_symbol(object, name)),
                (_, None) => None,
            };
            self.memory.paths.insert((segment, at), path);
        }
        Ok(path)
    }
}
