//! A key with the modifiers that are held with it.

use std::fmt;
use std::str::FromStr;

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

    /// Whether typing, moving or copying needs it, so that no command can have it.
    #[must_use]
    pub fn is_for_typing(self) -> bool {
        if self.ctrl && !self.alt {
            // The system makes events of their own of these.
            return matches!(self.key, Key::C | Key::X | Key::V);
        }
        !self.ctrl && !self.alt && !self.is_of_no_text()
    }

    /// Whether the key alone gives no text and moves nothing: F1 and its like, and the one for menus.
    fn is_of_no_text(self) -> bool {
        let name = self.key.name();
        let is_function =
            name.strip_prefix('F').is_some_and(|number| number.parse::<u8>().is_ok_and(|number| number > 0));
        is_function
            || self.key == Key::Menu
            || ["Browser", "Media", "Audio", "Launch"].iter().any(|word| name.starts_with(word))
    }

    /// Whether it is only a modifier, which means nothing by itself.
    #[must_use]
    pub fn is_modifier_alone(self) -> bool {
        let name = self.key.name();
        let modifiers = ["Shift", "Control", "Alt", "Super"];
        modifiers.iter().any(|word| matches!(name.strip_prefix(word), Some("Left" | "Right")))
    }

    /// What was pressed.
    #[must_use]
    pub const fn pressed(key: Key, modifiers: Modifiers) -> Self {
        Self { ctrl: modifiers.command, shift: modifiers.shift, alt: modifiers.alt, key }
    }
}

/// Why a text names no keys.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChordError {
    /// There is nothing, or nothing behind the last plus.
    #[error("{0} names no key")]
    NoKey(String),
    /// What stands before the key isn't held with it.
    #[error("{whole}: {part} is no modifier; there are Ctrl, Alt and Shift")]
    NoModifier {
        /// All of it.
        whole: String,
        /// What it isn't.
        part: String,
    },
    /// A modifier twice.
    #[error("{whole}: {part} is there twice")]
    Twice {
        /// All of it.
        whole: String,
        /// The modifier.
        part: String,
    },
    /// No such key.
    #[error("{whole}: there is no key called {part}")]
    UnknownKey {
        /// All of it.
        whole: String,
        /// What there isn't.
        part: String,
    },
}

/// The longest text that is looked at, in bytes; the longest chord has 40.
const LONGEST: usize = 80;

/// Reads what [`Display`](fmt::Display) writes, in any case, in any order of the modifiers. A key with a sign may be
/// called by its name, too: `Ctrl+Comma` is `Ctrl+,`.
impl FromStr for Chord {
    type Err = ChordError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let whole: String = text.chars().take(LONGEST).collect();
        let text = text.trim();
        if text.is_empty() || text.len() > LONGEST {
            return Err(ChordError::NoKey(format!("\"{whole}\"")));
        }
        // The last plus parts, unless it is the key itself.
        let (held, key) = match text.strip_suffix('+') {
            Some(held) if held.is_empty() || held.trim_end().ends_with('+') => {
                (held.trim_end().strip_suffix('+').unwrap_or(""), "+")
            }
            Some(_) => return Err(ChordError::NoKey(whole)),
            None => text.rsplit_once('+').unwrap_or(("", text)),
        };
        let mut chord = Self::key(key_of(key.trim()).ok_or_else(|| {
            let part = key.trim().to_owned();
            if is_modifier(&part) { ChordError::NoKey(whole.clone()) } else { unknown(&whole, part) }
        })?);
        for part in held.split('+').map(str::trim).filter(|_| !held.is_empty()) {
            let is_held = match part.to_ascii_lowercase().as_str() {
                "ctrl" | "control" | "cmd" | "command" => &mut chord.ctrl,
                "alt" | "option" => &mut chord.alt,
                "shift" => &mut chord.shift,
                _ => return Err(ChordError::NoModifier { whole, part: part.to_owned() }),
            };
            if std::mem::replace(is_held, true) {
                return Err(ChordError::Twice { whole, part: part.to_owned() });
            }
        }
        Ok(chord)
    }
}

fn unknown(whole: &str, part: String) -> ChordError {
    ChordError::UnknownKey { whole: whole.to_owned(), part }
}

fn is_modifier(part: &str) -> bool {
    ["ctrl", "control", "cmd", "command", "alt", "option", "shift"]
        .contains(&part.to_ascii_lowercase().as_str())
}

/// The key of a name or a sign.
fn key_of(name: &str) -> Option<Key> {
    let spelled = || Key::ALL.iter().find(|key| key.name().eq_ignore_ascii_case(name)).copied();
    Key::from_name(name).or_else(spelled)
}

/// As keyboards and menus write it: `Ctrl+Shift+L`, `Ctrl+,`.
impl fmt::Display for Chord {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (is_held, name) in [(self.ctrl, "Ctrl+"), (self.alt, "Alt+"), (self.shift, "Shift+")] {
            if is_held {
                to.write_str(name)?;
            }
        }
        to.write_str(sign_of(self.key).unwrap_or(self.key.name()))
    }
}

/// What is printed on a key that people don't call by a name.
fn sign_of(key: Key) -> Option<&'static str> {
    Some(match key {
        Key::Backslash => "\\",
        Key::Backtick => "`",
        Key::CloseBracket => "]",
        Key::CloseCurlyBracket => "}",
        Key::Colon => ":",
        Key::Comma => ",",
        Key::Equals => "=",
        Key::Exclamationmark => "!",
        Key::Minus => "-",
        Key::OpenBracket => "[",
        Key::OpenCurlyBracket => "{",
        Key::Period => ".",
        Key::Pipe => "|",
        Key::Plus => "+",
        Key::Questionmark => "?",
        Key::Quote => "'",
        Key::Semicolon => ";",
        Key::Slash => "/",
        _ => return None,
    })
}
