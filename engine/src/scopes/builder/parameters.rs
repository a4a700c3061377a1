//! Parameters of functions and lambdas.

use tree_sitter::Node;

use super::{Builder, Child, Role};
use crate::scopes::expression::ExpressionId;
use crate::scopes::names::NameId;
use crate::scopes::reference::Deed;
use crate::scopes::scope::ScopeId;
use crate::scopes::value::Value;
use crate::syntax::{Field, Syntax};

impl<'t> Builder<'t, '_> {
    /// Binds the parameters inside and returns the name of the first one that a caller gives by its place.
    pub(super) fn parameters(
        &mut self,
        node: Node<'t>,
        inside: ScopeId,
        outside: ScopeId,
        header: ScopeId,
        annotations: &mut Option<ScopeId>,
    ) -> Option<NameId> {
        let mut parameters = self.children(node);
        parameters.retain(|parameter| parameter.kind != Syntax::Comment);
        let slash = parameters.iter().position(|parameter| parameter.kind == Syntax::PositionalSeparator);
        let mut first = None;
        for (at, parameter) in parameters.into_iter().enumerate() {
            let by_name = slash.is_none_or(|slash| at > slash);
            match parameter.kind {
                Syntax::Identifier => {
                    let name = self.parameter(parameter, inside, by_name, ExpressionId::OPAQUE);
                    first = first.or(name.filter(|_| at == 0));
                }
                Syntax::DefaultParameter | Syntax::TypedParameter | Syntax::TypedDefaultParameter => {
                    let parts = self.children(parameter.node);
                    let mut annotated = ExpressionId::OPAQUE;
                    if let Some(annotation) = parts.iter().find(|part| part.field == Field::Type) {
                        let scope = self.shared_annotation_scope(annotations, header, node);
                        self.push(*annotation, scope, Role::Type);
                        annotated = self.annotated(*annotation, scope);
                    }
                    for part in parts {
                        match part.field {
                            Field::Value => self.push(part, outside, Role::Load),
                            Field::Type => {}
                            _ if part.kind == Syntax::Identifier => {
                                let name = self.parameter(part, inside, by_name, annotated);
                                first = first.or(name.filter(|_| at == 0));
                            }
                            _ => self.rest(part, inside),
                        }
                    }
                }
                Syntax::ListSplatPattern | Syntax::DictionarySplatPattern | Syntax::TuplePattern => {
                    self.rest(parameter, inside);
                }
                _ => self.push(parameter, outside, Role::Load),
            }
        }
        first
    }

    /// `*args`, `**kwargs`
    fn rest(&mut self, parameter: Child<'t>, inside: ScopeId) {
        if parameter.kind == Syntax::DictionarySplatPattern
            && let Some(draft) = self.scopes.get_mut(inside.0 as usize)
        {
            draft.scope.takes_any_name = true;
        }
        self.push(parameter, inside, Role::Parameter);
    }

    fn parameter(
        &mut self,
        node: Child<'t>,
        inside: ScopeId,
        by_name: bool,
        annotated: ExpressionId,
    ) -> Option<NameId> {
        let name = self.refer(node.node, inside, Deed::DefineParameter)?;
        if let Some(used) = self.uses.last_mut() {
            used.value =
                if by_name { Value::Parameter(annotated) } else { Value::UnnamedParameter(annotated) };
        }
        Some(name)
    }
}
