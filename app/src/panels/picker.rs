//! A box at the top of the window in which one of many lines is chosen: a field for some letters, and the rows that they
//! leave.
//!
//! It knows nothing of what the lines mean; who shows it finds them, mostly with [`Picking`](crate::picking::Picking), and
//! is told what was done. The field keeps the keyboard, and the keys that move go to the rows. Invariant: only the rows
//! that can be seen are made, so what it costs doesn't depend on how many there are.

use egui::accesskit::Live;
use egui::scroll_area::ScrollBarVisibility;
use egui::text::{LayoutJob, TextFormat};
use egui::{
    Align2, Context, CornerRadius, Event, Frame, Id, Key, Modifiers, Rect, Role, ScrollArea, Sense, Stroke,
    TextEdit, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};
use namelight_engine::occurrences::SymbolKind;

use super::icons::{self, Icon};
use super::{control, symbol_sign};
use crate::theme::{Theme, sizes};

/// From the window's top to the box, in points (LOOK.md, "Layout"), and in a low window.
const TOP: (f32, f32) = (88.0, 8.0);
/// A window of less than so many points is a low one.
const LOW: f32 = 480.0;
/// The box's width, in points.
const WIDTH: f32 = 640.0;
/// Left free beside and below the box, in points.
const BESIDE: f32 = 16.0;
/// Height of the field, in points.
const FIELD: f32 = 52.0;
/// Height of a row, in points.
const ROW: f32 = 36.0;
/// Above and below the rows, in points.
const AROUND: f32 = 8.0;
/// Height of the hints below the rows, in points.
const FOOT: f32 = 32.0;
/// Rows that are shown at most; the others are scrolled to.
const MOST_ROWS: usize = 10;
/// From the box's edges to icons, to text, and to what stands at the right, in points.
const COLUMNS: (f32, f32, f32) = (28.0, 48.0, 20.0);

/// One row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PickerRow {
    /// What it is.
    pub title: String,
    /// What more there is to say, quieter and behind it; may be empty.
    pub detail: String,
    /// The keys that do the same; may be empty.
    pub keys: String,
    /// Which characters of the title are met by what was typed, counted from 0, in order.
    pub met: Vec<usize>,
    /// Whether it can be chosen now.
    pub is_usable: bool,
    /// The sign in front of it.
    pub sign: Option<SymbolKind>,
}

/// What the box is told.
pub struct PickerFacts<'a> {
    /// What is chosen from: `Commands`.
    pub name: &'a str,
    /// What the empty field says.
    pub hint: &'a str,
    /// How many rows there are.
    pub count: usize,
    /// The same in words, for the eye and for the ear: `7 of 94 commands`.
    pub said: String,
    /// Whether the rows are those of an older text, and newer ones are looked for.
    pub is_searching: bool,
    /// What is said where no row is left.
    pub nothing: &'a str,
    /// Makes a row.
    pub row: &'a dyn Fn(usize) -> Option<PickerRow>,
    /// What the keys do, one by one.
    pub foot: &'a [&'a str],
}

/// What was done in the box.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PickerDone {
    /// Something else stands in the field.
    pub is_typed: bool,
    /// Another row is selected.
    pub is_moved: bool,
    /// This row was chosen.
    pub chosen: Option<usize>,
    /// It was chosen by a click; then the box was still drawn in this frame.
    pub is_clicked: bool,
    /// It is to be closed, and nothing is chosen.
    pub is_closed: bool,
}

/// A box that is open.
#[derive(Clone, Debug)]
pub struct Picker {
    text: String,
    selected: usize,
    /// Not shown yet, so its field takes the keyboard.
    is_new: bool,
    /// Whether the selected row has to be brought into view.
    reveals: bool,
    /// Whether Enter was pressed and waits for the rows of what was typed before it.
    enters: bool,
}

impl Default for Picker {
    fn default() -> Self {
        Self::with(String::new())
    }
}

/// Who has the keyboard while the box is open.
#[must_use]
pub fn picker_field_id() -> Id {
    Id::unique("picker field")
}

impl Picker {
    /// A box in whose field something stands already.
    #[must_use]
    pub fn with(text: String) -> Self {
        Self { text, selected: 0, is_new: true, reveals: true, enters: false }
    }

    /// What stands in the field.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The selected row.
    #[must_use]
    pub fn selected(&self) -> usize {
        self.selected
    }

    /// Selects a row, as when the box is opened at one.
    pub fn select(&mut self, row: usize) {
        self.selected = row;
        self.reveals = true;
    }

    /// Whether Enter was pressed and the rows that it is meant for are still to come.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        self.enters
    }

    /// Shows it over everything else; Escape and a click beside it close it.
    pub fn show(&mut self, ctx: &Context, theme: &Theme, facts: &PickerFacts<'_>) -> PickerDone {
        let mut done = PickerDone::default();
        let screen = ctx.content_rect();
        // A window may be narrower than what stays free beside the box (FAULTS 37).
        let width = WIDTH.min(screen.width() - 2.0 * BESIDE).max(0.0).round();
        let top = if screen.height() < LOW { TOP.1 } else { TOP.0 };
        let around = FIELD + 2.0 * AROUND + FOOT;
        let fitting = ((screen.height() - top - BESIDE - around) / ROW).floor().max(1.0) as usize;
        let rows = facts.count.clamp(1, MOST_ROWS).min(fitting);
        let size = vec2(width, around + rows as f32 * ROW);
        let before = self.selected;
        self.take_keys(ctx, facts, rows, &mut done);
        if done.chosen.is_some() || done.is_closed {
            // A box that is drawn keeps the keyboard from everything else in the next frame, too, which is when what was
            // chosen is done.
            return done;
        }
        let modal = control::modal(theme, "picker");
        let frame = modal.frame.unwrap_or(Frame::NONE).inner_margin(0);
        let area = modal.area.clone().anchor(Align2::CENTER_TOP, vec2(0.0, top));
        let area = area.accessible_name(facts.name).role(Role::Dialog);
        let shown = modal.area(area).frame(frame).show(ctx, |ui| {
            let (whole, _) = ui.allocate_exact_size(size, Sense::hover());
            self.field(ui, theme, whole, facts, &mut done);
            let list = Rect::from_min_max(
                pos2(whole.left(), whole.top() + FIELD + AROUND),
                pos2(whole.right(), whole.bottom() - FOOT - AROUND),
            );
            self.rows(ui, theme, list, facts, &mut done);
            foot(ui, theme, whole, facts.foot);
        });
        done.is_closed |= shown.backdrop_response.clicked();
        done.is_moved = self.selected != before;
        done
    }

    /// The keys that go to the rows, before the field sees them.
    fn take_keys(&mut self, ctx: &Context, facts: &PickerFacts<'_>, page: usize, done: &mut PickerDone) {
        let last = facts.count.saturating_sub(1);
        self.selected = self.selected.min(last);
        let is_typing = ctx.input(|input| {
            input.events.iter().any(|event| matches!(event, Event::Text(_) | Event::Paste(_) | Event::Ime(_)))
        });
        let (enters, escapes, moves) = ctx.input_mut(|input| {
            let mut pressed = |key| input.count_and_consume_key(Modifiers::NONE, key);
            let (down, up) = (pressed(Key::ArrowDown), pressed(Key::ArrowUp));
            let (forth, back) = (pressed(Key::PageDown), pressed(Key::PageUp));
            let (home, end) = (pressed(Key::Home) > 0, pressed(Key::End) > 0);
            (
                pressed(Key::Enter) > 0,
                pressed(Key::Escape) > 0,
                (down + page * forth, up + page * back, home, end),
            )
        });
        let (down, up, home, end) = moves;
        if home || end {
            self.selected = if home { 0 } else { last };
        }
        self.selected = self.selected.saturating_add(down).min(last).saturating_sub(up);
        self.reveals |= down + up > 0 || home || end;
        self.enters |= enters;
        if is_typing && self.enters {
            // The rows are still those of before.
            ctx.request_repaint();
        } else if self.enters && !facts.is_searching {
            self.enters = false;
            done.chosen =
                (facts.row)(self.selected).is_some_and(|row| row.is_usable).then_some(self.selected);
        }
        done.is_closed = escapes;
    }

    fn field(
        &mut self,
        ui: &mut Ui,
        theme: &Theme,
        whole: Rect,
        facts: &PickerFacts<'_>,
        done: &mut PickerDone,
    ) {
        let middle = whole.top() + FIELD / 2.0;
        icons::draw(ui.painter(), Icon::Search, pos2(whole.left() + COLUMNS.0, middle), theme.text.tertiary);
        let label = sizes::interface_font(sizes::FONT_LABEL);
        let said = ui.painter().layout_no_wrap(facts.said.clone(), label, theme.text.tertiary);
        let place = Align2::RIGHT_CENTER.anchor_size(pos2(whole.right() - COLUMNS.2, middle), said.size());
        ui.painter().galley(place.min.round(), said, theme.text.tertiary);
        ui.interact(place, Id::unique("picker count"), Sense::hover())
            .widget_info(|| WidgetInfo::labeled(Role::Label, true, &facts.said));
        // What is left is told as it changes, without a word about each letter.
        ui.ctx().accesskit_node_builder(Id::unique("picker count"), |node| node.set_live(Live::Polite));

        let rect = Rect::from_min_max(
            pos2(whole.left() + COLUMNS.1, whole.top() + 8.0),
            pos2(place.left() - 12.0, whole.top() + FIELD - 8.0),
        );
        let field = TextEdit::singleline(&mut self.text).id(picker_field_id()).hint_text(facts.hint);
        let field = field.font(sizes::interface_font(sizes::FONT_PANEL_TITLE)).frame(Frame::NONE);
        let response = ui.put(rect, field.align(Align2::LEFT_CENTER).desired_width(rect.width()));
        response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, facts.name));
        if facts.count > 0 {
            let row = row_id(self.selected).accesskit_id();
            ui.ctx().accesskit_node_builder(response.id, |node| node.set_active_descendant(row));
        }
        if std::mem::take(&mut self.is_new) || !response.has_focus() {
            // The rows are part of it: nothing else in the box has the keyboard.
            response.request_focus();
        }
        if response.changed() {
            self.selected = 0;
            self.reveals = true;
            done.is_typed = true;
        }
        let line = Stroke::new(1.0, theme.surface.hairline);
        ui.painter().hline(whole.x_range().shrink(1.0), whole.top() + FIELD + 0.5, line);
    }

    fn rows(
        &mut self,
        ui: &mut Ui,
        theme: &Theme,
        area: Rect,
        facts: &PickerFacts<'_>,
        done: &mut PickerDone,
    ) {
        let mut list = ui.new_child(UiBuilder::new().max_rect(area).id_salt("picker list"));
        list.set_clip_rect(area.intersect(ui.clip_rect()));
        list.spacing_mut().item_spacing.y = 0.0;
        let label = format!("{}, {}", facts.name, facts.said);
        list.interact(area, Id::unique("picker rows"), Sense::hover())
            .widget_info(|| WidgetInfo::labeled(Role::ListBox, true, &label));
        if facts.count == 0 {
            let font = sizes::interface_font(sizes::FONT_BODY);
            let left = pos2(area.left() + COLUMNS.1, area.top() + ROW / 2.0);
            list.painter().text(left, Align2::LEFT_CENTER, facts.nothing, font, theme.text.secondary);
            list.interact(area, Id::unique("picker nothing"), Sense::hover())
                .widget_info(|| WidgetInfo::labeled(Role::Label, true, facts.nothing));
            return;
        }
        let mut scroll = ScrollArea::vertical().id_salt("picker scroll").auto_shrink(false);
        if facts.count as f32 * ROW <= area.height() {
            scroll = scroll.scroll_bar_visibility(ScrollBarVisibility::AlwaysHidden);
        }
        if std::mem::take(&mut self.reveals) {
            let top = self.selected as f32 * ROW - (area.height() - ROW) / 2.0;
            scroll = scroll.vertical_scroll_offset(top.max(0.0));
        }
        let shown = scroll.show_rows(&mut list, ROW, facts.count, |ui, rows| {
            for index in rows {
                let Some(row) = (facts.row)(index) else { continue };
                let (rect, _) = ui.allocate_exact_size(vec2(area.width(), ROW), Sense::hover());
                if draw_row(ui, theme, rect, index, &row, index == self.selected) {
                    self.selected = index;
                    done.chosen = Some(index);
                    done.is_clicked = true;
                }
            }
        });
        control::name_scroll_bar(&list, &shown, "Scroll bar of the list");
    }
}

fn row_id(index: usize) -> Id {
    Id::unique("picker rows").with(index)
}

/// Draws a row; whether it was clicked.
fn draw_row(ui: &Ui, theme: &Theme, rect: Rect, index: usize, row: &PickerRow, is_selected: bool) -> bool {
    // The list is one stop for Tab; the arrow keys lead on from there.
    let response = ui.interact(rect, row_id(index), Sense::CLICK);
    let parts = [&row.title, &row.detail, &row.keys];
    let said: Vec<&str> = parts.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    let said = said.join(", ");
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, row.is_usable, is_selected, &said));
    // egui knows only of what is on or off.
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_selected(is_selected));
    let painter = ui.painter();
    let inner = rect.shrink2(vec2(8.0, 0.0));
    if is_selected {
        painter.rect_filled(inner, CornerRadius::same(sizes::RADIUS_CONTROL), theme.surface.row_selected);
        let bar = Rect::from_min_max(inner.min, pos2(inner.left() + 2.0, inner.bottom()));
        painter.rect_filled(bar, 0.0, theme.focus_ring);
    } else if response.hovered() {
        painter.rect_filled(inner, CornerRadius::same(sizes::RADIUS_CONTROL), theme.surface.hover);
    }
    let middle = rect.center().y;
    if let Some(kind) = row.sign {
        symbol_sign::draw(painter, theme, kind, pos2(rect.left() + COLUMNS.0, middle));
    }
    let label = sizes::interface_font(sizes::FONT_LABEL);
    let keys = painter.layout_no_wrap(row.keys.clone(), label.clone(), theme.text.tertiary);
    let place = Align2::RIGHT_CENTER.anchor_size(pos2(rect.right() - COLUMNS.2, middle), keys.size());
    let end = place.left();
    painter.galley(place.min.round(), keys, theme.text.tertiary);
    let mut job = title(theme, row);
    if !row.detail.is_empty() {
        let format =
            TextFormat { valign: egui::Align::Center, ..TextFormat::simple(label, theme.text.tertiary) };
        job.append(&row.detail, 12.0, format);
    }
    job.wrap.max_rows = 1;
    job.wrap.break_anywhere = true;
    job.wrap.max_width = (end - 12.0 - rect.left() - COLUMNS.1).max(16.0);
    let galley = painter.layout_job(job);
    let place = Align2::LEFT_CENTER.anchor_size(pos2(rect.left() + COLUMNS.1, middle), galley.size());
    painter.galley(place.min.round(), galley, theme.text.primary);
    response.clicked() && row.is_usable
}

/// The title, with a fill and a line under what was met: the line tells it without its colour.
fn title(theme: &Theme, row: &PickerRow) -> LayoutJob {
    let font = sizes::interface_font(sizes::FONT_BODY);
    let colour = if row.is_usable { theme.text.primary } else { theme.text.disabled };
    let plain = TextFormat { valign: egui::Align::Center, ..TextFormat::simple(font, colour) };
    let met = TextFormat {
        background: theme.find.fill,
        underline: Stroke::new(1.0, theme.find.outline),
        ..plain.clone()
    };
    let mut job = LayoutJob::default();
    let mut piece = String::new();
    let mut is_met = false;
    for (at, c) in row.title.chars().enumerate() {
        let is_here = row.met.binary_search(&at).is_ok();
        if is_here != is_met && !piece.is_empty() {
            job.append(&piece, 0.0, if is_met { met.clone() } else { plain.clone() });
            piece.clear();
        }
        is_met = is_here;
        // A row is one line, whatever the title holds.
        piece.push(if c.is_control() { ' ' } else { c });
    }
    job.append(&piece, 0.0, if is_met { met } else { plain });
    job
}

/// What the keys do.
fn foot(ui: &Ui, theme: &Theme, whole: Rect, hints: &[&str]) {
    let top = whole.bottom() - FOOT;
    let inside = whole.left() + COLUMNS.2..=whole.right() - COLUMNS.2;
    ui.painter().hline(inside, top + 0.5, Stroke::new(1.0, theme.surface.hairline));
    let font = sizes::interface_font(sizes::FONT_LABEL);
    let mut left = whole.left() + COLUMNS.2;
    for hint in hints {
        let galley = ui.painter().layout_no_wrap((*hint).to_owned(), font.clone(), theme.text.tertiary);
        let place = Align2::LEFT_CENTER.anchor_size(pos2(left, top + FOOT / 2.0), galley.size());
        if place.right() > whole.right() - COLUMNS.2 {
            return;
        }
        ui.painter().galley(place.min.round(), galley, theme.text.tertiary);
        left = place.right() + 20.0;
    }
}
