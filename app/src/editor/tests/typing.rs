//! Keyboard and clipboard.

use std::time::Duration;

use egui::{Event, Key, Modifiers, OutputCommand};
use egui_kittest::Harness;

use super::{Scene, harness};
use crate::document::Command;

fn press(harness: &mut Harness<'_, Scene>, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    harness.run_ok();
}

fn events(harness: &mut Harness<'_, Scene>, events: impl IntoIterator<Item = Event>) {
    harness.input_mut().events.extend(events);
    harness.run_ok();
}

/// Runs a frame with events and gives what went to the clipboard.
fn copied(harness: &mut Harness<'_, Scene>, event: Event) -> Option<String> {
    harness.input_mut().events.push(event);
    harness.step();
    harness.output().platform_output.commands.iter().find_map(|command| match command {
        OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    })
}

fn key(key: Key, modifiers: Modifiers) -> Event {
    Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers }
}

#[test]
fn typing_in_one_frame_arrives_in_order() {
    let mut harness = harness("");
    let text = |text: &str| Event::Text(text.to_owned());
    events(
        &mut harness,
        [text("def f():"), key(Key::Enter, Modifiers::NONE), text("x"), key(Key::Backspace, Modifiers::NONE)],
    );
    assert_eq!(harness.state().text(), "def f():\n    ");
    assert_eq!(harness.state().document.cursor(), 13);
}

#[test]
fn tab_indents_and_keeps_the_focus() {
    let mut harness = harness("a\nb\n");
    press(&mut harness, Modifiers::NONE, Key::Tab);
    assert_eq!(harness.state().text(), "    a\nb\n");
    assert!(harness.state().painted.has_focus);
    press(&mut harness, Modifiers::COMMAND, Key::A);
    press(&mut harness, Modifiers::NONE, Key::Tab);
    assert_eq!(harness.state().text(), "        a\n    b\n");
    press(&mut harness, Modifiers::SHIFT, Key::Tab);
    assert_eq!(harness.state().text(), "    a\nb\n");
    assert!(harness.state().painted.has_focus);
}

#[test]
fn arrows_move_and_shift_selects() {
    let mut harness = harness("one two\nthree\n");
    press(&mut harness, Modifiers::NONE, Key::ArrowRight);
    press(&mut harness, Modifiers::SHIFT | Modifiers::COMMAND, Key::ArrowRight);
    assert_eq!(harness.state().selected(), (1, 3));
    press(&mut harness, Modifiers::SHIFT, Key::ArrowDown);
    assert_eq!(harness.state().selected(), (1, 11));
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert_eq!(harness.state().selected(), (11, 11));
    assert!(harness.state().painted.has_focus);
    press(&mut harness, Modifiers::COMMAND, Key::Home);
    assert_eq!(harness.state().selected(), (0, 0));
}

#[test]
fn copy_cut_and_paste() {
    let mut harness = harness("one two\nthree\n");
    press(&mut harness, Modifiers::SHIFT | Modifiers::COMMAND, Key::ArrowRight);
    assert_eq!(copied(&mut harness, Event::Copy).as_deref(), Some("one"));
    assert_eq!(copied(&mut harness, Event::Cut).as_deref(), Some("one"));
    assert_eq!(harness.state().text(), " two\nthree\n");
    events(&mut harness, [Event::Paste("four\nfive".to_owned())]);
    assert_eq!(harness.state().text(), "four\nfive two\nthree\n");
}

#[test]
fn with_nothing_selected_the_line_is_copied_and_cut() {
    let mut harness = harness("one\ntwo\nthree");
    press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    assert_eq!(copied(&mut harness, Event::Copy).as_deref(), Some("two\n"));
    assert_eq!(harness.state().text(), "one\ntwo\nthree");
    assert_eq!(copied(&mut harness, Event::Cut).as_deref(), Some("two\n"));
    assert_eq!(harness.state().text(), "one\nthree");
}

#[test]
fn a_copy_in_the_frame_of_a_selection_copies_that_selection() {
    let mut harness = harness("one two");
    harness.input_mut().events.extend([
        key(Key::A, Modifiers::COMMAND),
        Event::Copy,
        Event::Text("x".to_owned()),
    ]);
    let mut clipboard = Vec::new();
    for _ in 0..4 {
        harness.step();
        clipboard.extend(harness.output().platform_output.commands.iter().filter_map(
            |command| match command {
                OutputCommand::CopyText(text) => Some(text.clone()),
                _ => None,
            },
        ));
    }
    assert_eq!(clipboard, ["one two"]);
    assert_eq!(harness.state().text(), "x");
}

#[test]
fn undo_and_redo() {
    let mut harness = harness("");
    events(&mut harness, [Event::Text("abc".to_owned())]);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(harness.state().text(), "");
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(harness.state().text(), "abc");
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    press(&mut harness, Modifiers::COMMAND, Key::Y);
    assert_eq!(harness.state().text(), "abc");
}

#[test]
fn without_the_keyboard_nothing_is_typed() {
    let mut harness = harness("");
    let id = harness.state().view.interaction.id.unwrap();
    harness.ctx.memory_mut(|memory| memory.surrender_focus(id));
    events(
        &mut harness,
        [Event::Text("x".to_owned()), Event::Paste("y".to_owned()), key(Key::Enter, Modifiers::NONE)],
    );
    assert_eq!(harness.state().text(), "");
    assert!(!harness.state().painted.has_focus);
}

#[test]
fn the_shells_shortcuts_do_nothing_here() {
    let mut harness = harness("a b");
    for (modifiers, key) in
        [(Modifiers::COMMAND, Key::S), (Modifiers::NONE, Key::F8), (Modifiers::COMMAND, Key::O)]
    {
        press(&mut harness, modifiers, key);
    }
    assert_eq!(harness.state().commands, Vec::<Command>::new());
}

#[test]
fn the_cursor_stays_in_view_with_a_margin() {
    let text = "line\n".repeat(200);
    let mut harness = harness(&text);
    for _ in 0..40 {
        press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    }
    let view = &harness.state().view;
    // Line 40 and three more fit below the upper edge of a view of 32 rows.
    assert!((view.top() - 12.0).abs() < 1e-9, "{}", view.top());
    press(&mut harness, Modifiers::COMMAND, Key::End);
    assert!(harness.state().painted.visible_lines.contains(&200));
    press(&mut harness, Modifiers::COMMAND, Key::Home);
    assert!(harness.state().view.top().abs() < 1e-9);
    press(&mut harness, Modifiers::NONE, Key::PageDown);
    assert_eq!(harness.state().document.cursor(), 31 * 5);
}

#[test]
fn a_place_asked_for_before_the_first_frame_is_in_the_middle() {
    let mut scene = Scene::new(&"line\n".repeat(1000));
    scene.view.scroll_to(&scene.document, 500 * 5, 3);
    let harness = super::harness_of(scene);
    let lines = harness.state().painted.visible_lines.clone();
    assert!(lines.start > 480 && lines.start < 490 && lines.end > 510, "{lines:?}");
}

/// As in a window of no height, in which somebody types.
#[test]
fn fault_37_a_place_asked_for_before_the_first_frame_may_be_none_of_the_text_of_that() {
    for offset in 0..12 {
        let mut scene = Scene::new("one\ntwo\nthree\n");
        scene.view.scroll_to(&scene.document, offset, 3);
        scene.document.apply(&Command::SelectAll, Duration::ZERO);
        scene.document.apply(&Command::Paste("👩é".to_owned()), Duration::ZERO);
        let harness = super::harness_of(scene);
        assert_eq!(harness.state().painted.visible_lines, 0..1);
    }
}

#[test]
fn a_far_column_is_scrolled_to_and_back() {
    let mut harness = harness(&"x".repeat(1000));
    press(&mut harness, Modifiers::NONE, Key::End);
    let state = harness.state();
    let caret = state.painted.caret.unwrap();
    assert!(state.view.left() > 0.0);
    assert!(state.view.metrics.text_area().contains_rect(caret), "{caret:?}");
    press(&mut harness, Modifiers::NONE, Key::Home);
    assert!(harness.state().view.left().abs() < 1e-9);
}

#[test]
fn ctrl_arrows_scroll_and_leave_the_cursor() {
    let mut harness = harness(&"line\n".repeat(200));
    press(&mut harness, Modifiers::COMMAND, Key::ArrowDown);
    press(&mut harness, Modifiers::COMMAND, Key::ArrowDown);
    assert!((harness.state().view.top() - 2.0).abs() < 1e-9);
    assert_eq!(harness.state().document.cursor(), 0);
    press(&mut harness, Modifiers::COMMAND, Key::ArrowUp);
    assert!((harness.state().view.top() - 1.0).abs() < 1e-9);
}
