//! The main menu, which hangs from the lamp.

use egui::containers::menu::SubMenuButton;
use egui::{Button, Key, Popup, Response, ScrollArea, Ui, vec2};

use super::{
    Action, ClipboardAction, EncodingAction, EngineAction, FindAction, FolderAction, NamesAction,
    NamesSwitches, NavigateAction, PaneAction, RowHeight, RunAction, TabAction, ThemeChoice, control,
    light_menu, look_menu,
};
use crate::commands::{self, Chord, Keymap};
use crate::document::Command;
use crate::editor::{Aids, WhiteSpace};
use crate::highlights::Switches;
use crate::theme::Theme;

/// What the main menu needs to know.
#[derive(Clone, Copy, Debug)]
pub struct MenuFacts<'a> {
    /// Which keys are shown beside the entries.
    pub keymap: &'a Keymap,
    /// Which theme is chosen.
    pub theme: ThemeChoice,
    /// What of the light is shown.
    pub switches: Switches,
    /// What of names and problems is on.
    pub names: NamesSwitches,
    /// How high rows are.
    pub row_height: RowHeight,
    /// Whether headers stay at the top of the view.
    pub is_sticky: bool,
    /// Whether lines that are wider than the view go on in another row.
    pub is_wrapping: bool,
    /// Which aids for the eye are drawn.
    pub aids: &'a Aids,
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
/// From the menu's last entry to the window's lower edge at least, in points.
const BELOW: f32 = 20.0;
/// An entry that can still be seen in the lowest window, in points.
const ROW: f32 = 28.0;

/// Shows the menu below `lamp` if it is open; whether it is.
pub(super) fn show(lamp: &Response, theme: &Theme, facts: &MenuFacts<'_>, actions: &mut Vec<Action>) -> bool {
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
            ui.spacing_mut().item_spacing.y = 0.0;
            // In a low window it scrolls; the lamp stays in sight.
            let most = (ui.ctx().content_rect().bottom() - lamp.rect.bottom() - BELOW).max(3.0 * ROW);
            let area = ScrollArea::vertical().max_height(most).min_scrolled_height(most);
            let area = area.show(ui, |ui| entries(ui, theme, facts, actions));
            control::name_scroll_bar(ui, &area, "Scroll bar of the menu");
            let first = area.inner;
            let is_by_key = facts.toggle || !lamp.ctx.input(|input| input.pointer.any_released());
            if toggle && is_by_key {
                first.request_focus();
            }
        })
        .is_some()
}

fn entries(ui: &mut Ui, theme: &Theme, facts: &MenuFacts<'_>, actions: &mut Vec<Action>) -> Response {
    let mut list = List::new(theme, facts.keymap);
    let first = list.entry(ui, true, "New file", Action::New);
    list.entry(ui, true, "Open a file", Action::Open);
    list.entry(ui, true, "Save", Action::Save);
    list.entry(ui, true, "Save under another name", Action::SaveAs);
    list.submenu(ui, facts, "Files and panes", files);
    ui.separator();
    list.submenu(ui, facts, "Edit", |ui, list| edit(ui, facts, list));
    list.submenu(ui, facts, "Find", |ui, list| {
        list.entry(ui, true, "Find", Action::Find(FindAction::Open));
        list.entry(ui, true, "Find and replace", Action::Find(FindAction::OpenReplace));
        list.entry(ui, true, "Next match", Action::Find(FindAction::Next));
        list.entry(ui, true, "Previous match", Action::Find(FindAction::Previous));
    });
    list.submenu(ui, facts, "This name", |ui, list| this_name(ui, facts, list));
    list.submenu(ui, facts, "Go to", |ui, list| {
        list.entry(ui, true, "Back", Action::Back);
        list.entry(ui, true, "Forward", Action::Forward);
        list.entry(ui, true, "Go to line", Action::GoToLine);
        list.entry(ui, true, "Go to symbol", Action::Navigate(NavigateAction::GoToSymbol));
        list.entry(ui, true, "Go to the last edit", Action::Navigate(NavigateAction::LastEdit));
        list.entry(ui, true, "Next problem", Action::Names(NamesAction::NextProblem));
        list.entry(ui, true, "Previous problem", Action::Names(NamesAction::PreviousProblem));
        ui.separator();
        list.commands(ui, "bookmark.");
    });
    list.submenu(ui, facts, "Folding", |ui, list| list.commands(ui, "fold."));
    list.submenu(ui, facts, "Run", |ui, list| {
        list.entry(ui, true, "Run this file", Action::Run(RunAction::Run));
        list.entry(ui, true, "Run with arguments…", Action::Run(RunAction::AskArguments));
        list.entry(ui, true, "Stop running", Action::Run(RunAction::Stop));
        list.entry(ui, true, "Output panel", Action::Run(RunAction::Toggle));
        list.entry(ui, true, "Go to the output panel", Action::Run(RunAction::Focus));
    });
    ui.separator();
    let light = light_menu::show(ui, theme, facts);
    let mut height = None;
    list.submenu(ui, facts, "View", |ui, list| height = view(ui, theme, facts, list));
    let look = look_menu::themes(ui, theme, facts).or(height);
    ui.separator();
    list.entry(ui, true, "All commands", Action::ShowPalette);
    list.entry(ui, true, "Settings", Action::ShowSettings);
    list.entry(ui, true, "The tour", Action::OpenTour);
    list.entry(ui, true, "About Namelight", Action::ShowAbout);
    list.entry(ui, true, "Quit", Action::Quit);
    if let Some(switched) = light {
        // The menu stays open: there may be more to switch.
        actions.push(switched);
    }
    if let Some(action) = list.chosen.or(look) {
        actions.push(action);
        ui.close();
    }
    first
}

fn files(ui: &mut Ui, list: &mut List<'_>) {
    list.entry(ui, true, "Open a file of this project", Action::Folder(FolderAction::QuickOpen));
    list.entry(ui, true, "Recent files", Action::Folder(FolderAction::ShowRecent));
    list.entry(ui, true, "Folder of this project", Action::Folder(FolderAction::ToggleTree));
    ui.separator();
    list.entry(ui, true, "Save all files", Action::Tab(TabAction::SaveAll));
    list.entry(ui, true, "Save with encoding", Action::Encoding(EncodingAction::ChooseToSave));
    list.entry(ui, true, "Reopen with encoding", Action::Encoding(EncodingAction::ChooseToReopen));
    list.entry(ui, true, "Next file", Action::Tab(TabAction::Next));
    list.entry(ui, true, "Previous file", Action::Tab(TabAction::Previous));
    list.entry(ui, true, "Close this file", Action::Tab(TabAction::Close));
    list.entry(ui, true, "Close the other files", Action::Tab(TabAction::CloseOthers));
    list.entry(ui, true, "Close all files", Action::Tab(TabAction::CloseAll));
    list.entry(ui, true, "Open the last closed file", Action::Tab(TabAction::Reopen));
    ui.separator();
    list.entry(ui, true, "Split to the right", Action::Pane(PaneAction::Split));
}

fn edit(ui: &mut Ui, facts: &MenuFacts<'_>, list: &mut List<'_>) {
    list.entry(ui, facts.can_undo, "Undo", Action::Edit(Command::Undo));
    list.entry(ui, facts.can_redo, "Redo", Action::Edit(Command::Redo));
    ui.separator();
    list.clipboard(ui);
    ui.separator();
    list.submenu(ui, facts, "Lines", |ui, list| list.commands(ui, "lines."));
    list.submenu(ui, facts, "Selection", |ui, list| list.commands(ui, "selection."));
    list.submenu(ui, facts, "Cursors", |ui, list| list.commands(ui, "cursors."));
    list.submenu(ui, facts, "Whole text", |ui, list| list.commands(ui, "text."));
    ui.separator();
    let is_suggesting = facts.names.suggests;
    list.switch(ui, is_suggesting, "Suggest names", Action::Names(NamesAction::ToggleSuggestions));
    list.entry(ui, true, "Suggest a name here", Action::Names(NamesAction::Suggest));
}

fn this_name(ui: &mut Ui, facts: &MenuFacts<'_>, list: &mut List<'_>) {
    let is_lit = facts.is_lit;
    list.entry(ui, is_lit, "Rename", Action::Rename);
    list.entry(ui, is_lit, "Go to its definition", Action::GoToDefinition);
    list.entry(ui, is_lit, "Next place", Action::NextPlace);
    list.entry(ui, is_lit, "Previous place", Action::PreviousPlace);
    list.entry(ui, is_lit, "Next write", Action::NextWrite);
    list.entry(ui, is_lit, "Previous write", Action::PreviousWrite);
    list.entry(ui, true, "Select the next place, too", Action::SelectNextPlace);
    list.entry(ui, is_lit, "Select all places", Action::SelectAllPlaces);
    list.entry(ui, is_lit, "Pin or unpin", Action::TogglePin);
    ui.separator();
    list.entry(ui, true, "List of places", Action::ToggleOccurrences);
}

/// What was chosen of the heights of rows.
fn view(ui: &mut Ui, theme: &Theme, facts: &MenuFacts<'_>, list: &mut List<'_>) -> Option<Action> {
    list.entry(ui, true, "Larger text", Action::ZoomIn);
    list.entry(ui, true, "Smaller text", Action::ZoomOut);
    list.entry(ui, true, "Normal text", Action::ZoomReset);
    ui.separator();
    let height = look_menu::row_heights(ui, theme, facts);
    ui.separator();
    list.switch(ui, facts.is_wrapping, "Wrap long lines", Action::ToggleWrap);
    list.switch(ui, facts.is_sticky, "Sticky scope lines", Action::ToggleSticky);
    list.switch(ui, facts.aids.guides, "Indent guides", Action::ToggleGuides);
    let white_space = match facts.aids.white_space {
        WhiteSpace::Off => "White space: off",
        WhiteSpace::Selection => "White space: in the selection",
        WhiteSpace::All => "White space: all",
    };
    list.entry(ui, true, white_space, Action::NextWhiteSpace);
    list.switch(ui, !facts.aids.columns.is_empty(), "Column ruler", Action::ToggleColumnRuler);
    let NamesSwitches { marks_undefined, marks_unused, .. } = facts.names;
    list.switch(ui, marks_undefined, "Mark undefined names", Action::Names(NamesAction::ToggleUndefined));
    list.switch(ui, marks_unused, "Mark unused names", Action::Names(NamesAction::ToggleUnused));
    ui.separator();
    list.entry(ui, true, "Outline", Action::Navigate(NavigateAction::ToggleOutline));
    list.entry(ui, true, "Engine panel", Action::Engine(EngineAction::Toggle));
    ui.separator();
    list.entry(ui, true, "Full screen", Action::ToggleFullScreen);
    height
}

/// Entries, and what was chosen of them.
pub(super) struct List<'a> {
    theme: &'a Theme,
    keymap: &'a Keymap,
    chosen: Option<Action>,
}

impl<'a> List<'a> {
    pub(super) fn new(theme: &'a Theme, keymap: &'a Keymap) -> Self {
        Self { theme, keymap, chosen: None }
    }

    /// What was chosen.
    pub(super) fn chosen(self) -> Option<Action> {
        self.chosen
    }

    /// Entries for the clipboard. Their keys are the system's, so no table knows them.
    pub(super) fn clipboard(&mut self, ui: &mut Ui) {
        let all = [
            ("Cut", Key::X, ClipboardAction::Cut),
            ("Copy", Key::C, ClipboardAction::Copy),
            ("Paste", Key::V, ClipboardAction::Paste),
        ];
        for (words, key, action) in all {
            self.entry_with(ui, true, words, Action::Clipboard(action), Chord::ctrl(key).to_string());
        }
    }

    pub(super) fn entry(&mut self, ui: &mut Ui, is_enabled: bool, words: &str, action: Action) -> Response {
        let keys = self.keymap.words(&action);
        self.entry_with(ui, is_enabled, words, action, keys)
    }

    fn entry_with(
        &mut self,
        ui: &mut Ui,
        is_enabled: bool,
        words: &str,
        action: Action,
        keys: String,
    ) -> Response {
        let button = Button::new(words);
        // An empty one would end the name with a blank.
        let button = if keys.is_empty() { button } else { button.shortcut_text(keys) };
        let response = ui.add_enabled(is_enabled, button);
        control::focus_ring(ui, self.theme, &response, response.rect);
        control::reveal_focused(&response);
        if response.clicked() {
            self.chosen = Some(action);
        }
        response
    }

    /// An entry for every command whose id begins so.
    fn commands(&mut self, ui: &mut Ui, prefix: &str) {
        for command in commands::all().iter().filter(|command| command.id.starts_with(prefix)) {
            self.entry(ui, true, command.title, command.action.clone());
        }
    }

    /// An entry for what is on or off.
    fn switch(&mut self, ui: &mut Ui, mut is_on: bool, words: &str, action: Action) {
        let response = ui.add(egui::Checkbox::new(&mut is_on, words));
        control::focus_ring(ui, self.theme, &response, response.rect);
        control::reveal_focused(&response);
        if response.clicked() {
            self.chosen = Some(action);
        }
    }

    /// An entry that opens more of them.
    fn submenu(
        &mut self,
        ui: &mut Ui,
        facts: &MenuFacts<'_>,
        name: &str,
        more: impl FnOnce(&mut Ui, &mut Self),
    ) {
        let (entry, _) = SubMenuButton::new(name).ui(ui, |ui| {
            ui.set_min_width(WIDTH);
            ui.spacing_mut().button_padding = vec2(8.0, 4.0);
            ui.spacing_mut().interact_size.y = facts.row_height.list();
            ui.spacing_mut().item_spacing.y = 0.0;
            more(ui, self);
        });
        control::focus_ring(ui, self.theme, &entry, entry.rect);
        control::reveal_focused(&entry);
    }
}
