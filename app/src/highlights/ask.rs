//! Whom the light asks.

use std::time::Duration;

use namelight_engine::occurrences::Answer;
use namelight_engine::text::Generation;
use namelight_engine::worker::{Engine, Request};

/// The engine as the light sees it; tests answer by hand.
pub trait Ask {
    /// Hands over a request; never blocks. An earlier one that still waits is dropped.
    fn post(&mut self, request: Request);

    /// The next answer, if there is one; never blocks.
    fn take_answer(&self) -> Option<Answer>;

    /// Waits at most `at_most` for an answer to the request of that generation, after doing `meanwhile`, which is a part
    /// of that time.
    fn wait_answer(
        &self,
        generation: Generation,
        at_most: Duration,
        meanwhile: impl FnOnce(),
    ) -> Option<Answer>;
}

impl Ask for Engine {
    fn post(&mut self, request: Request) {
        Self::post(self, request);
    }

    fn take_answer(&self) -> Option<Answer> {
        Self::take_answer(self)
    }

    fn wait_answer(
        &self,
        generation: Generation,
        at_most: Duration,
        meanwhile: impl FnOnce(),
    ) -> Option<Answer> {
        self.wait_answer_while(generation, at_most, meanwhile)
    }
}

impl<A: Ask> Ask for &mut A {
    fn post(&mut self, request: Request) {
        A::post(self, request);
    }

    fn take_answer(&self) -> Option<Answer> {
        A::take_answer(self)
    }

    fn wait_answer(
        &self,
        generation: Generation,
        at_most: Duration,
        meanwhile: impl FnOnce(),
    ) -> Option<Answer> {
        A::wait_answer(self, generation, at_most, meanwhile)
    }
}
