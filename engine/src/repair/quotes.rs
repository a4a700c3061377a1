//! Takes out quotes that were typed where no string can be meant.
//!
//! What such a quote hides matters beyond its line: a class and its bases, parameters, an import, what a
//! variable is bound to. Where a string may well begin, as behind `=`, nothing is taken out.
//!
//! Invariant: a quote is replaced by a space, so every other character stays where it was; a string that is
//! closed is never touched.

use super::words::is_statement_keyword;
use crate::segments::{Token, TokenKind, tokens};

/// A text without such quotes, as spaces stand in their places.
pub(super) fn without_quotes(text: &str, quotes: &[usize]) -> String {
    let mut without = text.to_owned();
    for &quote in quotes {
        without.replace_range(quote..quote + 1, " ");
    }
    without
}

/// Where quotes stand, in bytes and in order, that open a string which their line doesn't close, where there
/// can be none.
pub(super) fn stray_quotes(text: &str) -> Vec<usize> {
    let mut quotes = Vec::new();
    // Brackets that are open, and whether the first of them is one of a header.
    let mut depth = 0_usize;
    let mut is_header = false;
    for line in tokens(text).split(|token| token.kind == TokenKind::LineEnd) {
        let line = Line { text, tokens: line };
        let begins = matches!(line.word(0), "def" | "class" | "async");
        if begins || is_statement_keyword(line.word(0)) {
            depth = 0;
        }
        if depth == 0 {
            is_header = begins;
        }
        let was_open = depth > 0;
        depth = line.tokens.iter().fold(depth, |depth, token| match token.kind {
            TokenKind::Open => depth + 1,
            TokenKind::Close => depth.saturating_sub(1),
            _ => depth,
        });
        let Some((at, quote)) = line.open_string() else { continue };
        let hidden = text.get(quote + 1..line.tokens.get(at).map_or(quote, |token| token.end));
        let is_stray = if is_header {
            !line.may_begin_string(at)
        } else if was_open {
            false
        } else if at == 0 {
            hidden.is_some_and(is_statement)
        } else {
            let is_target = line.word(at - 1) == "." && (0..at).all(|at| is_target_part(line, at));
            matches!(line.word(0), "import" | "from") || (is_target && hidden.is_some_and(is_statement))
        };
        if is_stray {
            quotes.push(quote);
        }
    }
    quotes
}

/// A line as it stands in the file.
#[derive(Clone, Copy)]
struct Line<'t> {
    text: &'t str,
    tokens: &'t [Token],
}

impl<'t> Line<'t> {
    fn word(&self, at: usize) -> &'t str {
        self.tokens.get(at).and_then(|token| self.text.get(token.range())).unwrap_or_default()
    }

    /// The string that the line ends with and doesn't close, and its quote; none if it goes on below.
    fn open_string(&self) -> Option<(usize, usize)> {
        let at = self.tokens.iter().rposition(|token| token.kind != TokenKind::Comment)?;
        let token = self.tokens.get(at)?;
        let string = self.word(at);
        let is_open = token.kind == TokenKind::String { is_closed: false };
        let quote = string.find(['"', '\'']).map(|quote| token.start + quote)?;
        (is_open && !string.contains(['\n', '\r'])).then_some((at, quote))
    }

    /// Whether a string may well begin at a token of a header.
    fn may_begin_string(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| matches!(self.word(before), "=" | ":" | "->" | "["))
    }
}

/// Whether a token may be part of a dotted name.
fn is_target_part(line: Line<'_>, at: usize) -> bool {
    line.word(at) == "." || line.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word)
}

/// Whether what a quote hides is a statement that prose isn't taken for: the header of a class or a function,
/// an import, or an assignment to a name or an attribute.
fn is_statement(hidden: &str) -> bool {
    let tokens = tokens(hidden);
    let line = Line { text: hidden, tokens: &tokens };
    let is_word = |at: usize| tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word);
    let last =
        tokens.iter().rposition(|token| !matches!(token.kind, TokenKind::Comment | TokenKind::LineEnd));
    let ends_with_colon = last.is_some_and(|last| line.word(last) == ":");
    match (line.word(0), line.word(1)) {
        ("class", _) => is_word(1) && ends_with_colon && matches!(line.word(2), "(" | ":" | "["),
        ("def", _) => is_word(1) && ends_with_colon && matches!(line.word(2), "(" | "["),
        ("async", "def") => is_word(2) && ends_with_colon && matches!(line.word(3), "(" | "["),
        ("import", _) => tokens.iter().all(|token| {
            let word = hidden.get(token.range()).unwrap_or_default();
            token.kind == TokenKind::Word || matches!(word, "." | ",")
        }),
        ("from", _) => tokens.iter().any(|token| hidden.get(token.range()) == Some("import")),
        _ => {
            let mut at = 0;
            while is_word(at) && line.word(at + 1) == "." {
                at += 2;
            }
            is_word(at) && line.word(at + 1) == "=" && at + 1 < last.unwrap_or(0)
        }
    }
}
