//! One rename, from the key that begins it to the one that ends it.

use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

use namelight_engine::occurrences::{
    Certainty, Refusal, RenameExtent, RenamePlan, RenameWish, Renaming, Target,
};
use namelight_engine::text::{DocumentId, Revision};

use super::preview::{Preview, Wish};
use crate::document::{Command, Document, Habits, Motion, Selection};
use crate::editor::View;
use crate::highlights::Highlights;

/// What a command does to a rename.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It goes on.
    Stays,
    /// It ends, since the person turned elsewhere.
    Leaves,
}

/// Whether the name, as it is typed, can be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// That isn't known yet.
    Waiting,
    /// It is the old name.
    Same,
    /// It can; so many places change.
    Sound(usize),
    /// It can't.
    Refused(Refusal),
}

/// A rename under way.
#[derive(Debug)]
pub struct Session {
    /// The text that it is about.
    base: (DocumentId, Revision),
    /// Where the engine is asked, in bytes of it.
    cursor: usize,
    /// What is renamed.
    target: Target,
    /// What is typed, as a document of its own, so that all keys do what they do elsewhere.
    field: Document,
    extent: RenameExtent,
    /// The last answer of the engine.
    answer: Option<Renaming>,
    preview: Option<Preview>,
    /// Of which answer's plan, what was typed, and the extent, the preview is.
    previewed: Option<(Revision, Selection, RenameExtent)>,
    previews: u64,
    /// How many places of the preview are folded away, and of which preview and folds that is known.
    hidden: Option<((u64, u64), usize)>,
    /// Whether the name is to be taken as soon as it is known to be sound.
    takes: bool,
}

impl Session {
    /// Begins a rename of what is lit; `id` is for the typed text and belongs to no other document.
    #[must_use]
    pub fn new(document: &Document, target: &Target, id: DocumentId) -> Self {
        let mut field = Document::new(id, &target.name);
        field.set_habits(Habits::NONE);
        field.apply(&Command::SelectAll, Duration::ZERO);
        Self {
            base: (document.id(), document.revision()),
            cursor: document.cursor(),
            target: target.clone(),
            field,
            extent: RenameExtent::default(),
            answer: None,
            preview: None,
            previewed: None,
            previews: 0,
            hidden: None,
            takes: false,
        }
    }

    /// The text state that it is about.
    #[must_use]
    pub fn base(&self) -> (DocumentId, Revision) {
        self.base
    }

    /// Where the cursor of the document is, in bytes.
    #[must_use]
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// The name as it was.
    #[must_use]
    pub fn old_name(&self) -> &str {
        &self.target.name
    }

    /// The name as it is typed.
    #[must_use]
    pub fn new_name(&self) -> String {
        self.field.text().to_string()
    }

    /// Which places change.
    #[must_use]
    pub fn extent(&self) -> RenameExtent {
        self.extent
    }

    /// Changes more places, or fewer.
    pub fn set_extent(&mut self, extent: RenameExtent) {
        self.extent = extent;
    }

    /// What to ask the engine.
    #[must_use]
    pub fn wish(&self) -> RenameWish {
        RenameWish { new: self.new_name().into(), extent: self.extent }
    }

    /// The name is to be taken.
    pub fn take_name(&mut self) {
        self.takes = true;
    }

    /// What was asked for is known to be sound and can be done now: what to write where, and what is selected then.
    #[must_use]
    pub fn taken(&self) -> Option<Command> {
        match (self.takes, self.verdict(), &self.preview) {
            (true, Verdict::Sound(_), Some(preview)) => Some(Command::ReplaceMany {
                replaces: preview.replaces().to_vec(),
                selection: Selection::cursor(preview.document.cursor()),
            }),
            _ => None,
        }
    }

    /// Whether it was asked for and nothing has to be done.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.takes && self.verdict() == Verdict::Same
    }

    /// What may change; none before it is known.
    #[must_use]
    pub fn plan(&self) -> Option<&Arc<RenamePlan>> {
        self.answer.as_ref()?.plan.as_ref().ok()
    }

    /// How many places of the name are so sure.
    #[must_use]
    pub fn count(&self, certainty: Certainty) -> usize {
        self.plan().map_or(0, |plan| plan.count(certainty))
    }

    /// Whether the name, as it is typed, can be.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        let Some(answer) = &self.answer else { return Verdict::Waiting };
        if let Err(refusal) = &answer.plan {
            return Verdict::Refused(refusal.clone());
        }
        if answer.wish != self.wish() {
            return Verdict::Waiting;
        }
        match &answer.verdict {
            Ok(replaces) if replaces.is_empty() => Verdict::Same,
            Ok(replaces) => Verdict::Sound(replaces.len()),
            Err(refusal) => Verdict::Refused(refusal.clone()),
        }
    }

    /// Whether this name can't be renamed at all, whatever is typed.
    #[must_use]
    pub fn is_impossible(&self) -> bool {
        self.answer.as_ref().is_some_and(|answer| answer.plan.is_err())
    }

    /// What is shown instead of the document, once it is known which places change.
    pub fn preview_mut(&mut self) -> Option<&mut Preview> {
        self.preview.as_mut()
    }

    /// What is shown instead of the document, once it is known which places change.
    #[must_use]
    pub fn preview(&self) -> Option<&Preview> {
        self.preview.as_ref()
    }

    /// How many of the places that change are folded away in the view that shows them.
    #[must_use]
    pub fn hidden_places(&self) -> usize {
        self.hidden.map_or(0, |(_, count)| count)
    }

    /// Counts them, where the places or the folds are others than before.
    pub fn count_hidden(&mut self, view: &View) {
        let of = (self.previews, view.fold_version());
        if self.hidden.is_none_or(|(known, _)| known != of) {
            let places = |preview: &Preview| {
                let offsets = preview.lit.iter().map(|one| one.range.start);
                view.hidden_among(preview.document.text(), offsets)
            };
            self.hidden = Some((of, self.preview.as_ref().map_or(0, places)));
        }
    }

    /// The places that are in the way, in bytes of the preview.
    #[must_use]
    pub fn conflicts(&self) -> Vec<Range<usize>> {
        match (self.verdict(), &self.preview) {
            (Verdict::Refused(refusal), Some(preview)) => {
                refusal.places().iter().map(|place| preview.place_of(place)).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Does to the typed name what a command of the view, which shows the preview, would do to the text.
    pub fn apply(&mut self, command: &Command, now: Duration) -> Outcome {
        let field = self.preview.as_ref().map_or(self.target.range.clone(), |preview| preview.field.clone());
        match command {
            Command::Select(selection) => {
                let is_inside = |at: usize| field.start <= at && at <= field.end;
                if !is_inside(selection.anchor) || !is_inside(selection.head) {
                    return Outcome::Leaves;
                }
                let selection =
                    Selection { anchor: selection.anchor - field.start, head: selection.head - field.start };
                self.field.apply(&Command::Select(selection), now);
            }
            Command::Move { motion, extend } => {
                // The name is all there is.
                let motion = match motion {
                    Motion::Up | Motion::PageUp(_) | Motion::DocumentStart => Motion::LineStart,
                    Motion::Down | Motion::PageDown(_) | Motion::DocumentEnd => Motion::LineEnd,
                    motion => *motion,
                };
                self.field.apply(&Command::Move { motion, extend: *extend }, now);
            }
            Command::Type(text) | Command::Paste(text) | Command::PasteLines(text) => {
                let text: String = text.trim().lines().next().unwrap_or_default().into();
                self.field.apply(&Command::Type(text), now);
            }
            Command::Delete(_) | Command::Cut | Command::SelectAll | Command::Undo | Command::Redo => {
                self.field.apply(command, now);
            }
            Command::NewLine => self.takes = true,
            _ => {}
        }
        if !matches!(command, Command::NewLine) {
            self.takes = false;
        }
        Outcome::Stays
    }

    /// Takes what the light knows by now. `document` is the text that it is about.
    pub fn update(&mut self, document: &Document, light: &Highlights) {
        // What was known last stays until more is known: the places are the same.
        if let Some(answer) = light.renaming() {
            self.answer = Some(answer.clone());
        }
        let Some(plan) = self.plan().map(Arc::clone) else { return };
        let wanted = (self.field.revision(), self.field.selection(), self.extent);
        if self.preview.is_some() && self.previewed == Some(wanted) {
            return;
        }
        self.previews += 1;
        let new = self.new_name();
        let wish = Wish {
            plan: &plan,
            new: &new,
            selection: self.field.selection(),
            extent: self.extent,
            number: self.previews,
        };
        self.preview = Some(Preview::new(document, light, &wish));
        self.previewed = Some(wanted);
    }
}
