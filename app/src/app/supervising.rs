//! What is said of the engine when it is slow, has failed or is gone.
//!
//! Invariant: a failure of the engine costs the light and nothing else: the text is left alone, every frame is drawn as
//! soon as before, and nobody waits for an answer that can't come.

use std::time::Duration;

use egui::Context;
use namelight_engine::text::{DocumentId, Revision};
use namelight_engine::worker::EngineEvent;

use super::App;
use crate::panels::{NoticeLevel, Sentence};

/// A wait for the engine is said from then on. The longest time for which the parser gives no sign while it works was
/// measured at 0.5 s for 10 MB in one statement; what comes sooner than this would only flicker.
const SLOW: Duration = Duration::from_millis(400);

/// How the engine is.
#[derive(Debug, Default)]
pub(super) struct Supervising {
    /// The text states for which the analysis is off.
    off: Vec<(DocumentId, Revision)>,
    /// Whether its thread has ended.
    is_gone: bool,
}

impl App {
    /// Hears what befell the engine, and tells of it.
    pub(super) fn hear_engine(&mut self) {
        while let Some(event) = self.engine.take_event() {
            let text = match event {
                EngineEvent::Restarted { message, .. } => {
                    tracing::warn!("the analysis was restarted: {message}");
                    "The analysis stumbled over this text and was started afresh. Your text is safe."
                }
                EngineEvent::TurnedOff { document, revision, message } => {
                    tracing::warn!("the analysis is off: {message}");
                    self.supervising.off.push((document, revision));
                    "The analysis fails on this text, so nothing lights up until you change it. Your text is safe."
                }
                _ => continue,
            };
            self.say(NoticeLevel::Warning, text);
        }
        if !self.engine.is_alive() && !self.supervising.is_gone {
            self.supervising.is_gone = true;
            tracing::error!("the engine's thread has ended");
            let text = "The analysis has ended, so nothing lights up any more. Your text is safe. Save it and start \
                        Namelight again to have the light back.";
            self.say(NoticeLevel::Error, text);
        }
    }

    /// Waits for nothing that can't come, and sees to a frame in which a long wait is said.
    pub(super) fn supervise(&mut self, ctx: &Context) {
        let mut off = std::mem::take(&mut self.supervising.off);
        off.retain(|(document, revision)| {
            self.file_of(*document).is_some_and(|file| file.document.revision() == *revision)
        });
        let is_gone = self.supervising.is_gone;
        let is_lost = |document| is_gone || off.iter().any(|(one, _)| *one == document);
        if is_lost(self.file.document.id()) {
            self.file.light.give_up();
        }
        if let Some(split) = &mut self.split {
            split.give_up_if(is_lost);
        }
        self.supervising.off = off;
        if let Some(since) = self.file.light.waits_since()
            && let Some(left) =
                SLOW.checked_sub(self.now.saturating_sub(since)).filter(|left| !left.is_zero())
        {
            ctx.request_repaint_after(left);
        }
    }

    /// What the status bar says of the engine, if it can't do what it should.
    pub(super) fn engine_sentence(&self) -> Option<Sentence> {
        let say = |is_problem, lead: &str, rest: &str| {
            Some(Sentence { is_problem, lead: lead.to_owned(), rest: vec![rest.to_owned()] })
        };
        let here = (self.file.document.id(), self.file.document.revision());
        let is_lit = self.file.light.target().is_some();
        if self.supervising.is_gone {
            return say(true, "The analysis has ended", "editing and saving go on");
        }
        if self.supervising.off.contains(&here) && !is_lit {
            return say(true, "The analysis is off for this text", "it is tried again once the text changes");
        }
        let since = self.file.light.waits_since()?;
        if self.now.saturating_sub(since) < SLOW {
            return None;
        }
        let rest = if is_lit { "what is lit was found before" } else { "nothing is lit yet" };
        say(false, "Analysing…", rest)
    }
}
