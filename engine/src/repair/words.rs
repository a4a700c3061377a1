//! What words and tokens can be in an expression.

use crate::segments::{Token, TokenKind};

/// Keywords that start statements and occur in no expression.
const STATEMENTS: [&str; 18] = [
    "assert", "break", "class", "continue", "def", "del", "elif", "except", "finally", "global", "import",
    "nonlocal", "pass", "raise", "return", "try", "while", "with",
];

/// Words between or before operands; `from` and `as` stand in brackets after `yield`, `import` and `with`.
const OPERATORS: [&str; 14] =
    ["and", "as", "async", "await", "else", "for", "from", "if", "in", "is", "lambda", "not", "or", "yield"];

/// Whether a word starts a statement and occurs in no expression.
pub(super) fn is_statement_keyword(word: &str) -> bool {
    STATEMENTS.contains(&word)
}

/// Whether a word can't be an operand.
pub(crate) fn is_keyword(word: &str) -> bool {
    is_statement_keyword(word) || OPERATORS.contains(&word)
}

/// Whether an expression may end with a token.
pub(crate) fn ends_operand(token: Token, text: &str) -> bool {
    match token.kind {
        TokenKind::Word => !is_keyword(text),
        TokenKind::Number | TokenKind::String { .. } | TokenKind::Close => true,
        TokenKind::Operator => text == "...",
        _ => false,
    }
}

/// Whether a token begins an operand and can't go on with one that just ended. A bracket can, and so can
/// what begins with `not`.
pub(crate) fn begins_operand(token: Token, text: &str) -> bool {
    match token.kind {
        TokenKind::Word => !is_keyword(text) || matches!(text, "lambda" | "await" | "yield"),
        TokenKind::Number | TokenKind::String { .. } => true,
        TokenKind::Operator => text == "...",
        _ => false,
    }
}
