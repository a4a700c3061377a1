//! What is lit now: asks the engine, carries light and colours through edits, knows what is next.
//!
//! Invariants:
//! * A lit range always covers the characters it was computed for: an edit that touches one drops it at
//!   once, in the frame of the edit. What is lit for a keyword or a bracket goes out at any edit.
//! * Old light stays until the new one replaces it in the same frame; only when the cursor has been off
//!   every lit range for [`Options::linger`] does it go out without a successor.
//! * Nothing here blocks, except for [`Options::patience`] (about 2 ms) after a request was posted, so
//!   that a warm engine's answer is drawn in the very frame of the key press.
//! * There is no clock in here: the time comes with every [`Scene`].

mod accepting;
mod ask;
mod asking;
mod carry;
mod colours;
mod doubts;
mod known;
mod patience;
mod pins;
mod problems;
mod ranges;
mod scene;
mod scopes;
mod switches;
mod turning;
mod waiting;
mod words;

use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

use namelight_engine::occurrences::{
    Completion, Occurrence, Other, Progress, Renaming, Scope, Target, Timings, Tokens,
};
use namelight_engine::text::{Bias, DocumentId, Edit, EditLog, Generation, Patch, Revision};
use namelight_engine::worker::Debounce;

use doubts::{code_in_doubt, may_be_split};

pub use ask::Ask;
pub use pins::{MOST_PINS, NoPin, Pin, Pins};
pub use problems::KnownProblems;
pub use scene::{Options, Scene};
pub use switches::{Part, Switches};
pub(crate) use words::number_of;
pub use words::{Counts, Words, doubt};

use asking::Asked;
use carry::{carry_all, carry_target};
use patience::AfterEdit;
use ranges::{connects, touched};
use scopes::carry_scopes;

/// What is lit now.
#[derive(Debug)]
pub struct Highlights {
    options: Options,
    debounce: Debounce,
    /// What the debounce was told of last: text state and cursor.
    noted: Option<(Revision, usize)>,
    /// Since when the cursor and the text are what they are.
    rests_since: Duration,
    document: DocumentId,
    revision: Revision,
    /// All edits since the last answered revision, oldest first.
    edits: EditLog,
    generation: Generation,
    asked: Option<Asked>,
    /// Of which text state, and at which occurrence, the question was that the light answers.
    answered: Option<(Revision, Range<usize>)>,
    target: Option<Target>,
    lit: Arc<[Occurrence]>,
    is_partial: bool,
    counts: Counts,
    /// The functions and classes round the cursor of the last answer that fitted.
    scopes: Vec<Scope>,
    /// The functions and classes that reach into what the colours speak for.
    definitions: Arc<[Scope]>,
    tokens: Arc<Tokens>,
    /// The question that what is lit answers.
    shown: Option<Generation>,
    progress: Progress,
    timings: Timings,
    /// The same-spelled names that the lit one isn't.
    others: Arc<[Other]>,
    /// Whether those are of the present text and of what is lit.
    has_others: bool,
    /// The text state and the pins that were asked about last.
    beside_of: Option<(Revision, Vec<u64>)>,
    /// What became of the last wish to rename.
    renaming: Option<Renaming>,
    pins: Pins,
    /// The last names to go on with, and the text state that they are of.
    completion: Option<(Revision, Completion)>,
    problems: KnownProblems,
    /// Since when the cursor has been off every lit range.
    left_at: Option<Duration>,
    /// Since when the engine has been asked without a word from it.
    waits_since: Option<Duration>,
    after_edit: AfterEdit,
}

impl Highlights {
    /// Nothing lit, nothing asked.
    #[must_use]
    pub fn new(options: Options) -> Self {
        Self {
            options,
            debounce: Debounce::new(options.debounce),
            noted: None,
            rests_since: Duration::ZERO,
            document: DocumentId::default(),
            revision: Revision::default(),
            edits: EditLog::new(Revision::default()),
            generation: Generation::default(),
            asked: None,
            answered: None,
            target: None,
            lit: Arc::default(),
            is_partial: false,
            counts: Counts::default(),
            scopes: Vec::new(),
            definitions: Arc::default(),
            tokens: Arc::default(),
            shown: None,
            progress: Progress::default(),
            timings: Timings::default(),
            after_edit: AfterEdit::default(),
            others: Arc::default(),
            has_others: false,
            beside_of: None,
            renaming: None,
            pins: Pins::default(),
            completion: None,
            problems: KnownProblems::default(),
            left_at: None,
            waits_since: None,
        }
    }

    /// One frame: carries everything through `edits`, takes what the engine has said, asks if need be.
    ///
    /// `edits` are those since the last frame, oldest first; `scene` is the state after them. Returns
    /// after how long the next frame must come even if nothing happens; none if there is no need.
    pub fn frame(&mut self, engine: &mut impl Ask, scene: &Scene<'_>, edits: &[Edit]) -> Option<Duration> {
        self.frame_while(engine, scene, edits, || ())
    }

    /// The same; if nothing but the light is waited for, `meanwhile` is done in that time.
    pub fn frame_while(
        &mut self,
        engine: &mut impl Ask,
        scene: &Scene<'_>,
        edits: &[Edit],
        meanwhile: impl FnOnce(),
    ) -> Option<Duration> {
        self.follow(scene, edits);
        self.take(engine, scene);
        let debounced = self.ask(engine, scene, meanwhile);
        let lingering = self.put_out_if_left(scene);
        [debounced, lingering].into_iter().flatten().min()
    }

    /// Takes answers without asking anything, as while the window is hidden.
    pub fn drain(&mut self, engine: &impl Ask, scene: &Scene<'_>, edits: &[Edit]) {
        self.follow(scene, edits);
        self.take(engine, scene);
    }

    /// Brings everything to the scene's document and revision.
    fn follow(&mut self, scene: &Scene<'_>, edits: &[Edit]) {
        if scene.document != self.document || !connects(self.revision, edits, scene.revision) {
            self.start_over(scene);
            return;
        }
        if edits.is_empty() {
            return;
        }
        self.revision = scene.revision;
        for edit in edits {
            self.edits.push(edit.clone());
        }
        let patch = Patch::of(edits);
        if self.target.as_ref().is_some_and(|target| !target.class.is_name()) {
            // Any edit may give a bracket another partner and a keyword another statement.
            self.put_out();
        }
        let dropped = carry_all(&mut self.lit, &patch, scene.text);
        if may_be_split(&dropped) || code_in_doubt(&patch, scene.text).is_some() {
            self.put_out();
        }
        self.counts = Counts::of(&self.lit);
        self.tokens = colours::carry_tokens(&self.tokens, &patch, scene.text);
        self.scopes = carry_scopes(&self.scopes, &patch);
        self.definitions = carry_scopes(&self.definitions, &patch);
        self.target = self.target.take().map(|target| carry_target(target, &patch));
        carry_all(&mut self.others, &patch, scene.text);
        self.has_others = false;
        self.renaming = None;
        self.pins.carry(&patch, scene.text);
        self.problems.carry(&patch, scene.text);
        if let Some(cursor) = self.asked.as_mut().and_then(|asked| asked.cursor.as_mut()) {
            *cursor = patch.map_offset(*cursor, Bias::Right);
        }
    }

    /// Another text: nothing that was known holds.
    fn start_over(&mut self, scene: &Scene<'_>) {
        // A generation is never used twice, and an answer about the old text must not be taken for one.
        let generation = self.generation;
        *self = Self::new(self.options);
        self.generation = generation;
        self.document = scene.document;
        self.revision = scene.revision;
        self.edits = EditLog::new(scene.revision);
    }

    /// What of the light is shown.
    #[must_use]
    pub fn switches(&self) -> Switches {
        self.options.switches
    }

    /// Shows more of the light, or less.
    pub fn set_switches(&mut self, switches: Switches) {
        if switches != self.options.switches {
            self.options.switches = switches;
            self.put_out();
            // What was answered before may have been more, or less.
            self.asked = None;
            self.noted = None;
        }
    }

    /// A name's own range is the lit one that the cursor touches. What is lit for a keyword or a bracket may be
    /// something else by itself.
    fn aim(&mut self, cursor: usize) {
        let here = touched(&self.lit, cursor).and_then(|at| self.lit.get(at));
        if let (Some(target), Some(here)) = (&mut self.target, here)
            && target.class.is_name()
        {
            target.range = here.range.clone();
        }
    }

    /// Puts the light out when the cursor has been off it for too long; returns how long it may stay.
    fn put_out_if_left(&mut self, scene: &Scene<'_>) -> Option<Duration> {
        if self.target.is_none() || touched(&self.lit, scene.cursor).is_some() {
            self.left_at = None;
            return None;
        }
        let left_at = *self.left_at.get_or_insert(scene.now);
        let off = scene.now.saturating_sub(left_at);
        if off < self.options.linger {
            return Some(self.options.linger.saturating_sub(off));
        }
        self.put_out();
        None
    }

    fn put_out(&mut self) {
        self.left_at = None;
        self.target = None;
        self.lit = Arc::default();
        self.counts = Counts::default();
        self.is_partial = false;
        self.answered = None;
        self.others = Arc::default();
        self.has_others = false;
    }

    /// Forgets what became of an earlier wish to rename, so that it isn't taken for the answer to the next one.
    pub fn forget_renaming(&mut self) {
        self.renaming = None;
        if let Some(asked) = &mut self.asked {
            asked.wants.rename = None;
        }
    }

    /// Pins the lit name, or takes its pin away. Returns whether it is pinned now.
    ///
    /// # Errors
    /// [`NoPin`] says why it can't be pinned.
    pub fn toggle_pin(&mut self) -> Result<bool, NoPin> {
        match &self.target {
            Some(target) if target.class.is_name() => self.pins.toggle(target, &self.lit),
            _ => Err(NoPin::NoName),
        }
    }
}

#[cfg(test)]
mod desk;
#[cfg(test)]
mod many_tests;
#[cfg(test)]
mod random_tests;
#[cfg(test)]
mod tests;
