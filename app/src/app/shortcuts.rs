//! Keys that mean the same wherever the keyboard is.

use egui::{Context, Key, KeyboardShortcut, Modifiers};

use crate::highlights::Part;
use crate::panels::{Action, EngineAction};

/// Takes the program's own shortcuts out of the frame's input.
pub(super) fn take(ctx: &Context) -> Vec<Action> {
    let ctrl = Modifiers::COMMAND;
    let ctrl_shift = Modifiers::COMMAND | Modifiers::SHIFT;
    // The one with more modifiers first: a shortcut also matches when more are held than it names.
    let table = [
        (ctrl_shift, Key::L, Action::SelectAllPlaces),
        (ctrl, Key::D, Action::SelectNextPlace),
        (ctrl_shift, Key::S, Action::SaveAs),
        (ctrl_shift, Key::E, Action::Engine(EngineAction::Toggle)),
        (ctrl, Key::S, Action::Save),
        (ctrl, Key::O, Action::Open),
        (ctrl, Key::N, Action::New),
        (ctrl, Key::Q, Action::Quit),
        (Modifiers::SHIFT, Key::F8, Action::PreviousPlace),
        (Modifiers::NONE, Key::F8, Action::NextPlace),
        (Modifiers::SHIFT, Key::F9, Action::PreviousWrite),
        (Modifiers::NONE, Key::F9, Action::NextWrite),
        (Modifiers::SHIFT, Key::F12, Action::ToggleOccurrences),
        (Modifiers::NONE, Key::F12, Action::GoToDefinition),
        (Modifiers::ALT, Key::ArrowLeft, Action::Back),
        (Modifiers::ALT, Key::ArrowRight, Action::Forward),
        (Modifiers::ALT, Key::P, Action::TogglePin),
        (Modifiers::ALT, Key::Num1, Action::NextOfPin(0)),
        (Modifiers::ALT, Key::Num2, Action::NextOfPin(1)),
        (Modifiers::ALT, Key::Num3, Action::NextOfPin(2)),
        (Modifiers::ALT, Key::Num4, Action::NextOfPin(3)),
        (Modifiers::NONE, Key::F7, Action::Switch(Part::Light)),
        (Modifiers::NONE, Key::F2, Action::Rename),
    ];
    let mut actions = Vec::new();
    ctx.input_mut(|input| {
        for (modifiers, key, action) in table {
            let shortcut = KeyboardShortcut::new(modifiers, key);
            // Held keys repeat: every press counts.
            let presses = input.count_and_consume_key(shortcut.modifiers, shortcut.logical_key);
            if presses > 0 && modifiers == Modifiers::ALT {
                // With Alt held a letter arrives as text, too.
                input.events.retain(|event| !matches!(event, egui::Event::Text(_)));
            }
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
