//! Replacement fields of f-strings and t-strings.

use tree_sitter::Node;

use super::{Builder, Role};
use crate::scopes::scope::ScopeId;
use crate::syntax::Syntax;

impl<'t> Builder<'t, '_> {
    pub(super) fn replacement_field(&mut self, node: Node<'t>, scope: ScopeId) {
        for child in self.children(node) {
            self.note_specifier(child.node, child.kind);
            self.push(child, scope, Role::Load);
        }
    }

    /// In `{n:=10}` the grammar reads a walrus, but outside brackets a colon begins the format
    /// specifier (language reference, "f-strings"). Such a walrus ends its expression.
    fn note_specifier(&mut self, node: Node<'t>, kind: Syntax) {
        let (mut node, mut kind) = (node, kind);
        while kind != Syntax::NamedExpression {
            match self.all_children(node).last() {
                Some(last) if last.node.is_named() => (node, kind) = (last.node, last.kind),
                _ => return,
            }
        }
        self.specifiers.insert(node.id());
    }

    /// `n:=10` of a field: `n` is read, and of the specifier `=10` only fields are code.
    pub(super) fn name_with_specifier(&mut self, node: Node<'t>, scope: ScopeId) {
        for child in self.children(node) {
            if child.kind == Syntax::Identifier && child.node.start_byte() == node.start_byte()
                || self.text_of(child.node).starts_with('{')
            {
                self.push(child, scope, Role::Load);
            }
        }
    }
}
