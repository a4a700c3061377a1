//! The log that is always kept: a few words for every request.

use std::cell::Cell;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, sync_channel};
use std::time::Duration;

use namelight_engine::occurrences::Answer;
use namelight_engine::text::Generation;
use namelight_engine::worker::{Clock, Engine, Listener, Report, Request};

use super::ring::{Record, Ring, Shown};
use crate::highlights::Ask;

/// Reports that wait for the next frame; a frame posts one request. Of more, the latest are lost.
const MOST_REPORTS: usize = 256;

/// What was asked, and what became of it.
#[derive(Debug)]
pub struct RequestLog {
    clock: Clock,
    reports: Receiver<Report>,
    /// Whether somebody looks at what reports tell.
    is_watched: Arc<AtomicBool>,
    pub(super) ring: Ring,
    /// When the frame began.
    frame_at: Duration,
    /// The start of the frame in which the cursor moved last, until it is asked about.
    moved_at: Option<Duration>,
    /// The request whose answer the last frame showed.
    shown: Option<Generation>,
    /// How often it was added up.
    pub(super) summaries: Cell<u64>,
}

impl RequestLog {
    /// An empty log, and the listener for the engine that runs by the same `clock`. While the log is watched, `wake`
    /// is called on the engine's thread after each report.
    #[must_use]
    pub fn new(clock: Clock, wake: impl Fn() + Send + Sync + 'static) -> (Self, Listener) {
        let (sender, reports) = sync_channel(MOST_REPORTS);
        let is_watched = Arc::new(AtomicBool::new(false));
        let is_heard = Arc::clone(&is_watched);
        let listener = Listener::new(move |report| {
            // The engine never waits for the user interface.
            let _ = sender.try_send(report);
            if is_heard.load(Ordering::Relaxed) {
                wake();
            }
        });
        let ring = Ring::default();
        let frame_at = Duration::ZERO;
        let summaries = Cell::new(0);
        let log = Self { clock, reports, is_watched, ring, frame_at, moved_at: None, shown: None, summaries };
        (log, listener)
    }

    /// Whether every report is followed by a frame.
    pub fn watch(&mut self, is_watched: bool) {
        self.is_watched.store(is_watched, Ordering::Relaxed);
    }

    /// How often a [`Summary`](super::Summary) was made of it.
    #[must_use]
    pub fn summaries(&self) -> u64 {
        self.summaries.get()
    }

    /// The time by the clock of all records.
    #[must_use]
    pub fn now(&self) -> Duration {
        self.clock.now()
    }

    /// A frame begins, before its input is looked at.
    pub fn begin_frame(&mut self) {
        self.frame_at = self.clock.now();
        self.hear();
    }

    /// Takes what the engine has reported.
    pub fn hear(&mut self) {
        while let Ok(report) = self.reports.try_recv() {
            self.ring.report(report);
        }
    }

    /// The cursor or the text has changed in this frame.
    pub fn moved(&mut self) {
        self.moved_at = Some(self.frame_at);
    }

    /// The cursor is where an answer holds already, or nothing is asked: no light is awaited.
    pub fn needs_nothing(&mut self) {
        self.moved_at = None;
    }

    /// The frame has shown the answer to `generation`; whether something `is_lit` for it.
    pub fn painted(&mut self, generation: Option<Generation>, is_lit: bool) {
        if self.shown == generation {
            return;
        }
        self.shown = generation;
        let at = self.clock.now();
        if let Some(record) = generation.and_then(|generation| self.ring.of_mut(generation)) {
            record.shown.get_or_insert(Shown { at, is_lit });
        }
    }

    pub(super) fn posted(&mut self, request: &Request) {
        let question = (request.document, request.revision, request.cursor);
        // The same question for other lines takes over the wait of the one that it supersedes.
        let waiting = self.ring.last().filter(|last| last.question == question && last.shown.is_none());
        let moved_at = self.moved_at.take().or(waiting.and_then(|last| last.moved_at));
        self.ring.push(Record {
            generation: request.generation,
            question,
            posted_at: self.clock.now(),
            moved_at,
            report: None,
            shown: None,
        });
    }
}

/// An engine all of whose requests are logged.
#[derive(Debug)]
pub struct Logged<'a> {
    /// Who is asked.
    pub engine: &'a mut Engine,
    /// Where it is written down.
    pub log: &'a mut RequestLog,
}

impl Ask for Logged<'_> {
    fn post(&mut self, request: Request) {
        self.log.posted(&request);
        self.engine.post(request);
    }

    fn take_answer(&self) -> Option<Answer> {
        self.engine.take_answer()
    }

    fn wait_answer(
        &self,
        generation: Generation,
        at_most: Duration,
        meanwhile: impl FnOnce(),
    ) -> Option<Answer> {
        self.engine.wait_answer_while(generation, at_most, meanwhile)
    }
}
