//! Turns the visible part of a line into shapes, each piece in its cells.
//!
//! A row that is the same as in the last frame is drawn as it was then (`painted_rows.rs`).

use std::ops::Range;
use std::sync::Arc;

use egui::epaint::text::{FontsView, LayoutJob, TextFormat, TextWrapping};
use egui::{Align2, Color32, FontId, Galley, Rect, Shape, Stroke, StrokeKind, pos2};
use namelight_engine::occurrences::Tokens;

use super::cells::{Cluster, Clusters, Face, REPLACEMENT};
use super::coloured::Run;
use super::line::Line;
use super::painted_rows::{RowPart, RowText};
use super::row_map::Piece;
use super::rows::Row;
use super::view::View;
use crate::theme::Theme;

/// How far two widths may be apart and still count as equal, in points.
const TOLERANCE: f32 = 0.5;

/// Cells up to which a line is laid out as a whole, so that scrolling sideways reuses it.
const WHOLE: usize = 512;

/// Space for text that isn't in the document: what an input method is composing.
#[derive(Clone, Copy, Debug)]
pub(super) struct Gap {
    /// Before which byte of the text it stands.
    pub at: usize,
    /// How many cells it takes.
    pub cells: usize,
}

/// Draws lines of one view in one frame.
pub(super) struct TextPainter<'a, 'f> {
    /// The view, prepared for this frame.
    pub view: &'a View,
    /// egui's fonts.
    pub fonts: &'a mut FontsView<'f>,
    /// Colours of the code.
    pub tokens: &'a Tokens,
    /// Colours of the page.
    pub theme: &'a Theme,
    /// Bytes of the text that stand on a solid fill: the current match of a search.
    pub inverse: Option<Range<usize>>,
    /// How many cells to the right of its place in the line what is drawn stands in its row.
    pub moved: isize,
    /// What has been drawn.
    pub shapes: Vec<Shape>,
}

impl TextPainter<'_, '_> {
    /// Draws what can be seen of a row of a line.
    pub(super) fn row(&mut self, line: &Line<'_>, row: &Row, gap: Option<Gap>) {
        let (start, part) = self.part_of(line, row);
        self.moved = part.moved;
        match gap {
            Some(_) => self.part(start, &part, row.top, gap),
            None => self.part_or_same(row, start, part),
        }
        self.moved = 0;
    }

    /// Lays out what will be drawn of a row, whatever its colours will be; egui keeps it for the frame.
    pub(super) fn lay_out(&mut self, line: &Line<'_>, row: &Row) {
        let (start, part) = self.part_of(line, row);
        chunks(start, &part, None, |chunk| {
            if let Chunk::Run { bytes, .. } = chunk {
                self.plain(part.text.get(bytes).unwrap_or_default());
            }
        });
    }

    /// What can be seen of a row of a line, and where it begins in the document.
    fn part_of(&self, line: &Line<'_>, row: &Row) -> (usize, RowPart) {
        let mut cells = self.view.visible_cells();
        if cells.end <= WHOLE {
            cells.start = 0;
        }
        if row.piece.is_whole() {
            let (start, cell, text) = line.part_at(cells.clone());
            return (start, RowPart { text, cell, cells, moved: 0 });
        }
        // A row of a line that wraps fits in the view, but for a tab or a blank at its end. What stands where in it
        // follows from the whole line.
        let Piece { start, end, first_cell: cell, indent, .. } = row.piece;
        let text = line.text.byte_slice(start - line.start..end - line.start).chunks().collect();
        let moved = indent as isize - cell as isize;
        (start, RowPart { text, cell, cells: cell..cell + cells.end, moved })
    }

    /// Draws what stands in a row, as it was drawn last if nothing of it has changed.
    fn part_or_same(&mut self, row: &Row, start: usize, part: RowPart) {
        let end = start + part.text.len();
        let here =
            |range: &Range<usize>| range.start.clamp(start, end) - start..range.end.clamp(start, end) - start;
        let spans = &self.tokens.spans;
        let first = spans.partition_point(|span| span.range.end <= start);
        let spans = spans.iter().skip(first).take_while(|span| span.range.start < end);
        let of = RowText {
            part,
            spans: spans.map(|span| (here(&span.range), span.class)).collect(),
            inverse: self.inverse.as_ref().map(here).unwrap_or_default(),
        };
        let place = (row.line, row.piece.number);
        let view = self.view;
        let mut known = view.painted_rows.borrow_mut();
        if let Some(shapes) = known.get(place, &of, row.top) {
            return self.shapes.extend_from_slice(shapes);
        }
        let drawn = self.shapes.len();
        self.part(start, &of.part, row.top, None);
        known.keep(place, of, row.top, self.shapes.get(drawn..).unwrap_or_default());
    }

    /// Draws a part of a row that begins at an offset.
    fn part(&mut self, start: usize, part: &RowPart, top: f32, gap: Option<Gap>) {
        chunks(start, part, gap, |chunk| match chunk {
            Chunk::Run { bytes, cell } => self.run(&part.text, start, bytes, cell, top),
            Chunk::Placed(cluster, cell) => {
                let colour = self.colour_at(start + cluster.at);
                self.placed(cluster.text, cell, cluster.width, top, colour);
            }
            Chunk::Hidden(c, cell) => self.hidden(c, cell, top),
        });
    }

    /// Draws text that isn't in the document, from a cell on.
    pub(super) fn foreign(&mut self, text: &str, first_cell: usize, top: f32, colour: Color32) {
        for cluster in Clusters::new(text, first_cell) {
            self.placed(cluster.text, cluster.cell, cluster.width, top, colour);
        }
    }

    /// Characters of one cell each in one colour; the others are given to them afterwards. None if nothing of it is seen.
    fn plain(&mut self, piece: &str) -> Option<Arc<Galley>> {
        let is_blank = piece.bytes().all(|byte| byte == b' ');
        (!is_blank).then(|| self.fonts.layout_job(self.section(piece, self.theme.code(None))))
    }

    /// Draws characters of one cell each, as one piece if the font has that width for all of them.
    fn run(&mut self, text: &str, start: usize, bytes: Range<usize>, cell: usize, top: f32) {
        let Some(piece) = text.get(bytes.clone()) else { return };
        let Some(galley) = self.plain(piece) else { return };
        let width = galley.rows.first().and_then(|row| row.glyphs.last()).map_or(0.0, |glyph| glyph.max_x());
        let expected = (piece.chars().count() as f64 * self.view.metrics.cell) as f32;
        if piece.is_ascii() || (width - expected).abs() <= TOLERANCE {
            let runs = self.runs(piece, start + bytes.start);
            let galley = self.view.coloured.borrow_mut().get(&galley, runs);
            self.push(galley, self.cell_x(cell), top);
        } else {
            for cluster in Clusters::new(piece, cell) {
                let colour = self.colour_at(start + bytes.start + cluster.at);
                self.placed(cluster.text, cluster.cell, cluster.width, top, colour);
            }
        }
    }

    /// Draws one cluster in the middle of its cells.
    fn placed(&mut self, text: &str, cell: usize, width: usize, top: f32, colour: Color32) {
        if text == " " {
            return;
        }
        let room = (width as f64 * self.view.metrics.cell) as f32;
        let mut galley = self.fonts.layout_job(self.section(text, colour));
        let taken = galley.rect.width();
        if taken > room + TOLERANCE {
            // Another font's letter may be wider than its cells; smaller, it keeps off its neighbours.
            let size = self.view.metrics.font.size * room / taken;
            galley = self.fonts.layout_job(self.section_of(text, colour, size));
        }
        let free = (room - galley.rect.width()).max(0.0);
        // A letter of the code font fills its cell but for a fraction, which must not move it.
        let shift = if free > 1.0 { free / 2.0 } else { 0.0 };
        self.push(galley, self.cell_x(cell) + shift, top);
    }

    /// Shows a character that has no picture: by Unicode's own sign for it, or by a box. In the box of what stands for
    /// bytes that were no text is a question mark.
    fn hidden(&mut self, c: char, cell: usize, top: f32) {
        let is_lost = c == REPLACEMENT;
        let colour = if is_lost { self.theme.status.warn } else { self.theme.syntax.comment };
        let sign = match u32::from(c) {
            code @ 0..0x20 => char::from_u32(0x2400 + code),
            0x7F => Some('\u{2421}'),
            _ => None,
        };
        match sign.filter(|sign| self.fonts.has_glyph(&self.view.metrics.font, *sign)) {
            Some(sign) => self.placed(sign.encode_utf8(&mut [0; 4]), cell, 1, top, colour),
            None => {
                let metrics = &self.view.metrics;
                let (left, right) = (self.cell_x(cell), self.cell_x(cell + 1));
                let bottom = top + metrics.baseline + 1.0;
                let rect =
                    metrics.grid.rect(left + 1.0, bottom - metrics.font.size * 0.75, right - 1.0, bottom);
                let line = Stroke::new(metrics.grid.width(1.0), colour);
                self.shapes.push(Shape::rect_stroke(rect, 0.0, line, StrokeKind::Inside));
                if is_lost {
                    self.question(rect, colour);
                }
            }
        }
    }

    /// A question mark in a box.
    fn question(&mut self, inside: Rect, colour: Color32) {
        let galley = self.fonts.layout_job(self.section_of("?", colour, self.view.metrics.font.size * 0.6));
        let place = Align2::CENTER_CENTER.anchor_size(inside.center(), galley.rect.size());
        let grid = self.view.metrics.grid;
        self.shapes.push(Shape::galley(
            pos2(grid.edge(place.left()), grid.edge(place.top())),
            galley,
            colour,
        ));
    }

    /// The horizontal place of a cell of the line.
    fn cell_x(&self, cell: usize) -> f32 {
        self.view.cell_x(cell as f64 + self.moved as f64)
    }

    fn push(&mut self, galley: Arc<Galley>, x: f32, top: f32) {
        let metrics = &self.view.metrics;
        let baseline = galley
            .rows
            .first()
            .and_then(|row| row.glyphs.first().map(|glyph| row.pos.y + glyph.pos.y))
            .unwrap_or(metrics.baseline);
        let pos = pos2(x, metrics.grid.edge(top + metrics.baseline - baseline));
        self.shapes.push(Shape::galley(pos, galley, self.theme.syntax.plain));
    }

    fn section(&self, text: &str, colour: Color32) -> LayoutJob {
        self.section_of(text, colour, self.view.metrics.font.size)
    }

    fn section_of(&self, text: &str, colour: Color32, size: f32) -> LayoutJob {
        let mut job = empty_job();
        let font = FontId::new(size, self.view.metrics.font.family.clone());
        job.append(text, 0.0, TextFormat::simple(font, colour));
        job
    }

    /// The colours of a piece of the document's text.
    fn runs(&self, piece: &str, start: usize) -> Vec<Run> {
        let mut runs = Vec::new();
        let (mut at, mut letters) = (0, 0);
        let end = start + piece.len();
        let spans = &self.tokens.spans;
        let first = spans.partition_point(|span| span.range.end <= start);
        let mut add = |to: usize, colour: Color32| {
            let to = piece.floor_char_boundary(to);
            if let Some(text) = piece.get(at..to).filter(|text| !text.is_empty()) {
                letters += text.chars().count();
                runs.push(Run { end: letters, colour });
                at = to;
            }
        };
        let inverse = self.inverse.clone().unwrap_or_default();
        let mut paint = |to: usize, colour: Color32| {
            // Before, inside and behind what is inverse; where there is nothing to colour, nothing is added.
            add(to.min(inverse.start.saturating_sub(start)), colour);
            add(to.min(inverse.end.saturating_sub(start)), self.theme.find.current_text);
            add(to, colour);
        };
        for span in spans.iter().skip(first).take_while(|span| span.range.start < end) {
            paint(span.range.start.saturating_sub(start), self.theme.code(None));
            paint(span.range.end.saturating_sub(start), self.theme.code(Some(span.class)));
        }
        paint(piece.len(), self.theme.code(None));
        runs
    }

    fn colour_at(&self, offset: usize) -> Color32 {
        if self.inverse.as_ref().is_some_and(|inverse| inverse.contains(&offset)) {
            return self.theme.find.current_text;
        }
        let spans = &self.tokens.spans;
        let span = spans.get(spans.partition_point(|span| span.range.end <= offset));
        self.theme.code(span.filter(|span| span.range.start <= offset).map(|span| span.class))
    }
}

/// What is drawn of a row in one go, and in which cell of the line.
enum Chunk<'a> {
    /// Characters of one cell each.
    Run { bytes: Range<usize>, cell: usize },
    /// Something that the grid has to place by itself.
    Placed(Cluster<'a>, usize),
    /// A character that has no picture.
    Hidden(char, usize),
}

/// Cuts a part of a row that begins at an offset into what is drawn in one go.
fn chunks<'a>(start: usize, part: &'a RowPart, gap: Option<Gap>, mut each: impl FnMut(Chunk<'a>)) {
    let mut run: Option<(Range<usize>, usize)> = None;
    for cluster in Clusters::new(&part.text, part.cell) {
        let cell = cluster.cell + shift(gap, start + cluster.at);
        let is_seen = cell + cluster.width > part.cells.start;
        if cluster.cell > part.cells.end {
            break;
        }
        let is_cut = gap.is_some_and(|gap| gap.at == start + cluster.at);
        let ends_run = cluster.face != Face::Simple || !is_seen || is_cut;
        if let Some((bytes, cell)) = run.take_if(|_| ends_run) {
            each(Chunk::Run { bytes, cell });
        }
        let end = cluster.at + cluster.text.len();
        match cluster.face {
            _ if !is_seen => {}
            Face::Tab => {}
            Face::Simple => match &mut run {
                Some((bytes, _)) => bytes.end = end,
                None => run = Some((cluster.at..end, cell)),
            },
            Face::Placed => each(Chunk::Placed(cluster, cell)),
            Face::Hidden(c) => each(Chunk::Hidden(c, cell)),
        }
    }
    if let Some((bytes, cell)) = run {
        each(Chunk::Run { bytes, cell });
    }
}

/// How many cells a byte of the text is moved to the right.
#[must_use]
pub(super) fn shift(gap: Option<Gap>, at: usize) -> usize {
    gap.filter(|gap| at >= gap.at).map_or(0, |gap| gap.cells)
}

/// A job for a single row.
#[must_use]
pub(super) fn empty_job() -> LayoutJob {
    LayoutJob {
        break_on_newline: false,
        wrap: TextWrapping::no_max_width(),
        keep_trailing_whitespace: true,
        ..LayoutJob::default()
    }
}

/// A line below cells, as for composed text.
pub(super) fn underline(rect: Rect, thickness: f32, colour: Color32) -> Shape {
    let bar = Rect::from_min_max(pos2(rect.left(), rect.bottom() - thickness), rect.max);
    Shape::rect_filled(bar, 0.0, colour)
}
