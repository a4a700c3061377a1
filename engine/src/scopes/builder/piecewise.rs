//! The index of long brackets, of one piece after the other, from the last one to the first.
//!
//! Invariant: what comes out is what the tree of the whole text would give, but for the numbers of expressions. What is
//! noted of a piece is noted in full or not at all.

use std::ops::Range;

use tree_sitter::Tree;

use super::drafts::{Drafts, Use};
use super::{Builder, Role, Step};
use crate::scopes::names::Names;
use crate::scopes::reference::Deed;
use crate::scopes::scope::ScopeId;
use crate::scopes::segment_index::SegmentIndex;
use crate::scopes::value::Value;
use crate::syntax::{FragmentParser, kind_of};
use crate::worker::{CancelToken, Cancelled};

/// An index that is being made of pieces.
pub(crate) struct PiecewiseIndex {
    drafts: Drafts,
}

impl PiecewiseIndex {
    /// Of a text of so many bytes.
    pub(crate) fn new(len: usize) -> Self {
        Self { drafts: Drafts::of_module(len) }
    }

    /// Adds the elements that begin in some bytes of the brackets that open at a byte. `tree` is that of `text` with
    /// this piece; those behind it were added before.
    pub(crate) fn add(
        &mut self,
        text: &str,
        tree: &Tree,
        open: usize,
        piece: &Range<usize>,
        names: &mut Names,
        cancel: &CancelToken,
    ) -> Result<(), Cancelled> {
        let drafts = std::mem::replace(&mut self.drafts, Drafts::of_module(text.len()));
        let before = Lengths::of(&drafts);
        let mut builder = Builder::going_on(drafts, text, tree, names, cancel);
        builder.push_elements(tree, open, piece);
        let walked = builder.walk(cancel);
        self.drafts = builder.into_drafts();
        if walked.is_err() {
            // What symbols were noted is noted again.
            before.cut(&mut self.drafts);
        }
        walked
    }

    /// Adds elements that do nothing but read the names in some bytes.
    pub(crate) fn add_plain(&mut self, text: &str, read: Vec<Range<usize>>, names: &mut Names) {
        let scope = ScopeId::MODULE;
        self.drafts.uses.extend(read.into_iter().map(|Range { start, end }| {
            let name = names.intern(text.get(start..end).unwrap_or_default());
            Use { start, end, name, scope, deed: Deed::Read, value: Value::Unknown }
        }));
    }

    /// Adds what is no piece, of which `tree` is, and ends.
    pub(crate) fn finish(
        self,
        text: &str,
        tree: &Tree,
        names: &mut Names,
        fragments: &mut FragmentParser,
        cancel: &CancelToken,
    ) -> Result<SegmentIndex, Cancelled> {
        let mut builder = Builder::going_on(self.drafts, text, tree, names, cancel);
        builder.push_root(tree);
        builder.walk(cancel)?;
        builder.mention_parameters(cancel)?;
        builder.read_quoted(fragments, cancel)
    }
}

/// How much was noted before a piece.
struct Lengths {
    scopes: usize,
    header_names: usize,
    uses: usize,
    expressions: usize,
    labels: usize,
    classes: usize,
    docstrings: usize,
    quoted: usize,
}

impl Lengths {
    fn of(drafts: &Drafts) -> Self {
        Self {
            scopes: drafts.scopes.len(),
            header_names: drafts.header_names.len(),
            uses: drafts.uses.len(),
            expressions: drafts.expressions.len(),
            labels: drafts.labels.len(),
            classes: drafts.classes.len(),
            docstrings: drafts.docstrings.len(),
            quoted: drafts.quoted.len(),
        }
    }

    fn cut(&self, drafts: &mut Drafts) {
        drafts.scopes.truncate(self.scopes);
        drafts.header_names.truncate(self.header_names);
        drafts.uses.truncate(self.uses);
        drafts.expressions.truncate(self.expressions);
        drafts.labels.truncate(self.labels);
        drafts.classes.truncate(self.classes);
        drafts.docstrings.truncate(self.docstrings);
        drafts.quoted.truncate(self.quoted);
    }
}

impl<'t> Builder<'t, '_> {
    /// The elements of the brackets at a byte that begin in some others.
    fn push_elements(&mut self, tree: &'t Tree, open: usize, bytes: &Range<usize>) {
        let opening = tree.root_node().descendant_for_byte_range(open, open + 1);
        let Some(brackets) = opening.and_then(|opening| opening.parent()) else { return };
        for element in self.children(brackets) {
            if bytes.contains(&element.node.start_byte()) {
                self.push(element, ScopeId::MODULE, Role::Load);
            }
        }
    }

    pub(super) fn push_root(&mut self, tree: &'t Tree) {
        let node = tree.root_node();
        self.todo.push(Step { node, kind: kind_of(node), scope: ScopeId::MODULE, role: Role::Load });
    }
}
