//! Selects more and more of what is round a place, by its shape alone: the word, what is between brackets or quotes,
//! the statement, the statement with its block, the whole block, and so on to the whole text.
//!
//! Invariant: what is looked at is bounded; beyond the bounds the whole text comes next.

use std::ops::Range;

use crop::Rope;

use super::lexical::{self, Context, Kind};
use super::{Document, Selection, blocks, columns, graphemes, lines, words};

/// Lines that are looked at on each side to find the ends of a block.
const MOST_LINES: usize = 5000;

impl Document {
    /// Each selection grows to the next larger thing.
    pub(super) fn expand_selection(&mut self) {
        let before = self.selections.clone();
        let look = lexical::look_back(self.selections.len());
        let text = &self.text;
        let grown = self.selections.moved(|caret| {
            let range = larger(text, &caret.selection.range(), look);
            caret.at(Selection { anchor: range.start, head: range.end })
        });
        if grown.iter().ne(before.iter()) {
            self.expansions.push(before);
            self.go_to(grown);
        }
    }

    /// The selections become again what they were before they grew.
    pub(super) fn shrink_selection(&mut self) {
        if let Some(before) = self.expansions.pop() {
            self.go_to(before);
        }
    }
}

/// The smallest thing that holds a range and more; the whole text if there is no other.
fn larger(text: &Rope, range: &Range<usize>, look: usize) -> Range<usize> {
    let mut things: Vec<Range<usize>> = Vec::new();
    let word = words::around(text, range.start);
    if text.byte_slice(word.clone()).chars().next().is_some_and(unicode_ident::is_xid_continue) {
        things.push(word);
    }
    let context = Context::at(text, range.start, look);
    let (open, logical_start) = (context.open.clone(), context.logical_start);
    // A line break at the end belongs to the statement before it.
    let has_break = range.end > range.start && text.byte(range.end - 1) == b'\n';
    let until = range.end - usize::from(has_break);
    let ends = lexical::ends(text, range.start, context, until, look);
    for (open, closer) in open.iter().zip(ends.closers) {
        let Some(closer) = closer else { continue };
        let (opener, prefix) = match open.kind {
            Kind::Text { .. } => (closer.len(), prefix_length(text, open.at)),
            _ => (1, 0),
        };
        things.push(open.at + opener..closer.start);
        things.push(open.at - prefix..closer.end);
    }
    if let Some(end) = ends.statement_end {
        let first = lines::of_offset(text, logical_start);
        let last = lines::of_offset(text, end);
        things.push(lines::indentation_end(text, first)..lines::end(text, last));
        things.push(lines::start(text, first)..lines::end_with_break(text, last));
        things.extend(by_indentation(text, first..last + 1));
    }
    things.push(0..text.byte_len());
    let holds = |thing: &Range<usize>| {
        thing.start <= range.start && range.end <= thing.end && thing.len() > range.len()
    };
    let snapped = |thing: Range<usize>| {
        graphemes::snap_back(text, thing.start)..graphemes::snap_forward(text, thing.end)
    };
    things.into_iter().map(snapped).filter(holds).min_by_key(Range::len).unwrap_or_else(|| range.clone())
}

/// Letters that belong to a string before its quote.
fn prefix_length(text: &Rope, quote_at: usize) -> usize {
    let start = graphemes::floor_char(text, quote_at.saturating_sub(2));
    text.byte_slice(start..quote_at).bytes().rev().take_while(u8::is_ascii_alphabetic).count()
}

/// The blocks round some lines, as bytes: the lines with what is deeper below them; all lines around that are as deep;
/// those with the header above; and so on outwards.
fn by_indentation(text: &Rope, statement: blocks::Block) -> Vec<Range<usize>> {
    let count = lines::count(text);
    let mut found = Vec::new();
    let mut lines = statement;
    let mut budget = MOST_LINES;
    let Some(mut depth) = depth_of(text, lines.start) else { return found };
    loop {
        // With what is deeper below.
        lines.end = reach(text, lines.end, count, &mut budget, |line| line > depth);
        found.push(blocks::bytes(text, &lines));
        if depth == 0 || budget == 0 {
            return found;
        }
        // All that is as deep, on both sides.
        lines.end = reach(text, lines.end, count, &mut budget, |line| line >= depth);
        let mut first = lines.start;
        for line in (0..lines.start).rev().take(budget) {
            match depth_of(text, line) {
                Some(above) if above >= depth => first = line,
                Some(_) => break,
                None => {}
            }
        }
        budget = budget.saturating_sub(lines.start - first);
        lines.start = first;
        found.push(blocks::bytes(text, &lines));
        // The header above it.
        let above = (0..lines.start).rev().take(budget);
        let mut headers = above.filter_map(|line| Some((line, depth_of(text, line)?)));
        let Some((header, outer)) = headers.find(|(_, outer)| *outer < depth) else { return found };
        (lines.start, depth) = (header, outer);
    }
}

/// The line behind the last one, from `from` on, whose depth is as wanted; blank lines between such lines count.
fn reach(
    text: &Rope,
    from: usize,
    count: usize,
    budget: &mut usize,
    is_wanted: impl Fn(usize) -> bool,
) -> usize {
    let mut end = from;
    for line in (from..count).take(*budget) {
        match depth_of(text, line) {
            Some(depth) if is_wanted(depth) => end = line + 1,
            Some(_) => break,
            None => {}
        }
    }
    *budget = budget.saturating_sub(end - from);
    end
}

/// The display column in which a line's text begins; none for a blank line.
fn depth_of(text: &Rope, line: usize) -> Option<usize> {
    let code = lines::indentation_end(text, line);
    (code < lines::end(text, line)).then(|| columns::of_offset(text, code))
}
