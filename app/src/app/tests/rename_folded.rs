//! Renaming where some of the places, or what is in the way, are folded away.

use super::*;

const TEXT: &str = "\
total = 0


def rise(level):
    return total + level


def fall(level):
    least = total - level
    return least, total
";

/// The text with all functions folded, and `total` being renamed.
fn renaming_folded() -> Harness<'static, App> {
    let mut harness = start(Options { start: Start::Text(TEXT.to_owned()), ..Options::default() });
    press(&mut harness, Modifiers::COMMAND | Modifiers::ALT, Key::OpenBracket);
    press(&mut harness, Modifiers::NONE, Key::F2);
    assert_eq!(harness.state().file.painted.folds.len(), 2);
    harness
}

#[test]
fn the_box_says_how_many_places_are_folded_away() {
    let mut harness = renaming_folded();
    type_text(&mut harness, "sum_");
    harness.get_by_label("Every use of total gets the new name. 3 of them are folded away.");
    let header = TEXT[..TEXT.find("def fall").unwrap()].lines().count();
    assert!(harness.state_mut().file.view.unfold(header));
    settle(&mut harness);
    harness.get_by_label("Every use of total gets the new name. 1 of them is folded away.");
    harness.state_mut().file.view.unfold_all();
    settle(&mut harness);
    harness.get_by_label("Every use of total gets the new name.");
}

#[test]
fn what_is_in_the_way_is_told_at_the_line_that_stands_for_it() {
    let mut harness = renaming_folded();
    type_text(&mut harness, "least");
    let folds = &harness.state().file.painted.folds;
    let told: Vec<usize> = folds.iter().map(|fold| fold.conflicts).collect();
    assert!(told[0] == 0 && told[1] > 0, "{told:?}: {:?}", harness.state().rename_box());
    let header = folds[1].fold.header + 1;
    let words = format!("Unfold 2 lines below line {header}, 2 lit, {} in the way", told[1]);
    harness.get_by_label(&words).click();
    settle(&mut harness);
    assert!(!harness.state().file.painted.conflicts.is_empty(), "it can be seen now");
    assert!(harness.state().rename.is_some(), "and the rename goes on");
}

#[test]
fn another_name_takes_the_sign_away() {
    let mut harness = renaming_folded();
    type_text(&mut harness, "least");
    type_text(&mut harness, "_of_all");
    assert!(harness.state().file.painted.folds.iter().all(|fold| fold.conflicts == 0));
}
