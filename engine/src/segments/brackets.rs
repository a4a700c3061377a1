//! Finds a bracket's partner by the text alone, in code that need not parse.
//!
//! Strings, comments and replacement fields are as the scanner has them, and so is what it does about stray and
//! unclosed brackets. Invariant: partners find each other, and in legal code they are the ones that Python
//! sees.

use super::lines;
use super::scanner::{Line, Mode, Scanner};
use crate::worker::{CancelToken, Cancelled};

/// Scanner steps between two questions whether the work is still wanted: at most as many bytes of code, or
/// stretches of a comment or a string.
const STEPS_PER_CHECK: u32 = 16 * 1024;

/// One of `( ) [ ] { }`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bracket(u8);

impl Bracket {
    /// The bracket that a byte is.
    #[must_use]
    pub fn of(byte: u8) -> Option<Self> {
        matches!(byte, b'(' | b')' | b'[' | b']' | b'{' | b'}').then_some(Self(byte))
    }

    /// Whether it opens a pair.
    #[must_use]
    pub fn is_opening(self) -> bool {
        matches!(self.0, b'(' | b'[' | b'{')
    }

    /// What belongs to it.
    #[must_use]
    pub fn partner_text(self) -> &'static str {
        match self.0 {
            b'(' => ")",
            b')' => "(",
            b'[' => "]",
            b']' => "[",
            b'{' => "}",
            _ => "{",
        }
    }

    /// The pair as people write it.
    #[must_use]
    pub fn pair_text(self) -> &'static str {
        match self.0 {
            b'(' | b')' => "( )",
            b'[' | b']' => "[ ]",
            _ => "{ }",
        }
    }
}

/// Where the partner of the bracket at byte `at` stands in the text of a segment. None if it has none, or if
/// what stands there is no bracket but part of a string or a comment.
///
/// # Errors
/// [`Cancelled`] if `cancel` says so.
pub fn partner_of(text: &str, at: usize, cancel: &CancelToken) -> Result<Option<usize>, Cancelled> {
    let bytes = text.as_bytes();
    let mut scanner = Scanner::new(0);
    // Where the things on the scanner's stack begin.
    let mut opened: Vec<usize> = Vec::new();
    let mut index = 0;
    let mut steps = 0_u32;
    while index < bytes.len() {
        steps = steps.wrapping_add(1);
        if steps.is_multiple_of(STEPS_PER_CHECK) {
            cancel.check()?;
        }
        if let Mode::LineStart { .. } = scanner.mode {
            match scanner.line_start(bytes, 0, index, bytes.len()) {
                Line::Goes { on, .. } => index = on,
                Line::Boundary(line) => {
                    scanner = Scanner::new(line);
                    index = line;
                }
            }
            if scanner.mode == Mode::Code && !scanner.is_outside() && !scanner.in_string() {
                // What proves a bracket broken at column 0 does so in an indented line too.
                if lines::in_brackets(bytes, index, &mut 0) != lines::Verdict::Legal {
                    scanner.stack.clear();
                }
            }
            opened.truncate(scanner.stack.len());
            continue;
        }
        index = scanner.probe_step(bytes, index);
        let token = index - 1;
        let depth = scanner.stack.len();
        if depth > opened.len() {
            opened.push(token);
        } else if depth < opened.len() {
            let partner = opened.get(depth).copied().unwrap_or_default();
            opened.truncate(depth);
            let is_closed = matches!(bytes.get(token), Some(b')' | b']' | b'}'));
            if is_closed && token == at {
                return Ok(Some(partner));
            }
            if is_closed && partner == at {
                return Ok(Some(token));
            }
        }
        // Once what is at or round `at` is off the stack it can't get a partner any more.
        if token >= at && opened.binary_search(&at).is_err() {
            return Ok(None);
        }
    }
    Ok(None)
}
