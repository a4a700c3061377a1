//! Which keys give which command.
//!
//! Invariant: at one place a chord gives one command at most.

use std::collections::{BTreeMap, HashMap};
use std::fmt;

use egui::{Context, Event, Key, Modifiers, WidgetText};

use super::{Chord, Entry, Place, all};
use crate::document::Command;
use crate::panels::Action;

/// Which keys give which command.
#[derive(Clone, Debug)]
pub struct Keymap {
    entries: HashMap<Chord, &'static Entry>,
    refusals: Vec<Refusal>,
}

/// Keys that a command was to have and hasn't.
#[derive(Clone, Copy, Debug)]
pub struct Refusal {
    /// The keys.
    pub chord: Chord,
    /// The command that was to have them.
    pub entry: &'static Entry,
    /// The command that has them; none if typing needs them.
    pub taken_by: Option<&'static Entry>,
}

impl Refusal {
    /// The ids of the commands that it is about.
    #[must_use]
    pub fn commands(&self) -> Vec<&'static str> {
        std::iter::once(self.entry.id).chain(self.taken_by.map(|entry| entry.id)).collect()
    }
}

/// `Ctrl+N is already New file, so Quit hasn't got it`.
impl fmt::Display for Refusal {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { chord, entry, taken_by } = self;
        match taken_by {
            Some(taken) => {
                write!(to, "{chord} is \"{}\" already, so \"{}\" hasn't got it", taken.title, entry.title)
            }
            None => write!(to, "{chord} is needed for typing, so \"{}\" hasn't got it", entry.title),
        }
    }
}

impl Default for Keymap {
    /// The keys of the table of commands.
    fn default() -> Self {
        Self::with(&BTreeMap::new())
    }
}

impl Keymap {
    /// The keys of the table, but others for some commands, by id. Of two commands with the same keys the earlier one
    /// of the table keeps them.
    #[must_use]
    pub fn with(chosen: &BTreeMap<String, Vec<Chord>>) -> Self {
        let mut map = Self { entries: HashMap::new(), refusals: Vec::new() };
        for entry in all() {
            let chords = chosen.get(entry.id).map_or(entry.keys, Vec::as_slice);
            for &chord in chords {
                let taken_by = map.entries.get(&chord).copied();
                if taken_by.is_some_and(|taken| taken.id == entry.id) {
                    continue;
                }
                let is_usual = entry.keys.contains(&chord);
                let is_free = is_usual || !chord.is_for_typing() && !chord.is_modifier_alone();
                if taken_by.is_some() || !is_free {
                    map.refusals.push(Refusal { chord, entry, taken_by });
                } else {
                    map.entries.insert(chord, entry);
                }
            }
        }
        map
    }

    /// Keys that commands were to have and haven't.
    #[must_use]
    pub fn refusals(&self) -> &[Refusal] {
        &self.refusals
    }

    /// The command that a chord gives.
    #[must_use]
    pub fn given_by(&self, chord: Chord) -> Option<&'static Entry> {
        self.entries.get(&chord).copied()
    }

    /// All keys that give a command, those that are shown first.
    #[must_use]
    pub fn chords(&self, entry: &Entry) -> Vec<Chord> {
        let given = self.entries.iter().filter(|(_, given)| given.id == entry.id);
        let mut chords: Vec<Chord> = given.map(|(chord, _)| *chord).collect();
        let rank = |chord: &Chord| entry.keys.iter().position(|key| key == chord).unwrap_or(usize::MAX);
        chords.sort_by_key(|chord| (rank(chord), chord.to_string()));
        chords
    }

    /// Words with the keys of what they do behind them: `Main menu (F10)`. They are put together only when they are
    /// shown, since each control of each frame has some.
    #[must_use]
    pub fn tooltip<'a>(&'a self, words: &'a str, action: &'a Action) -> Tooltip<'a> {
        Tooltip { keymap: self, words, action }
    }

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
    /// `is_finding` is whether the keys of the find bar count. A letter with Alt is typed nowhere.
    pub fn take(&self, ctx: &Context, is_in_code: bool, is_finding: bool) -> Vec<Action> {
        let mut actions = Vec::new();
        let mut is_letter = false;
        // What a key with Alt would type. On a Mac that is how signs are typed.
        let mut is_with_alt = false;
        let is_mac = ctx.os().is_mac();
        ctx.input_mut(|input| {
            input.events.retain(|event| {
                if matches!(event, Event::Text(_)) {
                    return !std::mem::take(&mut is_with_alt);
                }
                let Event::Key { key, pressed: true, modifiers, .. } = event else { return true };
                let chord = Chord::pressed(*key, *modifiers);
                is_with_alt = chord.alt && !chord.ctrl && !is_mac;
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

/// Words of a tooltip, and the command whose keys stand behind them.
#[derive(Clone, Copy, Debug)]
pub struct Tooltip<'a> {
    keymap: &'a Keymap,
    words: &'a str,
    action: &'a Action,
}

impl fmt::Display for Tooltip<'_> {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(self.words)?;
        match self.keymap.words(self.action) {
            keys if keys.is_empty() => Ok(()),
            keys => write!(to, " ({keys})"),
        }
    }
}

impl From<Tooltip<'_>> for WidgetText {
    fn from(tooltip: Tooltip<'_>) -> Self {
        tooltip.to_string().into()
    }
}
