//! The outline panel: the classes and functions of the file as a tree.
//!
//! Invariant: only the rows that can be seen are made, so what it costs doesn't depend on how many there are.

use egui::{
    Align2, CornerRadius, FontFamily, FontId, Id, Rect, Role, ScrollArea, Sense, Stroke, TextEdit, Ui,
    UiBuilder, WidgetInfo, pos2, vec2,
};
use namelight_engine::occurrences::SymbolKind;

use super::icons::{self, Icon};
use super::occurrences::ROW;
use super::{Action, NavigateAction, control, symbol_sign};
use crate::commands::Keymap;
use crate::symbols::word;
use crate::theme::{Theme, sizes};

/// Height of what stands above the rows, in points; as in the list of places.
const HEAD: f32 = 108.0;
/// Where text begins, in points from the panel's left edge.
const LEFT: f32 = 16.0;
/// From the panel's left edge to the middle of the corner of an entry that stands in nothing, in points.
const CORNER: f32 = 20.0;
/// From the corner's middle to the sign's, and to the name, in points.
const SIGN: (f32, f32) = (20.0, 36.0);
/// How much further right stands what stands in an entry, in points, and how often at most.
const STEP: (f32, usize) = (16.0, 8);

/// A row that can be seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutlineRow {
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: SymbolKind,
    /// In how many entries it stands.
    pub depth: usize,
    /// Its line, from 1.
    pub line: usize,
    /// Whether what stands in it is listed; none if nothing does.
    pub is_open: Option<bool>,
    /// Whether the cursor is in it.
    pub is_here: bool,
}

/// What the panel is told.
pub struct OutlinePanel<'a> {
    /// Which keys its buttons tell.
    pub keymap: &'a Keymap,
    /// What there is, in words: `12 classes and functions`.
    pub words: &'a str,
    /// What is said where no row is.
    pub nothing: &'a str,
    /// How many rows there are.
    pub count: usize,
    /// Makes a row.
    pub row: &'a dyn Fn(usize) -> Option<OutlineRow>,
    /// The selected row.
    pub selected: Option<usize>,
    /// Whether the selected row has to be brought into view.
    pub reveals: bool,
}

/// What a person did in the panel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OutlineDone {
    /// The row that was clicked.
    pub clicked: Option<usize>,
    /// The row whose corner was clicked.
    pub toggled: Option<usize>,
    /// Whether the filter was changed.
    pub is_filtered: bool,
}

/// Who has the keyboard when the rows do.
#[must_use]
pub fn outline_rows_id() -> Id {
    Id::unique("outline rows")
}

/// Shows the panel in all of `ui`.
pub fn outline_panel(
    ui: &mut Ui,
    theme: &Theme,
    panel: &OutlinePanel<'_>,
    filter: &mut String,
    actions: &mut Vec<Action>,
) -> OutlineDone {
    let whole = ui.max_rect();
    ui.painter().rect_filled(whole, 0.0, theme.surface.panel);
    ui.painter().vline(whole.left() + 0.5, whole.y_range(), Stroke::new(1.0, theme.surface.hairline));
    let mut done = OutlineDone::default();
    head(ui, theme, whole, panel, actions);
    let field = Rect::from_min_size(
        pos2(whole.left() + LEFT, whole.top() + 68.0),
        vec2(whole.width() - 2.0 * LEFT, sizes::CONTROL),
    );
    let response =
        ui.put(field, TextEdit::singleline(filter).hint_text("Filter by name").margin(vec2(8.0, 5.0)));
    response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, "Filter the outline"));
    done.is_filtered = response.changed();
    let rows = whole.with_min_y(whole.top() + HEAD);
    ui.painter().hline(whole.x_range(), rows.top() - 0.5, Stroke::new(1.0, theme.surface.hairline));
    list(ui, theme, rows, panel, &mut done);
    done
}

fn head(ui: &mut Ui, theme: &Theme, whole: Rect, panel: &OutlinePanel<'_>, actions: &mut Vec<Action>) {
    let painter = ui.painter();
    let title = FontId::new(sizes::FONT_PANEL_TITLE, FontFamily::Proportional);
    let place = pos2(whole.left() + LEFT, whole.top() + 12.0).round();
    painter.text(place, Align2::LEFT_TOP, "Outline", title, theme.text.primary);
    let font = sizes::interface_font(sizes::FONT_BODY);
    let place = pos2(whole.left() + LEFT, whole.top() + 36.0).round();
    painter.text(place, Align2::LEFT_TOP, panel.words, font, theme.text.secondary);
    let said = format!("Outline: {}", panel.words);
    let label = whole.with_max_x(whole.right() - LEFT).with_max_y(whole.top() + 60.0);
    ui.interact(label, Id::unique("outline title"), Sense::hover())
        .widget_info(|| WidgetInfo::labeled(Role::Label, true, &said));
    let at = |x: f32| Rect::from_center_size(pos2(whole.right() - x, whole.top() + 22.0), vec2(24.0, 24.0));
    let places = panel.keymap.tooltip("List of places", &Action::ToggleOccurrences).to_string();
    for (rect, icon, name, tooltip, action) in [
        (at(54.0), Icon::List, "Show the list of places", places.as_str(), Action::ToggleOccurrences),
        (
            at(26.0),
            Icon::Close,
            "Close the outline",
            "Close (Esc)",
            Action::Navigate(NavigateAction::ToggleOutline),
        ),
    ] {
        let response = control::button(ui, rect, Id::unique(("outline head", name)), name, tooltip);
        control::hover_fill(ui, theme, &response, rect);
        icons::draw(ui.painter(), icon, rect.center(), theme.text.tertiary);
        control::focus_ring(ui, theme, &response, rect);
        if response.clicked() {
            actions.push(action);
        }
    }
}

fn list(ui: &mut Ui, theme: &Theme, area: Rect, panel: &OutlinePanel<'_>, done: &mut OutlineDone) {
    let mut list_ui = ui.new_child(UiBuilder::new().max_rect(area).id_salt("outline list"));
    list_ui.set_clip_rect(area.intersect(ui.clip_rect()));
    list_ui.spacing_mut().item_spacing.y = 0.0;
    let focus = list_ui.interact(area, outline_rows_id(), Sense::focusable_noninteractive());
    let label = format!("Outline, {} rows", panel.count);
    focus.widget_info(|| WidgetInfo::labeled(Role::Tree, true, &label));
    let has_keyboard = focus.has_focus();
    if panel.count == 0 {
        let font = sizes::interface_font(sizes::FONT_BODY);
        let left = pos2(area.left() + LEFT, area.top() + ROW);
        list_ui.painter().text(left, Align2::LEFT_CENTER, panel.nothing, font, theme.text.secondary);
        list_ui
            .interact(area, Id::unique("outline nothing"), Sense::hover())
            .widget_info(|| WidgetInfo::labeled(Role::Label, true, panel.nothing));
        return;
    }
    let mut scroll = ScrollArea::vertical().id_salt("outline scroll").auto_shrink(false);
    if let (Some(selected), true) = (panel.selected, panel.reveals) {
        // In the middle of the panel.
        let top = selected as f32 * ROW - (area.height() - ROW) / 2.0;
        scroll = scroll.vertical_scroll_offset(top.max(0.0));
    }
    let shown = scroll.show_rows(&mut list_ui, ROW, panel.count, |ui, shown| {
        for index in shown {
            let Some(row) = (panel.row)(index) else { continue };
            let (rect, _) = ui.allocate_exact_size(vec2(area.width(), ROW), Sense::hover());
            let is_selected = panel.selected == Some(index);
            draw_row(ui, theme, rect, (index, &row), (is_selected, has_keyboard), done);
        }
    });
    control::name_scroll_bar(&list_ui, &shown, "Scroll bar of the outline");
}

fn draw_row(
    ui: &Ui,
    theme: &Theme,
    rect: Rect,
    (index, row): (usize, &OutlineRow),
    (is_selected, has_keyboard): (bool, bool),
    done: &mut OutlineDone,
) {
    let painter = ui.painter_at(rect);
    // The tree is one stop for Tab; the arrow keys lead on from there.
    let response = ui.interact(rect, outline_rows_id().with(index), Sense::CLICK);
    let here = if row.is_here { ", the cursor is here" } else { "" };
    let open = match row.is_open {
        Some(true) => ", open",
        Some(false) => ", closed",
        None => "",
    };
    let said = format!("{}, {}, line {}{open}{here}", row.name, word(row.kind), row.line);
    response.widget_info(|| WidgetInfo::selected(Role::TreeItem, ui.is_enabled(), is_selected, &said));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_level(row.depth + 1);
        node.set_selected(is_selected);
        if let Some(is_open) = row.is_open {
            node.set_expanded(is_open);
        }
    });
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
    let middle = rect.center().y;
    let corner = rect.left() + CORNER + STEP.0 * row.depth.min(STEP.1) as f32;
    if let Some(is_open) = row.is_open {
        let icon = if is_open { Icon::Down } else { Icon::Chevron };
        icons::draw(&painter, icon, pos2(corner, middle), theme.text.tertiary);
    }
    symbol_sign::draw(&painter, theme, row.kind, pos2(corner + SIGN.0, middle));
    let number_font = FontId::new(sizes::FONT_LABEL, FontFamily::Monospace);
    let number = painter.layout_no_wrap(row.line.to_string(), number_font.clone(), theme.text.tertiary);
    let number_left = rect.right() - LEFT - number.size().x;
    let place = Align2::LEFT_CENTER.anchor_size(pos2(number_left, middle), number.size());
    painter.galley(place.min.round(), number, theme.text.tertiary);
    // What the cursor is in is brighter, and has a line below.
    let colour = if row.is_here { theme.text.primary } else { theme.text.secondary };
    let left = corner + SIGN.1;
    let name = painter.layout_no_wrap(row.name.clone(), number_font, colour);
    let place = Align2::LEFT_CENTER.anchor_size(pos2(left, middle), name.size());
    let room = Rect::from_min_max(pos2(left, rect.top()), pos2(number_left - 8.0, rect.bottom()));
    let clipped = painter.with_clip_rect(room.intersect(painter.clip_rect()));
    if row.is_here {
        clipped.hline(place.x_range(), place.bottom() + 1.5, Stroke::new(1.0, theme.text.primary));
    }
    clipped.galley(place.min.round(), name, colour);
    if response.clicked() {
        let is_corner = row.is_open.is_some()
            && response.interact_pointer_pos().is_some_and(|pos| (pos.x - corner).abs() < ROW / 2.0 - 2.0);
        match is_corner {
            true => done.toggled = Some(index),
            false => done.clicked = Some(index),
        }
    }
}
