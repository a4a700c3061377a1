//! The thread that searches: a mailbox of one on either side, and what it does with a question.
//!
//! Invariants: neither side ever waits for the other's work; of several questions only the newest is answered, and a
//! running search looks at every window whether it is still wanted; an answer names the revision it is about.

use std::cell::RefCell;
use std::io;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crop::Rope;
use namelight_engine::text::{DocumentId, Generation, Revision};
use namelight_engine::worker::{CancelToken, Cancelled};

use super::renew::{Renewed, renew};
use super::search::{Go, search};
use super::{KEPT, Matches, Pattern, Problem, Query, Template, together};

/// A text that is searched so fast that what is near needn't come first, in bytes.
const SHORT: usize = 256 * 1024;

/// After this time the first news of a long search comes; then after twice as long, and so on.
const NEWS: Duration = Duration::from_millis(100);

/// A question.
#[derive(Clone, Debug)]
pub struct Request {
    /// Its number; all smaller ones are obsolete.
    pub generation: Generation,
    /// Which text it is about.
    pub document: DocumentId,
    /// And which state of it.
    pub revision: Revision,
    /// The text; a rope's clone copies none of it.
    pub text: Rope,
    /// What is looked for.
    pub query: Query,
    /// Where, in bytes; everywhere if none.
    pub scope: Option<Range<usize>>,
    /// What to do with it.
    pub work: Work,
}

/// What to do with matches.
#[derive(Clone, Debug)]
pub enum Work {
    /// Find them all, first those in these bytes.
    Find(Range<usize>),
    /// Find those anew that edits may have changed; if that is no less work, all.
    Renew {
        /// All matches of the same search before the edits, carried through these.
        known: Matches,
        /// Bytes that come first where all are searched.
        near: Range<usize>,
    },
    /// Say what takes the place of one of them, or of all.
    Replace {
        /// The one; all if none.
        at: Option<Range<usize>>,
        /// What takes its place, as it was typed.
        template: String,
        /// What lines end with.
        ending: &'static str,
    },
}

/// What came of a question.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The question's.
    pub generation: Generation,
    /// The question's.
    pub document: DocumentId,
    /// The question's.
    pub revision: Revision,
    /// What came of it.
    pub outcome: Outcome,
}

/// What came of a question.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// Matches; more answers follow if these aren't all.
    Found(Found),
    /// What has changed of the matches that the question named: with it in their place these are all.
    Renewed(Renewed),
    /// What takes their place.
    Replaced(Replaced),
    /// Nothing, because something is wrong with the pattern or the replacement.
    Failed(Problem),
}

/// Matches.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Sorted, without overlap, in bytes.
    pub matches: Arc<[Range<usize>]>,
    /// Where all of them are known, in bytes; sorted.
    pub known: Vec<Range<usize>>,
    /// Whether these are all that will be said.
    pub is_complete: bool,
    /// Whether there are more than are kept.
    pub is_cut: bool,
}

/// What takes the place of matches.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Replaced {
    /// What goes and what comes, as few edits; sorted, without overlap, in bytes.
    pub replaces: Vec<(Range<usize>, String)>,
    /// Each match in bytes, and how long its replacement is.
    pub places: Vec<(Range<usize>, usize)>,
}

impl Replaced {
    /// Where an offset of the text before stands afterwards; what was inside a match stands behind its replacement.
    #[must_use]
    pub fn map(&self, at: usize) -> usize {
        let (mut moved, mut end) = (0, 0);
        for (range, length) in self.places.iter().take_while(|(range, _)| range.start < at) {
            moved = range.start + length + moved - end;
            end = range.end;
        }
        moved + at.max(end) - end
    }
}

/// A place for one message, which a newer one takes.
#[derive(Debug)]
struct Slot<T> {
    /// The message, and whether no more will come.
    content: Mutex<(Option<T>, bool)>,
    arrived: Condvar,
}

impl<T> Default for Slot<T> {
    fn default() -> Self {
        Self { content: Mutex::new((None, false)), arrived: Condvar::new() }
    }
}

impl<T> Slot<T> {
    /// Held for no longer than a message takes to be moved.
    fn content(&self) -> MutexGuard<'_, (Option<T>, bool)> {
        self.content.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn put(&self, message: T) {
        let before = self.content().0.replace(message);
        self.arrived.notify_one();
        // What it holds is freed once the slot is open again.
        drop(before);
    }

    fn take(&self) -> Option<T> {
        self.content().0.take()
    }

    fn close(&self) {
        self.content().1 = true;
        self.arrived.notify_one();
    }

    /// Waits for a message; none when no more will come.
    fn wait(&self) -> Option<T> {
        let mut content = self.content();
        loop {
            if content.1 {
                return None;
            }
            if let Some(message) = content.0.take() {
                return Some(message);
            }
            content = self.arrived.wait(content).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// The handle of the thread that searches. Dropping it ends the thread at the next window.
#[derive(Debug)]
pub struct Finder {
    requests: Arc<Slot<Request>>,
    answers: Arc<Slot<Answer>>,
    newest: Arc<AtomicU64>,
}

impl Finder {
    /// Starts the thread. `wake` is called on it whenever there is an answer to take.
    ///
    /// # Errors
    /// If the system gives no thread.
    pub fn start(wake: impl Fn() + Send + 'static) -> io::Result<Self> {
        let (requests, answers) = (Arc::<Slot<Request>>::default(), Arc::<Slot<Answer>>::default());
        let newest = Arc::new(AtomicU64::new(0));
        let finder = Self {
            requests: Arc::clone(&requests),
            answers: Arc::clone(&answers),
            newest: Arc::clone(&newest),
        };
        thread::Builder::new().name("finder".to_owned()).spawn(move || {
            let mut patterns = LastPattern::default();
            let told = Told::default();
            while let Some(request) = requests.wait() {
                told.free();
                let token = CancelToken::of(Arc::clone(&newest), request.generation);
                let tell = |outcome| {
                    told.keep(&outcome);
                    let Request { generation, document, revision, .. } = request;
                    answers.put(Answer { generation, document, revision, outcome });
                    wake();
                };
                let work = AssertUnwindSafe(|| work(&request, &mut patterns, &token, &tell));
                if catch_unwind(work).is_err() {
                    tell(Outcome::Failed(Problem::internal()));
                }
            }
        })?;
        Ok(finder)
    }

    /// Asks; never waits. All questions before are obsolete.
    pub fn post(&self, request: Request) {
        let generation = request.generation.0;
        self.requests.put(request);
        self.newest.fetch_max(generation, Ordering::Release);
    }

    /// The latest answer, if there is one that wasn't taken; never waits.
    #[must_use]
    pub fn take(&self) -> Option<Answer> {
        self.answers.take()
    }
}

impl Drop for Finder {
    fn drop(&mut self) {
        self.newest.store(u64::MAX, Ordering::Release);
        self.requests.close();
    }
}

/// Lists that were told, held until nobody else has them: to free one of megabytes takes as long as a frame may.
#[derive(Default)]
struct Told(RefCell<Vec<Arc<[Range<usize>]>>>);

impl Told {
    fn keep(&self, outcome: &Outcome) {
        if let Outcome::Found(found) = outcome {
            self.0.borrow_mut().push(Arc::clone(&found.matches));
        }
    }

    fn free(&self) {
        self.0.borrow_mut().retain(|list| Arc::strong_count(list) > 1);
    }
}

/// The pattern of the last question: most have the same, and what it has learnt about itself is kept with it.
#[derive(Default)]
struct LastPattern(Option<(Query, Result<Pattern, Problem>)>);

impl LastPattern {
    fn of(&mut self, query: &Query) -> Result<Pattern, Problem> {
        if let Some((known, pattern)) = &self.0
            && known == query
        {
            return pattern.clone();
        }
        let pattern = Pattern::new(query);
        self.0 = Some((query.clone(), pattern.clone()));
        pattern
    }
}

/// Answers a question, or nothing if it is cancelled.
fn work(request: &Request, patterns: &mut LastPattern, token: &CancelToken, tell: &dyn Fn(Outcome)) {
    let result = match patterns.of(&request.query) {
        Err(problem) => return tell(Outcome::Failed(problem)),
        Ok(pattern) => match &request.work {
            Work::Find(near) => find(request, &pattern, near.clone(), token, tell).map(Outcome::Found),
            Work::Renew { known, near } => {
                let scope = request.scope.clone().unwrap_or(0..request.text.byte_len());
                match renew(&request.text, &pattern, &scope, known, token) {
                    Ok(Some(renewed)) => Ok(Outcome::Renewed(renewed)),
                    Ok(None) => find(request, &pattern, near.clone(), token, tell).map(Outcome::Found),
                    Err(cancelled) => Err(cancelled),
                }
            }
            Work::Replace { at, template, ending } => {
                let template = match request.query.is_regex {
                    true => Template::for_pattern(template, &pattern, ending),
                    false => Ok(Template::plain(template)),
                };
                match template {
                    Err(problem) => Ok(Outcome::Failed(problem)),
                    Ok(template) => {
                        replace(request, &pattern, at.clone(), &template, token).map(Outcome::Replaced)
                    }
                }
            }
        },
    };
    // Who cancelled it doesn't wait for it.
    if let Ok(outcome) = result {
        tell(outcome);
    }
}

/// Finds all matches; those near first, where that makes a difference.
fn find(
    request: &Request,
    pattern: &Pattern,
    near: Range<usize>,
    token: &CancelToken,
    tell: &dyn Fn(Outcome),
) -> Result<Found, Cancelled> {
    let text = &request.text;
    let scope = request.scope.clone().unwrap_or(0..text.byte_len());
    let near = near.start.clamp(scope.start, scope.end)..near.end.clamp(scope.start, scope.end);
    let mut beside: Vec<Range<usize>> = Vec::new();
    if scope.len() > SHORT && !near.is_empty() {
        let keep = |hit: super::search::Hit<'_>| {
            beside.push(hit.range);
            Go::On
        };
        search(text, pattern, near.clone(), token, keep, |_| {})?;
        let known = vec![near.clone()];
        tell(Outcome::Found(Found { matches: beside.clone().into(), known, ..Found::default() }));
    }
    let found = std::cell::RefCell::new(Vec::new());
    let mut is_cut = false;
    let (mut last_news, mut pause) = (Instant::now(), NEWS);
    let keep = |hit: super::search::Hit<'_>| {
        let mut found = found.borrow_mut();
        is_cut = found.len() >= KEPT;
        if is_cut {
            return Go::Stop;
        }
        found.push(hit.range);
        Go::On
    };
    let news = |up_to: usize| {
        if last_news.elapsed() < pause {
            return;
        }
        let mut matches = found.borrow().clone();
        // What is known near stays known.
        matches.extend(beside.iter().filter(|one| one.start >= up_to).cloned());
        let known = vec![scope.start..up_to, near.start.max(up_to)..near.end.max(up_to)];
        tell(Outcome::Found(Found { matches: matches.into(), known, ..Found::default() }));
        (last_news, pause) = (Instant::now(), pause * 2);
    };
    search(text, pattern, scope.clone(), token, keep, news)?;
    let found = found.into_inner();
    let everywhere = 0..text.byte_len();
    Ok(Found { matches: found.into(), known: vec![everywhere], is_complete: true, is_cut })
}

/// Says what takes the place of matches.
fn replace(
    request: &Request,
    pattern: &Pattern,
    at: Option<Range<usize>>,
    template: &Template,
    token: &CancelToken,
) -> Result<Replaced, Cancelled> {
    let text = &request.text;
    let scope = request.scope.clone().unwrap_or(0..text.byte_len());
    let one = at.clone();
    let scope = at.map_or(scope, |at| at.start..at.end);
    let mut replaces = Vec::new();
    let fill = |hit: super::search::Hit<'_>| {
        if one.as_ref().is_some_and(|one| *one != hit.range) {
            return Go::On;
        }
        let start = hit.range.start - hit.offset;
        let captures = template.has_groups().then(|| pattern.regex.captures_at(hit.window, start)).flatten();
        replaces.push((hit.range, template.fill(captures.as_ref())));
        Go::On
    };
    search(text, pattern, scope, token, fill, |_| {})?;
    let places = replaces.iter().map(|(range, new)| (range.clone(), new.len())).collect();
    token.check()?;
    Ok(Replaced { replaces: together(text, replaces), places })
}
