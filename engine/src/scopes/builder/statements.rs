//! Statements that bind, declare or delete names, and expressions that hold words which are no names.

use tree_sitter::Node;

use super::{Builder, Role};
use crate::scopes::reference::Deed;
use crate::scopes::resolve::SymbolFlags;
use crate::scopes::scope::ScopeId;
use crate::syntax::{Field, Syntax};

impl<'t> Builder<'t, '_> {
    /// Children under `field` get `role`; all others are loaded.
    pub(super) fn targets(&mut self, node: Node<'t>, scope: ScopeId, field: Field, role: Role) {
        for child in self.children(node) {
            let role =
                if child.field == field || child.kind == Syntax::AsPatternTarget { role } else { Role::Load };
            self.push(child, scope, role);
        }
    }

    pub(super) fn assignment(&mut self, node: Node<'t>, scope: ScopeId) {
        let children = self.children(node);
        let has_value = children.iter().any(|child| child.field == Field::Right);
        let is_annotated = children.iter().any(|child| child.field == Field::Type);
        for child in children {
            match child.field {
                Field::Left if is_annotated && !has_value => self.push(child, scope, Role::Annotate),
                Field::Left => self.push(child, scope, Role::Store),
                Field::Type => {
                    let annotation = self.annotation_scope(scope, child.node);
                    self.push(child, annotation, Role::Load);
                }
                _ => self.push(child, scope, Role::Load),
            }
        }
    }

    /// `import a.b.c` binds `a`; `import a.b as c` binds `c`; `from m import x as y` binds `y`.
    pub(super) fn import(&mut self, node: Node<'t>, scope: ScopeId) {
        for child in self.children(node) {
            let bound = match (child.field, child.kind) {
                (Field::Name, Syntax::DottedName) => {
                    self.children(child.node).first().map(|first| first.node)
                }
                (Field::Name, Syntax::AliasedImport) => {
                    let parts = self.children(child.node);
                    parts.iter().find(|part| part.field == Field::Alias).map(|alias| alias.node)
                }
                (_, Syntax::Error) => {
                    self.push(child, scope, Role::Load);
                    None
                }
                _ => None,
            };
            if let Some(bound) = bound {
                self.refer(bound, scope, Deed::Import);
            }
        }
    }

    pub(super) fn declare(&mut self, node: Node<'t>, scope: ScopeId, deed: Deed) {
        for child in self.children(node) {
            if child.kind != Syntax::Identifier {
                self.push(child, scope, Role::Load);
                continue;
            }
            let flag = if deed == Deed::DeclareGlobal { SymbolFlags::GLOBAL } else { SymbolFlags::NONLOCAL };
            if let Some(name) = self.refer(child.node, scope, deed)
                && scope != ScopeId::MODULE
            {
                self.symbols.note(scope, name, flag);
            }
        }
    }

    /// The grammar still knows Python 2's `print x` and `exec x`; to Python 3 the words are names.
    pub(super) fn python2_statement(&mut self, node: Node<'t>, scope: ScopeId) {
        for child in self.all_children(node) {
            if child.node.is_named() {
                self.push(child, scope, Role::Load);
            } else if matches!(self.text_of(child.node), "print" | "exec") {
                self.refer(child.node, scope, Deed::Read);
            }
        }
    }

    /// `object.attribute`: the attribute is no variable.
    pub(super) fn attribute(&mut self, node: Node<'t>, scope: ScopeId) {
        for child in self.children(node) {
            if child.field != Field::Attribute {
                self.push(child, scope, Role::Load);
            }
        }
    }

    /// `a.b` where only a type may stand.
    pub(super) fn member_type(&mut self, node: Node<'t>, scope: ScopeId) {
        for child in self.children(node) {
            if child.kind != Syntax::Identifier {
                self.push(child, scope, Role::Load);
            }
        }
    }
}
