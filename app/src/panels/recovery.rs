//! The bar that offers texts that dead windows have left: a row for each, with what can be done about it.

use egui::{
    Align, Button, Frame, Label, Layout, Margin, Rect, RichText, Role, Stroke, Ui, UiBuilder, WidgetInfo,
    vec2,
};

use super::icons::{self, Icon};
use super::{Action, control};
use crate::theme::{Theme, sizes};

/// Height of a line, in points: a control and the space below it.
const LINE: f32 = sizes::CONTROL + 4.0;

/// Above and below all rows, in points.
const MARGIN: f32 = 4.0;

/// In a narrower bar the buttons stand below the words, in points.
const WIDE: f32 = 900.0;

/// Width of a button, in points, and between two.
const BUTTON: f32 = 84.0;
const GAP: f32 = 8.0;

/// Width of all four buttons.
const BUTTONS: f32 = 4.0 * BUTTON + 3.0 * GAP;

/// So many rows are shown at most; the code needs the room.
const MOST: usize = 3;

/// What can be done about a kept text; the number tells which.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecoveryAction {
    /// Look for kept texts, and go to the bar.
    Look,
    /// Take the text into its file's tab, as an unsaved change.
    Restore(u64),
    /// Show how it differs from its file.
    Compare(u64),
    /// Remove it.
    Discard(u64),
    /// Keep it for another start.
    Later(u64),
}

/// One kept text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecoveryRow {
    /// Which one.
    pub number: u64,
    /// What the text was called.
    pub title: String,
    /// What there is to know of it, in a sentence.
    pub words: String,
    /// Whether restoring it is no simple matter: its file has changed, or its end is lost.
    pub is_doubtful: bool,
}

/// The rows that are shown, and how many more there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecoveryBar {
    rows: Vec<RecoveryRow>,
    more: usize,
}

impl RecoveryBar {
    /// The bar for these texts.
    #[must_use]
    pub fn new(mut rows: Vec<RecoveryRow>) -> Self {
        let more = rows.len().saturating_sub(MOST);
        rows.truncate(MOST);
        Self { rows, more }
    }

    /// What tells a row's buttons from those of others: its title, and a number if it isn't the first of that title.
    fn name(&self, at: usize) -> String {
        let title = self.rows.get(at).map(|row| row.title.clone()).unwrap_or_default();
        match self.rows.iter().take(at).filter(|other| other.title == title).count() {
            0 => title,
            before => format!("{title}, {}", before + 1),
        }
    }

    /// The height that it takes in a window of this width, both in points; 0 if there is nothing to offer.
    #[must_use]
    pub fn height(&self, width: f32) -> f32 {
        if self.rows.is_empty() {
            return 0.0;
        }
        let lines = self.rows.len() * if width < WIDE { 2 } else { 1 } + usize::from(self.more > 0);
        lines as f32 * LINE + 2.0 * MARGIN
    }

    /// Draws the bar into all of `ui`. The keyboard goes to its first button if it is wanted there; whether it is in the
    /// bar.
    pub fn show(&self, ui: &mut Ui, theme: &Theme, takes_keyboard: bool, actions: &mut Vec<Action>) -> bool {
        if self.rows.is_empty() {
            return false;
        }
        let mut has_keyboard = false;
        let whole = ui.max_rect();
        ui.painter().rect_filled(whole, 0.0, theme.surface.panel);
        ui.painter().hline(whole.x_range(), whole.bottom() - 0.5, Stroke::new(1.0, theme.surface.hairline));
        let margin = Margin { left: 20, right: 12, top: MARGIN as i8, bottom: 0 };
        Frame::NONE.inner_margin(margin).show(ui, |ui| {
            ui.spacing_mut().item_spacing = vec2(8.0, 0.0);
            for (at, row) in self.rows.iter().enumerate() {
                let is_first = takes_keyboard && at == 0;
                has_keyboard |=
                    draw_row(ui, theme, row, &self.name(at), (whole.width() < WIDE, is_first), actions);
            }
            if self.more > 0 {
                let texts = if self.more == 1 { "text was" } else { "texts were" };
                let words = format!("{} more {texts} kept.", self.more);
                let line = line(ui);
                let inner = line.with_min_x(line.left() + sizes::ICON + 8.0);
                let layout = Layout::left_to_right(Align::Center);
                let mut ui =
                    ui.new_child(UiBuilder::new().id_salt("more kept").max_rect(inner).layout(layout));
                ui.label(RichText::new(words).color(theme.text.secondary));
            }
        });
        has_keyboard
    }
}

/// The place of the next line.
fn line(ui: &mut Ui) -> Rect {
    let (line, _) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), egui::Sense::hover());
    line.with_max_y(line.top() + sizes::CONTROL)
}

/// Draws a row; whether the keyboard is in it.
fn draw_row(
    ui: &mut Ui,
    theme: &Theme,
    row: &RecoveryRow,
    name: &str,
    (is_narrow, takes_keyboard): (bool, bool),
    actions: &mut Vec<Action>,
) -> bool {
    let first = line(ui);
    let (icon, colour) = match row.is_doubtful {
        true => (Icon::Warn, theme.status.warn),
        false => (Icon::Info, theme.status.info),
    };
    icons::draw(ui.painter(), icon, first.left_center() + vec2(sizes::ICON / 2.0, 0.0), colour);
    let inner = first.with_min_x(first.left() + sizes::ICON + 8.0);
    let (place, buttons) = if is_narrow {
        (inner, line(ui).with_min_x(inner.left()))
    } else {
        let split = inner.right() - BUTTONS;
        (inner.with_max_x(split - 12.0), inner.with_min_x(split))
    };
    words(ui, theme, row, place);
    ways(ui, theme, row, name, (buttons, takes_keyboard), actions)
}

fn words(ui: &mut Ui, theme: &Theme, row: &RecoveryRow, place: Rect) {
    let mut ui = ui.new_child(
        UiBuilder::new()
            .id_salt(("kept words", row.number))
            .max_rect(place)
            .layout(Layout::left_to_right(Align::Center)),
    );
    ui.add(Label::new(RichText::new(&row.words).color(theme.text.primary)).truncate());
}

/// Draws what can be done about a text, the safest first, which takes the keyboard if it is wanted; whether one of them
/// has it.
fn ways(
    ui: &mut Ui,
    theme: &Theme,
    row: &RecoveryRow,
    name: &str,
    (place, mut takes_keyboard): (Rect, bool),
    actions: &mut Vec<Action>,
) -> bool {
    let number = row.number;
    let restore = ("Restore", "Restore the unsaved text of", RecoveryAction::Restore(number));
    let compare = ("Compare", "Compare with its file the unsaved text of", RecoveryAction::Compare(number));
    let discard = ("Discard", "Discard the unsaved text of", RecoveryAction::Discard(number));
    let later = ("Later", "Keep for later the unsaved text of", RecoveryAction::Later(number));
    let ways = match row.is_doubtful {
        true => [compare, restore, discard, later],
        false => [restore, compare, discard, later],
    };
    let mut ui = ui.new_child(
        UiBuilder::new()
            .id_salt(("kept ways", number))
            .max_rect(place)
            .layout(Layout::left_to_right(Align::Center)),
    );
    ui.spacing_mut().item_spacing.x = GAP;
    let mut has_keyboard = false;
    for (words, spoken, action) in ways {
        let shown = ui.add(Button::new(words).min_size(vec2(BUTTON, sizes::CONTROL)));
        let spoken = format!("{spoken} {name}");
        shown.widget_info(|| WidgetInfo::labeled(Role::Button, true, &spoken));
        if shown.clicked() {
            actions.push(Action::Recovery(action));
        }
        if std::mem::take(&mut takes_keyboard) {
            shown.request_focus();
        }
        control::focus_ring(&ui, theme, &shown, shown.rect);
        has_keyboard |= shown.has_focus();
    }
    has_keyboard
}
