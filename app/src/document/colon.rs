//! A `:` behind `else` and the like brings the line to where it belongs.

use std::ops::Range;

use crop::Rope;

use super::lexical::{self, Context};
use super::style::IndentUnit;
use super::{columns, lines};

/// Lines above that are looked at for what the clause belongs to.
const MOST_LINES: usize = 2000;

/// What a clause may follow: its word, and the words of the headers before it.
const CLAUSES: [(&str, &[&str]); 5] = [
    ("else", &["if", "elif", "for", "while", "try", "except"]),
    ("elif", &["if", "elif"]),
    ("except", &["try", "except"]),
    ("finally", &["try", "except", "else"]),
    ("case", &["case", "match"]),
];

/// The edit that takes the line of a cursor to the level of what its clause belongs to, if a `:` at the cursor ends
/// the clause's header and the line is deeper than that.
pub(super) fn dedent(
    text: &Rope,
    cursor: usize,
    unit: IndentUnit,
    look_back: usize,
) -> Option<(Range<usize>, String)> {
    let line = lines::of_offset(text, cursor);
    let (start, code) = (lines::start(text, line), lines::indentation_end(text, line));
    if cursor != lines::end(text, line) || cursor <= code {
        return None;
    }
    let word = lexical::first_word(text, start);
    let written = text.byte_slice(word.clone()).to_string();
    let (clause, headers) = CLAUSES.iter().find(|(clause, _)| *clause == written)?;
    let is_bare = word.end == cursor;
    let is_whole = match *clause {
        "else" | "finally" => is_bare,
        "except" => true,
        _ => !is_bare,
    };
    let context = Context::at(text, cursor, look_back);
    let is_header = context.open.is_empty() && context.is_code() && context.logical_start == start;
    if !is_whole || !is_header {
        return None;
    }
    let here = columns::of_offset(text, code);
    // Below the first line that is less deep, deeper ones belong to other statements.
    let mut limit = here + 1;
    for above in (0..line).rev().take(MOST_LINES) {
        let (above_start, above_code) = (lines::start(text, above), lines::indentation_end(text, above));
        if above_code == lines::end(text, above) || text.byte(above_code) == b'#' {
            continue;
        }
        let depth = columns::of_offset(text, above_code);
        if depth >= limit {
            continue;
        }
        let header = text.byte_slice(first_word_at(text, above_start)).to_string();
        if !headers.contains(&header.as_str()) {
            limit = depth;
            continue;
        }
        let mut blanks = text.byte_slice(above_start..above_code).to_string();
        let is_match = header == "match";
        if is_match {
            blanks.push_str(&unit.text());
        }
        let target = depth + if is_match { unit.columns() } else { 0 };
        return (target < here).then_some((start..code, blanks));
    }
    None
}

/// The first word of a line; that of `async for` is `for`.
fn first_word_at(text: &Rope, line_start: usize) -> Range<usize> {
    let word = lexical::first_word(text, line_start);
    if text.byte_slice(word.clone()) != *"async" {
        return word;
    }
    let rest = text.byte_slice(word.end..).bytes();
    let start = word.end + rest.take_while(|byte| *byte == b' ').count();
    let length = text.byte_slice(start..).bytes().take_while(u8::is_ascii_lowercase).take(16).count();
    start..start + length
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Types `:` at the end of a source.
    fn typed(source: &str) -> String {
        let text = Rope::from(source);
        let unit = IndentUnit::of(&text);
        let mut all = source.to_owned();
        if let Some((range, blanks)) = dedent(&text, source.len(), unit, lexical::look_back(1)) {
            all.replace_range(range, &blanks);
        }
        all + ":"
    }

    #[test]
    fn a_clause_goes_to_the_level_of_its_statement() {
        assert_eq!(typed("if a:\n    b\n    else"), "if a:\n    b\nelse:");
        assert_eq!(typed("if a:\n    b\n    elif c"), "if a:\n    b\nelif c:");
        assert_eq!(typed("try:\n\tb\n\texcept"), "try:\n\tb\nexcept:");
        assert_eq!(typed("try:\n    b\n    except (A, B) as e"), "try:\n    b\nexcept (A, B) as e:");
        assert_eq!(
            typed("try:\n    b\nexcept A:\n    c\n    finally"),
            "try:\n    b\nexcept A:\n    c\nfinally:"
        );
        assert_eq!(typed("async for a in b:\n    c\n    else"), "async for a in b:\n    c\nelse:");
    }

    #[test]
    fn the_nearest_fitting_statement_counts() {
        let source = "for a in b:\n    if c:\n        d\n    e\n    else";
        assert_eq!(typed(source), "for a in b:\n    if c:\n        d\n    e\nelse:");
        let fits_already = "if a:\n    if b:\n        c\n    else";
        assert_eq!(typed(fits_already), format!("{fits_already}:"));
    }

    #[test]
    fn a_case_goes_below_its_match_or_beside_the_one_before() {
        assert_eq!(typed("if a:\n    b\nmatch a:\n        case 1"), "if a:\n    b\nmatch a:\n    case 1:");
        assert_eq!(
            typed("match a:\n    case 1:\n        b\n        case 2"),
            "match a:\n    case 1:\n        b\n    case 2:"
        );
    }

    #[test]
    fn anything_else_stays_where_it_is() {
        for source in [
            "if a:\n    b\n    elsewhere",
            "if a:\n    b\n    else b",
            "x = (a if b\n     else",
            "x = {\n    'a': 1,\n    case",
            "def f():\n    else",
            "if a:\n    b\n    # else",
            "if a:\n    b = 1; else",
            "if a:\n    '''\n    else",
        ] {
            assert_eq!(typed(source), format!("{source}:"));
        }
    }
}
