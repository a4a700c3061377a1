//! Text states and how offsets travel between them.
//!
//! Invariant: an offset means nothing without the [`Revision`] of the text it was taken from.
//! Everything here is arithmetic on offsets; the text itself is a [`crop::Rope`] elsewhere.

mod edit;

pub use edit::{DocumentId, Edit, Generation, Revision};
