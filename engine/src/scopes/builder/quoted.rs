//! Strings that Python or its type checkers read as code: `x: "Foo"`, `cast("Foo", x)`.
//!
//! The main walk notes them with their scopes; then each is parsed by itself and walked by the same
//! code, so that what holds for a name outside a string holds for one inside. Invariant: a name in a
//! string is only looked up; it binds nothing and opens no scope.

use std::ops::Range;

use tree_sitter::{Node, Tree};

use super::{Builder, Child, Role, Step};
use crate::scopes::names::is_identifier;
use crate::scopes::plain::is_keyword;
use crate::scopes::reference::Deed;
use crate::scopes::scope::ScopeId;
use crate::scopes::segment_index::SegmentIndex;
use crate::syntax::{Field, FragmentParser, Syntax, kind_of};
use crate::worker::{CancelToken, Cancelled};

/// A string that is read as code.
pub(super) struct Quoted {
    /// Its content in bytes of the segment.
    content: Range<usize>,
    /// Where its names are looked up.
    scope: ScopeId,
}

/// Python has four quotes and a string holds others than its own, so none nests deeper.
const DEEPEST: usize = 4;

/// Generic types of `typing` whose strings are types wherever they stand (`Pairs = List["Pair"]`).
/// Builtins are left out: a variable may well be called `list`.
const GENERICS: [&str; 32] = [
    "AsyncGenerator",
    "AsyncIterable",
    "AsyncIterator",
    "Awaitable",
    "Callable",
    "ClassVar",
    "Collection",
    "Concatenate",
    "Container",
    "Coroutine",
    "DefaultDict",
    "Deque",
    "Dict",
    "Final",
    "FrozenSet",
    "Generator",
    "Iterable",
    "Iterator",
    "List",
    "Mapping",
    "MutableMapping",
    "MutableSequence",
    "Optional",
    "OrderedDict",
    "Sequence",
    "Set",
    "Tuple",
    "Type",
    "TypeGuard",
    "TypeIs",
    "Union",
    "Unpack",
];

/// What modules that hold `cast` and `TypeVar` are usually called.
const TYPING_MODULES: [&str; 7] = ["typing", "typing_extensions", "t", "tp", "te", "_t", "_typing"];

/// A path of more bytes is none of `typing`'s.
const LONGEST_PATH: usize = 64;

/// Which arguments of a call are types.
#[derive(Clone, Debug)]
pub(super) struct TypeArguments {
    positions: Range<usize>,
    keywords: &'static [&'static str],
}

impl TypeArguments {
    /// By the callee as it is written (`typing`).
    pub(super) fn of(callee: &str) -> Self {
        let callee = if callee.len() <= LONGEST_PATH { callee } else { "" };
        let name = match callee.split_once('.') {
            Some((module, name)) if TYPING_MODULES.contains(&module) => name,
            Some(_) => "",
            None => callee,
        };
        let (positions, keywords): (_, &[_]) = match name {
            "cast" => (0..1, &["typ"]),
            "assert_type" => (1..2, &[]),
            "NewType" => (1..2, &["tp"]),
            "TypeVar" => (1..usize::MAX, &["bound", "default"]),
            "ParamSpec" | "TypeVarTuple" => (0..0, &["bound", "default"]),
            "TypeAliasType" => (1..2, &["value"]),
            _ => (0..0, &[]),
        };
        Self { positions, keywords }
    }

    /// The role of the argument at a position, counted from 0.
    pub(super) fn at(&self, position: usize) -> Role {
        if self.positions.contains(&position) { Role::Type } else { Role::Load }
    }

    /// The role of the argument with a keyword.
    pub(super) fn named(&self, keyword: &str) -> Role {
        if self.keywords.contains(&keyword) { Role::Type } else { Role::Load }
    }
}

impl<'t, 'n> Builder<'t, 'n> {
    /// Visits what stands where a type is meant.
    pub(super) fn type_hint(&mut self, step: Step<'t>) {
        let Step { node, kind, scope, .. } = step;
        match kind {
            Syntax::String => match self.plain_content(node) {
                Some(content) => self.quoted.push(Quoted { content, scope }),
                None => self.visit(Step { role: Role::Load, ..step }),
            },
            Syntax::GenericType | Syntax::Subscript => self.subscript(node, scope, Role::Type),
            Syntax::BinaryOperator
            | Syntax::ConstrainedType
            | Syntax::ExpressionList
            | Syntax::List
            | Syntax::ListSplat
            | Syntax::ParenthesizedExpression
            | Syntax::SplatType
            | Syntax::Tuple
            | Syntax::Type
            | Syntax::TypeParameter
            | Syntax::UnionType => self.push_children(node, scope, Role::Type),
            Syntax::Error => self.broken(node, scope, Role::Type),
            _ => self.visit(Step { role: Role::Load, ..step }),
        }
    }

    /// `generic[a, b]`: of a generic type the arguments are types, unless they are values.
    pub(super) fn subscript(&mut self, node: Node<'t>, scope: ScopeId, role: Role) {
        let types = match self.head_of(node) {
            "Literal" => 0,
            // Behind the type stands what somebody else makes of it.
            "Annotated" => 1,
            _ if role == Role::Type => usize::MAX,
            head if GENERICS.binary_search(&head).is_ok() => usize::MAX,
            _ => 0,
        };
        if types == 0 {
            return self.push_children(node, scope, Role::Load);
        }
        let (arguments, others): (Vec<_>, Vec<_>) =
            self.children(node).into_iter().partition(|child| is_argument(*child));
        for other in others {
            self.push(other, scope, if other.kind == Syntax::Subscript { role } else { Role::Load });
        }
        let arguments = match arguments.as_slice() {
            [list] if matches!(list.kind, Syntax::TypeParameter | Syntax::Tuple) => self.children(list.node),
            _ => arguments,
        };
        let arguments = arguments.into_iter().filter(|argument| argument.kind != Syntax::Comment);
        for (at, argument) in arguments.enumerate() {
            self.push(argument, scope, if at < types { Role::Type } else { Role::Load });
        }
    }

    /// Whether `x: TypeAlias` says that the value is a type.
    pub(super) fn is_alias_hint(&self, annotation: Child<'t>) -> bool {
        self.text_of(annotation.node).rsplit('.').next().is_some_and(|last| last.trim() == "TypeAlias")
    }

    /// The last name before the brackets. Not looked for far, as what stands before many brackets is
    /// asked for as often.
    fn head_of(&self, subscript: Node<'t>) -> &'t str {
        let written = self.text_of(subscript);
        let near = written.as_bytes().get(..LONGEST_PATH).unwrap_or(written.as_bytes());
        let head = memchr::memchr(b'[', near).and_then(|end| written.get(..end)).unwrap_or_default();
        head.rsplit('.').next().unwrap_or_default().trim()
    }

    /// What stands between the quotes of a string that is neither bytes nor has fields.
    pub(super) fn content_of(&mut self, string: Node<'t>) -> Option<Node<'t>> {
        let parts = self.children(string);
        let [start, content, _] = parts.as_slice() else { return None };
        let prefix = self.text_of(start.node).trim_end_matches(['"', '\'']);
        let is_text = matches!(prefix, "" | "r" | "R" | "u" | "U") && content.kind == Syntax::StringContent;
        is_text.then_some(content.node)
    }

    /// The bytes of a string's content if they mean what they are: no escapes.
    pub(super) fn plain_content(&mut self, string: Node<'t>) -> Option<Range<usize>> {
        let content = self.content_of(string)?;
        (content.named_child_count() == 0).then(|| content.byte_range())
    }

    /// What a deed comes to where the walk is; none where it can't be.
    pub(super) fn deed_here(&self, deed: Deed) -> Option<Deed> {
        match deed {
            _ if !self.is_in_string => Some(deed),
            Deed::Read => Some(Deed::ReadInString),
            _ => None,
        }
    }

    fn is_plain_name(&self, range: Range<usize>) -> bool {
        let written = self.text.get(range).unwrap_or_default();
        is_identifier(written) && !is_keyword(written)
    }

    /// Reads what was quoted, also in strings in the strings, and ends the walk.
    pub(super) fn read_quoted(
        self,
        parser: &mut FragmentParser,
        cancel: &CancelToken,
    ) -> Result<SegmentIndex, Cancelled> {
        self.read_rounds(DEEPEST, parser, cancel)
    }

    /// The trees of one round live until the end, as those of the next ones borrow nothing from them but
    /// the builder does.
    fn read_rounds(
        mut self,
        rounds: usize,
        parser: &mut FragmentParser,
        cancel: &CancelToken,
    ) -> Result<SegmentIndex, Cancelled> {
        let quoted = std::mem::take(&mut self.quoted);
        if quoted.is_empty() || rounds == 0 {
            return self.finish(cancel);
        }
        self.is_in_string = true;
        let mut trees: Vec<(Tree, ScopeId)> = Vec::new();
        for Quoted { content, scope } in quoted {
            cancel.check()?;
            if self.is_plain_name(content.clone()) {
                // The usual case, and what the parser would say.
                self.refer_to(content, scope, Deed::Read);
            } else {
                trees.extend(parser.parse(self.text, content, cancel)?.map(|tree| (tree, scope)));
            }
        }
        let mut builder: Builder<'_, 'n> = self;
        for (tree, scope) in &trees {
            let statement = tree.root_node().named_child(0);
            if let Some(node) = statement.and_then(|statement| statement.named_child(0)) {
                builder.todo.push(Step { node, kind: kind_of(node), scope: *scope, role: Role::Type });
            }
        }
        builder.walk(cancel)?;
        builder.read_rounds(rounds - 1, parser, cancel)
    }
}

/// Whether a part of a subscript stands in its brackets.
fn is_argument(part: Child<'_>) -> bool {
    part.field == Field::Subscript || part.kind == Syntax::TypeParameter
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn generics_are_sorted_for_the_search() {
        assert!(GENERICS.is_sorted());
    }

    #[test]
    fn only_functions_of_typing_take_types() {
        assert_eq!(TypeArguments::of("cast").at(0), Role::Type);
        assert_eq!(TypeArguments::of("cast").at(1), Role::Load);
        assert_eq!(TypeArguments::of("t.NewType").at(1), Role::Type);
        assert_eq!(TypeArguments::of("view.cast").at(0), Role::Load);
        assert_eq!(TypeArguments::of("typing.TypeVar").named("bound"), Role::Type);
        assert_eq!(TypeArguments::of("TypeVar").named("covariant"), Role::Load);
    }
}
