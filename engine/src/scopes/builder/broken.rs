//! Code that does not parse: an error node still yields the names it holds, with the deeds that the
//! words round them tell.

use tree_sitter::Node;

use super::{Builder, Child, Role};
use crate::scopes::reference::Deed;
use crate::scopes::scope::ScopeId;
use crate::syntax::{Field, Syntax};

impl<'t> Builder<'t, '_> {
    pub(super) fn broken(&mut self, node: Node<'t>, scope: ScopeId, role: Role) {
        let children = self.all_children(node);
        let mut depth = 0_usize;
        for (at, &child) in children.iter().enumerate() {
            let before = at.checked_sub(1).and_then(|before| children.get(before));
            let after = children.get(at + 1);
            match child.kind {
                Syntax::Identifier => self.broken_name(child, before, after, depth == 0, scope, role),
                _ if child.node.is_named() => self.push(child, scope, role),
                _ => match self.text_of(child.node) {
                    "(" | "[" | "{" => depth += 1,
                    ")" | "]" | "}" => depth = depth.saturating_sub(1),
                    _ => {}
                },
            }
        }
    }

    fn broken_name(
        &mut self,
        child: Child<'t>,
        before: Option<&Child<'t>>,
        after: Option<&Child<'t>>,
        is_outside_brackets: bool,
        scope: ScopeId,
        role: Role,
    ) {
        let word = |neighbour: Option<&Child<'t>>| neighbour.map_or("", |found| self.text_of(found.node));
        let (word_before, word_after) = (word(before), word(after));
        if child.field == Field::Attribute || word_before == "." {
            return;
        }
        let deed = match word_before {
            "def" => Deed::DefineFunction,
            "class" => Deed::DefineClass,
            "import" => Deed::Import,
            "as" | "for" => Deed::Write,
            "del" => Deed::Delete,
            _ if word_after == "=" && is_outside_brackets => Deed::Write,
            _ if word_after == "=" => return,
            _ => role.deed(),
        };
        self.refer(child.node, scope, deed);
    }
}
