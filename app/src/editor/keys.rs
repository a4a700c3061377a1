//! What the keys mean that move, erase and scroll: they are the same in every editor, so they have no name among the
//! [commands](crate::commands). Keys that mean nothing here are left to the program.

use egui::{Key, Modifiers};

use crate::document::{Command, Motion};

/// What a key asks for.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Meaning {
    /// Something for the document.
    Edit(Command),
    /// Scroll by so many lines, downwards if positive; the cursor stays.
    Scroll(f64),
    /// One cursor instead of several; where there is one, select nothing any more.
    Deselect,
}

/// The meaning of a pressed key in a view that shows so many whole rows.
#[must_use]
pub(super) fn meaning(key: Key, modifiers: Modifiers, rows: usize) -> Option<Meaning> {
    let (command, shift) = (modifiers.command, modifiers.shift);
    if modifiers.alt {
        return None;
    }
    let travel = |motion: Motion| Some(Meaning::Edit(Command::Move { motion, extend: shift }));
    let edit = |command: Command| Some(Meaning::Edit(command));
    // One line of the page before stays visible.
    let page = rows.saturating_sub(1).max(1);
    match key {
        Key::ArrowLeft => travel(if command { Motion::WordLeft } else { Motion::Left }),
        Key::ArrowRight => travel(if command { Motion::WordRight } else { Motion::Right }),
        Key::ArrowUp if command => (!shift).then_some(Meaning::Scroll(-1.0)),
        Key::ArrowDown if command => (!shift).then_some(Meaning::Scroll(1.0)),
        Key::ArrowUp => travel(Motion::Up),
        Key::ArrowDown => travel(Motion::Down),
        Key::PageUp if !command => travel(Motion::PageUp(page)),
        Key::PageDown if !command => travel(Motion::PageDown(page)),
        Key::Home => travel(if command { Motion::DocumentStart } else { Motion::LineStart }),
        Key::End => travel(if command { Motion::DocumentEnd } else { Motion::LineEnd }),
        Key::Backspace => edit(Command::Delete(if command { Motion::WordLeft } else { Motion::Left })),
        Key::Delete if !shift => {
            edit(Command::Delete(if command { Motion::WordRight } else { Motion::Right }))
        }
        Key::Enter if !command => edit(Command::NewLine),
        Key::Tab if !command => edit(if shift { Command::Dedent } else { Command::Indent }),
        Key::Escape if !command && !shift => Some(Meaning::Deselect),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use egui::{Key, Modifiers};

    use super::{Meaning, meaning};
    use crate::document::{Command, Motion};

    #[test]
    fn shortcuts_of_the_shell_are_left_alone() {
        for (key, modifiers) in [
            (Key::S, Modifiers::COMMAND),
            (Key::F8, Modifiers::NONE),
            (Key::F8, Modifiers::SHIFT),
            (Key::F10, Modifiers::NONE),
            (Key::P, Modifiers::COMMAND | Modifiers::SHIFT),
            (Key::Tab, Modifiers::COMMAND),
            (Key::PageDown, Modifiers::COMMAND),
            (Key::Enter, Modifiers::COMMAND),
            (Key::ArrowLeft, Modifiers::ALT),
            (Key::ArrowDown, Modifiers::ALT),
            (Key::ArrowDown, Modifiers::ALT | Modifiers::COMMAND | Modifiers::SHIFT),
            (Key::W, Modifiers::COMMAND),
            (Key::Plus, Modifiers::COMMAND),
            (Key::Num0, Modifiers::COMMAND),
        ] {
            assert_eq!(meaning(key, modifiers, 30), None, "{key:?}");
        }
    }

    #[test]
    fn shift_extends_and_a_page_keeps_a_line() {
        let extend = |motion| Some(Meaning::Edit(Command::Move { motion, extend: true }));
        assert_eq!(meaning(Key::PageDown, Modifiers::SHIFT, 32), extend(Motion::PageDown(31)));
        assert_eq!(meaning(Key::PageUp, Modifiers::SHIFT, 0), extend(Motion::PageUp(1)));
        assert_eq!(meaning(Key::End, Modifiers::SHIFT | Modifiers::COMMAND, 9), extend(Motion::DocumentEnd));
    }
}
