//! The engine thread: a latest-wins mailbox, cancellation, debounce and statistics.
//!
//! Invariants: posting never blocks · at most one request waits · the newest request is always worked
//! on · whatever the analysis does, the thread goes on, and ends when its handle is dropped. Those
//! about the mailbox and the loop are model-checked with loom (`loom_tests.rs`), on the same code that
//! runs in the program; only the channel underneath is another one.

mod analyst;
mod cancel;
mod channel;
mod clock;
mod debounce;
mod desk;
mod engine;
mod mailbox;
mod report;
mod request;
mod serve;
mod statistics;

#[cfg(test)]
mod engine_tests;
#[cfg(test)]
mod loom_tests;
#[cfg(test)]
mod supervision_tests;

pub use analyst::{Analyst, Idle};
pub use cancel::{CancelToken, Cancelled, Pacer};
pub use clock::Clock;
pub use debounce::Debounce;
pub use desk::{EngineEvent, PANICS_PER_REVISION};
pub(crate) use engine::PARSER_STACK;
pub use engine::{Engine, Options, StartError};
pub use report::{End, Listener, Report};
pub use request::{LONG_LINE, Request};
pub use statistics::{IndexProgress, Statistics};
