//! Statements that bind, declare or delete names, and expressions that hold words which are no names.

use tree_sitter::Node;

use super::{Builder, Role};
use crate::scopes::expression::ExpressionId;
use crate::scopes::reference::Deed;
use crate::scopes::resolve::SymbolFlags;
use crate::scopes::scope::ScopeId;
use crate::scopes::value::Value;
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

    /// `import a.b.c` binds `a`; `import a.b as c` binds `c`; `from m import x as y` binds `y`.
    pub(super) fn import(&mut self, node: Node<'t>, scope: ScopeId) {
        for child in self.children(node) {
            let bound = match (child.field, child.kind) {
                (Field::Name, Syntax::DottedName) => {
                    self.dotted(child.node, scope, Deed::Import, Deed::Import);
                    None
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
                self.bind(bound, scope, Deed::Import, Value::Import);
            }
        }
    }

    /// `a.b.c` where the grammar has a dotted name: the root is a variable, the others are attributes.
    /// Returns the whole as an expression.
    pub(super) fn dotted(
        &mut self,
        node: Node<'t>,
        scope: ScopeId,
        root_deed: Deed,
        attribute_deed: Deed,
    ) -> ExpressionId {
        let parts = self.children(node);
        let Some((root, names)) = parts.split_first() else { return ExpressionId::OPAQUE };
        let value = if root_deed == Deed::Import { Value::Import } else { Value::Unknown };
        self.bind(root.node, scope, root_deed, value);
        let object = self.expression(*root, scope);
        let names = names.iter().filter(|part| part.kind == Syntax::Identifier);
        let names: Vec<_> = names.map(|part| part.node).collect();
        self.path(object, names.into_iter(), scope, attribute_deed)
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

    /// `a.b` where only a type may stand.
    pub(super) fn member_type(&mut self, node: Node<'t>, scope: ScopeId) {
        for child in self.children(node) {
            if child.kind != Syntax::Identifier {
                self.push(child, scope, Role::Load);
            }
        }
    }
}
