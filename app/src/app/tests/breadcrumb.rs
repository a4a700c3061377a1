//! The breadcrumb leads to where the scopes round the cursor are defined.

use super::*;
use crate::document::Command;

const NESTED: &str = "\
import math


class Summary:
    level = 0

    def rises(self, other):
        def more(level):
            return level
        return more(self.level)
";

fn open() -> Harness<'static, App> {
    let mut harness = start(Options { start: Start::Text(NESTED.to_owned()), ..Options::default() });
    go_to(&mut harness, "return level", 0);
    harness
}

fn cursor(harness: &Harness<'_, App>) -> usize {
    harness.state().file.document.cursor()
}

fn place(what: &str) -> usize {
    NESTED.find(what).unwrap()
}

#[test]
fn each_part_leads_to_its_header_and_back_again() {
    let mut harness = open();
    for (name, what) in [
        ("Go to Summary, line 4", "Summary"),
        ("Go to rises(), line 7", "rises"),
        ("Go to more(), line 8", "more"),
        ("Go to the top of Untitled", "import"),
    ] {
        let before = cursor(&harness);
        harness.get_by_label(name).click();
        settle(&mut harness);
        assert_eq!(cursor(&harness), place(what), "{name}");
        press(&mut harness, Modifiers::ALT, Key::ArrowLeft);
        assert_eq!(cursor(&harness), before, "{name}");
    }
}

#[test]
fn it_can_be_used_by_key_and_the_code_has_the_keyboard_afterwards() {
    let mut harness = open();
    press(&mut harness, Modifiers::NONE, Key::F6);
    for _ in 0..20 {
        if harness.get_by_label("Go to rises(), line 7").is_focused() {
            break;
        }
        press(&mut harness, Modifiers::NONE, Key::Tab);
    }
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(cursor(&harness), place("rises"));
    assert_eq!(harness.state().file.document.text().to_string(), NESTED);
    assert!(harness.get_by_label("Code").is_focused());
}

#[test]
fn it_follows_edits_above_before_the_answer() {
    let highlights = highlights::Options { patience: Duration::ZERO, ..Default::default() };
    let mut harness =
        start(Options { start: Start::Text(NESTED.to_owned()), highlights, ..Options::default() });
    go_to(&mut harness, "return level", 0);
    let app = harness.state_mut();
    let selection = Selection::cursor(app.file.document.cursor() + 2);
    let above =
        crate::document::Command::ReplaceMany { replaces: vec![(0..0, "\n\n".to_owned())], selection };
    app.file.document.apply(&above, app.now);
    settle(&mut harness);
    harness.get_by_label("Go to rises(), line 9");
    harness.state_mut().queue.push(Action::Edit(Command::Undo));
    harness.step();
    assert!(!harness.state().is_settled());
    harness.get_by_label("Go to rises(), line 7").click();
    settle(&mut harness);
    assert_eq!(cursor(&harness), place("rises"));
}

#[test]
fn it_follows_the_cursor_while_the_light_is_off() {
    let mut harness = open();
    harness.state_mut().queue.push(Action::Switch(crate::highlights::Part::Light));
    settle(&mut harness);
    go_to(&mut harness, "level = 0", 0);
    assert!(harness.query_by_label("Go to more(), line 8").is_none());
    harness.get_by_label("Go to Summary, line 4");
    go_to(&mut harness, "return more", 0);
    harness.get_by_label("Go to rises(), line 7");
}
