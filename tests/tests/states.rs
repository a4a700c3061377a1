//! Pictures of the main states of the program in each of its themes.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::time::Duration;

use egui::{Key, Modifiers, Theme};
use egui_kittest::kittest::Queryable as _;
use namelight::app::{Options, Start};
use namelight::panels::{EnginePanel, ThemeChoice};
use namelight::requests::{Bins, Counts, Outcome, Record, Row, Shown, Spread, Summary, Timeline};
use namelight::theme;
use namelight_engine::occurrences::Timings;
use namelight_engine::text::{DocumentId, Generation, Revision};
use namelight_engine::worker::{End, IndexProgress, Report};
use namelight_tests::bench::{Bench, picture_of};
use namelight_tests::picture;
use namelight_tests::truth::check_lit;

const SIZE: [f32; 2] = [960.0, 600.0];

/// All kinds of marks, a second `total` for ghosts, and a `count` for a collision.
const TEXT: &str = "\
import math


def mean(values, total=0.0):
    \"\"\"Average.

    :param total: where to start
    \"\"\"
    count = 0

    def keep(value):
        nonlocal total
        total += value

    for value in values:
        keep(value)
        count += 1
    if math.isnan(total):
        del total
    return total / max(count, 1)


def spread(values):
    total = sum(values)
    return [value / total for value in values]
";

#[track_caller]
fn check(bench: &mut Bench, choice: ThemeChoice, state: &str) {
    bench.rest().unwrap();
    for _ in 0..20 {
        // What moves has come to its end.
        bench.frame(Vec::new());
    }
    let name = format!("{}_{state}", choice.theme().unwrap().name.to_lowercase());
    if let Err(difference) = picture::check(&name, &bench.picture()) {
        panic!("{difference}");
    }
}

/// Goes down by key to what has words in its name.
fn go_down_to(bench: &mut Bench, words: &str) {
    for _ in 0..40 {
        let is_there = bench.harness().query_all_by_label_contains(words).any(|node| node.is_focused());
        if is_there {
            return;
        }
        bench.key(Modifiers::NONE, Key::ArrowDown, 1);
    }
    panic!("{words} can't be reached");
}

/// Goes to a place, counted from 1.
fn go_to(bench: &mut Bench, line: usize, column: usize) {
    bench.key(Modifiers::COMMAND, Key::Home, 1);
    bench.key(Modifiers::NONE, Key::ArrowDown, line - 1);
    bench.key(Modifiers::NONE, Key::ArrowRight, column - 1);
    bench.rest().unwrap();
}

fn states(choice: ThemeChoice) {
    let options = Options { start: Start::Text(TEXT.to_owned()), has_dialogs: false, ..Options::default() };
    let mut bench = Bench::new(options, SIZE, 1.0, Theme::Dark).unwrap();
    bench.key(Modifiers::NONE, Key::F10, 1);
    go_down_to(&mut bench, "Theme");
    bench.key(Modifiers::NONE, Key::ArrowRight, 1);
    go_down_to(&mut bench, choice.words());
    bench.key(Modifiers::NONE, Key::Enter, 1);
    assert_eq!(theme::current(&bench.harness().ctx).name, choice.theme().unwrap().name);

    go_to(&mut bench, 13, 10);
    check_lit(&bench.app().observe()).unwrap();
    check(&mut bench, choice, "lit");

    bench.key(Modifiers::NONE, Key::F2, 1);
    bench.frame(vec![egui::Event::Text("count".to_owned())]);
    check(&mut bench, choice, "rename");
    bench.key(Modifiers::NONE, Key::Escape, 1);

    for (line, column) in [(9, 6), (15, 10), (13, 10)] {
        go_to(&mut bench, line, column);
        if line != 13 {
            bench.key(Modifiers::ALT, Key::P, 1);
        }
    }
    bench.key(Modifiers::SHIFT, Key::F12, 1);
    check(&mut bench, choice, "panel");
    bench.key(Modifiers::SHIFT, Key::F12, 1);

    bench.key(Modifiers::NONE, Key::F10, 1);
    check(&mut bench, choice, "menu");
    go_down_to(&mut bench, "About Namelight");
    bench.key(Modifiers::NONE, Key::Enter, 1);
    check(&mut bench, choice, "about");
    bench.key(Modifiers::NONE, Key::Escape, 1);

    bench.key(Modifiers::NONE, Key::F1, 1);
    bench.frame(vec![egui::Event::Text("pl".to_owned())]);
    check(&mut bench, choice, "palette");
    bench.key(Modifiers::NONE, Key::Escape, 1);

    bench.key(Modifiers::COMMAND, Key::Comma, 1);
    check(&mut bench, choice, "settings");
}

#[test]
fn lantern() {
    states(ThemeChoice::Lantern);
}

#[test]
fn harbour() {
    states(ThemeChoice::Harbour);
}

#[test]
fn daylight() {
    states(ThemeChoice::Daylight);
}

#[test]
fn overcast() {
    states(ThemeChoice::Overcast);
}

#[test]
fn beacon() {
    states(ThemeChoice::Beacon);
}

/// A request of a made-up minute; times in microseconds since the timeline's start.
fn row(number: u64, outcome: Outcome, posted: u64, taken: Option<u64>, ended: u64) -> Row {
    let at = Duration::from_micros;
    let generation = Generation(2107 + number);
    let end = match outcome {
        Outcome::Cancelled => End::Cancelled,
        _ => End::Completed,
    };
    let work = |share: u32| at(ended - taken.unwrap_or(ended)) * share / 10;
    let timings = Timings {
        queued: Duration::ZERO,
        split: work(1),
        index: work(6),
        collect: work(3),
        beside: Duration::ZERO,
    };
    let report = taken.map(|taken| Report {
        generation,
        posted_at: at(posted),
        taken_at: at(taken),
        ended_at: at(ended),
        end,
        timings: (end == End::Completed).then_some(timings),
    });
    let shown = (outcome == Outcome::Lit).then_some(Shown { at: at(ended), is_lit: true });
    let record = Record {
        generation,
        question: (DocumentId(1), Revision(48), Some(310)),
        posted_at: at(posted),
        moved_at: Some(at(posted)),
        report,
        shown,
    };
    Row { record, outcome, posted: at(posted), taken: taken.map(at), ended: at(ended) }
}

/// What the engine panel shows: the same on every machine, so no times of this one.
fn summary() -> Summary {
    let rows = vec![
        row(0, Outcome::Lit, 0, Some(120), 1_900),
        row(1, Outcome::Superseded, 12_000, None, 14_000),
        row(2, Outcome::Superseded, 14_000, None, 17_000),
        row(3, Outcome::Cancelled, 17_000, Some(17_400), 26_000),
        row(4, Outcome::Lit, 26_000, Some(26_200), 31_500),
        row(5, Outcome::Completed, 44_000, Some(44_100), 45_000),
        row(6, Outcome::Refused, 48_000, None, 48_000),
        row(7, Outcome::Lit, 52_000, Some(52_300), 53_400),
        row(8, Outcome::Working, 60_000, Some(60_200), 64_000),
    ];
    let counts = vec![1, 9, 31, 24, 12, 7, 4, 2, 2, 1, 0, 1, 0, 0, 1];
    let (p50, p99) = (Duration::from_micros(1_400), Duration::from_micros(6_800));
    let bins = Bins { width: Duration::from_micros(500), counts };
    Summary {
        revision: 48,
        generation: 2115,
        timeline: Timeline { rows, step: Duration::from_millis(20), parts: 4 },
        cursor_to_lit: Some(Spread { count: 95, p50, p99, bins }),
        counts: Counts { asked: 140, superseded: 21, cancelled: 9, lit: 95, unlit: 14 },
        index: IndexProgress { indexed: 4_100, total: 6_500, bytes: 3_600_000 },
        restarts: 0,
    }
}

#[test]
fn the_engine_panel_in_each_theme() {
    for choice in ThemeChoice::ALL {
        let Some(theme) = choice.theme() else { continue };
        let mut panel = EnginePanel::opened();
        panel.choose(2111);
        let picture = picture_of([1280.0, 300.0], choice, |ui| {
            panel.show(ui, theme::current(ui.ctx()), summary, &mut Vec::new());
        });
        let name = format!("{}_engine", theme.name.to_lowercase());
        if let Err(difference) = picture::check(&name, &picture) {
            panic!("{difference}");
        }
    }
}
