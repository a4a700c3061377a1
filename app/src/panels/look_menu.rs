//! The part of the main menu that chooses how the program looks: theme and row height.

use egui::containers::menu::SubMenuButton;
use egui::{Button, Ui, vec2};

use super::{Action, MenuFacts, control};
use crate::theme::{RowHeight, Theme, ThemeChoice};

/// Width of the lists of choices, in points.
const WIDTH: f32 = 220.0;

/// Adds an entry that opens the list of themes; what was chosen.
pub(super) fn themes(ui: &mut Ui, theme: &Theme, facts: &MenuFacts<'_>) -> Option<Action> {
    let chosen = facts.theme;
    let themes = ThemeChoice::ALL.map(|choice| (choice.words(), choice == chosen, Action::SetTheme(choice)));
    choices(ui, theme, facts, "Theme", themes)
}

/// Adds an entry for each row height; what was chosen.
pub(super) fn row_heights(ui: &mut Ui, theme: &Theme, facts: &MenuFacts<'_>) -> Option<Action> {
    let mut wanted = None;
    for height in RowHeight::ALL {
        let chosen = if height == facts.row_height { " (chosen)" } else { "" };
        let response = ui.add(Button::new(format!("Row height: {}{chosen}", height.words())));
        control::focus_ring(ui, theme, &response, response.rect);
        control::reveal_focused(&response);
        if response.clicked() {
            wanted = Some(Action::SetRowHeight(height));
        }
    }
    wanted
}

/// One entry with its choices: their words, whether they are chosen, what chooses them.
fn choices<const N: usize>(
    ui: &mut Ui,
    theme: &Theme,
    facts: &MenuFacts<'_>,
    name: &str,
    choices: [(&str, bool, Action); N],
) -> Option<Action> {
    let mut wanted = None;
    let (entry, _) = SubMenuButton::new(name).ui(ui, |ui| {
        ui.set_min_width(WIDTH);
        ui.spacing_mut().button_padding = vec2(8.0, 4.0);
        ui.spacing_mut().interact_size.y = facts.row_height.list();
        ui.spacing_mut().item_spacing.y = 0.0;
        for (words, is_chosen, action) in choices {
            let words = if is_chosen { format!("{words} (chosen)") } else { words.to_owned() };
            let response = ui.add(Button::new(words));
            control::focus_ring(ui, theme, &response, response.rect);
            if response.clicked() {
                wanted = Some(action);
            }
        }
    });
    control::focus_ring(ui, theme, &entry, entry.rect);
    control::reveal_focused(&entry);
    wanted
}
