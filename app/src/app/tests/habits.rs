//! Every key of `docs/habits.md`, pressed as a hand that knows VS Code presses it: a test for each row, in the order of the
//! page. What is done by pointer is pressed where the pointer's own tests are, in `editor/tests` and beside this file.

use super::*;
use crate::commands::Chord;
use crate::document::Command;

mod editing;
mod files;
mod finding;
mod moving;
mod seeing;
mod selecting;

/// A text with a bar at each cursor; the last one is the primary.
fn desk(text: &str) -> Harness<'static, App> {
    let mut cursors = Vec::new();
    let mut plain = String::new();
    for part in text.split_inclusive('|') {
        plain.push_str(part.trim_end_matches('|'));
        if part.ends_with('|') {
            cursors.push(Selection::cursor(plain.len()));
        }
    }
    let mut harness = start(Options { start: Start::Text(plain), ..Options::default() });
    let app = harness.state_mut();
    app.file.document.apply(&Command::SelectMany(cursors), app.now);
    settle(&mut harness);
    harness
}

/// Presses keys that are written as on the page, one after the other.
fn keys(harness: &mut Harness<'_, App>, keys: &str) {
    for word in keys.split_whitespace() {
        let Chord { ctrl, shift, alt, key } = word.parse().unwrap();
        let modifiers = Modifiers { ctrl, command: ctrl, shift, alt, mac_cmd: false };
        // The system makes events of their own of these.
        let event = match (word, key) {
            ("Ctrl+C" | "Ctrl+Insert", _) => Some(Event::Copy),
            ("Ctrl+X" | "Shift+Delete", _) => Some(Event::Cut),
            _ => None,
        };
        match event {
            Some(event) => {
                harness.event_modifiers(event, modifiers);
                settle(harness);
            }
            None => press(harness, modifiers, key),
        }
    }
}

/// What was copied in the last frames comes back.
fn paste(harness: &mut Harness<'_, App>, text: &str) {
    harness.event(Event::Paste(text.to_owned()));
    settle(harness);
}

/// The text with a bar at each cursor, and a sign where a selection begins.
fn seen(harness: &Harness<'_, App>) -> String {
    let document = &harness.state().file.document;
    let mut marks: Vec<(usize, char)> = Vec::new();
    for selection in document.selections().iter() {
        marks.push((selection.head, '|'));
        if selection.anchor != selection.head {
            marks.push((selection.anchor, '«'));
        }
    }
    marks.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    let mut text = document.text().to_string();
    marks.iter().for_each(|(at, mark)| text.insert(*at, *mark));
    text
}

/// What becomes of a text with a cursor when keys are pressed.
fn after(text: &str, pressed: &str) -> String {
    let mut harness = desk(text);
    keys(&mut harness, pressed);
    seen(&harness)
}

/// Whether a panel, a box or a field of this name is on the screen.
fn shows(harness: &Harness<'_, App>, name: &str) -> bool {
    harness.query_all_by_label_contains(name).next().is_some()
}
