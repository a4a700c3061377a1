//! Type parameters and type aliases (PEP 695).

use rustc_hash::FxHashSet;
use tree_sitter::Node;
use unicode_ident::is_xid_start;

use super::{Builder, Child, Role};
use crate::scopes::names::NameId;
use crate::scopes::reference::Deed;
use crate::scopes::scope::{ScopeId, ScopeKind};
use crate::syntax::{Field, Syntax};

impl<'t> Builder<'t, '_> {
    /// Opens the scope of `[T: bound = default, *Ts, **P]` and binds the parameters in it.
    /// `class` is given for a generic class, whose header mangles only the parameters' own names.
    pub(super) fn type_parameters(
        &mut self,
        node: Node<'t>,
        outside: ScopeId,
        name: Option<NameId>,
        definition: Node<'t>,
        class: Option<NameId>,
    ) -> ScopeId {
        let header = self.open(ScopeKind::TypeParameters, outside, name, definition);
        let is_in_class = self.kind_of_scope(outside) == ScopeKind::Class;
        let mangled_only = class.map(|_| {
            self.header_names.push(FxHashSet::default());
            self.header_names.len() - 1
        });
        if let Some(draft) = self.scopes.get_mut(header.0 as usize) {
            draft.sees_class = is_in_class;
            draft.private = class.or(draft.private);
            draft.mangled_only = mangled_only.or(draft.mangled_only);
        }
        for parameter in self.children(node) {
            self.type_parameter(parameter, header);
        }
        header
    }

    fn type_parameter(&mut self, parameter: Child<'t>, header: ScopeId) {
        match parameter.kind {
            Syntax::Identifier => {
                let plain = self.names.intern(self.text_of(parameter.node));
                let mangled_only = self.draft(header).and_then(|draft| draft.mangled_only);
                if let Some(names) = mangled_only.and_then(|at| self.header_names.get_mut(at)) {
                    names.insert(plain);
                }
                self.refer(parameter.node, header, Deed::DefineTypeParameter);
            }
            Syntax::Type | Syntax::SplatType | Syntax::ListSplat | Syntax::ListSplatPattern => {
                let parts = self.children(parameter.node);
                for part in parts {
                    self.type_parameter(part, header);
                }
            }
            Syntax::ConstrainedType => {
                let mut parts = self.children(parameter.node).into_iter();
                if let Some(name) = parts.next() {
                    self.type_parameter(name, header);
                }
                for bound in parts {
                    let scope = self.annotation_scope(header, bound.node);
                    self.push(bound, scope, Role::Type);
                }
            }
            _ => {
                let scope = self.annotation_scope(header, parameter.node);
                self.push(parameter, scope, Role::Load);
            }
        }
    }

    pub(super) fn type_alias(&mut self, node: Node<'t>, outside: ScopeId) {
        if !self.is_type_alias(node) {
            return self.call_of_type(node, outside);
        }
        let mut header = outside;
        for child in self.children(node) {
            if child.field == Field::Left {
                header = self.type_alias_name(child.node, outside, node);
            } else {
                let is_in_class = self.kind_of_scope(outside) == ScopeKind::Class;
                let scope = if is_in_class { self.annotation_scope(header, child.node) } else { header };
                self.push(child, scope, Role::Type);
            }
        }
    }

    /// Only a name may follow the soft keyword (language reference, "The type statement"); the grammar
    /// also takes `type(x).y = z` for an alias.
    fn is_type_alias(&mut self, node: Node<'t>) -> bool {
        let left = self.children(node).into_iter().find(|child| child.field == Field::Left);
        let text = left.map(|left| self.text_of(left.node)).unwrap_or_default();
        text.starts_with(|first: char| first == '_' || is_xid_start(first))
    }

    /// `type(x).y = z`, an assignment to an attribute of what the call gives.
    fn call_of_type(&mut self, node: Node<'t>, scope: ScopeId) {
        for child in self.all_children(node) {
            if child.node.is_named() {
                self.push(child, scope, Role::Load);
            } else if self.text_of(child.node) == "type" {
                self.refer(child.node, scope, Deed::Read);
            }
        }
    }

    fn type_alias_name(&mut self, left: Node<'t>, outside: ScopeId, statement: Node<'t>) -> ScopeId {
        let mut node = left;
        // `type`, then perhaps `generic_type`, round the name.
        for _ in 0..3 {
            let children = self.children(node);
            let Some(first) = children.first().copied() else { break };
            if first.kind == Syntax::Identifier {
                let name = self.refer(first.node, outside, Deed::DefineTypeAlias);
                return match children.get(1) {
                    Some(parameters) => self.type_parameters(
                        if parameters.kind == Syntax::TypeParameter { parameters.node } else { node },
                        outside,
                        name,
                        statement,
                        None,
                    ),
                    None => outside,
                };
            }
            node = first.node;
        }
        outside
    }
}
