//! Colours of code that no tree holds: by its tokens alone.

use crate::occurrences::{TokenClass, TokenSpan};
use crate::repair::is_keyword;
use crate::segments::{TokenKind, tokens};

/// The tokens of `text` and what they look like, except names.
pub(crate) fn loose_spans(text: &str) -> Vec<TokenSpan> {
    let span = |class, range| Some(TokenSpan { range, class });
    tokens(text)
        .into_iter()
        .filter_map(|token| {
            let range = token.range();
            let word = text.get(range.clone()).unwrap_or_default();
            match token.kind {
                TokenKind::Word if is_keyword(word) || matches!(word, "None" | "True" | "False") => {
                    span(TokenClass::Keyword, range)
                }
                TokenKind::Word | TokenKind::LineEnd => None,
                TokenKind::Number => span(TokenClass::Number, range),
                TokenKind::String { .. } => span(TokenClass::String, range),
                TokenKind::Comment => span(TokenClass::Comment, range),
                TokenKind::Open | TokenKind::Close | TokenKind::Operator => span(TokenClass::Operator, range),
            }
        })
        .collect()
}
