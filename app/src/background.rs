//! Threads that give way to the one that draws.
//!
//! Where both share a core, the system may hand it to a thread in the background the moment it has work, and the frame
//! that gave it the work goes on some milliseconds late. Told that it works in the background, the system lets the frame
//! end first. Threads that such a thread starts are given the same by Linux.

/// From here on, the thread that calls this gives way to the one that draws.
#[cfg(target_os = "linux")]
pub(crate) fn give_way() {
    use thread_priority::{
        NormalThreadSchedulePolicy, ThreadPriority, ThreadSchedulePolicy, set_thread_priority_and_policy,
        thread_native_id,
    };
    // The policy of threads that take no core from others when they wake (sched(7), `SCHED_BATCH`).
    let policy = ThreadSchedulePolicy::Normal(NormalThreadSchedulePolicy::Batch);
    let priority = PRIORITY.try_into().map_or(ThreadPriority::Min, ThreadPriority::Crossplatform);
    if let Err(error) = set_thread_priority_and_policy(thread_native_id(), priority, policy) {
        let thread = std::thread::current();
        tracing::info!(
            ?error,
            name = thread.name(),
            "a thread takes a core from the one that draws when it wakes"
        );
    }
}

/// Of 100, where 47 is what other threads have: `nice` 5, a third of the user interface's share where both want the core.
#[cfg(target_os = "linux")]
const PRIORITY: u8 = 35;

/// Other systems leave it to the scheduler.
#[cfg(not(target_os = "linux"))]
pub(crate) fn give_way() {}
