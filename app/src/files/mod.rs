//! Opening and saving, off the thread that draws.
//!
//! Invariant: a save leaves the old text or the new text on disk, whole; and no text that a person wrote
//! is dropped because a disk failed. `storage` is the only door to the disk.

mod contents;
mod encoding;
mod fault;
mod line_breaks;
mod message;
mod open;
mod progress;
mod reader;
mod save;
pub mod storage;
#[cfg(test)]
pub(crate) mod tests;
mod worker;

pub use contents::{Expected, Identity, Loaded, Save, Saved};
pub use encoding::Encoding;
pub(crate) use encoding::in_text as declaration;
pub use fault::{Fault, FaultKind};
pub use line_breaks::LineBreaks;
pub(crate) use message::{character as character_words, reason};
pub use open::{LARGEST_FILE, OpenError, Reading, open, open_as};
pub use progress::{Progress, ReadingDesk};
pub use save::{SaveError, save};
pub use worker::{Job, Outcome, Worker};
