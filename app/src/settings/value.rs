//! What a setting may be.

use std::fmt;

/// One of several words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// As the file has it.
    pub word: &'static str,
    /// As the dialog says it.
    pub words: &'static str,
}

/// What kind of value a setting has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// On or off.
    Switch,
    /// One of some words.
    Choice(&'static [Choice]),
    /// A whole number between two others, which may be it, too.
    Number {
        /// The smallest.
        least: u16,
        /// The largest.
        most: u16,
    },
    /// A line of text; it may be empty.
    Text,
    /// Some numbers, each between two others.
    Numbers {
        /// The smallest.
        least: u16,
        /// The largest.
        most: u16,
        /// How many there may be.
        count: usize,
    },
}

/// The longest text that is taken, in bytes: names of fonts are much shorter.
const LONGEST: usize = 200;

impl Kind {
    /// Whether a value is of this kind and within its bounds.
    #[must_use]
    pub fn allows(&self, value: &Value) -> bool {
        match (self, value) {
            (Self::Switch, Value::Switch(_)) => true,
            (Self::Choice(choices), Value::Choice(word)) => choices.iter().any(|choice| choice.word == *word),
            (Self::Number { least, most }, Value::Number(number)) => (least..=most).contains(&number),
            (Self::Text, Value::Text(text)) => text.len() <= LONGEST && !text.contains(char::is_control),
            (Self::Numbers { least, most, count }, Value::Numbers(numbers)) => {
                numbers.len() <= *count && numbers.iter().all(|number| (least..=most).contains(&number))
            }
            _ => false,
        }
    }
}

/// What such a value must be, in words: `a whole number from 6 to 48`.
impl fmt::Display for Kind {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Switch => to.write_str("true or false"),
            Self::Choice(choices) => {
                to.write_str("one of ")?;
                for (index, choice) in choices.iter().enumerate() {
                    let gap = if index == 0 { "" } else { ", " };
                    write!(to, "{gap}\"{}\"", choice.word)?;
                }
                Ok(())
            }
            Self::Number { least, most } => write!(to, "a whole number from {least} to {most}"),
            Self::Text => write!(to, "a text of at most {LONGEST} bytes"),
            Self::Numbers { least, most, count } => {
                write!(to, "a list of at most {count} whole numbers from {least} to {most}")
            }
        }
    }
}

/// The value of a setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// On or off.
    Switch(bool),
    /// One of the words of [`Kind::Choice`].
    Choice(&'static str),
    /// A whole number.
    Number(u16),
    /// A line of text.
    Text(String),
    /// Some whole numbers.
    Numbers(Vec<u16>),
}

/// As the file has it.
impl fmt::Display for Value {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Switch(is_on) => write!(to, "{is_on}"),
            Self::Choice(word) => write!(to, "\"{word}\""),
            Self::Number(number) => write!(to, "{number}"),
            Self::Text(text) => write!(to, "\"{text}\""),
            Self::Numbers(numbers) => write!(to, "{numbers:?}"),
        }
    }
}
