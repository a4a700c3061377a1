//! Folding and wrapping, as they are asked for.

use std::sync::Arc;

use egui::Context;

use super::App;
use crate::document::lines;
use crate::editor::{Fold, FoldWish};
use crate::folding::{Answer, Finder, FoldAction, Job, start_finder};
use crate::panels::NoticeLevel;

/// What is under way about folds.
#[derive(Debug, Default)]
pub(super) struct Folding {
    /// Started when something is to be found for the first time.
    finder: Option<Finder>,
    /// What is done with the answer that is to come; none if it only says what can be folded.
    pending: Option<FoldAction>,
    /// What the last answer said that was about lines on the screen.
    shown: Option<Answer>,
}

impl Folding {
    /// Whether something that was asked for is still to come.
    pub(super) fn is_waiting(&self) -> bool {
        self.finder.as_ref().is_some_and(Finder::is_waiting)
    }
}

impl App {
    /// Folds or unfolds.
    pub(super) fn perform_fold(&mut self, ctx: &Context, action: FoldAction) {
        let cursor = lines::of_offset(self.file.document.text(), self.file.document.cursor());
        match action {
            FoldAction::Unfold => {
                self.file.view.unfold(cursor);
            }
            FoldAction::UnfoldAll => {
                let height = self.file.view.height_of_cursor(&self.file.document);
                self.file.view.unfold_all();
                self.put_cursor_at_height(height);
            }
            FoldAction::Fold => self.ask_for_folds(ctx, Some(action), Some(cursor..cursor + 1)),
            FoldAction::FoldAll
            | FoldAction::FoldFunctions
            | FoldAction::FoldImports
            | FoldAction::FoldDocstrings => self.ask_for_folds(ctx, Some(action), None),
        }
    }

    /// Does what was clicked, takes what was found, and asks what can be folded where that would be shown.
    pub(super) fn update_folds(&mut self, ctx: &Context) {
        match self.file.view.take_fold_wish() {
            // While a name is typed the text on screen isn't the document's, but its lines are.
            Some(FoldWish::Fold(fold)) => {
                self.fold([fold]);
                self.file.view.request_focus();
            }
            Some(FoldWish::Unfold(header)) => {
                self.file.view.unfold(header);
                self.file.view.request_focus();
            }
            None => {}
        }
        self.hear_folds(ctx);
        if !self.file.view.wants_foldable() || self.rename.is_some() || self.folding.pending.is_some() {
            return;
        }
        let stamp = (self.file.document.id(), self.file.document.revision());
        let seen = self.file.painted.visible_lines.clone();
        let covers = |answer: &Answer| {
            answer.stamp == stamp
                && answer
                    .lines
                    .as_ref()
                    .is_some_and(|known| known.start <= seen.start && seen.end <= known.end)
        };
        if !self.folding.is_waiting() && !self.folding.shown.as_ref().is_some_and(covers) {
            self.ask_for_folds(ctx, None, Some(seen));
        }
    }

    fn ask_for_folds(
        &mut self,
        ctx: &Context,
        pending: Option<FoldAction>,
        lines: Option<std::ops::Range<usize>>,
    ) {
        let document = &self.file.document;
        let job = Job {
            document: document.id(),
            revision: document.revision(),
            text: document.text().clone(),
            all: pending.filter(|_| lines.is_none()).map(|action| (action, self.file.view.folds().clone())),
            lines,
        };
        if self.folding.finder.is_none() {
            let waker = ctx.clone();
            match start_finder(move || waker.request_repaint()) {
                Ok(finder) => self.folding.finder = Some(finder),
                Err(error) => {
                    tracing::warn!(?error, "no thread that finds folds");
                    self.say(
                        NoticeLevel::Error,
                        "The system gives no thread to look for what can be folded.",
                    );
                    return;
                }
            }
        }
        self.folding.pending = pending;
        if let Some(finder) = &mut self.folding.finder {
            finder.post(job);
        }
    }

    fn hear_folds(&mut self, ctx: &Context) {
        let Some(answer) = self.folding.finder.as_mut().and_then(Finder::take) else { return };
        let pending = self.folding.pending.take();
        if answer.stamp != (self.file.document.id(), self.file.document.revision()) {
            // The text has changed meanwhile; what was asked for is asked for anew.
            if let Some(action) = pending.filter(|_| answer.stamp.0 == self.file.document.id()) {
                self.perform_fold(ctx, action);
            }
            return;
        }
        match pending {
            Some(FoldAction::Fold) => self.fold_at_cursor(&answer),
            Some(action) => match answer.folded {
                // Nothing was folded or unfolded meanwhile.
                Some(folded) if folded.version() == self.file.view.folds().version() + 1 => {
                    let height = self.file.view.height_of_cursor(&self.file.document);
                    self.file.view.take_folds(&mut self.file.document, folded, self.now);
                    self.put_cursor_at_height(height);
                }
                _ => self.perform_fold(ctx, action),
            },
            None => {
                let foldable: Vec<Fold> = answer.found.iter().map(|one| one.fold).collect();
                self.file.view.hear_foldable(answer.stamp, &Arc::from(foldable));
                self.folding.shown = Some(answer);
            }
        }
        ctx.request_repaint();
    }

    /// Folds the innermost thing that the cursor's line is in and that isn't folded yet.
    fn fold_at_cursor(&mut self, answer: &Answer) {
        let line = lines::of_offset(self.file.document.text(), self.file.document.cursor());
        let round = answer.found.iter().map(|one| one.fold).filter(|fold| {
            fold.header <= line && line <= fold.last && !self.file.view.is_folded(fold.header)
        });
        match round.max_by_key(|fold| fold.header) {
            Some(fold) => self.fold([fold]),
            None => self.say_in_passing("There is nothing to fold at the cursor."),
        }
    }

    fn fold(&mut self, folds: impl IntoIterator<Item = Fold>) {
        let height = self.file.view.height_of_cursor(&self.file.document);
        self.file.view.fold(&mut self.file.document, folds, self.now);
        self.put_cursor_at_height(height);
    }

    /// What one looks at stays where it is on the screen.
    fn put_cursor_at_height(&mut self, height: Option<f32>) {
        if let Some(height) = height {
            self.file.view.put_cursor_at_height(&self.file.document, height);
        }
    }
}
