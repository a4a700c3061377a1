//! Moves and copies whole lines up and down.
//!
//! What moves in the text is the line beyond: so what is lit in the moved lines stays lit. Line breaks stay with
//! their lines; only where the last line has none it takes that of the line it changes places with.

use std::time::Duration;

use super::apply::Place;
use super::blocks::{self, Block};
use super::rewrite::Replacements;
use super::{Document, Selection, Side, lines};

impl Document {
    /// Moves the lines of all selections past the line beside them; at the text's edge they stay.
    pub(super) fn move_lines(&mut self, side: Side, now: Duration) {
        let blocks = blocks::adjoining(&self.text, &self.selections);
        let mut replacements = Replacements::new();
        let shifts: Vec<isize> = blocks
            .iter()
            .map(|block| match side {
                Side::Above => self.move_up(block, &mut replacements),
                Side::Below => self.move_down(block, &mut replacements),
            })
            .collect();
        if replacements.is_empty() {
            return;
        }
        let moved = |selection: Selection| {
            let shift = shifts.get(blocks::index_of(&self.text, &blocks, selection)).copied().unwrap_or(0);
            moved_by(selection, shift)
        };
        let places = self.selections.iter().map(moved).collect();
        self.edit_at_once(replacements, places, now);
    }

    /// Puts the line above behind the block; by how much the block moves, in bytes.
    fn move_up(&self, block: &Block, replacements: &mut Replacements) -> isize {
        let Some(line) = block.start.checked_sub(1) else { return 0 };
        let text = &self.text;
        let (from, end, to) =
            (lines::start(text, line), lines::end(text, line), lines::start(text, block.start));
        let below = lines::start(text, block.end);
        let (words, line_break) = (text.byte_slice(from..end), text.byte_slice(end..to));
        let inserted = match blocks::ends_with_break(text, block) {
            true => format!("{words}{line_break}"),
            false => format!("{line_break}{words}"),
        };
        replacements.push((from..to, String::new()));
        replacements.push((below..below, inserted));
        -isize::try_from(to - from).unwrap_or(0)
    }

    /// Puts the line below before the block; by how much the block moves, in bytes.
    fn move_down(&self, block: &Block, replacements: &mut Replacements) -> isize {
        let text = &self.text;
        if !blocks::ends_with_break(text, block) {
            return 0;
        }
        let below = block.end..block.end + 1;
        let (above, bytes) = (lines::start(text, block.start), blocks::bytes(text, &below));
        let (inserted, taken) = if blocks::ends_with_break(text, &below) {
            (text.byte_slice(bytes.clone()).to_string(), bytes)
        } else {
            let break_at = lines::end(text, block.end - 1);
            let line_break = text.byte_slice(break_at..bytes.start);
            (format!("{}{line_break}", text.byte_slice(bytes.clone())), break_at..bytes.end)
        };
        let shift = isize::try_from(inserted.len()).unwrap_or(0);
        replacements.push((above..above, inserted));
        replacements.push((taken, String::new()));
        shift
    }

    /// Writes the lines of each selection once more; the selection is in the upper or the lower of both.
    pub(super) fn copy_lines(&mut self, side: Side, now: Duration) {
        let blocks = blocks::of(&self.text, &self.selections);
        let mut replacements = Replacements::with_capacity(blocks.len());
        let mut shifts = Vec::with_capacity(blocks.len());
        let mut written = 0_usize;
        for block in &blocks {
            let bytes = blocks::bytes(&self.text, block);
            let copy = self.text.byte_slice(bytes.clone()).to_string();
            let has_break = blocks::ends_with_break(&self.text, block);
            let ending = if has_break { "" } else { self.ending.text() };
            let (at, inserted) = match side {
                Side::Above => (bytes.end, format!("{ending}{copy}")),
                Side::Below => (bytes.start, format!("{copy}{ending}")),
            };
            let own = if side == Side::Below { inserted.len() } else { 0 };
            shifts.push(isize::try_from(written + own).unwrap_or(0));
            written += inserted.len();
            replacements.push((at..at, inserted));
        }
        let moved = |selection: Selection| {
            let shift = shifts.get(blocks::index_of(&self.text, &blocks, selection)).copied().unwrap_or(0);
            moved_by(selection, shift)
        };
        let places = self.selections.iter().map(moved).collect();
        self.edit_at_once(replacements, places, now);
    }
}

fn moved_by(selection: Selection, shift: isize) -> Place {
    let Selection { anchor, head } = selection;
    let by = |at: usize| at.saturating_add_signed(shift);
    Place::At(Selection { anchor: by(anchor), head: by(head) })
}
