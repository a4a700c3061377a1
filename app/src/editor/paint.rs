//! Draws a frame: the visible lines and what is lit in them.
//!
//! Order, from the page upwards: current line, selection, fills, boxes and underlines, text, strikes, caret.
//! Invariant: only what is told for exactly this text is drawn; the caller maps ranges through edits.

use std::collections::BTreeSet;
use std::ops::Range;

use egui::{Rect, Ui, vec2};
use namelight_engine::occurrences::{Occurrence, Tokens};

use super::beside::{self, Beside};
use super::carets::Scene;
use super::doubts::{self, Said};
use super::line::{Line, Source};
use super::marks::{self, Mark};
use super::pixels::bar;
use super::ruler::Ruler;
use super::text::{Gap, TextPainter, shift};
use super::view::{MARGIN, View};
use super::{accessibility, cells, gutter, hints, ime};
use crate::document::{Document, Selection, Selections};
use crate::theme::Theme;

/// What to draw beside the text. All ranges are bytes of the document's present text.
#[derive(Clone, Debug)]
pub struct Decorations<'a> {
    /// What is lit, sorted by position, without overlap.
    pub lit: &'a [Occurrence],
    /// The colours of the code.
    pub tokens: &'a Tokens,
    /// The span of the scope in which the lit name lives.
    pub reach: Option<Range<usize>>,
    /// What is drawn beside the light.
    pub beside: Beside<'a>,
    /// Whether arrows lead to what is off the screen.
    pub has_hints: bool,
    /// Whether the ruler has marks.
    pub has_ruler_marks: bool,
}

/// What a frame has drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Painted {
    /// The lines of which a part can be seen, from 0.
    pub visible_lines: Range<usize>,
    /// The bytes of long lines that can be seen, from the line's start, and some more.
    pub visible_columns: Range<usize>,
    /// The bytes of those lines, their last line break not included.
    pub visible_bytes: Range<usize>,
    /// The occurrences of which a part can be seen, as they were drawn.
    pub lit: Vec<Occurrence>,
    /// How many counted occurrences lie in lines above the visible ones.
    pub lit_above: usize,
    /// How many counted occurrences lie in lines below the visible ones.
    pub lit_below: usize,
    /// The places of pinned names of which a part can be seen, each with the pin's number from 0.
    pub pinned: Vec<(usize, Range<usize>)>,
    /// The names of which a part can be seen that are spelled like the lit one and mean something else.
    pub others: Vec<Range<usize>>,
    /// The places of which a part can be seen that are in the way of a new name.
    pub conflicts: Vec<Range<usize>>,
    /// Where the primary caret is, in points; none if it can't be seen.
    pub caret: Option<Rect>,
    /// Where the carets of the other cursors are, as far as they can be seen.
    pub other_carets: Vec<Rect>,
    /// Whether the view has the keyboard.
    pub has_focus: bool,
}

/// An occurrence in its place on the screen.
struct Placed {
    mark: Mark,
    cells: Rect,
    is_selected: bool,
}

/// Draws the document into the place that [`input`](super::input) took up in the same frame. If the cursor or
/// the text changed since the last frame, the cursor is brought into view first.
pub fn paint(
    ui: &mut Ui,
    view: &mut View,
    document: &Document,
    decorations: &Decorations<'_>,
    theme: &Theme,
) -> Painted {
    let source = Source::of(document);
    let (selections, selection) = (document.selections(), document.selection());
    let rect = view.metrics.rect;
    view.begin(ui, rect, source);
    view.reveal_awaited(source);
    follow_cursor(view, source, selection);
    let id = view.interaction.id;
    let has_focus =
        ui.input(|input| input.focused) && id.is_some_and(|id| ui.memory(|memory| memory.has_focus(id)));

    let ruler = Ruler { rect: view.metrics.ruler(), line_count: source.line_count() };
    view.overview.update(ruler, source, decorations.lit, view.metrics.grid);
    view.overview.update_beside(ruler, source, &decorations.beside, view.metrics.grid);
    let lines = view.visible_lines(source.line_count());
    let cursor_line = source.line_of(selection.head);
    let gap = view.interaction.preedit.as_ref().map(|preedit| Gap {
        at: selection.head.min(source.text.byte_len()),
        cells: cells::end_cell(&preedit.text, 0),
    });
    let mut painted = Painted {
        visible_bytes: source.line_start(lines.start)..source.line_range(lines.end.saturating_sub(1)).end,
        visible_lines: lines.clone(),
        visible_columns: view.visible_columns_in(source),
        has_focus,
        ..Painted::default()
    };
    let mut lit_lines = BTreeSet::new();
    let placed = place(view, source, selections, decorations.lit, gap, &mut painted, &mut lit_lines);

    let beside = beside::place(view, source, &decorations.beside, &lines, gap);
    note_beside(&beside, &decorations.beside, &mut painted);

    let metrics = &view.metrics;
    let grid = metrics.grid;
    let mut ground = vec![bar(rect, theme.surface.editor)];
    if lines.contains(&cursor_line) {
        let top = view.line_top(cursor_line);
        let band = grid.rect(rect.left(), top, metrics.ruler_left(), top + metrics.row);
        ground.push(bar(band, theme.surface.current_line));
    }
    if let Some(reach) = &decorations.reach {
        gutter::reach(view, source, reach, theme, &mut ground);
    }
    ruler.paint_ground((view.top(), metrics.rows()), cursor_line, theme, grid, &mut ground);
    if decorations.has_ruler_marks {
        ruler.paint_marks(view.overview.marks(), theme, grid, &mut ground);
        for (form, y) in view.overview.beside() {
            beside::on_ruler(*form, ruler.rect.left(), *y, theme, grid, &mut ground);
        }
    }

    let scene = Scene { view, source, selections, lines: lines.clone(), gap, has_focus, theme };
    let mut code = scene.selected();
    beside::in_gutter(view, &beside, theme, &mut ground);
    beside::below_light(&beside, theme, grid, &mut code);
    for place in &placed {
        marks::behind(place.mark, metrics.mark_cells(place.cells), place.is_selected, theme, grid, &mut code);
    }
    beside::below_text(&beside, theme, grid, &mut code);
    ui.fonts_mut(|fonts| {
        gutter::numbers(view, fonts, lines.clone(), &lit_lines, cursor_line, theme, &mut ground);
        let mut painter = TextPainter { view, fonts, tokens: decorations.tokens, theme, shapes: Vec::new() };
        for line in lines.clone() {
            let gap = gap.filter(|_| line == cursor_line);
            painter.line(&view.lines.line(source, line), view.line_top(line), gap);
        }
        if let Some(preedit) = view.interaction.preedit.as_ref().filter(|_| lines.contains(&cursor_line)) {
            let cell = view.lines.line(source, cursor_line).cell_of(selection.head);
            painter.foreign(&preedit.text, cell, view.line_top(cursor_line), theme.syntax.plain);
        }
        code.append(&mut painter.shapes);
    });
    view.coloured.borrow_mut().end_frame();
    for place in &placed {
        marks::over(place.mark, metrics.mark_cells(place.cells), theme, grid, &mut code);
    }
    beside::over_text(&beside, theme, grid, &mut code);
    painted.other_carets = scene.other_carets(&mut code);
    let caret = scene.caret(&mut code);
    painted.caret = caret.filter(|caret| caret.intersects(metrics.text_area()));

    let painter = ui.painter_at(rect);
    painter.extend(ground);
    painter.with_clip_rect(metrics.text_area().intersect(painter.clip_rect())).extend(code);
    if let (Some(id), Some(caret)) = (id, caret) {
        ime::tell_place(ui, id, rect, caret);
    }
    if let Some(id) = id {
        accessibility::describe(ui, id, view, source, selection, lines);
    }
    let hinted = if decorations.has_hints { decorations.lit } else { &[] };
    hints::show(ui, view, source, hinted, &painted, theme);
    let lit = placed.iter().zip(&painted.lit).map(|(place, lit)| (place.cells, Said::Lit(lit)));
    let others = beside.iter().filter(|place| place.form == beside::Form::Ghost);
    let others = others
        .filter_map(|place| Some((place.cells, Said::Other(decorations.beside.others.get(place.index)?))));
    doubts::show(ui, view, lit.chain(others));
    painted
}

/// Writes down what is drawn beside the light.
fn note_beside(placed: &[beside::Placed], beside: &Beside<'_>, painted: &mut Painted) {
    for place in placed {
        match place.form {
            beside::Form::Pin(number) => {
                let lit = beside.pins.iter().find(|(pin, _)| *pin == number);
                let one = lit.and_then(|(_, lit)| lit.get(place.index));
                painted.pinned.extend(one.map(|one| (number, one.range.clone())));
            }
            beside::Form::Ghost => {
                painted.others.extend(beside.others.get(place.index).map(|one| one.range.clone()));
            }
            beside::Form::Conflict => painted.conflicts.extend(beside.conflicts.get(place.index).cloned()),
            beside::Form::Field { .. } => {}
        }
    }
}

/// Brings the cursor into view if it or the text has changed.
fn follow_cursor(view: &mut View, source: Source<'_>, selection: Selection) {
    let now = (source.stamp.0, source.stamp.1, selection.head);
    let is_same_document = view.seen.is_some_and(|seen| seen.0 == now.0);
    if is_same_document && view.seen != Some(now) {
        if view.interaction.is_by_pointer {
            view.reveal_clicked(source, selection.head);
        } else {
            view.reveal(source, selection.head, MARGIN);
        }
    }
    view.interaction.is_by_pointer = false;
    view.seen = Some(now);
}

/// Finds the occurrences in the visible lines, by binary search, and where they stand.
fn place(
    view: &View,
    source: Source<'_>,
    selections: &Selections,
    lit: &[Occurrence],
    gap: Option<Gap>,
    painted: &mut Painted,
    lit_lines: &mut BTreeSet<usize>,
) -> Vec<Placed> {
    let bytes = &painted.visible_bytes;
    let first = lit.partition_point(|occurrence| occurrence.range.end <= bytes.start);
    let last = lit.partition_point(|occurrence| occurrence.range.start < bytes.end).max(first);
    painted.lit_above = view.overview.counted_before(first);
    painted.lit_below = view.overview.counted_before(lit.len()) - view.overview.counted_before(last);
    let seen = lit.get(first..last).unwrap_or_default();
    let area = view.metrics.text_area();
    let mut placed = Vec::with_capacity(seen.len().min(1024));
    let mut rest = seen;
    for number in painted.visible_lines.clone() {
        let line = view.lines.line(source, number);
        let (here, below) = rest.split_at(rest.partition_point(|found| found.range.start <= line.end()));
        rest = below;
        if here.iter().any(|occurrence| occurrence.certainty.is_counted()) {
            lit_lines.insert(number);
        }
        let gap = gap.filter(|gap| gap.at >= line.start && gap.at <= line.end());
        for occurrence in in_sight(view, &line, here, gap) {
            if occurrence.range.end > source.text.byte_len() {
                continue;
            }
            let cells = view.cells_rect(&line, view.line_top(number), &occurrence.range);
            let moved = shift(gap, occurrence.range.start);
            let cells = cells.translate(vec2((moved as f64 * view.metrics.cell) as f32, 0.0));
            // A name in which something is being composed isn't that name on the screen.
            let is_split =
                gap.is_some_and(|gap| occurrence.range.start < gap.at && gap.at < occurrence.range.end);
            if is_split || cells.right() < area.left() || cells.left() > area.right() {
                continue;
            }
            let is_selected = selections.cover(&occurrence.range);
            placed.push(Placed { mark: Mark::of(occurrence), cells, is_selected });
            painted.lit.push(occurrence.clone());
        }
    }
    placed
}

/// Of the occurrences in a line, those that may stand in the visible columns; of a short line, all. A line of
/// megabytes may hold a hundred thousand of them, and finding the place of each takes time.
fn in_sight<'a>(view: &View, line: &Line<'_>, all: &'a [Occurrence], gap: Option<Gap>) -> &'a [Occurrence] {
    if all.is_empty() {
        return all;
    }
    let mut cells = view.visible_cells();
    cells.start = cells.start.saturating_sub(gap.map_or(0, |gap| gap.cells));
    let bytes = line.bytes_at(&cells);
    let first = all.partition_point(|occurrence| occurrence.range.end < bytes.start);
    let last = all.partition_point(|occurrence| occurrence.range.start <= bytes.end);
    all.get(first..last).unwrap_or_default()
}
