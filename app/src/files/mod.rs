//! Opening and saving, off the thread that draws.
//!
//! Invariant: a save leaves the old text or the new text on disk, whole; and no text that a person wrote
//! is dropped because a disk failed. `storage` is the only door to the disk.

mod contents;
mod message;
mod open;
mod save;
pub mod storage;
#[cfg(test)]
pub(crate) mod tests;
mod worker;

pub use contents::{Expected, Identity, Loaded, Save, Saved};
pub(crate) use message::reason;
pub use open::{LARGEST_FILE, OpenError, open};
pub use save::{SaveError, save};
pub use worker::{Job, Outcome, Worker};
