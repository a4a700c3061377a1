//! The parameters of the function that is being called.

use super::candidates::{Distance, Found};
use super::surroundings::{Call, Surroundings};
use super::{CandidateKind, Here};
use crate::occurrences::file_index::FileIndex;
use crate::occurrences::resolver::{Bound, Resolver, STEPS, Type};
use crate::occurrences::symbols::ScopeKey;
use crate::scopes::{Deed, NameId, Reference, Value};
use crate::worker::{CancelToken, Cancelled};

impl FileIndex {
    /// Adds the parameters that the call round the name may name, each as `name=`.
    pub(super) fn add_arguments(
        &mut self,
        here: &Here,
        surroundings: &Surroundings,
        found: &mut Found,
        cancel: &CancelToken,
    ) -> Result<(), Cancelled> {
        let (Some(call), Some(segment)) = (&surroundings.call, self.key_of(here.segment)) else {
            return Ok(());
        };
        let index = self.index(here.segment, cancel)?;
        let label = index.facts().and_then(|facts| facts.label_at(call.callee));
        let label = label.filter(|label| label.start() == call.callee);
        let reference = index.reference_at(call.callee).filter(|found| found.start() == call.callee);
        self.resolve(cancel, |resolver| {
            resolver.meet(segment, &index);
            let called = match (label, reference) {
                (Some(label), _) => resolver.type_of(segment, label.expression, STEPS)?,
                (None, Some(variable)) => {
                    match resolver.variable_bound(segment, variable.owner, variable.name)? {
                        Some(bound) => resolver.type_of_bound(bound, variable.name, STEPS)?,
                        None => None,
                    }
                }
                (None, None) => None,
            };
            let (parameters, title) = match called.map(|called| called.what) {
                Some(Type::Function(function)) => {
                    (resolver.parameters(function, label.is_some()), resolver.title(function))
                }
                Some(Type::Class(class)) => (resolver.fields(class)?, resolver.title(class)),
                _ => return Ok(()),
            };
            resolver.offer(call, &parameters, &title, found);
            Ok(())
        })
    }
}

/// A parameter of what is called.
struct Parameter {
    name: NameId,
    /// Whether a call can name it.
    has_name: bool,
    /// Whether an argument without a name can be for it.
    has_place: bool,
}

impl Resolver<'_> {
    fn title(&self, key: ScopeKey) -> String {
        let index = self.memory.index(key.segment);
        let scope = index.and_then(|index| index.scope(key.scope));
        let name = scope.and_then(|scope| scope.name).map_or("a lambda", |name| self.file.names.text(name));
        format!("{name}()")
    }

    fn offer(&self, call: &Call, parameters: &[Parameter], title: &str, found: &mut Found) {
        for (at, parameter) in parameters.iter().enumerate() {
            let text = self.file.names.text(parameter.name);
            let is_given = parameter.has_place && call.positional.is_none_or(|count| at < count);
            if is_given || !parameter.has_name || call.named.iter().any(|named| named == text) {
                continue;
            }
            let words = format!("argument of {title}");
            found.add(text, CandidateKind::Argument, words, Distance::Own(at), None);
        }
    }

    /// The parameters of a function in their order. `is_method`: whether the first one is given by what stands before the
    /// dot.
    fn parameters(&self, function: ScopeKey, is_method: bool) -> Vec<Parameter> {
        let Some(index) = self.index(function.segment) else { return Vec::new() };
        let Some(scope) = index.scope(function.scope) else { return Vec::new() };
        let Some(segment) = self.file.position(function.segment) else { return Vec::new() };
        let base = self.file.range(segment).start;
        let receiver = scope.receiver.filter(|_| is_method).map(|receiver| receiver.name);
        let is_parameter = |place: &Reference| {
            place.owner == function.scope
                && place.deed() == Deed::DefineParameter
                && Some(place.name) != receiver
        };
        let mut is_behind_star = false;
        let mut found = Vec::new();
        for place in index.references_in(scope.byte_range()).filter(is_parameter) {
            let before = (base + place.start()).checked_sub(1).map(|before| self.file.text.byte(before));
            is_behind_star |= before == Some(b'*');
            let mut bindings = self.own_bindings(function, place.name).iter();
            let has_name = bindings.any(|binding| matches!(binding.value, Value::Parameter(_)));
            found.push(Parameter { name: place.name, has_name, has_place: !is_behind_star });
        }
        found
    }

    /// What the constructor of a class takes.
    fn fields(&mut self, class: ScopeKey) -> Result<Vec<Parameter>, Cancelled> {
        let known = self.file.known;
        for ancestor in self.line_of(class)? {
            for method in [known.init, known.new] {
                if let Some(Bound { segment, value: Value::Function(scope), .. }) =
                    self.own_bound(ancestor, method)
                {
                    return Ok(self.parameters(ScopeKey { segment, scope }, true));
                }
            }
            if self.class_facts(ancestor).is_some_and(|facts| facts.is_record) {
                let parameter = |name| Parameter { name, has_name: true, has_place: true };
                return Ok(self.annotated(ancestor).into_iter().map(parameter).collect());
            }
        }
        Ok(Vec::new())
    }

    /// The fields of a record, in their order.
    fn annotated(&self, class: ScopeKey) -> Vec<NameId> {
        let Some(index) = self.index(class.segment) else { return Vec::new() };
        let Some(scope) = index.scope(class.scope) else { return Vec::new() };
        let mut found: Vec<NameId> = Vec::new();
        for place in index.references_in(scope.byte_range()) {
            let mut bindings = self.own_bindings(class, place.name).iter();
            let is_field = place.owner == class.scope
                && place.deed().binds()
                && bindings.any(|binding| matches!(binding.value, Value::Annotated(_)));
            if is_field && !found.contains(&place.name) {
                found.push(place.name);
            }
        }
        found
    }
}
