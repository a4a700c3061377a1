//! Groups of processes that run, so that all of a program's processes end with it.
//!
//! Invariant: a group is only signalled while its first process is there or not reaped yet, since its number may be
//! another's afterwards; whoever reaps it takes it from the list before.

use std::process::Child;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rustix::process::{Pid, Signal, kill_process_group};

/// The groups that are there.
static LIVE: Mutex<Vec<Pid>> = Mutex::new(Vec::new());

fn live() -> MutexGuard<'static, Vec<Pid>> {
    LIVE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A group of processes, called by its first one.
#[derive(Debug)]
pub(super) struct Group(Pid);

impl Group {
    /// The group of a process that was started as the first of one.
    pub(super) fn of(child: &Child) -> Self {
        let pid = Pid::from_child(child);
        live().push(pid);
        Self(pid)
    }

    /// Its first process.
    pub(super) fn first(&self) -> Pid {
        self.0
    }

    /// Asks its processes to end.
    pub(super) fn ask_to_end(&self) {
        self.signal(Signal::TERM);
    }

    /// Ends its processes.
    pub(super) fn kill(&self) {
        self.signal(Signal::KILL);
    }

    fn signal(&self, signal: Signal) {
        // It fails if no process is left that could be signalled, which is as good.
        let _ = kill_process_group(self.0, signal);
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        live().retain(|pid| *pid != self.0);
    }
}

/// Ends every program that was started here, for when this process is ended without further ado.
pub fn kill_all() {
    for pid in live().iter() {
        let _ = kill_process_group(*pid, Signal::KILL);
    }
}
