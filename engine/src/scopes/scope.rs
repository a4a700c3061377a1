//! The scopes of a segment, as CPython's symbol table has them.

use std::ops::Range;

use super::names::NameId;

/// A scope's number in its segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct ScopeId(pub(crate) u32);

impl ScopeId {
    /// The module: the outermost scope of every segment, and one and the same in all of them.
    pub(crate) const MODULE: Self = Self(0);
}

/// What opens a scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ScopeKind {
    Module,
    Function,
    Lambda,
    Class,
    Comprehension,
    /// `[T]` of a generic function, class or alias (PEP 695).
    TypeParameters,
    /// An annotation, a bound, a default or an alias's value: lazily evaluated, sees the class round it (PEP 649).
    Annotation,
}

/// The first parameter of a function that stands directly in a class and is not static.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Receiver {
    /// `self` and `cls` are habits; any name will do.
    pub(crate) name: NameId,
    /// Whether it is given the class (`@classmethod`, `__new__`) rather than an instance.
    pub(crate) is_class: bool,
}

/// One scope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Scope {
    pub(crate) kind: ScopeKind,
    /// The scope round it; the module's is the module.
    pub(crate) parent: ScopeId,
    /// The name of the function or class.
    pub(crate) name: Option<NameId>,
    /// The first parameter of a method.
    pub(crate) receiver: Option<Receiver>,
    /// Whether a call may give a function arguments by names that aren't its parameters': `**kwargs`.
    pub(crate) takes_any_name: bool,
    /// Bytes from the segment's start.
    pub(crate) range: Range<u32>,
}

impl Scope {
    /// Bytes from the segment's start.
    pub(crate) fn byte_range(&self) -> Range<usize> {
        self.range.start as usize..self.range.end as usize
    }
}
