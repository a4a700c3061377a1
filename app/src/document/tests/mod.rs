#![allow(clippy::unwrap_used, clippy::expect_used)]

mod cursors;
mod editing;
mod larger;
mod left_blanks;
mod line_commands;
mod many;
mod model;
mod movement;
mod pairs;
mod random_lines;
mod reloading;
mod undo;
mod whole;

use std::path::PathBuf;
use std::time::Duration;

use super::*;

fn document(text: &str) -> Document {
    Document::new(DocumentId(1), text)
}

/// A document with the cursor at the `|`.
fn marked(text: &str) -> Document {
    let mut document = document(&text.replacen('|', "", 1));
    let at = text.find('|').unwrap();
    document.apply(&Command::Select(Selection::cursor(at)), Duration::ZERO);
    document
}

/// The text with the cursor as `|`.
fn shown(document: &Document) -> String {
    let mut text = document.text().to_string();
    text.insert(document.cursor(), '|');
    text
}

fn do_all(document: &mut Document, commands: &[Command]) {
    for command in commands {
        document.apply(command, Duration::ZERO);
        document.assert_invariants();
    }
}

fn step(motion: Motion) -> Command {
    Command::Move { motion, extend: false }
}

fn extend(motion: Motion) -> Command {
    Command::Move { motion, extend: true }
}

fn type_in(text: &str) -> Command {
    Command::Type(text.to_owned())
}

fn saved(document: &Document) -> Saved {
    let identity = Identity { modified: None, len: 0, hash: 0 };
    let path = PathBuf::from("/x/tour.py");
    Saved {
        document: document.id(),
        revision: document.revision(),
        path,
        text: document.text().clone(),
        identity,
        encoding: document.encoding(),
        has_bom: document.has_bom(),
    }
}

impl Document {
    fn assert_invariants(&self) {
        self.text.assert_invariants();
        let mut end = None;
        for selection in self.selections.iter() {
            let range = selection.range();
            assert!(end.is_none_or(|end| end < range.start), "{:?}", self.selections);
            assert!(graphemes::is_boundary(&self.text, range.start), "{selection:?}");
            assert!(graphemes::is_boundary(&self.text, range.end), "{selection:?}");
            end = Some(range.end);
        }
        assert_eq!(self.selections.as_added().last(), Some(&self.selection()));
        self.history.assert_invariants();
    }
}
