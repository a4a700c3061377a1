//! Selected text that is dragged to another place.
//!
//! Invariant: nothing happens to the text before the button is let go of; Escape, or any edit meanwhile, ends it.

use std::ops::Range;

use egui::{CursorIcon, Modifiers, Pos2, Rect, Shape, Ui, vec2};

use super::input::Interaction;
use super::line::Source;
use super::pixels::bar;
use super::pointer::Drag;
use super::view::View;
use crate::document::{Command, Document, Selection};
use crate::theme::Theme;

/// How far the pointer moves before a press becomes a drag, in points.
const FAR: f32 = 4.0;

/// Selected text under way.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Held {
    /// What is dragged, in bytes.
    from: Range<usize>,
    pressed: Pos2,
    /// Where it would go; none before the pointer has moved.
    pub(super) to: Option<usize>,
}

/// Takes hold of the selected text at a place on the screen, if there is some.
pub(super) fn take(view: &View, document: &Document, pos: Pos2) -> Option<Drag> {
    let source = Source::of(document);
    let row = view.row_at(pos.y, source);
    let line = view.lines.line(source, row.line);
    let cell = view.cell_at(pos.x);
    let in_line = row.piece.in_line(cell);
    if cell < row.piece.indent as f64 || in_line >= line.width() as f64 {
        return None;
    }
    let under = line.offset_at(in_line.floor());
    if !row.piece.holds(under) {
        return None;
    }
    let touched = document.selections().touching(under..under)?;
    let from = touched.range();
    let is_on_it = from.start <= under && under < from.end;
    is_on_it.then_some(Drag::Held(Held { from, pressed: pos, to: None }))
}

impl Held {
    /// The pointer is elsewhere, over an offset.
    pub(super) fn moved(&mut self, pos: Pos2, over: usize) {
        if self.to.is_some() || pos.distance(self.pressed) > FAR {
            self.to = Some(over);
        }
    }
}

impl Interaction {
    /// Whether selected text is being dragged.
    pub(super) fn holds_text(&self) -> bool {
        matches!(self.drag, Some(Drag::Held(_)))
    }

    /// Where dragged text would go, in bytes.
    pub(super) fn drop_place(&self) -> Option<usize> {
        match &self.drag {
            Some(Drag::Held(held)) => held.to,
            _ => None,
        }
    }
}

/// The button was let go of: what becomes of held text. With Ctrl it is copied.
pub(super) fn drop(view: &mut View, document: &Document, pos: Pos2, modifiers: Modifiers) -> Option<Command> {
    let Some(Drag::Held(held)) = view.interaction.drag.take_if(|drag| matches!(drag, Drag::Held(_))) else {
        return None;
    };
    view.interaction.is_by_pointer = true;
    let Some(to) = held.to else {
        // It was a click.
        let at = view.offset_in(Source::of(document), pos);
        return Some(Command::Select(Selection::cursor(at)));
    };
    if held.from.start <= to && to <= held.from.end {
        return Some(Command::Select(Selection::cursor(to)));
    }
    Some(Command::MoveText { from: held.from, to, copies: modifiers.command })
}

/// Shows by the pointer what would happen.
pub(super) fn show_pointer(ui: &Ui, view: &View) {
    if view.interaction.drop_place().is_some() {
        let copies = ui.input(|input| input.modifiers.command);
        ui.ctx().set_cursor_icon(if copies { CursorIcon::Copy } else { CursorIcon::Grabbing });
    }
}

/// The caret that shows where the text would go: it is no cursor, so it isn't warm, and it has feet.
pub(super) fn caret(view: &View, source: Source<'_>, theme: &Theme, shapes: &mut Vec<Shape>) -> Option<Rect> {
    let at = view.position_in(source, view.interaction.drop_place()?);
    let metrics = &view.metrics;
    let (grid, colour) = (metrics.grid, theme.text.primary);
    let (x, top, bottom) = (grid.edge(at.x), at.y + 1.0, at.y + metrics.row - 1.0);
    let line = Rect::from_min_max(egui::pos2(x - 1.0, top), egui::pos2(x + 1.0, bottom));
    shapes.push(bar(line, colour));
    for edge in [top, bottom - 2.0] {
        shapes.push(bar(Rect::from_min_size(egui::pos2(x - 3.0, edge), vec2(6.0, 2.0)), colour));
    }
    Some(line)
}
