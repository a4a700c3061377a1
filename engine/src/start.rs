//! Starts the engine with the analysis of this crate.

use crate::occurrences::Analysis;
use crate::worker::{Engine, Options, StartError};

impl Engine {
    /// Starts the engine thread. `wake` is called on it whenever there is something to take.
    ///
    /// # Errors
    /// [`StartError`] if the system gives no thread.
    pub fn start(options: Options, wake: impl Fn() + Send + Sync + 'static) -> Result<Self, StartError> {
        let clock = options.clock.clone();
        Self::start_with(options, move || Ok(Analysis::new(clock.clone())), wake)
    }
}
