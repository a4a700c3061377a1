//! Folding as a person uses it, with the real engine.

use egui::{Pos2, pos2};

use super::*;
use crate::editor::FoldBox;
use crate::folding::FoldAction;

/// Lines from 1: imports 1 to 2, `Tide` 5 with `rise` 8 and `fall` 16, `low` 21.
const CODE: &str = "\
import os
import sys


class Tide:
    level = 0

    def rise(self, step):
        \"\"\"Goes up.

        By so much.
        \"\"\"
        self.level += step
        return step

    def fall(self, step):
        self.level -= step
        return step


low = Tide()
low.rise(2)
";

fn open_text(text: &str) -> Harness<'static, App> {
    start(Options { start: Start::Text(text.to_owned()), ..Options::default() })
}

fn open() -> Harness<'static, App> {
    open_text(CODE)
}

fn fold(harness: &mut Harness<'_, App>) {
    press(harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::OpenBracket);
}

fn unfold(harness: &mut Harness<'_, App>) {
    press(harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::CloseBracket);
}

fn act(harness: &mut Harness<'_, App>, action: FoldAction) {
    harness.state_mut().queue.push(Action::Fold(action));
    settle(harness);
}

fn boxes(harness: &Harness<'_, App>) -> Vec<FoldBox> {
    harness.state().file.painted.folds.clone()
}

/// The header of each box, from 1, and how many lines it stands for.
fn folded(harness: &Harness<'_, App>) -> Vec<(usize, usize)> {
    boxes(harness).iter().map(|one| (one.fold.header + 1, one.fold.hidden().len())).collect()
}

fn cursor_line(harness: &Harness<'_, App>) -> usize {
    harness.state().file.document.position().0
}

fn text(harness: &Harness<'_, App>) -> String {
    harness.state().file.document.text().to_string()
}

fn click(harness: &mut Harness<'_, App>, pos: Pos2) {
    harness.hover_at(pos);
    settle(harness);
    for pressed in [true, false] {
        harness.event(Event::PointerButton {
            pos,
            button: egui::PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        });
        settle(harness);
    }
}

#[test]
fn the_function_at_the_cursor_folds_by_key() {
    let mut harness = open();
    go_to(&mut harness, "self.level +=", 0);
    fold(&mut harness);
    assert_eq!(folded(&harness), [(8, 6)]);
    assert_eq!(harness.state().file.document.cursor(), CODE.find(":\n        \"\"\"").unwrap() + 1);
}

#[test]
fn once_more_folds_what_that_is_in() {
    let mut harness = open();
    go_to(&mut harness, "return step", 0);
    fold(&mut harness);
    fold(&mut harness);
    assert_eq!(folded(&harness), [(5, 13)]);
    unfold(&mut harness);
    assert_eq!(folded(&harness), [(8, 6)], "the inner one is still folded");
}

#[test]
fn the_header_unfolds_by_key() {
    let mut harness = open();
    go_to(&mut harness, "rise", 0);
    fold(&mut harness);
    assert_eq!(cursor_line(&harness), 8);
    unfold(&mut harness);
    assert!(folded(&harness).is_empty());
}

#[test]
fn brackets_with_shift_count_as_other_keys_on_some_keyboards() {
    let mut harness = open();
    go_to(&mut harness, "rise", 0);
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::OpenCurlyBracket);
    assert_eq!(folded(&harness), [(8, 6)]);
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::CloseCurlyBracket);
    assert!(folded(&harness).is_empty());
}

#[test]
fn where_nothing_can_be_folded_it_says_so() {
    let mut harness = open();
    go_to(&mut harness, "low.rise", 0);
    fold(&mut harness);
    let said: Vec<&str> = harness.state().notices.iter().map(|notice| &*notice.text).collect();
    assert_eq!(said, ["There is nothing to fold at the cursor."]);
}

#[test]
fn everything_folds_and_unfolds() {
    let mut harness = open();
    press(&mut harness, Modifiers::COMMAND | Modifiers::ALT, Key::OpenBracket);
    assert_eq!(folded(&harness), [(1, 1), (5, 13)]);
    press(&mut harness, Modifiers::COMMAND | Modifiers::ALT, Key::CloseBracket);
    assert!(folded(&harness).is_empty());
}

#[test]
fn all_functions_fold_and_nothing_else() {
    let mut harness = open();
    act(&mut harness, FoldAction::FoldFunctions);
    assert_eq!(folded(&harness), [(8, 6), (16, 2)]);
}

#[test]
fn all_imports_fold_and_nothing_else() {
    let mut harness = open();
    act(&mut harness, FoldAction::FoldImports);
    assert_eq!(folded(&harness), [(1, 1)]);
}

#[test]
fn all_docstrings_fold_and_nothing_else() {
    let mut harness = open();
    act(&mut harness, FoldAction::FoldDocstrings);
    assert_eq!(folded(&harness), [(9, 3)]);
}

#[test]
fn a_box_says_how_many_lines_it_stands_for_and_a_click_unfolds() {
    let mut harness = open();
    go_to(&mut harness, "rise", 0);
    fold(&mut harness);
    let label = "Unfold 6 lines below line 8";
    harness.get_by_label(label).click();
    settle(&mut harness);
    assert!(folded(&harness).is_empty());
}

#[test]
fn a_box_counts_what_is_lit_in_hidden_lines() {
    let mut harness = open();
    go_to(&mut harness, "self.level +=", 0);
    act(&mut harness, FoldAction::FoldFunctions);
    go_to(&mut harness, "level", 0);
    let lit: Vec<usize> = boxes(&harness).iter().map(|one| one.lit).collect();
    assert_eq!(lit, [1, 1]);
    assert_eq!(harness.state().file.painted.lit.len(), 1, "and draws none of it");
    let painted = &harness.state().file.painted;
    assert_eq!((painted.lit_above, painted.lit_below), (0, 0), "it is neither above nor below");
}

#[test]
fn corners_show_while_the_pointer_is_over_the_gutter() {
    let mut harness = open();
    assert!(harness.query_by_label("Fold lines 9 to 14").is_none());
    harness.hover_at(pos2(30.0, 300.0));
    settle(&mut harness);
    harness.get_by_label("Fold lines 9 to 14");
    harness.get_by_label("Fold line 2");
    harness.hover_at(pos2(500.0, 300.0));
    settle(&mut harness);
    assert!(harness.query_by_label("Fold lines 9 to 14").is_none());
}

#[test]
fn a_corner_folds_and_unfolds_by_click_and_leaves_the_cursor() {
    let mut harness = open();
    // The row of line 8 below the tab bar and the breadcrumb.
    let corner = pos2(65.0, 68.0 + 7.5 * 22.0);
    click(&mut harness, corner);
    assert_eq!(folded(&harness), [(8, 6)]);
    assert_eq!(harness.state().file.document.cursor(), 0);
    click(&mut harness, corner);
    assert!(folded(&harness).is_empty());
    assert_eq!(harness.state().file.document.cursor(), 0);
}

#[test]
fn the_cursor_goes_over_a_fold_in_one_step() {
    let mut harness = open();
    act(&mut harness, FoldAction::FoldFunctions);
    go_to(&mut harness, "def rise", 0);
    let mut lines = Vec::new();
    for key in [Key::ArrowDown, Key::ArrowDown, Key::ArrowDown, Key::ArrowUp, Key::ArrowUp] {
        press(&mut harness, Modifiers::NONE, key);
        lines.push(cursor_line(&harness));
    }
    assert_eq!(lines, [15, 16, 19, 16, 15]);
    assert_eq!(folded(&harness).len(), 2, "nothing has opened");
}

#[test]
fn to_the_right_of_a_header_is_what_follows_the_fold_and_back() {
    let mut harness = open();
    act(&mut harness, FoldAction::FoldFunctions);
    go_to(&mut harness, "def rise", 0);
    press(&mut harness, Modifiers::NONE, Key::End);
    let end = harness.state().file.document.cursor();
    press(&mut harness, Modifiers::NONE, Key::ArrowRight);
    assert_eq!((cursor_line(&harness), folded(&harness).len()), (15, 2));
    press(&mut harness, Modifiers::NONE, Key::ArrowLeft);
    assert_eq!(harness.state().file.document.cursor(), end);
}

#[test]
fn a_selection_goes_over_a_fold_and_copies_all_of_it() {
    let mut harness = open();
    act(&mut harness, FoldAction::FoldFunctions);
    go_to(&mut harness, "    def rise", 0);
    press(&mut harness, Modifiers::SHIFT, Key::ArrowDown);
    let copied = harness.state().file.document.selected_text();
    assert!(copied.starts_with("    def rise") && copied.ends_with("return step\n"), "{copied}");
    assert_eq!(folded(&harness).len(), 2);
}

#[test]
fn a_jump_into_a_fold_opens_it() {
    let mut harness = open();
    go_to(&mut harness, "level", 0);
    act(&mut harness, FoldAction::FoldFunctions);
    press(&mut harness, Modifiers::NONE, Key::F8);
    assert_eq!((cursor_line(&harness), folded(&harness)), (13, vec![(16, 2)]));
}

#[test]
fn the_end_of_the_text_opens_what_hides_it() {
    let mut harness = open_text("x = 1\ndef f():\n    a\n    b");
    act(&mut harness, FoldAction::FoldAll);
    assert_eq!(folded(&harness), [(2, 2)]);
    press(&mut harness, Modifiers::COMMAND, Key::End);
    assert!(folded(&harness).is_empty());
}

#[test]
fn typing_above_moves_folds_and_keeps_them() {
    let mut harness = open();
    act(&mut harness, FoldAction::FoldFunctions);
    go_to(&mut harness, "import os", 0);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    type_text(&mut harness, "# ");
    assert_eq!(folded(&harness), [(9, 6), (17, 2)]);
}

#[test]
fn typing_in_a_header_keeps_its_fold() {
    let mut harness = open();
    act(&mut harness, FoldAction::FoldFunctions);
    go_to(&mut harness, "rise", 0);
    type_text(&mut harness, "a");
    assert_eq!(folded(&harness), [(8, 6), (16, 2)]);
    assert!(text(&harness).contains("def arise"));
}

#[test]
fn a_line_break_at_the_end_of_a_header_opens_its_fold() {
    let mut harness = open();
    act(&mut harness, FoldAction::FoldFunctions);
    go_to(&mut harness, "def rise", 0);
    press(&mut harness, Modifiers::NONE, Key::End);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(folded(&harness), [(17, 2)]);
    assert_eq!(cursor_line(&harness), 9);
}

#[test]
fn deleting_into_a_fold_opens_it() {
    let mut harness = open();
    act(&mut harness, FoldAction::FoldFunctions);
    go_to(&mut harness, "def rise", 0);
    press(&mut harness, Modifiers::NONE, Key::End);
    press(&mut harness, Modifiers::NONE, Key::Delete);
    assert_eq!(folded(&harness), [(15, 2)]);
}

#[test]
fn taking_back_an_edit_in_what_is_folded_now_opens_it() {
    let mut harness = open();
    go_to(&mut harness, "self.level +=", 0);
    type_text(&mut harness, "x");
    act(&mut harness, FoldAction::FoldFunctions);
    assert_eq!(folded(&harness), [(8, 6), (16, 2)]);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!((folded(&harness), cursor_line(&harness)), (vec![(16, 2)], 13));
}

#[test]
fn a_rename_changes_hidden_places_and_opens_only_what_it_changes() {
    let mut harness = open();
    act(&mut harness, FoldAction::FoldImports);
    go_to(&mut harness, "Tide", 0);
    act(&mut harness, FoldAction::FoldFunctions);
    press(&mut harness, Modifiers::NONE, Key::F2);
    type_text(&mut harness, "Wave");
    assert_eq!(folded(&harness), [(1, 1), (8, 6), (16, 2)], "the preview is folded, too");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(text(&harness).contains("low = Wave()"));
    assert_eq!(folded(&harness), [(1, 1), (8, 6), (16, 2)]);
}

#[test]
fn another_cursor_goes_over_a_fold() {
    let mut harness = open();
    act(&mut harness, FoldAction::FoldFunctions);
    go_to(&mut harness, "def rise", 0);
    press(&mut harness, Modifiers::COMMAND | Modifiers::ALT, Key::ArrowDown);
    let lines: Vec<usize> = harness
        .state()
        .file
        .document
        .selections()
        .iter()
        .map(|one| CODE[..one.head].matches('\n').count() + 1)
        .collect();
    assert_eq!((lines, folded(&harness).len()), (vec![8, 15], 2));
}

#[test]
fn a_header_that_stays_at_the_top_isn_t_one_that_is_folded() {
    let body = "        self.sum += level\n".repeat(200);
    let mut harness =
        open_text(&format!("class Tide:\n    def rise(self, level):\n{body}\n    def fall(self):\n{body}"));
    go_to(&mut harness, "level\n", 0);
    act(&mut harness, FoldAction::Fold);
    harness.state_mut().file.view.set_top(60.0);
    settle(&mut harness);
    let painted = &harness.state().file.painted;
    assert!(painted.visible_lines.start <= 1, "a place in hidden lines counts as their header's");
    harness.state_mut().file.view.set_top(300.0);
    settle(&mut harness);
    assert_eq!(harness.state().file.painted.sticky_lines, [0, 203]);
}

#[test]
fn a_click_below_a_fold_means_the_line_that_is_there() {
    let mut harness = open();
    act(&mut harness, FoldAction::FoldFunctions);
    // Line 15 is the row after line 8.
    click(&mut harness, pos2(150.0, 68.0 + 8.5 * 22.0));
    assert_eq!(cursor_line(&harness), 15);
    click(&mut harness, pos2(150.0, 68.0 + 9.5 * 22.0));
    assert_eq!(cursor_line(&harness), 16);
}

#[test]
fn a_huge_fold_asks_for_few_colours() {
    let body = "    x = 1\n".repeat(40_000);
    let mut harness = open_text(&format!("def f():\n{body}\n\ny = 2\n"));
    act(&mut harness, FoldAction::FoldAll);
    assert_eq!(folded(&harness), [(1, 40_000)]);
    let spans = harness.state().file.light.tokens().spans.len();
    assert!(spans < 2_000, "{spans}");
    act(&mut harness, FoldAction::UnfoldAll);
    let (tokens, painted) = (harness.state().file.light.tokens(), &harness.state().file.painted);
    let seen = tokens.spans.iter().filter(|span| painted.visible_bytes.contains(&span.range.start)).count();
    assert!(seen > 60, "what is shown again has its colours: {seen}");
}

#[test]
fn the_menu_folds() {
    let mut harness = open();
    press(&mut harness, Modifiers::NONE, Key::F10);
    for _ in 0..40 {
        if harness.get_by_label("Folding").is_focused() {
            break;
        }
        press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    }
    press(&mut harness, Modifiers::NONE, Key::ArrowRight);
    harness.get_by_label("Fold all imports").click();
    settle(&mut harness);
    assert_eq!(folded(&harness), [(1, 1)]);
}

#[test]
fn nothing_is_drawn_when_nothing_happens_with_folds() {
    let mut harness = open();
    act(&mut harness, FoldAction::FoldAll);
    harness.hover_at(pos2(30.0, 300.0));
    settle(&mut harness);
    harness.run_steps(20);
    let viewport = harness.output().viewport_output.values().next().unwrap();
    assert_eq!(viewport.repaint_delay, Duration::MAX, "{:?}", harness.ctx.repaint_causes());
}
