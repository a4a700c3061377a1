//! Traces: recorded sequences of input events with their times, and replaying them.
//!
//! A trace is a text file of JSON objects, one a line. The first says what it was recorded on, the last
//! that it is whole; in between stands everything that came into the window, and what must be lit at
//! given moments. Invariant: nothing in a trace file makes the program panic or use memory without
//! bound, and replaying one never writes to the file that it was recorded on.

mod disguise;
mod format;
mod judge;
mod judge_beside;
#[cfg(test)]
mod judge_beside_tests;
#[cfg(test)]
mod judge_tests;
mod latency;
mod minute;
mod playback;
mod reader;
mod recorder;
mod replay;
mod report;
mod sane;
mod saver;
mod seen;
mod source;
mod stage;
#[cfg(test)]
mod tests;
mod unseen;
mod window;

pub use disguise::Disguise;
pub use format::{Expectation, Header, Look, Place, Step, Trace, VERSION, What};
pub use judge::Judge;
pub use latency::{CursorToLit, Shown, Spread};
pub use minute::{Minute, Moment, Piece};
pub use playback::{Incoming, Playback};
pub use reader::{MAX_BYTES, MAX_STEPS, OpenError, ReadError};
pub use recorder::{Recorder, RecorderError};
pub use replay::replay;
pub use report::{Report, Requests};
pub use saver::{Saved, Saver, trace_folder};
pub use seen::Seen;
pub use source::{SourceError, content_hash};
pub use stage::{Stage, StageError};
pub use unseen::{Played, options_for, patient_options_for, play};
