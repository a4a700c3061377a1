#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use crop::Rope;
use namelight_engine::occurrences::{Certainty, Class, Kind, Occurrence, Target, Timings};
use namelight_engine::text::{DocumentId, Generation, Revision};
use namelight_engine::worker::{Clock, End, IndexProgress, Report, Request};

use super::*;

/// A log by a clock that only the test moves on.
struct Bench {
    log: RequestLog,
    micros: Arc<AtomicU64>,
}

impl Bench {
    fn new() -> Self {
        let micros = Arc::new(AtomicU64::new(0));
        let told = Arc::clone(&micros);
        let clock = Clock::from_fn(move || Duration::from_micros(told.load(Ordering::SeqCst)));
        Self { log: RequestLog::new(clock, || {}).0, micros }
    }

    fn pass(&mut self, micros: u64) {
        self.micros.fetch_add(micros, Ordering::SeqCst);
    }

    fn post(&mut self, generation: u64, cursor: usize) {
        self.log.posted(&Request {
            document: DocumentId(1),
            generation: Generation(generation),
            revision: Revision(3),
            text: Rope::new(),
            edits: Vec::new(),
            cursor: Some(cursor),
            visible_lines: 0..1,
            hidden_lines: Vec::new(),
            visible_columns: 0..1,
            wants: namelight_engine::occurrences::Wants::default(),
        });
    }

    fn report(&mut self, generation: u64, end: End) {
        let now = self.log.now();
        let (posted_at, taken_at) = (now, now);
        let timings = (end == End::Completed).then(Timings::default);
        let generation = Generation(generation);
        self.log.ring.report(Report { generation, posted_at, taken_at, ended_at: now, end, timings });
    }

    fn summary(&self) -> Summary {
        Summary::of(&self.log, IndexProgress::default(), 0)
    }

    fn outcomes(&self) -> Vec<(u64, Outcome)> {
        let rows = self.summary().timeline.rows;
        rows.iter().map(|row| (row.record.generation.0, row.outcome)).collect()
    }
}

#[test]
fn what_was_never_reported_before_a_later_one_was_superseded() {
    let mut bench = Bench::new();
    (1..=4).for_each(|generation| bench.post(generation, generation as usize));
    assert!(bench.outcomes().iter().all(|(_, outcome)| *outcome == Outcome::Working));
    bench.report(1, End::Cancelled);
    bench.report(3, End::Completed);
    bench.log.painted(Some(Generation(3)), true);
    let known = [(1, Outcome::Cancelled), (2, Outcome::Superseded), (3, Outcome::Lit), (4, Outcome::Working)];
    assert_eq!(bench.outcomes(), known);
    let counts = Counts { asked: 4, superseded: 1, cancelled: 1, lit: 1, unlit: 0 };
    assert_eq!(bench.summary().counts, counts);
}

#[test]
fn the_light_is_timed_from_the_frame_that_moved_the_cursor() {
    let mut bench = Bench::new();
    bench.pass(100);
    bench.log.begin_frame();
    bench.log.moved();
    // A flood: it is asked in a later frame.
    bench.pass(16_000);
    bench.log.begin_frame();
    bench.post(1, 7);
    bench.pass(2_000);
    bench.log.painted(None, false);
    // The same question for other lines takes its place.
    bench.pass(14_000);
    bench.log.begin_frame();
    bench.post(2, 7);
    bench.pass(500);
    bench.log.painted(Some(Generation(2)), true);
    let spread = bench.summary().cursor_to_lit.unwrap();
    assert_eq!((spread.count, spread.p50), (1, Duration::from_micros(32_500)));

    // Colours alone are no light that was waited for.
    bench.log.begin_frame();
    bench.post(3, 7);
    bench.log.painted(Some(Generation(3)), true);
    // Nor is it waited for where the cursor stays in what is lit.
    bench.log.moved();
    bench.log.needs_nothing();
    bench.pass(60_000);
    bench.post(4, 7);
    bench.log.painted(Some(Generation(4)), true);
    assert_eq!(bench.summary().cursor_to_lit.unwrap().count, 1);
}

#[test]
fn the_log_is_bounded_and_the_counts_are_of_a_minute() {
    let mut bench = Bench::new();
    for generation in 1..=5_000 {
        bench.post(generation, 0);
        bench.pass(10_000);
    }
    assert_eq!(bench.log.ring.records().len(), MOST_RECORDS);
    bench.pass(20_000_000);
    assert_eq!(bench.summary().counts.asked, 4_000);
    bench.pass(120_000_000);
    bench.post(5_001, 0);
    assert_eq!(bench.summary().counts.asked, 1);
    assert_eq!(bench.log.ring.records().len(), 257, "what is old goes, but for a few");
}

#[test]
fn the_axis_is_round_and_holds_every_row() {
    let mut bench = Bench::new();
    for (generation, gap) in (1..).zip([14_000, 50_000, 30_000, 27_000, 31_000, 420_000]) {
        bench.post(generation, generation as usize);
        bench.pass(gap);
    }
    bench.report(6, End::Completed);
    let timeline = bench.summary().timeline;
    assert_eq!((timeline.step, timeline.parts), (Duration::from_millis(100), 6));
    assert!(timeline.rows.iter().all(|row| row.ended <= timeline.span()));
    assert_eq!(timeline.rows.last().unwrap().took(), Duration::from_millis(420));
    for generation in 7..30 {
        bench.post(generation, 0);
    }
    let rows = bench.summary().timeline.rows;
    let shown: Vec<u64> = rows.iter().map(|row| row.record.generation.0).collect();
    assert_eq!(shown, (18..30).collect::<Vec<_>>(), "the last twelve");
}

fn target(name: &str, class: Class) -> Target {
    Target { name: name.to_owned(), range: 0..1, class, scope: String::new(), reach: None }
}

fn place(range: std::ops::Range<usize>) -> Occurrence {
    Occurrence { range, kind: Kind::Read, certainty: Certainty::Exact, why: "".into() }
}

#[test]
fn a_frame_is_wrong_where_another_word_is_lit() {
    let text = Rope::from("total = self.__size + \u{fb01}le\n");
    let total = target("total", Class::Variable);
    assert!(!is_wrong(&text, Some(&total), &[place(0..5)]));
    assert!(is_wrong(&text, Some(&total), &[place(0..4)]));
    assert!(is_wrong(&text, Some(&total), &[place(0..5), place(3..5)]), "one over the other");
    assert!(is_wrong(&text, Some(&total), &[place(0..500)]), "beyond the text");
    assert!(is_wrong(&text, Some(&total), &[place(0..24)]), "inside a character");
    assert!(is_wrong(&text, None, &[place(0..5)]), "nothing is lit");
    assert!(!is_wrong(&text, None, &[]));
    let possible = Occurrence { certainty: Certainty::Possible, ..place(0..4) };
    assert!(!is_wrong(&text, Some(&total), &[possible]), "what isn't counted claims nothing");
    assert!(!is_wrong(&text, Some(&target("_Gauge__size", Class::Member)), &[place(13..19)]));
    assert!(!is_wrong(&text, Some(&target("file", Class::Variable)), &[place(22..27)]), "as Python compares");
    assert!(!is_wrong(&text, Some(&target("( )", Class::Bracket)), &[place(6..7)]));
}

#[test]
fn no_true_light_counts_as_wrong() {
    let hard = "\
class Gauge:
    __slots__ = ('__size', 'name')
    def __init__(self, name): self.__size, self.name = 1, name
    def f(self, __x): return super().f(__x), __class__, self.__size, self._Gauge__size
__all__ = ['Gauge', \"run\"]
def run(g: 'Gauge', \u{fb01}x=1) -> 'list[Gauge]':
    return f'{g.name!r} {fix:>{fix}}', g._Gauge__size, g.__size
";
    for text in [crate::app::TOUR, hard] {
        let text = Rope::from(text);
        let mut index = namelight_engine::FileIndex::of(&text);
        let never = namelight_engine::worker::CancelToken::never();
        let places = (0..text.byte_len()).filter(|at| text.is_char_boundary(*at));
        let mut lit = 0;
        for at in places {
            let Ok(Some(found)) = index.find_at(at, &never) else { continue };
            lit += found.occurrences.len();
            let is_wrong = is_wrong(&text, Some(&found.target), &found.occurrences);
            assert!(!is_wrong, "{:?}: {:?}", found.target, found.occurrences);
        }
        assert!(lit > 100);
    }
}
