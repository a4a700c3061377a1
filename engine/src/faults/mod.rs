//! Where Python is sure to refuse a segment, each place with a plain sentence.
//!
//! The repair layer knows that something is wrong and mends it so that names can be found; it needn't know what a person
//! did wrong. This says it, from the tokens alone, and only where no Python could read them otherwise. Invariant: text that
//! `CPython` 3.14 accepts has no fault; text that it refuses may have none either. What it costs is a fixed multiple of the
//! text, and nothing is looked for in segments of more than [`LONGEST`] bytes.

mod blocks;
mod brackets;
mod line;
#[cfg(test)]
mod tests;

use std::ops::Range;

use crate::segments::{Token, TokenKind, tokens};
use crate::worker::{CancelToken, Cancelled};

/// Of a longer segment nothing is said, in bytes: it is data more often than code.
const LONGEST: usize = 256 * 1024;

/// So many faults of a segment are enough for anybody.
const MOST: usize = 64;

/// A place that Python refuses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    /// What to mark, within one line; bytes from the segment's start.
    pub(crate) range: Range<usize>,
    /// What is wrong, as a sentence without its full stop.
    pub(crate) sentence: String,
    /// While somebody types in here, the fault may only be that they aren't done; bytes from the segment's start.
    pub(crate) draft: Range<usize>,
}

impl Fault {
    fn new(token: Token, sentence: impl Into<String>) -> Self {
        Self { range: token.range(), sentence: sentence.into(), draft: token.range() }
    }

    /// The same, to wait while somebody types up to `end`.
    fn until(mut self, end: usize) -> Self {
        self.draft.end = self.draft.end.max(end);
        self
    }
}

/// A logical line: its tokens, without comments and line ends.
struct Line<'t> {
    text: &'t str,
    tokens: Vec<Token>,
}

impl<'t> Line<'t> {
    fn word(&self, at: usize) -> &'t str {
        self.tokens.get(at).and_then(|token| self.text.get(token.range())).unwrap_or_default()
    }

    fn kind(&self, at: usize) -> Option<TokenKind> {
        self.tokens.get(at).map(|token| token.kind)
    }

    fn last(&self) -> usize {
        self.tokens.len().saturating_sub(1)
    }

    /// Where the keyword of a statement stands, which may follow an `async`.
    fn keyword(&self) -> usize {
        usize::from(self.word(0) == "async")
    }

    /// The keyword that a statement with a block begins with, as far as nothing else can begin with it.
    fn header(&self) -> Option<&'t str> {
        Some(self.word(self.keyword())).filter(|word| HEADERS.contains(word))
    }
}

/// Words that begin a statement, or a clause, with a colon and a block. They can't be names.
const HEADERS: [&str; 11] =
    ["if", "elif", "else", "for", "while", "try", "except", "finally", "with", "def", "class"];

/// The faults of a segment, by place. `is_broken`: whether the parser found an error in it; where it didn't, only the
/// blocks are looked at, since it takes any column for any other.
pub(crate) fn faults(text: &str, is_broken: bool, cancel: &CancelToken) -> Result<Vec<Fault>, Cancelled> {
    if text.len() > LONGEST || !is_broken && !may_hold_blocks(text) {
        return Ok(Vec::new());
    }
    let mut tokens = tokens(text);
    cancel.check()?;
    tokens.retain(|token| token.kind != TokenKind::Comment);
    let mut found = brackets::faults(text, &tokens);
    if !found.is_empty() {
        // Nobody can tell where lines end, or columns begin.
        found.truncate(if is_broken { MOST } else { 0 });
        return Ok(found);
    }
    let lines = lines(text, &tokens);
    cancel.check()?;
    if is_broken {
        found.extend(lines.iter().filter_map(line::fault));
        cancel.check()?;
    }
    for fault in blocks::faults(&lines) {
        // A line has one fault at most; what it lacks matters more than where it stands.
        if !found.iter().any(|known| known.range == fault.range) {
            found.push(fault);
        }
    }
    found.sort_by_key(|fault| fault.range.start);
    found.truncate(MOST);
    Ok(found)
}

/// Whether there may be blocks: one line has none, and needs no look at its tokens.
fn may_hold_blocks(text: &str) -> bool {
    text.trim_end().contains(['\n', '\r'])
        || text.trim_end().ends_with(':')
        || text.starts_with("el")
        || text.starts_with("except")
        || text.starts_with("finally")
}

/// The logical lines of a segment whose brackets all have their partners.
fn lines<'t>(text: &'t str, tokens: &[Token]) -> Vec<Line<'t>> {
    let mut lines = Vec::new();
    let mut line = Line { text, tokens: Vec::new() };
    let mut depth = 0_usize;
    for token in tokens {
        match token.kind {
            TokenKind::LineEnd if depth == 0 => {
                if !line.tokens.is_empty() {
                    lines.push(std::mem::replace(&mut line, Line { text, tokens: Vec::new() }));
                }
                continue;
            }
            TokenKind::LineEnd => continue,
            TokenKind::Open => depth += 1,
            TokenKind::Close => depth = depth.saturating_sub(1),
            _ => {}
        }
        line.tokens.push(*token);
    }
    if !line.tokens.is_empty() {
        lines.push(line);
    }
    lines
}
