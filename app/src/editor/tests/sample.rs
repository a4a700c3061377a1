//! The sample of the look's pictures: its text, what is lit, and its colours, made by hand.

use namelight_engine::occurrences::{Certainty, Kind, Occurrence, TokenClass, TokenSpan, Tokens};

use super::Scene;
use crate::document::{Command, Selection};

pub(super) const TEXT: &str = include_str!("summary.py");

/// What is lit: line from 1, which `total` of the line, kind, certainty.
const LIT: [(usize, usize, Kind, Certainty); 16] = [
    (13, 0, Kind::Read, Certainty::Exact),
    (13, 1, Kind::Read, Certainty::Exact),
    (26, 0, Kind::Definition, Certainty::Exact),
    (29, 0, Kind::Read, Certainty::Mention),
    (34, 0, Kind::Declaration, Certainty::Exact),
    (35, 0, Kind::Update, Certainty::Exact),
    (36, 0, Kind::Read, Certainty::Exact),
    (42, 0, Kind::Read, Certainty::Exact),
    (46, 0, Kind::Write, Certainty::Exact),
    (47, 0, Kind::Read, Certainty::Exact),
    (48, 0, Kind::Delete, Certainty::Exact),
    (60, 0, Kind::Read, Certainty::Exact),
    (65, 0, Kind::Read, Certainty::Exact),
    (66, 0, Kind::Read, Certainty::Exact),
    (72, 0, Kind::Read, Certainty::Exact),
    (72, 1, Kind::Read, Certainty::Exact),
];

/// The first byte of a line, from 1.
pub(super) fn start(line: usize) -> usize {
    TEXT.split_inclusive('\n').take(line - 1).map(str::len).sum()
}

/// The scene of the picture `a-main-dark`: line 22 at the upper edge, the cursor in line 35.
pub(super) fn scene() -> Scene {
    let mut scene = Scene::new(TEXT);
    scene.lit = LIT
        .iter()
        .map(|(line, nth, kind, certainty)| {
            let from = start(*line);
            let (at, name) = TEXT[from..].match_indices("total").nth(*nth).unwrap();
            Occurrence {
                range: from + at..from + at + name.len(),
                kind: *kind,
                certainty: *certainty,
                why: "".into(),
            }
        })
        .collect();
    scene.tokens = tokens();
    scene.reach = Some(start(26)..start(50) - 1);
    let cursor = Command::Select(Selection::cursor(start(35) + 10));
    scene.document.apply(&cursor, std::time::Duration::ZERO);
    scene.view.set_top(21.0);
    scene
}

fn tokens() -> Tokens {
    const KEYWORDS: [&str; 17] = [
        "import", "from", "class", "def", "return", "nonlocal", "for", "in", "if", "continue", "not",
        "raise", "del", "while", "else", "is", "None",
    ];
    let mut spans = Vec::new();
    let mut push = |from: usize, to: usize, class| spans.push(TokenSpan { range: from..to, class });
    let mut at = 0;
    let (mut before, mut depth, mut in_def) = ("", 0, false);
    while let Some(first) = TEXT[at..].chars().next() {
        let rest = &TEXT[at..];
        let run = |holds: fn(char) -> bool| rest.find(|c| !holds(c)).unwrap_or(rest.len());
        let len = if let Some(inside) = rest.strip_prefix("\"\"\"") {
            let len = inside.find("\"\"\"").unwrap() + 6;
            push(at, at + len, TokenClass::String);
            len
        } else if let Some(inside) = rest.strip_prefix("f\"") {
            let len = inside.find('"').unwrap() + 3;
            let mut from = at;
            for (open, _) in rest[..len].match_indices('{') {
                let close = open + rest[open..].find('}').unwrap();
                let spec = rest[open..close].find(':').map_or(close, |colon| open + colon);
                push(from, at + open, TokenClass::String);
                push(at + open, at + open + 1, TokenClass::Operator);
                push(at + spec, at + close, TokenClass::String);
                push(at + close, at + close + 1, TokenClass::Operator);
                from = at + close + 1;
            }
            push(from, at + len, TokenClass::String);
            len
        } else if let Some(inside) = rest.strip_prefix('"') {
            let len = inside.find('"').unwrap() + 2;
            push(at, at + len, TokenClass::String);
            len
        } else if first == '#' {
            let len = run(|c| c != '\n');
            push(at, at + len, TokenClass::Comment);
            len
        } else if first == '@' {
            let len = rest.find('\n').unwrap();
            push(at, at + len, TokenClass::Decorator);
            len
        } else if first.is_ascii_digit() {
            let len = run(|c| c.is_ascii_digit() || c == '.');
            push(at, at + len, TokenClass::Number);
            len
        } else if first.is_alphabetic() || first == '_' {
            let len = run(|c| c.is_alphanumeric() || c == '_');
            let word = &rest[..len];
            let class = if KEYWORDS.contains(&word) {
                Some(TokenClass::Keyword)
            } else if before == "def" || before == "class" {
                Some(TokenClass::Definition)
            } else if word == "self" {
                Some(TokenClass::SelfName)
            } else if before == "." {
                None
            } else if in_def && depth > 0 && ["(", ",", "*"].contains(&before) {
                Some(TokenClass::Parameter)
            } else if ["sum", "max", "min", "bool", "ValueError", "LookupError"].contains(&word) {
                Some(TokenClass::Builtin)
            } else {
                None
            };
            if let Some(class) = class {
                push(at, at + len, class);
            }
            in_def |= word == "def";
            before = word;
            len
        } else if first == ' ' || first == '\n' {
            in_def &= first != '\n' || depth > 0;
            1
        } else {
            push(at, at + 1, TokenClass::Operator);
            depth += i32::from("([{".contains(first)) - i32::from(")]}".contains(first));
            before = &rest[..1];
            1
        };
        at += len;
    }
    Tokens { range: 0..TEXT.len(), spans: spans.into_iter().filter(|span| !span.range.is_empty()).collect() }
}
