//! Classes: their bases, and the scope of their bodies.

use tree_sitter::Node;

use super::definitions::Decorators;
use super::{Builder, Child, Role};
use crate::scopes::expression::{Expression, ExpressionId};
use crate::scopes::reference::Deed;
use crate::scopes::scope::{ScopeId, ScopeKind};
use crate::scopes::value::{ClassDraft, Value};
use crate::syntax::{Field, Syntax};

/// The classes of `enum` that classes derive from.
const ENUMERATIONS: [&str; 6] = ["Enum", "Flag", "IntEnum", "IntFlag", "ReprEnum", "StrEnum"];

impl<'t> Builder<'t, '_> {
    /// Decorators belong to the scope outside; so do bases and keywords, unless the class is generic.
    pub(super) fn class(&mut self, node: Node<'t>, outside: ScopeId, decorators: Decorators) {
        let children = self.children(node);
        let name_node = children.iter().find(|child| child.field == Field::Name).map(|child| child.node);
        let written = name_node.map(|name| self.text_of(name)).unwrap_or_default();
        let named = name_node.and_then(|name| self.refer(name, outside, Deed::DefineClass));
        let definition = self.uses.len().checked_sub(1).filter(|_| named.is_some());
        // Names inside are mangled with the class's name as written, even where that is mangled itself.
        let own_name = (!written.is_empty()).then(|| self.names.intern(written));
        let header = match children.iter().find(|child| child.field == Field::TypeParameters) {
            Some(parameters) => self.type_parameters(parameters.node, outside, own_name, node, own_name),
            None => outside,
        };
        let inside = self.open(ScopeKind::Class, header, own_name, node);
        if let Some(draft) = self.scopes.get_mut(inside.0 as usize) {
            draft.private = own_name.or(draft.private);
        }
        if let Some(used) = definition.and_then(|at| self.uses.get_mut(at)) {
            used.value = Value::Class(inside);
        }
        let mut facts = ClassDraft {
            scope: inside,
            bases: Vec::new(),
            is_record: decorators.is_record,
            is_enumeration: false,
        };
        for child in children {
            match child.field {
                Field::Name | Field::TypeParameters => {}
                Field::Superclasses => self.bases(child, inside, header, &mut facts),
                _ => {
                    self.note_docstring(child, inside);
                    self.push(child, inside, Role::Load);
                }
            }
        }
        self.classes.push(facts);
    }

    fn bases(&mut self, list: Child<'t>, class: ScopeId, header: ScopeId, facts: &mut ClassDraft) {
        let mut bases = Vec::new();
        for argument in self.children(list.node) {
            if argument.kind == Syntax::KeywordArgument {
                self.keyword(argument.node, header, Role::Load, |name| Expression::ClassArgument {
                    class,
                    name,
                });
                continue;
            }
            // `Base["Node"]` names a type; a string alone would be the base itself.
            let role = if argument.kind == Syntax::Subscript { Role::Type } else { Role::Load };
            self.push(argument, header, role);
            let base = self.expression(argument, header);
            if base != ExpressionId::OPAQUE {
                bases.push(base);
            }
            let written = self.text_of(argument.node);
            let last = written.rsplit('.').next().unwrap_or_default();
            facts.is_record |= matches!(last, "NamedTuple" | "TypedDict");
            facts.is_enumeration |= ENUMERATIONS.contains(&last);
        }
        facts.bases = bases;
    }
}
