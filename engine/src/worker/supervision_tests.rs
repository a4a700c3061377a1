//! What the engine thread survives, what it tells of it, and how it ends: panics in the analysis, an analysis
//! that can't be set up, and engines that are let go of. Nothing here measures time.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::panic::resume_unwind;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Instant;

use super::engine_tests::{Fake, GUARD, reply, request, settle, start, start_once, work_until_cancelled};
use super::*;
use crate::occurrences::Answer;
use crate::text::{DocumentId, Generation, Revision};

fn request_at(generation: u64, revision: u64) -> Request {
    Request { revision: Revision(revision), ..request(generation) }
}

fn panic_quietly(message: &'static str) -> ! {
    // Unlike `panic!` this doesn't print a backtrace into the test's output.
    resume_unwind(Box::new(message))
}

fn next_event(engine: &Engine) -> EngineEvent {
    let start = Instant::now();
    loop {
        if let Some(event) = engine.take_event() {
            return event;
        }
        assert!(start.elapsed() < GUARD, "no event");
        std::thread::yield_now();
    }
}

#[test]
fn fault_27_after_a_panic_the_same_request_is_answered_by_a_fresh_analysis() {
    let set_up = Arc::new(AtomicU64::new(0));
    let mut engine = start({
        let set_up = set_up.clone();
        move || {
            let is_first = set_up.fetch_add(1, Ordering::SeqCst) == 0;
            Fake::answering(move |request, _, send| {
                if is_first {
                    panic_quietly("index out of bounds");
                }
                send(reply(request));
                Ok(())
            })
        }
    });
    engine.post(request(1));

    assert!(engine.wait_answer(Generation(1), GUARD).is_some());
    let message = "index out of bounds".to_owned();
    assert_eq!(
        engine.take_event(),
        Some(EngineEvent::Restarted { document: DocumentId(1), revision: Revision(1), message })
    );
    assert_eq!(engine.take_event(), None);
    assert_eq!(set_up.load(Ordering::SeqCst), 2);
    assert_eq!(engine.statistics().panics, 1);
}

#[test]
fn fault_27_after_three_panics_the_analysis_stays_off_until_the_text_changes() {
    let mut engine = start(|| {
        Fake::answering(|request, _, send| {
            if request.revision == Revision(1) {
                panic_quietly("this text breaks it");
            }
            send(reply(request));
            Ok(())
        })
    });
    engine.post(request_at(1, 1));
    let kinds: Vec<_> =
        (0..3).map(|_| matches!(next_event(&engine), EngineEvent::TurnedOff { .. })).collect();
    assert_eq!(kinds, [false, false, true]);

    // The cursor moves on in the same text: nobody tries again, and nobody is told again.
    settle(&engine, |statistics| statistics.refused == 1);
    engine.post(request_at(2, 1));
    settle(&engine, |statistics| statistics.refused == 2);
    assert_eq!(engine.take_event(), None);
    assert_eq!(engine.statistics().panics, 3);

    // The text changes.
    engine.post(request_at(3, 2));
    assert!(engine.wait_answer(Generation(3), GUARD).is_some());
    assert!(engine.is_alive());
    let statistics = settle(&engine, |statistics| statistics.in_flight() == 0);
    assert_eq!((statistics.completed, statistics.refused, statistics.panics), (1, 2, 3));
}

#[test]
fn fault_27_an_analysis_that_panics_on_everything_is_tried_thrice_for_each_text() {
    let mut engine = start(|| Fake::answering(|_, _, _| panic_quietly("always")));
    for revision in 1..=5 {
        engine.post(request_at(revision, revision));
        settle(&engine, |statistics| statistics.refused == revision);
        assert_eq!(engine.statistics().panics, 3 * revision);
    }
    assert!(engine.is_alive());
}

#[test]
fn fault_27_a_panic_in_idle_work_is_told_and_the_next_request_answered() {
    let mut engine = start(|| Fake::prompt().idling(|_| panic_quietly("while idle")));
    engine.post(request(1));
    assert!(matches!(next_event(&engine), EngineEvent::Restarted { message, .. } if message == "while idle"));
    engine.post(request(2));
    assert!(engine.wait_answer(Generation(2), GUARD).is_some());
}

#[test]
fn fault_27_an_analysis_that_breaks_while_it_is_thrown_away_takes_nothing_with_it() {
    struct Brittle;
    impl Analyst for Brittle {
        fn answer(
            &mut self,
            _: &Request,
            _: &CancelToken,
            _: &mut dyn FnMut(Answer),
        ) -> Result<(), Cancelled> {
            panic_quietly("answering")
        }
        fn idle(&mut self, _: &CancelToken) -> Idle {
            Idle::Done
        }
    }
    impl Drop for Brittle {
        fn drop(&mut self) {
            if !std::thread::panicking() {
                panic_quietly("dropping");
            }
        }
    }
    let mut engine = Engine::start_with(Options::default(), || Ok(Brittle), || {}).expect("a thread");
    engine.post(request(1));
    settle(&engine, |statistics| statistics.refused == 1);
    assert!(engine.is_alive());
}

#[test]
fn an_analysis_that_cannot_be_set_up_is_an_error_at_the_start_and_an_event_later() {
    let refused = Engine::start_with(
        Options::default(),
        || Err::<Fake, _>(StartError::SetUp("the grammar is of another version".into())),
        || {},
    );
    let message = refused.expect_err("no engine").to_string();
    assert_eq!(message, "the analysis could not be set up: the grammar is of another version");

    let mut engine = start_once(Fake::answering(|_, _, _| panic_quietly("once")));
    engine.post(request(1));
    settle(&engine, |statistics| statistics.refused == 1);
    assert!(matches!(next_event(&engine), EngineEvent::Restarted { message, .. } if message == "once"));
    next_event(&engine);
    let EngineEvent::TurnedOff { message, .. } = next_event(&engine) else { panic!("it is off") };
    assert_eq!(message, "the analysis could not be set up: it broke");
}

#[test]
fn only_the_latest_events_are_kept_when_nobody_reads_them() {
    let mut engine = start(|| Fake::answering(|_, _, _| panic_quietly("always")));
    for revision in 1..=20 {
        engine.post(request_at(revision, revision));
        settle(&engine, |statistics| statistics.refused == revision);
    }
    let events: Vec<_> = std::iter::from_fn(|| engine.take_event()).collect();
    assert_eq!(events.len(), 16);
    assert!(matches!(events.last(), Some(EngineEvent::TurnedOff { revision: Revision(20), .. })));
}

/// Says when the analysis, and so the thread that owns it, is gone.
struct Gone(Arc<AtomicBool>);

impl Drop for Gone {
    fn drop(&mut self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

#[test]
fn dropping_the_engine_cancels_its_work_and_ends_its_thread() {
    let is_gone = Arc::new(AtomicBool::new(false));
    let (started, has_started) = flume::unbounded();
    let gone = Gone(is_gone.clone());
    let mut engine = start_once(Fake::answering(move |_, cancel, _| {
        let _ = (&gone, started.send(()));
        work_until_cancelled(cancel)
    }));
    engine.post(request(1));
    has_started.recv_timeout(GUARD).expect("it works");
    drop(engine);
    assert!(is_gone.load(Ordering::SeqCst), "joined");
}

#[test]
fn dropping_the_engine_ends_its_idle_work() {
    let is_gone = Arc::new(AtomicBool::new(false));
    let (started, has_started) = flume::unbounded();
    let gone = Gone(is_gone.clone());
    let mut engine = start_once(Fake::prompt().idling(move |cancel| {
        let _ = (&gone, started.send(()));
        let _ = work_until_cancelled(cancel);
        Idle::More
    }));
    engine.post(request(1));
    has_started.recv_timeout(GUARD).expect("it idles");
    drop(engine);
    assert!(is_gone.load(Ordering::SeqCst), "joined");
}

#[test]
fn dropping_the_engine_with_a_request_still_waiting_ends_it_too() {
    for posts in 0..50 {
        let is_gone = Arc::new(AtomicBool::new(false));
        let gone = Gone(is_gone.clone());
        let mut engine = start_once(Fake::answering(move |_, cancel, _| {
            let _ = &gone;
            work_until_cancelled(cancel)
        }));
        for generation in 1..=posts {
            engine.post(request(generation));
        }
        drop(engine);
        assert!(is_gone.load(Ordering::SeqCst), "joined after {posts} posts");
    }
}

#[test]
fn an_engine_let_go_of_by_its_own_wake_up_ends_without_joining_itself() {
    let holder: Arc<std::sync::Mutex<Option<Engine>>> = Arc::default();
    let (finished, has_finished) = flume::unbounded();
    let wake = {
        let holder = holder.clone();
        move || {
            let engine = holder.lock().unwrap().take();
            drop(engine);
            let _ = finished.send(());
        }
    };
    let mut held = holder.lock().unwrap();
    let mut engine = Engine::start_with(Options::default(), || Ok(Fake::prompt()), wake).expect("a thread");
    engine.post(request(1));
    *held = Some(engine);
    drop(held);
    has_finished.recv_timeout(GUARD).expect("the wake-up returned");
}
