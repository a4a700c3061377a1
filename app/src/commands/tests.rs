#![allow(clippy::unwrap_used)]

use std::collections::HashSet;

use egui::{Key, Modifiers};

use super::{Chord, Keymap, all};
use crate::document::Command;
use crate::panels::Action;

#[test]
fn no_keys_and_no_id_are_given_twice() {
    let (mut ids, mut chords) = (HashSet::new(), HashSet::new());
    for entry in all() {
        assert!(ids.insert(entry.id), "{}", entry.id);
        for chord in entry.keys {
            assert!(chords.insert(chord), "{chord}: {}", entry.id);
        }
    }
}

#[test]
fn ids_are_words_with_dots_and_dashes() {
    for entry in all() {
        let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '.';
        assert!(entry.id.chars().all(is_plain) && entry.id.contains('.'), "{}", entry.id);
        assert!(entry.title.starts_with(char::is_uppercase), "{}", entry.title);
    }
}

#[test]
fn keys_are_written_as_on_the_keyboard() {
    let keymap = Keymap::default();
    assert_eq!(keymap.words(&Action::SelectAllPlaces), "Ctrl+Shift+L");
    assert_eq!(keymap.words(&Action::Back), "Alt+Left");
    assert_eq!(keymap.words(&Action::Edit(Command::Redo)), "Ctrl+Shift+Z", "the first of two");
    assert_eq!(keymap.words(&Action::ShowAbout), "");
    assert_eq!(Chord::ctrl(Key::ArrowUp).with_alt().to_string(), "Ctrl+Alt+Up");
}

#[test]
fn a_chord_is_all_that_is_held() {
    let keymap = Keymap::default();
    let shift = Modifiers::COMMAND | Modifiers::SHIFT;
    assert_eq!(keymap.edit(Key::Z, Modifiers::COMMAND), Some(Command::Undo));
    assert_eq!(keymap.edit(Key::Z, shift), Some(Command::Redo));
    assert_eq!(keymap.edit(Key::Z, shift | Modifiers::ALT), None);
    assert_eq!(keymap.edit(Key::S, Modifiers::COMMAND), None, "no edit");
}
