//! Token spans of the lines on the screen, from the segments that those lines lie in.

use std::ops::Range;

use super::answer::{TokenClass, Tokens};
use super::builtins::is_builtin;
use super::file_index::FileIndex;
use crate::scopes::{Deed, ScopeId, SegmentIndex};
use crate::syntax::{NameColours, token_spans};
use crate::worker::{CancelToken, Cancelled};

struct Names<'a> {
    file: &'a FileIndex,
    index: &'a SegmentIndex,
}

impl NameColours for Names<'_> {
    fn class_at(&self, start: usize) -> Option<TokenClass> {
        let reference = self.index.reference_at(start).filter(|found| found.start() == start)?;
        let receiver = self.index.scope(reference.owner).and_then(|scope| scope.receiver);
        if receiver == Some(reference.name) {
            return Some(TokenClass::SelfName);
        }
        if reference.deed() == Deed::DefineParameter {
            return Some(TokenClass::Parameter);
        }
        let is_builtin = reference.owner == ScopeId::MODULE
            && is_builtin(self.file.names.text(reference.name))
            && !self.file.is_bound_in_module(reference.name);
        is_builtin.then_some(TokenClass::Builtin)
    }
}

impl FileIndex {
    /// The colours of whole lines, counted from 0, end exclusive.
    pub(super) fn colours(&mut self, lines: Range<usize>, cancel: &CancelToken) -> Result<Tokens, Cancelled> {
        let range = self.bytes_of_lines(lines);
        let mut tokens = Tokens { range: range.clone(), spans: Vec::new() };
        if range.is_empty() || self.segments.len() == 0 {
            return Ok(tokens);
        }
        for at in self.segments.index_at(range.start)..self.segments.len() {
            let segment = self.range(at);
            if segment.start >= range.end {
                break;
            }
            let part = range.start.saturating_sub(segment.start)..range.end.min(segment.end) - segment.start;
            self.with_tree(at, cancel, |file, index, tree, text| {
                let names = Names { file, index };
                token_spans(tree, text, part, segment.start, &names, cancel, &mut tokens.spans)
            })?;
        }
        Ok(tokens)
    }

    /// The bytes of whole lines, as far as the text has them.
    pub(super) fn bytes_of_lines(&self, lines: Range<usize>) -> Range<usize> {
        let count = self.text.line_len();
        let byte_of = |line: usize| {
            if line < count { self.text.byte_of_line(line) } else { self.text.byte_len() }
        };
        let start = byte_of(lines.start);
        start..byte_of(lines.end).max(start)
    }
}
