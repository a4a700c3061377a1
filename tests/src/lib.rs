//! Tests of the whole program, and what they are made of; see this crate's `tests` folder.
//!
//! Everything random here comes from a seed, so that what failed can be had again.

pub mod bench;
pub mod classes;
pub mod cpython;
pub mod differential;
pub mod frames;
pub mod fuzz;
pub mod hostile;
pub mod kills;
pub mod moves;
pub mod mutation;
pub mod outline;
pub mod peers;
pub mod picture;
pub mod process;
pub mod python;
pub mod script;
pub mod shapes;
pub mod soak;
pub mod table;
pub mod truth;
