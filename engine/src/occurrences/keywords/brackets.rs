//! A bracket and its partner.

use std::ops::Range;
use std::sync::Arc;

use tree_sitter::{Node, Tree};

use super::{Group, Part};
use crate::occurrences::answer::Class;
use crate::segments::{Bracket, partner_of};
use crate::syntax::path_to;
use crate::worker::{CancelToken, Cancelled, Pacer};

/// The pair that the bracket at `at`, or else the one that ends there, belongs to, in a tree without errors.
pub(super) fn in_tree(tree: &Tree, at: usize, cancel: &CancelToken) -> Result<Option<Group>, Cancelled> {
    for byte in [Some(at), at.checked_sub(1)].into_iter().flatten() {
        let path = path_to(tree, byte, cancel)?;
        let [.., parent, token] = path.as_slice() else { continue };
        if token.node.is_named() {
            continue;
        }
        let Some(bracket) = token.node.kind().bytes().next().and_then(Bracket::of) else { continue };
        if token.node.byte_range().len() != 1 {
            continue;
        }
        if let Some(partner) = partner_in(parent.node, bracket, cancel)? {
            return Ok(Some(pair(token.node.start_byte(), partner, bracket)));
        }
    }
    Ok(None)
}

/// The same where the text is all there is to go by: in broken code, and where nothing is parsed.
pub(super) fn in_broken_text(
    text: &str,
    at: usize,
    cancel: &CancelToken,
) -> Result<Option<Group>, Cancelled> {
    for byte in [Some(at), at.checked_sub(1)].into_iter().flatten() {
        let Some(bracket) = text.as_bytes().get(byte).copied().and_then(Bracket::of) else { continue };
        if let Some(partner) = partner_of(text, byte, cancel)? {
            return Ok(Some(pair(byte, partner, bracket)));
        }
    }
    Ok(None)
}

/// No node of the grammar has two pairs of brackets of its own.
fn partner_in(parent: Node<'_>, bracket: Bracket, cancel: &CancelToken) -> Result<Option<usize>, Cancelled> {
    let mut pacer = Pacer::new(cancel);
    let mut cursor = parent.walk();
    let wanted = bracket.partner_text();
    if bracket.is_opening() {
        let has_child = cursor.goto_last_child();
        let last = cursor.node();
        return Ok((has_child && last.kind() == wanted).then(|| last.start_byte()));
    }
    let mut has_child = cursor.goto_first_child();
    while has_child {
        pacer.step()?;
        if cursor.node().kind() == wanted {
            return Ok(Some(cursor.node().start_byte()));
        }
        has_child = cursor.goto_next_sibling();
    }
    Ok(None)
}

fn pair(at: usize, partner: usize, bracket: Bracket) -> Group {
    let why: Arc<str> = "the other end of this pair".into();
    let one = |at: usize| -> Range<usize> { at..at + 1 };
    Group {
        class: Class::Bracket,
        name: bracket.pair_text().to_owned(),
        at: one(at),
        scope: "bracket pair".to_owned(),
        reach: None,
        parts: vec![Part::new(one(at), &why), Part::new(one(partner), &why)],
    }
}
