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
    assert_eq!(keymap.words(&Action::ShowSettings), "Ctrl+,");
    assert_eq!(keymap.words(&Action::ZoomIn), "Ctrl++");
    assert_eq!(Chord::ctrl(Key::Backslash).shift().to_string(), "Ctrl+Shift+\\");
}

#[test]
fn a_key_that_types_a_sign_is_written_with_it() {
    for &key in Key::ALL {
        let sign = Chord::key(key).to_string();
        let is_sign = key.symbol_or_name() != key.name() && !key.name().ends_with("Bracket");
        let is_arrow = ["Up", "Down", "Left", "Right"].contains(&key.name());
        assert!(!is_sign || is_arrow || sign.len() == 1, "{sign}");
    }
}

#[test]
fn what_was_written_with_names_before_is_still_read() {
    for &key in Key::ALL {
        let name = format!("Ctrl+Alt+{}", key.name());
        assert_eq!(name.parse(), Ok(Chord::ctrl(key).with_alt()), "{name}");
    }
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

#[test]
fn every_key_with_every_modifier_is_read_as_it_is_written() {
    for &key in Key::ALL {
        for held in 0..8 {
            let chord = Chord { ctrl: held & 1 > 0, alt: held & 2 > 0, shift: held & 4 > 0, key };
            assert_eq!(chord.to_string().parse(), Ok(chord), "{chord}");
            assert_eq!(chord.to_string().to_lowercase().parse(), Ok(chord), "{chord} in small letters");
        }
    }
}

#[test]
fn keys_may_be_written_in_other_ways() {
    for (text, chord) in [
        (" ctrl + shift+k ", Chord::ctrl(Key::K).shift()),
        ("Shift+Ctrl+K", Chord::ctrl(Key::K).shift()),
        ("Ctrl++", Chord::ctrl(Key::Plus)),
        ("+", Chord::key(Key::Plus)),
        ("Ctrl+-", Chord::ctrl(Key::Minus)),
        ("Cmd+Esc", Chord::ctrl(Key::Escape)),
        ("Ctrl+Comma", Chord::ctrl(Key::Comma)),
        ("ctrl+backtick", Chord::ctrl(Key::Backtick)),
        ("Shift + +", Chord::key(Key::Plus).shift()),
        ("Alt+ArrowLeft", Chord::alt(Key::ArrowLeft)),
        ("f12", Chord::key(Key::F12)),
    ] {
        assert_eq!(text.parse(), Ok(chord), "{text}");
    }
}

#[test]
fn wrong_keys_are_told_in_words() {
    for (text, said) in [
        ("", "\"\" names no key"),
        ("Ctrl+Shft+K", "Ctrl+Shft+K: Shft is no modifier; there are Ctrl, Alt and Shift"),
        ("Ctrl+Qq", "Ctrl+Qq: there is no key called Qq"),
        ("Ctrl+", "Ctrl+ names no key"),
        ("Ctrl+Shift", "Ctrl+Shift names no key"),
        ("Ctrl+ctrl+K", "Ctrl+ctrl+K: ctrl is there twice"),
        ("K+Ctrl+K", "K+Ctrl+K: K is no modifier; there are Ctrl, Alt and Shift"),
    ] {
        assert_eq!(text.parse::<Chord>().unwrap_err().to_string(), said);
    }
}

#[test]
fn no_usual_key_is_refused() {
    assert!(Keymap::default().refusals().is_empty());
}

fn chosen(keys: &[(&str, &[Chord])]) -> Keymap {
    Keymap::with(&keys.iter().map(|(id, chords)| ((*id).to_owned(), chords.to_vec())).collect())
}

#[test]
fn chosen_keys_take_the_place_of_the_usual_ones() {
    let keymap = chosen(&[("edit.undo", &[Chord::alt(Key::U)]), ("edit.select-all", &[])]);
    assert_eq!(keymap.edit(Key::U, Modifiers::ALT), Some(Command::Undo));
    assert_eq!(keymap.edit(Key::Z, Modifiers::COMMAND), None);
    assert_eq!(keymap.edit(Key::A, Modifiers::COMMAND), None, "taken away");
    assert_eq!(keymap.words(&Action::Edit(Command::Undo)), "Alt+U");
    assert_eq!(keymap.tooltip("Take back", &Action::Edit(Command::SelectAll)).to_string(), "Take back");
    assert_eq!(keymap.tooltip("Take back", &Action::Edit(Command::Undo)).to_string(), "Take back (Alt+U)");
}

#[test]
fn of_two_commands_with_the_same_keys_the_earlier_one_keeps_them() {
    let keymap = chosen(&[("program.quit", &[Chord::ctrl(Key::N), Chord::alt(Key::Q)])]);
    assert_eq!(keymap.words(&Action::New), "Ctrl+N");
    assert_eq!(keymap.words(&Action::Quit), "Alt+Q", "its other keys stay");
    let said: Vec<String> = keymap.refusals().iter().map(ToString::to_string).collect();
    assert_eq!(said, ["Ctrl+N is \"New file\" already, so \"Quit\" hasn't got it"]);
}

#[test]
fn what_typing_needs_is_no_command() {
    for (chord, is_free) in [
        (Chord::key(Key::A), false),
        (Chord::key(Key::A).shift(), false),
        (Chord::key(Key::Enter), false),
        (Chord::key(Key::ArrowUp), false),
        (Chord::ctrl(Key::C), false),
        (Chord::ctrl(Key::ShiftLeft), false),
        (Chord::key(Key::F4), true),
        (Chord::key(Key::F), false),
        (Chord::ctrl(Key::K), true),
        (Chord::alt(Key::A), true),
    ] {
        let keymap = chosen(&[("help.tour", &[chord])]);
        assert_eq!(keymap.refusals().is_empty(), is_free, "{chord}");
        assert_eq!(keymap.given_by(chord).is_some(), is_free, "{chord}");
    }
}
