//! Text states and how offsets travel between them.
//!
//! Invariant: an offset means nothing without the [`Revision`] of the text it was taken from.
//! Everything here is arithmetic on offsets; the text itself is a [`crop::Rope`] elsewhere, and only
//! the functions on positions ([`position_of`] and its kin) look into it.

mod edit;
mod edit_log;
mod mapping;
mod patch;
mod position;
#[cfg(test)]
mod tests_model;

pub use edit::{DocumentId, Edit, Generation, Revision};
pub use edit_log::{EditLog, TextState, catch_up};
pub use mapping::{Bias, map_offset, map_range};
pub use patch::{Patch, Replacement};
pub use position::{
    Position, Utf16Position, byte_of, byte_of_utf16, byte_of_utf16_position, line_count, line_range,
    position_of, snap, utf16_of, utf16_position_of,
};
