//! Arrows with a number where more is lit above or below what can be seen.

use egui::{
    Align2, CornerRadius, FontFamily, FontId, Rect, Sense, Shape, Stroke, StrokeKind, Ui, pos2, vec2,
};
use namelight_engine::occurrences::Occurrence;

use super::line::Source;
use super::paint::Painted;
use super::view::{MARGIN, View};
use crate::theme::Theme;
use crate::tips::Tip as _;

/// Height of a hint, in points.
const HEIGHT: f32 = 24.0;
/// From the ruler to a hint, and from the view's edge, in points.
const GAPS: (f32, f32) = (12.0, 8.0);
/// Size of the number.
const FONT: f32 = 13.0;

/// Shows the hints; a click scrolls to the nearest of the places meant and leaves the cursor where it is.
pub(super) fn show(
    ui: &mut Ui,
    view: &mut View,
    source: Source<'_>,
    lit: &[Occurrence],
    painted: &Painted,
    theme: &Theme,
) {
    view.interaction.hints.clear();
    let Some(id) = view.interaction.id else { return };
    let bytes = &painted.visible_bytes;
    let counted = |one: &&Occurrence| one.certainty.is_counted();
    let first = lit.partition_point(|one| one.range.end <= bytes.start);
    let last = lit.partition_point(|one| one.range.start < bytes.end).max(first);
    let is_unseen = |one: &&Occurrence| !view.is_stuck(source.line_of(one.range.start));
    let (above, below) = (lit.get(..first).unwrap_or_default(), lit.get(last..).unwrap_or_default());
    let hints = [
        (true, painted.lit_above, above.iter().rev().filter(is_unseen).find(counted)),
        (false, painted.lit_below, below.iter().find(counted)),
    ];
    for (is_up, count, nearest) in hints {
        let Some(nearest) = nearest else { continue };
        let number = count.to_string();
        let size = vec2(26.0 + 8.0 * number.len() as f32, HEIGHT);
        let area = view.metrics.text_area();
        let top = if is_up { view.code_top() + GAPS.1 } else { area.bottom() - GAPS.1 - HEIGHT };
        let rect = Rect::from_min_size(pos2(area.right() - GAPS.0 - size.x, top), size);
        // In a view too small for it, a hint would only hide code.
        if !area.contains_rect(rect) || area.height() < 4.0 * HEIGHT {
            continue;
        }
        view.interaction.hints.push(rect);
        let line = source.line_of(nearest.range.start) + 1;
        let words = format!("{count} more {}, next in line {line}", if is_up { "above" } else { "below" });
        let response = ui.interact(rect, id.with(("hint", is_up)), Sense::click());
        response.widget_info(|| {
            egui::WidgetInfo::labeled(egui::accesskit::Role::Button, ui.is_enabled(), &words)
        });
        let fill = if response.is_pointer_button_down_on() {
            theme.surface.pressed
        } else if response.hovered() {
            theme.surface.hover
        } else {
            theme.surface.raised
        };
        draw(ui, rect, is_up, &number, fill, theme);
        if response.has_focus() {
            focus_ring(ui, rect, theme);
        }
        if response.tip(words).clicked() {
            view.reveal(source, nearest.range.start, MARGIN);
            ui.ctx().request_repaint();
        }
    }
}

/// The ring of a hint that has the keyboard.
fn focus_ring(ui: &Ui, rect: Rect, theme: &Theme) {
    let ring = Stroke::new(theme.stroke.focus, theme.focus_ring);
    ui.painter_at(rect).rect_stroke(rect, radius(), ring, StrokeKind::Inside);
}

fn radius() -> CornerRadius {
    CornerRadius::same((HEIGHT / 2.0) as u8)
}

fn draw(ui: &Ui, rect: Rect, is_up: bool, number: &str, fill: egui::Color32, theme: &Theme) {
    let painter = ui.painter_at(rect);
    painter.rect(rect, radius(), fill, Stroke::new(1.0, theme.border.popup), StrokeKind::Inside);
    let (x, y) = (rect.left() + 14.0, rect.top() + HEIGHT / 2.0);
    let tip = if is_up { -3.0 } else { 3.0 };
    let points = vec![pos2(x - 4.0, y - tip), pos2(x + 4.0, y - tip), pos2(x, y + tip)];
    painter.add(Shape::convex_polygon(points, theme.accent.base, Stroke::NONE));
    let font = FontId::new(FONT, FontFamily::Monospace);
    painter.text(pos2(rect.left() + 22.0, y), Align2::LEFT_CENTER, number, font, theme.accent.text);
}
