//! What an annotation says that a name holds: an instance of one class, or the class itself.

use unicode_ident::{is_xid_continue, is_xid_start};

use super::{Builder, Child};
use crate::scopes::expression::{Expression, ExpressionId};
use crate::scopes::scope::ScopeId;
use crate::syntax::Syntax;

/// Wrappers of an annotation that don't change what the value is (`typing`).
const TRANSPARENT: [&str; 8] =
    ["Annotated", "ClassVar", "Final", "InitVar", "NotRequired", "Optional", "ReadOnly", "Required"];

/// Wrappers round wrappers that are looked into; more says nothing of a name.
const WRAPPERS: usize = 8;

/// A path of more bytes in a string names no class that people write.
const LONGEST_PATH: usize = 256;

impl<'t> Builder<'t, '_> {
    /// What an annotation says that the name is.
    pub(super) fn annotated(&mut self, annotation: Child<'t>, scope: ScopeId) -> ExpressionId {
        let mut child = annotation;
        for _ in 0..WRAPPERS {
            let parts = self.children(child.node);
            let next = match child.kind {
                Syntax::Identifier | Syntax::Attribute => {
                    let written = self.text_of(child.node);
                    let class = match written {
                        "Self" | "typing.Self" => self.add(Expression::EnclosingClass { class: scope }),
                        _ => self.expression(child, scope),
                    };
                    return self.add(Expression::InstanceOf { class });
                }
                Syntax::String => return self.annotated_by_text(&parts, scope),
                Syntax::Type | Syntax::ParenthesizedExpression => parts.first().copied(),
                Syntax::BinaryOperator | Syntax::UnionType => self.the_class_beside_none(&parts),
                Syntax::GenericType | Syntax::Subscript => {
                    let Some(generic) = parts.first().copied() else { break };
                    let written = self.text_of(generic.node);
                    let last = written.rsplit('.').next().unwrap_or_default().trim();
                    let is_type = last == "type" || last == "Type";
                    if !is_type && last != "Union" && !TRANSPARENT.contains(&last) {
                        let class = self.expression(generic, scope);
                        return self.add(Expression::InstanceOf { class });
                    }
                    let arguments = match parts.get(1) {
                        Some(list) if list.kind == Syntax::TypeParameter => self.children(list.node),
                        _ => parts.get(1..).unwrap_or_default().to_vec(),
                    };
                    let argument = if last == "Union" {
                        self.the_class_beside_none(&arguments)
                    } else {
                        arguments.first().copied()
                    };
                    let Some(argument) = argument else { break };
                    if is_type {
                        let class = match argument.kind {
                            Syntax::Type => self.children(argument.node).first().copied(),
                            _ => Some(argument),
                        };
                        return class.map_or(ExpressionId::OPAQUE, |class| self.expression(class, scope));
                    }
                    child = argument;
                    continue;
                }
                _ => break,
            };
            match next {
                Some(next) => child = next,
                None => break,
            }
        }
        ExpressionId::OPAQUE
    }

    /// Of the two parts of a union the one that isn't `None`.
    fn the_class_beside_none(&self, parts: &[Child<'t>]) -> Option<Child<'t>> {
        let mut classes = parts.iter().filter(|part| self.text_of(part.node) != "None");
        classes.next().filter(|_| parts.len() == 2 && classes.next().is_none()).copied()
    }

    /// `x: "Foo"`, `x: "m.Foo | None"`, `x: "Optional[Foo]"`
    fn annotated_by_text(&mut self, parts: &[Child<'t>], scope: ScopeId) -> ExpressionId {
        let [_, content, _] = parts else { return ExpressionId::OPAQUE };
        if content.kind != Syntax::StringContent {
            return ExpressionId::OPAQUE;
        }
        let mut text = self.text_of(content.node).trim();
        for optional in ["Optional[", "typing.Optional["] {
            text =
                text.strip_prefix(optional).and_then(|inner| inner.strip_suffix(']')).map_or(text, str::trim);
        }
        if let Some((left, right)) = text.split_once('|') {
            text = match (left.trim(), right.trim()) {
                ("None", class) | (class, "None") => class,
                _ => return ExpressionId::OPAQUE,
            };
        }
        if text.ends_with(']') {
            text = text.split('[').next().unwrap_or_default().trim_end();
        }
        let class = match text {
            "Self" | "typing.Self" => self.add(Expression::EnclosingClass { class: scope }),
            _ => self.path_in_text(text, scope),
        };
        if class == ExpressionId::OPAQUE { class } else { self.add(Expression::InstanceOf { class }) }
    }

    /// `a.b.C` in a string.
    fn path_in_text(&mut self, text: &str, scope: ScopeId) -> ExpressionId {
        let is_name = |part: &str| {
            part.starts_with(|c: char| c == '_' || is_xid_start(c)) && part.chars().all(is_xid_continue)
        };
        if text.len() > LONGEST_PATH || !text.split('.').all(is_name) {
            return ExpressionId::OPAQUE;
        }
        let mut parts = text.split('.').map(|part| self.name_in(scope, part)).collect::<Vec<_>>().into_iter();
        let Some(name) = parts.next() else { return ExpressionId::OPAQUE };
        let root = self.add(Expression::Variable { owner: scope, name });
        parts.fold(root, |object, name| self.add(Expression::Attribute { object, name }))
    }
}
