//! The text of a settings file as settings, and what of it can't be understood.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;

use toml_edit::{Document, Item, TableLike};

use super::{Kind, Setting, Settings, Value, setting};
use crate::commands::{self, Chord, Keymap};

/// The table of keys.
pub(super) const KEYS: &str = "keys";

/// Problems that are told; of more, how many there are.
const TOLD: usize = 3;

/// The most of a wrong value that is repeated, in characters.
const REPEATED: usize = 40;

/// Something in the file that can't be understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong, and what is used instead.
    pub said: String,
}

/// What a file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The settings, with their defaults where nothing else is said.
    pub settings: Settings,
    /// What can't be understood, from top to bottom.
    pub problems: Vec<Problem>,
}

/// Reads the text of a settings file.
///
/// # Errors
/// [`Problem`] if it isn't TOML, so that nothing of it can be used.
pub fn read(text: &str) -> Result<Reading, Problem> {
    let document = Document::parse(text).map_err(|error| Problem {
        line: line_of(text, error.span()),
        said: error.message().lines().next().unwrap_or("this isn't TOML").to_owned(),
    })?;
    let mut reader = Reader { text, reading: Reading::default(), key_lines: BTreeMap::new() };
    reader.tables(document.as_table());
    reader.conflicts();
    let mut reading = reader.reading;
    reading.problems.sort_by_key(|problem| problem.line);
    Ok(reading)
}

/// The problems of a file in one sentence; none if there are none.
#[must_use]
pub fn told(file: &str, problems: &[Problem]) -> Option<String> {
    let mut said = String::new();
    for problem in problems.iter().take(TOLD) {
        let gap = if said.is_empty() { format!("{file}, ") } else { "; ".to_owned() };
        // Writing to a text can't fail.
        let _ = write!(said, "{gap}line {}: {}", problem.line, problem.said);
    }
    let more = problems.len().saturating_sub(TOLD);
    if more > 0 {
        let _ = write!(said, "; and {more} more");
    }
    (!said.is_empty()).then(|| said + ".")
}

struct Reader<'a> {
    text: &'a str,
    reading: Reading,
    /// In which line the keys of a command stand.
    key_lines: BTreeMap<String, usize>,
}

impl Reader<'_> {
    fn say(&mut self, line: usize, said: String) {
        self.reading.problems.push(Problem { line, said });
    }

    fn line(&self, table: &dyn TableLike, key: &str, item: &Item) -> usize {
        let span = table.key(key).and_then(toml_edit::Key::span).or_else(|| item.span());
        line_of(self.text, span)
    }

    fn tables(&mut self, root: &dyn TableLike) {
        for (name, item) in root.iter() {
            let line = self.line(root, name, item);
            let is_known = name == KEYS || super::all().iter().any(|one| table_of(one.key) == name);
            match item.as_table_like() {
                Some(table) if name == KEYS => self.keys(table, ""),
                Some(table) if is_known => self.table(name, table),
                _ if is_known => self.say(line, format!("{name} must be a table; its defaults are used")),
                _ => {
                    self.say(line, format!("there is no setting called {}, so it is left alone", short(name)))
                }
            }
        }
    }

    fn table(&mut self, name: &str, table: &dyn TableLike) {
        for (key, item) in table.iter() {
            let line = self.line(table, key, item);
            let whole = format!("{name}.{key}");
            match setting(&whole) {
                Some(setting) => self.value(line, setting, item),
                None => {
                    let whole = short(&whole);
                    self.say(line, format!("there is no setting called {whole}, so it is left alone"));
                }
            }
        }
    }

    fn value(&mut self, line: usize, setting: &Setting, item: &Item) {
        match value_of(setting.kind, item).filter(|value| setting.kind.allows(value)) {
            Some(value) => setting.set(&mut self.reading.settings, &value),
            None => {
                let (found, default) = (short(&item.to_string()), setting.default());
                let Setting { key, kind, .. } = setting;
                self.say(line, format!("{key} is {found} and must be {kind}; {default} is used"));
            }
        }
    }

    /// Keys, by command. An id may be written in quotes or as tables in one another.
    fn keys(&mut self, table: &dyn TableLike, prefix: &str) {
        for (key, item) in table.iter() {
            let id = format!("{prefix}{key}");
            if let Some(inner) = item.as_table_like() {
                self.keys(inner, &format!("{id}."));
                continue;
            }
            let line = self.line(table, key, item);
            if commands::entry(&id).is_none() {
                let id = short(&id);
                self.say(line, format!("there is no command called {id}, so its keys are left alone"));
                continue;
            }
            match chords(item) {
                Ok(chords) => {
                    self.key_lines.insert(id.clone(), line);
                    self.reading.settings.keys.insert(id, chords);
                }
                Err(said) => self.say(line, format!("keys of {id}: {said}; the usual keys are used")),
            }
        }
    }

    /// Keys that a command can't have, at the line in which they are given.
    fn conflicts(&mut self) {
        for refusal in Keymap::with(&self.reading.settings.keys).refusals() {
            let lines = refusal.commands().into_iter().filter_map(|id| self.key_lines.get(id));
            let line = lines.max().copied().unwrap_or(1);
            self.say(line, refusal.to_string());
        }
    }
}

/// `look` of `look.theme`.
pub(super) fn table_of(key: &str) -> &str {
    key.split_once('.').map_or(key, |(table, _)| table)
}

fn value_of(kind: Kind, item: &Item) -> Option<Value> {
    let number = |number: i64| u16::try_from(number).ok();
    match kind {
        Kind::Switch => item.as_bool().map(Value::Switch),
        Kind::Choice(choices) => {
            let word = item.as_str()?;
            choices.iter().find(|choice| choice.word == word).map(|choice| Value::Choice(choice.word))
        }
        Kind::Number { .. } => number(item.as_integer()?).map(Value::Number),
        Kind::Text => item.as_str().map(|text| Value::Text(text.to_owned())),
        Kind::Numbers { .. } => {
            let numbers = item.as_array()?.iter().map(|one| number(one.as_integer()?));
            numbers.collect::<Option<_>>().map(Value::Numbers)
        }
    }
}

fn chords(item: &Item) -> Result<Vec<Chord>, String> {
    let parse = |text: &str| text.parse::<Chord>().map_err(|error| error.to_string());
    if let Some(text) = item.as_str() {
        return if text.trim().is_empty() { Ok(Vec::new()) } else { Ok(vec![parse(text)?]) };
    }
    let wrong = || format!("{} must be keys such as \"Ctrl+Z\", or a list of them", short(&item.to_string()));
    let list = item.as_array().ok_or_else(wrong)?;
    list.iter().map(|one| parse(one.as_str().ok_or_else(wrong)?)).collect()
}

/// The line in which a range begins, from 1.
fn line_of(text: &str, span: Option<Range<usize>>) -> usize {
    let before = span.and_then(|span| text.as_bytes().get(..span.start)).unwrap_or_default();
    before.iter().filter(|byte| **byte == b'\n').count() + 1
}

/// A piece of the file that fits into a sentence.
fn short(text: &str) -> String {
    let mut plain = text.trim().chars().map(|c| if c.is_control() { ' ' } else { c });
    let mut short: String = plain.by_ref().take(REPEATED).collect();
    if plain.next().is_some() {
        short.push('…');
    }
    short
}
