//! The scopes of a segment, as CPython's symbol table has them.

use std::ops::Range;

use super::names::NameId;
use super::packed::{Reader, Record, Writer};

/// A scope's number in its segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct ScopeId(pub(crate) u32);

impl ScopeId {
    /// The module: the outermost scope of every segment, and one and the same in all of them.
    pub(crate) const MODULE: Self = Self(0);
}

/// What opens a scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
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

const KINDS: [ScopeKind; 7] = [
    ScopeKind::Module,
    ScopeKind::Function,
    ScopeKind::Lambda,
    ScopeKind::Class,
    ScopeKind::Comprehension,
    ScopeKind::TypeParameters,
    ScopeKind::Annotation,
];

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

const KIND_MASK: u16 = 7;
const TAKES_ANY_NAME: u16 = 1 << 3;
const HAS_NAME: u16 = 1 << 4;
const HAS_RECEIVER: u16 = 1 << 5;
const RECEIVER_IS_CLASS: u16 = 1 << 6;

impl Record for Scope {
    const NUMBERS: usize = 3;
    const WORDS: usize = 5;

    fn write(&self, out: &mut Writer<'_>) {
        let flag = |flag: u16, is_set: bool| if is_set { flag } else { 0 };
        out.word(
            self.kind as u16
                | flag(TAKES_ANY_NAME, self.takes_any_name)
                | flag(HAS_NAME, self.name.is_some())
                | flag(HAS_RECEIVER, self.receiver.is_some())
                | flag(RECEIVER_IS_CLASS, self.receiver.is_some_and(|receiver| receiver.is_class)),
        );
        out.number(self.parent.0);
        out.name(self.name.unwrap_or(NameId(0)));
        out.name(self.receiver.map_or(NameId(0), |receiver| receiver.name));
        out.number(self.range.start);
        out.number(self.range.end);
    }

    fn read<const WIDE: bool>(words: &mut Reader<'_, WIDE>) -> Self {
        let flags = words.word();
        let (parent, name, receiver) = (ScopeId(words.number()), words.name(), words.name());
        let receiver = Receiver { name: receiver, is_class: flags & RECEIVER_IS_CLASS != 0 };
        Self {
            kind: KINDS.get(usize::from(flags & KIND_MASK)).copied().unwrap_or(ScopeKind::Module),
            parent,
            name: Some(name).filter(|_| flags & HAS_NAME != 0),
            receiver: Some(receiver).filter(|_| flags & HAS_RECEIVER != 0),
            takes_any_name: flags & TAKES_ANY_NAME != 0,
            range: words.number()..words.number(),
        }
    }
}
