//! The folder that the open file belongs to: where it begins, and which files are in it.
//!
//! Everything here reads the disk, so all of it happens on threads of its own; a frame only takes what they have sent.
//! Invariants: what nobody wants any more ends at the next file it looks at; links to folders are not followed, so that
//! none can lead round in a circle.

mod root;
mod walk;

pub use root::{Root, is_left_out, root_of};
pub use walk::{Found, MOST_FILES, Walk};
