//! Settings in their file: read, kept, changed by hand while the program runs, and broken.

use std::time::{Duration, Instant};

use super::*;
use crate::highlights::Part;
use crate::panels::Action;
use crate::theme::{RowHeight, ThemeChoice};

/// A program whose settings are in a folder of their own.
fn opened(folder: &tempfile::TempDir) -> Harness<'static, App> {
    let settings = Some(folder.path().join("deep/settings.toml"));
    start(Options { start: Start::Text(TEXT.to_owned()), settings, ..Options::default() })
}

fn folder_with(text: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(&folder, text);
    folder
}

fn write(folder: &tempfile::TempDir, text: &str) {
    fs::create_dir_all(folder.path().join("deep")).unwrap();
    fs::write(folder.path().join("deep/settings.toml"), text).unwrap();
}

fn written(folder: &tempfile::TempDir) -> Option<String> {
    fs::read_to_string(folder.path().join("deep/settings.toml")).ok()
}

/// Frames until something is so; the file is looked at in real time.
#[track_caller]
fn wait_for(harness: &mut Harness<'_, App>, what: &str, is_so: impl Fn(&App) -> bool) {
    let began = Instant::now();
    while !is_so(harness.state()) {
        assert!(began.elapsed() < Duration::from_secs(20), "{what} doesn't come");
        harness.step();
        std::thread::sleep(Duration::from_millis(5));
    }
    settle(harness);
}

#[test]
fn without_a_change_no_file_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = opened(&folder);
    type_text(&mut harness, "x");
    drop(harness);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn the_file_is_in_force_in_the_first_frame() {
    let folder = folder_with(
        "[look]\ntheme = \"beacon\"\ntext_size = 20\nrow_height = \"high\"\nsticky_lines = false\n",
    );
    let settings = Some(folder.path().join("deep/settings.toml"));
    let harness = Harness::builder().build_eframe(|creation| {
        App::new(&creation.egui_ctx, Options { settings, ..Options::default() }).unwrap()
    });
    assert_eq!(theme::current(&harness.ctx).name, "Beacon");
    let view = &harness.state().file.view;
    assert_eq!(
        (view.zoom().font_size(), view.row_height(), view.is_sticky()),
        (20.0, RowHeight::High, false)
    );
}

#[test]
fn switches_and_keys_are_in_force() {
    let folder = folder_with("[light]\nnames = false\n[keys]\n\"view.light\" = \"Alt+M\"\n");
    let mut harness = opened(&folder);
    go_to(&mut harness, "total", 1);
    assert!(lit(&harness).is_empty());
    assert_eq!(
        harness.state().darkness().map(|said| said.to_string()).unwrap_or_default(),
        "The light is off · Alt+M turns it on"
    );
    press(&mut harness, Modifiers::NONE, Key::F7);
    assert!(lit(&harness).is_empty(), "the usual key does nothing");
    press(&mut harness, Modifiers::ALT, Key::M);
    assert_eq!(lit(&harness).len(), 3);
}

#[test]
fn what_is_changed_is_kept_for_the_next_run() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = opened(&folder);
    press(&mut harness, Modifiers::COMMAND, Key::Plus);
    press(&mut harness, Modifiers::COMMAND, Key::Plus);
    press(&mut harness, Modifiers::NONE, Key::F7);
    for action in
        [Action::SetTheme(ThemeChoice::Overcast), Action::SetRowHeight(RowHeight::Low), Action::ToggleSticky]
    {
        harness.state_mut().queue.push(action);
        settle(&mut harness);
    }
    let text = written(&folder).unwrap();
    for line in [
        "theme = \"overcast\"",
        "text_size = 16",
        "names = false",
        "sticky_lines = false",
        "row_height = \"low\"",
    ] {
        assert!(text.contains(line), "{line} isn't in {text}");
    }
    drop(harness);
    let again = opened(&folder);
    assert_eq!(theme::current(&again.ctx).name, "Overcast");
    let file = &again.state().file;
    assert_eq!((file.view.zoom().font_size(), file.view.row_height()), (16.0, RowHeight::Low));
    assert!(!file.view.is_sticky() && !file.light.switches().is_on(Part::Light));
}

#[test]
fn the_wheel_with_ctrl_is_kept_as_well() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = opened(&folder);
    harness.hover_at(egui::pos2(400.0, 400.0));
    harness.step();
    harness.event(Event::MouseWheel {
        unit: egui::MouseWheelUnit::Line,
        delta: egui::vec2(0.0, 1.0),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Unknown,
        modifiers: Modifiers::COMMAND,
    });
    settle(&mut harness);
    assert!(written(&folder).unwrap().contains("text_size = 15"));
}

#[test]
fn what_was_changed_last_is_written_even_when_the_window_closes_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = opened(&folder);
    harness.state_mut().queue.push(Action::SetTheme(ThemeChoice::Harbour));
    harness.step();
    drop(harness);
    assert!(written(&folder).unwrap().contains("theme = \"harbour\""));
}

#[test]
fn a_change_keeps_the_comments() {
    let folder = folder_with("# mine\n[look]\nwrap = true # yes\n");
    let mut harness = opened(&folder);
    harness.state_mut().queue.push(Action::SetTheme(ThemeChoice::Harbour));
    settle(&mut harness);
    assert_eq!(written(&folder).unwrap(), "# mine\n[look]\nwrap = true # yes\ntheme = \"harbour\"\n");
}

#[test]
fn a_change_by_hand_counts_while_the_program_runs_and_is_told_calmly() {
    let folder = folder_with("[look]\ntheme = \"lantern\"\n");
    let mut harness = opened(&folder);
    assert!(harness.state().settings_sentence().is_none());
    write(&folder, "[look]\ntheme = \"daylight\"\ntext_size = 18\n");
    wait_for(&mut harness, "the theme", |app| app.preferences.settings.theme == ThemeChoice::Daylight);
    assert_eq!(theme::current(&harness.ctx).name, "Daylight");
    assert_eq!(harness.state().file.view.zoom().font_size(), 18.0);
    harness.get_by_label_contains("Settings changed");
    assert!(notices(&harness).is_empty(), "nothing moves the code");
    type_text(&mut harness, "x");
    assert!(harness.query_by_label_contains("Settings changed").is_none());
}

#[test]
fn other_keys_count_while_the_program_runs() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = opened(&folder);
    write(&folder, "[keys]\n\"name.next-place\" = \"Alt+N\"\n");
    wait_for(&mut harness, "the keys", |app| !app.preferences.settings.keys.is_empty());
    go_to(&mut harness, "total", 0);
    press(&mut harness, Modifiers::ALT, Key::N);
    assert_eq!(harness.state().observe().cursor, TEXT.match_indices("total").nth(1).unwrap().0);
}

#[test]
fn one_notice_says_all_that_is_wrong_and_the_file_stays() {
    let text = "[look]\ntheme = \"lila\"\nsize = 3\ntext_size = 16\n";
    let folder = folder_with(text);
    let harness = opened(&folder);
    let [said] = &notices(&harness)[..] else { panic!("{:?}", notices(&harness)) };
    for part in
        ["settings.toml, line 2: look.theme is \"lila\"", "\"system\" is used", "line 3: there is no setting"]
    {
        assert!(said.contains(part), "{part} isn't in {said}");
    }
    assert_eq!(harness.state().file.view.zoom().font_size(), 16.0, "the rest is used");
    assert_eq!(written(&folder).unwrap(), text);
}

#[test]
fn a_broken_file_is_told_at_the_start_and_not_written_over() {
    let folder = folder_with("[look\n");
    let mut harness = opened(&folder);
    assert!(notices(&harness)[0].contains("line 1"), "{:?}", notices(&harness));
    harness.state_mut().queue.push(Action::SetTheme(ThemeChoice::Harbour));
    settle(&mut harness);
    assert_eq!(theme::current(&harness.ctx).name, "Harbour", "it counts");
    assert!(notices(&harness)[1].contains("wasn't written: the file isn't TOML"), "{:?}", notices(&harness));
    assert_eq!(written(&folder).unwrap(), "[look\n");
}

#[test]
fn a_file_that_breaks_keeps_the_last_good_settings_and_the_notice_goes_when_it_is_mended() {
    let folder = folder_with("[look]\ntheme = \"harbour\"\n");
    let mut harness = opened(&folder);
    write(&folder, "[look]\ntheme = \n");
    wait_for(&mut harness, "the notice", |app| !app.notices.is_empty());
    assert!(notices(&harness)[0].contains("settings.toml, line 2"), "{:?}", notices(&harness));
    assert_eq!(theme::current(&harness.ctx).name, "Harbour");
    write(&folder, "[look]\ntheme = \"overcast\"\n");
    wait_for(&mut harness, "the theme", |app| app.preferences.settings.theme == ThemeChoice::Overcast);
    assert!(notices(&harness).is_empty());
}

#[test]
fn a_file_that_goes_away_changes_nothing() {
    let folder = folder_with("[look]\ntheme = \"harbour\"\n");
    let mut harness = opened(&folder);
    fs::remove_file(folder.path().join("deep/settings.toml")).unwrap();
    let began = Instant::now();
    while began.elapsed() < Duration::from_millis(900) {
        harness.step();
        std::thread::sleep(Duration::from_millis(20));
    }
    assert_eq!(theme::current(&harness.ctx).name, "Harbour");
    harness.state_mut().queue.push(Action::ToggleSticky);
    settle(&mut harness);
    assert!(written(&folder).unwrap().contains("sticky_lines = false"));
}

#[test]
fn a_folder_in_its_place_is_told() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("deep/settings.toml")).unwrap();
    let harness = opened(&folder);
    assert!(notices(&harness)[0].contains("it is a folder"), "{:?}", notices(&harness));
}

#[test]
fn a_font_that_is_not_there_is_told_and_code_keeps_its_own() {
    let folder = folder_with("[look]\ncode_font = \"No Such Mono\"\n");
    let harness = opened(&folder);
    assert_eq!(notices(&harness), ["This system has no font called No Such Mono, so code keeps its font."]);
}

#[test]
fn without_a_file_settings_last_as_long_as_the_window() {
    let mut harness = start(Options { start: Start::Text(TEXT.to_owned()), ..Options::default() });
    press(&mut harness, Modifiers::COMMAND, Key::Plus);
    assert_eq!(harness.state().file.view.zoom().font_size(), 15.0);
    harness.state_mut().queue.push(Action::OpenSettingsFile);
    settle(&mut harness);
    assert_eq!(notices(&harness), ["These settings are kept in no file."]);
}

#[test]
fn another_text_has_the_same_size_and_sticky_lines() {
    let mut harness = start(Options { start: Start::Text(TEXT.to_owned()), ..Options::default() });
    press(&mut harness, Modifiers::COMMAND, Key::Plus);
    harness.state_mut().queue.push(Action::ToggleSticky);
    settle(&mut harness);
    press(&mut harness, Modifiers::COMMAND, Key::N);
    let view = &harness.state().file.view;
    assert_eq!((view.zoom().font_size(), view.is_sticky()), (15.0, false));
}
