//! The occurrence panel: every place of the lit name with its line and kind, and the places that are not meant.
//!
//! Invariant: only the rows that can be seen are made, so what it costs doesn't depend on how many places there are.

use egui::text::{LayoutJob, TextFormat};
use egui::{
    Align2, CornerRadius, FontFamily, FontId, Id, Rect, Role, ScrollArea, Sense, Stroke, TextEdit, Ui,
    UiBuilder, WidgetInfo, pos2, vec2,
};

use super::icons::{self, Icon};
use super::{Action, NavigateAction, control};
use crate::commands::Keymap;
use crate::editor::{Mark, PixelGrid, marks};
use crate::theme::{Theme, sizes};

/// Height of a row, in points (LOOK.md, "Layout").
pub const ROW: f32 = 28.0;
/// Height of what stands above the rows, in points.
const HEAD: f32 = 108.0;
/// Height of the sentence below the rows, in points.
const FOOT: f32 = 52.0;
/// Where text begins, in points from the panel's left edge.
const LEFT: f32 = 16.0;
/// The mark's cell: from the panel's left edge, and its width.
const SAMPLE: (f32, f32) = (14.0, 8.4);
/// The right end of line numbers and the left end of code, in points from the panel's left edge.
const COLUMNS: (f32, f32) = (58.0, 72.0);

/// What the panel says above its rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OccurrenceHead {
    /// The lit name; none if nothing is.
    pub name: Option<String>,
    /// What it is and how often it is used: `parameter of mean() · 15 uses, 2 writes`.
    pub words: String,
    /// Whether it is pinned.
    pub is_pinned: bool,
    /// What is said about the selected row: how sure it is, and why.
    pub reason: Option<String>,
}

/// The sign in front of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// It is lit.
    Lit(Mark),
    /// It isn't meant.
    Ghost,
}

/// A row that can be seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OccurrenceRow {
    /// The head of a section.
    Head {
        /// Its words.
        title: String,
        /// How many places follow.
        count: usize,
    },
    /// A place.
    Place {
        /// From 1.
        line: usize,
        /// The line's code: before the name, the name, and behind it.
        code: [String; 3],
        /// `update`.
        word: &'static str,
        /// The sign in front.
        sign: Sign,
    },
}

/// What a person did in the panel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PanelDone {
    /// The row that was clicked.
    pub clicked: Option<usize>,
    /// Whether the filter was changed.
    pub is_filtered: bool,
    /// Whether the rows have the keyboard.
    pub has_keyboard: bool,
}

/// What the panel is told.
pub struct OccurrencePanel<'a> {
    /// Which keys its buttons tell.
    pub keymap: &'a Keymap,
    /// What stands above the rows.
    pub head: OccurrenceHead,
    /// How many rows there are.
    pub count: usize,
    /// Makes a row.
    pub row: &'a dyn Fn(usize) -> Option<OccurrenceRow>,
    /// The selected row.
    pub selected: Option<usize>,
    /// Whether the selected row has to be brought into view.
    pub reveals: bool,
}

/// Who has the keyboard when the rows do.
#[must_use]
pub fn occurrence_rows_id() -> Id {
    Id::unique("occurrence rows")
}

/// Shows the panel in all of `ui`.
pub fn occurrence_panel(
    ui: &mut Ui,
    theme: &Theme,
    panel: &OccurrencePanel<'_>,
    filter: &mut String,
    actions: &mut Vec<Action>,
) -> PanelDone {
    let whole = ui.max_rect();
    ui.painter().rect_filled(whole, 0.0, theme.surface.panel);
    ui.painter().vline(whole.left() + 0.5, whole.y_range(), Stroke::new(1.0, theme.surface.hairline));
    let mut done = PanelDone::default();
    head(ui, theme, whole, panel, actions);
    done.is_filtered = filter_field(ui, whole, filter);
    let rows = Rect::from_min_max(
        pos2(whole.left(), whole.top() + HEAD),
        pos2(whole.right(), whole.bottom() - FOOT),
    );
    ui.painter().hline(whole.x_range(), rows.top() - 0.5, Stroke::new(1.0, theme.surface.hairline));
    list(ui, theme, rows, panel, &mut done);
    foot(ui, theme, Rect::from_min_max(pos2(whole.left(), rows.bottom()), whole.max), &panel.head);
    done
}

fn head(ui: &mut Ui, theme: &Theme, whole: Rect, panel: &OccurrencePanel<'_>, actions: &mut Vec<Action>) {
    let head = &panel.head;
    let painter = ui.painter();
    let name = head.name.as_deref().unwrap_or("No name");
    let font = FontId::new(sizes::FONT_PANEL_TITLE, FontFamily::Monospace);
    let colour = if head.name.is_some() { theme.accent.text } else { theme.text.secondary };
    let galley = painter.layout_no_wrap(name.to_owned(), font, colour);
    let clip = Rect::from_min_max(whole.min, pos2(whole.right() - 104.0, whole.bottom()));
    painter.with_clip_rect(clip).galley(
        pos2(whole.left() + LEFT, whole.top() + 12.0).round(),
        galley,
        colour,
    );
    let font = sizes::interface_font(sizes::FONT_BODY);
    let galley = painter.layout_no_wrap(head.words.clone(), font, theme.text.secondary);
    let clip = Rect::from_min_max(whole.min, pos2(whole.right() - LEFT, whole.bottom()));
    let place = pos2(whole.left() + LEFT, whole.top() + 36.0).round();
    painter.with_clip_rect(clip).galley(place, galley, theme.text.secondary);
    let said = match &head.name {
        Some(name) => format!("Places of {name}: {}", head.words),
        None => "No name is lit".to_owned(),
    };
    ui.interact(clip.with_max_y(whole.top() + 60.0), Id::unique("occurrence title"), Sense::hover())
        .widget_info(|| WidgetInfo::labeled(Role::Label, true, &said));
    let words = if head.is_pinned { "Unpin this name" } else { "Pin this name" };
    let tooltip = panel.keymap.tooltip(words, &Action::TogglePin);
    let at = |x: f32| Rect::from_center_size(pos2(whole.right() - x, whole.top() + 22.0), vec2(24.0, 24.0));
    let pin = control::button(ui, at(54.0), Id::unique("occurrence pin"), words, tooltip);
    control::hover_fill(ui, theme, &pin, at(54.0));
    let colour = if head.is_pinned { theme.text.primary } else { theme.text.tertiary };
    icons::draw(ui.painter(), Icon::Pin, at(54.0).center(), colour);
    control::focus_ring(ui, theme, &pin, at(54.0));
    if pin.clicked() {
        actions.push(Action::TogglePin);
    }
    let outline = Action::Navigate(NavigateAction::ToggleOutline);
    let tooltip = panel.keymap.tooltip("Outline", &outline);
    let id = Id::unique("occurrence outline");
    let switch = control::button(ui, at(82.0), id, "Show the outline", tooltip);
    control::hover_fill(ui, theme, &switch, at(82.0));
    icons::draw(ui.painter(), Icon::Tree, at(82.0).center(), theme.text.tertiary);
    control::focus_ring(ui, theme, &switch, at(82.0));
    if switch.clicked() {
        actions.push(outline);
    }
    let close =
        control::button(ui, at(26.0), Id::unique("occurrence close"), "Close the panel", "Close (Esc)");
    control::hover_fill(ui, theme, &close, at(26.0));
    icons::draw(ui.painter(), Icon::Close, at(26.0).center(), theme.text.tertiary);
    control::focus_ring(ui, theme, &close, at(26.0));
    if close.clicked() {
        actions.push(Action::ToggleOccurrences);
    }
}

/// Whether the filter was changed.
fn filter_field(ui: &mut Ui, whole: Rect, filter: &mut String) -> bool {
    let rect = Rect::from_min_size(
        pos2(whole.left() + LEFT, whole.top() + 68.0),
        vec2(whole.width() - 2.0 * LEFT, sizes::CONTROL),
    );
    let field = TextEdit::singleline(filter).hint_text("Filter by code, kind or certainty");
    let response = ui.put(rect, field.margin(vec2(8.0, 5.0)));
    response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, "Filter places"));
    response.changed()
}

fn list(ui: &mut Ui, theme: &Theme, area: Rect, panel: &OccurrencePanel<'_>, done: &mut PanelDone) {
    let id = occurrence_rows_id();
    let mut list_ui = ui.new_child(UiBuilder::new().max_rect(area).id_salt("occurrence list"));
    list_ui.set_clip_rect(area.intersect(ui.clip_rect()));
    list_ui.spacing_mut().item_spacing.y = 0.0;
    let focus = list_ui.interact(area, id, Sense::focusable_noninteractive());
    let label = format!("Places, {} rows", panel.count);
    focus.widget_info(|| WidgetInfo::labeled(Role::ListBox, true, &label));
    done.has_keyboard = focus.has_focus();
    let mut scroll = ScrollArea::vertical().id_salt("occurrence scroll").auto_shrink(false);
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
            if draw_row(ui, theme, rect, index, &row, is_selected, done.has_keyboard) {
                done.clicked = Some(index);
            }
        }
    });
    control::name_scroll_bar(&list_ui, &shown, "Scroll bar of the places");
}

/// Draws a row; whether it was clicked.
fn draw_row(
    ui: &Ui,
    theme: &Theme,
    rect: Rect,
    index: usize,
    row: &OccurrenceRow,
    is_selected: bool,
    has_keyboard: bool,
) -> bool {
    let painter = ui.painter_at(rect);
    let label_font = sizes::interface_font(sizes::FONT_LABEL);
    match row {
        OccurrenceRow::Head { title, count } => {
            if index > 0 {
                painter.hline(rect.x_range(), rect.top() + 0.5, Stroke::new(1.0, theme.surface.hairline));
            }
            let left = pos2(rect.left() + LEFT, rect.center().y);
            painter.text(left, Align2::LEFT_CENTER, title, label_font, theme.text.tertiary);
            let number = FontId::new(sizes::LINE_NUMBER_FONT, FontFamily::Monospace);
            let right = pos2(rect.right() - LEFT, rect.center().y);
            painter.text(right, Align2::RIGHT_CENTER, count, number, theme.text.tertiary);
            ui.interact(rect, occurrence_rows_id().with(index), Sense::hover())
                .widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{title}, {count}")));
            false
        }
        OccurrenceRow::Place { line, code, word, sign } => {
            // The list is one stop for Tab; the arrow keys lead on from there.
            let response = ui.interact(rect, occurrence_rows_id().with(index), Sense::CLICK);
            let kind = if *sign == Sign::Ghost { "not meant" } else { word };
            let said = format!("Line {line}: {}, {kind}", code.concat().trim());
            response.widget_info(|| {
                WidgetInfo::selected(Role::ListBoxOption, ui.is_enabled(), is_selected, &said)
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
            place(ui, theme, rect, *line, code, word, *sign);
            response.clicked()
        }
    }
}

/// What a place's row says.
fn place(ui: &Ui, theme: &Theme, rect: Rect, line: usize, code: &[String; 3], word: &str, sign: Sign) {
    let painter = ui.painter_at(rect);
    let middle = rect.center().y;
    let font = FontId::new(sizes::FONT_LABEL, FontFamily::Monospace);
    let grid = PixelGrid::new(ui.pixels_per_point());
    let cells = Rect::from_min_size(
        pos2(rect.left() + SAMPLE.0, (middle - sizes::CODE_ROW / 2.0).round()),
        vec2(SAMPLE.1, sizes::CODE_ROW),
    );
    let mut behind = Vec::new();
    let mut over = Vec::new();
    match sign {
        Sign::Lit(mark) => {
            marks::behind(mark, cells, false, theme, grid, &mut behind);
            marks::over(mark, cells, theme, grid, &mut over);
        }
        Sign::Ghost => crate::editor::draw_ghost(cells, theme, grid, &mut behind),
    }
    painter.extend(behind);
    painter.text(cells.center(), Align2::CENTER_CENTER, "x", font.clone(), theme.text.secondary);
    painter.extend(over);
    let number = pos2(rect.left() + COLUMNS.0, middle);
    painter.text(number, Align2::RIGHT_CENTER, line, font.clone(), theme.text.tertiary);

    let label = sizes::interface_font(sizes::FONT_LABEL);
    let word = painter.layout_no_wrap(word.to_owned(), label, theme.text.tertiary);
    let word_left = rect.right() - LEFT - word.size().x;
    let mut job = LayoutJob::default();
    let colours = [theme.text.secondary, theme.accent.text, theme.text.secondary];
    let name_colour = if sign == Sign::Ghost { theme.text.primary } else { colours[1] };
    for (part, colour) in code.iter().zip([colours[0], name_colour, colours[2]]) {
        job.append(part, 0.0, TextFormat::simple(font.clone(), colour));
    }
    job.wrap.max_rows = 1;
    job.wrap.break_anywhere = true;
    job.wrap.max_width = (word_left - 12.0 - rect.left() - COLUMNS.1).max(16.0);
    let galley = painter.layout_job(job);
    let place = Align2::LEFT_CENTER.anchor_size(pos2(rect.left() + COLUMNS.1, middle), galley.size());
    painter.galley(place.min.round(), galley, theme.text.secondary);
    let place = Align2::LEFT_CENTER.anchor_size(pos2(word_left, middle), word.size());
    painter.galley(place.min.round(), word, theme.text.tertiary);
}

/// The sentence about the selected row.
fn foot(ui: &mut Ui, theme: &Theme, rect: Rect, head: &OccurrenceHead) {
    ui.painter().hline(rect.x_range(), rect.top() + 0.5, Stroke::new(1.0, theme.surface.hairline));
    let Some(reason) = &head.reason else { return };
    let font = sizes::interface_font(sizes::FONT_LABEL);
    let width = rect.width() - 2.0 * LEFT;
    let galley = ui.painter().layout(reason.clone(), font, theme.text.secondary, width);
    let at = pos2(rect.left() + LEFT, rect.top() + 8.0).round();
    ui.painter().with_clip_rect(rect).galley(at, galley, theme.text.secondary);
    ui.interact(rect, Id::unique("occurrence reason"), Sense::hover())
        .widget_info(|| WidgetInfo::labeled(Role::Label, true, reason));
}
