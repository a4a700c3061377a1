//! Two panes side by side: what each shows, who has the keyboard and the light, and how they come and go.

use egui::{PointerButton, Rect};
use egui_kittest::kittest::NodeT as _;

use super::tabs::{folder_with, start_with_all, tabs, text_of};
use super::*;
use crate::panels::PaneAction;

const BOTH: Modifiers = Modifiers::COMMAND;

/// The places of both panes' code, the left one first.
fn panes(harness: &Harness<'_, App>) -> Vec<Rect> {
    let views = harness.query_all_by_role(egui::accesskit::Role::MultilineTextInput);
    let mut rects: Vec<Rect> = views.map(|pane| pane.rect()).collect();
    rects.sort_by(|a, b| a.left().total_cmp(&b.left()));
    rects
}

fn is_left_active(harness: &Harness<'_, App>) -> bool {
    let is_active = |side: &str| {
        let name = format!("{side} pane: ");
        let header = harness.get_by_label_contains(&name);
        header.accesskit_node().toggled() == Some(egui::accesskit::Toggled::True)
    };
    assert_ne!(is_active("Left"), is_active("Right"), "one of them has the keyboard");
    is_active("Left")
}

/// The text under every light that the resting pane has painted.
fn lit_at_rest(harness: &Harness<'_, App>) -> Vec<String> {
    let app = harness.state();
    let (painted, _) = app.resting_pane().unwrap();
    let text = app.file.document.text();
    painted.lit.iter().map(|one| text.byte_slice(one.range.clone()).to_string()).collect()
}

fn start_split(names: &[&str]) -> (tempfile::TempDir, Vec<PathBuf>, Harness<'static, App>) {
    let (folder, paths) = folder_with(names);
    let mut harness = start_with_all(&paths);
    press(&mut harness, BOTH, Key::Backslash);
    (folder, paths, harness)
}

fn click(harness: &mut Harness<'_, App>, pos: egui::Pos2) {
    harness.event(Event::PointerMoved(pos));
    for pressed in [true, false] {
        let button = PointerButton::Primary;
        harness.event(Event::PointerButton { pos, button, pressed, modifiers: Modifiers::NONE });
    }
    settle(harness);
}

#[test]
fn a_split_shows_the_file_twice_and_goes_to_the_right() {
    let (_folder, _, harness) = start_split(&["a.py"]);
    let panes = panes(&harness);
    assert_eq!(panes.len(), 2);
    assert!(panes[0].right() <= panes[1].left(), "{panes:?}");
    assert!((panes[0].width() - panes[1].width()).abs() < 3.0);
    assert!(!is_left_active(&harness));
    assert_eq!(tabs(&harness), ["a.py"]);
}

#[test]
fn both_panes_of_one_file_are_lit() {
    let (_folder, _, harness) = start_split(&["a.py"]);
    assert_eq!(lit(&harness), ["a", "a", "a"]);
    assert_eq!(lit_at_rest(&harness), ["a", "a", "a"]);
}

#[test]
fn an_edit_is_seen_in_both_panes_in_its_frame() {
    let (_folder, _, mut harness) = start_split(&["a.py"]);
    harness.event(Event::Text("b".to_owned()));
    harness.step();
    let seen = lit(&harness);
    assert_eq!(lit_at_rest(&harness), seen);
    let app = harness.state();
    let (painted, _) = app.resting_pane().unwrap();
    assert_eq!(painted.visible_bytes.end, app.file.document.text().byte_len());
}

#[test]
fn each_pane_has_a_cursor_of_its_own() {
    let (_folder, _, mut harness) = start_split(&["a.py"]);
    go_to(&mut harness, "print", 1);
    let right = harness.state().observe().cursor;
    press(&mut harness, BOTH, Key::Num1);
    assert!(is_left_active(&harness));
    assert_eq!(harness.state().observe().cursor, 0);
    press(&mut harness, BOTH, Key::Num2);
    assert_eq!(harness.state().observe().cursor, right);
}

#[test]
fn a_resting_cursor_goes_along_with_edits() {
    let (_folder, _, mut harness) = start_split(&["a.py"]);
    go_to(&mut harness, "print", 1);
    press(&mut harness, BOTH, Key::Num1);
    type_text(&mut harness, "xyz\n");
    press(&mut harness, BOTH, Key::Num2);
    let seen = harness.state().observe();
    let expected = seen.text.to_string().rfind("print").unwrap();
    assert_eq!(seen.cursor, expected);
}

#[test]
fn a_resting_view_stays_on_its_lines_while_lines_come_above() {
    let (_folder, paths) = folder_with(&["a.py"]);
    let long: String = (0..400).map(|number| format!("x{number} = 1\n")).collect();
    fs::write(&paths[0], long).unwrap();
    let mut harness = start_with_all(&paths);
    press(&mut harness, BOTH, Key::Backslash);
    press(&mut harness, BOTH, Key::End);
    let first_line = |harness: &Harness<'_, App>| {
        let app = harness.state();
        let lines = app.resting_pane().unwrap().0.visible_lines.clone();
        app.file.document.text().line(lines.start).to_string()
    };
    press(&mut harness, BOTH, Key::Num1);
    let before = first_line(&harness);
    assert!(before.starts_with("x3"), "{before}");
    press(&mut harness, BOTH, Key::Home);
    type_text(&mut harness, "\n\n\n");
    assert_eq!(first_line(&harness), before);
}

#[test]
fn undo_in_one_pane_is_undone_in_both() {
    let (_folder, _, mut harness) = start_split(&["a.py"]);
    type_text(&mut harness, "x");
    press(&mut harness, BOTH, Key::Num1);
    press(&mut harness, BOTH, Key::Z);
    assert_eq!(harness.state().observe().text.to_string(), text_of("a.py"));
    assert_eq!(lit_at_rest(&harness), lit(&harness));
}

#[test]
fn another_file_in_the_other_pane_keeps_its_colours_and_has_no_light() {
    let (_folder, _, mut harness) = start_split(&["a.py", "b.py"]);
    press(&mut harness, BOTH, Key::Tab);
    assert_eq!(harness.state().title(), "b.py");
    assert_eq!(lit(&harness), ["b", "b", "b"]);
    assert!(lit_at_rest(&harness).is_empty());
    let (_, light) = harness.state().resting_pane().unwrap();
    assert!(light.tokens().range.end >= text_of("a.py").len());
    harness.get_by_label("Left pane: a.py");
    harness.get_by_label("Right pane: b.py");
    assert!(!is_left_active(&harness));
}

#[test]
fn the_light_goes_where_the_keyboard_goes() {
    let (_folder, _, mut harness) = start_split(&["a.py", "b.py"]);
    press(&mut harness, BOTH, Key::Tab);
    for name in ["a", "b", "a"] {
        let key = if name == "a" { Key::Num1 } else { Key::Num2 };
        harness.key_press_modifiers(BOTH, key);
        harness.step();
        assert_eq!(lit(&harness), [name, name, name], "in the frame of the key");
        settle(&mut harness);
        assert_eq!(lit(&harness), [name, name, name]);
    }
}

#[test]
fn a_click_into_the_other_pane_goes_there_and_puts_the_cursor() {
    let (_folder, _, mut harness) = start_split(&["a.py"]);
    let left = panes(&harness)[0];
    // The second row, behind the text's left edge.
    click(&mut harness, left.min + egui::vec2(73.0, 33.0));
    assert!(is_left_active(&harness));
    assert_eq!(harness.state().file.document.position(), (2, 1));
    type_text(&mut harness, "z");
    assert!(harness.state().observe().text.to_string().contains("\nzprint"));
}

#[test]
fn f6_goes_from_pane_to_pane_and_on() {
    let (_folder, _, mut harness) = start_split(&["a.py"]);
    press(&mut harness, BOTH, Key::Num1);
    press(&mut harness, Modifiers::NONE, Key::F6);
    assert!(!is_left_active(&harness));
    press(&mut harness, Modifiers::NONE, Key::F6);
    assert!(harness.get_by_label("Main menu").is_focused());
    press(&mut harness, Modifiers::NONE, Key::F6);
    assert!(is_left_active(&harness));
    type_text(&mut harness, "x");
    assert!(harness.state().observe().is_modified, "the code has the keyboard");
}

#[test]
fn the_wheel_scrolls_the_pane_under_the_pointer() {
    let (_folder, paths) = folder_with(&["a.py"]);
    fs::write(&paths[0], "x = 1\n".repeat(400)).unwrap();
    let mut harness = start_with_all(&paths);
    press(&mut harness, BOTH, Key::Backslash);
    let left = panes(&harness)[0].center();
    harness.event(Event::PointerMoved(left));
    harness.event(Event::MouseWheel {
        unit: egui::MouseWheelUnit::Line,
        delta: egui::vec2(0.0, -20.0),
        modifiers: Modifiers::NONE,
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Unknown,
    });
    harness.run_steps(40);
    settle(&mut harness);
    let app = harness.state();
    let (painted, light) = app.resting_pane().unwrap();
    assert!(painted.visible_lines.start > 10, "{:?}", painted.visible_lines);
    assert_eq!(app.file.view.top(), 0.0);
    let text = app.file.document.text();
    let seen = text.byte_of_line(painted.visible_lines.start)..text.byte_of_line(painted.visible_lines.end);
    let known = &light.tokens().range;
    assert!(known.start <= seen.start && seen.end <= known.end, "what is scrolled to gets its colours");
}

#[test]
fn the_divider_is_dragged() {
    let (_folder, _, mut harness) = start_split(&["a.py"]);
    let from = harness.get_by_label("Divider between the panes").rect().center();
    let to = from - egui::vec2(200.0, 0.0);
    let button = |pos, pressed| Event::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    harness.event(Event::PointerMoved(from));
    harness.event(button(from, true));
    harness.step();
    harness.event(Event::PointerMoved(to));
    harness.run_steps(2);
    harness.event(button(to, false));
    settle(&mut harness);
    let panes = panes(&harness);
    assert!((panes[0].right() - to.x).abs() < 8.0, "{panes:?}");
}

#[test]
fn the_divider_moves_by_key() {
    let (_folder, _, mut harness) = start_split(&["a.py"]);
    let before = panes(&harness)[0].width();
    harness.get_by_label("Divider between the panes").focus();
    settle(&mut harness);
    press(&mut harness, Modifiers::NONE, Key::ArrowRight);
    press(&mut harness, Modifiers::NONE, Key::ArrowRight);
    assert!(panes(&harness)[0].width() > before + 20.0);
}

#[test]
fn ctrl_w_closes_the_pane_where_both_show_one_file() {
    let (_folder, _, mut harness) = start_split(&["a.py"]);
    type_text(&mut harness, "x");
    press(&mut harness, BOTH, Key::W);
    assert!(!harness.state().observe().is_asking, "the file is still open");
    assert_eq!(panes(&harness).len(), 1);
    assert_eq!(tabs(&harness), ["a.py, unsaved changes"]);
}

#[test]
fn closing_the_last_file_of_a_pane_closes_the_pane() {
    let (_folder, _, mut harness) = start_split(&["a.py", "b.py"]);
    press(&mut harness, BOTH, Key::Tab);
    press(&mut harness, BOTH, Key::W);
    assert_eq!(panes(&harness).len(), 1);
    assert_eq!(tabs(&harness), ["a.py"]);
    assert_eq!(harness.state().title(), "a.py");
}

#[test]
fn a_file_that_is_closed_takes_the_pane_that_rests_on_it_along() {
    let (_folder, _, mut harness) = start_split(&["a.py", "b.py"]);
    press(&mut harness, BOTH, Key::Tab);
    harness.get_by_label("Close a.py").click();
    settle(&mut harness);
    assert_eq!(panes(&harness).len(), 1);
    assert_eq!(harness.state().title(), "b.py");
}

#[test]
fn a_command_closes_the_pane() {
    let (_folder, _, mut harness) = start_split(&["a.py"]);
    harness.state_mut().queue.push(Action::Pane(crate::panels::PaneAction::Close));
    settle(&mut harness);
    assert_eq!(panes(&harness).len(), 1);
    type_text(&mut harness, "x");
    assert!(harness.state().observe().is_modified, "the code has the keyboard");
}

#[test]
fn the_cross_of_the_other_pane_closes_that_one() {
    let (_folder, _, mut harness) = start_split(&["a.py", "b.py"]);
    press(&mut harness, BOTH, Key::Tab);
    harness.get_by_label("Close the left pane").click();
    settle(&mut harness);
    assert_eq!(panes(&harness).len(), 1);
    assert_eq!(harness.state().title(), "b.py");
}

#[test]
fn split_again_goes_to_the_other_pane() {
    let (_folder, _, mut harness) = start_split(&["a.py"]);
    press(&mut harness, BOTH, Key::Backslash);
    assert!(is_left_active(&harness));
    assert_eq!(panes(&harness).len(), 2);
}

#[test]
fn two_panes_cost_no_frame_at_rest() {
    let (_folder, _, mut harness) = start_split(&["a.py", "b.py"]);
    press(&mut harness, BOTH, Key::Tab);
    harness.run_steps(20);
    let viewport = harness.output().viewport_output.values().next().unwrap();
    assert_eq!(viewport.repaint_delay, std::time::Duration::MAX, "{:?}", harness.ctx.repaint_causes());
}

#[test]
fn no_frame_of_two_panes_shows_a_wrong_light() {
    let (_folder, _, mut harness) = start_split(&["a.py", "b.py"]);
    let mut random = fastrand::Rng::with_seed(11);
    for step in 0..160 {
        match random.usize(..8) {
            0 => harness.key_press_modifiers(BOTH, Key::Num1),
            1 => harness.key_press_modifiers(BOTH, Key::Num2),
            2 => harness.key_press_modifiers(BOTH, Key::Tab),
            3 => harness.key_press_modifiers(Modifiers::NONE, Key::ArrowDown),
            4 => harness.key_press_modifiers(BOTH, Key::Z),
            5 => harness.event(Event::Text("a".to_owned())),
            6 => harness.key_press_modifiers(Modifiers::NONE, Key::Enter),
            _ => harness.key_press_modifiers(Modifiers::NONE, Key::ArrowRight),
        }
        harness.step();
        let app = harness.state();
        let seen = app.observe();
        let said = format!("seed 11, step {step}: {:?}", seen.text.to_string());
        assert!(!crate::requests::is_wrong(seen.text, seen.target, &seen.painted.lit), "{said}");
        let (resting, _) = app.resting_pane().unwrap();
        if !resting.lit.is_empty() {
            assert!(!crate::requests::is_wrong(seen.text, seen.target, &resting.lit), "{said}");
        }
    }
    settle(&mut harness);
}

#[test]
fn a_rename_ends_when_one_goes_to_the_other_pane() {
    let (_folder, _, mut harness) = start_split(&["a.py"]);
    press(&mut harness, Modifiers::NONE, Key::F2);
    type_text(&mut harness, "tide");
    harness.state_mut().queue.push(Action::Pane(PaneAction::GoLeft));
    settle(&mut harness);
    assert_eq!(harness.state().observe().text.to_string(), text_of("tide.py"));
    assert!(is_left_active(&harness));
}

#[test]
fn text_of_both_panes_has_one_size() {
    let (_folder, _, mut harness) = start_split(&["a.py"]);
    let rows = |harness: &Harness<'_, App>| {
        let app = harness.state();
        (app.file.painted.caret.unwrap().height(), app.resting_pane().unwrap().0.caret.unwrap().height())
    };
    press(&mut harness, BOTH, Key::Plus);
    let (active, resting) = rows(&harness);
    assert!(active > 22.0 && active == resting, "{active} {resting}");
}
