//! Draws a frame: the visible lines and what is lit in them.
//!
//! Order, from the page upwards: current line, selection, fills, boxes and underlines, text, strikes, caret; sticky
//! lines over all of it.
//! Invariant: only what is told for exactly this text is drawn; the caller maps ranges through edits.

use std::ops::Range;
use std::sync::Arc;

use egui::{Rect, Ui};
use namelight_engine::occurrences::{Occurrence, Problem, ProblemKind, Scope, Tokens};

use super::beside::{self, Beside};
use super::bookmarks;
use super::carets::Scene;
use super::doubts::{self, Said};
use super::fold_marks::{self, FoldBox};
use super::line::Source;
use super::pixels::{bar, join_bars};
use super::row_map::Folds;
use super::rows::{Drawing, Row};
use super::text::Gap;
use super::view::{MARGIN, View};
use super::{accessibility, cells, dropping, guides, gutter, hints, ime, sticky};
use crate::document::{Document, Selection};
use crate::theme::Theme;

/// What to draw beside the text. All ranges are bytes of the document's present text.
#[derive(Clone, Debug)]
pub struct Decorations<'a> {
    /// What is lit, sorted by position, without overlap.
    pub lit: &'a [Occurrence],
    /// The colours of the code.
    pub tokens: &'a Tokens,
    /// The functions and classes that reach into what the colours speak for, in the order of the text.
    pub definitions: &'a Arc<[Scope]>,
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
    /// The lines of which a part lies in the view, from 0; sticky lines may cover the first of them.
    pub visible_lines: Range<usize>,
    /// The lines that stay at the top of the view though they stand above it, from 0.
    pub sticky_lines: Vec<usize>,
    /// The bytes of long lines that can be seen, from the line's start, and some more.
    pub visible_columns: Range<usize>,
    /// The bytes of those lines that aren't covered, their last line break not included.
    pub visible_bytes: Range<usize>,
    /// The occurrences of which a part can be seen, as they were drawn.
    pub lit: Vec<Occurrence>,
    /// How many counted occurrences lie in lines above the visible ones or are covered by sticky lines.
    pub lit_above: usize,
    /// How many counted occurrences lie in lines below the visible ones.
    pub lit_below: usize,
    /// The places of pinned names of which a part can be seen, each with the pin's number from 0.
    pub pinned: Vec<(usize, Range<usize>)>,
    /// The names of which a part can be seen that are spelled like the lit one and mean something else.
    pub others: Vec<Range<usize>>,
    /// The places of which a part can be seen that are in the way of a new name.
    pub conflicts: Vec<Range<usize>>,
    /// The matches of a search of which a part can be seen, the current one not among them; one that runs over several
    /// lines is named once for each.
    pub found: Vec<Range<usize>>,
    /// The current match of a search, if a part of it can be seen.
    pub found_current: Option<Range<usize>>,
    /// The problems of which a part can be seen.
    pub problems: Vec<Problem>,
    /// Where the primary caret is, in points; none if it can't be seen.
    pub caret: Option<Rect>,
    /// Where the carets of the other cursors are, as far as they can be seen.
    pub other_carets: Vec<Rect>,
    /// The boxes that stand for what is folded away.
    pub folds: Vec<FoldBox>,
    /// Whether the view has the keyboard.
    pub has_focus: bool,
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
    view.hear_definitions(source, decorations.definitions, &decorations.tokens.range);
    view.reveal_awaited(source);
    follow_cursor(view, source, selection);
    let cursor_line = source.line_of(selection.head);
    view.stick(source, selection.head);
    view.note_sight(source, selection.head);
    let id = view.interaction.id;
    let has_focus =
        ui.input(|input| input.focused) && id.is_some_and(|id| ui.memory(|memory| memory.has_focus(id)));

    let mut overview = std::mem::take(&mut view.overview);
    overview.update(view.ruler(source), source, decorations.lit, view.metrics.grid);
    overview.update_beside(view.ruler(source), source, &decorations.beside, view.metrics.grid);
    view.overview = overview;
    let ruler = view.ruler(source);
    let rows = view.visible_rows(source);
    let lines = view.visible_lines(document);
    let shown = view.uncovered(rows.clone());
    let gap = view.interaction.preedit.as_ref().map(|preedit| Gap {
        at: selection.head.min(source.text.byte_len()),
        cells: cells::end_cell(&preedit.text, 0),
    });
    let stuck_rows = view.stuck_rows(source);
    let mut painted = Painted {
        visible_bytes: bytes_of(&shown, source, &view.folds),
        visible_lines: lines,
        visible_columns: view.visible_columns_in(source),
        sticky_lines: stuck_rows.iter().map(|row| row.line).collect(),
        has_focus,
        ..Painted::default()
    };
    count_beyond(view, source, decorations.lit, &mut painted);

    let drawing = Drawing { view, source, decorations, cursor_line, theme };
    let stuck = drawing.layer(stuck_rows, None, None, &mut painted);
    let page = drawing.layer(shown, Some(selections), gap, &mut painted);

    let metrics = &view.metrics;
    let grid = metrics.grid;
    let mut ground = vec![bar(rect, theme.surface.editor)];
    for row in rows.iter().filter(|row| row.line == cursor_line) {
        let band = grid.rect(rect.left(), row.top, metrics.ruler_left(), row.top + metrics.row);
        ground.push(bar(band, theme.surface.current_line));
    }
    if let Some(reach) = &decorations.reach {
        gutter::reach(view, source, reach, theme, &mut ground);
    }
    ruler.paint_ground(view.shown_part(source), cursor_line, theme, grid, &mut ground);
    let first_mark = ground.len();
    if decorations.has_ruler_marks {
        ruler.paint_marks(view.overview.marks(), theme, grid, &mut ground);
    }
    for (form, y) in view.overview.beside() {
        // What was looked for and what was marked isn't part of the light.
        if decorations.has_ruler_marks || matches!(form, beside::Form::Found(_) | beside::Form::Bookmark) {
            beside::on_ruler(*form, ruler.rect.left(), *y, theme, grid, &mut ground);
        }
    }
    join_bars(&mut ground, first_mark);

    let scene = Scene { view, source, selections, rows: &page.rows, gap, has_focus, theme };
    let unit = document.indent_unit().columns();
    let aids = guides::Painter { view, source, rows: &page.rows, unit, cursor_line, theme };
    let mut code = aids.lines();
    code.extend(scene.selected());
    code.extend(aids.white_space(selections));
    drawing.behind(&page, &mut ground, &mut code);
    let (mut stuck_ground, mut stuck_code) = (Vec::new(), Vec::new());
    drawing.behind(&stuck, &mut stuck_ground, &mut stuck_code);
    ui.fonts_mut(|fonts| {
        view.painted_rows.borrow_mut().begin(&view.metrics, view.left(), theme, fonts);
        drawing.text(&page, gap, fonts, &mut ground, &mut code);
        drawing.text(&stuck, None, fonts, &mut stuck_ground, &mut stuck_code);
    });
    view.coloured.borrow_mut().end_frame();
    view.painted_rows.borrow_mut().end_frame();
    drawing.over(&page, &mut code);
    drawing.over(&stuck, &mut stuck_code);
    painted.other_carets = scene.other_carets(&mut code);
    let caret = scene.caret(&mut code);
    dropping::caret(view, source, theme, &mut code);
    painted.caret = caret.filter(|caret| caret.intersects(metrics.text_area()));

    let painter = ui.painter_at(rect);
    let code_painter = painter.with_clip_rect(metrics.text_area().intersect(painter.clip_rect()));
    painter.extend(ground);
    code_painter.extend(code);
    if !stuck.rows.is_empty() {
        let area = view.sticky_area();
        painter.add(bar(area, theme.surface.editor));
        if let Some(reach) = &decorations.reach {
            let mut line = Vec::new();
            gutter::reach_through_sticky(view, source, reach, theme, &mut line);
            painter.with_clip_rect(area.intersect(painter.clip_rect())).extend(line);
        }
        painter.extend(stuck_ground);
        code_painter.extend(stuck_code);
        let edge = grid.rect(area.left(), area.bottom(), area.right(), area.bottom() + grid.width(1.0));
        painter.add(bar(edge, theme.surface.hairline));
    }
    if let (Some(id), Some(caret)) = (id, caret) {
        ime::tell_place(ui, id, rect, caret);
    }
    if let Some(id) = id {
        accessibility::describe(ui, id, view, source, selection, &rows);
    }
    bookmarks::describe(ui, view, source, &page.rows, decorations.beside.bookmarks);
    let (folds, taken) = fold_marks::show(ui, view, source, decorations, &page.rows, theme);
    painted.folds = folds;
    let hinted = if decorations.has_hints { decorations.lit } else { &[] };
    hints::show(ui, view, source, hinted, &painted, theme);
    view.interaction.hints.extend(taken);
    sticky::buttons(ui, view, source, theme);
    let lit =
        page.placed.iter().filter_map(|place| Some((place.cells, Said::Lit(painted.lit.get(place.lit)?))));
    let others = page.beside.iter().filter(|place| place.form == beside::Form::Ghost);
    let others = others
        .filter_map(|place| Some((place.cells, Said::Other(decorations.beside.others.get(place.index)?))));
    let problems: Vec<_> = stuck
        .beside
        .iter()
        .chain(&page.beside)
        .filter_map(|place| match place.form {
            beside::Form::Problem(_) => Some((place.cells, decorations.beside.problems.get(place.index)?)),
            _ => None,
        })
        .collect();
    // The sign in the gutter says what the place in its line says.
    let signs = problems.iter().filter(|(_, problem)| problem.kind == ProblemKind::Syntax);
    let signs = signs.map(|(cells, problem)| (beside::sign_place(view, *cells), Said::Problem(problem)));
    let problems = problems.iter().map(|(cells, problem)| (*cells, Said::Problem(problem)));
    doubts::show(ui, view, problems.chain(lit).chain(others).chain(signs));
    painted
}

/// The bytes of these rows, from the first to the last with what is folded behind it, its line break not included.
fn bytes_of(rows: &[Row], source: Source<'_>, folds: &Folds) -> Range<usize> {
    let all = source.text.byte_len();
    let end = |row: &Row| match folds.at_header(row.line).filter(|_| row.piece.is_last) {
        Some(fold) => source.line_range(fold.last).end,
        None => row.piece.end,
    };
    rows.first().map_or(all, |row| row.piece.start)..rows.last().map_or(all, end)
}

/// Counts what is lit above and below what can be seen; what sticky lines show is seen, what they cover isn't.
fn count_beyond(view: &View, source: Source<'_>, lit: &[Occurrence], painted: &mut Painted) {
    let bytes = &painted.visible_bytes;
    let first = lit.partition_point(|occurrence| occurrence.range.end <= bytes.start);
    let last = lit.partition_point(|occurrence| occurrence.range.start < bytes.end).max(first);
    let counted = |at: usize| view.overview.counted_before(at);
    let in_line = |line: &usize| {
        let here = sticky::lit_in_line(source, lit, *line);
        counted(here.end) - counted(here.start)
    };
    let stuck: usize = painted.sticky_lines.iter().map(in_line).sum();
    painted.lit_above = counted(first) - stuck;
    painted.lit_below = counted(lit.len()) - counted(last);
}

/// Brings the cursor into view if it or the text has changed.
fn follow_cursor(view: &mut View, source: Source<'_>, selection: Selection) {
    if view.is_to_follow(source, selection.head) {
        if view.interaction.is_by_pointer {
            view.reveal_clicked(source, selection.head);
        } else {
            view.reveal(source, selection.head, MARGIN);
        }
    }
    view.interaction.is_by_pointer = false;
    view.seen = Some((source.stamp.0, source.stamp.1, selection.head));
}
