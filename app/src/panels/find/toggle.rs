//! The switches at the right of the find field.

use egui::{Align2, CornerRadius, Id, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::super::{Action, control};
use super::{FindAction, FindFacts};
use crate::theme::{Theme, sizes};
use crate::tips::Tip as _;

/// How much of the field they take, in points.
pub(super) const WIDTH: f32 = 160.0;
/// Their height, between two of them, and round their words, in points.
const HEIGHT: f32 = 24.0;
const GAP: f32 = 4.0;
const PADDING: f32 = 6.0;

/// Shows all of them at the right end of the field's place; whether one has the keyboard.
pub(super) fn all(
    ui: &Ui,
    theme: &Theme,
    field: Rect,
    facts: &FindFacts<'_>,
    actions: &mut Vec<Action>,
) -> bool {
    let toggles = [
        ("Aa", "Match case", FindAction::ToggleCase, facts.is_case_sensitive, true),
        ("word", "Whole words", FindAction::ToggleWord, facts.is_whole_word, true),
        (".*", "Regular expression", FindAction::ToggleRegex, facts.is_regex, true),
        (
            "sel",
            "Only in the selection",
            FindAction::ToggleSelection,
            facts.is_in_selection,
            facts.can_be_in_selection,
        ),
    ];
    let font = sizes::number_font(sizes::FONT_LABEL);
    let width = |words: &str| {
        let galley = ui.painter().layout_no_wrap(words.to_owned(), font.clone(), theme.text.primary);
        (galley.size().x + 2.0 * PADDING).round().max(sizes::HIT)
    };
    let total: f32 = toggles.iter().map(|(words, ..)| width(words) + GAP).sum();
    let mut left = field.right() - total;
    let mut has_focus = false;
    for (words, name, action, is_on, is_enabled) in toggles {
        let size = vec2(width(words), HEIGHT);
        let rect = Rect::from_min_size(pos2(left, field.center().y - HEIGHT / 2.0), size);
        left = rect.right() + GAP;
        let sense = if is_enabled { Sense::click() } else { Sense::hover() };
        let response = ui.interact(rect, Id::unique(("find toggle", name)), sense);
        response.widget_info(|| WidgetInfo::selected(Role::CheckBox, is_enabled, is_on, name));
        let keys = facts.keymap.words(&Action::Find(action));
        let response = response.tip(format!("{name} ({keys})"));
        if is_on {
            // On: raised, with a line below, as no colour says alone.
            let radius = CornerRadius::same(sizes::RADIUS_CONTROL);
            ui.painter().rect_filled(rect, radius, theme.surface.pressed);
            let line = Rect::from_min_max(
                pos2(rect.left() + 2.0, rect.bottom() - 2.0),
                rect.right_bottom() - vec2(2.0, 0.0),
            );
            ui.painter().rect_filled(line, 0.0, theme.focus_ring);
        } else if is_enabled {
            control::hover_fill(ui, theme, &response, rect);
        }
        let colour = match (is_enabled, is_on) {
            (false, _) => theme.text.disabled,
            (true, true) => theme.text.primary,
            (true, false) => theme.text.tertiary,
        };
        ui.painter().text(rect.center(), Align2::CENTER_CENTER, words, font.clone(), colour);
        control::focus_ring(ui, theme, &response, rect);
        has_focus |= response.has_focus();
        if response.clicked() {
            actions.push(Action::Find(action));
        }
    }
    has_focus
}
