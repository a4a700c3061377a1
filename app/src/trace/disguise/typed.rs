//! Words that were typed letter by letter.

use std::collections::HashMap;

use egui::{Event, Key};

use super::super::format::{Step, What};
use super::words::{Words, is_of_word};

/// For each step that typed something, what is typed in its place.
pub(super) struct Typed(HashMap<usize, Vec<char>>);

/// A letter of a word that is being typed.
struct Letter {
    /// The step that typed it.
    step: usize,
    /// Which of the step's letters it is.
    place: usize,
    letter: char,
}

impl Typed {
    /// Of all the steps, which `words` disguises.
    pub(super) fn of(steps: &[Step], words: &mut Words) -> Self {
        let mut typed = Self(HashMap::new());
        let mut word = Vec::new();
        for (step, Step { what, .. }) in steps.iter().enumerate() {
            match what {
                What::Event(Event::Text(text)) => {
                    typed.0.insert(step, text.chars().collect());
                    for (place, letter) in text.chars().enumerate() {
                        if is_of_word(letter) {
                            word.push(Letter { step, place, letter });
                        } else {
                            typed.end(&mut word, words);
                        }
                    }
                }
                What::Event(Event::Key { key: Key::Backspace, pressed: true, modifiers, .. })
                    if modifiers.is_none() =>
                {
                    // The letter was there for a moment; nobody needs to know which.
                    if let Some(last) = word.pop() {
                        typed.end(&mut vec![last], words);
                    }
                }
                What::Event(event) if ends_word(event) => typed.end(&mut word, words),
                _ => {}
            }
        }
        typed.end(&mut word, words);
        typed
    }

    /// What the step with this number types; none if it types nothing.
    pub(super) fn at(&self, step: usize) -> Option<String> {
        self.0.get(&step).map(|letters| letters.iter().collect())
    }

    /// The word is whole: its letters become those of another, of as many letters.
    fn end(&mut self, word: &mut Vec<Letter>, words: &mut Words) {
        let written: String = word.iter().map(|letter| letter.letter).collect();
        for (Letter { step, place, .. }, other) in word.drain(..).zip(words.replace(&written).chars()) {
            if let Some(letter) = self.0.get_mut(&step).and_then(|letters| letters.get_mut(place)) {
                *letter = other;
            }
        }
    }
}

/// Whether what comes next no longer continues the word that was typed.
fn ends_word(event: &Event) -> bool {
    match event {
        // Those of the letters themselves come with them.
        Event::Key { key, modifiers, pressed, .. } => {
            *pressed && (super::is_shortcut(*modifiers) || !super::is_character(*key))
        }
        Event::PointerButton { .. } | Event::Paste(_) | Event::Cut | Event::Copy | Event::Ime(_) => true,
        Event::MiddleClickPaste { .. } | Event::AccessKitActionRequest(_) => true,
        _ => false,
    }
}
