//! A walk through everything that can be used, as assistive technologies and the keyboard find it, in each state of the
//! program: everything has a name of its own, and everything can be reached without a pointer.

use std::collections::{BTreeMap, BTreeSet};

use egui::accesskit::{Action as Wish, Role};
use egui::{Color32, Shape};
use egui_kittest::kittest::NodeT as _;

use super::*;
use crate::theme;

const TEXT: &str = "\
class Gauge:
    def read(self):
        \"\"\"Reads; see :meth:`read`.\"\"\"
        return 1


def mean(levels, total=0.0):
    \"\"\"Average.

    :param total: where to start
    \"\"\"
    count = 0
    for level in levels:
        total += level
    return total / count


def spread(total):
    return mean([], total=total)


gauge = Gauge()
gauge.read()
";

/// So many keys lead through all there is.
const STEPS: usize = 400;

/// Something that can be clicked or can have the keyboard.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Control {
    role: String,
    name: String,
    /// Rows of a list are reached by arrow keys, and may be called alike.
    is_row: bool,
    is_code: bool,
}

/// Every control on screen.
fn controls(harness: &Harness<'_, App>) -> Vec<Control> {
    let nodes = harness.root().children_recursive();
    nodes.filter_map(|node| control(node.accesskit_node())).collect()
}

fn control(node: egui_kittest::kittest::AccessKitNode<'_>) -> Option<Control> {
    let data = node.data();
    let is_used = data.supports_action(Wish::Click) || data.supports_action(Wish::Focus);
    let role = node.role();
    let is_code = role == Role::MultilineTextInput;
    // The text of a label can be selected, which is no use of it.
    if role == Role::Label {
        return None;
    }
    let is_row = matches!(role, Role::ListItem | Role::ListBoxOption | Role::TreeItem);
    (is_used && !node.is_disabled()).then(|| Control {
        role: format!("{role:?}"),
        name: node.label().or_else(|| node.value()).unwrap_or_default(),
        is_row,
        is_code,
    })
}

/// What has the keyboard.
fn focused(harness: &Harness<'_, App>) -> Option<Control> {
    let mut nodes = harness.root().children_recursive();
    nodes.find(|node| node.accesskit_node().is_focused()).and_then(|node| control(node.accesskit_node()))
}

/// Whether a ring is drawn round something.
fn has_ring(harness: &Harness<'_, App>) -> bool {
    let ring = theme::current(&harness.ctx).focus_ring;
    let is_ring = |shape: &Shape| match shape {
        Shape::Rect(rect) => rect.stroke.color == ring && rect.stroke.width > 0.0,
        _ => false,
    };
    fn any(shape: &Shape, is_ring: &dyn Fn(&Shape) -> bool) -> bool {
        match shape {
            Shape::Vec(shapes) => shapes.iter().any(|shape| any(shape, is_ring)),
            shape => is_ring(shape),
        }
    }
    ring != Color32::TRANSPARENT
        && harness.output().shapes.iter().any(|clipped| any(&clipped.shape, &is_ring))
}

/// Notes what has the keyboard; whether that is something else than the code.
fn note(harness: &Harness<'_, App>, reached: &mut BTreeSet<Control>, place: &str) -> bool {
    let Some(control) = focused(harness) else { return false };
    let is_code = control.is_code;
    // A field shows that it has the keyboard by its caret as well.
    let is_field = control.role == "TextInput"
        || harness.ctx.memory(|memory| memory.has_focus(crate::panels::picker_field_id()));
    if !is_code && !is_field {
        assert!(has_ring(harness), "{place}: {control:?} has the keyboard and doesn't show it");
    }
    reached.insert(control);
    !is_code
}

/// All that the keyboard comes to: from panel to panel, and within each to and fro.
fn walk(harness: &mut Harness<'_, App>, place: &str, is_alone: bool) -> BTreeSet<Control> {
    let mut reached = BTreeSet::new();
    note(harness, &mut reached, place);
    let ways = [(Modifiers::NONE, Key::Tab), (Modifiers::SHIFT, Key::Tab), (Modifiers::NONE, Key::ArrowDown)];
    let turns = if is_alone { 1 } else { 4 };
    for (modifiers, key) in ways {
        for _ in 0..turns {
            if !is_alone {
                press(harness, Modifiers::NONE, Key::F6);
            }
            for _ in 0..STEPS {
                if !note(harness, &mut reached, place) || !is_alone && key == Key::ArrowDown {
                    break;
                }
                press(harness, modifiers, key);
            }
        }
    }
    reached
}

/// Everything must have a name, and no other that is used in the same way the same one.
fn check_names(harness: &Harness<'_, App>, place: &str) {
    let mut known: BTreeMap<Control, usize> = BTreeMap::new();
    for control in controls(harness) {
        assert!(!control.name.trim().is_empty(), "{place}: a {} has no name", control.role);
        *known.entry(control).or_default() += 1;
    }
    let twice: Vec<_> = known.iter().filter(|(control, count)| **count > 1 && !control.is_row).collect();
    assert!(twice.is_empty(), "{place}: called alike: {twice:?}");
}

/// The state is named, everything has a name, and all that is there can be reached by key.
fn check(mut harness: Harness<'static, App>, place: &str, is_alone: bool) {
    check_names(&harness, place);
    let before = harness.state().file.document.revision();
    let all = controls(&harness);
    assert!(all.len() > 1, "{place}: nothing can be used");
    let reached = walk(&mut harness, place, is_alone);
    let missed: Vec<_> =
        all.iter().filter(|control| !control.is_row && !reached.contains(*control)).collect();
    // The code is shut off by what is over everything else; the arrow keys of a list scroll it.
    // In a tree it is the selected row that has the keyboard.
    let is_shut_off = |control: &Control| {
        is_alone && control.is_code || control.role == "ScrollBar" || control.role == "Tree"
    };
    let missed: Vec<_> = missed.into_iter().filter(|control| !is_shut_off(control)).collect();
    assert!(missed.is_empty(), "{place}: no key leads to {missed:?}, only to {reached:?}");
    assert_eq!(harness.state().file.document.revision(), before, "{place}: walking changes nothing");
}

fn opened(what: &str, nth: usize) -> Harness<'static, App> {
    let mut harness = start(Options { start: Start::Text(TEXT.to_owned()), ..Options::default() });
    go_to(&mut harness, what, nth);
    harness
}

#[test]
fn the_code() {
    check(opened("total", 1), "code", false);
}

#[test]
fn the_code_with_pins_and_hints() {
    let text = format!("{TEXT}{}print(gauge)\n", "pass\n".repeat(200));
    let mut harness = start(Options { start: Start::Text(text), ..Options::default() });
    go_to(&mut harness, "total", 1);
    press(&mut harness, Modifiers::ALT, Key::P);
    go_to(&mut harness, "gauge", 0);
    press(&mut harness, Modifiers::ALT, Key::P);
    assert!(harness.query_by_label_contains("more below").is_some());
    assert!(harness.query_by_label_contains("Pinned 2").is_some());
    check(harness, "pins and hints", false);
}

#[test]
fn the_menu() {
    let mut harness = opened("total", 1);
    press(&mut harness, Modifiers::NONE, Key::F10);
    check_names(&harness, "menu");
    let entries: Vec<String> = {
        let menu = harness.get_by_label("New file Ctrl+N");
        let parent = menu.parent().unwrap();
        parent
            .children_recursive()
            .filter_map(|node| control(node.accesskit_node()))
            .map(|c| c.name)
            .collect()
    };
    assert!(entries.len() > 15, "{entries:?}");
    let mut reached = BTreeSet::new();
    for _ in 0..STEPS {
        assert!(has_ring(&harness));
        reached.extend(focused(&harness).map(|control| control.name));
        press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    }
    for entry in entries {
        assert!(reached.contains(&entry), "{entry} can't be reached, only {reached:?}");
    }
}

#[test]
fn the_list_of_themes() {
    let mut harness = opened("total", 1);
    press(&mut harness, Modifiers::NONE, Key::F10);
    while !harness.get_by_label("Theme").is_focused() {
        press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    }
    press(&mut harness, Modifiers::NONE, Key::ArrowRight);
    check_names(&harness, "themes");
    for theme in ["Lantern", "Harbour", "Daylight", "Overcast", "Beacon"] {
        assert!(harness.query_by_label_contains(theme).is_some(), "{theme}");
    }
}

#[test]
fn a_rename() {
    let mut harness = opened("total", 1);
    press(&mut harness, Modifiers::NONE, Key::F2);
    type_text(&mut harness, "start");
    harness.get_by_label("Also 1 in docstrings");
    check(harness, "rename", false);
}

#[test]
fn a_rename_with_likely_places() {
    let mut harness = opened("read", 0);
    press(&mut harness, Modifiers::NONE, Key::F2);
    type_text(&mut harness, "look");
    harness.get_by_label("Also 1 likely");
    check(harness, "rename of a member", false);
}

#[test]
fn a_rename_that_cannot_be() {
    let mut harness = opened("total", 1);
    press(&mut harness, Modifiers::NONE, Key::F2);
    type_text(&mut harness, "count");
    assert!(harness.query_all_by_label_contains("count is already a local").next().is_some());
    check(harness, "refused rename", false);
}

#[test]
fn the_occurrence_panel() {
    let mut harness = opened("total", 1);
    press(&mut harness, Modifiers::SHIFT, Key::F12);
    check(harness, "occurrence panel", false);
}

#[test]
fn the_engine_panel() {
    let mut harness = opened("total", 1);
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::E);
    check(harness, "engine panel", false);
}

#[test]
fn both_panels() {
    let mut harness = opened("total", 1);
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::E);
    press(&mut harness, Modifiers::SHIFT, Key::F12);
    check(harness, "both panels", false);
}

#[test]
fn a_notice() {
    let mut harness = opened("mean", 0);
    press(&mut harness, Modifiers::NONE, Key::F12);
    assert!(harness.query_by_label_contains("Dismiss").is_some());
    check(harness, "notice", false);
}

#[test]
fn kept_text() {
    let (folder, state) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let path = super::file(&folder, TEXT);
    for letter in ["x", "y"] {
        let mut harness = super::recovery::run_with(&state, &path);
        type_text(&mut harness, letter);
        super::recovery::crash(harness);
    }
    check(super::recovery::run_with(&state, &path), "kept text", false);
}

#[test]
fn a_question() {
    let mut harness = opened("total", 1);
    type_text(&mut harness, "x");
    press(&mut harness, Modifiers::COMMAND, Key::W);
    check_over(harness, "question", &["Save Untitled", "Discard changes", "Keep editing"]);
}

#[test]
fn a_question_about_several_files() {
    let mut harness = opened("total", 1);
    type_text(&mut harness, "x");
    press(&mut harness, Modifiers::COMMAND, Key::N);
    type_text(&mut harness, "x");
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::W);
    check_over(harness, "question", &["Save all", "Discard changes", "Keep editing"]);
}

#[test]
fn several_tabs() {
    let (_folder, paths) = super::tabs::folder_with(&["a.py", "north/b.py", "south/b.py"]);
    let harness = super::tabs::start_with_all(&paths);
    check(harness, "tabs", false);
}

#[test]
fn the_folder() {
    let (_folder, paths) = super::tabs::folder_with(&["a.py", "north/b.py"]);
    let mut harness = super::tabs::start_with_all(&paths[..1]);
    press(&mut harness, Modifiers::COMMAND, Key::B);
    press(&mut harness, Modifiers::NONE, Key::Escape);
    check(harness, "folder", false);
}

#[test]
fn two_panes() {
    let (_folder, paths) = super::tabs::folder_with(&["a.py"]);
    let mut harness = super::tabs::start_with_all(&paths);
    press(&mut harness, Modifiers::COMMAND, Key::Backslash);
    press(&mut harness, Modifiers::COMMAND, Key::Num1);
    check(harness, "panes", false);
}

#[test]
fn the_field_for_a_path() {
    let mut harness = opened("total", 1);
    press(&mut harness, Modifiers::COMMAND, Key::S);
    check_over(harness, "path", &["Save under this name"]);
}

#[test]
fn the_box_about_the_program() {
    let mut harness = opened("total", 1);
    press(&mut harness, Modifiers::NONE, Key::F10);
    harness.get_by_label("About Namelight").click();
    settle(&mut harness);
    check_over(harness, "about", &["Close"]);
}

#[test]
fn the_list_of_commands() {
    let mut harness = opened("total", 1);
    press(&mut harness, Modifiers::NONE, Key::F1);
    check_over(harness, "commands", &["New file, Ctrl+N"]);
}

#[test]
fn the_settings() {
    for (page, some) in [
        ("Look", ["Theme: Lantern, dark", "Text size, in points", "Lines at these columns"]),
        ("Light", ["Light up names", "Marks on the ruler", "Close"]),
        ("Editing", ["Close brackets and quotes", "Recent files that are remembered", "Close"]),
        ("Keys", ["Search for a command or keys", "Keys of Undo: Ctrl+Z", "Close"]),
    ] {
        let mut harness = opened("total", 1);
        press(&mut harness, Modifiers::COMMAND, Key::Comma);
        harness.get_by_role_and_label(Role::Tab, page).click();
        settle(&mut harness);
        check_over(harness, page, &some);
    }
}

/// What is over everything else keeps the keyboard, and leads to all its buttons.
fn check_over(mut harness: Harness<'static, App>, place: &str, buttons: &[&str]) {
    check_names(&harness, place);
    let reached = walk(&mut harness, place, true);
    for button in buttons {
        assert!(
            reached.iter().any(|control| control.name == *button),
            "{place}: {button} not in {reached:?}"
        );
    }
    assert!(!reached.iter().any(|control| control.is_code), "{place}: the keyboard gets out to the code");
    assert!(!reached.iter().any(|control| control.name == "Main menu"), "{place}: and to the lamp");
}
