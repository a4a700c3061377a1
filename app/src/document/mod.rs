//! The text being edited, its selection and its history: the truth on the user interface's side.
//!
//! Invariant: the text changes only through [`Command`]s, and every change makes a new revision.

mod command;
mod selection;

pub use command::{Command, Motion};
pub use selection::Selection;
