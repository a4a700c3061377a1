//! The menus of a right click: for what is under the pointer in the code, and for a tab.
//!
//! Everything in them is a command, too; they are a shorter way for a hand that is on the mouse.

use egui::{Context, Id, LayerId, Popup, PopupAnchor, Pos2, Response, SetOpenCommand, Ui, vec2};

use super::menu::List;
use super::{Action, MenuFacts, RunAction, Tab, TabAction};
use crate::document::{Command, LineCommand};
use crate::theme::Theme;

/// Width of a menu, in points.
const WIDTH: f32 = 280.0;

/// Something to do with the clipboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClipboardAction {
    /// Take away what is selected, or the cursor's line, and keep it there.
    Cut,
    /// Keep it there.
    Copy,
    /// Put in what is there.
    Paste,
}

/// Shows the menu for the code, if it is open; whether it is. `at` is where it has just been asked for, in points.
pub fn code_menu(
    ctx: &Context,
    theme: &Theme,
    at: Option<Pos2>,
    facts: &MenuFacts<'_>,
    actions: &mut Vec<Action>,
) -> bool {
    let id = Id::unique("menu of the code");
    let is_new = at.is_some();
    if let Some(at) = at {
        ctx.data_mut(|data| data.insert_temp(id, at));
    }
    let place = ctx.data(|data| data.get_temp::<Pos2>(id)).unwrap_or_default();
    let popup = Popup::new(id, ctx.clone(), PopupAnchor::Position(place), LayerId::background());
    let popup = popup
        .kind(egui::PopupKind::Menu)
        .layout(egui::Layout::top_down_justified(egui::Align::Min))
        .style(egui::containers::menu::menu_style)
        .gap(0.0)
        .open_memory(is_new.then_some(SetOpenCommand::Bool(true)))
        .accessible_name("Menu of the code")
        .width(WIDTH);
    popup
        .show(|ui| {
            prepare(ui, facts);
            let mut list = List::new(theme, facts.keymap);
            let is_lit = facts.is_lit;
            let first = list.entry(ui, is_lit, "Go to its definition", Action::GoToDefinition);
            let places = list.entry(ui, true, "List of places", Action::ToggleOccurrences);
            list.entry(ui, is_lit, "Rename", Action::Rename);
            list.entry(ui, is_lit, "Select all places", Action::SelectAllPlaces);
            list.entry(ui, is_lit, "Pin or unpin", Action::TogglePin);
            ui.separator();
            list.clipboard(ui);
            list.entry(ui, true, "Select all", Action::Edit(Command::SelectAll));
            ui.separator();
            let comment = Action::Edit(Command::Lines(LineCommand::ToggleComment));
            list.entry(ui, true, "Comment or uncomment", comment);
            list.entry(ui, true, "Run this file", Action::Run(RunAction::Run));
            list.entry(ui, true, "All commands", Action::ShowPalette);
            if is_new {
                // The arrow keys go through the menu, not through the code behind it.
                if is_lit { first.request_focus() } else { places.request_focus() }
            }
            take(ui, list, actions);
        })
        .is_some()
}

/// Shows the menu of a tab after a right click.
pub(super) fn tab_menu(
    tab: &Response,
    theme: &Theme,
    its: &Tab,
    facts: &MenuFacts<'_>,
    actions: &mut Vec<Action>,
) {
    Popup::context_menu(tab).accessible_name("Menu of the tab").width(WIDTH).show(|ui| {
        prepare(ui, facts);
        let mut list = List::new(theme, facts.keymap);
        list.entry(ui, true, "Close", Action::Tab(TabAction::CloseThis(its.document)));
        let others = list.entry(ui, true, "Close the other files", Action::Tab(TabAction::CloseOthers));
        if others.clicked() {
            // All but the one that is looked at.
            actions.push(Action::Tab(TabAction::Show(its.document)));
        }
        list.entry(ui, true, "Close all files", Action::Tab(TabAction::CloseAll));
        ui.separator();
        list.entry(ui, true, "Save all files", Action::Tab(TabAction::SaveAll));
        list.entry(ui, true, "Open the last closed file", Action::Tab(TabAction::Reopen));
        take(ui, list, actions);
    });
}

fn prepare(ui: &mut Ui, facts: &MenuFacts<'_>) {
    ui.set_min_width(WIDTH);
    ui.spacing_mut().button_padding = vec2(8.0, 4.0);
    ui.spacing_mut().interact_size.y = facts.row_height.list();
    ui.spacing_mut().item_spacing.y = 0.0;
}

fn take(ui: &Ui, list: List<'_>, actions: &mut Vec<Action>) {
    if let Some(action) = list.chosen() {
        actions.push(action);
        ui.close();
    }
}
