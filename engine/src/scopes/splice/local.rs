//! Whether an edit inside of a class may change what something outside of it means. One in brackets can't.
//!
//! What the parts of a class have in common is the class's scope: a name that one of them binds there is meant by what
//! others read in the class's body or in annotations, and by the class's docstring.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::{CLASS, Edit};
use crate::scopes::docstring::mentions;
use crate::scopes::expression::Expression;
use crate::scopes::names::{NameId, Names, may_hold_other_spellings};
use crate::scopes::reference::{Deed, Reference};
use crate::scopes::scope::{Scope, ScopeId, ScopeKind};
use crate::scopes::segment_index::SegmentIndex;
use crate::segments::{Token, TokenKind, tokens};

/// The names that a class has from what isn't edited of it.
#[derive(Clone, Copy)]
pub(crate) struct Outside<'a> {
    index: &'a SegmentIndex,
    edited: &'a Range<usize>,
}

impl<'a> Outside<'a> {
    /// Those of the class that `index` is of, but for some bytes of it.
    pub(crate) fn of(index: &'a SegmentIndex, edited: &'a Range<usize>) -> Self {
        Self { index, edited }
    }

    /// Where a name is the class's.
    fn uses(self, name: NameId) -> impl Iterator<Item = Reference> + 'a {
        let Self { index, edited } = self;
        let of_class = index.class_references_of(name).filter(|found| found.owner == CLASS);
        of_class.filter(move |found| !edited.contains(&found.start()))
    }

    /// The scope of the class if it binds a name.
    pub(crate) fn binder(self, name: NameId) -> Option<ScopeId> {
        self.uses(name).any(|found| found.deed().binds()).then_some(CLASS)
    }
}

impl Edit<'_> {
    fn outside(&self) -> Outside<'_> {
        Outside::of(self.before, &self.touched.old)
    }

    /// Whether all that isn't edited means what it meant. `text` is the one after the edit.
    pub(super) fn is_local(self, text: &str, names: &Names) -> bool {
        let Self { before, part, touched } = self;
        if self.round() == ScopeId::MODULE {
            // What is the module's is found by its name, whoever binds it, and an element can't declare anything.
            let names_all = |index: &SegmentIndex, bytes: &Range<usize>| {
                index.references_in(bytes.clone()).any(|found| names.text(found.name) == "__all__")
            };
            // What is assigned to that says what every string in the brackets is.
            return !touched.is_at_head()
                || !names_all(before, &touched.old) && !names_all(part, &touched.new);
        }
        let are_as_expected = Self::class_of(before).is_some() && Self::class_of(part).is_some();
        are_as_expected
            && !declares_in_class(before, &touched.old)
            && !declares_in_class(part, &touched.new)
            && self.binds_the_same()
            && self.explains_the_same(text, names)
    }

    /// Whether what is read of the class outside of the edit is still the class's, and nothing else is.
    fn binds_the_same(self) -> bool {
        let old = bound_in_class(self.before, &self.touched.old);
        let new = bound_in_class(self.part, &self.touched.new);
        let is_outside = |found: &Reference| !self.touched.old.contains(&found.start());
        let declares =
            |found: &Reference| matches!(found.deed(), Deed::DeclareGlobal | Deed::DeclareNonlocal);
        let of_module = |name: NameId| self.before.module_references_of(name).filter(is_outside);
        // What `global` makes the module's the part alone takes for the class's.
        let of_class = self.part.references().iter().filter(|found| found.owner == CLASS);
        let mut names = of_class.map(|found| found.name).chain(old.iter().copied());
        if names.any(|name| of_module(name).any(|found| declares(&found))) {
            return false;
        }
        let is_bound_outside = |name: &&NameId| self.outside().binder(**name).is_some();
        let changed = old.symmetric_difference(&new).filter(|name| !is_bound_outside(name));
        let changed: FxHashSet<NameId> = changed.copied().collect();
        if changed.is_empty() {
            return true;
        }
        // Where a type parameter's annotation sees the class, a name that this binds is the class's there.
        let is_changed_parameter = |found: Reference| {
            found.deed() == Deed::DefineTypeParameter && changed.contains(&found.name) && is_outside(&found)
        };
        if self.before.references().iter().any(is_changed_parameter) {
            return false;
        }
        let is_read_in_class = |name: NameId| self.outside().uses(name).next().is_some();
        let is_read_in_module = |name: NameId| of_module(name).next().is_some();
        if changed.iter().any(|&name| is_read_in_class(name) || is_read_in_module(name)) {
            return false;
        }
        // A string may say what something is without being a name's place.
        let is_said = |expression: Expression| match expression {
            Expression::Variable { owner: ScopeId::MODULE | CLASS, name } => changed.contains(&name),
            _ => false,
        };
        let Some(facts) = self.before.facts() else { return false };
        !facts.expressions.iter().any(is_said)
    }

    /// Whether the docstring of the class explains the same names. It stands in the head of the class.
    fn explains_the_same(self, text: &str, names: &Names) -> bool {
        let head = text.get(self.touched.head()).unwrap_or_default();
        let Some(docstring) = self.docstring_in(head) else { return true };
        if explains_nothing(docstring) {
            return true;
        }
        let docstring = docstring.strings;
        if may_hold_other_spellings(docstring) {
            return false;
        }
        let has_constructor = |index: &SegmentIndex, bytes: &Range<usize>| {
            let is_of_class = |scope: &Scope| match index.scope(scope.parent) {
                Some(round) if round.kind == ScopeKind::TypeParameters => round.parent == CLASS,
                _ => scope.parent == CLASS,
            };
            let constructors = index.definitions_in(bytes.clone()).filter(|scope| {
                scope.kind == ScopeKind::Function
                    && is_of_class(scope)
                    && bytes.contains(&scope.byte_range().start)
            });
            constructors.filter_map(|scope| scope.name).any(|name| names.text(name) == "__init__")
        };
        if has_constructor(self.before, &self.touched.old) || has_constructor(self.part, &self.touched.new) {
            return false;
        }
        let (gone, come) = self.changed_members();
        let mut changed = gone.iter().chain(&come).map(|name| names.text(*name));
        !changed.any(|name| {
            // It may be written without the class where it is private to it.
            let private = name.find("__").and_then(|at| name.get(at..));
            has_word(docstring, name) || private.is_some_and(|private| has_word(docstring, private))
        })
    }

    /// What the class's head says from its first string on, if it has one.
    fn docstring_in<'h>(self, head: &'h str) -> Option<Docstring<'h>> {
        let class = Self::class_of(self.before)?.byte_range().start;
        let head = head.get(class..)?;
        let quote = memchr::memchr2(b'"', b'\'', head.as_bytes())?;
        let (header, strings) = head.split_at_checked(quote)?;
        Some(Docstring { header, strings })
    }
}

/// Where a class's docstring is, if it has one.
#[derive(Clone, Copy)]
struct Docstring<'t> {
    /// What is before the first quote.
    header: &'t str,
    /// From there to the first part. The docstring is the first string there, or behind it.
    strings: &'t str,
}

/// Whether it is certain that a docstring names nothing that it explains.
fn explains_nothing(docstring: Docstring<'_>) -> bool {
    let Docstring { header, strings } = docstring;
    let count = |brackets: [char; 3]| header.matches(brackets).count();
    let is_first = header.trim_end().ends_with(':') && count(['(', '[', '{']) == count([')', ']', '}']);
    let Some(&Token { kind: TokenKind::String { is_closed: true }, end, .. }) = tokens(strings).first()
    else {
        return false;
    };
    let string = strings.get(..end).unwrap_or_default();
    is_first && mentions(string.trim_matches(['"', '\''])).is_empty()
}

/// Whether a word stands in a text.
fn has_word(text: &str, word: &str) -> bool {
    let goes_on =
        |letter: Option<char>| letter.is_some_and(|letter| letter == '_' || letter.is_alphanumeric());
    text.match_indices(word).any(|(at, _)| {
        let (before, behind) = (text.get(..at), text.get(at + word.len()..));
        let is_inside_another = before.is_some_and(|before| goes_on(before.chars().next_back()))
            || behind.is_some_and(|behind| goes_on(behind.chars().next()));
        !is_inside_another
    })
}

/// The names that some bytes of the class bind in it.
fn bound_in_class(index: &SegmentIndex, bytes: &Range<usize>) -> FxHashSet<NameId> {
    let binding =
        index.references_in(bytes.clone()).filter(|found| found.owner == CLASS && found.deed().binds());
    binding.map(|found| found.name).collect()
}

/// Whether `global` or `nonlocal` may stand in the body of the class itself, in some bytes of it.
fn declares_in_class(index: &SegmentIndex, bytes: &Range<usize>) -> bool {
    let declared = index
        .references_in(bytes.clone())
        .filter(|found| matches!(found.deed(), Deed::DeclareGlobal | Deed::DeclareNonlocal));
    let is_in_function = |found: Reference| {
        let mut round = index.definitions_round(found.start());
        round.any(|scope| scope.kind == ScopeKind::Function)
    };
    declared.into_iter().any(|found| !is_in_function(found))
}
