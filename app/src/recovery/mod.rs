//! Copies of unsaved texts in the state directory, so that whatever ends the program loses less than a second of them.
//!
//! [`Keeper`] writes them on a thread of its own: a snapshot of the text, and behind it what was changed since, so that a
//! key in a large text writes a few bytes. [`find`] reads what dead windows have left, for the person to decide on.
//! Invariants: a text is handed over by moving a rope, so the window never waits for the disk; a copy is its window's
//! alone, which a lock tells that ends with the process; a copy is whole up to the last record that is sound; nothing
//! that is found is removed unless the same text is safe elsewhere or a person has said so.

mod checksum;
mod copy;
mod desk;
mod find;
mod format;
mod hull;
mod keeper;
mod read;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

pub use desk::{News, Unsaved};
pub use find::{Found, Held, Kept, OnDisk, Skipped, Why, find};
pub use format::{About, Base, sealed};
pub use hull::hull;
pub use keeper::{Keeper, Writer};
pub use read::Unreadable;

/// The folder for the copies in a state directory.
#[must_use]
pub fn folder_in(state: &Path) -> PathBuf {
    state.join("recovery")
}
