//! Where a movement leads.

use crop::Rope;

use super::{Motion, Selection, columns, graphemes, lines, words};

/// Where `motion` leads from the byte offset `from`, and the display column to keep for the next
/// vertical movement (`goal` is the one kept so far; every other movement forgets it).
pub fn destination(text: &Rope, motion: Motion, from: usize, goal: Option<usize>) -> (usize, Option<usize>) {
    let line = lines::of_offset(text, from);
    let vertical = |target: Option<usize>, beyond: usize| {
        let column = goal.unwrap_or_else(|| columns::of_offset(text, from));
        (target.map_or(beyond, |target| columns::offset_at(text, target, column)), Some(column))
    };
    let last = lines::count(text) - 1;
    match motion {
        Motion::Up => vertical(line.checked_sub(1), 0),
        Motion::Down => vertical((line < last).then_some(line + 1), text.byte_len()),
        Motion::PageUp(count) => vertical((line > 0).then(|| line.saturating_sub(count)), 0),
        Motion::PageDown(count) => {
            vertical((line < last).then(|| line.saturating_add(count).min(last)), text.byte_len())
        }
        Motion::Left => (graphemes::previous(text, from), None),
        Motion::Right => (graphemes::next(text, from), None),
        Motion::WordLeft => (words::left(text, from), None),
        Motion::WordRight => (words::right(text, from), None),
        Motion::LineStart => (line_start(text, line, from), None),
        Motion::LineEnd => (lines::end(text, line), None),
        Motion::DocumentStart => (0, None),
        Motion::DocumentEnd => (text.byte_len(), None),
    }
}

/// Where a movement starts that doesn't extend a selection: left and up from its start, right and down
/// from its end. The second value says that the movement ends there already.
pub(super) fn origin(selection: Selection, motion: Motion) -> (usize, bool) {
    let range = selection.range();
    let is_open = !selection.is_empty();
    match motion {
        Motion::Left => (range.start, is_open),
        Motion::Right => (range.end, is_open),
        Motion::Up | Motion::PageUp(_) => (range.start, false),
        Motion::Down | Motion::PageDown(_) => (range.end, false),
        _ => (selection.head, false),
    }
}

/// The first character that isn't white space; the line's start from there and on a blank line.
fn line_start(text: &Rope, line: usize, from: usize) -> usize {
    let start = lines::start(text, line);
    let code = graphemes::snap_back(text, lines::indentation_end(text, line));
    if from == code || code == lines::end(text, line) { start } else { code }
}
