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
//! * Two operands in a row occur in no expression, so a line that stands for itself (it begins with a name, its
//!   own brackets are closed, it ends with an operand) is a statement if a name, one of the above, or after
//!   anything but a string a string follows at column 0, or the end of the text.
//!
//! What these rules look at never exceeds [`LOOKAHEAD`] bytes, nor the line itself (with the brackets that it
//! opens, unless a line at column 0 lies in them) and the first line of the statement after it (or its
//! decorators and first word). That is why an edit can only move the ends of the segment that it touches
//! and of the [`SEGMENTS_LOOKED_INTO`] segments before it.

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

/// How many segments a segment's end may depend on, besides itself: see above.
pub(super) const SEGMENTS_LOOKED_INTO: usize = 2;

/// Bytes in which a decorator is looked for its definition. All other rules look at no line at column 0 but
/// the next one, so the total of what they look at is in proportion to the text.
const DECORATORS_REACH: usize = 1024;

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

/// Words between or before operands; `from` and `as` stand in brackets after `yield`, `import` and `with`.
const OPERATORS: [&[u8]; 13] = [
    b"and", b"as", b"async", b"await", b"else", b"for", b"from", b"if", b"in", b"is", b"lambda", b"not",
    b"or",
];

/// Whether a word that begins a line, or ends one, is an operand of an expression.
fn is_operand(word: &[u8]) -> bool {
    !word.is_empty() && !OPERATORS.contains(&word) && word != b"yield"
}

/// What a line at column 0 means inside brackets; adds what it looked ahead at to `work`.
pub(super) fn in_brackets(bytes: &[u8], index: usize, work: &mut usize) -> Verdict {
    let end = bytes.len().min(index + LOOKAHEAD);
    let mut probe =
        Probe { bytes: bytes.get(..end).unwrap_or_default(), is_cut_off: end == index + LOOKAHEAD, work };
    let first = word(probe.bytes, index);
    match first {
        b"elif" | b"except" | b"finally" => Verdict::ContinuesStatement,
        b"else" if probe.bytes.get(skip_spaces(probe.bytes, index + 4)) == Some(&b':') => {
            Verdict::ContinuesStatement
        }
        _ if probe.is_statement_head(index)
            || (probe.begins_with_name(index) && probe.stands_alone(index)) =>
        {
            Verdict::StartsStatement
        }
        _ => Verdict::Legal,
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
    /// Whether the line at `index` begins with what no expression goes on with.
    fn is_statement_head(&mut self, index: usize) -> bool {
        if self.bytes.get(index) == Some(&b'@') {
            return self.decorates(index);
        }
        let first = word(self.bytes, index);
        let second = skip_spaces(self.bytes, index + first.len());
        match first {
            b"for" | b"if" => self.has_colon(index),
            b"from" => imports(self.bytes, second),
            b"async" => match word(self.bytes, second) {
                b"for" => self.has_colon(second),
                next => matches!(next, b"def" | b"with"),
            },
            b"match" | b"type" => second > index + first.len() && self.is_name(second),
            _ => NEVER_IN_BRACKETS.contains(&first),
        }
    }

    /// Whether a name or the prefix of a string stands at `index`, or a keyword that is no operator.
    fn is_name(&self, index: usize) -> bool {
        let name = word(self.bytes, index);
        let is_whole = index + name.len() < self.bytes.len() || !self.is_cut_off;
        is_operand(name) && is_whole && !name.first().is_some_and(u8::is_ascii_digit)
    }

    /// Whether a name stands at `index`, or a keyword that is no operator. A string may follow another one.
    fn begins_with_name(&self, index: usize) -> bool {
        let after = index + word(self.bytes, index).len();
        self.is_name(index) && !matches!(self.bytes.get(after), Some(b'"' | b'\''))
    }

    fn begins_with_string(&self, index: usize) -> bool {
        let prefix = word(self.bytes, index);
        let is_prefix = prefix.len() <= 2
            && prefix
                .iter()
                .all(|byte| matches!(byte.to_ascii_lowercase(), b'b' | b'f' | b'r' | b't' | b'u'));
        is_prefix && matches!(self.bytes.get(index + prefix.len()), Some(b'"' | b'\''))
    }

    /// Whether the logical line at `start` closes its brackets, ends with an operand, and is followed by
    /// what no operator joins to it.
    fn stands_alone(&mut self, start: usize) -> bool {
        let mut scanner = Scanner::new(start);
        scanner.mode = Mode::Code;
        let mut index = start;
        let mut ends_with_operand = false;
        let mut ends_with_string = false;
        let found = loop {
            if scanner.mode == Mode::Code && scanner.is_outside() {
                match self.bytes.get(index) {
                    None => break ends_with_operand && !self.is_cut_off,
                    Some(b')' | b']' | b'}') => break false,
                    Some(b'\n' | b'\r') if !ends_with_operand => break false,
                    Some(b'\n' | b'\r') => match self.skip_blank(index) {
                        None => break !self.is_cut_off,
                        Some((next, at_margin)) => {
                            index = next;
                            break at_margin
                                && (self.begins_with_name(next)
                                    || self.is_statement_head(next)
                                    || (!ends_with_string && self.begins_with_string(next)));
                        }
                    },
                    Some(b' ' | b'\t' | 0x0c | b'\\' | b'#') => {
                        index = scanner.probe_step(self.bytes, index);
                    }
                    Some(&byte) if is_word_byte(byte) => {
                        ends_with_operand = is_operand(word(self.bytes, index));
                        ends_with_string = false;
                        while self.bytes.get(index).is_some_and(|&byte| is_word_byte(byte)) {
                            index += 1;
                        }
                    }
                    Some(byte) => {
                        ends_with_string = matches!(byte, b'"' | b'\'');
                        ends_with_operand = ends_with_string || matches!(byte, b'(' | b'[' | b'{');
                        index = scanner.probe_step(self.bytes, index);
                    }
                }
            } else if let Mode::LineStart { .. } = scanner.mode {
                match self.inside_line(&mut scanner, index) {
                    Some(next) => index = next,
                    None => break false,
                }
            } else if index >= self.bytes.len() {
                break scanner.mode == Mode::Comment && ends_with_operand && !self.is_cut_off;
            } else {
                index = scanner.probe_step(self.bytes, index);
            }
        };
        *self.work += index - start;
        found
    }

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
        let in_reach = self.bytes.len().min(start + DECORATORS_REACH);
        self.bytes = self.bytes.get(..in_reach).unwrap_or_default();
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
