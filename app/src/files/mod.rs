//! Opening and saving, off the thread that draws.
//!
//! Invariant: a save leaves the old text or the new text on disk, whole; and no text that a person wrote
//! is dropped because a disk failed.

mod contents;

pub use contents::{Expected, Identity, Loaded, Save, Saved};
