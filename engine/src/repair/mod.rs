//! Makes text that the grammar can't read into text that it can, and knows where every name of it stands
//! in the text as it was typed.
//!
//! What Python has and the grammar doesn't is respelled. What is broken is repaired: the segment is cut into
//! logical lines by its brackets and columns, each line that doesn't parse alone is mended alone, and blocks
//! are made of the lines by their columns. So an error costs what its line costs: all other lines mean what
//! they mean in the whole file.
//!
//! Invariant: nothing here is asked for text that the grammar reads without an error (but for one statement
//! that it misreads in silence, see [`is_misread`]), and nothing costs more than a fixed multiple of the text.

mod blocks;
mod edits;
mod hanging;
mod lines;
mod mend;
mod quotes;
mod respell;
#[cfg(test)]
mod tests;
mod whole;
mod words;

pub(crate) use edits::Offsets;
pub(crate) use hanging::has_hanging_line;
pub(crate) use lines::{Source, logical_lines};
pub(crate) use respell::{has_endless_name, is_misread, respelled};
pub(crate) use words::{begins_operand, ends_operand, is_keyword};

use blocks::{MendedLine, arranged};
use edits::{Change, apply};
use lines::{Head, LogicalLine, span};
use mend::{ATTEMPTS, mended, names_only};
use quotes::{stray_quotes, without_quotes};
use whole::WholeStatements;

use tree_sitter::Tree;

use crate::segments::{Token, TokenKind, tokens};
use crate::worker::Cancelled;

/// Stands for what is missing; nobody has a name like this.
pub(crate) const GAP: &str = "__gap__";

/// A text without its errors.
pub(crate) struct Repaired {
    pub(crate) text: String,
    pub(crate) offsets: Offsets,
}

/// A repair under way; it can be cancelled and go on.
pub(crate) struct Repair {
    text: String,
    tokens: Vec<Token>,
    /// Quotes that were taken out of the text.
    quotes: Vec<usize>,
    lines: Vec<LogicalLine>,
    whole: WholeStatements,
    mended: Vec<MendedLine>,
    /// What was tried on the line after those.
    tried: Tried,
}

/// What was tried on a line in vain.
#[derive(Default)]
struct Tried {
    /// How often.
    count: usize,
    /// The last changes.
    changes: Vec<Change>,
}

/// A longer line is not tried to be mended: trying takes as long as parsing it does, each time.
const LONGEST_TRIED: usize = 64 * 1024;

impl Repair {
    /// The repair of a text whose tree, as far as there is one, is `tree`.
    pub(crate) fn new(text: &str, tree: &Tree) -> Self {
        let whole = WholeStatements::of(tree);
        let quotes = stray_quotes(text);
        let text = without_quotes(text, &quotes);
        let mut tokens = tokens(&text);
        tokens.retain(|token| token.kind != TokenKind::Comment);
        let lines = logical_lines(Source { text: &text, tokens: &tokens, quotes: &quotes });
        Self { text, tokens, quotes, lines, whole, mended: Vec::new(), tried: Tried::default() }
    }

    /// Repairs on from where it stopped; `parses` says whether a text has no error.
    pub(crate) fn go_on(
        &mut self,
        mut parses: impl FnMut(&str) -> Result<bool, Cancelled>,
    ) -> Result<Repaired, Cancelled> {
        let source = Source { text: &self.text, tokens: &self.tokens, quotes: &self.quotes };
        let whole = &self.whole;
        while let Some(line) = self.lines.get(self.mended.len()) {
            let changes = match is_whole(source, line, whole) {
                true => Vec::new(),
                false => changes_of(source, line, &mut self.tried, &mut parses)?,
            };
            self.tried = Tried::default();
            let opens_block = line.head.has_block() && ends_with_colon(source, line, &changes);
            self.mended.push(MendedLine { line: line.clone(), changes, opens_block });
        }
        let mut changes = arranged(source, &self.mended);
        changes.sort_by_key(|change| change.at);
        let text = apply(&self.text, 0..self.text.len(), &changes);
        Ok(Repaired { text, offsets: Offsets::new(self.text.len(), &changes) })
    }
}

/// Whether the parser read just this line without an error.
fn is_whole(source: Source<'_>, line: &LogicalLine, whole: &WholeStatements) -> bool {
    let range = span(source, line.first, line.end);
    let opens_block = line.head.has_block() && ends_with_colon(source, line, &[]);
    line.missing.is_none()
        && line.head != Head::Decorator
        && whole.has(range.start, (!opens_block).then_some(range.end))
}

/// What has to change in a line for it to parse.
fn changes_of(
    source: Source<'_>,
    line: &LogicalLine,
    tried: &mut Tried,
    parses: &mut impl FnMut(&str) -> Result<bool, Cancelled>,
) -> Result<Vec<Change>, Cancelled> {
    if tried.count == 0 {
        if line.missing.is_none() && parses(&alone(source, line, &[]))? {
            return Ok(Vec::new());
        }
        tried.count = 1;
    }
    if span(source, line.first, line.end).len() > LONGEST_TRIED {
        return Ok(names_only(source, line));
    }
    while let Some(&attempt) = ATTEMPTS.get(tried.count - 1) {
        let changes = mended(source, line, attempt);
        if changes != tried.changes && parses(&alone(source, line, &changes))? {
            return Ok(changes);
        }
        *tried = Tried { count: tried.count + 1, changes };
    }
    Ok(names_only(source, line))
}

/// A line with its changes as a text of its own.
fn alone(source: Source<'_>, line: &LogicalLine, changes: &[Change]) -> String {
    let before = match line.head {
        Head::Else | Head::Elif => "if 0:pass\n",
        Head::Except | Head::Finally => "try:pass\n",
        Head::Case => "match 0:\n ",
        _ => "",
    };
    let after = match line.head {
        Head::Decorator => "\nclass a:pass\n",
        head if head.has_block() && head != Head::Match && ends_with_colon(source, line, changes) => "pass\n",
        _ => "\n",
    };
    let line = apply(source.text, span(source, line.first, line.end), changes);
    format!("{before}{line}{after}")
}

fn ends_with_colon(source: Source<'_>, line: &LogicalLine, changes: &[Change]) -> bool {
    let end = span(source, line.first, line.end).end;
    match changes.last() {
        Some(change) if change.at + change.removed == end => change.inserted.ends_with(':'),
        _ => line.end > line.first && source.word(line.end - 1) == ":",
    }
}
