//! Lines that wrap: what takes a view of its own to show.

use egui::{Event, ImeEvent, Key, Modifiers, Shape};

use super::*;
use crate::document::Selection;

fn wrapped(text: &str) -> Harness<'static, Scene> {
    let mut scene = Scene::new(text);
    scene.view.set_wrapping(true);
    harness_of(scene)
}

fn press(harness: &mut Harness<'_, Scene>, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    harness.run_ok();
}

fn select(harness: &mut Harness<'_, Scene>, at: usize) {
    let command = Command::Select(Selection::cursor(at));
    harness.state_mut().document.apply(&command, Duration::ZERO);
    harness.run_ok();
}

/// The row of the caret, from 0 at the upper edge.
fn row(harness: &Harness<'_, Scene>) -> usize {
    (harness.state().painted.caret.unwrap().top() / 22.0).round() as usize
}

/// Pieces of code of some length that the last frame laid out.
fn layouts(harness: &Harness<'_, Scene>) -> usize {
    let is_code = |clipped: &&egui::epaint::ClippedShape| match &clipped.shape {
        Shape::Text(text) => text.pos.x >= 64.0 && text.galley.text().len() > 40,
        _ => false,
    };
    harness.output().shapes.iter().filter(is_code).count()
}

#[test]
fn wide_letters_wrap_whole() {
    let mut harness = wrapped(&format!("x = '{}'\ny = 1\n", "漢".repeat(100)));
    select(&mut harness, "x = ''\n".len() + 300);
    assert_eq!(row(&harness), 2);
    select(&mut harness, 5);
    press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    assert_eq!(row(&harness), 1);
    let at = harness.state().document.cursor();
    assert_eq!((at - 5) % 3, 0, "between two of them");
}

#[test]
fn what_is_composed_stands_in_the_row_of_the_caret() {
    let mut harness = wrapped(&"abcdefgh ".repeat(40));
    press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    let before = harness.state().painted.caret.unwrap();
    assert_eq!(row(&harness), 1);
    let preedit = ImeEvent::Preedit { text: "にほ".to_owned(), active_range_chars: None };
    harness.input_mut().events.push(Event::Ime(preedit));
    harness.run_ok();
    let after = harness.state().painted.caret.unwrap();
    assert_eq!(before.top(), after.top());
    assert!(after.left() > before.left() + 20.0);
}

#[test]
fn ten_megabytes_in_one_line_wrap_in_a_few_layouts() {
    let mut harness = wrapped(&"abcdefghi ".repeat(1024 * 1024));
    assert!((30..40).contains(&layouts(&harness)), "{}", layouts(&harness));
    press(&mut harness, Modifiers::COMMAND, Key::End);
    assert_eq!(harness.state().document.cursor(), 10 * 1024 * 1024);
    assert!((10..40).contains(&layouts(&harness)), "{}", layouts(&harness));
    let before = row(&harness);
    press(&mut harness, Modifiers::NONE, Key::ArrowUp);
    press(&mut harness, Modifiers::NONE, Key::ArrowUp);
    assert_eq!(row(&harness), before - 2);
    harness.input_mut().events.push(Event::Text("X".to_owned()));
    harness.run_ok();
    assert_eq!(harness.state().document.text().byte_len(), 10 * 1024 * 1024 + 1);
    press(&mut harness, Modifiers::COMMAND, Key::Home);
    assert_eq!(row(&harness), 0);
}

#[test]
fn a_row_of_a_very_long_line_can_be_clicked() {
    let mut harness = wrapped(&"abcdefghij".repeat(100_000));
    harness.state_mut().view.set_top(0.5);
    harness.run_ok();
    let at = pos2(300.0, 200.0);
    click(&mut harness, at, Modifiers::NONE);
    let caret = harness.state().painted.caret.unwrap();
    assert!(
        caret.top() <= at.y && at.y <= caret.bottom() && (caret.center().x - at.x).abs() < 6.0,
        "{caret:?}"
    );
    let cursor = harness.state().document.cursor();
    assert!((490_000..510_000).contains(&cursor), "{cursor}");
}

#[test]
fn the_ruler_leads_through_a_line_of_many_rows() {
    let mut harness = wrapped(&"abcdefghij".repeat(100_000));
    let ruler = harness.state().view.metrics.ruler();
    click(&mut harness, pos2(ruler.center().x, ruler.center().y), Modifiers::NONE);
    let top = harness.state().view.top();
    assert!((0.4..0.6).contains(&top), "{top}");
}

#[test]
fn a_million_lines_wrap_without_a_look_at_all_of_them() {
    let line = format!("{}\n", "word ".repeat(60));
    let mut harness = wrapped(&line.repeat(200_000));
    press(&mut harness, Modifiers::COMMAND, Key::End);
    assert_eq!(harness.state().document.position().0, 200_001);
    harness.state_mut().view.set_top(100_000.0);
    harness.run_ok();
    let seen = harness.state().painted.visible_lines.clone();
    assert!(seen.start == 100_000 && seen.len() <= 18, "{seen:?}");
    let before = harness.state().view.top();
    for key in [Key::ArrowDown, Key::ArrowDown, Key::ArrowUp, Key::ArrowUp] {
        press(&mut harness, Modifiers::COMMAND, key);
    }
    assert!((harness.state().view.top() - before).abs() < 1e-6);
}

#[test]
fn a_header_of_several_rows_stays_with_its_first() {
    let head = format!("def f({}):\n", "argument, ".repeat(30));
    let mut scene = Scene::new(&format!("{head}{}", "    x = 1\n".repeat(100)));
    scene.view.set_wrapping(true);
    let never = namelight_engine::worker::CancelToken::never();
    let mut file = namelight_engine::FileIndex::of(scene.document.text());
    scene.tokens = file.colours(0..usize::MAX, 0..usize::MAX, &never).unwrap();
    scene.definitions = file.definitions_in(0..usize::MAX, &never).unwrap().into();
    scene.document.apply(&Command::Select(Selection::cursor(head.len() + 900)), Duration::ZERO);
    scene.view.restore(&scene.document, 20.0);
    let harness = harness_of(scene);
    assert_eq!(harness.state().painted.sticky_lines, [0]);
    assert!((harness.state().view.code_top() - 22.0).abs() < 1e-3);
}
