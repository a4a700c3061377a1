//! Texts of a size at which careless arithmetic fails.

use egui::{Event, Modifiers, pos2};

use super::{at, click, harness};

#[test]
fn fault_38_a_million_lines_the_line_under_the_pointer_is_the_right_one() {
    let text: String = (0..1_000_000).map(|line| format!("{line}\n")).collect();
    let mut harness = harness(&text);
    for top in [0.25, 499_999.75, 777_777.0, 999_970.5] {
        harness.state_mut().view.set_top(top);
        harness.run_steps(30);
        let view = &harness.state().view;
        assert!((view.top() - top).abs() < 1e-9, "{top}: {}", view.top());
        for y in [1.0_f32, 11.0, 300.0, 703.0] {
            // What is painted at this height, by the painted rows themselves.
            let painted = harness.state().painted.visible_lines.clone();
            let line = painted.clone().rfind(|line| harness.state().line_top(*line) <= y).unwrap();
            assert!(painted.len() <= 34);
            harness.run_steps(30);
            click(&mut harness, pos2(200.0, y), Modifiers::NONE);
            let (row, _) = harness.state().document.position();
            assert_eq!(row - 1, line, "{top} {y}");
            harness.state_mut().view.set_top(top);
            harness.step();
        }
    }
    // One pixel is one pixel, also down there.
    let before = harness.state().line_top(999_980);
    let step = 1.0 / f64::from(harness.state().view.metrics.row);
    let top = harness.state().view.top();
    harness.state_mut().view.set_top(top + step);
    harness.step();
    assert!((before - harness.state().line_top(999_980) - 1.0).abs() < 1e-3);
}

#[test]
fn rows_are_as_high_as_each_other_wherever_the_view_stands() {
    let mut harness = harness(&"x\n".repeat(2000));
    for step in 0..40 {
        harness.state_mut().view.set_top(1000.0 + f64::from(step) * 0.0371);
        harness.step();
        for line in harness.state().painted.visible_lines.clone() {
            let height = harness.state().line_top(line + 1) - harness.state().line_top(line);
            assert!((height - 22.0).abs() < 1e-3, "{line}");
        }
    }
}

#[test]
fn fault_16_a_line_of_ten_megabytes_can_be_clicked_and_typed_in() {
    let mut harness = harness(&"abcdefghij".repeat(1024 * 1024));
    let cell = harness.state().view.metrics.cell;
    harness.key_press(egui::Key::End);
    harness.run_ok();
    assert!(harness.state().painted.caret.is_some());
    let left = (5_000_000.0 * cell).round();
    let scrolled = left - harness.state().view.left();
    let source = harness.state().document.text().clone();
    let stamp = (harness.state().document.id(), harness.state().document.revision());
    harness.state_mut().view.scroll_sideways(scrolled, super::super::line::Source { text: &source, stamp });
    harness.run_steps(2);
    let first = (harness.state().view.left() / cell).floor();
    let place = at(&harness, 0, first + 20.2);
    click(&mut harness, place, Modifiers::NONE);
    assert_eq!(harness.state().document.cursor(), first as usize + 20);
    harness.input_mut().events.push(Event::Text("X".to_owned()));
    harness.run_ok();
    assert_eq!(harness.state().document.text().byte(first as usize + 20), b'X');
}

#[test]
fn the_gutter_grows_with_the_numbers() {
    let gutter = |lines: usize| {
        let harness = harness(&"\n".repeat(lines - 1));
        let metrics = &harness.state().view.metrics;
        (metrics.number_right, metrics.gutter_right)
    };
    assert_eq!(gutter(5), (44.0, 64.0));
    assert_eq!(gutter(99_999), (44.0, 64.0));
    let (numbers, right) = gutter(100_000);
    assert!(numbers > 44.0 && (right - numbers - 20.0).abs() < 1e-3);
}

#[test]
fn fault_37_a_view_without_space_takes_what_is_typed() {
    let mut harness = harness("one\ntwo\n");
    for size in [(0.0, 0.0), (1.0, 700.0), (700.0, 1.0), (30.0, 30.0)] {
        harness.set_size(size.into());
        harness.run_steps(2);
        harness.input_mut().events.push(Event::Text("x".to_owned()));
        harness.run_steps(2);
    }
    assert_eq!(harness.state().text(), "xxxxone\ntwo\n");
}
