//! Pinned names: four at once, taken away again, in an edited text and in another one.

use super::*;

const NAMES: &str = "a = b = c = d = 1\nprint(a, b, c, d)\nprint(a, b, c, d)\n";

fn opened(text: &str) -> Harness<'static, App> {
    start(Options { start: Start::Text(text.to_owned()), ..Options::default() })
}

/// Pins the name at the `nth` place of `what`, or takes its pin away.
fn pin(harness: &mut Harness<'static, App>, what: &str, nth: usize) {
    go_to(harness, what, nth);
    press(harness, Modifiers::ALT, Key::P);
}

/// What is drawn of pinned names: number from 1, and the text there.
fn painted(harness: &Harness<'_, App>) -> Vec<(usize, String)> {
    let seen = harness.state().observe();
    let of = |(number, range): &(usize, std::ops::Range<usize>)| {
        (number + 1, seen.text.byte_slice(range.clone()).to_string())
    };
    seen.painted.pinned.iter().map(of).collect()
}

/// The numbers and names that are drawn, each once.
fn pinned(harness: &Harness<'_, App>) -> Vec<(usize, String)> {
    let mut all = painted(harness);
    all.dedup();
    all
}

fn named(all: &[(usize, &str)]) -> Vec<(usize, String)> {
    all.iter().map(|(number, name)| (*number, (*name).to_owned())).collect()
}

fn cursor(harness: &Harness<'_, App>) -> usize {
    harness.state().file.document.cursor()
}

#[test]
fn four_names_are_pinned_each_with_its_number_and_said_to_be() {
    let mut harness = opened(NAMES);
    for name in ["a", "b", "c", "d"] {
        pin(&mut harness, name, 0);
    }
    assert_eq!(pinned(&harness), named(&[(1, "a"), (2, "b"), (3, "c"), (4, "d")]));
    assert_eq!(painted(&harness).len(), 12);
    for label in ["Pinned 1: a, 3 uses", "Pinned 2: b, 3 uses", "Pinned 3: c, 3 uses", "Pinned 4: d, 3 uses"]
    {
        harness.get_by_label(label);
    }
}

#[test]
fn a_place_that_is_free_again_is_the_next_ones() {
    let mut harness = opened(NAMES);
    for name in ["a", "b", "c"] {
        pin(&mut harness, name, 0);
    }
    pin(&mut harness, "b", 1);
    assert_eq!(pinned(&harness), named(&[(1, "a"), (3, "c")]), "the others keep their numbers");
    pin(&mut harness, "d", 0);
    assert_eq!(pinned(&harness), named(&[(1, "a"), (2, "d"), (3, "c")]));
}

#[test]
fn a_number_goes_round_the_places_of_its_name_and_alt_left_comes_back() {
    let mut harness = opened(NAMES);
    pin(&mut harness, "b", 0);
    pin(&mut harness, "d", 0);
    go_to(&mut harness, "a", 0);
    let places: Vec<usize> = NAMES.match_indices('d').map(|(at, _)| at).collect();
    for place in [places[0], places[1], places[2], places[0]] {
        press(&mut harness, Modifiers::ALT, Key::Num2);
        assert_eq!(cursor(&harness), place);
    }
    press(&mut harness, Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(cursor(&harness), places[2]);
    let before = cursor(&harness);
    press(&mut harness, Modifiers::ALT, Key::Num3);
    assert_eq!(cursor(&harness), before, "nothing is pinned there");
    assert_eq!(harness.state().file.document.text().to_string(), NAMES, "no number was typed");
}

#[test]
fn a_click_on_a_pinned_name_goes_to_its_next_place() {
    let mut harness = opened(NAMES);
    pin(&mut harness, "c", 0);
    go_to(&mut harness, "a", 0);
    harness.get_by_label("Pinned 1: c, 3 uses").click();
    settle(&mut harness);
    assert_eq!(cursor(&harness), NAMES.find('c').unwrap());
    type_text(&mut harness, "x");
    assert_ne!(harness.state().file.document.text().to_string(), NAMES, "the code has the keyboard");
}

#[test]
fn two_variables_of_one_name_are_two_pins() {
    let text = "def f():\n    x = 1\n    return x\n\n\ndef g():\n    x = 2\n    return x\n";
    let mut harness = opened(text);
    pin(&mut harness, "x", 0);
    pin(&mut harness, "x", 2);
    assert_eq!(painted(&harness), named(&[(1, "x"), (1, "x"), (2, "x"), (2, "x")]));
    pin(&mut harness, "x", 1);
    assert_eq!(painted(&harness), named(&[(2, "x"), (2, "x")]));
}

#[test]
fn a_name_whose_last_place_goes_is_pinned_no_more_and_its_number_is_free() {
    let mut harness = opened("once = 1\nother = 2\n");
    pin(&mut harness, "once", 0);
    press(&mut harness, Modifiers::COMMAND, Key::Home);
    press(&mut harness, Modifiers { shift: true, ..Modifiers::NONE }, Key::ArrowDown);
    press(&mut harness, Modifiers::NONE, Key::Delete);
    assert_eq!(harness.state().file.document.text().to_string(), "other = 2\n");
    assert!(painted(&harness).is_empty());
    assert!(harness.query_by_label_contains("Pinned 1").is_none());
    pin(&mut harness, "other", 0);
    harness.get_by_label("Pinned 1: other, 1 use");
}

#[test]
fn what_is_typed_between_shifts_pins_and_an_undo_brings_them_back() {
    let mut harness = opened(NAMES);
    pin(&mut harness, "c", 0);
    press(&mut harness, Modifiers::COMMAND, Key::Home);
    type_text(&mut harness, "# a line more\n\n");
    assert_eq!(painted(&harness), named(&[(1, "c"), (1, "c"), (1, "c")]));
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(painted(&harness), named(&[(1, "c"), (1, "c"), (1, "c")]));
}

#[test]
fn an_edit_that_gives_a_name_another_meaning_moves_its_pin_along() {
    let text = "x = 1\ndef f():\n    return x\n";
    let mut harness = opened(text);
    pin(&mut harness, "x", 0);
    assert_eq!(painted(&harness).len(), 2);
    go_to(&mut harness, "return", 0);
    type_text(&mut harness, "x = 2; ");
    let seen = harness.state().observe();
    let places: Vec<usize> = seen.painted.pinned.iter().map(|(_, range)| range.start).collect();
    assert_eq!(places, [0], "the x of f() is another one now");
}

#[test]
fn a_place_that_is_commented_out_is_pinned_no_more_and_the_others_stay() {
    // A long session found it: the pin's own place became a comment, and its light stayed on that.
    let mut harness = opened(NAMES);
    pin(&mut harness, "c", 0);
    press(&mut harness, Modifiers::COMMAND, Key::Home);
    type_text(&mut harness, "# ");
    let second = harness.state().file.document.text().byte_of_line(1);
    let seen = harness.state().observe();
    assert_eq!(painted(&harness), named(&[(1, "c"), (1, "c")]));
    assert!(seen.painted.pinned.iter().all(|(_, range)| range.start >= second), "none in the comment");
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(painted(&harness).len(), 3);
}

#[test]
fn a_name_all_of_whose_places_are_in_a_string_for_now_is_lit_again_after() {
    let mut harness = opened(NAMES);
    pin(&mut harness, "c", 0);
    press(&mut harness, Modifiers::COMMAND, Key::Home);
    type_text(&mut harness, "\"\"\"");
    assert!(painted(&harness).is_empty(), "it's all a string");
    harness.get_by_label("Pinned 1: c, 0 uses");
    press(&mut harness, Modifiers::ALT, Key::Num1);
    assert_eq!(notices(&harness), ["Nothing in the code is c now."]);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(painted(&harness), named(&[(1, "c"), (1, "c"), (1, "c")]));
}

#[test]
fn a_name_that_is_nowhere_for_now_gives_its_number_to_a_fifth_one() {
    let mut harness = opened("e = 1\na = b = c = d = 1\n");
    for name in ["a", "b", "c", "d"] {
        pin(&mut harness, name, 0);
    }
    go_to(&mut harness, "b", 0);
    type_text(&mut harness, "# ");
    pin(&mut harness, "e", 0);
    // Number 1 is the only one that's still in the code.
    assert_eq!(pinned(&harness), named(&[(1, "a"), (2, "e")]));
}

#[test]
fn another_text_has_no_pins_of_the_one_before() {
    let mut harness = opened(NAMES);
    pin(&mut harness, "a", 0);
    press(&mut harness, Modifiers::COMMAND, Key::N);
    assert!(harness.query_by_label_contains("Pinned").is_none());
    type_text(&mut harness, "a = 1\n");
    assert!(painted(&harness).is_empty());
    press(&mut harness, Modifiers::ALT, Key::Num1);
    assert_eq!(cursor(&harness), 6);
}

#[test]
fn without_a_name_nothing_is_pinned_and_that_is_said() {
    let mut harness = opened("\n\nx = 1\n");
    press(&mut harness, Modifiers::ALT, Key::P);
    assert!(painted(&harness).is_empty());
    harness.get_by_label("There is no name at the cursor to pin.");
    // A keyword isn't a name either.
    let mut harness = opened("pass\n");
    press(&mut harness, Modifiers::ALT, Key::P);
    harness.get_by_label("There is no name at the cursor to pin.");
}

#[test]
fn a_rename_hides_pins_and_gives_them_back() {
    let mut harness = opened(NAMES);
    pin(&mut harness, "a", 0);
    pin(&mut harness, "b", 0);
    press(&mut harness, Modifiers::NONE, Key::F2);
    type_text(&mut harness, "beta");
    assert!(painted(&harness).is_empty());
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert_eq!(pinned(&harness).len(), 2);
    press(&mut harness, Modifiers::NONE, Key::F2);
    type_text(&mut harness, "beta");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(pinned(&harness), named(&[(1, "a"), (2, "beta")]));
}
