//! What can be asked about going places: symbols, the outline, bookmarks.

/// Something about going places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NavigateAction {
    /// List the file's symbols to go to one.
    GoToSymbol,
    /// Open or close the outline.
    ToggleOutline,
    /// Go to where the text was edited last.
    LastEdit,
    /// Mark the cursor's line, or don't any more.
    ToggleBookmark,
    /// Go to the next marked line.
    NextBookmark,
    /// Go to the marked line before.
    PreviousBookmark,
    /// List the marked lines to go to one.
    ListBookmarks,
    /// Take all marks of the file away.
    ClearBookmarks,
}
