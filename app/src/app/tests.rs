//! The whole program without a window: real engine, real disk, frames in virtual time.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod look;

use std::fs;
use std::path::Path;

use egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use super::*;
use crate::document::Selection;
use crate::run::Runner;
use crate::{highlights, theme};

mod bars;
mod bookmarks;
mod breadcrumb;
mod by_hand;
mod by_hand_again;
mod comparing;
mod cursors;
mod editing;
mod encodings;
mod engine_failures;
mod engine_panel;
mod file_style;
mod find;
mod find_look;
mod find_replace;
mod folder_pictures;
mod folder_tree;
mod folding;
mod go_to_line;
mod habits;
mod history;
mod holding;
mod key_bindings;
mod last_bookmarks;
mod last_session;
mod minute;
mod moving;
mod names_pictures;
mod opening_band;
mod outline;
mod outside;
mod palette;
mod panel;
mod panes;
mod pasting;
mod pins;
mod places;
mod problems;
mod quick_open;
mod recent;
mod recovery;
mod recovery_ends;
mod recovery_pictures;
mod rename_folded;
mod rename_in_place;
mod renames;
mod renames_beside;
mod running;
mod running_keys;
mod running_output;
mod settings_dialog;
mod settings_file;
mod sizes;
mod small_window;
mod sticky;
mod storage_faults;
mod suggestions;
mod switches;
mod symbols;
mod symbols_pictures;
mod tabs;
mod tabs_from_outside;
mod tabs_pictures;
mod tabs_saving;
mod tidying;
mod tiny_windows;
mod walk;
mod welcome;
mod wrapping;

const TEXT: &str =
    "def mean(levels, total=0):\n    for level in levels:\n        total += level\n    return total\n";

fn start(options: Options) -> Harness<'static, App> {
    start_in_steps(options, 0.25)
}

/// Each frame comes so many seconds after the one before.
fn start_in_steps(options: Options, seconds: f32) -> Harness<'static, App> {
    let options = Options { has_dialogs: false, ..options };
    let mut harness = Harness::builder()
        .with_size(egui::vec2(1280.0, 800.0))
        .with_step_dt(seconds)
        .build_eframe(|creation| App::new(&creation.egui_ctx, options).unwrap());
    settle(&mut harness);
    harness
}

fn start_with(path: &Path) -> Harness<'static, App> {
    start(Options { start: Start::File(path.to_owned()), ..Options::default() })
}

/// Draws until no frame is due, which threads that still write may put off.
#[track_caller]
fn rests(harness: &mut Harness<'_, App>) {
    for _ in 0..5_000 {
        harness.step();
        let is_due = |view: &egui::ViewportOutput| view.repaint_delay < Duration::MAX;
        if !harness.output().viewport_output.values().any(is_due) {
            return;
        }
        std::thread::sleep(Duration::from_millis(1));
    }
    panic!("it doesn't come to rest: {:?}", harness.ctx.repaint_causes());
}

/// Frames until nothing is under way any more; the other threads get real time to work in.
fn settle(harness: &mut Harness<'_, App>) {
    for _ in 0..2000 {
        harness.step();
        if harness.state().is_settled() {
            harness.step();
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    panic!("the program doesn't come to rest: {:?}", harness.state().observe());
}

fn press(harness: &mut Harness<'_, App>, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    settle(harness);
}

fn type_text(harness: &mut Harness<'_, App>, text: &str) {
    harness.event(Event::Text(text.to_owned()));
    settle(harness);
}

/// Puts the cursor at the `nth` place (from 0) where `what` stands.
fn go_to(harness: &mut Harness<'_, App>, what: &str, nth: usize) {
    let app = harness.state_mut();
    let at = app.file.document.text().to_string().match_indices(what).nth(nth).unwrap().0;
    app.file.document.apply(&crate::document::Command::Select(Selection::cursor(at)), app.now);
    settle(harness);
}

/// The text under every painted light.
fn lit(harness: &Harness<'_, App>) -> Vec<String> {
    let seen = harness.state().observe();
    seen.painted.lit.iter().map(|one| seen.text.byte_slice(one.range.clone()).to_string()).collect()
}

fn says(harness: &Harness<'_, App>) -> String {
    harness.state().observe().words.map(|words| words.to_string()).unwrap_or_default()
}

/// What the bar says.
fn notices(harness: &Harness<'_, App>) -> Vec<String> {
    harness.state().notices.iter().map(|notice| notice.text.clone()).collect()
}

fn file(folder: &tempfile::TempDir, text: &str) -> PathBuf {
    let path = folder.path().join("summary.py");
    fs::write(&path, text).unwrap();
    path
}

#[test]
fn the_tour_opens_and_lights_up() {
    let mut harness = start(Options::default());
    assert_eq!(harness.state().title(), "tour.py");
    assert!(!harness.state().observe().is_modified);
    go_to(&mut harness, "total=0.0", 0);
    assert_eq!(says(&harness), "total · parameter of mean() · 8 uses, 3 writes");
}

#[test]
fn a_move_lights_the_name_under_the_cursor() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = start_with(&file(&folder, TEXT));
    assert_eq!(says(&harness), "def · exit points of mean() · 2 places");
    for _ in 0..TEXT.find("total").unwrap() {
        press(&mut harness, Modifiers::NONE, Key::ArrowRight);
    }
    assert_eq!(says(&harness), "total · parameter of mean() · 3 uses, 1 write");
    assert_eq!(lit(&harness), ["total", "total", "total"]);
    let scopes = harness.state().observe().scopes;
    assert_eq!(scopes.iter().map(|scope| scope.title.as_str()).collect::<Vec<_>>(), ["mean()"]);
}

#[test]
fn typing_keeps_the_light_true() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = start_with(&file(&folder, TEXT));
    go_to(&mut harness, "total\n", 0);
    type_text(&mut harness, "sub");
    assert_eq!(lit(&harness), ["subtotal"]);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(lit(&harness), ["total", "total", "total"]);
    assert!(!harness.state().observe().is_modified);
}

#[test]
fn f8_goes_round() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = start_with(&file(&folder, TEXT));
    go_to(&mut harness, "total", 0);
    let mut places = vec![harness.state().observe().cursor];
    for _ in 0..3 {
        press(&mut harness, Modifiers::NONE, Key::F8);
        places.push(harness.state().observe().cursor);
        assert_eq!(lit(&harness).len(), 3);
    }
    let expected: Vec<usize> = TEXT.match_indices("total").map(|(at, _)| at).collect();
    assert_eq!(places[..3], expected);
    assert_eq!(places[3], expected[0]);
    press(&mut harness, Modifiers::SHIFT, Key::F8);
    assert_eq!(harness.state().observe().cursor, expected[2]);
}

#[test]
fn saving_writes_the_file_and_takes_the_mark_away() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(&folder, TEXT);
    let mut harness = start_with(&path);
    type_text(&mut harness, "# ");
    assert!(harness.state().observe().is_modified);
    press(&mut harness, Modifiers::COMMAND, Key::S);
    assert!(!harness.state().observe().is_modified);
    assert_eq!(fs::read_to_string(&path).unwrap(), format!("# {TEXT}"));
}

#[test]
fn unsaved_text_is_asked_about_before_it_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(&folder, TEXT);
    let mut harness = start_with(&path);
    type_text(&mut harness, "# ");

    press(&mut harness, Modifiers::COMMAND, Key::W);
    harness.get_by_label("Keep editing").click();
    settle(&mut harness);
    assert!(!harness.state().observe().is_asking);
    assert_eq!(harness.state().title(), "summary.py");

    press(&mut harness, Modifiers::COMMAND, Key::W);
    harness.get_by_label("Save summary.py").click();
    settle(&mut harness);
    assert_eq!(fs::read_to_string(&path).unwrap(), format!("# {TEXT}"));
    assert_eq!(harness.state().title(), "Untitled");
}

#[test]
fn while_a_question_is_open_keys_do_not_reach_the_text() {
    let mut harness = start(Options { start: Start::Text(TEXT.to_owned()), ..Options::default() });
    type_text(&mut harness, "x");
    let before = harness.state().observe().revision;
    press(&mut harness, Modifiers::COMMAND, Key::W);
    assert!(harness.state().observe().is_asking);
    type_text(&mut harness, "y");
    assert_eq!(harness.state().observe().revision, before);
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(!harness.state().observe().is_asking);
    type_text(&mut harness, "y");
    assert_ne!(harness.state().observe().revision, before, "the code has the keyboard again");
}

#[test]
fn discarding_goes_on() {
    let mut harness = start(Options { start: Start::Text(TEXT.to_owned()), ..Options::default() });
    type_text(&mut harness, "x");
    press(&mut harness, Modifiers::COMMAND, Key::W);
    harness.get_by_label("Discard changes").click();
    settle(&mut harness);
    assert_eq!(harness.state().observe().text.byte_len(), 0);
}

#[test]
fn a_file_that_changed_on_disk_is_not_overwritten_unasked() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(&folder, TEXT);
    let mut harness = start_with(&path);
    type_text(&mut harness, "# ");
    fs::write(&path, "theirs\n").unwrap();
    press(&mut harness, Modifiers::COMMAND, Key::S);
    assert_eq!(fs::read_to_string(&path).unwrap(), "theirs\n");
    harness.get_by_label("Overwrite summary.py").click();
    settle(&mut harness);
    assert_eq!(fs::read_to_string(&path).unwrap(), format!("# {TEXT}"));
    assert!(!harness.state().observe().is_modified);
}

#[test]
fn without_a_dialog_a_path_is_typed() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = start(Options { start: Start::Text(TEXT.to_owned()), ..Options::default() });
    press(&mut harness, Modifiers::COMMAND, Key::S);
    assert!(harness.state().observe().is_asking);
    let path = folder.path().join("new.py");
    press(&mut harness, Modifiers::COMMAND, Key::A);
    type_text(&mut harness, path.to_str().unwrap());
    harness.get_by_label("Save under this name").click();
    settle(&mut harness);
    assert_eq!(fs::read_to_string(&path).unwrap(), TEXT);
    assert_eq!(harness.state().title(), "new.py");
}

#[test]
fn a_typed_path_does_not_overwrite_another_file_unasked() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(&folder, "theirs\n");
    let mut harness = start(Options { start: Start::Text(TEXT.to_owned()), ..Options::default() });
    for way in ["Keep editing", "Overwrite summary.py"] {
        press(&mut harness, Modifiers::COMMAND, Key::S);
        press(&mut harness, Modifiers::COMMAND, Key::A);
        type_text(&mut harness, path.to_str().unwrap());
        harness.get_by_label("Save under this name").click();
        settle(&mut harness);
        assert_eq!(fs::read_to_string(&path).unwrap(), "theirs\n");
        harness.get_by_label(way).click();
        settle(&mut harness);
    }
    assert_eq!(fs::read_to_string(&path).unwrap(), TEXT);
}

#[test]
fn a_file_that_is_not_there_is_told_in_a_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = start_with(&folder.path().join("nothing.py"));
    let notices = harness.state().observe().notices.to_vec();
    assert_eq!(notices.len(), 1);
    assert!(notices[0].text.contains("nothing.py"), "{notices:?}");
    harness.get_by_label_contains("Dismiss").click();
    settle(&mut harness);
    assert!(harness.state().observe().notices.is_empty());
}

#[test]
fn the_menu_opens_by_key_and_gives_the_keyboard_back() {
    let mut harness = start(Options { start: Start::Text(TEXT.to_owned()), ..Options::default() });
    press(&mut harness, Modifiers::NONE, Key::F10);
    assert!(harness.get_by_label("New file Ctrl+N").is_focused());
    press(&mut harness, Modifiers::NONE, Key::Escape);
    type_text(&mut harness, "x");
    assert!(harness.state().observe().is_modified, "typing goes into the code again");
}

#[test]
fn a_signal_rescues_unsaved_text_beside_its_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(&folder, TEXT);
    let mut harness = start_with(&path);
    let flag = SignalFlag::default();
    harness.state_mut().heed(flag.clone());
    type_text(&mut harness, "# ");
    flag.raise(15);
    harness.step();
    assert!(!harness.state().observe().is_asking, "nobody is there to answer");
    harness.state_mut().finish();
    assert_eq!(fs::read_to_string(&path).unwrap(), TEXT, "the file itself is left alone");
    let copy = folder.path().join(".summary.py.namelight-recovery");
    assert_eq!(fs::read_to_string(copy).unwrap(), format!("# {TEXT}"));
}

#[test]
fn nothing_is_drawn_when_nothing_happens() {
    let mut harness = start(Options { start: Start::Text(TEXT.to_owned()), ..Options::default() });
    go_to(&mut harness, "total", 0);
    harness.run_steps(20);
    let viewport = harness.output().viewport_output.values().next().unwrap();
    assert_eq!(viewport.repaint_delay, std::time::Duration::MAX, "{:?}", harness.ctx.repaint_causes());
}

#[test]
fn a_dropped_file_is_opened() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(&folder, TEXT);
    let mut harness = start(Options::default());
    harness.input_mut().dropped_files.push(crate::headless::Dropped::handle(path));
    settle(&mut harness);
    assert_eq!(harness.state().title(), "summary.py");
    assert_eq!(harness.state().observe().text.to_string(), TEXT);
}

const GAUGES: &str = "\
class Gauge:
    def read(self): return 1


def first(gauge: Gauge, other):
    return gauge.read(), other.read()


mill = Gauge()
mill.read()
";

#[test]
fn the_status_bar_says_how_sure_a_place_is_and_why() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = start_with(&file(&folder, GAUGES));
    go_to(&mut harness, "read", 0);
    assert_eq!(says(&harness), "read · method of Gauge · 3 uses, 1 possible");
    go_to(&mut harness, "read", 1);
    let said = "read · method of Gauge · 3 uses, 1 possible · likely, gauge is annotated as Gauge";
    assert_eq!(says(&harness), said);
    go_to(&mut harness, "read", 3);
    assert!(says(&harness).ends_with("likely, mill is bound once, to Gauge()"), "{}", says(&harness));
}

#[test]
fn from_a_place_that_is_only_possible_the_light_is_asked_for_anew() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = start_with(&file(&folder, GAUGES));
    go_to(&mut harness, "read", 0);
    go_to(&mut harness, "read", 2);
    assert_eq!(
        says(&harness),
        "read · attribute of other · 1 use, 3 possible · likely, the same path from the same variable"
    );
}

#[test]
fn a_resting_pointer_learns_why_a_place_is_lit() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = start_with(&file(&folder, GAUGES));
    go_to(&mut harness, "read", 0);
    let seen = harness.state().observe();
    let caret = seen.painted.caret.unwrap();
    // `gauge.read` stands four lines below the definition and 9 columns to the right of it.
    let (row, cell) = (22.0, 8.43);
    let at = caret.center() + egui::vec2(9.0 * cell + 2.0, 4.0 * row);
    harness.hover_at(at);
    harness.step();
    assert!(harness.query_by_label_contains("Likely").is_none(), "it waits for the pointer to rest");
    harness.run_steps(8);
    harness.get_by_label("Likely: gauge is annotated as Gauge");
}
