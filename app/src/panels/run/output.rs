//! The lines of the output: what can be seen of them, which are selected, and the places in code that they name.
//!
//! Lines are one stop for Tab; from there the arrow keys lead on, and Enter goes to the place that a line names.

use std::ops::Range;
use std::path::PathBuf;

use egui::accesskit::{Live, Role as NodeRole};
use egui::text::{LayoutJob, TextFormat};
use egui::{
    Event, EventFilter, Id, Key, Modifiers, Pos2, Rect, Response, Role, ScrollArea, Sense, Stroke, Ui,
    UiBuilder, WidgetInfo, pos2, vec2,
};

use super::super::icons::{self, Icon};
use super::super::{Action, control};
use super::{RunAction, RunFacts, RunPanel, id};
use crate::run::{CodePlace, Line, Lines, Output, Source, State, place_in};
use crate::theme::{Theme, sizes};
use crate::tips::Tip as _;

/// Where text begins, in points from the panel's left edge.
const LEFT: f32 = 24.0;
/// The bar at lines of the error output: from the panel's left edge, and its width, in points.
const ERROR_BAR: (f32, f32) = (14.0, 3.0);
/// Nearer to the end than this, in points, the end is followed.
const NEAR_END: f32 = 0.5;

/// Where lines and columns are, in points.
struct Grid {
    area: Rect,
    /// The line at the origin.
    first: u64,
    origin: Pos2,
    /// A character's width.
    cell: f32,
    /// The first column that can be seen.
    column: usize,
}

impl Grid {
    fn row(&self, number: u64) -> Rect {
        let down = number.saturating_sub(self.first) as f32 * sizes::OUTPUT_ROW;
        let top = (self.origin.y + down).round();
        Rect::from_x_y_ranges(self.area.x_range(), top..=top + sizes::OUTPUT_ROW)
    }

    fn x(&self, column: usize) -> f32 {
        self.origin.x + column as f32 * self.cell
    }
}

/// A line that can be seen.
struct Shown {
    number: u64,
    /// The part of it that can be seen.
    text: String,
    source: Source,
    /// The byte of that part from which on it was sent to the program.
    sent_from: Option<usize>,
    /// A place in code that it names, and the columns in which it does.
    place: Option<(Range<usize>, CodePlace)>,
    /// All of it, for screen readers.
    words: String,
}

impl RunPanel {
    pub(super) fn lines(
        &mut self,
        ui: &mut Ui,
        theme: &Theme,
        area: Rect,
        facts: &RunFacts<'_>,
        had_focus: bool,
        actions: &mut Vec<Action>,
    ) {
        let mut ui = ui.new_child(UiBuilder::new().max_rect(area).id_salt("output lines"));
        ui.set_clip_rect(area.intersect(ui.clip_rect()));
        if let Some(said) = sentence(facts) {
            let font = sizes::interface_font(sizes::FONT_BODY);
            let width = (area.width() - 2.0 * LEFT).max(1.0);
            let galley = ui.painter().layout(said.clone(), font, theme.text.secondary, width);
            let at = pos2(area.left() + 20.0, area.top() + 8.0).round();
            let place = Rect::from_min_size(at, galley.size());
            ui.painter().galley(at, galley, theme.text.secondary);
            let response = ui.interact(place, id("sentence"), Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &said));
            ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(Live::Polite));
        }
        let Some(output) = facts.output else { return };
        let focus = ui.interact(area, id("lines"), Sense::click_and_drag());
        self.note_focus(&focus, !facts.takes_input);
        self.has_line_focus = focus.has_focus();
        if self.has_line_focus {
            let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
            ui.ctx().memory_mut(|memory| memory.set_focus_lock_filter(focus.id, filter));
        }
        if had_focus && self.has_line_focus {
            self.take_keys(&ui, output, actions);
        }
        self.scroll(&mut ui, theme, area, output, &focus, actions);
        control::focus_ring(&ui, theme, &focus, area);
    }

    fn scroll(
        &mut self,
        ui: &mut Ui,
        theme: &Theme,
        area: Rect,
        output: &Output,
        focus: &Response,
        actions: &mut Vec<Action>,
    ) {
        let row = sizes::OUTPUT_ROW;
        let cell = ui.fonts_mut(|fonts| fonts.glyph_width(&sizes::number_font(sizes::FONT_LABEL), '0'));
        let (numbers, dropped, widest) =
            output.look(|lines| (lines.numbers(), lines.dropped(), lines.widest()));
        let count = (numbers.end - numbers.start) as f32;
        // Says that there was more.
        let note = if dropped > 0 { row } else { 0.0 };
        let size = vec2(LEFT + widest as f32 * cell + LEFT, note + count * row);
        let mut scroll = ScrollArea::both().id_salt("output scroll").auto_shrink(false);
        // A scroll bar at the bottom takes some of the area.
        let height = if self.height > 0.0 { self.height.min(area.height()) } else { area.height() };
        let asked = (size.y - height).max(0.0);
        let gone = numbers.start.saturating_sub(self.seen.1) as f32 * row;
        if std::mem::take(&mut self.reveals) {
            if let Some((_, head)) = self.selected {
                let top = note + head.saturating_sub(numbers.start) as f32 * row;
                let (above, below) = (top - self.seen.0, top + row - self.seen.0 - height);
                let offset = if above < 0.0 { top } else { self.seen.0 + below.max(0.0) };
                scroll = scroll.vertical_scroll_offset(offset);
            }
        } else if self.follows {
            scroll = scroll.vertical_scroll_offset(asked);
        } else if gone > 0.0 {
            // What is looked at stays where it is, as long as it is there.
            scroll = scroll.vertical_scroll_offset((self.seen.0 - gone).max(0.0));
        }
        let is_turned_up =
            ui.input(|input| input.smooth_scroll_delta().y > 0.0) && ui.rect_contains_pointer(area);
        let shown = scroll.show_viewport(ui, |ui, view| {
            ui.set_min_size(size);
            let origin = ui.min_rect().min;
            if note > 0.0 && view.top() < note {
                self.dropped_note(ui, theme, pos2(area.left(), origin.y), dropped);
            }
            let first = numbers.start + ((view.top() - note).max(0.0) / row) as u64;
            let last = numbers.start + ((view.bottom() - note).max(0.0) / row).ceil() as u64;
            let column = ((view.left() - LEFT).max(0.0) / cell) as usize;
            let columns = (area.width() / cell) as usize + 2;
            let rows: Vec<Shown> = output.look(|lines| {
                let numbers = first..last.min(lines.numbers().end);
                numbers.filter_map(|number| shown(lines, number, column, columns)).collect()
            });
            let grid = Grid { area, first: numbers.start, origin: origin + vec2(LEFT, note), cell, column };
            for line in &rows {
                self.row(ui, theme, &grid, line, actions);
            }
            let at = |pointer: Pos2| {
                let down = ((pointer.y - origin.y - note).max(0.0) / row) as u64;
                (numbers.start + down).min(numbers.end.saturating_sub(1)).max(numbers.start)
            };
            if numbers.end > numbers.start {
                self.take_pointer(ui, focus, at);
            }
        });
        self.height = shown.inner_rect.height();
        let most = (size.y - self.height).max(0.0);
        // The wheel and the scroll bar have moved it by now; egui itself moves it, too, where the end has moved.
        let offset = shown.state.clamped_offset().y;
        let bar = ui.ctx().read_response(shown.id.with(1_usize));
        let is_dragged = bar.is_some_and(|bar| bar.is_pointer_button_down_on());
        if is_turned_up || is_dragged || !self.follows {
            self.follows = offset >= asked.min(most) - NEAR_END;
        }
        self.seen = (offset.clamp(0.0, most), numbers.start);
        control::name_scroll_bar(ui, &shown, "Scroll bar of the output");
        ui.ctx().accesskit_node_builder(focus.id, |node| {
            node.set_role(NodeRole::Log);
            node.set_label("Output of the program");
            node.set_live(Live::Polite);
        });
    }

    fn dropped_note(&self, ui: &Ui, theme: &Theme, at: Pos2, dropped: u64) {
        let said = format!("Older lines were dropped: {dropped} so far");
        let font = sizes::interface_font(sizes::FONT_LABEL);
        let galley = ui.painter().layout_no_wrap(said.clone(), font, theme.text.tertiary);
        let place = Rect::from_min_size(at + vec2(LEFT, 0.0), galley.size());
        ui.painter().galley(place.min.round(), galley, theme.text.tertiary);
        ui.interact(place, id("dropped"), Sense::hover())
            .widget_info(|| WidgetInfo::labeled(Role::Label, true, &said));
    }

    /// Draws a line.
    fn row(&self, ui: &Ui, theme: &Theme, grid: &Grid, line: &Shown, actions: &mut Vec<Action>) {
        let rect = grid.row(line.number);
        let is_selected = self.selection().is_some_and(|range| range.contains(&line.number));
        let row_id = id("row").with(line.number);
        ui.interact(rect, row_id, Sense::hover())
            .widget_info(|| WidgetInfo::selected(Role::ListItem, true, is_selected, &line.words));
        let painter = ui.painter();
        if is_selected {
            let fill = if self.has_line_focus { theme.selection.fill } else { theme.selection.inactive };
            painter.rect_filled(rect, 0.0, fill);
        }
        let (left, middle) = (rect.left() + ERROR_BAR.0, rect.center().y);
        let colour = match line.source {
            Source::Output => theme.text.primary,
            Source::Error => {
                let bar = Rect::from_min_max(pos2(left, rect.top()), pos2(left + ERROR_BAR.1, rect.bottom()));
                painter.rect_filled(bar, 0.0, theme.status.error);
                theme.text.primary
            }
            Source::Input => {
                icons::draw(painter, Icon::Chevron, pos2(left + 1.0, middle), theme.text.tertiary);
                theme.text.secondary
            }
        };
        let format = |colour| TextFormat::simple(sizes::number_font(sizes::FONT_LABEL), colour);
        let written = line.sent_from.unwrap_or(line.text.len());
        let mut job = LayoutJob { break_on_newline: false, ..LayoutJob::default() };
        job.append(line.text.get(..written).unwrap_or_default(), 0.0, format(colour));
        job.append(line.text.get(written..).unwrap_or_default(), 0.0, format(theme.text.secondary));
        let galley = painter.layout_job(job);
        let top = rect.top() + (rect.height() - galley.size().y) / 2.0;
        // The signs have a column of their own, however far the text is moved.
        let clip = rect.with_min_x(rect.left() + LEFT - 2.0).intersect(ui.clip_rect());
        painter.with_clip_rect(clip).galley(pos2(grid.x(grid.column), top).round(), galley, colour);
        if let Some((columns, place)) = &line.place {
            let link = Rect::from_x_y_ranges(grid.x(columns.start)..=grid.x(columns.end), rect.y_range());
            self.link(ui, theme, link, row_id.with("link"), place, actions);
        }
    }

    /// The part of a line that leads to code: a line stands below it, and it can be clicked.
    fn link(
        &self,
        ui: &Ui,
        theme: &Theme,
        rect: Rect,
        link_id: Id,
        place: &CodePlace,
        actions: &mut Vec<Action>,
    ) {
        let response = ui.interact(rect, link_id, Sense::CLICK);
        let name = format!("Go to line {} of {}", place.line, place.file);
        response.widget_info(|| WidgetInfo::labeled(Role::Link, true, &name));
        let colour = if response.hovered() { theme.text.primary } else { theme.status.info };
        ui.painter().hline(rect.x_range(), rect.bottom() - 2.5, Stroke::new(1.0, colour));
        if response.clicked() {
            actions.push(go_to(place));
        }
        response.tip(name).on_hover_cursor(egui::CursorIcon::PointingHand);
    }

    /// The numbers of the selected lines.
    #[must_use]
    pub fn selection(&self) -> Option<Range<u64>> {
        self.selected.map(|(anchor, head)| anchor.min(head)..anchor.max(head).saturating_add(1))
    }

    fn take_pointer(&mut self, ui: &Ui, focus: &Response, at: impl Fn(Pos2) -> u64) {
        let Some(pointer) = focus.interact_pointer_pos() else { return };
        let is_pressed = ui.input(|input| input.pointer.primary_pressed());
        if is_pressed && focus.is_pointer_button_down_on() {
            focus.request_focus();
            let extends = ui.input(|input| input.modifiers.shift);
            let anchor = self.selected.filter(|_| extends).map_or_else(|| at(pointer), |(anchor, _)| anchor);
            self.selected = Some((anchor, at(pointer)));
        } else if (focus.dragged() || focus.drag_stopped())
            && let Some((_, head)) = &mut self.selected
        {
            *head = at(pointer);
        }
    }

    fn take_keys(&mut self, ui: &Ui, output: &Output, actions: &mut Vec<Action>) {
        let numbers = output.look(|lines| lines.numbers());
        let Some(last) = numbers.end.checked_sub(1).filter(|last| numbers.contains(last)) else { return };
        let page = ((ui.max_rect().height() / sizes::OUTPUT_ROW) as u64).saturating_sub(1).max(1);
        let keys = ui.input_mut(|input| {
            let all = input.consume_key(Modifiers::COMMAND, Key::A);
            let enters = input.consume_key(Modifiers::NONE, Key::Enter);
            let copies = input.events.iter().any(|event| matches!(event, Event::Copy));
            let mut step = None;
            for modifiers in [Modifiers::SHIFT, Modifiers::NONE] {
                let head = self.selected.map(|(_, head)| head.clamp(numbers.start, last));
                let mut pressed = |key, to| {
                    if input.consume_key(modifiers, key) {
                        step = Some((to, modifiers == Modifiers::SHIFT));
                    }
                };
                // The first press only shows where one is.
                pressed(Key::ArrowUp, head.map_or(last, |head| head.saturating_sub(1)));
                pressed(Key::ArrowDown, head.map_or(last, |head| head + 1));
                pressed(Key::PageUp, head.map_or(last, |head| head.saturating_sub(page)));
                pressed(Key::PageDown, head.map_or(last, |head| head + page));
                pressed(Key::Home, numbers.start);
                pressed(Key::End, last);
            }
            (all, enters, copies, step)
        });
        let (all, enters, copies, step) = keys;
        if all {
            self.selected = Some((numbers.start, last));
        }
        if let Some((to, extends)) = step {
            let to = to.clamp(numbers.start, last);
            let anchor = self.selected.filter(|_| extends).map_or(to, |(anchor, _)| anchor);
            self.selected = Some((anchor, to));
            (self.reveals, self.follows) = (true, to == last);
        }
        if copies && let Some(selection) = self.selection() {
            ui.copy_text(output.look(|lines| lines.text(selection)));
        }
        if enters
            && let Some((_, head)) = self.selected
            && let Some(place) = output.look(|lines| lines.line(head).and_then(|line| place_in(&line.text)))
        {
            actions.push(go_to(&place));
        }
    }
}

fn go_to(place: &CodePlace) -> Action {
    Action::Run(RunAction::GoTo { file: PathBuf::from(&place.file), line: place.line })
}

/// What is said where there are no lines to show.
fn sentence(facts: &RunFacts<'_>) -> Option<String> {
    match &facts.state {
        None => {
            let keys = facts.keymap.words(&Action::Run(RunAction::Run));
            Some(match keys.is_empty() {
                true => "Nothing has run yet.".to_owned(),
                false => format!("Nothing has run yet. {keys} runs this file."),
            })
        }
        Some(State::Failed(said)) => Some(said.clone()),
        Some(_) => None,
    }
}

fn shown(lines: &Lines, number: u64, column: usize, columns: usize) -> Option<Shown> {
    let Line { text, source, sent_from, .. } = lines.line(number)?;
    let words = match source {
        Source::Output => match sent_from.and_then(|at| text.split_at_checked(at)) {
            Some((prompt, sent)) => format!("{prompt}Sent: {sent}"),
            None => text.clone(),
        },
        Source::Error => format!("Error output: {text}"),
        Source::Input => format!("Sent: {text}"),
    };
    let column_of = |at: usize| text.get(..at).map_or(0, |before| before.chars().count());
    let place = place_in(text).filter(|_| *source != Source::Input);
    let place = place.map(|place| (column_of(place.range.start)..column_of(place.range.end), place));
    let part: String = text.chars().skip(column).take(columns).collect();
    let sent_column = sent_from.map(|at| column_of(at).saturating_sub(column));
    let sent_from = sent_column
        .map(|at| part.char_indices().nth(at).map_or(part.len(), |(byte, _)| byte))
        .filter(|&at| at < part.len());
    Some(Shown { number, text: part, sent_from, source: *source, place, words })
}
