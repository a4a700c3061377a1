//! Going about in a text and saying what is there: selecting, the way back, tooltips, hints.

use egui::accesskit::Role;
use egui_kittest::kittest::NodeT as _;

use super::*;
use crate::document::lines;

const TEXT: &str = "\
def mean(levels, total=0.0):
    for level in levels:
        total += level
    return total


def spread(levels):
    total = sum(levels)
    return total
";

fn opened(text: &str) -> Harness<'static, App> {
    start(Options { start: Start::Text(text.to_owned()), ..Options::default() })
}

/// The cursor's line, from 1.
fn line(harness: &Harness<'_, App>) -> usize {
    let document = &harness.state().file.document;
    lines::of_offset(document.text(), document.cursor()) + 1
}

fn text_of(harness: &Harness<'_, App>) -> String {
    harness.state().file.document.text().to_string()
}

/// What is selected, in the order of the text.
fn selected(harness: &Harness<'_, App>) -> Vec<String> {
    let document = &harness.state().file.document;
    let of = |selection: Selection| document.text().byte_slice(selection.range()).to_string();
    document.selections().iter().map(of).collect()
}

fn has(harness: &Harness<'_, App>, label: &str) -> bool {
    harness.query_all_by_label_contains(label).next().is_some()
}

/// Rests the pointer on a byte of the text.
fn rest_on(harness: &mut Harness<'_, App>, at: usize) {
    let app = harness.state();
    let place = app.file.view.position_of(&app.file.document, at) + egui::vec2(3.0, 8.0);
    harness.hover_at(place);
    harness.step();
    harness.run_steps(40);
}

#[test]
fn ctrl_d_and_ctrl_u_add_a_place_and_take_it_back() {
    let mut harness = opened(TEXT);
    go_to(&mut harness, "total", 1);
    for _ in 0..3 {
        press(&mut harness, Modifiers::COMMAND, Key::D);
    }
    assert_eq!(selected(&harness), ["total"; 3]);
    press(&mut harness, Modifiers::COMMAND, Key::U);
    assert_eq!(selected(&harness), ["total"; 2]);
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert_eq!(harness.state().file.document.selections().len(), 1);
}

#[test]
fn ctrl_d_leaves_out_what_is_not_meant_and_what_may_not_be() {
    let text = "class A:\n    def run(self): pass\n\n\ndef go(a: A, b):\n    a.run()\n    b.run()\n";
    let mut harness = opened(text);
    go_to(&mut harness, "run", 0);
    for _ in 0..5 {
        press(&mut harness, Modifiers::COMMAND, Key::D);
    }
    assert_eq!(selected(&harness), ["run", "run"]);
    type_text(&mut harness, "walk");
    assert_eq!(text_of(&harness), text.replacen("run", "walk", 2));
}

#[test]
fn a_name_in_another_alphabet_is_selected_whole() {
    let text = "größe = 1\nprint(größe, высота)\n";
    let mut harness = opened(text);
    press(&mut harness, Modifiers::NONE, Key::ArrowRight);
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::L);
    assert_eq!(selected(&harness), ["größe", "größe"]);
    type_text(&mut harness, "x");
    assert_eq!(text_of(&harness), text.replace("größe", "x"));
}

#[test]
fn all_places_cannot_be_selected_where_no_name_is() {
    let mut harness = opened("\n\nx = 1\n");
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::L);
    harness.get_by_label("There is no name at the cursor whose places could be selected.");
    assert_eq!(harness.state().file.document.selections().len(), 1);
}

#[test]
fn the_way_back_moves_with_the_text() {
    let text = format!("first = 1\n{}last = first\n", "pass\n".repeat(40));
    let mut harness = opened(&text);
    go_to(&mut harness, "first", 1);
    press(&mut harness, Modifiers::NONE, Key::F12);
    assert_eq!(line(&harness), 1);
    type_text(&mut harness, "# two\n# lines\n");
    press(&mut harness, Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(line(&harness), 44, "where it was left, two lines further down");
    press(&mut harness, Modifiers::ALT, Key::ArrowRight);
    assert_eq!(line(&harness), 3);
    assert!(!text_of(&harness).contains('\u{f700}'), "no key was typed");
}

#[test]
fn the_way_back_leads_into_the_other_file() {
    let text = format!("first = 1\n{}last = first\n", "pass\n".repeat(40));
    let mut harness = opened(&text);
    go_to(&mut harness, "first", 1);
    press(&mut harness, Modifiers::NONE, Key::F12);
    press(&mut harness, Modifiers::COMMAND, Key::N);
    type_text(&mut harness, "a = 1\nb = 2\n");
    press(&mut harness, Modifiers::COMMAND, Key::Home);
    press(&mut harness, Modifiers::ALT, Key::ArrowLeft);
    assert_eq!((line(&harness), text_of(&harness)), (1, text.clone()));
    press(&mut harness, Modifiers::ALT, Key::ArrowLeft);
    assert_eq!((line(&harness), text_of(&harness)), (42, text));
    press(&mut harness, Modifiers::ALT, Key::ArrowRight);
    press(&mut harness, Modifiers::ALT, Key::ArrowRight);
    assert_eq!((line(&harness), text_of(&harness).as_str()), (1, "a = 1\nb = 2\n"));
}

#[test]
fn f12_goes_from_one_definition_to_the_next() {
    let text = "if flag:\n    def f(): pass\nelse:\n    def f(): pass\nf()\n";
    let mut harness = opened(text);
    go_to(&mut harness, "f()\n", 0);
    let mut met = Vec::new();
    for _ in 0..3 {
        press(&mut harness, Modifiers::NONE, Key::F12);
        met.push(line(&harness));
    }
    assert_eq!(met, [2, 4, 2]);
}

#[test]
fn with_alt_held_a_resting_pointer_learns_what_is_not_meant() {
    let mut harness = opened(TEXT);
    go_to(&mut harness, "total", 1);
    let other = TEXT.find("total = sum").unwrap();
    rest_on(&mut harness, other);
    assert!(!has(&harness, "Not this one"), "without Alt nothing is said of it");
    harness.event(Event::ModifiersChanged(Modifiers::ALT));
    settle(&mut harness);
    rest_on(&mut harness, other + 1);
    harness.get_by_label("Not this one: local of spread()");
    // Of what is meant for certain there is nothing to say.
    rest_on(&mut harness, TEXT.find("total += ").unwrap());
    assert!(!has(&harness, "Not this one"));
}

#[test]
fn a_key_hides_tooltips_until_the_pointer_moves_again() {
    let mut harness = opened("x = 1\nif x\n    y = 2\n");
    let tooltip = "New file (Ctrl+N)";
    let button = harness.get_by_role_and_label(Role::Button, "New file").rect().center();
    harness.hover_at(button);
    harness.run_steps(60);
    assert!(has(&harness, tooltip));
    type_text(&mut harness, "a");
    harness.run_steps(60);
    assert!(!has(&harness, tooltip), "somebody types");
    harness.hover_at(button + egui::vec2(1.0, 0.0));
    harness.run_steps(60);
    assert!(has(&harness, tooltip), "the pointer was moved");
    // What is said of the code itself lies over what is typed.
    let missing = "A colon is missing after this if";
    let at = harness.state().file.document.text().to_string().find("if").unwrap();
    rest_on(&mut harness, at);
    harness.run_steps(60);
    assert!(has(&harness, missing));
    press(&mut harness, Modifiers::NONE, Key::ArrowRight);
    assert!(!has(&harness, missing));
}

#[test]
fn what_is_not_meant_follows_the_light() {
    let mut harness = opened(TEXT);
    go_to(&mut harness, "total", 1);
    harness.event(Event::ModifiersChanged(Modifiers::ALT));
    settle(&mut harness);
    assert_eq!(harness.state().observe().painted.others.len(), 2);
    go_to(&mut harness, "total", 4);
    assert_eq!(harness.state().observe().painted.others.len(), 3, "now it is the other way round");
    go_to(&mut harness, "levels", 0);
    assert_eq!(harness.state().observe().painted.others.len(), 2);
    go_to(&mut harness, "sum", 0);
    assert!(harness.state().observe().painted.others.is_empty(), "there is only one sum");
}

#[test]
fn hints_say_what_is_lit_out_of_sight_and_a_click_shows_it() {
    let text = format!("total = 1\n{}total += 1\nprint(total)\n", "pass\n".repeat(200));
    let mut harness = opened(&text);
    let seen = harness.state().observe();
    assert_eq!((seen.painted.lit_above, seen.painted.lit_below), (0, 2));
    harness.get_by_label("2 more below, next in line 202").click();
    settle(&mut harness);
    assert_eq!(harness.state().file.document.cursor(), 0, "the cursor stays");
    assert!(harness.state().observe().painted.visible_lines.contains(&201));
    harness.get_by_label("1 more above, next in line 1").click();
    settle(&mut harness);
    assert!(harness.state().observe().painted.visible_lines.contains(&0));
}

#[test]
fn f9_tells_writes_from_reads_in_a_loop() {
    let text = "total = 0\nfor total in [1]:\n    print(total)\ntotal += 1\ndel total\n";
    let mut harness = opened(text);
    let mut met = Vec::new();
    for _ in 0..4 {
        press(&mut harness, Modifiers::NONE, Key::F9);
        met.push(line(&harness));
    }
    assert_eq!(met, [2, 4, 5, 1]);
    press(&mut harness, Modifiers::SHIFT, Key::F9);
    assert_eq!(line(&harness), 5);
}

/// Opens the menu, and in it by key the entries about the lit name.
fn open_this_name(harness: &mut Harness<'_, App>) {
    press(harness, Modifiers::NONE, Key::F10);
    while !harness.get_by_label("This name").is_focused() {
        press(harness, Modifiers::NONE, Key::ArrowDown);
    }
    press(harness, Modifiers::NONE, Key::ArrowRight);
}

#[test]
fn what_needs_a_name_is_off_in_the_menu_where_none_is() {
    for (at, is_on) in [(0, false), (2, true)] {
        let mut harness = opened("\n\nx = 1\n");
        for _ in 0..at {
            press(&mut harness, Modifiers::NONE, Key::ArrowDown);
        }
        open_this_name(&mut harness);
        for entry in ["Rename F2", "Pin or unpin Alt+P", "Select all places Ctrl+Shift+L"] {
            let is_disabled = harness.get_by_label(entry).accesskit_node().is_disabled();
            assert_eq!(is_disabled, !is_on, "{entry} with the cursor in line {}", at + 1);
        }
    }
}

#[test]
fn the_menu_renames_and_pins_as_keys_do() {
    let mut harness = opened(TEXT);
    go_to(&mut harness, "total", 1);
    let mut choose = |entry: &str| {
        open_this_name(&mut harness);
        harness.get_by_label(entry).click();
        settle(&mut harness);
        let app = harness.state();
        (app.rename.is_some(), app.observe().painted.pinned.len())
    };
    assert_eq!(choose("Pin or unpin Alt+P"), (false, 3));
    assert_eq!(choose("Rename F2"), (true, 0));
    type_text(&mut harness, "first");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(text_of(&harness).contains("first += level"));
}

#[test]
fn in_a_low_window_every_entry_of_the_menu_can_be_seen_and_reached() {
    let mut harness = opened(TEXT);
    for height in [700.0, 500.0, 300.0] {
        harness.set_size(egui::vec2(800.0, height));
        settle(&mut harness);
        press(&mut harness, Modifiers::NONE, Key::F10);
        for _ in 0..60 {
            if harness.get_by_label("Quit Ctrl+Q").is_focused() {
                break;
            }
            press(&mut harness, Modifiers::NONE, Key::ArrowDown);
        }
        let quit = harness.get_by_label("Quit Ctrl+Q");
        assert!(quit.is_focused(), "in {height} points no key leads to the last entry");
        harness.run_steps(30);
        let rect = harness.get_by_label("Quit Ctrl+Q").rect();
        let lamp = harness.get_by_role_and_label(Role::Button, "Main menu").rect();
        assert!(rect.top() > lamp.bottom() && rect.bottom() < height, "{rect} of {height}");
        press(&mut harness, Modifiers::NONE, Key::Escape);
    }
}
