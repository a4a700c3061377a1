//! What became of the questions to the engine: a log of them, and what it adds up to.
//!
//! The user interface logs what it posts, the engine reports what it took up; what was posted and never reported
//! before a later one was, had been superseded. Invariant: the log is bounded, and writing it computes nothing; all
//! sums are made by [`Summary`], which only those make who show it.

mod log;
mod ring;
mod spread;
mod summary;
mod wrong;

pub use log::{Logged, RequestLog};
pub use ring::{MOST_RECORDS, Outcome, Record, Shown};
pub use spread::{Bins, Spread};
pub use summary::{Counts, MINUTE, Row, Summary, Timeline};
pub use wrong::is_wrong;

#[cfg(test)]
mod tests;
