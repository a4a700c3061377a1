//! Selecting.

use super::*;

#[test]
fn shift_with_a_motion() {
    assert_eq!(after("a|bc", "Shift+Right"), "a«b|c");
    assert_eq!(after("one |two", "Shift+Ctrl+Left"), "|one «two");
    assert_eq!(after("a|b\ncd", "Shift+Down Shift+End"), "a«b\ncd|");
    assert_eq!(after("ab\nc|d", "Shift+Ctrl+Home"), "|ab\nc«d");
}

#[test]
fn everything_and_the_line() {
    assert_eq!(after("a|b\ncd", "Ctrl+A"), "«ab\ncd|");
    assert_eq!(after("a|b\ncd\n", "Ctrl+L"), "«ab\n|cd\n");
    assert_eq!(after("a|b\ncd\n", "Ctrl+L Ctrl+L"), "«ab\ncd\n|");
}

#[test]
fn shift_alt_arrows_expand_and_shrink() {
    assert_eq!(after("f(on|e + two)", "Shift+Alt+Right"), "f(«one| + two)");
    assert_eq!(after("f(on|e + two)", "Shift+Alt+Right Shift+Alt+Right"), "f(«one + two|)");
    assert_eq!(after("f(on|e + two)", "Shift+Alt+Right Shift+Alt+Right Shift+Alt+Left"), "f(«one| + two)");
}

#[test]
fn ctrl_d_selects_the_next_place_by_what_it_means() {
    let text = "def f(ti|de):\n    return tide\n\n\ntide = 1\n";
    assert_eq!(after(text, "Ctrl+D Ctrl+D"), "def f(«tide|):\n    return «tide|\n\n\ntide = 1\n");
}

#[test]
fn ctrl_shift_l_selects_all_places() {
    let text = "def f(ti|de):\n    return tide\n\n\ntide = 1\n";
    assert_eq!(after(text, "Ctrl+Shift+L"), "def f(«tide|):\n    return «tide|\n\n\ntide = 1\n");
}

#[test]
fn ctrl_f2_does_nothing() {
    assert_eq!(after("ti|de = 1\nprint(tide)", "Ctrl+F2"), "ti|de = 1\nprint(tide)");
}

#[test]
fn cursors_above_and_below() {
    for (up, down) in [("Ctrl+Alt+Up", "Ctrl+Alt+Down"), ("Ctrl+Shift+Up", "Ctrl+Shift+Down")] {
        assert_eq!(after("abc|\nd\nefg\n", &format!("{down} {down}")), "abc|\nd|\nefg|\n");
        assert_eq!(after("abc\nd\nefg|\n", &format!("{up} {up}")), "abc|\nd|\nefg|\n");
    }
}

#[test]
fn ctrl_u_takes_the_last_cursor_back_and_escape_all_but_one() {
    assert_eq!(after("a|\nb\nc\n", "Ctrl+Alt+Down Ctrl+Alt+Down Ctrl+U"), "a|\nb|\nc\n");
    assert_eq!(after("a|\nb\nc\n", "Ctrl+Alt+Down Escape"), "a\nb|\nc\n");
    assert_eq!(after("|abc", "Shift+Right Escape"), "a|bc");
}
