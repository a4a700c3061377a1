//! What this process takes of the machine, as Linux tells.

use std::time::Duration;

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

/// How many threads of this process have a name that starts with `prefix`, of which the system keeps 15
/// bytes; none where that can't be found out.
#[must_use]
pub fn threads_called(prefix: &str) -> Option<usize> {
    let prefix = prefix.get(..15).unwrap_or(prefix);
    let tasks = std::fs::read_dir("/proc/self/task").ok()?;
    // A thread may end while the list is read.
    let names = tasks.flatten().filter_map(|task| std::fs::read_to_string(task.path().join("comm")).ok());
    Some(names.filter(|name| name.starts_with(prefix)).count())
}
