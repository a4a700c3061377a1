//! What the program remembers from one run to the next: files that were looked at, and the last session.
//!
//! Both are small JSON files in the state directory, for their owner's eyes alone. Invariants: a file that can't be
//! understood is put aside and nothing else comes of it; a file is always whole, since a new one takes its name in one
//! step. Two windows don't fight: each adds to the recent files that are there, and the session is that of the window
//! that was closed last.

mod last;
mod place;
mod recent;
mod store;
#[cfg(test)]
mod tests;

pub use last::{Half, LastBookmark, LastFile, LastSession, Sidebar};
pub use place::usual_folder;
pub use recent::merged;
pub use store::{Kept, Recalled, keep, recall};
