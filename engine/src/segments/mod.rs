//! Splits a text into segments: runs of whole lines that hold one top-level statement each.
//!
//! A segment starts at a statement in column 0; blank lines, comments and indented lines belong to the
//! segment before, and the first segment starts at byte 0. Decorators and what they decorate are one
//! segment; `else`, `elif`, `except`, `finally` and closing brackets at column 0 continue one. What a
//! bracket, a string or a backslash joins is never split, except that a bracket that is provably broken
//! ends at the next statement in column 0 (`lines.rs` has the proofs), so that a
//! syntax error stays in its segment. A triple-quoted string that never ends runs to the end of the text,
//! as Python says.
//!
//! Invariant: the sequence depends on the text alone, not on the edits that led to it, nor on how the rope
//! is built, nor on when the work was cancelled.

mod brackets;
mod cuts;
mod dedents;
mod guard;
mod lines;
mod lookup;
mod places;
mod scanner;
mod sequence;
mod sprint;
mod strings;
#[cfg(test)]
mod tests;
mod tokens;
mod window;

pub use brackets::{Bracket, partner_of};
pub(crate) use cuts::{Cuts, cuts};
pub use dedents::without_dedents;
pub(crate) use dedents::{any_line_end, stands_alone};
pub use guard::{Hazard, hazard};
pub(crate) use guard::{indent, indents};
pub use places::SegmentId;
pub use sequence::Segments;
pub(crate) use tokens::{Token, TokenKind, tokens};

/// What the scanner noticed in a segment, for those who read it next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Flags {
    /// A byte outside of ASCII stands outside of comments and of the literal text of strings, so possibly in
    /// an identifier. Replacement fields of f- and t-strings count as code.
    pub non_ascii_code: bool,
    /// A bracket or replacement field was still open when the next statement at column 0 ended the segment.
    pub is_cut: bool,
    /// A string was ended by the end of its line, by the end of the text or by a statement at column 0
    /// instead of its quote.
    pub unclosed_string: bool,
}
