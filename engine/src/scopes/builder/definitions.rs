//! What opens a scope: functions, lambdas, comprehensions; a walrus, which looks for one.

use tree_sitter::Node;

use super::{Builder, Role};
use crate::scopes::reference::Deed;
use crate::scopes::scope::{Receiver, ScopeId, ScopeKind};
use crate::scopes::value::Value;
use crate::syntax::{Field, Syntax};

/// Methods that are given the class without being told to (data model, "Special method names").
const CLASS_METHODS: [&str; 3] = ["__new__", "__init_subclass__", "__class_getitem__"];

/// What the decorators of a definition say that matters here, by the last word of their names.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Decorators {
    is_static: bool,
    is_class_method: bool,
    /// Its name is no function: what it returns is read and written through it.
    is_property: bool,
    /// The class's annotated names are its constructor's parameters.
    pub(super) is_record: bool,
}

impl Decorators {
    fn note(&mut self, decorator: &str) {
        let path = decorator.trim_start_matches('@').split('(').next().unwrap_or_default();
        match path.rsplit('.').next().unwrap_or_default().trim() {
            "staticmethod" | "abstractstaticmethod" => self.is_static = true,
            "classmethod" | "abstractclassmethod" => self.is_class_method = true,
            "property" | "cached_property" | "abstractproperty" | "getter" | "setter" | "deleter" => {
                self.is_property = true;
            }
            // The last four are those of attrs.
            "dataclass" | "define" | "frozen" | "mutable" | "attrs" => self.is_record = true,
            _ => {}
        }
    }
}

impl<'t> Builder<'t, '_> {
    /// Decorators and defaults belong to the scope outside; annotations to a scope between.
    pub(super) fn function(&mut self, node: Node<'t>, outside: ScopeId, decorators: Decorators) {
        let children = self.children(node);
        let name_node = children.iter().find(|child| child.field == Field::Name).map(|child| child.node);
        let name = name_node.and_then(|name| self.refer(name, outside, Deed::DefineFunction));
        let definition = self.uses.len().checked_sub(1).filter(|_| name.is_some());
        let holds_class = decorators.is_class_method
            || name_node.is_some_and(|name| CLASS_METHODS.contains(&self.text_of(name)));
        let header = match children.iter().find(|child| child.field == Field::TypeParameters) {
            Some(parameters) => self.type_parameters(parameters.node, outside, name, node, None),
            None => outside,
        };
        let mut annotations = None;
        let inside = self.open(ScopeKind::Function, header, name, node);
        if let Some(used) = definition.and_then(|at| self.uses.get_mut(at)) {
            used.value = if decorators.is_property { Value::Unknown } else { Value::Function(inside) };
        }
        for child in children {
            match child.field {
                Field::Name | Field::TypeParameters => {}
                Field::Parameters => {
                    let first = self.parameters(child.node, inside, outside, header, &mut annotations);
                    if self.kind_of_scope(outside) == ScopeKind::Class
                        && !decorators.is_static
                        && let Some(draft) = self.scopes.get_mut(inside.0 as usize)
                    {
                        draft.scope.receiver = first.map(|name| Receiver { name, is_class: holds_class });
                    }
                }
                Field::ReturnType => {
                    let scope = self.shared_annotation_scope(&mut annotations, header, node);
                    self.push(child, scope, Role::Type);
                    if decorators.is_property {
                        let value = Value::Annotated(self.annotated(child, scope));
                        if let Some(used) = definition.and_then(|at| self.uses.get_mut(at)) {
                            used.value = value;
                        }
                    }
                }
                _ => {
                    self.note_docstring(child, inside);
                    self.push(child, inside, Role::Load);
                }
            }
        }
    }

    /// Returns the lambda's scope. One that becomes a method gets the instance as its first parameter.
    pub(super) fn lambda(&mut self, node: Node<'t>, outside: ScopeId, is_method: bool) -> ScopeId {
        let inside = self.open(ScopeKind::Lambda, outside, None, node);
        for child in self.children(node) {
            if child.field == Field::Parameters {
                let first = self.parameters(child.node, inside, outside, outside, &mut None);
                if let Some(draft) = self.scopes.get_mut(inside.0 as usize).filter(|_| is_method) {
                    draft.scope.receiver = first.map(|name| Receiver { name, is_class: false });
                }
            } else {
                self.push(child, inside, Role::Load);
            }
        }
        inside
    }

    /// What the decorators say goes to the definition below them.
    pub(super) fn decorated(&mut self, node: Node<'t>, scope: ScopeId) {
        let mut decorators = Decorators::default();
        for child in self.children(node) {
            match child.kind {
                Syntax::Decorator => {
                    decorators.note(self.text_of(child.node));
                    self.push(child, scope, Role::Load);
                }
                Syntax::FunctionDefinition => self.function(child.node, scope, decorators),
                Syntax::ClassDefinition => self.class(child.node, scope, decorators),
                _ => self.push(child, scope, Role::Load),
            }
        }
    }

    /// All annotations of one function share a scope, as in CPython.
    pub(super) fn shared_annotation_scope(
        &mut self,
        shared: &mut Option<ScopeId>,
        header: ScopeId,
        node: Node<'t>,
    ) -> ScopeId {
        *shared.get_or_insert_with(|| self.annotation_scope(header, node))
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
        let mut value = Value::Unknown;
        let (names, values): (Vec<_>, Vec<_>) =
            self.children(node).into_iter().partition(|child| child.field == Field::Name);
        for child in values {
            value = self.value(child, scope);
        }
        for child in names {
            self.bind(child.node, target, Deed::Write, value);
        }
    }
}
