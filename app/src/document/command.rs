//! Everything that can be done to a document.

use std::ops::Range;

use super::Selection;

/// A way for the cursor to travel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Motion {
    /// One grapheme to the left.
    Left,
    /// One grapheme to the right.
    Right,
    /// To the start of the word, or of the one before.
    WordLeft,
    /// To the end of the word, or of the next one.
    WordRight,
    /// One line up, keeping the column that the eye expects.
    Up,
    /// One line down, keeping the column that the eye expects.
    Down,
    /// So many lines up.
    PageUp(usize),
    /// So many lines down.
    PageDown(usize),
    /// To the line's first character that is not white space; from there to its start.
    LineStart,
    /// To the line's end.
    LineEnd,
    /// To the start of the text.
    DocumentStart,
    /// To the end of the text.
    DocumentEnd,
}

/// One thing to do to a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Move the cursor; `extend` keeps the selection's anchor.
    Move {
        /// Where to.
        motion: Motion,
        /// Whether the selection grows.
        extend: bool,
    },
    /// Select a range, as by mouse.
    Select(Selection),
    /// Select the whole text.
    SelectAll,
    /// Replace the selection by typed text.
    Type(String),
    /// Replace the selection by a line break, indented as the line before asks.
    NewLine,
    /// Replace the selection by text from the clipboard.
    Paste(String),
    /// Remove the selection, or what lies between the cursor and where the motion leads.
    Delete(Motion),
    /// Remove the selection; its text was copied before.
    Cut,
    /// Tab: indent the selected lines, or insert white space up to the next stop.
    Indent,
    /// Shift+Tab: take one level of indentation from the selected lines.
    Dedent,
    /// Take back the last group of edits.
    Undo,
    /// Do again what was taken back.
    Redo,
    /// Replace several places at once, as a rename does; one step to undo.
    ReplaceMany {
        /// What goes and what comes; sorted, without overlap, in bytes.
        replaces: Vec<(Range<usize>, String)>,
        /// What is selected afterwards.
        selection: Selection,
    },
    /// Replace the whole text, as a reload does; can be undone.
    ReplaceAll(String),
}
