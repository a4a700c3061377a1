//! `docs/habits.md` against the table of commands: what it says of keys is so.

use super::{Chord, Entry, Keymap, entry};

const HABITS: &str = include_str!("../../../docs/habits.md");

/// A row of the page.
struct Habit {
    /// The keys in VS Code, or what they do there.
    keys: &'static str,
    /// What is done here.
    here: &'static str,
    is_alike: bool,
    commands: Vec<&'static str>,
}

fn habits() -> Vec<Habit> {
    let is_row = |line: &&str| line.starts_with("| ") && !line.starts_with("| in VS Code");
    let row = |line: &'static str| {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [keys, here, alike, commands] = cells[..] else { panic!("not four cells: {line}") };
        assert!(["yes", "no"].contains(&alike), "{line}");
        let commands = commands.split(", ").map(|id| id.trim_matches('`')).filter(|id| !id.is_empty());
        Habit { keys, here, is_alike: alike == "yes", commands: commands.collect() }
    };
    HABITS.lines().filter(is_row).map(row).collect()
}

impl Habit {
    /// The keys that it names; what stands behind a semicolon is pressed in a field.
    fn chords(&self) -> impl Iterator<Item = Chord> {
        self.keys.split(';').next().unwrap_or_default().split(", ").filter_map(|word| word.parse().ok())
    }

    fn entries(&self) -> impl Iterator<Item = &'static Entry> {
        self.commands.iter().map(|id| entry(id).unwrap_or_else(|| panic!("{}: no command {id}", self.keys)))
    }
}

#[test]
fn every_command_that_a_row_names_is_there() {
    assert!(habits().iter().map(|habit| habit.entries().count()).sum::<usize>() > 60);
}

#[test]
fn keys_that_are_alike_give_the_command_that_their_row_names() {
    let keymap = Keymap::default();
    let mut pressed = 0;
    for habit in habits().iter().filter(|habit| habit.is_alike && !habit.commands.is_empty()) {
        for chord in habit.chords() {
            let given = keymap.given_by(chord).map(|entry| entry.id);
            assert!(given.is_some_and(|id| habit.commands.contains(&id)), "{chord} gives {given:?}");
            pressed += 1;
        }
    }
    assert!(pressed > 70, "{pressed}");
}

#[test]
fn keys_of_rows_without_a_command_give_none() {
    let keymap = Keymap::default();
    for habit in habits().iter().filter(|habit| habit.commands.is_empty()) {
        for chord in habit.chords() {
            assert!(keymap.given_by(chord).is_none(), "{chord} has a command, and {} names none", habit.keys);
        }
    }
}

#[test]
fn a_row_tells_keys_of_every_command_that_has_some() {
    for habit in habits() {
        for entry in habit.entries().filter(|entry| !entry.keys.is_empty()) {
            let is_told = |chord: &Chord| {
                let chord = chord.to_string();
                habit.chords().any(|told| told.to_string() == chord)
                    || [habit.keys, habit.here].iter().any(|cell| cell.contains(&chord))
            };
            assert!(entry.keys.iter().any(is_told), "{}: {}", habit.keys, entry.id);
        }
    }
}

#[test]
fn the_page_counts_its_rows() {
    let habits = habits();
    let alike = habits.iter().filter(|habit| habit.is_alike).count();
    let said = format!("{} keys and actions, of which {alike} work alike", habits.len());
    assert!(HABITS.contains(&said), "{said}");
}
