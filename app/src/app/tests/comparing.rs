//! Two texts that are compared. With `NAMELIGHT_PICTURES=folder` pictures are written there, to be looked at.

use std::cell::RefCell;
use std::rc::Rc;

use crop::Rope;
use egui_kittest::kittest::NodeT as _;

use super::look::{Drawing, picture};
use super::*;
use crate::compare::Comparison;
use crate::drawing::Raster;
use crate::panels::Action;
use crate::theme;
use crate::theme::ThemeChoice;

fn comparison(old: &str, new: &str) -> Comparison {
    let side = |name: &str, text: &str| (name.to_owned(), Rope::from(text));
    Comparison::new("summary.py", side("the file on disk", old), side("your text", new))
}

fn show(harness: &mut Harness<'_, App>, comparison: Comparison) {
    let ctx = harness.ctx.clone();
    harness.state_mut().show_comparison(&ctx, comparison);
    settle(harness);
}

fn shown(old: &str, new: &str) -> Harness<'static, App> {
    let mut harness = start(Options::default());
    show(&mut harness, comparison(old, new));
    harness
}

/// What is said of the rows that can be seen, from the top.
fn rows(harness: &Harness<'_, App>) -> Vec<String> {
    let items = harness.query_all_by_role(egui::accesskit::Role::ListItem);
    let mut rows: Vec<(f32, String)> =
        items.map(|item| (item.rect().top(), item.accesskit_node().label().unwrap_or_default())).collect();
    rows.sort_by(|one, other| one.0.total_cmp(&other.0));
    rows.into_iter().map(|(_, said)| said).collect()
}

fn numbered(lines: usize) -> String {
    (1..=lines).map(|line| format!("line_{line} = {line}\n")).collect()
}

#[test]
fn removed_and_added_lines_are_told_in_words() {
    let harness = shown("a = 1\nb = 2\n", "a = 1\nb = 3\nc = 4\n");
    let expected = [
        "Line 1: a = 1",
        "Removed line 2: b = 2, differs in 2",
        "Added line 2: b = 3, differs in 3",
        "Added line 3: c = 4",
    ];
    assert_eq!(rows(&harness), expected);
    harness.get_by_label("Change 1 of 1 · 1 line only in the file on disk · 2 lines only in your text");
}

#[test]
fn equal_lines_far_from_changes_are_one_row() {
    let old = numbered(100);
    let harness = shown(&old, &old.replace("line_50 ", "fifty "));
    let rows = rows(&harness);
    assert_eq!(
        (rows.first().unwrap().as_str(), rows.last().unwrap().as_str()),
        ("46 equal lines", "47 equal lines")
    );
    assert_eq!(rows.len(), 10);
}

#[test]
fn equal_texts_say_so() {
    let harness = shown("a\n", "a\n");
    harness.get_by_label("No difference between the file on disk and your text");
    assert!(rows(&harness).is_empty());
}

#[test]
fn a_line_break_that_differs_is_told() {
    let harness = shown("a\r\n", "a");
    assert_eq!(rows(&harness), ["Removed line 1: a, CRLF", "Added line 1: a, no line break"]);
}

#[test]
fn f7_goes_from_change_to_change_and_round() {
    let old = numbered(400);
    let new = old.replace("line_10 ", "ten ").replace("line_390 ", "last ");
    let mut harness = shown(&old, &new);
    let at = |harness: &Harness<'_, App>, change| {
        harness.query_by_label_contains(&format!("Change {change} of 2")).is_some()
    };
    assert!(at(&harness, 1));
    press(&mut harness, Modifiers::NONE, Key::F7);
    assert!(
        at(&harness, 2) && rows(&harness).contains(&"Added line 390: last = 390, differs in last".to_owned())
    );
    press(&mut harness, Modifiers::NONE, Key::F7);
    assert!(
        at(&harness, 1) && rows(&harness).contains(&"Added line 10: ten = 10, differs in ten".to_owned())
    );
    press(&mut harness, Modifiers::SHIFT, Key::F7);
    assert!(at(&harness, 2));
    harness.get_by_label("Previous change").click();
    settle(&mut harness);
    assert!(at(&harness, 1));
}

#[test]
fn only_rows_that_can_be_seen_are_made_and_the_keys_lead_to_the_others() {
    let old = numbered(100_000);
    let mut harness = shown(&old, &old.replace(" = ", " == "));
    assert!(rows(&harness).len() < 50);
    press(&mut harness, Modifiers::NONE, Key::End);
    assert_eq!(rows(&harness).last().unwrap(), "Added line 100000: line_100000 == 100000, differs in =");
    let first = rows(&harness)[0].clone();
    press(&mut harness, Modifiers::NONE, Key::ArrowUp);
    assert_eq!(rows(&harness)[1], first);
    press(&mut harness, Modifiers::NONE, Key::Home);
    assert_eq!(rows(&harness)[0], "Removed line 1: line_1 = 1");
    press(&mut harness, Modifiers::NONE, Key::PageDown);
    assert!(rows(&harness)[0].starts_with("Removed line 2"), "{}", rows(&harness)[0]);
}

#[test]
fn escape_closes_it_and_the_code_has_the_keyboard_again() {
    let mut harness = shown("a\n", "b\n");
    type_text(&mut harness, "x");
    assert!(!harness.state().observe().is_modified);
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(harness.query_by_label("Added line 1: b").is_none());
    type_text(&mut harness, "x");
    assert!(harness.state().observe().is_modified);
}

#[test]
fn a_way_out_does_what_it_says_and_closes() {
    let mut harness = start(Options::default());
    show(&mut harness, comparison("a\n", "b\n").with_way("New file instead", Action::New));
    harness.get_by_label("New file instead").click();
    settle(&mut harness);
    assert_eq!(harness.state().title(), "Untitled");
    assert!(!harness.state().observe().is_asking);
}

#[test]
fn a_long_line_is_cut_to_what_can_be_seen() {
    let long = format!("x = '{}'\n", "ab".repeat(2_000_000));
    let mut harness = shown(&long, "x = 1\n");
    assert!(rows(&harness)[0].len() < 1_000);
    for _ in 0..3 {
        press(&mut harness, Modifiers::NONE, Key::ArrowRight);
    }
    assert_eq!(rows(&harness).len(), 2);
}

#[test]
fn a_comparison_is_drawn_in_every_theme() {
    const OLD: &str = "\
\"\"\"Measures.\"\"\"

import math


def mean(values, total=0.0):
    for value in values:
        total += value
    return total / len(values)


def spread(values):
    low = min(values)
    high = max(values)
    return high - low
";
    let new = OLD
        .replace("total=0.0", "total=0.0, weight=1.0")
        .replace("+= value", "+= weight * value")
        .replace("    low = min(values)\n", "")
        .replace("high - low", "high - min(values)");
    let new = format!("{new}\n\nif __name__ == \"__main__\":\n\tprint(spread([1, 2, 3]))");
    for choice in [ThemeChoice::Lantern, ThemeChoice::Daylight, ThemeChoice::Beacon] {
        let raster = Rc::new(RefCell::new(Raster::default()));
        let options = Options { has_dialogs: false, ..Options::default() };
        let mut harness = Harness::builder()
            .with_size(egui::vec2(1280.0, 800.0))
            .renderer(Drawing(Rc::clone(&raster)))
            .build_eframe(|creation| App::new(&creation.egui_ctx, options).unwrap());
        settle(&mut harness);
        harness.state_mut().queue.push(Action::SetTheme(choice));
        settle(&mut harness);
        let ways = comparison(OLD, &new)
            .with_way("Keep your text", Action::KeepEditing)
            .with_way("Reload", Action::New);
        show(&mut harness, ways);
        press(&mut harness, Modifiers::NONE, Key::F7);
        harness.run_steps(10);
        let theme = theme::current(&harness.ctx);
        let picture = picture(&raster, &harness, &format!("comparison-{}", theme.name));
        let count =
            |colour: egui::Color32| picture.pixels().filter(|pixel| pixel.0 == colour.to_array()).count();
        assert!(count(theme.status.ok_fill) > 20_000, "{}", theme.name);
        assert!(count(theme.status.error_fill) > 20_000, "{}", theme.name);
    }
}
