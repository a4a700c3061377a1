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

/// To which side a cursor is added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// In the line above.
    Above,
    /// In the line below.
    Below,
}

/// One thing to do to a document. What is said of the selection holds for each of several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Move the cursor; `extend` keeps the selection's anchor.
    Move {
        /// Where to.
        motion: Motion,
        /// Whether the selection grows.
        extend: bool,
    },
    /// Select a range, as by mouse; there is one cursor afterwards.
    Select(Selection),
    /// Select these ranges, in any order. Those that touch become one, the last is the primary; nothing happens if
    /// there are none. To add one, put it behind [`Selections::as_added`](super::Selections::as_added).
    SelectMany(Vec<Selection>),
    /// Add a cursor beside every cursor, in the same display column; the outermost is the primary.
    AddCursors(Side),
    /// Take away the cursor that was added last.
    TakeBackCursor,
    /// Select the whole text.
    SelectAll,
    /// Replace the selection by typed text.
    Type(String),
    /// Replace the selection by a line break, indented as the line before asks.
    NewLine,
    /// Replace the selection by text from the clipboard. With as many cursors as it has lines, each gets one.
    Paste(String),
    /// Replace each selection by its own text, in the order of the text; if there are more or fewer, each of them
    /// by all of it, as [`Paste`](Self::Paste) of [`joined`](super::joined).
    PasteEach(Vec<String>),
    /// Remove the selection, or what lies between the cursor and where the motion leads.
    Delete(Motion),
    /// Remove the selection, or the cursor's line; its text was copied before.
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

impl Command {
    /// Whether it may change the text; the others only move cursors.
    #[must_use]
    pub fn is_edit(&self) -> bool {
        match self {
            Self::Move { .. }
            | Self::Select(_)
            | Self::SelectMany(_)
            | Self::AddCursors(_)
            | Self::TakeBackCursor
            | Self::SelectAll => false,
            Self::Type(_)
            | Self::NewLine
            | Self::Paste(_)
            | Self::PasteEach(_)
            | Self::Delete(_)
            | Self::Cut
            | Self::Indent
            | Self::Dedent
            | Self::Undo
            | Self::Redo
            | Self::ReplaceMany { .. }
            | Self::ReplaceAll(_) => true,
        }
    }
}
