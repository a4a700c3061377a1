//! Seeing, and the program itself.

use super::*;

const TEXT: &str = "def f|():\n    return 1\n\n\ndef g():\n    return 2\n";

#[test]
fn the_word_at_the_cursor_lights_up() {
    assert_eq!(lit(&desk("ti|de = 1\nprint(tide)\n")), ["tide", "tide"]);
}

#[test]
fn the_size_of_the_text() {
    let mut harness = desk(TEXT);
    for (pressed, size) in [("Ctrl+=", 15.0), ("Ctrl++", 16.0), ("Ctrl+-", 15.0), ("Ctrl+0", 14.0)] {
        keys(&mut harness, pressed);
        assert_eq!(harness.state().file.view.zoom().font_size(), size, "{pressed}");
    }
}

#[test]
fn alt_z_wraps() {
    let mut harness = desk(TEXT);
    keys(&mut harness, "Alt+Z");
    assert!(harness.state().file.view.is_wrapping());
}

#[test]
fn folding() {
    let mut harness = desk(TEXT);
    for (pressed, folds) in [("Ctrl+Shift+[", 1), ("Ctrl+Shift+]", 0), ("Ctrl+Alt+[", 2), ("Ctrl+Alt+]", 0)] {
        keys(&mut harness, pressed);
        assert_eq!(harness.state().file.painted.folds.len(), folds, "{pressed}");
    }
}

#[test]
fn panels_and_boxes_open() {
    for (pressed, name) in [
        ("Ctrl+Shift+B", "Outline"),
        ("Ctrl+Shift+P", "Commands"),
        ("F1", "Commands"),
        ("Ctrl+,", "Settings"),
        ("Ctrl+Shift+U", "Nothing has run yet"),
        ("Ctrl+`", "Nothing has run yet"),
    ] {
        let mut harness = desk(TEXT);
        let before = shows(&harness, name);
        keys(&mut harness, pressed);
        assert!(!before && shows(&harness, name), "{pressed}");
    }
}

#[test]
fn aids_for_the_eye_and_sticky_lines_by_name() {
    let mut harness = desk(TEXT);
    let before = (harness.state().file.view.aids().clone(), harness.state().file.view.is_sticky());
    for title in ["Indent guides", "White space", "Column ruler", "Sticky scope lines"] {
        keys(&mut harness, "Ctrl+Shift+P");
        type_text(&mut harness, title);
        keys(&mut harness, "Enter");
    }
    let aids = harness.state().file.view.aids();
    assert_eq!(aids.guides, !before.0.guides);
    assert_ne!(aids.white_space, before.0.white_space);
    assert_ne!(aids.columns, before.0.columns);
    assert_eq!(harness.state().file.view.is_sticky(), !before.1);
}

#[test]
fn ctrl_q_quits() {
    // An empty text is lost without a question.
    let mut harness = desk("|");
    let told = crate::app::tests::sizes::told(&mut harness, Modifiers::COMMAND, Key::Q);
    assert!(told.contains(&egui::ViewportCommand::Close), "{told:?}");
}
