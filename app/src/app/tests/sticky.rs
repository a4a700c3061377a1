//! Headers stay at the top of the view, with the real engine.

use super::*;
use crate::document::Command;

/// A class whose method reads its parameter in each of many lines, and other code behind it.
fn text() -> String {
    let body = "        self.sum += level\n".repeat(200);
    let behind = "x = 1\n".repeat(60);
    format!("class Tide:\n    def rise(self, level):\n{body}\n\n{behind}")
}

fn open() -> Harness<'static, App> {
    start(Options { start: Start::Text(text()), ..Options::default() })
}

/// What sticks, in lines from 1.
fn sticky(harness: &Harness<'_, App>) -> Vec<usize> {
    harness.state().observe().painted.sticky_lines.iter().map(|line| line + 1).collect()
}

fn scroll_to(harness: &mut Harness<'_, App>, top: f64) {
    harness.state_mut().file.view.set_top(top);
    settle(harness);
}

#[test]
fn a_header_leads_to_where_it_stands_and_back_again() {
    let mut harness = open();
    go_to(&mut harness, "level\n", 90);
    assert_eq!(sticky(&harness), [1, 2]);
    let before = harness.state().file.document.cursor();
    harness.get_by_label("Go to the header of rise(), line 2").click();
    settle(&mut harness);
    assert_eq!(harness.state().file.document.cursor(), text().find("rise").unwrap());
    assert!(sticky(&harness).is_empty());
    assert!(harness.get_by_label("Code").is_focused());
    press(&mut harness, Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(harness.state().file.document.cursor(), before);
    assert_eq!(sticky(&harness), [1, 2]);
}

#[test]
fn the_parameter_in_the_header_is_lit_and_what_is_above_is_counted() {
    let mut harness = open();
    go_to(&mut harness, "level\n", 90);
    let seen = harness.state().observe();
    assert_eq!(seen.painted.lit[0].range.start, text().find("level").unwrap());
    assert_eq!(seen.words.unwrap().to_string(), "level · parameter of rise() · 201 uses");
    let (painted, all) = (seen.painted, seen.lit.len());
    assert_eq!(painted.lit_above + painted.lit.len() + painted.lit_below, all);
    // Its colours are there, too, though its line was not asked for.
    let header = text().find("rise").unwrap();
    let tokens = harness.state().file.light.tokens();
    assert!(tokens.range.start > header);
    assert!(tokens.spans.iter().any(|span| span.range.start == header));
}

#[test]
fn after_a_jump_nothing_wrong_sticks_in_any_frame() {
    let mut harness = open();
    for key in [Key::End, Key::Home, Key::End] {
        harness.key_press_modifiers(Modifiers::COMMAND, key);
        for _ in 0..20 {
            harness.step();
            assert!(sticky(&harness).is_empty() || sticky(&harness) == [1, 2]);
        }
    }
    settle(&mut harness);
    for (top, expected) in [(0.0, vec![]), (100.0, vec![1, 2]), (205.0, vec![]), (3.0, vec![1, 2])] {
        scroll_to(&mut harness, top);
        assert_eq!(sticky(&harness), expected, "{top}");
    }
}

#[test]
fn they_follow_edits_above_before_the_answer() {
    let highlights = highlights::Options { patience: Duration::ZERO, ..Default::default() };
    let mut harness = start(Options { start: Start::Text(text()), highlights, ..Options::default() });
    go_to(&mut harness, "level\n", 90);
    let app = harness.state_mut();
    let selection = Selection::cursor(app.file.document.cursor() + 9);
    let above = Command::ReplaceMany { replaces: vec![(0..0, "import x\n".to_owned())], selection };
    app.file.document.apply(&above, app.now);
    settle(&mut harness);
    assert_eq!(sticky(&harness), [2, 3]);
    for (action, expected) in [(Action::Edit(Command::Undo), [1, 2]), (Action::Edit(Command::Redo), [2, 3])] {
        harness.state_mut().queue.push(action);
        harness.step();
        assert_eq!(sticky(&harness), expected);
        assert!(!harness.state().is_settled());
        settle(&mut harness);
    }
}

#[test]
fn a_rename_shows_the_new_name_in_the_header() {
    let mut harness = open();
    go_to(&mut harness, "level\n", 90);
    press(&mut harness, Modifiers::NONE, Key::F2);
    type_text(&mut harness, "height");
    assert_eq!(sticky(&harness), [1, 2]);
    let seen = harness.state().observe();
    let first = seen.painted.lit[0].range.clone();
    assert_eq!(seen.text.byte_slice(first).to_string(), "height");
}

#[test]
fn they_can_be_switched_off_by_key() {
    let mut harness = open();
    go_to(&mut harness, "level\n", 90);
    for expected in [vec![], vec![1, 2]] {
        press(&mut harness, Modifiers::NONE, Key::F10);
        for entry in ["View", "Sticky scope lines"] {
            for _ in 0..40 {
                if harness.get_by_label(entry).is_focused() {
                    break;
                }
                press(&mut harness, Modifiers::NONE, Key::ArrowDown);
            }
            let key = if entry == "View" { Key::ArrowRight } else { Key::Enter };
            press(&mut harness, Modifiers::NONE, key);
        }
        assert_eq!(sticky(&harness), expected);
    }
}
