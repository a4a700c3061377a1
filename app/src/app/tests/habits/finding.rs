//! Finding.

use super::*;

const TEXT: &str = "|one two\nTwo twofold\none\n";

fn words(harness: &Harness<'_, App>) -> String {
    crate::app::tests::find::words(harness)
}

#[test]
fn ctrl_f_finds_the_selection_and_f3_goes_on() {
    let mut harness = desk("|two\ntwo\ntwo\n");
    keys(&mut harness, "Shift+End Ctrl+F");
    assert_eq!(words(&harness), "1 of 3 matches");
    keys(&mut harness, "F3");
    assert_eq!(words(&harness), "2 of 3 matches");
    keys(&mut harness, "Enter Enter");
    assert_eq!(words(&harness), "1 of 3 matches · went round to the first");
    keys(&mut harness, "Shift+F3");
    assert_eq!(words(&harness), "3 of 3 matches · went round to the last");
    keys(&mut harness, "Shift+Enter Escape");
    assert_eq!(seen(&harness), "two\n«two|\ntwo\n", "at the match");
}

#[test]
fn ctrl_f3_finds_the_word() {
    let mut harness = desk("t|wo\none\ntwo\n");
    keys(&mut harness, "Ctrl+F3");
    assert_eq!(harness.state().file.document.position().0, 3);
}

#[test]
fn the_switches() {
    let mut harness = desk(TEXT);
    keys(&mut harness, "Ctrl+F");
    type_text(&mut harness, "two");
    assert_eq!(words(&harness), "1 of 3 matches");
    keys(&mut harness, "Alt+C");
    assert_eq!(words(&harness), "1 of 2 matches");
    keys(&mut harness, "Alt+W");
    assert_eq!(words(&harness), "1 of 1 match");
    keys(&mut harness, "Alt+C Alt+W Alt+R");
    type_text(&mut harness, "$");
    assert_eq!(words(&harness), "1 of 1 match", "a line ends with it");
    let mut harness = desk(TEXT);
    keys(&mut harness, "Shift+Down Ctrl+F");
    type_text(&mut harness, "two");
    keys(&mut harness, "Alt+L");
    assert_eq!(words(&harness), "1 of 1 match", "in what was selected");
}

#[test]
fn replacing_one_and_all() {
    for (pressed, left) in [("Ctrl+Shift+1", "x\ntwo\n"), ("Ctrl+Alt+Enter", "x\nx\n")] {
        let mut harness = desk("|two\ntwo\n");
        keys(&mut harness, "Ctrl+F");
        type_text(&mut harness, "two");
        keys(&mut harness, "Ctrl+H");
        type_text(&mut harness, "x");
        keys(&mut harness, pressed);
        assert_eq!(harness.state().file.document.text().to_string(), left);
    }
}

#[test]
fn alt_enter_selects_all_matches() {
    let mut harness = desk("|two\ntwo\n");
    keys(&mut harness, "Ctrl+F");
    type_text(&mut harness, "two");
    keys(&mut harness, "Alt+Enter");
    assert_eq!(seen(&harness), "«two|\n«two|\n");
}
