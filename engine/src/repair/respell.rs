//! Python that tree-sitter-python 0.25 doesn't know, in words that it knows.
//!
//! * Defaults of type parameters (PEP 696): `[T = int]` becomes `[T : int]`, a bound, which CPython's symbol
//!   table treats alike; `*Ts = *tuple[int]` loses its second star.
//! * `*args: *tuple[int]` loses its second star, too.
//! * `lazy import x`, `lazy from m import x` (PEP 810) lose the soft keyword.
//! * `[*x for x in y]`, `{**d for d in ds}` (PEP 798) lose their stars.
//! * `match [a, b]:` with its clauses is taken for an annotated subscript; with an operator between, as in
//!   `match~[a, b]:`, it can't be.
//!
//! Invariant: length stays, and so does the place of every name.

use crate::segments::{Token, TokenKind, tokens};
use crate::worker::{CancelToken, Cancelled};

const WORD: &[u8] = b"match";

/// Bytes between two questions whether to go on.
const SEARCHED_AT_ONCE: usize = 1024 * 1024;

/// Whether the text may hold a `match` statement that the grammar misreads without an error.
///
/// # Errors
/// [`Cancelled`] if `cancel` says so.
pub(crate) fn is_misread(text: &str, cancel: &CancelToken) -> Result<bool, Cancelled> {
    let bytes = text.as_bytes();
    for start in (0..bytes.len()).step_by(SEARCHED_AT_ONCE) {
        cancel.check()?;
        // A word that begins in this part may end in the next.
        let part = bytes.get(start..bytes.len().min(start + SEARCHED_AT_ONCE + WORD.len() - 1));
        let mut found = memchr::memmem::find_iter(part.unwrap_or_default(), WORD);
        if found.any(|at| begins_misread(bytes, start + at)) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether there is a `\N{` that nothing closes: the grammar looks for the end of such a name behind the string, too, so
/// what it reads there depends on what follows this text.
pub(crate) fn has_endless_name(text: &str) -> bool {
    let bytes = text.as_bytes();
    let last = memchr::memmem::rfind(bytes, b"\\N{");
    last.is_some_and(|last| memchr::memchr(b'}', bytes.get(last..).unwrap_or_default()).is_none())
}

/// Whether `match` at a byte may begin such a statement.
fn begins_misread(bytes: &[u8], at: usize) -> bool {
    let after = bytes.get(at + 5..).unwrap_or_default();
    let blanks = after.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    let before = bytes.get(..at).and_then(<[u8]>::last).is_none_or(u8::is_ascii_whitespace);
    before && blanks > 0 && matches!(after.get(blanks), Some(b'[' | b'('))
}

/// The text in words that the grammar knows, if anything in it isn't.
pub(crate) fn respelled(text: &str) -> Option<String> {
    let mut tokens = tokens(text);
    tokens.retain(|token| token.kind != TokenKind::Comment);
    let mut speller = Speller { text, tokens, changes: Vec::new() };
    speller.read();
    if speller.changes.is_empty() {
        return None;
    }
    speller.changes.sort_unstable();
    let mut new = String::with_capacity(text.len());
    let mut done = 0;
    for (at, len, replacement) in speller.changes {
        new.push_str(text.get(done..at)?);
        new.extend(std::iter::repeat_n(replacement, len));
        done = at + len;
    }
    new.push_str(text.get(done..)?);
    Some(new)
}

/// An open bracket.
struct Bracket {
    /// Position of its token.
    at: usize,
    holds_type_parameters: bool,
    /// Position of the star before its first element, if it is an element of its own.
    star: Option<usize>,
    /// `lambda`s whose colon is still to come: what is `=` there gives a default.
    lambdas: usize,
}

struct Speller<'t> {
    text: &'t str,
    tokens: Vec<Token>,
    /// Where, how many bytes, and the character that takes the place of each.
    changes: Vec<(usize, usize, char)>,
}

impl Speller<'_> {
    /// The text of a token; line ends and what lies beyond the last token have none.
    fn word(&self, at: usize) -> &str {
        let token = self.tokens.get(at).filter(|token| token.kind != TokenKind::LineEnd);
        token.and_then(|token| self.text.get(token.range())).unwrap_or_default()
    }

    /// The text of the token so many places before another.
    fn word_before(&self, at: usize, back: usize) -> &str {
        at.checked_sub(back).map_or("", |before| self.word(before))
    }

    fn blank(&mut self, at: usize) {
        if let Some(token) = self.tokens.get(at) {
            self.changes.push((token.start, token.end - token.start, ' '));
        }
    }

    fn read(&mut self) {
        let mut brackets: Vec<Bracket> = Vec::new();
        for at in 0..self.tokens.len() {
            let Some(&token) = self.tokens.get(at) else { break };
            match token.kind {
                TokenKind::Open => brackets.push(Bracket {
                    at,
                    holds_type_parameters: self.holds_type_parameters(at),
                    star: None,
                    lambdas: 0,
                }),
                TokenKind::Close => _ = brackets.pop(),
                _ => match brackets.last_mut() {
                    Some(bracket) => self.in_brackets(at, bracket),
                    None if token.kind == TokenKind::Word => self.outside(at),
                    None => {}
                },
            }
        }
    }

    /// `def f[`, `class C[`, `type X[`
    fn holds_type_parameters(&self, at: usize) -> bool {
        let is_name = self.tokens.get(at.wrapping_sub(1)).is_some_and(|token| token.kind == TokenKind::Word);
        let keyword = self.word_before(at, 2);
        let is_definition = matches!(keyword, "def" | "class")
            || (keyword == "type" && at.checked_sub(2).is_some_and(|keyword| self.starts_statement(keyword)));
        self.word(at) == "[" && is_name && is_definition
    }

    fn starts_statement(&self, at: usize) -> bool {
        // Outside of brackets, which is all that this is asked for, a line end ends a statement.
        matches!(self.word_before(at, 1), "" | ";" | ":")
    }

    fn in_brackets(&mut self, at: usize, bracket: &mut Bracket) {
        match self.word(at) {
            "lambda" => bracket.lambdas += 1,
            ":" => bracket.lambdas = bracket.lambdas.saturating_sub(1),
            "=" if bracket.holds_type_parameters && bracket.lambdas == 0 => {
                if let Some(token) = self.tokens.get(at) {
                    self.changes.push((token.start, 1, ':'));
                }
                let next = self.next_token(at);
                if self.word(next) == "*" {
                    self.blank(next);
                }
            }
            "*" if self.word_before(at, 1) == ":" => self.blank(at),
            "*" | "**" if self.next_token(bracket.at) == at => bracket.star = Some(at),
            "," => bracket.star = None,
            "for" => {
                if let Some(star) = bracket.star.take() {
                    self.blank(star);
                }
            }
            _ => {}
        }
    }

    /// The next token that is no line end.
    fn next_token(&self, at: usize) -> usize {
        let is_line_end = |at: usize| self.tokens.get(at).is_some_and(|next| next.kind == TokenKind::LineEnd);
        let mut next = at + 1;
        while is_line_end(next) {
            next += 1;
        }
        next
    }

    fn outside(&mut self, at: usize) {
        match self.word(at) {
            "lazy" if matches!(self.word(at + 1), "import" | "from") && self.starts_statement(at) => {
                self.blank(at);
            }
            "match" if matches!(self.word(at + 1), "[" | "(") && self.starts_statement(at) => {
                let (Some(keyword), Some(next)) = (self.tokens.get(at), self.tokens.get(at + 1)) else {
                    return;
                };
                let end = self.statement_end(at);
                let has_clauses =
                    self.word_before(end, 1) == ":" && self.word(self.next_token(end)) == "case";
                let before = self.text.as_bytes().get(next.start - 1);
                if keyword.end < next.start && matches!(before, Some(b' ' | b'\t')) && has_clauses {
                    self.changes.push((next.start - 1, 1, '~'));
                }
            }
            _ => {}
        }
    }

    /// The line end behind the statement that starts at a token.
    fn statement_end(&self, start: usize) -> usize {
        let mut depth = 0_usize;
        let mut at = start;
        while let Some(token) = self.tokens.get(at) {
            match token.kind {
                TokenKind::Open => depth += 1,
                TokenKind::Close => depth = depth.saturating_sub(1),
                TokenKind::LineEnd if depth == 0 => break,
                _ => {}
            }
            at += 1;
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use super::{SEARCHED_AT_ONCE, has_endless_name, is_misread, respelled};
    use crate::worker::CancelToken;

    #[track_caller]
    fn check(text: &str, new: &str) {
        assert_eq!(respelled(text).as_deref(), Some(new));
    }

    #[test]
    fn defaults_of_type_parameters_become_bounds() {
        check("def f[T = int, U: A = B](x=1): y = 2", "def f[T : int, U: A : B](x=1): y = 2");
        check("class C[\n*Ts = *tuple[int],\n**P = [a]]: x", "class C[\n*Ts :  tuple[int],\n**P : [a]]: x");
        check("type X[T = lambda x=1: x] = T", "type X[T : lambda x=1: x] = T");
    }

    #[test]
    fn unpacked_annotations_lose_their_star() {
        check("def f(*a: *tuple[int], b): c", "def f(*a:  tuple[int], b): c");
    }

    #[test]
    fn lazy_imports_lose_the_soft_keyword() {
        check("lazy import a\nlazy from b import c; lazy", "     import a\n     from b import c; lazy");
    }

    #[test]
    fn unpacking_in_comprehensions_loses_its_stars() {
        check("[*a for a in b], {**c for c in [*d]}", "[ a for a in b], {  c for c in [*d]}");
        check("f(\n*a async for a in b)", "f(\n a async for a in b)");
    }

    #[test]
    fn a_match_on_a_list_can_be_nothing_else() {
        check("match [a]:\n  case [b]: c", "match~[a]:\n  case [b]: c");
        check("match (a)[0]: # c\n\n  case b: c", "match~(a)[0]: # c\n\n  case b: c");
        let is_misread = |text: &str| is_misread(text, &CancelToken::never()) == Ok(true);
        assert!(is_misread("if a:\n  match  [b]:\n") && !is_misread("rematch [b] = match[c]"));
        for before in SEARCHED_AT_ONCE - 7..SEARCHED_AT_ONCE + 2 {
            assert!(is_misread(&format!("{}\nmatch [b]:\n", "#".repeat(before))), "{before}");
        }
    }

    #[test]
    fn a_name_that_nothing_closes_is_endless() {
        assert!(has_endless_name(r"'\N{DIGIT ONE}' + b'\N{'"));
        for text in [r"'\N{DIGIT ONE}'", r"b'\N{', {1}", r"'\n{' '\N'"] {
            assert!(!has_endless_name(text), "{text}");
        }
    }

    #[test]
    fn what_the_grammar_knows_stays() {
        for text in [
            "x[a] = b",
            "type = x[a]",
            "x = type[T == a]",
            "lazy = 1",
            "lazy.import_(a)",
            "[*a, b]",
            "f(*a, b for b in c)",
            "{**a, 'b': [c for c in d]}",
            "match [a]: int",
            "x: type[a]",
        ] {
            assert_eq!(respelled(text), None, "{text}");
        }
    }
}
