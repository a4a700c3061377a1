//! The list of names to go on with, below the one that is being typed.
//!
//! It never has the keyboard, which stays in the code. What sort of thing a name is, a letter in a form says, and words.

use egui::accesskit::Live;
use egui::{
    Align2, Area, CornerRadius, FontFamily, FontId, Id, Order, Painter, Pos2, Rect, Role, Sense, Shape,
    Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};
use namelight_engine::occurrences::{Candidate, CandidateKind};

use super::{Action, NamesAction};
use crate::completing::Session;
use crate::highlights::number_of;
use crate::theme::{Theme, sizes};

/// Width of the list, in points.
const WIDTH: f32 = 420.0;
/// From the list's edge to its rows, in points.
const PADDING: f32 = 4.0;
/// Where names stand in a row, in points from the list's edge.
const NAME_LEFT: f32 = 34.0;
/// Where the sign's middle stands.
const SIGN_AT: f32 = 18.0;
/// Half the side of a sign.
const SIGN: f32 = 8.0;
/// At least so much is left for a name beside its words.
const LEAST_NAME: f32 = 160.0;
/// Height of what is said below the rows.
const NOTE: f32 = 22.0;

/// Where the list may stand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SuggestionsPlace {
    /// The upper left corner of the word's first letter, in points.
    pub word: Pos2,
    /// How high a row of code is.
    pub row: f32,
    /// The part of the view where code stands.
    pub area: Rect,
    /// How high a row of the list is.
    pub list_row: f32,
}

/// Shows the list; by how many rows the wheel has moved it.
pub fn suggestions(
    ui: &Ui,
    theme: &Theme,
    session: &Session,
    place: SuggestionsPlace,
    actions: &mut Vec<Action>,
) -> isize {
    let rows = session.rows();
    let note = if session.is_whole() { 0.0 } else { NOTE };
    let size = vec2(WIDTH.min(place.area.width()), rows.len() as f32 * place.list_row + note + 2.0 * PADDING);
    let rect = Rect::from_min_size(corner(place, size), size);
    let area = Area::new(Id::unique("suggestions"))
        .order(Order::Middle)
        .fixed_pos(rect.min)
        .default_size(size)
        .constrain(false)
        .fade_in(false);
    let shown = area.show(ui.ctx(), |ui| {
        ui.allocate_rect(rect, Sense::hover());
        content(ui, theme, session, rect, place.list_row, actions);
        let is_over = ui.rect_contains_pointer(rect);
        ui.input(|input| if is_over { input.smooth_scroll_delta().y } else { 0.0 })
    });
    let scrolled = -shown.inner / place.list_row;
    if scrolled.abs() < f32::EPSILON { 0 } else { (scrolled + scrolled.signum() * 0.5).round() as isize }
}

/// Below the word, so that the names stand under it; above it where there is no room below.
fn corner(place: SuggestionsPlace, size: egui::Vec2) -> Pos2 {
    let SuggestionsPlace { word, row, area, .. } = place;
    let left = (word.x - NAME_LEFT).min(area.right() - size.x).max(area.left());
    let below = word.y + row + 2.0;
    let above = word.y - 2.0 - size.y;
    let is_low = below + size.y > area.bottom() && above >= area.top();
    pos2(left.round(), if is_low { above } else { below }.round())
}

fn content(
    ui: &mut Ui,
    theme: &Theme,
    session: &Session,
    rect: Rect,
    row_height: f32,
    actions: &mut Vec<Action>,
) {
    let line = Stroke::new(1.0, theme.border.popup);
    let radius = CornerRadius::same(sizes::RADIUS_POPUP);
    ui.painter().rect(rect, radius, theme.surface.raised, line, StrokeKind::Inside);
    let list = ui.interact(rect, Id::unique("suggestion list"), Sense::hover());
    let count = number_of(session.shown().len(), "suggestion");
    list.widget_info(|| WidgetInfo::labeled(Role::ListBox, true, format!("Suggestions, {count}")));
    for (step, index) in session.rows().enumerate() {
        let Some(candidate) = session.shown().get(index) else { continue };
        let top = rect.top() + PADDING + step as f32 * row_height;
        let at = Rect::from_min_max(pos2(rect.left() + 1.0, top), pos2(rect.right() - 1.0, top + row_height));
        let is_selected = session.selected() == Some(index);
        let response = ui.interact(at, Id::unique(("suggestion", step)), Sense::click());
        let said = spoken(candidate);
        response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, is_selected, &said));
        row(ui, theme, at, candidate, is_selected, response.hovered());
        if response.clicked() {
            actions.push(Action::Names(NamesAction::Take(index)));
        }
    }
    if !session.is_whole() {
        let at = pos2(rect.left() + NAME_LEFT, rect.bottom() - PADDING - NOTE / 2.0);
        let font = sizes::interface_font(sizes::FONT_LABEL);
        ui.painter().text(at, Align2::LEFT_CENTER, NOT_WHOLE, font, theme.text.tertiary);
    }
    // What would be taken is read out when it changes.
    let chosen = session.shown().get(session.selected().unwrap_or(0));
    let said = chosen.map(|one| format!("{count}: {}", spoken(one))).unwrap_or_default();
    let id = Id::unique("suggestion status");
    ui.interact(rect.with_max_y(rect.top()), id, Sense::hover())
        .widget_info(|| WidgetInfo::labeled(Role::Status, true, &said));
    ui.ctx().accesskit_node_builder(id, |node| node.set_live(Live::Polite));
}

/// What is said while the file isn't read to its end.
const NOT_WHOLE: &str = "The file is still being read, there may be more";

/// `total, local of mean()`.
fn spoken(candidate: &Candidate) -> String {
    format!("{}, {}", candidate.text, candidate.words)
}

fn row(ui: &Ui, theme: &Theme, at: Rect, candidate: &Candidate, is_selected: bool, is_hovered: bool) {
    let painter = ui.painter_at(at);
    if is_selected {
        painter.rect_filled(at, 0.0, theme.surface.row_selected);
        let bar = Rect::from_min_max(at.min, pos2(at.left() + 2.0, at.bottom()));
        painter.rect_filled(bar, 0.0, theme.focus_ring);
    } else if is_hovered {
        painter.rect_filled(at, 0.0, theme.surface.hover);
    }
    let y = at.center().y.round();
    sign(&painter, theme, candidate.kind, pos2(at.left() + SIGN_AT - 1.0, y));
    let font = sizes::interface_font(sizes::FONT_LABEL);
    let words = painter.layout_no_wrap(candidate.words.to_string(), font, theme.text.secondary);
    let name = painter.layout_no_wrap(candidate.text.to_string(), sizes::code_font(), theme.text.primary);
    let left = at.left() + NAME_LEFT - 1.0;
    let right = at.right() - 12.0;
    // A name is more than what is said of it, but never all there is.
    let least = (left + LEAST_NAME).min(left + name.size().x);
    let words_left = (right - words.size().x).max(least + 16.0);
    let name_at = pos2(left, y - name.size().y / 2.0).round();
    painter.with_clip_rect(at.with_max_x(words_left - 12.0)).galley(name_at, name, theme.text.primary);
    let words_at = pos2(words_left, y - words.size().y / 2.0).round();
    painter.with_clip_rect(at.with_max_x(right)).galley(words_at, words, theme.text.secondary);
}

/// A letter in a form: what is called stands in a circle, a class in a square, a value alone, a word of Python's own
/// over a line.
fn sign(painter: &Painter, theme: &Theme, kind: CandidateKind, centre: Pos2) {
    let line = Stroke::new(1.0, theme.text.tertiary);
    let square = Rect::from_center_size(centre, vec2(2.0 * SIGN, 2.0 * SIGN)).shrink(0.5);
    let letter = match kind {
        CandidateKind::Function | CandidateKind::Method => {
            painter.circle_stroke(centre, SIGN - 0.5, line);
            "f"
        }
        CandidateKind::Class => {
            painter.rect_stroke(square, 2.0, line, StrokeKind::Inside);
            "C"
        }
        CandidateKind::Import => {
            let ends = [vec2(0.0, -SIGN), vec2(SIGN, 0.0), vec2(0.0, SIGN), vec2(-SIGN, 0.0)];
            painter.add(Shape::closed_line(ends.map(|end| centre + end).to_vec(), line));
            "i"
        }
        CandidateKind::Builtin => {
            painter.hline(square.x_range(), square.bottom(), line);
            "b"
        }
        CandidateKind::Keyword => {
            painter.hline(square.x_range(), square.bottom(), line);
            "k"
        }
        CandidateKind::Argument => "=",
        CandidateKind::Parameter => "p",
        CandidateKind::Variable => "v",
        CandidateKind::Attribute => "a",
    };
    let font = FontId::new(sizes::FONT_AXIS, FontFamily::Monospace);
    painter.text(centre, Align2::CENTER_CENTER, letter, font, theme.text.secondary);
}
