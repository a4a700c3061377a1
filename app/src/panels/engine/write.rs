//! Words and numbers at their places.

use egui::{Align2, Color32, FontId, Painter, Pos2, Rect};

use crate::theme::sizes;

/// Writes a line at `at`, whose middle or edge that is by `anchor`; where it stands.
pub(super) fn line(
    painter: &Painter,
    at: Pos2,
    anchor: Align2,
    words: impl Into<String>,
    font: FontId,
    colour: Color32,
) -> Rect {
    let galley = painter.layout_no_wrap(words.into(), font, colour);
    let place = anchor.anchor_size(at, galley.size());
    painter.galley(place.min.round(), galley, colour);
    place
}

/// The font of what numbers mean.
pub(super) fn label() -> FontId {
    sizes::interface_font(sizes::FONT_LABEL)
}

/// The font of numbers along an axis.
pub(super) fn axis() -> FontId {
    sizes::number_font(sizes::FONT_AXIS)
}
