//! What a file defines, for going there: found on a thread of its own, and carried through edits.
//!
//! The engine's thread answers for what is on screen; this one goes through the whole text, with an index of its own, only
//! while somebody wants to see the result. Invariants: an outline belongs to one state of the text, and a [`Since`]
//! leads from there to the present one; in a frame only what is shown is carried.

mod carried;
mod finder;
mod list;
mod rows;
mod since;
mod tree;

pub use carried::Carried;
pub use finder::{Finder, Job};
pub use list::{Symbol, Symbols, word};
pub use rows::Definition;
pub use since::Since;
pub use tree::OutlineTree;
