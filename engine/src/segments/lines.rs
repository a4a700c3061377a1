//! What the first tokens of a line at column 0 say: the split rules.
//!
//! Outside of brackets every such line starts a segment unless it continues a statement. Inside brackets
//! nearly everything is legal at column 0, and legal code must never be cut, so a line only counts as a
//! statement there if no legal Python expression can go on with it:
//!
//! * The keywords of [`NEVER_IN_BRACKETS`] occur in no expression, nor does `async` before one of them.
//! * `from` may follow `yield`, but `import` occurs in no expression: `from … import`.
//! * `for … :` A comprehension's `for` can't be followed by a colon outside of brackets of its own: what is
//!   looped over is a disjunction, so no `lambda`, and neither a dict's key, nor a slice, nor a lambda's
//!   default can be a bare comprehension. The same holds for `async for`.
//! * `if … :` A conditional expression as a dict's key or in a slice may be followed by a colon, but then
//!   it has an `else` for every `if`. Where there are fewer, the first `if` is a statement's. (The condition
//!   of a comprehension or of a conditional expression is a disjunction too: no `lambda`.)
//! * `match x`, `type X`: two names in a row occur in no expression.
//! * `@name…` may be a matrix product, but not if `def` or `class` follows it, alone or after more decorators.
//!
//! What these rules look at never exceeds [`LOOKAHEAD`] bytes, nor the line (with the brackets that it
//! opens, unless a line at column 0 lies in them) or the decorated statement's head: text that belongs to
//! the segment of that line. That is why an edit can move no boundary before the previous segment's end.

use super::scanner::{Mode, Scanner, is_word_byte, line_end};
use super::window::LOOKAHEAD;

/// The first token of a line outside of brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Head {
    /// The line doesn't start at column 0.
    Indented,
    /// `else`, `elif`, `except`, `finally` or a closing bracket.
    Continues,
    /// `@`
    Decorator,
    /// `def`, `class` or `async`: what can be decorated.
    Definition,
    /// Anything else.
    Statement,
}

impl Head {
    /// Whether a line with this head starts a segment, if there is a statement before it.
    pub(super) fn starts_segment(self, decorated: bool) -> bool {
        match self {
            Self::Indented | Self::Continues => false,
            Self::Decorator | Self::Definition => !decorated,
            Self::Statement => true,
        }
    }
}

/// What a line at column 0 means while a bracket is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// The brackets may well be closed later.
    Legal,
    /// The brackets are broken and a statement starts here.
    StartsStatement,
    /// The brackets are broken and the statement around them goes on here: `else:` and the like.
    ContinuesStatement,
}

/// Keywords that start statements and occur in no expression.
const NEVER_IN_BRACKETS: [&[u8]; 15] = [
    b"assert",
    b"break",
    b"class",
    b"continue",
    b"def",
    b"del",
    b"global",
    b"import",
    b"nonlocal",
    b"pass",
    b"raise",
    b"return",
    b"try",
    b"while",
    b"with",
];

fn word(bytes: &[u8], index: usize) -> &[u8] {
    let rest = bytes.get(index..).unwrap_or_default();
    // No keyword is longer than `nonlocal` and `continue`; one byte more tells them from longer names.
    let len = rest.iter().take(9).take_while(|&&byte| is_word_byte(byte)).count();
    rest.get(..len).unwrap_or_default()
}

fn skip_spaces(bytes: &[u8], mut index: usize) -> usize {
    while matches!(bytes.get(index), Some(b' ' | b'\t' | 0x0c)) {
        index += 1;
    }
    index
}

/// The first byte at or after `index` that is no white space, within the look-ahead.
pub(super) fn next_token(bytes: &[u8], index: usize) -> Option<u8> {
    let rest = bytes.get(index..).unwrap_or_default();
    rest.iter().take(LOOKAHEAD).copied().find(|byte| !matches!(byte, b' ' | b'\t' | 0x0c | b'\n' | b'\r'))
}

/// The head of a line at column 0 outside of brackets.
pub(super) fn head(bytes: &[u8], index: usize) -> Head {
    match bytes.get(index) {
        Some(b'@') => Head::Decorator,
        Some(b')' | b']' | b'}') => Head::Continues,
        _ => match word(bytes, index) {
            b"else" | b"elif" | b"except" | b"finally" => Head::Continues,
            b"def" | b"class" | b"async" => Head::Definition,
            _ => Head::Statement,
        },
    }
}

/// What a line at column 0 means inside brackets; adds what it looked ahead at to `work`.
pub(super) fn in_brackets(bytes: &[u8], index: usize, work: &mut usize) -> Verdict {
    let statement = |proven: bool| if proven { Verdict::StartsStatement } else { Verdict::Legal };
    let end = bytes.len().min(index + LOOKAHEAD);
    let is_cut_off = end < bytes.len() || end == index + LOOKAHEAD;
    let seen = bytes.get(..end).unwrap_or_default();
    let mut probe = Probe { bytes: seen, is_cut_off, work };
    if bytes.get(index) == Some(&b'@') {
        return statement(probe.decorates(index));
    }
    let first = word(bytes, index);
    let second = skip_spaces(seen, index + first.len());
    match first {
        b"elif" | b"except" | b"finally" => Verdict::ContinuesStatement,
        b"else" if seen.get(second) == Some(&b':') => Verdict::ContinuesStatement,
        b"for" => statement(probe.has_colon(index)),
        b"if" => statement(probe.has_colon(index)),
        b"from" => statement(imports(seen, second)),
        b"async" => match word(seen, second) {
            b"for" => statement(probe.has_colon(second)),
            next => statement(matches!(next, b"def" | b"with")),
        },
        b"match" | b"type" => {
            let next = word(seen, second);
            let infix = [&b"and"[..], b"or", b"not", b"in", b"is", b"if", b"else", b"for", b"async"];
            let is_name = next.first().is_some_and(|byte| !byte.is_ascii_digit());
            statement(second > index + first.len() && is_name && !infix.contains(&next))
        }
        _ => statement(NEVER_IN_BRACKETS.contains(&first)),
    }
}

/// Whether a dotted name and `import` stand at `index`.
fn imports(bytes: &[u8], mut index: usize) -> bool {
    loop {
        match bytes.get(index) {
            Some(b'.' | b' ' | b'\t') => index += 1,
            Some(&byte) if is_word_byte(byte) => {
                if word(bytes, index) == b"import" {
                    return true;
                }
                while bytes.get(index).is_some_and(|&byte| is_word_byte(byte)) {
                    index += 1;
                }
            }
            _ => return false,
        }
    }
}

/// A look-ahead with a scanner of its own, as if a segment started at the line.
struct Probe<'a> {
    bytes: &'a [u8],
    /// Whether more text may follow `bytes`.
    is_cut_off: bool,
    work: &'a mut usize,
}

impl Probe<'_> {
    /// Whether the logical line at `index` has a colon outside of brackets that more `if`s than `else`s
    /// precede, where `for` counts as an `if`.
    fn has_colon(&mut self, start: usize) -> bool {
        let mut scanner = Scanner::new(start);
        scanner.mode = Mode::Code;
        let mut index = start;
        let mut balance = 0;
        let found = loop {
            if scanner.mode == Mode::Code && scanner.is_outside() {
                match self.bytes.get(index) {
                    None | Some(b'\n' | b'\r' | b'#' | b')' | b']' | b'}' | b';') => break false,
                    Some(b':') => match self.bytes.get(index + 1) {
                        Some(b'=') => index += 2,
                        Some(_) => break balance > 0,
                        None => break balance > 0 && !self.is_cut_off,
                    },
                    Some(&byte) if is_word_byte(byte) => {
                        match word(self.bytes, index) {
                            b"if" | b"for" => balance += 1,
                            b"else" => balance -= 1,
                            _ => {}
                        }
                        while self.bytes.get(index).is_some_and(|&byte| is_word_byte(byte)) {
                            index += 1;
                        }
                    }
                    Some(_) => index = scanner.probe_step(self.bytes, index),
                }
            } else if let Mode::LineStart { .. } = scanner.mode {
                match self.inside_line(&mut scanner, index) {
                    Some(next) => index = next,
                    None => break false,
                }
            } else if index >= self.bytes.len() {
                break false;
            } else {
                index = scanner.probe_step(self.bytes, index);
            }
        };
        *self.work += index - start;
        found
    }

    /// Whether a decorator stands at `index` and only decorators until `def`, `class` or `async`.
    fn decorates(&mut self, start: usize) -> bool {
        let mut scanner = Scanner::new(start);
        scanner.mode = Mode::Code;
        let mut index = start;
        let mut is_line_start = true;
        let found = loop {
            if is_line_start {
                is_line_start = false;
                let Some(&byte) = self.bytes.get(index) else { break false };
                let next = self.bytes.get(index + 1);
                match byte {
                    b'@' if next.is_some_and(|&byte| is_word_byte(byte)) => index += 1,
                    _ => break self.defines(index),
                }
            } else if let Mode::LineStart { .. } = scanner.mode {
                if scanner.is_outside() {
                    let Some((next, true)) = self.skip_blank(index) else { break false };
                    if matches!(self.bytes.get(next), Some(b')' | b']' | b'}')) {
                        break false;
                    }
                    (index, is_line_start) = (next, true);
                    scanner.mode = Mode::Code;
                } else {
                    match self.inside_line(&mut scanner, index) {
                        Some(next) => index = next,
                        None => break false,
                    }
                }
            } else if index >= self.bytes.len() {
                break false;
            } else {
                index = scanner.probe_step(self.bytes, index);
            }
        };
        *self.work += index - start;
        found
    }

    fn defines(&self, index: usize) -> bool {
        match word(self.bytes, index) {
            b"def" | b"class" => true,
            b"async" => word(self.bytes, skip_spaces(self.bytes, index + 5)) == b"def",
            _ => false,
        }
    }

    /// Goes on with a line in brackets opened by the look-ahead itself; none if it starts at column 0 with
    /// anything but a closing bracket.
    fn inside_line(&self, scanner: &mut Scanner, index: usize) -> Option<usize> {
        let (next, at_margin) = self.skip_blank(index)?;
        if at_margin && !matches!(self.bytes.get(next), Some(b')' | b']' | b'}')) {
            return None;
        }
        scanner.mode = Mode::Code;
        Some(next)
    }

    /// The next token after blank lines and comments, and whether it stands at column 0; none if the text
    /// in view ends before it.
    fn skip_blank(&self, mut index: usize) -> Option<(usize, bool)> {
        let mut at_margin = true;
        loop {
            match self.bytes.get(index)? {
                b' ' | b'\t' => {
                    at_margin = false;
                    index += 1;
                }
                0x0c => {
                    at_margin = true;
                    index += 1;
                }
                b'\n' | b'\r' => {
                    at_margin = true;
                    index += line_end(self.bytes, index);
                }
                b'#' => {
                    while line_end(self.bytes, index) == 0 {
                        self.bytes.get(index)?;
                        index += 1;
                    }
                }
                _ => return Some((index, at_margin)),
            }
        }
    }
}
