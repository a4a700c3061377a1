//! Traces: recorded sequences of input events with their times, and replaying them.
//!
//! A trace is a text file of JSON objects, one a line. The first says what it was recorded on, the last
//! that it is whole; in between stands everything that came into the window, and what must be lit at
//! given moments. Invariant: nothing in a trace file makes the program panic or use memory without
//! bound, and replaying one never writes to the file that it was recorded on.

mod format;
mod reader;
mod recorder;
mod sane;
mod source;
#[cfg(test)]
mod tests;

pub use format::{Expectation, Header, Look, Step, Trace, VERSION, What};
pub use reader::{MAX_BYTES, MAX_STEPS, OpenError, ReadError};
pub use recorder::{Recorder, RecorderError};
pub use source::{SourceError, content_hash};
