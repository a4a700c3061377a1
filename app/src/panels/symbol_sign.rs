//! The sign of a symbol: a letter for what it is, and a form round it for its sort.
//!
//! What holds others as a class does has a box, what is called a circle, what has a value a line below. So letter and form
//! say the same as the word beside it, and colour says nothing.

use egui::{Align2, CornerRadius, Painter, Pos2, Rect, Stroke, StrokeKind, vec2};
use namelight_engine::occurrences::SymbolKind;

use crate::theme::{Theme, sizes};

/// Side of the form, in points.
const SIDE: f32 = 16.0;
/// Width of its line, in points.
const LINE: f32 = 1.0;

fn letter(kind: SymbolKind) -> &'static str {
    match kind {
        SymbolKind::Class => "C",
        SymbolKind::Function => "f",
        SymbolKind::Method => "m",
        SymbolKind::Variable => "v",
        SymbolKind::Field => "a",
        SymbolKind::TypeAlias => "T",
    }
}

/// Draws the sign with its middle at `centre`.
pub(super) fn draw(painter: &Painter, theme: &Theme, kind: SymbolKind, centre: Pos2) {
    let rect = Rect::from_center_size(centre.round(), vec2(SIDE, SIDE));
    let stroke = Stroke::new(LINE, theme.text.tertiary);
    match kind {
        SymbolKind::Class | SymbolKind::TypeAlias => {
            painter.rect_stroke(rect, CornerRadius::same(sizes::RADIUS_MARK), stroke, StrokeKind::Inside);
        }
        SymbolKind::Function | SymbolKind::Method => {
            painter.circle_stroke(rect.center(), (SIDE - LINE) / 2.0, stroke);
        }
        SymbolKind::Variable | SymbolKind::Field => {
            painter.hline(rect.x_range().shrink(3.0), rect.bottom() - LINE / 2.0, stroke);
        }
    }
    let font = sizes::number_font(sizes::FONT_AXIS - 1.0);
    painter.text(rect.center(), Align2::CENTER_CENTER, letter(kind), font, theme.text.secondary);
}
