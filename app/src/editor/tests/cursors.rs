//! Several cursors, by mouse and by keyboard.

use egui::{Event, Key, Modifiers, OutputCommand, Pos2};
use egui_kittest::Harness;

use super::{Scene, at, button, click, harness};
use crate::document::{Command, Selection};

const ALT: Modifiers = Modifiers::ALT;
const SHIFT_ALT: Modifiers = Modifiers { alt: true, shift: true, ..Modifiers::NONE };
const CTRL_ALT: Modifiers = Modifiers { alt: true, ctrl: true, command: true, ..Modifiers::NONE };

fn press(harness: &mut Harness<'_, Scene>, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    harness.run_ok();
}

fn event(harness: &mut Harness<'_, Scene>, event: Event) {
    harness.input_mut().events.push(event);
    harness.run_ok();
}

fn type_in(harness: &mut Harness<'_, Scene>, text: &str) {
    event(harness, Event::Text(text.to_owned()));
}

/// Clicks with Alt where a column of a line stands, long after any other click.
fn alt_click(harness: &mut Harness<'_, Scene>, line: usize, cell: f64) {
    harness.run_steps(30);
    let place = at(harness, line, cell);
    click(harness, place, ALT);
}

fn drag(harness: &mut Harness<'_, Scene>, from: Pos2, to: Pos2, modifiers: Modifiers) {
    harness.input_mut().events.extend([Event::PointerMoved(from), button(from, true, modifiers)]);
    harness.step();
    harness.input_mut().events.push(Event::PointerMoved(to));
    harness.step();
    harness.input_mut().events.push(button(to, false, modifiers));
    harness.run_ok();
}

/// The ends of all selections, in the order of the text.
fn selected(harness: &Harness<'_, Scene>) -> Vec<(usize, usize)> {
    harness.state().document.selections().iter().map(|one| (one.anchor, one.head)).collect()
}

/// Runs a frame with an event and gives what went to the clipboard.
fn copied(harness: &mut Harness<'_, Scene>, event: Event) -> String {
    harness.input_mut().events.push(event);
    harness.step();
    let copy = harness.output().platform_output.commands.iter().find_map(|command| match command {
        OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    });
    copy.unwrap_or_default()
}

#[test]
fn alt_click_adds_a_cursor_and_takes_it_away_again() {
    let mut harness = harness("one\ntwo\nthree\n");
    alt_click(&mut harness, 1, 1.0);
    alt_click(&mut harness, 2, 3.0);
    assert_eq!(selected(&harness), [(0, 0), (5, 5), (11, 11)]);
    assert_eq!(harness.state().document.cursor(), 11);
    type_in(&mut harness, "-");
    assert_eq!(harness.state().text(), "-one\nt-wo\nthr-ee\n");
    alt_click(&mut harness, 1, 2.0);
    assert_eq!(selected(&harness), [(1, 1), (14, 14)]);
    alt_click(&mut harness, 2, 4.0);
    assert_eq!(selected(&harness), [(1, 1)]);
    alt_click(&mut harness, 0, 1.0);
    assert_eq!(selected(&harness), [(1, 1)], "the only one stays");
}

#[test]
fn a_click_without_alt_goes_back_to_one_cursor() {
    let mut harness = harness("one\ntwo\nthree\n");
    alt_click(&mut harness, 1, 1.0);
    harness.run_steps(30);
    let place = at(&harness, 2, 2.0);
    click(&mut harness, place, Modifiers::NONE);
    assert_eq!(selected(&harness), [(10, 10)]);
}

#[test]
fn an_alt_drag_selects_beside_what_is_selected() {
    let mut harness = harness("one two three\nfour five\n");
    press(&mut harness, Modifiers::SHIFT | Modifiers::COMMAND, Key::ArrowRight);
    let (from, to) = (at(&harness, 1, 0.0), at(&harness, 1, 4.0));
    drag(&mut harness, from, to, ALT);
    assert_eq!(selected(&harness), [(0, 3), (14, 18)]);
    // Over the other one and back: it is still there.
    harness.run_steps(30);
    let (from, over, to) = (at(&harness, 1, 9.0), at(&harness, 0, 1.0), at(&harness, 1, 5.0));
    harness.input_mut().events.extend([Event::PointerMoved(from), button(from, true, ALT)]);
    harness.step();
    harness.input_mut().events.push(Event::PointerMoved(over));
    harness.step();
    assert_eq!(selected(&harness), [(23, 0)]);
    harness.input_mut().events.push(Event::PointerMoved(to));
    harness.step();
    assert_eq!(selected(&harness), [(0, 3), (14, 18), (23, 19)]);
}

#[test]
fn an_alt_double_click_adds_a_word() {
    let mut harness = harness("one two three\n");
    harness.run_steps(30);
    let place = at(&harness, 0, 5.0);
    click(&mut harness, place, ALT);
    click(&mut harness, place, ALT);
    assert_eq!(selected(&harness), [(0, 0), (4, 7)]);
}

#[test]
fn ctrl_alt_arrows_add_cursors_above_and_below() {
    let mut harness = harness("abcd\nab\n\nabcd\n");
    press(&mut harness, Modifiers::NONE, Key::End);
    for _ in 0..3 {
        press(&mut harness, CTRL_ALT, Key::ArrowDown);
    }
    assert_eq!(selected(&harness), [(4, 4), (7, 7), (8, 8), (13, 13)]);
    type_in(&mut harness, ";");
    assert_eq!(harness.state().text(), "abcd;\nab;\n;\nabcd;\n");
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(harness.state().text(), "abcd\nab\n\nabcd\n");
    assert_eq!(selected(&harness).len(), 4);
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert_eq!(selected(&harness), [(13, 13)]);
    press(&mut harness, CTRL_ALT, Key::ArrowUp);
    assert_eq!((selected(&harness), harness.state().document.cursor()), (vec![(8, 8), (13, 13)], 8));
}

#[test]
fn escape_leaves_the_primary_and_then_deselects() {
    let mut harness = harness("one two\none two\n");
    press(&mut harness, CTRL_ALT, Key::ArrowDown);
    press(&mut harness, Modifiers::SHIFT, Key::End);
    assert_eq!(selected(&harness), [(0, 7), (8, 15)]);
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert_eq!(selected(&harness), [(8, 15)]);
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert_eq!(selected(&harness), [(15, 15)]);
}

#[test]
fn ctrl_u_takes_back_the_last_cursor() {
    let mut harness = harness("one\ntwo\nthree\n");
    alt_click(&mut harness, 2, 0.0);
    alt_click(&mut harness, 1, 0.0);
    press(&mut harness, Modifiers::COMMAND, Key::U);
    assert_eq!((selected(&harness), harness.state().document.cursor()), (vec![(0, 0), (8, 8)], 8));
    press(&mut harness, Modifiers::COMMAND, Key::U);
    press(&mut harness, Modifiers::COMMAND, Key::U);
    assert_eq!(selected(&harness), [(0, 0)]);
}

#[test]
fn what_several_cursors_copy_they_paste_each_for_itself() {
    let mut harness = harness("one two\nred blue\n");
    press(&mut harness, CTRL_ALT, Key::ArrowDown);
    press(&mut harness, Modifiers::SHIFT | Modifiers::COMMAND, Key::ArrowRight);
    let text = copied(&mut harness, Event::Cut);
    assert_eq!((text.as_str(), harness.state().text().as_str()), ("one\nred", " two\n blue\n"));
    press(&mut harness, Modifiers::NONE, Key::End);
    // The system's clipboard may give other line breaks back.
    event(&mut harness, Event::Paste("one\r\nred".to_owned()));
    assert_eq!(harness.state().text(), " twoone\n bluered\n");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    event(&mut harness, Event::Paste(text));
    assert_eq!(harness.state().text(), " twoone\n blueredone\nred\n");
}

#[test]
fn a_part_of_several_lines_stays_a_part() {
    let mut harness = harness("a\nb c\n1\n2 3\n");
    let ranges = [(0, 3), (6, 9)].map(|(anchor, head)| Selection { anchor, head });
    let select = Command::SelectMany(ranges.to_vec());
    harness.state_mut().document.apply(&select, std::time::Duration::ZERO);
    let text = copied(&mut harness, Event::Copy);
    assert_eq!(text, "a\nb\n1\n2");
    press(&mut harness, Modifiers::NONE, Key::End);
    event(&mut harness, Event::Paste(text));
    assert_eq!(harness.state().text(), "a\nb ca\nb\n1\n2 31\n2\n");
    // From elsewhere, with as many lines as there are cursors.
    event(&mut harness, Event::Paste("x\ny\n".to_owned()));
    assert_eq!(harness.state().text(), "a\nb ca\nbx\n1\n2 31\n2y\n");
}

#[test]
fn shift_alt_drag_selects_a_box() {
    let mut harness = harness("one two\nab\n\tthree\nfour five\n");
    let (from, to) = (at(&harness, 0, 4.2), at(&harness, 3, 6.8));
    drag(&mut harness, from, to, SHIFT_ALT);
    // The second line ends before the box; a tab takes four cells.
    assert_eq!(selected(&harness), [(4, 7), (12, 15), (22, 25)]);
    assert_eq!(harness.state().document.cursor(), 25);
    type_in(&mut harness, "_");
    assert_eq!(harness.state().text(), "one _\nab\n\t_ee\nfour_ve\n");
    harness.run_steps(30);
    let (from, to) = (at(&harness, 3, 30.0), at(&harness, 1, 20.0));
    drag(&mut harness, from, to, SHIFT_ALT);
    // Behind all of the lines: a cursor at the end of each.
    assert_eq!(selected(&harness), [(8, 8), (13, 13), (21, 21)]);
    assert_eq!(harness.state().document.cursor(), 8);
}

#[test]
fn what_is_composed_is_shown_once_and_committed_everywhere() {
    let mut harness = harness("ab\nab\n");
    press(&mut harness, CTRL_ALT, Key::ArrowDown);
    let preedit = egui::ImeEvent::Preedit { text: "に".to_owned(), active_range_chars: None };
    event(&mut harness, Event::Ime(preedit));
    assert_eq!(harness.state().text(), "ab\nab\n");
    event(&mut harness, Event::Ime(egui::ImeEvent::Commit("に".to_owned())));
    assert_eq!(harness.state().text(), "にab\nにab\n");
}

#[test]
fn the_carets_of_all_cursors_in_sight_are_drawn_and_no_others() {
    let text = "name = value\n".repeat(10_000);
    let mut harness = harness(&text);
    let cursors = (0..10_000).map(|line| Selection { anchor: line * 13, head: line * 13 + 4 }).collect();
    harness.state_mut().document.apply(&Command::SelectMany(cursors), std::time::Duration::ZERO);
    harness.run_ok();
    let state = harness.state();
    assert_eq!(state.document.selections().len(), 10_000);
    assert!(state.painted.visible_lines.contains(&9_999), "the primary is in view");
    let seen = state.painted.visible_lines.clone().filter(|line| *line < 9_999);
    let mut expected: Vec<Pos2> = seen
        .map(|line| state.view.position_of(&state.document, line * 13 + 4))
        .filter(|pos| pos.y + state.view.metrics.row > 0.0)
        .collect();
    expected.sort_by(|a, b| a.y.total_cmp(&b.y));
    assert_eq!(state.painted.other_carets.len(), expected.len());
    for (caret, pos) in state.painted.other_carets.iter().zip(expected) {
        assert!((caret.left() - pos.x).abs() <= 1.0 && caret.width() < state.painted.caret.unwrap().width());
        assert!((caret.top() - pos.y - 1.0).abs() < 1e-3);
    }
}

fn select(harness: &mut Harness<'_, Scene>, heads: impl IntoIterator<Item = usize>) {
    let cursors = heads.into_iter().map(Selection::cursor).collect();
    harness.state_mut().document.apply(&Command::SelectMany(cursors), std::time::Duration::ZERO);
    harness.run_ok();
}

#[test]
fn what_is_composed_moves_the_carets_behind_it() {
    let mut harness = harness("ab cd ef");
    select(&mut harness, [1, 5, 2]);
    let lefts = |harness: &Harness<'_, Scene>| -> Vec<f32> {
        harness.state().painted.other_carets.iter().map(|caret| caret.left()).collect()
    };
    let before = lefts(&harness);
    let preedit = egui::ImeEvent::Preedit { text: "にほ".to_owned(), active_range_chars: None };
    event(&mut harness, Event::Ime(preedit));
    let moved: Vec<f32> = lefts(&harness).iter().zip(&before).map(|(now, before)| now - before).collect();
    let cells = harness.state().view.metrics.cell as f32 * 4.0;
    assert!(moved.len() == 2 && moved[0].abs() < 1e-3 && (moved[1] - cells).abs() <= 1.0, "{moved:?}");
}

#[test]
fn fault_16_of_the_cursors_in_a_line_of_megabytes_those_in_sight_are_drawn() {
    let mut harness = harness(&"0123456789".repeat(100_000));
    select(&mut harness, (0..10_000).map(|n| n * 100 + 7).chain([500_000]));
    let state = harness.state();
    let area = state.view.metrics.text_area();
    let expected = (0..10_000)
        .map(|n| state.view.position_of(&state.document, n * 100 + 7).x)
        .filter(|x| *x >= area.left() && *x <= area.right())
        .count();
    assert!(state.view.left() > 0.0 && expected > 0);
    assert!(state.painted.other_carets.len().abs_diff(expected) <= 1, "{}", state.painted.other_carets.len());
}
