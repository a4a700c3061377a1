//! What is wrong with a pattern or a replacement, in plain words.

use std::fmt;

use regex_syntax::Error;
use regex_syntax::ast::{ErrorKind, Span};
use regex_syntax::hir::ErrorKind as Meaning;

/// What is wrong with a pattern or a replacement, as a sentence without its full stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem(String);

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Problem {
    /// Why a pattern that was read can't be searched with.
    pub(super) fn of_building(error: &regex::Error) -> Self {
        Self(match error {
            regex::Error::CompiledTooBig(_) => "This pattern is too large".to_owned(),
            _ => "This pattern can't be read".to_owned(),
        })
    }

    pub(super) fn internal() -> Self {
        Self("The search failed over this pattern. Your text is safe".to_owned())
    }

    pub(super) fn no_group(name: &str) -> Self {
        Self(format!("The pattern has no group {name}"))
    }

    /// What the parser says, for people.
    pub(super) fn of(error: &Error) -> Self {
        match error {
            Error::Parse(error) => Self(words(error.kind(), error.pattern(), error.span())),
            Error::Translate(error) => Self(match error.kind() {
                Meaning::UnicodePropertyNotFound | Meaning::UnicodePropertyValueNotFound => {
                    "There are no characters of that name".to_owned()
                }
                _ => "This pattern can't be read".to_owned(),
            }),
            _ => Self("This pattern can't be read".to_owned()),
        }
    }
}

fn words(kind: &ErrorKind, pattern: &str, span: &Span) -> String {
    let part = pattern.get(span.start.offset..span.end.offset).unwrap_or_default();
    let at = pattern.get(..span.start.offset).map_or(0, |before| before.chars().count()) + 1;
    match kind {
        ErrorKind::GroupUnclosed => format!("The ( at character {at} is never closed"),
        ErrorKind::GroupUnopened => format!("The ) at character {at} closes nothing"),
        ErrorKind::ClassUnclosed => format!("The [ at character {at} is never closed"),
        ErrorKind::ClassRangeInvalid => format!("The range {part} runs backwards"),
        ErrorKind::ClassRangeLiteral | ErrorKind::ClassEscapeInvalid => {
            format!("In [ ] there can't be {part} at character {at}")
        }
        ErrorKind::RepetitionMissing => format!("At character {at} there is nothing to repeat"),
        ErrorKind::RepetitionCountInvalid => format!("In {part} the first number is larger than the second"),
        ErrorKind::RepetitionCountUnclosed => format!("The {{ at character {at} is never closed"),
        ErrorKind::RepetitionCountDecimalEmpty | ErrorKind::DecimalEmpty => {
            format!("A number is missing at character {at}")
        }
        ErrorKind::DecimalInvalid => format!("The number {part} is too large"),
        ErrorKind::EscapeUnexpectedEof => "Nothing stands behind the last \\".to_owned(),
        ErrorKind::EscapeUnrecognized => format!("{part} has no meaning here"),
        ErrorKind::EscapeHexEmpty | ErrorKind::EscapeHexInvalid | ErrorKind::EscapeHexInvalidDigit => {
            format!("{part} is no character's number")
        }
        ErrorKind::GroupNameDuplicate { .. } => format!("Two groups are called {part}"),
        ErrorKind::GroupNameEmpty => format!("The group at character {at} has an empty name"),
        ErrorKind::GroupNameInvalid | ErrorKind::GroupNameUnexpectedEof => {
            format!("The group's name at character {at} isn't one")
        }
        ErrorKind::UnsupportedBackreference => {
            format!("{part} can't stand for a group: patterns don't look back at what they took")
        }
        ErrorKind::UnsupportedLookAround => {
            format!("{part} isn't known: patterns don't look ahead or behind")
        }
        ErrorKind::NestLimitExceeded(_) => "This pattern has too many brackets in brackets".to_owned(),
        _ => format!("This pattern can't be read at character {at}"),
    }
}
