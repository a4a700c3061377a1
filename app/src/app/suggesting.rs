//! Names to go on with, between the keys and the frame.

use egui::{Event, Key, Modifiers, Ui};

use super::App;
use crate::document::Command;
use crate::panels::{SuggestionsPlace, suggestions};
use crate::theme::Theme;

/// What a key does in the list.
#[derive(Clone, Copy)]
enum Meaning {
    Step { forward: bool },
    Take,
    Close,
}

/// The meaning of an event while the list is open. Enter only counts once somebody has moved into it.
fn meaning(event: &Event, is_moved_into: bool) -> Option<Meaning> {
    let Event::Key { key, pressed: true, modifiers: Modifiers::NONE, .. } = event else { return None };
    match key {
        Key::ArrowDown => Some(Meaning::Step { forward: true }),
        Key::ArrowUp => Some(Meaning::Step { forward: false }),
        Key::Tab => Some(Meaning::Take),
        Key::Enter if is_moved_into => Some(Meaning::Take),
        Key::Escape => Some(Meaning::Close),
        _ => None,
    }
}

/// Whether an event may change the text or move the cursor, so that keys behind it are about what it leaves.
fn does_something(event: &Event) -> bool {
    matches!(
        event,
        Event::Text(_)
            | Event::Key { pressed: true, .. }
            | Event::Paste(_)
            | Event::Cut
            | Event::Ime(_)
            | Event::PointerButton { pressed: true, .. }
    )
}

impl App {
    /// Gives keys to the list before the code has them.
    pub(super) fn take_suggestion_keys(&mut self, ui: &Ui) {
        let waiting = std::mem::take(&mut self.suggestions.waiting);
        if !waiting.is_empty() {
            ui.input_mut(|input| {
                input.events.splice(0..0, waiting);
            });
        }
        if self.is_asking() || !self.file.view.has_keyboard(ui.ctx()) {
            return self.suggestions.close();
        }
        loop {
            let Some(session) = self.suggestions.session() else { return };
            let is_moved_into = session.selected().is_some();
            let events = ui.input(|input| input.events.clone());
            let found =
                events.iter().enumerate().find_map(|(at, one)| Some((at, meaning(one, is_moved_into)?)));
            let Some((at, meaning)) = found else { return };
            if events.iter().take(at).any(does_something) {
                // What was typed before comes first.
                ui.input_mut(|input| self.suggestions.waiting = input.events.split_off(at));
                return ui.ctx().request_repaint();
            }
            ui.input_mut(|input| input.events.remove(at));
            match meaning {
                Meaning::Step { forward } => {
                    if let Some(session) = self.suggestions.session_mut() {
                        session.step(forward);
                    }
                }
                Meaning::Take => self.take_suggestion(None),
                Meaning::Close => self.suggestions.close_for_word(),
            }
        }
    }

    /// Takes an offered name: that of a row, or the selected one, or the first.
    pub(super) fn take_suggestion(&mut self, row: Option<usize>) {
        let taken = self.suggestions.session().and_then(|session| session.taken(row));
        self.suggestions.close_for_word();
        if let Some(taken) = taken {
            self.file.document.apply(&taken, self.now);
        }
    }

    /// Offers names at the cursor, also where they aren't offered unasked.
    pub(super) fn open_suggestions(&mut self) {
        if self.rename.is_none() {
            self.suggestions.open(&self.file.document);
        }
    }

    /// Takes note of what was just done to the document.
    pub(super) fn follow_typing(&mut self, commands: &[Command]) {
        self.suggestions.follow(&self.file.document, commands);
    }

    /// Takes over what the engine has found.
    pub(super) fn hear_suggestions(&mut self) {
        if self.rename.is_some() {
            return self.suggestions.close();
        }
        if let Some(found) = self.file.light.completion() {
            self.suggestions.take(found, self.file.document.text());
        }
    }

    /// Draws the list below the word that is being typed.
    pub(super) fn draw_suggestions(&mut self, ui: &Ui, theme: &Theme) {
        let Some(session) = self.suggestions.session() else { return };
        if self.file.painted.caret.is_none() || self.is_asking() {
            return;
        }
        let view = &self.file.view;
        let place = SuggestionsPlace {
            word: view.position_of(&self.file.document, session.word_start()),
            row: view.row(),
            area: view.text_area(),
            list_row: view.row_height().list(),
        };
        let scrolled = suggestions(ui, theme, session, place, &mut self.queue);
        if let Some(session) = self.suggestions.session_mut().filter(|_| scrolled != 0) {
            session.scroll(scrolled);
            ui.ctx().request_repaint();
        }
    }
}
