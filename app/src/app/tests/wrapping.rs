//! Lines that wrap, as a person meets them.

use egui::pos2;

use super::*;

/// A comment of three hundred letters in words of nine, indented, between two short lines.
fn text() -> String {
    format!("first = 1\n    # {}\nlast = first\n", "abcdefgh ".repeat(33))
}

fn open_text(text: &str) -> Harness<'static, App> {
    let mut harness = start(Options { start: Start::Text(text.to_owned()), ..Options::default() });
    press(&mut harness, Modifiers::ALT, Key::Z);
    harness
}

fn caret(harness: &Harness<'_, App>) -> egui::Rect {
    harness.state().file.painted.caret.unwrap()
}

/// The row of the caret, from 0 at the upper edge of the code.
fn row(harness: &Harness<'_, App>) -> usize {
    ((caret(harness).top() - 68.0) / 22.0).round() as usize
}

fn cursor(harness: &Harness<'_, App>) -> usize {
    harness.state().file.document.cursor()
}

fn keys(harness: &mut Harness<'_, App>, keys: &[Key]) {
    keys.iter().for_each(|key| press(harness, Modifiers::NONE, *key));
}

fn click(harness: &mut Harness<'_, App>, pos: egui::Pos2) {
    harness.hover_at(pos);
    for pressed in [true, false] {
        let button = egui::PointerButton::Primary;
        harness.event(Event::PointerButton { pos, button, pressed, modifiers: Modifiers::NONE });
    }
    settle(harness);
}

#[test]
fn alt_z_wraps_and_unwraps() {
    let mut harness = open_text(&text());
    go_to(&mut harness, "last", 0);
    assert_eq!(row(&harness), 4, "the line before takes three rows");
    press(&mut harness, Modifiers::ALT, Key::Z);
    assert_eq!(row(&harness), 2);
}

#[test]
fn the_menu_says_whether_lines_wrap() {
    let mut harness = open_text(&text());
    press(&mut harness, Modifiers::NONE, Key::F10);
    harness.get_by_label("View").click();
    settle(&mut harness);
    harness.get_by_label("Wrap long lines").click();
    settle(&mut harness);
    assert!(!harness.state().file.view.is_wrapping());
}

#[test]
fn up_and_down_go_by_rows_and_keep_their_place() {
    let mut harness = open_text(&text());
    go_to(&mut harness, "# abc", 0);
    press(&mut harness, Modifiers::NONE, Key::ArrowRight);
    let first = caret(&harness).left();
    let mut rows = Vec::new();
    for key in [Key::ArrowDown, Key::ArrowDown, Key::ArrowDown, Key::ArrowUp, Key::ArrowUp, Key::ArrowUp] {
        press(&mut harness, Modifiers::NONE, key);
        rows.push(row(&harness));
    }
    assert_eq!(rows, [2, 3, 4, 3, 2, 1]);
    assert_eq!(caret(&harness).left(), first, "the column that the eye expects");
}

#[test]
fn rows_that_go_on_hang_in() {
    let mut harness = open_text(&text());
    go_to(&mut harness, "# abc", 0);
    let first = caret(&harness).left();
    keys(&mut harness, &[Key::ArrowDown]);
    let cell = harness.state().file.view.text_area().width() / 1000.0;
    let hangs = caret(&harness).left() - first;
    assert!(hangs > 10.0 * cell && hangs < 24.0, "{hangs}");
}

#[test]
fn end_goes_to_the_row_s_end_and_then_to_the_line_s() {
    let mut harness = open_text(&text());
    go_to(&mut harness, "# abc", 0);
    keys(&mut harness, &[Key::End]);
    assert_eq!(row(&harness), 1);
    let end = cursor(&harness);
    keys(&mut harness, &[Key::End]);
    assert_eq!((row(&harness), cursor(&harness)), (3, text().find("\nlast").unwrap()));
    assert!(cursor(&harness) > end);
}

#[test]
fn home_goes_to_the_row_s_start_and_then_to_the_line_s() {
    let mut harness = open_text(&text());
    go_to(&mut harness, "\nlast", 0);
    let mut rows = Vec::new();
    for _ in 0..3 {
        keys(&mut harness, &[Key::Home]);
        rows.push((row(&harness), harness.state().file.document.position().1));
    }
    assert_eq!((rows[0].0, rows[1], rows[2]), (3, (1, 5), (1, 1)));
}

#[test]
fn a_click_on_a_row_that_goes_on_means_what_is_there() {
    let mut harness = open_text(&text());
    go_to(&mut harness, "# abc", 0);
    keys(&mut harness, &[Key::ArrowDown, Key::Home, Key::ArrowRight, Key::ArrowRight]);
    let (expected, place) = (cursor(&harness), caret(&harness).center());
    keys(&mut harness, &[Key::ArrowDown, Key::ArrowDown]);
    click(&mut harness, place);
    assert_eq!(cursor(&harness), expected);
}

#[test]
fn a_click_behind_a_row_stays_in_it() {
    let mut harness = open_text(&text());
    click(&mut harness, pos2(1255.0, 68.0 + 1.5 * 22.0));
    assert_eq!(row(&harness), 1);
}

#[test]
fn a_lit_name_at_a_cut_is_drawn_in_two_parts_and_counted_once() {
    let name = "n".repeat(400);
    let mut harness = open_text(&format!("{name} = 1\nprint({name})\n"));
    go_to(&mut harness, "nnn", 0);
    assert_eq!(lit(&harness).len(), 2);
    assert_eq!(says(&harness).split(" · ").next().unwrap(), name);
    let fill = crate::theme::current(&harness.ctx).marks.fill;
    let is_fill = |clipped: &&egui::epaint::ClippedShape| matches!(&clipped.shape, egui::Shape::Rect(rect) if rect.fill == fill);
    let parts = harness.output().shapes.iter().filter(is_fill).count();
    assert!(parts >= 6, "three rows each: {parts}");
}

#[test]
fn a_line_has_one_number() {
    let harness = open_text(&text());
    let is_number = |clipped: &&egui::epaint::ClippedShape| match &clipped.shape {
        egui::Shape::Text(text) => {
            text.pos.x < 64.0 && text.pos.y > 68.0 && text.galley.text().parse::<usize>().is_ok()
        }
        _ => false,
    };
    assert_eq!(harness.output().shapes.iter().filter(is_number).count(), 4);
}

#[test]
fn nothing_scrolls_sideways() {
    let mut harness = open_text(&text());
    go_to(&mut harness, "\nlast", 0);
    assert_eq!(harness.state().file.view.left(), 0.0);
    assert!(caret(&harness).right() < 1264.0);
}

#[test]
fn scrolling_moves_what_is_seen_by_what_the_wheel_says() {
    let mut harness = open_text(&text().repeat(40));
    harness.state_mut().file.view.set_top(31.0);
    settle(&mut harness);
    let top = |harness: &Harness<'_, App>| harness.state().file.view.top();
    let before = top(&harness);
    // Ten rows down and up again lead to where it was, though they are rows of lines of three.
    press(&mut harness, Modifiers::COMMAND, Key::ArrowDown);
    assert!((top(&harness) - before - 1.0 / 3.0).abs() < 1e-9 || (top(&harness) - before - 1.0).abs() < 1e-9);
    press(&mut harness, Modifiers::COMMAND, Key::ArrowUp);
    assert!((top(&harness) - before).abs() < 1e-9);
}

#[test]
fn a_page_is_a_page_of_rows() {
    let mut harness = open_text(&text().repeat(40));
    keys(&mut harness, &[Key::PageDown]);
    // 32 rows fit, one of them stays; three lines take five rows.
    let line = harness.state().file.document.position().0;
    assert!((18..=20).contains(&line), "{line}");
    keys(&mut harness, &[Key::PageUp]);
    assert_eq!(cursor(&harness), 0);
}

#[test]
fn the_cursor_stays_in_view() {
    let mut harness = open_text(&text().repeat(40));
    for _ in 0..50 {
        press(&mut harness, Modifiers::NONE, Key::ArrowDown);
        assert!(row(&harness) < 32);
    }
    press(&mut harness, Modifiers::COMMAND, Key::End);
    assert!(row(&harness) < 32);
}

#[test]
fn folds_and_wrapped_lines_go_together() {
    let mut harness = open_text(&format!(
        "def f():\n{}y = 1\n",
        text().replace("first", "    first").replace("last", "    last")
    ));
    go_to(&mut harness, "def", 0);
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::OpenBracket);
    assert_eq!(harness.state().file.painted.folds.len(), 1);
    keys(&mut harness, &[Key::ArrowDown]);
    assert_eq!((row(&harness), harness.state().file.document.position().0), (1, 5));
}

#[test]
fn a_narrower_window_wraps_more() {
    let mut harness = open_text(&text());
    go_to(&mut harness, "last", 0);
    let before = row(&harness);
    harness.set_size(egui::vec2(640.0, 800.0));
    settle(&mut harness);
    assert!(row(&harness) > before + 1, "{}", row(&harness));
}

#[test]
fn a_selection_over_rows_is_drawn_in_each() {
    let mut harness = open_text(&text());
    go_to(&mut harness, "defgh", 0);
    press(&mut harness, Modifiers::SHIFT, Key::ArrowDown);
    press(&mut harness, Modifiers::SHIFT, Key::ArrowDown);
    let fill = crate::theme::current(&harness.ctx).selection.fill;
    let is_fill = |clipped: &&egui::epaint::ClippedShape| matches!(&clipped.shape, egui::Shape::Rect(rect) if rect.fill == fill);
    assert_eq!(harness.output().shapes.iter().filter(is_fill).count(), 3);
}

#[test]
fn a_cursor_below_is_added_in_the_next_line_and_keeps_its_column_over_short_ones() {
    let long = format!("{}\n", "abcdefgh ".repeat(33));
    let mut harness = open_text(&format!("{long}short\n{long}"));
    // Far in the second row.
    go_to(&mut harness, "abcdefgh", 20);
    let line = long.len();
    for _ in 0..2 {
        press(&mut harness, Modifiers::COMMAND | Modifiers::ALT, Key::ArrowDown);
    }
    let heads: Vec<usize> =
        harness.state().file.document.selections().iter().map(|selection| selection.head).collect();
    assert_eq!(heads, [180, line + 5, line + 6 + 180]);
}

#[test]
fn what_was_kept_for_rows_is_the_place_in_the_line_for_a_cursor_below() {
    let long = format!("{}\n", "abcdefgh ".repeat(33));
    let mut harness = open_text(&long.repeat(2));
    go_to(&mut harness, "abcdefgh", 2);
    keys(&mut harness, &[Key::ArrowDown]);
    let there = cursor(&harness);
    assert!(there > 100, "{there}");
    press(&mut harness, Modifiers::COMMAND | Modifiers::ALT, Key::ArrowDown);
    assert_eq!(cursor(&harness), there + long.len());
}
