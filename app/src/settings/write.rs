//! Changes written into the text of a settings file, which stays as it is otherwise.

use toml_edit::{Array, DocumentMut, Item, Table, TableLike, Value};

use super::Change;
use super::read::{KEYS, table_of};
use crate::commands::Chord;

/// What a new file begins with.
const HEAD: &str = "# Settings of Namelight. What isn't here has its default.\n";

/// The text isn't TOML, so nothing can be changed in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the file isn't TOML")]
pub struct Unwritable;

/// The text with some changes. Comments, order and what isn't understood stay.
///
/// # Errors
/// [`Unwritable`] if the text isn't TOML.
pub fn rewritten(text: &str, changes: &[Change]) -> Result<String, Unwritable> {
    let is_new = text.trim().is_empty();
    let mut document: DocumentMut = text.parse().map_err(|_| Unwritable)?;
    for change in changes {
        match change {
            Change::Set { key, value } => {
                let name = table_of(key);
                let own = key.get(name.len() + 1..).unwrap_or_default();
                in_table(document.as_table_mut(), name, |table| put(table, own, in_file(value)));
            }
            Change::Keys { command, chords: Some(chords) } => {
                let keys = keys_in_file(chords);
                in_table(document.as_table_mut(), KEYS, |table| {
                    if !at_id(table, command, &mut |table, key| put(table, key, keys.clone())) {
                        put(table, command, keys.clone());
                    }
                });
            }
            Change::Keys { command, chords: None } => {
                if let Some(table) = document.get_mut(KEYS).and_then(Item::as_table_like_mut) {
                    at_id(table, command, &mut |table, key| {
                        table.remove(key);
                    });
                }
            }
        }
    }
    let text = document.to_string();
    Ok(if is_new { format!("{HEAD}\n{}", text.trim_start()) } else { text })
}

/// Changes the table of a name, made if it isn't there. Something else of that name is no setting, and gives way.
fn in_table(root: &mut Table, name: &str, change: impl FnOnce(&mut dyn TableLike)) {
    if !root.get(name).is_some_and(Item::is_table_like) {
        root.insert(name, Item::Table(Table::new()));
    }
    if let Some(table) = root.get_mut(name).and_then(Item::as_table_like_mut) {
        change(table);
    }
}

/// Sets a key, with the blanks and the comment that stood round its value before.
fn put(table: &mut dyn TableLike, key: &str, mut new: Value) {
    match table.get_mut(key).and_then(Item::as_value_mut) {
        Some(old) => {
            *new.decor_mut() = old.decor().clone();
            *old = new;
        }
        None => {
            table.insert(key, Item::Value(new));
        }
    }
}

/// Does something with the table in which an id stands, be it in quotes or as tables in one another, and with what it
/// is called there; whether it stands anywhere.
fn at_id(table: &mut dyn TableLike, id: &str, act: &mut dyn FnMut(&mut dyn TableLike, &str)) -> bool {
    if table.contains_key(id) {
        act(table, id);
        return true;
    }
    id.match_indices('.').any(|(at, _)| {
        let inner = table.get_mut(&id[..at]).and_then(Item::as_table_like_mut);
        inner.is_some_and(|inner| at_id(inner, &id[at + 1..], act))
    })
}

fn in_file(value: &super::Value) -> Value {
    match value {
        super::Value::Switch(is_on) => (*is_on).into(),
        super::Value::Choice(word) => (*word).into(),
        super::Value::Number(number) => i64::from(*number).into(),
        super::Value::Text(text) => text.as_str().into(),
        super::Value::Numbers(numbers) => {
            Value::Array(numbers.iter().map(|number| i64::from(*number)).collect::<Array>())
        }
    }
}

/// One chord is a text, another number of them a list.
fn keys_in_file(chords: &[Chord]) -> Value {
    match chords {
        [chord] => chord.to_string().into(),
        chords => Value::Array(chords.iter().map(ToString::to_string).collect::<Array>()),
    }
}
