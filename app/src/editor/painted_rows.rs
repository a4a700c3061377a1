//! The text of rows as it was drawn last, for those that are the same again.
//!
//! To draw a row its text is cut into clusters, laid out and coloured. While somebody types that gives the same for all rows but
//! one, and while somebody scrolls for all but those that come in. Invariants: a row is drawn again as it was only if all is
//! the same that its shapes are made of; what isn't drawn in a frame goes; and everything goes when egui has begun its
//! fonts' texture anew, which is told by a layout of our own: egui keeps it as long as that texture.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use egui::epaint::text::FontsView;
use egui::{Galley, Shape};
use namelight_engine::occurrences::TokenClass;

use super::metrics::Metrics;
use super::text::empty_job;
use crate::theme::Theme;

/// What all rows of a frame depend on.
#[derive(Debug)]
struct Ground {
    metrics: Metrics,
    left: f64,
    /// The theme's place in memory: each is there once.
    theme: usize,
    /// Stays where it is as long as what else was laid out holds.
    witness: Arc<Galley>,
}

/// The text that stands in a row, or as much of it as may be seen.
#[derive(Debug, PartialEq)]
pub(super) struct RowPart {
    pub text: String,
    /// The cell of the line at which the text begins, and those that are drawn.
    pub cell: usize,
    pub cells: Range<usize>,
    /// How many cells further to the right it stands in its row.
    pub moved: isize,
}

/// What a row's shapes are made of, but for its height on the screen.
#[derive(Debug, PartialEq)]
pub(super) struct RowText {
    pub part: RowPart,
    /// The classes of its parts, in bytes from its start.
    pub spans: Vec<(Range<usize>, TokenClass)>,
    /// What stands on a solid fill, in bytes from its start.
    pub inverse: Range<usize>,
}

#[derive(Debug)]
struct Entry {
    of: RowText,
    top: f32,
    shapes: Vec<Shape>,
    is_used: bool,
}

/// The rows of the last frame.
#[derive(Debug, Default)]
pub(super) struct PaintedRows {
    ground: Option<Ground>,
    /// By the line and the number of the row in it.
    rows: HashMap<(usize, usize), Entry>,
}

impl PaintedRows {
    /// A frame begins.
    pub(super) fn begin(&mut self, metrics: &Metrics, left: f64, theme: &Theme, fonts: &mut FontsView<'_>) {
        let mut job = empty_job();
        let format = egui::TextFormat::simple(metrics.font.clone(), theme.syntax.plain);
        job.append("0", 0.0, format);
        let witness = fonts.layout_job(job);
        let theme = std::ptr::from_ref(theme).addr();
        let is_same = |ground: &Ground| {
            Arc::ptr_eq(&ground.witness, &witness)
                && (&ground.metrics, ground.left, ground.theme) == (metrics, left, theme)
        };
        if !self.ground.as_ref().is_some_and(is_same) {
            self.rows.clear();
            self.ground = Some(Ground { metrics: metrics.clone(), left, theme, witness });
        }
    }

    /// Whether a row was drawn in the last frame, whatever stood in it.
    pub(super) fn holds(&self, row: (usize, usize)) -> bool {
        self.rows.contains_key(&row)
    }

    /// The shapes of a row at a height, if it was drawn and is the same.
    pub(super) fn get(&mut self, row: (usize, usize), of: &RowText, top: f32) -> Option<&[Shape]> {
        let grid = self.ground.as_ref()?.metrics.grid;
        let entry = self.rows.get_mut(&row).filter(|entry| entry.of == *of)?;
        if entry.top != top {
            // Above the window halves of a pixel are rounded the other way, and other shapes have edges between pixels.
            let is_text = |shape: &Shape| matches!(shape, Shape::Text(_));
            if entry.top < 0.0 || top < 0.0 || !entry.shapes.iter().all(is_text) {
                return None;
            }
            for shape in &mut entry.shapes {
                if let Shape::Text(text) = shape {
                    text.pos.y = grid.edge(text.pos.y + top - entry.top);
                }
            }
            entry.top = top;
        }
        entry.is_used = true;
        Some(&entry.shapes)
    }

    /// Keeps the shapes of a row that was drawn.
    pub(super) fn keep(&mut self, row: (usize, usize), of: RowText, top: f32, shapes: &[Shape]) {
        self.rows.insert(row, Entry { of, top, shapes: shapes.to_vec(), is_used: true });
    }

    /// Ends a frame: what wasn't drawn in it goes.
    pub(super) fn end_frame(&mut self) {
        self.rows.retain(|_, entry| std::mem::take(&mut entry.is_used));
    }
}
