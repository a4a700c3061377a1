//! One thing that is changed in the program.

use super::{Settings, Value, setting};
use crate::commands::Chord;

/// One thing that is changed in the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// A setting of the table.
    Set {
        /// Where it stands in the file.
        key: &'static str,
        /// What it is from now on.
        value: Value,
    },
    /// The keys of a command.
    Keys {
        /// The command's id.
        command: &'static str,
        /// Its keys from now on; none for the usual ones.
        chords: Option<Vec<Chord>>,
    },
}

impl Change {
    /// Changes it.
    pub fn apply(&self, settings: &mut Settings) {
        match self {
            Self::Set { key, value } => {
                if let Some(setting) = setting(key) {
                    setting.set(settings, value);
                }
            }
            Self::Keys { command, chords: Some(chords) } => {
                settings.keys.insert((*command).to_owned(), chords.clone());
            }
            Self::Keys { command, chords: None } => {
                settings.keys.remove(*command);
            }
        }
    }

    /// Whether it changes what the other one does.
    pub(super) fn is_about_the_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Set { key: one, .. }, Self::Set { key: other, .. }) => one == other,
            (Self::Keys { command: one, .. }, Self::Keys { command: other, .. }) => one == other,
            _ => false,
        }
    }
}
