//! What can be asked of the program besides editing.

use std::path::PathBuf;

use super::EngineAction;

/// Which theme is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ThemeChoice {
    /// Light or dark, as the system is.
    #[default]
    System,
    /// The default dark one.
    Lantern,
    /// The default light one.
    Daylight,
}

/// One thing that was asked for, by menu, shortcut or button.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// An empty text.
    New,
    /// Ask which file to open.
    Open,
    /// Open this file.
    OpenPath(PathBuf),
    /// Open the tour.
    OpenTour,
    /// Write the text to its file; asks for a name if it has none.
    Save,
    /// Ask under which name to write the text.
    SaveAs,
    /// Write the text to this file; if there is one, replacing it was agreed to.
    SavePath(PathBuf),
    /// Write the text to this file unless there is one.
    SaveNew(PathBuf),
    /// Write the text although the file has changed on disk.
    Overwrite,
    /// Go on with what would lose unsaved text, after saving it.
    SaveAndGoOn,
    /// Go on with what loses unsaved text.
    DiscardAndGoOn,
    /// Close the question and do nothing.
    KeepEditing,
    /// Take back.
    Undo,
    /// Do again.
    Redo,
    /// Go to the next place of the lit name.
    NextPlace,
    /// Go to the previous place of the lit name.
    PreviousPlace,
    /// Show another theme.
    SetTheme(ThemeChoice),
    /// Larger code.
    ZoomIn,
    /// Smaller code.
    ZoomOut,
    /// Code at its normal size.
    ZoomReset,
    /// Something of the engine panel's.
    Engine(EngineAction),
    /// Take away the notice at this index.
    DismissNotice(usize),
    /// End the program.
    Quit,
}
