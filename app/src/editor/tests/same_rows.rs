//! Rows that are drawn as they were look as if they were drawn anew.

use namelight_engine::occurrences::{TokenClass, TokenSpan};

use super::*;
use crate::editor::painted_rows::PaintedRows;

/// Some lines, with a tab, wide letters and a letter that no font has.
fn lines() -> String {
    (0..200).map(|line| format!("value{line} = \"漢{line}\"\t# \u{1} note {line}\n")).collect()
}

/// What the last frame has drawn is what it would have drawn if nothing were kept.
fn assert_as_anew(harness: &mut Harness<'_, Scene>, when: &str) {
    let kept = harness.output().shapes.clone();
    harness.state_mut().view.painted_rows = PaintedRows::default().into();
    harness.step();
    let anew = &harness.output().shapes;
    assert_eq!(kept.len(), anew.len(), "{when}");
    for (kept, anew) in kept.iter().zip(anew) {
        let [kept_at, anew_at] = [kept, anew].map(|one| one.shape.visual_bounding_rect());
        assert!(kept == anew, "{when}: {kept_at:?}, and anew {anew_at:?}");
    }
}

#[test]
fn after_typing() {
    let mut harness = harness(&lines());
    for letter in ["a", "\t", "é", "\n"] {
        harness.event(Event::Text(letter.to_owned()));
        harness.step();
        assert_as_anew(&mut harness, letter);
    }
}

#[test]
fn after_scrolling() {
    let mut harness = harness(&lines());
    for (top, left) in [(1.0, 0.0), (1.5, 0.0), (1.25, 7.3), (40.0, 7.3), (39.0, 0.0), (0.0, 0.0)] {
        let scene = harness.state_mut();
        scene.view.set_top(top);
        let way = left - scene.view.left();
        scene.view.scroll_sideways(way, crate::editor::line::Source::of(&scene.document));
        harness.step();
        assert_as_anew(&mut harness, &format!("at {top}, {left}"));
    }
}

#[test]
fn in_other_colours_sizes_and_fonts() {
    let mut harness = harness(&lines());
    let plain = harness.output().shapes.clone();
    let spans = (0..20).map(|at| TokenSpan { range: at * 8..at * 8 + 5, class: TokenClass::Keyword });
    harness.state_mut().tokens = Tokens { range: 0..200, spans: spans.collect() };
    harness.step();
    assert!(plain != harness.output().shapes, "colours come in their frame");
    assert_as_anew(&mut harness, "colours");
    let zoom = harness.state().view.zoom().stepped(2.0);
    harness.state_mut().view.set_zoom(zoom);
    harness.step();
    assert_as_anew(&mut harness, "larger");
    theme::install(&harness.ctx);
    harness.step();
    harness.step();
    assert_as_anew(&mut harness, "fonts that are read again");
}
