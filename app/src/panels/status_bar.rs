//! The status bar: what is lit, in words, and where the cursor is.

use egui::accesskit::Live;
use egui::{FontFamily, FontId, Id, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::icons::{self, Icon};
use super::pieces::{Piece, Pieces};
use crate::highlights::Words;
use crate::theme::{Theme, sizes};

/// What is under way, in its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Whether something can't be done.
    pub is_problem: bool,
    /// What it is.
    pub lead: String,
    /// What more there is to say.
    pub rest: Vec<String>,
}

impl std::fmt::Display for Sentence {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.lead)?;
        self.rest.iter().try_for_each(|part| write!(f, " · {part}"))
    }
}

/// What the status bar shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusBar {
    /// The sentence about the lit name; none when nothing is lit.
    pub words: Option<Words>,
    /// What is under way, and said instead of the name.
    pub sentence: Option<Sentence>,
    /// Line and column of the cursor, from 1, the column in characters.
    pub position: (usize, usize),
    /// How many cursors there are.
    pub cursors: usize,
    /// How many characters they have selected together.
    pub selected: usize,
    /// What follows, from left to right: `Python`, `UTF-8, LF`, `4 spaces`.
    pub facts: Vec<String>,
}

/// Where the sentence stands, in points from the window's left edge.
const TEXT_LEFT: f32 = 40.0;
/// The dot's centre, in points from the window's left edge.
const DOT_AT: f32 = 26.0;
/// Between two facts, in points.
const GAP: f32 = 20.0;
/// From the last fact to the window's right edge, in points.
const MARGIN: f32 = 12.0;

/// Shows the status bar in all of `ui`; which of the facts there was room for, and where their words stand.
pub fn status_bar(ui: &mut Ui, theme: &Theme, bar: &StatusBar) -> Vec<(usize, Rect)> {
    let whole = ui.max_rect();
    ui.painter().rect_filled(whole, 0.0, theme.surface.window);
    if theme.border.bar != theme.surface.window {
        let line = Stroke::new(1.0, theme.border.bar);
        ui.painter().hline(whole.x_range(), whole.top() + 0.5, line);
    }
    let y = whole.center().y;
    let painter = ui.painter();
    let is_problem = bar.sentence.as_ref().is_some_and(|sentence| sentence.is_problem);
    let dot = pos2(whole.left() + DOT_AT, y);
    match is_problem {
        true => icons::draw(painter, Icon::Error, dot, theme.status.error),
        false => icons::status_dot(painter, theme, dot, bar.words.is_some()),
    }
    let words = match &bar.sentence {
        Some(said) => under_way(theme, said),
        None => sentence(theme, bar.words.as_ref()),
    };
    // Facts give way to the sentence when the window is narrow, the least important first; only the place of the cursor
    // doesn't.
    let mut right = whole.right() - MARGIN;
    let about_cursor = cursor_words(bar);
    let font = sizes::interface_font(sizes::FONT_STATUS);
    let piece = |text| Piece { text, font: font.clone(), colour: theme.text.tertiary };
    // A key changes the column, and seldom the line.
    let by_words = about_cursor.iter().map(|fact| fact.split_inclusive(' ').map(piece).collect());
    let facts = by_words.chain(bar.facts.iter().map(|fact| vec![piece(fact)]));
    let mut facts: Vec<Pieces> = facts.map(|fact: Vec<Piece<'_>>| Pieces::of(painter, &fact)).collect();
    let left = whole.left() + TEXT_LEFT;
    let place = facts.first().map_or(0.0, |place| place.width() + GAP);
    let words = Pieces::within(painter, &words, (right - place - left).max(0.0));
    let words_end = words.draw(painter, pos2(left, y));
    let width = |facts: &[Pieces]| -> f32 { facts.iter().map(|fact| fact.width() + GAP).sum() };
    while facts.len() > 1 && right - width(&facts) < words_end {
        facts.pop();
    }
    let mut places = Vec::new();
    for (index, fact) in facts.into_iter().enumerate().rev() {
        let start = pos2(right - fact.width(), y);
        fact.draw(painter, start);
        let place =
            Rect::from_center_size(pos2((start.x + right) / 2.0, y), vec2(fact.width(), fact.height()));
        right = start.x - GAP;
        places.extend(index.checked_sub(about_cursor.len()).map(|fact| (fact, place)));
    }

    let said = match (&bar.sentence, &bar.words) {
        (Some(sentence), _) => sentence.to_string(),
        (None, Some(words)) => words.to_string(),
        (None, None) => NOTHING.to_owned(),
    };
    // What is lit is read out when it changes; where the cursor is only when somebody asks.
    let id = Id::unique("status text");
    ui.interact(whole.with_max_x(words_end), id, Sense::hover())
        .widget_info(|| WidgetInfo::labeled(Role::Status, true, &said));
    ui.ctx().accesskit_node_builder(id, |node| node.set_live(Live::Polite));
    let place = about_cursor.join(", ");
    ui.interact(whole.with_min_x(right.max(words_end)), Id::unique("status place"), Sense::hover())
        .widget_info(|| WidgetInfo::labeled(Role::Label, true, &place));
    places
}

/// Between two parts of a sentence.
const BETWEEN: &str = "  ·  ";

/// What is said when nothing is lit.
const NOTHING: &str = "No name under the cursor";

/// `Line 35, column 14`, `3 cursors`, `28 characters selected`, as far as there is something to say.
fn cursor_words(bar: &StatusBar) -> Vec<String> {
    let (line, column) = bar.position;
    let mut words = vec![format!("Line {line}, column {column}")];
    if bar.cursors > 1 {
        words.push(format!("{} cursors", bar.cursors));
    }
    match bar.selected {
        0 => {}
        1 => words.push("1 character selected".to_owned()),
        count => words.push(format!("{count} characters selected")),
    }
    words
}

/// `Cannot rename to count · the name is taken · nothing has changed yet`.
fn under_way<'a>(theme: &Theme, sentence: &'a Sentence) -> Vec<Piece<'a>> {
    let font = sizes::interface_font(sizes::FONT_STATUS);
    let piece = |text, colour| Piece { text, font: font.clone(), colour };
    let lead = if sentence.is_problem { theme.status.error } else { theme.text.primary };
    let parts = sentence.rest.iter();
    let rest =
        parts.flat_map(|part| [piece(BETWEEN, theme.text.tertiary), piece(part, theme.text.secondary)]);
    std::iter::once(piece(&sentence.lead, lead)).chain(rest).collect()
}

/// `total · parameter of mean() · 15 uses, 2 writes`, with the name in the code's font and the light's colour.
fn sentence<'a>(theme: &Theme, words: Option<&'a Words>) -> Vec<Piece<'a>> {
    let font = sizes::interface_font(sizes::FONT_STATUS);
    let piece = |text, colour| Piece { text, font: font.clone(), colour };
    let Some(words) = words else { return vec![piece(NOTHING, theme.text.tertiary)] };
    let code = FontId::new(sizes::FONT_STATUS, FontFamily::Monospace);
    let parts = [&words.scope, &words.counts].into_iter().chain(&words.doubt);
    // Of `15 uses, 2 writes` a key changes one word, and of `local in mean()` a move.
    let by_words = |part: &'a String| part.split_inclusive(' ').map(|word| piece(word, theme.text.secondary));
    let rest =
        parts.flat_map(|part| std::iter::once(piece(BETWEEN, theme.text.tertiary)).chain(by_words(part)));
    let name = Piece { text: &words.name, font: code, colour: theme.accent.text };
    std::iter::once(name).chain(rest).collect()
}
