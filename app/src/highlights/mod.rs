//! What is lit now, and the words for it.

mod words;

pub use words::{Counts, Words};
