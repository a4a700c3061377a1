//! The tab bar: the lamp, which opens the main menu, the files' tabs, and the list of them.

use egui::{Align2, Button, Id, Popup, Pos2, Rect, ScrollArea, Ui, WidgetText, pos2, vec2};

use super::icons::{self, Icon};
use super::tabs::{Tab, TabAction, tabs};
use super::{Action, MenuFacts, control, menu};
use crate::commands::Keymap;
use crate::theme::{Theme, sizes};

/// From the window's top to the top of a tab, in points.
const TAB_TOP: f32 = 8.0;
/// Free at the right end, where the commands are offered, in points; in a narrow window the tabs go further.
const RIGHT_ROOM: f32 = 192.0;
/// A window in which that much is free, in points.
const WIDE: f32 = 900.0;
/// Width of the list of open files, in points.
const LIST: f32 = 280.0;

/// What the tab bar shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TabBar {
    /// The open files, in order.
    pub tabs: Vec<Tab>,
    /// Which of them is looked at, from 0.
    pub active: usize,
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
        menu.keymap.tooltip("Main menu", &Action::ToggleMenu),
    );
    if lamp.hovered() || lamp.is_pointer_button_down_on() {
        control::hover_fill(ui, theme, &lamp, zone.shrink(4.0));
    }
    icons::lamp(ui.painter(), theme, zone, bar.is_lit);
    control::focus_ring(ui, theme, &lamp, zone);
    let is_open = menu::show(&lamp, theme, menu, actions);

    let left = whole.left() + sizes::GUTTER;
    let room = if whole.width() < WIDE { 8.0 } else { RIGHT_ROOM };
    let has_list = bar.tabs.len() > 1;
    let buttons = if has_list { 2.0 * BUTTON } else { BUTTON };
    let end = (whole.right() - room - buttons).max(left);
    let area = Rect::from_min_max(pos2(left, whole.top() + TAB_TOP), pos2(end, whole.bottom()));
    let end = tabs(ui, theme, area, (&bar.tabs, bar.active), menu, actions);
    let place = |number: f32| {
        let centre = pos2(end + (number + 0.5) * BUTTON, area.center().y);
        Rect::from_center_size(centre, vec2(sizes::HIT, sizes::HIT))
    };
    let tooltip = menu.keymap.tooltip("New file", &Action::New);
    let new = icon_button(ui, theme, place(0.0), Icon::Plus, ("New file", tooltip));
    if new.clicked() {
        actions.push(Action::New);
    }
    if has_list {
        let list = icon_button(ui, theme, place(1.0), Icon::Down, ("Open files", "Open files"));
        show_list(&list, theme, bar, menu, actions);
    }
    let mut free = whole.with_min_x(end + buttons);
    if whole.width() >= WIDE {
        let end = whole.right_center() + vec2(-COMMANDS_RIGHT, area.center().y - whole.center().y);
        free.max.x = commands(ui, theme, menu.keymap, end, actions).left();
    }
    if is_double_clicked(ui, free) {
        actions.push(Action::New);
    }
    is_open
}

/// Whether the free part of the bar was double-clicked. It is no control: the button beside it does the same.
fn is_double_clicked(ui: &Ui, free: Rect) -> bool {
    let pos = ui.input(|input| {
        let is_double = input.pointer.button_double_clicked(egui::PointerButton::Primary);
        input.pointer.interact_pos().filter(|pos| is_double && free.contains(*pos))
    });
    pos.is_some_and(|pos| ui.ctx().layer_id_at(pos).is_none_or(|layer| layer == ui.layer_id()))
}

/// From the right end of the button with all commands to the window's edge, and from its ends to what it says, in points.
const COMMANDS_RIGHT: f32 = 8.0;
const COMMANDS_PADDING: f32 = 8.0;

/// Where all commands are found, and the place of that; its right end's middle is at `end`.
fn commands(ui: &Ui, theme: &Theme, keymap: &Keymap, end: Pos2, actions: &mut Vec<Action>) -> Rect {
    let painter = ui.painter();
    let keys = keymap.words(&Action::ShowPalette);
    let colour = theme.text.tertiary;
    let write =
        |words: &str, size| painter.layout_no_wrap(words.to_owned(), sizes::interface_font(size), colour);
    let parts = [write("Commands", sizes::FONT_BODY), write(&keys, sizes::FONT_LABEL)];
    let texts: f32 = parts.iter().map(|part| part.size().x).filter(|width| *width > 0.0).sum();
    let gap = if keys.is_empty() { 0.0 } else { 10.0 };
    let width = (2.0 * COMMANDS_PADDING + sizes::ICON + 8.0 + texts + gap).min(RIGHT_ROOM);
    let rect = Rect::from_min_max(end - vec2(width, sizes::HIT / 2.0), end + vec2(0.0, sizes::HIT / 2.0));
    let tooltip = keymap.tooltip("All commands", &Action::ShowPalette);
    let response = control::button(ui, rect, Id::unique("commands"), "Find a command", tooltip);
    control::hover_fill(ui, theme, &response, rect);
    let mut x = rect.left() + COMMANDS_PADDING;
    icons::draw(painter, Icon::Search, pos2(x + sizes::ICON / 2.0, end.y), colour);
    x += sizes::ICON + 8.0;
    let painter = painter.with_clip_rect(rect.intersect(ui.clip_rect()));
    for part in parts {
        let place = Align2::LEFT_CENTER.anchor_size(pos2(x, end.y), part.size());
        painter.galley(place.min.round(), part, colour);
        x = place.right() + gap;
    }
    control::focus_ring(ui, theme, &response, rect);
    if response.clicked() {
        actions.push(Action::ShowPalette);
    }
    rect
}

/// A button of the bar takes so much of it, in points.
const BUTTON: f32 = 32.0;

fn icon_button(
    ui: &Ui,
    theme: &Theme,
    rect: Rect,
    icon: Icon,
    (name, tooltip): (&str, impl Into<WidgetText>),
) -> egui::Response {
    let response = control::button(ui, rect, Id::unique(name), name, tooltip);
    control::hover_fill(ui, theme, &response, rect);
    icons::draw(ui.painter(), icon, rect.center(), theme.text.tertiary);
    control::focus_ring(ui, theme, &response, rect);
    response
}

/// The list of open files below its button, while it is open.
fn show_list(
    button: &egui::Response,
    theme: &Theme,
    bar: &TabBar,
    menu: &MenuFacts<'_>,
    actions: &mut Vec<Action>,
) {
    Popup::menu(button).accessible_name("Open files").width(LIST).show(|ui| {
        ui.set_min_width(LIST);
        ui.spacing_mut().button_padding = vec2(8.0, 4.0);
        ui.spacing_mut().interact_size.y = menu.row_height.list();
        ui.spacing_mut().item_spacing.y = 0.0;
        let most = (ui.ctx().content_rect().bottom() - button.rect.bottom() - 20.0).max(84.0);
        let area = ScrollArea::vertical().max_height(most).show(ui, |ui| {
            for (at, tab) in bar.tabs.iter().enumerate() {
                let response = ui.add(Button::selectable(at == bar.active, tab.name()));
                control::focus_ring(ui, theme, &response, response.rect);
                control::reveal_focused(&response);
                if response.clicked() {
                    actions.push(Action::Tab(TabAction::Show(tab.document)));
                    ui.close();
                }
            }
        });
        control::name_scroll_bar(ui, &area, "Scroll bar of the open files");
    });
}
