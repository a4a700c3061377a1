//! The status bar's buttons for how the file is written: its encoding, its line endings and its indentation, each with a menu.

use egui::{Align2, Button, Id, Popup, Rect, RectAlign, Response, Ui, vec2};

use super::{Action, EncodingAction, RowHeight, control};
use crate::document::{IndentUnit, LineEnding};
use crate::files::LineBreaks;
use crate::theme::{Theme, sizes};

/// Width of the menus, in points.
const WIDTH: f32 = 280.0;

/// From the words of a button to its edges, in points.
const BESIDE: f32 = 6.0;
/// The same where another button stands as close as two words do.
const BETWEEN: f32 = 2.0;

/// How the file is written, and how that is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileStyle {
    /// One level of indentation.
    pub unit: IndentUnit,
    /// What a new line ends with.
    pub ending: LineEnding,
    /// How the lines end that there are.
    pub breaks: LineBreaks,
    /// How the encoding is called.
    pub encoding: String,
    /// How high the rows of menus are.
    pub row_height: RowHeight,
}

/// Words of the status bar and where they stand.
pub type StatusFact<'a> = (Rect, &'a str);

/// The units that can be chosen.
const UNITS: [IndentUnit; 3] = [IndentUnit::Spaces(2), IndentUnit::Spaces(4), IndentUnit::Tab];

/// `4 spaces`, `1 space`, `Tabs`.
#[must_use]
pub fn indent_words(unit: IndentUnit) -> String {
    match unit {
        IndentUnit::Tab => "Tabs".to_owned(),
        IndentUnit::Spaces(1) => "1 space".to_owned(),
        IndentUnit::Spaces(count) => format!("{count} spaces"),
    }
}

/// `LF`, `CRLF`.
#[must_use]
pub fn line_ending_words(ending: LineEnding) -> &'static str {
    match ending {
        LineEnding::Lf => "LF",
        LineEnding::CrLf => "CRLF",
    }
}

/// `LF`, or `mixed line ends` where the lines end in several ways.
fn breaks_words(ending: LineEnding, breaks: LineBreaks) -> &'static str {
    match breaks {
        _ if breaks.kinds() > 1 => "mixed line ends",
        LineBreaks { cr: 1.., .. } => "CR",
        LineBreaks { lf: 1.., .. } => "LF",
        LineBreaks { crlf: 1.., .. } => "CRLF",
        _ => line_ending_words(ending),
    }
}

/// What the status bar says about encoding and line ends: `UTF-8, LF`.
#[must_use]
pub fn spelling_words(encoding: &str, ending: LineEnding, breaks: LineBreaks) -> String {
    format!("{encoding}, {}", breaks_words(ending, breaks))
}

/// `mixed, 12 LF and 3 CRLF`, or as the status bar has it.
fn all_breaks(style: &FileStyle) -> String {
    let LineBreaks { lf, crlf, cr } = style.breaks;
    if style.breaks.kinds() < 2 {
        return breaks_words(style.ending, style.breaks).to_owned();
    }
    let kinds = [(lf, "LF"), (crlf, "CRLF"), (cr, "CR")].into_iter().filter(|(count, _)| *count > 0);
    let parts: Vec<String> = kinds.map(|(count, kind)| format!("{count} {kind}")).collect();
    format!("mixed, {}", parts.join(" and "))
}

/// Makes buttons of the words for encoding, line ending and indentation, which stand in these places.
pub fn style_buttons(
    ui: &Ui,
    theme: &Theme,
    style: &FileStyle,
    (spelling, indentation): (Option<StatusFact<'_>>, Option<StatusFact<'_>>),
    actions: &mut Vec<Action>,
) {
    let halves = spelling.and_then(|place| halves(ui, theme, place));
    if let Some((place, _)) = halves {
        let name = format!("Encoding: {}", style.encoding);
        let button =
            button(ui, theme, place, (BESIDE, BETWEEN), (&name, "Choose how characters are written"));
        menu(ui, &button, "Encoding", theme, style, encodings, actions);
    }
    if let Some((_, place)) = halves {
        let name = format!("Line endings: {}", all_breaks(style));
        let button = button(ui, theme, place, (BETWEEN, BESIDE), (&name, "Choose how lines end"));
        menu(ui, &button, "Line endings", theme, style, || endings(style), actions);
    }
    if let Some(place) = indentation {
        let name = format!("Indentation: {}", indent_words(style.unit));
        let tooltip = "Choose or convert the indentation";
        let button = button(ui, theme, place, (BESIDE, BESIDE), (&name, tooltip));
        menu(ui, &button, "Indentation", theme, style, || indentations(style), actions);
    }
}

/// Entries of a menu: words and what they do. Those before the line and those behind it.
type Entries = (Vec<(String, Action)>, Vec<(String, Action)>);

/// The places of `UTF-8,` and of `LF` in `UTF-8, LF`.
fn halves<'a>(
    ui: &Ui,
    theme: &Theme,
    (rect, words): StatusFact<'a>,
) -> Option<(StatusFact<'a>, StatusFact<'a>)> {
    let (encoding, ending) = words.split_at_checked(words.find(", ")? + 1)?;
    let ending = ending.trim_start();
    let width = |words: &str| {
        let font = sizes::interface_font(sizes::FONT_STATUS);
        ui.painter().layout_no_wrap(words.to_owned(), font, theme.text.tertiary).size().x
    };
    let left = rect.with_max_x(rect.left() + width(encoding));
    Some(((left, encoding), (rect.with_min_x(rect.right() - width(ending)), ending)))
}

fn encodings() -> Entries {
    let entry = |words: &str, action| (words.to_owned(), Action::Encoding(action));
    let first = entry("Reopen with encoding", EncodingAction::ChooseToReopen);
    (vec![first, entry("Save with encoding", EncodingAction::ChooseToSave)], Vec::new())
}

fn endings(style: &FileStyle) -> Entries {
    let entry = |(ending, words): (LineEnding, &str)| {
        let is_chosen = line_ending_words(ending) == breaks_words(style.ending, style.breaks);
        let chosen = if is_chosen { " (chosen)" } else { "" };
        (format!("{words}{chosen}"), Action::ConvertLineEndings(ending))
    };
    let all = [(LineEnding::Lf, "LF, as on Linux and macOS"), (LineEnding::CrLf, "CRLF, as on Windows")];
    (all.into_iter().map(entry).collect(), Vec::new())
}

fn indentations(style: &FileStyle) -> Entries {
    let words = |unit: IndentUnit| indent_words(unit).to_lowercase();
    let choose = |unit: IndentUnit| {
        let chosen = if unit == style.unit { " (chosen)" } else { "" };
        (format!("Indent with {}{chosen}", words(unit)), Action::SetIndentUnit(unit))
    };
    let convert = |unit| (format!("Convert the text to {}", words(unit)), Action::ConvertIndentation(unit));
    (UNITS.map(choose).into(), UNITS.map(convert).into())
}

/// A button over words that are drawn already; they are drawn again over what shows that it can be pressed.
fn button(
    ui: &Ui,
    theme: &Theme,
    (words_at, words): StatusFact<'_>,
    (left, right): (f32, f32),
    (name, tooltip): (&str, &str),
) -> Response {
    let rect = words_at.with_min_x(words_at.left() - left).with_max_x(words_at.right() + right);
    let rect =
        rect.with_min_y(rect.center().y - sizes::HIT / 2.0).with_max_y(rect.center().y + sizes::HIT / 2.0);
    let response = control::button(ui, rect, Id::unique(("file style", tooltip)), name, tooltip);
    if response.hovered() || response.has_focus() {
        control::hover_fill(ui, theme, &response, rect);
        let font = sizes::interface_font(sizes::FONT_STATUS);
        let galley = ui.painter().layout_no_wrap(words.to_owned(), font, theme.text.primary);
        let place = Align2::LEFT_CENTER.anchor_size(words_at.left_center(), galley.size());
        ui.painter().galley(place.min.round(), galley, theme.text.primary);
    }
    control::focus_ring(ui, theme, &response, rect);
    response
}

fn menu(
    ui: &Ui,
    button: &Response,
    name: &str,
    theme: &Theme,
    style: &FileStyle,
    entries: impl FnOnce() -> Entries,
    actions: &mut Vec<Action>,
) {
    let opens_by_key = button.clicked() && !ui.input(|input| input.pointer.any_released());
    Popup::menu(button).align(RectAlign::TOP_END).accessible_name(name).width(WIDTH).show(|ui| {
        ui.set_min_width(WIDTH);
        ui.spacing_mut().button_padding = vec2(8.0, 4.0);
        ui.spacing_mut().interact_size.y = style.row_height.list();
        ui.spacing_mut().item_spacing.y = 0.0;
        let (first, second) = entries();
        let divides_at = first.len();
        for (index, (words, action)) in first.into_iter().chain(second).enumerate() {
            if index == divides_at {
                ui.separator();
            }
            let response = ui.add(Button::new(words));
            if index == 0 && opens_by_key {
                response.request_focus();
            }
            control::focus_ring(ui, theme, &response, response.rect);
            if response.clicked() {
                actions.push(action);
                ui.close();
            }
        }
    });
}
