//! The tokens of a segment, as far as those who respell or repair its text have to tell them apart.
//!
//! Invariant: tokens are sorted and don't overlap; between them stand only blanks, line continuations and
//! bytes that begin no token. A string is one token, whatever its replacement fields hold. One that lacks its
//! quote ends with its line, if its quotes are single, and with the text, if they are triple.

use std::ops::Range;

use super::scanner::{Line, Mode, Scanner, is_word_byte, line_end};

/// What sort of token it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// A name or a keyword.
    Word,
    Number,
    String {
        /// Whether its quote was found.
        is_closed: bool,
    },
    /// An opening bracket.
    Open,
    /// A closing bracket.
    Close,
    /// Any other punctuation; operators of several characters are one token.
    Operator,
    Comment,
    /// The end of a line, in brackets too.
    LineEnd,
}

/// One token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) kind: TokenKind,
    /// Bytes from the start of the text.
    pub(crate) start: usize,
    pub(crate) end: usize,
}

impl Token {
    /// Bytes from the start of the text.
    pub(crate) fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

/// All tokens of `text`.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let start = at;
        let (kind, end) = match byte {
            b' ' | b'\t' | 0x0c => {
                at += 1;
                continue;
            }
            b'\\' => {
                at += 1 + line_end(bytes, at + 1);
                continue;
            }
            b'\n' | b'\r' => (TokenKind::LineEnd, at + line_end(bytes, at)),
            b'#' => (TokenKind::Comment, end_of(bytes, at, |byte| !matches!(byte, b'\n' | b'\r'))),
            b'(' | b'[' | b'{' => (TokenKind::Open, at + 1),
            b')' | b']' | b'}' => (TokenKind::Close, at + 1),
            b'"' | b'\'' => string(bytes, at),
            b'0'..=b'9' => (TokenKind::Number, number_end(bytes, at)),
            b'.' if bytes.get(at + 1).is_some_and(u8::is_ascii_digit) => {
                (TokenKind::Number, number_end(bytes, at + 1))
            }
            _ if is_word_byte(byte) => {
                let end = end_of(bytes, at, is_word_byte);
                match bytes.get(end) {
                    Some(b'"' | b'\'') if is_prefix(bytes.get(at..end).unwrap_or_default()) => {
                        string(bytes, end)
                    }
                    _ => (TokenKind::Word, end),
                }
            }
            _ => (TokenKind::Operator, at + operator_len(bytes.get(at..).unwrap_or_default())),
        };
        found.push(Token { kind, start, end });
        at = end;
    }
    found
}

fn end_of(bytes: &[u8], start: usize, belongs: impl Fn(u8) -> bool) -> usize {
    let rest = bytes.get(start..).unwrap_or_default();
    start + rest.iter().take_while(|&&byte| belongs(byte)).count()
}

fn number_end(bytes: &[u8], start: usize) -> usize {
    let end = end_of(bytes, start, |byte| is_word_byte(byte) || byte == b'.');
    let has_exponent = matches!(bytes.get(end.saturating_sub(1)), Some(b'e' | b'E'))
        && matches!(bytes.get(end), Some(b'+' | b'-'))
        && !matches!(bytes.get(start + 1), Some(b'x' | b'X'));
    if has_exponent { end_of(bytes, end + 1, is_word_byte) } else { end }
}

fn is_prefix(word: &[u8]) -> bool {
    word.len() <= 2
        && word.iter().all(|byte| matches!(byte.to_ascii_lowercase(), b'b' | b'f' | b'r' | b't' | b'u'))
}

fn operator_len(rest: &[u8]) -> usize {
    match rest {
        [b'*', b'*', b'=', ..]
        | [b'/', b'/', b'=', ..]
        | [b'<', b'<', b'=', ..]
        | [b'>', b'>', b'=', ..]
        | [b'.', b'.', b'.', ..] => 3,
        [b'-', b'>', ..] | [b'*', b'*', ..] | [b'/', b'/', ..] | [b'<', b'<', ..] | [b'>', b'>', ..] => 2,
        [
            b'=' | b'!' | b'<' | b'>' | b'+' | b'-' | b'*' | b'/' | b'%' | b'&' | b'|' | b'^' | b'@' | b':',
            b'=',
            ..,
        ] => 2,
        _ => 1,
    }
}

/// The end of the string whose opening quote is at `at`.
fn string(bytes: &[u8], at: usize) -> (TokenKind, usize) {
    let mut scanner = Scanner::new(at);
    scanner.mode = Mode::Code;
    let quote = bytes.get(at).copied().unwrap_or_default();
    let mut index = scanner.open_string(bytes, at, quote);
    let is_triple = index == at + 3;
    let mut is_closed = true;
    while is_closed && (scanner.mode != Mode::Code || !scanner.is_outside()) {
        if index >= bytes.len() {
            is_closed = false;
        } else if let Mode::LineStart { .. } = scanner.mode {
            match scanner.line_start(bytes, 0, index, bytes.len()) {
                Line::Goes { on, .. } => index = on,
                Line::Boundary(line) => (index, is_closed) = (line, false),
            }
        } else {
            index = scanner.step(bytes, 0, index, bytes.len());
        }
        is_closed &= !scanner.flags().unclosed_string;
    }
    let end = match is_closed || is_triple {
        true => index,
        // A replacement field may hold line ends, but then its string must be whole.
        false => end_of(bytes, at, |byte| !matches!(byte, b'\n' | b'\r')).min(index),
    };
    (TokenKind::String { is_closed }, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Shows the tokens of a text, strings that aren't closed with a `~`.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let shown: Vec<String> = tokens(text)
            .into_iter()
            .map(|token| {
                let open = token.kind == TokenKind::String { is_closed: false };
                format!("{}{}", &text[token.range()], if open { "~" } else { "" })
            })
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn code_is_cut_into_words_numbers_and_operators() {
        check(
            "x **= f(a.b, 1.5e-3j) -> y # c\n",
            &["x", "**=", "f", "(", "a", ".", "b", ",", "1.5e-3j", ")", "->", "y", "# c", "\n"],
        );
        check("a \\\r\n.5 == ...\r\n", &["a", ".5", "==", "...", "\r\n"]);
        check("größe:=0xe+1", &["größe", ":=", "0xe", "+", "1"]);
    }

    #[test]
    fn strings_are_one_token_with_all_that_is_in_them() {
        check("a Rb'x\\'' f'{b['c']:{d}}' if'e'", &["a", "Rb'x\\''", "f'{b['c']:{d}}'", "if", "'e'"]);
        check("'''a\n(''' f'{\na}'", &["'''a\n('''", "f'{\na}'"]);
    }

    #[test]
    fn strings_without_their_quote_end_with_the_line_or_the_text() {
        check("x = 'a (\ny", &["x", "=", "'a (~", "\n", "y"]);
        check("x = f'{a\ny = 'b'\n", &["x", "=", "f'{a~", "\n", "y", "=", "'b'", "\n"]);
        check("x = '''a\ny\n", &["x", "=", "'''a\ny\n~"]);
    }
}
