//! What this process takes of the machine, as Linux tells.

use std::time::{Duration, Instant};

/// The memory in use by this process, in bytes; none where that can't be found out.
#[must_use]
pub fn resident_bytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kib: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kib * 1024)
}

/// The time that this thread was on a processor, whatever else the machine did; none where that can't be found out.
#[must_use]
pub fn thread_time() -> Option<Duration> {
    let nanoseconds = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(Duration::from_nanos(nanoseconds.split(' ').next()?.parse().ok()?))
}

/// Waits until no thread of this process has a name that starts with `prefix`, for `at_most` so long; how
/// many have it then. None where that can't be found out.
///
/// A thread that was joined may still be listed: Linux wakes who waits for it before it takes the task
/// off the list (`mm_release` comes before `release_task` in `do_exit`).
#[must_use]
pub fn threads_left(prefix: &str, at_most: Duration) -> Option<usize> {
    let start = Instant::now();
    loop {
        let left = threads_called(prefix)?;
        if left == 0 || start.elapsed() >= at_most {
            return Some(left);
        }
        std::thread::sleep(Duration::from_millis(1));
    }
}

/// How many threads of this process have a name that starts with `prefix`, of which the system keeps 15
/// bytes.
fn threads_called(prefix: &str) -> Option<usize> {
    let prefix = prefix.get(..15).unwrap_or(prefix);
    let tasks = std::fs::read_dir("/proc/self/task").ok()?;
    // A thread may end while the list is read.
    let names = tasks.flatten().filter_map(|task| std::fs::read_to_string(task.path().join("comm")).ok());
    Some(names.filter(|name| name.starts_with(prefix)).count())
}
