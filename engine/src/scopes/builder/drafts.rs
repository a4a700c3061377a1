//! What a walk notes before it is known what every name means.
//!
//! Invariant: nothing here belongs to a tree.

use rustc_hash::FxHashSet;

use super::docstrings::Docstring;
use super::expressions::LabelDraft;
use super::quoted::Quoted;
use crate::scopes::expression::Expression;
use crate::scopes::names::NameId;
use crate::scopes::reference::Deed;
use crate::scopes::resolve::Symbols;
use crate::scopes::scope::{Scope, ScopeId, ScopeKind};
use crate::scopes::value::{ClassDraft, Value};

/// A scope, and what is known of it besides.
pub(super) struct ScopeDraft {
    pub(super) scope: Scope,
    pub(super) sees_class: bool,
    /// The class whose private names are mangled here.
    pub(super) private: Option<NameId>,
    /// In the header of a generic class only these names are mangled (CPython's `ste_mangled_names`).
    pub(super) mangled_only: Option<usize>,
}

impl ScopeDraft {
    /// The module of a text of so many bytes.
    pub(super) fn module(len: usize) -> Self {
        Self {
            scope: Scope {
                kind: ScopeKind::Module,
                parent: ScopeId::MODULE,
                name: None,
                receiver: None,
                takes_any_name: false,
                range: 0..u32::try_from(len).unwrap_or(u32::MAX),
            },
            sees_class: false,
            private: None,
            mangled_only: None,
        }
    }
}

/// A name where it stands, with the scope that it is used in.
pub(super) struct Use {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) name: NameId,
    pub(super) scope: ScopeId,
    pub(super) deed: Deed,
    /// What it gives to the name, if it binds it.
    pub(super) value: Value,
}

/// All that was noted so far.
pub(super) struct Drafts {
    pub(super) scopes: Vec<ScopeDraft>,
    pub(super) header_names: Vec<FxHashSet<NameId>>,
    pub(super) uses: Vec<Use>,
    pub(super) symbols: Symbols,
    pub(super) expressions: Vec<Expression>,
    pub(super) labels: Vec<LabelDraft>,
    pub(super) classes: Vec<ClassDraft>,
    pub(super) docstrings: Vec<Docstring>,
    pub(super) quoted: Vec<Quoted>,
}

impl Drafts {
    /// Nothing but the module of a text of so many bytes.
    pub(super) fn of_module(len: usize) -> Self {
        Self {
            scopes: vec![ScopeDraft::module(len)],
            header_names: Vec::new(),
            uses: Vec::new(),
            symbols: Symbols::default(),
            expressions: vec![Expression::Opaque],
            labels: Vec::new(),
            classes: Vec::new(),
            docstrings: Vec::new(),
            quoted: Vec::new(),
        }
    }
}
