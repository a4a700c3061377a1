//! Renaming while the person turns to something else: keys that go elsewhere, the menu, the panel, the pointer.

use super::*;

const TEXT: &str = "\
def mean(levels, total=0.0):
    count = 0
    for level in levels:
        total += level
        count += 1
    return total / count


print(mean([1, 2]))
";

/// Begins to rename `total` where it is updated, and types another name.
fn renaming(name: &str) -> Harness<'static, App> {
    let mut harness = start(Options { start: Start::Text(TEXT.to_owned()), ..Options::default() });
    go_to(&mut harness, "total", 1);
    press(&mut harness, Modifiers::NONE, Key::F2);
    type_text(&mut harness, name);
    assert!(is_renaming(&harness));
    harness
}

fn text_of(harness: &Harness<'_, App>) -> String {
    harness.state().file.document.text().to_string()
}

fn is_renaming(harness: &Harness<'_, App>) -> bool {
    harness.state().rename.is_some()
}

fn shown(harness: &Harness<'_, App>) -> String {
    harness.state().shown().text().to_string()
}

/// What stands behind the cursor.
fn behind_cursor(harness: &Harness<'_, App>) -> String {
    text_of(harness).split_off(harness.state().file.document.cursor())
}

fn click(harness: &mut Harness<'_, App>, pos: egui::Pos2) {
    for pressed in [true, false] {
        let (button, modifiers) = (egui::PointerButton::Primary, Modifiers::NONE);
        harness.event(Event::PointerButton { pos, button, pressed, modifiers });
    }
    settle(harness);
}

#[test]
fn the_next_place_takes_a_sound_name_and_goes_on_from_there() {
    let mut harness = renaming("sum_");
    press(&mut harness, Modifiers::NONE, Key::F8);
    assert!(!is_renaming(&harness));
    assert_eq!(text_of(&harness), TEXT.replace("total", "sum_"));
    assert!(behind_cursor(&harness).starts_with("sum_ / count"), "{}", behind_cursor(&harness));
    assert_eq!(lit(&harness), ["sum_"; 3]);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(text_of(&harness), TEXT, "one undo gives it back");
}

#[test]
fn the_next_place_gives_up_a_name_that_cannot_be() {
    let mut harness = renaming("count");
    press(&mut harness, Modifiers::NONE, Key::F8);
    assert!(!is_renaming(&harness));
    assert_eq!(text_of(&harness), TEXT);
    assert!(behind_cursor(&harness).starts_with("total / count"));
}

#[test]
fn going_to_a_pinned_name_takes_the_name() {
    let mut harness = start(Options { start: Start::Text(TEXT.to_owned()), ..Options::default() });
    go_to(&mut harness, "levels", 0);
    press(&mut harness, Modifiers::ALT, Key::P);
    go_to(&mut harness, "total", 1);
    press(&mut harness, Modifiers::NONE, Key::F2);
    type_text(&mut harness, "the_whole_sum");
    press(&mut harness, Modifiers::ALT, Key::Num1);
    assert_eq!(text_of(&harness), TEXT.replace("total", "the_whole_sum"));
    assert!(behind_cursor(&harness).starts_with("levels, the_whole_sum=0.0"), "{}", behind_cursor(&harness));
}

#[test]
fn f2_once_more_keeps_what_is_typed() {
    let mut harness = renaming("sum_");
    press(&mut harness, Modifiers::NONE, Key::F2);
    type_text(&mut harness, "all");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(text_of(&harness), TEXT.replace("total", "sum_all"));
}

#[test]
fn escape_closes_the_menu_first() {
    let mut harness = renaming("sum_");
    press(&mut harness, Modifiers::NONE, Key::F10);
    assert!(harness.query_by_label("New file Ctrl+N").is_some());
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(harness.query_by_label("New file Ctrl+N").is_none(), "the menu is closed");
    assert!(is_renaming(&harness), "and nothing else");
    type_text(&mut harness, "s");
    assert!(shown(&harness).contains("sum_s += level"), "the name has the keyboard again");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(!is_renaming(&harness));
    assert_eq!(text_of(&harness), TEXT);
}

#[test]
fn escape_in_the_list_of_places_closes_that() {
    let mut harness = renaming("sum_");
    press(&mut harness, Modifiers::SHIFT, Key::F12);
    assert!(harness.state().side.is_some() && is_renaming(&harness));
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(harness.state().side.is_none() && is_renaming(&harness));
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(text_of(&harness), TEXT.replace("total", "sum_"));
}

#[test]
fn a_row_of_the_list_takes_the_name_and_goes_there() {
    let mut harness = renaming("sum_");
    press(&mut harness, Modifiers::SHIFT, Key::F12);
    press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(text_of(&harness), TEXT.replace("total", "sum_"));
    assert!(behind_cursor(&harness).starts_with("sum_ / count"), "{}", behind_cursor(&harness));
}

#[test]
fn the_pointer_puts_the_caret_into_the_name() {
    let mut harness = renaming("subtotal");
    let app = harness.state();
    let at = app.shown().text().to_string().find("subtotal += ").unwrap() + 3;
    let pos = app.file.view.position_of(app.shown(), at) + egui::vec2(1.0, 8.0);
    click(&mut harness, pos);
    assert!(is_renaming(&harness), "a click into the name is no way out");
    type_text(&mut harness, "_");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(text_of(&harness), TEXT.replace("total", "sub_total"));
}

#[test]
fn the_wheel_leaves_the_name_alone() {
    let text = format!("{TEXT}{}", "pass\n".repeat(200));
    let mut harness = start(Options { start: Start::Text(text.clone()), ..Options::default() });
    go_to(&mut harness, "total", 1);
    press(&mut harness, Modifiers::NONE, Key::F2);
    type_text(&mut harness, "sum_");
    harness.hover_at(egui::pos2(600.0, 400.0));
    for _ in 0..20 {
        harness.event(Event::MouseWheel {
            unit: egui::MouseWheelUnit::Line,
            delta: egui::vec2(0.0, -3.0),
            modifiers: Modifiers::NONE,
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Unknown,
        });
    }
    settle(&mut harness);
    assert!(harness.state().observe().painted.caret.is_none(), "it is out of sight");
    assert!(is_renaming(&harness));
    type_text(&mut harness, "x");
    assert!(harness.state().observe().painted.caret.is_some(), "typing brings it back");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(text_of(&harness), text.replace("total", "sum_x"));
}
