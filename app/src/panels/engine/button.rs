//! The button in the breadcrumb that opens the panel.

use egui::{CornerRadius, Id, Rect, Ui, pos2, vec2};

use super::super::icons::{self, Icon};
use super::super::{Action, control};
use super::EngineAction;
use crate::commands::Keymap;
use crate::theme::{Theme, sizes};

/// From the breadcrumb's right edge to the middle of the button, in points.
const MIDDLE: f32 = 20.0;

/// Shows the button at the right of `ui`.
pub fn engine_button(ui: &mut Ui, theme: &Theme, keymap: &Keymap, is_open: bool, actions: &mut Vec<Action>) {
    let whole = ui.max_rect();
    let rect =
        Rect::from_center_size(pos2(whole.right() - MIDDLE, whole.center().y), vec2(sizes::HIT, sizes::HIT));
    let name = if is_open { "Close the engine panel" } else { "Open the engine panel" };
    let tooltip = keymap.tooltip(name, &Action::Engine(EngineAction::Toggle));
    let response = control::button(ui, rect, Id::unique("engine button"), name, tooltip);
    if is_open {
        ui.painter().rect_filled(rect, CornerRadius::same(sizes::RADIUS_CONTROL), theme.surface.hover);
    }
    control::hover_fill(ui, theme, &response, rect);
    let colour = if is_open { theme.text.primary } else { theme.text.tertiary };
    icons::draw(ui.painter(), Icon::Pulse, rect.center(), colour);
    control::focus_ring(ui, theme, &response, rect);
    if response.clicked() {
        actions.push(Action::Engine(EngineAction::Toggle));
    }
}
