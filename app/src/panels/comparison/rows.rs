//! The rows of a comparison.

use std::ops::Range;

use crop::Rope;
use egui::text::{CCursor, LayoutJob, TextFormat};
use egui::{
    EventFilter, Key, Modifiers, Painter, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo,
    accesskit, pos2, vec2,
};

use super::super::control;
use super::{ComparisonFacts, ComparisonView, name, rows_id};
use crate::compare::{Compared, Comparison, Row, differing_parts};
use crate::document::columns::TAB_WIDTH;
use crate::document::lines;
use crate::editor::PixelGrid;
use crate::theme::{Theme, sizes};

/// Height of a row, in points.
const ROW: f32 = sizes::CODE_ROW;
/// Width of the scroll bar.
const BAR: f32 = 12.0;
/// The shortest handle of the scroll bar.
const HANDLE: f32 = 24.0;
/// Between a number and what follows it, and round the sign.
const GAP: f32 = 12.0;
/// Half of a sign's width.
const SIGN: f32 = 4.0;
/// Columns that lines can be moved to the left: finding one further right would cost what the line is long.
const MOST_COLUMNS: usize = 10_000;
/// Letters of a line that are said to a screen reader.
const MOST_SAID: usize = 400;

/// Where the parts of a row stand.
struct Grid {
    area: Rect,
    /// Of one letter of code, in points.
    cell: f32,
    /// Width of a column of line numbers, the gap behind it included.
    numbers: f32,
}

impl Grid {
    fn sign(&self) -> f32 {
        self.area.left() + 2.0 * self.numbers + GAP
    }

    fn text(&self) -> f32 {
        self.sign() + GAP
    }
}

/// What a row shows.
struct Shown {
    numbers: [Option<usize>; 2],
    sign: Option<Sign>,
    text: String,
    /// The parts of the text that differ from the line that stands for it in the other text, in characters.
    parts: Vec<Range<usize>>,
    /// What is said about the line's break.
    note: &'static str,
    said: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    Removed,
    Added,
}

impl ComparisonView {
    pub(super) fn rows(&mut self, ui: &mut Ui, theme: &Theme, area: Rect, facts: &ComparisonFacts<'_>) {
        ui.painter().rect_filled(area, 0.0, theme.surface.editor);
        let focus = ui.interact(area, rows_id(), Sense::click());
        let count = facts.found.map_or(0, |found| found.rows.count());
        focus.widget_info(|| {
            WidgetInfo::labeled(Role::ListBox, true, format!("Compared lines, {count} rows"))
        });
        if self.is_new {
            focus.request_focus();
        }
        if focus.has_focus() {
            let filter =
                EventFilter { vertical_arrows: true, horizontal_arrows: true, ..EventFilter::default() };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(focus.id, filter));
        }
        let page = f64::from(area.height() / ROW);
        let most = (count as f64 - page).max(0.0);
        if let Some(found) = facts.found {
            self.reveal(found, page);
            let cell = ui.fonts_mut(|fonts| fonts.glyph_width(&sizes::code_font(), '0'));
            self.scroll(ui, area, &focus, page, most, cell);
            let digits = [&facts.comparison.left.1, &facts.comparison.right.1]
                .map(|text| lines::count(text).to_string().len());
            let numbers = digits.into_iter().max().unwrap_or(1) as f32 * cell + GAP;
            let grid = Grid { area: area.with_max_x(area.right() - BAR), cell, numbers };
            self.visible_rows(ui, theme, &grid, facts.comparison, found);
            self.bar(ui, theme, area.with_min_x(area.right() - BAR), page, count as f64);
        }
        control::focus_ring(ui, theme, &focus, area);
    }

    /// Brings the change that one is at into view, a little below the top.
    fn reveal(&mut self, found: &Compared, page: f64) {
        if std::mem::take(&mut self.reveals)
            && let Some(change) = found.rows.changes().get(self.change)
        {
            let (start, end) = (change.start as f64, change.end as f64);
            if start < self.top || end > self.top + page {
                self.top = start - (page / 4.0).floor();
            }
        }
    }

    fn scroll(&mut self, ui: &Ui, area: Rect, focus: &Response, page: f64, most: f64, cell: f32) {
        if ui.rect_contains_pointer(area) {
            let delta = ui.input(|input| input.smooth_scroll_delta());
            self.top -= f64::from(delta.y / ROW);
            self.across -= delta.x;
        }
        if focus.has_focus() {
            ui.input_mut(|input| {
                let mut moves = |key, rows: f64, columns: f32| {
                    let presses = input.count_and_consume_key(Modifiers::NONE, key);
                    self.top += rows * presses as f64;
                    self.across += columns * cell * presses as f32;
                };
                moves(Key::ArrowUp, -1.0, 0.0);
                moves(Key::ArrowDown, 1.0, 0.0);
                moves(Key::PageUp, 1.0 - page, 0.0);
                moves(Key::PageDown, page - 1.0, 0.0);
                moves(Key::ArrowLeft, 0.0, -4.0);
                moves(Key::ArrowRight, 0.0, 4.0);
                if input.consume_key(Modifiers::NONE, Key::Home) {
                    self.top = 0.0;
                }
                if input.consume_key(Modifiers::NONE, Key::End) {
                    self.top = most;
                }
            });
        }
        self.top = self.top.clamp(0.0, most);
        self.across = self.across.clamp(0.0, MOST_COLUMNS as f32 * cell);
    }

    fn visible_rows(&self, ui: &Ui, theme: &Theme, grid: &Grid, comparison: &Comparison, found: &Compared) {
        let first = self.top.floor();
        let origin = grid.area.top() - ((self.top - first) * f64::from(ROW)).round() as f32;
        let current = found.rows.changes().get(self.change).cloned().unwrap_or_default();
        let clip = grid.area.intersect(ui.clip_rect());
        let painter = ui.painter().with_clip_rect(clip);
        let columns = ((self.across + grid.area.width()) / grid.cell).ceil() as usize;
        for down in 0..=(grid.area.height() / ROW).ceil() as usize {
            let at = first as usize + down;
            let Some(row) = found.rows.get(at) else { break };
            let top = origin + down as f32 * ROW;
            if top >= grid.area.bottom() {
                break;
            }
            let rect = Rect::from_x_y_ranges(grid.area.x_range(), top..=top + ROW);
            let shown = shown(comparison, row, found.rows.counterpart(at), columns);
            name(ui, rect.intersect(clip), rows_id().with(at), Role::ListItem, &shown.said);
            self.row(&painter, theme, grid, rect, &shown);
            if current.contains(&at) {
                // Beside the ring of what has the keyboard.
                let bar = rect.with_min_x(rect.left() + 4.0).with_max_x(rect.left() + 6.0);
                painter.rect_filled(bar, 0.0, theme.focus_ring);
            }
        }
    }

    fn row(&self, painter: &Painter, theme: &Theme, grid: &Grid, rect: Rect, shown: &Shown) {
        let (fill, mark) = match shown.sign {
            Some(Sign::Removed) => (Some(theme.status.error_fill), theme.status.error),
            Some(Sign::Added) => (Some(theme.status.ok_fill), theme.status.ok),
            None => (None, theme.text.tertiary),
        };
        if let Some(fill) = fill {
            painter.rect_filled(rect, 0.0, fill);
        }
        let middle = rect.center().y;
        let number_ink = if fill.is_some() { theme.text.secondary } else { theme.text.gutter };
        for (column, number) in shown.numbers.iter().enumerate() {
            let Some(number) = number else { continue };
            let right = grid.area.left() + (column + 1) as f32 * grid.numbers;
            let font = sizes::number_font(sizes::LINE_NUMBER_FONT);
            painter.text(pos2(right, middle), egui::Align2::RIGHT_CENTER, number + 1, font, number_ink);
        }
        let centre = pos2(grid.sign(), middle).round();
        let stroke = Stroke::new(1.5, mark);
        if shown.sign.is_some() {
            painter.line_segment([centre - vec2(SIGN, 0.0), centre + vec2(SIGN, 0.0)], stroke);
        }
        if shown.sign == Some(Sign::Added) {
            painter.line_segment([centre - vec2(0.0, SIGN), centre + vec2(0.0, SIGN)], stroke);
        }
        let is_code = shown.numbers.iter().any(Option::is_some);
        let text_area = grid.area.with_min_x(grid.text()).intersect(painter.clip_rect());
        let painter = painter.with_clip_rect(text_area);
        let (font, ink) = match is_code {
            true => (sizes::code_font(), theme.syntax.plain),
            false => (sizes::interface_font(sizes::FONT_LABEL), theme.text.tertiary),
        };
        let first = if is_code { (self.across / grid.cell) as usize } else { 0 };
        let part: String = shown.text.chars().skip(first).collect();
        let mut job = LayoutJob::single_section(part, TextFormat::simple(font, ink));
        job.break_on_newline = false;
        if !shown.note.is_empty() {
            let font = sizes::interface_font(sizes::FONT_LABEL);
            job.append(shown.note, GAP, TextFormat::simple(font, theme.text.secondary));
        }
        let moved = if is_code { self.across - first as f32 * grid.cell } else { 0.0 };
        let galley = painter.layout_job(job);
        let place = pos2(grid.text() - moved, middle - galley.size().y / 2.0).round();
        let x = |letter: usize| {
            let cursor = CCursor::new(letter.saturating_sub(first));
            place.x + galley.pos_from_cursor(cursor).left()
        };
        let pixels = PixelGrid::new(painter.pixels_per_point());
        for part in shown.parts.iter().filter(|part| part.end > first) {
            let box_of = pixels.rect(x(part.start), rect.top() + 2.0, x(part.end), rect.bottom() - 2.0);
            let line = Stroke::new(theme.stroke.thin, mark);
            painter.rect(box_of, 0.0, theme.surface.editor, line, StrokeKind::Inside);
        }
        painter.galley(place, galley, ink);
    }

    /// The scroll bar: how much of the rows is seen, and where.
    fn bar(&mut self, ui: &Ui, theme: &Theme, area: Rect, page: f64, count: f64) {
        if count <= page {
            return;
        }
        let response = ui.interact(area, rows_id().with("bar"), Sense::DRAG | Sense::CLICK);
        let most = count - page;
        let height = (area.height() * (page / count) as f32).max(HANDLE);
        let way = area.height() - height;
        if let Some(pointer) = response.interact_pointer_pos() {
            let share = f64::from((pointer.y - area.top() - height / 2.0) / way.max(1.0));
            self.top = share.clamp(0.0, 1.0) * most;
        }
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_role(accesskit::Role::ScrollBar);
            node.set_label("Scroll bar of the comparison");
            node.set_max_numeric_value(most);
            node.set_numeric_value(self.top);
        });
        let top = area.top() + way * (self.top / most) as f32;
        let handle = Rect::from_min_size(pos2(area.left() + 2.0, top), vec2(BAR - 4.0, height));
        ui.painter().rect_filled(area, 0.0, theme.surface.ruler);
        ui.painter().rect_filled(handle, sizes::RADIUS_MARK, theme.border.control);
    }
}

/// A row, with so many columns of its line.
fn shown(comparison: &Comparison, row: Row, counterpart: Option<usize>, columns: usize) -> Shown {
    let (numbers, sign, text, line) = match row {
        Row::Same { left, right } => ([Some(left), Some(right)], None, &comparison.right.1, right),
        Row::Removed { left } => ([Some(left), None], Some(Sign::Removed), &comparison.left.1, left),
        Row::Added { right } => ([None, Some(right)], Some(Sign::Added), &comparison.right.1, right),
        Row::Skipped { lines } => {
            let words = format!("{lines} equal {}", if lines == 1 { "line" } else { "lines" });
            let (said, parts) = (words.clone(), Vec::new());
            return Shown { numbers: [None, None], sign: None, said, text: words, parts, note: "" };
        }
    };
    let letters = columns.max(MOST_SAID);
    let code = code_of(text, line, letters);
    let other = counterpart.map(|line| match sign {
        Some(Sign::Removed) => code_of(&comparison.right.1, line, letters),
        _ => code_of(&comparison.left.1, line, letters),
    });
    let parts = match (&other, sign) {
        (Some(other), Some(Sign::Removed)) => {
            let [parts, _] = differing_parts(&code, other);
            parts
        }
        (Some(other), _) => {
            let [_, parts] = differing_parts(other, &code);
            parts
        }
        (None, _) => Vec::new(),
    };
    let note = if sign.is_some() { break_of(text, line) } else { "" };
    let word = match sign {
        Some(Sign::Removed) => "Removed line",
        Some(Sign::Added) => "Added line",
        None => "Line",
    };
    let said: String = code.trim().chars().take(MOST_SAID).collect();
    let said = format!("{word} {}: {said}", line + 1);
    let said = if note.is_empty() { said } else { format!("{said}, {note}") };
    // The parts in words, for who can't see the boxes round them.
    let differing: Vec<String> = parts
        .iter()
        .filter(|part| part.end <= MOST_SAID)
        .map(|part| code.chars().skip(part.start).take(part.len()).collect::<String>().trim().to_owned())
        .filter(|part| !part.is_empty())
        .collect();
    let said =
        if differing.is_empty() { said } else { format!("{said}, differs in {}", differing.join(" and ")) };
    Shown { numbers, sign, text: code, parts, note, said }
}

/// The first letters of a line as they are shown: tabs are spaces up to their column.
fn code_of(text: &Rope, line: usize, letters: usize) -> String {
    let slice = text.byte_slice(lines::start(text, line)..lines::end(text, line));
    let mut code = String::new();
    let mut column = 0;
    for letter in slice.chars().take(letters) {
        if letter == '\t' {
            let spaces = TAB_WIDTH - column % TAB_WIDTH;
            code.extend(std::iter::repeat_n(' ', spaces));
            column += spaces;
        } else {
            // No font draws these.
            code.push(if letter.is_control() { '·' } else { letter });
            column += 1;
        }
    }
    code
}

/// What is said about the break that a line ends with: nothing of the usual one.
fn break_of(text: &Rope, line: usize) -> &'static str {
    let (end, next) = (lines::end(text, line), lines::end_with_break(text, line));
    match next - end {
        0 => "no line break",
        1 => "",
        _ => "CRLF",
    }
}
