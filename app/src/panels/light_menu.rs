//! The part of the main menu that says what of the light is shown.

use egui::containers::menu::{MenuConfig, SubMenuButton};
use egui::{PopupCloseBehavior, Ui, vec2};

use super::{Action, MenuFacts, control};
use crate::highlights::Part;
use crate::theme::Theme;
use crate::tips::Tip as _;

/// Width of the list of switches, in points.
const WIDTH: f32 = 280.0;

/// Adds an entry that opens the list of switches, which stays open while they are used; what was switched.
pub(super) fn show(ui: &mut Ui, theme: &Theme, facts: &MenuFacts<'_>) -> Option<Action> {
    let mut wanted = None;
    let config = MenuConfig::new().close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    let (entry, _) = SubMenuButton::new("Light").config(config).ui(ui, |ui| {
        ui.set_min_width(WIDTH);
        ui.spacing_mut().button_padding = vec2(8.0, 4.0);
        ui.spacing_mut().interact_size.y = facts.row_height.list();
        for part in Part::ALL {
            let mut is_on = facts.switches.is_on(part);
            let is_usable = part == Part::Light || facts.switches.is_on(Part::Light);
            let response = ui.add_enabled(is_usable, egui::Checkbox::new(&mut is_on, part.words()));
            control::focus_ring(ui, theme, &response, response.rect);
            let response = match part {
                Part::Light => response.tip(facts.keymap.tooltip(part.words(), &Action::Switch(part))),
                _ => response,
            };
            if response.clicked() {
                wanted = Some(Action::Switch(part));
            }
        }
    });
    control::focus_ring(ui, theme, &entry, entry.rect);
    control::reveal_focused(&entry);
    wanted
}
