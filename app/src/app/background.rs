//! The engine's thread gives way to the one that draws.
//!
//! Where both share a core, the system may hand it to the engine's thread the moment a question wakes it, and the frame
//! that asked goes on when the answer is there, some milliseconds late. Told that it works in the background, the
//! system lets the frame end first. Threads that the engine's thread starts are given the same by Linux.

use namelight_engine::worker::{Clock, Listener, Options};

/// How the program runs its engine: by this clock, with `listener` told of every request.
pub(super) fn engine_options(clock: Clock, listener: Listener) -> Options {
    Options { clock, listener: Some(listener), on_start: Some(give_way), ..Options::default() }
}

#[cfg(target_os = "linux")]
fn give_way() {
    use thread_priority::{
        NormalThreadSchedulePolicy, ThreadPriority, ThreadSchedulePolicy, set_thread_priority_and_policy,
        thread_native_id,
    };
    // The policy of threads that take no core from others when they wake (sched(7), `SCHED_BATCH`).
    let policy = ThreadSchedulePolicy::Normal(NormalThreadSchedulePolicy::Batch);
    let priority = PRIORITY.try_into().map_or(ThreadPriority::Min, ThreadPriority::Crossplatform);
    if let Err(error) = set_thread_priority_and_policy(thread_native_id(), priority, policy) {
        tracing::info!(?error, "the engine's thread takes a core from the others when it wakes");
    }
}

/// Of 100, where 47 is what other threads have: `nice` 5, a third of the user interface's share where both want the core.
#[cfg(target_os = "linux")]
const PRIORITY: u8 = 35;

/// Other systems leave it to the scheduler.
#[cfg(not(target_os = "linux"))]
fn give_way() {}
