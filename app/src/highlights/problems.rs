//! What is wrong with the text, carried through edits.
//!
//! Invariant: a problem covers the characters it was found at; an edit that touches one drops it at once.

use std::ops::Range;
use std::sync::Arc;

use crop::Rope;
use namelight_engine::occurrences::{Problem, ProblemKind, ProblemWish, Problems};
use namelight_engine::text::{Bias, Patch, Revision};

use super::ranges::contains;

/// The problems that are known.
#[derive(Debug, Default)]
pub struct KnownProblems {
    /// The text state, the lines and the wish that the last answer was about.
    of: Option<(Revision, Range<usize>, ProblemWish)>,
    /// Whether the whole text was indexed then.
    is_whole: bool,
    syntax: Arc<[Problem]>,
    syntax_count: usize,
    names: Arc<[Problem]>,
    /// Names and places that Python refuses, sorted.
    all: Arc<[Problem]>,
}

impl KnownProblems {
    /// All of them, sorted by position: places that Python refuses in the whole text, names of what is on screen.
    #[must_use]
    pub fn all(&self) -> &[Problem] {
        &self.all
    }

    /// How many places Python refuses, as far as the text is indexed.
    #[must_use]
    pub fn syntax_count(&self) -> usize {
        self.syntax_count
    }

    /// The wish that was answered last, if not all of the text was indexed then.
    #[must_use]
    pub fn answered_in_part(&self) -> Option<ProblemWish> {
        self.of.as_ref().filter(|_| !self.is_whole).map(|(.., wish)| *wish)
    }

    /// Whether all of a wish is known of some lines of a text state.
    pub(super) fn is_known(&self, revision: Revision, wish: ProblemWish, lines: &Range<usize>) -> bool {
        let is_known = |(of, known, known_wish): &(Revision, Range<usize>, ProblemWish)| {
            *of == revision && *known_wish == wish && contains(known, lines)
        };
        self.of.as_ref().is_some_and(is_known)
    }

    /// Takes over an answer about `revision`; `patch` leads from there to `text`.
    pub(super) fn take(&mut self, revision: Revision, answer: &Problems, patch: &Patch, text: &Rope) {
        self.of = Some((revision, answer.lines.clone(), answer.wish));
        self.is_whole = answer.is_whole;
        self.syntax = Arc::clone(&answer.syntax);
        self.names = Arc::clone(&answer.names);
        self.syntax_count = answer.syntax_count;
        self.carry(patch, text);
        self.sort();
    }

    /// Carries what is known to `text`, to which `patch` leads.
    pub(super) fn carry(&mut self, patch: &Patch, text: &Rope) {
        if patch.is_empty() || self.all.is_empty() && self.syntax.is_empty() && self.names.is_empty() {
            return;
        }
        let before = self.syntax.len();
        for list in [&mut self.syntax, &mut self.names] {
            *list = list.iter().filter_map(|problem| carried(problem, patch, text)).collect();
        }
        self.syntax_count = self.syntax_count.saturating_sub(before - self.syntax.len());
        self.sort();
    }

    fn sort(&mut self) {
        let mut all: Vec<Problem> = self.syntax.iter().chain(self.names.iter()).cloned().collect();
        all.sort_by_key(|problem| (problem.range.start, problem.kind));
        // Where Python refuses the text, nothing is said of a name there.
        all.dedup_by(|later, earlier| later.range.start < earlier.range.end);
        self.all = all.into();
    }
}

fn carried(problem: &Problem, patch: &Patch, text: &Rope) -> Option<Problem> {
    let range = match problem.kind {
        ProblemKind::Syntax => patch.map_range(problem.range.clone()),
        ProblemKind::Undefined | ProblemKind::Unused => {
            super::carry::carry_identifier(&problem.range, patch, text)
        }
    };
    let draft =
        patch.map_offset(problem.draft.start, Bias::Left)..patch.map_offset(problem.draft.end, Bias::Right);
    Some(Problem { range: range?, draft, ..problem.clone() })
}
