//! The handle that the user interface holds.

use std::error::Error;
use std::sync::atomic::Ordering;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::analyst::Analyst;
use super::clock::Clock;
use super::desk::{Desk, EngineEvent, Mail, Shared};
use super::mailbox::{FlumeOutbox, mailbox, wait_for};
use super::report::Listener;
use super::request::Request;
use super::serve::serve;
use super::statistics::{Counters, IndexProgress, Statistics};
use crate::occurrences::Answer;
use crate::text::Generation;

/// As many events as anyone would read; of more, the latest are kept.
const EVENTS: usize = 16;

/// The stack of a thread that parses, in bytes: as large as a main thread's, for the C parser; only what is used takes
/// memory.
pub(crate) const PARSER_STACK: usize = 8 * 1024 * 1024;

/// How often somebody who waits for an answer looks for it before going to sleep: for some hundred microseconds, in
/// which most answers come. Falling asleep and being woken takes as long.
const LOOKS: u32 = 100;

/// Turns between two looks.
const TURNS: u32 = 40;

/// No wait is longer, whatever was asked for: flume can't reckon with times beyond the clock's end.
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// How to run the engine.
#[derive(Clone, Debug)]
pub struct Options {
    /// For the timings of answers and the statistics; decides nothing but when a wait is over.
    pub clock: Clock,
    /// What debuggers and process lists call the thread: `engine`, unless set. Linux cuts it at 15 bytes.
    pub thread_name: String,
    /// Is told of every request that the engine took up; nobody is, unless set.
    pub listener: Option<Listener>,
    /// Is called on the thread before anything else, to make of it what the system lets: one that gives way to the
    /// user interface, for instance.
    pub on_start: Option<fn()>,
}

impl Default for Options {
    fn default() -> Self {
        Self { clock: Clock::system(), thread_name: "engine".to_owned(), listener: None, on_start: None }
    }
}

/// Why there is no engine.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StartError {
    /// The system gave no thread.
    #[error("no thread for the analysis: {0}")]
    Thread(#[from] std::io::Error),
    /// The analysis could not be set up.
    #[error("the analysis could not be set up: {0}")]
    SetUp(#[source] Box<dyn Error + Send + Sync>),
}

/// A thread that answers the newest request and drops the rest.
///
/// No method waits for the analysis, save [`Engine::wait_answer`] for as long as it is told to, and
/// `drop`, which cancels what runs and joins the thread.
#[derive(Debug)]
pub struct Engine {
    /// None only while dropping.
    requests: Option<FlumeOutbox<Mail>>,
    answers: flume::Receiver<Answer>,
    events: flume::Receiver<EngineEvent>,
    pub(super) shared: Shared,
    thread: Option<JoinHandle<()>>,
}

impl Engine {
    /// Starts the engine thread with the analysis that `set_up` makes, here first, and on the engine
    /// thread again after each failure of it. `wake` is called on the engine thread whenever there is
    /// an answer or an event to take, and nobody waited for the answer; it should be quick.
    ///
    /// # Errors
    /// [`StartError`] if `set_up` fails or the system gives no thread.
    pub fn start_with<A, F>(
        options: Options,
        mut set_up: F,
        wake: impl Fn() + Send + Sync + 'static,
    ) -> Result<Self, StartError>
    where
        A: Analyst + Send + 'static,
        F: FnMut() -> Result<A, StartError> + Send + 'static,
    {
        let analyst = set_up()?;
        let shared = Shared::new(options.clock);
        let (requests, request_inbox) = mailbox(1);
        let (answer_outbox, answers) = mailbox(1);
        let (event_outbox, events) = mailbox(EVENTS);
        let mut desk = Desk::new(analyst, set_up, answer_outbox, event_outbox, wake, shared.clone());
        desk.listener = options.listener;
        let thread =
            thread::Builder::new().name(options.thread_name).stack_size(PARSER_STACK).spawn(move || {
                if let Some(on_start) = options.on_start {
                    on_start();
                }
                serve(&request_inbox, &mut desk);
            })?;
        Ok(Self { requests: Some(requests), answers, events, shared, thread: Some(thread) })
    }

    /// Asks. Never blocks; every request posted before is obsolete from now on.
    ///
    /// A request whose generation is smaller than that of an earlier one is obsolete itself.
    pub fn post(&mut self, request: Request) {
        let Shared { newest, counters, clock, .. } = &self.shared;
        let generation = request.generation.0;
        Counters::count(&counters.posted);
        if generation < newest.load(Ordering::Relaxed) {
            Counters::count(&counters.superseded);
            return;
        }
        let Some(requests) = &mut self.requests else { return };
        let superseded = requests.post(Mail { request, posted_at: clock.now() });
        counters.superseded.fetch_add(superseded, Ordering::Release);
        Counters::record(&counters.deepest_queue, requests.waiting() as u64);
        // Only now, so that work that sees itself cancelled finds the reason in the mailbox.
        newest.fetch_max(generation, Ordering::Release);
    }

    /// The latest answer, if there is one that wasn't taken yet. Never blocks.
    #[must_use]
    pub fn take_answer(&self) -> Option<Answer> {
        self.answers.try_recv().ok()
    }

    /// Waits for an answer of this generation or a newer one, partial or complete, but `at_most` so long
    /// (and never more than a minute). Answers of older generations that come meanwhile are thrown away.
    ///
    /// The wait holds nothing that the engine needs while it works.
    #[must_use]
    pub fn wait_answer(&self, generation: Generation, at_most: Duration) -> Option<Answer> {
        self.wait_answer_while(generation, at_most, || ())
    }

    /// Does something while the answer is under way, and waits for what is left of the time; an answer that is there by
    /// then is taken in any case.
    pub fn wait_answer_while(
        &self,
        generation: Generation,
        at_most: Duration,
        meanwhile: impl FnOnce(),
    ) -> Option<Answer> {
        let is_wanted = |answer: &Answer| answer.generation >= generation;
        let start = self.shared.clock.now();
        self.shared.set_awaited(true);
        meanwhile();
        let done = self.shared.clock.now().saturating_sub(start);
        let answer = self.wait_for_answer(is_wanted, at_most.saturating_sub(done));
        self.shared.set_awaited(false);
        // One that came meanwhile woke nobody.
        self.take_answer().filter(is_wanted).or(answer)
    }

    fn wait_for_answer(&self, is_wanted: impl Fn(&Answer) -> bool, at_most: Duration) -> Option<Answer> {
        let at_most = at_most.min(LONGEST_WAIT);
        let now = || self.shared.clock.now();
        let start = now();
        for _ in 0..LOOKS {
            if let Some(answer) = self.take_answer().filter(&is_wanted) {
                return Some(answer);
            }
            if now().saturating_sub(start) >= at_most {
                return None;
            }
            (0..TURNS).for_each(|_| std::hint::spin_loop());
        }
        wait_for(&self.answers, is_wanted, at_most.saturating_sub(now().saturating_sub(start)), now)
    }

    /// The oldest event that wasn't taken yet. Never blocks.
    #[must_use]
    pub fn take_event(&self) -> Option<EngineEvent> {
        self.events.try_recv().ok()
    }

    /// What happened so far.
    #[must_use]
    pub fn statistics(&self) -> Statistics {
        self.shared.counters.snapshot()
    }

    /// How far the index of the text is that was asked about last. Never blocks.
    #[must_use]
    pub fn index_progress(&self) -> IndexProgress {
        self.shared.counters.progress()
    }

    /// Whether the engine thread is there. If not, nothing will ever be answered.
    #[must_use]
    pub fn is_alive(&self) -> bool {
        self.thread.as_ref().is_some_and(|thread| !thread.is_finished())
    }
}

impl Drop for Engine {
    /// Makes all work obsolete, ends the loop, and joins the thread. That takes as long as running work
    /// goes without a check: [`Statistics::longest_check_gap`].
    fn drop(&mut self) {
        self.shared.newest.store(u64::MAX, Ordering::Release);
        self.requests = None;
        let Some(engine_thread) = self.thread.take() else { return };
        // A `wake` that owns the engine may be the last to let go of it, and no thread can join itself.
        if engine_thread.thread().id() != thread::current().id() && engine_thread.join().is_err() {
            tracing::error!("the engine thread had panicked");
        }
    }
}
