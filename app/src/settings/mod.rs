//! What a person has chosen: how the program looks, what is lit, how it edits, and which keys do what.
//!
//! There is one [`Settings`] and one table that says of each setting what it is called, what it may be and where
//! it stands in the file; reading, writing and the dialog all go by it. Data flows one way: the file is read on a thread
//! of its own ([`Keeper`]) → [`Settings`] → what is drawn; what is changed in the program is a [`Change`], which alters the
//! [`Settings`] at once and the file soon after. Invariants: reading never fails as a whole, since what can't be
//! understood is told and has its default; writing changes nothing of the file but what was changed, comments included.

mod change;
mod keeper;
mod place;
mod read;
mod table;
#[cfg(test)]
mod tests;
mod value;
mod write;

use std::collections::BTreeMap;

use crate::commands::Chord;
use crate::editor::WhiteSpace;
use crate::highlights::Switches;
use crate::theme::{RowHeight, ThemeChoice, sizes};

pub use change::Change;
pub use keeper::{Keeper, News, ReadResult};
pub use place::usual_file;
pub use read::{Problem, Reading, read, told};
pub use table::{Page, Setting, all, setting};
pub use value::{Choice, Kind, Value};
pub use write::{Unwritable, rewritten};

/// What a person has chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The theme.
    pub theme: ThemeChoice,
    /// How high rows are.
    pub row_height: RowHeight,
    /// The size of code, in points.
    pub text_size: u16,
    /// The family of the code's font; empty for the built-in one.
    pub code_font: String,
    /// Whether headers stay at the top of the view.
    pub sticky_lines: bool,
    /// Whether lines show how far code is indented.
    pub indent_guides: bool,
    /// Where blanks and tabs are shown.
    pub white_space: WhiteSpace,
    /// Whether long lines go on in the next row.
    pub wrap: bool,
    /// Columns at which a line is drawn, in characters.
    pub rulers: Vec<u16>,
    /// What of the light is shown.
    pub switches: Switches,
    /// Whether names are offered while one is typed.
    pub suggest_names: bool,
    /// Whether names that nothing defines are marked.
    pub mark_undefined: bool,
    /// Whether names that nothing reads are marked.
    pub mark_unused: bool,
    /// Whether a bracket or quote that is typed gets its other half.
    pub auto_close: bool,
    /// Whether blanks at the ends of lines go when a file is saved.
    pub trim_on_save: bool,
    /// Whether a saved file ends with a line break.
    pub final_newline: bool,
    /// The Python that runs files: a path or a name; empty for the usual one.
    pub python: String,
    /// How many files are remembered.
    pub recent_files: u16,
    /// Whether what was open last is opened again at the start.
    pub restore_session: bool,
    /// Other keys than the usual ones, by the command's id.
    pub keys: BTreeMap<String, Vec<Chord>>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: ThemeChoice::default(),
            row_height: RowHeight::default(),
            text_size: sizes::CODE_FONT as u16,
            code_font: String::new(),
            sticky_lines: true,
            indent_guides: false,
            white_space: WhiteSpace::default(),
            wrap: false,
            rulers: Vec::new(),
            switches: Switches::default(),
            suggest_names: true,
            mark_undefined: false,
            mark_unused: false,
            auto_close: true,
            trim_on_save: false,
            final_newline: false,
            python: String::new(),
            recent_files: 20,
            restore_session: true,
            keys: BTreeMap::new(),
        }
    }
}
