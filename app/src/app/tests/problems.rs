//! What is wrong with the text, as a person sees it.

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use namelight_engine::occurrences::ProblemKind;

use super::*;
use crate::panels::{Action, NamesAction};

/// The program in frames of a sixtieth of a second: `settle` takes far less than a second of them.
fn opened(text: &str) -> Harness<'static, App> {
    let options = Options { start: Start::Text(text.to_owned()), has_dialogs: false, ..Options::default() };
    let mut harness = Harness::builder()
        .with_size(egui::vec2(1280.0, 800.0))
        .with_step_dt(1.0 / 60.0)
        .build_eframe(|creation| App::new(&creation.egui_ctx, options).unwrap());
    settle(&mut harness);
    read(&mut harness);
    harness
}

/// Waits until the engine has read the whole file and has told of it.
fn read(harness: &mut Harness<'_, App>) {
    for _ in 0..500 {
        let progress = harness.state().engine.index_progress();
        if progress.indexed == progress.total {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    harness.step();
    settle(harness);
}

fn perform(harness: &mut Harness<'_, App>, action: NamesAction) {
    harness.state_mut().queue.push(Action::Names(action));
    settle(harness);
    read(harness);
}

/// What is marked in the code, with the text below the mark.
fn marked(harness: &Harness<'_, App>) -> Vec<(ProblemKind, String)> {
    let app = harness.state();
    let text = app.file.document.text().to_string();
    app.file.painted.problems.iter().map(|one| (one.kind, text[one.range.clone()].to_owned())).collect()
}

fn syntax(text: &str) -> (ProblemKind, String) {
    (ProblemKind::Syntax, text.to_owned())
}

fn rest(harness: &mut Harness<'_, App>) {
    harness.run_steps(70);
    settle(harness);
}

#[test]
fn sound_code_has_no_mark_and_no_count() {
    let harness = opened(TEXT);
    assert_eq!(marked(&harness), []);
    assert_eq!(harness.state().problem_count(), None);
}

#[test]
fn a_bracket_that_is_never_closed_is_marked_and_counted() {
    let harness = opened("x = f(1\ny = 2\n");
    assert_eq!(marked(&harness), [syntax("(")]);
    assert_eq!(harness.state().problem_count().as_deref(), Some("1 problem"));
}

#[test]
fn the_status_bar_says_what_is_wrong_at_the_cursor() {
    let mut harness = opened("x = 'rain\ny = 2\n");
    assert!(harness.query_by_label_contains("This string has no end").is_none());
    go_to(&mut harness, "'rain", 0);
    harness.get_by_label("This string has no end");
    go_to(&mut harness, "y", 0);
    assert!(harness.query_by_label_contains("This string has no end").is_none());
}

#[test]
fn a_resting_pointer_learns_what_is_wrong() {
    let mut harness = opened("x = 1\nif x\n    y = 2\n");
    go_to(&mut harness, "if", 0);
    let caret = harness.state().file.painted.caret.unwrap();
    go_to(&mut harness, "x = 1", 0);
    harness.hover_at(caret.center() + egui::vec2(4.0, 0.0));
    harness.run_steps(90);
    harness.get_by_label("A colon is missing after this if");
}

#[test]
fn the_sign_in_the_gutter_says_what_is_wrong_too() {
    let mut harness = opened("x = 1\nif x\n    y = 2\n");
    go_to(&mut harness, "if", 0);
    let caret = harness.state().file.painted.caret.unwrap();
    go_to(&mut harness, "x = 1", 0);
    harness.hover_at(egui::pos2(11.0, caret.center().y));
    harness.run_steps(90);
    harness.get_by_label("A colon is missing after this if");
}

#[test]
fn nothing_is_said_of_the_line_that_is_typed_until_one_rests() {
    let mut harness = opened("y = 2\n");
    type_text(&mut harness, "x = (");
    press(&mut harness, Modifiers::NONE, Key::Space);
    assert_eq!(marked(&harness), []);
    rest(&mut harness);
    assert_eq!(marked(&harness), [syntax("(")]);
}

#[test]
fn once_the_cursor_leaves_the_line_it_is_said_at_once() {
    let mut harness = opened("x = 1\ny = 2\n");
    press(&mut harness, Modifiers::NONE, Key::End);
    type_text(&mut harness, " +");
    assert_eq!(marked(&harness), []);
    press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    assert_eq!(marked(&harness), [syntax("+")]);
}

#[test]
fn a_header_waits_while_its_block_is_about_to_be_typed() {
    let mut harness = opened("\ny = 2\n");
    type_text(&mut harness, "if y:");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(marked(&harness), []);
    rest(&mut harness);
    assert_eq!(marked(&harness), [syntax("if")]);
    type_text(&mut harness, "y");
    settle(&mut harness);
    assert_eq!(marked(&harness), []);
}

#[test]
fn mending_takes_the_mark_away() {
    let mut harness = opened("x = f(1\ny = 2\n");
    press(&mut harness, Modifiers::NONE, Key::End);
    type_text(&mut harness, ")");
    rest(&mut harness);
    assert_eq!(marked(&harness), []);
    assert_eq!(harness.state().problem_count(), None);
}

#[test]
fn moving_about_hides_nothing() {
    let mut harness = opened("x = f(1\ny = 2\n");
    press(&mut harness, Modifiers::NONE, Key::ArrowRight);
    assert_eq!(marked(&harness), [syntax("(")]);
}

#[test]
fn the_keys_go_from_problem_to_problem_and_round() {
    let text = "x = (\ny = 1\nz = )\nw = 1\nv = 'a\n";
    let mut harness = opened(text);
    let cursor = |harness: &Harness<'_, App>| harness.state().file.document.cursor();
    let places = [text.find('(').unwrap(), text.find(')').unwrap(), text.find('\'').unwrap()];
    for place in [places[0], places[1], places[2], places[0]] {
        press(&mut harness, Modifiers::ALT, Key::F8);
        assert_eq!(cursor(&harness), place);
    }
    press(&mut harness, Modifiers::ALT | Modifiers::SHIFT, Key::F8);
    assert_eq!(cursor(&harness), places[2]);
    press(&mut harness, Modifiers::ALT | Modifiers::SHIFT, Key::F8);
    assert_eq!(cursor(&harness), places[1]);
}

#[test]
fn without_a_problem_the_key_says_so() {
    let mut harness = opened(TEXT);
    press(&mut harness, Modifiers::ALT, Key::F8);
    assert!(harness.state().observe().notices[0].text.contains("no problem"));
}

#[test]
fn a_problem_below_the_screen_is_counted_and_found() {
    let text = format!("{}x = (\n", "y = 1\n".repeat(200));
    let mut harness = opened(&text);
    assert_eq!(marked(&harness), []);
    assert_eq!(harness.state().problem_count().as_deref(), Some("1 problem"));
    press(&mut harness, Modifiers::ALT, Key::F8);
    assert_eq!(marked(&harness), [syntax("(")]);
}

#[test]
fn undefined_names_are_marked_when_asked_for() {
    let mut harness = opened("level = 1\nprint(lvel)\n");
    assert_eq!(marked(&harness), []);
    perform(&mut harness, NamesAction::ToggleUndefined);
    assert_eq!(marked(&harness), [(ProblemKind::Undefined, "lvel".to_owned())]);
    go_to(&mut harness, "lvel", 0);
    harness.get_by_label_contains("lvel is defined nowhere in this file");
    perform(&mut harness, NamesAction::ToggleUndefined);
    assert_eq!(marked(&harness), []);
}

#[test]
fn unused_names_are_marked_when_asked_for() {
    let mut harness = opened("import os\ndef f():\n    tide = 1\nf()\n");
    perform(&mut harness, NamesAction::ToggleUnused);
    let expected = [(ProblemKind::Unused, "os".to_owned()), (ProblemKind::Unused, "tide".to_owned())];
    assert_eq!(marked(&harness), expected);
    go_to(&mut harness, "tide", 0);
    harness.get_by_label_contains("tide gets a value that nobody reads");
}

#[test]
fn defining_a_name_takes_the_mark_away() {
    let mut harness = opened("\nprint(lvel)\n");
    perform(&mut harness, NamesAction::ToggleUndefined);
    assert_eq!(marked(&harness).len(), 1);
    type_text(&mut harness, "lvel = 1");
    read(&mut harness);
    assert_eq!(marked(&harness), []);
}

#[test]
fn what_a_package_imports_may_be_for_others() {
    let folder = tempfile::tempdir().unwrap();
    for (name, count) in [("__init__.py", 0), ("other.py", 1)] {
        let path = folder.path().join(name);
        fs::write(&path, "import os\n").unwrap();
        let mut harness = start_with(&path);
        perform(&mut harness, NamesAction::ToggleUnused);
        assert_eq!(marked(&harness).len(), count, "{name}");
    }
}

#[test]
fn names_are_marked_wherever_one_scrolls_to() {
    let text = format!("{}print(lvel)\n", "y = 1\n".repeat(200));
    let mut harness = opened(&text);
    perform(&mut harness, NamesAction::ToggleUndefined);
    assert_eq!(marked(&harness), []);
    press(&mut harness, Modifiers::COMMAND, Key::End);
    read(&mut harness);
    assert_eq!(marked(&harness), [(ProblemKind::Undefined, "lvel".to_owned())]);
}

#[test]
fn problems_cost_no_frames() {
    let mut harness = opened("x = f(1\nprint(lvel)\n");
    perform(&mut harness, NamesAction::ToggleUndefined);
    type_text(&mut harness, "y");
    rest(&mut harness);
    harness.run_steps(20);
    let viewport = harness.output().viewport_output.values().next().unwrap();
    assert_eq!(viewport.repaint_delay, std::time::Duration::MAX, "{:?}", harness.ctx.repaint_causes());
}

#[test]
fn while_a_name_is_changed_no_problem_is_marked() {
    let mut harness = opened("x = f(1\ntide = 2\n");
    go_to(&mut harness, "tide", 0);
    press(&mut harness, Modifiers::NONE, Key::F2);
    assert_eq!(marked(&harness), []);
}
