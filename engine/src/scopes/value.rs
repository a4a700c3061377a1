//! What a name is bound to, as far as a short inference can use it.

use super::expression::ExpressionId;
use super::names::NameId;
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

/// What is known of a class besides its names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ClassFacts {
    /// The class's scope.
    pub(crate) scope: ScopeId,
    /// Its bases in their order, as far as they are names.
    pub(crate) bases: Box<[ExpressionId]>,
    /// Whether its annotated names are the parameters of its constructor: dataclass, NamedTuple, attrs.
    pub(crate) is_record: bool,
    /// Whether it derives from a class of `enum`, so that its names hold instances of it.
    pub(crate) is_enumeration: bool,
}
