//! The engine's answers, of which each goes to the pane that has asked.
//!
//! Invariant: an answer to the resting pane's question is never taken for one to the active pane's, nor the other way
//! round, though both may be about one document.

use std::cell::{Cell, RefCell};
use std::time::Duration;

use namelight_engine::occurrences::Answer;
use namelight_engine::text::Generation;
use namelight_engine::worker::Request;

use crate::highlights::Ask;

/// What the resting pane has asked last, and the answer to it that somebody else came upon.
#[derive(Debug, Default)]
pub(in crate::app) struct Mail {
    asked: Cell<Option<Generation>>,
    answer: RefCell<Option<Answer>>,
}

impl Mail {
    fn is_for_resting(&self, answer: &Answer) -> bool {
        self.asked.get() == Some(answer.generation)
    }
}

/// The engine as the active pane sees it: without the answers to the other's questions.
pub(in crate::app) struct Active<'a, A> {
    pub(in crate::app) engine: A,
    /// None while there is one pane.
    pub(in crate::app) mail: Option<&'a Mail>,
}

/// The engine as the resting pane sees it: with the answers to its questions alone. Those of others that it comes upon
/// are too late for anything else, since it asks only when the active pane knows all that it wants.
pub(in crate::app) struct Resting<'a, A> {
    pub(in crate::app) engine: A,
    pub(in crate::app) mail: &'a Mail,
}

impl<A: Ask> Ask for Active<'_, A> {
    fn post(&mut self, request: Request) {
        self.engine.post(request);
    }

    fn take_answer(&self) -> Option<Answer> {
        loop {
            let answer = self.engine.take_answer()?;
            match self.mail {
                Some(mail) if mail.is_for_resting(&answer) => _ = mail.answer.replace(Some(answer)),
                _ => return Some(answer),
            }
        }
    }

    fn wait_answer(
        &self,
        generation: Generation,
        at_most: Duration,
        meanwhile: impl FnOnce(),
    ) -> Option<Answer> {
        self.engine.wait_answer(generation, at_most, meanwhile)
    }
}

impl<A: Ask> Ask for Resting<'_, A> {
    fn post(&mut self, request: Request) {
        self.mail.asked.set(Some(request.generation));
        self.mail.answer.replace(None);
        self.engine.post(request);
    }

    fn take_answer(&self) -> Option<Answer> {
        self.mail.answer.take()
    }

    fn wait_answer(&self, _: Generation, _: Duration, _: impl FnOnce()) -> Option<Answer> {
        None
    }
}
