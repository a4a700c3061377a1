//! The code view: a widget that shows the visible lines of a text and what is lit in them.
//!
//! Invariant: it draws what it is told and knows nothing of Python or of the engine's thread.

pub mod marks;
mod pixels;

pub use marks::Mark;
pub use pixels::PixelGrid;
