//! A control that is a place and a name; what it looks like is drawn by its owner.

use egui::scroll_area::ScrollAreaOutput;
use egui::{
    Color32, CornerRadius, Frame, Id, Modal, Painter, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui,
    WidgetInfo, WidgetText, vec2,
};

use crate::theme::{Theme, sizes};
use crate::tips::Tip as _;

/// Between a popup's edge and what stands in it, in points.
const POPUP_PADDING: i8 = 16;

/// Between a ring and what stands in it, where that has no edge of its own, in points; the ring's line included.
const RING_FREE: f32 = 6.0;

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
pub(super) fn button(ui: &Ui, rect: Rect, id: Id, name: &str, tooltip: impl Into<WidgetText>) -> Response {
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name));
    response.tip(tooltip)
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

/// The ring of a control without an edge of its own, such as a box with words behind it: a little wider, so that it
/// touches neither.
pub(super) fn focus_ring_around(ui: &Ui, theme: &Theme, response: &Response) {
    let free = vec2(RING_FREE, 0.0);
    let painter = ui.painter().with_clip_rect(ui.clip_rect().expand2(free));
    ring(&painter, theme, response, response.rect.expand2(free));
}

/// The ring inside the bounds of a control that has the keyboard.
pub(super) fn focus_ring(ui: &Ui, theme: &Theme, response: &Response, rect: Rect) {
    ring(ui.painter(), theme, response, rect);
}

fn ring(painter: &Painter, theme: &Theme, response: &Response, rect: Rect) {
    if response.has_focus() {
        painter.rect_stroke(
            rect,
            CornerRadius::same(sizes::RADIUS_CONTROL),
            Stroke::new(theme.stroke.focus, theme.focus_ring),
            StrokeKind::Inside,
        );
    }
}
