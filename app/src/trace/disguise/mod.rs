//! A text and its trace without what they say: every word of the person's own stands for another one.
//!
//! Equal words stay equal and different ones different, as names, in strings and in comments alike; lengths in bytes and
//! columns, capitals, underscores, punctuation and Python's own words stay. So the structure does, and with it what is
//! lit where. Numbers keep their form. What is typed letter by letter is taken word by word, since nothing else keeps a
//! typed name equal to itself; what is typed into the middle of a word makes a new word.

mod typed;
mod words;

use egui::{Event, ImeEvent, Key, Modifiers};

use super::format::{Expectation, Step, What};
use typed::Typed;
use words::Words;

/// Replaces words, the same one always by the same other one.
#[derive(Debug)]
pub struct Disguise {
    words: Words,
}

impl Disguise {
    /// A disguise; which words stand for which depends on `seed`.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self { words: Words::new(seed) }
    }

    /// One that nobody can guess, as far as the system's own random numbers can't be guessed.
    #[must_use]
    pub fn random() -> Self {
        use std::hash::BuildHasher as _;
        Self::new(std::hash::RandomState::new().hash_one(0_u8))
    }

    /// The text in other words.
    #[must_use]
    pub fn text(&mut self, text: &str) -> String {
        self.words.know(text);
        self.words.replace(text)
    }

    /// What came in, in other words; call it after the text that it came in for.
    #[must_use]
    pub fn steps(&mut self, steps: Vec<Step>) -> Vec<Step> {
        let typed = Typed::of(&steps, &mut self.words);
        let mut is_edited = false;
        let mut disguised = Vec::with_capacity(steps.len());
        for (index, Step { at, what }) in steps.into_iter().enumerate() {
            let what = match what {
                What::Event(event) => {
                    is_edited |= may_edit(&event);
                    self.event(event, typed.at(index)).map(What::Event)
                }
                // Paths are words, too; whoever replays finds no such file and goes on.
                What::Dropped(files) => {
                    Some(What::Dropped(files.iter().map(|_| "left-out.py".to_owned()).collect()))
                }
                // A word that was changed is another one here than it would be as a whole.
                What::Expect(_) if is_edited => None,
                What::Expect(lit) => self.expectation(lit).map(What::Expect),
                what => Some(what),
            };
            disguised.extend(what.map(|what| Step { at, what }));
        }
        disguised
    }

    fn event(&mut self, event: Event, typed: Option<String>) -> Option<Event> {
        match event {
            Event::Text(text) => Some(Event::Text(typed.unwrap_or(text))),
            Event::Paste(text) => Some(Event::Paste(self.words.replace(&text))),
            Event::MiddleClickPaste { pos, text } => {
                Some(Event::MiddleClickPaste { pos, text: self.words.replace(&text) })
            }
            Event::Ime(ImeEvent::Commit(text)) => {
                Some(Event::Ime(ImeEvent::Commit(self.words.replace(&text))))
            }
            // What is being composed isn't in the text yet.
            Event::Ime(ImeEvent::Preedit { .. }) => None,
            // May carry text, and comes from no keyboard.
            Event::AccessKitActionRequest(_) => None,
            // The letter comes as text as well; without a shortcut's keys its key tells no more.
            Event::Key { key, modifiers, .. } if is_character(key) && !is_shortcut(modifiers) => None,
            event => Some(event),
        }
    }

    fn expectation(&self, lit: Expectation) -> Option<Expectation> {
        match lit {
            Expectation::Lit { name, count, writes } => {
                Some(Expectation::Lit { name: self.words.known(&name)?, count, writes })
            }
            Expectation::Nothing => Some(Expectation::Nothing),
        }
    }
}

/// With Ctrl these change no text: select all, copy, the engine panel, find, commands, save.
const HARMLESS: [Key; 6] = [Key::A, Key::C, Key::E, Key::F, Key::P, Key::S];

/// Whether an event may change the text.
fn may_edit(event: &Event) -> bool {
    match event {
        Event::Text(_) | Event::Paste(_) | Event::Cut | Event::Ime(_) => true,
        Event::MiddleClickPaste { .. } | Event::AccessKitActionRequest(_) => true,
        Event::Key { key, modifiers, .. } if is_shortcut(*modifiers) => {
            (is_character(*key) && !HARMLESS.contains(key))
                || matches!(key, Key::ArrowUp | Key::ArrowDown | Key::Backspace | Key::Delete | Key::Enter)
        }
        Event::Key { key, .. } => matches!(key, Key::Backspace | Key::Delete | Key::Enter | Key::Tab),
        _ => false,
    }
}

/// Whether keys are held with which a letter isn't written.
fn is_shortcut(modifiers: Modifiers) -> bool {
    modifiers.ctrl || modifiers.command || modifiers.alt
}

/// Whether a key is that of a letter or a digit; others tell no words.
fn is_character(key: Key) -> bool {
    key.name().chars().count() == 1
}

#[cfg(test)]
mod tests;
