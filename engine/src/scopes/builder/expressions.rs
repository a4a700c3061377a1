//! Dots, calls and brackets: attributes and keyword arguments become labels that say what stands
//! before them.

use tree_sitter::Node;

use super::quoted::TypeArguments;
use super::{Builder, Child, Role};
use crate::scopes::expression::{Expression, ExpressionId};
use crate::scopes::names::NameId;
use crate::scopes::reference::Deed;
use crate::scopes::scope::{ScopeId, ScopeKind};
use crate::scopes::value::Value;
use crate::syntax::{Field, Syntax};

/// A label whose expression still speaks of the scopes where names are used.
pub(super) struct LabelDraft {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) name: NameId,
    pub(super) expression: ExpressionId,
    pub(super) deed: Deed,
    pub(super) value: Value,
}

/// What follows a part of an expression.
enum Link<'t> {
    Attribute(Node<'t>),
    Call(Node<'t>),
    Subscript(Node<'t>),
}

impl<'t> Builder<'t, '_> {
    /// Adds an expression whose scopes are those of use; `finish` turns them into owners.
    pub(super) fn add(&mut self, expression: Expression) -> ExpressionId {
        let id = ExpressionId(u32::try_from(self.expressions.len()).unwrap_or(u32::MAX));
        self.expressions.push(expression);
        id
    }

    pub(super) fn label(&mut self, node: Node<'t>, deed: Deed, name: NameId, expression: ExpressionId) {
        let range = node.byte_range();
        if let Some(deed) = self.deed_here(deed).filter(|_| !range.is_empty()) {
            let value = Value::Unknown;
            let (start, end) = (range.start, range.end);
            self.labels.push(LabelDraft { start, end, name, expression, deed, value });
        }
    }

    /// `object.a.b`: a label for each attribute. Returns the whole as an expression.
    pub(super) fn attribute(&mut self, node: Node<'t>, scope: ScopeId, role: Role) -> ExpressionId {
        let mut names = Vec::new();
        let mut object = Child { node, kind: Syntax::Attribute, field: Field::Other };
        while object.kind == Syntax::Attribute {
            let parts = self.children(object.node);
            let Some(inner) = parts.iter().find(|part| part.field == Field::Object) else { break };
            names.extend(parts.iter().find(|part| part.field == Field::Attribute).map(|part| part.node));
            for part in &parts {
                if part.kind == Syntax::Error {
                    self.push(*part, scope, Role::Load);
                }
            }
            object = self.without_star(*inner);
        }
        self.push(object, scope, Role::Load);
        let expression = self.expression(object, scope);
        let last = match role {
            Role::Pattern | Role::Parameter => Deed::Read,
            _ => role.deed(),
        };
        self.path(expression, names.into_iter().rev(), scope, last)
    }

    /// Labels for names that follow each other after dots; the last one gets the deed `last`.
    pub(super) fn path(
        &mut self,
        root: ExpressionId,
        names: impl ExactSizeIterator<Item = Node<'t>>,
        scope: ScopeId,
        last: Deed,
    ) -> ExpressionId {
        let count = names.len();
        let mut object = root;
        for (at, node) in names.enumerate() {
            let name = self.name_in(scope, self.text_of(node));
            object = self.add(Expression::Attribute { object, name });
            let deed = if at + 1 == count { last } else { Deed::Read };
            self.label(node, deed, name, object);
        }
        object
    }

    /// Describes an expression; its names are visited elsewhere.
    pub(super) fn expression(&mut self, child: Child<'t>, scope: ScopeId) -> ExpressionId {
        let mut links = Vec::new();
        let mut child = child;
        let mut expression = loop {
            if let Some(&known) = self.known_expressions.get(&child.node.id()) {
                break known;
            }
            let parts = match child.kind {
                Syntax::Attribute | Syntax::Call | Syntax::Subscript | Syntax::ParenthesizedExpression => {
                    self.children(child.node)
                }
                Syntax::Identifier => {
                    let name = self.name_in(scope, self.text_of(child.node));
                    break self.add(Expression::Variable { owner: scope, name });
                }
                _ => break ExpressionId::OPAQUE,
            };
            let wanted = match child.kind {
                Syntax::Attribute => Field::Object,
                Syntax::Call => Field::Function,
                Syntax::Subscript => Field::Value,
                _ => Field::Other,
            };
            match child.kind {
                Syntax::Attribute => {
                    let Some(name) = parts.iter().find(|part| part.field == Field::Attribute) else {
                        break ExpressionId::OPAQUE;
                    };
                    links.push(Link::Attribute(name.node));
                }
                Syntax::Call => links.push(Link::Call(child.node)),
                Syntax::Subscript => links.push(Link::Subscript(child.node)),
                _ => {}
            }
            match parts.into_iter().find(|part| part.field == wanted) {
                Some(inner) => child = self.without_star(inner),
                None => break ExpressionId::OPAQUE,
            }
        };
        while let Some(link) = links.pop() {
            expression = match link {
                Link::Attribute(node) => {
                    let name = self.name_in(scope, self.text_of(node));
                    self.add(Expression::Attribute { object: expression, name })
                }
                Link::Call(node) => {
                    let call = self.call_of(expression, node, scope);
                    self.known_expressions.insert(node.id(), call);
                    call
                }
                Link::Subscript(node) => {
                    let item = self.add(Expression::Subscript { object: expression });
                    self.known_expressions.insert(node.id(), item);
                    item
                }
            };
        }
        expression
    }

    /// In `[*a.b]` the grammar takes the star to `a` alone; to Python dots, calls and brackets bind closer.
    fn without_star(&mut self, part: Child<'t>) -> Child<'t> {
        if part.kind != Syntax::ListSplat {
            return part;
        }
        self.children(part.node).into_iter().find(|inner| inner.kind != Syntax::Comment).unwrap_or(part)
    }

    /// A call of `callee`; only a plain name or path is looked at for the first argument.
    fn call_of(&mut self, callee: ExpressionId, node: Node<'t>, scope: ScopeId) -> ExpressionId {
        let arguments = self.arguments_of(node);
        let first = arguments.iter().find(|argument| argument.kind != Syntax::Comment).copied();
        if first.is_none() && self.is_name(callee, "super") {
            return self.add(Expression::Super { class: scope });
        }
        let mut root = first;
        while let Some(part) = root.filter(|part| part.kind == Syntax::Attribute) {
            root = self.children(part.node).into_iter().find(|part| part.field == Field::Object);
        }
        let first = match (first, root) {
            (Some(first), Some(root)) if root.kind == Syntax::Identifier => self.expression(first, scope),
            _ => ExpressionId::OPAQUE,
        };
        self.add(Expression::Call { callee, first })
    }

    fn arguments_of(&mut self, call: Node<'t>) -> Vec<Child<'t>> {
        let list = self.children(call).into_iter().find(|part| part.kind == Syntax::ArgumentList);
        list.map(|list| self.children(list.node)).unwrap_or_default()
    }

    fn is_name(&self, expression: ExpressionId, text: &str) -> bool {
        match self.expressions.get(expression.0 as usize) {
            Some(Expression::Variable { name, .. }) => self.names.text(*name) == text,
            _ => false,
        }
    }

    /// `f(x=1)`: the keyword is a label of the call.
    pub(super) fn call(&mut self, node: Node<'t>, scope: ScopeId) {
        let mut callee = "";
        for part in self.children(node) {
            if part.kind != Syntax::ArgumentList {
                self.push(part, scope, Role::Load);
                callee = self.text_of(part.node);
                continue;
            }
            let types = TypeArguments::of(callee);
            let mut arguments = self.children(part.node);
            arguments.retain(|argument| argument.kind != Syntax::Comment);
            self.entries_of_call(callee, &arguments, scope);
            for (position, argument) in arguments.into_iter().enumerate() {
                if argument.kind == Syntax::Lambda && callee == "property" {
                    // In a class it becomes a method.
                    let is_method = self.kind_of_scope(scope) == ScopeKind::Class;
                    self.lambda(argument.node, scope, is_method);
                    continue;
                }
                if argument.kind != Syntax::KeywordArgument {
                    self.push(argument, scope, types.at(position));
                    continue;
                }
                let child = Child { node, kind: Syntax::Call, field: Field::Other };
                let call = self.expression(child, scope);
                let keyword = self.text_of(argument.node).split('=').next().unwrap_or_default().trim_end();
                let role = types.named(keyword);
                self.keyword(argument.node, scope, role, |name| Expression::Argument { call, name });
            }
        }
    }

    /// `name=value` in brackets. The name isn't mangled: CPython looks for it as it is written.
    pub(super) fn keyword(
        &mut self,
        node: Node<'t>,
        scope: ScopeId,
        role: Role,
        of: impl FnOnce(NameId) -> Expression,
    ) {
        let parts = self.children(node);
        if let Some(name_node) = parts.iter().find(|part| part.field == Field::Name) {
            let name = self.names.intern(self.text_of(name_node.node));
            let expression = self.add(of(name));
            self.label(name_node.node, Deed::Read, name, expression);
        }
        for part in parts {
            if part.field != Field::Name {
                self.push(part, scope, role);
            }
        }
    }
}
