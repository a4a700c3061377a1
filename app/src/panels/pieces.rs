//! Words side by side in one row, each laid out on its own.
//!
//! Invariant: only words that have changed since the frame before are laid out anew; they stand where one layout of all
//! would put them, to the nearest pixel. A key changes one number of a row, and laying out was nearly all that the
//! status bar cost.

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Color32, FontId, Galley, Painter, Pos2, pos2};

/// Words that look the same.
#[derive(Clone, Debug)]
pub(super) struct Piece<'a> {
    pub(super) text: &'a str,
    pub(super) font: FontId,
    pub(super) colour: Color32,
}

/// Pieces that are laid out.
pub(super) struct Pieces(Vec<Arc<Galley>>);

impl Pieces {
    pub(super) fn of(painter: &Painter, pieces: &[Piece<'_>]) -> Self {
        let layout =
            |one: &Piece<'_>| painter.layout_no_wrap(one.text.to_owned(), one.font.clone(), one.colour);
        Self(pieces.iter().map(layout).collect())
    }

    /// The same, with the end cut off that goes beyond so many points.
    pub(super) fn within(painter: &Painter, pieces: &[Piece<'_>], width: f32) -> Self {
        let whole = Self::of(painter, pieces);
        if whole.width() <= width {
            return whole;
        }
        let mut job = LayoutJob { wrap: TextWrapping::truncate_at_width(width), ..LayoutJob::default() };
        for one in pieces {
            let format = TextFormat {
                font_id: one.font.clone(),
                color: one.colour,
                valign: egui::Align::Center,
                ..TextFormat::default()
            };
            job.append(one.text, 0.0, format);
        }
        Self(vec![painter.layout_job(job)])
    }

    /// In points.
    pub(super) fn width(&self) -> f32 {
        self.0.iter().map(|galley| galley.size().x).sum()
    }

    /// In points.
    pub(super) fn height(&self) -> f32 {
        self.0.iter().map(|galley| galley.size().y).fold(0.0, f32::max)
    }

    /// Draws them from the middle of their left edge on; returns where they end, in points.
    pub(super) fn draw(&self, painter: &Painter, start: Pos2) -> f32 {
        let mut left = start.x;
        for galley in &self.0 {
            let place = pos2(left, start.y - galley.size().y / 2.0);
            left += galley.size().x;
            painter.galley(place.round(), Arc::clone(galley), Color32::PLACEHOLDER);
        }
        left
    }
}
