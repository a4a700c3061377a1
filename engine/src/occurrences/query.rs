//! One question answered: bring the index to the question's text, then colours and occurrences.
//!
//! Invariant: an answer's offsets all belong to the request's revision, and a complete answer equals
//! what a fresh index of the same text would say.

use std::cmp::Reverse;
use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

use super::answer::{Answer, Occurrence, Scope, Target, Timings, Tokens};
use super::file_index::FileIndex;
use super::kept::Kept;
use crate::text::{Patch, TextState, catch_up};
use crate::worker::{Analyst, CancelToken, Cancelled, Clock, Idle, IndexProgress, Request};

/// With more bytes than this still to be looked at, what is known already is sent first.
const PARTIAL_BYTES: usize = 256 * 1024;

/// Segments indexed in one slice of idle work: half a millisecond for the usual ones.
const IDLE_SEGMENTS: usize = 16;

/// What a one-shot question finds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What the cursor is on.
    pub target: Target,
    /// Every occurrence, sorted by position.
    pub occurrences: Arc<[Occurrence]>,
}

impl FileIndex {
    /// Everything that means the name at byte `at`, or at whose edge `at` is; where there is no name, what
    /// belongs to the keyword or bracket there; none where there is neither.
    ///
    /// # Errors
    /// [`Cancelled`] if `cancel` says so.
    pub fn find_at(&mut self, at: usize, cancel: &CancelToken) -> Result<Option<Found>, Cancelled> {
        self.split(cancel)?;
        let Some(subject) = self.subject_at(at, cancel)? else { return self.keyword_at(at, cancel) };
        let (candidates, _) = self.candidates(&subject, &(at..at), cancel)?;
        self.index_all(&candidates, cancel)?;
        self.note_candidates_indexed(&subject);
        self.found(&subject, cancel).map(Some)
    }
}

/// Lines, those of them that are hidden, and bytes of long lines.
type Seen = (Range<usize>, Vec<Range<usize>>, Range<usize>);

/// What is known of the requested lines.
#[derive(Clone)]
pub(super) struct OnScreen {
    seen: Seen,
    tokens: Arc<Tokens>,
    definitions: Arc<[Scope]>,
}

/// The engine's replicas of the documents that were asked about last.
pub(crate) struct Analysis {
    clock: Clock,
    kept: Kept,
}

impl Analysis {
    /// Knows no document yet. The clock is for the timings of answers and decides nothing.
    pub(crate) fn new(clock: Clock) -> Self {
        Self { clock, kept: Kept::new() }
    }

    fn since(&self, started: Duration) -> Duration {
        self.clock.now().saturating_sub(started)
    }

    fn index(&mut self) -> &mut FileIndex {
        &mut self.kept.front_mut().index
    }

    /// Brings the replica of the request's document to the request's text, by its edits where they lead there.
    fn catch_up(&mut self, request: &Request) {
        self.kept.turn_to(request);
        let replica = self.kept.front_mut();
        if replica.revision == request.revision {
            return;
        }
        let holds = TextState { revision: replica.revision, len: replica.index.text.byte_len() };
        let wants = TextState { revision: request.revision, len: request.text.byte_len() };
        match catch_up(&request.edits, holds, wants) {
            Some(edits) => replica.index.edit(&request.text, &Patch::of(&edits)),
            None => replica.index.turn_to(&request.text),
        }
        replica.revision = request.revision;
        replica.on_screen = None;
    }

    /// The colours and definitions of the requested lines; the cursor alone changes nothing about them.
    fn on_screen(&mut self, request: &Request, cancel: &CancelToken) -> Result<OnScreen, Cancelled> {
        let seen =
            (request.visible_lines.clone(), request.hidden_lines.clone(), request.visible_columns.clone());
        let replica = self.kept.front_mut();
        if let Some(known) = replica.on_screen.as_ref().filter(|known| known.seen == seen) {
            return Ok(known.clone());
        }
        let columns = &request.visible_columns;
        let index = &mut replica.index;
        let (mut definitions, mut spans) = (Vec::new(), Vec::new());
        let parts = request.seen_lines();
        for part in &parts {
            definitions.append(&mut index.definitions_in(part.clone(), cancel)?);
            spans.append(&mut index.colours(part.clone(), columns.clone(), cancel)?.spans);
        }
        if parts.len() > 1 {
            definitions.sort_by_key(|scope| (scope.range.start, Reverse(scope.range.end)));
            definitions.dedup();
        }
        let range = index.bytes_of_lines(request.visible_lines.clone());
        let mut tokens = Tokens { range, spans };
        index.add_header_colours(&definitions, columns, &mut tokens, cancel)?;
        let found = OnScreen { seen, tokens: Arc::new(tokens), definitions: definitions.into() };
        replica.on_screen = Some(found.clone());
        Ok(found)
    }
}

impl Answer {
    fn take(&mut self, found: Found) {
        self.target = Some(found.target);
        self.occurrences = found.occurrences;
    }
}

impl Analyst for Analysis {
    fn answer(
        &mut self,
        request: &Request,
        cancel: &CancelToken,
        send: &mut dyn FnMut(Answer),
    ) -> Result<(), Cancelled> {
        let started = self.clock.now();
        self.catch_up(request);
        // Whatever is found on the way, there may be more to index ahead afterwards.
        self.kept.front_mut().is_done = false;
        self.index().split(cancel)?;
        let split = self.since(started);

        let started = self.clock.now();
        let OnScreen { tokens, definitions, .. } = self.on_screen(request, cancel)?;
        let mut answer = Answer {
            document: request.document,
            generation: request.generation,
            revision: request.revision,
            target: None,
            occurrences: Arc::from([]),
            is_partial: false,
            scopes: Vec::new(),
            definitions,
            tokens,
            progress: self.index().progress(),
            timings: Timings { split, ..Timings::default() },
            extras: None,
        };
        let Some(cursor) = request.cursor else {
            answer.timings.collect = self.since(started);
            send(answer.clone());
            return self.more(request, answer, cancel, send);
        };
        answer.scopes = self.index().scopes_round(cursor, cancel)?;
        self.light(request, cursor, started, &mut answer, cancel, send)?;
        self.more(request, answer, cancel, send)
    }

    fn idle(&mut self, cancel: &CancelToken) -> Idle {
        if self.kept.drop_forgotten() {
            return Idle::More;
        }
        let replica = self.kept.front_mut();
        match replica.index.index_some(IDLE_SEGMENTS, cancel) {
            Ok(true) => {
                replica.is_done = true;
                // A document that was left before it was indexed, as of several that were opened at once.
                if self.kept.turn_to_unfinished() { Idle::More } else { Idle::Done }
            }
            Ok(false) | Err(Cancelled) => Idle::More,
        }
    }

    fn progress(&self) -> IndexProgress {
        self.kept.front().index.progress_at_least()
    }
}

impl Analysis {
    /// Answers what is asked for besides the light.
    fn more(
        &mut self,
        request: &Request,
        mut answer: Answer,
        cancel: &CancelToken,
        send: &mut dyn FnMut(Answer),
    ) -> Result<(), Cancelled> {
        if !request.wants.is_nothing() {
            let lines = &request.visible_lines;
            let started = self.clock.now();
            answer.extras =
                Some(Arc::new(self.index().extras(request.cursor, &request.wants, lines, cancel)?));
            answer.timings.beside = self.since(started);
            send(answer);
        }
        Ok(())
    }

    /// Answers what is lit, perhaps in several parts; the last of them stays in `answer`.
    fn light(
        &mut self,
        request: &Request,
        cursor: usize,
        started: Duration,
        answer: &mut Answer,
        cancel: &CancelToken,
        send: &mut dyn FnMut(Answer),
    ) -> Result<(), Cancelled> {
        let Some(subject) = self.index().subject_at(cursor, cancel)? else {
            if let Some(found) = self.index().keyword_at(cursor, cancel)? {
                answer.take(found);
            }
            answer.timings.collect = self.since(started);
            send(answer.clone());
            return Ok(());
        };
        let visible = self.index().bytes_of_lines(request.visible_lines.clone());
        let (candidates, on_screen) = self.index().candidates(&subject, &visible, cancel)?;
        let (on_screen, elsewhere) = candidates.split_at(on_screen);
        for &at in on_screen {
            self.index().index(at, cancel)?;
        }
        let bytes_elsewhere: usize = elsewhere.iter().map(|&at| self.index().range(at).len()).sum();
        if bytes_elsewhere > PARTIAL_BYTES {
            answer.take(self.index().found(&subject, cancel)?);
            answer.is_partial = true;
            answer.timings.index = self.since(started);
            send(answer.clone());
        }
        self.index().index_all(elsewhere, cancel)?;
        self.index().note_candidates_indexed(&subject);
        answer.timings.index = self.since(started);

        let started = self.clock.now();
        answer.take(self.index().found(&subject, cancel)?);
        answer.is_partial = false;
        answer.timings.collect = self.since(started);
        answer.progress = self.index().progress();
        send(answer.clone());
        Ok(())
    }
}
