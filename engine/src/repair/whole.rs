//! Which statements of a broken text the parser read without an error, so that their lines need no repair.

use tree_sitter::{Node, Tree};

use crate::syntax::{Syntax, kind_of};

/// Statements without an error: where they start and end, by start. A clause counts as one.
pub(super) struct WholeStatements(Vec<(usize, usize)>);

impl WholeStatements {
    pub(super) fn of(tree: &Tree) -> Self {
        let mut found = Vec::new();
        let mut cursor = tree.walk();
        loop {
            let node = cursor.node();
            let is_statement = cursor.depth() > 0 && is_statement(node);
            if is_statement && !node.has_error() {
                found.push((node.start_byte(), node.end_byte()));
            }
            if !(holds_statements(node) && cursor.goto_first_child()) {
                while !cursor.goto_next_sibling() {
                    if !cursor.goto_parent() {
                        found.sort_unstable();
                        return Self(found);
                    }
                }
            }
        }
    }

    /// Whether a statement starts at a byte, and ends at `end` or, where that is none, anywhere.
    pub(super) fn has(&self, start: usize, end: Option<usize>) -> bool {
        let first = self.0.partition_point(|&(at, _)| at < start);
        let mut at_start = self.0.get(first..).unwrap_or_default().iter().take_while(|&&(at, _)| at == start);
        at_start.any(|&(_, found)| end.is_none_or(|end| end == found))
    }
}

fn is_statement(node: Node<'_>) -> bool {
    let is_clause = matches!(
        node.kind(),
        "elif_clause" | "else_clause" | "except_clause" | "finally_clause" | "case_clause"
    );
    is_clause
        || node.is_named()
            && node.parent().is_some_and(|parent| matches!(kind_of(parent), Syntax::Module | Syntax::Block))
}

/// Whether statements stand in a node, at whatever depth.
fn holds_statements(node: Node<'_>) -> bool {
    let kind = node.kind();
    matches!(kind_of(node), Syntax::Module | Syntax::Block | Syntax::Error)
        || kind.ends_with("_clause")
        || matches!(
            kind,
            "if_statement"
                | "for_statement"
                | "while_statement"
                | "try_statement"
                | "with_statement"
                | "match_statement"
                | "function_definition"
                | "class_definition"
                | "decorated_definition"
        )
}
