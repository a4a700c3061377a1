//! The cursor's line stays in sight when the view becomes a smaller one.

use super::*;

/// Two hundred lines, with the cursor in the lowest one that can be seen.
fn at_the_bottom() -> Harness<'static, App> {
    let text: String = (0..200).map(|number| format!("tide_{number} = {number}\n")).collect();
    let mut harness = start(Options { start: Start::Text(text), ..Options::default() });
    let last = (harness.state().file.painted.visible_lines.end - 2) as i32;
    for _ in 0..last - 1 {
        press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    }
    // Scrolled back, so that nothing is kept free below it.
    harness.state_mut().file.view.set_top(0.0);
    settle(&mut harness);
    assert!(free_below(&harness) < 60.0, "{}", free_below(&harness));
    harness
}

/// From the cursor's row to the lower edge of the code, in points.
#[track_caller]
fn free_below(harness: &Harness<'_, App>) -> f32 {
    let file = &harness.state().file;
    let caret = file.view.position_of(&file.document, file.document.cursor());
    assert!(caret.y >= file.view.rect().top(), "above");
    file.view.rect().bottom() - caret.y - file.view.row()
}

#[track_caller]
fn assert_in_sight(harness: &Harness<'_, App>) {
    assert!(free_below(harness) >= -0.5, "{}", free_below(harness));
}

#[test]
fn when_the_text_becomes_larger() {
    let mut harness = at_the_bottom();
    for _ in 0..10 {
        press(&mut harness, Modifiers::COMMAND, Key::Plus);
        assert_in_sight(&harness);
    }
}

#[test]
fn when_a_panel_opens_below() {
    let mut harness = at_the_bottom();
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::U);
    assert_in_sight(&harness);
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::E);
    assert_in_sight(&harness);
}

#[test]
fn when_the_window_becomes_lower() {
    let mut harness = at_the_bottom();
    for height in [700.0, 500.0, 300.0] {
        harness.set_size(egui::vec2(1280.0, height));
        settle(&mut harness);
        assert_in_sight(&harness);
    }
}

#[test]
fn when_there_are_two_panes() {
    let mut harness = at_the_bottom();
    press(&mut harness, Modifiers::COMMAND, Key::Backslash);
    assert_in_sight(&harness);
}

#[test]
fn when_the_find_bar_comes_over_it() {
    let text = "tide = 1\n".repeat(200);
    let mut harness = start(Options { start: Start::Text(text), ..Options::default() });
    let file = &mut harness.state_mut().file;
    file.document.apply(&crate::document::Command::Select(Selection::cursor(9 * 20)), Duration::ZERO);
    settle(&mut harness);
    harness.state_mut().file.view.set_top(20.0);
    settle(&mut harness);
    press(&mut harness, Modifiers::COMMAND, Key::F);
    let file = &harness.state().file;
    let caret = file.view.position_of(&file.document, 9 * 20);
    assert!(caret.y >= file.view.rect().top() - 0.5, "{caret:?}");
}

#[test]
fn when_lines_wrap() {
    let text = format!("{}\nlast = 1\n", "word ".repeat(400)).repeat(8);
    let mut harness = start(Options { start: Start::Text(text), ..Options::default() });
    go_to(&mut harness, "last", 7);
    press(&mut harness, Modifiers::ALT, Key::Z);
    assert_in_sight(&harness);
}

#[test]
fn who_has_scrolled_away_stays_there() {
    let mut harness = at_the_bottom();
    harness.state_mut().file.view.set_top(100.0);
    settle(&mut harness);
    press(&mut harness, Modifiers::COMMAND, Key::Plus);
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::U);
    assert_eq!(harness.state().file.view.top(), 100.0);
}

#[test]
fn what_stays_in_sight_anyway_moves_nothing() {
    let mut harness = at_the_bottom();
    press(&mut harness, Modifiers::COMMAND, Key::Home);
    press(&mut harness, Modifiers::COMMAND, Key::ArrowDown);
    press(&mut harness, Modifiers::NONE, Key::PageDown);
    let top = harness.state().file.view.top();
    press(&mut harness, Modifiers::COMMAND, Key::Minus);
    assert_eq!(harness.state().file.view.top(), top);
}
