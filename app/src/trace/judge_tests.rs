// A list of one range is what is meant, and what is wrong with some of them is the point.
#![allow(clippy::unwrap_used, clippy::expect_used)]
#![allow(clippy::single_range_in_vec_init, clippy::reversed_empty_ranges)]

use std::ops::Range;
use std::time::Duration;

use crop::Rope;
use namelight_engine::occurrences::{Certainty, Class, Kind, Occurrence, Target};
use namelight_engine::text::{DocumentId, Revision};
use namelight_engine::worker::Statistics;

use super::{Expectation, Judge, Playback, Report, Seen, Shown, Step, Trace, What};

const TEXT: &str = "\
def mean(values):
    total = 0
    for value in values:
        total += value
    return total / len(values)

total = mean([1])
";

/// Where `name` stands in the text, in bytes.
fn places(name: &str) -> Vec<Range<usize>> {
    TEXT.match_indices(name).map(|(at, _)| at..at + name.len()).collect()
}

fn occurrences(ranges: &[Range<usize>]) -> Vec<Occurrence> {
    let occurrence = |range: &Range<usize>| Occurrence {
        range: range.clone(),
        kind: Kind::Read,
        certainty: Certainty::Exact,
        why: "".into(),
    };
    ranges.iter().map(occurrence).collect()
}

/// Something lit that is called `name`.
fn target(name: &str, class: Class) -> Target {
    Target { name: name.to_owned(), range: 0..0, class, scope: String::new(), reach: None }
}

fn seen<'a>(
    text: &'a Rope,
    revision: u64,
    target: Option<&'a Target>,
    painted: &'a [Occurrence],
) -> Seen<'a> {
    let cursor = painted.first().map_or(0, |first| first.range.start);
    let document = DocumentId(1);
    let (pinned, others) = ([].as_slice(), [].as_slice());
    let revision = Revision(revision);
    Seen { document, revision, text, cursor, target, count: 3, writes: 2, painted, pinned, others }
}

/// What is wrong with a frame that lights `ranges` for `name`.
fn fault(name: &str, ranges: &[Range<usize>]) -> Option<String> {
    let (text, painted) = (Rope::from(TEXT), occurrences(ranges));
    Judge::new().fault(&seen(&text, 1, Some(&target(name, Class::Variable)), &painted))
}

#[track_caller]
fn assert_fault(fault: Option<String>, said: &str) {
    let fault = fault.expect("nothing was found wrong");
    assert!(fault.contains(said), "{fault}");
}

#[test]
fn what_is_true_is_not_wrong() {
    let total = places("total");
    assert_eq!(fault("total", &total[..3]), None);
    // Some of the uses may be off the screen, or not answered yet.
    assert_eq!(fault("total", &total[1..2]), None);
    assert_eq!(fault("total", &total[3..]), None);
    assert_eq!(fault("total", &[]), None);
}

#[test]
fn where_nothing_is_parsed_the_name_that_was_asked_at_is_sure_and_no_other() {
    let nested = format!("total = 1\nx = {}total, total\n", "[".repeat(300));
    let ranges: Vec<Range<usize>> = nested.match_indices("total").map(|(at, _)| at..at + 5).collect();
    let text = Rope::from(nested.as_str());
    let target = target("total", Class::Variable);
    let fault = |certainties: [Certainty; 3]| {
        let mut painted = occurrences(&ranges);
        for (one, certainty) in painted.iter_mut().zip(certainties) {
            one.certainty = certainty;
        }
        Judge::new().fault(&seen(&text, 1, Some(&target), &painted))
    };
    let (exact, possible) = (Certainty::Exact, Certainty::Possible);
    assert_eq!(fault([exact, possible, possible]), None);
    assert_eq!(fault([exact, possible, exact]), None);
    assert_eq!(fault([exact, exact, possible]), None);
    assert_fault(fault([exact, exact, exact]), "doesn't mean the same");
}

#[test]
fn a_part_of_a_name_is_wrong() {
    let total = places("total");
    let part = total[0].start..total[0].end - 1;
    assert_fault(fault("total", &[part]), "\"tota\" in line 2, column 5");
    assert_fault(fault("total", &[total[0].clone(), total[1].start + 1..total[1].end]), "\"otal\" in line 4");
    assert_fault(
        fault("value", &[places("values")[0].start..places("values")[0].end - 1]),
        "\"value\" in line 1",
    );
}

#[test]
fn what_is_no_name_is_wrong() {
    assert_fault(fault("total", &places("+=")), "is no name");
    assert_fault(fault("def", &places("def")), "\"def\" in line 1");
    assert_fault(fault("total", &[0..0]), "in line 1, column 1");
    assert_fault(fault("total", &[5..3]), "bytes 5 to 3");
    assert_fault(fault("total", &[5..5000]), "bytes 5 to 5000");
    assert_fault(fault("total", &[5000..5005]), "bytes 5000 to 5005");
}

/// What is wrong with a frame that lights `ranges` for a keyword or bracket while the cursor is at `cursor`.
fn fault_of(name: &str, class: Class, ranges: &[Range<usize>], cursor: usize) -> Option<String> {
    let (text, painted) = (Rope::from(TEXT), occurrences(ranges));
    Judge::new().fault(&Seen { cursor, ..seen(&text, 1, Some(&target(name, class)), &painted) })
}

#[test]
fn parts_of_a_loop_are_not_wrong() {
    let parts = [places("for")[0].clone(), places("in ")[0].start..places("in ")[0].end - 1];
    assert_eq!(fault_of("for", Class::Keyword, &parts, parts[0].start), None);
    assert_eq!(fault_of("for", Class::Keyword, &parts, 0), None, "the cursor has just left it");
    assert_eq!(fault_of("in", Class::Keyword, &parts[..1], parts[1].end), None, "the rest is off the screen");
}

#[test]
fn a_part_of_something_else_is_wrong() {
    let (head, exit) = (places("for")[0].clone(), places("return")[0].clone());
    assert_fault(fault_of("for", Class::Keyword, &[head.clone(), exit], head.start), "\"for\" in line 3");
    assert_fault(
        fault_of("while", Class::Keyword, std::slice::from_ref(&head), head.start),
        "is lit for while",
    );
    assert_fault(fault_of("total", Class::Keyword, &places("total")[..1], 0), "is lit for total");
}

#[test]
fn brackets_that_names_stand_at_are_judged_by_their_partners() {
    let (open, close) = (places("(")[1].clone(), places(")")[1].clone());
    let pair = [open.clone(), close.clone()];
    assert_eq!(fault_of("( )", Class::Bracket, &pair, close.end), None);
    assert_eq!(fault_of("( )", Class::Bracket, &pair, 0), None);
    let other = [places("(")[0].clone(), close.clone()];
    assert_fault(fault_of("( )", Class::Bracket, &other, close.end), "is lit for ( )");
}

#[test]
fn another_name_is_wrong() {
    assert_fault(fault("total", &places("mean")), "\"mean\" in line 1, column 5 is lit for total");
    assert_fault(
        fault("total", &[places("total")[0].clone(), places("len")[0].clone()]),
        "\"len\" in line 5",
    );
    let (text, painted) = (Rope::from(TEXT), occurrences(&places("len")));
    assert_fault(Judge::new().fault(&seen(&text, 1, None, &painted)), "no name is");
}

#[test]
fn the_same_name_of_another_variable_is_wrong() {
    assert_fault(
        fault("total", &places("total")),
        "line 7, column 1 is lit for total, but doesn't mean the same",
    );
}

#[test]
fn every_text_is_judged_by_itself() {
    let mut judge = Judge::new();
    let total = target("total", Class::Variable);
    let (before, painted) = (Rope::from(TEXT), occurrences(&places("total")[..3]));
    assert_eq!(judge.fault(&seen(&before, 1, Some(&total), &painted)), None);
    // A line was put in above, and the highlights stayed where they were.
    let after = Rope::from(format!("import math\n{TEXT}").as_str());
    assert!(judge.fault(&seen(&after, 2, Some(&total), &painted)).is_some());
    assert_eq!(judge.fault(&seen(&before, 3, Some(&total), &painted)), None);
}

fn shown(number: u64) -> Shown {
    let started = Duration::from_millis(number * 100);
    Shown { number, started, done: started + Duration::from_millis(4) }
}

/// A trace that says nothing but what is expected, at times in ms.
fn expecting(expected: &[(u64, Expectation)]) -> Playback {
    let header = r#"{"namelight_trace":1,"hash":"","size":[1,1],"scale":1,"theme":"dark"}"#;
    let mut trace = Trace::read(&format!("{header}\n{{\"ms\":0,\"end\":true}}")).unwrap();
    let step = |(at, expected): &(u64, Expectation)| Step {
        at: Duration::from_millis(*at),
        what: What::Expect(expected.clone()),
    };
    trace.steps = expected.iter().map(step).collect();
    Playback::new(trace, "test".to_owned())
}

fn lit(name: &str, count: usize, writes: usize) -> Expectation {
    Expectation::Lit { name: name.to_owned(), count, writes }
}

#[test]
fn wrong_frames_are_counted_and_the_first_ones_told() {
    let mut playback = expecting(&[]);
    let (text, painted) = (Rope::from(TEXT), occurrences(&places("total")));
    let total = target("total", Class::Variable);
    let (good, bad) = (seen(&text, 1, Some(&total), &painted[..3]), seen(&text, 1, Some(&total), &painted));
    playback.frame(shown(1), &good);
    for number in 2..52 {
        playback.frame(shown(number), &bad);
    }
    playback.frame(shown(52), &good);
    let report = playback.report(Statistics::default());
    assert_eq!((report.frames, report.wrong_frames), (52, 50));
    assert!(!report.is_good());
    assert_eq!(report.failures.len(), Report::MOST_FAILURES);
    assert!(report.failures[0].starts_with("at 0.200 s: wrong frame 2: \"total\" in line 7"), "{report}");
}

#[test]
fn expectations_are_held_against_the_frame_before_them() {
    let mut playback =
        expecting(&[(10, lit("total", 3, 2)), (20, lit("total", 3, 1)), (30, Expectation::Nothing)]);
    let (text, painted) = (Rope::from(TEXT), occurrences(&places("total")[..3]));
    let total = target("total", Class::Variable);
    let seen = seen(&text, 1, Some(&total), &painted);
    playback.frame(shown(0), &seen);
    assert!(!playback.expect(Duration::from_millis(9)));
    assert!(playback.expect(Duration::from_millis(10)));
    assert!(playback.expect(Duration::from_millis(40)));
    assert_eq!(playback.next_at(), None);
    let report = playback.report(Statistics::default());
    assert_eq!((report.expectations_met, report.expectations_failed), (1, 2));
    assert!(!report.is_good());
    assert_eq!(
        report.failures,
        [
            "at 0.020 s: expected total · 3 uses, 1 writes, found total · 3 uses, 2 writes",
            "at 0.030 s: expected nothing lit, found total · 3 uses, 2 writes",
        ]
    );
}

#[test]
fn the_time_to_the_light_is_measured_from_the_cursors_last_move() {
    let mut playback = expecting(&[]);
    let (text, painted) = (Rope::from(TEXT), occurrences(&places("total")[..3]));
    let lit = target("total", Class::Variable);
    let on = |is_lit: bool, cursor: usize| Seen {
        cursor,
        painted: if is_lit { &painted } else { &[] },
        ..seen(&text, 1, is_lit.then_some(&lit), &[])
    };
    let (total, mean) = (places("total")[0].start, places("mean")[0].start);
    playback.frame(shown(1), &on(false, total));
    playback.frame(shown(2), &on(false, total));
    playback.frame(shown(3), &on(true, total));
    playback.frame(shown(4), &on(true, total));
    // Moved on before it was lit: only the second wait counts, and moving within the name is no wait.
    playback.frame(shown(5), &on(true, mean));
    playback.frame(shown(6), &on(true, total + 1));
    // No name here: nothing is awaited.
    playback.frame(shown(7), &on(true, TEXT.len()));
    let lit = playback.report(Statistics::default()).cursor_to_lit;
    assert_eq!(lit.count, 2);
    // Two tenths of a second, in which nothing else had to be drawn.
    assert_eq!((lit.frames.p50, lit.frames.p99), (0, 12));
    assert_eq!((lit.ms.p50, lit.ms.p99), (4.0, 204.0));
}
