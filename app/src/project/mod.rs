//! The folder that the open file belongs to: where it begins, and which files are in it.
//!
//! Everything here reads the disk, so all of it happens on threads of its own; a frame only takes what they have sent.
//! Invariants: what nobody wants any more ends at the next file it looks at; links to folders are not followed, so that
//! none can lead round in a circle.

mod reader;
mod root;
mod tree;
mod walk;

pub use reader::{Entry, FolderReader, Listing, MOST_ENTRIES, Told};
pub use root::{Root, is_left_out, root_of};
pub use tree::{Row, RowKind, Step, Tree};
pub use walk::{Found, MOST_FILES, Walk};
