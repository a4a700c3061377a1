//! Keys that mean the same wherever the keyboard is.

use egui::{Context, Key, KeyboardShortcut, Modifiers};

use crate::panels::{Action, EngineAction};

/// Takes the program's own shortcuts out of the frame's input.
pub(super) fn take(ctx: &Context) -> Vec<Action> {
    let ctrl = Modifiers::COMMAND;
    let ctrl_shift = Modifiers::COMMAND | Modifiers::SHIFT;
    // The one with more modifiers first: a shortcut also matches when more are held than it names.
    let table = [
        (ctrl_shift, Key::S, Action::SaveAs),
        (ctrl_shift, Key::E, Action::Engine(EngineAction::Toggle)),
        (ctrl, Key::S, Action::Save),
        (ctrl, Key::O, Action::Open),
        (ctrl, Key::N, Action::New),
        (ctrl, Key::Q, Action::Quit),
        (Modifiers::SHIFT, Key::F8, Action::PreviousPlace),
        (Modifiers::NONE, Key::F8, Action::NextPlace),
    ];
    let mut actions = Vec::new();
    ctx.input_mut(|input| {
        for (modifiers, key, action) in table {
            let shortcut = KeyboardShortcut::new(modifiers, key);
            // Held keys repeat: every press counts.
            let presses = input.count_and_consume_key(shortcut.modifiers, shortcut.logical_key);
            actions.extend(std::iter::repeat_n(action, presses));
        }
    });
    actions
}

/// Whether F10 was pressed: the main menu.
pub(super) fn takes_menu(ctx: &Context) -> bool {
    ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::F10))
}

/// Whether F6 was pressed: the keyboard goes to the next panel.
pub(super) fn takes_next_panel(ctx: &Context) -> bool {
    ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::F6))
}
