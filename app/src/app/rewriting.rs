//! Rewrites of the whole text, on a thread of their own: conversions, and what is tidied before a save.
//!
//! Invariant: of each file at most one is under way, the latest; what it was for happens once it is taken over, and if the text has
//! changed meanwhile it is made anew.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use egui::Context;
use namelight_engine::text::DocumentId;

use super::App;
use crate::document::{Rewritten, WholeText};
use crate::panels::NoticeLevel;

/// Where a text is to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Write {
    /// To its file.
    Here,
    /// To this file, over what is there.
    Over(PathBuf),
    /// To this file, unless there is one.
    New(PathBuf),
}

/// A rewrite under way.
#[derive(Debug)]
pub(super) struct Rewriting {
    document: DocumentId,
    what: WholeText,
    /// What is written once it is done.
    then: Option<Write>,
    result: Receiver<Rewritten>,
    is_unwanted: Arc<AtomicBool>,
}

impl Drop for Rewriting {
    fn drop(&mut self) {
        self.is_unwanted.store(true, Ordering::Relaxed);
    }
}

impl App {
    /// Rewrites the whole text of an open file; what of it was being rewritten before is given up.
    pub(super) fn rewrite(
        &mut self,
        ctx: &Context,
        document: DocumentId,
        what: WholeText,
        then: Option<Write>,
    ) {
        if self.refuses_to_write(document) {
            return;
        }
        let Some(file) = self.file_of(document) else { return };
        let preparation = file.document.prepare(what);
        let (done, result) = channel();
        let is_unwanted = Arc::new(AtomicBool::new(false));
        let (wake, unwanted) = (ctx.clone(), Arc::clone(&is_unwanted));
        let thread = std::thread::Builder::new().name("rewrite".to_owned()).spawn(move || {
            if let Some(rewritten) = preparation.run(&|| !unwanted.load(Ordering::Relaxed))
                && done.send(rewritten).is_ok()
            {
                wake.request_repaint();
            }
        });
        self.rewriting.retain(|one| one.document != document);
        match (thread, then) {
            (Ok(_), then) => self.rewriting.push(Rewriting { document, what, then, result, is_unwanted }),
            // The system gives no thread: what was asked for matters more than how it looks.
            (Err(_), Some(write)) => self.write_now(document, write),
            (Err(error), None) => self.say(NoticeLevel::Error, format!("The text stays as it is: {error}.")),
        }
    }

    /// Whether the text of a file is being rewritten.
    pub(super) fn is_rewriting(&self, document: DocumentId) -> bool {
        self.rewriting.iter().any(|one| one.document == document)
    }

    /// Writes the text of an open file, after tidying it if that is wished for.
    pub(super) fn tidy_and_write(&mut self, ctx: &Context, document: DocumentId, write: Write) {
        let Some(file) = self.file_of(document) else { return };
        let habits = file.document.habits();
        if !habits.trim_on_save && !habits.final_newline {
            return self.write_now(document, write);
        }
        let what = WholeText::Tidy { trims: habits.trim_on_save, ends_with_newline: habits.final_newline };
        self.rewrite(ctx, document, what, Some(write));
    }

    /// Takes over what has been rewritten.
    pub(super) fn hear_rewriting(&mut self, ctx: &Context) {
        let mut at = 0;
        while let Some(rewriting) = self.rewriting.get(at) {
            let result = match rewriting.result.try_recv() {
                Ok(rewritten) => Some(rewritten),
                Err(TryRecvError::Empty) => {
                    at += 1;
                    continue;
                }
                Err(TryRecvError::Disconnected) => None,
            };
            let rewriting = self.rewriting.remove(at);
            self.take_over(ctx, rewriting, result);
        }
    }

    fn take_over(&mut self, ctx: &Context, mut rewriting: Rewriting, result: Option<Rewritten>) {
        let (document, then, now) = (rewriting.document, rewriting.then.take(), self.now);
        let Some(file) = self.file_of_mut(document) else { return };
        match result {
            Some(rewritten) => {
                if !file.document.adopt(rewritten, now) {
                    // The text is another one by now.
                    return self.rewrite(ctx, document, rewriting.what, then);
                }
            }
            None => {
                let text = "Something went wrong in the editor itself. The text stays as it is.";
                self.say(NoticeLevel::Error, text);
            }
        }
        if let Some(write) = then {
            self.write_now(document, write);
        }
    }
}
