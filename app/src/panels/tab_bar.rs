//! The tab bar: the lamp, which opens the main menu, and the file's tab.

use egui::{Align2, CornerRadius, Id, Rect, Stroke, StrokeKind, Ui, pos2, vec2};

use super::icons::{self, Icon};
use super::{Action, MenuFacts, control, menu};
use crate::theme::{Theme, sizes};

/// Between a tab's edge and what stands in it, in points.
const PADDING: f32 = 12.0;
/// From the window's top to the top of a tab, in points.
const TAB_TOP: f32 = 8.0;

/// What the tab bar shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TabBar {
    /// The file's name.
    pub title: String,
    /// The file's whole path, or what else there is to say about it.
    pub tooltip: String,
    /// Whether there are unsaved changes.
    pub is_modified: bool,
    /// Whether a name is lit.
    pub is_lit: bool,
}

/// The lamp's identity, to give it the keyboard.
#[must_use]
pub fn lamp_id() -> Id {
    Id::unique("lamp")
}

/// Shows the tab bar in all of `ui` and, if it is open, the main menu; returns whether that is open.
pub fn tab_bar(
    ui: &mut Ui,
    theme: &Theme,
    bar: &TabBar,
    menu: &MenuFacts<'_>,
    actions: &mut Vec<Action>,
) -> bool {
    let whole = ui.max_rect();
    ui.painter().rect_filled(whole, 0.0, theme.surface.window);
    let zone = Rect::from_min_size(whole.min, vec2(sizes::GUTTER, sizes::TAB_BAR));
    let lamp = control::button(
        ui,
        zone,
        lamp_id(),
        "Main menu",
        &menu.keymap.tooltip("Main menu", &Action::ToggleMenu),
    );
    if lamp.hovered() || lamp.is_pointer_button_down_on() {
        control::hover_fill(ui, theme, &lamp, zone.shrink(4.0));
    }
    icons::lamp(ui.painter(), theme, zone, bar.is_lit);
    control::focus_ring(ui, theme, &lamp, zone);
    let is_open = menu::show(&lamp, theme, menu, actions);

    let tab = tab(ui, theme, bar, whole.left() + sizes::GUTTER);
    let plus = Rect::from_center_size(pos2(tab.right() + 16.0, tab.center().y), vec2(sizes::HIT, sizes::HIT));
    let tooltip = menu.keymap.tooltip("New file", &Action::New);
    let new = control::button(ui, plus, Id::unique("new file"), "New file", &tooltip);
    control::hover_fill(ui, theme, &new, plus);
    icons::draw(ui.painter(), Icon::Plus, plus.center(), theme.text.tertiary);
    control::focus_ring(ui, theme, &new, plus);
    if new.clicked() {
        actions.push(Action::New);
    }
    is_open
}

/// Draws the file's tab at `left` and returns where it is.
fn tab(ui: &Ui, theme: &Theme, bar: &TabBar, left: f32) -> Rect {
    let top = ui.max_rect().top() + TAB_TOP;
    let font = sizes::interface_font(sizes::FONT_BODY);
    let title = ui.painter().layout_no_wrap(bar.title.clone(), font, theme.text.primary);
    // The dot stands 16 behind the title, in a square of its own.
    let dot = if bar.is_modified { 8.0 + sizes::ICON - 4.0 } else { 0.0 };
    let size = vec2(PADDING + title.size().x + dot + PADDING, sizes::TAB_BAR - TAB_TOP);
    let rect = Rect::from_min_size(pos2(left, top), size.round());
    let round = CornerRadius { nw: sizes::RADIUS_TAB, ne: sizes::RADIUS_TAB, sw: 0, se: 0 };
    ui.painter().rect_filled(rect, round, theme.surface.tab_active);
    if theme.border.tab_active != theme.surface.tab_active {
        // Open below: the tab and its page are one.
        let line = Stroke::new(1.0, theme.border.tab_active);
        let outline = rect.with_max_y(rect.bottom() + 2.0);
        ui.painter().with_clip_rect(rect).rect_stroke(outline, round, line, StrokeKind::Inside);
    }
    let place = Align2::LEFT_CENTER.anchor_size(pos2(rect.left() + PADDING, rect.center().y), title.size());
    let end = place.right();
    ui.painter().galley(place.min.round(), title, theme.text.primary);
    if bar.is_modified {
        icons::draw(ui.painter(), Icon::Dot, pos2(end + 16.0, rect.center().y), theme.text.primary);
    }
    let unsaved = if bar.is_modified { ", unsaved changes" } else { "" };
    let response = ui.interact(rect, Id::unique("tab"), egui::Sense::hover());
    let name = format!("{}{unsaved}", bar.title);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &name));
    response.on_hover_text(format!("{}{unsaved}", bar.tooltip));
    rect
}
