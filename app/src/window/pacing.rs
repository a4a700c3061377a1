//! When the next frame is to come.
//!
//! A frame that the program asks for while it makes one, as after every key so that things settle, comes when a screen
//! would show it. What another thread has found comes at once, also while a frame is being made: egui hands on only the
//! first request of a frame, so the others are seen by its observer. What is found after that comes no faster than a
//! screen shows it. Invariant: nothing that is found waits longer than that, whatever the program asked for.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use egui::Context;

/// The shortest time between two frames of which the program asked for the second one: that of a screen of 60 Hz.
pub(super) const PACE: Duration = Duration::from_nanos(1_000_000_000 / 60);

/// Who asks for frames, and how soon they may have them.
#[derive(Debug)]
pub(super) struct Pacing {
    is_in_frame: Arc<AtomicBool>,
}

impl Pacing {
    /// Hears the requests to `ctx`, whose frames are made on the calling thread; `wake` is told by when a frame is
    /// wanted, by somebody who had seen so many passes.
    pub(super) fn start(ctx: &Context, wake: impl Fn(Instant, u64) + Clone + Send + Sync + 'static) -> Self {
        let is_in_frame = Arc::new(AtomicBool::new(false));
        let ours = thread::current().id();
        let (in_frame, own) = (Arc::clone(&is_in_frame), wake.clone());
        ctx.set_request_repaint_callback(move |wanted| {
            let least = if in_frame.load(Ordering::Relaxed) { PACE } else { Duration::ZERO };
            if thread::current().id() == ours
                && let Some(at) = after(wanted.delay.max(least))
            {
                own(at, wanted.current_cumulative_pass_nr);
            }
        });
        let last = Mutex::new(None);
        ctx.set_repaint_observer(move |wanted| {
            if thread::current().id() == ours {
                return;
            }
            let Some(mut at) = after(wanted.delay) else { return };
            if wanted.delay.is_zero() {
                let mut last = last.lock().unwrap_or_else(PoisonError::into_inner);
                at = next_turn(*last, at);
                *last = Some(at);
            }
            wake(at, wanted.current_cumulative_pass_nr);
        });
        Self { is_in_frame }
    }

    /// Says that a frame is being made, until it is over.
    pub(super) fn set_in_frame(&self, is_in_frame: bool) {
        self.is_in_frame.store(is_in_frame, Ordering::Relaxed);
    }
}

/// The time after a delay; none for one so far away that it is never.
fn after(delay: Duration) -> Option<Instant> {
    Instant::now().checked_add(delay)
}

/// When what is found `now` is shown, if there was or will be such a frame at `last`.
fn next_turn(last: Option<Instant>, now: Instant) -> Instant {
    match last {
        Some(last) if last >= now => last,
        Some(last) => now.max(last + PACE),
        None => now,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::{Receiver, channel};

    use egui::{Event, RawInput};

    use super::*;

    /// A context that makes frames here, and the requests that are heard.
    fn paced() -> (Context, Pacing, Receiver<Instant>) {
        let (send, heard) = channel();
        let ctx = Context::default();
        let pacing = Pacing::start(&ctx, move |at, _| {
            let _ = send.send(at);
        });
        // The first frames ask for more by themselves.
        for _ in 0..4 {
            frame(&ctx, &pacing, RawInput::default(), || {});
        }
        heard.try_iter().for_each(drop);
        (ctx, pacing, heard)
    }

    fn frame(ctx: &Context, pacing: &Pacing, input: RawInput, act: impl Fn()) {
        pacing.set_in_frame(true);
        ctx.run_ui(input, |_| act()).drop_without_applying_deltas();
        pacing.set_in_frame(false);
    }

    /// A frame that has something to settle, as egui sees it.
    fn typed() -> RawInput {
        RawInput { events: vec![Event::Text("x".to_owned())], ..RawInput::default() }
    }

    #[test]
    fn a_frame_that_settles_what_was_typed_is_paced() {
        let (ctx, pacing, heard) = paced();
        let before = Instant::now();
        frame(&ctx, &pacing, typed(), || {});
        let wanted: Vec<_> = heard.try_iter().collect();
        assert!(!wanted.is_empty(), "egui asks for a frame after events");
        assert!(wanted.iter().all(|at| *at >= before + PACE));
    }

    #[test]
    fn what_another_thread_has_found_is_shown_at_once() {
        let (ctx, pacing, heard) = paced();
        let found = || {
            let ctx = ctx.clone();
            let _ = thread::spawn(move || ctx.request_repaint()).join();
        };
        frame(&ctx, &pacing, typed(), found);
        let after = Instant::now();
        assert!(heard.try_iter().any(|at| at <= after), "while a frame is made");
        thread::sleep(PACE);
        found();
        let after = Instant::now();
        assert!(heard.try_iter().any(|at| at <= after), "between two frames");
    }

    #[test]
    fn what_is_found_again_and_again_is_shown_as_often_as_a_screen_shows_it() {
        let began = Instant::now();
        let mut last = None;
        let mut turns: Vec<Duration> = Vec::new();
        for millisecond in 0..100 {
            let now = began + Duration::from_millis(millisecond);
            let turn = next_turn(last, now);
            assert!(turn >= now && turn < now + PACE);
            last = Some(turn);
            turns.push(turn - began);
        }
        turns.dedup();
        assert_eq!(turns.len(), 7, "{turns:?}");
        assert!(turns.windows(2).all(|pair| pair[1] - pair[0] >= PACE), "{turns:?}");
    }

    #[test]
    fn what_is_asked_for_between_frames_comes_at_once() {
        let (ctx, _pacing, heard) = paced();
        ctx.request_repaint();
        let after = Instant::now();
        assert!(heard.try_iter().any(|at| at <= after));
    }
}
