//! The parts of a `for` or `while` loop.

use std::sync::Arc;

use tree_sitter::Node;

use super::{Part, Parts};
use crate::syntax::{Field, Met, Step, Syntax, walk_below};
use crate::worker::{CancelToken, Cancelled};

/// Whether statements of the loop on top may stand in a node. A nested loop's body has `break`s of its own, but
/// one in its `else` belongs to the loop around it, as one in the `else` of the loop on top does.
fn may_hold_statements(met: &Met<'_>) -> bool {
    match (met.parent, met.field, met.depth) {
        (Syntax::ForStatement | Syntax::WhileStatement, Field::Body, 2..) => return false,
        (Syntax::ElseClause, Field::Body, 2) => return false,
        _ => {}
    }
    matches!(
        met.kind,
        Syntax::Block
            | Syntax::IfStatement
            | Syntax::ElifClause
            | Syntax::ElseClause
            | Syntax::TryStatement
            | Syntax::ExceptClause
            | Syntax::FinallyClause
            | Syntax::WithStatement
            | Syntax::MatchStatement
            | Syntax::CaseClause
            | Syntax::ForStatement
            | Syntax::WhileStatement
            | Syntax::BreakStatement
            | Syntax::ContinueStatement
            | Syntax::Error
    )
}

/// The parts of the loop that the `break` or `continue` at the end of a path belongs to.
pub(super) fn of_owner(path: &[Step<'_>], cancel: &CancelToken) -> Result<Option<Parts>, Cancelled> {
    for pair in path.windows(2).rev() {
        let [outer, inner] = pair else { continue };
        if inner.field != Field::Body {
            continue;
        }
        match outer.kind {
            Syntax::ForStatement | Syntax::WhileStatement => return of_loop(outer.node, cancel).map(Some),
            Syntax::FunctionDefinition | Syntax::ClassDefinition => return Ok(None),
            _ => {}
        }
    }
    Ok(None)
}

/// The parts of a loop: its head, its `else`, and what leaves it or goes to its next round.
pub(super) fn of_loop(node: Node<'_>, cancel: &CancelToken) -> Result<Parts, Cancelled> {
    let head: Arc<str> = "part of this loop".into();
    let leaves: Arc<str> = "leaves this loop".into();
    let goes_on: Arc<str> = "goes to the next round of this loop".into();
    let otherwise: Arc<str> = "runs if this loop wasn't left by break".into();
    let mut parts = Vec::new();
    walk_below(node, cancel, |met| {
        let why = match (met.parent, met.node.kind(), met.depth) {
            (Syntax::ForStatement, "async" | "for" | "in", 1) | (Syntax::WhileStatement, "while", 1) => {
                Some(&head)
            }
            (Syntax::ElseClause, "else", 2) => Some(&otherwise),
            (Syntax::BreakStatement, "break", _) => Some(&leaves),
            (Syntax::ContinueStatement, "continue", _) => Some(&goes_on),
            _ => None,
        };
        parts.extend(why.map(|why| Part::new(met.node.byte_range(), why)));
        may_hold_statements(&met)
    })?;
    Ok(Parts { scope: "parts of this loop".to_owned(), reach: node.byte_range(), parts })
}
