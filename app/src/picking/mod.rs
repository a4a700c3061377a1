//! Finding what is meant by a few letters among many lines: commands, files, symbols.
//!
//! [`score`] says how well a query fits a line and which letters it meets. [`Picking`] holds the lines, and what a query
//! leaves of them: few lines are looked through at once, many by another thread, so that a frame never waits.
//! Invariant: what is shown is the result of one query, whole; until a newer one is done, the older one's stays.

mod lines;
mod list;
mod score;

pub use lines::{Lines, Packed};
pub use list::Picking;
pub use score::{places, score};
