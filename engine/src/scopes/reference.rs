//! One name in the text of a segment: where it stands, what it does, which scope owns it.

use std::ops::Range;

use super::names::NameId;
use super::packed::{Reader, Record, Writer};
use super::scope::ScopeId;
use crate::occurrences::{Certainty, Kind};

/// What a name does where it stands; finer than [`Kind`], because the status bar says
/// "parameter of run()" and not only "definition".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub(crate) enum Deed {
    DefineFunction,
    DefineClass,
    DefineTypeAlias,
    DefineTypeParameter,
    DefineParameter,
    Import,
    Write,
    Update,
    Read,
    Delete,
    /// The name in a `global` statement.
    DeclareGlobal,
    /// The name in a `nonlocal` statement.
    DeclareNonlocal,
    /// `x: T` without a value.
    Annotate,
    /// `(x): T` without a value, which binds nothing.
    AnnotateInParentheses,
    /// A load in a string that Python or its type checkers read as code: `x: "Foo"`, `cast("Foo", x)`.
    ReadInString,
    /// An entry of `__all__`.
    ListInAll,
    /// A docstring's entry for a parameter, `:param x:`.
    Mention,
}

const DEEDS: [Deed; 17] = [
    Deed::DefineFunction,
    Deed::DefineClass,
    Deed::DefineTypeAlias,
    Deed::DefineTypeParameter,
    Deed::DefineParameter,
    Deed::Import,
    Deed::Write,
    Deed::Update,
    Deed::Read,
    Deed::Delete,
    Deed::DeclareGlobal,
    Deed::DeclareNonlocal,
    Deed::Annotate,
    Deed::AnnotateInParentheses,
    Deed::ReadInString,
    Deed::ListInAll,
    Deed::Mention,
];

impl Deed {
    /// The kind that the rest of the program sees.
    pub(crate) fn kind(self) -> Kind {
        match self {
            Self::DefineFunction
            | Self::DefineClass
            | Self::DefineTypeAlias
            | Self::DefineTypeParameter
            | Self::DefineParameter
            | Self::Import => Kind::Definition,
            Self::Write => Kind::Write,
            Self::Update => Kind::Update,
            Self::Read | Self::ReadInString | Self::ListInAll | Self::Mention => Kind::Read,
            Self::Delete => Kind::Delete,
            Self::DeclareGlobal | Self::DeclareNonlocal | Self::Annotate | Self::AnnotateInParentheses => {
                Kind::Declaration
            }
        }
    }

    /// How sure it is that the name means the variable it was resolved to.
    pub(crate) fn certainty(self) -> Certainty {
        match self {
            Self::ReadInString | Self::ListInAll => Certainty::Likely,
            Self::Mention => Certainty::Mention,
            _ => Certainty::Exact,
        }
    }

    /// Whether it makes the name one of the scope it stands in.
    pub(crate) fn binds(self) -> bool {
        !matches!(
            self,
            Self::Read
                | Self::DeclareGlobal
                | Self::DeclareNonlocal
                | Self::AnnotateInParentheses
                | Self::ReadInString
                | Self::ListInAll
                | Self::Mention
        )
    }

    /// Whether it gives the name something that an inference could follow.
    pub(super) fn gives_value(self) -> bool {
        self.binds() && self != Self::Delete
    }
}

const DEED_BITS: u32 = 5;
const DEED_MASK: u32 = (1 << DEED_BITS) - 1;
/// The longest name, in bytes.
const LONGEST: u32 = u32::MAX >> DEED_BITS;

/// Where a name stands and what it does there, in two numbers because a file of a million lines has millions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    start: u32,
    /// The length stands above the deed, so that both are a small number where the name is short.
    len_and_deed: u32,
}

impl Span {
    /// `range` in bytes from the segment's start. `None` for a name of 128 MiB or more.
    pub(super) fn new(range: Range<usize>, deed: Deed) -> Option<Self> {
        let start = u32::try_from(range.start).ok()?;
        let len = u32::try_from(range.len()).ok().filter(|&len| len <= LONGEST)?;
        Some(Self { start, len_and_deed: len << DEED_BITS | deed as u32 })
    }

    pub(super) fn range(self) -> Range<usize> {
        let start = self.start();
        start..start + (self.len_and_deed >> DEED_BITS) as usize
    }

    pub(super) fn start(self) -> usize {
        self.start as usize
    }

    /// The same at another place.
    pub(super) fn moved_to(self, start: usize) -> Self {
        Self { start: u32::try_from(start).unwrap_or(u32::MAX), ..self }
    }

    pub(super) fn deed(self) -> Deed {
        DEEDS.get((self.len_and_deed & DEED_MASK) as usize).copied().unwrap_or(Deed::Read)
    }
}

impl Record for Span {
    const NUMBERS: usize = 2;
    const WORDS: usize = 0;

    fn write(&self, out: &mut Writer<'_>) {
        out.number(self.start);
        out.number(self.len_and_deed);
    }

    fn read<const WIDE: bool>(words: &mut Reader<'_, WIDE>) -> Self {
        Self { start: words.number(), len_and_deed: words.number() }
    }
}

/// A variable's name in a segment's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Reference {
    span: Span,
    /// The name, mangled where it is private to a class.
    pub(crate) name: NameId,
    /// The scope that owns the variable; [`ScopeId::MODULE`] is shared by all segments.
    pub(crate) owner: ScopeId,
}

impl Reference {
    /// `range` in bytes from the segment's start. `None` for a name of 128 MiB or more.
    pub(crate) fn new(range: Range<usize>, deed: Deed, name: NameId, owner: ScopeId) -> Option<Self> {
        Some(Self { span: Span::new(range, deed)?, name, owner })
    }

    /// Bytes from the segment's start.
    pub(crate) fn range(self) -> Range<usize> {
        self.span.range()
    }

    /// Where it begins: bytes from the segment's start.
    pub(crate) fn start(self) -> usize {
        self.span.start()
    }

    /// The same of another scope.
    pub(super) fn owned_by(self, owner: ScopeId) -> Self {
        Self { owner, ..self }
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

impl Record for Reference {
    const NUMBERS: usize = Span::NUMBERS + 1;
    const WORDS: usize = 2;

    fn write(&self, out: &mut Writer<'_>) {
        self.span.write(out);
        out.name(self.name);
        out.number(self.owner.0);
    }

    fn read<const WIDE: bool>(words: &mut Reader<'_, WIDE>) -> Self {
        Self { span: Span::read(words), name: words.name(), owner: ScopeId(words.number()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deeds_survive_packing() {
        for deed in DEEDS {
            let reference =
                Reference::new(7..12, deed, NameId(3), ScopeId::MODULE).map(|r| (r.deed(), r.range()));
            assert_eq!(reference, Some((deed, 7..12)));
        }
    }
}
