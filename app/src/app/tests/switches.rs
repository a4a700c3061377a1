//! The switches of the light, as a person uses them.

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use super::*;
use crate::highlights::Part;

fn opened(text: &str) -> Harness<'static, App> {
    start(Options { start: Start::Text(text.to_owned()), ..Options::default() })
}

fn switch(harness: &mut Harness<'_, App>, part: Part) {
    harness.state_mut().queue.push(Action::Switch(part));
    settle(harness);
}

fn lit(harness: &Harness<'_, App>) -> usize {
    harness.state().file.painted.lit.len()
}

#[test]
fn f7_turns_the_light_off_and_on() {
    let mut harness = opened(TEXT);
    go_to(&mut harness, "total", 0);
    assert_eq!(lit(&harness), 3);
    press(&mut harness, Modifiers::NONE, Key::F7);
    assert_eq!(lit(&harness), 0);
    harness.get_by_label_contains("The light is off");
    go_to(&mut harness, "total", 1);
    assert_eq!((lit(&harness), harness.state().file.light.lit().len()), (0, 0));
    assert!(!harness.state().file.light.tokens().spans.is_empty(), "code keeps its colours");
    press(&mut harness, Modifiers::NONE, Key::F2);
    let said: Vec<&str> = harness.state().notices.iter().map(|notice| &*notice.text).collect();
    assert_eq!(said, ["The light is off. F7 turns it on."]);
    press(&mut harness, Modifiers::NONE, Key::F7);
    assert_eq!(lit(&harness), 3);
}

#[test]
fn pins_stay_while_the_light_is_off() {
    let mut harness = opened(TEXT);
    go_to(&mut harness, "total", 0);
    press(&mut harness, Modifiers::ALT, Key::P);
    press(&mut harness, Modifiers::NONE, Key::F7);
    press(&mut harness, Modifiers::COMMAND, Key::End);
    type_text(&mut harness, "x = 1");
    assert_eq!(harness.state().file.painted.pinned.len(), 3);
}

#[test]
fn calm_light_comes_when_the_cursor_rests() {
    let mut harness = opened(TEXT);
    go_to(&mut harness, "total", 0);
    switch(&mut harness, Part::Calm);
    // A step of the harness is a quarter of a second.
    let at = TEXT.find("levels").unwrap();
    let select = crate::document::Command::Select(Selection::cursor(at));
    let now = harness.state().now;
    harness.state_mut().file.document.apply(&select, now);
    let name = |harness: &Harness<'_, App>| {
        harness.state().file.light.target().map(|target| target.name.clone()).unwrap_or_default()
    };
    for _ in 0..2 {
        harness.step();
        assert_ne!(name(&harness), "levels", "the cursor hasn't rested yet");
    }
    settle(&mut harness);
    assert_eq!(name(&harness), "levels");
}

#[test]
fn keywords_possible_places_and_mentions_have_switches() {
    let mut harness =
        opened("class A:\n    def go(self): pass\nA().go()\ndef f(x): x.go()\nfor a in b: break\n");
    go_to(&mut harness, "go", 0);
    let all = lit(&harness);
    switch(&mut harness, Part::Possible);
    assert_eq!(lit(&harness), all - 1);
    go_to(&mut harness, "for", 0);
    assert!(lit(&harness) > 1);
    switch(&mut harness, Part::Keywords);
    assert_eq!(harness.state().observe().target, None);
    assert_eq!(lit(&harness), 0);
    let mut harness = opened("def f(a):\n    \"\"\"F.\n\n    :param a: it\n    \"\"\"\n    return a\n");
    go_to(&mut harness, "a):", 0);
    assert_eq!(lit(&harness), 3);
    switch(&mut harness, Part::Mentions);
    assert_eq!(lit(&harness), 2);
}

#[test]
fn hints_have_a_switch() {
    let text = format!("x = 1\n{}x = 2\n", "pass\n".repeat(100));
    let mut harness = opened(&text);
    go_to(&mut harness, "x", 0);
    assert!(harness.query_by_label_contains("1 more below").is_some());
    switch(&mut harness, Part::Hints);
    assert!(harness.query_by_label_contains("1 more below").is_none());
}

#[test]
fn the_menu_holds_every_switch_and_stays_open() {
    let mut harness = opened(TEXT);
    press(&mut harness, Modifiers::NONE, Key::F10);
    harness.get_by_label_contains("Light").click();
    settle(&mut harness);
    for part in Part::ALL {
        assert!(harness.query_by_label(part.words()).is_some(), "{part:?}");
    }
    harness.get_by_label(Part::Reach.words()).click();
    settle(&mut harness);
    assert!(!harness.state().file.light.switches().is_on(Part::Reach));
    assert!(harness.query_by_label(Part::Reach.words()).is_some(), "it is still there");
}
