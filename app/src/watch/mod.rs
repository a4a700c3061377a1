//! What other programs do to the files that are open.
//!
//! A thread of its own is told which files are open and what each of them held when it was read or written last. The
//! system tells it when something happens in their folders (in the folders, since many programs replace a file by
//! another one), and where the system can't, it looks when it is asked to. Invariants: what a file holds decides, never
//! its time alone, so nothing is told of a file that only has another time or that this window has written; what is
//! told says against what it was held, so that whoever hears it can tell whether it is still news.

mod folders;
mod registry;
mod sight;
#[cfg(test)]
mod tests;
mod watcher;

pub use sight::{Known, Sight};
pub use watcher::{News, Watcher};
