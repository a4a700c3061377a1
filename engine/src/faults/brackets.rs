//! Brackets without a partner and strings without an end.

use super::Fault;
use crate::segments::{Token, TokenKind};

/// More brackets than this that are open at the end are not told one by one.
const MOST_OPEN: usize = 4;

/// What has no partner, by place: nothing else is certain where there is something.
pub(super) fn faults(text: &str, tokens: &[Token]) -> Vec<Fault> {
    let end = tokens.last().map_or(0, |token| token.end);
    let mut open: Vec<Token> = Vec::new();
    let mut found = Vec::new();
    for token in tokens {
        match token.kind {
            TokenKind::String { is_closed: false } => {
                let range = first_line(text, *token);
                found.push(Fault { range, sentence: NO_END.to_owned(), draft: token.range() });
            }
            TokenKind::Open => open.push(*token),
            TokenKind::Close => match open.pop() {
                Some(partner) if is_pair(byte(text, partner), byte(text, *token)) => {}
                Some(partner) => {
                    found.push(Fault::new(partner, NEVER_CLOSED).until(token.end));
                    return found;
                }
                None => {
                    found.push(Fault::new(*token, "This bracket closes nothing"));
                    return found;
                }
            },
            _ => {}
        }
    }
    if found.is_empty() {
        // The last ones are those that CPython names.
        let first = open.len().saturating_sub(MOST_OPEN);
        let never_closed = |token: &Token| Fault::new(*token, NEVER_CLOSED).until(end);
        found.extend(open.get(first..).unwrap_or_default().iter().map(never_closed));
    }
    found
}

const NEVER_CLOSED: &str = "This bracket is never closed";

const NO_END: &str = "This string has no end";

/// What of a token is in its first line.
fn first_line(text: &str, token: Token) -> std::ops::Range<usize> {
    let written = text.get(token.range()).unwrap_or_default();
    let len = written.find(['\n', '\r']).unwrap_or(written.len());
    token.start..token.start + len
}

fn byte(text: &str, token: Token) -> u8 {
    text.as_bytes().get(token.start).copied().unwrap_or_default()
}

fn is_pair(open: u8, close: u8) -> bool {
    matches!((open, close), (b'(', b')') | (b'[', b']') | (b'{', b'}'))
}
