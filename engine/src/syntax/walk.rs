//! Two ways through a tree that don't mind how deep it is: down to a byte, and over everything below a node.
//!
//! Invariant: a path lives on the heap and knows every parent. tree-sitter finds a node's parent by going
//! down from the root, so climbing a deep tree with it would take quadratic time.

use tree_sitter::{Node, Tree};

use super::kinds::{Field, Syntax, field_of, kind_of};
use crate::worker::{CancelToken, Cancelled, Pacer};

/// A node on the way from the root to a byte.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Step<'t> {
    /// The node.
    pub(crate) node: Node<'t>,
    /// Its kind.
    pub(crate) kind: Syntax,
    /// Where it stands in the node before it.
    pub(crate) field: Field,
}

/// The nodes that hold the byte `at`, from the root to the token; shorter where no token is at the byte.
pub(crate) fn path_to<'t>(
    tree: &'t Tree,
    at: usize,
    cancel: &CancelToken,
) -> Result<Vec<Step<'t>>, Cancelled> {
    let mut pacer = Pacer::new(cancel);
    let mut cursor = tree.walk();
    let mut path = Vec::new();
    loop {
        let node = cursor.node();
        if !node.byte_range().contains(&at) {
            return Ok(path);
        }
        path.push(Step { node, kind: kind_of(node), field: field_of(&cursor) });
        pacer.step()?;
        if cursor.goto_first_child_for_byte(at).is_none() {
            return Ok(path);
        }
    }
}

/// A node met on a walk.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Met<'t> {
    /// The node.
    pub(crate) node: Node<'t>,
    /// Its kind.
    pub(crate) kind: Syntax,
    /// Where it stands in its parent.
    pub(crate) field: Field,
    /// The kind of the node it stands in.
    pub(crate) parent: Syntax,
    /// How far below the top it is: 1 for the top's own children.
    pub(crate) depth: usize,
}

/// Walks over all that is below `top` in the order of the text. `enter` says whether to go into a node.
pub(crate) fn walk_below<'t>(
    top: Node<'t>,
    cancel: &CancelToken,
    mut enter: impl FnMut(Met<'t>) -> bool,
) -> Result<(), Cancelled> {
    let mut pacer = Pacer::new(cancel);
    let mut cursor = top.walk();
    let mut parents = vec![kind_of(top)];
    if !cursor.goto_first_child() {
        return Ok(());
    }
    loop {
        pacer.step()?;
        let node = cursor.node();
        let kind = kind_of(node);
        let parent = parents.last().copied().unwrap_or(Syntax::Other);
        let met = Met { node, kind, field: field_of(&cursor), parent, depth: parents.len() };
        if enter(met) && cursor.goto_first_child() {
            parents.push(kind);
            continue;
        }
        while !cursor.goto_next_sibling() {
            parents.pop();
            if parents.is_empty() || !cursor.goto_parent() {
                return Ok(());
            }
        }
    }
}
