//! Headers that stay at the top while what they head is scrolled through.

use egui::{Event, Key, Modifiers, Rect, Shape, pos2};
use egui_kittest::kittest::Queryable as _;
use namelight_engine::FileIndex;
use namelight_engine::occurrences::{Certainty, Kind};
use namelight_engine::worker::CancelToken;
use proptest::prelude::*;

use super::*;
use crate::document::Selection;

/// A class of two methods, and a deep function behind it. Lines from 1: `Tide` 1, `rise` 4, `low` 47, `deep` 91 to
/// 94, the end of all 134.
fn text() -> String {
    let body = |indent: usize, lines: usize| format!("{}level += 1\n", " ".repeat(indent)).repeat(lines);
    format!(
        "class Tide:\n    level = 0\n\n    def rise(self, level):\n{}\n\n    def low(\n        self,\n    ):\n{}\ndef a():\n    def b():\n        def c():\n            def d():\n{}",
        body(8, 40),
        body(8, 40),
        body(16, 40),
    )
}

/// The scene of a text with all that an engine would tell, but for the light.
fn scene(text: &str) -> Scene {
    let mut scene = Scene::new(text);
    let mut file = FileIndex::of(scene.document.text());
    let never = CancelToken::never();
    scene.tokens = file.colours(0..usize::MAX, 0..usize::MAX, &never).unwrap();
    scene.definitions = file.definitions_in(0..usize::MAX, &never).unwrap().into();
    scene.document.apply(&Command::Select(Selection::cursor(text.len())), Duration::ZERO);
    scene
}

/// The cursor is at the end of the text, so it is far from most places that are looked at.
fn at_top(top: f64) -> Harness<'static, Scene> {
    let mut scene = scene(&text());
    scene.view.restore(&scene.document, top);
    harness_of(scene)
}

/// What sticks, in lines from 1.
fn sticky(harness: &Harness<'_, Scene>) -> Vec<usize> {
    harness.state().painted.sticky_lines.iter().map(|line| line + 1).collect()
}

/// The line of the text with these words, from 1.
fn line(words: &str) -> usize {
    text()[..text().find(words).unwrap()].matches('\n').count() + 1
}

/// The pieces of text in an output, with their places, that lie below a height.
fn pieces(output: &egui::FullOutput, below: f32) -> Vec<(String, Rect)> {
    let texts = output.shapes.iter().filter_map(|clipped| match &clipped.shape {
        Shape::Text(text) => Some((text.galley.text().to_owned(), text.visual_bounding_rect())),
        _ => None,
    });
    texts.filter(|(_, rect)| rect.top() >= below).collect()
}

#[test]
fn what_the_top_is_in_sticks_and_nothing_else() {
    let (tide, rise, low) = (line("class Tide"), line("def rise"), line("def low"));
    let (a, b, c) = (line("def a"), line("def b"), line("def c"));
    for (top, expected) in [
        (0.0, vec![]),
        (0.5, vec![tide]),
        (1.0, vec![tide]),
        // At its own place beneath the class it is on screen by itself.
        (2.0, vec![tide]),
        (2.5, vec![tide, rise]),
        (20.0, vec![tide, rise]),
        // The last line of the method is still below its header, then it isn't.
        (41.5, vec![tide, rise]),
        (42.0, vec![tide]),
        (low as f64 - 2.0, vec![tide]),
        (low as f64 - 1.0, vec![tide, low]),
        // Between the lines of a header that has many.
        (low as f64 + 1.0, vec![tide, low]),
        (a as f64 - 1.0, vec![]),
        (a as f64, vec![a, b, c]),
        (a as f64 + 20.0, vec![a, b, c]),
    ] {
        assert_eq!(sticky(&at_top(top)), expected, "{top}");
    }
}

#[test]
fn at_most_a_fifth_of_the_rows_sticks() {
    for (rows, count) in [(4.9, 0), (5.0, 1), (10.0, 2), (14.9, 2), (15.0, 3), (60.0, 3)] {
        let rect = Rect::from_min_size(pos2(0.0, 0.0), vec2(600.0, rows * 22.0));
        let mut stage = Stage::new(scene(&text()), rect, 1.0, egui::Theme::Dark);
        stage.scene.view.restore(&stage.scene.document, line("def d") as f64 + 3.0);
        stage.frame(Vec::new()).textures_delta.clear();
        assert_eq!(stage.scene.painted.sticky_lines.len(), count, "{rows}");
    }
}

#[test]
fn nothing_sticks_where_it_is_not_known_or_not_wanted() {
    let mut harness = at_top(20.0);
    let known = harness.state().tokens.range.clone();
    let middle = text().lines().take(30).map(|line| line.len() + 1).sum();
    harness.state_mut().tokens.range = middle..known.end;
    harness.run_ok();
    assert!(sticky(&harness).is_empty(), "what begins above is not known");
    harness.state_mut().tokens.range = known;
    harness.run_ok();
    assert_eq!(sticky(&harness).len(), 2);
    harness.state_mut().view.set_sticky(false);
    harness.run_ok();
    assert!(sticky(&harness).is_empty());
    assert!(!harness.state().view.is_sticky());
}

#[test]
fn a_click_asks_for_the_header_and_selects_nothing() {
    let mut harness = at_top(20.0);
    let before = harness.state().selected();
    let name = text().find("rise").unwrap();
    for place in [pos2(200.0, 33.0), pos2(30.0, 33.0)] {
        click(&mut harness, place, Modifiers::NONE);
        assert_eq!(harness.state_mut().view.take_clicked_header(), Some(name), "{place}");
        assert_eq!(harness.state_mut().view.take_clicked_header(), None);
        harness.run_steps(30);
    }
    assert_eq!(harness.state().selected(), before);
    harness.get_by_label("Go to the header of Tide, line 1").click();
    harness.run_ok();
    assert_eq!(harness.state_mut().view.take_clicked_header(), text().find("Tide"));
    // Below them is code again.
    click(&mut harness, pos2(200.0, 50.0), Modifiers::NONE);
    assert_eq!(harness.state().document.position().0, 23);
}

#[test]
fn the_cursor_keeps_its_margin_below_them() {
    let mut harness = at_top(60.0);
    let text = text();
    let at = text.lines().take(62).map(|line| line.len() + 1).sum();
    harness.state_mut().document.apply(&Command::Select(Selection::cursor(at)), Duration::ZERO);
    harness.run_ok();
    for _ in 0..62 {
        harness.key_press(Key::ArrowUp);
        harness.run_ok();
        let state = harness.state();
        let caret = state.painted.caret.unwrap();
        let rows = (caret.top() - state.view.code_top()) / 22.0;
        let lines = state.document.position().0 - 1;
        assert!(rows >= (lines as f32).min(3.0), "{rows} in line {lines}");
    }
    assert!(sticky(&harness).is_empty());
}

#[test]
fn a_name_in_a_header_is_lit_there_and_counted_once() {
    let mut scene = scene(&text());
    let places = text();
    let one = |(at, name): (usize, &str)| Occurrence {
        range: at..at + name.len(),
        kind: Kind::Read,
        certainty: Certainty::Exact,
        why: "".into(),
    };
    scene.lit = places.match_indices("level").map(one).collect();
    scene.view.restore(&scene.document, 20.0);
    let harness = harness_of(scene);
    let painted = &harness.state().painted;
    // Line 4 has one of its own. Of lines 1 to 22 it is the only one that can be seen.
    assert_eq!(painted.lit[0].range, places.find("level):").map(|at| at..at + 5).unwrap());
    assert_eq!(painted.lit_above, 1 + 18);
    assert_eq!(painted.lit_above + painted.lit.len() + painted.lit_below, harness.state().lit.len());
    harness.get_by_label("19 more above, next in line 22");
    let mut ranges: Vec<_> = painted.lit.iter().map(|one| one.range.start).collect();
    ranges.dedup();
    assert_eq!(ranges.len(), painted.lit.len());
    assert!(ranges.is_sorted());
}

#[test]
fn a_drag_to_them_selects_to_the_first_line_that_can_be_seen() {
    let mut harness = at_top(20.0);
    let none = Modifiers::NONE;
    let from = at(&harness, 30, 12.0);
    harness.input_mut().events.extend([
        Event::PointerMoved(from),
        button(from, true, none),
        Event::PointerMoved(pos2(from.x, 10.0)),
    ]);
    harness.step();
    let head = harness.state().document.position().0;
    assert!(head >= 22, "{head}");
    harness.input_mut().events.push(button(pos2(from.x, 10.0), false, none));
    harness.run_ok();
    assert!(harness.state_mut().view.take_clicked_header().is_none());
}

/// What a person does; numbers are taken modulo what there is.
#[derive(Clone, Debug)]
enum Deed {
    Scroll(f64),
    Key(Key),
    Type(&'static str),
    GoTo(prop::sample::Index),
}

fn deed() -> impl Strategy<Value = Deed> {
    let keys = vec![Key::ArrowUp, Key::ArrowDown, Key::PageUp, Key::PageDown, Key::Backspace];
    prop_oneof![
        (0.0..135.0_f64).prop_map(Deed::Scroll),
        prop::sample::select(keys).prop_map(Deed::Key),
        prop::sample::select(vec!["x", "\n", "def f():\n"]).prop_map(Deed::Type),
        any::<prop::sample::Index>().prop_map(Deed::GoTo),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn text_never_moves_and_the_cursor_is_never_covered(deeds in prop::collection::vec(deed(), 1..25)) {
        let rect = Rect::from_min_size(pos2(0.0, 0.0), vec2(700.0, 440.0));
        let mut stage = Stage::new(scene(&text()), rect, 1.0, egui::Theme::Dark);
        stage.frame(Vec::new()).textures_delta.clear();
        for deed in deeds {
            let press = |key| Event::Key {
                key, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE,
            };
            let mut events = Vec::new();
            match deed {
                Deed::Scroll(top) => stage.scene.view.set_top(top),
                Deed::Key(key) => events.push(press(key)),
                Deed::Type(text) => events.push(Event::Paste(text.to_owned())),
                Deed::GoTo(at) => {
                    let at = at.index(stage.scene.document.text().byte_len() + 1);
                    let select = Command::Select(Selection::cursor(at));
                    stage.scene.document.apply(&select, Duration::ZERO);
                }
            }
            let revision = stage.scene.document.revision();
            stage.frame(events).textures_delta.clear();
            if stage.scene.document.revision() != revision {
                // The engine has answered.
                let fresh = scene(&stage.scene.text());
                stage.scene.tokens = fresh.tokens;
            }
            // Without and with what is known of the text: what can be seen in both stands where it stood.
            stage.scene.definitions = Arc::default();
            let mut without = stage.frame(Vec::new());
            prop_assert!(stage.scene.painted.sticky_lines.is_empty());
            stage.scene.definitions = scene(&stage.scene.text()).definitions;
            let mut with = stage.frame(Vec::new());
            let view = &stage.scene.view;
            let below = view.code_top();
            prop_assert_eq!(pieces(&without, below), pieces(&with, below));
            without.textures_delta.clear();
            with.textures_delta.clear();
            let painted = &stage.scene.painted;
            // Where the view itself cuts the cursor's row, nothing sticks.
            let is_free = |caret: Rect| caret.top() >= below || painted.sticky_lines.is_empty();
            prop_assert!(painted.caret.is_none_or(is_free), "{:?}", painted.caret);
            prop_assert!(painted.sticky_lines.iter().all(|line| stage.scene.line_top(*line) + 22.0 <= below));
            prop_assert!(painted.sticky_lines.is_sorted_by(|a, b| a < b));
        }
    }
}
