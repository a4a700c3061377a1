//! Elements of brackets that are plain data: names, numbers, strings, brackets of these, and sums and products of them.
//! What long tables are made of is told from its tokens: the first answer about one of 100,000 lines took 95 ms so, and 730
//! with a tree of each piece.
//!
//! Invariant: what is taken here is legal wherever elements stand, and its names are all that a walk over its tree would
//! find; anything that isn't certain is left to the tree.

use std::ops::Range;

use crate::repair::is_keyword;
use crate::segments::{Token, TokenKind, tokens};

/// What some elements are made of, in bytes of their text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct PlainElements {
    /// Their names, each of which is read.
    pub(super) names: Vec<Range<usize>>,
    /// Behind the commas between them.
    pub(super) commas: Vec<usize>,
}

/// Brackets that are open, or what the elements stand in.
#[derive(Debug, Default)]
struct Open {
    /// None for what the elements stand in.
    bracket: Option<u8>,
    /// Whether entries have a key; not known of those that may be a dictionary or a set.
    are_pairs: Option<bool>,
    /// Whether this entry has one.
    has_key: bool,
}

/// What may come next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next {
    /// An operand.
    Operand,
    /// An operand, or the end of the brackets.
    OperandOrEnd,
    /// What follows an operand; behind a string that may be another one.
    Operator { is_string: bool },
}

/// Reads elements of a dictionary, or of brackets without keys. None if they aren't plain.
pub(super) fn plain_elements(text: &str, are_pairs: bool) -> Option<PlainElements> {
    let mut reader = Reader {
        open: vec![Open { bracket: None, are_pairs: Some(are_pairs), has_key: false }],
        next: Next::OperandOrEnd,
        found: PlainElements { names: Vec::new(), commas: Vec::new() },
    };
    let mut done = 0;
    for token in tokens(text) {
        // Bytes that begin no token, and line continuations.
        let between = text.as_bytes().get(done..token.start)?;
        if !between.iter().all(|byte| matches!(byte, b' ' | b'\t')) {
            return None;
        }
        done = token.end;
        reader.read(token, text.get(token.range())?)?;
    }
    let rest = text.get(done..)?;
    match (reader.next, reader.open.as_mut_slice()) {
        (Next::Operand, _) => return None,
        (Next::Operator { .. }, [outermost]) => outermost.end_entry()?,
        (Next::OperandOrEnd, [_]) => {}
        _ => return None,
    }
    rest.trim_matches([' ', '\t']).is_empty().then_some(reader.found)
}

struct Reader {
    /// The innermost stands last.
    open: Vec<Open>,
    next: Next,
    found: PlainElements,
}

impl Reader {
    fn read(&mut self, token: Token, word: &str) -> Option<()> {
        let is_behind_operand = matches!(self.next, Next::Operator { .. });
        let behind = Next::Operator { is_string: false };
        match token.kind {
            TokenKind::Comment | TokenKind::LineEnd => {}
            TokenKind::Word if is_behind_operand => return None,
            TokenKind::Word => {
                let is_constant = matches!(word, "True" | "False" | "None");
                if !word.is_ascii() || !is_constant && is_keyword(word) {
                    return None;
                }
                if !is_constant {
                    self.found.names.push(token.range());
                }
                self.next = behind;
            }
            TokenKind::Number if is_behind_operand || !is_number(word.as_bytes()) => return None,
            TokenKind::Number => self.next = behind,
            TokenKind::String { is_closed } => {
                let may_stand = matches!(
                    self.next,
                    Next::Operand | Next::OperandOrEnd | Next::Operator { is_string: true }
                );
                // The grammar looks for the end of such a name behind the string, too.
                let has_named_character = word.contains("\\N{");
                if !is_closed || !may_stand || has_fields(word) || has_named_character {
                    return None;
                }
                self.next = Next::Operator { is_string: true };
            }
            // A call, or a part of something.
            TokenKind::Open if is_behind_operand => return None,
            TokenKind::Open => {
                let bracket = word.as_bytes().first().copied();
                let are_pairs = (bracket != Some(b'{')).then_some(false);
                self.open.push(Open { bracket, are_pairs, has_key: false });
                self.next = Next::OperandOrEnd;
            }
            TokenKind::Close => {
                if is_behind_operand {
                    self.open.last_mut()?.end_entry()?;
                }
                let opening = match word {
                    ")" => b'(',
                    "]" => b'[',
                    _ => b'{',
                };
                if self.next == Next::Operand || self.open.pop()?.bracket != Some(opening) {
                    return None;
                }
                self.next = behind;
            }
            TokenKind::Operator => self.operator(token, word, is_behind_operand)?,
        }
        Some(())
    }

    fn operator(&mut self, token: Token, word: &str, is_behind_operand: bool) -> Option<()> {
        match word {
            "," if is_behind_operand => {
                self.open.last_mut()?.end_entry()?;
                if self.open.len() == 1 {
                    self.found.commas.push(token.end);
                }
                self.next = Next::OperandOrEnd;
            }
            ":" if is_behind_operand => {
                let open = self.open.last_mut()?;
                if open.has_key || open.are_pairs == Some(false) {
                    return None;
                }
                open.has_key = true;
                self.next = Next::Operand;
            }
            "+" | "-" => self.next = Next::Operand,
            "~" if !is_behind_operand => self.next = Next::Operand,
            "*" | "/" | "//" | "%" | "**" | "&" | "|" | "^" | "<<" | ">>" if is_behind_operand => {
                self.next = Next::Operand;
            }
            _ => return None,
        }
        Some(())
    }
}

impl Open {
    /// None if some entries have a key and others don't.
    fn end_entry(&mut self) -> Option<()> {
        let has_key = std::mem::take(&mut self.has_key);
        (*self.are_pairs.get_or_insert(has_key) == has_key).then_some(())
    }
}

/// Whether a string is an f- or t-string.
fn has_fields(string: &str) -> bool {
    let prefix = string.split(['"', '\'']).next().unwrap_or_default();
    prefix.contains(['f', 'F', 't', 'T'])
}

/// Whether a token is a number to the end: in `1if x` it isn't.
fn is_number(token: &[u8]) -> bool {
    let digits = |token: &[u8], is_digit: fn(&u8) -> bool| {
        let is_grouped = !token.starts_with(b"_") && !token.ends_with(b"_");
        let is_doubled = token.windows(2).any(|two| two == b"__");
        !token.is_empty()
            && is_grouped
            && !is_doubled
            && token.iter().all(|byte| *byte == b'_' || is_digit(byte))
    };
    match token {
        [b'0', b'x' | b'X', rest @ ..] => digits(rest, u8::is_ascii_hexdigit),
        [b'0', b'o' | b'O', rest @ ..] => digits(rest, |byte| (b'0'..=b'7').contains(byte)),
        [b'0', b'b' | b'B', rest @ ..] => digits(rest, |byte| matches!(byte, b'0' | b'1')),
        _ => {
            let real = token.strip_suffix(b"j").or_else(|| token.strip_suffix(b"J")).unwrap_or(token);
            let mut parts = real.splitn(2, |byte| matches!(byte, b'e' | b'E'));
            let mantissa = parts.next().unwrap_or_default();
            let has_exponent = parts.next().is_none_or(|exponent| {
                let unsigned = exponent.strip_prefix(b"+").or_else(|| exponent.strip_prefix(b"-"));
                digits(unsigned.unwrap_or(exponent), u8::is_ascii_digit)
            });
            let mut sides = mantissa.splitn(2, |&byte| byte == b'.');
            let whole = sides.next().unwrap_or_default();
            let is_mantissa = match sides.next() {
                None => digits(whole, u8::is_ascii_digit),
                Some(fraction) => {
                    let may_miss = |side: &[u8]| side.is_empty() || digits(side, u8::is_ascii_digit);
                    may_miss(whole) && may_miss(fraction) && whole.len() + fraction.len() > 0
                }
            };
            is_mantissa && has_exponent
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Names and commas of elements, each by the bytes that are marked below them; `pairs` are a dictionary's.
    #[track_caller]
    fn check(pairs: bool, text: &str, expected: Option<&str>) {
        let found = plain_elements(text, pairs).map(|found| {
            let mut marks = " ".repeat(text.len()).into_bytes();
            found.names.into_iter().flatten().for_each(|at| marks[at] = b'^');
            found.commas.into_iter().for_each(|end| marks[end - 1] = b',');
            String::from_utf8_lossy(&marks).trim_end().to_owned()
        });
        assert_eq!(found.as_deref(), expected, "{text}");
    }

    #[test]
    fn data_is_plain() {
        let text = "a, (b, -1.5e-3), [c, 'd' r\"e\"], {f: g}, {h}, (), [], {},";
        check(false, text, Some("^,  ^          ,  ^           ,  ^  ^ ,  ^ ,   ,   ,   ,"));
        check(true, "a: b, 'c': [d + 1 << 2], None: (True,)", Some("^  ^,       ^          ,"));
        check(false, " # a, b\n\"\"\"c\n,\"\"\" % (d), ~e ** 0x_F", None);
        check(false, " # a, b\n\"\"\"c\n,\"\"\" % (d), ~e ** 0xF", Some("                     ^ ,  ^"));
    }

    #[test]
    fn what_may_mean_more_is_left_to_the_tree() {
        for text in [
            "a b",
            "a(b)",
            "a[b]",
            "a.b",
            "(a)(b)",
            "*a",
            "**a",
            "a: b",
            "{a: b, c}",
            "{a, b: c}",
            "{a: b: c}",
            "lambda: a",
            "not a",
            "a if b else c",
            "a for b in c",
            "f'{a}'",
            "Rt'{a}'",
            "'a",
            "'''a'",
            "1if a",
            "1..a",
            "1_",
            "1__0",
            "0xg",
            ",",
            "(,)",
            "a,,",
            "(a",
            "a)",
            "(a]",
            "{a:}",
            "a := b",
            "a +",
            "a == b",
            "a ? b",
            "a $",
            "a \\ b",
            "a, \\\n b",
            "é",
            "a;",
            "...",
            "a 'b'",
            "'a' b",
            "1 'a'",
            "yield",
            "await a",
            "'\\N{DIGIT ONE}'",
        ] {
            check(false, text, None);
        }
        for text in ["a", "a: b, c", "**a", "a: b: c", ": a", "a:", "a: *b"] {
            check(true, text, None);
        }
    }

    #[test]
    fn numbers_end_where_they_should() {
        for number in ["0", "1_000", "0xfF", "0o17", "0b1_0", "1.", ".5", "1.5e10", "1E-5", "1e+5j", "00"] {
            assert!(is_number(number.as_bytes()), "{number}");
        }
        for other in ["", ".", "1a", "0x", "0o8", "0b2", "1e", "1e+", "1.2.3", "_1", "1._5", "0x_"] {
            assert!(!is_number(other.as_bytes()), "{other}");
        }
    }
}
