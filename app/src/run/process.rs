//! A program that runs, as the one sees it who started it.
//!
//! Invariants: no call waits for the program; a run that is dropped ends, with its group.

use std::ffi::OsString;
use std::io;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::lines::Limits;
use super::output::Output;
use super::python::Runner;
use super::supervisor;

/// How often a wait for the end looks whether it has come.
const LOOK_AGAIN: Duration = Duration::from_millis(2);

/// What is to be run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Launch {
    /// The interpreter; it is looked for on the run's own thread.
    pub runner: Runner,
    /// What it is given.
    pub arguments: Vec<OsString>,
    /// Where it runs.
    pub folder: PathBuf,
}

/// How a program ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// With this exit code.
    Code(i32),
    /// By this signal, which nobody here sent.
    Signal(i32),
    /// It was told to.
    Stopped,
}

/// How far a run is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// It begins.
    Starting,
    /// It runs.
    Running {
        /// Since then.
        since: Instant,
        /// Whether it was told to end.
        is_stopping: bool,
    },
    /// The program has ended.
    Ended {
        /// How.
        how: Ending,
        /// How long it ran.
        took: Duration,
        /// Whether a process that it started still writes into its output.
        has_offspring: bool,
    },
    /// It couldn't begin; says why, and what to do.
    Failed(String),
}

/// What the supervisor is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// End the program, which gets time to do so.
    Stop,
    /// End it now: nobody will look any more.
    End,
    /// The program has ended.
    Exited(Ending),
    /// One of its outputs has ended.
    Closed,
}

/// What the program's input is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Entry {
    /// A line.
    Line(String),
    /// Its end.
    End,
}

/// What the supervisor says.
#[derive(Debug)]
pub(super) struct Shared {
    pub(super) state: Mutex<State>,
    pub(super) output: Output,
}

impl Shared {
    pub(super) fn set(&self, state: State) {
        *self.state.lock().unwrap_or_else(PoisonError::into_inner) = state;
        self.output.wake();
    }
}

/// A run.
#[derive(Debug)]
pub struct Run {
    shared: Arc<Shared>,
    orders: Sender<Order>,
    input: Option<Sender<Entry>>,
}

impl Run {
    /// Starts a program on a thread of its own. `wake` is called, on any thread, when there is something new; what it is
    /// given is how long that can wait.
    ///
    /// # Errors
    /// If the system gives no thread.
    pub fn start(
        launch: Launch,
        limits: Limits,
        wake: impl Fn(Duration) + Send + Sync + 'static,
    ) -> io::Result<Self> {
        let output = Output::new(limits, Box::new(wake));
        let shared = Arc::new(Shared { state: Mutex::new(State::Starting), output });
        let (orders, heard) = channel();
        let (input, entries): (_, Receiver<Entry>) = channel();
        let (theirs, sender) = (Arc::clone(&shared), orders.clone());
        std::thread::Builder::new()
            .name("run".to_owned())
            .spawn(move || supervisor::run(&launch, &theirs, &sender, &heard, entries))?;
        Ok(Self { shared, orders, input: Some(input) })
    }

    /// How far it is.
    #[must_use]
    pub fn state(&self) -> State {
        self.shared.state.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Whether processes of it may be there.
    #[must_use]
    pub fn is_live(&self) -> bool {
        match self.state() {
            State::Starting | State::Running { .. } => true,
            State::Ended { has_offspring, .. } => has_offspring,
            State::Failed(_) => false,
        }
    }

    /// What it has written.
    #[must_use]
    pub fn output(&self) -> &Output {
        &self.shared.output
    }

    /// Tells it to end: its processes are asked to, and killed if they haven't after 2 s.
    pub fn stop(&self) {
        // Nobody hears it when the run is over.
        let _ = self.orders.send(Order::Stop);
    }

    /// Sends a line to its input, and notes it among what it writes.
    pub fn send(&self, line: &str) {
        let Some(input) = &self.input else { return };
        self.output().look(|lines| lines.write_input(line));
        let _ = input.send(Entry::Line(format!("{line}\n")));
    }

    /// Ends its input.
    pub fn close_input(&mut self) {
        if let Some(input) = self.input.take() {
            let _ = input.send(Entry::End);
        }
    }

    /// Whether its input hasn't been ended.
    #[must_use]
    pub fn takes_input(&self) -> bool {
        self.input.is_some() && matches!(self.state(), State::Running { is_stopping: false, .. })
    }

    /// Ends it and waits for that, but no longer than `at_most`.
    pub fn end_within(&self, at_most: Duration) {
        let began = Instant::now();
        let _ = self.orders.send(Order::End);
        while self.is_live() && began.elapsed() < at_most {
            std::thread::sleep(LOOK_AGAIN);
        }
    }
}

impl Drop for Run {
    fn drop(&mut self) {
        self.shared.output.close();
        let _ = self.orders.send(Order::End);
    }
}
