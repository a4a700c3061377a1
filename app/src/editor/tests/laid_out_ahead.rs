//! What is laid out before its frame is what that frame needs.

use super::*;
use crate::document::Selection;
use crate::editor::lay_out_ahead;
use crate::editor::painted_rows::PaintedRows;

/// How many layouts egui keeps.
fn kept(harness: &Harness<'_, Scene>) -> usize {
    harness.ctx.fonts(|fonts| fonts.num_galleys_in_cache())
}

fn lay_out(harness: &mut Harness<'_, Scene>) {
    let ctx = harness.ctx.clone();
    let Scene { view, document, .. } = harness.state_mut();
    lay_out_ahead(&ctx, view, document, theme::current(&ctx));
}

/// Lays out ahead of the frame that shows a cursor; how much that was and how much was left to the frame.
fn ahead_of(harness: &mut Harness<'_, Scene>, cursor: usize) -> (usize, usize) {
    let select = Command::Select(Selection::cursor(cursor));
    harness.state_mut().document.apply(&select, std::time::Duration::ZERO);
    let (before, top) = (kept(harness), harness.state().view.top());
    lay_out(harness);
    let ahead = kept(harness);
    assert!((harness.state().view.top() - top).abs() < f64::EPSILON, "the view stays where it is");
    lay_out(harness);
    assert_eq!(kept(harness), ahead, "once is enough");
    harness.step();
    (ahead - before, kept(harness) - ahead)
}

#[test]
fn of_a_jump_all_rows_and_numbers() {
    let text: String = (0..500).map(|line| format!("    value{line} = {line}\n")).collect();
    let mut harness = harness(&text);
    harness.step();
    let (ahead, left) = ahead_of(&mut harness, text.len());
    let rows = harness.state().painted.visible_lines.len();
    assert_eq!(ahead, 2 * rows - 1, "a number for each of {rows} rows, and a text for each but the last");
    // Screen readers are told of each row, and the current line's number has a colour of its own.
    assert!(left <= rows + 2, "{left} were left of {rows} rows");

    // egui gives up what a frame doesn't draw.
    harness.step();
    let drawn = kept(&harness);
    harness.state_mut().view.painted_rows = PaintedRows::default().into();
    lay_out(&mut harness);
    assert_eq!(kept(&harness) - drawn, 1, "all but the current line's number is drawn as it was laid out");
}

#[test]
fn of_a_move_within_the_screen_nothing() {
    let mut harness = harness(&"value = 1\n".repeat(500));
    harness.step();
    assert_eq!(ahead_of(&mut harness, 12).0, 0);
}
