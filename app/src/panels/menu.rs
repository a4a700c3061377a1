//! The main menu, which hangs from the lamp.

use egui::{Button, Popup, Response, Ui, vec2};

use super::{Action, EngineAction, RowHeight, ThemeChoice, control, look_menu};
use crate::theme::Theme;

/// What the main menu needs to know.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MenuFacts {
    /// Which theme is chosen.
    pub theme: ThemeChoice,
    /// How high rows are.
    pub row_height: RowHeight,
    /// Whether headers stay at the top of the view.
    pub is_sticky: bool,
    /// Whether something can be taken back.
    pub can_undo: bool,
    /// Whether something can be done again.
    pub can_redo: bool,
    /// Whether a name is lit.
    pub is_lit: bool,
    /// Opens or closes the menu, as F10 does.
    pub toggle: bool,
}

/// Width of the menu in points.
const WIDTH: f32 = 280.0;

/// Shows the menu below `lamp` if it is open; whether it is.
pub(super) fn show(lamp: &Response, theme: &Theme, facts: &MenuFacts, actions: &mut Vec<Action>) -> bool {
    let id = Popup::default_response_id(lamp);
    let toggle = lamp.clicked() || facts.toggle;
    let was_open = Popup::is_id_open(&lamp.ctx, id);
    if facts.toggle && !was_open {
        lamp.request_focus();
    }
    Popup::menu(lamp)
        .anchor(lamp.rect.translate(vec2(4.0, 0.0)))
        .open_memory(toggle.then_some(egui::SetOpenCommand::Toggle))
        .accessible_name("Main menu")
        .width(WIDTH)
        .show(|ui| {
            ui.set_min_width(WIDTH);
            // The menu's own style has no room round the words and no ring round what has the keyboard.
            ui.spacing_mut().button_padding = vec2(8.0, 4.0);
            ui.spacing_mut().interact_size.y = facts.row_height.list();
            let first = entries(ui, theme, facts, actions);
            let is_by_key = facts.toggle || !lamp.ctx.input(|input| input.pointer.any_released());
            if toggle && is_by_key {
                first.request_focus();
            }
        })
        .is_some()
}

fn entries(ui: &mut Ui, theme: &Theme, facts: &MenuFacts, actions: &mut Vec<Action>) -> Response {
    let mut chosen = None;
    let mut entry = |ui: &mut Ui, is_enabled: bool, words: &str, shortcut: &str, action: Action| {
        let button = Button::new(words);
        // An empty one would end the name with a blank.
        let button = if shortcut.is_empty() { button } else { button.shortcut_text(shortcut) };
        let response = ui.add_enabled(is_enabled, button);
        control::focus_ring(ui, theme, &response, response.rect);
        if response.clicked() {
            chosen = Some(action);
        }
        response
    };
    let first = entry(ui, true, "New file", "Ctrl+N", Action::New);
    entry(ui, true, "Open a file", "Ctrl+O", Action::Open);
    entry(ui, true, "Save", "Ctrl+S", Action::Save);
    entry(ui, true, "Save under another name", "Ctrl+Shift+S", Action::SaveAs);
    ui.separator();
    entry(ui, facts.can_undo, "Undo", "Ctrl+Z", Action::Undo);
    entry(ui, facts.can_redo, "Redo", "Ctrl+Shift+Z", Action::Redo);
    ui.separator();
    entry(ui, facts.is_lit, "Next place of this name", "F8", Action::NextPlace);
    entry(ui, facts.is_lit, "Previous place of this name", "Shift+F8", Action::PreviousPlace);
    entry(ui, facts.is_lit, "Definition of this name", "F12", Action::GoToDefinition);
    entry(ui, true, "Back", "Alt+Left", Action::Back);
    entry(ui, facts.is_lit, "All places of this name", "Shift+F12", Action::ToggleOccurrences);
    entry(ui, facts.is_lit, "Select all places", "Ctrl+Shift+L", Action::SelectAllPlaces);
    entry(ui, facts.is_lit, "Pin or unpin this name", "Alt+P", Action::TogglePin);
    entry(ui, facts.is_lit, "Rename this name", "F2", Action::Rename);
    ui.separator();
    entry(ui, true, "Larger text", "Ctrl+Plus", Action::ZoomIn);
    entry(ui, true, "Smaller text", "Ctrl+Minus", Action::ZoomOut);
    entry(ui, true, "Normal text", "Ctrl+0", Action::ZoomReset);
    let sticky = if facts.is_sticky { "Sticky scope lines (on)" } else { "Sticky scope lines (off)" };
    entry(ui, true, sticky, "", Action::ToggleSticky);
    let look = look_menu::show(ui, theme, facts);
    entry(ui, true, "Engine panel", "Ctrl+Shift+E", Action::Engine(EngineAction::Toggle));
    ui.separator();
    entry(ui, true, "The tour", "", Action::OpenTour);
    entry(ui, true, "About Namelight", "", Action::ShowAbout);
    entry(ui, true, "Quit", "Ctrl+Q", Action::Quit);
    if let Some(action) = chosen.or(look) {
        actions.push(action);
        ui.close();
    }
    first
}
