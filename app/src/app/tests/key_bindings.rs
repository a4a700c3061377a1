//! Keys that a person has chosen, in the dialog and beside what they do.

use super::*;
use crate::commands::Chord;
use crate::settings::Page;

fn open() -> Harness<'static, App> {
    let mut harness = start(Options { start: Start::Text(TEXT.to_owned()), ..Options::default() });
    press(&mut harness, Modifiers::COMMAND, Key::Comma);
    harness.get_by_role_and_label(egui::Role::Tab, Page::Keys.words()).click();
    settle(&mut harness);
    harness
}

/// Looks for a command, chooses its keys and presses others.
fn choose(harness: &mut Harness<'_, App>, title: &str, modifiers: Modifiers, key: Key) {
    harness.get_by_role_and_label(egui::Role::TextInput, "Search for a command or keys").focus();
    settle(harness);
    press(harness, Modifiers::COMMAND, Key::A);
    type_text(harness, title);
    harness.get_by_label_contains(&format!("Keys of {title}:")).click();
    settle(harness);
    press(harness, modifiers, key);
}

fn chosen(harness: &Harness<'_, App>, id: &str) -> Option<Vec<Chord>> {
    harness.state().preferences.settings.keys.get(id).cloned()
}

#[test]
fn every_command_is_listed_with_its_keys() {
    let mut harness = open();
    harness.get_by_label("Keys of Undo: Ctrl+Z");
    harness.get_by_label("Keys of Redo: Ctrl+Shift+Z, Ctrl+Y");
    harness.get_by_role_and_label(egui::Role::TextInput, "Search for a command or keys").focus();
    type_text(&mut harness, "tour");
    harness.get_by_label("Keys of The tour: No keys");
}

#[test]
fn commands_are_found_by_name_and_by_keys() {
    let mut harness = open();
    harness.get_by_role_and_label(egui::Role::TextInput, "Search for a command or keys").focus();
    settle(&mut harness);
    type_text(&mut harness, "ctrl+y");
    harness.get_by_label("Keys of Redo: Ctrl+Shift+Z, Ctrl+Y");
    assert!(harness.query_by_label_contains("Keys of Undo").is_none());
    type_text(&mut harness, "zzz");
    harness.get_by_label("No command is called like that.");
}

#[test]
fn pressed_keys_are_the_commands_from_then_on() {
    let mut harness = open();
    choose(&mut harness, "Next place", Modifiers::ALT, Key::N);
    assert_eq!(chosen(&harness, "name.next-place"), Some(vec![Chord::alt(Key::N)]));
    press(&mut harness, Modifiers::NONE, Key::Escape);
    go_to(&mut harness, "total", 0);
    let before = harness.state().observe().cursor;
    press(&mut harness, Modifiers::NONE, Key::F8);
    assert_eq!(harness.state().observe().cursor, before, "the usual keys do nothing");
    press(&mut harness, Modifiers::ALT, Key::N);
    assert_ne!(harness.state().observe().cursor, before);
}

#[test]
fn the_keys_that_are_waited_for_do_nothing_else() {
    let mut harness = open();
    choose(&mut harness, "The tour", Modifiers::NONE, Key::F4);
    harness.get_by_label("Keys of The tour: F4");
    choose(&mut harness, "The tour", Modifiers::COMMAND | Modifiers::ALT, Key::Y);
    harness.get_by_label("Keys of The tour: Ctrl+Alt+Y");
    assert!(harness.state().preferences.is_dialog_open());
}

#[test]
fn escape_keeps_the_keys_and_the_dialog() {
    let mut harness = open();
    choose(&mut harness, "Undo", Modifiers::NONE, Key::Escape);
    assert_eq!(chosen(&harness, "edit.undo"), None);
    harness.get_by_label("Keys of Undo: Ctrl+Z");
    assert!(harness.state().preferences.is_dialog_open());
}

#[test]
fn delete_takes_the_keys_away() {
    let mut harness = open();
    choose(&mut harness, "Undo", Modifiers::NONE, Key::Delete);
    assert_eq!(chosen(&harness, "edit.undo"), Some(vec![]));
    harness.get_by_label("Keys of Undo: No keys");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    type_text(&mut harness, "x");
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert!(harness.state().observe().is_modified, "Ctrl+Z does nothing");
}

#[test]
fn the_usual_keys_come_back_one_by_one() {
    let mut harness = open();
    assert!(harness.query_by_label_contains("Usual keys for").is_none());
    choose(&mut harness, "Undo", Modifiers::NONE, Key::F4);
    harness.get_by_label("Usual keys for Undo").click();
    settle(&mut harness);
    assert_eq!(chosen(&harness, "edit.undo"), None);
    harness.get_by_label("Keys of Undo: Ctrl+Z");
}

#[test]
fn keys_of_another_command_are_refused_and_it_says_whose_they_are() {
    let mut harness = open();
    choose(&mut harness, "Quit", Modifiers::COMMAND, Key::N);
    assert_eq!(chosen(&harness, "program.quit"), None);
    harness.get_by_label_contains("Ctrl+N is \"New file\" already.");
    press(&mut harness, Modifiers::COMMAND, Key::M);
    assert_eq!(
        chosen(&harness, "program.quit"),
        Some(vec![Chord::ctrl(Key::M)]),
        "other keys can be pressed"
    );
}

#[test]
fn keys_that_typing_needs_are_refused() {
    let mut harness = open();
    choose(&mut harness, "Quit", Modifiers::NONE, Key::A);
    harness.get_by_label_contains("A is needed for typing.");
    assert_eq!(chosen(&harness, "program.quit"), None);
}

#[test]
fn a_modifier_alone_is_waited_through() {
    let mut harness = open();
    choose(&mut harness, "Quit", Modifiers::COMMAND, Key::ControlLeft);
    harness.get_by_label("Keys of Quit: Press the new keys");
    press(&mut harness, Modifiers::COMMAND, Key::M);
    assert_eq!(chosen(&harness, "program.quit"), Some(vec![Chord::ctrl(Key::M)]));
}

#[test]
fn conflicts_in_the_file_are_shown_in_the_dialog_and_in_a_notice() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("settings.toml");
    fs::write(&file, "[keys]\n\"program.quit\" = \"Ctrl+N\"\n").unwrap();
    let mut harness = start(Options { settings: Some(file), ..Options::default() });
    let said = "Ctrl+N is \"New file\" already, so \"Quit\" hasn't got it";
    assert!(harness.state().notices[0].text.contains(&format!("line 2: {said}")));
    press(&mut harness, Modifiers::COMMAND, Key::Comma);
    harness.get_by_role_and_label(egui::Role::Tab, "Keys").click();
    settle(&mut harness);
    harness.get_by_label(&format!("{said}."));
}

/// A program in which some commands have other keys.
fn with_keys(keys: &str) -> (Harness<'static, App>, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("settings.toml");
    fs::write(&file, format!("[keys]\n{keys}")).unwrap();
    let harness =
        start(Options { start: Start::Text(TEXT.to_owned()), settings: Some(file), ..Options::default() });
    (harness, folder)
}

#[test]
fn the_menu_shows_the_chosen_keys() {
    let (mut harness, _folder) =
        with_keys("\"file.new\" = \"Alt+N\"\n\"view.menu\" = \"F4\"\n\"file.save\" = []\n");
    press(&mut harness, Modifiers::NONE, Key::F4);
    harness.get_by_label("New file Alt+N");
    harness.get_by_label("Save");
}

#[test]
fn the_palette_shows_the_chosen_keys() {
    let (mut harness, _folder) = with_keys("\"view.commands\" = \"F4\"\n\"file.new\" = \"Alt+N\"\n");
    press(&mut harness, Modifiers::NONE, Key::F4);
    harness.get_by_label("New file, Alt+N");
}

#[test]
fn tooltips_show_the_chosen_keys() {
    let keys = "\"view.menu\" = \"F4\"\n\"name.list\" = \"Alt+M\"\n\"view.engine\" = []\n";
    let (mut harness, _folder) = with_keys(keys);
    for (name, tooltip) in [
        ("Main menu", "Main menu (F4)"),
        ("Open the list of places", "Open the list of places (Alt+M)"),
        ("Open the engine panel", "Open the engine panel"),
    ] {
        let at = harness.get_by_role_and_label(egui::Role::Button, name).rect().center();
        harness.hover_at(at);
        harness.run_steps(60);
        assert!(harness.query_all_by_label(tooltip).next().is_some(), "{tooltip}");
        harness.hover_at(egui::pos2(600.0, 600.0));
        harness.run_steps(20);
    }
}

#[test]
fn a_letter_with_alt_that_means_nothing_here_is_not_typed_either() {
    let (mut harness, _folder) = with_keys("");
    // As the window brings them: in one frame.
    let key = Event::Key {
        key: Key::R,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::ALT,
    };
    harness.input_mut().events.extend([key, Event::Text("r".to_owned())]);
    settle(&mut harness);
    assert_eq!(harness.state().observe().text.to_string(), TEXT);
    type_text(&mut harness, "r");
    assert!(harness.state().observe().text.to_string().starts_with('r'));
}

#[test]
fn a_letter_with_alt_is_not_typed() {
    let (mut harness, _folder) = with_keys("\"help.about\" = \"Alt+A\"\n");
    harness.event(Event::Text("å".to_owned()));
    harness.key_press_modifiers(Modifiers::ALT, Key::A);
    settle(&mut harness);
    assert!(harness.query_by_role_and_label(egui::Role::Dialog, "About Namelight").is_some());
}
