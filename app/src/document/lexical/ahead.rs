//! Looks ahead: where what is open ends, and which lines begin in strings.

use std::ops::Range;

use crop::Rope;

use super::super::graphemes;
use super::{Context, Kind, Scan, closer};

/// Where what is open at a place ends, as far as was looked.
#[derive(Clone, Debug, Default)]
pub(in crate::document) struct Ends {
    /// The bytes of what closes each open thing, outermost first; none where nothing does.
    pub(in crate::document) closers: Vec<Option<Range<usize>>>,
    /// The first end of a statement's last line at or behind a place.
    pub(in crate::document) statement_end: Option<usize>,
}

/// Where what `context`, which is that of `offset`, has open ends, and where the statement that reaches to `until`
/// does. Looks at so many bytes behind `offset`.
pub(in crate::document) fn ends(
    text: &Rope,
    offset: usize,
    context: Context,
    until: usize,
    look_ahead: usize,
) -> Ends {
    // A string's prefix stands before its quote.
    let base = graphemes::floor_char(text, offset.saturating_sub(2));
    let end = graphemes::floor_char(text, offset.saturating_add(look_ahead).min(text.byte_len()));
    let source = text.byte_slice(base..end.max(base)).to_string();
    let mut lowest = context.open.len();
    let mut ends = Ends { closers: vec![None; lowest], statement_end: None };
    let in_comment = context.in_comment;
    let mut scan = Scan { bytes: source.as_bytes(), base, at: offset - base, context };
    if in_comment {
        scan.at += scan.bytes.iter().skip(scan.at).take_while(|byte| **byte != b'\n').count();
    }
    while let Some(byte) = scan.peek(0) {
        if lowest == 0 && ends.statement_end.is_some() {
            return ends;
        }
        let (inside, at) = (scan.context.innermost(), base + scan.at);
        scan.step(byte);
        let depth = scan.context.open.len();
        if depth + 1 == lowest {
            let closer = inside.and_then(|inside| closer_at(inside.kind, byte, at));
            if let Some(found) = ends.closers.get_mut(depth) {
                *found = closer;
            }
        }
        lowest = lowest.min(depth);
        let ends_line = byte == b'\n' && depth == 0 && !scan.context.continued;
        if ends_line && at >= until && ends.statement_end.is_none() {
            ends.statement_end = Some(at);
        }
    }
    if end == text.byte_len() && ends.statement_end.is_none() {
        ends.statement_end = Some(end);
    }
    ends
}

/// The bytes of a closer that begins with this byte.
fn closer_at(kind: Kind, byte: u8, at: usize) -> Option<Range<usize>> {
    match kind {
        Kind::Bracket(opener) => (byte == closer(opener)).then_some(at..at + 1),
        Kind::Text { quote, triple, .. } => (byte == quote).then_some(at..at + if triple { 3 } else { 1 }),
        Kind::Field | Kind::Spec => (byte == b'}').then_some(at..at + 1),
    }
}

/// A line that begins within a string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::document) struct LineInString {
    /// Where the line starts, in bytes.
    pub(in crate::document) start: usize,
    /// Whether the string is a statement of its own, as documentation is: only blanks stand before it.
    pub(in crate::document) is_documentation: bool,
}

/// The lines of a source that begin within a string. `is_wanted` is asked every 64 KiB; none if it says no.
pub(in crate::document) fn lines_in_strings(
    source: &str,
    is_wanted: &dyn Fn() -> bool,
) -> Option<Vec<LineInString>> {
    let mut found = Vec::new();
    let mut scan = Scan { bytes: source.as_bytes(), base: 0, at: 0, context: Context::default() };
    let mut asked_at = 0;
    while let Some(byte) = scan.peek(0) {
        if scan.at - asked_at >= 64 << 10 {
            asked_at = scan.at;
            if !is_wanted() {
                return None;
            }
        }
        scan.step(byte);
        let start = scan.at;
        let string = scan.context.open.iter().find(|open| matches!(open.kind, Kind::Text { .. }));
        if let Some(string) = string.filter(|_| scan.bytes.get(start.wrapping_sub(1)) == Some(&b'\n')) {
            let before = source.get(..string.at).unwrap_or_default();
            let line = before.rsplit('\n').next().unwrap_or_default();
            let prefix = line.trim_end_matches(|c: char| c.is_ascii_alphabetic());
            let is_documentation = line.len() - prefix.len() <= 2 && prefix.trim().is_empty();
            found.push(LineInString { start, is_documentation });
        }
    }
    Some(found)
}
