//! The box beside a name that is being renamed: what would go wrong, how many places change, and how to end it.
//!
//! It stands in free space right of the code, joined to its place by a line; where there is none, below the row.

use egui::{Area, Button, Color32, Frame, Id, Order, Rect, RichText, Stroke, Ui, pos2, vec2};

use super::icons::{self, Icon};
use super::{Action, control};
use crate::highlights::number_of;
use crate::theme::{Theme, sizes};
use crate::tips::Tip as _;

/// Width of the box, in points.
const WIDTH: f32 = 464.0;
/// From the code to the box at least, in points.
const GAP: f32 = 24.0;
/// Where words stand below those of a problem, behind its icon, and how high a line of them is, in points.
const INDENT: f32 = 24.0;
const LINE: f32 = 20.0;
/// The height that is looked at for free space, in points: of the box with all that it may say.
const HEIGHT: f32 = 164.0;
/// Between the box's edge and what stands in it, in points.
const PADDING: i8 = 16;
/// From the box to the edges of the code at least, in points.
const MARGIN: f32 = 4.0;

/// A set of places that can be renamed, too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenameOption {
    /// `3 likely`, `2 in docstrings`.
    pub words: String,
    /// The key that switches it.
    pub key: &'static str,
    /// Whether they are.
    pub is_on: bool,
}

/// What the box says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenameBox {
    /// The name as it was.
    pub old: String,
    /// Why the new name can't be.
    pub problem: Option<String>,
    /// What it would do to the program.
    pub consequence: Option<&'static str>,
    /// How many places change; none if it can't be, isn't known yet, or is the old name.
    pub places: Option<usize>,
    /// How many of them are folded away.
    pub hidden: usize,
    /// Whether any other name could be.
    pub is_possible: bool,
    /// Places that only follow from an inference.
    pub likely: Option<RenameOption>,
    /// Places where docstrings speak of the name.
    pub mentions: Option<RenameOption>,
    /// Places of objects that the file doesn't tell of.
    pub possible: Option<RenameOption>,
}

/// Where the box may stand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RenamePlace {
    /// The row of the name, from the caret to the end of its code, in points.
    pub row: Rect,
    /// The part of the view where code stands.
    pub area: Rect,
    /// The right end of the code in the rows beside which the box would stand.
    pub code_right: f32,
}

/// How high the rows are that the box covers, in points: for whoever measures the code there.
#[must_use]
pub fn rename_box_height() -> f32 {
    HEIGHT
}

/// Shows the box.
pub fn rename_box(ui: &Ui, theme: &Theme, said: &RenameBox, place: RenamePlace, actions: &mut Vec<Action>) {
    let RenamePlace { row, area, code_right } = place;
    let id = Id::unique("rename box");
    let height = ui.memory(|memory| memory.area_rect(id)).map_or(HEIGHT, |shown| shown.height());
    let width = WIDTH.min(area.width() - 2.0 * MARGIN);
    let left = (code_right + 3.0 * GAP).max(area.left() + 0.32 * area.width()).max(row.right() + 3.0 * GAP);
    let is_beside = left + WIDTH + GAP <= area.right();
    let at = if is_beside {
        pos2(left.round(), row.top().min(area.bottom() - height - MARGIN).max(area.top() + MARGIN))
    } else {
        let is_low = row.bottom() + 8.0 + height + MARGIN > area.bottom();
        let top = if is_low { row.top() - 8.0 - height } else { row.bottom() + 8.0 };
        pos2(row.left().min(area.right() - width - MARGIN).max(area.left()), top.max(area.top() + MARGIN))
    };
    let colour = if said.problem.is_some() { theme.status.error } else { theme.border.popup };
    let shown = Area::new(id).order(Order::Middle).fixed_pos(at).constrain(false).fade_in(false).show(
        ui.ctx(),
        |ui| {
            Frame::NONE
                .fill(theme.surface.raised)
                .stroke(Stroke::new(1.0, theme.border.popup))
                .corner_radius(sizes::RADIUS_POPUP)
                .inner_margin(PADDING)
                .show(ui, |ui| {
                    ui.set_width(width - 2.0 * f32::from(PADDING));
                    content(ui, theme, said, actions);
                });
        },
    );
    if is_beside {
        join(ui, row, shown.response.rect, colour);
    }
}

/// The line from the name to the box.
fn join(ui: &Ui, row: Rect, shown: Rect, colour: Color32) {
    let y = row.center().y.round() + 0.5;
    let start = pos2(row.right() + GAP / 2.0, y);
    if y < shown.top() || y > shown.bottom() || start.x >= shown.left() {
        return;
    }
    ui.painter().circle_filled(start, 2.5, colour);
    ui.painter().hline(start.x..=shown.left(), y, Stroke::new(1.0, colour));
}

fn hidden_words(count: usize) -> String {
    match count {
        0 => String::new(),
        1 => " 1 of them is folded away.".to_owned(),
        _ => format!(" {count} of them are folded away."),
    }
}

/// A sentence that stands in the middle of its line.
fn line(ui: &mut Ui, words: RichText) {
    ui.add_space(0.0);
    ui.horizontal_wrapped(|ui| ui.label(words));
}

fn content(ui: &mut Ui, theme: &Theme, said: &RenameBox, actions: &mut Vec<Action>) {
    // What follows a problem stands below its words.
    let left = if said.problem.is_some() { INDENT } else { 0.0 };
    match &said.problem {
        Some(problem) => {
            ui.scope(|ui| {
                ui.spacing_mut().interact_size.y = LINE;
                ui.spacing_mut().item_spacing.y = 4.0;
                ui.horizontal_top(|ui| {
                    let (rect, _) = ui.allocate_exact_size(vec2(16.0, LINE), egui::Sense::hover());
                    icons::draw(ui.painter(), Icon::Error, rect.center(), theme.status.error);
                    // In a narrow box the words go on below themselves.
                    ui.vertical(|ui| {
                        line(ui, RichText::new(problem).color(theme.status.error));
                        if let Some(consequence) = said.consequence {
                            line(ui, RichText::new(consequence).color(theme.text.secondary));
                        }
                    });
                });
            });
        }
        None => {
            let words = match said.places {
                Some(_) => {
                    let stays = said.possible.as_ref().is_some_and(|possible| !possible.is_on);
                    let sure = if stays { "sure " } else { "" };
                    let hidden = hidden_words(said.hidden);
                    format!("Every {sure}use of {} gets the new name.{hidden}", said.old)
                }
                None => format!("Type another name for {}.", said.old),
            };
            ui.label(RichText::new(words).color(theme.text.secondary));
        }
    }
    let options = [
        (&said.likely, Action::RenameLikely),
        (&said.mentions, Action::RenameMentions),
        (&said.possible, Action::RenamePossible),
    ];
    if options.iter().any(|(option, _)| option.is_some()) {
        ui.add_space(4.0);
        ui.horizontal_wrapped(|ui| {
            ui.add_space(left);
            for (option, action) in options {
                let Some(option) = option else { continue };
                let mut is_on = option.is_on;
                let words = format!("Also {}", option.words);
                let response = ui.checkbox(&mut is_on, words).tip(option.key);
                control::focus_ring_around(ui, theme, &response);
                if response.clicked() {
                    actions.push(action);
                }
            }
        });
    }
    ui.add_space(8.0);
    ui.horizontal_wrapped(|ui| {
        ui.add_space(left);
        let keep = format!("Keep {}", said.old);
        if ui.add(Button::new(keep).shortcut_text("Esc")).clicked() {
            actions.push(Action::CancelRename);
        }
        if said.is_possible {
            let words = match said.places {
                Some(places) => format!("Rename {}", number_of(places, "place")),
                None => "Rename".to_owned(),
            };
            let button = Button::new(words).shortcut_text("Enter");
            if ui.add_enabled(said.places.is_some(), button).clicked() {
                actions.push(Action::TakeRename);
            }
        }
    });
}
