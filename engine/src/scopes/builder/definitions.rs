//! What opens a scope: functions, classes, lambdas, comprehensions, type parameters, type aliases.

use rustc_hash::FxHashSet;
use tree_sitter::Node;
use unicode_ident::is_xid_start;

use super::{Builder, Child, Role};
use crate::scopes::names::NameId;
use crate::scopes::reference::Deed;
use crate::scopes::scope::{ScopeId, ScopeKind};
use crate::syntax::{Field, Syntax};

impl<'t> Builder<'t, '_> {
    /// Decorators and defaults belong to the scope outside; annotations to a scope between.
    pub(super) fn function(&mut self, node: Node<'t>, outside: ScopeId) {
        let children = self.children(node);
        let name_node = children.iter().find(|child| child.field == Field::Name).map(|child| child.node);
        let name = name_node.and_then(|name| self.refer(name, outside, Deed::DefineFunction));
        let header = match children.iter().find(|child| child.field == Field::TypeParameters) {
            Some(parameters) => self.type_parameters(parameters.node, outside, name, node, None),
            None => outside,
        };
        let mut annotations = None;
        let inside = self.open(ScopeKind::Function, header, name, node);
        for child in children {
            match child.field {
                Field::Name | Field::TypeParameters => {}
                Field::Parameters => {
                    let first = self.parameters(child.node, inside, outside, header, &mut annotations);
                    if self.kind_of_scope(outside) == ScopeKind::Class
                        && let Some(draft) = self.scopes.get_mut(inside.0 as usize)
                    {
                        draft.scope.receiver = first;
                    }
                }
                Field::ReturnType => {
                    let scope = self.shared_annotation_scope(&mut annotations, header, node);
                    self.push(child, scope, Role::Load);
                }
                _ => self.push(child, inside, Role::Load),
            }
        }
    }

    pub(super) fn lambda(&mut self, node: Node<'t>, outside: ScopeId) {
        let inside = self.open(ScopeKind::Lambda, outside, None, node);
        for child in self.children(node) {
            if child.field == Field::Parameters {
                self.parameters(child.node, inside, outside, outside, &mut None);
            } else {
                self.push(child, inside, Role::Load);
            }
        }
    }

    /// All annotations of one function share a scope, as in CPython.
    fn shared_annotation_scope(
        &mut self,
        shared: &mut Option<ScopeId>,
        header: ScopeId,
        node: Node<'t>,
    ) -> ScopeId {
        *shared.get_or_insert_with(|| self.annotation_scope(header, node))
    }

    /// Binds the parameters inside and returns the first one's name.
    fn parameters(
        &mut self,
        node: Node<'t>,
        inside: ScopeId,
        outside: ScopeId,
        header: ScopeId,
        annotations: &mut Option<ScopeId>,
    ) -> Option<NameId> {
        let mut first = None;
        for parameter in self.children(node) {
            match parameter.kind {
                Syntax::Identifier => {
                    let name = self.refer(parameter.node, inside, Deed::DefineParameter);
                    first = first.or(name);
                }
                Syntax::DefaultParameter | Syntax::TypedParameter | Syntax::TypedDefaultParameter => {
                    for part in self.children(parameter.node) {
                        match part.field {
                            Field::Value => self.push(part, outside, Role::Load),
                            Field::Type => {
                                let scope = self.shared_annotation_scope(annotations, header, node);
                                self.push(part, scope, Role::Load);
                            }
                            _ if part.kind == Syntax::Identifier => {
                                let name = self.refer(part.node, inside, Deed::DefineParameter);
                                first = first.or(name);
                            }
                            _ => self.push(part, inside, Role::Parameter),
                        }
                    }
                }
                Syntax::ListSplatPattern | Syntax::DictionarySplatPattern | Syntax::TuplePattern => {
                    self.push(parameter, inside, Role::Parameter);
                }
                _ => self.push(parameter, outside, Role::Load),
            }
        }
        first
    }

    /// Decorators belong to the scope outside; so do bases and keywords, unless the class is generic.
    pub(super) fn class(&mut self, node: Node<'t>, outside: ScopeId) {
        let children = self.children(node);
        let name_node = children.iter().find(|child| child.field == Field::Name).map(|child| child.node);
        let written = name_node.map(|name| self.text_of(name)).unwrap_or_default();
        if let Some(name) = name_node {
            self.refer(name, outside, Deed::DefineClass);
        }
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
        for child in children {
            match child.field {
                Field::Name | Field::TypeParameters => {}
                Field::Superclasses => self.push(child, header, Role::Load),
                _ => self.push(child, inside, Role::Load),
            }
        }
    }

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
                    self.push(bound, scope, Role::Load);
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
                self.push(child, scope, Role::Load);
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

    /// The first iterable belongs to the scope outside, everything else to the comprehension.
    pub(super) fn comprehension(&mut self, node: Node<'t>, outside: ScopeId) {
        let inside = self.open(ScopeKind::Comprehension, outside, None, node);
        let mut is_first = true;
        for child in self.children(node) {
            if child.kind != Syntax::ForInClause {
                self.push(child, inside, Role::Load);
                continue;
            }
            for part in self.children(child.node) {
                match part.field {
                    Field::Left => self.push(part, inside, Role::Store),
                    Field::Right if is_first => self.push(part, outside, Role::Load),
                    _ => self.push(part, inside, Role::Load),
                }
            }
            is_first = false;
        }
    }

    /// `:=` in a comprehension binds in the nearest scope round it that is none (PEP 572).
    pub(super) fn walrus(&mut self, node: Node<'t>, scope: ScopeId) {
        let mut target = scope;
        while self.kind_of_scope(target) == ScopeKind::Comprehension {
            target = self.draft(target).map_or(ScopeId::MODULE, |draft| draft.scope.parent);
        }
        for child in self.children(node) {
            if child.field == Field::Name {
                self.refer(child.node, target, Deed::Write);
            } else {
                self.push(child, scope, Role::Load);
            }
        }
    }
}
