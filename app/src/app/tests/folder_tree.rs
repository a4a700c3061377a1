//! The tree of the project's folder: by keys and by pointer, and what it says.

use egui::accesskit::Role;
use egui_kittest::Node;
use egui_kittest::kittest::NodeT as _;

use super::tabs::{folder_with, start_with_all, tabs, text_of};
use super::*;

const NAMES: [&str; 5] = ["app/deep/gauge.py", "app/lamp.py", "notes.md", "setup.py", "tests/test_gauge.py"];

/// The project with `active` of its files open and the tree shown.
fn open(active: usize) -> (tempfile::TempDir, Harness<'static, App>) {
    let (folder, paths) = folder_with(&NAMES);
    let mut harness = start_with_all(&paths[active..=active]);
    press(&mut harness, Modifiers::COMMAND, Key::B);
    (folder, harness)
}

fn nodes<'h>(harness: &'h Harness<'_, App>) -> Vec<Node<'h>> {
    let mut nodes: Vec<Node<'h>> = harness.query_all_by_role(Role::TreeItem).collect();
    nodes.sort_by(|a, b| a.rect().top().total_cmp(&b.rect().top()));
    nodes
}

/// The rows, the highest first, with a dash for each folder that they are in.
fn rows(harness: &Harness<'_, App>) -> Vec<String> {
    let name = |node: &Node<'_>| {
        let node = node.accesskit_node();
        let depth = node.data().level().unwrap_or(1) - 1;
        format!("{}{}", "-".repeat(depth), node.label().unwrap_or_default())
    };
    nodes(harness).iter().map(name).collect()
}

fn selected(harness: &Harness<'_, App>) -> String {
    let is_selected = |node: &&Node<'_>| node.accesskit_node().is_selected() == Some(true);
    let nodes = nodes(harness);
    nodes.iter().find(is_selected).and_then(|node| node.accesskit_node().label()).unwrap_or_default()
}

fn has_keyboard(harness: &Harness<'_, App>) -> bool {
    harness.ctx.memory(|memory| memory.has_focus(crate::panels::folder_rows_id()))
}

fn keys(harness: &mut Harness<'_, App>, keys: &[Key]) {
    for key in keys {
        press(harness, Modifiers::NONE, *key);
    }
}

#[test]
fn ctrl_b_shows_the_folder_and_takes_it_away() {
    let (_folder, mut harness) = open(3);
    assert_eq!(rows(&harness), ["app", "tests", "notes.md", "setup.py, open here"]);
    assert!(has_keyboard(&harness));
    press(&mut harness, Modifiers::COMMAND, Key::B);
    assert!(nodes(&harness).is_empty());
    type_text(&mut harness, "x");
    assert!(harness.state().observe().is_modified, "the code has the keyboard again");
}

#[test]
fn the_active_file_is_revealed_in_its_folders() {
    let (_folder, mut harness) = open(3);
    press(&mut harness, Modifiers::COMMAND, Key::P);
    type_text(&mut harness, "deep/gauge");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    settle(&mut harness);
    assert_eq!(
        rows(&harness),
        ["app", "-deep", "--gauge.py, open here", "-lamp.py", "tests", "notes.md", "setup.py"]
    );
    assert_eq!(selected(&harness), "gauge.py, open here");
}

#[test]
fn arrows_open_a_folder_and_close_it() {
    let (_folder, mut harness) = open(3);
    keys(&mut harness, &[Key::Home, Key::ArrowRight]);
    assert_eq!(rows(&harness)[..3], ["app", "-deep", "-lamp.py"]);
    keys(&mut harness, &[Key::ArrowRight]);
    assert_eq!(selected(&harness), "deep");
    keys(&mut harness, &[Key::ArrowLeft, Key::ArrowLeft]);
    assert_eq!((selected(&harness).as_str(), rows(&harness).len()), ("app", 4));
}

#[test]
fn enter_opens_the_file_and_the_code_gets_the_keyboard() {
    let (_folder, mut harness) = open(3);
    keys(&mut harness, &[Key::Home, Key::Enter, Key::ArrowDown, Key::ArrowDown, Key::Enter]);
    assert_eq!(tabs(&harness), ["setup.py", "lamp.py"]);
    assert_eq!(harness.state().observe().text.to_string(), text_of("app/lamp.py"));
    type_text(&mut harness, "x");
    assert!(harness.state().observe().is_modified);
    assert_eq!(selected(&harness), "lamp.py, open here");
}

#[test]
fn a_click_opens_a_file_or_a_folder() {
    let (_folder, mut harness) = open(3);
    harness.get_by_role_and_label(Role::TreeItem, "tests").click();
    settle(&mut harness);
    harness.get_by_role_and_label(Role::TreeItem, "test_gauge.py").click();
    settle(&mut harness);
    settle(&mut harness);
    assert_eq!(harness.state().title(), "test_gauge.py");
}

#[test]
fn letters_jump_to_a_name() {
    let (_folder, mut harness) = open(3);
    type_text(&mut harness, "n");
    assert_eq!(selected(&harness), "notes.md");
    harness.run_steps(70);
    type_text(&mut harness, "te");
    assert_eq!(selected(&harness), "tests");
    assert!(!harness.state().observe().is_modified, "nothing is typed into the code");
}

#[test]
fn escape_leads_to_the_code_and_leaves_the_folder_open() {
    let (_folder, mut harness) = open(3);
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert_eq!(nodes(&harness).len(), 4);
    type_text(&mut harness, "x");
    assert!(harness.state().observe().is_modified);
}

#[test]
fn f6_leads_to_it() {
    let (_folder, mut harness) = open(3);
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(!has_keyboard(&harness));
    press(&mut harness, Modifiers::NONE, Key::F6);
    assert!(has_keyboard(&harness));
    press(&mut harness, Modifiers::NONE, Key::F6);
    assert!(!has_keyboard(&harness));
}

#[test]
fn changes_are_seen_when_it_is_read_again() {
    let (folder, mut harness) = open(3);
    fs::write(folder.path().join("new.py"), "").unwrap();
    settle(&mut harness);
    assert_eq!(rows(&harness).len(), 4);
    harness.get_by_label("Read the folder again").click();
    settle(&mut harness);
    settle(&mut harness);
    assert_eq!(rows(&harness), ["app", "tests", "new.py", "notes.md", "setup.py, open here"]);
}

#[test]
fn changes_are_seen_when_the_window_gets_the_keyboard_again() {
    let (folder, mut harness) = open(3);
    harness.input_mut().focused = false;
    settle(&mut harness);
    fs::remove_file(folder.path().join("notes.md")).unwrap();
    harness.input_mut().focused = true;
    settle(&mut harness);
    settle(&mut harness);
    assert_eq!(rows(&harness), ["app", "tests", "setup.py, open here"]);
}

#[test]
fn a_file_in_place_of_a_folder_says_why_it_cannot_be_read() {
    let (folder, mut harness) = open(3);
    fs::remove_dir_all(folder.path().join("tests")).unwrap();
    keys(&mut harness, &[Key::Home, Key::ArrowDown, Key::ArrowRight]);
    assert_eq!(rows(&harness)[1..3], ["tests", "-Can't be read: it isn't there."]);
}

#[test]
fn ten_thousand_entries_cost_what_is_seen() {
    let (folder, paths) = folder_with(&["setup.py"]);
    for n in 0..10_000 {
        fs::write(folder.path().join(format!("f{n:05}.py")), "").unwrap();
    }
    let mut harness = start_with_all(&paths);
    press(&mut harness, Modifiers::COMMAND, Key::B);
    assert_eq!(selected(&harness), "setup.py, open here", "it is brought into view");
    assert!(nodes(&harness).len() < 40);
    keys(&mut harness, &[Key::Home]);
    assert_eq!(selected(&harness), "f00000.py");
}

#[test]
fn it_is_a_tree_to_assistive_technologies() {
    let (_folder, mut harness) = open(3);
    keys(&mut harness, &[Key::Home]);
    let tree = harness.get_by_role(Role::Tree);
    assert!(tree.accesskit_node().label().unwrap().ends_with(", 4 rows"));
    let row = |name: &'static str| harness.get_by_role_and_label(Role::TreeItem, name);
    assert_eq!(row("app").accesskit_node().data().is_expanded(), Some(false));
    assert_eq!(row("notes.md").accesskit_node().data().is_expanded(), None);
    assert!(row("app").is_focused(), "the selected row");
}

#[test]
fn its_width_is_changed_by_dragging_and_by_key() {
    let (_folder, mut harness) = open(3);
    let width = |harness: &Harness<'_, App>| harness.state().folder_tree.sidebar().width;
    let edge = harness.get_by_label("Width of the folder").rect().center();
    harness.event(Event::PointerMoved(edge));
    let button = egui::PointerButton::Primary;
    let modifiers = Modifiers::NONE;
    harness.event(Event::PointerButton { pos: edge, button, pressed: true, modifiers });
    let to = edge + egui::vec2(60.0, 0.0);
    harness.event(Event::PointerMoved(to));
    harness.event(Event::PointerButton { pos: to, button, pressed: false, modifiers });
    settle(&mut harness);
    let dragged = width(&harness).unwrap();
    assert!((298.0..=302.0).contains(&dragged), "{dragged}");
    harness.get_by_label("Width of the folder").focus();
    settle(&mut harness);
    keys(&mut harness, &[Key::ArrowLeft]);
    assert_eq!(width(&harness), Some(dragged - 16.0));
}

#[test]
fn the_next_run_shows_it_as_it_was() {
    let state = tempfile::tempdir().unwrap();
    let (_folder, paths) = folder_with(&NAMES);
    let run =
        |start| super::start(Options { start, state: Some(state.path().to_owned()), ..Options::default() });
    let mut harness = run(Start::File(paths[3].clone()));
    press(&mut harness, Modifiers::COMMAND, Key::B);
    harness.state_mut().queue.push(Action::Folder(crate::panels::FolderAction::SetWidth(300)));
    settle(&mut harness);
    harness.state_mut().finish();
    drop(harness);
    let harness = run(Start::LastSession);
    assert_eq!(rows(&harness).len(), 4);
    assert_eq!(harness.get_by_label("Width of the folder").rect().center().x.round(), 300.0);
}

#[test]
fn nothing_is_drawn_while_it_rests() {
    let (_folder, mut harness) = open(3);
    harness.run_steps(20);
    let viewport = harness.output().viewport_output.values().next().unwrap();
    assert_eq!(viewport.repaint_delay, std::time::Duration::MAX, "{:?}", harness.ctx.repaint_causes());
}
