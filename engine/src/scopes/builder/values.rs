//! What a name is bound to: noted where a binding says it plainly.

use tree_sitter::Node;

use super::{Builder, Child, Role};
use crate::scopes::expression::{Expression, ExpressionId};
use crate::scopes::reference::Deed;
use crate::scopes::scope::{ScopeId, ScopeKind};
use crate::scopes::value::Value;
use crate::syntax::{Field, Syntax};

impl<'t> Builder<'t, '_> {
    /// Refers to a name that is bound to `value`.
    pub(super) fn bind(&mut self, node: Node<'t>, scope: ScopeId, deed: Deed, value: Value) {
        if self.refer(node, scope, deed).is_some()
            && let Some(used) = self.uses.last_mut()
        {
            used.value = value;
        }
    }

    /// A target of which the value is known.
    fn bind_target(&mut self, target: Child<'t>, scope: ScopeId, role: Role, value: Value) {
        match target.kind {
            Syntax::Identifier => self.bind(target.node, scope, role.deed(), value),
            Syntax::Attribute => {
                let member = self.attribute(target.node, scope, role);
                if let Some(label) = self.labels.last_mut().filter(|label| label.expression == member) {
                    label.value = value;
                }
            }
            _ => self.push(target, scope, role),
        }
    }

    /// Visits an expression and says what it gives to the name that it is bound to.
    pub(super) fn value(&mut self, child: Child<'t>, scope: ScopeId) -> Value {
        match child.kind {
            Syntax::None => Value::Nothing,
            Syntax::Lambda => {
                let is_method = self.kind_of_scope(scope) == ScopeKind::Class;
                Value::Function(self.lambda(child.node, scope, is_method))
            }
            Syntax::Identifier | Syntax::Attribute | Syntax::Call | Syntax::ParenthesizedExpression => {
                self.push(child, scope, Role::Load);
                match self.expression(child, scope) {
                    ExpressionId::OPAQUE => Value::Unknown,
                    expression => Value::Is(expression),
                }
            }
            _ => {
                self.push(child, scope, Role::Load);
                Value::Unknown
            }
        }
    }

    /// `a = b = value`, `a: T = value`, `a: T`.
    pub(super) fn assignment(&mut self, node: Node<'t>, scope: ScopeId) {
        let mut targets = Vec::new();
        let mut annotation = None;
        let mut value = None;
        let mut node = node;
        loop {
            let mut next = None;
            for child in self.children(node) {
                match child.field {
                    Field::Left => targets.push(child),
                    Field::Type => annotation = Some(child),
                    Field::Right if child.kind == Syntax::Assignment => next = Some(child.node),
                    Field::Right => value = Some(child),
                    _ => self.push(child, scope, Role::Load),
                }
            }
            match next {
                Some(next) => node = next,
                None => break,
            }
        }
        if self.kind_of_scope(scope) == ScopeKind::Class
            && let Some(value) = value
            && let Some(deed) = targets.iter().find_map(|target| self.names_members(*target))
        {
            self.member_strings(value, scope, deed);
        }
        self.entries_of_all(&targets, value, scope);
        let has_value = value.is_some();
        let mut given = match (annotation, value) {
            (Some(annotation), Some(value)) if self.is_alias_hint(annotation) => {
                self.push(value, scope, Role::Type);
                Value::Unknown
            }
            (_, Some(value)) => self.value(value, scope),
            (_, None) => Value::Unknown,
        };
        let mut role = Role::Store;
        if let Some(annotation) = annotation {
            let inner = self.annotation_scope(scope, annotation.node);
            self.push(annotation, inner, Role::Type);
            let written = self.text_of(annotation.node).split('[').next().unwrap_or_default();
            let annotated = self.annotated(annotation, inner);
            given = match written.rsplit('.').next().map(str::trim) {
                Some("ClassVar") => Value::ClassVariable(annotated),
                _ => Value::Annotated(annotated),
            };
            if !has_value {
                role = Role::Annotate;
            }
        }
        for target in targets {
            self.bind_target(target, scope, role, given);
        }
    }

    /// Whether the strings assigned to a class variable are names of members (data model, "`__slots__`" and
    /// "Customizing positional arguments in class pattern matching").
    fn names_members(&self, target: Child<'t>) -> Option<Deed> {
        match self.text_of(target.node) {
            "__slots__" => Some(Deed::Annotate),
            "__match_args__" => Some(Deed::Read),
            _ => None,
        }
    }

    fn member_strings(&mut self, value: Child<'t>, class: ScopeId, deed: Deed) {
        let mut value = value;
        while value.kind == Syntax::ParenthesizedExpression {
            let Some(inner) = self.children(value.node).first().copied() else { return };
            value = inner;
        }
        let strings = match value.kind {
            Syntax::String => vec![value],
            Syntax::Tuple | Syntax::List => self.children(value.node),
            // The values are documentation.
            Syntax::Dictionary => {
                let pairs = self.children(value.node);
                pairs.iter().filter_map(|pair| self.children(pair.node).first().copied()).collect()
            }
            _ => Vec::new(),
        };
        for string in strings.into_iter().filter(|string| string.kind == Syntax::String) {
            if let [_, content, _] = self.children(string.node).as_slice()
                && content.kind == Syntax::StringContent
                && self.children(content.node).is_empty()
            {
                let object = self.add(Expression::EnclosingClass { class });
                self.path(object, std::iter::once(content.node), class, deed);
            }
        }
    }

    /// `with value as target`
    pub(super) fn with_item(&mut self, node: Node<'t>, scope: ScopeId) {
        for child in self.children(node) {
            if child.kind == Syntax::AsPattern {
                self.as_target(child.node, scope, |_, value| Value::Entered(value));
            } else {
                self.push(child, scope, Role::Load);
            }
        }
    }

    /// `except class as target`
    pub(super) fn except_clause(&mut self, node: Node<'t>, scope: ScopeId) {
        for child in self.children(node) {
            if child.kind == Syntax::AsPattern {
                self.as_target(child.node, scope, |builder, class| {
                    Value::Is(builder.add(Expression::InstanceOf { class }))
                });
            } else {
                let role = if child.field == Field::Alias { Role::Store } else { Role::Load };
                self.push(child, scope, role);
            }
        }
    }

    fn as_target(
        &mut self,
        node: Node<'t>,
        scope: ScopeId,
        value_of: impl FnOnce(&mut Self, ExpressionId) -> Value,
    ) {
        let parts = self.children(node);
        let mut value = Value::Unknown;
        if let Some(&source) = parts.first().filter(|part| part.field != Field::Alias) {
            let expression = self.expression(source, scope);
            if expression != ExpressionId::OPAQUE {
                value = value_of(self, expression);
            }
        }
        for part in parts {
            if part.field != Field::Alias && part.kind != Syntax::AsPatternTarget {
                self.push(part, scope, Role::Load);
                continue;
            }
            match self.children(part.node).as_slice() {
                [target] => self.bind_target(*target, scope, Role::Store, value),
                _ => self.push(part, scope, Role::Store),
            }
        }
    }
}
