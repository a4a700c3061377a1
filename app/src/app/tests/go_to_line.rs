//! Going to a line by its number.

use super::*;

fn open() -> Harness<'static, App> {
    let text: String = (1..=500).map(|line| format!("x = {line}\n")).collect();
    start(Options { start: Start::Text(text), ..Options::default() })
}

fn top(harness: &Harness<'_, App>) -> f64 {
    harness.state().file.view.top()
}

fn line(harness: &Harness<'_, App>) -> (usize, usize) {
    harness.state().file.document.position()
}

#[test]
fn a_number_goes_to_its_line() {
    let mut harness = open();
    press(&mut harness, Modifiers::COMMAND, Key::G);
    assert!(harness.get_by_label("Go to line").is_focused());
    type_text(&mut harness, "120");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(line(&harness), (120, 1));
    assert!(harness.query_by_label("Go to line").is_none());
    assert!(harness.get_by_label("Code").is_focused());
}

#[test]
fn a_column_may_follow() {
    let mut harness = open();
    press(&mut harness, Modifiers::COMMAND, Key::G);
    type_text(&mut harness, "120:3");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(line(&harness), (120, 3));
    press(&mut harness, Modifiers::COMMAND, Key::G);
    type_text(&mut harness, "7:99");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(line(&harness), (7, 6), "behind the line's end is its end");
}

#[test]
fn the_line_is_shown_while_its_number_is_typed() {
    let mut harness = open();
    press(&mut harness, Modifiers::COMMAND, Key::G);
    type_text(&mut harness, "300");
    assert!(harness.state().observe().painted.visible_lines.contains(&299));
    assert_eq!(line(&harness), (1, 1), "the cursor waits");
    type_text(&mut harness, "x");
    assert!(top(&harness).abs() < 1e-9, "nonsense shows where one was");
}

#[test]
fn escape_goes_back_to_where_the_view_was() {
    let mut harness = open();
    harness.state_mut().file.view.set_top(40.0);
    settle(&mut harness);
    press(&mut harness, Modifiers::COMMAND, Key::G);
    type_text(&mut harness, "400");
    assert!(top(&harness) > 300.0);
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!((top(&harness) - 40.0).abs() < 1e-9);
    assert_eq!(line(&harness), (1, 1));
    assert!(harness.get_by_label("Code").is_focused());
}

#[test]
fn a_line_beyond_the_text_is_the_last_one_and_that_is_said() {
    let mut harness = open();
    press(&mut harness, Modifiers::COMMAND, Key::G);
    harness.get_by_label_contains("Line 1 of 501");
    type_text(&mut harness, "9000");
    harness.get_by_label_contains("The text has 501 lines");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(line(&harness), (501, 1));
}

#[test]
fn what_is_no_number_is_said_and_goes_nowhere() {
    let mut harness = open();
    press(&mut harness, Modifiers::COMMAND, Key::G);
    type_text(&mut harness, "x");
    harness.get_by_label_contains("That is no line");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(line(&harness), (1, 1));
}

#[test]
fn the_same_keys_close_the_box() {
    let mut harness = open();
    press(&mut harness, Modifiers::COMMAND, Key::G);
    press(&mut harness, Modifiers::COMMAND, Key::G);
    assert!(harness.query_by_label("Go to line").is_none());
    type_text(&mut harness, "y");
    assert!(harness.state().observe().is_modified, "the code has the keyboard again");
}

#[test]
fn one_comes_back_from_a_line_as_from_any_leap() {
    let mut harness = open();
    press(&mut harness, Modifiers::COMMAND, Key::G);
    type_text(&mut harness, "400");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    press(&mut harness, Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(line(&harness), (1, 1));
}

#[test]
fn an_open_box_draws_nothing_while_nothing_happens() {
    let mut harness = open();
    press(&mut harness, Modifiers::COMMAND, Key::G);
    harness.run_steps(20);
    let viewport = harness.output().viewport_output.values().next().unwrap();
    assert_eq!(viewport.repaint_delay, std::time::Duration::MAX, "{:?}", harness.ctx.repaint_causes());
}
