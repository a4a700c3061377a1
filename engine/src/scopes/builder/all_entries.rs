//! `__all__`: the strings that say which names a module gives away (language reference, "The import
//! statement").

use tree_sitter::Node;

use super::{Builder, Child, Role, Use};
use crate::scopes::names::{is_identifier, normalise};
use crate::scopes::reference::Deed;
use crate::scopes::scope::ScopeId;
use crate::scopes::value::Value;
use crate::syntax::{Field, Syntax};

const ALL: &str = "__all__";

/// Methods of the list whose arguments are entries, or lists of them.
const METHODS: [&str; 4] = ["append", "extend", "insert", "remove"];

impl<'t> Builder<'t, '_> {
    /// `target += value`
    pub(super) fn augmented_assignment(&mut self, node: Node<'t>, scope: ScopeId) {
        self.targets(node, scope, Field::Left, Role::Update);
        if scope == ScopeId::MODULE {
            let parts = self.children(node);
            let value = parts.iter().find(|part| part.field == Field::Right);
            if let Some(value) = value.filter(|_| self.is_all(parts.first())) {
                self.list_in_all(*value);
            }
        }
    }

    /// Notes the entries in what is assigned to `__all__`.
    pub(super) fn entries_of_all(&mut self, targets: &[Child<'t>], value: Option<Child<'t>>, scope: ScopeId) {
        if let Some(value) = value
            && scope == ScopeId::MODULE
            && targets.iter().any(|target| self.is_all(Some(target)))
        {
            self.list_in_all(value);
        }
    }

    /// `__all__.extend([…])`
    pub(super) fn entries_of_call(&mut self, callee: &str, arguments: &[Child<'t>], scope: ScopeId) {
        let method = callee.strip_prefix(ALL).and_then(|rest| rest.strip_prefix('.'));
        if scope == ScopeId::MODULE && method.is_some_and(|method| METHODS.contains(&method)) {
            for argument in arguments {
                self.list_in_all(*argument);
            }
        }
    }

    fn is_all(&self, target: Option<&Child<'t>>) -> bool {
        target.is_some_and(|target| target.kind == Syntax::Identifier && self.text_of(target.node) == ALL)
    }

    /// Strings in lists and tuples, and in sums of them.
    fn list_in_all(&mut self, value: Child<'t>) {
        let mut todo = vec![value];
        while let Some(part) = todo.pop() {
            match part.kind {
                Syntax::String => self.entry(part.node),
                Syntax::BinaryOperator
                | Syntax::ExpressionList
                | Syntax::List
                | Syntax::ListSplat
                | Syntax::ParenthesizedExpression
                | Syntax::Tuple => todo.extend(self.children(part.node)),
                _ => {}
            }
        }
    }

    /// What is listed is looked up as it is written: neither mangled nor normalised.
    fn entry(&mut self, string: Node<'t>) {
        let Some(content) = self.plain_content(string) else { return };
        let written = self.text.get(content.clone()).unwrap_or_default();
        if is_identifier(written) && normalise(written) == written {
            let name = self.names.intern(written);
            self.uses.push(Use {
                start: content.start,
                end: content.end,
                name,
                scope: ScopeId::MODULE,
                deed: Deed::ListInAll,
                value: Value::Unknown,
            });
        }
    }
}
