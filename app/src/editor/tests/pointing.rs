//! The mouse.

use egui::{Event, Modifiers, MouseWheelSource, MouseWheelUnit, OutputCommand, TouchPhase, pos2, vec2};
use egui_kittest::Harness;

use super::{Scene, at, button, click, harness, harness_of, sample};

fn wheel(harness: &mut Harness<'_, Scene>, delta: egui::Vec2, modifiers: Modifiers) {
    let (phase, source) = (TouchPhase::Move, MouseWheelSource::Unknown);
    let unit = MouseWheelUnit::Line;
    harness.input_mut().events.push(Event::MouseWheel { unit, delta, phase, source, modifiers });
    harness.run_steps(40);
}

#[test]
fn a_click_puts_the_cursor_to_the_nearest_edge() {
    let mut harness = harness("def mean(levels):\n\treturn 0\n");
    let place = at(&harness, 0, 6.6);
    click(&mut harness, place, Modifiers::NONE);
    assert_eq!(harness.state().selected(), (7, 7));
    // In the first half of a tab, in its second half, and far behind the line.
    for (cell, offset) in [(1.5, 18), (2.5, 19), (90.0, 27)] {
        let place = at(&harness, 1, cell);
        harness.run_steps(30);
        click(&mut harness, place, Modifiers::NONE);
        assert_eq!(harness.state().selected(), (offset, offset), "{cell}");
    }
    // Below the text: its last line.
    harness.run_steps(30);
    click(&mut harness, pos2(300.0, 650.0), Modifiers::NONE);
    assert_eq!(harness.state().document.cursor(), 28);
}

#[test]
fn shift_click_extends() {
    let mut harness = harness("one two three");
    let (from, to) = (at(&harness, 0, 4.0), at(&harness, 0, 9.0));
    click(&mut harness, from, Modifiers::NONE);
    harness.run_steps(30);
    click(&mut harness, to, Modifiers::SHIFT);
    assert_eq!(harness.state().selected(), (4, 9));
}

#[test]
fn a_double_click_selects_a_word_and_a_triple_click_the_line() {
    let mut harness = harness("one two_2 three\nfour\n");
    let place = at(&harness, 0, 6.0);
    click(&mut harness, place, Modifiers::NONE);
    click(&mut harness, place, Modifiers::NONE);
    assert_eq!(harness.state().selected(), (4, 9));
    click(&mut harness, place, Modifiers::NONE);
    assert_eq!(harness.state().selected(), (0, 16));
}

#[test]
fn a_drag_selects_and_after_a_double_click_by_words() {
    let mut harness = harness("one two three four\n");
    let (from, to) = (at(&harness, 0, 5.0), at(&harness, 0, 10.0));
    let none = Modifiers::NONE;
    harness.input_mut().events.extend([Event::PointerMoved(from), button(from, true, none)]);
    harness.step();
    harness.input_mut().events.push(Event::PointerMoved(to));
    harness.step();
    assert_eq!(harness.state().selected(), (5, 10));
    harness.input_mut().events.push(button(to, false, none));
    harness.run_steps(30);

    click(&mut harness, from, none);
    harness.input_mut().events.extend([button(from, true, none), Event::PointerMoved(to)]);
    harness.step();
    assert_eq!(harness.state().selected(), (4, 13));
    let back = at(&harness, 0, 1.0);
    harness.input_mut().events.push(Event::PointerMoved(back));
    harness.step();
    // Backwards, the word that the drag began with stays selected.
    assert_eq!(harness.state().selected(), (7, 0));
    harness.input_mut().events.push(button(back, false, none));
    harness.step();
    harness.input_mut().events.push(Event::PointerMoved(to));
    harness.step();
    assert_eq!(harness.state().selected(), (7, 0));
}

#[test]
fn a_drag_beyond_the_edge_scrolls_as_long_as_it_is_held() {
    let mut harness = harness(&"line\n".repeat(500));
    let from = at(&harness, 3, 2.0);
    let below = pos2(from.x, 730.0);
    harness.input_mut().events.extend([
        Event::PointerMoved(from),
        button(from, true, Modifiers::NONE),
        Event::PointerMoved(below),
    ]);
    harness.run_steps(30);
    let (top, head) = (harness.state().view.top(), harness.state().document.cursor());
    assert!(top > 2.0, "{top}");
    harness.run_steps(30);
    let state = harness.state();
    assert!(state.view.top() > top && state.document.cursor() > head);
    assert_eq!(state.selected().0, 3 * 5 + 2);
    assert!(state.painted.visible_lines.contains(&(state.document.cursor() / 5)));
    let end = state.view.top();
    harness.input_mut().events.push(button(below, false, Modifiers::NONE));
    harness.run_steps(20);
    assert!((harness.state().view.top() - end).abs() < 2.0);
}

#[test]
fn a_click_in_the_gutter_selects_the_line() {
    let mut harness = harness("one\ntwo\nthree");
    let y = at(&harness, 1, 0.0).y;
    click(&mut harness, pos2(30.0, y), Modifiers::NONE);
    assert_eq!(harness.state().selected(), (4, 8));
}

#[test]
fn a_click_after_typing_in_one_frame_means_the_new_text() {
    let mut harness = harness("ab");
    let place = at(&harness, 0, 7.0);
    harness.input_mut().events.extend([
        Event::Text("xxxxx".to_owned()),
        Event::PointerMoved(place),
        button(place, true, Modifiers::NONE),
        button(place, false, Modifiers::NONE),
        Event::Text("!".to_owned()),
    ]);
    harness.run_steps(4);
    assert_eq!(harness.state().text(), "xxxxxab!");
}

#[test]
fn the_wheel_scrolls_and_with_ctrl_zooms() {
    let mut harness = harness(&"line\n".repeat(500));
    harness.input_mut().events.push(Event::PointerMoved(pos2(500.0, 300.0)));
    harness.step();
    wheel(&mut harness, vec2(0.0, -1.0), Modifiers::NONE);
    let top = harness.state().view.top();
    assert!((top - 3.0).abs() < 0.2, "{top}");
    wheel(&mut harness, vec2(0.0, 5.0), Modifiers::NONE);
    assert!(harness.state().view.top().abs() < 1e-9);
    wheel(&mut harness, vec2(0.0, 1.0), Modifiers::COMMAND);
    assert!((harness.state().view.zoom().font_size() - 15.0).abs() < 1e-6);
    assert!(harness.state().view.top().abs() < 1e-9);
}

#[test]
fn the_ruler_jumps_and_drags() {
    let mut harness = harness(&"line\n".repeat(1000));
    let x = harness.state().view.metrics.ruler().center().x;
    let none = Modifiers::NONE;
    // Half way down: line 500 is in the middle of the view.
    harness
        .input_mut()
        .events
        .extend([Event::PointerMoved(pos2(x, 352.0)), button(pos2(x, 352.0), true, none)]);
    harness.step();
    let top = harness.state().view.top();
    assert!((top + 16.0 - 500.5).abs() < 1.0, "{top}");
    harness.input_mut().events.push(Event::PointerMoved(pos2(x, 352.0 + 69.6)));
    harness.step();
    let moved = harness.state().view.top();
    assert!((moved - top - 100.1).abs() < 0.5, "{moved}");
    harness.input_mut().events.push(Event::PointerMoved(pos2(x, 5000.0)));
    harness.step();
    assert!(harness.state().painted.visible_lines.contains(&1000));
    harness.input_mut().events.push(button(pos2(x, 5000.0), false, none));
    harness.run_steps(2);
    harness.input_mut().events.push(Event::PointerMoved(pos2(x, 10.0)));
    harness.step();
    assert!(harness.state().painted.visible_lines.contains(&1000));
    assert_eq!(harness.state().document.cursor(), 0);
}

#[test]
fn the_middle_button_pastes_where_it_is_clicked() {
    let mut harness = harness("one two");
    let place = at(&harness, 0, 3.0);
    harness.input_mut().events.push(Event::MiddleClickPaste { pos: place, text: "!".to_owned() });
    harness.step();
    assert_eq!(harness.state().text(), "one! two");
}

#[test]
fn a_settled_selection_is_offered_for_the_middle_button_once() {
    let mut harness = harness("one two");
    let place = at(&harness, 0, 1.0);
    click(&mut harness, place, Modifiers::NONE);
    click(&mut harness, place, Modifiers::NONE);
    let mut offered = 0;
    let settled = OutputCommand::TextSelectionSettled("one".to_owned());
    for _ in 0..5 {
        harness.step();
        offered +=
            harness.output().platform_output.commands.iter().filter(|command| **command == settled).count();
    }
    assert!(offered <= 1);
    let (from, to) = (at(&harness, 0, 4.0), at(&harness, 0, 7.0));
    harness.input_mut().events.extend([button(from, true, Modifiers::NONE), Event::PointerMoved(to)]);
    harness.step();
    let settled = OutputCommand::TextSelectionSettled("two".to_owned());
    let is_offered =
        |harness: &Harness<'_, Scene>| harness.output().platform_output.commands.contains(&settled);
    assert!(!is_offered(&harness));
    harness.input_mut().events.push(button(to, false, Modifiers::NONE));
    harness.step();
    let first = is_offered(&harness);
    harness.step();
    assert!(first != is_offered(&harness));
}

#[test]
fn what_is_painted_is_what_is_visible() {
    let mut harness = harness_of(sample::scene());
    let state = harness.state();
    assert_eq!(state.painted.visible_lines, 21..53);
    assert_eq!(state.painted.lit.len(), 9);
    assert_eq!((state.painted.lit_above, state.painted.lit_below), (2, 5));
    let caret = state.painted.caret.unwrap();
    assert!((caret.left() - 155.0).abs() < 0.01 && (caret.top() - 286.0).abs() < 0.01, "{caret:?}");
    harness.state_mut().view.set_top(1e9);
    harness.run_steps(2);
    let painted = &harness.state().painted;
    assert!(painted.lit.iter().all(|lit| lit.range.start >= painted.visible_bytes.start));
    assert!(painted.lit_below == 0 && painted.caret.is_none());
    let document_len = harness.state().document.text().byte_len();
    assert_eq!(painted.visible_bytes.end, document_len);
}

#[test]
fn positions_and_offsets_agree() {
    let harness = harness("a\tb漢字👩\u{200D}👧e\u{301}\nplain\n\n");
    let state = harness.state();
    for offset in [0, 1, 2, 3, 6, 9, 20, 23, 24, 29, 30, 31] {
        let pos = state.view.position_of(&state.document, offset);
        assert_eq!(state.view.offset_at(&state.document, pos + vec2(0.5, 3.0)), offset);
    }
}

#[test]
fn a_hint_scrolls_to_the_nearest_hidden_place_and_moves_no_cursor() {
    use egui_kittest::kittest::Queryable as _;
    let mut harness = harness_of(sample::scene());
    harness.run_steps(2);
    let cursor = harness.state().document.cursor();
    harness.get_by_label("2 more above, next in line 13").click();
    harness.run_steps(4);
    assert!(harness.state().painted.visible_lines.contains(&12));
    assert_eq!(harness.state().painted.lit_above, 0);
    assert_eq!(harness.state().document.cursor(), cursor);
    assert!(harness.query_by_label_contains("above").is_none());
}
