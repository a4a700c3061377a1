//! A key with the modifiers that are held with it.

use std::fmt;

use egui::{Key, Modifiers};

/// A key with the modifiers that are held with it, no more and no fewer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Chord {
    /// Ctrl; on a Mac the command key.
    pub ctrl: bool,
    /// Shift.
    pub shift: bool,
    /// Alt; on a Mac the option key.
    pub alt: bool,
    /// The key.
    pub key: Key,
}

impl Chord {
    /// A key alone.
    #[must_use]
    pub const fn key(key: Key) -> Self {
        Self { ctrl: false, shift: false, alt: false, key }
    }

    /// The key with Ctrl.
    #[must_use]
    pub const fn ctrl(key: Key) -> Self {
        Self { ctrl: true, ..Self::key(key) }
    }

    /// The key with Alt.
    #[must_use]
    pub const fn alt(key: Key) -> Self {
        Self { alt: true, ..Self::key(key) }
    }

    /// The same with Shift, too.
    #[must_use]
    pub const fn shift(self) -> Self {
        Self { shift: true, ..self }
    }

    /// The same with Alt, too.
    #[must_use]
    pub const fn with_alt(self) -> Self {
        Self { alt: true, ..self }
    }

    /// What was pressed.
    #[must_use]
    pub const fn pressed(key: Key, modifiers: Modifiers) -> Self {
        Self { ctrl: modifiers.command, shift: modifiers.shift, alt: modifiers.alt, key }
    }
}

/// As keyboards and menus write it: `Ctrl+Shift+L`.
impl fmt::Display for Chord {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (is_held, name) in [(self.ctrl, "Ctrl+"), (self.alt, "Alt+"), (self.shift, "Shift+")] {
            if is_held {
                to.write_str(name)?;
            }
        }
        to.write_str(match self.key {
            Key::OpenBracket => "[",
            Key::CloseBracket => "]",
            key => key.name(),
        })
    }
}
