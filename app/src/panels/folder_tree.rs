//! The tree of the folder at the left of the code.
//!
//! Invariant: only the rows that can be seen are made, so what it costs doesn't depend on how many there are.

use egui::{
    Align2, CornerRadius, CursorIcon, EventFilter, Id, Key, Modifiers, Rect, Role, ScrollArea, Sense, Stroke,
    Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use super::icons::{self, Icon};
use super::{Action, FolderAction, ROW, control};
use crate::commands::Keymap;
use crate::theme::{Theme, sizes};

/// Height of what stands above the rows, in points.
const HEAD: f32 = 40.0;
/// From the panel's edge to its text, in points.
const LEFT: f32 = 16.0;
/// How far a folder's rows are indented, in points.
const INDENT: f32 = 16.0;
/// From a row's beginning to its icon and to its name, in points.
const COLUMNS: (f32, f32) = (24.0, 38.0);
/// Beside the panel's right edge it can be taken to change the width, in points.
const REACH: f32 = 4.0;
/// One step of the width by key, in points.
const STEP: f32 = 16.0;

/// A row that can be seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TreeRow {
    /// Its name, or what is said.
    pub title: String,
    /// How deep it is, from 0.
    pub depth: usize,
    /// Whether it is a folder that is open or one that is closed; none if it is a file.
    pub is_open_folder: Option<bool>,
    /// Whether it is a sentence about the folder.
    pub is_said: bool,
    /// Whether it is the file that is looked at.
    pub is_active: bool,
}

/// What the panel is told.
pub struct FolderPanel<'a> {
    /// Which keys its buttons tell.
    pub keymap: &'a Keymap,
    /// The folder's name.
    pub title: &'a str,
    /// How many rows there are.
    pub count: usize,
    /// Makes a row.
    pub row: &'a dyn Fn(usize) -> Option<TreeRow>,
    /// The selected row.
    pub selected: Option<usize>,
    /// Whether the selected row has to be brought into view.
    pub reveals: bool,
    /// The least and the largest width, in points.
    pub widths: (f32, f32),
}

/// Who has the keyboard when the rows do.
#[must_use]
pub fn folder_rows_id() -> Id {
    Id::unique("folder rows")
}

/// Shows the panel in all of `ui`; returns the row that was clicked.
pub fn folder_panel(
    ui: &mut Ui,
    theme: &Theme,
    panel: &FolderPanel<'_>,
    actions: &mut Vec<Action>,
) -> Option<usize> {
    let whole = ui.max_rect();
    ui.painter().rect_filled(whole, 0.0, theme.surface.panel);
    head(ui, theme, whole.with_max_y(whole.top() + HEAD), panel, actions);
    let area = whole.with_min_y(whole.top() + HEAD).with_max_x(whole.right() - 1.0);
    let clicked = rows(ui, theme, area, panel);
    edge(ui, theme, whole, panel.widths, actions);
    clicked
}

fn head(ui: &mut Ui, theme: &Theme, rect: Rect, panel: &FolderPanel<'_>, actions: &mut Vec<Action>) {
    let font = sizes::interface_font(sizes::FONT_PANEL_TITLE);
    let galley = ui.painter().layout_no_wrap(panel.title.to_owned(), font, theme.text.primary);
    let at = Align2::LEFT_CENTER.anchor_size(pos2(rect.left() + LEFT, rect.center().y), galley.size());
    let clip = rect.with_max_x(rect.right() - 64.0);
    ui.painter().with_clip_rect(clip).galley(at.min.round(), galley, theme.text.primary);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, theme.surface.hairline));
    let buttons = [
        (46.0, Icon::Again, "Read the folder again", FolderAction::Refresh),
        (20.0, Icon::Close, "Close the folder", FolderAction::ToggleTree),
    ];
    for (from_right, icon, words, action) in buttons {
        let centre = pos2(rect.right() - from_right, rect.center().y);
        let place = Rect::from_center_size(centre, vec2(sizes::HIT, sizes::HIT));
        let action = Action::Folder(action);
        let tooltip = panel.keymap.tooltip(words, &action);
        let response = control::button(ui, place, Id::unique(("folder", words)), words, tooltip);
        control::hover_fill(ui, theme, &response, place);
        icons::draw(ui.painter(), icon, centre, theme.text.tertiary);
        control::focus_ring(ui, theme, &response, place);
        if response.clicked() {
            actions.push(action);
        }
    }
}

fn rows(ui: &mut Ui, theme: &Theme, area: Rect, panel: &FolderPanel<'_>) -> Option<usize> {
    let mut list = ui.new_child(UiBuilder::new().max_rect(area).id_salt("folder list"));
    list.set_clip_rect(area.intersect(ui.clip_rect()));
    list.spacing_mut().item_spacing.y = 0.0;
    let focus = list.interact(area, folder_rows_id(), Sense::focusable_noninteractive());
    let label = format!("Folder {}, {} rows", panel.title, panel.count);
    focus.widget_info(|| WidgetInfo::labeled(Role::Tree, true, &label));
    if let Some(selected) = panel.selected {
        let row = folder_rows_id().with(selected).accesskit_id();
        list.ctx().accesskit_node_builder(focus.id, |node| node.set_active_descendant(row));
    }
    if panel.selected.is_none() {
        // No row shows that the keyboard is here.
        control::focus_ring(&list, theme, &focus, area);
    }
    let mut scroll = ScrollArea::vertical().id_salt("folder scroll").auto_shrink(false);
    if let (Some(selected), true) = (panel.selected, panel.reveals) {
        let top = selected as f32 * ROW - (area.height() - ROW) / 2.0;
        scroll = scroll.vertical_scroll_offset(top.max(0.0));
    }
    let mut clicked = None;
    let shown = scroll.show_rows(&mut list, ROW, panel.count, |ui, shown| {
        for index in shown {
            let Some(row) = (panel.row)(index) else { continue };
            let (rect, _) = ui.allocate_exact_size(vec2(area.width().max(0.0), ROW), Sense::hover());
            let is_selected = panel.selected == Some(index);
            if draw_row(ui, theme, rect, index, &row, (is_selected, focus.has_focus())) {
                clicked = Some(index);
            }
        }
    });
    control::name_scroll_bar(&list, &shown, "Scroll bar of the folder");
    clicked
}

/// Draws a row; whether it was clicked.
fn draw_row(
    ui: &Ui,
    theme: &Theme,
    rect: Rect,
    index: usize,
    row: &TreeRow,
    (is_selected, has_keyboard): (bool, bool),
) -> bool {
    // The tree is one stop for Tab; the arrow keys lead on from there.
    let response = ui.interact(rect, folder_rows_id().with(index), Sense::CLICK);
    let said = if row.is_active { format!("{}, open here", row.title) } else { row.title.clone() };
    response.widget_info(|| WidgetInfo::selected(Role::TreeItem, ui.is_enabled(), is_selected, &said));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_selected(is_selected);
        node.set_level(row.depth + 1);
        if let Some(is_open) = row.is_open_folder {
            node.set_expanded(is_open);
        }
    });
    let painter = ui.painter_at(rect);
    if is_selected {
        painter.rect_filled(rect, 0.0, theme.surface.row_selected);
        let bar = Rect::from_min_max(rect.min, pos2(rect.left() + 2.0, rect.bottom()));
        painter.rect_filled(bar, 0.0, theme.focus_ring);
        if has_keyboard {
            let ring = Stroke::new(theme.stroke.focus, theme.focus_ring);
            painter.rect_stroke(rect, CornerRadius::ZERO, ring, egui::StrokeKind::Inside);
        }
    } else if response.hovered() {
        painter.rect_filled(rect, 0.0, theme.surface.hover);
    }
    let left = rect.left() + LEFT + row.depth as f32 * INDENT;
    let middle = rect.center().y;
    let font = sizes::interface_font(sizes::FONT_BODY);
    if row.is_said {
        let label = sizes::interface_font(sizes::FONT_LABEL);
        painter.text(
            pos2(left + COLUMNS.1, middle),
            Align2::LEFT_CENTER,
            &row.title,
            label,
            theme.text.tertiary,
        );
        return false;
    }
    let icon = match row.is_open_folder {
        None => Icon::File,
        Some(is_open) => {
            let sign = if is_open { Icon::Down } else { Icon::Chevron };
            icons::draw(&painter, sign, pos2(left + 4.0, middle), theme.text.tertiary);
            Icon::Folder
        }
    };
    icons::draw(&painter, icon, pos2(left + COLUMNS.0, middle), theme.text.tertiary);
    let colour = if row.is_active { theme.text.primary } else { theme.text.secondary };
    // A name is one line, whatever it holds.
    let title: String = row.title.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let said = painter.text(pos2(left + COLUMNS.1, middle), Align2::LEFT_CENTER, title, font, colour);
    if row.is_active {
        // A form, too: the file that is looked at is underlined.
        painter.hline(said.x_range(), said.bottom() + 0.5, Stroke::new(1.0, colour));
    }
    response.clicked()
}

/// The panel's right edge: it changes the width, by pointer or, when it has the keyboard, by arrow keys.
fn edge(ui: &Ui, theme: &Theme, whole: Rect, widths: (f32, f32), actions: &mut Vec<Action>) {
    let bar = whole.with_min_x(whole.right() - 1.0);
    ui.painter().rect_filled(bar, 0.0, theme.surface.hairline);
    let id = Id::unique("folder edge");
    let response = ui.interact(bar.expand2(vec2(REACH, 0.0)), id, Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(Role::Splitter, true, "Width of the folder"));
    let width = whole.width();
    ui.ctx().accesskit_node_builder(id, |node| node.set_numeric_value(f64::from(width.round())));
    if response.hovered() || response.dragged() {
        ui.ctx().set_cursor_icon(CursorIcon::ResizeHorizontal);
    }
    let mut to = width;
    if response.dragged()
        && let Some(pointer) = response.interact_pointer_pos()
    {
        to = pointer.x - whole.left();
    }
    if response.has_focus() {
        let filter = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
        let steps = ui.input_mut(|input| {
            let mut pressed = |key| input.count_and_consume_key(Modifiers::NONE, key) as f32;
            pressed(Key::ArrowRight) - pressed(Key::ArrowLeft)
        });
        to += steps * STEP;
        control::focus_ring(ui, theme, &response, bar.expand2(vec2(2.0, 0.0)));
    }
    let to = to.clamp(widths.0, widths.1.max(widths.0)).round();
    if to != width.round() {
        actions.push(Action::Folder(FolderAction::SetWidth(to as u16)));
    }
}
