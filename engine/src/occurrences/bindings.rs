//! What the names of the file are bound to.

use std::sync::Arc;

use super::resolver::Resolver;
use super::symbols::ScopeKey;
use crate::scopes::{Binding, ExpressionId, NameId, ScopeId, SegmentIndex, Value};
use crate::syntax::ParseKey;
use crate::worker::Cancelled;

/// The one thing that a name is bound to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bound {
    pub(super) segment: ParseKey,
    pub(super) value: Value,
    /// Whether the name has no other binding.
    pub(super) is_only: bool,
}

/// What is remembered of a variable of the module.
#[derive(Default)]
pub(super) struct ModuleVariable {
    /// In the order of the text.
    bindings: Arc<[(ParseKey, Binding)]>,
    bound: Option<Bound>,
    /// Whether it comes from outside of the file: imported, or bound nowhere.
    is_foreign: bool,
}

fn is_import(binding: &Binding) -> bool {
    binding.value == Value::Import
}

impl Resolver<'_> {
    /// What is known of a variable of the module.
    fn of_module(&mut self, name: NameId) -> Result<&ModuleVariable, Cancelled> {
        if !self.memory.module.contains_key(&name) {
            let mut bindings = Vec::new();
            for (segment, index) in self.file.binders_of(name, self.cancel)? {
                self.meet(segment, &index);
                let facts = index.facts();
                let found = facts.map(|facts| facts.bindings_of(ScopeId::MODULE, name)).unwrap_or_default();
                bindings.extend(found.iter().map(|binding| (segment, *binding)));
            }
            let known = ModuleVariable {
                bound: the_one(bindings.iter().copied()),
                is_foreign: bindings.iter().all(|(_, binding)| is_import(binding)),
                bindings: bindings.into(),
            };
            self.memory.module.insert(name, known);
        }
        Ok(self.memory.module.entry(name).or_default())
    }

    /// What a variable is bound to, if that is one thing.
    pub(super) fn variable_bound(
        &mut self,
        segment: ParseKey,
        owner: ScopeId,
        name: NameId,
    ) -> Result<Option<Bound>, Cancelled> {
        if owner == ScopeId::MODULE {
            return Ok(self.of_module(name)?.bound);
        }
        Ok(self.own_bound(ScopeKey { segment, scope: owner }, name))
    }

    /// All bindings of a variable, in the order of the text.
    pub(super) fn variable_bindings(
        &mut self,
        segment: ParseKey,
        owner: ScopeId,
        name: NameId,
    ) -> Result<Arc<[(ParseKey, Binding)]>, Cancelled> {
        if owner == ScopeId::MODULE {
            return Ok(Arc::clone(&self.of_module(name)?.bindings));
        }
        let bindings = self.own_bindings(ScopeKey { segment, scope: owner }, name);
        Ok(bindings.iter().map(|&binding| (segment, binding)).collect())
    }

    /// What a name of a scope inside a segment is bound to, if that is one thing.
    pub(super) fn own_bound(&mut self, owner: ScopeKey, name: NameId) -> Option<Bound> {
        if let Some(&known) = self.memory.own.get(&(owner, name)) {
            return known;
        }
        let bindings = self.own_bindings(owner, name);
        let bound = the_one(bindings.iter().map(|binding| (owner.segment, *binding)));
        self.memory.own.insert((owner, name), bound);
        bound
    }

    pub(super) fn own_bindings(&self, owner: ScopeKey, name: NameId) -> &[Binding] {
        let facts = self.memory.index(owner.segment).and_then(SegmentIndex::facts);
        facts.map(|facts| facts.bindings_of(owner.scope, name)).unwrap_or_default()
    }

    /// Whether a variable comes from outside of the file: imported, or bound nowhere.
    pub(super) fn is_foreign(
        &mut self,
        segment: ParseKey,
        owner: ScopeId,
        name: NameId,
    ) -> Result<bool, Cancelled> {
        if owner == ScopeId::MODULE {
            return Ok(self.of_module(name)?.is_foreign);
        }
        let bindings = self.own_bindings(ScopeKey { segment, scope: owner }, name);
        Ok(!bindings.is_empty() && bindings.iter().all(is_import))
    }

    /// Whether nothing in the file binds a name of the module.
    pub(super) fn is_unbound(&mut self, name: NameId) -> Result<bool, Cancelled> {
        Ok(self.of_module(name)?.bindings.is_empty())
    }
}

/// The one binding that says what a name is: an annotation before all, then the last class or function,
/// then a value that no other contradicts. `None` says nothing either way.
fn the_one(bindings: impl Iterator<Item = (ParseKey, Binding)>) -> Option<Bound> {
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
