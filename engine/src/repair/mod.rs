//! Makes text that the grammar can't read into text that it can, and knows where every name of it stands
//! in the text as it was typed.
//!
//! Invariant: nothing here is asked for text that the grammar reads without an error (but for one statement
//! that it misreads in silence, see [`respell`]), and nothing costs more than a fixed multiple of the text.

mod respell;

pub(crate) use respell::{is_misread, respelled};
