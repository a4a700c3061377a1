//! The text being edited, its selection and its history: the truth on the user interface's side.
//!
//! Invariants: the text changes only through [`Command`]s and prepared rewrites ([`Document::adopt`]), and every
//! change makes a new revision and an [`Edit`]; both ends of every selection lie between two graphemes.

mod apply;
mod batch;
mod blocks;
mod brackets;
mod clipboard;
mod colon;
pub mod columns;
mod command;
mod comment;
mod cursors;
mod expand;
pub mod graphemes;
mod habits;
mod history;
mod indent;
mod left_blanks;
mod letter_case;
mod lexical;
mod line_edits;
pub mod lines;
mod motion;
mod moving;
mod newline;
mod pairs;
mod paste;
mod preview;
mod reloading;
mod rewrite;
mod selection;
mod selections;
mod sorting;
mod spelling;
mod style;
#[cfg(test)]
mod tests;
mod unchanged;
mod whole;
mod words;

use std::cell::Cell;
use std::ops::Range;
use std::path::{Path, PathBuf};

use crop::Rope;
use namelight_engine::text::{DocumentId, Edit, Revision};

use crate::files::{Expected, Identity, Loaded, Save, Saved};

pub use clipboard::joined;
pub use command::{Command, LetterCase, LineCommand, Motion, Side};
pub use cursors::{Beside, Destination};
pub use habits::Habits;
pub use history::{LIMIT as HISTORY_LIMIT, PAUSE_MS};
pub use motion::destination as step;
pub use reloading::{Reload, Reloaded};
pub use selection::Selection;
pub use selections::Selections;
pub use style::{IndentUnit, LineEnding};
pub use whole::{Preparation, Rewritten, WholeText};

use history::History;
use unchanged::{SinceSaves, Unchanged};

/// A text state, a cursor in it in bytes, and its line and column as people count them.
type Position = (Revision, usize, (usize, usize));

/// One text being edited.
#[derive(Debug)]
pub struct Document {
    id: DocumentId,
    text: Rope,
    revision: Revision,
    selections: Selections,
    /// How many characters are selected, once somebody has asked.
    selected: Cell<Option<usize>>,
    history: History,
    /// Edits since they were last drained.
    edits: Vec<Edit>,
    unit: IndentUnit,
    ending: LineEnding,
    habits: Habits,
    /// Closers that were written with their openers.
    pairs: pairs::Pairs,
    /// Blanks of lines that were begun and not gone on with.
    left_blanks: left_blanks::LeftBlanks,
    /// What was selected before it was expanded, again and again.
    expansions: Vec<Selections>,
    /// The text as it is on disk, or as it began; a snapshot shares its pieces with `text`.
    saved: Rope,
    /// What of the text is known to be the same there.
    unchanged: Cell<Unchanged>,
    since_saves: SinceSaves,
    disk: Option<Disk>,
    /// How it is written as bytes.
    spelling: spelling::Spelling,
    /// The last answer of `is_modified`, which is asked in every frame.
    modified: Cell<Option<(Revision, bool)>>,
    /// The last answer of `position`, and of which state and cursor: it is asked in every frame.
    position: Cell<Option<Position>>,
}

/// Where a document is kept.
#[derive(Clone, Debug)]
struct Disk {
    path: PathBuf,
    identity: Identity,
}

impl Document {
    /// A text that isn't on disk. It counts as unmodified until it is edited.
    #[must_use]
    pub fn new(id: DocumentId, text: &str) -> Self {
        let text = Rope::from(text);
        let spelling = spelling::Spelling::of(&text);
        Self::start(id, text, spelling)
    }

    /// A text that was read from disk.
    #[must_use]
    pub fn from_loaded(id: DocumentId, loaded: Loaded) -> Self {
        let spelling = spelling::Spelling::of_loaded(&loaded);
        let disk = Disk { path: loaded.path, identity: loaded.identity };
        Self { disk: Some(disk), ..Self::start(id, loaded.text, spelling) }
    }

    fn start(id: DocumentId, text: Rope, spelling: spelling::Spelling) -> Self {
        Self {
            id,
            revision: Revision::default(),
            selections: Selections::default(),
            selected: Cell::new(None),
            history: History::default(),
            edits: Vec::new(),
            unit: IndentUnit::of(&text),
            ending: LineEnding::of(&text),
            habits: Habits::default(),
            pairs: pairs::Pairs::default(),
            left_blanks: left_blanks::LeftBlanks::default(),
            expansions: Vec::new(),
            saved: text.clone(),
            unchanged: Cell::new(Unchanged::all(text.byte_len())),
            since_saves: SinceSaves::default(),
            text,
            disk: None,
            spelling,
            modified: Cell::new(None),
            position: Cell::new(None),
        }
    }

    /// Which document this is.
    #[must_use]
    pub fn id(&self) -> DocumentId {
        self.id
    }

    /// The text; cloning the rope is a snapshot that copies nothing.
    #[must_use]
    pub fn text(&self) -> &Rope {
        &self.text
    }

    /// The number of the text's state.
    #[must_use]
    pub fn revision(&self) -> Revision {
        self.revision
    }

    /// The primary selection, in bytes; both ends lie between two graphemes.
    #[must_use]
    pub fn selection(&self) -> Selection {
        self.selections.primary()
    }

    /// All selections, in bytes.
    #[must_use]
    pub fn selections(&self) -> &Selections {
        &self.selections
    }

    /// Byte offset of the primary cursor.
    #[must_use]
    pub fn cursor(&self) -> usize {
        self.selection().head
    }

    /// The text of the primary selection; empty if it has selected nothing.
    #[must_use]
    pub fn selected_text(&self) -> String {
        self.text.byte_slice(self.selection().range()).to_string()
    }

    /// How many characters all selections hold together.
    #[must_use]
    pub fn selected_characters(&self) -> usize {
        if let Some(known) = self.selected.get() {
            return known;
        }
        let selected = |selection: Selection| characters(self.text.byte_slice(selection.range()));
        let count = self.selections.iter().filter(|selection| !selection.is_empty()).map(selected).sum();
        self.selected.set(Some(count));
        count
    }

    /// Line and column of the primary cursor as people count them: both from 1, the column in characters.
    #[must_use]
    pub fn position(&self) -> (usize, usize) {
        let (revision, cursor) = (self.revision, self.cursor());
        if let Some((_, _, known)) =
            self.position.get().filter(|known| (known.0, known.1) == (revision, cursor))
        {
            return known;
        }
        let line = lines::of_offset(&self.text, cursor);
        let before = self.text.byte_slice(lines::start(&self.text, line)..cursor);
        let position = (line + 1, characters(before) + 1);
        self.position.set(Some((revision, cursor, position)));
        position
    }

    /// What a double click at a byte offset selects: the identifier that it touches, else the run of
    /// white space or punctuation there.
    #[must_use]
    pub fn word_at(&self, offset: usize) -> Range<usize> {
        words::around(&self.text, offset)
    }

    /// What a triple click at a byte offset selects: the line with its line break.
    #[must_use]
    pub fn line_range_at(&self, offset: usize) -> Range<usize> {
        let line = lines::of_offset(&self.text, offset);
        lines::start(&self.text, line)..lines::end_with_break(&self.text, line)
    }

    /// All edits since the last call, oldest first; their revisions follow one another without a gap.
    #[must_use = "edits that were taken and not used are lost"]
    pub fn take_edits(&mut self) -> Vec<Edit> {
        std::mem::take(&mut self.edits)
    }

    /// The edits that [`take_edits`](Self::take_edits) would give.
    #[must_use]
    pub fn pending_edits(&self) -> &[Edit] {
        &self.edits
    }

    /// Whether there is something to take back.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        self.history.can_undo()
    }

    /// Whether there is something to do again.
    #[must_use]
    pub fn can_redo(&self) -> bool {
        self.history.can_redo()
    }

    /// One level of indentation, as the file writes it.
    #[must_use]
    pub fn indent_unit(&self) -> IndentUnit {
        self.unit
    }

    /// What a new line ends with.
    #[must_use]
    pub fn line_ending(&self) -> LineEnding {
        self.ending
    }

    /// What is done without being asked for.
    #[must_use]
    pub fn habits(&self) -> Habits {
        self.habits
    }

    /// Chooses what is done without being asked for.
    pub fn set_habits(&mut self, habits: Habits) {
        self.habits = habits;
    }

    /// Chooses what one level of indentation is from now on; what is written stays.
    pub fn set_indent_unit(&mut self, unit: IndentUnit) {
        self.unit = unit;
    }

    /// Whether the text differs from what is on disk (or from what it began as), or is to be written with other bytes
    /// than those there. Undoing everything since the last save, or typing the same again, makes it unmodified.
    #[must_use]
    pub fn is_modified(&self) -> bool {
        if let Some((revision, modified)) = self.modified.get()
            && revision == self.revision
        {
            return modified;
        }
        let differs = self.unchanged.get().differs(&self.text, &self.saved);
        if !differs {
            self.unchanged.set(Unchanged::all(self.text.byte_len()));
        }
        let modified = differs || self.disk.is_some() && self.is_respelled();
        self.modified.set(Some((self.revision, modified)));
        modified
    }

    /// Where the document is kept; none for one that was never saved.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.disk.as_ref().map(|disk| disk.path.as_path())
    }

    /// What its file held when it was read or written last; none if it is kept nowhere.
    #[must_use]
    pub fn identity(&self) -> Option<Identity> {
        self.disk.as_ref().map(|disk| disk.identity)
    }

    /// Where the document is kept, what the file there held when it was read or written last, and that text; none for a
    /// document that was never saved.
    #[must_use]
    pub fn on_disk(&self) -> Option<(&Path, Identity, &Rope)> {
        self.disk.as_ref().map(|disk| (disk.path.as_path(), disk.identity, &self.saved))
    }

    /// The file's name, or `Untitled`.
    #[must_use]
    pub fn title(&self) -> String {
        let name = self.path().and_then(Path::file_name);
        name.map_or_else(|| "Untitled".to_owned(), |name| name.to_string_lossy().into_owned())
    }

    /// What saving this state to where it is kept takes; none if it is kept nowhere yet.
    #[must_use]
    pub fn save(&self) -> Option<Save> {
        let disk = self.disk.as_ref()?;
        Some(Save { expected: Expected::Same(disk.identity), ..self.save_as(disk.path.clone()) })
    }

    /// What saving this state to `path` takes, whatever is there: the person was asked before.
    #[must_use]
    pub fn save_as(&self, path: PathBuf) -> Save {
        self.since_saves.begin(self.revision, self.text.byte_len());
        Save {
            document: self.id,
            revision: self.revision,
            path,
            text: self.text.clone(),
            has_bom: self.has_bom(),
            encoding: self.encoding(),
            expected: Expected::Anything,
        }
    }

    /// Takes note that a state of this document is on disk now. Edits made since that state leave the
    /// document modified.
    pub fn mark_saved(&mut self, saved: &Saved) {
        self.saved = saved.text.clone();
        let is_this = saved.revision == self.revision;
        let is_same = Unchanged::all(self.text.byte_len());
        self.unchanged.set(if is_this { is_same } else { self.since_saves.since(saved.revision) });
        self.note_spelling(saved);
        self.disk = Some(Disk { path: saved.path.clone(), identity: saved.identity });
        self.modified.set(None);
        // Undo stops at what was saved.
        self.history.close();
    }
}

/// How many characters there are. As many UTF-16 units as bytes: all of it is ASCII, and the rope knows that without
/// reading.
fn characters(slice: crop::RopeSlice<'_>) -> usize {
    match slice.utf16_len() == slice.byte_len() {
        true => slice.byte_len(),
        false => slice.chunks().map(|chunk| chunk.chars().count()).sum(),
    }
}
