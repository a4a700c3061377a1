//! Docstrings: the parameters and members that they speak of.
//!
//! A mention counts only if the name is bound for what the docstring belongs to, so it is looked at when
//! everything is bound. Invariant: it makes no difference for what any other name means.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::expressions::LabelDraft;
use super::{Builder, Child, Use};
use crate::scopes::docstring::{Mention, mentions};
use crate::scopes::expression::{Expression, Label};
use crate::scopes::names::NameId;
use crate::scopes::reference::Deed;
use crate::scopes::scope::{ScopeId, ScopeKind};
use crate::scopes::value::Value;
use crate::syntax::{Syntax, kind_of};
use crate::worker::{CancelToken, Cancelled};

/// A docstring of more bytes than this is data.
const MOST_BYTES: usize = 256 * 1024;

/// The docstring of a function or class.
pub(super) struct Docstring {
    /// Its content in bytes of the segment.
    content: Range<usize>,
    /// The scope inside the function or class.
    scope: ScopeId,
}

/// Of what docstrings of classes explain, the labels of names that the classes have.
pub(super) fn of_members(
    explained: Vec<((ScopeId, NameId), Label)>,
    members: &[(ScopeId, NameId)],
) -> impl Iterator<Item = Label> + use<> {
    let is_any = !explained.is_empty();
    let members: FxHashSet<_> = members.iter().copied().filter(|_| is_any).collect();
    explained.into_iter().filter(move |(member, _)| members.contains(member)).map(|(_, label)| label)
}

impl<'t> Builder<'t, '_> {
    /// Notes the docstring of a body: its first statement, if that is a string.
    pub(super) fn note_docstring(&mut self, body: Child<'t>, scope: ScopeId) {
        if body.kind != Syntax::Block {
            return;
        }
        self.cursor.reset(body.node);
        let mut is_inside = self.cursor.goto_first_child();
        while is_inside && kind_of(self.cursor.node()) == Syntax::Comment {
            is_inside = self.cursor.goto_next_sibling();
        }
        // The statement, then the string.
        if !is_inside || !self.cursor.goto_first_child() || kind_of(self.cursor.node()) != Syntax::String {
            return;
        }
        let string = self.cursor.node();
        if self.cursor.goto_next_sibling() {
            return;
        }
        if let Some(content) =
            self.content_of(string).filter(|content| content.byte_range().len() <= MOST_BYTES)
        {
            self.docstrings.push(Docstring { content: content.byte_range(), scope });
        }
    }

    /// Refers to the parameters that docstrings mention. Comes after the walk, which binds them.
    pub(super) fn mention_parameters(&mut self, cancel: &CancelToken) -> Result<(), Cancelled> {
        let mut found: Vec<(ScopeId, usize, Mention)> = Vec::new();
        for Docstring { content, scope } in std::mem::take(&mut self.docstrings) {
            cancel.check()?;
            let text = self.text.get(content.clone()).unwrap_or_default();
            found.extend(mentions(text).into_iter().map(|mention| (scope, content.start, mention)));
        }
        if found.is_empty() {
            return Ok(());
        }
        let parameters = self.parameters_of_all();
        let constructors = self.constructors();
        for (scope, base, mention) in found {
            let range = base + mention.range.start..base + mention.range.end;
            let is_of_class = self.kind_of_scope(scope) == ScopeKind::Class;
            let function = match is_of_class {
                true if mention.is_attribute => None,
                true => constructors.get(&scope).copied(),
                false => Some(scope),
            };
            let name = self.name_in(scope, self.text.get(range.clone()).unwrap_or_default());
            let (start, end, deed, value) = (range.start, range.end, Deed::Mention, Value::Unknown);
            if let Some(scope) = function.filter(|function| parameters.contains(&(*function, name))) {
                self.uses.push(Use { start, end, name, scope, deed, value });
            } else if is_of_class {
                // Whether the class has such a member is seen when all is known.
                let object = self.add(Expression::EnclosingClass { class: scope });
                let expression = self.add(Expression::Attribute { object, name });
                self.labels.push(LabelDraft { start, end, name, expression, deed, value });
            }
        }
        Ok(())
    }

    fn parameters_of_all(&self) -> FxHashSet<(ScopeId, NameId)> {
        let parameters = self.uses.iter().filter(|used| used.deed == Deed::DefineParameter);
        parameters.map(|used| (used.scope, used.name)).collect()
    }

    /// From a class to its `__init__`; of several, overloads before the last, the last one.
    fn constructors(&mut self) -> FxHashMap<ScopeId, ScopeId> {
        let init = self.names.intern("__init__");
        let mut constructors: FxHashMap<ScopeId, ScopeId> = FxHashMap::default();
        let start_of = |id: ScopeId| self.draft(id).map(|draft| draft.scope.range.start);
        for (id, draft) in (0_u32..).map(ScopeId).zip(&self.scopes) {
            if draft.scope.kind == ScopeKind::Function && draft.scope.name == Some(init) {
                let mut class = draft.scope.parent;
                if self.kind_of_scope(class) == ScopeKind::TypeParameters {
                    class = self.draft(class).map_or(ScopeId::MODULE, |header| header.scope.parent);
                }
                let is_later = constructors.get(&class).is_none_or(|other| start_of(*other) < start_of(id));
                if is_later && self.kind_of_scope(class) == ScopeKind::Class {
                    constructors.insert(class, id);
                }
            }
        }
        constructors
    }
}
