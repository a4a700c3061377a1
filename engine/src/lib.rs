//! Finds every occurrence of the Python name under a cursor: exactly, incrementally, cancellably.
//!
//! The engine is a library of plain data in editor terms: offsets, ranges, labels. It knows no
//! window, no file and no clock that it wasn't given, and no syntax tree crosses its boundary.
//!
//! * [`Engine`] is a thread that answers the newest [`Request`] with an [`Answer`] and drops the rest.
//! * [`FileIndex`] is the same analysis without a thread, for one-shot questions.
//!
//! All offsets are bytes into UTF-8 text, counted from 0, unless a name says otherwise.

pub mod text;

mod faults;
pub mod occurrences;
mod repair;
mod scopes;
pub mod segments;
mod start;
mod syntax;
pub mod worker;

pub use occurrences::{Answer, FileIndex, Occurrence};
pub use worker::{Engine, Request};
