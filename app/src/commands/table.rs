//! The table of all commands.

use egui::Key;

use super::{Chord, Entry, Place};
use crate::document::{Command, Side};
use crate::highlights::Part;
use crate::panels::{Action, EngineAction, NamesAction};

/// A command whose keys count everywhere.
const fn anywhere(id: &'static str, title: &'static str, keys: &'static [Chord], action: Action) -> Entry {
    Entry { id, title, keys, place: Place::Anywhere, action }
}

/// A command whose keys count in the code.
const fn in_code(id: &'static str, title: &'static str, keys: &'static [Chord], action: Action) -> Entry {
    Entry { id, title, keys, place: Place::Code, action }
}

/// All commands, in the order in which they are listed.
pub(super) static ENTRIES: &[Entry] = &[
    anywhere("file.new", "New file", &[Chord::ctrl(Key::N)], Action::New),
    anywhere("file.open", "Open a file", &[Chord::ctrl(Key::O)], Action::Open),
    anywhere("file.save", "Save", &[Chord::ctrl(Key::S)], Action::Save),
    anywhere("file.save-as", "Save under another name", &[Chord::ctrl(Key::S).shift()], Action::SaveAs),
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
        &[Chord::ctrl(Key::ArrowUp).with_alt()],
        Action::Edit(Command::AddCursors(Side::Above)),
    ),
    in_code(
        "cursors.add-below",
        "Add a cursor below",
        &[Chord::ctrl(Key::ArrowDown).with_alt()],
        Action::Edit(Command::AddCursors(Side::Below)),
    ),
    in_code(
        "cursors.take-back",
        "Take back the last cursor",
        &[Chord::ctrl(Key::U)],
        Action::Edit(Command::TakeBackCursor),
    ),
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
    anywhere("view.light", "Light", &[Chord::key(Key::F7)], Action::Switch(Part::Light)),
    in_code("view.larger", "Larger text", &[Chord::ctrl(Key::Plus)], Action::ZoomIn),
    in_code("view.smaller", "Smaller text", &[Chord::ctrl(Key::Minus)], Action::ZoomOut),
    in_code("view.normal-size", "Normal text", &[Chord::ctrl(Key::Num0)], Action::ZoomReset),
    anywhere("view.sticky", "Sticky scope lines", &[], Action::ToggleSticky),
    anywhere(
        "view.engine",
        "Engine panel",
        &[Chord::ctrl(Key::E).shift()],
        Action::Engine(EngineAction::Toggle),
    ),
    anywhere("view.menu", "Main menu", &[Chord::key(Key::F10)], Action::ToggleMenu),
    anywhere("view.next-panel", "Go to the next panel", &[Chord::key(Key::F6)], Action::NextPanel),
    anywhere("help.tour", "The tour", &[], Action::OpenTour),
    anywhere("help.about", "About Namelight", &[], Action::ShowAbout),
    anywhere("program.quit", "Quit", &[Chord::ctrl(Key::Q)], Action::Quit),
];
