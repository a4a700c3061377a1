//! The thread that starts a program, hears what becomes of it, and ends it.
//!
//! Invariant: the program's first process is reaped last, so that the group's number is nobody else's as long as the
//! group may be signalled.

use std::io::{self, Write as _};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, WaitId, WaitIdOptions, waitid};

use super::groups::Group;
use super::lines::Source;
use super::process::{Ending, Entry, Launch, Order, Shared, State};

/// How long a program has to end when it is told to.
const GRACE: Duration = Duration::from_secs(2);
/// How long it has when the window closes.
const CLOSING_GRACE: Duration = Duration::from_millis(200);
/// How long its outputs have to come to their end after the program has.
const DRAIN: Duration = Duration::from_millis(250);

/// Both outputs.
const OUTPUTS: usize = 2;

/// Runs the program to its end.
pub(super) fn run(
    launch: &Launch,
    shared: &Arc<Shared>,
    sender: &Sender<Order>,
    orders: &Receiver<Order>,
    entries: Receiver<Entry>,
) {
    let mut child = match spawn(launch) {
        Ok(child) => child,
        Err(said) => return shared.set(State::Failed(said)),
    };
    let since = Instant::now();
    let group = Group::of(&child);
    shared.set(State::Running { since, is_stopping: false });
    if let Err(error) = listen(&mut child, &group, shared, sender, entries) {
        group.kill();
        drop(group);
        let _ = child.wait();
        return shared.set(State::Failed(format!("The system gives no threads to run it: {error}.")));
    }
    let mut course = Course::new(since);
    loop {
        let order = match course.deadline {
            Some(at) => orders.recv_timeout(at.saturating_duration_since(Instant::now())),
            None => orders.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        course.take(order.ok(), &group, shared);
        if course.is_over() {
            break;
        }
    }
    if course.is_stopping {
        // What of the group ignores the request and has closed its outputs.
        group.kill();
    }
    drop(group);
    // It has ended already, so this only takes it off the system's list.
    let _ = child.wait();
    let (how, took) = course.exit.unwrap_or((Ending::Stopped, since.elapsed()));
    shared.set(State::Ended { how, took, has_offspring: false });
}

/// What has become of the program so far.
struct Course {
    since: Instant,
    exit: Option<(Ending, Duration)>,
    /// Outputs that have come to their end.
    closed: usize,
    is_stopping: bool,
    is_killed: bool,
    /// When something has to be done.
    deadline: Option<Instant>,
}

impl Course {
    fn new(since: Instant) -> Self {
        Self { since, exit: None, closed: 0, is_stopping: false, is_killed: false, deadline: None }
    }

    /// Nothing of it is there any more, or nothing that can be waited for.
    fn is_over(&self) -> bool {
        self.exit.is_some() && (self.closed == OUTPUTS || self.is_killed)
    }

    /// Takes an order; none where the time is over.
    fn take(&mut self, order: Option<Order>, group: &Group, shared: &Shared) {
        let now = Instant::now();
        match order {
            Some(Order::Stop) if self.is_stopping => {}
            Some(order @ (Order::Stop | Order::End)) => {
                group.ask_to_end();
                let grace = if order == Order::End { CLOSING_GRACE } else { GRACE };
                let latest = now + grace;
                let before = self.deadline.filter(|_| self.is_stopping);
                self.deadline = Some(before.map_or(latest, |before| before.min(latest)));
                self.is_stopping = true;
                if self.exit.is_none() {
                    shared.set(State::Running { since: self.since, is_stopping: true });
                }
            }
            Some(Order::Exited(how)) => {
                let how = if self.is_stopping { Ending::Stopped } else { how };
                self.exit = Some((how, self.since.elapsed()));
                if !self.is_stopping {
                    self.deadline = Some(now + DRAIN);
                }
            }
            Some(Order::Closed) => self.closed += 1,
            None if self.is_stopping => {
                group.kill();
                (self.is_killed, self.deadline) = (true, None);
            }
            None => {
                self.deadline = None;
                // The program has ended, but somebody else holds its outputs.
                if let Some((how, took)) = self.exit {
                    shared.set(State::Ended { how, took, has_offspring: true });
                }
            }
        }
    }
}

fn spawn(launch: &Launch) -> Result<Child, String> {
    let program = launch.runner.find().map_err(|missing| missing.to_string())?;
    let mut command = Command::new(&program);
    command
        .args(&launch.arguments)
        .current_dir(&launch.folder)
        // What it writes is read as UTF-8, whatever the system's usual encoding is.
        .env("PYTHONIOENCODING", "utf-8:backslashreplace")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    command.spawn().map_err(|error| format!("{} can't be run: {error}.", program.display()))
}

/// Starts the threads that read what the program writes, write what it reads, and wait for its end.
fn listen(
    child: &mut Child,
    group: &Group,
    shared: &Arc<Shared>,
    sender: &Sender<Order>,
    entries: Receiver<Entry>,
) -> io::Result<()> {
    let reader = |from: Box<dyn io::Read + Send>, source: Source| {
        let (shared, sender) = (Arc::clone(shared), sender.clone());
        named("run output", move || {
            shared.output.read(from, source);
            // Nobody hears it when the run is over.
            let _ = sender.send(Order::Closed);
        })
    };
    if let Some(from) = child.stdout.take() {
        reader(Box::new(from), Source::Output)?;
    }
    if let Some(from) = child.stderr.take() {
        reader(Box::new(from), Source::Error)?;
    }
    if let Some(to) = child.stdin.take() {
        named("run input", move || write(to, &entries))?;
    }
    let (first, sender) = (group.first(), sender.clone());
    named("run end", move || {
        let _ = sender.send(Order::Exited(wait(first)));
    })
}

fn named(name: &str, work: impl FnOnce() + Send + 'static) -> io::Result<()> {
    thread::Builder::new().name(name.to_owned()).spawn(work).map(drop)
}

/// Writes lines into the program's input until there are no more, or nobody reads them.
fn write(mut to: ChildStdin, entries: &Receiver<Entry>) {
    while let Ok(Entry::Line(line)) = entries.recv() {
        if to.write_all(line.as_bytes()).and_then(|()| to.flush()).is_err() {
            return;
        }
    }
}

/// Waits for a process to end, and leaves it to be reaped.
fn wait(process: Pid) -> Ending {
    loop {
        match waitid(WaitId::Pid(process), WaitIdOptions::EXITED | WaitIdOptions::NOWAIT) {
            Ok(Some(status)) => {
                return match (status.exit_status(), status.terminating_signal()) {
                    (Some(code), _) => Ending::Code(code),
                    (None, Some(signal)) => Ending::Signal(signal),
                    (None, None) => Ending::Stopped,
                };
            }
            Ok(None) | Err(rustix::io::Errno::INTR) => {}
            // Somebody else has reaped it.
            Err(_) => return Ending::Stopped,
        }
    }
}
