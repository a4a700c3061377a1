//! The mouse: clicks, drags that select, and the ruler as a scrollbar.

use std::ops::Range;

use egui::{Pos2, Ui, pos2};

use super::line::Source;
use super::ruler::Ruler;
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Drag {
    /// What was selected when the button went down; it stays selected.
    origin: Range<usize>,
    unit: Unit,
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

/// The primary button went down inside the view.
pub(super) fn press(
    ui: &Ui,
    view: &mut View,
    document: &Document,
    pos: Pos2,
    extend: bool,
) -> Option<Command> {
    let source = Source::of(document);
    if view.metrics.ruler().contains(pos) {
        take_ruler(view, source, pos);
        return None;
    }
    let count = view.interaction.clicks.press(ui, pos);
    let offset = view.offset_in(source, pos);
    let unit = match count {
        _ if pos.x < view.metrics.gutter_right => Unit::Line,
        1 => Unit::Character,
        2 => Unit::Word,
        _ => Unit::Line,
    };
    let clicked = unit_at(document, offset, unit);
    let origin = if extend {
        let anchor = document.selection().anchor.min(document.text().byte_len());
        anchor..anchor
    } else {
        clicked.clone()
    };
    let drag = Drag { origin, unit };
    let selection = reached(&drag, &clicked);
    view.interaction.drag = Some(drag);
    view.interaction.is_by_pointer = true;
    Some(Command::Select(selection))
}

/// The pointer is somewhere else while the button is down.
pub(super) fn drag_to(view: &mut View, document: &Document, pos: Pos2) -> Option<Command> {
    let drag = view.interaction.drag.clone()?;
    let area = view.metrics.text_area();
    let inside = pos2(pos.x, pos.y.clamp(area.top(), (area.bottom() - 1.0).max(area.top())));
    let offset = view.offset_in(Source::of(document), inside);
    let selection = reached(&drag, &unit_at(document, offset, drag.unit));
    view.interaction.is_by_pointer = true;
    (selection != document.selection()).then_some(Command::Select(selection))
}

/// Scrolls while a drag is held beyond an edge. Returns whether it goes on.
pub(super) fn scroll_by_drag(view: &mut View, source: Source<'_>, pos: Pos2, seconds: f64) -> bool {
    let area = view.metrics.text_area();
    let row = f64::from(view.metrics.row);
    let speed = |distance: f32| {
        let (least, more) = DRAG_SPEED;
        if distance > 0.0 { least + more * f64::from(distance) / row } else { 0.0 }
    };
    let down = speed(pos.y - area.bottom()) - speed(area.top() - pos.y);
    let right = speed(pos.x - area.right()) - speed(area.left() - pos.x);
    let before = (view.top(), view.left());
    if down != 0.0 {
        view.scroll_lines(down * seconds, source.line_count());
    }
    if right != 0.0 {
        view.scroll_sideways(2.0 * right * seconds * view.metrics.cell, source);
    }
    before != (view.top(), view.left())
}

/// The button went down on the ruler: on the part that is on screen it takes hold of it, elsewhere the view
/// jumps there first.
fn take_ruler(view: &mut View, source: Source<'_>, pos: Pos2) {
    let ruler = Ruler { rect: view.metrics.ruler(), line_count: source.line_count() };
    let rows = view.metrics.rows();
    let viewport = ruler.viewport(view.top(), rows);
    if !viewport.y_range().contains(pos.y) {
        view.set_top(ruler.line_at(pos.y) - rows / 2.0);
        view.clamp(source.line_count());
    }
    view.interaction.grip = Some(view.top() - ruler.line_at(pos.y));
}

/// The pointer moves while it holds the ruler.
pub(super) fn drag_ruler(view: &mut View, source: Source<'_>, pos: Pos2) {
    if let Some(grip) = view.interaction.grip {
        let ruler = Ruler { rect: view.metrics.ruler(), line_count: source.line_count() };
        view.set_top(ruler.line_at(pos.y) + grip);
        view.clamp(source.line_count());
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
fn reached(drag: &Drag, here: &Range<usize>) -> Selection {
    let origin = &drag.origin;
    if here.start < origin.start {
        Selection { anchor: origin.end, head: here.start }
    } else {
        Selection { anchor: origin.start, head: here.end.max(origin.end) }
    }
}
