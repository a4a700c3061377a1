//! Whether the end of a function's body can be reached, and where to show it.
//!
//! Only what Python itself knows without running anything counts: a call that never returns is not known,
//! nor is a condition other than `True` or a number, and no `with` is taken to catch what its body raises. Nesting costs heap, never recursion.

use std::ops::Range;

use tree_sitter::{Node, TreeCursor};

use crate::syntax::{Field, Syntax, field_of, kind_of};
use crate::worker::{CancelToken, Cancelled, Pacer};

/// How statements end.
#[derive(Clone, Copy)]
struct Flow {
    /// Control may come to what follows them.
    goes_on: bool,
    /// A `break` in them leaves the loop around them.
    breaks: bool,
}

impl Flow {
    const ON: Self = Self { goes_on: true, breaks: false };
    const OFF: Self = Self { goes_on: false, breaks: false };
}

/// How the flows of a statement's parts make the statement's own.
#[derive(Clone, Copy)]
enum Join {
    /// One after the other.
    All,
    /// One of them, or none if there is no other way.
    OneOf { is_complete: bool },
    /// A body, and what comes after the last round.
    Loop { is_endless: bool },
    /// A body with its `else`, or a handler; after each the `finally`.
    Try { has_else: bool, has_finally: bool },
}

enum Task<'t> {
    Look(Node<'t>),
    Join(Join, usize),
}

struct Child<'t> {
    node: Node<'t>,
    kind: Syntax,
    field: Field,
}

/// Named children without comments.
fn children<'t>(cursor: &mut TreeCursor<'t>, node: Node<'t>) -> Vec<Child<'t>> {
    let mut children = Vec::new();
    cursor.reset(node);
    let mut has_child = cursor.goto_first_child();
    while has_child {
        let node = cursor.node();
        let kind = kind_of(node);
        if node.is_named() && kind != Syntax::Comment {
            children.push(Child { node, kind, field: field_of(cursor) });
        }
        has_child = cursor.goto_next_sibling();
    }
    children
}

/// What to show as the end of a function with this body; none if its end can't be reached.
///
/// It is the last token. Where that belongs to a statement which goes elsewhere, as in `if x: return y` at
/// the end, it is the first word of the function's last statement: when that is done the function ends.
pub(super) fn end_of(
    body: Node<'_>,
    text: &str,
    cancel: &CancelToken,
) -> Result<Option<Range<usize>>, Cancelled> {
    let mut cursor = body.walk();
    let Some(last) = children(&mut cursor, body).pop() else { return Ok(None) };
    if !goes_on(body, text, &mut cursor, cancel)? {
        return Ok(None);
    }
    let mut pacer = Pacer::new(cancel);
    let mut node = last.node;
    let mut goes_elsewhere = false;
    loop {
        goes_elsewhere |= matches!(
            kind_of(node),
            Syntax::ReturnStatement | Syntax::RaiseStatement | Syntax::ContinueStatement
        );
        match edge(&mut cursor, node, &mut pacer, true)? {
            Some(inner) => node = inner,
            None => break,
        }
    }
    if goes_elsewhere {
        node = last.node;
        if last.kind == Syntax::DecoratedDefinition {
            let definition = children(&mut cursor, node).pop();
            node = definition.map_or(node, |definition| definition.node);
        }
        while let Some(inner) = edge(&mut cursor, node, &mut pacer, false)? {
            node = inner;
        }
    }
    Ok(Some(node.byte_range()))
}

/// The last child that isn't a comment, or the first one.
fn edge<'t>(
    cursor: &mut TreeCursor<'t>,
    node: Node<'t>,
    pacer: &mut Pacer<'_>,
    is_last: bool,
) -> Result<Option<Node<'t>>, Cancelled> {
    let mut found = None;
    cursor.reset(node);
    let mut has_child = cursor.goto_first_child();
    while has_child {
        pacer.step()?;
        let child = cursor.node();
        if kind_of(child) != Syntax::Comment && !child.byte_range().is_empty() {
            found = Some(child);
            if !is_last {
                break;
            }
        }
        has_child = cursor.goto_next_sibling();
    }
    Ok(found)
}

/// Whether control may come to the end of a block.
fn goes_on<'t>(
    block: Node<'t>,
    text: &str,
    cursor: &mut TreeCursor<'t>,
    cancel: &CancelToken,
) -> Result<bool, Cancelled> {
    let mut pacer = Pacer::new(cancel);
    let mut tasks = vec![Task::Look(block)];
    let mut flows: Vec<Flow> = Vec::new();
    while let Some(task) = tasks.pop() {
        pacer.step()?;
        match task {
            Task::Look(node) => match flow_of(node, text, cursor) {
                Seen::Flow(flow) => flows.push(flow),
                Seen::Parts(join, parts) => {
                    tasks.push(Task::Join(join, parts.len()));
                    // What is pushed last is looked at first, so the flows come in the order of the parts.
                    tasks.extend(parts.into_iter().rev().map(Task::Look));
                }
            },
            Task::Join(join, count) => {
                let parts = flows.split_off(flows.len().saturating_sub(count));
                flows.push(join.of(&parts));
            }
        }
    }
    Ok(flows.last().is_some_and(|flow| flow.goes_on))
}

fn begins_with<'t>(node: Node<'t>, kind: Syntax, cursor: &mut TreeCursor<'t>) -> bool {
    children(cursor, node).first().is_some_and(|child| child.kind == kind)
}

enum Seen<'t> {
    Flow(Flow),
    Parts(Join, Vec<Node<'t>>),
}

fn flow_of<'t>(node: Node<'t>, text: &str, cursor: &mut TreeCursor<'t>) -> Seen<'t> {
    let kind = kind_of(node);
    match kind {
        Syntax::ReturnStatement | Syntax::RaiseStatement | Syntax::ContinueStatement => {
            return Seen::Flow(Flow::OFF);
        }
        Syntax::BreakStatement => return Seen::Flow(Flow { goes_on: false, breaks: true }),
        // `assert False` says that nobody gets here.
        Syntax::AssertStatement if begins_with(node, Syntax::False, cursor) => return Seen::Flow(Flow::OFF),
        Syntax::Block
        | Syntax::IfStatement
        | Syntax::ElifClause
        | Syntax::ElseClause
        | Syntax::ForStatement
        | Syntax::WhileStatement
        | Syntax::TryStatement
        | Syntax::ExceptClause
        | Syntax::FinallyClause
        | Syntax::WithStatement
        | Syntax::MatchStatement
        | Syntax::CaseClause => {}
        _ => return Seen::Flow(Flow::ON),
    }
    let children = children(cursor, node);
    let has = |kind| children.iter().any(|child| child.kind == kind);
    let join = match kind {
        Syntax::IfStatement => Join::OneOf { is_complete: has(Syntax::ElseClause) },
        Syntax::ForStatement => Join::Loop { is_endless: false },
        Syntax::WhileStatement => {
            Join::Loop { is_endless: children.iter().any(|child| is_always_true(child, text)) }
        }
        Syntax::TryStatement => {
            Join::Try { has_else: has(Syntax::ElseClause), has_finally: has(Syntax::FinallyClause) }
        }
        Syntax::MatchStatement => {
            let cases: Vec<Node<'_>> = cases(&children, cursor);
            let is_complete = cases.iter().any(|case| catches_all(*case, cursor));
            return Seen::Parts(Join::OneOf { is_complete }, cases);
        }
        _ => Join::All,
    };
    let is_part = |child: &Child<'_>| {
        kind == Syntax::Block
            || matches!(
                child.kind,
                Syntax::Block
                    | Syntax::ElifClause
                    | Syntax::ElseClause
                    | Syntax::ExceptClause
                    | Syntax::FinallyClause
            )
    };
    Seen::Parts(join, children.into_iter().filter(is_part).map(|child| child.node).collect())
}

/// `True`, `1`. A number with only zeros in it may be zero.
fn is_always_true(child: &Child<'_>, text: &str) -> bool {
    let is_nonzero = || {
        let digits = text.get(child.node.byte_range()).unwrap_or_default();
        digits.bytes().any(|digit| matches!(digit, b'1'..=b'9'))
    };
    child.field == Field::Condition
        && (child.kind == Syntax::True || child.kind == Syntax::Integer && is_nonzero())
}

fn cases<'t>(children: &[Child<'t>], cursor: &mut TreeCursor<'t>) -> Vec<Node<'t>> {
    let Some(body) = children.iter().find(|child| child.kind == Syntax::Block) else { return Vec::new() };
    let cases = self::children(cursor, body.node);
    cases.into_iter().filter(|child| child.kind == Syntax::CaseClause).map(|child| child.node).collect()
}

/// Whether a `case` takes whatever comes: a bare name or `_`, maybe in parentheses, with an `as`, or as an
/// alternative, and no condition.
fn catches_all<'t>(case: Node<'t>, cursor: &mut TreeCursor<'t>) -> bool {
    let parts = children(cursor, case);
    let [pattern, body] = parts.as_slice() else { return false };
    if pattern.kind != Syntax::CasePattern || body.kind != Syntax::Block {
        return false;
    }
    let mut node = pattern.node;
    loop {
        // The grammar has no named node for `_`.
        if node.kind() == "_" {
            return true;
        }
        let (first, last) = (node.child(0), node.child(node.child_count().saturating_sub(1)));
        let inner = match kind_of(node) {
            Syntax::CasePattern | Syntax::AsPattern => first,
            Syntax::UnionPattern => last,
            Syntax::TuplePattern if node.child_count() == 3 => node.child(1),
            Syntax::DottedName => return node.child_count() == 1,
            _ => return false,
        };
        match inner {
            Some(inner) => node = inner,
            None => return false,
        }
    }
}

impl Join {
    fn of(self, parts: &[Flow]) -> Flow {
        let breaks = parts.iter().any(|part| part.breaks);
        let goes_on = match self {
            Self::All => parts.iter().all(|part| part.goes_on),
            Self::OneOf { is_complete } => !is_complete || parts.iter().any(|part| part.goes_on),
            Self::Loop { is_endless } => {
                let (body, after) = match parts {
                    [body, after @ ..] => (*body, after.first().copied().unwrap_or(Flow::ON)),
                    [] => (Flow::ON, Flow::ON),
                };
                let goes_on = body.breaks || (!is_endless && after.goes_on);
                return Flow { goes_on, breaks: after.breaks };
            }
            Self::Try { has_else, has_finally } => {
                let (rest, last) = match parts {
                    [rest @ .., last] if has_finally => (rest, *last),
                    all => (all, Flow::ON),
                };
                let (rest, otherwise) = match rest {
                    [rest @ .., otherwise] if has_else => (rest, *otherwise),
                    all => (all, Flow::ON),
                };
                let (body, handlers) = match rest {
                    [body, handlers @ ..] => (*body, handlers),
                    [] => (Flow::ON, rest),
                };
                let tried = body.goes_on && otherwise.goes_on;
                last.goes_on && (tried || handlers.iter().any(|handler| handler.goes_on))
            }
        };
        Flow { goes_on, breaks }
    }
}
