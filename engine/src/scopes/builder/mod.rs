//! Builds a segment's index from its syntax tree.
//!
//! The walk keeps its own stack, so nesting costs heap and never overflows; each step carries the
//! scope it happens in, so the order of steps does not matter. Groups of syntax live in files of
//! their own: definitions, statements, patterns, broken code.

mod all_entries;
mod annotated;
mod broken;
mod classes;
mod definitions;
mod docstrings;
mod drafts;
mod expressions;
mod finish;
mod parameters;
mod patterns;
mod piecewise;
mod quoted;
mod repaired;
mod statements;
mod strings;
mod type_parameters;
mod values;

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};
use tree_sitter::{Node, Tree, TreeCursor};

use self::definitions::Decorators;
use self::docstrings::Docstring;
use self::drafts::{Drafts, ScopeDraft, Use};
use self::expressions::LabelDraft;
pub(crate) use self::piecewise::PiecewiseIndex;
use self::quoted::Quoted;
use super::expression::{Expression, ExpressionId};
use super::names::{NameId, Names, mangle};
use super::reference::Deed;
use super::resolve::{SymbolFlags, Symbols};
use super::scope::{Scope, ScopeId, ScopeKind};
use super::segment_index::SegmentIndex;
use super::splice::Outside;
use super::value::{ClassDraft, Value};
use crate::repair::Offsets;
use crate::syntax::{Field, FragmentParser, Syntax, field_of, kind_of};
use crate::worker::{CancelToken, Cancelled};

/// Steps between two questions whether the work is still wanted.
const STEPS_PER_CHECK: u32 = 256;

/// Builds the index of the segment whose text is `text` and whose tree is `tree`. `fragments` parses what
/// stands in strings; where the text was repaired, `offsets` leads back to the segment's own.
pub(crate) fn build<'n>(
    text: &str,
    tree: &Tree,
    offsets: Option<&'n Offsets>,
    names: &'n mut Names,
    fragments: &mut FragmentParser,
    cancel: &CancelToken,
) -> Result<SegmentIndex, Cancelled> {
    let mut builder = Builder::new(text, tree, names, cancel);
    builder.offsets = offsets;
    builder.walk(cancel)?;
    builder.mention_parameters(cancel)?;
    builder.read_quoted(fragments, cancel)
}

/// Builds the index of a part of a class or of brackets: of what `tree` holds of it. What the rest of a class binds is
/// `outside`.
pub(crate) fn build_part(
    text: &str,
    tree: &Tree,
    outside: Option<Outside<'_>>,
    names: &mut Names,
    fragments: &mut FragmentParser,
    cancel: &CancelToken,
) -> Result<SegmentIndex, Cancelled> {
    let mut builder = Builder::new(text, tree, names, cancel);
    builder.outside = outside;
    builder.walk(cancel)?;
    builder.mention_parameters(cancel)?;
    builder.read_quoted(fragments, cancel)
}

/// What happens to the names in an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Load,
    /// The same where a type is meant, so that a string is read as code.
    Type,
    Store,
    Update,
    Delete,
    /// Target of `x: T` without a value.
    Annotate,
    /// The same in parentheses, which binds nothing.
    AnnotateInParentheses,
    Parameter,
    /// A pattern of a `case`.
    Pattern,
}

impl Role {
    fn deed(self) -> Deed {
        match self {
            Self::Load | Self::Type => Deed::Read,
            Self::Store | Self::Pattern => Deed::Write,
            Self::Update => Deed::Update,
            Self::Delete => Deed::Delete,
            Self::Annotate => Deed::Annotate,
            Self::AnnotateInParentheses => Deed::AnnotateInParentheses,
            Self::Parameter => Deed::DefineParameter,
        }
    }
}

struct Step<'t> {
    node: Node<'t>,
    kind: Syntax,
    scope: ScopeId,
    role: Role,
}

#[derive(Clone, Copy)]
struct Child<'t> {
    node: Node<'t>,
    kind: Syntax,
    field: Field,
}

struct Builder<'t, 'n> {
    text: &'t str,
    names: &'n mut Names,
    /// The way back to the text as it was typed, if this is a repaired one.
    offsets: Option<&'n Offsets>,
    /// What is known of the class that the tree holds a part of.
    outside: Option<Outside<'n>>,
    cursor: TreeCursor<'t>,
    todo: Vec<Step<'t>>,
    scopes: Vec<ScopeDraft>,
    header_names: Vec<FxHashSet<NameId>>,
    uses: Vec<Use>,
    symbols: Symbols,
    /// Nodes that the grammar takes for a walrus but are a name and its format specifier.
    specifiers: FxHashSet<usize>,
    /// Their scopes are those of use.
    expressions: Vec<Expression>,
    /// Calls and subscripts that have an expression, so that a chain of calls is described once.
    known_expressions: FxHashMap<usize, ExpressionId>,
    labels: Vec<LabelDraft>,
    classes: Vec<ClassDraft>,
    docstrings: Vec<Docstring>,
    quoted: Vec<Quoted>,
    /// Whether the walk is in strings, where names are only looked up.
    is_in_string: bool,
    /// For steps that take long by themselves, as that through a list of a million elements does.
    cancel: &'n CancelToken,
    /// Such a step was cut short.
    is_cancelled: bool,
}

impl<'t, 'n> Builder<'t, 'n> {
    fn new(text: &'t str, tree: &'t Tree, names: &'n mut Names, cancel: &'n CancelToken) -> Self {
        let mut builder = Self::going_on(Drafts::of_module(text.len()), text, tree, names, cancel);
        builder.push_root(tree);
        builder
    }

    /// A builder that has nothing to do yet.
    fn going_on(
        drafts: Drafts,
        text: &'t str,
        tree: &'t Tree,
        names: &'n mut Names,
        cancel: &'n CancelToken,
    ) -> Self {
        let Drafts { scopes, header_names, uses, symbols, expressions, labels, classes, docstrings, quoted } =
            drafts;
        Self {
            text,
            names,
            offsets: None,
            outside: None,
            cursor: tree.walk(),
            todo: Vec::new(),
            scopes,
            header_names,
            uses,
            symbols,
            specifiers: FxHashSet::default(),
            expressions,
            known_expressions: FxHashMap::default(),
            labels,
            classes,
            docstrings,
            quoted,
            is_in_string: false,
            cancel,
            is_cancelled: false,
        }
    }

    /// What was noted, without what is known of the tree.
    fn into_drafts(self) -> Drafts {
        let Self {
            scopes,
            header_names,
            uses,
            symbols,
            expressions,
            labels,
            classes,
            docstrings,
            quoted,
            ..
        } = self;
        Drafts { scopes, header_names, uses, symbols, expressions, labels, classes, docstrings, quoted }
    }

    fn walk(&mut self, cancel: &CancelToken) -> Result<(), Cancelled> {
        let mut steps = 0;
        while let Some(step) = self.todo.pop() {
            steps += 1;
            if steps % STEPS_PER_CHECK == 0 {
                cancel.check()?;
            }
            self.visit(step);
            if self.is_cancelled {
                return Err(Cancelled);
            }
        }
        Ok(())
    }

    fn visit(&mut self, step: Step<'t>) {
        let Step { node, kind, scope, role } = step;
        match kind {
            Syntax::Identifier => self.refer_by_role(node, scope, role),
            _ if role == Role::Pattern => self.pattern(node, kind, scope),
            _ if role == Role::Type => self.type_hint(step),
            Syntax::Lambda
            | Syntax::ListComprehension
            | Syntax::SetComprehension
            | Syntax::DictionaryComprehension
            | Syntax::GeneratorExpression
            | Syntax::NamedExpression
                if self.is_in_string => {}
            Syntax::DecoratedDefinition => self.decorated(node, scope),
            Syntax::FunctionDefinition => self.function(node, scope, Decorators::default()),
            Syntax::ClassDefinition => self.class(node, scope, Decorators::default()),
            Syntax::Lambda => {
                self.lambda(node, scope, false);
            }
            Syntax::TypeAliasStatement => self.type_alias(node, scope),
            Syntax::ListComprehension
            | Syntax::SetComprehension
            | Syntax::DictionaryComprehension
            | Syntax::GeneratorExpression => self.comprehension(node, scope),
            Syntax::Assignment => self.assignment(node, scope),
            Syntax::AugmentedAssignment => self.augmented_assignment(node, scope),
            // Only where the function round it is broken.
            Syntax::TypedParameter | Syntax::TypedDefaultParameter => {
                self.targets(node, scope, Field::Type, Role::Type);
            }
            Syntax::ForStatement => self.targets(node, scope, Field::Left, Role::Store),
            Syntax::WithItem => self.with_item(node, scope),
            Syntax::ExceptClause => self.except_clause(node, scope),
            Syntax::AsPattern => self.targets(node, scope, Field::Alias, Role::Store),
            Syntax::DeleteStatement => self.push_children(node, scope, Role::Delete),
            Syntax::Interpolation => self.replacement_field(node, scope),
            Syntax::NamedExpression if self.specifiers.contains(&node.id()) => {
                self.name_with_specifier(node, scope);
            }
            Syntax::NamedExpression => self.walrus(node, scope),
            Syntax::ImportStatement | Syntax::ImportFromStatement | Syntax::FutureImportStatement => {
                self.import(node, scope);
            }
            Syntax::GlobalStatement => self.declare(node, scope, Deed::DeclareGlobal),
            Syntax::NonlocalStatement => self.declare(node, scope, Deed::DeclareNonlocal),
            Syntax::PrintStatement | Syntax::ExecStatement => self.python2_statement(node, scope),
            Syntax::CaseClause => self.case(node, scope),
            Syntax::Attribute => {
                self.attribute(node, scope, role);
            }
            Syntax::Call => self.call(node, scope),
            Syntax::Subscript => self.subscript(node, scope, role),
            Syntax::KeywordArgument => self.push_children_except(node, scope, Field::Name),
            Syntax::MemberType => self.member_type(node, scope),
            Syntax::Tuple
            | Syntax::List
            | Syntax::ExpressionList
            | Syntax::PatternList
            | Syntax::ListPattern
            | Syntax::ListSplat
            | Syntax::ListSplatPattern
            | Syntax::DictionarySplatPattern
            | Syntax::AsPatternTarget => self.push_children(node, scope, role),
            Syntax::ParenthesizedExpression | Syntax::TuplePattern => {
                let role = if role == Role::Annotate { Role::AnnotateInParentheses } else { role };
                self.push_children(node, scope, role);
            }
            Syntax::Error => self.broken(node, scope, role),
            _ => self.push_children(node, scope, Role::Load),
        }
    }

    // ---- scopes

    fn draft(&self, id: ScopeId) -> Option<&ScopeDraft> {
        self.scopes.get(id.0 as usize)
    }

    fn kind_of_scope(&self, id: ScopeId) -> ScopeKind {
        self.draft(id).map_or(ScopeKind::Module, |draft| draft.scope.kind)
    }

    fn sees_class(&self, id: ScopeId) -> bool {
        self.draft(id).is_some_and(|draft| draft.sees_class)
    }

    /// Opens a scope that spans `node`; it inherits what is private, except that a class resets it.
    fn open(&mut self, kind: ScopeKind, parent: ScopeId, name: Option<NameId>, node: Node<'t>) -> ScopeId {
        let id = ScopeId(u32::try_from(self.scopes.len()).unwrap_or(u32::MAX));
        let (private, mangled_only) = self.draft(parent).map_or((None, None), |draft| {
            (draft.private, draft.mangled_only.filter(|_| kind != ScopeKind::Class))
        });
        let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        self.scopes.push(ScopeDraft {
            scope: Scope {
                kind,
                parent,
                name,
                receiver: None,
                takes_any_name: false,
                range: offset(node.start_byte())..offset(node.end_byte()),
            },
            sees_class: false,
            private,
            mangled_only,
        });
        id
    }

    /// The scope in which something lazily evaluated inside `parent` is looked up.
    fn annotation_scope(&mut self, parent: ScopeId, node: Node<'t>) -> ScopeId {
        let is_in_class = self.kind_of_scope(parent) == ScopeKind::Class;
        if !is_in_class && !self.sees_class(parent) {
            // It binds nothing, so outside a class looking up from the parent is the same.
            return parent;
        }
        let id = self.open(ScopeKind::Annotation, parent, None, node);
        if let Some(draft) = self.scopes.get_mut(id.0 as usize) {
            draft.sees_class = true;
        }
        id
    }

    // ---- names

    fn text_of(&self, node: Node<'t>) -> &'t str {
        self.text.get(node.byte_range()).unwrap_or_default()
    }

    /// The name as it is known in `scope`: normalised, and mangled where it is private.
    fn name_in(&mut self, scope: ScopeId, written: &str) -> NameId {
        let plain = self.names.intern(written);
        let Some(draft) = self.scopes.get(scope.0 as usize) else { return plain };
        let Some(class) = draft.private.filter(|_| self.names.text(plain).starts_with("__")) else {
            return plain;
        };
        let is_exempt = draft
            .mangled_only
            .and_then(|header| self.header_names.get(header))
            .is_some_and(|mangled| !mangled.contains(&plain));
        if is_exempt {
            return plain;
        }
        match mangle(self.names.text(class), self.names.text(plain)) {
            Some(mangled) => self.names.intern(&mangled),
            None => plain,
        }
    }

    fn refer(&mut self, node: Node<'t>, scope: ScopeId, deed: Deed) -> Option<NameId> {
        self.refer_to(node.byte_range(), scope, deed)
    }

    fn refer_to(&mut self, range: Range<usize>, scope: ScopeId, deed: Deed) -> Option<NameId> {
        let written = self.text.get(range.clone()).unwrap_or_default();
        if written.is_empty() {
            // The parser invents missing tokens of no length to repair broken code.
            return None;
        }
        let deed = self.deed_here(deed)?;
        let name = self.name_in(scope, written);
        if deed.binds() {
            self.symbols.note(scope, name, SymbolFlags::BOUND);
        }
        self.uses.push(Use { start: range.start, end: range.end, name, scope, deed, value: Value::Unknown });
        Some(name)
    }

    fn refer_by_role(&mut self, node: Node<'t>, scope: ScopeId, role: Role) {
        if role == Role::Pattern && self.text_of(node) == "_" {
            return;
        }
        self.refer(node, scope, role.deed());
    }

    // ---- the walk

    fn push(&mut self, child: Child<'t>, scope: ScopeId, role: Role) {
        self.todo.push(Step { node: child.node, kind: child.kind, scope, role });
    }

    /// All children with their kinds and fields, punctuation and keywords included.
    fn all_children(&mut self, node: Node<'t>) -> Vec<Child<'t>> {
        let mut children = Vec::new();
        self.cursor.reset(node);
        if self.cursor.goto_first_child() {
            loop {
                let node = self.cursor.node();
                children.push(Child { node, kind: kind_of(node), field: field_of(&self.cursor) });
                if !self.goto_next_sibling(children.len()) {
                    break;
                }
            }
        }
        children
    }

    /// Steps on, having seen so many children; also not if nobody wants the rest.
    fn goto_next_sibling(&mut self, count: usize) -> bool {
        if count.is_multiple_of(STEPS_PER_CHECK as usize) && self.cancel.check().is_err() {
            self.is_cancelled = true;
            return false;
        }
        self.cursor.goto_next_sibling()
    }

    /// The children that are not mere punctuation or keywords.
    fn children(&mut self, node: Node<'t>) -> Vec<Child<'t>> {
        let mut children = self.all_children(node);
        children.retain(|child| child.node.is_named());
        children
    }

    fn push_children(&mut self, node: Node<'t>, scope: ScopeId, role: Role) {
        self.cursor.reset(node);
        if !self.cursor.goto_first_child() {
            return;
        }
        for count in 1.. {
            let node = self.cursor.node();
            if node.is_named() {
                self.todo.push(Step { node, kind: kind_of(node), scope, role });
            }
            if !self.goto_next_sibling(count) {
                break;
            }
        }
    }

    fn push_children_except(&mut self, node: Node<'t>, scope: ScopeId, skipped: Field) {
        for child in self.children(node) {
            if child.field != skipped {
                self.push(child, scope, Role::Load);
            }
        }
    }
}
