//! The code view: a widget that shows the visible lines of a text and what is lit in them.
//!
//! A frame goes one way: [`input`] turns events into commands, the caller applies them to the document, and
//! [`paint`] draws it. Invariant: the view draws what it is told and knows nothing of Python or of the engine's
//! thread; what a frame costs depends on what can be seen, not on the text's size.

mod accessibility;
mod ahead;
mod beside;
mod bookmarks;
mod carets;
pub mod cells;
mod coloured;
mod column_box;
mod doubts;
mod dropping;
mod fold_marks;
mod found;
mod guides;
mod gutter;
mod hints;
mod holding;
mod ime;
mod input;
mod keys;
mod line;
pub mod marks;
mod metrics;
mod on_screen;
mod overview;
mod paint;
mod painted_rows;
mod pixels;
mod pointer;
mod problems;
mod resting;
mod row_map;
mod rows;
mod ruler;
mod sticky;
mod text;
mod travel;
mod view;

#[cfg(test)]
mod tests;

pub use ahead::lay_out_ahead;
pub use beside::{Beside, Field, draw_ghost, draw_pin};
pub use fold_marks::{FoldBox, FoldWish};
pub use found::{FoundMarks, Look, draw_found, draw_found_on_ruler};
pub use guides::{Aids, WhiteSpace};
pub use input::{LABEL, SECOND_LABEL, input};
pub use marks::Mark;
pub use metrics::Zoom;
pub use paint::{Decorations, Painted, paint};
pub use pixels::PixelGrid;
pub use problems::{draw_problem, is_quiet};
pub use resting::rest;
pub use row_map::{Fold, Folds};
pub use view::{MARGIN, View};
