//! egui's frames as pixels, drawn on the CPU: for windows where there is no graphics card, for frames without a
//! window, and for pictures.
//!
//! Invariant: what is drawn is what a graphics card would draw, from the same triangles by the same rules; and what
//! is drawn anew in parts is what it would be if all of it were drawn anew.

mod area;
mod blend;
mod damage;
mod raster;
#[cfg(test)]
mod raster_tests;
mod retained;
#[cfg(test)]
mod retained_tests;
mod texture;
mod triangle;

pub use area::Area;
pub use raster::{Raster, png};
pub use retained::{NewFrame, Retained};
