//! What a frame has shown, for replays and tests.

use crop::Rope;
use egui::Rect;
use namelight_engine::occurrences::{Occurrence, Progress, Scope, Target};
use namelight_engine::text::{DocumentId, Revision};
use namelight_engine::worker::Statistics;

use super::{App, scene};
use crate::editor::Painted;
use crate::highlights::{Counts, Words};
use crate::panels::Notice;
use crate::side::SidePanel;
use crate::symbols::OutlineTree;

/// What the last frame has shown, and whether that is the last word.
#[derive(Clone, Debug)]
pub struct Observation<'a> {
    /// Which text is open.
    pub document: DocumentId,
    /// Its state.
    pub revision: Revision,
    /// The text itself.
    pub text: &'a Rope,
    /// The cursor, in bytes.
    pub cursor: usize,
    /// The lit name as it was painted.
    pub target: Option<&'a Target>,
    /// Every lit range of the text, in bytes.
    pub lit: &'a [Occurrence],
    /// Where the code view is, gutter and ruler included, in points.
    pub view: Rect,
    /// What the code view has drawn; its lit ranges are those that could be seen.
    pub painted: &'a Painted,
    /// How often it is used, as it was painted.
    pub counts: Counts,
    /// What the status bar says; none when nothing is lit.
    pub words: Option<Words>,
    /// The scopes in the breadcrumb.
    pub scopes: Vec<&'a Scope>,
    /// The notices on screen.
    pub notices: &'a [Notice],
    /// How many files are open.
    pub tabs: usize,
    /// Whether there are unsaved changes.
    pub is_modified: bool,
    /// Whether a question or a field waits for an answer.
    pub is_asking: bool,
    /// How far the engine's index of the text is, as of its last answer.
    pub progress: Progress,
    /// What the engine has done so far.
    pub statistics: Statistics,
    /// Whether another frame without input would show the same.
    pub is_settled: bool,
}

impl App {
    /// What the last frame has shown.
    #[must_use]
    pub fn observe(&self) -> Observation<'_> {
        Observation {
            document: self.shown().id(),
            revision: self.shown().revision(),
            text: self.shown().text(),
            cursor: self.shown().cursor(),
            target: self.file.painted_light.target.as_ref(),
            lit: self
                .rename
                .as_ref()
                .and_then(|session| session.preview())
                .map_or(self.file.light.lit(), |preview| &preview.lit),
            view: self.file.view.rect(),
            painted: &self.file.painted,
            counts: self.file.painted_light.counts,
            words: self.file.light.words(),
            scopes: self.file.light.scopes_round(self.file.document.cursor()),
            notices: &self.notices,
            tabs: self.tab_count(),
            is_modified: self.file.document.is_modified(),
            is_asking: self.is_asking(),
            progress: self.file.light.progress(),
            statistics: self.engine.statistics(),
            is_settled: self.is_settled(),
        }
    }

    /// Whether the light at the cursor and the colours of all that can be seen are those of the present text, and shown.
    #[must_use]
    pub fn is_lit(&self) -> bool {
        let scene = scene(&self.file.document, self.painted_part(), self.now, self.wants());
        self.file.light.is_on_screen(&scene)
    }

    /// Whether the last question is answered in full, no file is being read or written, and nothing waits
    /// to be done.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.awaited().is_none()
    }

    /// The first thing that the program waits for; none when it [is settled](Self::is_settled).
    #[must_use]
    pub fn awaited(&self) -> Option<&'static str> {
        let scene = || scene(&self.file.document, self.painted_part(), self.now, self.wants());
        let things: [(&str, &dyn Fn() -> bool); 23] = [
            ("an action", &|| !self.queue.is_empty()),
            ("a file that is read", &|| !self.opening.is_empty()),
            ("standard input", &|| self.input.is_some()),
            ("a save", &|| self.is_saving()),
            ("a rewrite", &|| !self.rewriting.is_empty()),
            ("the other pane", &|| !self.is_pane_settled()),
            ("a dialog", &|| self.dialog.is_some()),
            ("a trace", &|| self.minute.is_saving()),
            ("the search", &|| !self.find.is_settled()),
            ("the settings", &|| self.is_settling_settings()),
            ("the palette", &|| self.palette.is_busy()),
            ("the list of files", &|| self.quick_open.is_busy()),
            ("what is remembered", &|| self.remembering.is_busy()),
            ("unsaved texts that were kept", &|| self.recovery.is_busy()),
            ("the folder tree", &|| self.folder_tree.is_busy()),
            ("the list of symbols", &|| self.choosing.is_busy()),
            ("a comparison", &|| self.is_comparing_waiting()),
            ("changes by others", &|| self.outside.is_busy()),
            ("an encoding", &|| self.encodings.is_busy()),
            ("the list of places", &|| self.side.as_ref().is_some_and(SidePanel::is_waiting)),
            ("the outline", &|| {
                self.outlining.is_waiting() || self.outline.as_ref().is_some_and(OutlineTree::is_searching)
            }),
            ("folds", &|| self.folding.is_waiting()),
            ("the light", &|| !self.file.light.is_settled(&scene())),
        ];
        things.into_iter().find(|(_, is_awaited)| is_awaited()).map(|(thing, _)| thing)
    }
}
