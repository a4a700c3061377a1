//! The symbols of the active file: when they are looked for, and what is known of them.

use std::sync::Arc;
use std::time::Duration;

use egui::Context;
use namelight_engine::text::Edit;

use super::App;
use crate::panels::NoticeLevel;
use crate::symbols::{Carried, Finder, Job, Since};

/// How long the text must have rested before its symbols are looked for anew, where some are known and shown. In a
/// large file all of them are gone through, on a core that the light needs more; who types a hundred words a minute
/// presses a key every 120 ms.
const REST: Duration = Duration::from_millis(150);

/// What is known of the active file's symbols, and the thread that looks for them.
#[derive(Debug, Default)]
pub(super) struct Outlining {
    /// Only while somebody wants to see them: it holds an index of the whole text.
    finder: Option<Finder>,
    /// How the text has changed since the last question.
    posted: Option<Since>,
    /// The symbols that were found last.
    known: Option<Carried>,
    /// When they may be looked for anew; none if that is done.
    due: Option<Duration>,
    /// Whether the system gives no thread.
    has_failed: bool,
}

impl Outlining {
    /// The symbols of the active file, as far as they are known.
    pub(super) fn known(&self) -> Option<&Carried> {
        self.known.as_ref()
    }

    /// Whether newer symbols are to come.
    pub(super) fn is_waiting(&self) -> bool {
        self.due.is_some() || self.finder.as_ref().is_some_and(Finder::is_waiting)
    }

    /// How much of the text is read, in hundredths; none if nothing is to come.
    pub(super) fn percent(&self) -> Option<u64> {
        self.finder.as_ref().filter(|finder| finder.is_waiting()).map(Finder::percent)
    }
}

impl App {
    /// Goes on with what is known through the frame's edits.
    pub(super) fn carry_symbols(&mut self, ctx: &Context, edits: &[Edit]) {
        let (document, revision) = (self.file.document.id(), self.file.document.revision());
        let is_shown = self.wants_symbols();
        let Outlining { posted, known, due, .. } = &mut self.outlining;
        known.take_if(|known| !known.follow(document, revision, edits));
        posted.take_if(|posted| !posted.follow(document, revision, edits));
        if is_shown && known.is_some() && !edits.is_empty() {
            *due = Some(self.now + REST);
            ctx.request_repaint_after(REST);
        }
    }

    /// Takes what was found, and asks if the text is another one and somebody wants to know.
    pub(super) fn update_symbols(&mut self, ctx: &Context) {
        if !self.wants_symbols() {
            self.outlining.finder = None;
            self.outlining.posted = None;
            self.outlining.due = None;
            return;
        }
        if let Some(symbols) = self.outlining.finder.as_mut().and_then(Finder::take)
            && let Some(since) = self.outlining.posted.clone().filter(|since| since.stamp() == symbols.stamp)
        {
            self.outlining.known = Some(Carried::new(Arc::new(symbols), since));
            ctx.request_repaint();
        }
        let stamp = (self.file.document.id(), self.file.document.revision());
        let is_known = self.outlining.known.as_ref().is_some_and(|known| known.symbols.stamp == stamp);
        let is_asked = self.outlining.posted.as_ref().is_some_and(|posted| posted.stamp() == stamp);
        let due = self.outlining.due.take().filter(|_| self.outlining.known.is_some());
        if is_known || is_asked || self.outlining.has_failed || !self.start_symbols(ctx) {
            return;
        }
        if let Some(rest) = due.and_then(|due| due.checked_sub(self.now)).filter(|rest| !rest.is_zero()) {
            self.outlining.due = due;
            return ctx.request_repaint_after(rest);
        }
        let Outlining { finder: Some(finder), posted, .. } = &mut self.outlining else { return };
        let patch = posted.take().map(|posted| posted.patch().clone());
        finder.post(Job { stamp, text: self.file.document.text().clone(), patch });
        *posted = Some(Since::new(stamp.0, stamp.1));
    }

    /// Whether there is a thread to ask.
    fn start_symbols(&mut self, ctx: &Context) -> bool {
        if self.outlining.finder.is_some() {
            return true;
        }
        self.outlining.posted = None;
        let waker = ctx.clone();
        match Finder::start(move || waker.request_repaint()) {
            Ok(finder) => self.outlining.finder = Some(finder),
            Err(error) => {
                tracing::warn!(?error, "no thread that finds symbols");
                self.outlining.has_failed = true;
                self.say(NoticeLevel::Error, "The system gives no thread to look for symbols.");
            }
        }
        !self.outlining.has_failed
    }

    /// Whether the symbols are to be seen.
    fn wants_symbols(&self) -> bool {
        self.choosing.lists_symbols() || self.outline.is_some()
    }
}
