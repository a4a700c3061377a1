//! The program without a window: frames in virtual time, and pictures of them drawn on the CPU.
//!
//! Replaying a trace, the tests and a machine without a display all go through here. Invariant: what
//! is drawn is what a window would show, from the same triangles, by the same rules of blending.

mod raster;
mod texture;
mod triangle;

#[cfg(test)]
mod tests;

pub use raster::{Raster, png};
