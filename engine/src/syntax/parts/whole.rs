//! What has parts: a long class, or long brackets in a statement of the module.
//!
//! Invariant: what is found depends on the tree alone, and a tree of some parts has the same as that of all.

use tree_sitter::{Node, Tree, TreeCursor};

use crate::syntax::kinds::{Field, Syntax, field_of, kind_of};
use crate::worker::{CancelToken, Cancelled, Pacer};

/// What stands round parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Whole {
    /// A class. Parts are statements, each behind so many bytes of white space.
    Class { indent: usize },
    /// Brackets. Parts are elements, and `rest` are the bytes from the closing bracket to the end of the text. `is_plain`:
    /// whether they stand in nothing but an assignment and other brackets, so that what an element means doesn't
    /// depend on a function or on being a type.
    Brackets { rest: usize, is_plain: bool },
}

impl Whole {
    /// How many bytes at the end of a text are no part's.
    pub(super) fn rest(self) -> usize {
        match self {
            Self::Class { .. } => 0,
            Self::Brackets { rest, .. } => rest,
        }
    }
}

/// Where parts may begin.
#[derive(Debug)]
pub(super) struct Places {
    pub(super) whole: Whole,
    /// Where the first statement or element is; it belongs to the head.
    pub(super) first: usize,
    /// The bytes where the others begin, with what is between them and the one before.
    pub(super) starts: Vec<usize>,
    /// Behind the comma that no element follows.
    pub(super) last_comma: Option<usize>,
}

/// What a tree without an error has of these; none if it is of anything else.
pub(super) fn places_in(text: &str, tree: &Tree, cancel: &CancelToken) -> Result<Option<Places>, Cancelled> {
    let root = tree.root_node();
    if root.has_error() {
        return Ok(None);
    }
    let mut cursor = root.walk();
    let mut children = root.named_children(&mut cursor).filter(|child| kind_of(*child) != Syntax::Comment);
    let (Some(only), None) = (children.next(), children.next()) else { return Ok(None) };
    if kind_of(only) == Syntax::ExpressionStatement {
        return in_brackets(only, text, cancel);
    }
    match body_of(only) {
        Some(body) => in_class(body, text, cancel),
        None => Ok(None),
    }
}

// ---- classes

/// The body of a class; none if a statement is none.
fn body_of(statement: Node<'_>) -> Option<Node<'_>> {
    let class = match kind_of(statement) {
        Syntax::DecoratedDefinition => statement.child_by_field_name("definition")?,
        _ => statement,
    };
    let is_class = kind_of(class) == Syntax::ClassDefinition;
    // What a generic class's header mangles depends on its type parameters.
    let is_plain = is_class && class.child_by_field_name("type_parameters").is_none();
    class.child_by_field_name("body").filter(|_| is_plain)
}

fn in_class(body: Node<'_>, text: &str, cancel: &CancelToken) -> Result<Option<Places>, Cancelled> {
    let statements = statements_of(body, cancel)?;
    // The first one may be the docstring of the class, and says how far the others are indented.
    let Some((&first, others)) = statements.split_first() else { return Ok(None) };
    let Some(indent) = indent_before(text, first) else { return Ok(None) };
    let begins_line = |&&statement: &&usize| indent_before(text, statement) == Some(indent);
    let starts = others.iter().filter(begins_line).map(|statement| statement - indent).collect();
    Ok(Some(Places { whole: Whole::Class { indent }, first: first - indent, starts, last_comma: None }))
}

/// The first bytes of the statements in a block.
fn statements_of(block: Node<'_>, cancel: &CancelToken) -> Result<Vec<usize>, Cancelled> {
    let mut statements = Vec::new();
    each_child(block, cancel, |cursor| {
        let node = cursor.node();
        if node.is_named() && kind_of(node) != Syntax::Comment && field_of(cursor) == Field::Other {
            statements.push(node.start_byte());
        }
    })?;
    Ok(statements)
}

/// How much white space stands before a statement that begins a line; none if it doesn't.
fn indent_before(text: &str, statement: usize) -> Option<usize> {
    let before = text.get(..statement)?;
    let line = before.trim_end_matches([' ', '\t']);
    let above = line.strip_suffix('\n')?;
    let above = above.strip_suffix('\r').unwrap_or(above);
    (!above.ends_with('\\')).then_some(before.len() - line.len())
}

// ---- brackets

/// The innermost brackets that hold more than half of a text, if elements stand in them one behind the other.
fn in_brackets(statement: Node<'_>, text: &str, cancel: &CancelToken) -> Result<Option<Places>, Cancelled> {
    let mut node = statement;
    let mut is_plain = true;
    loop {
        let kind = kind_of(node);
        is_plain &= match kind {
            Syntax::Call | Syntax::AugmentedAssignment => false,
            // The strings in what is so called are read as types.
            Syntax::Assignment => node
                .child_by_field_name("type")
                .and_then(|hint| text.get(hint.byte_range()))
                .is_none_or(|hint| !hint.trim_end().ends_with("TypeAlias")),
            _ => true,
        };
        let elements = Elements::of(node, text, cancel)?;
        match (kind, elements.large) {
            (
                Syntax::ExpressionStatement
                | Syntax::Assignment
                | Syntax::AugmentedAssignment
                | Syntax::Call
                | Syntax::ArgumentList
                | Syntax::KeywordArgument
                | Syntax::ParenthesizedExpression
                | Syntax::Pair
                | Syntax::List
                | Syntax::Set
                | Syntax::Dictionary
                | Syntax::Tuple,
                Some(large),
            ) => node = large,
            (Syntax::List | Syntax::Set | Syntax::Dictionary | Syntax::Tuple, None) => {
                let closing = node.end_byte().saturating_sub(1);
                let whole = Whole::Brackets { rest: text.len().saturating_sub(closing), is_plain };
                let Elements { first, starts, comma, .. } = elements;
                return Ok(first.map(|first| Places { whole, first, starts, last_comma: comma }));
            }
            _ => return Ok(None),
        }
    }
}

/// What stands in brackets, and in what they stand in.
#[derive(Default)]
struct Elements<'t> {
    first: Option<usize>,
    /// Behind the commas that others follow.
    starts: Vec<usize>,
    /// Behind a comma that none follows.
    comma: Option<usize>,
    /// The one that is more than half of the text.
    large: Option<Node<'t>>,
}

impl<'t> Elements<'t> {
    fn of(node: Node<'t>, text: &str, cancel: &CancelToken) -> Result<Self, Cancelled> {
        let bytes = text.as_bytes();
        let mut elements = Self::default();
        each_child(node, cancel, |cursor| {
            let child = cursor.node();
            let range = child.byte_range();
            if !child.is_named() {
                let is_comma = bytes.get(range.start) == Some(&b',');
                elements.comma = if is_comma { Some(range.end) } else { elements.comma };
            } else if kind_of(child) != Syntax::Comment {
                elements.first.get_or_insert(range.start);
                elements.starts.extend(elements.comma.take());
                elements.large = elements.large.or((range.len() > text.len() / 2).then_some(child));
            }
        })?;
        Ok(elements)
    }
}

fn each_child<'t>(
    node: Node<'t>,
    cancel: &CancelToken,
    mut seen: impl FnMut(&TreeCursor<'t>),
) -> Result<(), Cancelled> {
    let mut pacer = Pacer::new(cancel);
    let mut cursor = node.walk();
    let mut is_inside = cursor.goto_first_child();
    while is_inside {
        pacer.step()?;
        seen(&cursor);
        is_inside = cursor.goto_next_sibling();
    }
    Ok(())
}
