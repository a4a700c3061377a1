//! What stands where no text is yet: the lamp over the program's name, what to begin with, and what the marks mean.
//!
//! It lies over an empty text that is kept nowhere, takes no keyboard, and is gone with the first letter.

use std::path::PathBuf;

use egui::{Align2, CornerRadius, FontFamily, FontId, Id, Rect, Shape, Stroke, StrokeKind, Ui, pos2, vec2};

use super::icons::{self, Icon};
use super::{Action, control};
use crate::commands::Keymap;
use crate::editor::{Mark, PixelGrid, draw_ghost, marks};
use crate::theme::{Theme, sizes};

/// Width of the list and of the marks' line, in points.
const WIDTH: (f32, f32) = (376.0, 800.0);
/// Height of a row of the list, in points.
const ROW: f32 = 36.0;
/// The least size of an area in which there is room, in points.
const LEAST: (f32, f32) = (420.0, 420.0);

/// So many recent files are listed at most.
const MOST_RECENT: usize = 5;

/// Shows it in the middle of all of `ui`, as far as there is room; `recent` are the files that were looked at last.
pub fn welcome(ui: &mut Ui, theme: &Theme, keymap: &Keymap, recent: &[PathBuf], actions: &mut Vec<Action>) {
    let area = ui.max_rect();
    if area.width() < LEAST.0 || area.height() < LEAST.1 {
        return;
    }
    let grid = PixelGrid::new(ui.pixels_per_point());
    let centre = grid.edge(area.center().x);
    let top = grid.edge(area.top() + (area.height() * 0.09).min(64.0));
    lamp(ui, theme, pos2(centre, area.top()), top);
    let name = wordmark(ui, theme, pos2(centre, top + 104.0));
    let words = "Put the cursor on a name: every place that means the same thing lights up.";
    let font = sizes::interface_font(sizes::FONT_PANEL_TITLE);
    let galley = ui.painter().layout(words.to_owned(), font, theme.text.secondary, area.width() - 32.0);
    let place = Align2::CENTER_TOP.anchor_size(pos2(centre, name.bottom() + 32.0), galley.size());
    ui.painter().galley(place.min.round(), galley, theme.text.secondary);
    let lists = place.bottom() + 44.0;
    let has_columns = !recent.is_empty() && area.width() > WIDTH.1;
    let left = if has_columns { centre - WIDTH.1 / 2.0 } else { centre - WIDTH.0 / 2.0 };
    let mut list = list(ui, theme, keymap, pos2(left, lists), actions);
    if has_columns {
        let right = pos2(centre + WIDTH.1 / 2.0 - WIDTH.0, lists);
        list = list.max(recent_files(ui, theme, right, area.bottom(), recent, actions));
    } else if !recent.is_empty() {
        list = recent_files(ui, theme, pos2(left, list + 20.0), area.bottom(), recent, actions);
    }
    if list + 90.0 < area.bottom() && area.width() > WIDTH.1 {
        legend(ui, theme, pos2(centre - WIDTH.1 / 2.0, list + 52.0), grid);
    }
}

/// The lamp hangs from the top; its light falls on the name.
fn lamp(ui: &Ui, theme: &Theme, from: egui::Pos2, shade: f32) {
    let painter = ui.painter();
    let metal = theme.text.tertiary;
    painter.vline(from.x, from.y..=shade, Stroke::new(2.0, metal));
    let at = |x: f32, y: f32| pos2(from.x + x, shade + y);
    let cone = vec![at(-44.0, 42.0), at(44.0, 42.0), at(98.0, 104.0), at(-98.0, 104.0)];
    painter.add(Shape::convex_polygon(cone, theme.accent.glow, Stroke::NONE));
    let metal_shade = vec![at(-16.0, 0.0), at(16.0, 0.0), at(44.0, 36.0), at(-44.0, 36.0)];
    painter.add(Shape::convex_polygon(metal_shade, metal, Stroke::NONE));
    painter.rect_filled(Rect::from_min_max(at(-44.0, 36.0), at(44.0, 42.0)), 0.0, theme.accent.base);
}

/// The program's name as a lit definition, its upper edge's middle at `top`.
fn wordmark(ui: &Ui, theme: &Theme, top: egui::Pos2) -> Rect {
    let font = FontId::new(sizes::FONT_WORDMARK, FontFamily::Monospace);
    let galley = ui.painter().layout_no_wrap("namelight".to_owned(), font, theme.text.primary);
    let size = vec2(galley.size().x + 24.0, 52.0);
    let rect = Align2::CENTER_TOP.anchor_size(top, size);
    let rect = Rect::from_min_size(rect.min.round(), size.round());
    let radius = CornerRadius::same(sizes::RADIUS_POPUP);
    ui.painter().rect_filled(rect, radius, theme.marks.fill);
    let line = Stroke::new(2.0, theme.marks.box_line);
    ui.painter().rect_stroke(rect, radius, line, StrokeKind::Inside);
    let corner = |x: f32, y: f32| rect.min + vec2(x, y);
    let tick = vec![corner(4.0, 0.0), corner(20.0, 0.0), corner(0.0, 20.0), corner(0.0, 4.0)];
    ui.painter().add(Shape::convex_polygon(tick, theme.marks.tick, Stroke::NONE));
    let place = Align2::CENTER_CENTER.anchor_size(rect.center(), galley.size());
    ui.painter().galley(place.min.round(), galley, theme.text.primary);
    rect
}

/// What to begin with; returns where the list ends.
fn list(ui: &mut Ui, theme: &Theme, keymap: &Keymap, at: egui::Pos2, actions: &mut Vec<Action>) -> f32 {
    let label = sizes::interface_font(sizes::FONT_LABEL);
    ui.painter().text(at + vec2(12.0, 0.0), Align2::LEFT_TOP, "Start", label.clone(), theme.text.tertiary);
    let mut top = at.y + 24.0;
    for (icon, words, action) in [
        (Some(Icon::Plus), "Just type", None),
        (Some(Icon::Folder), "Open a file", Some(Action::Open)),
        (Some(Icon::Search), "Find a command", Some(Action::ShowPalette)),
        (None, "Try it on a sample", Some(Action::OpenTour)),
    ] {
        let keys = action.as_ref().map_or_else(String::new, |action| keymap.words(action));
        let rect = Rect::from_min_size(pos2(at.x, top), vec2(WIDTH.0, ROW));
        let colour = if action.is_some() { theme.text.primary } else { theme.text.secondary };
        if let Some(action) = action {
            let tooltip = keymap.tooltip(words, &action);
            let response = control::button(ui, rect, Id::unique(("welcome", words)), words, tooltip);
            control::hover_fill(ui, theme, &response, rect);
            control::focus_ring(ui, theme, &response, rect);
            if response.clicked() {
                actions.push(action);
            }
        }
        let sign = rect.left_center() + vec2(20.0, 0.0);
        match icon {
            Some(icon) => icons::draw(ui.painter(), icon, sign, theme.text.tertiary),
            None => icons::small_lamp(ui.painter(), theme, sign),
        }
        let font = sizes::interface_font(sizes::FONT_BODY);
        ui.painter().text(rect.left_center() + vec2(40.0, 0.0), Align2::LEFT_CENTER, words, font, colour);
        let right = rect.right_center() - vec2(12.0, 0.0);
        ui.painter().text(right, Align2::RIGHT_CENTER, keys, label.clone(), theme.text.tertiary);
        top = rect.bottom();
    }
    top
}

/// The files that were looked at last, as far as there is room above `bottom`; returns where the list ends.
fn recent_files(
    ui: &Ui,
    theme: &Theme,
    at: egui::Pos2,
    bottom: f32,
    recent: &[PathBuf],
    actions: &mut Vec<Action>,
) -> f32 {
    let label = sizes::interface_font(sizes::FONT_LABEL);
    let title = at + vec2(12.0, 0.0);
    ui.painter().text(title, Align2::LEFT_TOP, "Recent files", label.clone(), theme.text.tertiary);
    let mut top = at.y + 24.0;
    for (number, path) in recent.iter().take(MOST_RECENT).enumerate() {
        let rect = Rect::from_min_size(pos2(at.x, top), vec2(WIDTH.0, ROW));
        if rect.bottom() > bottom {
            break;
        }
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
        let folder = path.parent().map(|folder| folder.display().to_string()).unwrap_or_default();
        let words = format!("{name}, in {folder}");
        let response = control::button(ui, rect, Id::unique(("welcome recent", number)), &words, &words);
        control::hover_fill(ui, theme, &response, rect);
        control::focus_ring(ui, theme, &response, rect);
        if response.clicked() {
            actions.push(Action::OpenPath(path.clone()));
        }
        let painter = ui.painter().with_clip_rect(rect.with_max_x(rect.right() - 12.0));
        icons::draw(&painter, Icon::File, rect.left_center() + vec2(20.0, 0.0), theme.text.tertiary);
        let font = sizes::interface_font(sizes::FONT_BODY);
        let left = rect.left_center() + vec2(40.0, 0.0);
        let said = painter.text(left, Align2::LEFT_CENTER, name, font, theme.text.primary);
        let behind = pos2(said.right() + 12.0, rect.center().y);
        painter.text(behind, Align2::LEFT_CENTER, folder, label.clone(), theme.text.tertiary);
        top = rect.bottom();
    }
    top
}

/// What the marks mean.
fn legend(ui: &Ui, theme: &Theme, at: egui::Pos2, grid: PixelGrid) {
    ui.painter().hline(at.x..=at.x + WIDTH.1, at.y, Stroke::new(1.0, theme.surface.hairline));
    let middle = at.y + 28.0;
    let font = sizes::interface_font(sizes::FONT_LABEL);
    let mut x = at.x + 12.0;
    let say = |x: f32, words: &str| {
        let galley = ui.painter().layout_no_wrap(words.to_owned(), font.clone(), theme.text.tertiary);
        let place = Align2::LEFT_CENTER.anchor_size(pos2(x, middle), galley.size());
        ui.painter().galley(place.min.round(), galley, theme.text.tertiary);
        place.right()
    };
    x = say(x, "In the light") + 24.0;
    let signs = [
        (Some(Mark::Read), "read"),
        (Some(Mark::Write), "write"),
        (Some(Mark::Definition), "definition"),
        (Some(Mark::Update), "update"),
        (Some(Mark::Delete), "delete"),
        (Some(Mark::Declaration), "declaration"),
        (Some(Mark::Possible), "possible"),
        (None, "not this one"),
    ];
    for (mark, words) in signs {
        let cells = Rect::from_min_size(pos2(x + 2.0, middle - 11.0).round(), vec2(8.4, 22.0));
        let (mut behind, mut over) = (Vec::new(), Vec::new());
        match mark {
            Some(mark) => {
                marks::behind(mark, cells, false, theme, grid, &mut behind);
                marks::over(mark, cells, theme, grid, &mut over);
            }
            None => draw_ghost(cells, theme, grid, &mut behind),
        }
        ui.painter().extend(behind);
        let code = FontId::new(sizes::FONT_BODY, FontFamily::Monospace);
        ui.painter().text(cells.center(), Align2::CENTER_CENTER, "x", code, theme.text.secondary);
        ui.painter().extend(over);
        x = say(x + 18.0, words) + 20.0;
    }
}
