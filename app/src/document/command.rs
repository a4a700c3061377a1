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

/// Something that is done to whole lines: those that the selections touch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineCommand {
    /// Make comments of them, or code again if all are comments.
    ToggleComment,
    /// Move them past the line on this side.
    Move(Side),
    /// Copy them; the selection is in the copy on this side.
    Copy(Side),
    /// Take them away.
    Delete,
    /// Make one line of them, or of the cursor's line and the next.
    Join,
    /// Sort them from A to Z.
    SortAscending,
    /// Sort them from Z to A.
    SortDescending,
    /// Begin a line on this side of each cursor's line.
    Insert(Side),
    /// One level deeper.
    Indent,
}

/// How words are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LetterCase {
    /// `TOTAL`.
    Upper,
    /// `total`.
    Lower,
    /// `Total`.
    Title,
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
    /// Like [`Paste`](Self::Paste), for whole lines that were copied here: they go to the cursor's level.
    PasteLines(String),
    /// Something for whole lines.
    Lines(LineCommand),
    /// Change the letters of what is selected, or of the words at the cursors.
    ChangeCase(LetterCase),
    /// Select the cursor's line; once more, the next one, too.
    SelectLine,
    /// Go to the bracket that matches the one at the cursor, or to the end of those it is in.
    GoToBracket,
    /// Select the next larger thing round the selection: word, brackets, statement, block, everything.
    ExpandSelection,
    /// Take back the last [`ExpandSelection`](Self::ExpandSelection); nothing else may lie between.
    ShrinkSelection,
    /// Put a part of the text elsewhere, as by drag and drop; it is selected there.
    MoveText {
        /// What is moved, in bytes.
        from: Range<usize>,
        /// Where to, in bytes of the text before; within `from` nothing happens.
        to: usize,
        /// Whether it stays where it was, too.
        copies: bool,
    },
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
            | Self::SelectLine
            | Self::GoToBracket
            | Self::ExpandSelection
            | Self::ShrinkSelection
            | Self::SelectAll => false,
            Self::Type(_)
            | Self::NewLine
            | Self::Paste(_)
            | Self::PasteEach(_)
            | Self::PasteLines(_)
            | Self::Lines(_)
            | Self::ChangeCase(_)
            | Self::MoveText { .. }
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
