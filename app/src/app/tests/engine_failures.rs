//! An engine that is slow, fails or is gone, as somebody sees it who goes on working.

use std::panic::resume_unwind;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use namelight_engine::occurrences::{Answer, Extras, Problems, Progress, Timings, Tokens};
use namelight_engine::worker::{Analyst, CancelToken, Cancelled, Engine, Idle, Listener, Request};

use super::*;
use crate::panels::NoticeLevel;

type EngineOptions = namelight_engine::worker::Options;

/// An analysis that fails as long as it is told to, and else finds nothing.
struct Failing(Arc<AtomicBool>);

impl Analyst for Failing {
    fn answer(
        &mut self,
        request: &Request,
        _: &CancelToken,
        send: &mut dyn FnMut(Answer),
    ) -> Result<(), Cancelled> {
        if self.0.load(Ordering::SeqCst) {
            // Without the backtrace that a panic prints.
            resume_unwind(Box::new("index out of bounds"));
        }
        let problems = request.wants.problems.map(|wish| Problems {
            wish,
            is_whole: true,
            lines: request.visible_lines.clone(),
            ..Problems::default()
        });
        send(Answer {
            document: request.document,
            generation: request.generation,
            revision: request.revision,
            target: None,
            occurrences: Arc::default(),
            is_partial: false,
            scopes: Vec::new(),
            definitions: Arc::default(),
            tokens: Arc::new(Tokens { range: 0..request.text.byte_len(), spans: Vec::new() }),
            progress: Progress::default(),
            timings: Timings::default(),
            extras: Some(Arc::new(Extras { problems, ..Extras::default() })),
        });
        Ok(())
    }

    fn idle(&mut self, _: &CancelToken) -> Idle {
        Idle::Done
    }
}

/// The program over a text, with an engine that fails while the flag says so.
fn start_failing() -> (Harness<'static, App>, Arc<AtomicBool>) {
    let mut harness = start_tidy();
    let fails = Arc::new(AtomicBool::new(true));
    let analyst = Arc::clone(&fails);
    harness.state_mut().engine =
        Engine::start_with(EngineOptions::default(), move || Ok(Failing(Arc::clone(&analyst))), || {})
            .unwrap();
    (harness, fails)
}

/// The program over a text, without names to go on with, which other engines here don't answer.
fn start_tidy() -> Harness<'static, App> {
    start(Options { start: Start::Text(TEXT.to_owned()), ..Options::default() })
}

/// What the status bar says instead of the lit name.
fn sentence(harness: &Harness<'_, App>) -> String {
    harness.state().engine_sentence().map(|sentence| sentence.to_string()).unwrap_or_default()
}

fn step_until(harness: &mut Harness<'_, App>, is_so: impl Fn(&App) -> bool) {
    let began = Instant::now();
    while !is_so(harness.state()) {
        assert!(began.elapsed() < Duration::from_secs(60), "{:?}", harness.state().observe());
        harness.step();
        std::thread::sleep(Duration::from_millis(1));
    }
}

#[test]
fn fault_27_a_failing_analysis_is_told_and_the_text_is_safe() {
    let (mut harness, _) = start_failing();
    harness.event(Event::Text("x".to_owned()));
    step_until(&mut harness, |app| app.notices.len() == 2);
    assert_eq!(
        notices(&harness),
        [
            "The analysis stumbled over this text and was started afresh. Your text is safe.",
            "The analysis fails on this text, so nothing lights up until you change it. Your text is safe."
        ]
    );
    assert_eq!(harness.state().file.document.text().to_string(), format!("x{TEXT}"));
}

#[test]
fn fault_27_the_status_bar_says_that_the_analysis_is_off_until_the_text_changes() {
    let (mut harness, fails) = start_failing();
    harness.event(Event::Text("x".to_owned()));
    step_until(&mut harness, |app| app.notices.len() == 2);
    settle(&mut harness);
    let said = "The analysis is off for this text · it is tried again once the text changes";
    assert_eq!(sentence(&harness), said);
    harness.get_by_label(said);

    fails.store(false, Ordering::SeqCst);
    type_text(&mut harness, " ");
    assert_eq!(sentence(&harness), "");
    assert!(harness.state().observe().statistics.completed > 0);
}

#[test]
fn fault_27_while_the_analysis_is_off_keys_and_saving_work() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(&folder, TEXT);
    let mut harness = start_with(&path);
    let always = || Ok(Failing(Arc::new(AtomicBool::new(true))));
    harness.state_mut().engine = Engine::start_with(EngineOptions::default(), always, || {}).unwrap();
    for letter in ["#", " ", "a"] {
        harness.event(Event::Text(letter.to_owned()));
        harness.step();
    }
    step_until(&mut harness, |app| app.engine_sentence().is_some_and(|said| said.is_problem));
    press(&mut harness, Modifiers::COMMAND, Key::S);
    assert_eq!(fs::read_to_string(&path).unwrap(), format!("# a{TEXT}"));
    for _ in 0..3 {
        press(&mut harness, Modifiers::COMMAND, Key::Z);
    }
    assert_eq!(harness.state().file.document.text().to_string(), TEXT);
}

/// Ends the thread on which it is called.
fn end_thread() {
    resume_unwind(Box::new("the thread ends"));
}

#[test]
fn fault_28_without_the_engines_thread_it_is_an_editor_that_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(&folder, TEXT);
    let mut harness = start_with(&path);
    go_to(&mut harness, "total", 0);
    let options = EngineOptions { on_start: Some(end_thread), ..EngineOptions::default() };
    harness.state_mut().engine = Engine::start(options, || {}).unwrap();
    step_until(&mut harness, |app| !app.notices.is_empty());

    assert_eq!(harness.state().notices.len(), 1, "it is told once");
    assert_eq!(harness.state().notices[0].level, NoticeLevel::Error);
    type_text(&mut harness, "x");
    assert_eq!(sentence(&harness), "The analysis has ended · editing and saving go on");
    assert!(lit(&harness).iter().all(|one| one == "total"), "what was lit isn't lit wrong");
    press(&mut harness, Modifiers::COMMAND, Key::S);
    assert_eq!(fs::read_to_string(&path).unwrap(), TEXT.replacen("total", "xtotal", 1));
    press(&mut harness, Modifiers::COMMAND, Key::End);
    assert_eq!(lit(&harness), [""; 0], "nothing lights up");
}

/// A real engine that says nothing more after its first answer until it is let go.
fn silence(harness: &mut Harness<'_, App>) -> gate::Gate {
    let gate = gate::Gate::default();
    let closed = gate.clone();
    let listener = Listener::new(move |_| closed.pass());
    let options = EngineOptions { listener: Some(listener), ..EngineOptions::default() };
    harness.state_mut().engine = Engine::start(options, || {}).unwrap();
    gate
}

/// Something to wait at.
mod gate {
    use std::sync::{Arc, Condvar, Mutex};

    #[derive(Clone, Default)]
    pub(super) struct Gate(Arc<(Mutex<bool>, Condvar)>);

    impl Gate {
        pub(super) fn pass(&self) {
            let (is_open, changed) = &*self.0;
            let _open = changed.wait_while(is_open.lock().unwrap(), |is_open| !*is_open).unwrap();
        }

        pub(super) fn open(&self) {
            *self.0.0.lock().unwrap() = true;
            self.0.1.notify_all();
        }
    }

    /// Nobody waits at a gate that nobody can open.
    pub(super) struct Opened(pub(super) Gate);

    impl Drop for Opened {
        fn drop(&mut self) {
            self.0.open();
        }
    }
}

#[test]
fn fault_20_a_silent_analysis_is_said_and_the_light_kept_until_it_speaks() {
    let mut harness = start_tidy();
    go_to(&mut harness, "total += level", 0);
    let held = gate::Opened(silence(&mut harness));
    // The first question is answered, and then the engine is silent.
    harness.event(Event::Text(" ".to_owned()));
    step_until(&mut harness, |app| {
        app.observe().statistics.completed > 0 && app.file.light.waits_since().is_none()
    });
    assert_eq!(lit(&harness), ["total", "total", "total"]);
    harness.event(Event::Text(" ".to_owned()));
    harness.step();
    assert_eq!(sentence(&harness), "", "not at once");
    harness.run_steps(3);
    assert_eq!(sentence(&harness), "Analysing… · what is lit was found before");
    harness.get_by_label("Analysing… · what is lit was found before");
    assert_eq!(lit(&harness), ["total", "total", "total"], "the light goes with the text");

    held.0.open();
    settle(&mut harness);
    assert_eq!(sentence(&harness), "");
    assert_eq!(says(&harness), "total · parameter of mean() · 3 uses, 1 write");
}

#[test]
fn fault_20_no_frame_waits_for_a_silent_analysis() {
    let mut harness = start_tidy();
    let held = gate::Opened(silence(&mut harness));
    harness.event(Event::Text("x".to_owned()));
    step_until(&mut harness, |app| app.observe().statistics.completed > 0);
    let began = Instant::now();
    for _ in 0..100 {
        harness.event(Event::Text("z".to_owned()));
        harness.step();
    }
    let took = began.elapsed();
    let typed = harness.state().file.document.text().to_string();
    assert!(typed.starts_with(&format!("x{}", "z".repeat(100))));
    assert_eq!(harness.state().observe().statistics.completed, 1, "it was silent all the while");
    // A frame waits for an answer for 2 ms at most; all else is drawing, in a build that isn't optimised.
    assert!(took < Duration::from_secs(20), "a hundred frames took {took:?}");
    drop(held);
}

#[test]
fn fault_20_the_wait_is_said_in_a_frame_of_its_own() {
    let mut harness = start_tidy();
    let held = gate::Opened(silence(&mut harness));
    harness.event(Event::Text(" ".to_owned()));
    step_until(&mut harness, |app| app.observe().statistics.completed > 0);
    harness.event(Event::Text(" ".to_owned()));
    harness.step();
    let delay = harness.output().viewport_output.values().next().unwrap().repaint_delay;
    assert!(delay <= Duration::from_millis(400), "{delay:?}");
    harness.run_steps(30);
    let delay = harness.output().viewport_output.values().next().unwrap().repaint_delay;
    assert_eq!(delay, Duration::MAX, "and then nothing is drawn: {:?}", harness.ctx.repaint_causes());
    drop(held);
}
