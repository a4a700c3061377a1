//! The names of the object before a dot, where the file tells its class.

use super::candidates::{Distance, Found};
use super::{CandidateKind, Here};
use crate::occurrences::file_index::FileIndex;
use crate::occurrences::resolver::{Bound, Resolver, STEPS, Type};
use crate::occurrences::symbols::ScopeKey;
use crate::scopes::{ExpressionId, Label, NameId, ScopeId, Value};
use crate::worker::{CancelToken, Cancelled};

impl FileIndex {
    /// Adds the names of the class of `object`, and of its bases. `typed` is the name that is being typed.
    pub(super) fn add_members(
        &mut self,
        here: &Here,
        object: ExpressionId,
        typed: Label,
        found: &mut Found,
        cancel: &CancelToken,
    ) -> Result<(), Cancelled> {
        let Some(segment) = self.key_of(here.segment) else { return Ok(()) };
        let index = self.index(here.segment, cancel)?;
        self.resolve(cancel, |resolver| {
            resolver.meet(segment, &index);
            let Some(inferred) = resolver.type_of(segment, object, STEPS)? else { return Ok(()) };
            let (class, skip) = match inferred.what {
                Type::Instance(class) | Type::Class(class) => (class, 0),
                Type::Super(class) => (class, 1),
                Type::Function(_) => return Ok(()),
            };
            let line = resolver.line_of(class)?;
            for (step, &class) in line.iter().enumerate().skip(skip) {
                cancel.check()?;
                resolver.add_names_of(class, step, typed, found);
            }
            Ok(())
        })
    }
}

impl Resolver<'_> {
    fn add_names_of(&self, class: ScopeKey, step: usize, typed: Label, found: &mut Found) {
        let Some(index) = self.index(class.segment) else { return };
        let Some(facts) = index.facts() else { return };
        let title = index.scope(class.scope).and_then(|scope| scope.name);
        let title = title.map_or("a class without a name", |name| self.file.names.text(name));
        for name in facts.mentioned_by(class.scope) {
            if name == typed.name && self.is_only_typed(class, name) {
                continue;
            }
            let text = self.file.as_written(&index, class.scope, name);
            let (kind, word) = match self.own_bound(class, name) {
                Some(Bound { value: Value::Function(_), .. }) => (CandidateKind::Method, "method of"),
                Some(Bound { value: Value::Class(_), .. }) => (CandidateKind::Class, "class in"),
                _ => (CandidateKind::Attribute, "attribute of"),
            };
            found.add(&text, kind, format!("{word} {title}"), Distance::Own(step), None);
        }
    }

    /// Whether a class mentions a name only where it is being typed.
    fn is_only_typed(&self, class: ScopeKey, name: NameId) -> bool {
        let Some(index) = self.index(class.segment) else { return false };
        let labels = index.facts().map_or(0, |facts| facts.labels_of(name).count());
        self.own_bindings(class, name).is_empty()
            && index.class_references_of(name).all(|place| place.owner != class.scope)
            && labels <= 1
            && class.scope != ScopeId::MODULE
    }
}
