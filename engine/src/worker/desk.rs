//! The engine thread's side: takes requests, runs the analysis, and survives it.
//!
//! A panic inside the analysis is caught; what it knew is thrown away, it is set up afresh, and the
//! same request is tried again, because a broken incremental state is the likeliest cause. After
//! [`PANICS_PER_REVISION`] panics on one revision the text itself must be the cause: the analysis then
//! stays off until the text changes (FAULTS 27).

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use super::analyst::{Analyst, Idle};
use super::cancel::{CancelToken, Cancelled};
use super::clock::Clock;
use super::engine::StartError;
use super::mailbox::FlumeOutbox;
use super::report::{End, Listener, Report};
use super::request::Request;
use super::serve::Work;
use super::statistics::Counters;
use crate::occurrences::{Answer, Timings};
use crate::text::{DocumentId, Generation, Revision};

/// After so many panics the analysis stays off for a revision.
pub const PANICS_PER_REVISION: u32 = 3;

/// Something about the engine itself that people should be told.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EngineEvent {
    /// The analysis failed and was started afresh; it goes on.
    Restarted {
        /// The text it was working on.
        document: DocumentId,
        /// Its state.
        revision: Revision,
        /// What the failure said, for a log.
        message: String,
    },
    /// The analysis failed again and again and stays off until this text changes.
    TurnedOff {
        /// The text it was working on.
        document: DocumentId,
        /// Its state.
        revision: Revision,
        /// What the last failure said, for a log.
        message: String,
    },
}

/// A request on its way, with the time at which it was posted.
#[derive(Debug)]
pub(crate) struct Mail {
    pub(crate) request: Request,
    pub(crate) posted_at: Duration,
}

/// What both sides share without a lock.
#[derive(Clone, Debug)]
pub(crate) struct Shared {
    /// The newest generation posted; the largest number at all when the engine is to end.
    pub(crate) newest: Arc<AtomicU64>,
    pub(crate) counters: Arc<Counters>,
    pub(crate) clock: Clock,
    /// Whether somebody waits for an answer, and so needs no waking. Who stops waiting looks once more after saying so:
    /// an answer that woke nobody was posted before, and is found then.
    is_awaited: Arc<AtomicBool>,
}

impl Shared {
    pub(crate) fn new(clock: Clock) -> Self {
        Self { newest: Arc::default(), counters: Arc::default(), clock, is_awaited: Arc::default() }
    }

    pub(crate) fn set_awaited(&self, is_awaited: bool) {
        self.is_awaited.store(is_awaited, Ordering::SeqCst);
    }

    pub(crate) fn is_awaited(&self) -> bool {
        self.is_awaited.load(Ordering::SeqCst)
    }

    fn token(&self, mine: Generation) -> CancelToken {
        CancelToken::new(self.newest.clone(), mine, self.clock.clone(), self.counters.clone())
    }
}

/// The text that was last asked about, and how it went.
#[derive(Debug)]
struct Case {
    document: DocumentId,
    revision: Revision,
    /// That of the last request taken up. Whatever is newer waits in the mailbox, so it is what idle
    /// work is cancelled by.
    generation: Generation,
    panics: u32,
}

/// How one attempt ended.
enum Attempt<T> {
    Ended(T),
    Failed(String),
}

/// Everything that the engine thread owns.
pub(crate) struct Desk<A, F, W> {
    /// None after a failure, until it is needed again.
    pub(crate) analyst: Option<A>,
    pub(crate) set_up: F,
    pub(crate) answers: FlumeOutbox<Answer>,
    pub(crate) events: FlumeOutbox<EngineEvent>,
    pub(crate) wake: W,
    pub(crate) shared: Shared,
    pub(crate) listener: Option<Listener>,
    case: Option<Case>,
}

impl<A, F, W> Desk<A, F, W>
where
    A: Analyst,
    F: FnMut() -> Result<A, StartError>,
    W: Fn(),
{
    pub(crate) fn new(
        analyst: A,
        set_up: F,
        answers: FlumeOutbox<Answer>,
        events: FlumeOutbox<EngineEvent>,
        wake: W,
        shared: Shared,
    ) -> Self {
        Self { analyst: Some(analyst), set_up, answers, events, wake, shared, listener: None, case: None }
    }

    /// Turns to a request's text; whatever befell another state of it doesn't count any more.
    fn turn_to(&mut self, request: &Request) {
        let panics = match &self.case {
            Some(case) if case.document == request.document && case.revision == request.revision => {
                case.panics
            }
            _ => 0,
        };
        self.case = Some(Case {
            document: request.document,
            revision: request.revision,
            generation: request.generation,
            panics,
        });
    }

    /// Writes down how far the index is, for whoever wants to show it.
    fn note_progress(&self) {
        if let Some(analyst) = &self.analyst {
            self.shared.counters.note_progress(analyst.progress());
        }
    }

    fn is_off(&self) -> bool {
        self.case.as_ref().is_some_and(|case| case.panics >= PANICS_PER_REVISION)
    }

    fn try_answer(
        &mut self,
        request: &Request,
        token: &CancelToken,
        queued: Duration,
        timings: &mut Option<Timings>,
    ) -> Attempt<Result<(), Cancelled>> {
        let Self { analyst, set_up, answers, wake, shared, .. } = self;
        guarded(|| {
            let analyst = match analyst {
                Some(analyst) => analyst,
                None => analyst.insert(set_up().map_err(|error| error.to_string())?),
            };
            Ok(analyst.answer(request, token, &mut |mut answer| {
                answer.timings.queued = queued;
                *timings = Some(answer.timings);
                answers.post(answer);
                if !shared.is_awaited() {
                    wake();
                }
            }))
        })
    }

    /// Throws the broken analysis away and tells of it.
    fn failed(&mut self, message: String) {
        Counters::count(&self.shared.counters.panics);
        let broken = self.analyst.take();
        // What is broken may break again while it is thrown away; that is no news then.
        let _ = guarded(|| {
            drop(broken);
            Ok(())
        });
        if let Some(case) = &mut self.case {
            case.panics += 1;
            let (document, revision) = (case.document, case.revision);
            tracing::error!(?document, ?revision, message, "the analysis failed");
            let event = if case.panics < PANICS_PER_REVISION {
                EngineEvent::Restarted { document, revision, message }
            } else {
                EngineEvent::TurnedOff { document, revision, message }
            };
            self.events.post(event);
            let wake = &self.wake;
            let _ = guarded(|| {
                wake();
                Ok(())
            });
        }
    }
}

impl<A, F, W> Work<Mail> for Desk<A, F, W>
where
    A: Analyst,
    F: FnMut() -> Result<A, StartError>,
    W: Fn(),
{
    fn work(&mut self, mail: Mail) {
        let Mail { request, posted_at } = mail;
        let taken_at = self.shared.clock.now();
        let queued = taken_at.saturating_sub(posted_at);
        self.turn_to(&request);
        let counters = self.shared.counters.clone();
        let token = self.shared.token(request.generation);
        let mut timings = None;
        let end = loop {
            if token.is_obsolete() {
                break End::Cancelled;
            }
            if self.is_off() {
                break End::Refused;
            }
            match self.try_answer(&request, &token, queued, &mut timings) {
                Attempt::Ended(Ok(())) => break End::Completed,
                Attempt::Ended(Err(Cancelled)) => break End::Cancelled,
                Attempt::Failed(message) => self.failed(message),
            }
        };
        token.note();
        self.note_progress();
        Counters::count(match end {
            End::Completed => &counters.completed,
            End::Cancelled => &counters.cancelled,
            End::Refused => &counters.refused,
        });
        if let Some(listener) = &self.listener {
            let (generation, ended_at) = (request.generation, self.shared.clock.now());
            listener.tell(Report { generation, posted_at, taken_at, ended_at, end, timings });
        }
    }

    fn idle(&mut self) -> Idle {
        let (Some(analyst), Some(case)) = (&mut self.analyst, &self.case) else { return Idle::Done };
        let token = self.shared.token(case.generation);
        let attempt = guarded(|| Ok(analyst.idle(&token)));
        token.note();
        self.note_progress();
        match attempt {
            Attempt::Ended(idle) => idle,
            Attempt::Failed(message) => {
                self.failed(message);
                Idle::Done
            }
        }
    }
}

/// Runs `work`; a panic in it is a failure like any other. Whoever calls it throws away what the panic
/// may have left half done.
fn guarded<T>(work: impl FnOnce() -> Result<T, String>) -> Attempt<T> {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(Ok(value)) => Attempt::Ended(value),
        Ok(Err(message)) => Attempt::Failed(message),
        Err(panic) => Attempt::Failed(message_of(panic.as_ref())),
    }
}

fn message_of(panic: &(dyn Any + Send)) -> String {
    let text =
        panic.downcast_ref::<&str>().copied().or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or("a panic without a message").to_owned()
}
