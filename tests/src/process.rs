//! What this process takes of the machine, as Linux tells.

use std::time::{Duration, Instant};

/// The memory in use by this process, in bytes; none where that can't be found out.
#[must_use]
pub fn resident_bytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    kib_in(&status, "VmRSS:")
}

/// How many threads this process has; none where that can't be found out.
#[must_use]
pub fn threads() -> Option<usize> {
    Some(std::fs::read_dir("/proc/self/task").ok()?.count())
}

/// What this process has open, files, pipes and the like, in order; empty where that can't be found out.
#[must_use]
pub fn open_files() -> Vec<String> {
    let open = std::fs::read_dir("/proc/self/fd").into_iter().flatten().flatten();
    // One of them is the folder that is being read.
    let mut names: Vec<_> = open
        .filter_map(|entry| std::fs::read_link(entry.path()).ok())
        .map(|path| path.display().to_string())
        .filter(|path| !path.ends_with("/fd"))
        .collect();
    names.sort_unstable();
    names
}

/// The most memory that a process and those that it started took, each at its own time, in bytes; none where
/// that can't be found out.
#[must_use]
pub fn peak_of_tree(pid: u32) -> Option<u64> {
    let peak = |pid: u32| {
        let status = std::fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
        kib_in(&status, "VmHWM:")
    };
    let total: u64 = tree(pid).into_iter().filter_map(peak).sum();
    (total > 0).then_some(total)
}

/// The processor time of a process and those that it started, in ticks; 0 where that can't be found out.
#[must_use]
pub fn time_of_tree(pid: u32) -> u64 {
    let time = |pid: u32| {
        let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
        // The name before it may hold anything.
        let (_, fields) = stat.rsplit_once(')')?;
        let mut fields = fields.split_whitespace().skip(11);
        Some(fields.next()?.parse::<u64>().ok()? + fields.next()?.parse::<u64>().ok()?)
    };
    tree(pid).into_iter().filter_map(time).sum()
}

/// A process and all that it started, and so on.
fn tree(pid: u32) -> Vec<u32> {
    let mut found = vec![pid];
    let mut next = 0;
    while let Some(&pid) = found.get(next) {
        next += 1;
        let Ok(threads) = std::fs::read_dir(format!("/proc/{pid}/task")) else { continue };
        for thread in threads.flatten() {
            let children = std::fs::read_to_string(thread.path().join("children")).unwrap_or_default();
            found.extend(children.split_whitespace().filter_map(|child| child.parse::<u32>().ok()));
        }
    }
    found
}

fn kib_in(status: &str, field: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix(field))?;
    let kib: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kib * 1024)
}

/// The time that this thread was on a processor, whatever else the machine did; none where that can't be found out.
#[cfg(unix)]
#[must_use]
pub fn thread_time() -> Option<Duration> {
    // What `schedstat` says is only brought up to date at the scheduler's ticks.
    Duration::try_from(rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime)).ok()
}

/// The time that this thread was on a processor, whatever else the machine did; none where that can't be found out.
#[cfg(not(unix))]
#[must_use]
pub fn thread_time() -> Option<Duration> {
    None
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
