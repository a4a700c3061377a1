//! The engine thread with small fake analyses: which requests are worked on, and what is answered. Nothing
//! here measures time; waits have a generous end only so that a deadlock fails instead of hanging. What the
//! thread survives and how it ends is in `supervision_tests.rs`, with the same fakes.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use crop::Rope;

use super::desk::Shared;
use super::*;
use crate::occurrences::{Answer, Progress, Timings, Wants};
use crate::text::{DocumentId, Generation, Revision};

/// Nothing takes this long unless it hangs.
pub(super) const GUARD: Duration = Duration::from_secs(30);

type OnRequest = dyn FnMut(&Request, &CancelToken, &mut dyn FnMut(Answer)) -> Result<(), Cancelled> + Send;
type OnIdle = dyn FnMut(&CancelToken) -> Idle + Send;

/// An analysis made of two closures.
pub(super) struct Fake {
    on_request: Box<OnRequest>,
    on_idle: Box<OnIdle>,
}

impl Fake {
    /// Answers everything at once, and never has anything to do otherwise.
    pub(super) fn prompt() -> Self {
        Self::answering(|request, _, send| {
            send(reply(request));
            Ok(())
        })
    }

    pub(super) fn answering(
        on_request: impl FnMut(&Request, &CancelToken, &mut dyn FnMut(Answer)) -> Result<(), Cancelled>
        + Send
        + 'static,
    ) -> Self {
        Self { on_request: Box::new(on_request), on_idle: Box::new(|_| Idle::Done) }
    }

    pub(super) fn idling(self, on_idle: impl FnMut(&CancelToken) -> Idle + Send + 'static) -> Self {
        Self { on_idle: Box::new(on_idle), ..self }
    }
}

impl Analyst for Fake {
    fn answer(
        &mut self,
        request: &Request,
        cancel: &CancelToken,
        send: &mut dyn FnMut(Answer),
    ) -> Result<(), Cancelled> {
        (self.on_request)(request, cancel, send)
    }

    fn idle(&mut self, cancel: &CancelToken) -> Idle {
        (self.on_idle)(cancel)
    }
}

pub(super) fn start(set_up: impl FnMut() -> Fake + Send + 'static) -> Engine {
    let mut set_up = set_up;
    Engine::start_with(Options::default(), move || Ok(set_up()), || {}).expect("a thread")
}

/// An engine whose one fake is never set up again.
pub(super) fn start_once(fake: Fake) -> Engine {
    let mut fake = Some(fake);
    let set_up = move || fake.take().ok_or_else(|| StartError::SetUp("it broke".into()));
    Engine::start_with(Options::default(), set_up, || {}).expect("a thread")
}

pub(super) fn request(generation: u64) -> Request {
    Request {
        document: DocumentId(1),
        generation: Generation(generation),
        revision: Revision(1),
        text: Rope::from("name = 1\n"),
        edits: Vec::new(),
        cursor: Some(0),
        visible_lines: 0..1,
        hidden_lines: Vec::new(),
        visible_columns: 0..usize::MAX,
        wants: Wants::default(),
    }
}

pub(super) fn reply(request: &Request) -> Answer {
    Answer {
        document: request.document,
        generation: request.generation,
        revision: request.revision,
        target: None,
        occurrences: Arc::default(),
        is_partial: false,
        scopes: Vec::new(),
        definitions: Arc::default(),
        tokens: Arc::default(),
        progress: Progress::default(),
        timings: Timings::default(),
        extras: None,
    }
}

/// Works without end until a newer request comes.
pub(super) fn work_until_cancelled(cancel: &CancelToken) -> Result<(), Cancelled> {
    loop {
        cancel.check()?;
        std::thread::yield_now();
    }
}

/// Waits until the statistics say so.
pub(super) fn settle(engine: &Engine, is_settled: impl Fn(&Statistics) -> bool) -> Statistics {
    let start = Instant::now();
    loop {
        let statistics = engine.statistics();
        if is_settled(&statistics) {
            return statistics;
        }
        assert!(start.elapsed() < GUARD, "hangs at {statistics:?}");
        std::thread::yield_now();
    }
}

#[test]
fn a_request_is_answered_and_the_window_woken() {
    let (wake, woken) = flume::unbounded();
    let mut engine = Engine::start_with(
        Options::default(),
        || Ok(Fake::prompt()),
        move || {
            let _ = wake.send(());
        },
    )
    .expect("a thread");
    engine.post(request(1));

    woken.recv_timeout(GUARD).expect("woken");
    assert_eq!(engine.take_answer().expect("an answer by then").generation, Generation(1));
    assert!(engine.take_answer().is_none(), "taken once");
    let statistics = settle(&engine, |statistics| statistics.completed == 1);
    assert_eq!((statistics.posted, statistics.in_flight()), (1, 0));
    assert!(engine.is_alive());
}

#[test]
fn an_answer_that_is_waited_for_wakes_nobody() {
    let (wake, woken) = flume::unbounded();
    let (lend, lent) = flume::bounded::<Shared>(1);
    let mut fake = Some(Fake::answering(move |request, _, send| {
        let shared = lent.recv().expect("the other side of the engine");
        while !shared.is_awaited() {
            std::thread::yield_now();
        }
        send(reply(request));
        Ok(())
    }));
    let wake = move || {
        let _ = wake.send(());
    };
    let mut engine = Engine::start_with(Options::default(), move || Ok(fake.take().expect("once")), wake)
        .expect("a thread");
    engine.post(request(1));
    lend.send(engine.shared.clone()).expect("it listens");
    assert!(engine.wait_answer(Generation(1), GUARD).is_some());
    settle(&engine, |statistics| statistics.completed == 1);
    assert!(woken.try_recv().is_err());
}

#[test]
fn fault_25_a_flood_of_requests_keeps_the_queue_at_one_and_answers_the_last() {
    let mut engine = start(Fake::prompt);
    let last = 100_000;
    for generation in 1..=last {
        engine.post(request(generation));
    }
    let answer = engine.wait_answer(Generation(last), GUARD).expect("the last is answered");
    assert_eq!(answer.generation, Generation(last));

    let statistics = settle(&engine, |statistics| statistics.in_flight() == 0);
    assert_eq!(statistics.posted, last);
    assert_eq!(statistics.superseded + statistics.cancelled + statistics.completed, last);
    assert_eq!(statistics.deepest_queue, 1);
}

#[test]
fn a_newer_request_cancels_running_work_and_is_answered() {
    let (started, has_started) = flume::unbounded();
    let mut engine = start_once(Fake::answering(move |request, cancel, send| {
        if request.generation == Generation(1) {
            let _ = started.send(());
            work_until_cancelled(cancel)?;
        }
        send(reply(request));
        Ok(())
    }));
    engine.post(request(1));
    has_started.recv_timeout(GUARD).expect("the first request is taken up");
    engine.post(request(2));

    let answer = engine.wait_answer(Generation(1), GUARD).expect("an answer");
    assert_eq!(answer.generation, Generation(2), "the first was never answered");
    let statistics = settle(&engine, |statistics| statistics.in_flight() == 0);
    assert_eq!((statistics.cancelled, statistics.completed, statistics.superseded), (1, 1, 0));
}

#[test]
fn requests_posted_while_one_runs_supersede_each_other() {
    let (started, has_started) = flume::unbounded();
    let (go_on, may_go_on) = flume::unbounded::<()>();
    let mut engine = start_once(Fake::answering(move |request, _, send| {
        // Work that doesn't ask whether it is wanted.
        let _ = started.send(request.generation);
        let _ = may_go_on.recv();
        send(reply(request));
        Ok(())
    }));
    engine.post(request(1));
    assert_eq!(has_started.recv_timeout(GUARD), Ok(Generation(1)));
    for generation in 2..=10 {
        engine.post(request(generation));
    }
    drop(go_on);
    assert_eq!(has_started.recv_timeout(GUARD), Ok(Generation(10)));
    let statistics = settle(&engine, |statistics| statistics.in_flight() == 0);
    assert_eq!((statistics.superseded, statistics.completed), (8, 2));
}

#[test]
fn an_answer_that_is_there_once_something_else_is_done_is_taken_though_the_time_is_over() {
    let mut engine = start(Fake::prompt);
    engine.post(request(1));
    let answer = engine.wait_answer_while(Generation(1), Duration::ZERO, || {
        settle(&engine, |statistics| statistics.completed == 1);
    });
    assert_eq!(answer.map(|answer| answer.generation), Some(Generation(1)));
}

#[test]
fn a_request_older_than_one_posted_before_is_obsolete_at_once() {
    let mut engine = start(Fake::prompt);
    engine.post(request(5));
    engine.post(request(4));
    assert_eq!(engine.wait_answer(Generation(0), GUARD).map(|answer| answer.generation), Some(Generation(5)));
    let statistics = settle(&engine, |statistics| statistics.in_flight() == 0);
    assert_eq!((statistics.posted, statistics.superseded, statistics.completed), (2, 1, 1));
}

#[test]
fn idle_work_is_done_slice_by_slice_until_there_is_none() {
    let slices = Arc::new(AtomicU64::new(0));
    let (idled, has_idled) = flume::unbounded();
    let mut engine = start_once(Fake::prompt().idling({
        let slices = slices.clone();
        move |_| {
            let is_last = slices.fetch_add(1, Ordering::SeqCst) + 1 == 100;
            if is_last {
                let _ = idled.send(());
            }
            if is_last { Idle::Done } else { Idle::More }
        }
    }));
    assert!(has_idled.try_recv().is_err(), "there is nothing to prepare before the first request");
    engine.post(request(1));
    has_idled.recv_timeout(GUARD).expect("all slices");
    drop(engine);
    assert_eq!(slices.load(Ordering::SeqCst), 100, "and no more");
}

#[test]
fn a_request_interrupts_idle_work() {
    let (started, has_started) = flume::unbounded();
    let mut engine = start_once(Fake::prompt().idling(move |cancel| {
        let _ = started.send(());
        let _ = work_until_cancelled(cancel);
        Idle::More
    }));
    for generation in 1..=20 {
        engine.post(request(generation));
        assert!(engine.wait_answer(Generation(generation), GUARD).is_some());
        has_started.recv_timeout(GUARD).expect("idle again");
    }
    assert_eq!(engine.statistics().completed, 20);
}

#[test]
fn waiting_returns_with_the_first_part_and_taking_gives_the_rest() {
    let (go_on, may_go_on) = flume::unbounded::<()>();
    let mut engine = start_once(Fake::answering(move |request, _, send| {
        send(Answer { is_partial: true, ..reply(request) });
        let _ = may_go_on.recv();
        send(reply(request));
        Ok(())
    }));
    engine.post(request(1));
    // The engine is in the midst of its work, and the wait ends all the same.
    assert!(engine.wait_answer(Generation(1), GUARD).expect("a part").is_partial);
    assert!(
        engine.wait_answer(Generation(1), Duration::from_millis(1)).is_none(),
        "the rest isn't there yet"
    );
    drop(go_on);
    assert!(!engine.wait_answer(Generation(1), GUARD).expect("the rest").is_partial);
}

#[test]
fn a_complete_answer_replaces_a_part_that_nobody_took() {
    let mut engine = start(|| {
        Fake::answering(|request, _, send| {
            send(Answer { is_partial: true, ..reply(request) });
            send(reply(request));
            Ok(())
        })
    });
    engine.post(request(1));
    settle(&engine, |statistics| statistics.completed == 1);
    assert!(!engine.take_answer().expect("an answer").is_partial);
    assert!(engine.take_answer().is_none());
}

#[test]
fn timings_and_the_longest_gap_come_from_the_clock_that_was_given() {
    let time = Arc::new(AtomicU64::new(0));
    let clock = Clock::from_fn({
        let time = time.clone();
        move || Duration::from_millis(time.load(Ordering::SeqCst))
    });
    let (started, has_started) = flume::unbounded();
    let (go_on, may_go_on) = flume::unbounded();
    let fake = {
        let time = time.clone();
        move || {
            let (time, started, may_go_on) = (time.clone(), started.clone(), may_go_on.clone());
            Ok(Fake::answering(move |request, cancel, send| {
                let _ = started.send(());
                let _: Result<(), _> = may_go_on.recv();
                // Two checks, 7 ms apart.
                let _ = cancel.check();
                time.fetch_add(7, Ordering::SeqCst);
                let _ = cancel.check();
                send(reply(request));
                Ok(())
            }))
        }
    };
    let options = Options { clock, ..Options::default() };
    let mut engine = Engine::start_with(options, fake, || {}).expect("a thread");
    engine.post(request(1));
    has_started.recv_timeout(GUARD).expect("taken up");
    engine.post(request(2));
    // The second one waits for 5 ms, and then 7 more while the first is worked on.
    time.fetch_add(5, Ordering::SeqCst);
    go_on.send(()).expect("the first goes on");
    go_on.send(()).expect("the second, too");

    let answer = engine.wait_answer(Generation(2), GUARD).expect("an answer");
    assert_eq!(answer.timings.queued, Duration::from_millis(12));
    let statistics = settle(&engine, |statistics| statistics.in_flight() == 0);
    assert_eq!(statistics.longest_check_gap, Duration::from_millis(7));
}

#[test]
fn who_listens_hears_of_every_request_that_was_taken_up() {
    let (started, has_started) = flume::unbounded();
    let mut fake = Some(Fake::answering(move |request, cancel, send| {
        let _: Result<(), _> = started.send(request.generation);
        if request.generation.0 < 3 {
            loop {
                cancel.check()?;
                std::thread::yield_now();
            }
        }
        send(reply(request));
        Ok(())
    }));
    let set_up = move || fake.take().ok_or_else(|| StartError::SetUp("it broke".into()));
    let (told, reports) = flume::unbounded();
    let listener = Listener::new(move |report| {
        let _: Result<(), _> = told.send(report);
    });
    let options = Options { listener: Some(listener), on_start: Some(count_start), ..Options::default() };
    let mut engine = Engine::start_with(options, set_up, || {}).expect("a thread");

    engine.post(request(1));
    assert_eq!(has_started.recv_timeout(GUARD), Ok(Generation(1)));
    engine.post(request(3));
    assert!(engine.wait_answer(Generation(3), GUARD).is_some());

    let ends: Vec<(u64, End)> = (0..2)
        .map(|_| reports.recv_timeout(GUARD).expect("a report"))
        .inspect(|report| assert!(report.posted_at <= report.taken_at && report.taken_at <= report.ended_at))
        .inspect(|report| assert_eq!(report.timings.is_some(), report.end == End::Completed, "{report:?}"))
        .map(|report| (report.generation.0, report.end))
        .collect();
    assert_eq!(ends, [(1, End::Cancelled), (3, End::Completed)]);
    assert!(STARTS.load(Ordering::SeqCst) > 0, "what the thread was to do first wasn't done");
}

static STARTS: AtomicU64 = AtomicU64::new(0);

fn count_start() {
    STARTS.fetch_add(1, Ordering::SeqCst);
}
