//! The settings' dialog, as a person uses it.

use super::*;
use crate::editor::WhiteSpace;
use crate::settings::Page;
use crate::theme::{RowHeight, ThemeChoice};

fn open_with(options: Options) -> Harness<'static, App> {
    let mut harness = start(Options { start: Start::Text(TEXT.to_owned()), ..options });
    press(&mut harness, Modifiers::COMMAND, Key::Comma);
    harness
}

fn open() -> Harness<'static, App> {
    open_with(Options::default())
}

fn page(harness: &mut Harness<'_, App>, page: Page) {
    harness.get_by_role_and_label(egui::Role::Tab, page.words()).click();
    settle(harness);
}

fn click(harness: &mut Harness<'_, App>, label: &str) {
    harness.get_by_label(label).click();
    settle(harness);
}

fn settings<'h>(harness: &'h Harness<'_, App>) -> &'h crate::settings::Settings {
    &harness.state().preferences.settings
}

#[test]
fn its_key_opens_it_and_escape_gives_the_keyboard_back() {
    let mut harness = open();
    harness.get_by_role_and_label(egui::Role::Dialog, "Settings");
    assert!(harness.get_by_role_and_label(egui::Role::Tab, "Look").is_focused());
    type_text(&mut harness, "x");
    assert_eq!(harness.state().observe().text.to_string(), TEXT);
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(harness.query_by_role_and_label(egui::Role::Dialog, "Settings").is_none());
    type_text(&mut harness, "x");
    assert!(harness.state().observe().is_modified);
}

#[test]
fn its_button_and_a_click_beside_it_close_it() {
    let mut harness = open();
    click(&mut harness, "Close");
    assert!(!harness.state().preferences.is_dialog_open());
}

#[test]
fn a_theme_is_in_force_at_once() {
    let mut harness = open();
    click(&mut harness, "Theme: Daylight, light");
    assert_eq!(theme::current(&harness.ctx).name, "Daylight");
    assert_eq!(settings(&harness).theme, ThemeChoice::Daylight);
    assert!(harness.state().preferences.is_dialog_open(), "and the dialog stays");
}

#[test]
fn a_row_height_is_in_force_at_once() {
    let mut harness = open();
    click(&mut harness, "Row height: High, 24");
    assert_eq!(harness.state().file.view.row_height(), RowHeight::High);
}

#[test]
fn a_size_is_typed() {
    let mut harness = open();
    harness.get_by_role_and_label(egui::Role::SpinButton, "Text size, in points").focus();
    settle(&mut harness);
    press(&mut harness, Modifiers::COMMAND, Key::A);
    type_text(&mut harness, "19");
    press(&mut harness, Modifiers::NONE, Key::Tab);
    assert_eq!(settings(&harness).text_size, 19);
    assert_eq!(harness.state().file.view.zoom().font_size(), 19.0);
}

#[test]
fn switches_are_switched_by_key() {
    let mut harness = open();
    harness.get_by_label("Sticky scope lines").focus();
    settle(&mut harness);
    press(&mut harness, Modifiers::NONE, Key::Space);
    assert!(!harness.state().file.view.is_sticky());
}

#[test]
fn columns_are_typed_and_what_is_wrong_is_told() {
    let mut harness = open();
    let field = "Lines at these columns";
    for (typed, expected) in [("79, 100", vec![79, 100]), ("0", vec![79, 100]), ("", vec![])] {
        harness.get_by_role_and_label(egui::Role::TextInput, field).focus();
        settle(&mut harness);
        press(&mut harness, Modifiers::COMMAND, Key::A);
        press(&mut harness, Modifiers::NONE, Key::Delete);
        if !typed.is_empty() {
            type_text(&mut harness, typed);
        }
        assert_eq!(harness.query_by_label_contains("It must be").is_some(), typed == "0", "{typed}");
        press(&mut harness, Modifiers::NONE, Key::Tab);
        assert_eq!(settings(&harness).rulers, expected, "{typed}");
    }
}

#[test]
fn blanks_are_shown_where_it_is_chosen() {
    let mut harness = open();
    click(&mut harness, "Show blanks and tabs: Everywhere");
    assert_eq!(settings(&harness).white_space, WhiteSpace::All);
}

#[test]
fn the_light_has_a_page() {
    let mut harness = open();
    page(&mut harness, Page::Light);
    click(&mut harness, "Line along the scope");
    assert!(!harness.state().file.light.switches().is_on(crate::highlights::Part::Reach));
}

#[test]
fn editing_has_a_page() {
    let mut harness = open();
    page(&mut harness, Page::Editing);
    click(&mut harness, "Close brackets and quotes");
    assert!(!settings(&harness).auto_close);
}

#[test]
fn a_change_goes_into_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("settings.toml");
    let mut harness = open_with(Options { settings: Some(file.clone()), ..Options::default() });
    click(&mut harness, "Wrap long lines");
    assert!(fs::read_to_string(file).unwrap().contains("[look]\nwrap = true\n"));
}

#[test]
fn the_file_is_opened_and_made_first_if_need_be() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("settings.toml");
    let mut harness = open_with(Options { settings: Some(file), ..Options::default() });
    click(&mut harness, "Open the file");
    settle(&mut harness);
    assert_eq!(harness.state().title(), "settings.toml");
    assert!(harness.state().observe().text.to_string().starts_with("# Settings of Namelight."));
    assert!(!harness.state().preferences.is_dialog_open());
}

#[test]
fn without_a_file_it_says_so() {
    let harness = open();
    harness.get_by_label("These settings are kept in no file.");
    assert!(harness.query_by_label("Open the file").is_none());
}

#[test]
fn it_fits_into_a_low_window() {
    let mut harness = open();
    harness.set_size(egui::vec2(560.0, 360.0));
    for one in Page::ALL {
        page(&mut harness, one);
        let tab = harness.get_by_role_and_label(egui::Role::Tab, "Look").rect();
        let close = harness.get_by_label("Close").rect();
        assert!(tab.top() >= 16.0 && close.bottom() <= 344.0, "{one:?}: {tab} {close}");
        assert!(tab.left() >= 16.0, "{one:?}: {tab}");
    }
}

#[test]
fn nothing_is_drawn_while_it_waits() {
    for one in Page::ALL {
        let mut harness = open();
        page(&mut harness, one);
        harness.run_steps(20);
        let viewport = harness.output().viewport_output.values().next().unwrap();
        let causes = harness.ctx.repaint_causes();
        assert_eq!(viewport.repaint_delay, std::time::Duration::MAX, "{one:?}: {causes:?}");
    }
}
