//! Cancelled means useless, not interrupted: running work asks whether it is still wanted.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::text::Generation;

/// The work is for a request that a newer one has made obsolete.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a newer request made this one obsolete")]
pub struct Cancelled;

/// Tells running work whether its generation is still the newest.
#[derive(Clone, Debug)]
pub struct CancelToken {
    newest: Arc<AtomicU64>,
    mine: Generation,
}

impl CancelToken {
    /// A token that never cancels, for one-shot questions.
    #[must_use]
    pub fn never() -> Self {
        Self { newest: Arc::new(AtomicU64::new(0)), mine: Generation(0) }
    }

    /// Whether to go on: one relaxed load.
    ///
    /// # Errors
    /// [`Cancelled`] once a newer request was posted.
    pub fn check(&self) -> Result<(), Cancelled> {
        if self.newest.load(Ordering::Relaxed) > self.mine.0 { Err(Cancelled) } else { Ok(()) }
    }
}
