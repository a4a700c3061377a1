//! The names that were found so far, and which of them come first.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::matching::{Match, match_of};
use super::{Candidate, CandidateKind, MOST};
use crate::occurrences::builtins::BUILTINS;
use crate::scopes::normalise;

/// Python's words, those that are names elsewhere included; sorted.
const KEYWORDS: [&str; 38] = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "case", "class", "continue",
    "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is",
    "lambda", "match", "nonlocal", "not", "or", "pass", "raise", "return", "try", "type", "while", "with",
    "yield",
];

/// How far from the cursor a name lives: what is nearer comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Distance {
    /// It belongs to the call round the cursor, or to the object before it; so many classes up.
    Own(usize),
    /// It is one of the scope so many steps outwards.
    Scope(usize),
    Module,
    /// It is Python's own: a builtin or a keyword.
    Python,
}

/// Where a name stands among the others: distance, how it fits, how far above the cursor it was used last in bytes.
type Rank = (Distance, Match, usize);

/// Names that fit what is typed.
pub(super) struct Found {
    typed: String,
    known: FxHashSet<Box<str>>,
    ranked: Vec<(Rank, Candidate)>,
}

impl Found {
    pub(super) fn new(typed: &str) -> Self {
        Self { typed: normalise(typed).into_owned(), known: FxHashSet::default(), ranked: Vec::new() }
    }

    /// Whether nothing is typed yet.
    pub(super) fn has_no_letter(&self) -> bool {
        self.typed.is_empty()
    }

    /// How a name fits; none if it doesn't, or a nearer one has its name.
    pub(super) fn fits(&self, name: &str) -> Option<Match> {
        let is_shy = name.starts_with("__") && !self.typed.starts_with('_');
        match_of(name, &self.typed).filter(|_| !is_shy && !self.known.contains(name))
    }

    /// Takes note that a name is taken by a nearer scope.
    pub(super) fn take_note(&mut self, name: &str) {
        self.known.insert(name.into());
    }

    /// Adds a name that [fits](Self::fits). `used`: how far above the cursor it was used last, in bytes.
    pub(super) fn add(
        &mut self,
        name: &str,
        kind: CandidateKind,
        words: impl Into<Arc<str>>,
        distance: Distance,
        used: Option<usize>,
    ) {
        let Some(fit) = self.fits(name) else { return };
        self.take_note(name);
        let text: Arc<str> = match kind {
            CandidateKind::Argument => format!("{name}=").into(),
            _ => name.into(),
        };
        let rank = (distance, fit, used.unwrap_or(usize::MAX));
        self.ranked.push((rank, Candidate { text, kind, words: words.into() }));
    }

    pub(super) fn add_builtins(&mut self) {
        let words: Arc<str> = "builtin".into();
        // What only Windows has would be an error anywhere else.
        for name in BUILTINS.into_iter().filter(|name| *name != "WindowsError") {
            self.add(name, CandidateKind::Builtin, Arc::clone(&words), Distance::Python, None);
        }
    }

    pub(super) fn add_keywords(&mut self) {
        let words: Arc<str> = "keyword".into();
        for word in KEYWORDS {
            self.add(word, CandidateKind::Keyword, Arc::clone(&words), Distance::Python, None);
        }
    }

    /// The best, the first first, and whether there are others.
    pub(super) fn best(mut self) -> (Arc<[Candidate]>, bool) {
        let order = |a: &(Rank, Candidate), b: &(Rank, Candidate)| {
            a.0.cmp(&b.0).then_with(|| a.1.text.cmp(&b.1.text))
        };
        let is_cut = self.ranked.len() > MOST;
        if is_cut {
            self.ranked.select_nth_unstable_by(MOST, order);
            self.ranked.truncate(MOST);
        }
        self.ranked.sort_unstable_by(order);
        (self.ranked.into_iter().map(|(_, candidate)| candidate).collect(), is_cut)
    }
}
