//! What is known now, for those who draw it or say it.
//!
//! Invariant: whoever asks changes nothing.

use std::ops::Range;
use std::sync::Arc;

use crop::Rope;
use namelight_engine::occurrences::{
    Completion, Occurrence, Other, Progress, Renaming, Scope, Target, Timings, Tokens,
};
use namelight_engine::text::{Generation, Patch, Revision};

use super::ranges::{contains, touched, touches};
use super::scopes::carry_scopes;
use super::{Counts, Highlights, KnownProblems, Pins, Scene, Words, colours};

impl Highlights {
    /// The names that are spelled like the lit one and mean something else, sorted; none unless asked for.
    #[must_use]
    pub fn others(&self) -> &[Other] {
        &self.others
    }

    /// What became of the last wish to rename; none once the text has changed.
    #[must_use]
    pub fn renaming(&self) -> Option<&Renaming> {
        self.renaming.as_ref()
    }

    /// The names to go on with that were found last, with the text state that they are of.
    #[must_use]
    pub fn completion(&self) -> Option<&(Revision, Completion)> {
        self.completion.as_ref()
    }

    /// What is wrong with the text.
    #[must_use]
    pub fn problems(&self) -> &KnownProblems {
        &self.problems
    }

    /// The pinned names.
    #[must_use]
    pub fn pins(&self) -> &Pins {
        &self.pins
    }

    /// The lit ranges, sorted, in bytes of the scene's text.
    #[must_use]
    pub fn lit(&self) -> &[Occurrence] {
        &self.lit
    }

    /// See [`lit`](Self::lit), for those who pass it on.
    #[must_use]
    pub fn shared_lit(&self) -> &Arc<[Occurrence]> {
        &self.lit
    }

    /// See [`others`](Self::others), for those who pass it on.
    #[must_use]
    pub fn shared_others(&self) -> &Arc<[Other]> {
        &self.others
    }

    /// What is lit; a name's range is the one the cursor touched last, in bytes.
    #[must_use]
    pub fn target(&self) -> Option<&Target> {
        self.target.as_ref()
    }

    /// The colours, in bytes of the scene's text.
    #[must_use]
    pub fn tokens(&self) -> &Tokens {
        &self.tokens
    }

    /// The colours, for those who want to know whether they are the same as before.
    #[must_use]
    pub fn shared_tokens(&self) -> Arc<Tokens> {
        Arc::clone(&self.tokens)
    }

    /// The colours in a text to which `patch` leads from the scene's.
    #[must_use]
    pub fn tokens_through(&self, patch: &Patch, text: &Rope) -> Arc<Tokens> {
        colours::carry_tokens(&self.tokens, patch, text)
    }

    /// The functions and classes round the cursor, outermost first, in bytes of the scene's text. On screen they are
    /// known without a question about the cursor, and so also while the light is off.
    #[must_use]
    pub fn scopes_round(&self, cursor: usize) -> Vec<&Scope> {
        let is_on_screen = contains(&self.tokens.range, &(cursor..cursor));
        let known = if is_on_screen { &self.definitions } else { self.scopes.as_slice() };
        known.iter().filter(|scope| touches(&scope.range, cursor)).collect()
    }

    /// The functions and classes that reach into what [`tokens`](Self::tokens) speaks for, in the order of the text and
    /// in bytes of the scene's.
    #[must_use]
    pub fn definitions(&self) -> &Arc<[Scope]> {
        &self.definitions
    }

    /// The same in a text to which `patch` leads from the scene's.
    #[must_use]
    pub fn definitions_through(&self, patch: &Patch) -> Arc<[Scope]> {
        carry_scopes(&self.definitions, patch)
    }

    /// How often the lit name is used.
    #[must_use]
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// The question whose answer is shown; none before the first.
    #[must_use]
    pub fn shown(&self) -> Option<Generation> {
        self.shown
    }

    /// How far the engine's index of the file is, as of its last answer.
    #[must_use]
    pub fn progress(&self) -> Progress {
        self.progress
    }

    /// Where the time of the last answer went.
    #[must_use]
    pub fn timings(&self) -> Timings {
        self.timings
    }

    /// The status bar's sentence; none when nothing is lit.
    #[must_use]
    pub fn words(&self) -> Option<Words> {
        let here = self.target.as_ref()?.range.start;
        let here = touched(&self.lit, here).and_then(|at| self.lit.get(at));
        self.target.as_ref().map(|target| Words::of(target, self.counts, here, self.is_partial))
    }

    /// Whether the last question has been answered in full and no old light is waiting to go out.
    #[must_use]
    pub fn is_settled(&self, scene: &Scene<'_>) -> bool {
        !self.is_question_open(scene)
            && self.asked.as_ref().is_some_and(|asked| asked.is_answered)
            && self.left_at.is_none()
    }

    /// The next counted place behind the cursor, or the one before it, in bytes; goes round at the ends.
    #[must_use]
    pub fn step(&self, cursor: usize, forward: bool) -> Option<Range<usize>> {
        let mut counted = self.lit.iter().filter(|occurrence| occurrence.certainty.is_counted());
        let found = if forward {
            counted.clone().find(|occurrence| occurrence.range.start > cursor).or_else(|| counted.next())
        } else {
            counted.clone().rfind(|occurrence| occurrence.range.end < cursor).or_else(|| counted.next_back())
        };
        found.map(|occurrence| occurrence.range.clone())
    }
}
