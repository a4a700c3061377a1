//! A control that is a place and a name; what it looks like is drawn by its owner.

use egui::{CornerRadius, Id, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo};

use crate::theme::{Theme, sizes};

/// Makes `rect` a button called `name`, with a tooltip; the caller draws it, then calls [`focus_ring`].
pub(super) fn button(ui: &Ui, rect: Rect, id: Id, name: &str, tooltip: &str) -> Response {
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name));
    response.on_hover_text(tooltip)
}

/// The fill behind a flat button: none until the pointer is on it.
pub(super) fn hover_fill(ui: &Ui, theme: &Theme, response: &Response, rect: Rect) {
    let fill = if response.is_pointer_button_down_on() {
        theme.surface.pressed
    } else if response.hovered() {
        theme.surface.hover
    } else {
        return;
    };
    ui.painter().rect_filled(rect, CornerRadius::same(sizes::RADIUS_CONTROL), fill);
}

/// The ring inside the bounds of a control that has the keyboard.
pub(super) fn focus_ring(ui: &Ui, theme: &Theme, response: &Response, rect: Rect) {
    if response.has_focus() {
        ui.painter().rect_stroke(
            rect,
            CornerRadius::same(sizes::RADIUS_CONTROL),
            Stroke::new(theme.stroke.focus, theme.focus_ring),
            StrokeKind::Inside,
        );
    }
}
