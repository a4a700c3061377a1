//! At the right of the breadcrumb: the pinned names, and the button for the list of places.

use egui::{Align2, CornerRadius, FontFamily, FontId, Id, Rect, Ui, pos2, vec2};

use super::icons::{self, Icon};
use super::{Action, control};
use crate::commands::Keymap;
use crate::editor::{PixelGrid, draw_pin};
use crate::highlights::number_of;
use crate::theme::{Theme, sizes};

/// From the breadcrumb's right edge to the middle of the list's button, in points; the engine's button is right of it.
const LIST: f32 = 48.0;
/// From the breadcrumb's right edge to the last pinned name, in points.
const PINS: f32 = 74.0;
/// Between two pinned names, in points.
const GAP: f32 = 16.0;
/// Letters of a pinned name that are shown.
const LETTERS: usize = 16;

/// A pinned name, as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PinnedName {
    /// Its number, from 0.
    pub number: usize,
    /// The name.
    pub name: String,
    /// How often it is used.
    pub uses: usize,
}

/// Shows the tools in `ui`, right of `left`, where the breadcrumb ends.
pub fn tools(
    ui: &mut Ui,
    theme: &Theme,
    keymap: &Keymap,
    left: f32,
    pins: &[PinnedName],
    is_list_open: bool,
    actions: &mut Vec<Action>,
) {
    let whole = ui.max_rect();
    let middle = whole.center().y;
    let rect = Rect::from_center_size(pos2(whole.right() - LIST, middle), vec2(sizes::HIT, sizes::HIT));
    let name = if is_list_open { "Close the list of places" } else { "Open the list of places" };
    let tooltip = keymap.tooltip(name, &Action::ToggleOccurrences);
    let response = control::button(ui, rect, Id::unique("list button"), name, tooltip);
    if is_list_open {
        ui.painter().rect_filled(rect, CornerRadius::same(sizes::RADIUS_CONTROL), theme.surface.hover);
    }
    control::hover_fill(ui, theme, &response, rect);
    let colour = if is_list_open { theme.text.primary } else { theme.text.tertiary };
    icons::draw(ui.painter(), Icon::List, rect.center(), colour);
    control::focus_ring(ui, theme, &response, rect);
    if response.clicked() {
        actions.push(Action::ToggleOccurrences);
    }
    pinned(ui, theme, keymap, left, pins, actions);
}

/// `pinned  1 count  2 skip`, from the right; what has no room isn't shown.
fn pinned(
    ui: &mut Ui,
    theme: &Theme,
    keymap: &Keymap,
    left: f32,
    pins: &[PinnedName],
    actions: &mut Vec<Action>,
) {
    let whole = ui.max_rect();
    let middle = whole.center().y;
    let font = FontId::new(sizes::FONT_LABEL, FontFamily::Monospace);
    let grid = PixelGrid::new(ui.pixels_per_point());
    let mut right = whole.right() - PINS;
    for pin in pins.iter().rev() {
        let shown: String = pin.name.chars().take(LETTERS).collect();
        let name = ui.painter().layout_no_wrap(shown, font.clone(), theme.text.primary);
        let number = (pin.number + 1).to_string();
        let number = ui.painter().layout_no_wrap(number, font.clone(), theme.text.tertiary);
        let width = name.size().x + number.size().x + 8.0;
        let start = right - width;
        if start < left + GAP {
            return;
        }
        let rect = Rect::from_min_max(pos2(start - 4.0, middle - 12.0), pos2(right + 4.0, middle + 12.0));
        let uses = number_of(pin.uses, "use");
        let label = format!("Pinned {}: {}, {uses}", pin.number + 1, pin.name);
        let (words, next) = (format!("Next place of {}", pin.name), Action::NextOfPin(pin.number));
        let id = Id::unique(("pinned name", pin.number));
        let response = control::button(ui, rect, id, &label, keymap.tooltip(&words, &next));
        control::hover_fill(ui, theme, &response, rect);
        let place = Align2::LEFT_CENTER.anchor_size(pos2(start, middle), number.size());
        ui.painter().galley(place.min.round(), number, theme.text.tertiary);
        let cells = Rect::from_min_max(
            pos2(right - name.size().x, (middle - sizes::CODE_ROW / 2.0).round()),
            pos2(right, (middle + sizes::CODE_ROW / 2.0).round()),
        );
        let (mut behind, mut over) = (Vec::new(), Vec::new());
        draw_pin(pin.number, cells, theme, grid, &mut behind, &mut over);
        ui.painter().extend(behind);
        let place = Align2::LEFT_CENTER.anchor_size(pos2(cells.left(), middle), name.size());
        ui.painter().galley(place.min.round(), name, theme.text.primary);
        ui.painter().extend(over);
        control::focus_ring(ui, theme, &response, rect);
        if response.clicked() {
            actions.push(Action::NextOfPin(pin.number));
        }
        right = start - GAP;
    }
    if !pins.is_empty() {
        let label = sizes::interface_font(sizes::FONT_LABEL);
        let words = ui.painter().layout_no_wrap("pinned".to_owned(), label, theme.text.tertiary);
        if right - words.size().x > left + GAP {
            let place = Align2::RIGHT_CENTER.anchor_size(pos2(right, middle), words.size());
            ui.painter().galley(place.min.round(), words, theme.text.tertiary);
        }
    }
}
