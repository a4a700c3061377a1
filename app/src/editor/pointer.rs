//! The mouse: clicks, drags that select, and the ruler as a scrollbar.

use std::ops::Range;

use egui::{Modifiers, Pos2, Ui, pos2};

use super::column_box::{self, Corner};
use super::dropping::{self, Held};
use super::line::Source;
use super::view::View;
use crate::document::{Command, Document, Selection};

/// Lines that a drag beyond an edge scrolls per second, and how many more for each row of distance.
const DRAG_SPEED: (f64, f64) = (6.0, 10.0);

/// What a drag selects at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// Characters.
    Character,
    /// Whole words.
    Word,
    /// Whole lines.
    Line,
}

/// A drag that selects.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Drag {
    /// From one place of the text to another.
    Text {
        /// What was selected when the button went down; it stays selected.
        origin: Range<usize>,
        /// What is selected at once.
        unit: Unit,
        /// The other cursors, in the order in which they were added.
        kept: Vec<Selection>,
    },
    /// A box between two corners, of which this is the first.
    Box(Corner),
    /// Of text that is selected already.
    Held(Held),
}

/// How often the button went down at one place.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Clicks {
    time: f64,
    pos: Pos2,
    count: u8,
}

impl Clicks {
    /// Counts a press at a time in seconds: 1, 2 or 3.
    fn press(&mut self, ui: &Ui, pos: Pos2) -> u8 {
        let limits = ui.options(|options| options.input_options);
        let (delay, distance) = (limits.max_double_click_delay, limits.max_click_dist);
        let time = ui.input(|input| input.time);
        let is_same = time - self.time <= delay && pos.distance(self.pos) <= distance;
        let count = if is_same { (self.count + 1).min(3) } else { 1 };
        *self = Self { time, pos, count };
        count
    }
}

/// The primary button went down inside the view. With Shift it extends the selection, with Alt it adds a cursor or
/// takes one away, with both it begins a box.
pub(super) fn press(
    ui: &Ui,
    view: &mut View,
    document: &Document,
    pos: Pos2,
    modifiers: Modifiers,
) -> Option<Command> {
    let source = Source::of(document);
    if view.metrics.ruler().contains(pos) {
        take_ruler(view, source, pos);
        return None;
    }
    view.interaction.is_by_pointer = true;
    let count = view.interaction.clicks.press(ui, pos);
    if modifiers.alt && modifiers.shift {
        view.interaction.drag = Some(Drag::Box(Corner::at(view, source, pos)));
        return drag_to(view, document, pos);
    }
    let offset = view.offset_in(source, pos);
    let unit = match count {
        _ if pos.x < view.metrics.gutter_right => Unit::Line,
        1 => Unit::Character,
        2 => Unit::Word,
        _ => Unit::Line,
    };
    let selections = document.selections();
    let mut kept = if modifiers.alt { selections.as_added() } else { Vec::new() };
    let hit = selections.touching(offset..offset).filter(|_| modifiers.alt && unit == Unit::Character);
    if let Some(hit) = hit {
        kept.retain(|selection| *selection != hit);
        // Of a single cursor nothing is left, and it stays.
        return Some(Command::SelectMany(kept));
    }
    if unit == Unit::Character && modifiers == Modifiers::NONE {
        view.interaction.drag = dropping::take(view, document, pos);
        if view.interaction.drag.is_some() {
            return None;
        }
    }
    let clicked = unit_at(document, offset, unit);
    let origin = if modifiers.shift {
        let anchor = selections.primary().anchor.min(document.text().byte_len());
        anchor..anchor
    } else {
        clicked.clone()
    };
    let command = with_kept(&kept, reached(&origin, &clicked));
    view.interaction.drag = Some(Drag::Text { origin, unit, kept });
    Some(command)
}

/// The secondary button went down in the code: the cursor goes there, unless that is selected.
pub(super) fn press_for_menu(view: &mut View, document: &Document, pos: Pos2) -> Option<Command> {
    let offset = view.offset_in(Source::of(document), pos);
    view.interaction.is_by_pointer = true;
    let is_selected = |selection: Selection| !selection.is_empty() && selection.range().contains(&offset);
    let is_in_selection = document.selections().touching(offset..offset).is_some_and(is_selected);
    (!is_in_selection).then(|| Command::Select(Selection::cursor(offset)))
}

/// The pointer is somewhere else while the button is down.
pub(super) fn drag_to(view: &mut View, document: &Document, pos: Pos2) -> Option<Command> {
    let drag = view.interaction.drag.as_ref()?;
    let source = Source::of(document);
    let area = view.metrics.text_area().with_min_y(view.code_top());
    let inside = pos2(pos.x, pos.y.clamp(area.top(), (area.bottom() - 1.0).max(area.top())));
    if matches!(drag, Drag::Held(_)) {
        let over = view.offset_in(source, inside);
        if let Some(Drag::Held(held)) = &mut view.interaction.drag {
            held.moved(pos, over);
        }
        return None;
    }
    let command = match drag {
        Drag::Held(_) => None,
        Drag::Text { origin, unit, kept } => {
            let offset = view.offset_in(source, inside);
            let selection = reached(origin, &unit_at(document, offset, *unit));
            (selection != document.selection()).then(|| with_kept(kept, selection))
        }
        Drag::Box(corner) => {
            let selections = column_box::between(view, source, *corner, Corner::at(view, source, inside));
            (selections != document.selections().as_added()).then_some(Command::SelectMany(selections))
        }
    };
    view.interaction.is_by_pointer = true;
    command
}

/// One selection beside others, as the newest.
fn with_kept(kept: &[Selection], selection: Selection) -> Command {
    if kept.is_empty() {
        return Command::Select(selection);
    }
    Command::SelectMany(kept.iter().copied().chain([selection]).collect())
}

/// Scrolls while a drag is held beyond an edge. Returns whether it goes on.
pub(super) fn scroll_by_drag(view: &mut View, source: Source<'_>, pos: Pos2, seconds: f64) -> bool {
    let area = view.metrics.text_area().with_min_y(view.code_top());
    let row = f64::from(view.metrics.row);
    let speed = |distance: f32| {
        let (least, more) = DRAG_SPEED;
        if distance > 0.0 { least + more * f64::from(distance) / row } else { 0.0 }
    };
    let down = speed(pos.y - area.bottom()) - speed(area.top() - pos.y);
    let right = speed(pos.x - area.right()) - speed(area.left() - pos.x);
    let before = (view.top(), view.left());
    if down != 0.0 {
        view.scroll_rows(down * seconds, source);
    }
    if right != 0.0 {
        view.scroll_sideways(2.0 * right * seconds * view.metrics.cell, source);
    }
    before != (view.top(), view.left())
}

/// The button went down on the ruler: on the part that is on screen it takes hold of it, elsewhere the view
/// jumps there first.
fn take_ruler(view: &mut View, source: Source<'_>, pos: Pos2) {
    let rows = view.metrics.rows();
    let (top, bottom) = view.shown_part(source);
    if !view.ruler(source).viewport(top, bottom).y_range().contains(pos.y) {
        let line = view.ruler(source).line_at(pos.y);
        view.set_top(view.row_map(source).position_of_shown(line));
        view.scroll_rows(-rows / 2.0, source);
    }
    view.interaction.grip = Some(view.shown_part(source).0 - view.ruler(source).line_at(pos.y));
}

/// The pointer moves while it holds the ruler.
pub(super) fn drag_ruler(view: &mut View, source: Source<'_>, pos: Pos2) {
    if let Some(grip) = view.interaction.grip {
        let line = view.ruler(source).line_at(pos.y) + grip;
        view.set_top(view.row_map(source).position_of_shown(line));
        view.clamp(source);
    }
}

/// What a click at an offset selects.
fn unit_at(document: &Document, offset: usize, unit: Unit) -> Range<usize> {
    match unit {
        Unit::Character => offset..offset,
        Unit::Word => document.word_at(offset),
        Unit::Line => document.line_range_at(offset),
    }
}

/// The selection from where a drag began to where it is: whole units, both ends included.
fn reached(origin: &Range<usize>, here: &Range<usize>) -> Selection {
    if here.start < origin.start {
        Selection { anchor: origin.end, head: here.start }
    } else {
        Selection { anchor: origin.start, head: here.end.max(origin.end) }
    }
}
