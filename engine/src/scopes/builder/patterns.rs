//! Patterns of `match`: what captures, what is only looked at (language reference, "Patterns").

use tree_sitter::Node;

use super::{Builder, Child, Role};
use crate::scopes::expression::{Expression, ExpressionId};
use crate::scopes::reference::Deed;
use crate::scopes::scope::ScopeId;
use crate::scopes::value::Value;
use crate::syntax::{Field, Syntax};

impl<'t> Builder<'t, '_> {
    pub(super) fn case(&mut self, node: Node<'t>, scope: ScopeId) {
        for child in self.children(node) {
            let role = if child.kind == Syntax::CasePattern { Role::Pattern } else { Role::Load };
            self.push(child, scope, role);
        }
    }

    pub(super) fn pattern(&mut self, node: Node<'t>, kind: Syntax, scope: ScopeId) {
        match kind {
            // A bare name captures, a dotted one is a value; `_` binds nothing.
            Syntax::DottedName => {
                let parts = self.children(node);
                match parts.as_slice() {
                    [name] => self.refer_by_role(name.node, scope, Role::Pattern),
                    _ => {
                        self.dotted(node, scope, Deed::Read, Deed::Read);
                    }
                }
            }
            Syntax::ClassPattern => {
                let mut instance = ExpressionId::OPAQUE;
                for (at, child) in self.children(node).into_iter().enumerate() {
                    if at == 0 && child.kind == Syntax::DottedName {
                        let class = self.dotted(child.node, scope, Deed::Read, Deed::Read);
                        instance = self.add(Expression::InstanceOf { class });
                    } else if let Some((keyword, captures)) = self.keyword_pattern(child) {
                        self.attribute_pattern(keyword.node, instance, scope);
                        for capture in captures {
                            self.push(capture, scope, Role::Pattern);
                        }
                    } else {
                        self.push(child, scope, Role::Pattern);
                    }
                }
            }
            Syntax::DictPattern => {
                for child in self.children(node) {
                    if child.field == Field::Key && child.kind == Syntax::DottedName {
                        self.dotted(child.node, scope, Deed::Read, Deed::Read);
                    } else {
                        self.push(child, scope, Role::Pattern);
                    }
                }
            }
            Syntax::AsPattern => self.captured(node, scope),
            Syntax::CasePattern
            | Syntax::UnionPattern
            | Syntax::ListPattern
            | Syntax::TuplePattern
            | Syntax::SplatPattern => self.push_children(node, scope, Role::Pattern),
            Syntax::Error => self.broken(node, scope, Role::Pattern),
            _ => self.push_children(node, scope, Role::Load),
        }
    }

    /// `pattern as name`
    fn captured(&mut self, node: Node<'t>, scope: ScopeId) {
        let parts = self.children(node);
        let [pattern, name] = parts.as_slice() else {
            return self.push_children(node, scope, Role::Pattern);
        };
        self.push(*pattern, scope, Role::Pattern);
        let class = self.class_of_pattern(*pattern, scope);
        if class == ExpressionId::OPAQUE || name.kind != Syntax::Identifier {
            return self.push(*name, scope, Role::Pattern);
        }
        let instance = self.add(Expression::InstanceOf { class });
        self.bind(name.node, scope, Deed::Write, Value::Is(instance));
    }

    /// `a.C` in the pattern `a.C(…)`; its names are visited elsewhere.
    fn class_of_pattern(&mut self, pattern: Child<'t>, scope: ScopeId) -> ExpressionId {
        let mut pattern = pattern;
        while pattern.kind == Syntax::CasePattern {
            match self.children(pattern.node).as_slice() {
                [inner] => pattern = *inner,
                _ => return ExpressionId::OPAQUE,
            }
        }
        let parts = self.children(pattern.node);
        let class = parts.first().filter(|first| first.kind == Syntax::DottedName);
        let Some(class) = class.filter(|_| pattern.kind == Syntax::ClassPattern) else {
            return ExpressionId::OPAQUE;
        };
        let mut names = self.children(class.node).into_iter();
        let Some(root) = names.next() else { return ExpressionId::OPAQUE };
        let mut path = self.expression(root, scope);
        for part in names {
            let name = self.name_in(scope, self.text_of(part.node));
            path = self.add(Expression::Attribute { object: path, name });
        }
        path
    }

    /// The `name=pattern` that an argument of a class pattern is, if it is one, and what `as` captures
    /// it: the grammar reads `name=pattern as capture` as `(name=pattern) as capture`.
    fn keyword_pattern(&mut self, argument: Child<'t>) -> Option<(Child<'t>, Vec<Child<'t>>)> {
        let mut captures = Vec::new();
        let mut argument = argument;
        while matches!(argument.kind, Syntax::CasePattern | Syntax::AsPattern) {
            let mut parts = self.children(argument.node).into_iter();
            argument = parts.next()?;
            captures.extend(parts);
        }
        (argument.kind == Syntax::KeywordPattern).then_some((argument, captures))
    }

    /// `name=pattern`: the name is an attribute of the class's instance.
    fn attribute_pattern(&mut self, node: Node<'t>, instance: ExpressionId, scope: ScopeId) {
        let mut parts = self.children(node).into_iter();
        if let Some(attribute) = parts.next() {
            let name = self.names.intern(self.text_of(attribute.node));
            let expression = self.add(Expression::Attribute { object: instance, name });
            self.label(attribute.node, Deed::Read, name, expression);
        }
        for part in parts {
            self.push(part, scope, Role::Pattern);
        }
    }
}
