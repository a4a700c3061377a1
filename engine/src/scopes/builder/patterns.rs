//! Patterns of `match`: what captures, what is only looked at (language reference, "Patterns").

use tree_sitter::Node;

use super::{Builder, Role};
use crate::scopes::reference::Deed;
use crate::scopes::scope::ScopeId;
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
                    [root, ..] => {
                        self.refer(root.node, scope, Deed::Read);
                    }
                    [] => {}
                }
            }
            Syntax::ClassPattern => {
                for (at, child) in self.children(node).into_iter().enumerate() {
                    if at == 0 && child.kind == Syntax::DottedName {
                        self.value(child.node, scope);
                    } else {
                        self.push(child, scope, Role::Pattern);
                    }
                }
            }
            // `name=pattern`: the name is an attribute.
            Syntax::KeywordPattern => {
                for child in self.children(node).into_iter().skip(1) {
                    self.push(child, scope, Role::Pattern);
                }
            }
            Syntax::DictPattern => {
                for child in self.children(node) {
                    if child.field == Field::Key && child.kind == Syntax::DottedName {
                        self.value(child.node, scope);
                    } else {
                        self.push(child, scope, Role::Pattern);
                    }
                }
            }
            Syntax::CasePattern
            | Syntax::AsPattern
            | Syntax::UnionPattern
            | Syntax::ListPattern
            | Syntax::TuplePattern
            | Syntax::SplatPattern => self.push_children(node, scope, Role::Pattern),
            Syntax::Error => self.broken(node, scope, Role::Pattern),
            _ => self.push_children(node, scope, Role::Load),
        }
    }

    /// The root of a dotted name that is looked up.
    fn value(&mut self, dotted_name: Node<'t>, scope: ScopeId) {
        if let Some(root) = self.children(dotted_name).first() {
            self.refer(root.node, scope, Deed::Read);
        }
    }
}
