//! What is looked for, in a form that can be searched with.

use regex::{Regex, RegexBuilder};
use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Class, Hir, HirKind};

use super::Problem;
use super::search::REACH;

/// The most memory (bytes) that a pattern may take, and the same again while it is searched with.
const SIZE: usize = 4 << 20;

/// What is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Query {
    /// The text or the regular expression.
    pub text: String,
    /// Whether `a` and `A` differ.
    pub is_case_sensitive: bool,
    /// Whether what is found must have no word character beside it.
    pub is_whole_word: bool,
    /// Whether the text is a regular expression.
    pub is_regex: bool,
}

/// How far from its start a match may go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// So many bytes.
    Bytes(usize),
    /// To the end of its line.
    Line,
}

/// What is looked for, ready to be searched with.
#[derive(Clone, Debug)]
pub struct Pattern {
    pub(super) regex: Regex,
    pub(super) reach: Reach,
}

impl Pattern {
    /// Reads a query. `^` and `$` stand for the ends of lines, whatever ends those; letters of either case are the same
    /// as Unicode folds single letters.
    ///
    /// # Errors
    /// [`Problem`] if it can't be read as a regular expression, or would take too much memory.
    pub fn new(query: &Query) -> Result<Self, Problem> {
        let own = if query.is_regex { query.text.clone() } else { regex::escape(&query.text) };
        let ignores_case = !query.is_case_sensitive;
        // Read alone first, so that a bracket too many can't close the brackets round it.
        let mut parser = ParserBuilder::new();
        parser.multi_line(true).crlf(true).case_insensitive(ignores_case);
        let hir = parser.build().parse(&own).map_err(|error| Problem::of(&error))?;
        let whole =
            if query.is_whole_word { format!(r"\b{{start-half}}(?:{own})\b{{end-half}}") } else { own };
        let regex = RegexBuilder::new(&whole)
            .multi_line(true)
            .crlf(true)
            .case_insensitive(ignores_case)
            .size_limit(SIZE)
            .dfa_size_limit(SIZE)
            .build()
            .map_err(|error| Problem::of_building(&error))?;
        Ok(Self { regex, reach: Reach::of(&hir) })
    }

    /// The names of its groups, by number; the first, which is all of a match, has none.
    pub(super) fn groups(&self) -> Vec<Option<&str>> {
        self.regex.capture_names().collect()
    }
}

impl Reach {
    fn of(hir: &Hir) -> Self {
        match hir.properties().maximum_len() {
            Some(most) if most <= REACH => Self::Bytes(most),
            _ if !takes_line_breaks(hir) => Self::Line,
            _ => Self::Bytes(REACH),
        }
    }
}

/// Whether a line feed may be part of a match. The parser bounds how deep an expression nests.
fn takes_line_breaks(hir: &Hir) -> bool {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => false,
        HirKind::Literal(literal) => literal.0.contains(&b'\n'),
        HirKind::Class(Class::Unicode(class)) => {
            class.ranges().iter().any(|range| range.start() <= '\n' && '\n' <= range.end())
        }
        HirKind::Class(Class::Bytes(class)) => {
            class.ranges().iter().any(|range| range.start() <= b'\n' && b'\n' <= range.end())
        }
        HirKind::Repetition(repetition) => takes_line_breaks(&repetition.sub),
        HirKind::Capture(capture) => takes_line_breaks(&capture.sub),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => parts.iter().any(takes_line_breaks),
    }
}
