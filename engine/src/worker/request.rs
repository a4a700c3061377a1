//! The question that the user interface asks.

use std::ops::Range;

use crop::Rope;

use crate::occurrences::Wants;
use crate::text::{DocumentId, Edit, Generation, Revision};

/// Bytes of a line of which more can't be seen at once.
pub const LONG_LINE: usize = 16 * 1024;

/// A complete question: any request may be dropped in favour of a later one and nothing is lost.
#[derive(Clone, Debug)]
pub struct Request {
    /// Which text it is about. The indexes of the texts that were asked about last are kept, so that going to and fro
    /// between them costs nothing.
    pub document: DocumentId,
    /// Larger than that of every earlier request.
    pub generation: Generation,
    /// The state of `text`.
    pub revision: Revision,
    /// A snapshot: cloning a rope copies no text.
    pub text: Rope,
    /// All edits since the revision last answered, oldest first; the engine skips those it has seen.
    pub edits: Vec<Edit>,
    /// Byte offset of the cursor; none asks for colours only.
    pub cursor: Option<usize>,
    /// Lines to colour, counted from 0, end exclusive; also the part whose occurrences come first.
    pub visible_lines: Range<usize>,
    /// Of those lines the ones that aren't seen, as where they are folded away, in order and without overlap. They
    /// need not be told, and get no colours.
    pub hidden_lines: Vec<Range<usize>>,
    /// Of a line longer than [`LONG_LINE`] only these bytes are coloured, counted from the line's start.
    pub visible_columns: Range<usize>,
    /// What else is asked for.
    pub wants: Wants,
}

impl Request {
    /// The lines to colour, in runs.
    pub(crate) fn seen_lines(&self) -> Vec<Range<usize>> {
        let Range { mut start, end } = self.visible_lines;
        let mut seen = Vec::with_capacity(self.hidden_lines.len() + 1);
        for hidden in &self.hidden_lines {
            if start < hidden.start.min(end) {
                seen.push(start..hidden.start.min(end));
            }
            start = start.max(hidden.end);
        }
        if start < end || seen.is_empty() {
            seen.push(start.min(end)..end);
        }
        seen
    }
}
