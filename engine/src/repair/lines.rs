//! Cuts a broken segment into logical lines, as the one who typed it would.
//!
//! A bracket that is never closed must not swallow the lines below. A line goes on the one before, if a
//! bracket is open, unless that is provably wrong (two operands in a row, a keyword that no expression has, an
//! assignment that can be no keyword argument) or the line doesn't stand further right than its statement
//! and the bracket is not closed properly later. What comes after a statement that lacks its opening bracket
//! belongs to it, up to the closing one.
//!
//! Invariant: the lines cover all tokens but line ends, in order; looking ahead costs at most a fixed multiple
//! of the tokens.

use std::ops::Range;

use super::words::{begins_operand, ends_operand, is_keyword, is_statement_keyword};
use crate::segments::{Token, TokenKind, indent};

/// Tokens that all looks ahead may take together, for each token of the text.
const AHEAD_PER_TOKEN: usize = 4;

/// What a logical line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Head {
    Simple,
    Decorator,
    /// `def`
    Function,
    Class,
    /// `if`, `for`, `while`, `with`, `try`
    Compound,
    Match,
    Case,
    Else,
    Elif,
    Except,
    Finally,
}

impl Head {
    /// Whether a block follows.
    pub(crate) fn has_block(self) -> bool {
        !matches!(self, Self::Simple | Self::Decorator)
    }
}

/// A logical line.
#[derive(Clone, Debug)]
pub(crate) struct LogicalLine {
    /// Positions of its tokens; without the line end.
    pub(crate) first: usize,
    pub(crate) end: usize,
    /// Its column, as the grammar counts.
    pub(crate) indent: usize,
    pub(crate) head: Head,
    /// The token before which an opening bracket is missing, and the bracket.
    pub(super) missing: Option<(usize, &'static str)>,
}

/// A text and its tokens, without comments.
#[derive(Clone, Copy)]
pub(crate) struct Source<'t> {
    pub(crate) text: &'t str,
    pub(crate) tokens: &'t [Token],
    /// Where quotes were that were taken out, in order.
    pub(crate) quotes: &'t [usize],
}

impl<'t> Source<'t> {
    /// The text of a token; line ends and what lies beyond the last token have none.
    pub(crate) fn word(&self, at: usize) -> &'t str {
        let token = self.tokens.get(at).filter(|token| token.kind != TokenKind::LineEnd);
        token.and_then(|token| self.text.get(token.range())).unwrap_or_default()
    }

    pub(super) fn kind(&self, at: usize) -> Option<TokenKind> {
        self.tokens.get(at).map(|token| token.kind)
    }

    pub(super) fn ends_operand(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| ends_operand(*token, self.word(at)))
    }

    pub(super) fn begins_operand(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| begins_operand(*token, self.word(at)))
    }

    /// Whether no operator stands between two tokens that need one.
    pub(super) fn lacks_operator(&self, before: usize, after: usize) -> bool {
        let is_string = |at| matches!(self.kind(at), Some(TokenKind::String { .. }));
        let may_join = is_string(before)
            && is_string(after)
            && self.kind(before) != Some(TokenKind::String { is_closed: false });
        self.ends_operand(before) && self.begins_operand(after) && !may_join
    }

    fn skip_line_ends(&self, mut at: usize) -> usize {
        while self.kind(at) == Some(TokenKind::LineEnd) {
            at += 1;
        }
        at
    }

    /// The column of the line in which a token is the first.
    fn indent(&self, at: usize) -> usize {
        let start = self.tokens.get(at).map_or(self.text.len(), |token| token.start);
        let before = self.text.get(..start).unwrap_or_default();
        let line = before.rfind(['\n', '\r']).map_or(0, |end| end + 1);
        indent(self.text.as_bytes(), line).saturating_sub(usize::from(self.is_behind_quote(at)))
    }

    /// Whether a quote was taken out just before a token.
    pub(super) fn is_behind_quote(&self, at: usize) -> bool {
        let before = self.tokens.get(at).and_then(|token| token.start.checked_sub(1));
        before.is_some_and(|quote| self.quotes.binary_search(&quote).is_ok())
    }
}

/// The bracket that a closing one closes.
pub(super) fn opening(close: &str) -> &'static str {
    match close {
        ")" => "(",
        "]" => "[",
        _ => "{",
    }
}

/// The bracket that closes an opening one.
pub(super) fn closing(open: &str) -> &'static str {
    match open {
        "(" => ")",
        "[" => "]",
        _ => "}",
    }
}

/// An open bracket.
#[derive(Clone, Copy)]
struct Open<'t> {
    bracket: &'t str,
    /// `lambda`s whose colon is still to come.
    lambdas: usize,
    /// The token that was the colon of the last one.
    lambda_colon: Option<usize>,
}

impl<'t> Open<'t> {
    fn new(bracket: &'t str) -> Self {
        Self { bracket, lambdas: 0, lambda_colon: None }
    }
}

/// How an open bracket goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ahead {
    Closes,
    /// A line ends with a colon that can only be that of a block, or with a string that has swallowed the end.
    Colon,
    /// A line follows that can't stand in brackets, or the text ends.
    Breaks,
}

/// The logical lines of a text.
pub(crate) fn logical_lines(source: Source<'_>) -> Vec<LogicalLine> {
    let budget = source.tokens.len() * AHEAD_PER_TOKEN;
    let mut splitter = Splitter { source, budget, matches: Vec::new() };
    let mut lines = Vec::new();
    let mut at = source.skip_line_ends(0);
    while at < source.tokens.len() {
        let line = splitter.line(at);
        at = source.skip_line_ends(line.end.max(at + 1));
        lines.push(line);
    }
    lines
}

struct Splitter<'t> {
    source: Source<'t>,
    budget: usize,
    /// Columns of the `match` statements round the line, and of their clauses, once one was seen.
    matches: Vec<(usize, Option<usize>)>,
}

impl<'t> Splitter<'t> {
    fn line(&mut self, first: usize) -> LogicalLine {
        let source = self.source;
        let indent = source.indent(first);
        let head = self.head(first, indent);
        let mut missing = None;
        let mut open: Vec<Open<'t>> = Vec::new();
        let mut at = first;
        while let Some(kind) = source.kind(at) {
            if kind != TokenKind::LineEnd {
                self.read(at, &mut open);
                at += 1;
                continue;
            }
            let next = source.skip_line_ends(at);
            if next >= source.tokens.len() {
                break;
            }
            if open.is_empty() {
                let Some(bracket) = self.bracket_missing(at, next, indent) else { break };
                missing = Some((next, bracket));
                open.push(Open::new(bracket));
            } else if !self.goes_on(at, next, &open, indent, head) {
                break;
            }
            at = next;
        }
        LogicalLine { first, end: at, indent, head, missing }
    }

    fn head(&mut self, first: usize, indent: usize) -> Head {
        let source = self.source;
        while self.matches.last().is_some_and(|&(column, _)| column >= indent) {
            self.matches.pop();
        }
        let word = match source.word(first) {
            "async" => source.word(first + 1),
            word => word,
        };
        match word {
            "@" => Head::Decorator,
            "def" => Head::Function,
            "class" => Head::Class,
            "if" | "for" | "while" | "with" | "try" => Head::Compound,
            "elif" => Head::Elif,
            "else" => Head::Else,
            "except" => Head::Except,
            "finally" => Head::Finally,
            "match" if self.is_match(first) => {
                self.matches.push((indent, None));
                Head::Match
            }
            "case" => match self.matches.last_mut() {
                Some((_, clauses)) => match *clauses.get_or_insert(indent) {
                    column if column == indent => Head::Case,
                    _ => Head::Simple,
                },
                None => Head::Simple,
            },
            _ => Head::Simple,
        }
    }

    /// Whether `match` begins a statement: an operand follows, and on the next line `case`.
    fn is_match(&self, first: usize) -> bool {
        let source = self.source;
        let follows = source.begins_operand(first + 1)
            || source.kind(first + 1) == Some(TokenKind::Open)
            || matches!(source.word(first + 1), "-" | "*" | "~" | "not");
        let mut at = first;
        while follows && !matches!(source.kind(at), None | Some(TokenKind::LineEnd)) {
            at += 1;
        }
        follows && source.word(source.skip_line_ends(at)) == "case"
    }

    /// Notes brackets and lambdas.
    fn read(&self, at: usize, open: &mut Vec<Open<'t>>) {
        let word = self.source.word(at);
        match self.source.kind(at) {
            Some(TokenKind::Open) => open.push(Open::new(word)),
            Some(TokenKind::Close) => {
                if let Some(partner) = open.iter().rposition(|open| open.bracket == opening(word)) {
                    open.truncate(partner);
                }
            }
            _ => {
                if let Some(innermost) = open.last_mut() {
                    match word {
                        "lambda" => innermost.lambdas += 1,
                        ":" if innermost.lambdas > 0 => {
                            innermost.lambdas -= 1;
                            innermost.lambda_colon = Some(at);
                        }
                        _ => {}
                    }
                }
            }
        }
    }

    /// Whether the line at `next` goes on the statement, where brackets are open.
    fn goes_on(&mut self, at: usize, next: usize, open: &[Open<'t>], indent: usize, head: Head) -> bool {
        let source = self.source;
        if source.kind(next) == Some(TokenKind::Close) {
            return true;
        }
        let is_deeper = source.indent(next) > indent;
        let last = at.saturating_sub(1);
        let is_cut_string = source.kind(last) == Some(TokenKind::String { is_closed: false });
        if is_cut_string && is_deeper && !head.has_block() && !is_statement_keyword(source.word(next)) {
            // The string swallowed whatever stood between.
            return true;
        }
        if head.has_block() && self.is_swallowed(last, open) {
            return false;
        }
        match self.breaks(last, next, open, head) {
            Some(_) => false,
            None if is_deeper && !head.has_block() => true,
            None => match self.look_ahead(next, open, head) {
                Ahead::Closes => true,
                Ahead::Colon => is_deeper,
                Ahead::Breaks => false,
            },
        }
    }

    /// What proves that the line at `next` can't stand in brackets after the token `last`.
    fn breaks(&self, last: usize, next: usize, open: &[Open<'t>], head: Head) -> Option<Ahead> {
        let source = self.source;
        let word = source.word(next);
        let innermost = open.last()?;
        let after_colon = source.word(last) == ":" && innermost.lambda_colon != Some(last);
        if after_colon && (innermost.bracket == "(" || (innermost.bracket == "[" && head.has_block())) {
            return Some(Ahead::Colon);
        }
        let is_clause = word == "else" && source.word(next + 1) == ":";
        let breaks = is_statement_keyword(word)
            || is_clause
            || source.lacks_operator(last, next)
            || (word == "@" && !source.ends_operand(last))
            || self.assigns(next, innermost.bracket);
        breaks.then_some(Ahead::Breaks)
    }

    /// Whether the line at `next` assigns in a way that no keyword argument and no default does.
    fn assigns(&self, next: usize, bracket: &str) -> bool {
        let source = self.source;
        let mut depth = 0_usize;
        let mut element = next;
        let mut at = next;
        while let Some(kind) = source.kind(at) {
            match kind {
                TokenKind::LineEnd => return false,
                TokenKind::Open => depth += 1,
                TokenKind::Close if depth == 0 => return false,
                TokenKind::Close => depth -= 1,
                TokenKind::Word if depth == 0 && source.word(at) == "lambda" => return false,
                TokenKind::Operator if depth == 0 => match source.word(at) {
                    "," => element = at + 1,
                    "=" => {
                        let is_name = at == element + 1 && source.kind(element) == Some(TokenKind::Word);
                        let is_annotated = source.word(element + 1) == ":";
                        return !(bracket == "(" && (is_name || is_annotated));
                    }
                    "+=" | "-=" | "*=" | "/=" | "|=" | "&=" | "%=" | "//=" | "**=" => return true,
                    _ => {}
                },
                _ => {}
            }
            at += 1;
        }
        false
    }

    /// Reads on from the line at `next` as if it stood in the open brackets.
    fn look_ahead(&mut self, next: usize, open: &[Open<'t>], head: Head) -> Ahead {
        let source = self.source;
        let mut open = open.to_vec();
        let mut at = next;
        while let Some(kind) = source.kind(at) {
            self.budget = self.budget.saturating_sub(1);
            if self.budget == 0 {
                return Ahead::Breaks;
            }
            if kind != TokenKind::LineEnd {
                self.read(at, &mut open);
                if open.is_empty() {
                    return Ahead::Closes;
                }
                at += 1;
                continue;
            }
            if self.is_swallowed(at.saturating_sub(1), &open) {
                return Ahead::Colon;
            }
            let next = source.skip_line_ends(at);
            if source.kind(next) != Some(TokenKind::Close)
                && let Some(how) = self.breaks(at.saturating_sub(1), next, &open, head)
            {
                return how;
            }
            at = next;
        }
        Ahead::Breaks
    }

    /// Whether a token is a string that was never closed and holds what closes the brackets.
    fn is_swallowed(&self, at: usize, open: &[Open<'t>]) -> bool {
        let source = self.source;
        let is_cut = source.kind(at) == Some(TokenKind::String { is_closed: false });
        is_cut && open.first().is_some_and(|outermost| source.word(at).contains(closing(outermost.bracket)))
    }

    /// The bracket that is missing at the end of a line: the lines below stand further right, up to one
    /// that closes it.
    fn bracket_missing(&mut self, at: usize, next: usize, indent: usize) -> Option<&'static str> {
        let source = self.source;
        let last = source.word(at.saturating_sub(1));
        let goes_on_deeper = source.indent(next) > indent && last != ":";
        if !goes_on_deeper || is_statement_keyword(source.word(next)) {
            return None;
        }
        let mut depth = 0_usize;
        let mut at = next;
        while let Some(kind) = source.kind(at) {
            self.budget = self.budget.saturating_sub(1);
            if self.budget == 0 {
                return None;
            }
            match kind {
                TokenKind::Open => depth += 1,
                TokenKind::Close if depth == 0 => return Some(opening(source.word(at))),
                TokenKind::Close => depth -= 1,
                TokenKind::LineEnd => {
                    let next = source.skip_line_ends(at);
                    let closes = source.kind(next) == Some(TokenKind::Close);
                    let is_statement = is_statement_keyword(source.word(next))
                        || (depth == 0 && source.lacks_operator(at.saturating_sub(1), next));
                    if (source.indent(next) <= indent && !closes) || is_statement {
                        return None;
                    }
                }
                _ => {}
            }
            at += 1;
        }
        None
    }
}

/// Whether a word can be a name.
pub(super) fn is_name(source: Source<'_>, at: usize) -> bool {
    source.kind(at) == Some(TokenKind::Word) && !is_keyword(source.word(at))
}

/// The bytes of the tokens `from..to`.
pub(super) fn span(source: Source<'_>, from: usize, to: usize) -> Range<usize> {
    let start = source.tokens.get(from).map_or(source.text.len(), |token| token.start);
    let last = to.checked_sub(1).and_then(|last| source.tokens.get(last));
    start..last.map_or(start, |token| token.end).max(start)
}
