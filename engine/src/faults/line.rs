//! What one logical line lacks, or has too much.
//!
//! Only broken segments are asked, and the brackets of all their lines have partners.

use super::{Fault, Line};
use crate::repair::{begins_operand, ends_operand, is_keyword};
use crate::segments::TokenKind;

/// Operators that something has to follow. A star may stand before a closing bracket, and so may a slash.
const OPERATORS: [&str; 38] = [
    "=", "+=", "-=", "*=", "/=", "//=", "%=", "@=", "&=", "|=", "^=", ">>=", "<<=", "**=", ":=", "+", "-",
    "*", "/", "//", "%", "@", "&", "|", "^", "~", "<<", ">>", "**", "<", ">", "==", "!=", "<=", ">=", ".",
    "->", "<>",
];

/// Operators that change a variable: statements, which nothing in brackets can be.
const UPDATES: [&str; 13] =
    ["+=", "-=", "*=", "/=", "//=", "%=", "@=", "&=", "|=", "^=", ">>=", "<<=", "**="];

/// Words that an expression has to follow.
const WANT_EXPRESSION: [&str; 14] =
    ["and", "or", "not", "in", "is", "if", "else", "elif", "while", "for", "with", "await", "assert", "del"];

/// Words that a name has to follow.
const WANT_NAME: [&str; 7] = ["as", "import", "from", "global", "nonlocal", "def", "class"];

/// Words that are names, unless they begin a statement.
const SOFT: [&str; 5] = ["match", "case", "type", "lazy", "print"];

/// The first thing that Python refuses in a line for certain.
pub(super) fn fault(line: &Line<'_>) -> Option<Fault> {
    let last = line.last();
    if line.tokens.is_empty() {
        return None;
    }
    if let Some(fault) = hanging(line, last) {
        return Some(fault);
    }
    let colon = header_colon(line);
    if let Some(colon) = colon.filter(|_| line.header().is_some())
        && let Some(fault) = colon.checked_sub(1).and_then(|before| before_colon(line, before))
    {
        return Some(fault);
    }
    within(line).or_else(|| update_in_brackets(line)).or_else(|| header(line, colon)).or_else(|| import(line))
}

/// The first colon outside of brackets.
fn header_colon(line: &Line<'_>) -> Option<usize> {
    let mut depth = 0_usize;
    (0..line.tokens.len()).find(|&at| {
        match line.kind(at) {
            Some(TokenKind::Open) => depth += 1,
            Some(TokenKind::Close) => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && line.word(at) == ":"
    })
}

/// What is missing behind the last token of a line.
fn hanging(line: &Line<'_>, at: usize) -> Option<Fault> {
    let word = line.word(at);
    let imports_all = word == "*" && at > 0 && line.word(at - 1) == "import";
    match line.kind(at)? {
        TokenKind::Operator if !imports_all => missing_after(line, at),
        TokenKind::Word => {
            // A clause alone lacks only its colon.
            let is_clause = at == line.keyword() && word == "else";
            missing_after(line, at).filter(|_| !is_clause)
        }
        _ => None,
    }
}

/// What is missing before the colon of a header.
fn before_colon(line: &Line<'_>, at: usize) -> Option<Fault> {
    let word = line.word(at);
    // `except*:`, `def f() ->:` and `lambda:` are other faults, or none.
    let is_other =
        matches!(word, "*" | "/" | "**" | "->" | "else") || line.kind(at) == Some(TokenKind::Close);
    if is_other || has_lambda(line) { None } else { missing_after(line, at) }
}

fn has_lambda(line: &Line<'_>) -> bool {
    (0..line.tokens.len()).any(|at| line.word(at) == "lambda")
}

fn missing_after(line: &Line<'_>, at: usize) -> Option<Fault> {
    let word = line.word(at);
    let what = match line.kind(at)? {
        TokenKind::Operator if word == "." => "A name",
        TokenKind::Operator if OPERATORS.contains(&word) => "An expression",
        TokenKind::Word if WANT_EXPRESSION.contains(&word) => "An expression",
        TokenKind::Word if WANT_NAME.contains(&word) => "A name",
        _ => return None,
    };
    let token = *line.tokens.get(at)?;
    Some(Fault::new(token, format!("{what} is missing after `{word}`")))
}

/// What is missing between two tokens of a line.
fn within(line: &Line<'_>) -> Option<Fault> {
    for at in 1..line.tokens.len() {
        let (before, after) = (*line.tokens.get(at - 1)?, *line.tokens.get(at)?);
        let (word, next) = (line.word(at - 1), line.word(at));
        if after.kind == TokenKind::Close {
            let may_end = matches!(word, "*" | "/" | "**" | "->" | "from" | "import" | "as" | "for" | "with");
            if let Some(fault) = missing_after(line, at - 1).filter(|_| !may_end) {
                return Some(fault);
            }
        }
        let is_plain = |kind| matches!(kind, TokenKind::Word | TokenKind::Number | TokenKind::Close);
        let are_operands = is_plain(before.kind)
            && matches!(after.kind, TokenKind::Word | TokenKind::Number)
            && ends_operand(before, word)
            && begins_operand(after, next);
        // A keyword may follow a number without a blank: `0x1for x` is `0x1f or x`.
        let may_hold_keyword =
            before.kind == TokenKind::Number && word.ends_with(|letter: char| letter.is_ascii_alphabetic());
        if are_operands && !may_hold_keyword && !SOFT.contains(&word) && !is_keyword(word) {
            return Some(Fault::new(after, format!("Something is missing between `{word}` and `{next}`")));
        }
    }
    None
}

/// An operator in brackets that can only stand in a statement of its own.
fn update_in_brackets(line: &Line<'_>) -> Option<Fault> {
    let mut depth = 0_usize;
    let at = (0..line.tokens.len()).find(|&at| {
        match line.kind(at) {
            Some(TokenKind::Open) => depth += 1,
            Some(TokenKind::Close) => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > 0 && line.kind(at) == Some(TokenKind::Operator) && UPDATES.contains(&line.word(at))
    })?;
    Some(Fault::new(*line.tokens.get(at)?, format!("`{}` can't stand in brackets", line.word(at))))
}

/// What a header lacks.
fn header(line: &Line<'_>, colon: Option<usize>) -> Option<Fault> {
    let word = line.header()?;
    let at = line.keyword();
    let token = *line.tokens.get(at)?;
    if matches!(word, "if" | "elif" | "while") && !has_lambda(line) {
        let end = colon.unwrap_or(line.tokens.len());
        if let Some(assigns) = outermost(line, at..end, "=") {
            let token = *line.tokens.get(assigns)?;
            return Some(Fault::new(token, "`=` can't stand in a condition, `==` compares"));
        }
    }
    let next = line.word(at + 1);
    let is_word = line.kind(at + 1) == Some(TokenKind::Word);
    if matches!(word, "def" | "class") && !is_word {
        return Some(Fault::new(token, format!("A name is missing after `{word}`")));
    }
    if word == "def" && matches!(line.word(at + 2), ":" | "" | "->") {
        let name = *line.tokens.get(at + 1)?;
        return Some(Fault::new(name, format!("The brackets after {next} are missing")));
    }
    if word == "for" && !(at..line.tokens.len()).any(|at| line.word(at) == "in") {
        return Some(Fault::new(token, "`in` is missing after this for"));
    }
    let lacks_colon = colon.is_none();
    lacks_colon.then(|| Fault::new(token, format!("A colon is missing after this {word}")))
}

/// The first token of some that is `word` and in no bracket.
fn outermost(line: &Line<'_>, mut range: std::ops::Range<usize>, word: &str) -> Option<usize> {
    let mut depth = 0_usize;
    range.find(|&at| {
        match line.kind(at) {
            Some(TokenKind::Open) => depth += 1,
            Some(TokenKind::Close) => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && line.word(at) == word
    })
}

/// What an import lacks.
fn import(line: &Line<'_>) -> Option<Fault> {
    let token = *line.tokens.first()?;
    let lacks = line.word(0) == "from" && !(1..line.tokens.len()).any(|at| line.word(at) == "import");
    lacks.then(|| Fault::new(token, "`import` is missing after this from"))
}
