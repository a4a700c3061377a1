//! The table of all commands.

use egui::Key;

use super::{Chord, Entry, Place};
use crate::document::{Command, IndentUnit, LetterCase, LineCommand, LineEnding, Side};
use crate::folding::FoldAction;
use crate::highlights::Part;
use crate::panels::{
    Action, EncodingAction, EngineAction, FindAction, FolderAction, NamesAction, NavigateAction,
    OutsideAction, PaneAction, RecoveryAction, RunAction, TabAction,
};

/// A command whose keys count everywhere.
const fn anywhere(id: &'static str, title: &'static str, keys: &'static [Chord], action: Action) -> Entry {
    Entry { id, title, keys, place: Place::Anywhere, action }
}

/// A command whose keys count in the code.
const fn in_code(id: &'static str, title: &'static str, keys: &'static [Chord], action: Action) -> Entry {
    Entry { id, title, keys, place: Place::Code, action }
}

/// A command whose keys count while the find bar is open.
const fn in_find(id: &'static str, title: &'static str, keys: &'static [Chord], action: FindAction) -> Entry {
    Entry { id, title, keys, place: Place::FindBar, action: Action::Find(action) }
}

/// A command for whole lines.
const fn lines(id: &'static str, title: &'static str, keys: &'static [Chord], command: LineCommand) -> Entry {
    in_code(id, title, keys, Action::Edit(Command::Lines(command)))
}

/// A command of the document's.
const fn edit(id: &'static str, title: &'static str, keys: &'static [Chord], command: Command) -> Entry {
    in_code(id, title, keys, Action::Edit(command))
}

/// All commands, in the order in which they are listed.
pub(super) static ENTRIES: &[Entry] = &[
    anywhere("file.new", "New file", &[Chord::ctrl(Key::N)], Action::New),
    anywhere("file.open", "Open a file", &[Chord::ctrl(Key::O)], Action::Open),
    anywhere(
        "file.quick-open",
        "Open a file of this project",
        &[Chord::ctrl(Key::P)],
        Action::Folder(FolderAction::QuickOpen),
    ),
    anywhere("file.recent", "Recent files", &[Chord::ctrl(Key::R)], Action::Folder(FolderAction::ShowRecent)),
    anywhere(
        "folder.tree",
        "Folder of this project",
        &[Chord::ctrl(Key::B)],
        Action::Folder(FolderAction::ToggleTree),
    ),
    anywhere("folder.refresh", "Read the folder again", &[], Action::Folder(FolderAction::Refresh)),
    anywhere("file.save", "Save", &[Chord::ctrl(Key::S)], Action::Save),
    anywhere("file.save-as", "Save under another name", &[Chord::ctrl(Key::S).shift()], Action::SaveAs),
    anywhere(
        "file.reopen-with-encoding",
        "Reopen with encoding",
        &[],
        Action::Encoding(EncodingAction::ChooseToReopen),
    ),
    anywhere(
        "file.save-with-encoding",
        "Save with encoding",
        &[],
        Action::Encoding(EncodingAction::ChooseToSave),
    ),
    anywhere("file.stop-opening", "Stop opening", &[], Action::Encoding(EncodingAction::StopOpening)),
    anywhere("file.save-all", "Save all files", &[], Action::Tab(TabAction::SaveAll)),
    anywhere("file.compare", "Compare with the file on disk", &[], Action::Outside(OutsideAction::Compare)),
    anywhere("file.reload", "Reload from the file on disk", &[], Action::Outside(OutsideAction::Reload)),
    anywhere("file.close", "Close this file", &[Chord::ctrl(Key::W)], Action::Tab(TabAction::Close)),
    anywhere("file.close-others", "Close the other files", &[], Action::Tab(TabAction::CloseOthers)),
    anywhere(
        "file.close-all",
        "Close all files",
        &[Chord::ctrl(Key::W).shift()],
        Action::Tab(TabAction::CloseAll),
    ),
    anywhere(
        "file.reopen",
        "Open the last closed file",
        &[Chord::ctrl(Key::T).shift()],
        Action::Tab(TabAction::Reopen),
    ),
    anywhere("file.recover", "Unsaved text that was kept", &[], Action::Recovery(RecoveryAction::Look)),
    anywhere(
        "file.next",
        "Next file",
        &[Chord::ctrl(Key::Tab), Chord::ctrl(Key::PageDown)],
        Action::Tab(TabAction::Next),
    ),
    anywhere(
        "file.previous",
        "Previous file",
        &[Chord::ctrl(Key::Tab).shift(), Chord::ctrl(Key::PageUp)],
        Action::Tab(TabAction::Previous),
    ),
    anywhere(
        "pane.split",
        "Split to the right",
        &[Chord::ctrl(Key::Backslash)],
        Action::Pane(PaneAction::Split),
    ),
    anywhere("pane.close", "Close this pane", &[], Action::Pane(PaneAction::Close)),
    anywhere("pane.left", "Go to the left pane", &[Chord::ctrl(Key::Num1)], Action::Pane(PaneAction::GoLeft)),
    anywhere(
        "pane.right",
        "Go to the right pane",
        &[Chord::ctrl(Key::Num2)],
        Action::Pane(PaneAction::GoRight),
    ),
    in_code("edit.undo", "Undo", &[Chord::ctrl(Key::Z)], Action::Edit(Command::Undo)),
    in_code(
        "edit.redo",
        "Redo",
        &[Chord::ctrl(Key::Z).shift(), Chord::ctrl(Key::Y)],
        Action::Edit(Command::Redo),
    ),
    in_code("edit.select-all", "Select all", &[Chord::ctrl(Key::A)], Action::Edit(Command::SelectAll)),
    in_code(
        "cursors.add-above",
        "Add a cursor above",
        &[Chord::ctrl(Key::ArrowUp).with_alt(), Chord::ctrl(Key::ArrowUp).shift()],
        Action::Edit(Command::AddCursors(Side::Above)),
    ),
    in_code(
        "cursors.add-below",
        "Add a cursor below",
        &[Chord::ctrl(Key::ArrowDown).with_alt(), Chord::ctrl(Key::ArrowDown).shift()],
        Action::Edit(Command::AddCursors(Side::Below)),
    ),
    in_code(
        "cursors.take-back",
        "Take back the last cursor",
        &[Chord::ctrl(Key::U)],
        Action::Edit(Command::TakeBackCursor),
    ),
    anywhere("find.open", "Find", &[Chord::ctrl(Key::F)], Action::Find(FindAction::Open)),
    anywhere(
        "find.replace",
        "Find and replace",
        &[Chord::ctrl(Key::H)],
        Action::Find(FindAction::OpenReplace),
    ),
    anywhere("find.next", "Next match", &[Chord::key(Key::F3)], Action::Find(FindAction::Next)),
    anywhere(
        "find.previous",
        "Previous match",
        &[Chord::key(Key::F3).shift()],
        Action::Find(FindAction::Previous),
    ),
    in_code(
        "find.next-same",
        "Find the selection or the word at the cursor",
        &[Chord::ctrl(Key::F3)],
        Action::Find(FindAction::NextSame),
    ),
    in_find("find.case", "Match case", &[Chord::alt(Key::C)], FindAction::ToggleCase),
    in_find("find.word", "Find whole words only", &[Chord::alt(Key::W)], FindAction::ToggleWord),
    in_find("find.regex", "Find a regular expression", &[Chord::alt(Key::R)], FindAction::ToggleRegex),
    in_find(
        "find.selection",
        "Find only in the selection",
        &[Chord::alt(Key::L)],
        FindAction::ToggleSelection,
    ),
    in_find(
        "find.replace-one",
        "Replace this match",
        // With Shift, the key's own sign is another one on many keyboards.
        &[Chord::ctrl(Key::Num1).shift(), Chord::ctrl(Key::Exclamationmark).shift()],
        FindAction::ReplaceOne,
    ),
    in_find(
        "find.replace-all",
        "Replace all matches",
        &[Chord::ctrl(Key::Enter).with_alt()],
        FindAction::ReplaceAll,
    ),
    in_find("find.select-all", "Select all matches", &[Chord::alt(Key::Enter)], FindAction::SelectAll),
    lines(
        "lines.comment",
        "Comment lines or uncomment them",
        &[Chord::ctrl(Key::Slash)],
        LineCommand::ToggleComment,
    ),
    lines("lines.move-up", "Move lines up", &[Chord::alt(Key::ArrowUp)], LineCommand::Move(Side::Above)),
    lines(
        "lines.move-down",
        "Move lines down",
        &[Chord::alt(Key::ArrowDown)],
        LineCommand::Move(Side::Below),
    ),
    lines(
        "lines.copy-up",
        "Copy lines up",
        &[Chord::alt(Key::ArrowUp).shift()],
        LineCommand::Copy(Side::Above),
    ),
    lines(
        "lines.copy-down",
        "Copy lines down",
        &[Chord::alt(Key::ArrowDown).shift()],
        LineCommand::Copy(Side::Below),
    ),
    lines("lines.delete", "Delete lines", &[Chord::ctrl(Key::K).shift()], LineCommand::Delete),
    lines("lines.join", "Join lines", &[Chord::ctrl(Key::J)], LineCommand::Join),
    lines(
        "lines.insert-below",
        "New line below",
        &[Chord::ctrl(Key::Enter)],
        LineCommand::Insert(Side::Below),
    ),
    lines(
        "lines.insert-above",
        "New line above",
        &[Chord::ctrl(Key::Enter).shift()],
        LineCommand::Insert(Side::Above),
    ),
    lines("lines.indent", "Indent lines", &[Chord::ctrl(Key::CloseBracket)], LineCommand::Indent),
    edit("lines.outdent", "Outdent lines", &[Chord::ctrl(Key::OpenBracket)], Command::Dedent),
    lines("lines.sort-ascending", "Sort lines from A to Z", &[], LineCommand::SortAscending),
    lines("lines.sort-descending", "Sort lines from Z to A", &[], LineCommand::SortDescending),
    edit("selection.line", "Select line", &[Chord::ctrl(Key::L)], Command::SelectLine),
    edit(
        "selection.expand",
        "Expand selection",
        &[Chord::alt(Key::ArrowRight).shift()],
        Command::ExpandSelection,
    ),
    edit(
        "selection.shrink",
        "Shrink selection",
        &[Chord::alt(Key::ArrowLeft).shift()],
        Command::ShrinkSelection,
    ),
    edit("selection.upper-case", "Change to upper case", &[], Command::ChangeCase(LetterCase::Upper)),
    edit("selection.lower-case", "Change to lower case", &[], Command::ChangeCase(LetterCase::Lower)),
    edit("selection.title-case", "Change to title case", &[], Command::ChangeCase(LetterCase::Title)),
    edit(
        "go.bracket",
        "Go to the matching bracket",
        // With Shift held some keyboards give the bar as a key of its own.
        &[Chord::ctrl(Key::Backslash).shift(), Chord::ctrl(Key::Pipe).shift()],
        Command::GoToBracket,
    ),
    anywhere(
        "go.symbol",
        "Go to symbol",
        &[Chord::ctrl(Key::O).shift()],
        Action::Navigate(NavigateAction::GoToSymbol),
    ),
    anywhere(
        "bookmark.toggle",
        "Set or remove a bookmark",
        &[Chord::ctrl(Key::K).with_alt()],
        Action::Navigate(NavigateAction::ToggleBookmark),
    ),
    anywhere(
        "bookmark.next",
        "Next bookmark",
        &[Chord::ctrl(Key::L).with_alt()],
        Action::Navigate(NavigateAction::NextBookmark),
    ),
    anywhere(
        "bookmark.previous",
        "Previous bookmark",
        &[Chord::ctrl(Key::J).with_alt()],
        Action::Navigate(NavigateAction::PreviousBookmark),
    ),
    anywhere("bookmark.list", "List of bookmarks", &[], Action::Navigate(NavigateAction::ListBookmarks)),
    anywhere(
        "bookmark.clear",
        "Remove all bookmarks of this file",
        &[],
        Action::Navigate(NavigateAction::ClearBookmarks),
    ),
    anywhere("go.line", "Go to line", &[Chord::ctrl(Key::G)], Action::GoToLine),
    anywhere(
        "text.indent-2-spaces",
        "Convert indentation to 2 spaces",
        &[],
        Action::ConvertIndentation(IndentUnit::Spaces(2)),
    ),
    anywhere(
        "text.indent-4-spaces",
        "Convert indentation to 4 spaces",
        &[],
        Action::ConvertIndentation(IndentUnit::Spaces(4)),
    ),
    anywhere(
        "text.indent-tabs",
        "Convert indentation to tabs",
        &[],
        Action::ConvertIndentation(IndentUnit::Tab),
    ),
    anywhere("text.lf", "Line endings: LF", &[], Action::ConvertLineEndings(LineEnding::Lf)),
    anywhere("text.crlf", "Line endings: CRLF", &[], Action::ConvertLineEndings(LineEnding::CrLf)),
    anywhere("name.rename", "Rename this name", &[Chord::key(Key::F2)], Action::Rename),
    anywhere("name.definition", "Go to its definition", &[Chord::key(Key::F12)], Action::GoToDefinition),
    anywhere("name.next-place", "Next place", &[Chord::key(Key::F8)], Action::NextPlace),
    anywhere("name.previous-place", "Previous place", &[Chord::key(Key::F8).shift()], Action::PreviousPlace),
    anywhere("name.next-write", "Next write", &[Chord::key(Key::F9)], Action::NextWrite),
    anywhere("name.previous-write", "Previous write", &[Chord::key(Key::F9).shift()], Action::PreviousWrite),
    anywhere(
        "name.select-next",
        "Select the next place, too",
        &[Chord::ctrl(Key::D)],
        Action::SelectNextPlace,
    ),
    anywhere("name.select-all", "Select all places", &[Chord::ctrl(Key::L).shift()], Action::SelectAllPlaces),
    anywhere("name.pin", "Pin or unpin", &[Chord::alt(Key::P)], Action::TogglePin),
    anywhere("name.next-of-pin-1", "Next place of pin 1", &[Chord::alt(Key::Num1)], Action::NextOfPin(0)),
    anywhere("name.next-of-pin-2", "Next place of pin 2", &[Chord::alt(Key::Num2)], Action::NextOfPin(1)),
    anywhere("name.next-of-pin-3", "Next place of pin 3", &[Chord::alt(Key::Num3)], Action::NextOfPin(2)),
    anywhere("name.next-of-pin-4", "Next place of pin 4", &[Chord::alt(Key::Num4)], Action::NextOfPin(3)),
    anywhere("name.list", "List of places", &[Chord::key(Key::F12).shift()], Action::ToggleOccurrences),
    in_code(
        "names.suggest",
        "Suggest a name here",
        &[Chord::ctrl(Key::Space)],
        Action::Names(NamesAction::Suggest),
    ),
    anywhere("names.completion", "Suggest names", &[], Action::Names(NamesAction::ToggleSuggestions)),
    anywhere(
        "names.mark-undefined",
        "Mark undefined names",
        &[],
        Action::Names(NamesAction::ToggleUndefined),
    ),
    anywhere("names.mark-unused", "Mark unused names", &[], Action::Names(NamesAction::ToggleUnused)),
    anywhere("problem.next", "Next problem", &[Chord::alt(Key::F8)], Action::Names(NamesAction::NextProblem)),
    anywhere(
        "problem.previous",
        "Previous problem",
        &[Chord::alt(Key::F8).shift()],
        Action::Names(NamesAction::PreviousProblem),
    ),
    anywhere("go.back", "Back", &[Chord::alt(Key::ArrowLeft)], Action::Back),
    anywhere("go.forward", "Forward", &[Chord::alt(Key::ArrowRight)], Action::Forward),
    anywhere(
        "go.last-edit",
        "Go to the last edit",
        &[Chord::ctrl(Key::Q).with_alt()],
        Action::Navigate(NavigateAction::LastEdit),
    ),
    anywhere("view.light", "Light", &[Chord::key(Key::F7)], Action::Switch(Part::Light)),
    anywhere(
        "view.larger",
        "Larger text",
        // On many keyboards the plus is above the equals sign, and nobody holds Shift for it.
        &[
            Chord::ctrl(Key::Plus),
            Chord::ctrl(Key::Equals),
            Chord::ctrl(Key::Plus).shift(),
            Chord::ctrl(Key::Equals).shift(),
        ],
        Action::ZoomIn,
    ),
    anywhere(
        "view.smaller",
        "Smaller text",
        &[Chord::ctrl(Key::Minus), Chord::ctrl(Key::Minus).shift()],
        Action::ZoomOut,
    ),
    anywhere("view.normal-size", "Normal text", &[Chord::ctrl(Key::Num0)], Action::ZoomReset),
    anywhere("view.full-screen", "Full screen", &[Chord::key(Key::F11)], Action::ToggleFullScreen),
    in_code(
        "fold.fold",
        "Fold",
        // With Shift some keyboards name the key by what is above.
        &[Chord::ctrl(Key::OpenBracket).shift(), Chord::ctrl(Key::OpenCurlyBracket).shift()],
        Action::Fold(FoldAction::Fold),
    ),
    in_code(
        "fold.unfold",
        "Unfold",
        &[Chord::ctrl(Key::CloseBracket).shift(), Chord::ctrl(Key::CloseCurlyBracket).shift()],
        Action::Fold(FoldAction::Unfold),
    ),
    in_code(
        "fold.all",
        "Fold everything",
        &[Chord::ctrl(Key::OpenBracket).with_alt()],
        Action::Fold(FoldAction::FoldAll),
    ),
    in_code(
        "fold.unfold-all",
        "Unfold everything",
        &[Chord::ctrl(Key::CloseBracket).with_alt()],
        Action::Fold(FoldAction::UnfoldAll),
    ),
    anywhere("fold.functions", "Fold all functions", &[], Action::Fold(FoldAction::FoldFunctions)),
    anywhere("fold.imports", "Fold all imports", &[], Action::Fold(FoldAction::FoldImports)),
    anywhere("fold.docstrings", "Fold all docstrings", &[], Action::Fold(FoldAction::FoldDocstrings)),
    anywhere(
        "view.outline",
        "Outline",
        &[Chord::ctrl(Key::B).shift()],
        Action::Navigate(NavigateAction::ToggleOutline),
    ),
    anywhere("view.wrap", "Wrap long lines", &[Chord::alt(Key::Z)], Action::ToggleWrap),
    anywhere("view.sticky", "Sticky scope lines", &[], Action::ToggleSticky),
    anywhere("view.guides", "Indent guides", &[], Action::ToggleGuides),
    anywhere("view.white-space", "White space", &[], Action::NextWhiteSpace),
    anywhere("view.column-ruler", "Column ruler", &[], Action::ToggleColumnRuler),
    anywhere(
        "view.engine",
        "Engine panel",
        &[Chord::ctrl(Key::E).shift()],
        Action::Engine(EngineAction::Toggle),
    ),
    anywhere(
        "view.commands",
        "All commands",
        &[Chord::ctrl(Key::P).shift(), Chord::key(Key::F1)],
        Action::ShowPalette,
    ),
    anywhere("run.file", "Run this file", &[Chord::key(Key::F5)], Action::Run(RunAction::Run)),
    anywhere(
        "run.arguments",
        "Run with arguments…",
        &[Chord::ctrl(Key::F5).shift()],
        Action::Run(RunAction::AskArguments),
    ),
    anywhere("run.stop", "Stop running", &[Chord::key(Key::F5).shift()], Action::Run(RunAction::Stop)),
    anywhere("run.again", "Run again", &[], Action::Run(RunAction::Again)),
    anywhere("run.panel", "Output panel", &[Chord::ctrl(Key::U).shift()], Action::Run(RunAction::Toggle)),
    anywhere(
        "run.focus",
        "Go to the output panel",
        &[Chord::ctrl(Key::Backtick)],
        Action::Run(RunAction::Focus),
    ),
    anywhere("run.clear", "Clear the output", &[], Action::Run(RunAction::Clear)),
    anywhere("program.settings", "Settings", &[Chord::ctrl(Key::Comma)], Action::ShowSettings),
    anywhere("view.menu", "Main menu", &[Chord::key(Key::F10)], Action::ToggleMenu),
    in_code(
        "view.context-menu",
        "Menu of what is at the cursor",
        &[Chord::key(Key::F10).shift(), Chord::key(Key::Menu)],
        Action::ShowCodeMenu,
    ),
    anywhere("view.next-panel", "Go to the next panel", &[Chord::key(Key::F6)], Action::NextPanel),
    anywhere("help.tour", "The tour", &[], Action::OpenTour),
    anywhere("help.about", "About Namelight", &[], Action::ShowAbout),
    anywhere("program.quit", "Quit", &[Chord::ctrl(Key::Q)], Action::Quit),
];
