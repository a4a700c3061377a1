//! Why a place is taken to mean the target, in a few words.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::file_index::FileIndex;
use super::resolver::Memory;
use super::symbols::ScopeKey;
use super::words;
use crate::scopes::{Deed, NameId, ScopeKind};

/// The step that leads from a place to the target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Reason {
    /// It stands in the class's body.
    InBody { class: ScopeKey },
    /// `self.name`: the first parameter of a method.
    Receiver { class: ScopeKey },
    /// `super().name`
    Super { class: ScopeKey },
    /// `Class.name`
    ClassName { class: ScopeKey },
    /// `Class().name`, `case Class(name=…)`
    Instance { class: ScopeKey },
    /// The name before the dot is bound once, to `Class()`.
    BoundOnce { name: NameId, class: ScopeKey },
    /// The name before the dot is bound once, to the class itself.
    Alias { name: NameId, class: ScopeKey },
    /// `with Class() as name`
    Entered { name: NameId, class: ScopeKey },
    /// `name: Class`
    Annotated { name: NameId, class: ScopeKey },
    /// A call that gives the parameter by its name.
    Parameter { function: ScopeKey },
    /// A call that gives the field by its name.
    Field { class: ScopeKey },
    /// The same path from the same variable.
    Path,
    /// A call of the same callee.
    SameCallee,
    /// A string that is read as code, or a docstring.
    InString { deed: Deed },
    /// The receiver is unknown, so it may be meant.
    UnknownReceiver,
}

impl FileIndex {
    /// A scope's name as people write it.
    pub(super) fn title_of(&self, memory: &Memory, key: ScopeKey) -> String {
        let Some(index) = memory.index(key.segment) else { return String::new() };
        let Some(scope) = index.scope(key.scope) else { return String::new() };
        match (scope.name, scope.kind) {
            (Some(name), kind) => words::title(kind, self.names.text(name)),
            (None, ScopeKind::Lambda) => "a lambda".to_owned(),
            (None, _) => String::new(),
        }
    }

    fn reason_in_words(&self, memory: &Memory, reason: Reason) -> String {
        let title = |class| self.title_of(memory, class);
        let text = |name| self.names.text(name);
        match reason {
            Reason::InBody { class } => format!("in the body of {}", title(class)),
            Reason::Receiver { class } => format!("on an instance of {} or the class itself", title(class)),
            Reason::Super { class } => format!("on the bases of {}", title(class)),
            Reason::ClassName { class } => format!("on {}", title(class)),
            Reason::Instance { class } => format!("on an instance of {}", title(class)),
            Reason::BoundOnce { name, class } => {
                format!("{} is bound once, to {}()", text(name), title(class))
            }
            Reason::Alias { name, class } => format!("{} is bound once, to {}", text(name), title(class)),
            Reason::Entered { name, class } => {
                format!("{} is what `with {}()` gives", text(name), title(class))
            }
            Reason::Annotated { name, class } => {
                format!("{} is annotated as {}", text(name), title(class))
            }
            Reason::Parameter { function } => format!("parameter of {}", title(function)),
            Reason::Field { class } => format!("field of {}", title(class)),
            Reason::Path => "the same path from the same variable".to_owned(),
            Reason::SameCallee => "a call of the same name".to_owned(),
            Reason::InString { deed } => words::why(deed).unwrap_or_default().to_owned(),
            Reason::UnknownReceiver => "the same name on something unknown".to_owned(),
        }
    }
}

/// Reasons that were put into words already, so that equal ones share their text.
#[derive(Default)]
pub(super) struct Phrases {
    phrases: FxHashMap<Reason, Arc<str>>,
}

impl Phrases {
    pub(super) fn of(&mut self, file: &FileIndex, memory: &Memory, reason: Reason) -> Arc<str> {
        let phrase =
            self.phrases.entry(reason).or_insert_with(|| file.reason_in_words(memory, reason).into());
        Arc::clone(phrase)
    }
}
