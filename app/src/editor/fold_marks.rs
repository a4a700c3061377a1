//! What is seen of folds: a corner in the gutter where something can be folded or is, and behind a header the box that
//! stands for what is hidden.
//!
//! What can be folded is told by the caller, and only asked for while the pointer is over the gutter. Invariant: only
//! rows on the screen are looked at, and every corner and box is a button with a name.

use std::sync::Arc;

use egui::{
    CornerRadius, CursorIcon, Rect, Response, Sense, Shape, Stroke, StrokeKind, Ui, accesskit, pos2, vec2,
};
use namelight_engine::occurrences::Occurrence;
use namelight_engine::text::{DocumentId, Revision};

use super::line::Source;
use super::paint::Decorations;
use super::row_map::Fold;
use super::rows::Row;
use super::travel::Looked;
use super::view::View;
use crate::theme::{Theme, sizes};
use crate::tips::Tip as _;

/// From the gutter's right edge to a corner's middle, in points.
const CORNER_MIDDLE: f32 = 1.0;
/// Half of a corner's longer and of its shorter side, in points.
const CORNER: (f32, f32) = (4.0, 2.0);
/// Width of a corner's line, in points.
const CORNER_LINE: f32 = 1.5;
/// Half the width in which a corner can be clicked, in points.
const CORNER_HIT: f32 = 8.0;
/// From the code to a box, in cells.
const BOX_GAP: f64 = 1.0;
/// Within a box at both sides of its words, in points.
const BOX_PADDING: f32 = 6.0;
/// What a box leaves free of its row, above and below, in points.
const BOX_FREE: f32 = 3.0;

/// What a click asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoldWish {
    /// Fold these lines away.
    Fold(Fold),
    /// Show again what the fold of this header line hides.
    Unfold(usize),
}

/// A box on the screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FoldBox {
    /// What it stands for.
    pub fold: Fold,
    /// How many counted places are lit in the hidden lines.
    pub lit: usize,
    /// How many places in the hidden lines are in the way of a new name.
    pub conflicts: usize,
    /// Where it is, in points.
    pub rect: Rect,
}

/// What is known about folds besides what is folded.
#[derive(Debug, Default)]
pub(super) struct FoldMarks {
    /// What can be folded, by its headers, and of which text state that is known.
    foldable: Arc<[Fold]>,
    stamp: Option<(DocumentId, Revision)>,
    /// Whether the pointer is where corners are shown.
    is_pointed_at: bool,
    wish: Option<FoldWish>,
    pub(super) looked: Option<Looked>,
}

impl View {
    /// Whether it would be shown what can be folded.
    #[must_use]
    pub fn wants_foldable(&self) -> bool {
        self.fold_marks.is_pointed_at
    }

    /// Hears what can be folded in a text state, sorted by headers.
    pub fn hear_foldable(&mut self, stamp: (DocumentId, Revision), foldable: &Arc<[Fold]>) {
        self.fold_marks.foldable = Arc::clone(foldable);
        self.fold_marks.stamp = Some(stamp);
    }

    /// What was clicked to be folded or unfolded; once.
    pub fn take_fold_wish(&mut self) -> Option<FoldWish> {
        self.fold_marks.wish.take()
    }

    /// Where the box of a fold may end at most whose header's code ends at a place, in points.
    pub(super) fn fold_box_end(&self, code_right: f32) -> f32 {
        // What is lit isn't known here; a number of four digits has room.
        let letters = "… 1000000 lines, 1000 lit".chars().count() as f32;
        let letter = self.metrics.cell as f32 * self.metrics.number_font.size / self.metrics.font.size;
        code_right + (BOX_GAP * self.metrics.cell) as f32 + letters * letter + 2.0 * BOX_PADDING
    }
}

/// Shows corners and boxes in these rows; gives the boxes, and where clicks aren't meant for the code.
pub(super) fn show(
    ui: &Ui,
    view: &mut View,
    source: Source<'_>,
    decorations: &Decorations<'_>,
    rows: &[Row],
    theme: &Theme,
) -> (Vec<FoldBox>, Vec<Rect>) {
    let (mut boxes, mut taken) = (Vec::new(), Vec::new());
    let Some(id) = view.interaction.id else { return (boxes, taken) };
    view.fold_marks.is_pointed_at = is_in_gutter(ui, view);
    let is_known = view.fold_marks.is_pointed_at && view.fold_marks.stamp == Some(source.stamp);
    if view.folds.is_empty() && !is_known {
        return (boxes, taken);
    }
    let foldable = if is_known { Arc::clone(&view.fold_marks.foldable) } else { Arc::default() };
    for row in rows {
        if row.piece.number == 0
            && let Some((fold, is_folded)) = fold_of(view, &foldable, row.line)
        {
            let wish = if is_folded { FoldWish::Unfold(fold.header) } else { FoldWish::Fold(fold) };
            let response = corner(ui, view, id, row, (fold, is_folded), theme);
            taken.push(response.rect);
            if response.clicked() {
                view.fold_marks.wish = Some(wish);
                ui.ctx().request_repaint();
            }
        }
        if let Some(fold) = view.folds.at_header(row.line).filter(|_| row.piece.is_last) {
            let lit = lit_within(view, source, decorations.lit, fold);
            let conflicts = within(source, decorations.beside.conflicts, fold);
            let held = FoldBox { fold, lit, conflicts, rect: Rect::NOTHING };
            let (response, rect) = draw_box(ui, view, source, id, row, held, theme);
            boxes.push(FoldBox { rect, ..held });
            if let Some(response) = response {
                taken.push(response.rect);
                if response.clicked() {
                    view.fold_marks.wish = Some(FoldWish::Unfold(fold.header));
                    ui.ctx().request_repaint();
                }
            }
        }
    }
    (boxes, taken)
}

/// Whether the pointer rests where corners are shown, with nothing over it.
fn is_in_gutter(ui: &Ui, view: &View) -> bool {
    let Some(pos) = ui.input(|input| input.pointer.hover_pos()) else { return false };
    let gutter = view.metrics.rect.with_max_x(view.metrics.text_left());
    gutter.contains(pos) && ui.ctx().layer_id_at(pos).is_none_or(|layer| layer == ui.layer_id())
}

/// What a line is the header of, and whether that is folded.
fn fold_of(view: &View, foldable: &[Fold], line: usize) -> Option<(Fold, bool)> {
    if let Some(fold) = view.folds.at_header(line) {
        return Some((fold, true));
    }
    let at = foldable.binary_search_by_key(&line, |fold| fold.header).ok()?;
    foldable.get(at).map(|fold| (*fold, false))
}

/// How many counted places are lit in what a fold hides.
fn lit_within(view: &View, source: Source<'_>, lit: &[Occurrence], fold: Fold) -> usize {
    let (start, end) = (source.line_range(fold.header).end, source.line_range(fold.last).end);
    let first = lit.partition_point(|one| one.range.start < start);
    let last = lit.partition_point(|one| one.range.start < end).max(first);
    view.overview.counted_before(last) - view.overview.counted_before(first)
}

/// How many of some places stand in what a fold hides. There are never many: whoever says why a name can't be names a few.
fn within(source: Source<'_>, places: &[std::ops::Range<usize>], fold: Fold) -> usize {
    let hidden = source.line_range(fold.header).end..source.line_range(fold.last).end;
    places.iter().filter(|place| hidden.contains(&place.start)).count()
}

/// The part of the screen that isn't covered by sticky lines.
fn free_area(view: &View) -> Rect {
    view.metrics.rect.with_min_y(view.code_top()).with_max_x(view.metrics.ruler_left())
}

fn corner(
    ui: &Ui,
    view: &View,
    id: egui::Id,
    row: &Row,
    (fold, is_folded): (Fold, bool),
    theme: &Theme,
) -> Response {
    let metrics = &view.metrics;
    let middle = pos2(metrics.gutter_right + CORNER_MIDDLE, row.top + metrics.row / 2.0);
    let hit = Rect::from_center_size(middle, vec2(2.0 * CORNER_HIT, metrics.row));
    let clip = free_area(view);
    let hit = hit.with_max_x(hit.right().min(metrics.text_left() - 1.0)).intersect(clip);
    let (from, to) = (fold.header + 2, fold.last + 1);
    let lines = if from == to { format!("line {from}") } else { format!("lines {from} to {to}") };
    let words = if is_folded { format!("Unfold {lines}") } else { format!("Fold {lines}") };
    let response = button(ui, hit, id.with(("fold corner", row.top as i32)), &words);
    let colour = match (response.hovered(), is_folded) {
        (true, _) => theme.text.primary,
        (false, true) => theme.text.secondary,
        (false, false) => theme.text.tertiary,
    };
    let (long, short) = CORNER;
    let point = |x: f32, y: f32| middle + vec2(x, y);
    let points = if is_folded {
        vec![point(-short, -long), point(short, 0.0), point(-short, long)]
    } else {
        vec![point(-long, -short), point(0.0, short), point(long, -short)]
    };
    let painter = ui.painter_at(clip.intersect(ui.clip_rect()));
    if view.left() > 0.0 {
        // Code that is scrolled sideways goes on below the corner.
        let ground = Rect::from_center_size(middle, vec2(2.0 * long + 2.0, metrics.row));
        painter.rect_filled(ground, 0.0, theme.surface.editor);
    }
    painter.add(Shape::line(points, Stroke::new(CORNER_LINE, colour)));
    ring(ui, &response, hit, theme);
    response.tip(words)
}

/// Draws the box behind a header; its button is missing where it is scrolled out.
fn draw_box(
    ui: &Ui,
    view: &View,
    source: Source<'_>,
    id: egui::Id,
    row: &Row,
    FoldBox { fold, lit, conflicts, .. }: FoldBox,
    theme: &Theme,
) -> (Option<Response>, Rect) {
    let metrics = &view.metrics;
    let count = fold.hidden().len();
    let lines = if count == 1 { "1 line".to_owned() } else { format!("{count} lines") };
    let painter = ui.painter_at(free_area(view).intersect(metrics.text_area()).intersect(ui.clip_rect()));
    let layout = |words: String, colour| painter.layout_no_wrap(words, metrics.number_font.clone(), colour);
    let mut parts = vec![(format!("… {lines}"), theme.text.secondary)];
    let mut words = format!("Unfold {lines} below line {}", fold.header + 1);
    let told = [(lit, "lit", theme.accent.text), (conflicts, "in the way", theme.status.error)];
    for (count, what, colour) in told.into_iter().filter(|(count, ..)| *count > 0) {
        if let Some((before, _)) = parts.last_mut() {
            before.push(',');
        }
        parts.push((format!(" {count} {what}"), colour));
        words.push_str(&format!(", {count} {what}"));
    }
    let parts: Vec<_> = parts.into_iter().map(|(words, colour)| (layout(words, colour), colour)).collect();
    let (width, height) = parts.iter().fold((0.0, 0.0_f32), |(width, height), (part, _)| {
        (width + part.rect.width(), height.max(part.rect.height()))
    });
    let cell = row.piece.on_row(view.lines.line(source, row.line).cell_of(row.piece.end));
    let left = view.cell_x(cell as f64 + BOX_GAP);
    let (top, bottom) = (row.top + BOX_FREE, row.top + metrics.row - BOX_FREE);
    let rect = metrics.grid.rect(left, top, left + width + 2.0 * BOX_PADDING, bottom);
    let hit = rect.expand2(vec2(0.0, BOX_FREE)).intersect(painter.clip_rect());
    let response = hit.is_positive().then(|| button(ui, hit, id.with(("fold box", row.top as i32)), &words));
    let is_hovered = response.as_ref().is_some_and(Response::hovered);
    let fill = if is_hovered { theme.surface.hover } else { theme.surface.raised };
    let radius = CornerRadius::same(sizes::RADIUS_MARK);
    let border = Stroke::new(metrics.grid.width(1.0), theme.border.popup);
    painter.rect(rect, radius, fill, border, StrokeKind::Inside);
    let mut at = pos2(rect.left() + BOX_PADDING, rect.center().y - height / 2.0);
    for (part, colour) in parts {
        let width = part.rect.width();
        painter.galley(at, part, colour);
        at.x += width;
    }
    let response = response.map(|response| {
        ring(ui, &response, rect, theme);
        response.tip(words)
    });
    (response, rect)
}

fn button(ui: &Ui, rect: Rect, id: egui::Id, words: &str) -> Response {
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| egui::WidgetInfo::labeled(accesskit::Role::Button, ui.is_enabled(), words));
    response.on_hover_cursor(CursorIcon::PointingHand)
}

fn ring(ui: &Ui, response: &Response, rect: Rect, theme: &Theme) {
    if response.has_focus() {
        let ring = Stroke::new(theme.stroke.focus, theme.focus_ring);
        ui.painter().rect_stroke(rect, CornerRadius::same(sizes::RADIUS_MARK), ring, StrokeKind::Inside);
    }
}
