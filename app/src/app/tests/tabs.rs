//! Several files in tabs: by keys, by pointer, and what each keeps while another one is looked at.

use egui::{PointerButton, Rect};
use egui_kittest::kittest::NodeT as _;

use super::*;

/// A folder with files of these names, each with a text of its own.
pub(super) fn folder_with(names: &[&str]) -> (tempfile::TempDir, Vec<PathBuf>) {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &&str| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text_of(name)).unwrap();
        path
    };
    let paths = names.iter().map(path).collect();
    (folder, paths)
}

/// The text of a file, in which its name is a variable with three uses.
pub(super) fn text_of(name: &str) -> String {
    let word = name.rsplit('/').next().unwrap().trim_end_matches(".py");
    format!("{word} = 1\nprint({word})\nprint({word})\n")
}

pub(super) fn start_with_all(paths: &[PathBuf]) -> Harness<'static, App> {
    let file = |path: &PathBuf| Wanted::File { path: path.clone(), place: None };
    start(Options { start: Start::Files(paths.iter().map(file).collect()), ..Options::default() })
}

/// The names of all tabs, from left to right.
pub(super) fn tabs(harness: &Harness<'_, App>) -> Vec<String> {
    let mut tabs: Vec<(f32, String)> = harness
        .query_all_by_role(egui::accesskit::Role::Tab)
        .map(|tab| (tab.rect().left(), tab.accesskit_node().label().unwrap_or_default()))
        .collect();
    tabs.sort_by(|a, b| a.0.total_cmp(&b.0));
    tabs.into_iter().map(|(_, name)| name).collect()
}

fn tab_rect(harness: &Harness<'_, App>, name: &str) -> Rect {
    let mut all = harness.query_all_by_role(egui::accesskit::Role::Tab);
    all.find(|tab| tab.accesskit_node().label().as_deref() == Some(name)).unwrap().rect()
}

fn click_tab(harness: &mut Harness<'_, App>, name: &str) {
    let at = tab_rect(harness, name).left_center() + egui::vec2(10.0, 0.0);
    click_with(harness, at, PointerButton::Primary);
}

fn click_with(harness: &mut Harness<'_, App>, pos: egui::Pos2, button: PointerButton) {
    harness.event(Event::PointerMoved(pos));
    for pressed in [true, false] {
        harness.event(Event::PointerButton { pos, button, pressed, modifiers: Modifiers::NONE });
    }
    settle(harness);
}

pub(super) fn title(harness: &Harness<'_, App>) -> String {
    harness.state().title()
}

#[test]
fn several_files_open_in_tabs_and_the_first_is_looked_at() {
    let (_folder, paths) = folder_with(&["a.py", "b.py", "c.py"]);
    let harness = start_with_all(&paths);
    assert_eq!(tabs(&harness), ["a.py", "b.py", "c.py"]);
    assert_eq!(title(&harness), "a.py");
    assert_eq!(lit(&harness), ["a", "a", "a"]);
}

#[test]
fn ctrl_tab_goes_round() {
    let (_folder, paths) = folder_with(&["a.py", "b.py", "c.py"]);
    let mut harness = start_with_all(&paths);
    let mut seen = Vec::new();
    for _ in 0..4 {
        press(&mut harness, Modifiers::COMMAND, Key::Tab);
        seen.push(title(&harness));
    }
    assert_eq!(seen, ["b.py", "c.py", "a.py", "b.py"]);
    assert_eq!(tabs(&harness), ["a.py", "b.py", "c.py"], "the order stays");
}

#[test]
fn ctrl_shift_tab_goes_back() {
    let (_folder, paths) = folder_with(&["a.py", "b.py", "c.py"]);
    let mut harness = start_with_all(&paths);
    let mut seen = Vec::new();
    for _ in 0..3 {
        press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::Tab);
        seen.push(title(&harness));
    }
    assert_eq!(seen, ["c.py", "b.py", "a.py"]);
}

#[test]
fn ctrl_page_keys_do_the_same() {
    let (_folder, paths) = folder_with(&["a.py", "b.py"]);
    let mut harness = start_with_all(&paths);
    press(&mut harness, Modifiers::COMMAND, Key::PageDown);
    assert_eq!(title(&harness), "b.py");
    press(&mut harness, Modifiers::COMMAND, Key::PageUp);
    assert_eq!(title(&harness), "a.py");
}

#[test]
fn a_click_on_a_tab_shows_its_file() {
    let (_folder, paths) = folder_with(&["a.py", "b.py", "c.py"]);
    let mut harness = start_with_all(&paths);
    click_tab(&mut harness, "c.py");
    assert_eq!(title(&harness), "c.py");
    assert_eq!(lit(&harness), ["c", "c", "c"]);
    type_text(&mut harness, "x");
    assert!(harness.state().observe().is_modified, "the code has the keyboard");
}

#[test]
fn each_file_keeps_its_cursor_and_its_undo() {
    let (_folder, paths) = folder_with(&["a.py", "b.py"]);
    let mut harness = start_with_all(&paths);
    go_to(&mut harness, "print", 1);
    type_text(&mut harness, "# ");
    let cursor = harness.state().observe().cursor;
    press(&mut harness, Modifiers::COMMAND, Key::Tab);
    assert_eq!(harness.state().observe().cursor, 0);
    type_text(&mut harness, "z");
    press(&mut harness, Modifiers::COMMAND, Key::Tab);
    assert_eq!(harness.state().observe().cursor, cursor);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(harness.state().observe().text.to_string(), text_of("a.py"));
    press(&mut harness, Modifiers::COMMAND, Key::Tab);
    assert_eq!(harness.state().observe().text.to_string(), format!("z{}", text_of("b.py")));
}

#[test]
fn each_file_keeps_where_it_is_scrolled_to() {
    let (_folder, paths) = folder_with(&["a.py", "b.py"]);
    fs::write(&paths[0], "x = 1\n".repeat(400)).unwrap();
    let mut harness = start_with_all(&paths);
    press(&mut harness, Modifiers::COMMAND, Key::End);
    let top = harness.state().file.view.top();
    assert!(top > 300.0);
    press(&mut harness, Modifiers::COMMAND, Key::Tab);
    press(&mut harness, Modifiers::COMMAND, Key::Tab);
    assert_eq!(harness.state().file.view.top(), top);
}

#[test]
fn each_file_keeps_its_pins() {
    let (_folder, paths) = folder_with(&["a.py", "b.py"]);
    let mut harness = start_with_all(&paths);
    press(&mut harness, Modifiers::ALT, Key::P);
    press(&mut harness, Modifiers::COMMAND, Key::Tab);
    assert!(harness.state().pinned_names().is_empty());
    press(&mut harness, Modifiers::COMMAND, Key::Tab);
    assert_eq!(harness.state().pinned_names()[0].name, "a");
}

#[test]
fn text_size_and_light_switches_are_the_same_in_all_files() {
    let (_folder, paths) = folder_with(&["a.py", "b.py"]);
    let mut harness = start_with_all(&paths);
    press(&mut harness, Modifiers::COMMAND, Key::Plus);
    press(&mut harness, Modifiers::NONE, Key::F7);
    let zoom = harness.state().file.view.zoom();
    press(&mut harness, Modifiers::COMMAND, Key::Tab);
    assert_eq!(harness.state().file.view.zoom(), zoom);
    assert!(lit(&harness).is_empty(), "the light is off here, too");
    press(&mut harness, Modifiers::NONE, Key::F7);
    assert_eq!(lit(&harness), ["b", "b", "b"]);
    press(&mut harness, Modifiers::COMMAND, Key::Tab);
    assert_eq!(lit(&harness), ["a", "a", "a"]);
}

#[test]
fn the_first_frame_of_a_file_shows_its_own_light_and_colours() {
    let (_folder, paths) = folder_with(&["a.py", "b.py"]);
    let mut harness = start_with_all(&paths);
    press(&mut harness, Modifiers::COMMAND, Key::Tab);
    for name in ["a", "b", "a", "b"] {
        harness.key_press_modifiers(Modifiers::COMMAND, Key::Tab);
        harness.step();
        assert_eq!(title(&harness), format!("{name}.py"));
        assert_eq!(lit(&harness), [name, name, name], "in the very frame of the key");
        let app = harness.state();
        assert!(app.file.light.tokens().range.end >= app.file.document.text().byte_len(), "all is coloured");
    }
}

#[test]
fn no_frame_shows_another_files_light() {
    let (_folder, paths) = folder_with(&["a.py", "b.py", "c.py"]);
    let mut harness = start_with_all(&paths);
    let mut random = fastrand::Rng::with_seed(7);
    for step in 0..120 {
        let (modifiers, key) = match random.usize(..5) {
            0 | 1 => (Modifiers::COMMAND, Key::Tab),
            2 => (Modifiers::COMMAND | Modifiers::SHIFT, Key::Tab),
            3 => (Modifiers::NONE, Key::ArrowDown),
            _ => (Modifiers::NONE, Key::ArrowRight),
        };
        harness.key_press_modifiers(modifiers, key);
        if random.bool() {
            harness.event(Event::Text("y".to_owned()));
        }
        harness.step();
        let seen = harness.state().observe();
        let said = format!("seed 7, step {step}: {:?}", seen.text.to_string());
        if let Some(target) = seen.target {
            let lit = lit(&harness);
            assert!(
                lit.iter().all(|word| *word == target.name),
                "{lit:?} is lit for {}, {said}",
                target.name
            );
        }
        let is_wrong = crate::requests::is_wrong(seen.text, seen.target, &seen.painted.lit);
        assert!(!is_wrong, "{said}");
    }
}

#[test]
fn ctrl_n_opens_a_new_tab_and_leaves_the_others_alone() {
    let (_folder, paths) = folder_with(&["a.py"]);
    let mut harness = start_with_all(&paths);
    type_text(&mut harness, "x");
    press(&mut harness, Modifiers::COMMAND, Key::N);
    assert!(!harness.state().observe().is_asking, "nothing is lost");
    assert_eq!(tabs(&harness), ["a.py, unsaved changes", "Untitled"]);
    assert_eq!(title(&harness), "Untitled");
}

#[test]
fn an_untouched_tour_makes_room() {
    let (_folder, paths) = folder_with(&["a.py"]);
    let mut harness = start(Options::default());
    harness.state_mut().queue.push(Action::OpenPath(paths[0].clone()));
    settle(&mut harness);
    assert_eq!(tabs(&harness), ["a.py"]);
}

#[test]
fn a_tour_that_was_changed_stays() {
    let (_folder, paths) = folder_with(&["a.py"]);
    let mut harness = start(Options::default());
    type_text(&mut harness, "x");
    harness.state_mut().queue.push(Action::OpenPath(paths[0].clone()));
    settle(&mut harness);
    assert_eq!(tabs(&harness), ["tour.py, unsaved changes", "a.py"]);
    assert_eq!(title(&harness), "a.py");
}

#[test]
fn a_file_that_is_open_is_gone_to() {
    let (_folder, paths) = folder_with(&["a.py", "b.py"]);
    let mut harness = start_with_all(&paths);
    type_text(&mut harness, "x");
    press(&mut harness, Modifiers::COMMAND, Key::Tab);
    harness.state_mut().queue.push(Action::OpenPath(paths[0].clone()));
    settle(&mut harness);
    assert_eq!(tabs(&harness), ["a.py, unsaved changes", "b.py"]);
    assert_eq!(title(&harness), "a.py");
}

#[cfg(unix)]
#[test]
fn a_link_to_an_open_file_is_that_file() {
    let (folder, paths) = folder_with(&["a.py", "b.py"]);
    let link = folder.path().join("link.py");
    std::os::unix::fs::symlink(&paths[1], &link).unwrap();
    let mut harness = start_with_all(&paths);
    harness.state_mut().queue.push(Action::OpenPath(link));
    settle(&mut harness);
    assert_eq!(tabs(&harness), ["a.py", "b.py"]);
    assert_eq!(title(&harness), "b.py");
}

#[test]
fn dropped_files_all_open() {
    let (_folder, paths) = folder_with(&["a.py", "b.py", "c.py"]);
    let mut harness = start(Options::default());
    for path in &paths {
        harness.input_mut().dropped_files.push(crate::headless::Dropped::handle(path.clone()));
    }
    settle(&mut harness);
    assert_eq!(tabs(&harness), ["a.py", "b.py", "c.py"]);
    assert_eq!(title(&harness), "a.py");
    assert!(harness.state().observe().notices.is_empty());
}

#[test]
fn a_file_that_is_missing_does_not_keep_the_others_away() {
    let (folder, mut paths) = folder_with(&["a.py", "b.py"]);
    paths.insert(0, folder.path().join("nothing.py"));
    let harness = start_with_all(&paths);
    assert_eq!(tabs(&harness), ["a.py", "b.py"]);
    assert!(harness.state().observe().notices[0].text.contains("nothing.py"));
}

#[test]
fn files_of_one_name_are_told_apart_by_their_folders() {
    let (_folder, paths) = folder_with(&["north/tide.py", "south/tide.py", "wave.py"]);
    let harness = start_with_all(&paths);
    assert_eq!(tabs(&harness), ["tide.py in north", "tide.py in south", "wave.py"]);
}

#[test]
fn the_cross_closes_a_tab() {
    let (_folder, paths) = folder_with(&["a.py", "b.py"]);
    let mut harness = start_with_all(&paths);
    harness.get_by_label("Close b.py").click();
    settle(&mut harness);
    assert_eq!(tabs(&harness), ["a.py"]);
    assert_eq!(title(&harness), "a.py");
}

#[test]
fn the_middle_button_closes_a_tab() {
    let (_folder, paths) = folder_with(&["a.py", "b.py", "c.py"]);
    let mut harness = start_with_all(&paths);
    let at = tab_rect(&harness, "b.py").left_center() + egui::vec2(20.0, 0.0);
    click_with(&mut harness, at, PointerButton::Middle);
    assert_eq!(tabs(&harness), ["a.py", "c.py"]);
    assert_eq!(title(&harness), "a.py", "what is looked at stays");
}

#[test]
fn ctrl_w_closes_and_the_right_neighbour_is_next() {
    let (_folder, paths) = folder_with(&["a.py", "b.py", "c.py"]);
    let mut harness = start_with_all(&paths);
    press(&mut harness, Modifiers::COMMAND, Key::Tab);
    press(&mut harness, Modifiers::COMMAND, Key::W);
    assert_eq!(title(&harness), "c.py");
    press(&mut harness, Modifiers::COMMAND, Key::W);
    assert_eq!(title(&harness), "a.py", "the last has none, so its left one");
}

#[test]
fn after_the_last_file_there_is_an_empty_text() {
    let (_folder, paths) = folder_with(&["a.py"]);
    let mut harness = start_with_all(&paths);
    press(&mut harness, Modifiers::COMMAND, Key::W);
    assert_eq!(tabs(&harness), ["Untitled"]);
    harness.get_by_label_contains("Open a file");
    press(&mut harness, Modifiers::COMMAND, Key::W);
    assert_eq!(tabs(&harness), ["Untitled"]);
}

#[test]
fn a_closed_file_opens_again_where_one_was() {
    let (_folder, paths) = folder_with(&["a.py", "b.py"]);
    let mut harness = start_with_all(&paths);
    go_to(&mut harness, "print", 1);
    let cursor = harness.state().observe().cursor;
    press(&mut harness, Modifiers::COMMAND, Key::W);
    press(&mut harness, Modifiers::COMMAND, Key::W);
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::T);
    assert_eq!(title(&harness), "b.py");
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::T);
    assert_eq!(title(&harness), "a.py");
    assert_eq!(harness.state().observe().cursor, cursor);
}

#[test]
fn where_nothing_was_closed_that_is_said() {
    let mut harness = start(Options::default());
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::T);
    assert!(harness.state().observe().notices[0].text.contains("No file was closed"));
}

#[test]
fn a_dragged_tab_takes_another_place() {
    let (_folder, paths) = folder_with(&["a.py", "b.py", "c.py"]);
    let mut harness = start_with_all(&paths);
    let from = tab_rect(&harness, "a.py").left_center() + egui::vec2(10.0, 0.0);
    let to = tab_rect(&harness, "c.py").right_center();
    harness.event(Event::PointerMoved(from));
    let button = |pos, pressed| Event::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    harness.event(button(from, true));
    harness.step();
    for share in [0.3, 0.6, 1.0] {
        harness.event(Event::PointerMoved(from + (to - from) * share));
        harness.run_steps(2);
    }
    harness.event(button(to, false));
    settle(&mut harness);
    assert_eq!(tabs(&harness), ["b.py", "c.py", "a.py"]);
    assert_eq!(title(&harness), "a.py");
}

#[test]
fn the_list_of_open_files_goes_to_one() {
    let (_folder, paths) = folder_with(&["a.py", "b.py", "c.py"]);
    let mut harness = start_with_all(&paths);
    harness.get_by_label("Open files").click();
    settle(&mut harness);
    harness.get_by_role_and_label(egui::accesskit::Role::Button, "c.py").click();
    settle(&mut harness);
    assert_eq!(title(&harness), "c.py");
}

#[test]
fn a_tab_that_is_out_of_sight_comes_into_it() {
    let names: Vec<String> = (0..40).map(|number| format!("file_{number}.py")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let (_folder, paths) = folder_with(&names);
    let mut harness = start_with_all(&paths);
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::Tab);
    assert_eq!(title(&harness), "file_39.py");
    harness.run_steps(2);
    let rect = tab_rect(&harness, "file_39.py");
    assert!(rect.right() < 1280.0 && rect.left() > 64.0, "{rect:?}");
}

#[test]
fn the_window_is_called_like_the_file() {
    let (_folder, paths) = folder_with(&["a.py", "b.py"]);
    let mut harness = start_with_all(&paths);
    press(&mut harness, Modifiers::COMMAND, Key::Tab);
    assert_eq!(harness.state().title_told, "b.py — Namelight");
}

#[test]
fn a_sound_new_name_is_taken_when_one_turns_to_another_file() {
    let (_folder, paths) = folder_with(&["a.py", "b.py"]);
    let mut harness = start_with_all(&paths);
    press(&mut harness, Modifiers::NONE, Key::F2);
    type_text(&mut harness, "tide");
    press(&mut harness, Modifiers::COMMAND, Key::Tab);
    assert_eq!(title(&harness), "b.py");
    press(&mut harness, Modifiers::COMMAND, Key::Tab);
    assert_eq!(harness.state().observe().text.to_string(), text_of("tide.py"));
}
