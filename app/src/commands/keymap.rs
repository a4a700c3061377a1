//! Which keys give which command.
//!
//! Invariant: at one place a chord gives one command at most.

use std::collections::HashMap;

use egui::{Context, Event, Key, Modifiers};

use super::{Chord, Entry, Place, all};
use crate::document::Command;
use crate::panels::Action;

/// Which keys give which command.
#[derive(Clone, Debug)]
pub struct Keymap {
    entries: HashMap<Chord, &'static Entry>,
}

impl Default for Keymap {
    /// The keys of the table of commands.
    fn default() -> Self {
        let keys = |entry: &'static Entry| entry.keys.iter().map(move |chord| (*chord, entry));
        Self { entries: all().iter().flat_map(keys).collect() }
    }
}

impl Keymap {
    /// The keys that are shown beside what does `action`; empty if there are none.
    #[must_use]
    pub fn words(&self, action: &Action) -> String {
        let entry = all().iter().find(|entry| entry.action == *action);
        entry.and_then(|entry| self.chord(entry)).map_or_else(String::new, |chord| chord.to_string())
    }

    /// The keys that give a command; of several, those of the table first.
    #[must_use]
    pub fn chord(&self, entry: &Entry) -> Option<Chord> {
        let gives = |chord: &Chord| self.entries.get(chord).is_some_and(|given| given.id == entry.id);
        let chosen =
            || self.entries.keys().filter(|chord| gives(chord)).min_by_key(|chord| chord.to_string());
        entry.keys.iter().find(|chord| gives(chord)).or_else(chosen).copied()
    }

    /// The edit that a key asks for in the code.
    #[must_use]
    pub fn edit(&self, key: Key, modifiers: Modifiers) -> Option<Command> {
        match &self.entries.get(&Chord::pressed(key, modifiers))?.action {
            Action::Edit(command) => Some(command.clone()),
            _ => None,
        }
    }

    /// Takes what was pressed for the program out of the frame's input; a held key repeats, and every press counts.
    /// `is_finding` is whether the keys of the find bar count.
    pub fn take(&self, ctx: &Context, is_in_code: bool, is_finding: bool) -> Vec<Action> {
        let mut actions = Vec::new();
        let mut is_letter = false;
        ctx.input_mut(|input| {
            input.events.retain(|event| {
                let Event::Key { key, pressed: true, modifiers, .. } = event else { return true };
                let chord = Chord::pressed(*key, *modifiers);
                let Some(entry) = self.entries.get(&chord) else { return true };
                let is_here = match entry.place {
                    Place::Anywhere => true,
                    Place::Code => is_in_code,
                    Place::FindBar => is_finding,
                };
                if matches!(entry.action, Action::Edit(_)) || !is_here {
                    return true;
                }
                is_letter |= chord.alt && !chord.ctrl;
                actions.push(entry.action.clone());
                false
            });
            if is_letter {
                // With Alt held a letter arrives as text, too.
                input.events.retain(|event| !matches!(event, Event::Text(_)));
            }
        });
        actions
    }
}
