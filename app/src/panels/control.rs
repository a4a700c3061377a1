//! A control that is a place and a name; what it looks like is drawn by its owner.

use egui::scroll_area::ScrollAreaOutput;
use egui::{
    Color32, CornerRadius, Frame, Id, Modal, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo,
};

use crate::theme::{Theme, sizes};

/// Between a popup's edge and what stands in it, in points.
const POPUP_PADDING: i8 = 16;

/// A question or field over everything else. What is below stays as bright as it is: the rest of the
/// window can't be used meanwhile, but it can be read.
pub(super) fn modal(theme: &Theme, name: &str) -> Modal {
    let frame = Frame::NONE
        .fill(theme.surface.raised)
        .stroke(Stroke::new(1.0, theme.border.popup))
        .corner_radius(sizes::RADIUS_POPUP)
        .inner_margin(POPUP_PADDING);
    Modal::new(Id::unique(name)).frame(frame).backdrop_color(Color32::TRANSPARENT)
}

/// Makes `rect` a button called `name`, with a tooltip; the caller draws it, then calls [`focus_ring`].
pub(super) fn button(ui: &Ui, rect: Rect, id: Id, name: &str, tooltip: &str) -> Response {
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name));
    response.on_hover_text(tooltip)
}

/// Gives the upright scroll bar of an area a name; egui gives it none.
pub(super) fn name_scroll_bar<R>(ui: &Ui, area: &ScrollAreaOutput<R>, name: &str) {
    if area.content_size.y > area.inner_rect.height() {
        // As `ScrollArea` calls the bar of its second axis.
        ui.ctx().accesskit_node_builder(area.id.with(1_usize), |node| node.set_label(name));
    }
}

/// Brings what the keyboard has just come to into view.
pub(super) fn reveal_focused(response: &Response) {
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
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
