//! Files that other programs change, delete and replace while they are open. With `NAMELIGHT_PICTURES=folder` pictures
//! are written there, to be looked at.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::{Duration, Instant, SystemTime};

use super::look::{Drawing, picture};
use super::*;
use crate::drawing::Raster;
use crate::panels::{Action, OutsideAction};
use crate::theme;
use crate::theme::ThemeChoice;

/// Long enough for any disk; only a failing test waits for it.
const AT_MOST: Duration = Duration::from_secs(60);

const CHANGED: &str = "summary.py changed on disk. Your changes are still here and aren't saved.";
const GONE: &str =
    "summary.py was deleted or moved. Its text is still here, and saving writes the file again.";

fn options(path: &Path) -> Options {
    Options { start: Start::File(path.to_owned()), watches_files: true, ..Options::default() }
}

/// Opens a file that holds [`TEXT`] and watches it.
fn watched(folder: &tempfile::TempDir) -> (Harness<'static, App>, PathBuf) {
    let path = file(folder, TEXT);
    (start(options(&path)), path)
}

/// Frames until something has come true.
#[track_caller]
fn wait_for(harness: &mut Harness<'_, App>, what: impl Fn(&Harness<'_, App>) -> bool) {
    let began = Instant::now();
    while began.elapsed() < AT_MOST {
        harness.step();
        if what(harness) {
            return settle(harness);
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    panic!("it doesn't come: {:?}", harness.state().observe().notices);
}

/// Frames for long enough that what isn't to come would have come.
fn wait_a_while(harness: &mut Harness<'_, App>) {
    let began = Instant::now();
    while began.elapsed() < Duration::from_millis(800) {
        harness.step();
        std::thread::sleep(Duration::from_millis(10));
    }
}

fn says_that(harness: &Harness<'_, App>, said: &str) -> bool {
    harness.query_all_by_label(said).next().is_some()
}

fn text(harness: &Harness<'_, App>) -> String {
    harness.state().observe().text.to_string()
}

/// A change that isn't saved.
fn write_mine(harness: &mut Harness<'_, App>) {
    let app = harness.state_mut();
    let mine = crate::document::Command::ReplaceAll(format!("# mine\n{TEXT}"));
    app.file.document.apply(&mine, app.now);
    settle(harness);
}

fn click(harness: &mut Harness<'_, App>, button: &str) {
    harness.get_by_label(button).click();
    settle(harness);
}

/// A file with a change that isn't saved, to which another program has written.
fn changed_on_both_sides(folder: &tempfile::TempDir) -> (Harness<'static, App>, PathBuf) {
    let (mut harness, path) = watched(folder);
    write_mine(&mut harness);
    fs::write(&path, format!("{TEXT}# theirs\n")).unwrap();
    wait_for(&mut harness, |harness| says_that(harness, CHANGED));
    (harness, path)
}

#[test]
fn fault_10_a_text_without_changes_takes_over_what_its_file_holds() {
    let folder = tempfile::tempdir().unwrap();
    let (mut harness, path) = watched(&folder);
    go_to(&mut harness, "total\n", 0);
    let theirs = format!("import os\n\n\n{TEXT}# theirs\n");
    fs::write(&path, &theirs).unwrap();
    wait_for(&mut harness, |harness| text(harness) == theirs);
    let seen = harness.state().observe();
    assert!(!seen.is_modified);
    assert_eq!(seen.cursor, theirs.find("total\n").unwrap(), "the cursor stays with its line");
    assert_eq!(seen.notices[0].text, "Reloaded summary.py: changed outside");
    assert_eq!(lit(&harness), ["total", "total", "total"]);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!((text(&harness).as_str(), harness.state().observe().is_modified), (TEXT, true), "one step");
}

#[test]
fn fault_10_a_bookmark_stays_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let (mut harness, path) = watched(&folder);
    go_to(&mut harness, "return", 0);
    press(&mut harness, Modifiers::COMMAND | Modifiers::ALT, Key::K);
    let theirs = format!("import os\n\n\n{TEXT}# theirs\n");
    fs::write(&path, &theirs).unwrap();
    wait_for(&mut harness, |harness| text(harness) == theirs);
    let line = harness.state().file.bookmarks.lines()[0].clone();
    assert_eq!(&theirs[line], "    return total");
}

#[test]
fn fault_08_a_text_with_changes_is_kept_and_a_bar_tells() {
    let folder = tempfile::tempdir().unwrap();
    let (mut harness, _path) = changed_on_both_sides(&folder);
    assert_eq!(text(&harness), format!("# mine\n{TEXT}"));
    assert!(!harness.state().observe().is_asking, "it doesn't stand in the way");
    type_text(&mut harness, "x");
    assert_eq!(text(&harness), format!("# mine\nx{TEXT}"));
    assert!(says_that(&harness, "summary.py, changed on disk, unsaved changes"), "the tab says so");
}

#[test]
fn fault_08_f6_leads_to_the_bar() {
    let folder = tempfile::tempdir().unwrap();
    let (mut harness, _path) = changed_on_both_sides(&folder);
    press(&mut harness, Modifiers::NONE, Key::F6);
    press(&mut harness, Modifiers::NONE, Key::F6);
    assert!(harness.get_by_label("Compare").is_focused());
    press(&mut harness, Modifiers::NONE, Key::F6);
    assert!(harness.state().file.view.has_keyboard(&harness.ctx));
}

#[test]
fn fault_08_reloading_takes_theirs_and_undo_gives_mine_back() {
    let folder = tempfile::tempdir().unwrap();
    let (mut harness, _path) = changed_on_both_sides(&folder);
    click(&mut harness, "Reload");
    assert_eq!(text(&harness), format!("{TEXT}# theirs\n"));
    assert!(!harness.state().observe().is_modified && !says_that(&harness, CHANGED));
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(text(&harness), format!("# mine\n{TEXT}"));
}

#[test]
fn fault_08_overwriting_writes_mine() {
    let folder = tempfile::tempdir().unwrap();
    let (mut harness, path) = changed_on_both_sides(&folder);
    click(&mut harness, "Overwrite");
    assert_eq!(fs::read_to_string(&path).unwrap(), format!("# mine\n{TEXT}"));
    wait_a_while(&mut harness);
    assert!(!harness.state().observe().is_modified && !says_that(&harness, CHANGED));
}

#[test]
fn fault_08_comparing_shows_both_and_leaves_the_bar() {
    let folder = tempfile::tempdir().unwrap();
    let (mut harness, path) = changed_on_both_sides(&folder);
    click(&mut harness, "Compare");
    harness.get_by_label("Added line 1: # mine");
    harness.get_by_label("Removed line 5: # theirs");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(says_that(&harness, CHANGED));
    click(&mut harness, "Compare");
    click(&mut harness, "Overwrite summary.py");
    assert_eq!(fs::read_to_string(&path).unwrap(), format!("# mine\n{TEXT}"));
    assert!(!says_that(&harness, CHANGED));
}

#[test]
fn a_bar_that_is_dismissed_stays_away_until_there_is_other_news() {
    let folder = tempfile::tempdir().unwrap();
    let (mut harness, path) = changed_on_both_sides(&folder);
    click(&mut harness, "Dismiss what is said of the file");
    wait_a_while(&mut harness);
    assert!(!says_that(&harness, CHANGED));
    fs::write(&path, "other\n").unwrap();
    wait_for(&mut harness, |harness| says_that(harness, CHANGED));
}

#[test]
fn fault_08_another_time_alone_alarms_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let (mut harness, path) = watched(&folder);
    write_mine(&mut harness);
    let file = fs::File::options().write(true).open(&path).unwrap();
    file.set_modified(SystemTime::now() + Duration::from_secs(60)).unwrap();
    wait_a_while(&mut harness);
    assert!(!says_that(&harness, CHANGED) && harness.state().observe().notices.is_empty());
}

#[test]
fn fault_08_what_this_window_saves_alarms_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let (mut harness, path) = watched(&folder);
    for letter in ["1", "2", "3"] {
        type_text(&mut harness, letter);
        press(&mut harness, Modifiers::COMMAND, Key::S);
    }
    type_text(&mut harness, "4");
    wait_a_while(&mut harness);
    assert_eq!(fs::read_to_string(&path).unwrap(), format!("123{TEXT}"));
    assert_eq!(text(&harness), format!("1234{TEXT}"));
    assert!(!says_that(&harness, CHANGED) && harness.state().observe().notices.is_empty());
}

#[test]
fn fault_09_a_deleted_file_keeps_its_text_and_saving_writes_it_again() {
    let folder = tempfile::tempdir().unwrap();
    let (mut harness, path) = watched(&folder);
    fs::remove_file(&path).unwrap();
    wait_for(&mut harness, |harness| says_that(harness, GONE));
    assert_eq!(text(&harness), TEXT);
    assert!(says_that(&harness, "summary.py, deleted"), "the tab says so");
    click(&mut harness, "Save");
    assert_eq!(fs::read_to_string(&path).unwrap(), TEXT);
    assert!(!says_that(&harness, GONE) && says_that(&harness, "summary.py"));
}

#[test]
fn fault_09_a_text_whose_file_is_gone_is_not_closed_unasked() {
    let folder = tempfile::tempdir().unwrap();
    let (mut harness, path) = watched(&folder);
    fs::remove_file(&path).unwrap();
    wait_for(&mut harness, |harness| says_that(harness, GONE));
    press(&mut harness, Modifiers::COMMAND, Key::W);
    assert!(harness.state().observe().is_asking);
    click(&mut harness, "Keep editing");
    click(&mut harness, "Dismiss what is said of the file");
    press(&mut harness, Modifiers::COMMAND, Key::W);
    assert_eq!(harness.state().title(), "Untitled", "it was let go");
}

#[test]
fn fault_09_a_moved_file_with_changes_is_told_and_nothing_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let (mut harness, path) = watched(&folder);
    write_mine(&mut harness);
    fs::rename(&path, folder.path().join("elsewhere.py")).unwrap();
    wait_for(&mut harness, |harness| says_that(harness, GONE));
    press(&mut harness, Modifiers::COMMAND, Key::S);
    assert_eq!(fs::read_to_string(&path).unwrap(), format!("# mine\n{TEXT}"));
    assert_eq!(fs::read_to_string(folder.path().join("elsewhere.py")).unwrap(), TEXT);
}

#[test]
fn fault_09_a_file_that_comes_back_is_as_if_nothing_had_been() {
    let folder = tempfile::tempdir().unwrap();
    let (mut harness, path) = watched(&folder);
    fs::remove_file(&path).unwrap();
    wait_for(&mut harness, |harness| says_that(harness, GONE));
    fs::write(&path, TEXT).unwrap();
    wait_for(&mut harness, |harness| !says_that(harness, GONE));
    assert!(says_that(&harness, "summary.py"));
}

#[test]
fn fault_06_a_folder_in_the_files_place_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let (mut harness, path) = watched(&folder);
    fs::remove_file(&path).unwrap();
    fs::create_dir(&path).unwrap();
    let said = "Couldn't open summary.py: it is a folder, not a file. Your text is still here.";
    wait_for(&mut harness, |harness| says_that(harness, said));
    assert!(says_that(&harness, "summary.py, replaced"));
    press(&mut harness, Modifiers::COMMAND, Key::S);
    assert!(path.is_dir(), "and nothing is written over it");
    assert_eq!(text(&harness), TEXT);
}

#[test]
fn fault_06_a_folder_that_is_gone_is_told_and_the_text_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let inner = folder.path().join("inner");
    fs::create_dir(&inner).unwrap();
    let path = inner.join("summary.py");
    fs::write(&path, TEXT).unwrap();
    let mut harness = start(options(&path));
    fs::remove_dir_all(&inner).unwrap();
    wait_for(&mut harness, |harness| says_that(harness, GONE));
    click(&mut harness, "Save");
    let said = &harness.state().observe().notices[0].text;
    assert!(said.starts_with("Couldn't save summary.py: its folder is gone."), "{said}");
    assert_eq!(text(&harness), TEXT);
}

#[test]
fn a_file_in_another_tab_is_reloaded_too() {
    let folder = tempfile::tempdir().unwrap();
    let (mut harness, path) = watched(&folder);
    harness.state_mut().queue.push(Action::New);
    settle(&mut harness);
    let title = harness.state().title();
    fs::write(&path, "theirs\n").unwrap();
    wait_for(&mut harness, |harness| harness.state().files().any(|file| *file.document.text() == "theirs\n"));
    assert_eq!(harness.state().title(), title);
}

#[test]
fn fault_08_the_question_before_a_save_can_compare_and_is_asked_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(&folder, TEXT);
    let mut harness = start_with(&path);
    write_mine(&mut harness);
    fs::write(&path, "theirs\n").unwrap();
    press(&mut harness, Modifiers::COMMAND, Key::S);
    click(&mut harness, "Compare");
    harness.get_by_label("Removed line 1: theirs");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    harness.get_by_label("Keep editing");
    click(&mut harness, "Compare");
    click(&mut harness, "Overwrite summary.py");
    assert_eq!(fs::read_to_string(&path).unwrap(), format!("# mine\n{TEXT}"));
    assert!(!harness.state().observe().is_asking);
}

#[test]
fn fault_08_the_question_before_a_save_can_reload() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(&folder, TEXT);
    let mut harness = start_with(&path);
    write_mine(&mut harness);
    fs::write(&path, "theirs\n").unwrap();
    press(&mut harness, Modifiers::COMMAND, Key::S);
    click(&mut harness, "Reload summary.py");
    assert_eq!(text(&harness), "theirs\n");
    let seen = harness.state().observe();
    assert!(!seen.is_asking && !seen.is_modified);
    assert_eq!(fs::read_to_string(&path).unwrap(), "theirs\n");
}

#[test]
fn a_text_without_a_file_has_nothing_to_be_compared_with() {
    let mut harness = start(Options::default());
    harness.state_mut().queue.push(Action::Outside(OutsideAction::Compare));
    settle(&mut harness);
    assert!(harness.state().observe().notices[0].text.contains("kept in no file"));
}

#[test]
fn fault_11_the_second_window_on_a_file_is_warned() {
    let folder = tempfile::tempdir().unwrap();
    let state = tempfile::tempdir().unwrap();
    let path = file(&folder, TEXT);
    let window = || start(Options { state: Some(state.path().to_owned()), ..options(&path) });
    let mut first = window();
    wait_a_while(&mut first);
    assert!(first.state().observe().notices.is_empty());
    let mut second = window();
    wait_for(&mut second, |harness| !harness.state().observe().notices.is_empty());
    let said = &second.state().observe().notices[0].text;
    assert!(said.starts_with("summary.py is open in another Namelight window, too."), "{said}");
    type_text(&mut second, "x");
    assert!(second.state().observe().is_modified, "it warns and stops nobody");
    wait_a_while(&mut first);
    assert!(first.state().observe().notices.is_empty());
}

#[test]
fn the_bar_is_drawn_in_every_theme() {
    for choice in [ThemeChoice::Lantern, ThemeChoice::Daylight, ThemeChoice::Beacon] {
        let folder = tempfile::tempdir().unwrap();
        let path = file(&folder, TEXT);
        let raster = Rc::new(RefCell::new(Raster::default()));
        let options = Options { has_dialogs: false, ..options(&path) };
        let mut harness = Harness::builder()
            .with_size(egui::vec2(1280.0, 800.0))
            .renderer(Drawing(Rc::clone(&raster)))
            .build_eframe(|creation| App::new(&creation.egui_ctx, options).unwrap());
        settle(&mut harness);
        harness.state_mut().queue.push(Action::SetTheme(choice));
        settle(&mut harness);
        write_mine(&mut harness);
        fs::write(&path, "theirs\n").unwrap();
        wait_for(&mut harness, |harness| says_that(harness, CHANGED));
        harness.run_steps(10);
        let theme = theme::current(&harness.ctx);
        let picture = picture(&raster, &harness, &format!("outside-{}", theme.name));
        let sign = picture.pixels().filter(|pixel| pixel.0 == theme.status.warn.to_array()).count();
        assert!(sign > 10, "{}", theme.name);
        let bar = harness.get_by_label(CHANGED).rect();
        let buttons = ["Compare", "Reload", "Overwrite", "Dismiss what is said of the file"];
        let mut left = bar.right();
        for button in buttons.map(|name| harness.get_by_label(name).rect()) {
            assert!(button.left() >= left && button.right() < 1280.0, "{button:?}");
            left = button.right();
        }
    }
}
