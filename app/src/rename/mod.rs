//! Renaming in place: the new name is typed where the old one stands, and all its places show it at once.
//!
//! Nothing is changed while it is typed: what is on the screen is a [`Preview`], and the engine is asked of each name,
//! before it is taken, whether everything would still mean what it means. Invariant: the document is edited once, when
//! the name is taken, and only as the engine has found to be sound for that very text.

mod preview;
mod session;

pub use preview::Preview;
pub use session::{Outcome, Session, Verdict};
