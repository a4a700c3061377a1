//! What a program wrote, in its panel: places to go to, selected lines, and lines that nobody sees.
#![cfg(unix)]

use egui::accesskit::Role;
use egui::{OutputCommand, vec2};
use egui_kittest::kittest::NodeT as _;

use super::running::{await_output, go_to_panel, line, open, output, run, run_to_end};
use super::*;

fn copied(harness: &Harness<'_, App>) -> Option<String> {
    harness.output().platform_output.commands.iter().find_map(|command| match command {
        OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    })
}

/// Up by 1,000 points.
fn turn_wheel(harness: &mut Harness<'_, App>) {
    let (unit, source) = (egui::MouseWheelUnit::Point, egui::MouseWheelSource::Unknown);
    let (delta, phase) = (vec2(0.0, 1_000.0), egui::TouchPhase::Move);
    harness.event(Event::MouseWheel { unit, delta, phase, modifiers: Modifiers::NONE, source });
    harness.run_steps(30);
}

const TRACEBACK: &str = "echo 'Traceback (most recent call last):' >&2\n\
    echo '  File \"summary.py\", line 3, in <module>' >&2\n\
    echo '  File \"<string>\", line 1' >&2\n\
    exit 1\n";

#[test]
fn a_click_on_a_place_in_code_goes_there() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = open(&folder, TRACEBACK);
    run_to_end(&mut harness);
    assert_eq!(harness.query_all_by_label_contains("Go to line ").count(), 1);
    let link = harness.get_by_label("Go to line 3 of summary.py");
    assert_eq!(link.accesskit_node().role(), Role::Link);
    link.click();
    settle(&mut harness);
    assert_eq!(line(&harness), 3);
    let before = harness.state().observe().revision;
    type_text(&mut harness, "x");
    assert_ne!(harness.state().observe().revision, before, "the code has the keyboard");
}

#[test]
fn the_keyboard_goes_to_a_place_in_code() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = open(&folder, TRACEBACK);
    run_to_end(&mut harness);
    go_to_panel(&mut harness);
    assert!(harness.get_by_label("Output of the program").is_focused());
    press(&mut harness, Modifiers::NONE, Key::ArrowUp);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(line(&harness), 1, "that line names no file");
    press(&mut harness, Modifiers::NONE, Key::ArrowUp);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(line(&harness), 3);
}

#[test]
fn a_place_in_another_file_opens_it() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("other.py"), "a = 1\nb = 2\nc = 3\n").unwrap();
    let mut harness = open(&folder, "echo '  File \"other.py\", line 2, in f'\n");
    run_to_end(&mut harness);
    harness.get_by_label("Go to line 2 of other.py").click();
    settle(&mut harness);
    assert_eq!((harness.state().title(), line(&harness)), ("other.py".to_owned(), 2));
}

#[test]
fn lines_are_selected_by_key_and_copied() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = open(&folder, "echo one\necho two\necho three\n");
    run_to_end(&mut harness);
    go_to_panel(&mut harness);
    press(&mut harness, Modifiers::NONE, Key::ArrowUp);
    press(&mut harness, Modifiers::SHIFT, Key::ArrowUp);
    harness.event(Event::Copy);
    harness.step();
    assert_eq!(copied(&harness).as_deref(), Some("two\nthree"));
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.step();
    harness.event(Event::Copy);
    harness.step();
    assert_eq!(copied(&harness).as_deref(), Some("one\ntwo\nthree"));
}

#[test]
fn lines_are_selected_by_pointer() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = open(&folder, "echo one\necho two\necho three\n");
    run_to_end(&mut harness);
    let (from, to) = (harness.get_by_label("one").rect(), harness.get_by_label("two").rect());
    harness.drag_at(from.left_center() + vec2(40.0, 0.0));
    harness.step();
    harness.hover_at(to.left_center() + vec2(60.0, 0.0));
    harness.step();
    harness.drop_at(to.left_center() + vec2(60.0, 0.0));
    harness.run_steps(3);
    assert_eq!(harness.state().running.panel.selection(), Some(0..2));
    harness.event(Event::Copy);
    harness.step();
    assert_eq!(copied(&harness).as_deref(), Some("one\ntwo"));
}

#[test]
fn the_end_is_followed_unless_one_has_scrolled_up() {
    let folder = tempfile::tempdir().unwrap();
    let script = "i=0; while [ $i -lt 200 ]; do echo line$i; i=$((i+1)); done\nread x\n\
        while [ $i -lt 300 ]; do echo line$i; i=$((i+1)); done\nread x\n";
    let mut harness = open(&folder, script);
    run(&mut harness);
    await_output(&mut harness, "line199");
    harness.get_by_label("line199");
    assert!(harness.query_by_label("line0").is_none());

    let place = harness.get_by_label("line195").rect().center();
    harness.event(Event::PointerMoved(place));
    harness.step();
    turn_wheel(&mut harness);
    assert!(harness.query_by_label("line199").is_none());
    let seen = harness.query_all_by_label_contains("line1").next().unwrap().accesskit_node().label().unwrap();
    harness.state().running.run.as_ref().unwrap().send("x");
    await_output(&mut harness, "line299");
    harness.get_by_label(&seen);
    assert!(harness.query_by_label("line299").is_none(), "what is looked at stays");

    go_to_panel(&mut harness);
    press(&mut harness, Modifiers::SHIFT, Key::Tab);
    press(&mut harness, Modifiers::NONE, Key::End);
    harness.run_steps(3);
    harness.get_by_label("line299");
}

#[test]
fn only_lines_that_can_be_seen_are_drawn() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = open(&folder, "i=0; while [ $i -lt 5000 ]; do echo line$i; i=$((i+1)); done\n");
    run_to_end(&mut harness);
    let rows = harness.query_all_by_label_contains("line").count();
    assert!((5..30).contains(&rows), "{rows}");
}

#[test]
fn a_long_line_does_no_harm() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = open(&folder, "head -c 1000000 /dev/zero | tr '\\0' x\necho\necho end\n");
    run_to_end(&mut harness);
    assert!(output(&harness).ends_with("x\nend"));
    let drawn: usize = harness
        .output()
        .shapes
        .iter()
        .map(|shape| match &shape.shape {
            egui::Shape::Text(text) => text.galley.job.text.len(),
            _ => 0,
        })
        .sum();
    assert!(drawn < 20_000, "only what fits is laid out: {drawn}");
}

#[test]
fn dropped_lines_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = open(&folder, "echo ready\nread x\n");
    run(&mut harness);
    await_output(&mut harness, "ready");
    harness.state().running.run.as_ref().unwrap().output().look(|lines| {
        lines.write(crate::run::Source::Output, "x\n".repeat(100_010).as_bytes());
    });
    settle(&mut harness);
    go_to_panel(&mut harness);
    press(&mut harness, Modifiers::SHIFT, Key::Tab);
    assert!(harness.get_by_label("Output of the program").is_focused());
    press(&mut harness, Modifiers::NONE, Key::Home);
    let place = harness.get_by_label("Output of the program").rect().center();
    harness.event(Event::PointerMoved(place));
    turn_wheel(&mut harness);
    harness.get_by_label_contains("Older lines were dropped: 11 so far");
}
