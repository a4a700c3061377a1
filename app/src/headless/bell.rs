//! Requests for a frame, heard from any thread.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// What egui is asked for by [`egui::Context::request_repaint`] and its like.
#[derive(Debug, Default)]
pub(super) struct Bell {
    state: Mutex<State>,
    rung: Condvar,
}

#[derive(Debug, Default)]
struct State {
    /// Whether another thread has asked since the last [`Bell::wait_until`].
    is_rung: bool,
    /// The soonest that was asked for since the last [`Bell::soonest`].
    delay: Option<Duration>,
}

impl Bell {
    /// A frame is wanted after `delay`. Requests by other threads end a wait.
    pub(super) fn ring(&self, delay: Duration, from_other_thread: bool) {
        let mut state = self.lock();
        state.delay = Some(state.delay.map_or(delay, |before| before.min(delay)));
        if from_other_thread {
            state.is_rung = true;
            self.rung.notify_all();
        }
    }

    /// Waits in real time until another thread asks for a frame, if none has since the last wait;
    /// whether one has.
    pub(super) fn wait_until(&self, deadline: Instant) -> bool {
        let left = deadline.saturating_duration_since(Instant::now());
        let waited = self.rung.wait_timeout_while(self.lock(), left, |state| !state.is_rung);
        let (mut state, _) = waited.unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut state.is_rung)
    }

    /// After how long the next frame is wanted, by what was asked for since the last call.
    pub(super) fn soonest(&self) -> Option<Duration> {
        self.lock().delay.take()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
