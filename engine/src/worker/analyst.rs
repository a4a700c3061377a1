//! What the engine thread needs of the analysis that it runs.

use super::{CancelToken, Cancelled, IndexProgress, Request};
use crate::occurrences::Answer;

/// Whether there is anything left to do while nobody asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Idle {
    /// Call again when no request waits.
    More,
    /// Nothing, until the next request has been worked on.
    Done,
}

/// The analysis that the engine thread runs: the index of a file in the program, small fakes in tests.
pub trait Analyst {
    /// Answers a request: any number of partial answers first, then the complete one, each through
    /// `send`, which never blocks.
    ///
    /// Asks `cancel` often (see [`CancelToken`]); what was finished until then may be kept.
    ///
    /// # Errors
    /// [`Cancelled`] as soon as the token says so; a complete answer was not sent then.
    fn answer(
        &mut self,
        request: &Request,
        cancel: &CancelToken,
        send: &mut dyn FnMut(Answer),
    ) -> Result<(), Cancelled>;

    /// Does a slice of work that a later request will be glad of. Returns [`Idle::More`] when `cancel`
    /// interrupts it: a request is waiting then.
    fn idle(&mut self, cancel: &CancelToken) -> Idle;

    /// How far the index is. Asked after every request and every slice of idle work, so it must cost next to
    /// nothing.
    fn progress(&self) -> IndexProgress {
        IndexProgress::default()
    }
}
