//! The page of keys: every command with its keys, which can be pressed anew.

use egui::{
    Button, Context, Event, Key, Label, Modifiers, RichText, Role, ScrollArea, TextEdit, Ui, WidgetInfo, vec2,
};

use super::super::{Action, control};
use super::SettingsFacts;
use crate::commands::{self, Chord, Entry, Keymap};
use crate::picking;
use crate::settings::Change;
use crate::theme::{Theme, sizes};

/// Width of the button with a command's keys, in points.
const KEYS: f32 = 190.0;
/// Width of what takes chosen keys back, in points.
const RESET: f32 = 130.0;
/// Height of a row, in points.
const ROW: f32 = 32.0;
/// Room below the list for what is said about keys, in points.
const SAID: f32 = 56.0;

/// The page of keys.
#[derive(Debug, Default)]
pub(super) struct KeysPage {
    search: String,
    /// The command whose new keys are waited for.
    awaited: Option<&'static Entry>,
    /// Why what was pressed can't be.
    refused: Option<String>,
}

impl KeysPage {
    /// Takes the keys that were waited for out of the frame's input.
    pub(super) fn take_pressed(&mut self, ctx: &Context, keymap: &Keymap, actions: &mut Vec<Action>) {
        let Some(entry) = self.awaited else { return };
        let pressed = ctx.input_mut(|input| {
            let mut pressed = None;
            input.events.retain(|event| match event {
                Event::Key { key, pressed: true, modifiers, .. } => {
                    pressed = pressed.or(Some(Chord::pressed(*key, *modifiers)));
                    false
                }
                Event::Copy => {
                    pressed = pressed.or(Some(Chord::ctrl(Key::C)));
                    false
                }
                Event::Cut => {
                    pressed = pressed.or(Some(Chord::ctrl(Key::X)));
                    false
                }
                Event::Text(_) | Event::Paste(_) => false,
                _ => true,
            });
            pressed
        });
        let Some(chord) = pressed.filter(|chord| !chord.is_modifier_alone()) else { return };
        let plain = |key| chord == Chord::pressed(key, Modifiers::NONE);
        let command = entry.id;
        if plain(Key::Escape) {
            self.awaited = None;
            self.refused = None;
        } else if plain(Key::Delete) || plain(Key::Backspace) {
            actions.push(Action::Change(Change::Keys { command, chords: Some(Vec::new()) }));
            self.awaited = None;
            self.refused = None;
        } else if let Some(other) = keymap.given_by(chord).filter(|other| other.id != entry.id) {
            self.refused = Some(format!(
                "{chord} is \"{}\" already. Take it away there first, or press other keys.",
                other.title
            ));
        } else if chord.is_for_typing() {
            self.refused = Some(format!("{chord} is needed for typing. Hold Ctrl or Alt with it."));
        } else {
            actions.push(Action::Change(Change::Keys { command, chords: Some(vec![chord]) }));
            self.awaited = None;
            self.refused = None;
        }
    }

    /// Shows the page.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        theme: &Theme,
        facts: &SettingsFacts<'_>,
        actions: &mut Vec<Action>,
    ) {
        let field = TextEdit::singleline(&mut self.search).hint_text("Search for a command or keys");
        let field = field.desired_width(f32::INFINITY).margin(vec2(8.0, 5.0));
        let response = ui.add(field);
        response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, "Search for a command or keys"));
        let rows: Vec<&'static Entry> =
            commands::all().iter().filter(|entry| self.fits(entry, facts.keymap)).collect();
        let height = (ui.available_height() - SAID).max(2.0 * ROW);
        let area = ScrollArea::vertical().id_salt("keys").auto_shrink(false).max_height(height);
        let area = area.show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            if rows.is_empty() {
                ui.label("No command is called like that.");
            }
            for entry in &rows {
                ui.push_id(entry.id, |ui| self.row(ui, theme, facts, entry, actions));
            }
        });
        control::name_scroll_bar(ui, &area, "Scroll bar of the commands");
        self.say(ui, theme, facts);
    }

    fn fits(&self, entry: &Entry, keymap: &Keymap) -> bool {
        let keys = || keymap.chords(entry).iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
        let wanted = self.search.trim().to_lowercase();
        picking::score(&self.search, entry.title).is_some() || keys().to_lowercase().contains(&wanted)
    }

    fn row(
        &mut self,
        ui: &mut Ui,
        theme: &Theme,
        facts: &SettingsFacts<'_>,
        entry: &'static Entry,
        actions: &mut Vec<Action>,
    ) {
        let is_awaited = self.awaited.is_some_and(|awaited| awaited.id == entry.id);
        ui.horizontal(|ui| {
            ui.set_min_height(ROW);
            let width = (ui.available_width() - KEYS - RESET - 32.0).max(80.0);
            ui.allocate_ui(vec2(width, ROW), |ui| {
                ui.set_min_width(width);
                ui.add(Label::new(entry.title).truncate());
            });
            let keys =
                facts.keymap.chords(entry).iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            let words = match (is_awaited, keys.is_empty()) {
                (true, _) => "Press the new keys".to_owned(),
                (false, true) => "No keys".to_owned(),
                (false, false) => keys,
            };
            let name = format!("Keys of {}: {words}", entry.title);
            let button = ui.add(Button::new(words).min_size(vec2(KEYS, sizes::HIT)).truncate());
            button.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
            control::focus_ring(ui, theme, &button, button.rect);
            control::reveal_focused(&button);
            if button.clicked() {
                self.awaited = if is_awaited { None } else { Some(entry) };
                self.refused = None;
            }
            if facts.settings.keys.contains_key(entry.id) {
                let reset = ui.add(Button::new("Usual keys"));
                let name = format!("Usual keys for {}", entry.title);
                reset.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
                control::focus_ring(ui, theme, &reset, reset.rect);
                control::reveal_focused(&reset);
                if reset.clicked() {
                    actions.push(Action::Change(Change::Keys { command: entry.id, chords: None }));
                }
            }
        });
    }

    /// What there is to say about keys, below the list.
    fn say(&self, ui: &mut Ui, theme: &Theme, facts: &SettingsFacts<'_>) {
        let (text, is_problem) = match (&self.refused, self.awaited, facts.keymap.refusals()) {
            (Some(refused), ..) => (refused.clone(), true),
            (None, Some(entry), _) => (
                format!("Press the new keys of {}. Delete takes them away, Esc keeps them.", entry.title),
                false,
            ),
            (None, None, [first, rest @ ..]) => {
                let more = if rest.is_empty() { String::new() } else { format!(" And {} more.", rest.len()) };
                (format!("{first}.{more}"), true)
            }
            _ => ("Choose a command's keys to press others.".to_owned(), false),
        };
        ui.add_space(4.0);
        let colour = if is_problem { theme.status.error } else { theme.text.secondary };
        let response = ui.add(Label::new(RichText::new(text).color(colour)).wrap());
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(egui::accesskit::Live::Polite));
    }
}
