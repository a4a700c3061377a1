//! Two panes beside each other: their headers and the divider between them.

use std::ops::RangeInclusive;

use egui::{
    Align2, CursorIcon, EventFilter, Id, Key, Modifiers, Rangef, Rect, Role, Sense, Stroke, Ui, WidgetInfo,
    pos2, vec2,
};

use super::icons::{self, Icon};
use super::{Action, control};
use crate::theme::{Theme, sizes};

/// Height of a pane's header, in points.
pub const PANE_HEADER: f32 = sizes::BREADCRUMB;
/// Width of the divider, in points; it can be taken a little beside it, too.
pub const DIVIDER: f32 = 1.0;
/// Beside the divider, in points.
const REACH: f32 = 4.0;
/// From the edge of a pane to its title, in points.
const LEFT: f32 = 20.0;
/// The parts of the width at which a key doesn't move the divider any further.
const SHARES: RangeInclusive<f32> = 0.15..=0.85;
/// One step of the divider by key, as a part of the width.
const STEP: f32 = 0.02;

/// Something to do with the panes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum PaneAction {
    /// Show the file in a second pane, too; where there are two, go to the other one.
    Split,
    /// Close the pane that has the keyboard.
    Close,
    /// Close the other pane.
    CloseOther,
    /// Go to the left pane.
    GoLeft,
    /// Go to the right pane.
    GoRight,
    /// Give the left pane this part of the width.
    Divide(f32),
}

// No part of the width is computed to be NaN.
impl Eq for PaneAction {}

/// What the header of a pane shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaneHeader {
    /// The file's name.
    pub title: String,
    /// Whether it has unsaved changes.
    pub is_modified: bool,
    /// Whether the pane has the keyboard and the light.
    pub is_active: bool,
    /// Whether it is the left one.
    pub is_left: bool,
}

/// Shows the header of a pane in all of `ui`; a click on it goes to the pane.
pub fn pane_header(ui: &mut Ui, theme: &Theme, header: &PaneHeader, actions: &mut Vec<Action>) {
    let whole = ui.max_rect();
    ui.painter().rect_filled(whole, 0.0, theme.surface.panel);
    let side = if header.is_left { "Left" } else { "Right" };
    let unsaved = if header.is_modified { ", unsaved changes" } else { "" };
    let name = format!("{side} pane: {}{unsaved}", header.title);
    let keys = if header.is_left { "Ctrl+1" } else { "Ctrl+2" };
    let id = Id::unique(("pane header", header.is_left));
    let response = control::button(ui, whole, id, &name, format!("Go to this pane ({keys})"));
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, header.is_active, &name));
    if response.clicked() {
        actions.push(Action::Pane(if header.is_left { PaneAction::GoLeft } else { PaneAction::GoRight }));
    }
    let colour = if header.is_active { theme.text.primary } else { theme.text.tertiary };
    if header.is_active {
        // A form, too: the pane with the keyboard has a bar at its head.
        let bar = Rect::from_min_size(whole.min, vec2(whole.width(), 2.0));
        ui.painter().rect_filled(bar, 0.0, theme.focus_ring);
    }
    let title =
        ui.painter().layout_no_wrap(header.title.clone(), sizes::interface_font(sizes::FONT_BODY), colour);
    let place = Align2::LEFT_CENTER.anchor_size(pos2(whole.left() + LEFT, whole.center().y), title.size());
    ui.painter().with_clip_rect(whole.with_max_x(whole.right() - 2.0 * sizes::HIT)).galley(
        place.min.round(),
        title,
        colour,
    );
    if header.is_modified {
        icons::draw(ui.painter(), Icon::Dot, pos2(place.right() + 16.0, whole.center().y), colour);
    }
    control::focus_ring(ui, theme, &response, whole);
    let place = Rect::from_center_size(
        pos2(whole.right() - sizes::HIT / 2.0 - 4.0, whole.center().y),
        vec2(sizes::HIT, sizes::HIT),
    );
    let name = format!("Close the {} pane", side.to_lowercase());
    let close = control::button(ui, place, Id::unique(("close pane", header.is_left)), &name, &name);
    control::hover_fill(ui, theme, &close, place);
    icons::draw(ui.painter(), Icon::Close, place.center(), theme.text.tertiary);
    control::focus_ring(ui, theme, &close, place);
    if close.clicked() {
        actions.push(Action::Pane(if header.is_active { PaneAction::Close } else { PaneAction::CloseOther }));
    }
    let line = whole.bottom() - 0.5;
    ui.painter().hline(whole.x_range(), line, Stroke::new(1.0, theme.surface.hairline));
}

/// Shows the divider and hears how it is moved, by pointer or, when it has the keyboard, by arrow keys. `width` is
/// what it divides, and `share` the left pane's part of that.
pub fn divider(ui: &Ui, theme: &Theme, bar: Rect, (width, share): (Rangef, f32), actions: &mut Vec<Action>) {
    ui.painter().rect_filled(bar, 0.0, theme.surface.hairline);
    let id = Id::unique("divider");
    let response = ui.interact(bar.expand2(vec2(REACH, 0.0)), id, Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(Role::Splitter, true, "Divider between the panes"));
    ui.ctx().accesskit_node_builder(id, |node| node.set_numeric_value(f64::from((share * 100.0).round())));
    if response.hovered() || response.dragged() {
        ui.ctx().set_cursor_icon(CursorIcon::ResizeHorizontal);
    }
    let mut to = share;
    if response.dragged()
        && let Some(pointer) = response.interact_pointer_pos()
        && width.span() > 0.0
    {
        to = (pointer.x - width.min) / width.span();
    }
    if response.has_focus() {
        let filter = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
        let steps = ui.input_mut(|input| {
            let mut pressed = |key| input.count_and_consume_key(Modifiers::NONE, key) as f32;
            pressed(Key::ArrowRight) - pressed(Key::ArrowLeft)
        });
        to += steps * STEP;
        let ring = bar.expand2(vec2(2.0, 0.0));
        control::focus_ring(ui, theme, &response, ring);
    }
    let to = to.clamp(*SHARES.start(), *SHARES.end());
    if to != share {
        actions.push(Action::Pane(PaneAction::Divide(to)));
    }
}
