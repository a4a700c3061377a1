//! What a name is bound to, as far as a short inference can use it.

use super::expression::ExpressionId;
use super::names::NameId;
use super::packed::{List, Reader, Record, Writer};
use super::scope::ScopeId;

/// What one binding gives to a name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Value {
    /// Nobody can say.
    #[default]
    Unknown,
    /// `None`, which says nothing about what the name is otherwise.
    Nothing,
    /// An import.
    Import,
    /// `x = expression`
    Is(ExpressionId),
    /// `with expression as x`
    Entered(ExpressionId),
    /// `x: annotation`, with a value or without; the expression is what the annotation says `x` is.
    Annotated(ExpressionId),
    /// The same with `ClassVar[…]`: no field of a record.
    ClassVariable(ExpressionId),
    /// A parameter that a call may name, with what its annotation says.
    Parameter(ExpressionId),
    /// A parameter that no call can name: positional only, `*args`, `**kwargs`.
    UnnamedParameter(ExpressionId),
    /// `class x`; the class's scope.
    Class(ScopeId),
    /// `def x` or `x = lambda`; the function's scope.
    Function(ScopeId),
}

/// One binding of a name: of a variable, or of a member where `owner` is a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Binding {
    /// The scope whose name it is; a member set through `self` counts as the class's.
    pub(crate) owner: ScopeId,
    pub(crate) name: NameId,
    pub(crate) value: Value,
}

/// What the walk finds of a class besides its names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ClassDraft {
    /// The class's scope.
    pub(super) scope: ScopeId,
    /// Its bases in their order, as far as they are names.
    pub(super) bases: Vec<ExpressionId>,
    /// Whether its annotated names are the parameters of its constructor: dataclass, NamedTuple, attrs.
    pub(super) is_record: bool,
    /// Whether it derives from a class of `enum`, so that its names hold instances of it.
    pub(super) is_enumeration: bool,
}

/// What is known of a class besides its names.
#[derive(Clone, Copy)]
pub(crate) struct ClassFacts<'a> {
    /// The class's scope.
    pub(crate) scope: ScopeId,
    /// Its bases in their order, as far as they are names.
    pub(crate) bases: List<'a, ExpressionId>,
    /// Whether its annotated names are the parameters of its constructor: dataclass, NamedTuple, attrs.
    pub(crate) is_record: bool,
    /// Whether it derives from a class of `enum`, so that its names hold instances of it.
    pub(crate) is_enumeration: bool,
}

/// The same as it is kept; the bases of all classes are one list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ClassRecord {
    pub(super) scope: ScopeId,
    pub(super) first_base: u32,
    pub(super) bases: u32,
    pub(super) is_record: bool,
    pub(super) is_enumeration: bool,
}

impl Record for ClassRecord {
    const NUMBERS: usize = 3;
    const WORDS: usize = 1;

    fn write(&self, out: &mut Writer<'_>) {
        out.word(u16::from(self.is_record) | u16::from(self.is_enumeration) << 1);
        out.number(self.scope.0);
        out.number(self.first_base);
        out.number(self.bases);
    }

    fn read<const WIDE: bool>(words: &mut Reader<'_, WIDE>) -> Self {
        let flags = words.word();
        Self {
            scope: ScopeId(words.number()),
            first_base: words.number(),
            bases: words.number(),
            is_record: flags & 1 != 0,
            is_enumeration: flags & 2 != 0,
        }
    }
}

impl Record for Binding {
    const NUMBERS: usize = 2;
    const WORDS: usize = 3;

    fn write(&self, out: &mut Writer<'_>) {
        let (which, number) = match self.value {
            Value::Unknown => (0, 0),
            Value::Nothing => (1, 0),
            Value::Import => (2, 0),
            Value::Is(id) => (3, id.0),
            Value::Entered(id) => (4, id.0),
            Value::Annotated(id) => (5, id.0),
            Value::ClassVariable(id) => (6, id.0),
            Value::Parameter(id) => (7, id.0),
            Value::UnnamedParameter(id) => (8, id.0),
            Value::Class(scope) => (9, scope.0),
            Value::Function(scope) => (10, scope.0),
        };
        out.number(self.owner.0);
        out.name(self.name);
        out.word(which);
        out.number(number);
    }

    fn read<const WIDE: bool>(words: &mut Reader<'_, WIDE>) -> Self {
        let (owner, name) = (ScopeId(words.number()), words.name());
        let (which, number) = (words.word(), words.number());
        let value = match which {
            1 => Value::Nothing,
            2 => Value::Import,
            3 => Value::Is(ExpressionId(number)),
            4 => Value::Entered(ExpressionId(number)),
            5 => Value::Annotated(ExpressionId(number)),
            6 => Value::ClassVariable(ExpressionId(number)),
            7 => Value::Parameter(ExpressionId(number)),
            8 => Value::UnnamedParameter(ExpressionId(number)),
            9 => Value::Class(ScopeId(number)),
            10 => Value::Function(ScopeId(number)),
            _ => Value::Unknown,
        };
        Self { owner, name, value }
    }
}

/// A class, and a name that it mentions as its own.
impl Record for (ScopeId, NameId) {
    const NUMBERS: usize = 1;
    const WORDS: usize = 2;

    fn write(&self, out: &mut Writer<'_>) {
        out.number(self.0.0);
        out.name(self.1);
    }

    fn read<const WIDE: bool>(words: &mut Reader<'_, WIDE>) -> Self {
        (ScopeId(words.number()), words.name())
    }
}
