//! What can be asked of the program besides editing.

use std::path::PathBuf;

use super::{
    ClipboardAction, CompareAction, EncodingAction, EngineAction, FindAction, FolderAction, NamesAction,
    NavigateAction, OutsideAction, PaneAction, RecoveryAction, RunAction, TabAction,
};
use crate::document::{Command, IndentUnit, LineEnding};
use crate::folding::FoldAction;
use crate::highlights::Part;
use crate::settings::Change;
pub use crate::theme::{RowHeight, ThemeChoice};

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
    /// Something to do with the open files.
    Tab(TabAction),
    /// Something to do with the panes.
    Pane(PaneAction),
    /// Something about the files of the folder, or files that were open before.
    Folder(FolderAction),
    /// Something for the document.
    Edit(Command),
    /// Go to the next place of the lit name.
    NextPlace,
    /// Go to the previous place of the lit name.
    PreviousPlace,
    /// Go to the next place where the lit name gets a value.
    NextWrite,
    /// Go to the previous place where the lit name gets a value.
    PreviousWrite,
    /// Go to where the lit name is defined.
    GoToDefinition,
    /// Go to a byte of the text.
    GoTo(usize),
    /// Go back to where the cursor was before it leapt.
    Back,
    /// Go where [`Action::Back`] came from.
    Forward,
    /// Select the next place of the lit name, too.
    SelectNextPlace,
    /// Select every place of the lit name.
    SelectAllPlaces,
    /// Show a part of the light, or don't any more.
    Switch(Part),
    /// Keep the lit name lit, or don't any more.
    TogglePin,
    /// Go to the next place of the pinned name of this number, from 0.
    NextOfPin(usize),
    /// Open or close the list of all places.
    ToggleOccurrences,
    /// Type another name for the lit one.
    Rename,
    /// Take the name that was typed.
    TakeRename,
    /// Keep the name as it was.
    CancelRename,
    /// Rename likely places, too, or not.
    RenameLikely,
    /// Rename the places where docstrings speak of the name, too, or not.
    RenameMentions,
    /// Rename the places of objects that the file doesn't tell of, too, or not.
    RenamePossible,
    /// Show another theme.
    SetTheme(ThemeChoice),
    /// Rows of another height.
    SetRowHeight(RowHeight),
    /// Keep the headers of what the view is in at its top, or don't.
    ToggleSticky,
    /// Fold lines away, or show them again.
    Fold(FoldAction),
    /// Let lines that are wider than the view go on in another row, or don't.
    ToggleWrap,
    /// Ask for a line to go to, or close the box that asks.
    GoToLine,
    /// Indent with this from now on.
    SetIndentUnit(IndentUnit),
    /// Write the indentation of the whole text with this.
    ConvertIndentation(IndentUnit),
    /// End all lines of the text so.
    ConvertLineEndings(LineEnding),
    /// Something about how characters are written as bytes, or about reading files.
    Encoding(EncodingAction),
    /// Show the levels of indentation, or don't.
    ToggleGuides,
    /// Show signs for the white space of what is selected, of all, of none.
    NextWhiteSpace,
    /// Show where the longest lines should end, or don't.
    ToggleColumnRuler,
    /// Larger code.
    ZoomIn,
    /// Smaller code.
    ZoomOut,
    /// Code at its normal size.
    ZoomReset,
    /// Let the window take the whole screen, or don't any more.
    ToggleFullScreen,
    /// Something about unsaved texts that were kept.
    Recovery(RecoveryAction),
    /// Something about a comparison of two texts.
    Compare(CompareAction),
    /// Something of a search's.
    Find(FindAction),
    /// Something about names and problems.
    Names(NamesAction),
    /// Something about going places.
    Navigate(NavigateAction),
    /// Something about a file that another program has changed.
    Outside(OutsideAction),
    /// Something of the engine panel's.
    Engine(EngineAction),
    /// Something about running files.
    Run(RunAction),
    /// Cut, copy or paste.
    Clipboard(ClipboardAction),
    /// Open the menu for what is at the cursor.
    ShowCodeMenu,
    /// Open or close the main menu.
    ToggleMenu,
    /// Give the keyboard to the next panel.
    NextPanel,
    /// Take away the notice at this index.
    DismissNotice(usize),
    /// Show every command.
    ShowPalette,
    /// Show the settings.
    ShowSettings,
    /// Take the settings away.
    CloseSettings,
    /// Change one of the settings.
    Change(Change),
    /// Open the file in which settings are kept; it is made if it isn't there.
    OpenSettingsFile,
    /// Say what this program is.
    ShowAbout,
    /// Close what says so.
    CloseAbout,
    /// End the program.
    Quit,
}
