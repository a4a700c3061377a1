//! What the code writes before a dot or a bracket, as far as it is needed to tell whose attribute a
//! name is and which call a keyword argument belongs to.
//!
//! Equal expressions of a segment have one number, and an expression's parts have smaller numbers than
//! it has itself, so a table can be filled from the front and nothing has to recurse.

use std::ops::Range;

use super::names::NameId;
use super::packed::{Reader, Record, Writer};
use super::reference::{Deed, Span};
use super::scope::ScopeId;

/// An expression's number in its segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct ExpressionId(pub(crate) u32);

impl ExpressionId {
    /// Anything that is not described further; every segment has it.
    pub(crate) const OPAQUE: Self = Self(0);
}

/// One expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Expression {
    /// Anything else.
    Opaque,
    /// A variable; the scope is the one that owns it.
    Variable { owner: ScopeId, name: NameId },
    /// `object.name`
    Attribute { object: ExpressionId, name: NameId },
    /// `callee(first, …)`; `first` is opaque where there is no positional argument.
    Call { callee: ExpressionId, first: ExpressionId },
    /// `object[…]`
    Subscript { object: ExpressionId },
    /// Something that is said to be an instance of `class`: by an annotation, a class pattern, an `except`.
    InstanceOf { class: ExpressionId },
    /// `super()` in a method of `class`.
    Super { class: ScopeId },
    /// The class that it stands in: for the strings of `__slots__` and for `Self`; the module if there is none.
    EnclosingClass { class: ScopeId },
    /// The keyword in `call(name=…)`.
    Argument { call: ExpressionId, name: NameId },
    /// The keyword in `class C(Base, name=…)`, where `class` is `C`.
    ClassArgument { class: ScopeId, name: NameId },
}

/// A name in the text that is no variable: an attribute, a keyword argument, an entry of `__slots__`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Label {
    span: Span,
    /// The name, mangled where it is private to a class.
    pub(crate) name: NameId,
    /// An [`Expression::Attribute`], [`Expression::Argument`] or [`Expression::ClassArgument`].
    pub(crate) expression: ExpressionId,
}

impl Label {
    /// `range` in bytes from the segment's start. `None` for a name of 128 MiB or more.
    pub(crate) fn new(
        range: Range<usize>,
        deed: Deed,
        name: NameId,
        expression: ExpressionId,
    ) -> Option<Self> {
        Some(Self { span: Span::new(range, deed)?, name, expression })
    }

    /// Bytes from the segment's start.
    pub(crate) fn range(self) -> Range<usize> {
        self.span.range()
    }

    /// Where it begins: bytes from the segment's start.
    pub(crate) fn start(self) -> usize {
        self.span.start()
    }

    /// The same with another number of its expression.
    pub(super) fn saying(self, expression: ExpressionId) -> Self {
        Self { expression, ..self }
    }

    /// The same at another place, in bytes from the segment's start.
    pub(super) fn moved_to(self, start: usize) -> Self {
        Self { span: self.span.moved_to(start), ..self }
    }

    /// What it does.
    pub(crate) fn deed(self) -> Deed {
        self.span.deed()
    }
}

impl Record for Label {
    const NUMBERS: usize = Span::NUMBERS + 1;
    const WORDS: usize = 2;

    fn write(&self, out: &mut Writer<'_>) {
        self.span.write(out);
        out.name(self.name);
        out.number(self.expression.0);
    }

    fn read<const WIDE: bool>(words: &mut Reader<'_, WIDE>) -> Self {
        Self { span: Span::read(words), name: words.name(), expression: ExpressionId(words.number()) }
    }
}

impl Record for ExpressionId {
    const NUMBERS: usize = 1;
    const WORDS: usize = 0;

    fn write(&self, out: &mut Writer<'_>) {
        out.number(self.0);
    }

    fn read<const WIDE: bool>(words: &mut Reader<'_, WIDE>) -> Self {
        Self(words.number())
    }
}

/// Which expression it is, what it speaks of, and a name or what else it speaks of.
impl Record for Expression {
    const NUMBERS: usize = 1;
    const WORDS: usize = 3;

    fn write(&self, out: &mut Writer<'_>) {
        let (which, number, other) = match *self {
            Self::Opaque => (0, 0, 0),
            Self::Variable { owner, name } => (1, owner.0, name.0),
            Self::Attribute { object, name } => (2, object.0, name.0),
            Self::Call { callee, first } => (3, callee.0, first.0),
            Self::Subscript { object } => (4, object.0, 0),
            Self::InstanceOf { class } => (5, class.0, 0),
            Self::Super { class } => (6, class.0, 0),
            Self::EnclosingClass { class } => (7, class.0, 0),
            Self::Argument { call, name } => (8, call.0, name.0),
            Self::ClassArgument { class, name } => (9, class.0, name.0),
        };
        out.word(which);
        out.number(number);
        out.double(other);
    }

    fn read<const WIDE: bool>(words: &mut Reader<'_, WIDE>) -> Self {
        let (which, number, other) = (words.word(), words.number(), words.double());
        match which {
            1 => Self::Variable { owner: ScopeId(number), name: NameId(other) },
            2 => Self::Attribute { object: ExpressionId(number), name: NameId(other) },
            3 => Self::Call { callee: ExpressionId(number), first: ExpressionId(other) },
            4 => Self::Subscript { object: ExpressionId(number) },
            5 => Self::InstanceOf { class: ExpressionId(number) },
            6 => Self::Super { class: ScopeId(number) },
            7 => Self::EnclosingClass { class: ScopeId(number) },
            8 => Self::Argument { call: ExpressionId(number), name: NameId(other) },
            9 => Self::ClassArgument { class: ScopeId(number), name: NameId(other) },
            _ => Self::Opaque,
        }
    }
}
