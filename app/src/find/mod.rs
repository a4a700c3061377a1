//! Find and replace: what is looked for, where it stands, and what takes its place.
//!
//! The window's side ([`Session`]) keeps what was typed and what is known; a thread of its own ([`Finder`]) searches and
//! replaces, for one question at a time, the newest. Nothing here draws, and nothing but the thread searches.
//!
//! # How a rope is searched
//! The text is copied in windows of 64 KiB and each is searched as one piece, with a few bytes round it for what a
//! pattern looks at without taking it (`search.rs`). A match may begin anywhere in a window and end behind it: the window
//! reaches on as far as the pattern can. That is known for most patterns beforehand: a fixed number of bytes, or the
//! line's end. Only a pattern that can run over line breaks without end (`[^"]*`, `\s+`) has a [limit](REACH): longer
//! matches aren't found. So searching takes no memory of the text's size and can be given up at any window.
//!
//! After an edit only what it may have changed is searched again, as far as a pattern's reach allows (`renew.rs`).
//!
//! Invariants: a range is never shown for a text that it wasn't found in: it is carried through every edit at once, and
//! one that an edit touched is gone; what an answer says is about the revision that it names.

mod compose;
mod finder;
mod history;
mod matches;
mod pattern;
mod problem;
mod renew;
mod replace;
mod search;
mod session;

#[cfg(test)]
mod tests;

pub use compose::together;
pub use finder::{Answer, Finder, Found, Outcome, Replaced, Request, Work};
pub use history::History;
pub use matches::Matches;
pub use pattern::{Pattern, Query};
pub use problem::Problem;
pub use renew::Renewed;
pub use replace::Template;
pub use search::{KEPT, REACH};
pub use session::{Direction, Replacement, Session, Wrap};
