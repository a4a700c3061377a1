//! Tests of the whole program; see this crate's `tests` folder.
