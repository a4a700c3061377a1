//! Moving by rows: where the cursor goes when lines are folded away or wrap.
//!
//! The document knows lines; which of them are seen, and in how many rows, the view knows. So a movement that depends
//! on it is done through the view. Invariant: after every command no cursor stands in hidden text: a step goes over
//! it, and what else leads there opens it.

use std::time::Duration;

use namelight_engine::text::{DocumentId, Edit, Revision};

use super::line::Source;
use super::row_map::{Fold, Folds, Piece, Place};
use super::view::View;
use crate::document::{Command, Document, Motion, Selection, Side, columns, graphemes, lines, step};

/// Lines of a fold that is left out where what is seen is looked at; shorter ones are cheap, and ready when they open.
const LONG_FOLD: usize = 64;

/// What the cursors were when it was looked whether they stand in hidden text.
pub(super) type Looked = (DocumentId, Revision, Selection, usize, u64);

impl View {
    /// Does one thing to a document, as it is seen in this view.
    pub fn apply(&mut self, document: &mut Document, command: &Command, now: Duration) {
        let stamp = (document.id(), document.revision());
        let is_by_rows = self.wrap.is_on || !self.folds.is_empty();
        match command {
            Command::Move { motion, extend } if is_by_rows => {
                let motion = *motion;
                document.travel_by(motion, *extend, &|text, from, goal| {
                    self.destination(Source { text, stamp }, motion, from, goal)
                });
            }
            Command::AddCursors(side) if is_by_rows => {
                let side = *side;
                document.add_cursors_by(side, &|text, from, goal| {
                    self.beside(Source { text, stamp }, side, from, goal)
                });
            }
            _ => document.apply(command, now),
        }
        self.follow(document);
    }

    /// Goes with what has happened to the document: folds move with its text, and where the cursor came into one or
    /// something changed in it, it opens.
    pub fn follow(&mut self, document: &Document) {
        if self.folds.is_empty() {
            return;
        }
        self.folds.follow(document.text(), document.revision(), document.pending_edits());
        let selections = document.selections();
        let now = (
            document.id(),
            document.revision(),
            selections.primary(),
            selections.len(),
            self.folds.version(),
        );
        if self.fold_marks.looked == Some(now) {
            return;
        }
        let source = Source::of(document);
        for selection in selections.iter() {
            self.folds.reveal(source.line_of(selection.head));
        }
        self.fold_marks.looked = Some((now.0, now.1, now.2, now.3, self.folds.version()));
    }

    /// Goes with edits that were made in another view of the document: folds move with its text.
    pub fn carry(&mut self, document: &Document, edits: &[Edit]) {
        if !self.folds.is_empty() {
            self.folds.follow(document.text(), document.revision(), edits);
        }
    }

    /// Folds lines away. Cursors in them go to the end of the header that stands for them.
    pub fn fold(&mut self, document: &mut Document, folds: impl IntoIterator<Item = Fold>, now: Duration) {
        self.follow(document);
        self.folds.fold(folds, document.text(), document.revision());
        self.leave_hidden(document, now);
    }

    /// What is folded.
    #[must_use]
    pub fn folds(&self) -> &Folds {
        &self.folds
    }

    /// Has these lines folded and no others; they are those of the document's present text. Cursors in them go to the end
    /// of the header that stands for them.
    pub fn take_folds(&mut self, document: &mut Document, folds: Folds, now: Duration) {
        self.folds = folds;
        self.leave_hidden(document, now);
    }

    /// Cursors in hidden text go to the end of the header that stands for it.
    fn leave_hidden(&self, document: &mut Document, now: Duration) {
        let source = Source::of(document);
        let seen = |offset: usize| match self.folds.hiding(source.line_of(offset)) {
            Some(fold) => source.line_range(fold.header).end,
            None => offset,
        };
        let before = document.selections().as_added();
        let after: Vec<Selection> = before
            .iter()
            .map(|selection| Selection { anchor: seen(selection.anchor), head: seen(selection.head) })
            .collect();
        if after != before {
            document.apply(&Command::SelectMany(after), now);
        }
    }

    /// Shows again what the fold of a header line hides, from 0; whether there was one.
    pub fn unfold(&mut self, header: usize) -> bool {
        self.folds.unfold(header)
    }

    /// Shows everything that is folded away.
    pub fn unfold_all(&mut self) {
        self.folds.unfold_all();
    }

    /// How far down the cursor is, in points, if it can be seen.
    #[must_use]
    pub fn height_of_cursor(&self, document: &Document) -> Option<f32> {
        let top = self.position_of(document, document.cursor()).y - self.metrics.rect.top();
        (0.0..self.metrics.rect.height()).contains(&top).then_some(top)
    }

    /// Scrolls so that the cursor is as far down as it [was](Self::height_of_cursor), in points, when lines above it
    /// have come or gone.
    pub fn put_cursor_at_height(&mut self, document: &Document, height: f32) {
        let now = self.position_of(document, document.cursor()).y - self.metrics.rect.top();
        let rows = f64::from(now - height) / f64::from(self.metrics.row.max(1.0));
        self.scroll_rows(rows, Source::of(document));
    }

    /// Whether a line, from 0, is the header of a fold, seen or not.
    #[must_use]
    pub fn is_folded(&self, header: usize) -> bool {
        self.folds.has(header)
    }

    /// Of these lines, from 0, those that are folded away, where they are so many that it is worth to know.
    #[must_use]
    pub fn long_folds_in(&self, lines: std::ops::Range<usize>) -> Vec<std::ops::Range<usize>> {
        self.folds.hidden_in(lines).filter(|hidden| hidden.len() >= LONG_FOLD).collect()
    }

    /// How many of these offsets of a text with the view's lines stand in lines that are folded away.
    #[must_use]
    pub fn hidden_among(&self, text: &crop::Rope, offsets: impl Iterator<Item = usize>) -> usize {
        if self.folds.is_empty() {
            return 0;
        }
        let is_hidden = |offset: &usize| self.folds.hiding(lines::of_offset(text, *offset)).is_some();
        offsets.filter(is_hidden).count()
    }

    /// A number that is another one whenever other lines are folded away.
    #[must_use]
    pub fn fold_version(&self) -> u64 {
        self.folds.version()
    }

    /// Whether lines that are wider than the view go on in another row.
    #[must_use]
    pub fn is_wrapping(&self) -> bool {
        self.wrap.is_on
    }

    /// Wraps lines, or doesn't; the line at the upper edge stays there.
    pub fn set_wrapping(&mut self, is_on: bool) {
        self.wrap.is_on = is_on;
    }

    /// Where a movement leads, and the cell of the row to keep for the next vertical one.
    fn destination(
        &self,
        source: Source<'_>,
        motion: Motion,
        from: usize,
        goal: Option<usize>,
    ) -> (usize, Option<usize>) {
        match motion {
            Motion::Up => self.by_rows(source, from, goal, (1, false)),
            Motion::PageUp(rows) => self.by_rows(source, from, goal, (rows, false)),
            Motion::Down => self.by_rows(source, from, goal, (1, true)),
            Motion::PageDown(rows) => self.by_rows(source, from, goal, (rows, true)),
            Motion::LineStart => {
                let piece = self.piece_at(source, from);
                let is_inside = piece.number > 0 && from > piece.start;
                if is_inside { (piece.start, None) } else { step(source.text, motion, from, goal) }
            }
            Motion::LineEnd => {
                let piece = self.piece_at(source, from);
                let end = row_end(source, &piece);
                if !piece.is_last && from < end { (end, None) } else { step(source.text, motion, from, goal) }
            }
            Motion::DocumentStart | Motion::DocumentEnd => step(source.text, motion, from, goal),
            Motion::Left | Motion::Right | Motion::WordLeft | Motion::WordRight => {
                let (to, goal) = step(source.text, motion, from, goal);
                (self.over_hidden(source, from, to), goal)
            }
        }
    }

    /// So many rows up or down, in the same cell as far as the row reaches.
    fn by_rows(
        &self,
        source: Source<'_>,
        from: usize,
        goal: Option<usize>,
        (rows, is_down): (usize, bool),
    ) -> (usize, Option<usize>) {
        let map = self.row_map(source);
        let place = map.place_of(from);
        let here = || map.piece(place).on_row(self.lines.line(source, place.line).cell_of(from));
        let cell = goal.unwrap_or_else(here);
        let (to, moved) = if is_down { map.down(place, rows) } else { map.up(place, rows) };
        let offset = match (moved, is_down) {
            (0, true) => source.text.byte_len(),
            (0, false) => 0,
            _ => self.offset_on(source, to.line, &map.piece(to), cell as f64),
        };
        (offset, Some(cell))
    }

    /// Where a step leads that would end in hidden text: to the other side of it.
    fn over_hidden(&self, source: Source<'_>, from: usize, to: usize) -> usize {
        let Some(fold) = self.folds.hiding(source.line_of(to)) else { return to };
        let header_end = source.line_range(fold.header).end;
        if to < from || fold.last + 1 >= source.line_count() {
            return header_end;
        }
        source.line_start(fold.last + 1)
    }

    /// The offset in the shown line beside that of another one, in the same display column, and the cell of its row to
    /// keep. It is lines that count here, and not rows, as in other editors.
    fn beside(
        &self,
        source: Source<'_>,
        side: Side,
        from: usize,
        goal: Option<usize>,
    ) -> Option<(usize, usize)> {
        let line = source.line_of(from);
        let target = match side {
            Side::Above => self.folds.shown(line.checked_sub(1)?),
            Side::Below => self.folds.at_header(line).map_or(line, |fold| fold.last) + 1,
        };
        if target >= source.line_count() {
            return None;
        }
        let column = match goal {
            Some(cell) => self.piece_at(source, from).in_line(cell as f64) as usize,
            None => columns::of_offset(source.text, from),
        };
        let offset = columns::offset_at(source.text, target, column);
        Some((offset, self.piece_at(source, offset).on_row(column)))
    }

    /// The offset of a row that is nearest to a cell of it, given with a fraction.
    pub(super) fn offset_on(&self, source: Source<'_>, line: usize, piece: &Piece, cell: f64) -> usize {
        let offset = self.lines.line(source, line).offset_at(piece.in_line(cell).max(0.0));
        offset.clamp(piece.start, row_end(source, piece))
    }

    fn piece_at(&self, source: Source<'_>, offset: usize) -> Piece {
        let map = self.row_map(source);
        let Place { line, piece } = map.place_of(offset);
        map.piece(Place { line, piece })
    }
}

/// The last place for the caret in a row. What stands at a cut is shown in the row after it.
fn row_end(source: Source<'_>, piece: &Piece) -> usize {
    if piece.is_last { piece.end } else { graphemes::previous(source.text, piece.end).max(piece.start) }
}
