//! What can be asked about the folder that the open file is in, and about files that were open before.

use std::path::PathBuf;

/// Something about files besides the open ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FolderAction {
    /// Choose a file of the project by some letters of its name.
    QuickOpen,
    /// Choose one of the files that were open last.
    ShowRecent,
    /// Open a file, and go to a line and column in it, both from 1.
    Open(PathBuf, Option<(usize, usize)>),
    /// Show the tree of the project's folder, or take it away.
    ToggleTree,
    /// Read again what the tree shows.
    Refresh,
    /// Give the tree this width, in points.
    SetWidth(u16),
}
