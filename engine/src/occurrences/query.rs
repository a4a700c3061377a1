//! One question answered: bring the index to the question's text, then colours and occurrences.
//!
//! Invariant: an answer's offsets all belong to the request's revision, and a complete answer equals
//! what a fresh index of the same text would say.

use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

use super::answer::{Answer, Occurrence, Scope, Target, Timings, Tokens};
use super::file_index::FileIndex;
use crate::text::{DocumentId, Patch, Revision, TextState, catch_up};
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
    pub occurrences: Vec<Occurrence>,
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

/// Lines, and bytes of long lines.
type Seen = (Range<usize>, Range<usize>);

/// What is known of the requested lines.
#[derive(Clone)]
struct OnScreen {
    seen: Seen,
    tokens: Arc<Tokens>,
    definitions: Arc<[Scope]>,
}

/// The engine's replica of the document that was asked about last.
pub(crate) struct Analysis {
    clock: Clock,
    index: FileIndex,
    document: DocumentId,
    revision: Revision,
    on_screen: Option<OnScreen>,
}

impl Analysis {
    /// Knows no document yet. The clock is for the timings of answers and decides nothing.
    pub(crate) fn new(clock: Clock) -> Self {
        Self {
            clock,
            index: FileIndex::new(),
            document: DocumentId::default(),
            revision: Revision::default(),
            on_screen: None,
        }
    }

    fn since(&self, started: Duration) -> Duration {
        self.clock.now().saturating_sub(started)
    }

    /// Brings the replica to the request's text, by its edits where they lead there.
    fn catch_up(&mut self, request: &Request) {
        if self.document == request.document && self.revision == request.revision {
            return;
        }
        let holds = TextState { revision: self.revision, len: self.index.text.byte_len() };
        let wants = TextState { revision: request.revision, len: request.text.byte_len() };
        let edits =
            if self.document == request.document { catch_up(&request.edits, holds, wants) } else { None };
        match edits {
            Some(edits) => self.index.edit(&request.text, &Patch::of(&edits)),
            None => self.index.turn_to(&request.text),
        }
        self.document = request.document;
        self.revision = request.revision;
        self.on_screen = None;
    }

    /// The colours and definitions of the requested lines; the cursor alone changes nothing about them.
    fn on_screen(&mut self, request: &Request, cancel: &CancelToken) -> Result<OnScreen, Cancelled> {
        let seen = (request.visible_lines.clone(), request.visible_columns.clone());
        if let Some(known) = self.on_screen.as_ref().filter(|known| known.seen == seen) {
            return Ok(known.clone());
        }
        let (lines, columns) = seen.clone();
        let definitions = self.index.definitions_in(lines.clone(), cancel)?;
        let mut tokens = self.index.colours(lines, columns.clone(), cancel)?;
        self.index.add_header_colours(&definitions, &columns, &mut tokens, cancel)?;
        let found = OnScreen { seen, tokens: Arc::new(tokens), definitions: definitions.into() };
        self.on_screen = Some(found.clone());
        Ok(found)
    }
}

impl Answer {
    fn take(&mut self, found: Found) {
        self.target = Some(found.target);
        self.occurrences = found.occurrences.into();
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
        self.index.split(cancel)?;
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
            progress: self.index.progress(),
            timings: Timings { split, ..Timings::default() },
            extras: None,
        };
        let Some(cursor) = request.cursor else {
            answer.timings.collect = self.since(started);
            send(answer.clone());
            return self.more(request, answer, cancel, send);
        };
        answer.scopes = self.index.scopes_round(cursor, cancel)?;
        self.light(request, cursor, started, &mut answer, cancel, send)?;
        self.more(request, answer, cancel, send)
    }

    fn idle(&mut self, cancel: &CancelToken) -> Idle {
        match self.index.index_some(IDLE_SEGMENTS, cancel) {
            Ok(true) => Idle::Done,
            Ok(false) | Err(Cancelled) => Idle::More,
        }
    }

    fn progress(&self) -> IndexProgress {
        self.index.progress_at_least()
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
            answer.extras =
                Some(Arc::new(self.index.extras(request.cursor, &request.wants, lines, cancel)?));
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
        let Some(subject) = self.index.subject_at(cursor, cancel)? else {
            if let Some(found) = self.index.keyword_at(cursor, cancel)? {
                answer.take(found);
            }
            answer.timings.collect = self.since(started);
            send(answer.clone());
            return Ok(());
        };
        let visible = self.index.bytes_of_lines(request.visible_lines.clone());
        let (candidates, on_screen) = self.index.candidates(&subject, &visible, cancel)?;
        let (on_screen, elsewhere) = candidates.split_at(on_screen);
        for &at in on_screen {
            self.index.index(at, cancel)?;
        }
        let bytes_elsewhere: usize = elsewhere.iter().map(|&at| self.index.range(at).len()).sum();
        if bytes_elsewhere > PARTIAL_BYTES {
            answer.take(self.index.found(&subject, cancel)?);
            answer.is_partial = true;
            answer.timings.index = self.since(started);
            send(answer.clone());
        }
        self.index.index_all(elsewhere, cancel)?;
        self.index.note_candidates_indexed(&subject);
        answer.timings.index = self.since(started);

        let started = self.clock.now();
        answer.take(self.index.found(&subject, cancel)?);
        answer.is_partial = false;
        answer.timings.collect = self.since(started);
        answer.progress = self.index.progress();
        send(answer.clone());
        Ok(())
    }
}
